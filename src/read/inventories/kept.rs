//! What is kept: inventories of secrets, rotation schedules, flag plans, an app's addresses, an environment's reviewers.
//!
//! A document may hold several of them beside its prose, so each record names its own kind.

use crate::lexicon::words;
use crate::model::evidence::{Facts, Kind};
use crate::model::inventory::InventoryKind;
use crate::model::record::Record;
use crate::read::inventories::{app_urls, env_matrix, flag_plan, listing, reviewers, rotation, secrets};
use crate::read::records::document;
use crate::read::records::shapes;
use crate::read::value::record;
use crate::read::value::source::{Reader, Source};

/// Reads sources whose first purpose it is to tell what is kept, of one kind.
#[derive(Clone, Debug)]
pub struct KeptReader(pub Kind);

impl Reader for KeptReader {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        kind(source).as_ref() == Some(&self.0)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let told = source.kept().to_vec();
        if source.is_markdown() {
            let facts = document::read(source);
            let claim = facts.claim.or_else(|| told.iter().find_map(|record| record.claim));
            let own = told.iter().filter(|record| record.kind.as_ref() == Some(&self.0)).cloned().collect();
            let state = shapes::facts(self.0.clone(), source, own).state;
            return Facts { kind: self.0.clone(), state, claim, ..facts };
        }
        shapes::facts(self.0.clone(), source, told)
    }
}

/// The kind that a source is of: as it says; else as its name says; else the first kind of which it tells.
fn kind(source: &Source<'_>) -> Option<Kind> {
    let told = source.kept();
    let has = |kind: &Kind| told.iter().any(|record| record.kind.as_ref() == Some(kind));
    let said = source.recorded_kind().filter(|kind| InventoryKind::of(kind).is_some());
    let said = said.cloned().or_else(|| words::kind(source.name()));
    said.filter(|kind| has(kind)).or_else(|| told.first()?.kind.clone())
}

impl Source<'_> {
    /// What is kept, as a source of any shape tells it. Computed once.
    pub fn kept(&self) -> &[Record] {
        self.kept.get_or_init(|| records(self))
    }
}

/// Everything kept of which a source tells.
fn records(source: &Source<'_>) -> Vec<Record> {
    let listings = listing::listings(source);
    let schedules = listings.iter().filter(|listing| rotation::is_schedule(listing)).map(rotation::schedule);
    let mut found = schedules.filter(|record| !record.parts.is_empty()).collect::<Vec<_>>();
    found.extend(secrets::inventories(source, &listings));
    found.extend(flag_plan::plan(source, &listings));
    // In a matrix the addresses of all environments stand in one row.
    if !(source.is_markdown() && env_matrix::is_matrix(&source.document().blocks)) {
        found.extend(app_urls::record(source));
    }
    found.extend(reviewers::environments(source, &listings));
    if found.is_empty() {
        return found;
    }
    let mut own = record::of_group(&listing::top(source), "", 0);
    // GitHub's answer about an environment tells when that was made, and not when it was asked.
    own.claim = own.claim.filter(|_| !source.has_keys(&["protection_rules"]));
    let place = own.target.filter(|target| !target.contains("://"));
    for record in &mut found {
        record.claim = record.claim.or(own.claim);
        record.release = record.release.take().or_else(|| own.release.clone());
        record.target = record.target.take().or_else(|| place.clone());
        if record.people.is_empty() && record.kind == Some(Kind::FeatureFlags) {
            record.people.clone_from(&own.people);
            record.credits.clone_from(&own.credits);
        }
    }
    found
}
