//! The decision for people.

use super::decision::Decision;
use super::finding::{Finding, Rule};
use super::note::Note;
use crate::cli::args::Require;
use crate::cli::report;
use crate::cli::verdict::label;
use crate::render::words;
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// Headline, then everything that is not proven, worst first.
pub(super) fn whole(decision: &Decision<'_>) -> String {
    let mut out = report::headline(decision.examined, decision.release);
    out.push_str(&demanded(decision));
    let bold = Style::new().bold();
    let why = match decision.require {
        Require::Held if decision.release.is_go() => "Why it is not known to have held, worst first",
        _ => "Why it is no-go, worst first",
    };
    let parts: [(&str, Vec<&Finding>); 2] = [
        (why, decision.blocking().collect()),
        ("Not proven, and not required, worst first", decision.others().collect()),
    ];
    for (title, findings) in parts {
        if !findings.is_empty() {
            let _ = writeln!(out, "\n{bold}{title}{bold:#}");
        }
        findings.into_iter().for_each(|finding| out.push_str(&explained(finding)));
    }
    if !decision.notes.is_empty() {
        let _ = writeln!(out, "\n{bold}Found beside the verdicts, blocking nothing{bold:#}");
    }
    decision.notes.iter().for_each(|note| out.push_str(&noted(note)));
    out
}

/// The demand, where it is another than readiness.
pub(super) fn demanded(decision: &Decision<'_>) -> String {
    let (release, word) = (decision.release, words::readiness(decision.go));
    match decision.require {
        Require::Go => String::new(),
        Require::Held => {
            let outcome = words::outcome_word(release.outcome.state);
            format!(
                "{word}: {} at the tag, outcome {outcome}; held requires both\n",
                words::readiness(release.is_go())
            )
        }
        Require::Proven(share) => {
            let tally = &release.tallies.due;
            format!("{word}: {} of {} proven, {share} % required\n", tally.proven, tally.items)
        }
    }
}

fn noted(note: &Note) -> String {
    let dim = Style::new().dimmed();
    let mut out = format!("  {}: {}\n      {}\n", note.severity, note.kind, note.text);
    if let Some(place) = note.place() {
        let _ = writeln!(out, "      {dim}at {place}{dim:#}");
    }
    let _ = writeln!(out, "      {dim}see {}{dim:#}", note.reproduce);
    out
}

fn explained(finding: &Finding) -> String {
    let dim = Style::new().dimmed();
    let red = AnsiColor::Red.on_default();
    let label = match finding.rule {
        Rule::Item(verdict) => label(verdict),
        Rule::Outcome => format!("{red}✘ outcome    {red:#}"),
        Rule::Trigger => format!("{red}✘ fired      {red:#}"),
        Rule::Flagged => format!("{red}✘ flagged    {red:#}"),
        Rule::NearBox => format!("{red}✘ no box     {red:#}"),
        Rule::NoChecklist => format!("{red}✘ missing    {red:#}"),
    };
    let mut out = format!("  {label} {}\n      {}\n", finding.title, finding.why);
    if let Some(place) = finding.place() {
        let _ = writeln!(out, "      {dim}at {place}{dim:#}");
    }
    if let Some(text) = &finding.would_prove {
        let _ = writeln!(out, "      would prove it: {text}");
    }
    let _ = writeln!(out, "      {dim}see {}{dim:#}", finding.reproduce);
    out
}
