//! Charts over releases: one place on the x axis for each release.

use super::axis::{names, short, upward};
use super::figure::{Figure, PerRelease, Series, TABLE_ROWS, identifier, of_address};
use super::ink::Ink;
use super::scene::{Across, Line, SERIES, Scene, Shape, svg};
use crate::model::measurement::Unit;
use crate::render::{format, language::say};

/// p50, p95 and max of one series' latency in milliseconds, with its budget. Rows are in order of the releases; each row's values are
/// p50, p95 and max.
pub fn latency_per_release(id: &str, of: Series<'_>, rows: &[PerRelease], budget: Option<f64>) -> Figure {
    let address = of_address(of.address);
    let of = match of.label {
        "" => say!("Latency").to_owned(),
        label => say!("Latency, {label}", label),
    };
    let known = || rows.iter().filter_map(|row| Some((row, (*row.values.get(1)?)?)));
    let newest = known().next_back().map_or_else(
        || say!("no check finished").to_owned(),
        |(row, p95)| say!("newest p95 {p95} ({release})", p95 = format::millis(p95), release = row.release),
    );
    let mut message = format!("{}; {newest}", say!("p50, p95 and max {over}", over = over(rows.len())));
    if let Some(budget) = budget {
        let broken = known().filter(|(_, p95)| *p95 > budget).count();
        message.push_str(&say!(
            "; p95 over the budget of {bound} in {n} of {releases}",
            bound = format::millis(budget),
            n = format::integer(broken),
            releases = format::count(known().count(), "release", "releases")
        ));
    }
    let spec = Spec {
        title: say!("{what} by release{address}", what = of, address),
        message,
        unit: Unit::Millis,
        least: 0.0,
        budgets: budget
            .map(|value| (value, say!("budget {bound}", bound = format::millis(value))))
            .into_iter()
            .collect(),
        series: vec![
            ("p50".to_owned(), Ink::P50, Shape::Disc),
            ("p95".to_owned(), Ink::P95, Shape::Triangle),
            (say!("max").to_owned(), Ink::Max, Shape::Diamond),
        ],
        heads: ["p50 (ms)", "p95 (ms)", say!("max (ms)")].map(str::to_owned).to_vec(),
        marks: Vec::new(),
        broken: Vec::new(),
    };
    figure(id, spec, rows)
}

/// Where a line over releases breaks: what values before and after do not share, and what has no value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breaks {
    /// Where values before and after are not made alike: the place of the release, and what changed.
    pub marks: Vec<(usize, String)>,
    /// Places of releases with a judged run that broke.
    pub broken: Vec<usize>,
}

impl Breaks {
    /// `; from v3 on Lighthouse 13; a judged run broke in 1 release`.
    fn told(&self, rows: &[PerRelease]) -> String {
        let named = |at: usize| rows.get(at).map_or("", |row| &row.release);
        let mut told = String::new();
        for (at, words) in &self.marks {
            told.push_str(&say!("; from {release} on {words}", release = named(*at), words));
        }
        if !self.broken.is_empty() {
            let releases = format::count(self.broken.len(), "release", "releases");
            told.push_str(&say!("; a judged run broke in {releases}", releases));
        }
        told
    }

    fn short(&self) -> Vec<(usize, String)> {
        self.marks.iter().map(|(at, words)| (*at, short(words, 16))).collect()
    }
}

/// The budget of the first series of scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The bound.
    pub value: f64,
    /// How many releases are below it, of those that it judges.
    pub below: usize,
}

