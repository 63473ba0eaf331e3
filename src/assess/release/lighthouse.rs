//! Lighthouse at a release: of each page and form factor the newest collection before it, the run that speaks for it, and how that run
//! stands to the budgets that the team's own configuration sets.

use crate::assess::candidates::collection::{collections, concerns, is_page, run as run_of, speaker};
use crate::assess::candidates::demand::Demand;
use crate::assess::history::lighthouse_files::LighthouseFiles;
use crate::assess::release::machines::machines;
use crate::assess::result::lighthouse::{LighthouseSummary, Member};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::criterion::{Criterion, Op};
use crate::model::measurement::{Measurement, Metric};
use crate::model::{dossier::Dossier, lighthouse::Run};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A run that some file tells.
struct ReportedRun<'d> {
    run: &'d Run,
    member: Member,
    commit: usize,
}

/// The newest collection of each page and form factor that belongs to a release.
pub fn lighthouse(
    dossier: &Dossier,
    snapshot: usize,
    demands: &[&Demand],
    files: &LighthouseFiles,
) -> Vec<LighthouseSummary> {
    let measured = files.measured.get(&snapshot).map(Vec::as_slice).unwrap_or_default();
    let all = reported(measured, dossier, snapshot);
    let places = all.iter().map(|report| (report.member.time, report.commit)).collect::<Vec<_>>();
    let mut series: BTreeMap<(&str, &str), Vec<(&ReportedRun<'_>, usize)>> = BTreeMap::new();
    for (report, number) in all.iter().zip(collections(&places)) {
        series.entry((&report.run.target, &report.run.label)).or_default().push((report, number));
    }
    let mut all = series.into_values().filter_map(|runs| summary(&runs, dossier)).collect::<Vec<_>>();
    for summary in &mut all {
        summary.budgets = files.judge(dossier, snapshot, summary);
        summary.bounds = bounds(demands, &summary.run);
    }
    all
}

/// What the checklist demands of the runs of one page and form factor, by metric: of several demands the first.
fn bounds(demands: &[&Demand], run: &Run) -> BTreeMap<String, (Op, f64)> {
    let mut found = BTreeMap::new();
    for asked in demands.iter().flat_map(|demand| &demand.questions) {
        if let Criterion::Budget { metric, op, value, .. } = &asked.criterion
            && concerns(&asked.criterion)
            && run.answers(metric)
            && asked.is_on(&run.target, &run.label)
        {
            found.entry(metric.name().to_owned()).or_insert((*op, *value));
        }
    }
    found
}

/// The slowest and the fastest machine of some runs, where that matters.
fn apart(set: &[&ReportedRun<'_>]) -> Option<(f64, f64)> {
    let speeds = || set.iter().filter_map(|report| report.member.benchmark);
    machines(speeds().min_by(f64::total_cmp), speeds().max_by(f64::total_cmp))
}

/// Tells for each judged run whether its machine is another than that of the runs before it. Each is held against the run at which the
/// machine was last another, not only against its neighbour: a machine that grows faster by a little at a time is another in the end.
pub fn tell_machines(releases: &mut [ReleaseAssessment]) {
    let mut known: BTreeMap<(String, String), (usize, f64)> = BTreeMap::new();
    for release in releases {
        for of in &mut release.lighthouse {
            let Some(speed) = of.run.benchmark else { continue };
            let series = (of.target.clone(), of.label.clone());
            let (since, before) = *known.entry(series.clone()).or_insert((release.snapshot, speed));
            if machines(Some(before), Some(speed)).is_some() {
                of.machine_before = Some((since, before));
                known.insert(series, (release.snapshot, speed));
            }
        }
    }
}

/// Every run of these measurements once, by time: told by the version that stands in the release's tree, data before pages, else by the
/// first that was recorded.
fn reported<'d>(measurements: &[usize], dossier: &'d Dossier, snapshot: usize) -> Vec<ReportedRun<'d>> {
    let mut found: BTreeMap<(Timestamp, &str, &str, usize), ReportedRun<'d>> = BTreeMap::new();
    for measured in measurements.iter().filter_map(|n| dossier.measured.get(*n)) {
        let rank = |teller: usize| {
            let version = dossier.evidence.get(teller);
            let page = version.is_none_or(is_page);
            (!dossier.stands(teller, snapshot), page, version.map(|version| version.recorded), teller)
        };
        let Some(teller) = measured.tellers.iter().copied().min_by_key(|teller| rank(*teller)) else {
            continue;
        };
        let Some(version) = dossier.evidence.get(teller) else { continue };
        let Some(run) = run_of(version, measured) else { continue };
        // A run that states no time is itself alone.
        let own = if run.time.is_none() { teller } else { usize::MAX };
        let key = (measured.time, &*run.target, &*run.label, own);
        let fresh = || ReportedRun {
            run,
            member: Member {
                time: measured.time,
                evidence: teller,
                tellers: Vec::new(),
                broke: broke(&version.facts.measurements, run),
                benchmark: run.benchmark,
            },
            commit: version.recorded_by,
        };
        let slot = found.entry(key).or_insert_with(fresh);
        if rank(teller) < rank(slot.member.evidence) {
            let tellers = std::mem::take(&mut slot.member.tellers);
            *slot = fresh();
            slot.member.tellers = tellers;
        }
        slot.member.tellers.extend(&measured.tellers);
    }
    let mut all: Vec<ReportedRun<'d>> = found.into_values().collect();
    for report in &mut all {
        report.member.tellers.sort_unstable();
        report.member.tellers.dedup();
    }
    let path = |report: &ReportedRun<'_>| {
        dossier.evidence.get(report.member.evidence).map(|version| version.path.clone())
    };
    all.sort_by_cached_key(|report| (report.member.time, path(report)));
    all
}

