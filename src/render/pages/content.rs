//! The content of a file of evidence, made safe to look at.

use super::parts::Table;
use super::{lines, picture, rows, shaped};
use crate::model::evidence::{Evidence, Kind};
use crate::redact::{self, Hit};
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;
use crate::render::{format, markdown};
use serde::Serialize;
use std::collections::BTreeSet;

/// At most so many lines are shown: what a person reads, and what a browser lays out at once.
pub const LINES: usize = 2_000;
/// At most so many bytes are shown.
pub const BYTES: usize = 256 * 1024;

/// What is shown of a file.
#[derive(Debug, Default, Serialize)]
pub struct Content {
    /// Why there is nothing to show, or what is not shown.
    pub notes: Vec<String>,
    /// Lines with numbers; empty where `prose_html` is not.
    pub lines_html: Html,
    /// A document.
    pub prose_html: Html,
    /// JSON as a tree.
    pub tree_html: Html,
    /// Rows as a table.
    pub table: Option<Table>,
    /// An image.
    pub image_html: Html,
    /// Where its bytes can be had, and whether they are all of them.
    pub download_html: Html,
}

/// The content of a version: prose for Markdown, lines for other text, a note for what is neither.
pub fn of(scene: &Scene<'_>, from: &str, index: usize, version: &Evidence, label: &str) -> Content {
    let note = |text: String| Content { notes: vec![text], ..Content::default() };
    let size = format::bytes(version.facts.bytes);
    match version.facts.kind {
        Kind::Image => {
            return match picture::shown(scene, from, index, version) {
                Some(image_html) => Content { image_html, ..Content::default() },
                None => note(say!(
                    "An image of {size}. It is too large, broken, or of a kind that is not shown here.",
                    size
                )),
            };
        }
        // Results and links of Lighthouse CI hold nothing that is not told; a report, whole or broken, may.
        Kind::Lighthouse if version.facts.records.is_empty() => {
            let words = say!(
                "A file of Lighthouse: its scores, metrics, audits and settings stand above. The file itself can hold request headers \
                 and local paths, and is not shown: what is called its original above leads to it."
            );
            return note(words.to_owned());
        }
        // Lists and logs grow step by step, and the next version has it all again.
        Kind::Checklist | Kind::Feedback if !stands_in_a_release(scene, index, version) => {
            let words = say!(
                "No release has this version: another replaced it before the next tag, and has what became of it. `git show`, with the commit and the path above, prints this one."
            );
            return note(words.to_owned());
        }
        _ => {}
    }
    // One byte more than is shown tells that there is more; an image or a PDF is known by its first ones.
    let bytes = match scene.bytes.head(version.blob, BYTES + 1) {
        Ok(bytes) => bytes,
        Err(why) => return note(say!("The content cannot be shown: {why}.", why)),
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return note(say!("The file has no content.").to_owned());
    }
    // A PDF may begin without a NUL; its text is none that a person reads.
    if bytes.starts_with(b"%PDF-") || bytes.iter().take(8_000).any(|byte| *byte == 0) {
        return note(say!(
            "{kind} of {size}, told by its bytes. They are not published here; its hash stands above, and its path leads to it where the \
             repository is published.",
            kind = binary(&bytes),
            size
        ));
    }
    let is_alone = scene.routes.register.is_long(index);
    let mut content = text(&bytes, version.facts.bytes, Form::of(&version.path), label, is_alone);
    content.download_html = download(scene, from, index, version, &bytes);
    content
}

/// Whether a version stands in the tree of a release or of the candidate, or one relies on it.
fn stands_in_a_release(scene: &Scene<'_>, index: usize, version: &Evidence) -> bool {
    if !scene.uses_of(index).is_empty() {
        return true;
    }
    let track = scene.dossier.history.tracks.get(&version.path);
    track.is_some_and(|track| track.spans.iter().any(|span| span.blob == version.blob))
}

