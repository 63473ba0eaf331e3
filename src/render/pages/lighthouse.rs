//! Lighthouse over all releases.

use super::latency::Trend;
use super::parts::{self, Cell, Table, numbers};
use super::{figures, page_charts};
use crate::assess::result::lighthouse::LighthouseSummary;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::measurement::{Metric, Unit};
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use std::collections::{BTreeMap, BTreeSet};

/// The table holds the rows of the newest releases, at most so many; the data files have all.
const ROWS: usize = 1000;
/// So many pages have a page of their own, those that were measured for most releases; the data files have all.
const PAGES: usize = 200;

/// How the runs are chosen, for every page that shows some.
fn method() -> &'static str {
    say!(
        "Of each page, form factor and step the newest runs that one commit recorded before a release, and that no earlier release could \
        know; of several, one is judged: the representative run as Lighthouse CI chooses it. Where Lighthouse's major version or its \
        weights change, scores before and after are not comparable, and a chart says so. A cross below a chart is a release whose \
        judged run broke."
    )
}

/// A page over all, and one for each page that was measured.
pub struct Lighthouse;

impl Kind for Lighthouse {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let own = pages(scene).into_iter().take(PAGES).map(|(page, _)| Target::LighthouseOf(page.to_owned()));
        std::iter::once(Target::Lighthouse).chain(own).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let releases: Vec<&ReleaseAssessment> = scene.releases().rev().map(|(r, _)| r).collect();
        let csv = scene.measurements(path);
        if let Target::LighthouseOf(page) = target {
            return of_page(scene, path, page, &releases, csv);
        }
        let all = pages(scene);
        let beside: Vec<&str> = all.iter().map(|(page, _)| *page).collect();
        let further = match all.len().saturating_sub(page_charts::BESIDE) {
            0 => String::new(),
            n => say!(
                " Charts of {pages} stand on their own pages only.",
                pages = format::count(n, "further page", "further pages")
            ),
        };
        let view = Trend {
            lead: format!("{}{further}", method()),
            nothing: say!(
                "There is no Lighthouse report among the evidence, so no score is known and no item about it can be proven."
            ),
            figures: figures::lighthouse(scene)
                .into_iter()
                .chain(page_charts::beside(scene, &beside))
                .collect(),
            others: overview(scene, path, &all).into_iter().collect(),
            table: table(scene, path, &releases),
            csv,
            ..Trend::default()
        };
        scene.fill("trend.html", Frame::new(scene, path, say!("Lighthouse"), &[]), &view)
    }
}

fn of_page(
    scene: &Scene<'_>,
    path: &str,
    page: &str,
    releases: &[&ReleaseAssessment],
    csv: Option<String>,
) -> Result<Vec<u8>, RenderError> {
    let (figures, left) = page_charts::of_page(scene, page);
    let further = match left {
        0 if figures.is_empty() => " There is no chart: no tagged release has a value of it.".to_owned(),
        0 => String::new(),
        n => say!(
            " {charts} not drawn; the table has their values.",
            charts = format::count(n, "further chart is", "further charts are")
        ),
    };
    let view = Trend {
        lead: format!("{}{further}", method()),
        nothing: say!("No run of this page belongs to a release."),
        figures,
        table: rows(scene, path, releases, Some(page)),
        csv,
        ..Trend::default()
    };
    let name = words::page(page, "");
    let mut frame = Frame::new(scene, path, &name, &[(say!("Lighthouse"), Target::Lighthouse)]);
    frame.title = say!("Lighthouse of {page}", page = name);
    scene.fill("trend.html", frame, &view)
}

/// A page with the releases (indices of their snapshots) to which runs of it belong.
type Measured<'s> = (&'s str, Vec<usize>);

/// Every page that was measured for a release, those of most releases first.
fn pages<'s>(scene: &Scene<'s>) -> Vec<Measured<'s>> {
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for r in &scene.assessment.releases {
        for run in &r.lighthouse {
            let known = found.entry(&run.target).or_default();
            if known.last() != Some(&r.snapshot) {
                known.push(r.snapshot);
            }
        }
    }
    let mut pages: Vec<_> = found.into_iter().collect();
    pages.sort_by_key(|(page, releases)| (std::cmp::Reverse(releases.len()), *page));
    pages
}

