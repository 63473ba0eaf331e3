//! Places facts under the history: evidence with its provenance, measurements each counted once.

use crate::model::dossier::{Changelog, Dossier, Measured};
use crate::model::evidence::{Evidence, Facts};
use crate::model::history::History;
use crate::model::id::Oid;
use crate::model::measurement::Measurement;
use crate::model::problem::{Place, Problem, Severity};
use crate::model::project::ProjectFile;
use crate::model::time::Claim;
use crate::read::dossier::series::Series;
use crate::read::dossier::{copies, zone};
use crate::read::latency::upptime;
use crate::read::report::statements;
use crate::read::text::time;
use crate::read::value::source::LOST;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Of a file that tells more the first so many measurements are kept beside [`Dossier::measured`], for the page that lists them.
const KEPT: usize = 1000;

/// A version of a file: its path and its blob.
pub type Version = (Arc<str>, Oid);

/// Every version that stands in a snapshot or was set by a commit, each once.
pub fn versions(history: &History) -> Vec<Version> {
    let mut all = Vec::new();
    for (path, track) in &history.tracks {
        let standing = track.spans.iter().map(|span| span.blob);
        let mut blobs =
            track.changes.iter().filter_map(|change| change.blob).chain(standing).collect::<Vec<_>>();
        blobs.sort();
        blobs.dedup();
        all.extend(blobs.into_iter().map(|blob| (path.clone(), blob)));
    }
    all
}

/// What was read of a history.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The facts of its [`versions`], without those that a later one holds whole.
    pub evidence: BTreeMap<Version, Facts>,
    /// What the files of the project tell, as they stand in snapshots.
    pub project: BTreeMap<Version, ProjectFile>,
}

/// The changelogs as they stand in the candidate's tree.
fn changelogs(history: &History, project: &BTreeMap<Version, ProjectFile>) -> Vec<Changelog> {
    let found = history.changelogs.iter().filter_map(|path| {
        let blob = history.project.get(path)?.at(history.candidate())?;
        let file = project.get(&(path.clone(), blob))?;
        let headings = file.headings.iter().map(|one| (one.words.clone(), one.line)).collect();
        Some(Changelog { path: path.clone(), headings })
    });
    found.collect()
}

/// Everything the judge needs, from the history, what was read of it, and what went wrong so far.
pub fn assemble(mut history: History, gathered: Gathered, mut problems: Vec<Problem>) -> Dossier {
    let Gathered { evidence: facts, project } = gathered;
    let changelogs = changelogs(&history, &project);
    let mut evidence = facts
        .into_iter()
        .map(|((path, blob), mut facts)| {
            let (recorded_by, recorded) = provenance(&history, &path, blob);
            let zone = history.commits.get(recorded_by).map_or(0, |commit| commit.zone);
            zone::place(&path, &mut facts, zone, recorded);
            Evidence { path, blob, facts, recorded_by, recorded }
        })
        .collect::<Vec<_>>();
    evidence.sort_by(|a, b| (&a.path, a.recorded_by, a.blob).cmp(&(&b.path, b.recorded_by, b.blob)));
    statements::bind(&mut evidence, &history);
    let versions = evidence.iter().enumerate().map(|(n, e)| ((e.path.clone(), e.blob), n)).collect();
    let mut measured = measured(&evidence, &mut problems);
    for facts in evidence.iter_mut().map(|version| &mut version.facts).filter(|facts| facts.measured > KEPT) {
        facts.measurements.truncate(KEPT);
        facts.measurements.shrink_to_fit();
    }
    measured.extend(upptime::messages(&history, &evidence));
    // In place: a copy of half of a million measurements is what a build would need most memory for.
    measured.sort_unstable_by(|a, b| order(a).cmp(&order(b)));
    let copies = copies::copies(&history, &evidence, &mut problems);
    let messages = copies::messages(&history, &mut problems);
    let standing = evidence.iter().filter(|version| {
        history
            .tracks
            .get(&version.path)
            .is_some_and(|track| track.spans.iter().any(|span| span.blob == version.blob))
    });
    problems.extend(standing.flat_map(|version| version.facts.problems.iter().cloned()));
    let lost = lost(&history, &evidence);
    history.incomplete.extend(lost.clone());
    problems.extend(lost);
    problems.sort();
    problems.dedup();
    Dossier {
        history,
        evidence,
        versions,
        measured,
        changelogs,
        project,
        copies,
        messages,
        problems,
        ..Dossier::default()
    }
}

