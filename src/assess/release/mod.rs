//! Everything of one release: items, triggers, readiness, evidence, measurements, timeline.

pub mod checklists;
pub mod delivery;
pub mod documents;
pub mod latency;
pub mod lighthouse;
pub mod machines;
pub mod nested;
pub mod outcome;
pub mod readiness;
pub mod steps;
pub mod timeline;
pub mod triggers;

use crate::assess::candidates::demand::Demand;
use crate::assess::findings;
use crate::assess::history::ticks::{self, Boxes, Ticks};
use crate::assess::history::{changes, copies, identities::same_words, rollbacks};
use crate::assess::reading::pin;
use crate::assess::release::triggers::Aftermath;
use crate::assess::result::judgement::{ItemJudgement, Judgement, Tick};
use crate::assess::result::release::{EvidenceUse, ReleaseAssessment};
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::assess::result::{
    due::Due, event::Side, incident::Incident, rollback::Rollback, tally::Tallies, trigger::TriggerJudgement,
};
use crate::assess::verdict::case::{Case, sections};
use crate::assess::verdict::{flags, judge, vantage::Vantage};
use crate::model::checklist::{Item, Mark, NearBox, Phase};
use crate::model::dossier::Measured;
use crate::model::problem::{Place, Problem};
use crate::model::{dossier::Dossier, evidence::Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Judges one release.
pub fn assess_release(case: &Case<'_>, snapshot: usize) -> ReleaseAssessment {
    let in_force = case.in_force.get(snapshot).cloned().flatten();
    let measurements = measurements(case, snapshot);
    let demands = case.demands_of(in_force.as_ref());
    let items = items(case, snapshot, in_force.as_ref());
    let incidents = case.follow_up.incidents.get(snapshot).cloned().unwrap_or_default();
    let triggers = triggers(case, snapshot, in_force.as_ref(), (&measurements, &incidents));
    let rollback = case.follow_up.rollbacks.get(snapshot).cloned().flatten();
    let steps = steps::steps(case, snapshot, in_force.as_ref());
    let tagged = case.time(snapshot).unwrap_or_default();
    let recovery = rollback.as_ref().map(|back| rollbacks::recovery(back, tagged, &triggers, &incidents));
    let (latency, latency_left_out) =
        latency::latency(&measurements, case.time(snapshot), &demands, case.dossier);
    let ancestry = &case.provenance.ancestry;
    let previous = ancestry.previous(snapshot);
    let mut own = (previous.map_or(0, |before| before + 1)..snapshot).rev();
    let mut release = ReleaseAssessment {
        snapshot,
        previous,
        tagged_before: own.find(|earlier| ancestry.is_on_the_way(*earlier, snapshot)).or(previous),
        next: Some(ancestry.next(snapshot)).filter(|next| *next != snapshot),
        near_boxes: near_boxes(case.dossier, in_force.as_ref()),
        tallies: Tallies::of(&items),
        latency,
        latency_left_out,
        lighthouse: lighthouse::lighthouse(case.dossier, snapshot, &demands, &case.lighthouse_files),
        incidents,
        rollback,
        recovery,
        documents: documents::documents(case, snapshot, in_force.as_ref()),
        in_force,
        items,
        steps,
        triggers,
        measurements,
        ..ReleaseAssessment::default()
    };
    (release.blockers, release.notes) = readiness::reasons(case.policy, &release);
    release.outcome = outcome::outcome(case, &release);
    release.evidence = evidence(case, &release);
    release.timeline = timeline::timeline(case, &release);
    release.problems = problems(case, &release);
    release.findings = findings::of_release(case, &release);
    release
}

/// The near boxes of every part of the checklist.
pub fn near_boxes(dossier: &Dossier, in_force: Option<&ChecklistInForce>) -> Vec<(ChecklistPlace, NearBox)> {
    let Some(in_force) = in_force else { return Vec::new() };
    let parts = in_force.origins().flat_map(|origin| {
        let part = match origin.evidence() {
            Some(version) => {
                dossier.evidence.get(version).and_then(|version| version.facts.checklist.as_ref())
            }
            None => Some(&in_force.checklist),
        };
        let near = part.into_iter().flat_map(|checklist| &checklist.near_boxes);
        near.map(|near| (origin.clone(), near.clone()))
    });
    parts.collect()
}

fn items(case: &Case<'_>, snapshot: usize, in_force: Option<&ChecklistInForce>) -> Vec<ItemJudgement> {
    let Some(in_force) = in_force else { return Vec::new() };
    let later = case.filled.get(&snapshot).map(|parts| copies::later(parts, &in_force.checklist));
    judge_items(case, in_force, snapshot, |listed| {
        let path = in_force.origin_of(listed.section).place();
        let none = Ticks::default();
        let ticks = case.ticks.get(path).and_then(|all| all.get(&snapshot)).unwrap_or(&none);
        judge_item(case, snapshot, listed, (&ticks.at_tag, later.as_ref().unwrap_or(&ticks.later)))
    })
}

/// An item of a checklist, before it is judged.
#[derive(Debug)]
pub struct ListedItem<'a> {
    /// Index of its section.
    pub section: usize,
    /// Index of the item in its section.
    pub index: usize,
    /// When it applies.
    pub phase: Phase,
    /// When it is due.
    pub due: Due,
    /// The item through time.
    pub identity: usize,
    /// As it is written.
    pub item: &'a Item,
    /// What it demands.
    pub demand: &'a Demand,
}

