//! The judge: from facts and policy to verdicts.
//!
//! Invariant: pure. No git, no disk, no clock (`now` is the candidate's time), no HTML and no sentence for a person: reasons are closed
//! enums with values, worded in `render`. A verdict is computed here and nowhere else.

pub mod ancestry;
pub mod assessment;
pub mod comparison;
pub mod delivery;
pub mod demand;
pub mod events;
pub mod filled;
pub mod finding;
pub mod firing;
pub mod flags;
pub mod incident;
pub mod judgement;
pub mod placed;
pub mod readiness;
pub mod release;
pub mod reverted;
pub mod rollback;
pub mod seen;
pub mod series;
pub mod standing;
pub mod ticks;
pub mod trend;
pub mod trigger;
pub mod trigger_words;
pub mod verdict;
pub mod words;

use crate::config::Config;
use crate::model::checklist::Mark;
use crate::model::dossier::Dossier;
use assessment::{Assessment, SpokenBy};
use demand::Demand;
use filled::Filled;
use rayon::prelude::*;
use release::Case;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use words::Grammar;

/// Judges every release and the candidate.
#[must_use]
pub fn assess(dossier: &Dossier, config: &Config) -> Assessment {
    let snapshots = dossier.history.snapshots.len();
    let filled = filled::filled(dossier, &config.sources.snapshots);
    let spoken_by = filled.iter().enumerate();
    let spoken_by =
        spoken_by.map(|(n, filled)| spoken_by_at(dossier, config, n, filled.as_ref())).collect::<Vec<_>>();
    let mut recorded = vec![Vec::new(); snapshots];
    for (n, version) in dossier.evidence.iter().enumerate() {
        if let Some(row) = recorded.get_mut(flags::snapshot_of(dossier, version)) {
            row.push(n);
        }
    }
    let tags = placed::Tags::of(&dossier.history);
    let seen = seen::Seen::of(dossier);
    let case = Case {
        dossier,
        policy: &config.policy,
        demands: demands(dossier, config, &spoken_by),
        ticks: ticks(dossier, &spoken_by),
        filled,
        spoken_by,
        recorded,
        clocks: finding::clock::Clocks::of(&dossier.history, &seen.ancestry),
        seen,
        triggers: trigger_words::TriggerGrammar::new(),
        incidents: incident::incidents(dossier, &tags),
        rollbacks: rollback::rollbacks(dossier, &tags),
    };
    let releases =
        (0..snapshots).into_par_iter().map(|n| release::assess_release(&case, n)).collect::<Vec<_>>();
    let history = &dossier.history;
    let delivery = delivery::delivery(history, &releases, jiff::Timestamp::MIN);
    let recent = delivery::delivery(history, &releases, delivery::recent(history));
    Assessment { releases, delivery, recent, findings: Vec::new() }
}

/// The checklist that speaks for a snapshot, as it stands in its tree: the release's own filled copy, else the first template of the
/// configuration; else the filled copy as it came later.
fn spoken_by_at(
    dossier: &Dossier,
    config: &Config,
    snapshot: usize,
    filled: Option<&Filled>,
) -> Option<SpokenBy> {
    let own = filled.map(|filled| &*filled.path);
    let templates = config.sources.templates.iter().map(String::as_str);
    let standing = own.into_iter().chain(templates).find_map(|template| {
        let evidence = dossier.at(template, snapshot)?;
        let version = dossier.evidence.get(evidence)?;
        let checklist = version.facts.checklist.clone()?;
        Some(SpokenBy { path: version.path.clone(), blob: version.blob, evidence, checklist })
    });
    standing.or_else(|| {
        let filled = filled?;
        let version = dossier.evidence.get(filled.evidence)?;
        let mut checklist = (*filled.checklist).clone();
        // At the tag there was no box at all, so none was ticked.
        checklist
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.items)
            .for_each(|item| item.mark = Mark::Open);
        let checklist = Arc::new(checklist);
        Some(SpokenBy {
            path: version.path.clone(),
            blob: version.blob,
            evidence: filled.evidence,
            checklist,
        })
    })
}

/// The demands of every distinct item of all checklists that speak.
fn demands(
    dossier: &Dossier,
    config: &Config,
    spoken_by: &[Option<SpokenBy>],
) -> HashMap<(String, String), Demand> {
    let grammar = Grammar::new();
    let mut items = BTreeMap::new();
    for spoken in spoken_by.iter().flatten() {
        for (_, item) in spoken.checklist.items() {
            items.entry((item.text.as_str(), item.id.as_str())).or_insert(item);
        }
    }
    let demand = |item| Demand::of(item, &config.policy.items, &grammar, dossier);
    items.into_par_iter().map(|((text, id), item)| ((text.to_owned(), id.to_owned()), demand(item))).collect()
}

/// The ticks of every checklist file that speaks for some snapshot.
fn ticks(dossier: &Dossier, spoken_by: &[Option<SpokenBy>]) -> BTreeMap<String, Vec<ticks::Ticks>> {
    let paths = spoken_by.iter().flatten().map(|spoken| spoken.path.to_string());
    let paths = paths.collect::<std::collections::BTreeSet<_>>();
    paths.into_iter().map(|path| (path.clone(), ticks::follow(dossier, &path))).collect()
}
