//! How the site is shown.

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
    /// Whether there is no page of people, and no person's deeds are gathered or found anywhere.
    pub people_hidden: bool,
    /// A folder whose Markdown files become pages.
    pub content: Option<std::path::PathBuf>,
    /// A folder whose files replace embedded templates, style and content, file by file.
    pub theme: Option<std::path::PathBuf>,
}
