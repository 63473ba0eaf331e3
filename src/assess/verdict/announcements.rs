//! What was told after a tag: entries of logs, and records and notes that came between it and the next one.

use crate::assess::history::placed::moment;
use crate::assess::result::judgement::{ActResult, Computed, Observation, Outcome};
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::words::Name;
use crate::model::evidence::{Evidence, Kind, State};
use crate::model::kinds::Property;
use crate::model::record::Conclusion;
use crate::model::release::{Snapshot, bare};
use crate::model::time::Claim;
use crate::model::topic::{Saying, Topic};
use crate::read::value::conclusion;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Something told.
#[derive(Clone, Copy, Debug)]
pub struct Announcement<'a> {
    /// When.
    pub time: Timestamp,
    /// Index into the dossier's evidence.
    pub evidence: usize,
    /// A heading.
    pub title: &'a str,
    /// Of what it speaks.
    pub saying: &'a Saying,
    /// The kind of what tells it.
    pub kind: &'a Kind,
}

impl Announcement<'_> {
    /// How it answers.
    pub fn observed(&self, how: ActResult) -> Option<Observation> {
        Some(Observation::of_act(self.evidence, self.time, how))
    }

    /// That it shows what is asked.
    pub fn shows(&self) -> Computed {
        (Outcome::Holds, self.observed(ActResult::Shows(self.title.to_owned())))
    }
}

/// All that was told between a tag and the next one, by time: of each file its newest version; `among` these, where some are named. What
/// names other releases and not this one is about those, unless it tells of a rollback.
pub fn announcements<'a>(among: Option<&BTreeSet<usize>>, vantage: &Vantage<'a>) -> Vec<Announcement<'a>> {
    let Some(own) = vantage.own() else { return Vec::new() };
    let mut newest: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, version) in vantage.followed(among) {
        let slot = newest.entry(&version.path).or_insert(n);
        let recorded = |n: usize| vantage.dossier.evidence.get(n).map(|version| (version.recorded_by, n));
        if recorded(n) > recorded(*slot) {
            *slot = n;
        }
    }
    let versions = newest.into_values().filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?)));
    let all = versions.flat_map(|(n, version)| of_version(n, version, vantage));
    let mut found = all.filter(|announcement| is_about(announcement, own)).collect::<Vec<_>>();
    found.sort_by_key(|announcement| (announcement.time, announcement.evidence));
    found
}

fn of_version<'a>(n: usize, version: &'a Evidence, vantage: &Vantage<'a>) -> Vec<Announcement<'a>> {
    let (after, until) = vantage.period();
    let facts = &version.facts;
    let in_time = |announcement: &Announcement<'a>| announcement.time > after && announcement.time <= until;
    let announce = |claim: Option<Claim>, title: &'a str, saying: &'a Saying| {
        let time = claim.map_or(version.recorded, |claim| moment(claim, version.recorded));
        Announcement { time, evidence: n, title, saying, kind: &facts.kind }
    };
    if facts.kind == Kind::Feedback {
        // What stood in the log at the tag was not told after it.
        let before =
            vantage.dossier.at(&version.path, vantage.snapshot).and_then(|n| vantage.dossier.evidence.get(n));
        let known = before.iter().flat_map(|version| &version.facts.entries).map(|entry| &entry.title);
        let known = known.collect::<BTreeSet<_>>();
        let fresh = facts.entries.iter().filter(|entry| !known.contains(&entry.title));
        let fresh = fresh.map(|entry| announce(entry.claim, &entry.title, &entry.saying));
        return fresh.filter(in_time).collect();
    }
    // Plans, lists and measurements tell nobody anything.
    let tells = facts.kind.is(Property::Told);
    let mut ends = facts.records.iter().map(|record| record.conclusion);
    let is_open = ends.any(|ended| matches!(ended, Some(Conclusion::Pending | Conclusion::Skipped)));
    let mut front = facts.front.iter().flat_map(|front| Name::Outcome.values(&front.fields));
    let is_draft = front.any(|value| conclusion::parse(value) == Some(Conclusion::Pending));
    if !tells || is_open || is_draft || matches!(facts.state, State::Empty | State::Unreadable) {
        return Vec::new();
    }
    let title = facts.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&version.path);
    Some(announce(facts.claim, title, &facts.saying)).filter(in_time).into_iter().collect()
}

/// Whether something told is about a release: it names it, or no release at all. Of a rollback the release is named to which it went.
pub fn is_about(announcement: &Announcement<'_>, own: &Snapshot) -> bool {
    let named = &announcement.saying.releases;
    let is_own = |name: &String| own.is_called(name);
    named.iter().any(is_own)
        || announcement.saying.topics.has(Topic::Rollback)
        || !named.iter().any(|name| is_alike(name, &own.name))
}

/// Whether a name is written as releases are: as many numbers, the first as long.
fn is_alike(name: &str, own: &str) -> bool {
    let shape = |name: &str| {
        let bare = bare(name);
        let first = bare.chars().take_while(char::is_ascii_digit).count();
        (bare.matches('.').count(), first)
    };
    name.starts_with(['v', 'V']) == own.starts_with(['v', 'V']) && shape(name) == shape(own)
}
