//! Where a record goes: a folder that the configuration looks at, and a name by time, subject and kind.

use crate::config::{Sources, path_glob};
use crate::read::text::slug::slug;

/// Longer subjects are cut in names of files.
const LONGEST: usize = 60;

/// The name of a record without its ending: `20261130T223104Z-orders-database-backup`. The kind stands last, so that no word of a subject
/// (`templates`) makes it look like something else than a record.
pub(super) fn name(time: &str, subject: Option<&str>, kind: &str) -> String {
    let stamp = time.split('.').next().unwrap_or(time).replace(['-', ':'], "");
    let stamp = stamp.trim_end_matches('Z');
    let subject = subject.map(slug).unwrap_or_default();
    let subject = subject.get(..LONGEST).unwrap_or(&subject).trim_matches('-');
    let parts = [&format!("{stamp}Z"), subject, kind];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The first folder for the month under which the configuration takes such a file for evidence, and for nothing else.
///
/// # Errors
/// Where there is none.
pub(super) fn folder(sources: &Sources, time: &str, name: &str) -> Result<String, String> {
    let month = time.get(..7).unwrap_or(time);
    let matches = |globs: &[String], path: &str| {
        globs.iter().any(|glob| path_glob(glob).is_ok_and(|glob| glob.compile_matcher().is_match(path)))
    };
    let is_evidence = |folder: &str| {
        let path = format!("{folder}/{name}.json");
        let is_read_otherwise = sources.readers.iter().any(|reader| matches(&reader.paths, &path));
        matches(&sources.evidence, &path)
            && !matches(&sources.exclude, &path)
            && !matches(&sources.templates, &path)
            && !matches(&sources.snapshots, &path)
            && !is_read_otherwise
    };
    let globs = sources.evidence.iter().filter(|glob| glob.contains('*'));
    let folders = globs.flat_map(|glob| {
        let plain = glob.split('/').take_while(|part| !part.contains(['*', '?', '[', '{']));
        let plain = plain.collect::<Vec<_>>();
        [vec!["records", month], vec![month], vec![]]
            .map(|inner| plain.iter().copied().chain(inner).collect::<Vec<_>>().join("/"))
    });
    folders.into_iter().find(|folder| !folder.is_empty() && is_evidence(folder)).ok_or_else(|| {
        "no folder of `paths` in [evidence] takes a record: add \"artifacts/records/**\" to it".to_owned()
    })
}
