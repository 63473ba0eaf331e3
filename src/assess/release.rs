//! Everything of one release: items, triggers, readiness, evidence, measurements, timeline.

use super::assessment::{
    EvidenceUse, Incident, ItemJudgement, Origin, ReleaseAssessment, Rollback, Side, SpokenBy, Standing,
    Tally, Tick, TriggerJudgement,
};
use super::demand::Demand;
use super::facts::ground::Ground;
use super::filled::{self, Filled};
use super::firing::{self, Aftermath};
use super::flags;
use super::identity::{Identities, same_words};
use super::seen::Seen;
use super::sequel::Sequel;
use super::standing;
use super::ticks::{self, Boxes, Ticks};
use super::trigger_words::TriggerGrammar;
use super::vantage::Vantage;
use super::words::Grammar;
use super::{events, finding, governed, lighthouse, nested, pin, readiness, rollback, silent, steps, trend};
use crate::config::Policy;
use crate::lexicon::Lexicon;
use crate::model::checklist::{Item, Mark, Phase, Section, Step};
use crate::model::dossier::Dossier;
use crate::model::evidence::Kind;
use crate::model::id::Oid;
use crate::model::problem::{Place, Problem};
use crate::model::time;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What is made once and serves all releases.
#[derive(Debug)]
pub struct Case<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    /// What is demanded.
    pub policy: &'a Policy,
    /// For each snapshot the checklist that speaks for it.
    pub spoken_by: Vec<Option<SpokenBy>>,
    /// Demands by item text and id.
    pub demands: HashMap<(String, String), Demand>,
    /// Paths of templates, in the order of the configuration.
    pub templates: &'a [Arc<str>],
    /// The parts of the filled copy of a snapshot.
    pub filled: BTreeMap<usize, Vec<Filled>>,
    /// Every item through time.
    pub identities: Identities,
    /// Ticks by checklist path, then snapshot.
    pub ticks: BTreeMap<Arc<str>, BTreeMap<usize, Ticks>>,
    /// Where things were first seen.
    pub seen: Seen<'a>,
    /// What is wrong with the clocks of commits.
    pub clocks: finding::clock::Clocks,
    /// What was removed, and brought back.
    pub removals: finding::removal::Removals,
    /// The grammar of items.
    pub grammar: Grammar,
    /// What words mean.
    pub lexicon: Arc<Lexicon>,
    /// What git facts are judged on.
    pub ground: Ground<'a>,
    /// The grammar of triggers.
    pub triggers: TriggerGrammar,
    /// Where Lighthouse's configurations and manifests lie.
    pub around: lighthouse::Surroundings,
    /// What followed each release.
    pub sequel: Sequel,
}

impl Case<'_> {
    /// What an item demands.
    #[must_use]
    pub fn demand(&self, item: &Item) -> Option<&Demand> {
        self.demands.get(&item.key())
    }

    /// When a snapshot was tagged.
    #[must_use]
    pub fn time(&self, snapshot: usize) -> Option<Timestamp> {
        self.dossier.history.snapshots.get(snapshot).map(|snapshot| snapshot.time)
    }

    /// A release as it could be seen at its tag.
    #[must_use]
    pub fn vantage(&self, snapshot: usize, phase: Phase) -> Vantage<'_> {
        Vantage {
            dossier: self.dossier,
            lexicon: &self.lexicon,
            ground: &self.ground,
            seen: &self.seen,
            sequel: &self.sequel,
            snapshot,
            phase,
            today: false,
        }
    }

    /// The demands of a checklist's items and targets, in order.
    #[must_use]
    pub fn demands_of(&self, spoken_by: Option<&SpokenBy>) -> Vec<&Demand> {
        let target = |section: &Section, step: &Step| {
            let key = (step.text.clone(), steps::id(section.phase).to_owned());
            step.number.is_none().then(|| self.demands.get(&key)).flatten()
        };
        let of = |section: &'_ Section| {
            let items = section.items.iter().filter_map(|item| self.demand(item));
            items.chain(section.steps.iter().filter_map(|step| target(section, step))).collect::<Vec<_>>()
        };
        sections(spoken_by).flat_map(of).collect()
    }

    /// The commit in whose tree a version of evidence can be seen: the release's own, else the one that recorded it.
    #[must_use]
    pub fn shows(&self, snapshot: usize, evidence: Option<usize>) -> Oid {
        let history = &self.dossier.history;
        let own = history.snapshots.get(snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
        let Some(n) = evidence.filter(|n| !self.dossier.stands(*n, snapshot)) else { return own };
        let version = self.dossier.evidence.get(n);
        version.and_then(|version| history.commits.get(version.recorded_by)).map_or(own, |commit| commit.id)
    }
}

