//! Lighthouse reports audit by audit, on the page of a report.
//!
//! A report's bytes are asked for again here: its audits would be too many to keep for all releases.

use super::parts::{self, Cell, Table, numbers};
use crate::assess::result::lighthouse::{LighthouseSummary, Member};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::evidence::{Evidence, Kind};
use crate::model::lighthouse::{Mode, Run};
use crate::model::measurement::{Metric, Unit};
use crate::read::lighthouse::audits::{Audited, Report, reports};
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;
use crate::render::{format, words};
use serde::Serialize;

/// So many runs of a report are shown audit by audit: a flow has a few steps.
const RUNS: usize = 10;
/// So many rows a table shows.
pub const ROWS: usize = 100;

/// One run of a report.
#[derive(Debug, Serialize)]
pub struct RunView {
    title: String,
    judged_html: Html,
    lead: String,
    warnings: Vec<String>,
    spread: Option<Table>,
    settings: Option<Table>,
    failing: Option<Table>,
}

impl RunView {
    /// Its tables told apart from those of other runs on the same page.
    fn labelled(mut self, file: &str) -> Self {
        let about = format!("{}, {file}", self.title);
        for table in [&mut self.spread, &mut self.settings, &mut self.failing] {
            *table = table.take().map(|table| table.labelled(&about));
        }
        self
    }
}

/// The runs of a report with their settings and failing audits, and whether a release was judged by them; nothing for other files.
pub fn runs(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, index: usize, label: &str) -> Vec<RunView> {
    let Some(version) = scene.dossier.evidence.get(index) else { return Vec::new() };
    let of = |report: &Report| {
        let summary = summary(r, &report.run);
        let mut view = view(report, standing(scene, path, r, index, &report.run));
        view.spread = summary.and_then(|summary| spread(summary, index, &report.run));
        view.labelled(label)
    };
    read(scene, version).iter().take(RUNS).map(of).collect()
}

/// The judged run of the same page, form factor and step.
fn summary<'r>(r: &'r ReleaseAssessment, run: &Run) -> Option<&'r LighthouseSummary> {
    r.lighthouse.iter().find(|of| of.target == *run.target && of.label == *run.label)
}

/// The place of a run among those of its collection.
fn place(summary: &LighthouseSummary, index: usize, run: &Run) -> Option<usize> {
    let tells =
        |member: &Member| member.tellers.contains(&index) && run.time.is_none_or(|time| time == member.time);
    summary.set.iter().position(tells)
}

/// Of each number of the collection the judged run's value, the lowest and the highest. `None` for a run that is alone.
fn spread(summary: &LighthouseSummary, index: usize, run: &Run) -> Option<Table> {
    place(summary, index, run).filter(|_| summary.set.len() > 1)?;
    let whole = summary.set.iter().filter(|member| !member.broke).count();
    let caption = say!(
        "{runs} of this page and form factor, {whole} of them whole: judged, lowest and highest value",
        runs = format::count(summary.set.len(), "run", "runs"),
        whole = format::integer(whole)
    );
    let columns =
        [say!("Number"), &numbers(say!("Judged run")), &numbers(say!("Lowest")), &numbers(say!("Highest"))];
    let mut table = Table::new(caption, &columns);
    for (name, (least, most)) in &summary.spread {
        let metric = Metric::new(name.as_str());
        let number = |value: f64| Cell::number(format::quantity(value, metric.unit()));
        let judged = summary.values.get(name).copied().flatten();
        table.rows.push(vec![
            Cell::heading(Html::text(&parts::sentence(&words::metric(&metric)))),
            judged.map_or_else(|| Cell::number(""), number),
            number(*least),
            number(*most),
        ]);
    }
    table.unless_empty()
}

/// Whether a run is the one by which a release is judged, and of how many.
fn standing(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, index: usize, run: &Run) -> Html {
    let trend = scene.anchor(
        path,
        &Target::LighthouseOf(run.target.to_string()),
        "",
        say!("This page through the releases."),
    );
    let told = judged_by(scene, path, r, index, run);
    parts::joined(
        &[told, trend].into_iter().filter(|part| !part.as_str().is_empty()).collect::<Vec<_>>(),
        " ",
    )
}

fn judged_by(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, index: usize, run: &Run) -> Html {
    let Some(summary) = summary(r, run) else { return Html::default() };
    let Some(at) = place(summary, index, run) else { return Html::default() };
    let name = scene.name(r.snapshot);
    let runs = Some(summary.set.len()).filter(|n| *n != 1).map(|n| format::count(n, "run", "runs"));
    if at == summary.judged {
        return Html::text(&match runs {
            None => say!("{release} is judged by this run.", release = name),
            Some(runs) => {
                say!(
                    "{release} is judged by this run of {runs} of this page and form factor.",
                    release = name,
                    runs
                )
            }
        });
    }
    let judged =
        scene.evidence(path, summary.evidence, &say!("the run of {time}.", time = format::utc(summary.time)));
    let words = match runs {
        None => say!("Not judged: one; {release} is judged by", release = name),
        Some(runs) => {
            say!(
                "Not judged: one of {runs} of this page and form factor; {release} is judged by",
                release = name,
                runs
            )
        }
    };
    parts::joined(&[Html::text(&words), judged], " ")
}

