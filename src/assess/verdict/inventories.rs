//! What is kept at a moment: inventories, schedules, plans and settings, and what in them is wrong.

use crate::assess::candidates::{question::Question, record::CandidateRecord};
use crate::assess::result::inventory::{Inventory, InventoryFault, InventoryFaultKind};
use crate::assess::result::judgement::{Computed, Observation, Outcome, Shown, UNKNOWN};
use crate::assess::verdict::names::{fits, flag, origin, significant, variable};
use crate::assess::verdict::vantage::Vantage;
use crate::model::doing::{spaced, stands};
use crate::model::evidence::{Evidence, Kind};
use crate::model::inventory::{InventoryDemand, InventoryKind};
use crate::model::record::{Conclusion, Part, Record};
use crate::model::{checklist::Phase, time::Claim};
use crate::read::inventories::app_urls;
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// So many records from before the previous release are looked through for documents that still stand.
const LOOK_BACK: usize = 200;

/// So many of those that are from before it may tell that they would have shown the demand then.
const OLD: usize = 20;

/// What is told of one thing: the record that tells it, and its part.
#[derive(Clone, Copy)]
struct Thing<'a> {
    candidate: CandidateRecord,
    part: &'a Part,
}

/// The records that speak for a release, the newest first.
struct InventoryRecords<'a> {
    all: Vec<(CandidateRecord, &'a Record)>,
    vantage: &'a Vantage<'a>,
}

/// How a demand of what is kept comes out.
pub fn judge(
    question: &Question,
    inventory: &InventoryDemand,
    window: Option<i64>,
    vantage: &Vantage<'_>,
) -> Computed {
    let (own, old) = records_of(question, inventory, window, vantage);
    let Some((newest, _)) = own.all.first() else { return stale(&old, inventory, question) };
    let listed = own.listed(inventory, question);
    let outside = window.is_some() && vantage.phase == Phase::Before && !vantage.reaches(newest.last, window);
    let outcome = match () {
        () if outside => Outcome::Stale,
        () if listed.faults.iter().any(|fault| fault.wrong.contradicts()) => Outcome::Fails,
        () if listed.is_right() => Outcome::Holds,
        () => Outcome::Unknown,
    };
    let first = listed.faults.first().map(|fault| fault.evidence);
    let at = own.all.iter().find(|(candidate, _)| Some(candidate.id.evidence) == first);
    let at = at.map_or(newest, |(candidate, _)| candidate);
    (outcome, Some(Observation::of(at.id.evidence, at.time, Shown::Inventory(listed))))
}

/// What is all from before the previous release is stale where it would have shown the demand then; else it is no evidence of it.
fn stale(old: &InventoryRecords<'_>, inventory: &InventoryDemand, question: &Question) -> Computed {
    let newest = old.all.first().filter(|_| old.listed(inventory, question).is_right());
    let Some((candidate, _)) = newest else { return UNKNOWN };
    let faults = vec![InventoryFault::of(InventoryFaultKind::Old, "", candidate.id.evidence)];
    let listed = Inventory { faults, evidence: vec![candidate.id.evidence], ..Inventory::default() };
    (Outcome::Stale, Some(Observation::of(candidate.id.evidence, candidate.time, Shown::Inventory(listed))))
}

/// What speaks for a release: of each path what stands, as far as it is of the release's own time or is kept up to date without a date of
/// its own; and what is older.
fn records_of<'a>(
    question: &Question,
    inventory: &InventoryDemand,
    window: Option<i64>,
    vantage: &'a Vantage<'a>,
) -> (InventoryRecords<'a>, InventoryRecords<'a>) {
    let (after, until) = vantage.period();
    let since = vantage.since();
    let start = question.records().partition_point(|candidate| candidate.record.time <= after);
    let end = question.records().partition_point(|candidate| candidate.record.time <= until);
    let own =
        question.records().partition_point(|candidate| candidate.record.time <= since).clamp(start, end);
    let back = own.saturating_sub(LOOK_BACK).max(start);
    let mut observed: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut all, mut old) = (Vec::new(), Vec::new());
    let recent = question.records().get(back..end).unwrap_or_default().iter().rev();
    for candidate in recent.map(|candidate| &candidate.record) {
        let Some((version, record)) = vantage.dossier.record(candidate.id) else { continue };
        let last = record.claim.map_or(candidate.time, Claim::last);
        let lasts =
            inventory.what == InventoryKind::Rotation || (record.claim.is_none() && is_kept_up(version));
        let names = || record.release.as_deref().is_some_and(|name| vantage.is_called(name));
        let is_old = last <= since && window.is_none() && !lasts && !names();
        // Of several versions of a path that are known today the newest one speaks.
        let is_newest = || observed.get(&*version.path).is_none_or(|known| *known == candidate.id.evidence);
        if is_old && old.len() >= OLD || !is_newest() || !vantage.counts(candidate.id.evidence) {
            continue;
        }
        observed.insert(&version.path, candidate.id.evidence);
        if is_old { &mut old } else { &mut all }.push((*candidate, record));
    }
    (InventoryRecords { all, vantage }, InventoryRecords { all: old, vantage })
}

