//! One release as a readable report: headline, items by section, triggers, what blocks it.

use super::{
    terminal::safe,
    verdict::{label, readiness},
};
use crate::Examined;
use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::step::{StepCall, StepJudgement};
use crate::assess::result::tally::{Tallies, Tally};
use crate::assess::result::trigger::Firing;
use crate::model::checklist::{Checklist, Section};
use crate::render::{format::utc, words};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// The name of the snapshot that a judgement is about.
pub(super) fn name<'a>(examined: &'a Examined, release: &ReleaseAssessment) -> &'a str {
    let snapshot = examined.dossier.history.snapshots.get(release.snapshot);
    snapshot.map_or("candidate", |snapshot| snapshot.name.as_str())
}

/// The whole report.
pub(super) fn whole(examined: &Examined, release: &ReleaseAssessment) -> String {
    let mut out = headline(examined, release);
    if let Some(in_force) = &release.in_force {
        for (index, section) in in_force.checklist.sections.iter().enumerate() {
            out.push_str(&section_lines(examined, release, section, index));
        }
    } else {
        out.push_str("\nNo checklist speaks for this release.\n");
    }
    out.push_str(&triggers(examined, release));
    out.push_str(&blockers(examined, release));
    out.push_str(&notes(examined, release));
    out.push_str(&followed(examined, release));
    out.push_str(&found(examined, release));
    out.push_str(&rejudged(examined, release));
    out
}

/// What today's checklist says of it, where that was asked for.
fn rejudged(examined: &Examined, release: &ReleaseAssessment) -> String {
    let Some(again) = examined.assessment.rejudged.get(&release.snapshot) else { return String::new() };
    let bold = Style::new().bold();
    let mut out = format!("\n{bold}By today's checklist{bold:#}: {}\n", readiness(again.is_go()));
    out.push_str(&tallies(again));
    for (index, section) in
        again.in_force.iter().flat_map(|in_force| in_force.checklist.sections.iter().enumerate())
    {
        out.push_str(&section_lines(examined, again, section, index));
    }
    out
}

/// What was found beside the verdicts; empty without any.
fn found(examined: &Examined, release: &ReleaseAssessment) -> String {
    let mut all = examined.assessment.findings_of(release.snapshot).peekable();
    if all.peek().is_none() {
        return String::new();
    }
    let bold = Style::new().bold();
    let dim = Style::new().dimmed();
    let mut out = format!("\n{bold}Found beside the verdicts{bold:#}\n");
    for one in all {
        let place = one.place.as_ref().map(|place| format!(" {dim}({}){dim:#}", safe(&place.to_string())));
        let text = safe(&words::finding(&examined.dossier, one));
        let (severity, kind) = (one.kind.severity().word(), one.kind.word());
        let _ = writeln!(out, "  {severity}: {kind}: {text}{}", place.unwrap_or_default());
    }
    out
}

/// Name, readiness, the pair of figures, commit and time.
pub(super) fn headline(examined: &Examined, release: &ReleaseAssessment) -> String {
    let bold = Style::new().bold();
    let mut out =
        format!("{bold}{}{bold:#}: {}\n", safe(name(examined, release)), readiness(release.is_go()));
    out.push_str(&tallies(release));
    if let Some(snapshot) = examined.dossier.history.snapshots.get(release.snapshot) {
        let verb = if snapshot.is_candidate() { "judged" } else { "tagged" };
        let _ = writeln!(out, "commit {}, {verb} {}", snapshot.commit, utc(snapshot.time));
    }
    let is_candidate = release.snapshot == examined.dossier.history.candidate();
    if !is_candidate {
        let _ = writeln!(out, "outcome: {}", words::outcome_told(&release.outcome));
    }
    if let Some(back) = &release.rollback {
        let recovery = release.recovery.as_ref().map(|one| words::recovery(release, one)).unwrap_or_default();
        let told = words::rollback(&examined.dossier, release, back);
        let _ = writeln!(out, "{} ({}; {recovery})", safe(&told), utc(back.at));
    }
    if let Some(in_force) = &release.in_force {
        let places = in_force.origins().map(|origin| safe(origin.place())).collect::<Vec<_>>();
        let _ = writeln!(out, "checklist {}", places.join(", "));
    }
    out
}

/// What was due by the tag, today where it differs, and what was due after it.
fn tallies(release: &ReleaseAssessment) -> String {
    let Tallies { due, due_today, after } = &release.tallies;
    let mut out = format!("{}\n", pair(due));
    if due_today != due {
        let _ = writeln!(out, "today: {}", pair(due_today));
    }
    if after.items > 0 {
        let _ = writeln!(out, "due after the tag: {}", pair(after));
    }
    out
}

fn pair(tally: &Tally) -> String {
    format!("claimed {}/{} · proven {}/{}", tally.claimed, tally.items, tally.proven, tally.items)
}

fn section_lines(
    examined: &Examined,
    release: &ReleaseAssessment,
    section: &Section,
    index: usize,
) -> String {
    let items: Vec<&ItemJudgement> = release.items.iter().filter(|item| item.section == index).collect();
    let steps: Vec<&StepJudgement> = release.steps.iter().filter(|step| step.section == index).collect();
    if items.is_empty() && steps.is_empty() {
        return String::new();
    }
    let bold = Style::new().bold();
    let mut out = format!("\n{bold}{}{bold:#} ({})\n", safe(&section.title), section.phase.word());
    for judged in items {
        out.push_str(&item(examined, release, judged));
    }
    for judged in steps {
        out.push_str(&step(examined, release, judged));
    }
    out
}

