//! Checklists that speak for one release: its filled copies, and the task list in the message of its tag.

use crate::model::checklist::{Checklist, Item};
use crate::model::dossier::FilledCopy;
use crate::model::evidence::Evidence;
use crate::model::history::History;
use crate::model::problem::{Place, Problem};
use crate::model::time::day;
use crate::model::version::Version;
use crate::read::checklist::finder;
use crate::read::text::{boxes, time, wording};
use crate::read::{parse_checklist, parse_listed_checklist};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A file name or title is searched for tags up to here.
const SEARCHED: usize = 300;

/// The filled copies by the snapshot that they speak for. A file without items is none; several files of one release are its parts.
pub(in crate::read) fn copies(
    history: &History,
    evidence: &[Evidence],
    problems: &mut Vec<Problem>,
) -> BTreeMap<usize, Vec<FilledCopy>> {
    let releases = Releases::of(history);
    let mut newest: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for (n, version) in evidence.iter().enumerate() {
        if history.copies.contains(&version.path) && items(version).next().is_some() {
            newest.insert(&version.path, n);
        }
    }
    let mut found: BTreeMap<usize, Vec<FilledCopy>> = BTreeMap::new();
    let goes_on = |path: &&Arc<str>| {
        let later =
            history.names(path).into_iter().filter(|name| name.until == usize::MAX && name.path != **path);
        later.map(|name| name.path).any(|path| history.copies.contains(&path))
    };
    for path in history.copies.iter().filter(|path| !goes_on(path)) {
        match owners(&releases, history, evidence, &newest, path) {
            Ok(owners) => {
                for (snapshot, copy) in owners {
                    found.entry(snapshot).or_default().push(copy);
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    found.values_mut().for_each(|parts| parts.sort_by(|a, b| a.path.cmp(&b.path)));
    for parts in found.values() {
        repeated(parts, evidence, problems);
    }
    found
}

/// The releases that one file speaks for. It had one name after the other, and each may name a release; a name that names none goes
/// with the next one that does.
fn owners(
    releases: &Releases<'_>,
    history: &History,
    evidence: &[Evidence],
    newest: &BTreeMap<&Arc<str>, usize>,
    path: &Arc<str>,
) -> Result<BTreeMap<usize, FilledCopy>, Problem> {
    let mut owners: BTreeMap<usize, FilledCopy> = BTreeMap::new();
    let mut refused = None;
    let mut last = None;
    // From the oldest name on, so that the newest one of each release stays.
    for name in history.names(path).into_iter().rev() {
        let Some(n) = newest.get(&name.path).copied() else { continue };
        let Some(checklist) = evidence.get(n).and_then(|version| version.facts.checklist.as_ref()) else {
            continue;
        };
        match releases.owner(&name.path, checklist) {
            Ok(snapshot) => {
                owners.insert(snapshot, FilledCopy { path: name.path, evidence: n });
            }
            Err(problem) => refused = Some(problem),
        }
        last = Some(n);
    }
    if let (1, Some(copy), Some(last)) = (owners.len(), owners.values_mut().next(), last) {
        copy.evidence = last;
    }
    if owners.is_empty() { refused.map_or(Ok(owners), Err) } else { Ok(owners) }
}

fn items(version: &Evidence) -> impl Iterator<Item = &Item> {
    version.facts.checklist.iter().flat_map(|list| list.items().map(|(_, item)| item))
}

/// Items that several parts hold: the first part by path speaks for them.
fn repeated(parts: &[FilledCopy], evidence: &[Evidence], problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, (&Item, &FilledCopy)> = BTreeMap::new();
    for part in parts {
        let Some(version) = evidence.get(part.evidence) else { continue };
        let again = items(version).filter_map(|item| {
            let (same, earlier) = first.get(item.id.as_str())?;
            (wording::similarity(&same.text, &item.text) >= wording::SIMILAR).then_some((item, *earlier))
        });
        let again = again.collect::<Vec<_>>();
        if let Some((item, earlier)) = again.first() {
            let message = format!(
                "{} of the items here stand in {} too, which belongs to the same release and speaks for them, as it is the first by path",
                again.len(),
                earlier.path
            );
            problems.push(Problem::warning(
                Place::line(part.path.clone(), item.line),
                "copy-repeats",
                message,
            ));
        }
        for item in items(version) {
            first.entry(&item.id).or_insert((item, part));
        }
    }
}

/// The checklists in the messages of annotated tags.
pub(in crate::read) fn messages(
    history: &History,
    problems: &mut Vec<Problem>,
) -> BTreeMap<usize, Arc<Checklist>> {
    let mut found = BTreeMap::new();
    for (n, snapshot) in history.snapshots.iter().enumerate() {
        let Some(tag) = snapshot.tag.as_ref().filter(|tag| !tag.message.is_empty()) else { continue };
        let (checklist, faults) = of_message(&tag.message);
        if checklist.items().next().is_none() {
            continue;
        }
        let path: Arc<str> = snapshot.tag_ref().into();
        problems.extend(faults.into_iter().map(|mut fault| {
            fault.place = fault.place.map(|place| Place { path: path.clone(), ..place });
            fault
        }));
        found.insert(n, Arc::new(checklist));
    }
    found
}

/// The checklist in the message of a tag: one that says so, in its first line or a heading, or one that holds boxes in brackets. The ticks
/// that release notes draw before what is new are no boxes of a checklist.
pub fn of_message(message: &str) -> (Checklist, Vec<Problem>) {
    let mut lines = message.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().into_iter();
    let headings = lines.filter(|line| line.starts_with('#') || line.trim_end().ends_with(':'));
    if first.chain(headings).any(finder::is_title) {
        return parse_listed_checklist("", message.as_bytes());
    }
    let boxed = |line: &str| {
        let entry = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let entry = entry.trim_start_matches(['-', '*', '+', '.', ')']).trim_start();
        boxes::bracket(entry.trim_start_matches("~~")).is_some()
    };
    if message.lines().any(boxed) { parse_checklist("", message.as_bytes()) } else { Default::default() }
}

/// The releases by what may stand for them in a file's name.
struct Releases<'h> {
    history: &'h History,
    /// By tag, and by version where one release alone has it.
    by_name: HashMap<&'h str, Option<usize>>,
    by_day: BTreeMap<String, Vec<usize>>,
}

impl<'h> Releases<'h> {
    fn of(history: &'h History) -> Self {
        let mut by_name: HashMap<&str, Option<usize>> = HashMap::new();
        let mut by_day: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let releases = || history.snapshots.iter().enumerate().filter(|(_, release)| !release.is_candidate());
        for (n, release) in releases() {
            by_day.entry(day(release.time)).or_default().push(n);
            for version in versions(&release.name) {
                by_name.entry(version).and_modify(|known| *known = None).or_insert(Some(n));
            }
        }
        by_name.extend(releases().map(|(n, release)| (release.name.as_str(), Some(n))));
        Self { history, by_name, by_day }
    }

    /// The release of a copy: by `release:` or `tag:` in its front matter; by a tag or version in its file name, title or folder; by the
    /// day in its file name or folder, where only one release has that day.
    fn owner(&self, path: &str, checklist: &Checklist) -> Result<usize, Problem> {
        let warn =
            |line, code, message: String| Err(Problem::warning(Place::line(path, line), code, message));
        if let Some(said) = checklist.front.release.as_deref().map(str::trim) {
            let said = said.strip_prefix("refs/tags/").unwrap_or(said);
            let known = self.by_name.get(said).copied().flatten();
            return known.or_else(|| self.prepared(path, said)).map_or_else(
                || {
                    let message = format!("`{said}` is the tag of no release, so this copy speaks for none");
                    warn(checklist.front.release_line, "copy-of-unknown-release", message)
                },
                Ok,
            );
        }
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = folders.rsplit('/').next().unwrap_or_default();
        let title = checklist.title.as_deref().unwrap_or_default();
        if let Some(n) = [name, title, folder].into_iter().find_map(|text| self.named_in(text)) {
            return Ok(n);
        }
        let Some(moment) = time::in_name(name).or_else(|| time::in_name(folder)) else {
            let message =
                "this copy names no release: say which one in its front matter, as in `release: v1.2.3`";
            return warn(0, "copy-without-release", message.to_owned());
        };
        let said = day(moment.at);
        match self.by_day.get(&said).map_or(&[][..], Vec::as_slice) {
            [only] => Ok(*only),
            [] => warn(
                0,
                "copy-of-unknown-release",
                format!("no release was tagged on {said}, so this copy speaks for none"),
            ),
            several => {
                let names = several.iter().take(5).filter_map(|n| self.history.snapshots.get(*n));
                let names = names.map(|release| release.name.as_str()).collect::<Vec<_>>().join(", ");
                let message = format!(
                    "{} releases were tagged on {said} ({names}), so this copy speaks for none: say which one in its front matter, as in `release: {}`",
                    several.len(),
                    names.split(',').next().unwrap_or_default()
                );
                warn(0, "copy-ambiguous", message)
            }
        }
    }

    /// The candidate, for a copy that came after the newest release and names a tag that will sort behind it.
    fn prepared(&self, path: &str, said: &str) -> Option<usize> {
        let candidate = self.history.candidate();
        let newest = candidate.checked_sub(1);
        let track = self.history.tracks.get(path)?;
        let is_new = track.at(candidate).is_some() && newest.is_none_or(|newest| track.at(newest).is_none());
        let newest = newest.and_then(|newest| self.history.snapshots.get(newest));
        let is_next = newest.is_none_or(|newest| Version::of(&newest.name) < Version::of(said));
        (is_new && is_next).then_some(candidate)
    }

    /// The longest tag or version that a text names: `v1.2.3-rc1` is no `v1.2.3`.
    fn named_in(&self, text: &str) -> Option<usize> {
        let text = crate::read::text::lines::capped(text, SEARCHED);
        let stem = text.rsplit_once('.').map_or(text, |(stem, _)| stem);
        let starts = text.char_indices().map(|(at, _)| at).filter(|at| begins(text, *at)).collect::<Vec<_>>();
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).filter(|at| ends(text, *at));
        let ends = ends.collect::<Vec<_>>();
        let parts = starts.iter().flat_map(|start| ends.iter().filter_map(|end| text.get(*start..*end)));
        // A bare number in a longer name is a number, not a tag: `part-1.md`.
        let whole =
            |part: &&str| *part == stem || *part == text || !part.bytes().all(|byte| byte.is_ascii_digit());
        let known = parts.filter(whole).filter_map(|part| Some((part.len(), (*self.by_name.get(part)?)?)));
        known.max().map(|(_, n)| n)
    }
}

/// What may stand for a tag: its name without `v`, and what begins with its first digit, if that is more than a number.
fn versions(tag: &str) -> BTreeSet<&str> {
    let bare = tag.strip_prefix('v');
    let version = tag.find(|c: char| c.is_ascii_digit()).and_then(|at| tag.get(at..));
    let version = version.filter(|text| text.contains(['.', '-', '_']));
    bare.into_iter().chain(version).filter(|text| *text != tag && !text.is_empty()).collect()
}

/// Whether a tag may begin here: not inside a word or a number. A version may follow its `v`.
fn begins(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    match before.next() {
        None => true,
        Some('v') => !before.next().is_some_and(char::is_alphanumeric),
        Some('.') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
    }
}

/// Whether a tag may end here: not inside a word or a number, and not before the words of a version that comes before it.
fn ends(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let mut after = rest.chars();
    let inside = match after.next() {
        Some('.') => after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    let early = ["-rc", "-alpha", "-beta", "-pre"]
        .iter()
        .any(|word| rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
    !inside && !early
}
