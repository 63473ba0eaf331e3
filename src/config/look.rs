//! How the site is shown.

use super::theme::{Folder, Texts};

/// Patterns of a team's own for links to where its repository is hosted; each replaces that of the forge. `{base}` is the address of the
/// repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// A commit: `{commit}`.
    pub commit: Option<String>,
    /// A file as it stood at a commit: `{commit}` and `{path}`.
    pub file: Option<String>,
    /// The same at a line: `{line}` too.
    pub line: Option<String>,
    /// A tag: `{tag}`.
    pub tag: Option<String>,
    /// What changed between two commits: `{from}` and `{to}`.
    pub compare: Option<String>,
    /// An issue: `{number}`.
    pub issue: Option<String>,
    /// A pull request: `{number}`.
    pub pull: Option<String>,
}

/// How the site is shown.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The tag of the language of the site's words, `en` where none is given; a language beyond those of golive is the theme's.
    pub language: Option<String>,
    /// The SHA-256 of the text of golive.toml; none where there is no such file and every default holds.
    pub configuration: Option<String>,
    /// The site's title.
    pub title: Option<String>,
    /// The address under which it is published, ending in `/`.
    pub base_url: Option<String>,
    /// The forge's address of the repository; default: the remote, without credentials.
    pub repository_url: Option<String>,
    /// How links to commits, files, tags, comparisons, issues and pull requests are formed.
    pub links: Links,
    /// Whether there is no page of people, and no person's deeds are gathered or found anywhere.
    pub people_hidden: bool,
    /// Whether what looks like a secret fails the build, instead of being masked.
    pub deny_secrets: bool,
    /// Whether every text of evidence is published as a file too, and not only where neither page nor forge has it whole.
    pub raw_all: bool,
    /// A folder whose Markdown files become pages.
    pub content_folder: Option<Folder>,
    /// Those files by their names, once they were read.
    pub content: Texts,
    /// A folder whose files replace embedded style, prose and words, file by file.
    pub theme_folder: Option<Folder>,
    /// Those files by their names, once they were read.
    pub theme: Texts,
}