/// Judges one release.
#[must_use]
pub fn assess_release(case: &Case<'_>, snapshot: usize) -> ReleaseAssessment {
    let spoken_by = case.spoken_by.get(snapshot).cloned().flatten();
    let measurements = measurements(case, snapshot);
    let demands = case.demands_of(spoken_by.as_ref());
    let items = items(case, snapshot, spoken_by.as_ref());
    let incidents = case.sequel.incidents.get(snapshot).cloned().unwrap_or_default();
    let triggers = triggers(case, snapshot, spoken_by.as_ref(), (&measurements, &incidents));
    let rollback = case.sequel.rollbacks.get(snapshot).cloned().flatten();
    let steps = steps::steps(case, snapshot, spoken_by.as_ref());
    let tagged = case.time(snapshot).unwrap_or_default();
    let recovery = rollback.as_ref().map(|back| rollback::recovery(back, tagged, &triggers, &incidents));
    let is_candidate = snapshot == case.dossier.history.candidate();
    let mut release = ReleaseAssessment {
        snapshot,
        today: tally(&items, |item| &item.today),
        at_tag: tally(&items, |item| &item.at_tag),
        latency: trend::latency(&measurements, case.time(snapshot), &demands, case.dossier),
        lighthouse: lighthouse::lighthouse(case.dossier, snapshot, &demands, &case.around),
        blockers: Vec::new(),
        notes: Vec::new(),
        incidents,
        rollback,
        recovery,
        evidence: Vec::new(),
        documents: governed::documents(case, snapshot, spoken_by.as_ref()),
        timeline: Vec::new(),
        problems: Vec::new(),
        findings: Vec::new(),
        spoken_by,
        items,
        steps,
        triggers,
        measurements,
    };
    (release.blockers, release.notes) = readiness::reasons(case.policy, &release, is_candidate);
    release.evidence = evidence(case, &release);
    release.timeline = events::timeline(case, &release);
    release.problems = problems(case, &release);
    release.findings = finding::of_release(case, &release);
    release
}

fn sections(spoken_by: Option<&SpokenBy>) -> impl Iterator<Item = &Section> {
    spoken_by.into_iter().flat_map(|spoken| &spoken.checklist.sections)
}

fn items(case: &Case<'_>, snapshot: usize, spoken_by: Option<&SpokenBy>) -> Vec<ItemJudgement> {
    let Some(spoken) = spoken_by else { return Vec::new() };
    let later = case.filled.get(&snapshot).map(|parts| filled::later(parts, &spoken.checklist));
    let mut judged = Vec::new();
    let mut identities = case.identities.row(snapshot).iter().copied();
    for (section_index, section) in spoken.checklist.sections.iter().enumerate() {
        let at = case.ticks.get(spoken.origin_of(section_index).place()).and_then(|all| all.get(&snapshot));
        let none = Ticks::default();
        let ticks = at.unwrap_or(&none);
        let ticks = (&ticks.at_tag, later.as_ref().unwrap_or(&ticks.later));
        for (index, item) in section.items.iter().enumerate() {
            let (Some(identity), Some(demand)) = (identities.next(), case.demand(item)) else { continue };
            let place = (section_index, index);
            let its = (identity, item, demand);
            judged.push(judge_item(case, snapshot, place, section, its, ticks));
        }
    }
    pin::place(&mut judged, spoken);
    nested::rest_on_nested(&mut judged, &spoken.checklist);
    judged
}

