//! One item at one vantage: which evidence counts, how each criterion comes out, and the verdict.

use super::assessment::{Judged, Observed, Outcome, Reason, Standing};
use super::demand::{Asked, Demand, Named};
use super::verdict::Verdict;
use crate::model::checklist::{Mark, Phase, Reference};
use crate::model::criterion::Criterion;
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, Kind, State};
use crate::model::measurement::{Measurement, Metric};
use jiff::{SignedDuration, Timestamp};

/// From where an item is judged.
#[derive(Clone, Copy, Debug)]
pub struct Vantage<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    /// The release (index of its snapshot).
    pub snapshot: usize,
    /// When the item applies.
    pub phase: Phase,
    /// Whether what came after the tag is known.
    pub today: bool,
}

impl Vantage<'_> {
    fn time_of(&self, snapshot: usize) -> Timestamp {
        self.dossier.history.snapshots.get(snapshot).map(|snapshot| snapshot.time).unwrap_or_default()
    }

    /// The release's time.
    #[must_use]
    pub fn release(&self) -> Timestamp {
        self.time_of(self.snapshot)
    }

    /// The moments that evidence may claim: (after, not after).
    #[must_use]
    pub fn period(&self) -> (Timestamp, Timestamp) {
        match self.phase {
            Phase::Before => (Timestamp::MIN, self.release()),
            _ if self.today => (self.release(), self.end()),
            _ => (Timestamp::MIN, Timestamp::MIN),
        }
    }

    /// The next release's time; for the newest release the candidate's.
    fn end(&self) -> Timestamp {
        self.time_of((self.snapshot + 1).min(self.dossier.history.candidate()))
    }

    /// Whether a version counts here.
    #[must_use]
    pub fn counts(&self, evidence: usize) -> bool {
        let Some(version) = self.dossier.evidence.get(evidence) else { return false };
        match self.phase {
            Phase::Before => {
                self.dossier.stands(evidence, self.snapshot)
                    || (self.today && self.came_late(evidence, version))
            }
            _ => self.today && self.was_recorded_after(version),
        }
    }

    /// Came after the tag, at a path that was not there, and claims a time before the tag.
    fn came_late(&self, evidence: usize, version: &Evidence) -> bool {
        let track = self.dossier.history.tracks.get(&version.path);
        version.facts.claim.is_some_and(|claim| claim.at <= self.release())
            && track.is_some_and(|track| {
                track.at(self.snapshot).is_none()
                    && track
                        .spans
                        .iter()
                        .any(|span| span.blob == version.blob && span.snapshots.end > self.snapshot)
                    && !track.spans.iter().any(|span| span.snapshots.end <= self.snapshot)
            })
            && !self.dossier.stands(evidence, self.snapshot)
    }

    /// Some commit between this release and the next set this version.
    fn was_recorded_after(&self, version: &Evidence) -> bool {
        let next = self.snapshot + 1;
        let history = &self.dossier.history;
        history.tracks.get(&version.path).is_some_and(|track| {
            track.changes.iter().rev().any(|change| {
                change.blob == Some(version.blob)
                    && history.commits.get(change.commit).is_some_and(|commit| commit.snapshot == next)
            })
        })
    }

    /// The newest version that counts and lies in the period, of versions sorted by time.
    fn newest(&self, versions: &[usize]) -> Option<usize> {
        let (_, until) = self.period();
        let end =
            versions.partition_point(|n| self.dossier.evidence.get(*n).is_some_and(|e| e.time() <= until));
        let in_time = versions.get(..end).unwrap_or_default().iter().rev().copied().find(|n| self.counts(*n));
        // A file that claims a later time, or a log that goes on after the tag, still stands in the tree.
        in_time.or_else(|| versions.get(end..).unwrap_or_default().iter().copied().find(|n| self.counts(*n)))
    }
}

/// What a reference resolved to.
struct Resolved<'a> {
    named: &'a Named,
    version: Option<usize>,
}

/// Judges an item.
#[must_use]
pub fn judge(demand: &Demand, mark: &Mark, vantage: &Vantage<'_>) -> Standing {
    let resolved =
        demand.named.iter().map(|named| Resolved { named, version: vantage.newest(&named.versions) });
    let resolved = resolved.collect::<Vec<_>>();
    let mut criteria =
        demand.asked.iter().map(|asked| compute(asked, demand, &resolved, vantage)).collect::<Vec<_>>();
    criteria.extend(resolved.iter().filter_map(|one| unexpired(one, vantage)));
    let (verdict, reason) = decide(mark, &criteria, &resolved, vantage);
    let mut evidence =
        criteria.iter().filter_map(|judged| Some(judged.observed.as_ref()?.evidence)).collect::<Vec<_>>();
    evidence.extend(resolved.iter().filter_map(|one| one.version));
    let mut seen = std::collections::BTreeSet::new();
    evidence.retain(|n| seen.insert(*n));
    Standing { mark: mark.clone(), verdict, reason, criteria, evidence }
}

