//! When each release was in production, and of which release a measurement therefore speaks: one in production of the release that was
//! deployed when it ran, one in any other place of the release that came next.

use crate::assess::candidates::git::ground::Ground;
use crate::assess::history::ancestry::is_of_line;
use crate::assess::history::placed::{Placed, Tags, records};
use crate::assess::history::rollbacks::{is_done, is_rehearsed};
use crate::assess::result::event::Side;
use crate::assess::result::rollback::Rollback;
use crate::lexicon::words;
use crate::model::dossier::{Dossier, Measured};
use crate::model::evidence::Kind;
use crate::read::text::address;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The environment that golive's words call production.
const PRODUCTION: &str = "production";

/// Where something was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MeasuredAt {
    /// In production, as its address or its file tells.
    Production,
    /// Elsewhere, as they tell.
    Elsewhere,
    /// They do not tell.
    Untold,
}

/// A time in production: after its begin, and not after its end.
type InProduction = (Timestamp, Timestamp);

/// When each release was in production.
#[derive(Debug, Default)]
pub struct Deployments {
    /// By measurement.
    places: Vec<MeasuredAt>,
    /// By snapshot.
    times: Vec<Vec<InProduction>>,
    /// When the first release was there.
    first: Option<Timestamp>,
}

impl Deployments {
    /// Looks at a whole dossier.
    pub fn of(dossier: &Dossier, ground: &Ground<'_>, rollbacks: &[Option<Rollback>]) -> Self {
        let tags = Tags::of(&dossier.history);
        let named = records(dossier, &[Kind::Deploy])
            .filter(|placed| is_of_production(placed) && !is_rehearsed(placed))
            .filter_map(|placed| Some((placed.time(), tags.of_record(placed.record)?, is_done(&placed))));
        let named = named.collect::<Vec<_>>();
        let recorded = named.iter().map(|(_, release, _)| *release).collect::<BTreeSet<_>>();
        let mut done = named
            .iter()
            .filter(|(.., done)| *done)
            .map(|(at, release, _)| (*at, *release))
            .collect::<Vec<_>>();
        done.sort_unstable();
        let deployed = Deployed { ground, rollbacks, recorded, done };
        let times = deployed.times(dossier.history.candidate());
        Self {
            places: dossier.measured.iter().map(|measured| place(measured, dossier)).collect(),
            first: times.iter().flatten().map(|(from, _)| *from).min(),
            times,
        }
    }

    /// Whether a release was in production at a moment.
    fn was_there(&self, release: usize, at: Timestamp) -> bool {
        let times = self.times.get(release).map(Vec::as_slice).unwrap_or_default();
        times.iter().any(|(from, until)| *from < at && at <= *until)
    }

    /// The last moment at which a release was in production; `None` for one that never was.
    pub fn end(&self, release: usize) -> Option<Timestamp> {
        self.times.get(release)?.iter().map(|(_, until)| *until).max()
    }

    /// Whether a measurement (an index and its time) tells that it was made in production.
    pub fn is_of_production(&self, n: usize) -> bool {
        self.places.get(n) == Some(&MeasuredAt::Production)
    }

    /// Whether a measurement (its index and time) may speak of a release, before its tag or after it. Where its place is not told it may be
    /// either: it speaks of the release that comes next, and of the one that is in production.
    pub fn speaks(&self, (n, at): (usize, Timestamp), release: usize, side: Side) -> bool {
        match (self.places.get(n), side) {
            (Some(MeasuredAt::Production), Side::Before) => {
                // Before anything was there, it can only have been the first.
                self.was_there(release, at) || self.first.is_none_or(|first| at <= first)
            }
            (Some(MeasuredAt::Elsewhere), Side::After) => false,
            (_, Side::Before) => true,
            (_, Side::After) => self.was_there(release, at),
        }
    }
}

