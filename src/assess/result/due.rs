//! When an item is due: plain data.

/// When an item is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// By the tag: it bears on readiness.
    ByTag,
    /// After the tag: it bears on the outcome.
    After,
    /// Not yet: there is no tag, or nothing to take back. It bears on nothing.
    NotYet,
}

impl Due {
    /// Its word in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::ByTag => "by-tag",
            Self::After => "after",
            Self::NotYet => "not-yet",
        }
    }
}