/// That evidence is lost or forged. Of a partial clone it is known already that some is missing.
fn lost(history: &History, evidence: &[Evidence]) -> Option<Problem> {
    let is_lost = |version: &&Evidence| version.facts.problems.iter().any(|problem| problem.code == LOST);
    let mut lost = evidence.iter().filter(is_lost);
    let first =
        lost.next().filter(|_| !history.incomplete.iter().any(|sign| sign.code == "partial-clone"))?;
    let message = format!(
        "versions of evidence are missing from the object store, or are not what their names say: {} in all, the first of {}; run `git fsck`",
        lost.count() + 1,
        first.path
    );
    Some(Problem::of_repository(Severity::Error, "lost-evidence", message))
}

/// The commit that first set this version, and when. A version that no commit at hand set (a history cut off) counts as recorded
/// by the first snapshot in which it stands.
fn provenance(history: &History, path: &Arc<str>, blob: Oid) -> (usize, Timestamp) {
    // A version that was only moved was recorded where it stood first.
    let whence = history.whence(path, blob);
    let path = whence.last().unwrap_or(path);
    let track = history.tracks.get(path);
    let set_by = track.and_then(|track| track.changes.iter().find(|change| change.blob == Some(blob)));
    let commit = set_by.map(|change| change.commit).unwrap_or_else(|| {
        let span = track.and_then(|track| track.spans.iter().find(|span| span.blob == blob));
        let snapshot = span.and_then(|span| history.snapshots.get(span.snapshots.start));
        let holds = |id| history.commits.iter().position(|commit| commit.id == id);
        snapshot.and_then(|snapshot| holds(snapshot.commit)).unwrap_or_default()
    });
    (commit, history.commits.get(commit).map(|commit| commit.committed).unwrap_or_default())
}

/// What makes two tellings the same measurement: value and budget by their bits, as numbers of JSON are exact here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Identity<'a> {
    metric: &'a str,
    target: &'a str,
    label: &'a str,
    time: Option<Timestamp>,
    value: Option<u64>,
    status: Option<u16>,
    /// Tells apart checks that state no time: each counts for itself.
    teller: Option<(usize, u32)>,
}

impl<'a> Identity<'a> {
    fn of(teller: usize, measurement: &'a Measurement, time: Option<Timestamp>) -> Self {
        Self {
            metric: measurement.metric.name(),
            target: &measurement.target,
            label: &measurement.label,
            time,
            value: measurement.value.map(f64::to_bits),
            status: measurement.status,
            teller: time.is_none().then_some((teller, measurement.line)),
        }
    }
}

/// All distinct measurements. A log line that names a file is told by that file, where it exists.
fn measured(evidence: &[Evidence], problems: &mut Vec<Problem>) -> Vec<Measured> {
    let all = || {
        evidence.iter().enumerate().flat_map(|(teller, version)| {
            version.facts.measurements.iter().map(move |one| (teller, one, one.time))
        })
    };
    let is_line = |(_, one, _): &Telling<'_>| one.artifact.is_some();
    let lines: Vec<Telling<'_>> = all().filter(is_line).collect();
    // A file may tell a million: a list that grows by doubling stands in memory twice.
    let mut whole = Vec::with_capacity(all().count() - lines.len());
    whole.extend(all().filter(|telling| !is_line(telling)));
    let mut found = merged(whole, evidence);
    let mut told_by: HashMap<usize, Vec<usize>> = HashMap::new();
    if !lines.is_empty() {
        for (n, measured) in found.iter().enumerate() {
            measured.tellers.iter().for_each(|teller| told_by.entry(*teller).or_default().push(n));
        }
    }
    let files = Files::of(evidence);
    let known = found.len();
    let mut alone = BTreeMap::new();
    for (teller, line, _) in lines {
        let artifact = line.artifact.as_deref().unwrap_or_default();
        let full = files.telling(artifact, line, &told_by, &found, evidence);
        if let Some(measured) = full.and_then(|full| found.get_mut(full)) {
            disagreement(evidence, teller, line, measured, problems);
            measured.tellers.push(teller);
            continue;
        }
        let time = line.time.or_else(|| time::in_name(artifact).map(|moment| moment.at));
        let telling = (teller, line, time);
        let own = |one: &Measured| {
            let first = one.tellers.first().copied().unwrap_or_default();
            identity(&(first, &one.measurement, one.measurement.time)).cmp(&identity(&telling))
        };
        let whole = found.get(..known).unwrap_or_default();
        let at = whole.partition_point(|one| own(one).is_lt());
        let same = whole.get(at).is_some_and(|one| own(one).is_eq());
        let at = if same { at } else { *alone.entry(identity(&telling)).or_insert(found.len()) };
        match found.get_mut(at) {
            Some(measured) => measured.tellers.push(teller),
            None => found.push(told(&telling, evidence)),
        }
    }
    found.iter_mut().for_each(|measured| measured.tellers.dedup());
    let series = Series::of(&found, evidence);
    for measured in &mut found {
        measured.series = series.name(measured);
        let recorded = measured.tellers.iter().filter_map(|n| evidence.get(*n)).map(|e| e.recorded).min();
        measured.recorded = recorded.unwrap_or(measured.recorded);
    }
    found
}

