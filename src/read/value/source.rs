//! One blob as the readers see it: path, bytes, and the bytes as text.

use crate::lexicon::words;
use crate::model::evidence::{Facts, Kind};
use crate::model::problem::{Place, Problem};
use crate::model::record::Record;
use crate::read::text::fault::Fault;
use crate::read::text::front;
use crate::read::text::front::Head;
use crate::read::value::json::Scan;
use crate::read::value::markdown::Block;
use crate::read::value::section::Section;
use crate::read::value::tree::Node;
use crate::read::value::{json, markdown, outline, tree};
use crate::redact::{self, Redacted};
use std::borrow::Cow;
use std::cell::OnceCell;

/// Of a longer text only the first 8 MB are read, but by readers that go through it line by line or piece by piece: those take
/// [`Source::whole`]. What must be held as a tree or looked at many times may not cost minutes.
pub const TEXT_CAP: usize = 8 << 20;

/// Of one file so many measurements are read. Files that tell more in the 64 MB that golive reads tell next to nothing of each.
pub const MOST_MEASUREMENTS: usize = 1_000_000;

/// The code of the problem that says that a text was cut.
pub const CUT: &str = "text-cap";

/// The code of the problem that says that a version is missing from the object store, or is not what its name says.
pub const LOST: &str = "unreadable-object";

/// The code of the problem that says that lists within lists were not read.
pub const LIST_DEPTH: &str = "list-depth";

/// Reads one kind of source. Readers recognise content, not names, return facts and problems, and survive anything.
pub trait Reader: Sync {
    /// The kind that it reads.
    fn kind(&self) -> Kind;

    /// Whether an empty file of this name was meant to be of this kind. Only asked where there is no content to tell.
    fn expects(&self, source: &Source<'_>) -> bool {
        expects(&self.kind(), source)
    }

