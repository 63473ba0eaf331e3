//! The judge: from facts and policy to verdicts.
//!
//! Invariant: pure. No git, no disk, no clock (`now` is the candidate's time), no HTML and no sentence for a person: reasons are closed
//! enums with values, worded in `render`. A verdict is computed here and nowhere else.
//!
//! Rooms import one way, in the order of this list; a test holds it.

pub mod candidates;
pub mod compare;
pub mod coverage;
pub mod findings;
pub mod history;
pub mod reading;
pub mod release;
pub mod result;
pub mod verdict;

use crate::config::Config;
use crate::lexicon::Lexicon;
use crate::model::checklist::{Item, Phase, Reference, Step};
use crate::model::{dossier::Dossier, problem::Problem};
use candidates::git::ground::Ground;
use candidates::{
    demand::Demand,
    learned::with_own_kinds,
    overrides,
    overrides::Override,
    records::{Records, Sources},
    steps,
};
use compare::rejudge;
use history::{
    clocks::Clocks, copies, follow_up::FollowUp, identities::Identities, lighthouse_files::LighthouseFiles,
    presence::Presence, provenance::Provenance, removals::Removals, speakers, ticks,
};
use rayon::prelude::*;
use reading::{grammar::parser::Grammar, pin, triggers::TriggerGrammar};
use release::{checklists, delivery, lighthouse};
use result::{assessment::Assessment, speaker::ChecklistInForce};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use verdict::case::Case;
use verdict::deployments::Deployments;

/// Judges every release and the candidate.
pub fn assess(dossier: &Dossier, config: &Config) -> Assessment {
    let snapshots = dossier.history.snapshots.len();
    let templates = &dossier.history.checklists;
    let in_force = (0..snapshots).into_par_iter().map(|n| speakers::in_force(dossier, templates, n));
    let in_force = in_force.collect::<Vec<_>>();
    let provenance = Provenance::of(dossier);
    let own_kinds = with_own_kinds(&config.lexicon, dossier);
    let records = Records::of(dossier, &provenance.ancestry, &own_kinds);
    let lexicon = config.lexicon.clone();
    let (demands, mut problems) = demands(dossier, config, &own_kinds, &in_force, &records);
    let follow_up = FollowUp::of(dossier, &provenance.ancestry);
    let ground = Ground { dossier, ancestry: &provenance.ancestry };
    let deployments = Deployments::of(dossier, &ground, &follow_up.rollbacks);
    let presence = Presence::of_all(dossier);
    let case = Case {
        dossier,
        policy: &config.policy,
        demands,
        ticks: ticks(dossier, &in_force),
        filled: copies::filled(dossier),
        records,
        known_later: Presence::known_later(&presence, dossier),
        presence,
        identities: Identities::of(dossier, &in_force),
        templates,
        in_force,
        clocks: Clocks::of(&dossier.history, &provenance.ancestry),
        removals: Removals::of(&dossier.history, &provenance.ancestry),
        grammar: Grammar::new(),
        lexicon,
        deployments,
        provenance,
        triggers: TriggerGrammar::new(),
        lighthouse_files: LighthouseFiles::of(dossier),
        follow_up,
    };
    let mut releases =
        (0..snapshots).into_par_iter().map(|n| release::assess_release(&case, n)).collect::<Vec<_>>();
    lighthouse::tell_machines(&mut releases);
    // Those of the candidate can still be mended.
    problems.extend(releases.last().map(pin::problems).unwrap_or_default());
    let history = &dossier.history;
    let delivery = delivery::delivery(history, &releases, jiff::Timestamp::MIN);
    let recent = delivery::delivery(history, &releases, delivery::recent(history));
    let findings = findings::of_history(&case, &config.sources.pattern);
    problems.extend(checklists::of_history(&case));
    let identities = case.identities.lives(&releases);
    let rejudged = if config.policy.rejudge { rejudge::rejudged(&case, &releases) } else { BTreeMap::new() };
    Assessment { rejudged, releases, identities, delivery, recent, findings, problems }
}

/// The demands of every distinct item of all checklists that speak, and what is wrong with the configuration of items.
fn demands(
    dossier: &Dossier,
    config: &Config,
    own_kinds: &Lexicon,
    in_force: &[Option<ChecklistInForce>],
    records: &Records,
) -> (HashMap<(String, String), Demand>, Vec<Problem>) {
    let grammar = Grammar::new();
    let on = Sources { grammar: &grammar, lexicon: &config.lexicon, dossier, records };
    let mut items = BTreeMap::new();
    let mut steps = BTreeMap::new();
    for in_force in in_force.iter().flatten() {
        for (section, item) in in_force.checklist.items() {
            items.entry(item.key()).or_insert((item.phase_in(section), item));
        }
        for (section, step) in in_force.checklist.steps() {
            steps.entry((step.text.as_str(), steps::id(section.phase))).or_insert((section.phase, step));
        }
    }
    let own = Override::all(&config.policy.items, dossier);
    let problems = overrides::unused(&own, &items.values().map(|(_, item)| *item).collect::<Vec<_>>());
    let demand = |(phase, item): (Phase, &Item)| {
        let own = overrides::speaking(&own, item).and_then(|at| own.get(at));
        // What an item names itself decides, whatever other records call themselves.
        let names_none = item.references.iter().all(|reference| matches!(reference, Reference::Url(_)));
        let lexicon = if names_none { own_kinds } else { on.lexicon };
        Demand::of(item, phase, own, Sources { lexicon, ..on })
    };
    let demands = items.into_par_iter().map(|(key, item)| (key, demand(item)));
    let mut demands = demands.collect::<HashMap<_, _>>();
    let demand = |(phase, step): (Phase, &Step)| match step.number {
        Some(_) => Demand::of_step(&step.text, phase, on),
        None => Demand::of(&steps::as_item(step), phase, None, on).declared(),
    };
    let steps = steps.into_iter().map(|((text, id), step)| ((text.to_owned(), id.to_owned()), demand(step)));
    demands.extend(steps);
    (demands, problems)
}

/// The ticks of every checklist file, for the snapshots for which it speaks.
fn ticks(
    dossier: &Dossier,
    in_force: &[Option<ChecklistInForce>],
) -> BTreeMap<Arc<str>, BTreeMap<usize, ticks::Ticks>> {
    let mut asked: BTreeMap<&Arc<str>, BTreeSet<usize>> = BTreeMap::new();
    for (snapshot, in_force) in in_force.iter().enumerate() {
        for origin in
            in_force.iter().flat_map(ChecklistInForce::origins).filter(|origin| origin.evidence().is_some())
        {
            asked.entry(origin.place()).or_default().insert(snapshot);
        }
    }
    asked
        .into_par_iter()
        .map(|(path, snapshots)| (path.clone(), ticks::follow(dossier, path, &snapshots)))
        .collect()
}
