//! What is made once and serves the judgement of all releases.

use crate::assess::candidates::{demand::Demand, records::Records, steps};
use crate::assess::history::{
    clocks::Clocks, copies::Filled, follow_up::FollowUp, identities::Identities, lighthouse_files,
    presence::Presence, provenance::Provenance, removals::Removals, ticks::Ticks,
};
use crate::assess::reading::{grammar::parser::Grammar, triggers::TriggerGrammar};
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::speaker::ChecklistInForce;
use crate::assess::verdict::deployments::Deployments;
use crate::assess::verdict::vantage::Vantage;
use crate::config::Policy;
use crate::lexicon::Lexicon;
use crate::model::checklist::{Item, Phase, Section, Step};
use crate::model::{dossier::Dossier, id::Oid, problem::Place};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What is made once and serves all releases.
#[derive(Debug)]
pub struct Case<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    /// What is demanded.
    pub policy: &'a Policy,
    /// For each snapshot the checklist that speaks for it.
    pub in_force: Vec<Option<ChecklistInForce>>,
    /// Demands by item text and id.
    pub demands: HashMap<(String, String), Demand>,
    /// Every record by its kind, and what it tells.
    pub records: Records,
    /// Where each version of evidence stands.
    pub presence: Vec<Presence>,
    /// For each snapshot, whether more is known today of what was done before it.
    pub known_later: Vec<bool>,
    /// Paths of templates, in the order of the configuration.
    pub templates: &'a [Arc<str>],
    /// The parts of the filled copy of a snapshot.
    pub filled: BTreeMap<usize, Vec<Filled>>,
    /// Every item through time.
    pub identities: Identities,
    /// Ticks by checklist path, then snapshot.
    pub ticks: BTreeMap<Arc<str>, BTreeMap<usize, Ticks>>,
    /// Where things were first seen.
    pub provenance: Provenance<'a>,
    /// What is wrong with the clocks of commits.
    pub clocks: Clocks,
    /// What was removed, and brought back.
    pub removals: Removals,
    /// The grammar of items.
    pub grammar: Grammar,
    /// What words mean.
    pub lexicon: Arc<Lexicon>,
    /// The grammar of triggers.
    pub triggers: TriggerGrammar,
    /// Where Lighthouse's configurations and manifests lie.
    pub lighthouse_files: lighthouse_files::LighthouseFiles,
    /// What followed each release.
    pub follow_up: FollowUp,
    /// When each release was in production.
    pub deployments: Deployments,
}

impl Case<'_> {
    /// What an item demands.
    pub fn demand(&self, item: &Item) -> Option<&Demand> {
        self.demands.get(&item.key())
    }

    /// When a snapshot was tagged.
    pub fn time(&self, snapshot: usize) -> Option<Timestamp> {
        self.dossier.history.snapshots.get(snapshot).map(|snapshot| snapshot.time)
    }

    /// A release as it could be seen at its tag.
    pub fn vantage(&self, snapshot: usize, phase: Phase) -> Vantage<'_> {
        Vantage {
            dossier: self.dossier,
            lexicon: &self.lexicon,
            provenance: &self.provenance,
            records: &self.records,
            presence: &self.presence,
            follow_up: &self.follow_up,
            deployments: &self.deployments,
            snapshot,
            phase,
            today: false,
        }
    }

    /// The demands of a checklist's items and targets, in order.
    pub fn demands_of(&self, in_force: Option<&ChecklistInForce>) -> Vec<&Demand> {
        let target = |section: &Section, step: &Step| {
            let key = (step.text.clone(), steps::id(section.phase).to_owned());
            step.number.is_none().then(|| self.demands.get(&key)).flatten()
        };
        let of = |section: &'_ Section| {
            let items = section.items.iter().filter_map(|item| self.demand(item));
            items.chain(section.steps.iter().filter_map(|step| target(section, step))).collect::<Vec<_>>()
        };
        sections(in_force).flat_map(of).collect()
    }

    /// A finding about a file of evidence, as it can be seen at a release.
    pub fn finding(&self, kind: FindingKind, snapshot: usize, evidence: usize) -> Finding {
        let version = self.dossier.evidence.get(evidence);
        let place = version.map(|version| Place::file(version.path.clone()));
        Finding::new(kind, place, self.shows(snapshot, Some(evidence)))
    }

    /// The commit in whose tree a version of evidence can be seen: the release's own, else the one that recorded it.
    pub fn shows(&self, snapshot: usize, evidence: Option<usize>) -> Oid {
        let history = &self.dossier.history;
        let own = history.snapshots.get(snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
        let Some(n) = evidence.filter(|n| !self.dossier.stands(*n, snapshot)) else { return own };
        let version = self.dossier.evidence.get(n);
        version.and_then(|version| history.commits.get(version.recorded_by)).map_or(own, |commit| commit.id)
    }
}

/// The sections of a checklist.
pub fn sections(in_force: Option<&ChecklistInForce>) -> impl Iterator<Item = &Section> {
    in_force.into_iter().flat_map(|in_force| &in_force.checklist.sections)
}
