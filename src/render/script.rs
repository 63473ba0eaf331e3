//! Data for the site's scripts. A page that is opened from a folder may fetch nothing, but it may load scripts: each file of data is one,
//! and calls the one function that waits for it (`templates/script/load.js`).

use super::site::RenderError;
use serde::Serialize;

/// A script that hands over data by its name.
///
/// # Errors
/// Never for reasons of content.
pub fn handing(path: &str, name: &str, data: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    let failed = |error: serde_json::Error| RenderError { path: path.to_owned(), message: error.to_string() };
    let text = |value: &dyn Fn() -> serde_json::Result<String>| value().map_err(failed);
    let (name, data) = (text(&|| serde_json::to_string(name))?, text(&|| serde_json::to_string(data))?);
    Ok(format!("golive.got({name},{data});\n").into_bytes())
}
