//! Lighthouse at a release: of each page and form factor the newest collection before it, the run that speaks for it, and how that run
//! stands to the budgets that the team's own configuration sets.

use super::assessment::ReleaseAssessment;
use super::collection::{collections, concerns, is_page, run as run_of, speaker};
use super::demand::Demand;
use super::series::machines;
use crate::model::criterion::{Criterion, Op};
use crate::model::dossier::{Dossier, Measured};
use crate::model::lighthouse::{Configured, Listed, Mode, Pages, Run};
use crate::model::measurement::{Measurement, Metric};
use jiff::Timestamp;
use regex::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The runs of one page and form factor of the newest collection that belongs to a release, and the one that is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct LighthouseSummary {
    /// The page.
    pub target: String,
    /// Form factor, step of a flow, mode; `mobile`, `desktop` or empty for a plain report.
    pub label: String,
    /// When the judged run was made.
    pub time: Timestamp,
    /// Index into the dossier's evidence.
    pub evidence: usize,
    /// Metric name and value (`None`: the run broke).
    pub values: BTreeMap<String, Option<f64>>,
    /// The lowest and the highest value of the collection's runs, by metric.
    pub spread: BTreeMap<String, (f64, f64)>,
    /// Why the run must not be judged.
    pub error: Option<String>,
    /// How many runs of this page and form factor belong to the release.
    pub runs: usize,
    /// The collection's runs of this page and form factor, by time.
    pub set: Vec<Member>,
    /// Index into `set`: the judged run.
    pub judged: usize,
    /// How the judged run was made.
    pub run: Run,
    /// The slowest and the fastest machine of the collection's runs, where they differ by more than [`MACHINE`](super::series::MACHINE).
    pub machines: Option<(f64, f64)>,
    /// The release (index of its snapshot) since which the judged runs of this page and form factor were made on a machine of about one
    /// speed, and that speed, where this run's machine is another.
    pub machine_before: Option<(usize, f64)>,
    /// The budgets of the team's own configuration for this page.
    pub budgets: Vec<OwnBudget>,
    /// The bounds that the checklist sets for this page and form factor, by metric.
    pub bounds: BTreeMap<String, (Op, f64)>,
}

impl LighthouseSummary {
    /// The bound that the checklist sets for a metric of this page and form factor.
    #[must_use]
    pub fn bound(&self, metric: &str) -> Option<(Op, f64)> {
        self.bounds.get(metric).copied()
    }
}

/// A run of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// When it was made.
    pub time: Timestamp,
    /// Index into the dossier's evidence: the file that stands for it.
    pub evidence: usize,
    /// All files that tell it (indices), sorted.
    pub tellers: Vec<usize>,
    /// Whether it broke.
    pub broke: bool,
    /// How fast the machine was.
    pub benchmark: Option<f64>,
}

/// A budget of `lighthouserc` or `budget.json`, seen from the judged run.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnBudget {
    /// Index into the dossier's evidence: the configuration.
    pub evidence: usize,
    /// The budget.
    pub configured: Configured,
    /// What the judged run measured.
    pub observed: Option<f64>,
    /// Whether that holds; `None` where nothing was measured.
    pub holds: Option<bool>,
}

/// Where configurations and manifests lie in the history, found once.
#[derive(Debug, Default)]
pub struct Surroundings {
    configurations: BTreeSet<Arc<str>>,
    manifests: BTreeMap<String, BTreeSet<Arc<str>>>,
    patterns: BTreeMap<String, Regex>,
    /// What Lighthouse measured (indices into the dossier's measurements, by time), by the snapshot to which it belongs.
    measured: BTreeMap<usize, Vec<usize>>,
}

