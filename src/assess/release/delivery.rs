//! Delivery metrics, each with the n on which it stands; under a least n there is none.

use crate::assess::result::delivery::{Delivery, DeliveryFigure};
use crate::assess::result::{outcome::OutcomeState, release::ReleaseAssessment, trigger::Firing};
use crate::model::history::History;
use jiff::{SignedDuration, Timestamp};

/// Under three releases a frequency is an accident.
pub const LEAST_RELEASES: usize = 3;

/// Under five commits a median says nothing.
pub const LEAST_COMMITS: usize = 5;

/// Of fewer releases a share says nothing: one more or less would change it by more than a fifth.
pub const LEAST_JUDGED: usize = 5;

/// Of fewer restored services there is no middle.
pub const LEAST_RESTORED: usize = 3;

/// The days before the candidate's time that count as recent.
pub const RECENT_DAYS: i64 = 90;

/// The least severe incident that is a failure of a release, where no trigger of its checklist says otherwise.
pub const SEVERE: u8 = 2;

/// The figures of the releases tagged after a moment.
pub fn delivery(history: &History, releases: &[ReleaseAssessment], since: Timestamp) -> Delivery {
    let tagged = history.snapshots.get(..history.candidate()).unwrap_or_default();
    let first = tagged.partition_point(|snapshot| snapshot.time <= since);
    let own = tagged.get(first..).unwrap_or_default();
    let judged = releases.get(first..history.candidate()).unwrap_or_default();
    let leads = history.commits.iter().filter(|commit| commit.snapshot >= first).filter_map(|commit| {
        let seconds = tagged.get(commit.snapshot)?.time.duration_since(commit.committed).as_secs();
        // A commit whose clock ran ahead of its own release's tells nothing.
        (seconds >= 0).then_some(seconds)
    });
    let outcomes = judged.iter().filter_map(failed).collect::<Vec<_>>();
    Delivery {
        per_week: per_week(own.iter().map(|snapshot| snapshot.time)),
        lead_seconds: median(leads.collect(), LEAST_COMMITS),
        failed: DeliveryFigure {
            value: (outcomes.len() >= LEAST_JUDGED)
                .then(|| outcomes.iter().filter(|failed| **failed).count()),
            n: outcomes.len(),
        },
        restore_seconds: median(judged.iter().flat_map(restored).collect(), LEAST_RESTORED),
    }
}

/// The moment after which releases are recent, by the candidate's time.
pub fn recent(history: &History) -> Timestamp {
    let now = history.snapshots.last().map(|candidate| candidate.time).unwrap_or_default();
    now.checked_sub(SignedDuration::from_hours(24 * RECENT_DAYS)).unwrap_or(Timestamp::MIN)
}

fn per_week(times: impl ExactSizeIterator<Item = Timestamp> + DoubleEndedIterator) -> DeliveryFigure<f64> {
    let n = times.len();
    let mut times = times;
    let span =
        times.next().zip(times.next_back()).map_or(0, |(first, last)| last.duration_since(first).as_secs());
    #[expect(clippy::cast_precision_loss, reason = "counts and seconds far below 2^52")]
    let value = (n >= LEAST_RELEASES && span > 0).then(|| (n - 1) as f64 / (span as f64 / 604_800.0));
    DeliveryFigure { value, n }
}

/// The lower of the middle values.
fn median(mut seconds: Vec<i64>, least: usize) -> DeliveryFigure<i64> {
    seconds.sort_unstable();
    let middle = seconds.get(seconds.len().div_ceil(2).saturating_sub(1)).copied();
    DeliveryFigure { value: middle.filter(|_| seconds.len() >= least), n: seconds.len() }
}

/// Whether a release failed; `None` where nothing was recorded to judge it by.
fn failed(release: &ReleaseAssessment) -> Option<bool> {
    let failed = matches!(release.outcome.state, OutcomeState::RolledBack | OutcomeState::TriggerFired);
    let severe =
        release.incidents.iter().any(|incident| incident.severity.is_some_and(|severity| severity <= SEVERE));
    let known = release.triggers.iter().any(|trigger| !matches!(trigger.firing, Firing::Unknown(_)))
        || !release.incidents.is_empty()
        || failed;
    known.then_some(failed || severe)
}

/// How long each failure of a release lasted. A rollback ends an incident that tells no end of its own.
fn restored(release: &ReleaseAssessment) -> Vec<i64> {
    let incidents = release
        .incidents
        .iter()
        .filter_map(crate::assess::result::incident::Incident::seconds)
        .collect::<Vec<_>>();
    if incidents.is_empty() {
        release.recovery.iter().map(|recovery| recovery.seconds).collect()
    } else {
        incidents
    }
}