/// The pages with what they were measured as, and the newest of it.
fn overview(scene: &Scene<'_>, path: &str, all: &[Measured<'_>]) -> Option<Table> {
    let caption = match all.len().saturating_sub(PAGES) {
        0 => say!("Pages that were measured").to_owned(),
        left => say!(
            "The {n} pages that were measured for most releases; {further} in the data files",
            n = PAGES,
            further = format::count(left, "further page is", "further pages are")
        ),
    };
    let columns = [
        say!("Page"),
        &numbers(say!("Releases")),
        say!("Newest"),
        say!("Form factors and steps"),
        say!("Performance"),
    ];
    let mut table = Table::new(caption, &columns);
    for (page, releases) in all.iter().take(PAGES) {
        let Some((newest, _)) = releases.last().and_then(|at| scene.release(*at)) else { continue };
        let runs: Vec<&LighthouseSummary> =
            newest.lighthouse.iter().filter(|run| run.target == *page).collect();
        let labels: Vec<&str> =
            runs.iter().map(|run| run.label.as_str()).filter(|label| !label.is_empty()).collect();
        let score = |run: &&LighthouseSummary| match (&run.error, run.values.get(Metric::PERFORMANCE)) {
            (Some(error), _) => Some(say!("broke ({fault})", fault = error)),
            (None, Some(Some(score))) => Some(format::quantity(*score, Unit::Score)),
            (None, told) => told.map(|_| say!("not scored").to_owned()),
        };
        let scores: Vec<String> = runs.iter().filter_map(score).take(LABELS).collect();
        table.rows.push(vec![
            Cell::heading(own_page(scene, path, page, "")).with("path"),
            Cell::number(format::integer(releases.len())),
            Cell::html(parts::release(scene, path, newest.snapshot)),
            Cell::text(&some(&labels)),
            Cell::text(&scores.join(", ")),
        ]);
    }
    table.unless_empty()
}

/// So many labels of a page are named.
const LABELS: usize = 6;

fn some(labels: &[&str]) -> String {
    let named = labels.iter().take(LABELS).copied().collect::<Vec<_>>().join(", ");
    match labels.len().saturating_sub(LABELS) {
        0 => named,
        n => say!("{labels} and {n} more", labels = named, n = format::integer(n)),
    }
}

/// A page by its address, as a link to its own page where it has one.
fn own_page(scene: &Scene<'_>, from: &str, page: &str, label: &str) -> Html {
    scene.anchor(from, &Target::LighthouseOf(page.to_owned()), "", &words::page(page, label))
}

/// A row for each release, page and form factor; a column for each score and metric that occurs. `None` without a run.
pub fn table(scene: &Scene<'_>, path: &str, releases: &[&ReleaseAssessment]) -> Option<Table> {
    rows(scene, path, releases, None)
}

/// The same, of one page or of all.
fn rows(scene: &Scene<'_>, path: &str, releases: &[&ReleaseAssessment], page: Option<&str>) -> Option<Table> {
    let names = metrics(releases, page);
    let head = |name: &&str| {
        let words = words::metric(&Metric::new(*name));
        numbers(&parts::sentence(words.strip_prefix("Lighthouse ").unwrap_or(&words)))
    };
    let heads: Vec<String> = names.iter().map(head).collect();
    let what = if page.is_none() { say!("Page") } else { say!("Form factor and step") };
    let mut columns = vec![say!("Release"), what, say!("Run (UTC)"), say!("Runs")];
    columns.extend(heads.iter().map(String::as_str));
    columns.extend([say!("Lighthouse"), "#CPU"]);
    let all = releases.iter().flat_map(|r| r.lighthouse.iter().map(move |run| (*r, run)));
    let all: Vec<_> = all.filter(|(_, run)| page.is_none_or(|page| run.target == page)).collect();
    let caption = say!(
        "Lighthouse by release, page and form factor; below a value the lowest and the highest of its runs"
    );
    let caption = match all.len().saturating_sub(ROWS) {
        0 => caption.to_owned(),
        _ => {
            say!(
                "{table}: the newest {n} of {all} rows",
                table = caption,
                n = format::integer(ROWS),
                all = format::integer(all.len())
            )
        }
    };
    let mut table = Table::new(caption, &columns);
    let row = |(r, run): &(&ReleaseAssessment, &LighthouseSummary)| {
        let report = scene.evidence(path, run.evidence, &format::minute(run.time));
        let mut row = vec![
            Cell::heading(parts::release(scene, path, r.snapshot)),
            Cell::html(measured(scene, path, run, page.is_none())).with("path"),
            Cell::html(report).with("nowrap"),
            Cell::text(&words::runs(run)),
        ];
        row.extend(names.iter().map(|name| number(run, name)));
        row.push(Cell::text(&run.run.version));
        row.push(machine(scene, run));
        row
    };
    table.rows = all.iter().take(ROWS).map(row).collect();
    table.unless_empty()
}

