//! What is told of every verdict: why, what would prove it, and a git command that shows it. Held on the sample and on real data.

use golive::assess::result::judgement::{ItemJudgement, Judgement};
use golive::assess::result::reason::Reason;
use golive::assess::result::release::ReleaseAssessment;
use golive::config::Config;
use golive::progress::Silent;
use golive::render::words;
use golive::{Examined, Job, examine};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn examined(repo: &Path, now: &str) -> Examined {
    let job = Job { repo: repo.to_owned(), config: Config::default(), now: now.parse().unwrap(), head: None };
    examine(&job, &Silent).unwrap()
}

#[expect(clippy::print_stdout, reason = "a skipped test says so")]
/// The sample, and the real data where it lies beside the project.
fn repositories(folder: &Path) -> Vec<(PathBuf, Examined)> {
    let sample = folder.join("sample");
    golive::demo::write(&sample, &golive::demo::Plan::default(), &Silent).unwrap();
    let mut all = vec![(sample, "2026-06-20T12:00:00Z")];
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hotdash.bundle");
    let real = folder.join("real");
    let clone = Command::new("git").arg("clone").arg("-q").arg(&bundle).arg(&real).output();
    if bundle.is_file() && clone.is_ok_and(|done| done.status.success()) {
        all.push((real, "2025-10-12T12:00:00Z"));
    } else {
        println!("skipped for the real data: it is not there");
    }
    all.into_iter().map(|(repo, now)| (repo.clone(), examined(&repo, now))).collect()
}

/// Every item at both vantages.
fn standings(examined: &Examined) -> impl Iterator<Item = (&ReleaseAssessment, &ItemJudgement, &Judgement)> {
    examined.assessment.releases.iter().flat_map(|r| {
        r.items.iter().flat_map(move |item| [&*item.at_tag, &*item.today].map(|standing| (r, item, standing)))
    })
}

/// What a command prints; `None` where some part of it fails.
fn output(repo: &Path, command: &str) -> Option<String> {
    let script = format!("set -e\n{command}\n");
    let done = Command::new("sh").arg("-c").arg(script).current_dir(repo).output().unwrap();
    let quiet = done.status.success() && done.stderr.is_empty();
    quiet.then(|| String::from_utf8_lossy(&done.stdout).into_owned())
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn every_git_command_runs_and_shows_what_it_claims() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: there is no git program");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (repo, examined) in repositories(folder.path()) {
        let d = &examined.dossier;
        let mut told: BTreeMap<String, String> = BTreeMap::new();
        for (r, item, standing) in standings(&examined) {
            let command = words::reproduce(d, r, item, standing);
            let shown = match told.get(&command) {
                Some(shown) => shown.clone(),
                None => output(&repo, &command).unwrap_or_else(|| "it failed".to_owned()),
            };
            let nothing = matches!(standing.reason, Reason::Missing { .. })
                || matches!(standing.reason, Reason::NotAfterTag { .. }) && command.contains("git log");
            let is_line = command.contains("| sed -n ");
            let text = words::text(r, item);
            let first =
                text.split(|c: char| !c.is_alphanumeric()).find(|word| word.len() > 3).unwrap_or_default();
            let right = shown != "it failed"
                && shown.trim().is_empty() == nothing
                && (!is_line || shown.contains(first));
            if !right {
                wrong.push(format!("{}\n    $ {command}\n    {shown}", words::reason(d, r, item, standing)));
            }
            told.insert(command, shown);
        }
        let releases = &examined.assessment.releases;
        let triggers = releases.iter().flat_map(|r| r.triggers.iter().map(move |one| (r, one)));
        let triggers =
            triggers.map(|(r, one)| (words::trigger(d, r, one), words::reproduce_trigger(d, r, one)));
        let findings = releases.iter().flat_map(|r| &r.findings).chain(&examined.assessment.findings);
        let findings = findings
            .map(|one| (format!("{:?}", one.kind), words::reproduce_finding(d, &examined.assessment, one)));
        for (reason, command) in triggers.chain(findings) {
            if output(&repo, &command).is_none_or(|shown| shown.trim().is_empty()) {
                wrong.push(format!("{reason}\n    $ {command}"));
            }
        }
        assert!(told.len() > 100, "there was something to run");
    }
    assert!(
        wrong.is_empty(),
        "{} commands are wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

/// Words that no sentence has: a value that was not put in, a grammar that broke, a phase that was mistaken.
const BROKEN: [&str; 9] = [
    "  ",
    "evidence evidence",
    "shows evidence",
    " ,",
    "()",
    "of candidate",
    "after candidate",
    "None",
    " ;",
];

#[test]
fn every_unproven_verdict_is_told_in_one_sentence_with_what_would_prove_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = BTreeSet::new();
    for (_, examined) in repositories(folder.path()) {
        let d = &examined.dossier;
        for (r, item, standing) in standings(&examined) {
            let reason = words::reason(d, r, item, standing);
            let proof = words::would_prove(d, r, item, standing);
            let all = format!("{reason} | {}", proof.clone().unwrap_or_default());
            let broken = BROKEN.iter().any(|words| all.contains(words))
                || reason.is_empty()
                || reason.ends_with(['.', ' ', ':', ';'])
                || reason.contains('\n')
                || proof.is_none() != standing.verdict.is_proven()
                || proof.is_some_and(|proof| proof == "Nothing more" || proof.ends_with(['.', ' ']));
            if broken {
                wrong.insert(all);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
