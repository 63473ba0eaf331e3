//! The first page: the candidate, the releases, delivery.

use super::parts::{self, Cell, FigureView, Table};
use super::release::{TallyView, tallies};
use super::{figures, reasons};
use crate::assess::assessment::{LatencySummary, ReleaseAssessment, Side};
use crate::assess::delivery::RECENT_DAYS;
use crate::render::html::{Html, escape};
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use serde::Serialize;
use std::collections::BTreeSet;

/// So many blockers of the candidate are named; its own page has all.
const NAMED: usize = 3;

/// One page.
pub struct Index;

#[derive(Debug, Serialize)]
struct Candidate {
    href: String,
    readiness_html: Html,
    readiness: &'static str,
    tallies: Vec<TallyView>,
    commit_html: Html,
    time_html: Html,
    branch: String,
    blockers: Vec<reasons::Blocking>,
    more: String,
}

#[derive(Debug, Serialize)]
struct Metric {
    name: &'static str,
    value: String,
    note: String,
    recent: String,
    definition: &'static str,
}

#[derive(Debug, Serialize)]
struct View {
    candidate: Option<Candidate>,
    table: Option<Table>,
    missing: Vec<&'static str>,
    figures: Vec<FigureView>,
    delivery: Vec<Metric>,
    how_html: Html,
}

impl Kind for Index {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Index]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let view = View {
            candidate: candidate(scene, path),
            table: table(scene, path),
            missing: missing(scene),
            figures: figures::completion(scene).into_iter().collect(),
            delivery: delivery(scene),
            how_html: scene.anchor(path, &Target::About("verdicts"), "", "How to read a verdict"),
        };
        let title = format!("{}: claimed and proven", scene.title);
        let frame = Frame::new(scene, path, &title, &[]).saying(
            "Every release with what its go-live checklist claimed and what the repository proves."
                .to_owned(),
        );
        scene.fill("index.html", frame, &view)
    }
}

fn candidate(scene: &Scene<'_>, path: &str) -> Option<Candidate> {
    let (r, at) = scene.releases().next_back().filter(|(_, at)| at.is_candidate())?;
    let href = scene.routes.link(path, &Target::Release(r.snapshot))?;
    let mut blockers = reasons::reasons(scene, path, r, &r.blockers);
    blockers.truncate(NAMED);
    let rest = r.blockers.len().saturating_sub(NAMED);
    Some(Candidate {
        href,
        readiness_html: parts::readiness(r.is_go()),
        readiness: words::readiness(r.is_go()),
        tallies: tallies(r, true),
        commit_html: parts::commit(scene, at.commit),
        time_html: parts::moment(at.time),
        branch: scene.dossier.history.branch.clone().unwrap_or_else(|| "detached head".to_owned()),
        blockers,
        more: if rest > 0 { format!("All {} reasons", r.blockers.len()) } else { String::new() },
    })
}

/// The p95 of a label before a release, beside its budget; of several addresses that of the slowest.
fn p95(r: &ReleaseAssessment, label: &str) -> Cell {
    let own = r.latency.iter().filter(|s| s.label == label && s.side == Side::Before);
    let p95 = |s: &LatencySummary| s.p95.unwrap_or(f64::INFINITY);
    let Some(s) = own.max_by(|a, b| p95(a).total_cmp(&p95(b))) else {
        return Cell::number("");
    };
    match (s.p95, s.budget) {
        (Some(p95), Some(budget)) => {
            let over = p95 > budget;
            let sign = if over {
                format!("{}<span class=\"unseen\">over budget: </span> ", parts::icon("failed"))
            } else {
                String::new()
            };
            let text = escape(&format!("{} / {}", format::plain(p95.round()), format::plain(budget)));
            let class = if over { "num over" } else { "num" };
            Cell::html(Html::made(format!("{sign}{text}"))).with(class)
        }
        (Some(p95), None) => Cell::number(format::plain(p95.round())),
        (None, _) => Cell::number(if s.failed > 0 { format!("{} failed", s.failed) } else { String::new() }),
    }
}

fn table(scene: &Scene<'_>, path: &str) -> Option<Table> {
    let labels: BTreeSet<&str> = scene
        .assessment
        .releases
        .iter()
        .flat_map(|r| &r.latency)
        .filter(|s| s.side == Side::Before)
        .map(|s| s.label.as_str())
        .collect();
    let heads: Vec<String> = labels
        .iter()
        .map(|label| match *label {
            "" => "#p95 / budget (ms)".to_owned(),
            label => format!("#p95 {label} / budget (ms)"),
        })
        .collect();
    let mut columns = vec![
        "Release",
        "Time (UTC)",
        "Readiness",
        "#Claimed",
        "#Proven",
        "#Proven today",
        "Verdicts at the tag",
    ];
    columns.extend(heads.iter().map(String::as_str));
    let scored = has_scores(scene);
    if scored {
        columns.push("#Lighthouse performance");
    }
    let mut table = Table::new("Releases, newest first", &columns);
    table.quiet = true;
    for (r, at) in scene.releases().rev().filter(|(_, at)| !at.is_candidate()) {
        let tally = &r.at_tag;
        let bar = Html::made(format!(
            "{}<span class=\"meta\">{}</span>",
            parts::bar(tally).as_str(),
            escape(&parts::counts(tally))
        ));
        let mut row = vec![
            Cell::heading(parts::release(scene, path, r.snapshot)),
            Cell::html(parts::minute(at.time)).with("nowrap"),
            Cell::html(parts::joined(&[parts::readiness(r.is_go()), reasons::rolled_back(r)], " ")),
            Cell::number(format!("{}/{}", tally.claimed, tally.items)),
            Cell::number(format!("{}/{}", tally.proven, tally.items)),
            Cell::number(format!("{}/{}", r.today.proven, r.today.items)),
            Cell::html(bar).with("bars"),
        ];
        row.extend(labels.iter().map(|label| p95(r, label)));
        if scored {
            row.push(Cell::number(score(r).map(format::plain).unwrap_or_default()));
        }
        table.rows.push(row);
    }
    table.unless_empty().map(Table::filtered)
}

fn score(r: &ReleaseAssessment) -> Option<f64> {
    figures::worst(r, "lighthouse.performance")
}

fn has_scores(scene: &Scene<'_>) -> bool {
    scene.assessment.releases.iter().any(|r| score(r).is_some())
}

/// What a reader would look for in the table and not find.
fn missing(scene: &Scene<'_>) -> Vec<&'static str> {
    let measured = scene.assessment.releases.iter().any(|r| !r.latency.is_empty());
    let latency = (!measured).then_some("No latency was measured for any release.");
    let lighthouse =
        (!has_scores(scene)).then_some("There is no Lighthouse report with a score for any release.");
    latency.into_iter().chain(lighthouse).collect()
}

/// The metrics over the whole history; beside each the last days', where they differ.
fn delivery(scene: &Scene<'_>) -> Vec<Metric> {
    let (whole, recent) = (&scene.assessment.delivery, &scene.assessment.recent);
    let metric = |(all, last): (words::Told, words::Told)| Metric {
        name: all.name,
        recent: if whole == recent {
            String::new()
        } else {
            format!("Last {RECENT_DAYS} days: {} ({})", last.value, last.basis)
        },
        value: all.value,
        note: all.basis,
        definition: all.definition,
    };
    words::delivery(whole).into_iter().zip(words::delivery(recent)).map(metric).collect()
}