impl Surroundings {
    /// Looks once through the evidence.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let mut found = Self::default();
        for version in &dossier.evidence {
            let Some(told) = &version.facts.lighthouse else { continue };
            if !told.budgets.is_empty() {
                found.configurations.insert(version.path.clone());
            }
            if !told.listed.is_empty() {
                found
                    .manifests
                    .entry(folder(&version.path).to_owned())
                    .or_default()
                    .insert(version.path.clone());
            }
            for budget in &told.budgets {
                let Some(source) = budget.pages.pattern() else { continue };
                if let Ok(pattern) = RegexBuilder::new(&source).size_limit(1 << 20).build() {
                    found.patterns.insert(source, pattern);
                }
            }
        }
        for (n, measured) in dossier.measured.iter().enumerate().filter(|(_, its)| is_lighthouse(its)) {
            found.measured.entry(belongs(measured, dossier)).or_default().push(n);
        }
        found
    }

    fn concerns(&self, pages: &Pages, target: &str) -> bool {
        pages
            .pattern()
            .is_none_or(|source| self.patterns.get(&source).is_some_and(|pattern| pattern.is_match(target)))
    }

    /// The manifests (indices into the evidence) that stand beside a file at a snapshot, with what they list.
    pub(super) fn manifests<'d>(
        &self,
        dossier: &'d Dossier,
        beside: &str,
        snapshot: usize,
    ) -> Vec<(usize, &'d [Listed])> {
        let paths = self.manifests.get(folder(beside)).into_iter().flatten();
        let standing = paths.filter_map(|path| dossier.at(path, snapshot));
        standing
            .filter_map(|n| Some((n, dossier.evidence.get(n)?.facts.lighthouse.as_ref()?.listed.as_slice())))
            .collect()
    }

    fn judge(&self, dossier: &Dossier, snapshot: usize, summary: &LighthouseSummary) -> Vec<OwnBudget> {
        if summary.run.mode != Mode::Navigation {
            return Vec::new();
        }
        let standing = self.configurations.iter().filter_map(|path| dossier.at(path, snapshot));
        let set = standing.flat_map(|n| {
            let told = dossier.evidence.get(n).and_then(|version| version.facts.lighthouse.as_ref());
            told.into_iter().flat_map(move |told| told.budgets.iter().map(move |budget| (n, budget)))
        });
        let own = summary.run.budgets.iter().map(|budget| (summary.evidence, budget));
        set.chain(own)
            .filter(|(_, budget)| self.concerns(&budget.pages, &summary.target))
            .map(|(evidence, budget)| {
                let sound = summary.error.is_none() && summary.run.answers(&budget.metric);
                let observed = summary.values.get(budget.metric.name()).copied().flatten().filter(|_| sound);
                let holds = observed.map(|value| budget.op.holds(value, budget.value));
                OwnBudget { evidence, configured: budget.clone(), observed, holds }
            })
            .collect()
    }
}

/// The release (index of its snapshot) to which a measurement belongs: the first whose history holds a file that tells it, and that was
/// not made before it. The time of a report is the measuring machine's clock; when it could be known, git tells.
fn belongs(measured: &Measured, dossier: &Dossier) -> usize {
    let history = &dossier.history;
    let told = measured.tellers.iter().filter_map(|teller| dossier.evidence.get(*teller));
    let known =
        told.filter_map(|version| history.commits.get(version.recorded_by)).map(|by| by.snapshot).min();
    let made = history.snapshots.partition_point(|snapshot| snapshot.time < measured.time);
    made.max(known.unwrap_or_default())
}

/// The folder of a path, with its slash.
#[must_use]
pub fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()
}

/// A run that some file tells.
struct Told<'d> {
    run: &'d Run,
    member: Member,
    commit: usize,
}

