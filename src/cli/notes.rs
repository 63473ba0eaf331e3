//! `golive notes`: what of a release belongs into its release notes, as Markdown.

use super::{
    args,
    bars::Bars,
    exit::{Exit, Failure},
    job,
    markdown::{cell, escaped, row, verdict},
    report,
    terminal::{Terminal, safe},
};
use crate::Examined;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tally;
use crate::progress::Progress;
use crate::render::{format::count, urls, words};
use std::fmt::Write as _;

/// Of more blockers the first so many are listed.
const SHOWN: usize = 20;

/// Runs the command.
pub(super) fn run(args: &args::Notes, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut job = job::of(&args.input, shared, terminal)?;
    if let Some(url) = &args.base_url {
        job.config.look.base_url = Some(url.clone());
    }
    let bars = Bars::new(terminal);
    let examined = crate::examine(&job, &bars);
    bars.end();
    let examined = examined?;
    let release = job::named(&examined, &args.release)?;
    terminal.verbatim(&block(&examined, release, job.config.look.base_url.as_deref()))?;
    Ok(job::whole(&examined, shared, terminal))
}

/// Heading, badges, figures, what blocks it, and where it is told in full.
fn block(examined: &Examined, release: &ReleaseAssessment, base: Option<&str>) -> String {
    let name = safe(report::name(examined, release));
    let readiness = words::readiness(release.is_go());
    let mut out = format!("## Go-live: {}, {readiness}\n\n", escaped(&name));
    let page = base.map(|base| format!("{base}{}/", folder(examined, release)));
    if let Some(page) = &page {
        let _ = writeln!(
            out,
            "[![readiness: {readiness}]({page}badge.svg)]({page}) [![proven]({page}badge-proven.svg)]({page})\n"
        );
    }
    let tallies = &release.tallies;
    let _ = writeln!(out, "At the tag: {}.", pair(&tallies.due));
    if tallies.due_today != tallies.due {
        let _ = writeln!(out, "Today: {}.", pair(&tallies.due_today));
    }
    if tallies.after.items > 0 {
        let _ = writeln!(out, "Due after the tag: {}.", pair(&tallies.after));
    }
    if release.snapshot != examined.dossier.history.candidate() {
        let _ = writeln!(out, "Outcome: {}.", words::outcome_told(&release.outcome));
    }
    out.push_str(&blockers(examined, release));
    out.push_str(&unproven(examined, release));
    match page {
        Some(page) => {
            let _ = writeln!(out, "\nEvidence, numbers and provenance: <{page}>");
        }
        None => out.push_str("\nEvidence, numbers and provenance: `golive show` tells all of it.\n"),
    }
    out
}

/// The folder of a release in the site.
fn folder(examined: &Examined, release: &ReleaseAssessment) -> String {
    let snapshots = &examined.dossier.history.snapshots;
    if release.snapshot == examined.dossier.history.candidate() {
        return "candidate".to_owned();
    }
    format!("releases/{}", urls::slugs(snapshots).get(release.snapshot).map_or("", String::as_str))
}

fn pair(tally: &Tally) -> String {
    let items = count(tally.items, "item", "items");
    format!("**claimed {} · proven {}** of {items}", tally.claimed, tally.proven)
}

fn blockers(examined: &Examined, release: &ReleaseAssessment) -> String {
    let mut out = String::new();
    for blocker in release.blockers.iter().take(SHOWN) {
        let _ = writeln!(out, "- {}", escaped(&safe(&words::blocker(&examined.dossier, release, blocker))));
    }
    if let Some(more) = release.blockers.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "- and {more} more");
    }
    if out.is_empty() { out } else { format!("\nWhat stood in the way:\n\n{out}") }
}

/// Every item that counts and is not proven today, in a part to unfold.
fn unproven(examined: &Examined, release: &ReleaseAssessment) -> String {
    let open = release.items.iter().filter(|item| item.counts() && !item.today.verdict.is_proven());
    let rows = open.map(|item| {
        let (text, _) = report::source(release, item);
        let why = words::reason(&examined.dossier, release, item, &item.today);
        row(&[verdict(item.today.verdict), cell(&text), cell(&why)])
    });
    let rows = rows.collect::<Vec<_>>();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "\n<details><summary>{} today</summary>\n\n| verdict | item | why |\n|---|---|---|\n{}\n</details>\n",
        count(rows.len(), "item is not proven", "items are not proven"),
        rows.concat()
    )
}