fn compute(asked: &Asked, demand: &Demand, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Judged {
    let (outcome, observed) = match &asked.criterion {
        Criterion::Budget { .. } | Criterion::Status { .. } => by_runs(asked, demand.window(), vantage),
        Criterion::Within { seconds } => within(*seconds, demand, resolved, vantage),
        Criterion::After { seconds } => waited(*seconds, resolved, vantage),
        Criterion::Unexpired { .. } => (Outcome::Unknown, None),
    };
    Judged { criterion: asked.criterion.clone(), outcome, observed }
}

/// The most recent run decides. Runs of this release's own period are counted beside it.
fn by_runs(asked: &Asked, window: Option<i64>, vantage: &Vantage<'_>) -> (Outcome, Option<Observed>) {
    let dossier = vantage.dossier;
    let (after, until) = vantage.period();
    let time = |n: &usize| dossier.measured.get(*n).map(|m| m.time).unwrap_or_default();
    let end = asked.runs.partition_point(|n| time(n) <= until);
    let start = asked.runs.partition_point(|n| time(n) <= after);
    let mut counting = asked.runs.get(start..end).unwrap_or_default().iter().rev().filter_map(|n| {
        let run = dossier.measured.get(*n)?;
        let teller = run.tellers.iter().copied().find(|teller| vantage.counts(*teller))?;
        Some((run, teller))
    });
    let Some((run, evidence)) = counting.next() else { return (Outcome::Unknown, None) };
    let since = vantage.snapshot.checked_sub(1).map_or(Timestamp::MIN, |before| vantage.time_of(before));
    let fails = |m: &Measurement| !m.finished() || !holds(&asked.criterion, m.value, m.status);
    let own = counting
        .take_while(|(earlier, _)| earlier.time > since)
        .map(|(earlier, _)| fails(&earlier.measurement));
    let own = own.collect::<Vec<_>>();
    let its = &run.measurement;
    let observed = Observed {
        value: its.value,
        time: run.time,
        // Where HTTP was not asked, a status is told beside the run and does not finish it.
        status: its.status.filter(|_| its.http),
        error: its.error.as_deref().or(silent(its)).map(str::to_owned),
        evidence,
        runs: own.len() + 1,
        failed: own.iter().filter(|failed| **failed).count() + usize::from(fails(its)),
    };
    let is_old =
        window.is_some_and(|seconds| vantage.phase == Phase::Before && age(run.time, until) > seconds);
    let outcome = match () {
        () if is_old => Outcome::Stale,
        () if fails(its) => Outcome::Fails,
        () => Outcome::Holds,
    };
    (outcome, Some(observed))
}

/// Why a run that asked HTTP and tells neither status nor error did not finish.
fn silent(run: &Measurement) -> Option<&'static str> {
    (run.http && run.status.is_none()).then_some("no answer")
}

fn holds(criterion: &Criterion, value: Option<f64>, status: Option<u16>) -> bool {
    match criterion {
        Criterion::Budget { op, value: bound, .. } => value.is_some_and(|value| op.holds(value, *bound)),
        Criterion::Status { code } => status == Some(*code),
        _ => false,
    }
}

/// Seconds from one moment to a later one.
fn age(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs()
}

/// The newest run or file that the item rests on lies in the window.
fn within(
    seconds: i64,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Outcome, Option<Observed>) {
    let measured = demand.asked.iter().filter(|asked| !asked.runs.is_empty());
    let mut newest = measured
        .map(|asked| by_runs(asked, None, vantage))
        .filter_map(|(_, observed)| observed)
        .collect::<Vec<_>>();
    if newest.is_empty() {
        newest.extend(products(resolved, vantage).map(|(n, version)| of_file(n, version.time())));
    }
    // Each label has its own newest run; the oldest of those is the one that may fall out of the window.
    let Some(oldest) = newest.into_iter().min_by_key(|observed| (observed.time, observed.evidence)) else {
        return (Outcome::Unknown, None);
    };
    let release = vantage.release();
    let holds = match vantage.phase {
        Phase::Before => oldest.time <= release && age(oldest.time, release) <= seconds,
        _ => oldest.time >= release && age(release, oldest.time) <= seconds,
    };
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
}

/// Something was recorded at least so long after the release.
fn waited(seconds: i64, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> (Outcome, Option<Observed>) {
    let newest = products(resolved, vantage)
        .map(|(n, version)| of_file(n, version.time()))
        .max_by_key(|o| (o.time, o.evidence));
    let Some(newest) = newest else { return (Outcome::Unknown, None) };
    let holds = age(vantage.release(), newest.time) >= seconds;
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(newest))
}

/// The resolved files that were made by doing something, and can be read.
fn products<'a>(
    resolved: &'a [Resolved<'_>],
    vantage: &'a Vantage<'_>,
) -> impl Iterator<Item = (usize, &'a Evidence)> {
    let versions = resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version);
    versions.filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?))).filter(|(_, version)| {
        version.facts.is_record() && !matches!(version.facts.state, State::Empty | State::Unreadable)
    })
}

fn of_file(evidence: usize, time: Timestamp) -> Observed {
    Observed { value: None, time, status: None, error: None, evidence, runs: 1, failed: 0 }
}

