//! The comparison for programs: schema `golive.diff/2`.

use super::sides::Sides;
use crate::assess::compare::FileChange;
use crate::assess::compare::series::{SeriesChange, SeriesName};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tally;
use crate::cli::terminal::harmless_json;
use crate::model::time::rfc3339;
use crate::render::{export::item_changes, words};
use serde_json::{Value, json};

/// The whole comparison.
pub(super) fn whole(sides: &Sides<'_>) -> String {
    let found = &sides.found;
    let files = |wanted: FileChange| {
        let these = found.evidence.iter().filter(|(_, change)| *change == wanted);
        these.map(|(path, _)| path.to_string()).collect::<Vec<_>>()
    };
    let [a, b] = sides.names;
    let items = item_changes(sides.assessment, sides.before, sides.after, &found.items);
    harmless_json(&json!({
        "schema": "golive.diff/2",
        "before": side(sides, a, sides.before),
        "after": side(sides, b, sides.after),
        "items": items,
        "evidence": {
            "added": files(FileChange::Added),
            "changed": files(FileChange::Changed),
            "removed": files(FileChange::Removed),
        },
        "measurements": found.series.iter().map(measured).collect::<Vec<_>>(),
    }))
}

fn side(sides: &Sides<'_>, asked: &str, release: &ReleaseAssessment) -> Value {
    let snapshot = sides.dossier.history.snapshots.get(release.snapshot);
    let tally =
        |tally: &Tally| json!({"items": tally.items, "claimed": tally.claimed, "proven": tally.proven});
    json!({
        "asked": asked,
        "release": snapshot.map(|snapshot| snapshot.name.as_str()),
        "commit": snapshot.map(|snapshot| snapshot.commit.to_string()),
        "time": snapshot.map(|snapshot| rfc3339(snapshot.time)),
        "readiness": words::readiness(release.is_go()),
        "outcome": release.outcome.state.word(),
        "due": tally(&release.tallies.due),
        "due_today": tally(&release.tallies.due_today),
        "after": tally(&release.tallies.after),
    })
}

fn measured(step: &SeriesChange) -> Value {
    let (metric, target, label, statistic) = match &step.series {
        SeriesName::Latency { target, label, statistic } => {
            ("latency", Some(target), label, Some(statistic.word()))
        }
        SeriesName::Lighthouse { target, label, metric } => (metric.name(), Some(target), label, None),
    };
    json!({
        "metric": metric,
        "statistic": statistic,
        "target": target,
        "label": label,
        "unit": step.unit.word(),
        "before": step.before,
        "after": step.after,
        "budget": step.budget.map(|(op, value)| json!({"op": op.sign(), "value": value})),
        "call": step.call.word(),
        "noise": {"values": step.known, "median_absolute_deviation": step.deviation, "noise": step.noise},
    })
}