/// What was measured, and that it broke.
fn measured(scene: &Scene<'_>, path: &str, run: &LighthouseSummary, with_page: bool) -> Html {
    let name = match (with_page, run.label.as_str()) {
        (true, label) => own_page(scene, path, &run.target, label),
        (false, "") => Html::text(say!("not stated")),
        (false, label) => Html::text(label),
    };
    match &run.error {
        Some(error) => parts::joined(&[name, Html::text(&say!(": must not be judged ({error})", error))], ""),
        None => name,
    }
}

/// The judged run's value, and below it the lowest and the highest of the collection's runs where they differ.
fn number(run: &LighthouseSummary, name: &str) -> Cell {
    let unit = Metric::new(name).unit();
    let Some(value) = run.values.get(name).copied().flatten() else { return Cell::number("") };
    let value = Html::text(&format::quantity(value, unit));
    let spread = run.spread.get(name).filter(|(least, most)| run.set.len() > 1 && least < most);
    let Some((least, most)) = spread else { return Cell::html(value).with("num") };
    let spread = say!(
        "{least} to {most}",
        least = format::quantity(*least, unit),
        most = format::quantity(*most, unit)
    );
    let spread = format!(" <br><span class=\"meta\">{}</span>", escape(&spread));
    Cell::html(parts::joined(&[value, Html::made(spread)], "")).with("num")
}

/// Every metric that occurs in some releases: performance before the other scores, scores before times and sizes.
pub fn metrics<'s>(releases: &[&'s ReleaseAssessment], page: Option<&str>) -> Vec<&'s str> {
    let runs = releases.iter().flat_map(|r| &r.lighthouse);
    let runs = runs.filter(|run| page.is_none_or(|page| run.target == page));
    let names: BTreeSet<&str> = runs.flat_map(|run| run.values.keys().map(String::as_str)).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_key(|name| (*name != Metric::PERFORMANCE, Metric::new(*name).unit() != Unit::Score, *name));
    names
}

/// How fast the measuring machine was, whether the runs before were made on another one, and whether those of the collection were.
fn machine(scene: &Scene<'_>, run: &LighthouseSummary) -> Cell {
    let Some(speed) = run.run.benchmark else { return Cell::number("") };
    let quantity = |speed: f64| format::quantity(speed.round(), Unit::Plain);
    let mut cell = vec![Html::text(&quantity(speed))];
    if let Some((since, before)) = run.machine_before {
        let why = say!(
            "from {release} on the runs before were made on a machine of about {speed}",
            release = scene.name(since),
            speed = quantity(before)
        );
        cell.push(parts::labelled("warning", say!("other machine"), &why));
    }
    if let Some((slow, fast)) = run.machines {
        let why = say!(
            "the runs of this set were made on machines of {least} to {most}",
            least = quantity(slow),
            most = quantity(fast)
        );
        cell.push(parts::labelled("warning", say!("uneven machines"), &why));
    }
    Cell::html(parts::joined(&cell, " ")).with("num")
}

/// What the team's own configuration demands of the judged runs. `None` where it demands nothing.
pub fn own_budgets(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment) -> Option<Table> {
    let columns = [say!("Page"), say!("Budget"), &numbers(say!("Measured")), say!("Outcome"), say!("Set in")];
    let mut table = Table::new(say!("Budgets of the team's own Lighthouse configuration"), &columns);
    for run in &r.lighthouse {
        for own in &run.budgets {
            let unit = own.configured.unit;
            let (class, word, meaning) = match (own.holds, own.configured.binding) {
                (Some(true), _) => ("proving", say!("holds"), say!("The judged run keeps it")),
                (Some(false), true) => ("failed", say!("broken"), say!("The judged run breaks it")),
                (Some(false), false) => (
                    "warning",
                    say!("broken, a warning"),
                    say!("The judged run breaks it; it is a warning there"),
                ),
                (None, _) => ("quiet", say!("not measured"), say!("The judged run has no such number")),
            };
            let file = scene.dossier.evidence.get(own.evidence).map_or("", |version| &version.path);
            table.rows.push(vec![
                Cell::heading(Html::text(&words::page(&run.target, &run.label))).with("path"),
                Cell::text(&words::configured(&own.configured)),
                Cell::number(
                    own.observed
                        .map(|value| format::beside(value, own.configured.value, unit))
                        .unwrap_or_default(),
                ),
                Cell::html(parts::labelled(class, word, meaning)),
                Cell::html(scene.evidence(path, own.evidence, file)).with("path"),
            ]);
        }
    }
    table.unless_empty()
}