/// Lighthouse scores (0 to 100) by category, with the budget of the first series. Each row has a value for each name of `series`, in order.
pub fn lighthouse_over_releases(
    id: &str,
    series: &[String],
    rows: &[PerRelease],
    budget: Option<Bound>,
    breaks: &Breaks,
) -> Figure {
    let first = series.first().map_or(say!("score"), String::as_str);
    let known = || rows.iter().filter_map(|row| Some((row, (*row.values.first()?)?)));
    let lowest = known().map(|(_, score)| score).min_by(f64::total_cmp);
    let mut message = match (known().next_back(), lowest) {
        (Some((row, newest)), Some(lowest)) => say!(
            "{score} {over}: newest {newest} ({release}), lowest {lowest}",
            score = first,
            over = over(known().count()),
            newest = format::quantity(newest, Unit::Score),
            release = row.release,
            lowest = format::quantity(lowest, Unit::Score)
        ),
        _ => {
            say!("No Lighthouse run has a score for {score} {over}", score = first, over = over(rows.len()))
        }
    };
    if let Some(budget) = budget {
        message.push_str(&say!(
            "; below the budget of {bound} in {releases}",
            bound = format::quantity(budget.value, Unit::Score),
            releases = format::count(budget.below, "release", "releases")
        ));
    }
    message.push_str(&breaks.told(rows));
    let drawn = series.iter().zip(SERIES).map(|(name, (ink, shape))| (short(name, 14), ink, shape)).collect();
    let spec = Spec {
        title: say!("Lighthouse scores over releases").to_owned(),
        message,
        unit: Unit::Score,
        least: 100.0,
        // Of several lines only the first has it.
        budgets: budget
            .into_iter()
            .map(|budget| bound(budget.value, Unit::Score, if series.len() > 1 { first } else { "" }))
            .collect(),
        series: drawn,
        heads: series.to_vec(),
        marks: breaks.short(),
        broken: breaks.broken.clone(),
    };
    figure(id, spec, rows)
}

/// So many lines a chart of a page shows.
pub const LINES: usize = SERIES.len();

/// One metric of one page through the releases, a line for each form factor or step.
#[derive(Clone, Debug, PartialEq)]
pub struct PageMetric {
    /// What and of which page: `Performance of https://…/`.
    pub title: String,
    /// The unit of all values.
    pub unit: Unit,
    /// The names of the lines: `mobile`, `desktop`.
    pub lines: Vec<String>,
    /// The checklist's bounds, each with the lines that it is for; empty for all of them.
    pub budgets: Vec<(f64, String)>,
    /// Where the lines break.
    pub breaks: Breaks,
}

/// Lines of one metric of one page, with hairlines where Lighthouse changed. Each row has a value for each line, in order.
pub fn page_over_releases(id: &str, of: PageMetric, rows: &[PerRelease]) -> Figure {
    let newest = of.lines.iter().enumerate().map(|(at, name)| {
        let known = rows.iter().rev().find_map(|row| Some((row, (*row.values.get(at)?)?)));
        let told = match known {
            Some((row, value)) => format!("{} ({})", format::quantity(value, of.unit), row.release),
            None => say!("never measured").to_owned(),
        };
        if name.is_empty() { told } else { format!("{name} {told}") }
    });
    let newest: Vec<String> = newest.collect();
    let measured = rows.iter().any(|row| row.values.iter().any(Option::is_some));
    let mut message = match measured {
        true => say!("Newest: {values}", values = newest.join(", ")),
        false => say!("No run was scored").to_owned(),
    };
    message.push_str(&of.breaks.told(rows));
    let series =
        of.lines.iter().zip(SERIES).map(|(name, (ink, shape))| (short(name, 14), ink, shape)).collect();
    let named = |name: &String| if name.is_empty() { say!("Value").to_owned() } else { name.clone() };
    let spec = Spec {
        title: of.title,
        message,
        unit: of.unit,
        least: if of.unit == Unit::Score { 100.0 } else { 0.0 },
        budgets: of.budgets.iter().map(|(value, whose)| bound(*value, of.unit, whose)).collect(),
        series,
        heads: of.lines.iter().map(named).collect(),
        marks: of.breaks.short(),
        broken: of.breaks.broken,
    };
    figure(id, spec, rows)
}

/// A budget with its words: `budget 90`, `budget 90, desktop`.
fn bound(value: f64, unit: Unit, whose: &str) -> (f64, String) {
    let whose = if whose.is_empty() { String::new() } else { format!(", {}", short(whose, 20)) };
    (value, say!("budget {bound}", bound = format!("{}{whose}", format::quantity(value, unit))))
}

