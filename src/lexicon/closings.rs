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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Closings {
    closing: Vec<Closing>,
}

/// The runners that golive knows. The first of which a mark and a line stand in a text wrote it.
pub fn all() -> &'static [Closing] {
    static ALL: LazyLock<Vec<Closing>> = LazyLock::new(|| {
        #[expect(clippy::expect_used, reason = "this file is part of the program; a test reads it")]
        let file = toml::from_str::<Closings>(include_str!("../../content/lexicon/closings.toml"))
            .expect("the closings of text reports");
        file.closing
    });
    &ALL
}