/// Whether a copy of a version is published too, for whoever wants to count its bytes: text, whole, and not of a kind that is not shown.
/// Where the forge has it, or the page shows its very lines, a copy is not needed.
pub fn is_published(scene: &Scene<'_>, version: &Evidence) -> bool {
    const ENDS: [&str; 17] = [
        ".md", ".txt", ".log", ".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".xml", ".yml", ".yaml",
        ".toml", ".html", ".sarif", ".tap", ".sha256", ".jtl",
    ];
    let lower = version.path.to_ascii_lowercase();
    let size = usize::try_from(version.facts.bytes).unwrap_or(usize::MAX);
    let hidden = version.facts.kind == Kind::Lighthouse && version.facts.records.is_empty();
    let is_cut = || scene.bytes.bytes(version.blob).is_ok_and(|bytes| capped(&bytes).1);
    !hidden
        && size > 0
        && size <= BYTES
        && ENDS.iter().any(|end| lower.ends_with(end))
        && (scene.look.raw_all || scene.forge.is_none() && size > LINES && is_cut())
}

/// The published copy of a version: its bytes, but for lines that look like secrets.
pub fn published(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let (_, hits) = lines::lines(&text, false);
    if hits.is_empty() && std::str::from_utf8(bytes).is_ok() {
        return bytes.to_vec();
    }
    let hit: BTreeSet<usize> = hits.iter().map(|hit| hit.line).collect();
    let kept = text.split_inclusive('\n').enumerate();
    let kept = kept.map(|(at, line)| if hit.contains(&(at + 1)) { "[line withheld]\n" } else { line });
    kept.collect::<String>().into_bytes()
}

fn download(scene: &Scene<'_>, from: &str, index: usize, version: &Evidence, bytes: &[u8]) -> Html {
    let Some(link) = scene.routes.link(from, &Target::Raw(index)) else { return Html::default() };
    let name = version.path.rsplit('/').next().unwrap_or_default();
    let note = match published(bytes) == bytes {
        true => say!("byte for byte; its SHA-256 stands above"),
        false => say!("not byte for byte: what is withheld or is no text is left out"),
    };
    let words = say!("Download {file}", file = name);
    Html::made(format!(
        "<a href=\"{link}\" download=\"{}\">{}</a> <span class=\"meta\">({})</span>",
        escape(name),
        escape(&words),
        escape(note)
    ))
}

/// What a binary file is, by its first bytes.
fn binary(bytes: &[u8]) -> &'static str {
    let known: [(&[u8], &str); 12] = [
        (b"%PDF-", say!("A PDF document")),
        (b"PK\x03\x04", say!("A ZIP archive (or an office document, which is one)")),
        (b"\x1f\x8b", say!("A gzip archive")),
        (b"BZh", say!("A bzip2 archive")),
        (b"\xfd7zXZ", say!("An xz archive")),
        (b"\x28\xb5\x2f\xfd", say!("A zstd archive")),
        (b"7z\xbc\xaf", say!("A 7-Zip archive")),
        (b"SQLite format 3", say!("An SQLite database")),
        (b"PGDMP", say!("A PostgreSQL dump")),
        (b"\x1aE\xdf\xa3", say!("A WebM or Matroska film")),
        (b"\x7fELF", say!("A program")),
        (b"\x00\x00\x00\x18ftyp", say!("An MP4 film")),
    ];
    known
        .into_iter()
        .find(|(head, _)| bytes.starts_with(head))
        .map_or(say!("A binary file"), |(_, what)| what)
}

/// The shape of a text, by the name of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Prose.
    Markdown,
    /// A tree of values.
    Json,
    /// Rows, and what parts their cells.
    Rows(u8),
    /// A JSON object a line.
    Objects,
    /// XML, which may be JUnit's.
    Xml,
    /// Anything else: lines.
    Lines,
}

