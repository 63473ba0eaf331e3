//! Every path of the site and every link between its pages.
//!
//! A [`Target`] names a page or file; [`Routes`] knows the path of each planned one and nothing else, so that a link to
//! something that is not planned cannot be made. Links are relative and end in a file name: they hold under a project path,
//! from a sub-folder and from `file://`.

use super::register::{self, Register};
use crate::model::dossier::Dossier;
use crate::model::id::short_sha256;
use crate::model::release::Snapshot;
use crate::redact;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The longest path segment, in bytes; file systems take 255, archives and Windows less.
const SEGMENT: usize = 100;
/// The longest escaped evidence path below its release, in bytes.
const WHOLE: usize = 180;
/// Segments that mean something to golive or to Windows.
const RESERVED: [&str; 6] = ["candidate", "latest", "con", "prn", "aux", "nul"];

/// Endings of the files that golive writes. No folder has one, so that whoever looks for files by their endings finds files.
const ENDINGS: [&str; 8] = ["html", "json", "csv", "xml", "css", "js", "svg", "txt"];

/// What a path leads to. The order is that of nothing in particular, but total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `index.html`
    Index,
    /// `page/<n>/index.html`: older releases, from page 2 on.
    IndexPage(usize),
    /// A release or the candidate: index of its snapshot.
    Release(usize),
    /// The evidence recorded on a day: the day in UTC, the number of the page from 1.
    Day(Date, usize),
    /// A version of evidence too long for the page of its day: index of the evidence.
    Version(usize),
    /// The image of a version of evidence: index of the evidence, name of the file.
    Image(usize, &'static str),
    /// A copy of a version of evidence: index of the evidence.
    Raw(usize),
    /// `latest/index.html`
    Latest,
    /// The list of all items.
    Items,
    /// An item through all releases, by its id.
    Item(String),
    /// Items × releases.
    Matrix,
    /// Latency over all releases.
    Latency,
    /// Latency of one address over all releases.
    LatencyOf(String),
    /// The checks of one address as a table, beside its page.
    ChecksOf(String),
    /// Lighthouse over all releases.
    Lighthouse,
    /// Lighthouse of one page over all releases.
    LighthouseOf(String),
    /// The list of comparisons.
    Compares,
    /// Two snapshots side by side: the earlier, the later.
    Compare(usize, usize),
    /// All findings.
    Findings,
    /// Who ticked and tagged.
    People,
    /// All waivers.
    Waivers,
    /// `search/index.html`
    Search,
    /// `404.html`
    NotFound,
    /// `about/this-site/index.html`
    ThisSite,
    /// A page of the site's own prose, by the name of its file without `.md`.
    About(&'static str),
    /// A page of the team's own, by its file's name without the ending.
    Own(String),
    /// A file beside the page of a release: index of its snapshot, name.
    Beside(usize, &'static str),
    /// Any other file, by its path under the output.
    File(String),
}

/// Escapes one path segment, without tokens in it: `[A-Za-z0-9._-]` stay, every other byte becomes `~xx`. Injective; the result is never empty, never begins
/// or ends with a dot, never holds `..`, does not end as a file does (`a~2ejson`), is no reserved name and at most 100 bytes long.
pub fn segment(name: &str) -> String {
    let name = &*redact::name(name);
    let mut parts: Vec<String> = Vec::with_capacity(name.len());
    let last = name.len().saturating_sub(1);
    let mut after_dot = true;
    for (index, byte) in name.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let ending = || {
            name.get(index + 1..)
                .is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
        };
        let dot = byte == b'.' && !after_dot && index != last && !ending();
        parts.push(if plain || dot { char::from(byte).to_string() } else { format!("~{byte:02x}") });
        after_dot = byte == b'.';
    }
    let folded = name.to_ascii_lowercase();
    let stem = folded.split('.').next().unwrap_or_default();
    let device = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    let reserved = RESERVED.contains(&folded.as_str()) || RESERVED.contains(&stem) && stem.len() == 3;
    if (reserved || device)
        && let (Some(first), Some(byte)) = (parts.first_mut(), name.bytes().next())
    {
        *first = format!("~{byte:02x}");
    }
    if parts.is_empty() {
        return "~".to_owned();
    }
    if parts.iter().map(String::len).sum::<usize>() <= SEGMENT {
        return parts.concat();
    }
    let mut short = String::new();
    for part in &parts {
        if short.len() + part.len() > SEGMENT - 18 {
            break;
        }
        short.push_str(part);
    }
    format!("{short}~h{}", digest(name))
}

/// Escapes a path segment by segment, so that no segment is `index.html`. A path that is too long keeps its last segment behind a digest.
pub fn escaped_path(path: &str) -> String {
    let whole = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    if whole.len() <= WHOLE {
        return whole;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    format!("~p{}/{}", digest(path), segment(last))
}

/// What tells a name from others where it is too long, or stands for one that a path cannot have.
fn digest(name: &str) -> String {
    short_sha256(name.as_bytes(), 16)
}

/// The anchor of an item on the page of a release.
pub fn item_anchor(id: &str) -> String {
    format!("item-{}", escaped_path(id))
}

/// The anchor of a finding on the page of a release: its kind, and what it is about.
pub fn finding_anchor(kind: &str, about: &str) -> String {
    format!("finding-{kind}-{}", digest(about).get(..8).unwrap_or_default())
}

/// The folder of an address's page: the address without its scheme, which tells nobody anything.
fn series_folder(of: &str, address: &str) -> String {
    let name = address.split_once("://").map_or(address, |(_, rest)| rest);
    format!("{of}/{}", segment(if name.is_empty() { "no-address" } else { name }))
}

/// Gives each name a path of its own, also where case is not told apart: the first keeps it, a later one gets `~2`, `~3` …
#[derive(Debug, Default)]
struct Allocator {
    taken: BTreeSet<String>,
}

impl Allocator {
    fn take(&mut self, wanted: String) -> String {
        let mut path = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(path.to_ascii_lowercase()) {
            path = format!("{wanted}~{number}");
            number += 1;
        }
        path
    }
}

/// The path segment of each snapshot, oldest first, so that a new release never renames an old one. Injective, also case-folded.
pub fn slugs(snapshots: &[Snapshot]) -> Vec<String> {
    let mut allocator = Allocator::default();
    snapshots.iter().map(|snapshot| allocator.take(segment(&snapshot.name))).collect()
}

/// The relative link from one path of the site to another.
pub fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| path.matches('/').count();
    let shared = from
        .split('/')
        .zip(to.split('/'))
        .take(folders(from).min(folders(to)))
        .take_while(|(here, there)| here == there)
        .count();
    let up = "../".repeat(folders(from) - shared);
    format!("{up}{}", to.split('/').skip(shared).collect::<Vec<_>>().join("/"))
}

/// The path of every planned page and file.
#[derive(Debug)]
pub struct Routes {
    folders: Vec<String>,
    paths: BTreeMap<Target, String>,
    taken: Allocator,
    /// Where each version of evidence stands.
    pub register: Register,
}

impl Routes {
    /// No page yet, but the folder of each snapshot.
    pub fn new(dossier: &Dossier) -> Self {
        let snapshots = &dossier.history.snapshots;
        let folders =
            slugs(snapshots)
                .into_iter()
                .zip(snapshots)
                .map(|(slug, snapshot)| {
                    if snapshot.is_candidate() { "candidate".to_owned() } else { format!("releases/{slug}") }
                })
                .collect();
        let register = Register::new(&dossier.evidence);
        Self { folders, paths: BTreeMap::new(), taken: Allocator::default(), register }
    }

    /// The folder of a release, `releases/<slug>`, or `candidate`.
    pub fn folder(&self, snapshot: usize) -> &str {
        self.folders.get(snapshot).map_or("candidate", String::as_str)
    }

    /// Plans a target. Planning it twice changes nothing.
    pub fn plan(&mut self, target: Target) {
        if self.paths.contains_key(&target) {
            return;
        }
        let path = match &target {
            Target::Image(evidence, name) => self.beside_version(*evidence, name),
            // A text whatever it was: a browser shows it, and runs nothing of it.
            Target::Raw(evidence) => self.beside_version(*evidence, "raw.txt"),
            Target::Item(id) => self.page(&format!("items/{}", escaped_path(id))),
            Target::LatencyOf(address) => self.page(&series_folder("latency", address)),
            Target::LighthouseOf(page) => self.page(&series_folder("lighthouse", page)),
            Target::ChecksOf(address) => {
                let page = self.paths.get(&Target::LatencyOf(address.clone())).cloned().unwrap_or_default();
                self.taken.take(format!("{}checks.csv", page.trim_end_matches("index.html")))
            }
            other => {
                let path = self.fixed(other);
                self.taken.take(path)
            }
        };
        self.paths.insert(target, path);
    }

    /// A file of its own for a version.
    fn beside_version(&mut self, evidence: usize, name: &str) -> String {
        self.taken.take(format!("{}/{name}", self.register.folder(evidence)))
    }

    /// A page of its own folder.
    fn page(&mut self, folder: &str) -> String {
        format!("{}/index.html", self.taken.take(folder.to_owned()))
    }

    /// Paths that follow from the target alone.
    fn fixed(&self, target: &Target) -> String {
        let slug = |snapshot: usize| self.folder(snapshot).trim_start_matches("releases/").to_owned();
        match target {
            Target::Release(snapshot) => format!("{}/index.html", self.folder(*snapshot)),
            Target::Compare(a, b) => format!("compare/{}...{}/index.html", slug(*a), slug(*b)),
            Target::IndexPage(number) => format!("page/{number}/index.html"),
            Target::Day(day, page) => register::day_path(*day, *page),
            Target::Version(evidence) => format!("{}/index.html", self.register.folder(*evidence)),
            Target::Latest => "latest/index.html".to_owned(),
            Target::Items => "items/index.html".to_owned(),
            Target::Matrix => "matrix/index.html".to_owned(),
            Target::Latency => "latency/index.html".to_owned(),
            Target::Lighthouse => "lighthouse/index.html".to_owned(),
            Target::Compares => "compare/index.html".to_owned(),
            Target::Findings => "findings/index.html".to_owned(),
            Target::People => "people/index.html".to_owned(),
            Target::Waivers => "waivers/index.html".to_owned(),
            Target::Search => "search/index.html".to_owned(),
            Target::NotFound => "404.html".to_owned(),
            Target::ThisSite => "about/this-site/index.html".to_owned(),
            Target::About(name) => format!("about/{name}/index.html"),
            Target::Own(name) => format!("pages/{}/index.html", segment(name)),
            Target::Beside(snapshot, name) => format!("{}/{name}", self.folder(*snapshot)),
            Target::File(path) => path.clone(),
            Target::Index
            | Target::Image(..)
            | Target::Raw(_)
            | Target::Item(_)
            | Target::LatencyOf(_)
            | Target::LighthouseOf(_)
            | Target::ChecksOf(_) => "index.html".to_owned(),
        }
    }

    /// The path of a planned target.
    pub fn path(&self, target: &Target) -> Option<&str> {
        self.paths.get(target).map(String::as_str)
    }

    /// The relative link from a path of the site to a planned target.
    pub fn link(&self, from: &str, target: &Target) -> Option<String> {
        self.path(target).map(|to| relative(from, to))
    }

    /// The link from a path of the site to a version of evidence: the page that has its content, and its place there.
    pub fn evidence(&self, from: &str, evidence: usize) -> Option<String> {
        let (day, page) = self.register.day(evidence)?;
        let is_long = self.register.is_long(evidence);
        let target = if is_long { Target::Version(evidence) } else { Target::Day(day, page) };
        Some(format!("{}#{}", self.link(from, &target)?, self.register.anchor(evidence)))
    }

    /// All planned targets with their paths.
    pub fn all(&self) -> impl Iterator<Item = (&Target, &str)> {
        self.paths.iter().map(|(target, path)| (target, path.as_str()))
    }
}