impl ListedItem<'_> {
    /// How the item is judged at the tag and today, by its mark at each of them.
    pub fn judgements(
        &self,
        case: &Case<'_>,
        snapshot: usize,
        at_tag: &Mark,
        today: &Mark,
    ) -> (Arc<Judgement>, Arc<Judgement>) {
        let vantage = case.vantage(snapshot, self.phase);
        let known_at_tag = Arc::new(judge::judge(self.demand, at_tag, &vantage));
        let is_candidate = snapshot == case.dossier.history.candidate();
        let knows_more = case.known_later.get(snapshot) != Some(&false);
        let is_settled =
            self.phase == Phase::Before && at_tag == today && !knows_more && !self.demand.asks_for_acts();
        if is_candidate || is_settled {
            return (known_at_tag.clone(), known_at_tag);
        }
        let known_today = judge::judge(self.demand, today, &Vantage { today: true, ..vantage });
        let known_today =
            if known_today == *known_at_tag { known_at_tag.clone() } else { Arc::new(known_today) };
        (known_at_tag, known_today)
    }

    /// The item with its judgements; whatever else is known of it is added by the caller.
    pub fn judged(&self, at_tag: Arc<Judgement>, today: Arc<Judgement>) -> ItemJudgement {
        ItemJudgement {
            section: self.section,
            index: self.index,
            id: self.item.id.clone(),
            identity: self.identity,
            phase: self.phase,
            due: self.due,
            at_tag,
            today,
            flags: BTreeSet::new(),
            words_today: None,
            ticked_by: None,
            terms: self.demand.terms.clone(),
            reading: self.demand.reading.clone(),
        }
    }
}