/// A document that its team keeps up to date, and no answer of a tool at a moment.
fn is_kept_up(version: &Evidence) -> bool {
    let kept_up = ["md", "markdown", "mdx", "yml", "yaml", "toml"];
    version.facts.claim.is_none() && version.path.rsplit('.').next().is_some_and(|end| kept_up.contains(&end))
}

impl<'a> InventoryRecords<'a> {
    fn listed(&self, inventory: &InventoryDemand, question: &Question) -> Inventory {
        let mut listed = match inventory.what {
            InventoryKind::Secrets => self.secrets(&inventory.names),
            InventoryKind::Rotation => self.rotation(),
            InventoryKind::Flags => self.flags(inventory, question),
            InventoryKind::Addresses => self.addresses(&inventory.names),
            InventoryKind::Endpoints => self.endpoints(&inventory.names),
            InventoryKind::Reviewers => self.reviewers(&inventory.names),
        };
        listed.evidence = self.all.iter().map(|(candidate, _)| candidate.id.evidence).collect();
        listed
    }

    /// The newest evidence.
    fn first(&self) -> usize {
        self.all.first().map_or(0, |(candidate, _)| candidate.id.evidence)
    }

    /// A fault of the newest evidence as a whole.
    fn fault(&self, kind: InventoryFaultKind, name: &str) -> InventoryFault {
        InventoryFault::of(kind, name, self.first())
    }

