//! From where an item is judged: the limits of what counts.

use crate::assess::candidates::records::Records;
use crate::assess::coverage::record_words::RecordWords;
use crate::assess::history::{follow_up::FollowUp, presence::Presence, provenance::Provenance};
use crate::assess::result::event::Side;
use crate::assess::verdict::deployments::Deployments;
use crate::lexicon::Lexicon;
use crate::model::dossier::{Dossier, Measured};
use crate::model::record::RecordId;
use crate::model::{checklist::Phase, evidence::Evidence, release::Snapshot};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A run, and the evidence (an index) that tells it here.
pub type CountedRun<'a> = (&'a Measured, usize);

/// From where an item is judged.
#[derive(Clone, Copy, Debug)]
pub struct Vantage<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    /// What words mean.
    pub lexicon: &'a Lexicon,
    /// What followed each release.
    pub follow_up: &'a FollowUp,
    /// When each release was in production.
    pub deployments: &'a Deployments,
    /// Whose commits evidence names.
    pub provenance: &'a Provenance<'a>,
    /// Where each version of evidence stands.
    pub presence: &'a [Presence],
    /// What each record tells.
    pub records: &'a Records,
    /// The release (index of its snapshot).
    pub snapshot: usize,
    /// When the item applies.
    pub phase: Phase,
    /// Whether what came after the tag is known.
    pub today: bool,
}

impl<'a> Vantage<'a> {
    /// The versions that count and were first recorded between the tag and the next one of its line, `among` these where some are named;
    /// none, where that is not known.
    pub fn followed(&self, among: Option<&BTreeSet<usize>>) -> Vec<(usize, &'a Evidence)> {
        let after = self.provenance.ancestry.after(self.snapshot).iter().filter(|_| self.today);
        let all = after.filter_map(|after| self.follow_up.recorded.get(*after)).flatten().copied();
        let own = all.filter(|n| among.is_none_or(|among| among.contains(n)) && self.counts(*n));
        own.filter_map(|n| Some((n, self.dossier.evidence.get(n)?))).collect()
    }

    /// The release, or the candidate.
    pub fn own(&self) -> Option<&'a Snapshot> {
        self.dossier.history.snapshots.get(self.snapshot)
    }

    /// Of these measurements (indices, by time) those that count, newest first.
    pub fn runs(&self, all: &[usize]) -> impl Iterator<Item = CountedRun<'a>> {
        self.measured(all).filter_map(|run| {
            let teller = run.tellers.iter().copied().find(|teller| self.tells(*teller))?;
            Some((run, teller))
        })
    }

    /// Of these measurements (indices, by time) those of the item's period that speak of this release, newest first.
    pub fn measured(&self, all: &[usize]) -> impl Iterator<Item = &'a Measured> {
        let measured = &self.dossier.measured;
        let time = |n: &usize| measured.get(*n).map(|run| run.time).unwrap_or_default();
        let (after, until) = match self.period() {
            // What ran in production may go on behind the next tag, up to the next deployment.
            (after, until) if self.today && self.phase != Phase::Before => {
                (after, self.deployments.end(self.snapshot).unwrap_or(until))
            }
            period => period,
        };
        let end = all.partition_point(|n| time(n) <= until);
        let start = all.partition_point(|n| time(n) <= after).min(end);
        let own = all.get(start..end).unwrap_or_default().iter().rev();
        own.filter(|n| self.speaks(**n)).filter_map(|n| measured.get(*n))
    }

    /// Whether a measurement (an index) may speak of this release.
    pub fn speaks(&self, n: usize) -> bool {
        let side = if self.phase == Phase::Before { Side::Before } else { Side::After };
        let run = self.dossier.measured.get(n);
        run.is_some_and(|run| self.deployments.speaks((n, run.time), self.snapshot, side))
    }

    /// Whether a version can tell here what was measured. What ran after the tag may be recorded at any time.
    pub fn tells(&self, evidence: usize) -> bool {
        let is_later = self.today && self.phase != Phase::Before;
        self.counts(evidence)
            || is_later
                && self.presence.get(evidence).is_some_and(|presence| presence.came_after(self.snapshot))
    }
}

