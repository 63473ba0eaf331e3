//! The judge: from facts and policy to verdicts.
//!
//! Invariant: pure. No git, no disk, no clock (`now` is the candidate's time), no HTML and no sentence for a person: reasons are closed
//! enums with values, worded in `render`. A verdict is computed here and nowhere else.

pub mod acts;
pub mod ancestry;
pub mod answers;
pub mod approval;
pub mod asked;
pub mod assessment;
pub mod call;
pub mod change;
pub mod collection;
pub mod comparison;
pub mod cover;
pub mod delivery;
pub mod demand;
pub mod events;
pub mod facts;
pub mod fault;
pub mod figure;
pub mod filled;
pub mod finding;
pub mod firing;
pub mod flags;
pub mod glance;
pub mod governed;
pub mod identity;
pub mod incident;
pub mod judgement;
pub mod kept;
pub mod latency;
pub mod launch;
pub mod leftover;
pub mod lighthouse;
pub mod looked;
pub mod measured;
pub mod named;
pub mod naming;
pub mod nested;
pub mod overrides;
pub mod pairing;
pub mod pin;
pub mod placed;
pub mod readiness;
pub mod reading;
pub mod reason;
pub mod recorded;
pub mod records;
pub mod rejudge;
pub mod release;
pub mod reverted;
pub mod rollback;
pub mod runs;
pub mod seen;
pub mod sequel;
pub mod series;
pub mod signed_off;
pub mod silent;
pub mod spoken;
pub mod standing;
pub mod steps;
pub mod succeeded;
pub mod support;
pub mod telling;
pub mod tellings;
pub mod ticks;
pub mod told;
pub mod trend;
pub mod trigger;
pub mod trigger_words;
pub mod vantage;
pub mod verdict;
pub mod verdict_table;
pub mod words;

use crate::config::Config;
use crate::model::checklist::{Phase, Step};
use crate::model::dossier::Dossier;
use crate::model::problem::Problem;
use assessment::{Assessment, SpokenBy};
use demand::Demand;
use identity::Identities;
use overrides::Own;
use rayon::prelude::*;
use release::Case;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use words::Grammar;

/// Judges every release and the candidate.
#[must_use]
pub fn assess(dossier: &Dossier, config: &Config) -> Assessment {
    let snapshots = dossier.history.snapshots.len();
    let templates = &dossier.history.checklists;
    let spoken_by = (0..snapshots).into_par_iter().map(|n| spoken::spoken_by(dossier, templates, n));
    let spoken_by = spoken_by.collect::<Vec<_>>();
    let seen = seen::Seen::of(dossier);
    let records = records::Records::of(dossier, &seen.ancestry, &config.lexicon);
    let lexicon = config.lexicon.clone();
    let (demands, mut problems) = demands(dossier, config, &spoken_by, &records);
    let sequel = sequel::Sequel::of(dossier, &seen.ancestry);
    let case = Case {
        dossier,
        policy: &config.policy,
        demands,
        ticks: ticks(dossier, &spoken_by),
        filled: filled::filled(dossier),
        identities: Identities::of(dossier, &spoken_by),
        templates,
        spoken_by,
        clocks: finding::clock::Clocks::of(&dossier.history, &seen.ancestry),
        removals: finding::removal::Removals::of(&dossier.history, &seen.ancestry),
        grammar: Grammar::new(),
        lexicon,
        ground: facts::ground::Ground::of(dossier),
        seen,
        triggers: trigger_words::TriggerGrammar::new(),
        around: lighthouse::Surroundings::of(dossier),
        sequel,
    };
    let mut releases =
        (0..snapshots).into_par_iter().map(|n| release::assess_release(&case, n)).collect::<Vec<_>>();
    lighthouse::tell_machines(&mut releases);
    // Those of the candidate can still be mended.
    problems.extend(releases.last().map(pin::problems).unwrap_or_default());
    let history = &dossier.history;
    let delivery = delivery::delivery(history, &releases, jiff::Timestamp::MIN);
    let recent = delivery::delivery(history, &releases, delivery::recent(history));
    let findings = finding::of_history(&case, &config.sources.pattern);
    problems.extend(silent::of_history(&case));
    let identities = case.identities.lives(&releases);
    let rejudged = if config.policy.rejudge { rejudge::rejudged(&case, &releases) } else { BTreeMap::new() };
    Assessment { rejudged, releases, identities, delivery, recent, findings, problems }
}

/// The demands of every distinct item of all checklists that speak, and what is wrong with the configuration of items.
fn demands(
    dossier: &Dossier,
    config: &Config,
    spoken_by: &[Option<SpokenBy>],
    records: &records::Records,
) -> (HashMap<(String, String), Demand>, Vec<Problem>) {
    let grammar = Grammar::new();
    let lexicon = &*config.lexicon;
    let mut items = BTreeMap::new();
    let mut steps = BTreeMap::new();
    for spoken in spoken_by.iter().flatten() {
        for (section, item) in spoken.checklist.items() {
            items.entry(item.key()).or_insert((item.phase_in(section), item));
        }
        for (section, step) in spoken.checklist.steps() {
            steps.entry((step.text.as_str(), steps::id(section.phase))).or_insert((section.phase, step));
        }
    }
    let own = Own::all(&config.policy.items, dossier);
    let problems = overrides::unused(&own, &items.values().map(|(_, item)| *item).collect::<Vec<_>>());
    let demand = |(phase, item)| {
        let own = overrides::speaking(&own, item).and_then(|at| own.get(at));
        Demand::of(item, phase, own, (&grammar, lexicon), dossier, records)
    };
    let demands = items.into_par_iter().map(|(key, item)| (key, demand(item)));
    let mut demands = demands.collect::<HashMap<_, _>>();
    let demand = |(phase, step): (Phase, &Step)| match step.number {
        Some(_) => Demand::of_step(&step.text, phase, dossier, lexicon),
        None => {
            Demand::of(&steps::as_item(step), phase, None, (&grammar, lexicon), dossier, records).declared()
        }
    };
    let steps = steps.into_iter().map(|((text, id), step)| ((text.to_owned(), id.to_owned()), demand(step)));
    demands.extend(steps);
    (demands, problems)
}

/// The ticks of every checklist file, for the snapshots for which it speaks.
fn ticks(
    dossier: &Dossier,
    spoken_by: &[Option<SpokenBy>],
) -> BTreeMap<Arc<str>, BTreeMap<usize, ticks::Ticks>> {
    let mut asked: BTreeMap<&Arc<str>, BTreeSet<usize>> = BTreeMap::new();
    for (snapshot, spoken) in spoken_by.iter().enumerate() {
        for origin in spoken.iter().flat_map(SpokenBy::origins).filter(|origin| origin.evidence().is_some()) {
            asked.entry(origin.place()).or_default().insert(snapshot);
        }
    }
    asked
        .into_par_iter()
        .map(|(path, snapshots)| (path.clone(), ticks::follow(dossier, path, &snapshots)))
        .collect()
}