    fn parts(&self) -> impl Iterator<Item = Thing<'a>> {
        let all = self.all.iter();
        all.flat_map(|(candidate, record)| {
            record.parts.iter().map(|part| Thing { candidate: *candidate, part })
        })
    }

    /// What was told last of each thing, in the order of the records.
    fn newest(&self, same: impl Fn(&str) -> String) -> Vec<Thing<'a>> {
        let mut observed: BTreeMap<String, Timestamp> = BTreeMap::new();
        let mut is_newest = |Thing { candidate, part }: &Thing<'_>| {
            *observed.entry(same(&part.name)).or_insert(candidate.time) == candidate.time
        };
        self.parts().filter(|thing| is_newest(thing)).collect()
    }

    /// Each required name is provisioned, and nothing that it names stands open.
    fn secrets(&self, names: &[String]) -> Inventory {
        let mut all = self.newest(variable);
        all.retain(|thing| names.is_empty() || names.iter().any(|name| fits(name, &thing.part.name)));
        let release = self.vantage.release();
        let mut faults = all.iter().filter_map(|thing| provisioned(thing, release)).collect::<Vec<_>>();
        let absent = names.iter().filter(|name| !all.iter().any(|thing| fits(name, &thing.part.name)));
        faults.extend(absent.map(|name| self.fault(InventoryFaultKind::Absent, name)));
        Inventory { of: all.len(), faults, ..Inventory::default() }
    }

    /// No secret is overdue at the release.
    fn rotation(&self) -> Inventory {
        let release = self.vantage.release();
        let all = self.newest(variable);
        let late = |thing: &Thing<'_>| match (thing.part.when, thing.part.conclusion) {
            (Some(until), _) if until.last() <= release => Some(thing.fault(InventoryFaultKind::Overdue)),
            (_, Some(Conclusion::Failed)) => Some(thing.fault(InventoryFaultKind::Failed)),
            (_, Some(Conclusion::Pending)) => Some(thing.fault(InventoryFaultKind::Pending)),
            (_, Some(Conclusion::Skipped)) | (Some(_), _) => None,
            (None, _) => Some(thing.fault(InventoryFaultKind::Undated)),
        };
        Inventory { of: all.len(), faults: all.iter().filter_map(late).collect(), ..Inventory::default() }
    }

    /// The plan was reviewed, and has every flag that the release's evidence names.
    fn flags(&self, inventory: &InventoryDemand, question: &Question) -> Inventory {
        let planned = self.parts().map(|thing| flag(&thing.part.name)).collect::<BTreeSet<_>>();
        let mut named: BTreeMap<String, InventoryFault> = BTreeMap::new();
        for fault in self.mentions(question) {
            let name = flag(&fault.name);
            if !planned.contains(&name) {
                named.entry(name).or_insert(fault);
            }
        }
        let mut faults = named.into_values().collect::<Vec<_>>();
        let role = inventory.names.first().map(String::as_str);
        if !self.all.iter().any(|(_, record)| is_reviewed(record, role)) {
            faults.insert(0, self.fault(InventoryFaultKind::Unreviewed, role.unwrap_or_default()));
        }
        Inventory { of: planned.len(), faults, ..Inventory::default() }
    }

    /// The flags that evidence of the release's own time names, and the checklist.
    fn mentions(&self, question: &Question) -> Vec<InventoryFault> {
        let (since, release) = (self.vantage.since(), self.vantage.release());
        let all = question.mentions();
        let end = all.partition_point(|mention| mention.time <= release);
        let own = all.partition_point(|mention| mention.time <= since).min(end);
        let back = own.saturating_sub(LOOK_BACK);
        let dossier = self.vantage.dossier;
        let faults = all.get(back..end).unwrap_or_default().iter().enumerate().filter_map(|(at, mention)| {
            let version = dossier.evidence.get(mention.evidence)?;
            let speaks = at + back >= own || version.facts.kind == Kind::Checklist;
            let (name, line) = version.facts.flags.get(mention.flag).filter(|_| speaks)?;
            let fault = InventoryFault {
                line: *line,
                ..InventoryFault::of(InventoryFaultKind::Unplanned, name, mention.evidence)
            };
            self.vantage.counts(mention.evidence).then_some(fault)
        });
        faults.collect()
    }

    /// All addresses have the scheme and the host of the one that is named, else of the app's own.
    fn addresses(&self, names: &[String]) -> Inventory {
        let all = self.parts().collect::<Vec<_>>();
        let wanted = names.first().map(String::as_str).unwrap_or_default();
        let known = |is: &dyn Fn(&str) -> bool| {
            all.iter().find(|thing| is(&thing.part.name)).map(|thing| thing.part.detail.as_str())
        };
        let literal = Some(wanted).filter(|name| name.contains("://"));
        let address = literal
            .or_else(|| known(&|name| !wanted.is_empty() && variable(name) == variable(wanted)))
            .or_else(|| known(&app_urls::is_reference))
            .or_else(|| known(&app_urls::is_app));
        let Some(basis) = address.and_then(origin) else {
            let name = if wanted.is_empty() { "app URL" } else { wanted };
            let faults = vec![self.fault(InventoryFaultKind::Absent, name)];
            return Inventory { of: all.len(), faults, ..Inventory::default() };
        };
        let differs = all.iter().filter(|thing| origin(&thing.part.detail).as_ref() != Some(&basis));
        let mut faults = differs.map(|thing| thing.fault(InventoryFaultKind::Elsewhere)).collect::<Vec<_>>();
        let refused = self.all.iter().filter(|(_, record)| record.conclusion == Some(Conclusion::Failed));
        let failed = |n| InventoryFault::of(InventoryFaultKind::Failed, "", n);
        faults.extend(refused.map(|(candidate, _)| failed(candidate.id.evidence)));
        // One address agrees with itself: that is no comparison.
        if faults.is_empty() && all.len() < 2 && literal.is_none() {
            faults.push(self.fault(InventoryFaultKind::Alone, ""));
        }
        Inventory { of: all.len(), faults, basis: Some(basis), ..Inventory::default() }
    }

    /// The newest answer of each endpoint is a success.
    fn endpoints(&self, names: &[String]) -> Inventory {
        let release = self.vantage.release();
        let time = |thing: &Thing<'_>| thing.part.when.map_or(thing.candidate.time, Claim::last);
        let is_in_time = |thing: &Thing<'_>| self.vantage.phase != Phase::Before || time(thing) <= release;
        let mut newest: BTreeMap<&str, Thing<'a>> = BTreeMap::new();
        for thing in self.parts().filter(is_in_time) {
            // Of one log the later line is the newer answer.
            let rank = |thing: &Thing<'_>| (time(thing), thing.candidate);
            let known = newest.entry(&thing.part.name).or_insert(thing);
            if rank(known) <= rank(&thing) {
                *known = thing;
            }
        }
        let answered = |thing: &Thing<'_>| match thing.part.conclusion {
            Some(Conclusion::Succeeded | Conclusion::Skipped) => None,
            Some(Conclusion::Failed) => Some(thing.fault(InventoryFaultKind::Unreachable)),
            Some(Conclusion::Pending) | None => Some(thing.fault(InventoryFaultKind::Untold)),
        };
        let is = |name: &String, thing: &Thing<'_>| {
            let words = spaced(&format!("{} {}", thing.part.name, thing.part.detail));
            stands(&[spaced(name).trim()], &words) || words.contains(&significant(name))
        };
        // Where endpoints are named, the others are nobody's.
        let asked = |thing: &&Thing<'_>| names.is_empty() || names.iter().any(|name| is(name, thing));
        let mut faults = newest.values().filter(asked).filter_map(answered).collect::<Vec<_>>();
        let found = |name: &&String| newest.values().any(|thing| is(name, thing));
        let absent = names.iter().filter(|name| !found(name)).collect::<Vec<_>>();
        let of = newest.values().filter(asked).count() + absent.len();
        faults.extend(absent.into_iter().map(|name| self.fault(InventoryFaultKind::Absent, name)));
        Inventory { of, faults, ..Inventory::default() }
    }

    /// The reviewers that the newest settings require are, or stand for, each of these roles.
    fn reviewers(&self, roles: &[String]) -> Inventory {
        let Some((_, record)) = self.all.first() else { return Inventory::default() };
        let is = |role: &str, part: &Part| {
            let words = spaced(&format!("{} {}", part.name, part.detail));
            stands(&[spaced(role).trim()], &words) || stands(&[&format!("{}s", spaced(role).trim())], &words)
        };
        let missing = roles.iter().filter(|role| !record.parts.iter().any(|part| is(role, part)));
        let nobody = (record.parts.is_empty() && roles.is_empty()).then_some("");
        let missing = missing.map(String::as_str).chain(nobody);
        let fault =
            |role| InventoryFault { line: record.line, ..self.fault(InventoryFaultKind::NoReviewer, role) };
        let faults = missing.map(fault).collect();
        let basis = record.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ");
        Inventory { of: record.parts.len().max(1), faults, basis: Some(basis), ..Inventory::default() }
    }
}

