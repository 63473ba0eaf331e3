//! Where entries come from, in the order in which they are found; each is worded when it is needed, so that none is kept.

use super::entry::{Entry, Kind};
use crate::assess::compare::change::written;
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::identity::Identity;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::evidence::Evidence;
use crate::model::problem::Problem;
use crate::model::release::Snapshot;
use crate::model::time::day;
use crate::render::page::Scene;
use crate::render::pages::found;
use crate::render::urls::Target;
use crate::render::{format, language::say, markdown, words};
use std::collections::{BTreeMap, BTreeSet};

/// Of so many wordings of an item the newest can be found.
const WORDINGS: usize = 20;
/// Of the message of a tag so much can be found.
const MESSAGE: usize = 1_000;

/// What an entry is made of.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// A release or the candidate: index of its snapshot.
    Release(usize),
    /// An item through time: index of its identity.
    Item(usize),
    /// The newest of findings that say the same: the release (`None` for the history as a whole), its place there, how many there are.
    Finding(Option<usize>, usize, usize),
    /// Something wrong with an input: its place among the site's problems.
    Problem(usize),
    /// A dated entry of a log: index of the newest version that has it, and its place among that version's entries.
    Told(usize, usize),
    /// A file of evidence: index of its newest version with a page, and how many versions there are.
    Evidence(usize, usize),
}

impl Origin {
    /// What the entry is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Release(_) => Kind::Release,
            Self::Item(_) => Kind::Item,
            Self::Finding(..) | Self::Problem(_) => Kind::Finding,
            Self::Told(..) => Kind::Feedback,
            Self::Evidence(..) => Kind::Evidence,
        }
    }
}

/// Every origin: kind by kind, in each the newest first.
pub fn origins(scene: &Scene<'_>) -> Vec<Origin> {
    let releases = (0..scene.assessment.releases.len()).rev().map(Origin::Release);
    let problems = (0..scene.problems.len()).map(Origin::Problem);
    releases
        .chain(items(scene))
        .chain(findings(scene))
        .chain(problems)
        .chain(told(scene))
        .chain(files(scene))
        .collect()
}

/// Items that the newest checklists have come first.
fn items(scene: &Scene<'_>) -> Vec<Origin> {
    let last = |at: &usize| scene.assessment.identities.get(*at).and_then(|one| one.at.last().copied());
    let mut all: Vec<usize> = (0..scene.assessment.identities.len()).collect();
    all.sort_by_key(|at| (std::cmp::Reverse(last(at).map(|(release, _)| release)), last(at), *at));
    all.into_iter().map(Origin::Item).collect()
}

fn findings(scene: &Scene<'_>) -> Vec<Origin> {
    let releases = scene.assessment.releases.iter().enumerate().rev();
    let of_releases = releases.map(|(at, release)| (Some(at), &release.findings));
    let lists = std::iter::once((None, &scene.assessment.findings)).chain(of_releases);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(Option<usize>, usize, usize)> = Vec::new();
    for (release, list) in lists {
        for (place, finding) in list.iter().enumerate() {
            let next = found.len();
            let at = *seen.entry(words::finding(scene.dossier, finding)).or_insert(next);
            match found.get_mut(at) {
                Some((.., count)) => *count += 1,
                None => found.push((release, place, 1)),
            }
        }
    }
    found.into_iter().map(|(release, place, count)| Origin::Finding(release, place, count)).collect()
}

/// The versions of each path, the newest first.
fn paths<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Vec<(usize, &'a Evidence)>> {
    let mut versions = scene.dossier.evidence.iter().enumerate().peekable();
    std::iter::from_fn(move || {
        let first = versions.next()?;
        let mut all = vec![first];
        while let Some(next) = versions.next_if(|(_, its)| its.path == first.1.path) {
            all.push(next);
        }
        all.reverse();
        Some(all)
    })
}

