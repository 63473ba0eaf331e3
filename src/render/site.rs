//! The planned site: every path is known before a page is drawn.

/// Why a page could not be drawn: a template is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {message}")]
pub struct RenderError {
    /// The page or the template.
    pub path: String,
    /// What is wrong, with line and column where the template engine tells them.
    pub message: String,
}

/// A site whose paths are all known and whose files are drawn one by one, on demand and in any order, from any thread.
pub trait Plan: Sync {
    /// The path of every file under the output folder, sorted, each once, `/`-separated; without `manifest.json`.
    fn paths(&self) -> &[String];
    /// The bytes of the file at an index of [`Plan::paths`].
    ///
    /// # Errors
    /// When a template is wrong.
    fn draw(&self, index: usize) -> Result<Vec<u8>, RenderError>;
    /// The commit from which the site was made, in hexadecimal digits, for the manifest.
    fn source(&self) -> String;
}