fn judge_item(
    case: &Case<'_>,
    snapshot: usize,
    place: (usize, usize),
    section: &Section,
    (identity, item, demand): (usize, &Item, &Demand),
    (at_tag_boxes, later_boxes): (&Boxes, &Boxes),
) -> ItemJudgement {
    let phase = demand.phase.unwrap_or(item.phase_in(section));
    let vantage = case.vantage(snapshot, phase);
    let at_tag = standing::judge(demand, &item.mark, &vantage);
    let known = later_boxes.get(&item.id);
    let words_today = known.map(|later| &later.text).filter(|text| !same_words(text, &item.text)).cloned();
    let later = known.filter(|_| item.mark == Mark::Open);
    let is_candidate = snapshot == case.dossier.history.candidate();
    let today = if is_candidate {
        at_tag.clone()
    } else {
        let mark = later.map_or(&item.mark, |tick| &tick.mark);
        standing::judge(demand, mark, &Vantage { today: true, ..vantage })
    };
    let tick = later.or_else(|| ticks::find(at_tag_boxes, item));
    let ticked_by = tick.and_then(|tick| tick.by).map(|commit| Tick { commit, after_tag: later.is_some() });
    let mut judged = ItemJudgement {
        section: place.0,
        index: place.1,
        id: item.id.clone(),
        identity,
        phase,
        at_tag,
        today,
        flags: BTreeSet::new(),
        words_today,
        ticked_by,
        terms: demand.terms.clone(),
        reading: demand.reading.clone(),
    };
    judged.flags = flags::flags(&judged, demand, tick, snapshot, &case.seen);
    judged
}

/// How many items are claimed and proven at one vantage.
#[must_use]
pub fn tally(items: &[ItemJudgement], vantage: impl Fn(&ItemJudgement) -> &Standing) -> Tally {
    let counted = || items.iter().filter(|item| item.counts());
    let mut tally = Tally { items: counted().count(), ..Tally::default() };
    for standing in counted().map(vantage) {
        tally.claimed += usize::from(standing.ticked());
        tally.proven += usize::from(standing.verdict.is_proven());
        *tally.by_verdict.entry(standing.verdict).or_default() += 1;
    }
    tally
}

/// The triggers of the checklist over what happened after the tag.
fn triggers(
    case: &Case<'_>,
    snapshot: usize,
    spoken_by: Option<&SpokenBy>,
    (measurements, incidents): (&[(usize, Side)], &[Incident]),
) -> Vec<TriggerJudgement> {
    let measured =
        measurements.iter().filter(|(_, side)| *side == Side::After).map(|(n, _)| *n).collect::<Vec<_>>();
    let tagged = case.time(snapshot).unwrap_or_default();
    let after = Aftermath { dossier: case.dossier, tagged, measured: &measured, incidents };
    let demands = case.demands_of(spoken_by);
    let judge = |text: &str, line| {
        let rule = case.triggers.rule(text, demands.iter().copied());
        let firing = firing::judge(&rule, &after);
        TriggerJudgement {
            text: text.to_owned(),
            line,
            partly: case.triggers.is_partly(text, &rule),
            rule,
            firing,
        }
    };
    let all = sections(spoken_by).flat_map(|section| &section.triggers);
    all.map(|one| judge(&one.text, one.line)).collect()
}

/// Measurements after the previous release and not after the next one, each with its side.
fn measurements(case: &Case<'_>, snapshot: usize) -> Vec<(usize, Side)> {
    let all = &case.dossier.measured;
    let Some(own) = case.time(snapshot) else { return Vec::new() };
    let first = snapshot.checked_sub(1).and_then(|before| case.time(before));
    let last = case.time((snapshot + 1).min(case.dossier.history.candidate())).unwrap_or(own);
    let start = first.map_or(0, |first| all.partition_point(|m| m.time <= first));
    let end = all.partition_point(|m| m.time <= last).max(start);
    let side = |m: &crate::model::dossier::Measured| if m.time <= own { Side::Before } else { Side::After };
    all.iter().enumerate().take(end).skip(start).map(|(n, m)| (n, side(m))).collect()
}

