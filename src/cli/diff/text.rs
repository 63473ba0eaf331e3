//! The comparison for people.

use super::sides::Sides;
use crate::assess::compare::call::Call;
use crate::assess::compare::change::ItemChange;
use crate::assess::compare::series::SeriesChange;
use crate::assess::compare::{FileChange, ItemDifference};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tally;
use crate::cli::terminal::safe;
use crate::cli::verdict::{readiness, style, symbol};
use crate::render::format::count;
use crate::render::words;
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// Up to so many series are listed whatever they are called.
const SHOWN: usize = 12;

/// Figures of both, then items, then measurements.
pub(super) fn whole(sides: &Sides<'_>, verbose: bool) -> String {
    let bold = Style::new().bold();
    let [a, b] = sides.names.map(safe);
    let mut out = format!("{bold}{a} → {b}{bold:#}\n");
    let both = |show: &dyn Fn(&ReleaseAssessment) -> String| {
        format!("{} → {}", show(sides.before), show(sides.after))
    };
    let pair =
        |tally: &Tally| format!("claimed {}, proven {} of {}", tally.claimed, tally.proven, tally.items);
    let files = |change| sides.found.files(change);
    let rows = [
        ("readiness", both(&|r| readiness(r.is_go()))),
        ("outcome", both(&|r| words::outcome_told(&r.outcome))),
        ("at the tag", both(&|r| pair(&r.tallies.due))),
        ("today", both(&|r| pair(&r.tallies.due_today))),
        ("after it", both(&|r| pair(&r.tallies.after))),
        (
            "evidence",
            format!(
                "{} added, {} changed, {} removed",
                count(files(FileChange::Added), "file", "files"),
                files(FileChange::Changed),
                files(FileChange::Removed)
            ),
        ),
    ];
    for (name, row) in rows {
        let _ = writeln!(out, "  {name:<11} {row}");
    }
    out.push_str(&items(sides));
    out.push_str(&measured(sides, verbose));
    out
}

/// The items that differ, the worst changes first.
fn items(sides: &Sides<'_>) -> String {
    let mut differences: Vec<&ItemDifference> = sides.found.items.iter().collect();
    if differences.is_empty() {
        return "\nNo item differs.\n".to_string();
    }
    differences.sort_by_key(|difference| difference.changes.first());
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let mut out = format!("\n{bold}{}{bold:#}\n", count(differences.len(), "item differs", "items differ"));
    for difference in differences {
        let both = sides.items(difference);
        let verdicts = both.map(|side| match side {
            Some((_, item)) => {
                let (verdict, style) = (item.today.verdict, style(item.today.verdict));
                format!("{style}{} {}{style:#}", symbol(verdict), verdict.word())
            }
            None => "none".to_string(),
        });
        let what = safe(&words::item_changes(&difference.changes, &difference.demands));
        let [before, after] = both;
        let Some((release, item)) = after.or(before) else { continue };
        let _ = writeln!(out, "  {}", safe(&words::text(release, item)));
        let _ = writeln!(out, "      {}: {}", verdicts.join(" → "), what);
        if let (Some((earlier, old)), true) = (before, difference.changes.contains(&ItemChange::Reworded)) {
            let _ = writeln!(out, "      {dim}was: {}{dim:#}", safe(&words::text(earlier, old)));
        }
        let why = safe(&words::reason(sides.dossier, release, item, &item.today));
        let _ = writeln!(out, "      {dim}{why}{dim:#}");
    }
    out
}

fn measured(sides: &Sides<'_>, verbose: bool) -> String {
    if sides.found.series.is_empty() {
        return String::new();
    }
    let bold = Style::new().bold();
    let mut out = format!("\n{bold}Measurements{bold:#}\n");
    let mut steps: Vec<&SeriesChange> = sides.found.series.iter().collect();
    steps.sort_by_key(|step| urgency(step.call));
    let steady = steps.iter().filter(|step| step.call == Call::Steady).count();
    let hidden = if verbose || steps.len() <= SHOWN { 0 } else { steady };
    for step in steps.iter().take(steps.len() - hidden) {
        let values = words::values(step).map(|value| value.unwrap_or_else(|| "none".to_string()));
        let style = color(step);
        let _ = writeln!(
            out,
            "  {}: {}, {style}{}{style:#}",
            safe(&words::series(&step.series)),
            values.join(" → "),
            words::step(step)
        );
    }
    if hidden > 0 {
        let _ = writeln!(out, "  {hidden} more did not change beyond their noise; --verbose lists them");
    }
    out
}

/// What is called comes first, the worst first.
pub(super) fn urgency(call: Call) -> u8 {
    match call {
        Call::Broke | Call::BudgetBroken => 0,
        Call::Worse => 1,
        Call::BudgetMet => 2,
        Call::Mended | Call::Better => 3,
        Call::NotAlike | Call::TooFew => 4,
        Call::Ended => 5,
        Call::Began => 6,
        Call::Steady => 7,
    }
}

fn color(step: &SeriesChange) -> Style {
    match step.call {
        Call::Broke | Call::Worse | Call::BudgetBroken => AnsiColor::Red.on_default(),
        Call::Mended | Call::Better | Call::BudgetMet => AnsiColor::Green.on_default(),
        Call::Steady | Call::NotAlike | Call::TooFew | Call::Began | Call::Ended => Style::new().dimmed(),
    }
}