/// The entries of every log: those that stand in its newest version, and those that were removed, where they stood last.
fn told(scene: &Scene<'_>) -> Vec<Origin> {
    let mut found = Vec::new();
    for versions in paths(scene) {
        let mut seen = BTreeSet::new();
        for (index, version) in versions.iter().filter(|(index, _)| page(scene, *index).is_some()) {
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            for (at, entry) in version.facts.entries.iter().enumerate() {
                let time = times.entry(&entry.title).or_default();
                *time += 1;
                if seen.insert((entry.title.as_str(), *time)) {
                    found.push((std::cmp::Reverse(entry.claim.map(|claim| claim.at)), *index, at));
                }
            }
        }
    }
    // Entries of one log stay together within a day, so that its bytes are asked for once.
    found.sort();
    found.into_iter().map(|(_, index, at)| Origin::Told(index, at)).collect()
}

fn files(scene: &Scene<'_>) -> Vec<Origin> {
    let newest = |versions: Vec<(usize, &Evidence)>| {
        let (index, version) = *versions.iter().find(|(index, _)| page(scene, *index).is_some())?;
        Some((std::cmp::Reverse(version.recorded), version.path.clone(), index, versions.len()))
    };
    let mut found: Vec<_> = paths(scene).filter_map(newest).collect();
    found.sort();
    found.into_iter().map(|(.., index, count)| Origin::Evidence(index, count)).collect()
}

/// The page of a version of evidence.
fn page(scene: &Scene<'_>, index: usize) -> Option<String> {
    scene.routes.evidence("", index)
}

/// Words entries, one after the other.
#[derive(Debug, Default)]
pub struct Writer {
    /// The release whose findings were asked for last, with their anchors.
    anchors: Option<(usize, Vec<String>)>,
}

impl Writer {
    /// The entry of an origin.
    pub fn entry(&mut self, scene: &Scene<'_>, origin: Origin) -> Entry {
        let made = match origin {
            Origin::Release(at) => scene.release(at).map(|(r, snapshot)| release(scene, r, snapshot)),
            Origin::Item(at) => scene.assessment.identities.get(at).map(|one| item(scene, one)),
            Origin::Finding(release, place, count) => {
                let list = match release {
                    Some(at) => scene.assessment.releases.get(at).map(|release| &release.findings),
                    None => Some(&scene.assessment.findings),
                };
                let found = list.and_then(|list| list.get(place));
                let (page, anchor) = self.anchor(scene, release, place);
                let to = path(scene, &Target::Release(page), &format!("#{anchor}"));
                found.map(|found| finding(scene, found, count, to))
            }
            Origin::Problem(at) => scene.problems.get(at).map(|found| problem(scene, found)),
            Origin::Told(index, at) => self.told(scene, index, at),
            Origin::Evidence(index, count) => file(scene, index, count),
        };
        made.unwrap_or_default()
    }

    /// Where a finding stands: those about the history as a whole stand on the page of the candidate, behind its own.
    fn anchor(&mut self, scene: &Scene<'_>, release: Option<usize>, place: usize) -> (usize, String) {
        let candidate = scene.dossier.history.candidate();
        let page = release.unwrap_or(candidate);
        let own = scene.assessment.releases.get(candidate).map_or(0, |release| release.findings.len());
        let at = if release.is_none() { own + place } else { place };
        if self.anchors.as_ref().is_none_or(|(of, _)| *of != page) {
            self.anchors = Some((page, found::anchors(scene, page)));
        }
        let anchors = self.anchors.iter().flat_map(|(_, anchors)| anchors);
        (page, anchors.into_iter().nth(at).cloned().unwrap_or_default())
    }

    fn told(&mut self, scene: &Scene<'_>, index: usize, at: usize) -> Option<Entry> {
        let version = scene.dossier.evidence.get(index)?;
        let entry = version.facts.entries.get(at)?;
        let next = version.facts.entries.get(at + 1).map(|next| next.line);
        let text = scene.logs.text(scene.bytes, version, entry.line, next);
        let date = entry.claim.map_or_else(String::new, |claim| format!("{}, ", claim.day()));
        let about = say!("{date}{path}, line {line}", date, path = version.path, line = entry.line);
        Some(Entry::new(&entry.title, &about, &text, page(scene, index)?))
    }
}

