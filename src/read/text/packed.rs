//! What Playwright packs into its HTML report: a zip archive in base64, behind a name that no other page has.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The name of the packed archive: a variable of a script, since 1.51 the id of an element.
const NAME: &str = "playwrightReportBase64";
const START: &str = "data:application/zip;base64,";
/// Of an archive no more is unpacked than this, whatever it claims to hold.
const MOST: u64 = 32 << 20;
/// An archive has a file for the run and one for each file of tests.
const FILES: usize = 500;

/// Whether this page packs a report.
pub fn is_packed(page: &str) -> bool {
    page.contains(NAME)
}

/// The JSON files of the archive with their names, `report.json` first. Of what lies beyond the bounds nothing is given.
///
/// # Errors
/// What keeps it from being read.
pub fn files(page: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let text = String::from_utf8_lossy(page);
    let (_, rest) = text.rsplit_once(START).ok_or("it holds no archive")?;
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')))
        .unwrap_or(rest.len());
    let bytes = STANDARD.decode(rest.get(..end).unwrap_or_default()).map_err(|error| error.to_string())?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names = archive.file_names().filter_map(|name| name.ok().map(|name| name.into_owned()));
    let mut names = names.filter(|name| name.ends_with(".json")).collect::<Vec<String>>();
    names.sort_by_key(|name| (name != "report.json", name.clone()));
    let mut left = MOST;
    let mut files = Vec::new();
    for name in names.into_iter().take(FILES) {
        let file = archive.by_name(&name).map_err(|error| error.to_string())?;
        let mut unpacked = Vec::new();
        let size = file.take(left).read_to_end(&mut unpacked).map_err(|error| error.to_string())?;
        left = left.saturating_sub(size as u64);
        files.push((name, unpacked));
    }
    Ok(files)
}