impl Vantage<'_> {
    /// What a record tells.
    pub fn words(&self, id: RecordId) -> Option<Arc<RecordWords>> {
        self.records.words(id, self.dossier, self.lexicon)
    }

    /// What a version of evidence tells by its name and its title.
    pub fn words_of_file(&self, evidence: usize) -> Option<Arc<RecordWords>> {
        self.records.words_of_file(evidence, self.dossier, self.lexicon)
    }

    /// A snapshot's time.
    pub fn time_of(&self, snapshot: usize) -> Timestamp {
        self.dossier.history.snapshots.get(snapshot).map(|snapshot| snapshot.time).unwrap_or_default()
    }

    /// When the release before was made: the nearest one of the same component in this one's own history.
    pub fn since(&self) -> Timestamp {
        self.provenance.ancestry.previous(self.snapshot).map_or(Timestamp::MIN, |before| self.time_of(before))
    }

    /// The release's time.
    pub fn release(&self) -> Timestamp {
        self.time_of(self.snapshot)
    }

    /// Whether an earlier snapshot lies between the release before and this one, in its own history.
    pub fn is_own(&self, earlier: usize) -> bool {
        self.provenance.ancestry.is_on_the_way(earlier, self.snapshot)
    }

    /// The release and what was tagged on its way since the release before: its candidates.
    pub fn own_snapshots(&self) -> impl Iterator<Item = usize> {
        let first = self.provenance.ancestry.previous(self.snapshot).map_or(0, |before| before + 1);
        (first..=self.snapshot).filter(|n| *n == self.snapshot || self.is_own(*n))
    }

    /// Whether what goes on to `last` reaches into the window before the release, in seconds; without a window, into the time since the release
    /// before. What is of one day may be of any moment of it.
    pub fn reaches(&self, last: Timestamp, window: Option<i64>) -> bool {
        window.map_or(last > self.since(), |seconds| age(last, self.release()) <= seconds)
    }

    /// The moments that evidence may claim: (after, not after).
    pub fn period(&self) -> (Timestamp, Timestamp) {
        match self.phase {
            Phase::Before => (Timestamp::MIN, self.release()),
            Phase::Rollback if self.today => (self.release(), self.end()),
            // Nothing is shown of a release by what was done when it was no longer there.
            _ if self.today => {
                (self.release(), self.rolled_back().map_or(self.end(), |back| back.min(self.end())))
            }
            _ => (Timestamp::MIN, Timestamp::MIN),
        }
    }

    /// Whether this is the release's name, or its version.
    pub fn is_called(&self, name: &str) -> bool {
        self.own().is_some_and(|own| own.is_called(name))
    }

    /// When the release was rolled back.
    fn rolled_back(&self) -> Option<Timestamp> {
        self.follow_up.rollbacks.get(self.snapshot)?.as_ref().map(|back| back.at)
    }

    /// The next release's time; for the newest release the candidate's.
    fn end(&self) -> Timestamp {
        self.time_of(self.provenance.ancestry.next(self.snapshot))
    }

    /// Whether a version counts here.
    pub fn counts(&self, evidence: usize) -> bool {
        let known = self.dossier.evidence.get(evidence).zip(self.presence.get(evidence));
        let Some((version, presence)) = known else { return false };
        match self.phase {
            Phase::Before => {
                presence.stands(self.snapshot)
                    || self.today
                        && (presence.stands_anywhere(self.snapshot)
                            || presence.came_after(self.snapshot) && self.claims_before(version))
            }
            _ => self.today && presence.was_set_in(self.provenance.ancestry.after(self.snapshot)),
        }
    }

    /// Whether a version claims a time before the tag.
    fn claims_before(&self, version: &Evidence) -> bool {
        version.facts.claim.is_some_and(|claim| claim.at <= self.release())
    }

    /// The newest version that counts and lies in the period, of versions sorted by time.
    pub fn newest(&self, versions: &[usize]) -> Option<usize> {
        let (_, until) = self.period();
        let end =
            versions.partition_point(|n| self.dossier.evidence.get(*n).is_some_and(|e| e.time() <= until));
        let in_time = versions.get(..end).unwrap_or_default().iter().rev().copied().find(|n| self.counts(*n));
        // A file that claims a later time, or a log that goes on after the tag, still stands in the tree.
        let is_post_dated = |n: &usize| self.presence.get(*n).is_some_and(|presence| presence.is_post_dated);
        let later = || versions.get(end..).unwrap_or_default().iter().copied();
        in_time.or_else(|| later().find(|n| is_post_dated(n) && self.counts(*n)))
    }
}

/// Seconds from one moment to a later one.
pub fn age(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs()
}