/// Files that items and measurements rely on, and recognised evidence recorded between the previous release and the next.
fn evidence(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<EvidenceUse> {
    let dossier = case.dossier;
    let mut used: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, item) in release.items.iter().enumerate() {
        for n in item.today.evidence.iter().chain(&item.at_tag.evidence) {
            used.entry(*n).or_default().insert(index);
        }
    }
    let tellers =
        release.measurements.iter().filter_map(|(n, _)| dossier.measured.get(*n)).flat_map(|m| &m.tellers);
    let recorded = [release.snapshot, release.snapshot + 1]
        .into_iter()
        .filter_map(|n| case.sequel.recorded.get(n))
        .flatten();
    let recognised =
        recorded.filter(|n| dossier.evidence.get(**n).is_some_and(|e| e.facts.kind != Kind::File));
    for n in tellers.chain(recognised) {
        used.entry(*n).or_default();
    }
    let incidents = release.incidents.iter().map(|incident| incident.evidence);
    for n in incidents.chain(release.rollback.as_ref().and_then(Rollback::evidence)) {
        used.entry(n).or_default();
    }
    for n in release.steps.iter().flat_map(|step| &step.standing.evidence) {
        used.entry(*n).or_default();
    }
    let filled = case.filled.get(&release.snapshot).into_iter().flatten().map(|filled| filled.evidence);
    let spoken = release.spoken_by.iter().flat_map(SpokenBy::origins).filter_map(Origin::evidence);
    for checklist in spoken.chain(filled) {
        used.entry(checklist).or_default();
    }
    // One version a path: what stood at the tag, else what items rely on, else the first that came after.
    let mut by_path: BTreeMap<&str, EvidenceUse> = BTreeMap::new();
    for (n, items) in used {
        let Some(version) = dossier.evidence.get(n) else { continue };
        let fresh = EvidenceUse {
            evidence: n,
            changed_after_release: flags::changed_after(dossier, version, release.snapshot),
            items: Vec::new(),
        };
        let slot = by_path.entry(&version.path).or_insert_with(|| fresh.clone());
        let rank = |n: usize, relied: bool| (dossier.stands(n, release.snapshot), relied);
        if rank(n, !items.is_empty()) > rank(slot.evidence, !slot.items.is_empty()) {
            slot.evidence = n;
            slot.changed_after_release = fresh.changed_after_release;
        }
        let all = slot.items.iter().copied().chain(items).collect::<BTreeSet<_>>();
        slot.items = all.into_iter().collect();
    }
    by_path.into_values().collect()
}

/// Problems of the release's evidence, and what the judge has to say of the checklist itself.
fn problems(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Problem> {
    let versions = release.evidence.iter().filter_map(|used| case.dossier.evidence.get(used.evidence));
    let mut found = versions.flat_map(|version| version.facts.problems.iter().cloned()).collect::<Vec<_>>();
    if let Some(spoken) = &release.spoken_by
        && let Some(expires) = spoken.checklist.front.expires
        && let Some(own) = case.time(release.snapshot)
    {
        let last = expires.at.checked_add(SignedDuration::from_hours(24)).unwrap_or(expires.at);
        let soon = own.checked_add(SignedDuration::from_hours(7 * 24)).unwrap_or(own);
        let place = Place::file(spoken.origin.place().clone());
        let day = time::day(expires.at);
        if own >= last {
            found.push(Problem::warning(
                place,
                "checklist-expired",
                format!("the checklist expired on {day}, before this release"),
            ));
        } else if soon >= last {
            found.push(Problem::note(
                place,
                "checklist-expires",
                format!("the checklist expires on {day}, within 7 days of this release"),
            ));
        }
    }
    found.extend(silent::silent(case, release));
    found.extend(unread(release));
    found.extend(pin::problems(release));
    found.sort();
    found.dedup();
    found
}

/// Numbers in the words of items that look like demands and could not be read as such.
fn unread(release: &ReleaseAssessment) -> Vec<Problem> {
    let Some(spoken) = &release.spoken_by else { return Vec::new() };
    let told = release.items.iter().filter(|item| item.counts()).flat_map(|judged| {
        let place = spoken.origin_of(judged.section).place();
        let item =
            spoken.checklist.sections.get(judged.section).and_then(|section| section.items.get(judged.index));
        let place = Place::line(place.clone(), item.map_or(0, |item| item.line));
        judged.terms.unread.iter().map(move |number| {
            let message = format!("`{number}` could not be read as a criterion; nothing is judged by it");
            Problem::note(place.clone(), "number-unread", message)
        })
    });
    told.collect()
}
