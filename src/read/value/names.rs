//! Names of values to look for: those of the lexicon, or a list.

use crate::lexicon::words::Name;

/// Folded names to look for, in their order.
pub trait Names: Copy {
    /// Each of them.
    fn each<'n>(self) -> impl Iterator<Item = &'n str>
    where
        Self: 'n;

    /// Whether one of them may be a key of these groups of names, as bits.
    fn may_be_among(self, _groups: u128) -> bool {
        true
    }
}

impl Names for Name {
    fn may_be_among(self, groups: u128) -> bool {
        Self::may_be_among(self, groups)
    }

    fn each<'n>(self) -> impl Iterator<Item = &'n str> {
        self.all().iter().map(String::as_str)
    }
}

impl Names for &[&str] {
    fn each<'n>(self) -> impl Iterator<Item = &'n str>
    where
        Self: 'n,
    {
        self.iter().copied()
    }
}

impl<const N: usize> Names for &[&str; N] {
    fn each<'n>(self) -> impl Iterator<Item = &'n str>
    where
        Self: 'n,
    {
        self.iter().copied()
    }
}
