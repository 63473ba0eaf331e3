//! What must hold of any input, a function for each fuzz target. The suite runs the same functions over `fuzz/corpus/`.

pub mod shown;
pub mod text;

/// A fuzz target: its name, which is also that of its binary and of its folder in the corpus, and what it checks.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("cells", text::cells),
    ("config", text::config),
    ("git_text", text::git_text),
    ("html", shown::html),
    ("lexicon", text::lexicon),
    ("links", text::links),
    ("mailmap", text::mailmap),
    ("manifest", text::manifest),
    ("markdown", shown::markdown),
    ("paths", text::paths),
    ("picture", shown::picture),
    ("read", text::read),
    ("reader", text::reader),
    ("redact", text::redact),
    ("shown", shown::shown),
    ("terminal", text::terminal),
    ("time", text::time),
    ("tokens", text::tokens),
    ("versions", text::versions),
    ("words", text::words),
];
