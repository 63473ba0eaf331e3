//! One file of the project as git facts need it: its versions, its headings, and whether it contains the texts that items quote.

use crate::model::project::ProjectFile;
use crate::read::manifest;
use crate::read::manifest::changelog;
use crate::read::value::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Endings of texts in which an item may ask for the entry of a version.
const TEXTS: [&str; 8] = ["md", "markdown", "mdx", "txt", "rst", "adoc", "news", ""];

/// Reads a file. `quoted` holds the texts to look for.
pub fn read(
    path: &str,
    bytes: &[u8],
    quoted: Option<&BTreeSet<Arc<str>>>,
    is_changelog: bool,
) -> ProjectFile {
    let source = Source::new(path, bytes);
    let text = source.text();
    let is_text = is_changelog || (quoted.is_some() && TEXTS.contains(&&*source.extension()));
    ProjectFile {
        versions: manifest::versions(path, text),
        headings: if is_text { changelog::headings(path, text) } else { Vec::new() },
        texts: quoted.map(|quoted| lines_of(text, quoted)).unwrap_or_default(),
        whole: source.text.is_some() && !source.cut,
    }
}

/// For each text the first line that holds it, from 1.
fn lines_of(text: &str, quoted: &BTreeSet<Arc<str>>) -> BTreeMap<Arc<str>, Option<u32>> {
    let line = |at: usize| {
        let lines = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        u32::try_from(lines).unwrap_or(u32::MAX)
    };
    quoted.iter().map(|wanted| (wanted.clone(), position(text, wanted).map(line))).collect()
}

/// Where a text stands as a whole: not within a longer word or number, so that `1.1.0` is not found in `11.1.0`.
fn position(text: &str, wanted: &str) -> Option<usize> {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let bound =
        |beside: Option<char>, edge: Option<char>| !(beside.is_some_and(inside) && edge.is_some_and(inside));
    let found = text.match_indices(wanted).find(|(at, _)| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        let after = text.get(at + wanted.len()..).and_then(|rest| rest.chars().next());
        bound(before, wanted.chars().next()) && bound(after, wanted.chars().next_back())
    });
    found.map(|(at, _)| at)
}
