//! The releases as tables, one a year, and the pages over which they are spread.

use super::parts::{self, Cell, Table, numbers};
use crate::assess::result::event::Side;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::verdict::Flag;
use crate::model::release::Snapshot;
use crate::render::format;
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;
use crate::render::words;
use serde::Serialize;

/// So many releases stand on a page: what a browser lays out at once on a phone.
pub const PAGE: usize = 200;
/// Years are open until so many rows are in sight.
const OPEN: usize = 50;

/// A release with its snapshot.
type Tagged<'a> = (&'a ReleaseAssessment, &'a Snapshot);

/// The releases of one year, or those of them that stand on this page.
#[derive(Debug, Serialize)]
pub struct YearView {
    year: String,
    summary: String,
    open: bool,
    table: Table,
}

/// A page of releases in the list of them.
#[derive(Debug, Serialize)]
pub struct PageView {
    number: String,
    years: String,
    href: String,
    current: bool,
}

/// How many pages the releases fill; at least one.
pub fn pages(scene: &Scene<'_>) -> usize {
    scene.dossier.history.candidate().div_ceil(PAGE).max(1)
}

/// The page, counted from 1, that lists a release.
pub fn page_of(scene: &Scene<'_>, snapshot: usize) -> usize {
    scene.dossier.history.candidate().saturating_sub(snapshot + 1) / PAGE + 1
}

/// The address of a page: the newest releases stand on the index.
pub fn target(page: usize) -> Target {
    if page <= 1 { Target::Index } else { Target::IndexPage(page) }
}

/// The releases of a page, newest first.
fn listed<'a>(scene: &Scene<'a>, page: usize) -> Vec<Tagged<'a>> {
    let newest = scene.releases().rev().filter(|(_, at)| !at.is_candidate());
    newest.skip(page.saturating_sub(1) * PAGE).take(PAGE).collect()
}

fn year((_, at): &Tagged<'_>) -> String {
    format::year(at.time)
}

/// Every page with the years that it holds; none where one page holds all.
pub fn paging(scene: &Scene<'_>, path: &str) -> Vec<PageView> {
    let all = pages(scene);
    let view = |number: usize| {
        let listed = listed(scene, number);
        let (newest, oldest) = (listed.first().map(year)?, listed.last().map(year)?);
        let href = scene.routes.link(path, &target(number))?;
        Some(PageView {
            number: number.to_string(),
            years: if newest == oldest { newest } else { format!("{oldest}–{newest}") },
            current: scene.routes.path(&target(number)) == Some(path),
            href,
        })
    };
    if all > 1 { (1..=all).filter_map(view).collect() } else { Vec::new() }
}

/// The tables of a page, newest year first.
pub fn years(scene: &Scene<'_>, path: &str, page: usize) -> Vec<YearView> {
    let mut above = 0;
    let listed = listed(scene, page);
    let measured = Shown::of(scene);
    let columns = measured.columns();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    listed
        .chunk_by(|a, b| year(a) == year(b))
        .map(|of| {
            let open = above < OPEN;
            above += of.len();
            let year = of.first().map(year).unwrap_or_default();
            let mut table = Table::new(say!("Releases of {year}, newest first", year), &columns);
            table.quiet = true;
            table.filter = true;
            table.rows = of.iter().map(|tagged| row(scene, path, *tagged, measured)).collect();
            YearView { year, summary: summary(of), open, table }
        })
        .collect()
}

