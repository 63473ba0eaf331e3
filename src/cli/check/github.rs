//! The decision as workflow commands of GitHub Actions, and as the summary of the step.

use super::decision::Decision;
use super::finding::Finding;
use super::text;
use crate::cli::annotation::{MESSAGE, SHOWN, TITLE, annotation, cut};
use crate::cli::markdown::{cell, row};
use crate::cli::{report, terminal};
use crate::redact;
use crate::render::format::count;
use crate::render::words;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};

/// GitHub refuses a step's summary that is larger.
const SUMMARY: usize = 1 << 20;

/// Annotations, worst first: an error for what blocks, a warning for what else is not proven, a notice for what was found beside the
/// verdicts; then the headline.
pub(super) fn commands(decision: &Decision<'_>) -> String {
    let mut out = String::new();
    let mut more = String::new();
    let levels: [(&str, [&str; 2], Vec<&Finding>); 2] = [
        ("error", ["error", "errors"], decision.blocking().collect()),
        ("warning", ["warning", "warnings"], decision.others().collect()),
    ];
    for (level, [one, many], findings) in levels {
        findings.iter().take(SHOWN).for_each(|finding| out.push_str(&command(level, finding)));
        if let Some(rest) = findings.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
            let _ = writeln!(more, "{} more not annotated; --format text tells all", count(rest, one, many));
        }
    }
    for note in decision.notes.iter().take(SHOWN) {
        let message = cut(&format!("{}\nSee for yourself: {}", note.text, note.reproduce), MESSAGE);
        out.push_str(&annotation("notice", note.path.as_deref(), note.line, note.kind, &message));
    }
    if let Some(rest) = decision.notes.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        let _ = writeln!(
            more,
            "{} more not annotated; --format text tells all",
            count(rest, "notice", "notices")
        );
    }
    let headline = report::headline(decision.examined, decision.release) + &text::demanded(decision) + &more;
    out.push_str(&terminal::harmless(&headline));
    out
}

fn command(level: &str, finding: &Finding) -> String {
    let title = cut(&format!("{}: {}", finding.rule.id(), finding.title), TITLE);
    let message = cut(&lines(finding).join("\n"), MESSAGE);
    annotation(level, finding.file(), finding.line, &title, &message)
}

/// Why, what would prove it, and the command that shows it.
fn lines(finding: &Finding) -> Vec<String> {
    let mut lines = vec![finding.why.clone()];
    lines.extend(finding.would_prove.as_ref().map(|text| format!("Would prove it: {text}")));
    lines.push(format!("See for yourself: {}", finding.reproduce));
    lines
}

/// Appends a summary in Markdown to the file that `GITHUB_STEP_SUMMARY` names, where it names one.
pub(super) fn summarise(decision: &Decision<'_>) -> io::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let mut file: File = OpenOptions::new().append(true).create(true).open(path)?;
    let used = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let text = summary(decision, SUMMARY.saturating_sub(used));
    file.write_all(redact::name(&text).as_bytes())
}

/// Headline, then all findings, as many as there is room for.
fn summary(decision: &Decision<'_>, room: usize) -> String {
    let release = decision.release;
    let mut out = format!(
        "\n## {}: {}\n\nAt the tag {} of {} items due by it were claimed and {} proven. Outcome: {}.\n\n",
        cell(report::name(decision.examined, release)),
        words::readiness(decision.go),
        release.tallies.due.claimed,
        release.tallies.due.items,
        release.tallies.due.proven,
        words::outcome_told(&release.outcome),
    );
    if !decision.findings.is_empty() {
        out.push_str("| finding | of | why | what would prove it, and how to see it |\n|---|---|---|---|\n");
    }
    let closing = |left: usize| format!("\n… and {}\n", count(left, "more finding", "more findings"));
    let reserved = closing(usize::MAX).len();
    if out.len() + reserved > room {
        return String::new();
    }
    for (told, finding) in decision.findings.iter().enumerate() {
        let entry = entry(finding);
        if out.len() + entry.len() + reserved > room {
            out.push_str(&closing(decision.findings.len() - told));
            break;
        }
        out.push_str(&entry);
    }
    out
}

/// A row of the table: what it is, which item, why, and what would prove it.
fn entry(finding: &Finding) -> String {
    let required = if finding.blocking { "" } else { " (not required)" };
    let place = finding.place().map(|place| format!("<br>{}", cell(&place))).unwrap_or_default();
    let proof = finding.would_prove.as_deref().map(|text| format!("{}<br>", cell(text))).unwrap_or_default();
    row(&[
        format!("**{}**{required}", finding.rule.id()),
        format!("{}{place}", cell(&finding.title)),
        cell(&finding.why),
        format!("{proof}<code>{}</code>", cell(&finding.reproduce)),
    ])
}