/// A record of a deployment that does not name another environment.
fn is_of_production(placed: &Placed<'_>) -> bool {
    let named =
        [placed.record.target.as_deref().unwrap_or_default(), &placed.record.title, &placed.version.path];
    named.into_iter().find_map(words::place).is_none_or(|place| place == PRODUCTION)
}

/// Where something was measured, as its address tells, else the files that tell it.
fn place(measured: &Measured, dossier: &Dossier) -> MeasuredAt {
    let target = &*measured.measurement.target;
    let files = measured.tellers.iter().filter_map(|n| dossier.evidence.get(*n));
    let by_address = address::environment(target).or_else(|| words::place(target));
    match by_address.or_else(|| files.into_iter().find_map(|version| words::place(&version.path))) {
        Some(PRODUCTION) => MeasuredAt::Production,
        Some(_) => MeasuredAt::Elsewhere,
        None => MeasuredAt::Untold,
    }
}

/// What is known of deployments to production.
struct Deployed<'a> {
    ground: &'a Ground<'a>,
    rollbacks: &'a [Option<Rollback>],
    /// The releases of which any deployment is recorded.
    recorded: BTreeSet<usize>,
    /// The deployments that succeeded, by time.
    done: Vec<(Timestamp, usize)>,
}

impl Deployed<'_> {
    /// When each release was in production: from each of its deployments, and from each rollback to it.
    fn times(&self, releases: usize) -> Vec<Vec<InProduction>> {
        let mut begins = self.done.iter().copied().collect::<BTreeSet<_>>();
        begins.extend(self.rollbacks.iter().flatten().filter_map(|back| Some((back.at, back.to?))));
        let by_tag = (0..releases).filter(|release| self.is_deployed_by_its_tag(*release));
        begins.extend(by_tag.map(|release| (self.tagged(release), release)));
        let mut times = vec![Vec::new(); releases];
        for (begin, release) in begins {
            if let Some(own) = times.get_mut(release) {
                own.push((begin, self.end(release, begin)));
            }
        }
        times
    }

    /// The first thing that ended it: its rollback, the deployment of another release of its line, the tag of one of which no deployment
    /// is recorded.
    fn end(&self, release: usize, begin: Timestamp) -> Timestamp {
        let back = self.rollbacks.get(release).and_then(Option::as_ref).map(|back| back.at);
        let later = self.done.partition_point(|(at, _)| *at <= begin);
        let later = self.done.get(later..).unwrap_or_default().iter();
        let mut later = later.filter(|(_, other)| {
            *other != release && is_of_line(&self.ground.dossier.history, release, *other)
        });
        let tags = self.following(release).filter(|next| self.is_deployed_by_its_tag(*next));
        let mut tags = tags.map(|next| self.tagged(next)).filter(|at| *at > begin);
        let ends = [back.filter(|at| *at > begin), later.next().map(|(at, _)| *at), tags.next()];
        ends.into_iter().flatten().min().unwrap_or(Timestamp::MAX)
    }

    /// Of a release without a record its tag is all that tells of a deployment; where the releases around it have records, it was never
    /// deployed, or is not yet.
    fn is_deployed_by_its_tag(&self, release: usize) -> bool {
        let is_recorded = |release: &usize| self.recorded.contains(release);
        let around = self.ground.ancestry.previous(release).is_some_and(|before| is_recorded(&before))
            && self.following(release).next().is_none_or(|next| is_recorded(&next));
        !is_recorded(&release) && !around
    }

    /// The releases behind one in its line.
    fn following(&self, release: usize) -> impl Iterator<Item = usize> {
        let candidate = self.ground.dossier.history.candidate();
        let next = move |release: usize| {
            Some(self.ground.ancestry.next(release)).filter(|next| *next > release && *next < candidate)
        };
        std::iter::successors(next(release), move |release| next(*release))
    }

    fn tagged(&self, release: usize) -> Timestamp {
        self.ground.snapshot(release).map(|snapshot| snapshot.time).unwrap_or_default()
    }
}