/// Claimed and proven items. Each row's values are claimed, proven, and items in all.
pub fn claimed_and_proven(id: &str, rows: &[PerRelease]) -> Figure {
    let newest = rows.iter().rev().find_map(|row| match row.values.as_slice() {
        [Some(claimed), Some(proven), Some(items), ..] => Some((row, claimed, proven, items)),
        _ => None,
    });
    let number = |value: &f64| format::quantity(*value, Unit::Plain);
    let message = newest.map_or_else(
        || say!("No release has a checklist").to_owned(),
        |(row, claimed, proven, items)| {
            say!(
                "{release}: claimed {claimed}/{items}, proven {proven}/{items}; {releases} in all",
                release = row.release,
                claimed = number(claimed),
                proven = number(proven),
                items = number(items),
                releases = format::count(rows.len(), "release", "releases")
            )
        },
    );
    let spec = Spec {
        title: say!("Items claimed and proven over releases").to_owned(),
        message,
        unit: Unit::Plain,
        least: 0.0,
        budgets: Vec::new(),
        series: vec![
            (say!("claimed").to_owned(), Ink::Claimed, Shape::Triangle),
            (say!("proven").to_owned(), Ink::Proven, Shape::Disc),
            (say!("items").to_owned(), Ink::Items, Shape::Square),
        ],
        heads: [say!("Claimed"), say!("Proven"), say!("Items")].map(str::to_owned).to_vec(),
        marks: Vec::new(),
        broken: Vec::new(),
    };
    figure(id, spec, rows)
}

fn over(releases: usize) -> String {
    say!("over {cases}", cases = format::count(releases, "release", "releases"))
}

struct Spec {
    title: String,
    message: String,
    unit: Unit,
    /// The y axis reaches at least this far.
    least: f64,
    budgets: Vec<(f64, String)>,
    series: Vec<(String, Ink, Shape)>,
    heads: Vec<String>,
    /// Hairlines before a release (its place), with their words.
    marks: Vec<(usize, String)>,
    /// Releases (their places) with a run that broke.
    broken: Vec<usize>,
}

fn figure(id: &str, spec: Spec, rows: &[PerRelease]) -> Figure {
    let id = identifier(id);
    let scene = scene(&spec, rows);
    let mut message =
        if scene.is_some() { spec.message } else { say!("No data: {message}", message = spec.message) };
    if rows.len() > TABLE_ROWS {
        message.push_str(&say!("; the table holds the newest {n}", n = TABLE_ROWS));
    }
    let cells = |row: &PerRelease| {
        let values = (0..spec.heads.len()).map(|at| row.values.get(at).copied().flatten().map(format::plain));
        std::iter::once(row.release.clone()).chain(values.map(Option::unwrap_or_default)).collect()
    };
    Figure {
        svg: svg(&id, &spec.title, &message, scene.as_ref()),
        id,
        title: spec.title,
        message,
        columns: std::iter::once(say!("Release").to_owned()).chain(spec.heads.iter().cloned()).collect(),
        rows: rows.iter().rev().take(TABLE_ROWS).map(cells).collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a release's number is small")]
fn scene(spec: &Spec, rows: &[PerRelease]) -> Option<Scene> {
    let shown = spec.series.len();
    let finite = |value: &Option<f64>| value.filter(|value| value.is_finite() && *value >= 0.0);
    let values = rows.iter().flat_map(|row| row.values.iter().take(shown)).filter_map(finite);
    // Where nothing was measured, what broke is still to be seen.
    let highest = values.max_by(f64::total_cmp).or((!spec.broken.is_empty()).then_some(0.0))?;
    let bound = spec.budgets.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    let (top, y_ticks) = upward(highest.max(bound * 1.02).max(spec.least), spec.unit);
    let lines = spec.series.iter().enumerate().map(|(at, (name, ink, shape))| Line {
        name: name.clone(),
        ink: *ink,
        shape: *shape,
        points: rows
            .iter()
            .enumerate()
            .map(|(x, row)| (x as f64, row.values.get(at).and_then(finite)))
            .collect(),
        marked: true,
    });
    let names_of: Vec<String> = rows.iter().map(|row| row.release.clone()).collect();
    Some(Scene {
        across: Across::Release,
        x: (-0.5, rows.len() as f64 - 0.5),
        top,
        x_ticks: names(&names_of),
        y_ticks,
        lines: lines.collect(),
        budgets: spec.budgets.clone(),
        markers: spec.marks.iter().map(|(at, words)| (*at as f64 - 0.5, words.clone())).collect(),
        hair: Ink::Marker,
        failures: spec.broken.iter().map(|at| *at as f64).collect(),
    })
}
