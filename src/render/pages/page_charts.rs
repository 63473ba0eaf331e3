//! Lighthouse's metrics page by page: mobile beside desktop, the steps of each flow, timespans and snapshots apart, with a mark where runs
//! before and after were not made alike.

use super::figures;
use super::lighthouse::metrics;
use super::parts::FigureView;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::lighthouse::{BETWEEN, Mode, Run};
use crate::model::measurement::{Metric, Unit};
use crate::render::chart::{Breaks, LINES, PageMetric, PerRelease, page_over_releases};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{format, pages::parts, words};
use std::collections::{BTreeMap, BTreeSet};

/// Metrics that are drawn for each page beside others; the page's own page draws all.
const FIRST: [&str; 3] = [Metric::PERFORMANCE, Metric::TTI, "lighthouse.lcp"];
/// So many pages are drawn beside each other; each has a page of its own.
pub const BESIDE: usize = 4;
/// A page draws so many charts.
const CHARTS: usize = 60;

/// What shares a chart: the mode, and the flow (empty for a plain page load).
type Group<'s> = (Mode, &'s str);

/// Every run by series, with the place of its release.
type Runs<'s> = BTreeMap<(&'s str, &'s str), Vec<(usize, &'s Run)>>;

/// The judged runs of some releases by page and label.
fn runs<'s>(releases: &[&'s ReleaseAssessment]) -> Runs<'s> {
    let mut found: Runs<'s> = BTreeMap::new();
    for (at, r) in releases.iter().enumerate() {
        for of in &r.lighthouse {
            found.entry((&of.target, &of.label)).or_default().push((at, &of.run));
        }
    }
    found
}

/// Charts of the first pages, for where pages stand beside each other.
pub fn beside(scene: &Scene<'_>, pages: &[&str]) -> Vec<FigureView> {
    let releases = figures::shown(scene);
    let drawn = pages.iter().take(BESIDE).enumerate();
    let of = drawn.flat_map(|(n, page)| {
        let metrics: Vec<&str> = FIRST.to_vec();
        all(scene, &releases, page, &metrics, &format!("page-{}", n + 1))
            .filter(|((mode, flow), _)| *mode == Mode::Navigation && flow.is_empty())
            .map(|(_, chart)| chart)
            .collect::<Vec<_>>()
    });
    of.collect()
}

/// A chart for each metric of each mode and flow of a page, and how many are left out.
pub fn of_page(scene: &Scene<'_>, page: &str) -> (Vec<FigureView>, usize) {
    let releases = figures::shown(scene);
    let metrics = metrics(&releases, Some(page));
    let mut charts: Vec<FigureView> =
        all(scene, &releases, page, &metrics, "chart").map(|(_, chart)| chart).collect();
    let left = charts.len().saturating_sub(CHARTS);
    charts.truncate(CHARTS);
    (charts, left)
}

fn all<'s>(
    scene: &'s Scene<'_>,
    releases: &'s [&'s ReleaseAssessment],
    page: &'s str,
    metrics: &'s [&'s str],
    id: &str,
) -> impl Iterator<Item = (Group<'s>, FigureView)> {
    let runs = runs(releases);
    let mut groups: BTreeMap<Group<'_>, BTreeSet<&str>> = BTreeMap::new();
    for ((_, label), of) in runs.iter().filter(|((target, _), _)| *target == page) {
        for (_, run) in of {
            groups.entry((run.mode, named(run).0)).or_default().insert(label);
        }
    }
    let mut found = Vec::new();
    for (group, labels) in groups {
        let labels: Vec<&str> = labels.into_iter().collect();
        let tells =
            |metric: &str, label: &str| releases.iter().any(|r| value(r, page, label, metric).is_some());
        let mut drawn: Vec<&str> = metrics.to_vec();
        drawn.retain(|metric| labels.iter().any(|label| tells(metric, label)));
        if drawn.is_empty() && labels.iter().any(|label| broke(&runs, page, label)) {
            // Nothing of it was ever measured: its failures are drawn once.
            drawn.push(metrics.first().copied().unwrap_or(Metric::PERFORMANCE));
        }
        for metric in &drawn {
            let told = |label: &str| tells(metric, label);
            let lines = labels.iter().filter(|label| told(label) || broke(&runs, page, label));
            let lines: Vec<&str> = lines.copied().collect();
            let parts = lines.chunks(LINES).count();
            for (part, lines) in lines.chunks(LINES).enumerate() {
                let of = Drawn { page, group, metric, lines, part: (parts > 1).then_some(part + 1) };
                found.push((group, of.chart(scene, releases, &runs, &format!("{id}-{}", found.len() + 1))));
            }
        }
    }
    found.into_iter()
}

/// The flow of a run (empty for none), and what its line is called beside others of it: `mobile`, `mobile 2. Pay`.
fn named(run: &Run) -> (&str, String) {
    let mut parts: Vec<&str> = run.label.split(BETWEEN).collect();
    if run.mode != Mode::Navigation {
        parts.pop();
    }
    let (form, rest) = match parts.split_first() {
        Some((form, rest)) if ["mobile", "desktop"].contains(form) => (Some(*form), rest),
        _ => (None, parts.as_slice()),
    };
    let (flow, step) = match rest {
        [flow, step] => (*flow, Some(*step)),
        [step] => ("", Some(*step).filter(|step| !step.is_empty())),
        _ => ("", None),
    };
    (flow, form.into_iter().chain(step).collect::<Vec<_>>().join(" "))
}