/// A total order: by time, then by all that tells measurements apart.
fn order(m: &Measured) -> impl Ord + '_ {
    let its = &m.measurement;
    (
        m.time,
        its.metric.name(),
        &its.target,
        &its.label,
        its.value.unwrap_or(-1.0).to_bits(),
        its.status,
        &m.tellers,
        m.commit,
    )
}

/// What a file (an index) tells, and when that was.
type Telling<'a> = (usize, &'a Arc<Measurement>, Option<Timestamp>);

fn identity<'a>((teller, one, time): &Telling<'a>) -> Identity<'a> {
    Identity::of(*teller, one, *time)
}

/// Tellings of the same measurement as one, in the order of their identities. Sorted and not hashed, as a file may tell a million. Checks
/// that one file tells alike are several: under load many begin and end in the same millisecond.
fn merged(mut tellings: Vec<Telling<'_>>, evidence: &[Evidence]) -> Vec<Measured> {
    tellings.sort_unstable_by(|a, b| (identity(a), a.0, a.1.line).cmp(&(identity(b), b.0, b.1.line)));
    let mut found: Vec<Measured> = Vec::with_capacity(tellings.len());
    for same in tellings.chunk_by(|a, b| identity(a) == identity(b)) {
        let first = found.len();
        let (mut nth, mut last) = (0, None);
        for telling in same {
            let (teller, one, time) = *telling;
            let repeats = last == Some(teller) && one.metric.is_of_latency() && time.is_some();
            nth = if repeats { nth + 1 } else { 0 };
            last = Some(teller);
            match found.get_mut(first + nth) {
                Some(known) => known.tellers.push(teller),
                None => found.push(told(telling, evidence)),
            }
        }
    }
    found
}

/// A measurement that one file tells.
fn told((teller, measurement, time): &Telling<'_>, evidence: &[Evidence]) -> Measured {
    let version = evidence.get(*teller);
    let recorded = version.map(|version| version.recorded).unwrap_or_default();
    // A figure that states no time of its own has that of its file.
    let claimed = || version?.facts.claim.map(Claim::last);
    let mut measurement = Arc::clone(measurement);
    if measurement.time != *time {
        Arc::make_mut(&mut measurement).time = *time;
    }
    Measured {
        series: measurement.target.clone(),
        measurement,
        tellers: vec![*teller],
        commit: None,
        time: time.or_else(claimed).unwrap_or(recorded),
        recorded,
    }
}

/// Finds the measurements of a file by the path that a log line names.
struct Files<'a> {
    by_name: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Files<'a> {
    fn of(evidence: &'a [Evidence]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, version) in
            evidence.iter().enumerate().filter(|(_, version)| !version.facts.measurements.is_empty())
        {
            by_name.entry(base_name(&version.path)).or_default().push(n);
        }
        Self { by_name }
    }

    /// The measurement that the named file tells in full: the one with the line's own value, else its first.
    fn telling(
        &self,
        artifact: &str,
        line: &Measurement,
        told_by: &HashMap<usize, Vec<usize>>,
        found: &[Measured],
        evidence: &[Evidence],
    ) -> Option<usize> {
        let named = self
            .by_name
            .get(base_name(artifact))?
            .iter()
            .filter(|n| evidence.get(**n).is_some_and(|version| ends_alike(&version.path, artifact)));
        let told = named.filter_map(|n| told_by.get(n)).flatten().copied().collect::<Vec<_>>();
        let same = told.iter().copied().find(|at| {
            found
                .get(*at)
                .is_some_and(|m| m.measurement.value == line.value && m.measurement.status == line.status)
        });
        same.or_else(|| told.first().copied())
    }
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether one path is the other's end, at a slash.
fn ends_alike(path: &str, named: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    ends(path, named) || ends(named, path)
}

fn disagreement(
    evidence: &[Evidence],
    teller: usize,
    line: &Measurement,
    full: &Measured,
    problems: &mut Vec<Problem>,
) {
    let its = &full.measurement;
    let differs = line.value != its.value || line.status != its.status;
    let (Some(log), Some(file)) = (evidence.get(teller), full.tellers.first().and_then(|n| evidence.get(*n)))
    else {
        return;
    };
    if differs {
        problems.push(Problem::warning(
            Place::line(log.path.clone(), line.line),
            "tellings-differ",
            format!("this line and {} tell the same check differently; the file is judged", file.path),
        ));
    }
}