fn path(scene: &Scene<'_>, target: &Target, fragment: &str) -> String {
    format!("{}{fragment}", scene.routes.path(target).unwrap_or("index.html"))
}

fn release(scene: &Scene<'_>, r: &ReleaseAssessment, snapshot: &Snapshot) -> Entry {
    let back = if r.rollback.is_some() { say!(", rolled back") } else { "" };
    let about = format!(
        "{}, {}{back}, {}",
        day(snapshot.time),
        words::readiness(r.is_go()),
        crate::render::pages::parts::pair(&r.tallies.due)
    );
    let message = snapshot.tag.as_ref().map_or("", |tag| tag.message.as_str());
    let message: String = message.chars().take(MESSAGE).collect();
    let text = format!("{} {}", snapshot.commit, message.split_whitespace().collect::<Vec<_>>().join(" "));
    let target = Target::Release(r.snapshot);
    Entry::new(&scene.name(r.snapshot), &about, text.trim(), path(scene, &target, ""))
}

fn item(scene: &Scene<'_>, one: &Identity) -> Entry {
    let newest = one.at.last().and_then(|at| scene.assessment.judged(*at));
    let text = newest.map_or_else(|| one.id.clone(), |(r, item)| words::text(r, item));
    let about = newest.map_or_else(String::new, |(r, item)| {
        let section = written(r, item).map(|(section, _)| markdown::plain(&section.title));
        let section = section.filter(|title| !title.is_empty()).map(|title| format!("{title}, "));
        let verdict = words::verdict_word(item.today.verdict);
        let said = say!("{verdict} for {release}", verdict, release = scene.name(r.snapshot));
        section.unwrap_or_default() + &said
    });
    let earlier = one.wordings.iter().rev().skip(1).take(WORDINGS).filter_map(|wording| {
        let at = one.at.partition_point(|(snapshot, _)| *snapshot < wording.snapshot);
        let (r, item) = scene.assessment.judged(*one.at.get(at)?)?;
        Some(say!("Before: {words}", words = words::text(r, item)))
    });
    let rest: Vec<String> = one.ids.iter().cloned().chain(earlier).collect();
    Entry::new(&text, &about, &rest.join(" · "), path(scene, &Target::Item(one.id.clone()), ""))
}

fn finding(scene: &Scene<'_>, found: &Finding, count: usize, to: String) -> Entry {
    let kind = words::finding_word(&found.kind);
    let text = match &found.kind {
        // Its sentence is all about a person.
        FindingKind::OneHand { .. } if scene.look.people_hidden => {
            words::finding_meaning(&found.kind).to_owned()
        }
        _ => words::finding(scene.dossier, found),
    };
    let place = found.place.as_ref().map_or_else(String::new, ToString::to_string);
    let of = found.release.map_or_else(|| say!("the history").to_owned(), |snapshot| scene.name(snapshot));
    let of = match count {
        1 => of,
        n => {
            say!(
                "{release} and {others}",
                release = of,
                others = format::count(n - 1, "other release", "other releases")
            )
        }
    };
    let about = format!("{kind}, {}, {of}", words::severity_word(found.kind.severity()));
    Entry::new(&text, &about, &place, to)
}

fn problem(scene: &Scene<'_>, found: &Problem) -> Entry {
    let place = found.place.as_ref().map_or_else(|| say!("the repository").to_owned(), ToString::to_string);
    let about = format!("{}, {}, {place}", found.code, words::severity_word(found.severity));
    Entry::new(&found.message, &about, "", path(scene, &Target::Findings, "#problems"))
}

fn file(scene: &Scene<'_>, index: usize, count: usize) -> Option<Entry> {
    let version = scene.dossier.evidence.get(index)?;
    let about = say!(
        "{kind}, {state}, {versions}, recorded {day}",
        kind = words::kind_word(&version.facts.kind),
        state = words::state_word(version.facts.state),
        versions = format::count(count, "version", "versions"),
        day = day(version.recorded)
    );
    let title = version.facts.title.as_deref().unwrap_or_default();
    Some(Entry::new(&version.path, &about, title, page(scene, index)?))
}
