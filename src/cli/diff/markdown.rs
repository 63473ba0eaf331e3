//! The comparison as Markdown: the body of a comment on a pull request.

use super::sides::Sides;
use super::text::urgency;
use crate::assess::compare::call::Call;
use crate::assess::compare::{FileChange, ItemDifference};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tally;
use crate::cli::markdown::{cell, escaped, row, verdict};
use crate::cli::terminal::safe;
use crate::render::format::count;
use crate::render::words;
use std::fmt::Write as _;

/// GitHub takes no longer comment; GitLab takes much longer ones.
const LONGEST: usize = 65_000;

/// By this a pipeline finds its earlier comment, to replace it.
const MARK: &str = "<!-- golive diff -->";

/// Figures of both, then items, then measurements, as much as a comment holds.
pub(super) fn whole(sides: &Sides<'_>) -> String {
    let [a, b] = sides.names.map(|name| escaped(&safe(name)));
    let mut out = format!("{MARK}\n### Go-live: {a} → {b}\n\n{}", figures(sides));
    table(&mut out, &items(sides), "item", "items");
    table(&mut out, &measured(sides), "measured series", "measured series");
    out
}

fn figures(sides: &Sides<'_>) -> String {
    let pair =
        |tally: &Tally| format!("claimed {} · proven {} of {}", tally.claimed, tally.proven, tally.items);
    let both = |name: &str, show: &dyn Fn(&ReleaseAssessment) -> String| {
        row(&[name.to_owned(), show(sides.before), show(sides.after)])
    };
    let mut out = "| | before | after |\n|---|---|---|\n".to_owned();
    out.push_str(&both("readiness", &|r| format!("**{}**", words::readiness(r.is_go()))));
    out.push_str(&both("at the tag", &|r| pair(&r.tallies.due)));
    out.push_str(&both("today", &|r| pair(&r.tallies.due_today)));
    let files = |change| sides.found.files(change);
    let _ = writeln!(
        out,
        "\nEvidence: {} added, {} changed, {} removed.",
        count(files(FileChange::Added), "file", "files"),
        files(FileChange::Changed),
        files(FileChange::Removed)
    );
    out
}

/// A table with as many rows as there is room for.
fn table(out: &mut String, (head, rows): &(&str, Vec<String>), one: &'static str, many: &'static str) {
    if rows.is_empty() {
        let _ = writeln!(out, "\nNo {one} differs.");
        return;
    }
    let _ = writeln!(out, "\n{head}");
    let reserved = 100;
    for (written, row) in rows.iter().enumerate() {
        if out.len() + row.len() + reserved > LONGEST {
            let _ =
                writeln!(out, "\n… and {}; `golive diff` shows all", count(rows.len() - written, one, many));
            return;
        }
        out.push_str(row);
    }
}

/// The items that differ, the worst changes first.
fn items(sides: &Sides<'_>) -> (&'static str, Vec<String>) {
    let mut differences: Vec<&ItemDifference> = sides.found.items.iter().collect();
    differences.sort_by_key(|difference| difference.changes.first());
    let rows = differences.into_iter().filter_map(|difference| {
        let both = sides.items(difference);
        let verdicts =
            both.map(|side| side.map_or_else(|| "none".to_owned(), |(_, item)| verdict(item.today.verdict)));
        let (release, item) = both[1].or(both[0])?;
        let what = words::item_changes(&difference.changes, &difference.demands);
        let why = words::reason(sides.dossier, release, item, &item.today);
        let text = words::text(release, item);
        Some(row(&[verdicts.join(" → "), cell(&text), format!("{}: {}", cell(&what), cell(&why))]))
    });
    ("| verdict | item | what changed |\n|---|---|---|", rows.collect())
}

/// The series that changed beyond their noise.
fn measured(sides: &Sides<'_>) -> (&'static str, Vec<String>) {
    let mut steps = sides.found.series.iter().filter(|step| step.call != Call::Steady).collect::<Vec<_>>();
    steps.sort_by_key(|step| urgency(step.call));
    let rows = steps.into_iter().map(|step| {
        let values = words::values(step).map(|value| value.unwrap_or_else(|| "none".to_owned()));
        row(&[cell(&words::series(&step.series)), cell(&values.join(" → ")), cell(&words::step(step))])
    });
    ("| measured | values | change |\n|---|---|---|", rows.collect())
}