    /// Whether the content is of this kind.
    fn recognises(&self, source: &Source<'_>) -> bool;

    /// Whether a team's own configuration says what it reads: then it is what it is said to be, wherever it lies.
    fn is_configured(&self) -> bool {
        false
    }

    /// Whether its format says everything by name, so that nothing is taken from the words of its texts.
    fn is_exact(&self) -> bool {
        false
    }

    /// The facts. Size, hash, commits and the caps' problems are filled in by the caller.
    fn read(&self, source: &Source<'_>) -> Facts;
}

/// Whether an empty file of this name was meant to be a record of a kind.
pub(in crate::read) fn expects(kind: &Kind, source: &Source<'_>) -> bool {
    let made = ["json", "jsonl", "ndjson", "yml", "yaml", "log", "txt", "xml", "tap", "sarif"];
    made.contains(&source.extension().as_str()) && words::kind(source.name()).as_ref() == Some(kind)
}

/// A reader that is no more than its kind and its functions, in the order in which [`Reader`] describes them.
pub struct Row(
    pub(in crate::read) Kind,
    pub(in crate::read) fn(&Kind, &Source<'_>) -> bool,
    pub(in crate::read) fn(&Source<'_>) -> bool,
    pub(in crate::read) fn(&Source<'_>) -> Facts,
);

impl Reader for Row {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        (self.1)(&self.0, source)
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        (self.2)(source)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        (self.3)(source)
    }
}

/// A blob's path and bytes, and what every reader wants to know of them.
#[derive(Default)]
pub struct Source<'a> {
    /// Path in the repository.
    pub path: &'a str,
    /// All bytes.
    pub bytes: &'a [u8],
    /// The bytes as text, capped, without a byte order mark and without what looks like a secret; `None` for binary content. No fact
    /// is made of anything else, so that nothing of a secret is in any of them.
    pub text: Option<Cow<'a, str>>,
    /// Whether the text was cut at [`TEXT_CAP`].
    pub cut: bool,
    /// What is wrong with the text as such.
    pub problems: Vec<Problem>,
    whole: OnceCell<Cow<'a, str>>,
    json: OnceCell<Result<Scan, Fault>>,
    document: OnceCell<Outline>,
    tree: OnceCell<Result<Option<Node>, Fault>>,
    pub(in crate::read) sections: OnceCell<Vec<Section>>,
    pub(in crate::read) records: OnceCell<Vec<Record>>,
    pub(in crate::read) recorded_kind: OnceCell<Option<Kind>>,
    pub(in crate::read) kept: OnceCell<Vec<Record>>,
}

/// A document taken apart.
#[derive(Debug)]
pub struct Outline {
    /// Its front matter.
    pub head: Head,
    /// Its headings and list entries.
    pub blocks: Vec<Block>,
}

impl<'a> Source<'a> {
    /// Looks at a blob.
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        let cut = bytes.len() > TEXT_CAP;
        let head = bytes.get(..TEXT_CAP).unwrap_or(bytes);
        let text = decode(head);
        let mut problems = Vec::new();
        if let Some(line) = text.as_ref().and_then(|text| first_invalid_line(head, text)) {
            let message = "this is not valid UTF-8; the broken bytes were replaced";
            problems.push(Problem::warning(Place::line(path, line), "utf8", message));
        }
        let text = text.map(|text| masked(path, text, &mut problems));
        Self { path, bytes, text, cut, problems, ..Self::default() }
    }

    /// The file's name, without its folders.
    pub fn name(&self) -> &'a str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &'a str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// Whether its name is one of a log, or of any text.
    pub fn is_log(&self) -> bool {
        self.text.is_some() && matches!(self.extension().as_str(), "log" | "txt" | "out" | "")
    }

    /// The name's ending in lower case, without the dot; empty where there is none.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
    }

    /// Whether its name or its folder says this kind.
    pub fn is_called(&self, kind: &Kind) -> bool {
        self.path.rsplit('/').take(2).any(|part| words::kind(part).as_ref() == Some(kind))
    }

    /// The text; empty for binary content.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The text without a cap, for readers that pass over it once; as clean of secrets as [`Source::text`].
    pub fn whole(&self) -> &str {
        if !self.cut || self.text.is_none() {
            return self.text();
        }
        let decoded = || decode(self.bytes).unwrap_or_default();
        self.whole.get_or_init(|| masked(self.path, decoded(), &mut Vec::new()))
    }

    /// Whether a part of the text was never looked at: it is long, and nobody asked for the whole of it.
    pub fn is_cut(&self) -> bool {
        self.cut && self.text.is_some() && self.whole.get().is_none()
    }

    /// Says that the text was cut, where it was.
    pub fn cut_problem(&self) -> Option<Problem> {
        let message =
            format!("only the first {} MB of this text were read, so it verifies nothing", TEXT_CAP >> 20);
        self.is_cut().then(|| Problem::warning(self.place(), CUT, message))
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.bytes.is_empty() || self.text.as_deref().is_some_and(|text| text.trim().is_empty())
    }

    /// Whether it is written in Markdown: by its ending, or by a first line that is a heading or front matter.
    pub fn is_markdown(&self) -> bool {
        if self.text.is_none() {
            return false;
        }
        match self.extension().as_str() {
            "md" | "markdown" | "mdown" | "mdx" => true,
            "txt" | "" => self.text().trim_start().starts_with("# ") || self.text().starts_with("---\n"),
            _ => false,
        }
    }

    /// Whether the text looks like JSON, by its first character or its name.
    pub fn is_json(&self) -> bool {
        let named = self.extension() == "json";
        self.text.is_some() && (named || self.text().trim_start().starts_with(['{', '[']))
    }

    /// What a pass over the JSON gave, or where it is broken. Computed once.
    pub fn json(&self) -> Result<&Scan, &Fault> {
        self.json.get_or_init(|| json::scan(self.text())).as_ref()
    }

    /// The text as a document: AsciiDoc, reStructuredText and Org by their endings, else Markdown. Computed once.
    pub fn document(&self) -> &Outline {
        self.document.get_or_init(|| {
            let mut head = front::read(self.path, self.text());
            let body = self.text().get(head.bytes..).unwrap_or_default();
            let (blocks, deep) = match outline::outline(&self.extension(), body, head.lines) {
                Some(blocks) => (blocks, None),
                None => markdown::outline(body, head.lines),
            };
            head.problems.extend(deep.map(|line| {
                let message = format!("more than {} lists within each other are not read", markdown::DEEPEST);
                Problem::warning(self.line(line), LIST_DEPTH, message)
            }));
            Outline { head, blocks }
        })
    }

    /// The Markdown document without its front matter.
    pub fn body(&self) -> &str {
        self.text().get(self.document().head.bytes..).unwrap_or_default()
    }

    /// The JSON, the YAML or the table as a tree; `None` for anything else.
    pub fn tree(&self) -> Option<&Node> {
        self.parsed().as_ref().ok()?.as_ref()
    }

    /// Where YAML is broken.
    pub fn yaml_fault(&self) -> Option<&Fault> {
        self.parsed().as_ref().err()
    }

    fn parsed(&self) -> &Result<Option<Node>, Fault> {
        let extension = self.extension();
        let is_yaml = matches!(extension.as_str(), "yml" | "yaml") && !self.is_blank();
        self.tree.get_or_init(|| match is_yaml {
            true => tree::yaml(self.text()).map(Some),
            false => Ok(tree::tree(self.text(), &extension, self.is_json())),
        })
    }

    /// Whether it is a JSON object that has all of these keys.
    pub fn has_keys(&self, keys: &[&str]) -> bool {
        self.is_json()
            && self.json().is_ok_and(|scan| keys.iter().all(|key| scan.keys.iter().any(|k| k == key)))
    }

    /// The file as a place.
    pub fn place(&self) -> Place {
        Place::file(self.path)
    }

    /// A line of the file as a place.
    pub fn line(&self, line: u32) -> Place {
        Place::line(self.path, line)
    }
}

/// The text without secrets, and a problem that names the lines that held one.
fn masked<'a>(path: &str, text: Cow<'a, str>, problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let Redacted { text: clean, hits } = redact::mask(&text);
    if hits.is_empty() {
        return text;
    }
    problems.extend(redact::problem(path, &hits));
    Cow::Owned(clean.into_owned())
}

/// Bytes as text. `PowerShell` writes UTF-16 with a byte order mark; anything else with a NUL in it is binary.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(String::from_utf8_lossy(rest)),
        [0xFF, 0xFE, rest @ ..] => Some(Cow::Owned(utf16(rest, u16::from_le_bytes))),
        [0xFE, 0xFF, rest @ ..] => Some(Cow::Owned(utf16(rest, u16::from_be_bytes))),
        _ if bytes.iter().take(8192).any(|byte| *byte == 0) => None,
        _ => Some(String::from_utf8_lossy(bytes)),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The line of the first broken byte. A cap may cut a character in two: that is not the file's fault.
fn first_invalid_line(bytes: &[u8], text: &str) -> Option<u32> {
    let Err(error) = std::str::from_utf8(bytes) else { return None };
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let cut_short = error.error_len().is_none() && bytes.len() == TEXT_CAP;
    if cut_short || (utf16 && !text.contains(char::REPLACEMENT_CHARACTER)) {
        return None;
    }
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let newlines = if utf16 { 0 } else { before.iter().filter(|byte| **byte == b'\n').count() };
    u32::try_from(newlines + 1).ok()
}