/// The value of a run that may be shown as one.
fn value(r: &ReleaseAssessment, page: &str, label: &str, metric: &str) -> Option<f64> {
    let of = r.lighthouse.iter().find(|of| of.target == page && of.label == label)?;
    of.values.get(metric).copied().flatten().filter(|_| of.error.is_none())
}

/// Whether a judged run of a series broke.
fn broke(runs: &Runs<'_>, page: &str, label: &str) -> bool {
    runs.get(&(page, label)).is_some_and(|of| of.iter().any(|(_, run)| run.error.is_some()))
}

/// What one chart shows.
struct Drawn<'s> {
    page: &'s str,
    group: Group<'s>,
    metric: &'s str,
    lines: &'s [&'s str],
    part: Option<usize>,
}

impl Drawn<'_> {
    fn chart(
        &self,
        scene: &Scene<'_>,
        releases: &[&ReleaseAssessment],
        runs: &Runs<'_>,
        id: &str,
    ) -> FigureView {
        let values = |r: &ReleaseAssessment| {
            self.lines.iter().map(|label| value(r, self.page, label, self.metric)).collect()
        };
        let rows = releases.iter().map(|r| PerRelease { release: scene.name(r.snapshot), values: values(r) });
        let rows: Vec<PerRelease> = rows.collect();
        let lines: Vec<_> = self.lines.iter().filter_map(|label| runs.get(&(self.page, *label))).collect();
        let mut marks = BTreeMap::new();
        let mut broken = BTreeSet::new();
        for of in &lines {
            changes(of, self.metric, &mut marks);
            broken.extend(of.iter().filter(|(_, run)| run.error.is_some()).map(|(at, _)| *at));
        }
        let line = |of: &&Vec<(usize, &Run)>| of.first().map(|(_, run)| named(run).1).unwrap_or_default();
        let chart = PageMetric {
            title: self.title(),
            unit: Metric::new(self.metric).unit(),
            lines: lines.iter().map(line).collect(),
            budgets: self.budgets(releases, runs),
            breaks: Breaks { marks: marks.into_iter().collect(), broken: broken.into_iter().collect() },
        };
        page_over_releases(id, chart, &rows).into()
    }

    /// `Performance of https://…, flow Buy, timespan, part 2`
    fn title(&self) -> String {
        let name = words::metric(&Metric::new(self.metric));
        let name = parts::sentence(name.strip_prefix("Lighthouse ").unwrap_or(&name));
        let page = say!("{metric} of {page}", metric = name, page = words::page(self.page, ""));
        let (mode, flow) = self.group;
        let flow = (!flow.is_empty()).then(|| say!("flow {name}", name = flow));
        let mode = (mode != Mode::Navigation).then(|| words::mode_word(mode).to_owned());
        let part = self.part.map(|part| say!("part {n}", n = format::integer(part)));
        [Some(page), flow, mode, part].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The bounds of the checklist, each once, with the lines that they are for where they are not for all.
    fn budgets(&self, releases: &[&ReleaseAssessment], runs: &Runs<'_>) -> Vec<(f64, String)> {
        let mut found: Vec<(f64, Vec<String>)> = Vec::new();
        for label in self.lines {
            let its = |r: &&ReleaseAssessment| {
                r.lighthouse
                    .iter()
                    .find(|of| of.target == self.page && of.label == *label)?
                    .bound(self.metric)
            };
            let Some((_, bound)) = releases.iter().rev().find_map(its) else { continue };
            let Some((_, run)) = runs.get(&(self.page, *label)).and_then(|of| of.last()) else { continue };
            match found.iter_mut().find(|(known, _)| known.to_bits() == bound.to_bits()) {
                Some((_, lines)) => lines.push(named(run).1),
                None => found.push((bound, vec![named(run).1])),
            }
        }
        let words = |(bound, lines): (f64, Vec<String>)| {
            let whose = if lines.len() == self.lines.len() { String::new() } else { lines.join(", ") };
            (bound, whose)
        };
        found.into_iter().map(words).collect()
    }
}

/// Where the major version of Lighthouse differs from the run before that tells one; for the performance score also where it is made of
/// other parts, for times where they were throttled otherwise. Values before and after are not comparable.
fn changes(runs: &[(usize, &Run)], metric: &str, found: &mut BTreeMap<usize, String>) {
    let unit = Metric::new(metric).unit();
    let (mut major, mut how) = (None, "");
    for (at, run) in runs {
        let (is, was) = (run.major(), major);
        let made = match unit {
            Unit::Score if metric == Metric::PERFORMANCE => run.weights.as_str(),
            Unit::Millis => run.throttling.as_str(),
            _ => "",
        };
        if let (Some(is), Some(was)) = (is, was)
            && is != was
        {
            found.insert(*at, say!("Lighthouse {version}", version = is));
        } else if !made.is_empty() && !how.is_empty() && made != how {
            let words = if unit == Unit::Score { say!("other weights") } else { say!("other throttling") };
            found.entry(*at).or_insert_with(|| words.to_owned());
        }
        major = is.or(major);
        how = if made.is_empty() { how } else { made };
    }
}

/// The marks of all page loads of some releases, for a chart of their scores.
pub fn marks(releases: &[&ReleaseAssessment]) -> Vec<(usize, String)> {
    let mut found = BTreeMap::new();
    for mut of in runs(releases).into_values() {
        of.retain(|(_, run)| run.mode == Mode::Navigation);
        changes(&of, Metric::PERFORMANCE, &mut found);
    }
    found.into_iter().collect()
}
