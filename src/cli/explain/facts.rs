//! What was read from a file, a line a fact.

use crate::cli::terminal::safe;
use crate::model::evidence::Facts;
use crate::model::record::Record;
use crate::render::format::count;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Of one file so many records are listed.
const SHOWN: usize = 20;

/// All that was read.
pub(super) fn lines(facts: &Facts) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "  read as         {}, which is {}", safe(facts.kind.word()), facts.state.word());
    if let Some(title) = &facts.title {
        let _ = writeln!(out, "  title           {}", safe(title));
    }
    match facts.claim {
        Some(claim) => {
            let _ = writeln!(out, "  states its time {}", claim.text());
        }
        None => out.push_str("  states its time no; the commit that recorded it tells when\n"),
    }
    if let Some(checklist) = &facts.checklist {
        let _ = writeln!(out, "  checklist       {}", count(checklist.items().count(), "item", "items"));
    }
    if !facts.entries.is_empty() {
        let _ =
            writeln!(out, "  log             {}", count(facts.entries.len(), "dated entry", "dated entries"));
    }
    if facts.measured > 0 {
        let metrics = facts.measurements.iter().map(|one| one.metric.name()).collect::<BTreeSet<_>>();
        let metrics = metrics.into_iter().collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "  measurements    {}: {}", facts.measured, safe(&metrics));
    }
    for record in facts.records.iter().take(SHOWN) {
        let _ = writeln!(out, "  record          {}", safe(&told(record)));
    }
    if facts.records.len() > SHOWN {
        let _ = writeln!(out, "  record          and {} more", facts.records.len() - SHOWN);
    }
    for problem in &facts.problems {
        let place = problem.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        let _ = writeln!(
            out,
            "  problem         {}",
            safe(&format!("{place}{} [{}]", problem.message, problem.code))
        );
    }
    out
}

/// What a record tells: `line 1: orders database; succeeded; at 2026-11-30T22:31:04Z; where production; by Ada`.
fn told(record: &Record) -> String {
    let mut parts = Vec::new();
    if let Some(kind) = &record.kind {
        parts.push(format!("kind {}", kind.word()));
    }
    if !record.title.is_empty() {
        parts.push(format!("subject “{}”", record.title));
    }
    parts.push(match record.conclusion {
        Some(conclusion) if record.outcome.is_empty() => format!("outcome {}", conclusion.word()),
        Some(conclusion) => format!("outcome {} (“{}”)", conclusion.word(), record.outcome),
        None => "outcome not told".to_owned(),
    });
    if !record.beside.is_empty() {
        parts.push(format!("taken back by “{}”", record.beside));
    }
    let named = [
        ("where", &record.target),
        ("release", &record.release),
        ("commit", &record.commit),
        ("branch", &record.branch),
    ];
    if let Some(claim) = record.claim {
        parts.push(format!("time {}", claim.text()));
    }
    parts.extend(named.into_iter().filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?))));
    parts.extend(
        record.people.iter().map(|(role, name)| format!("{} {name}", format!("{role:?}").to_lowercase())),
    );
    if !record.parts.is_empty() {
        parts.push(count(record.parts.len(), "part", "parts"));
    }
    parts.extend(record.fields.iter().take(8).map(|(name, value)| format!("{name}: {value}")));
    let line = if record.line > 0 { format!("line {}: ", record.line) } else { String::new() };
    format!("{line}{}", parts.join("; "))
}