/// A named document with `expires:` had not expired at the release.
fn unexpired(resolved: &Resolved<'_>, vantage: &Vantage<'_>) -> Option<Judged> {
    let evidence = resolved.version?;
    let version = vantage.dossier.evidence.get(evidence)?;
    if !matches!(version.facts.kind, Kind::Document | Kind::Checklist) || resolved.named.is_procedure {
        return None;
    }
    let expires = version.facts.front.as_ref()?.expires?;
    // A day is good through its end.
    let last = expires.at.checked_add(SignedDuration::from_hours(24)).unwrap_or(expires.at);
    let outcome = if vantage.release() < last { Outcome::Holds } else { Outcome::Fails };
    let criterion = Criterion::Unexpired { path: version.path.to_string(), expires: Some(expires.at) };
    Some(Judged { criterion, outcome, observed: Some(of_file(evidence, expires.at)) })
}

/// The table of verdicts.
fn decide(
    mark: &Mark,
    criteria: &[Judged],
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Verdict, Reason) {
    if let Mark::Waived { reason: Some(reason) } = mark {
        return (Verdict::Waived, Reason::Waived { reason: reason.clone() });
    }
    let first = |outcome| criteria.iter().position(|judged| judged.outcome == outcome);
    if let Some(criterion) = first(Outcome::Fails) {
        return (Verdict::Failed, Reason::Broken { criterion });
    }
    if let Some(evidence) = contradiction(criteria, resolved, vantage) {
        return (Verdict::Failed, Reason::Contradicted { evidence });
    }
    if let Some(criterion) = first(Outcome::Stale) {
        return (Verdict::Stale, Reason::Outside { criterion });
    }
    let missing = shortfall(criteria, resolved, vantage);
    // That a document has not expired is necessary, never enough.
    let suffices = criteria.iter().any(|judged| !matches!(judged.criterion, Criterion::Unexpired { .. }));
    match (missing, mark) {
        (None, _) if suffices => (Verdict::Verified, Reason::AllHold),
        (None, Mark::Ticked) => (Verdict::Attested, Reason::Resolves),
        (None, Mark::Waived { .. }) => (Verdict::Open, Reason::WaivedWithoutReason),
        (None, Mark::Open) => (Verdict::Open, Reason::NotTicked),
        (Some(reason), Mark::Ticked) => (Verdict::Unsupported, reason),
        (Some(_), Mark::Waived { .. }) => (Verdict::Open, Reason::WaivedWithoutReason),
        (Some(reason), Mark::Open) => (Verdict::Open, reason),
    }
}

/// A named run that failed by its own numbers, where the words name no budget for it.
fn contradiction(criteria: &[Judged], resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Option<usize> {
    let judged = |metric: &str| {
        criteria.iter().any(|one| match &one.criterion {
            Criterion::Budget { metric: its, .. } => its.name().starts_with(metric),
            Criterion::Status { .. } => metric == Metric::LATENCY,
            _ => false,
        })
    };
    resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version).find(|n| {
        vantage.dossier.evidence.get(*n).is_some_and(|version| {
            version.facts.state == State::Failing
                && match version.facts.kind {
                    Kind::Smoke => !judged(Metric::LATENCY),
                    Kind::Lighthouse => !judged("lighthouse."),
                    _ => true,
                }
        })
    })
}

/// What is missing for a proof; `None` where nothing is.
fn shortfall(criteria: &[Judged], resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Option<Reason> {
    let external = |one: &&Resolved<'_>| matches!(one.named.reference, Reference::Url(_));
    let evidence =
        resolved.iter().filter(|one| !one.named.is_procedure && !external(one)).collect::<Vec<_>>();
    let computed = criteria.iter().any(|judged| judged.observed.is_some());
    for one in &evidence {
        // Of the many files that a glob names one decides; that another is empty takes nothing away.
        if computed && matches!(one.named.reference, Reference::Glob(_)) {
            continue;
        }
        let reference = one.named.reference.text().to_owned();
        let Some(n) = one.version else {
            return Some(match vantage.phase {
                Phase::Before => Reason::Missing { reference },
                _ => Reason::NotAfterTag { reference },
            });
        };
        let state = vantage.dossier.evidence.get(n).map(|version| version.facts.state);
        match state {
            Some(State::Empty) => return Some(Reason::Empty { evidence: n }),
            Some(State::Unreadable) | None => return Some(Reason::Unreadable { evidence: n }),
            Some(_) => {}
        }
    }
    if let Some(criterion) = criteria.iter().position(|judged| judged.outcome == Outcome::Unknown) {
        return Some(Reason::Unmeasured { criterion });
    }
    if !evidence.is_empty() || computed {
        return None;
    }
    Some(match resolved.first().map(|one| (&one.named.reference, one.named.is_procedure)) {
        None => Reason::NothingNamed,
        Some((Reference::Url(url), _)) => Reason::OnlyExternal { url: url.clone() },
        Some((reference, _)) => Reason::OnlyProcedure { reference: reference.text().to_owned() },
    })
}
