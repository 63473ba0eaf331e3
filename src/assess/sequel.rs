//! What followed each release: what was recorded after it, whether it was taken back, what broke.

use super::ancestry::Ancestry;
use super::flags;
use super::incident::{self, Incident};
use super::placed::Tags;
use super::rollback::{self, Rollback};
use crate::model::dossier::Dossier;

/// What followed, by snapshot.
#[derive(Debug, Default)]
pub struct Sequel {
    /// Evidence (indices) by the snapshot in whose history it was first recorded.
    pub recorded: Vec<Vec<usize>>,
    /// Incidents.
    pub incidents: Vec<Vec<Incident>>,
    /// Rollbacks.
    pub rollbacks: Vec<Option<Rollback>>,
    /// Whether the head's history holds its commit.
    pub on_head: Vec<bool>,
}

impl Sequel {
    /// Looks at a whole dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, ancestry: &Ancestry) -> Self {
        let mut recorded = vec![Vec::new(); dossier.history.snapshots.len()];
        for (n, version) in dossier.evidence.iter().enumerate() {
            if let Some(row) = recorded.get_mut(flags::snapshot_of(dossier, version)) {
                row.push(n);
            }
        }
        let tags = Tags::of(&dossier.history);
        Self {
            recorded,
            incidents: incident::incidents(dossier, &tags),
            rollbacks: rollback::rollbacks(dossier, &tags),
            on_head: ancestry.on_head(),
        }
    }
}
