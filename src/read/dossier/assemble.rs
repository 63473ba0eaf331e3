//! Places facts under the history: evidence with its provenance, measurements each counted once.

use crate::model::dossier::{Changelog, Dossier, Measured};
use crate::model::evidence::{Evidence, Facts};
use crate::model::history::History;
use crate::model::id::Oid;
use crate::model::measurement::Measurement;
use crate::model::problem::{Place, Problem};
use crate::model::project::ProjectFile;
use crate::model::time::Claim;
use crate::read::dossier::copies;
use crate::read::dossier::series::Series;
use crate::read::dossier::zone;
use crate::read::latency::upptime;
use crate::read::report::statements;
use crate::read::text::time;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

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
pub fn assemble(history: History, gathered: Gathered, mut problems: Vec<Problem>) -> Dossier {
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
    measured.extend(upptime::messages(&history, &evidence));
    measured.sort_by(|a, b| order(a).cmp(&order(b)));
    let copies = copies::copies(&history, &evidence, &mut problems);
    let messages = copies::messages(&history, &mut problems);
    let standing = evidence.iter().filter(|version| {
        history
            .tracks
            .get(&version.path)
            .is_some_and(|track| track.spans.iter().any(|span| span.blob == version.blob))
    });
    problems.extend(standing.flat_map(|version| version.facts.problems.iter().cloned()));
    problems.sort();
    problems.dedup();
    Dossier { history, evidence, versions, measured, changelogs, project, copies, messages, problems }
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
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Identity<'a> {
    metric: &'a str,
    target: &'a str,
    label: &'a str,
    time: Option<Timestamp>,
    value: Option<u64>,
    status: Option<u16>,
    /// Tells apart checks that state no time: each counts for itself.
    teller: Option<(usize, u32)>,
    /// Tells apart checks that one file tells alike: under load many begin and end in the same millisecond.
    nth: u32,
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
            nth: 0,
        }
    }
}

/// All distinct measurements. A log line that names a file is told by that file, where it exists.
fn measured(evidence: &[Evidence], problems: &mut Vec<Problem>) -> Vec<Measured> {
    let files = Files::of(evidence);
    let mut found: Vec<Measured> = Vec::new();
    let mut known: HashMap<Identity<'_>, usize> = HashMap::new();
    let mut lines = Vec::new();
    let mut alike: HashMap<Identity<'_>, u32> = HashMap::new();
    for (teller, version) in evidence.iter().enumerate() {
        for measurement in &version.facts.measurements {
            if measurement.artifact.is_some() {
                lines.push((teller, measurement));
                continue;
            }
            let mut identity = Identity::of(teller, measurement, measurement.time);
            if measurement.metric.is_of_latency() && measurement.time.is_some() {
                let seen = alike.entry(identity).or_default();
                identity.nth = *seen;
                *seen += 1;
            }
            tell(&mut found, &mut known, evidence, teller, measurement, identity);
        }
        alike.clear();
    }
    let mut told_by: HashMap<usize, Vec<usize>> = HashMap::new();
    for (n, measured) in found.iter().enumerate() {
        for teller in &measured.tellers {
            told_by.entry(*teller).or_default().push(n);
        }
    }
    for (teller, line) in lines {
        let artifact = line.artifact.as_deref().unwrap_or_default();
        if let Some(full) = files.telling(artifact, line, &told_by, &found, evidence) {
            if let Some(measured) = found.get_mut(full) {
                disagreement(evidence, teller, line, measured, problems);
                measured.tellers.push(teller);
            }
            continue;
        }
        let time = line.time.or_else(|| time::in_name(artifact).map(|moment| moment.at));
        tell(&mut found, &mut known, evidence, teller, line, Identity::of(teller, line, time));
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

fn tell<'a>(
    found: &mut Vec<Measured>,
    known: &mut HashMap<Identity<'a>, usize>,
    evidence: &[Evidence],
    teller: usize,
    measurement: &'a Measurement,
    identity: Identity<'a>,
) {
    let time = identity.time;
    if let Some(same) = known.get(&identity).and_then(|n| found.get_mut(*n)) {
        same.tellers.push(teller);
        return;
    }
    let version = evidence.get(teller);
    let recorded = version.map(|version| version.recorded).unwrap_or_default();
    known.insert(identity, found.len());
    let measurement = Measurement { time, ..measurement.clone() };
    // A figure that states no time of its own has that of its file.
    let claimed = || version?.facts.claim.map(Claim::last);
    let time = time.or_else(claimed).unwrap_or(recorded);
    let series = measurement.target.clone();
    found.push(Measured { measurement, tellers: vec![teller], series, commit: None, time, recorded });
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
