//! With which lines the text reports of test runners end: `content/lexicon/closings.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// How the report of a test runner ends; what its expressions mean stands in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The name of the runner.
    pub tool: String,
    /// Texts of which one stands in its reports.
    pub marks: Vec<String>,
    /// The line with which a run begins; without one it is not told whether a run broke off.
    pub begins: Option<String>,
    /// The lines with which a run ends.
    pub ends: String,
    /// What these lines count.
    pub counts: Vec<String>,
    /// A line that fails the run.
    pub fails: Option<String>,
    /// A line that says that the run was interrupted.
    pub breaks: Option<String>,
}

/// What a line behind a run says of the process or job around it; what the expressions mean stands in the file.
#[derive(Clone, Debug, Deserialize)]
pub struct Aftermath {
    /// The success is taken back.
    pub broke: Vec<String>,
    /// It is taken back unless something later goes well.
    pub doubts: Vec<String>,
    /// Of a doing too, such as a deployment or a backup.
    pub undone: Vec<String>,
    /// The job around it went well.
    pub recovers: Vec<String>,
    /// What stands before a word that denies it.
    pub denied: String,
    /// What stands behind a word of which nothing is counted.
    pub zero: String,
}

#[derive(Deserialize)]
struct Closings {
    #[serde(flatten)]
    aftermath: Aftermath,
    closing: Vec<Closing>,
}

fn file() -> &'static Closings {
    static FILE: LazyLock<Closings> = LazyLock::new(|| {
        #[expect(clippy::expect_used, reason = "this file is part of the program; a test reads it")]
        toml::from_str(include_str!("../../content/lexicon/closings.toml"))
            .expect("the closings of text reports")
    });
    &FILE
}

/// The runners that golive knows. The first of which a mark and a line stand in a text wrote it.
pub fn all() -> &'static [Closing] {
    &file().closing
}

/// What may stand behind the end of a run.
pub fn aftermath() -> &'static Aftermath {
    &file().aftermath
}