fn of_run<'f>(all: &'f [Arc<Measurement>], run: &'f Run) -> impl Iterator<Item = &'f Measurement> {
    all.iter().map(|measurement| &**measurement).filter(move |measurement| {
        measurement.time == run.time && measurement.label == run.label && measurement.target == run.target
    })
}

/// Whether a run did not finish: by its own error, or for lack of what a page load is judged by.
fn broke(all: &[Arc<Measurement>], run: &Run) -> bool {
    let judged = |measurement: &&Measurement| {
        matches!(measurement.metric.name(), Metric::PERFORMANCE | Metric::TTI)
            && run.answers(&measurement.metric)
    };
    run.error.is_some() || of_run(all, run).filter(judged).any(|measurement| !measurement.finished())
}

/// The runs of one page and form factor, by time, each with the number of its collection.
fn summary(runs: &[(&ReportedRun<'_>, usize)], dossier: &Dossier) -> Option<LighthouseSummary> {
    let (_, newest) = runs.last()?;
    let set: Vec<&ReportedRun<'_>> =
        runs.iter().filter(|(_, number)| number == newest).map(|(report, _)| *report).collect();
    let judged = speaker(&set.iter().map(|report| (report.run, report.member.broke)).collect::<Vec<_>>())?;
    let report = set.get(judged)?;
    let measured = |report: &ReportedRun<'_>| {
        let version = dossier.evidence.get(report.member.evidence);
        version.map(|version| version.facts.measurements.as_slice()).unwrap_or_default()
    };
    let mut spread: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for report in set.iter().filter(|report| !report.member.broke) {
        let values = of_run(measured(report), report.run);
        for (name, value) in values.filter_map(|one_run| Some((one_run.metric.name(), one_run.value?))) {
            let (least, most) = spread.entry(name.to_owned()).or_insert((value, value));
            (*least, *most) = (least.min(value), most.max(value));
        }
    }
    Some(LighthouseSummary {
        target: report.run.target.to_string(),
        label: report.run.label.to_string(),
        time: report.member.time,
        evidence: report.member.evidence,
        values: of_run(measured(report), report.run)
            .map(|measurement| (measurement.metric.name().to_owned(), measurement.value))
            .collect(),
        spread,
        error: report.run.error.clone(),
        runs: runs.len(),
        judged,
        run: report.run.clone(),
        machines: apart(&set),
        machine_before: None,
        set: set.into_iter().map(|report| report.member.clone()).collect(),
        budgets: Vec::new(),
        bounds: BTreeMap::new(),
    })
}
