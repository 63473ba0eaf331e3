//! What followed each release: what was recorded after it, whether it was taken back, what broke.

use crate::assess::history::{ancestry::Ancestry, changes, incidents, placed::Tags, rollbacks};
use crate::assess::result::{incident::Incident, rollback::Rollback};
use crate::model::{dossier::Dossier, time::Precision};

/// What followed, by snapshot.
#[derive(Debug, Default)]
pub struct FollowUp {
    /// Evidence (indices) by the snapshot in whose history it was first recorded.
    pub recorded: Vec<Vec<usize>>,
    /// Evidence (indices) that claims a moment between a release and the one before, and was recorded only after it, by that release.
    pub late: Vec<Vec<usize>>,
    /// Evidence (indices) that cannot be read, of kinds whose records decide.
    pub unreadable: Vec<usize>,
    /// Incidents.
    pub incidents: Vec<Vec<Incident>>,
    /// Rollbacks.
    pub rollbacks: Vec<Option<Rollback>>,
    /// Whether the head's history holds its commit.
    pub on_head: Vec<bool>,
}

impl FollowUp {
    /// Looks at a whole dossier.
    pub fn of(dossier: &Dossier, ancestry: &Ancestry) -> Self {
        let snapshots = &dossier.history.snapshots;
        let mut recorded = vec![Vec::new(); snapshots.len()];
        let mut late = vec![Vec::new(); snapshots.len()];
        for (n, version) in dossier.evidence.iter().enumerate() {
            let first = changes::snapshot_of(dossier, version);
            if let Some(row) = recorded.get_mut(first) {
                row.push(n);
            }
            // A day may lie on either side of a tag.
            let Some(claim) = version.facts.claim.filter(|claim| claim.precision != Precision::Day) else {
                continue;
            };
            let own = snapshots.partition_point(|snapshot| snapshot.time <= claim.at);
            if own < first
                && dossier.at(&version.path, own).is_none()
                && let Some(row) = late.get_mut(own)
            {
                row.push(n);
            }
        }
        let tags = Tags::of(&dossier.history);
        Self {
            recorded,
            late,
            unreadable: (0..dossier.evidence.len()).filter(|n| dossier.is_unreadable_record(*n)).collect(),
            incidents: incidents::incidents(dossier, &tags),
            rollbacks: rollbacks::rollbacks(dossier, &tags),
            on_head: ancestry.on_head(),
        }
    }
}