impl Form {
    /// By the end of a path.
    pub fn of(path: &str) -> Self {
        let lower = path.to_ascii_lowercase();
        let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
        match () {
            () if ends(&[".md", ".markdown", ".mdown"]) => Self::Markdown,
            () if ends(&[".json", ".sarif"]) => Self::Json,
            () if ends(&[".csv"]) => Self::Rows(b','),
            () if ends(&[".tsv"]) => Self::Rows(b'\t'),
            () if ends(&[".ndjson", ".jsonl"]) => Self::Objects,
            () if ends(&[".xml"]) => Self::Xml,
            () => Self::Lines,
        }
    }
}

/// Text made safe to look at, cut to what a page bears: the first bytes of a file of this size. `anchored` lines can be linked to.
pub fn text(bytes: &[u8], size: u64, form: Form, label: &str, anchored: bool) -> Content {
    let mut notes = Vec::new();
    let (shown, cut) = capped(bytes);
    if cut {
        notes.push(say!(
            "Only the first {lines} lines or {size} are shown of {all} bytes.",
            lines = format::integer(LINES),
            size = format::bytes(BYTES as u64),
            all = format::integer(usize::try_from(size).unwrap_or(usize::MAX))
        ));
    }
    let decoded = String::from_utf8_lossy(shown);
    if decoded.contains('\u{fffd}') && std::str::from_utf8(shown).is_err() {
        notes.push(say!("Some bytes are no valid UTF-8 and are shown as {sign}.", sign = '\u{fffd}'));
    }
    if form == Form::Markdown {
        let redacted = redact::redact(&decoded);
        notes.extend(told(&redacted.hits));
        let body = without_front_matter(&redacted.text);
        return Content { notes, prose_html: markdown::document(body, 2, label), ..Content::default() };
    }
    let (lines_html, hits) = lines::lines(&decoded, anchored);
    notes.extend(told(&hits));
    let mut content = Content { notes, lines_html, ..Content::default() };
    // A shape is shown only where all of the text may be.
    match form {
        _ if cut || !hits.is_empty() => {}
        // A short one is seen at a glance.
        Form::Json if anchored => content.tree_html = shaped::tree(&decoded),
        Form::Rows(separator) => {
            content.table = shaped::table(&decoded, separator).map(|table| table.labelled(label))
        }
        Form::Objects => content.table = rows::objects(&decoded).map(|table| table.labelled(label)),
        Form::Xml => content.table = rows::test_cases(&decoded).map(|table| table.labelled(label)),
        Form::Markdown | Form::Json | Form::Lines => {}
    }
    content
}

/// The first lines and bytes of a file, and whether something is left out. Never cuts within a character.
fn capped(bytes: &[u8]) -> (&[u8], bool) {
    let mut end = bytes.len().min(BYTES);
    while end > 0 && end < bytes.len() && bytes.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    let head = bytes.get(..end).unwrap_or_default();
    let newline = head.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(LINES - 1);
    let end = newline.map_or(end, |(at, _)| at + 1);
    (bytes.get(..end).unwrap_or_default(), end < bytes.len())
}

/// What was withheld, by rule and line.
fn told(hits: &[Hit]) -> Option<String> {
    if hits.is_empty() {
        return None;
    }
    let places: Vec<String> = hits
        .iter()
        .take(20)
        .map(|hit| say!("rule {rule}, line {line}", rule = hit.rule, line = hit.line))
        .collect();
    let more = if hits.len() > 20 { say!("; and {n} more", n = hits.len() - 20) } else { String::new() };
    let lines = format::count(hits.len(), "line redacted", "lines redacted");
    let places = places.join("; ") + &more;
    Some(say!("{lines} because of what looks like a secret: {places}.", lines, places))
}

/// A document without its front matter, which stands among the facts.
fn without_front_matter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return text;
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            return rest.get(at..).unwrap_or_default();
        }
    }
    text
}