impl Thing<'_> {
    fn fault(&self, wrong: InventoryFaultKind) -> InventoryFault {
        InventoryFault {
            detail: self.part.detail.clone(),
            line: self.part.line,
            at: self.part.when.map(Claim::last),
            ..InventoryFault::of(wrong, &self.part.name, self.candidate.id.evidence)
        }
    }
}

fn provisioned(thing: &Thing<'_>, release: Timestamp) -> Option<InventoryFault> {
    if thing.part.when.is_some_and(|until| until.last() <= release) {
        return Some(thing.fault(InventoryFaultKind::Expired));
    }
    match thing.part.conclusion {
        Some(Conclusion::Succeeded | Conclusion::Skipped) => None,
        Some(Conclusion::Pending) => Some(thing.fault(InventoryFaultKind::Pending)),
        Some(Conclusion::Failed) => Some(thing.fault(InventoryFaultKind::Failed)),
        None => Some(thing.fault(InventoryFaultKind::Untold)),
    }
}

/// Whether the plan names a reviewer; where a role is demanded and the plan tells roles, one of that role.
fn is_reviewed(record: &Record, role: Option<&str>) -> bool {
    let people = record.people.iter().map(|(_, name)| name.as_str());
    let lines = record.fields.iter().filter(|(key, _)| key == "review").map(|(_, line)| line.as_str());
    let texts = people.chain(lines).map(spaced).collect::<Vec<_>>();
    let has_role = |text: &String| crate::lexicon::words::Cue::PersonRole.stands(text);
    match role {
        Some(role) if texts.iter().any(has_role) => texts.iter().any(|text| stands(&[role], text)),
        _ => !texts.is_empty(),
    }
}