/// One step: what became of it, its words; then why, and the place of the words.
fn step(examined: &Examined, release: &ReleaseAssessment, judged: &StepJudgement) -> String {
    let dim = Style::new().dimmed();
    let (symbol, style) = match judged.call {
        StepCall::Failed => ("✘", AnsiColor::Red.on_default()),
        StepCall::Verified => ("✔", AnsiColor::Green.on_default()),
        StepCall::Stale => ("△", AnsiColor::Yellow.on_default()),
        StepCall::Open | StepCall::NotComputed | StepCall::NotNeeded => ("○", Style::new().dimmed()),
    };
    let (number, text, line) = words::step_source(release, judged)
        .map_or((None, "", 0), |step| (step.number, step.text.as_str(), step.line));
    let number = number.map(|number| format!("{number}. ")).unwrap_or_default();
    let word = judged.call.word().replace('-', " ");
    let mut out = format!("  {style}{symbol} {word:<12}{style:#} {number}{}\n", safe(text));
    let reason = safe(&words::step_reason(&examined.dossier, release, judged));
    let _ = writeln!(out, "      {reason} {dim}(line {line}){dim:#}");
    let _ = writeln!(out, "      {dim}{}{dim:#}", safe(&words::step_reading(judged)));
    out
}

/// One item: verdict, words, flags; then why, and the place of the words.
fn item(examined: &Examined, release: &ReleaseAssessment, judged: &ItemJudgement) -> String {
    let dim = Style::new().dimmed();
    let (text, line) = source(release, judged);
    let label = match judged.due {
        Due::NotYet => format!("{dim}○ {:<11}{dim:#}", words::due_word(judged.due)),
        _ => label(judged.today.verdict),
    };
    let mut out = format!("  {label} {}{}\n", safe(&text), flags(judged));
    let reason = safe(&words::reason(&examined.dossier, release, judged, &judged.today));
    let _ = writeln!(out, "      {reason} {dim}(line {line}){dim:#}");
    let _ = writeln!(out, "      {dim}{}{dim:#}", safe(&words::reading(judged)));
    if judged.at_tag.verdict != judged.today.verdict {
        let then = safe(&words::reason(&examined.dossier, release, judged, &judged.at_tag));
        let _ = writeln!(out, "      at the tag: {} ({then})", judged.at_tag.verdict.word());
    }
    out
}

fn flags(judged: &ItemJudgement) -> String {
    if judged.flags.is_empty() {
        return String::new();
    }
    let style = AnsiColor::Magenta.on_default();
    let list: Vec<&str> = judged.flags.iter().map(|flag| flag.word()).collect();
    format!(" {style}[{}]{style:#}", list.join(", "))
}

/// An item's words and line.
pub(super) fn source(release: &ReleaseAssessment, judged: &ItemJudgement) -> (String, u32) {
    let checklist: Option<&Checklist> = release.in_force.as_ref().map(|in_force| &*in_force.checklist);
    let section = checklist.and_then(|checklist| checklist.sections.get(judged.section));
    let item = section.and_then(|section| section.items.get(judged.index));
    item.map_or_else(|| (judged.id.clone(), 0), |item| (item.text.clone(), item.line))
}

fn triggers(examined: &Examined, release: &ReleaseAssessment) -> String {
    if release.triggers.is_empty() {
        return String::new();
    }
    let bold = Style::new().bold();
    let mut out = format!("\n{bold}Rollback triggers{bold:#}\n");
    for trigger in &release.triggers {
        let (symbol, style) = match trigger.firing {
            Firing::Fired { .. } => ("✘", AnsiColor::Red.on_default()),
            Firing::NotFired { .. } => ("✔", AnsiColor::Green.on_default()),
            Firing::Unknown(_) => ("○", Style::new().dimmed()),
        };
        let word = words::firing(&trigger.firing);
        let _ = writeln!(out, "  {style}{symbol} {word:<12}{style:#} {}", safe(&trigger.text));
        let _ = writeln!(out, "      {}", safe(&words::trigger(&examined.dossier, release, trigger)));
    }
    out
}

/// What blocks the release, worst first; empty for go.
pub(super) fn blockers(examined: &Examined, release: &ReleaseAssessment) -> String {
    reasons(examined, release, "Why it is no-go, worst first", &release.blockers)
}

/// What is noted and does not block.
fn notes(examined: &Examined, release: &ReleaseAssessment) -> String {
    reasons(examined, release, "Not blocking", &release.notes)
}

/// Why the outcome is what it is; empty for the candidate.
fn followed(examined: &Examined, release: &ReleaseAssessment) -> String {
    if release.snapshot == examined.dossier.history.candidate() {
        return String::new();
    }
    let bold = Style::new().bold();
    let mut out = format!("\n{bold}What followed{bold:#}\n");
    for one in &release.outcome.reasons {
        let _ = writeln!(out, "  {}", safe(&words::outcome_reason(&examined.dossier, release, one)));
    }
    out
}

fn reasons(examined: &Examined, release: &ReleaseAssessment, title: &str, reasons: &[Blocker]) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let bold = Style::new().bold();
    let mut out = format!("\n{bold}{title}{bold:#}\n");
    for blocker in reasons {
        let _ = writeln!(out, "  {}", safe(&words::blocker(&examined.dossier, release, blocker)));
    }
    out
}
