//! An item through time: plain data.

/// An item through all releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its lasting id: the first of its ids, numbered where another item had the same first.
    pub id: String,
    /// Every id that it had in some release, in the order of their first appearance.
    pub ids: Vec<String>,
    /// Its words and sections, oldest first: the first, and each that differs from the one before.
    pub wordings: Vec<Wording>,
    /// Where it is judged, oldest first: index of the release, index into its items.
    pub at: Vec<(usize, usize)>,
}

/// Words of an item that hold until the next wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The first release (index) that has them.
    pub snapshot: usize,
    /// Index into the sections of its checklist.
    pub section: usize,
    /// Index into that section's items.
    pub index: usize,
    /// The commit (index) since which the checklist has had them; `None` where it was not recorded as a file.
    pub commit: Option<usize>,
}