/// The runs of a version of evidence with their audits; none where it is no report.
pub fn read(scene: &Scene<'_>, version: &Evidence) -> Vec<Report> {
    let told = version.facts.lighthouse.as_ref().is_some_and(|told| !told.runs.is_empty());
    if version.facts.kind != Kind::Lighthouse || !told {
        return Vec::new();
    }
    scene.bytes.bytes(version.blob).map(|bytes| reports(&version.path, &bytes)).unwrap_or_default()
}

fn view(report: &Report, judged_html: Html) -> RunView {
    let run = &report.run;
    let mut settings = Table::new(say!("How it was run"), &[say!("Setting"), say!("Value")]);
    settings.rows = report
        .settings
        .iter()
        .map(|(name, value)| {
            let value = match value.strip_suffix(" times") {
                Some(n) => say!("{n} times", n),
                None if value == "off" => say!("off").to_owned(),
                None => value.clone(),
            };
            vec![Cell::heading(Html::text(words::setting(name))), Cell::text(&value)]
        })
        .collect();
    let failing: Vec<(&String, &Audited)> =
        report.audits.iter().filter(|(_, audit)| audit.broke || audit.passes() == Some(false)).collect();
    let scored = report.audits.values().filter(|audit| audit.score.is_some()).count();
    let broke = report.audits.values().filter(|audit| audit.broke).count();
    let error = run
        .error
        .as_ref()
        .map(|error| say!("The run broke ({error}), so that nothing of it is judged.", error));
    let mode = (run.mode != Mode::Navigation).then(|| {
        say!("It is a {mode}, no page load: its scores answer no budget.", mode = words::mode_word(run.mode))
    });
    let lead = [Some(passing(failing.len() - broke, scored, broke)), error, mode];
    RunView {
        title: words::page(&run.target, &run.label),
        judged_html,
        lead: lead.into_iter().flatten().collect::<Vec<_>>().join(" "),
        warnings: report.warnings.clone(),
        spread: None,
        settings: settings.unless_empty(),
        failing: failing_table(failing),
    }
}

/// How many audits do not pass.
fn passing(failing: usize, scored: usize, broke: usize) -> String {
    let (n, scored, broke) = (format::integer(failing), format::integer(scored), format::integer(broke));
    match failing {
        1 => say!(
            "{n} audit of {scored} that have a score does not pass (a score under 90); {broke} could not be computed.",
            n,
            scored,
            broke
        ),
        _ => say!(
            "{n} audits of {scored} that have a score do not pass (a score under 90); {broke} could not be computed.",
            n,
            scored,
            broke
        ),
    }
}

fn failing_table(mut failing: Vec<(&String, &Audited)>) -> Option<Table> {
    let weight = |audit: &Audited| audit.weights.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
    // What weighs most in some category comes first.
    failing.sort_by(|a, b| weight(b.1).total_cmp(&weight(a.1)).then(a.0.cmp(b.0)));
    let columns = [say!("Audit"), &numbers(say!("Score")), &numbers(say!("Value")), say!("Counts in")];
    let mut table = Table::new(shown(say!("Audits that do not pass"), failing.len()), &columns);
    table.rows = failing
        .iter()
        .take(ROWS)
        .map(|(id, audit)| {
            let counts = audit.weights.iter().map(|(category, weight)| {
                say!("{name} ({more})", name = category, more = format::quantity(*weight, Unit::Plain))
            });
            vec![
                Cell::heading(Html::text(&title(id, &audit.title))).with("words"),
                score(audit),
                Cell::number(
                    audit.value.map(|(value, unit)| format::quantity(value, unit)).unwrap_or_default(),
                ),
                Cell::text(&counts.collect::<Vec<_>>().join(", ")),
            ]
        })
        .collect();
    table.unless_empty()
}

/// What a table shows, and of how many rows where it is cut.
pub fn shown(what: &str, rows: usize) -> String {
    if rows > ROWS {
        what.to_owned() + &say!(": the first {n} of {all}", n = ROWS, all = format::integer(rows))
    } else {
        what.to_owned()
    }
}

/// An audit's name and its id.
pub fn title(id: &str, title: &str) -> String {
    if id == title { id.to_owned() } else { say!("{name} ({more})", name = title, more = id) }
}

/// The score of an audit, or that it has none.
pub fn score(audit: &Audited) -> Cell {
    match audit.score {
        _ if audit.broke => Cell::text(say!("not computed")).with("num"),
        Some(score) => Cell::number(format::quantity(score, Unit::Score)),
        None => Cell::number(""),
    }
}

/// What a file of Lighthouse CI lists or sets; `None` for a report.
pub fn told(version: &Evidence) -> Option<Table> {
    let told = version.facts.lighthouse.as_ref()?;
    if !told.listed.is_empty() {
        let columns = [say!("Page"), say!("Report"), say!("Representative")];
        let mut table = Table::new(say!("Runs that this manifest lists"), &columns);
        let row = |one: &crate::model::lighthouse::Listed| {
            vec![
                Cell::text(&one.page).with("path"),
                Cell::text(&one.file).with("path"),
                Cell::text(if one.representative { say!("yes") } else { say!("no") }),
            ]
        };
        table.rows = told.listed.iter().take(ROWS).map(row).collect();
        return table.unless_empty();
    }
    let mut table =
        Table::new(say!("Budgets that this file sets"), &[say!("Budget"), say!("Where it is broken")]);
    table.rows = told
        .budgets
        .iter()
        .take(ROWS)
        .map(|one| {
            vec![
                Cell::text(&words::configured(one)),
                Cell::text(if one.binding { say!("an error") } else { say!("a warning") }),
            ]
        })
        .collect();
    table.unless_empty()
}
