//! How the site is shown.

/// How the site is shown.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The site's title.
    pub title: Option<String>,
    /// The address under which it is published, ending in `/`.
    pub base_url: Option<String>,
    /// The forge's address of the repository; default: the remote, without credentials.
    pub repository_url: Option<String>,
    /// Whether there is no page of people, and no person's deeds are gathered or found anywhere.
    pub people_hidden: bool,
    /// A folder whose files replace embedded templates, style and content, file by file.
    pub theme: Option<std::path::PathBuf>,
}
