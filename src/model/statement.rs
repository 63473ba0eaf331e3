//! What a file says, sentence by sentence and value by value: what a claim that names the file is compared with.

/// A sentence with the heading under which it stands, or a value with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The heading; of a value the names by which it is reached, with dots between them.
    pub of: Box<str>,
    /// The sentence or the value.
    pub says: Box<str>,
    /// As what it stands there.
    pub form: Form,
}

/// As what something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A heading.
    Heading,
    /// A sentence.
    Sentence,
    /// A value by its name.
    Value,
    /// A cell of a row: the name of the row stands among its names.
    Cell,
}
