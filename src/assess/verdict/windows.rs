//! When what an item rests on was: within a window, on a day, or so long after the release.

use crate::assess::candidates::demand::Demand;
use crate::assess::result::judgement::{Computed, Observation, Outcome, UNKNOWN};
use crate::assess::verdict::table::{Resolved, documents};
use crate::assess::verdict::vantage::{Vantage, age};
use crate::assess::verdict::{acts, checks, inventories, outcomes, records, runs};
use crate::model::evidence::{Evidence, State};
use crate::model::{act::Act, checklist::Phase, criterion::Criterion, time::Claim};
use jiff::{SignedDuration, Timestamp, tz::Offset};

/// What an item rests on.
pub(super) struct Basis<'a> {
    pub(super) demand: &'a Demand,
    pub(super) resolved: &'a [Resolved<'a>],
    /// How the questions came out that records answer.
    pub(super) done: &'a [Option<Computed>],
    pub(super) vantage: &'a Vantage<'a>,
}

impl Basis<'_> {
    /// The newest run or file that the item rests on lies in the window.
    pub(super) fn within(&self, seconds: i64) -> Computed {
        let Some(oldest) = self.oldest(Some(seconds)) else {
            return UNKNOWN;
        };
        if self.vantage.dossier.has_unread_time(oldest.evidence) {
            return (Outcome::Unknown, Some(oldest));
        }
        let vantage = self.vantage;
        let release = vantage.release();
        let holds = match vantage.phase {
            Phase::Before => oldest.time <= release && vantage.reaches(last(&oldest, vantage), Some(seconds)),
            _ => last(&oldest, vantage) >= release && age(release, oldest.time) <= seconds,
        };
        (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
    }

    /// The newest run or file that the item rests on is of a day, in the zone of the release's tag; for the candidate in that of
    /// the commit that recorded it.
    pub(super) fn of_day(&self, (back, morning): (u8, bool)) -> Computed {
        let Some(oldest) = self.oldest(None) else { return UNKNOWN };
        if self.vantage.dossier.has_unread_time(oldest.evidence) {
            return (Outcome::Unknown, Some(oldest));
        }
        let tag = self.vantage.own().and_then(|own| own.tag.as_ref());
        let zone = tag.map_or_else(|| self.vantage.dossier.zone_of(oldest.evidence), |tag| tag.zone);
        let time = |at: Timestamp| Offset::from_seconds(zone * 60).unwrap_or(Offset::UTC).to_datetime(at);
        let day = time(self.vantage.release())
            .date()
            .saturating_sub(SignedDuration::from_hours(24 * i64::from(back)));
        let observed = time(oldest.time);
        let holds = observed.date() == day
            && oldest.time <= self.vantage.release()
            && !(morning && observed.hour() >= 12);
        (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
    }

    /// Something was recorded at least so long after the release.
    pub(super) fn waited(&self, seconds: i64) -> Computed {
        let Self { demand, resolved, vantage, .. } = self;
        let newest = products(resolved, vantage)
            .map(|(n, version)| Observation::file(n, version.time()))
            .chain(offered(demand, vantage))
            .max_by_key(|o| (o.time, o.evidence));
        let Some(newest) = newest else { return UNKNOWN };
        let holds = age(vantage.release(), newest.time) >= seconds;
        (if holds { Outcome::Holds } else { Outcome::Stale }, Some(newest))
    }

    /// The oldest of the newest runs and files that the item rests on.
    fn oldest(&self, seconds: Option<i64>) -> Option<Observation> {
        let Self { demand, resolved, vantage, .. } = self;
        let measured = demand.questions.iter().filter(|question| !question.measurements().runs.is_empty());
        let window = seconds.filter(|_| vantage.phase == Phase::Before);
        let mut newest =
            measured.flat_map(|question| runs::newest(question, window, vantage)).collect::<Vec<_>>();
        newest.extend(demand.questions.iter().zip(self.done).filter_map(|(question, done)| {
            match &question.criterion {
                Criterion::Done(_) if seconds == demand.window() => done.as_ref()?.1.clone(),
                Criterion::Done(deed) => records::done(question, deed, seconds, vantage).1,
                Criterion::Inventory(inventory) => inventories::judge(question, inventory, None, vantage).1,
                // Of what is done from the tag on the moment counts at which it was done.
                Criterion::Act(act @ (Act::Told { .. } | Act::Launched { .. } | Act::Archived { .. })) => {
                    acts::judge(act, question.named(), vantage).1
                }
                _ => None,
            }
        }));
        if newest.is_empty() {
            newest
                .extend(products(resolved, vantage).map(|(n, version)| Observation::file(n, version.time())));
            newest.extend(offered(demand, vantage));
        }
        // Each label has its own newest run; the oldest of those is the one that may fall out of the window.
        // What states a time that nobody can read may be the oldest of all.
        let unread =
            newest.iter().find(|observed| vantage.dossier.has_unread_time(observed.evidence)).cloned();
        unread.or_else(|| newest.into_iter().min_by_key(|observed| (observed.time, observed.evidence)))
    }
}

/// The last moment of a claim that an observation leaves open.
fn last(observed: &Observation, vantage: &Vantage<'_>) -> Timestamp {
    let facts = vantage.dossier.evidence.get(observed.evidence).map(|version| &version.facts);
    let claims = facts
        .into_iter()
        .flat_map(|facts| facts.records.iter().filter_map(|record| record.claim).chain(facts.claim));
    claims.filter(|claim| claim.at == observed.time).map(Claim::last).max().unwrap_or(observed.time)
}

/// The newest record that names the item, at its time.
fn offered(demand: &Demand, vantage: &Vantage<'_>) -> Option<Observation> {
    let named = outcomes::offered(demand, vantage)
        .map(|candidate| Observation::file(candidate.id.evidence, candidate.time));
    let own = vantage.own()?;
    let alike = || checks::named_alike(&demand.words, own, vantage).map(|(_, observed)| observed);
    named.or_else(|| alike().filter(|_| vantage.phase != Phase::Before))
}

/// The resolved files that were made by doing something, and can be read.
fn products<'a>(
    resolved: &'a [Resolved<'_>],
    vantage: &'a Vantage<'_>,
) -> impl Iterator<Item = (usize, &'a Evidence)> {
    documents(resolved).filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?))).filter(|(_, version)| {
        version.facts.is_record() && !matches!(version.facts.state, State::Empty | State::Unreadable)
    })
}