/// The newest collection of each page and form factor that belongs to a release.
#[must_use]
pub fn lighthouse(
    dossier: &Dossier,
    snapshot: usize,
    demands: &[&Demand],
    around: &Surroundings,
) -> Vec<LighthouseSummary> {
    let measured = around.measured.get(&snapshot).map(Vec::as_slice).unwrap_or_default();
    let all = told(measured, dossier, snapshot);
    let places: Vec<(Timestamp, usize)> = all.iter().map(|one| (one.member.time, one.commit)).collect();
    let mut series: BTreeMap<(&str, &str), Vec<(&Told<'_>, usize)>> = BTreeMap::new();
    for (one, number) in all.iter().zip(collections(&places)) {
        series.entry((&one.run.target, &one.run.label)).or_default().push((one, number));
    }
    series
        .into_values()
        .filter_map(|runs| {
            let mut summary = summary(&runs, dossier)?;
            summary.budgets = around.judge(dossier, snapshot, &summary);
            summary.bounds = bounds(demands, &summary.run);
            Some(summary)
        })
        .collect()
}

/// What the checklist demands of the runs of one page and form factor, by metric: of several demands the first.
fn bounds(demands: &[&Demand], run: &Run) -> BTreeMap<String, (Op, f64)> {
    let mut found = BTreeMap::new();
    for asked in demands.iter().flat_map(|demand| &demand.asked) {
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
fn apart(set: &[&Told<'_>]) -> Option<(f64, f64)> {
    let speeds = || set.iter().filter_map(|one| one.member.benchmark);
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
fn told<'d>(measurements: &[usize], dossier: &'d Dossier, snapshot: usize) -> Vec<Told<'d>> {
    let mut found: BTreeMap<(Timestamp, &str, &str, usize), Told<'d>> = BTreeMap::new();
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
        let fresh = || Told {
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
    let mut all: Vec<Told<'d>> = found.into_values().collect();
    for one in &mut all {
        one.member.tellers.sort_unstable();
        one.member.tellers.dedup();
    }
    let path = |one: &Told<'_>| dossier.evidence.get(one.member.evidence).map(|version| version.path.clone());
    all.sort_by_cached_key(|one| (one.member.time, path(one)));
    all
}

fn is_lighthouse(measured: &Measured) -> bool {
    measured.measurement.metric.is_of_lighthouse()
}

fn of_run<'f>(all: &'f [Measurement], run: &'f Run) -> impl Iterator<Item = &'f Measurement> {
    all.iter().filter(move |its| its.time == run.time && its.label == run.label && its.target == run.target)
}

/// Whether a run did not finish: by its own error, or for lack of what a page load is judged by.
fn broke(all: &[Measurement], run: &Run) -> bool {
    let judged = |its: &&Measurement| {
        matches!(its.metric.name(), Metric::PERFORMANCE | Metric::TTI) && run.answers(&its.metric)
    };
    run.error.is_some() || of_run(all, run).filter(judged).any(|its| !its.finished())
}

/// The runs of one page and form factor, by time, each with the number of its collection.
fn summary(runs: &[(&Told<'_>, usize)], dossier: &Dossier) -> Option<LighthouseSummary> {
    let (_, newest) = runs.last()?;
    let set: Vec<&Told<'_>> =
        runs.iter().filter(|(_, number)| number == newest).map(|(one, _)| *one).collect();
    let judged = speaker(&set.iter().map(|one| (one.run, one.member.broke)).collect::<Vec<_>>())?;
    let one = set.get(judged)?;
    let measured = |one: &Told<'_>| {
        dossier
            .evidence
            .get(one.member.evidence)
            .map(|version| version.facts.measurements.as_slice())
            .unwrap_or_default()
    };
    let mut spread: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for one in set.iter().filter(|one| !one.member.broke) {
        for (name, value) in
            of_run(measured(one), one.run).filter_map(|its| Some((its.metric.name(), its.value?)))
        {
            let (least, most) = spread.entry(name.to_owned()).or_insert((value, value));
            (*least, *most) = (least.min(value), most.max(value));
        }
    }
    Some(LighthouseSummary {
        target: one.run.target.to_string(),
        label: one.run.label.to_string(),
        time: one.member.time,
        evidence: one.member.evidence,
        values: of_run(measured(one), one.run).map(|its| (its.metric.name().to_owned(), its.value)).collect(),
        spread,
        error: one.run.error.clone(),
        runs: runs.len(),
        judged,
        run: one.run.clone(),
        machines: apart(&set),
        machine_before: None,
        set: set.into_iter().map(|one| one.member.clone()).collect(),
        budgets: Vec::new(),
        bounds: BTreeMap::new(),
    })
}