/// `48 releases, 30 go, 2 rolled back`
fn summary(of: &[Tagged<'_>]) -> String {
    let go = of.iter().filter(|(r, _)| r.is_go()).count();
    let back = of.iter().filter(|(r, _)| r.rollback.is_some()).count();
    let back = if back > 0 { say!(", {n} rolled back", n = format::integer(back)) } else { String::new() };
    let releases = format::count(of.len(), "release", "releases");
    let (go, rest) = (format::integer(go), format::integer(of.len() - go));
    say!("{releases}, {go} go, {rest} no-go", releases, go, rest) + &back
}

/// Which measurements have a column: those that some release has.
#[derive(Clone, Copy)]
struct Shown {
    latency: bool,
    lighthouse: bool,
}

impl Shown {
    fn of(scene: &Scene<'_>) -> Self {
        Self { latency: has_latency(scene), lighthouse: has_scores(scene) }
    }

    fn columns(self) -> Vec<String> {
        let mut columns = [say!("Release"), say!("Time (UTC)"), say!("Readiness"), say!("Outcome (UTC)")]
            .map(str::to_owned)
            .to_vec();
        columns.extend([say!("Claimed"), say!("Proven"), say!("Proven today"), say!("After")].map(numbers));
        columns.push(say!("Verdicts at the tag").to_owned());
        let latency = [say!("Worst p95 / budget before the tag (ms)"), say!("In production after it (ms)")];
        columns.extend(latency.iter().filter(|_| self.latency).map(|words| numbers(words)));
        columns.extend(self.lighthouse.then(|| numbers(say!("Lighthouse performance"))));
        columns.push(numbers(say!("Late (items)")));
        columns.push(say!("Signature").to_owned());
        columns
    }
}

/// Whether any release has a latency.
pub fn has_latency(scene: &Scene<'_>) -> bool {
    scene.assessment.releases.iter().any(|r| !r.latency.is_empty())
}

/// Whether any release has a score of Lighthouse.
pub fn has_scores(scene: &Scene<'_>) -> bool {
    scene.assessment.releases.iter().any(|r| score(r).is_some())
}

fn score(r: &ReleaseAssessment) -> Option<f64> {
    r.lowest_score("lighthouse.performance")
}

/// The score, or that a page load broke, which is worse than any.
fn scored(r: &ReleaseAssessment) -> Cell {
    let broke =
        if r.loads().any(|run| run.error.is_some()) { say!("broke").to_owned() } else { String::new() };
    Cell::number(score(r).map_or(broke, format::plain))
}

fn row(scene: &Scene<'_>, path: &str, (r, at): Tagged<'_>, shown: Shown) -> Vec<Cell> {
    let tally = &r.tallies.due;
    let late = r.items.iter().filter(|item| item.flags.contains(&Flag::Late)).count();
    let bar = Html::made(format!(
        "{}<span class=\"meta\">{}</span>",
        parts::bar(tally).as_str(),
        escape(&parts::counts(tally))
    ));
    let mut row = vec![
        Cell::heading(name(scene, path, r, late)),
        Cell::html(parts::minute(at.time)).with("nowrap"),
        Cell::html(parts::readiness(r.is_go())),
        outcome(r),
        Cell::number(format!("{}/{}", tally.claimed, tally.items)),
        Cell::number(format!("{}/{}", tally.proven, tally.items)),
        Cell::number(format!("{}/{}", r.tallies.due_today.proven, r.tallies.due_today.items)),
        Cell::number(match &r.tallies.after {
            after if after.items > 0 => format!("{}/{}", after.proven, after.items),
            _ => String::new(),
        }),
        Cell::html(bar).with("bars"),
    ];
    row.extend(
        [Side::Before, Side::After].into_iter().filter(|_| shown.latency).map(|side| slowest(r, side)),
    );
    row.extend(shown.lighthouse.then(|| scored(r)));
    row.push(Cell::number(if late > 0 { late.to_string() } else { String::new() }));
    row.push(Cell::html(signature(at)));
    row
}

/// The release's name; its `data-is` holds what the filters of the script ask for.
fn name(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, late: usize) -> Html {
    let back = r.rollback.as_ref().map(|_| "rolled-back");
    let late = (late > 0).then_some("late");
    let is = [Some(parts::readiness_class(r.is_go())), back, late].into_iter().flatten().collect::<Vec<_>>();
    let link = parts::release(scene, path, r.snapshot);
    Html::made(format!("<span data-is=\"{}\">{}</span>", is.join(" "), link.as_str()))
}

/// What is known of the signature of a tag.
fn signature(at: &Snapshot) -> Html {
    let meaning = at.tag.as_ref().map(words::signature).unwrap_or_default();
    let word = words::signature_word(at.tag.as_ref());
    Html::made(format!("<span title=\"{}\">{}</span>", escape(&meaning), escape(word)))
}

/// What followed, and when, where something happened.
fn outcome(r: &ReleaseAssessment) -> Cell {
    let badge = parts::outcome(r.outcome.state);
    Cell::html(match r.outcome.at {
        Some(at) => parts::joined(&[badge, parts::minute(at)], " "),
        None => badge,
    })
}

/// The p95 on one side of the tag that is worst beside its budget.
fn slowest(r: &ReleaseAssessment, side: Side) -> Cell {
    let Some((s, p95)) = r.slowest_on(side).and_then(|s| Some((s, s.p95?))) else {
        let failed: usize = r.latency.iter().filter(|s| s.side == side).map(|s| s.failed).sum();
        return Cell::number(if failed > 0 { say!("{n} failed", n = failed) } else { String::new() });
    };
    let over = s.budget.is_some_and(|budget| p95 > budget);
    let sign = match over {
        true => {
            let words = escape(say!("over budget"));
            format!("{}<span class=\"unseen\">{words}: </span> ", parts::icon("failed"))
        }
        false => String::new(),
    };
    let budget = s.budget.map(|budget| format!(" / {}", format::plain(budget))).unwrap_or_default();
    let numbers = escape(&format!("{}{budget}", format::plain(p95.round())));
    let label = escape(&s.label);
    Cell::html(Html::made(format!("{sign}{numbers}<br><span class=\"meta\">{label}</span>"))).with(if over {
        "num over"
    } else {
        "num"
    })
}