/// Judges every item of the checklist that speaks for a snapshot, each by `judge`, and then what rests on nested items.
pub fn judge_items(
    case: &Case<'_>,
    in_force: &ChecklistInForce,
    snapshot: usize,
    judge: impl Fn(&ListedItem<'_>) -> ItemJudgement,
) -> Vec<ItemJudgement> {
    let mut judged = Vec::new();
    let mut identities = case.identities.row(snapshot).iter().copied();
    for (section, within) in in_force.checklist.sections.iter().enumerate() {
        for (index, item) in within.items.iter().enumerate() {
            let (Some(identity), Some(demand)) = (identities.next(), case.demand(item)) else { continue };
            let phase = demand.phase.unwrap_or(item.phase_in(within));
            let due = due(case, snapshot, phase);
            judged.push(judge(&ListedItem { section, index, phase, due, identity, item, demand }));
        }
    }
    pin::place(&mut judged, in_force);
    nested::rest_on_nested(&mut judged, &in_force.checklist);
    judged
}

fn judge_item(
    case: &Case<'_>,
    snapshot: usize,
    listed: &ListedItem<'_>,
    (at_tag_boxes, later_boxes): (&Boxes, &Boxes),
) -> ItemJudgement {
    let ListedItem { item, demand, .. } = listed;
    let known = later_boxes.get(&item.id);
    let words_today = known.map(|later| &later.text).filter(|text| !same_words(text, &item.text)).cloned();
    let later = known.filter(|_| item.mark == Mark::Open);
    let (at_tag, today) =
        listed.judgements(case, snapshot, &item.mark, later.map_or(&item.mark, |tick| &tick.mark));
    let tick = later.or_else(|| ticks::find(at_tag_boxes, item));
    let ticked_by = tick.and_then(|tick| tick.by).map(|commit| Tick { commit, after_tag: later.is_some() });
    let mut judged = ItemJudgement { words_today, ticked_by, ..listed.judged(at_tag, today) };
    judged.flags = flags::flags(&judged, demand, tick, snapshot, &case.provenance);
    judged
}

/// When an item of a phase is due for a release.
pub fn due(case: &Case<'_>, snapshot: usize, phase: Phase) -> Due {
    let is_tagged = snapshot != case.dossier.history.candidate();
    let went_back = case.follow_up.rollbacks.get(snapshot).is_some_and(Option::is_some);
    outcome::due(phase, is_tagged, went_back)
}

/// The triggers of the checklist over what happened after the tag.
fn triggers(
    case: &Case<'_>,
    snapshot: usize,
    in_force: Option<&ChecklistInForce>,
    (measurements, incidents): (&[(usize, Side)], &[Incident]),
) -> Vec<TriggerJudgement> {
    let measured =
        measurements.iter().filter(|(_, side)| *side == Side::After).map(|(n, _)| *n).collect::<Vec<_>>();
    let tagged = case.time(snapshot).unwrap_or_default();
    let unread = Vantage { today: true, ..case.vantage(snapshot, Phase::After) }.followed(None);
    let is_unread = |n: &usize| case.follow_up.unreadable.binary_search(n).is_ok() || case.dossier.is_cut(*n);
    let unread = unread.into_iter().filter(|(n, _)| is_unread(n)).collect::<Vec<_>>();
    let after = Aftermath { dossier: case.dossier, tagged, measured: &measured, incidents, unread: &unread };
    let demands = case.demands_of(in_force);
    let criteria = demands.iter().flat_map(|demand| &demand.questions).map(|asked| &asked.criterion);
    let judge = |text: &str, line| {
        let rule = case.triggers.rule(text, criteria.clone());
        let firing = triggers::judge(&rule, &after);
        TriggerJudgement {
            text: text.to_owned(),
            line,
            partly: case.triggers.is_partly(text, &rule),
            rule,
            firing,
        }
    };
    let all = sections(in_force).flat_map(|section| &section.triggers);
    all.map(|trigger| judge(&trigger.text, trigger.line)).collect()
}

/// The measurements that speak of a release, each with its side: made since the previous release, or while it was in production.
fn measurements(case: &Case<'_>, snapshot: usize) -> Vec<(usize, Side)> {
    let all = &case.dossier.measured;
    let Some(own) = case.time(snapshot) else { return Vec::new() };
    let first = snapshot.checked_sub(1).and_then(|before| case.time(before));
    let last = case.deployments.end(snapshot).unwrap_or(own);
    let start = first.map_or(0, |first| all.partition_point(|m| m.time <= first));
    let end = all.partition_point(|m| m.time <= last.max(own)).max(start);
    let side = |m: &Measured| if m.time <= own { Side::Before } else { Side::After };
    let period = all.iter().enumerate().take(end).skip(start);
    let own = period.filter(|(n, m)| case.deployments.speaks((*n, m.time), snapshot, side(m)));
    own.map(|(n, m)| (n, side(m))).collect()
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
    let after = case.provenance.ancestry.after(release.snapshot).iter().copied();
    let own = std::iter::once(release.snapshot).chain(after);
    let recorded = own.filter_map(|n| case.follow_up.recorded.get(n)).flatten();
    let recognised =
        recorded.filter(|n| dossier.evidence.get(**n).is_some_and(|e| e.facts.kind != Kind::File));
    let of_steps = release.steps.iter().flat_map(|step| &step.judgement.evidence);
    let incidents = release.incidents.iter().map(|incident| incident.id.evidence);
    let filled = case.filled.get(&release.snapshot).into_iter().flatten().map(|filled| filled.evidence);
    let in_force =
        release.in_force.iter().flat_map(ChecklistInForce::origins).filter_map(ChecklistPlace::evidence);
    let beside = incidents.chain(release.rollback.as_ref().and_then(Rollback::evidence));
    let beside = beside.chain(in_force).chain(filled);
    for n in tellers.chain(recognised).chain(of_steps).copied().chain(beside) {
        used.entry(n).or_default();
    }
    // One version a path: what stood at the tag, else what items rely on, else the first that came after.
    let mut by_path: BTreeMap<&str, EvidenceUse> = BTreeMap::new();
    for (n, items) in used {
        let Some(version) = dossier.evidence.get(n) else { continue };
        let fresh = EvidenceUse {
            evidence: n,
            changed_after_release: changes::changed_after(dossier, version, release.snapshot),
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
    found.extend(documents::problems(case, release));
    found.extend(checklists::silent(case, release));
    found.extend(unread(release));
    found.extend(pin::problems(release));
    found.sort();
    found.dedup();
    found
}

/// Numbers in the words of items that look like demands and could not be read as such.
fn unread(release: &ReleaseAssessment) -> Vec<Problem> {
    let Some(in_force) = &release.in_force else { return Vec::new() };
    let problems = release.items.iter().filter(|item| item.counts()).flat_map(|judged| {
        let place = in_force.origin_of(judged.section).place();
        let item = in_force.checklist.item(judged.section, judged.index);
        let place = Place::line(place.clone(), item.map_or(0, |item| item.line));
        judged.terms.unread.iter().map(move |number| {
            let message = format!("`{number}` could not be read as a criterion; nothing is judged by it");
            Problem::note(place.clone(), "number-unread", message)
        })
    });
    problems.collect()
}
