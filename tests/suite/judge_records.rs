//! Claims about items that records answer: what is read from the words, and which record decides.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::reading;
use golive::assess::reading::grammar::parser::Grammar;
use golive::lexicon::Lexicon;
use golive::model::criterion::Criterion;
use golive::model::reading::Ask;
use golive::read::checklist::mention::references;
use golive::render::words;

const LIST: &str = "docs/deployment/production_go_live_checklist.md";

/// What an item demands of records, in words.
pub(crate) fn read(text: &str) -> String {
    let reading = reading::read(text, &references(text, "docs"), &Grammar::new(), Lexicon::built_in());
    reading.asks.iter().filter_map(of_records).collect::<Vec<_>>().join("; ")
}

fn of_records(ask: &Ask) -> Option<String> {
    let mut criterion = ask.criterion.clone();
    match &mut criterion {
        Criterion::Done(deed) => deed.parts = ask.wanted.iter().map(|wanted| wanted.words.clone()).collect(),
        Criterion::Inventory(_) | Criterion::SignedOff { .. } | Criterion::Column { .. } => {}
        _ => return None,
    }
    Some(words::demand(&criterion))
}

#[test]
fn what_was_to_be_done_is_read_from_the_words_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for (text, demand) in [
        (
            "Latest CI run on `main` green (tests + lint + typecheck) with artifact links.",
            "a CI run of this release's commits on main that succeeded, with tests, lint and typecheck",
        ),
        (
            "CI pipeline passed on main (see run).",
            "a CI run of this release's commits on main that succeeded",
        ),
        ("Green CI (lint, unit tests and build)", "a CI run that succeeded, with lint, unit tests and build"),
        ("Unit tests passing", "a CI run that succeeded, with Unit tests"),
        (
            "Staging deploy workflow (`deploy-staging.yml`) successful within last 24h.",
            "a deployment to staging (deploy-staging.yml) that succeeded",
        ),
        ("Deployment to production succeeded", "a deployment to production that succeeded"),
        ("Deployed to staging", "a deployment to staging that succeeded"),
        (
            "Operator dry run completed on staging within last 48h (attach run log).",
            "a dry run on staging that succeeded, with Operator",
        ),
        (
            "Manual QA checklist executed (tile modals, Chatwoot flows) — reference `docs/runbooks/a.md`.",
            "a QA run that succeeded, with Manual, tile modals and Chatwoot flows",
        ),
        (
            "Prisma production backup executed within last 24h (`docs/runbooks/backup_restore.md`).",
            "a backup of production that succeeded, with Prisma",
        ),
        (
            "Supabase `decision_log` + `facts` export captured and stored (link evidence).",
            "an export that succeeded, with Supabase decision_log, facts and stored",
        ),
        (
            "Restore drill rehearsal date < 30 days (else run before go-live).",
            "a restore drill that succeeded",
        ),
        (
            "Support & marketing briefed on release window and rollback contacts.",
            "a briefing of Support, marketing, release window and rollback contacts that succeeded",
        ),
        (
            "Product sign-off recorded in `feedback/product.md` including release scope and target date/time.",
            "an approving entry since the previous release, with scope and target date",
        ),
        ("Sign-off by product (`feedback/product.md`)", "an approving entry since the previous release"),
        (
            "Verify environment variable matrix up to date (`docs/deployment/env_matrix.md`) with production column completed.",
            "every cell of the column “production” filled in",
        ),
        ("`Owner` column of `docs/services.md` filled in", "every cell of the column “owner” filled in"),
        ("Owner column filled in (`docs/services.md`)", "every cell of the column “owner” filled in"),
        // What is about something else demands what no record of the kind tells.
        ("Rollback plan reviewed (`docs/plans/rollback-v1.md`).", ""),
        ("Backup contact list completed", "a backup that succeeded, with contact list"),
        ("Deploy freeze window agreed", "a deployment that succeeded, with freeze window agreed"),
        ("Run of the pipeline kept (`artifacts/run.json`).", "a CI run that succeeded, with kept"),
        ("Penetration tests completed", "penetration-test that succeeded"),
        ("Operator login checked (`artifacts/after/login.md`).", ""),
        ("Smoke check passed after deploy", ""),
        (
            "Lighthouse report on staging meets budgets (Performance ≥ 90, TTI ≤ 5s) — provide artifact path.",
            "",
        ),
        ("Load test is done.", "load-test that succeeded"),
        (
            "Update `feedback/deployment.md` with release summary, evidence links, metrics, and approvals.",
            "an approving entry since the previous release",
        ),
        (
            "Inform product/support/marketing of completion and open questions.",
            "a briefing of product, support, marketing completion and open questions that succeeded",
        ),
    ] {
        if read(text) != demand {
            wrong.push(format!("{text}\n  {}\n  wanted: {demand}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn checklist(items: &[&str]) -> String {
    let items = items.iter().map(|item| format!("- [x] {item}\n")).collect::<String>();
    format!("# Production Go-Live Checklist\n\n## Before\n\n{items}")
}

/// A release on 2026-02-10 after one on 2026-01-10, with these files committed on the day before it.
fn released(items: &[&str], files: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let list = checklist(items);
    repo.commit("2026-01-10T09:00:00Z", "list", &[(LIST, Some(&list))]);
    repo.tag("v2026.01.10a", "2026-01-10T10:00:00Z");
    let own = repo.commit("2026-02-09T09:00:00Z", "code", &[("docs/note.md", Some("# Note\n"))]).to_string();
    let old = repo.git().revparse_single("v2026.01.10a^{commit}").unwrap().id().to_string();
    let files = files
        .iter()
        .map(|(path, text)| (*path, text.replace("{own}", &own).replace("{old}", &old[..12])))
        .collect::<Vec<_>>();
    let files = files.iter().map(|(path, text)| (*path, Some(text.as_str()))).collect::<Vec<_>>();
    repo.commit("2026-02-09T12:00:00Z", "evidence", &files);
    repo.tag("v2026.02.10a", "2026-02-10T10:00:00Z");
    judged(&repo)
}

fn told(items: &str, files: &[(&str, &str)]) -> (String, String) {
    let judged = released(&[items], files);
    let release = judged.release("v2026.02.10a");
    let item = &release.items[0];
    (judged.told("v2026.02.10a", ""), words::reason(&judged.dossier, release, item, &item.today))
}

pub(crate) fn expect(item: &str, files: &[(&str, &str)], verdict: &str, says: &str) {
    let (told, reason) = told(item, files);
    assert!(told.starts_with(verdict) && reason.contains(says), "{item} {files:?}: {told}: {reason}");
}

fn run(commit: &str, branch: &str, conclusion: &str, at: &str, jobs: &str) -> String {
    format!(
        r#"{{"workflowName":"CI","headSha":"{commit}","headBranch":"{branch}","status":"completed","conclusion":"{conclusion}","updatedAt":"{at}","jobs":[{jobs}]}}"#
    )
}

const JOBS: &str = r#"{"name":"lint","conclusion":"success"},{"name":"unit tests","conclusion":"success"},{"name":"type-check","conclusion":"success"}"#;

#[test]
fn a_run_proves_only_its_own_commits_branch_and_jobs() {
    let item = "Latest CI run on `main` green (tests + lint + typecheck).";
    let at = "2026-02-09T10:00:00Z";
    let one = |text: &str| vec![("artifacts/ci/run.json", text.to_owned())];
    for (files, verdict, says) in [
        (one(&run("{own}", "main", "success", at, JOBS)), "verified", "succeeded"),
        (
            one(&run("{own}", "main", "failure", at, &JOBS.replacen("success", "failure", 1))),
            "failed",
            "a CI run failed: lint",
        ),
        (
            one(&run("{own}", "main", "success", at, r#"{"name":"lint","conclusion":"success"}"#)),
            "unsupported",
            "does not say “tests”",
        ),
        (
            one(&run("{own}", "main", "success", at, &JOBS.replacen("success", "skipped", 1))),
            "unsupported",
            "lint did not succeed",
        ),
        (one(&run("{old}", "main", "success", at, JOBS)), "stale", "a commit of an earlier release"),
        (
            one(&run("0123456789abcdef0123456789abcdef01234567", "main", "success", at, JOBS)),
            "unsupported",
            "not in this release",
        ),
        (one(&run("", "main", "success", at, JOBS)), "unsupported", "names no commit"),
        (one(&run("{own}", "topic", "success", at, JOBS)), "unsupported", "evidence of v2026.02.10a"),
        (one(&run("{own}", "main", "", at, JOBS)), "unsupported", "does not say how it ended"),
        (vec![], "unsupported", "has no file of evidence that could show"),
        // The newest one of the release's own commits decides.
        (
            vec![
                ("artifacts/ci/1.json", run("{own}", "main", "success", "2026-02-09T09:30:00Z", JOBS)),
                ("artifacts/ci/2.json", run("{own}", "main", "failure", at, JOBS)),
            ],
            "failed",
            "a CI run failed",
        ),
        (
            vec![
                ("artifacts/ci/1.json", run("{own}", "main", "success", "2026-02-09T09:30:00Z", JOBS)),
                ("artifacts/ci/2.json", run("0123456789", "main", "failure", at, JOBS)),
            ],
            "verified",
            "succeeded",
        ),
    ] {
        let files = files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>();
        expect(item, &files, verdict, says);
    }
}

#[test]
fn a_run_of_another_history_proves_nothing_though_no_branch_is_named() {
    let item = "CI green (tests + lint + typecheck).";
    let run = |commit: &str| run(commit, "main", "success", "2026-02-09T10:00:00Z", JOBS);
    for (commit, verdict, says) in [
        ("{own}", "verified", "succeeded"),
        ("", "verified", "succeeded"),
        ("0123456789abcdef0123456789abcdef01234567", "unsupported", "not in this release"),
    ] {
        expect(item, &[("artifacts/ci/run.json", &run(commit))], verdict, says);
    }
}

#[test]
fn the_newest_deployment_to_the_environment_decides_within_its_window() {
    let item = "Staging deploy workflow (`deploy-staging.yml`) successful within last 24h.";
    let log = "2026-02-09T11:00:00Z shopify app deploy\nNew version released to users.\n";
    let old = "2026-02-08T11:00:00Z shopify app deploy\nNew version released to users.\n";
    let broke = "2026-02-09T11:30:00Z shopify app deploy\nError: failed\n";
    expect(item, &[("artifacts/deploy/staging-deploy.log", log)], "verified", "a deployment succeeded");
    expect(item, &[("artifacts/deploy/staging-deploy.log", old)], "stale", "outside the window");
    expect(
        item,
        &[("artifacts/deploy/production-deploy.log", log)],
        "unsupported",
        "evidence of v2026.02.10a",
    );
    let both = [("artifacts/deploy/staging-1.log", log), ("artifacts/deploy/staging-2.log", broke)];
    expect(item, &both, "failed", "a deployment failed");
    let other = "# Production deploy\n\n- Date: 2026-02-09T11:40:00Z\n- Status: failed\n";
    let both = [("artifacts/deploy/staging-1.log", log), ("artifacts/deploy/n.md", other)];
    expect(item, &both, "verified", "succeeded");
}

#[test]
fn without_a_window_a_record_proves_the_release_in_whose_period_it_lies() {
    let item = "Production backup executed.";
    let record = |at: &str, status: &str| {
        format!("---\nkind: backup\nenvironment: production\ndate: {at}\nstatus: {status}\n---\n")
    };
    for (at, status, verdict, says) in [
        ("2026-02-09T08:00:00Z", "success", "verified", "a backup succeeded"),
        ("2026-01-09T08:00:00Z", "success", "stale", "from before the previous release"),
        ("2026-02-09T08:00:00Z", "failed", "failed", "a backup failed"),
        ("2026-02-09T08:00:00Z", "pending", "unsupported", "has not ended"),
    ] {
        expect(item, &[("artifacts/backup/b.md", record(at, status).as_str())], verdict, says);
    }
    // What the item names decides alone; and prose that tells no outcome stays what it was.
    let item = "QA executed (`artifacts/qa/run.md`).";
    let prose = "# What we looked at\n\nAll of it.\n";
    let elsewhere = "{\"kind\":\"qa\",\"date\":\"2026-02-09T08:00:00Z\",\"status\":\"failed\"}";
    expect(
        item,
        &[("artifacts/qa/run.md", prose), ("artifacts/qa/other.json", elsewhere)],
        "unsupported",
        "could not be read",
    );
}

#[test]
fn a_sign_off_is_dated_in_the_period_about_the_release_and_not_taken_back() {
    let item =
        "Product sign-off recorded in `feedback/product.md` including release scope and target date/time.";
    let tells = "- Scope: tiles\n- Target: 2026-02-10 10:00 UTC\n";
    let entry = |title: &str, body: &str| format!("## {title}\n\n{body}\n");
    let approved = entry("2026-02-09 Product sign-off for v2026.02.10a", tells);
    for (log, verdict, says) in [
        (approved.clone(), "verified", "approves"),
        (entry("2026-02-09 Product sign-off", tells), "verified", "approves"),
        (
            entry("2026-02-09 Product sign-off", "- Scope: tiles\n- Target: TBD\n"),
            "unsupported",
            "no target date",
        ),
        (entry("2026-02-09 Product sign-off", "- Target: 2026-02-10\n"), "unsupported", "no scope"),
        (
            entry("2026-02-09 Product sign-off for v2026.01.10a", tells),
            "unsupported",
            "evidence of v2026.02.10a",
        ),
        (entry("2026-01-09 Product sign-off", tells), "stale", "before the previous release"),
        (entry("2026-02-11 Product sign-off", tells), "unsupported", "evidence of v2026.02.10a"),
        (entry("2026-02-09 Awaiting product sign-off", tells), "unsupported", "evidence of v2026.02.10a"),
        (
            format!("{}{approved}", entry("2026-02-09T20:00:00Z Sign-off withdrawn", "")),
            "failed",
            "takes the sign-off back",
        ),
        (
            format!("{approved}{}", entry("2026-02-09 Approval revoked", "")),
            "failed",
            "takes the sign-off back",
        ),
        (format!("{}{}", entry("2026-02-01 Sign-off withdrawn", ""), approved), "verified", "approves"),
    ] {
        let log = format!("# Product\n\n{log}");
        expect(item, &[("feedback/product.md", log.as_str())], verdict, says);
    }
}

#[test]
fn a_column_with_open_cells_is_failed_row_by_row() {
    let item =
        "Environment variable matrix up to date (`docs/env_matrix.md`) with production column completed.";
    let table = |cell: &str| {
        format!(
            "# Environment variable matrix\n\n| Variable | Staging | Production |\n|---|---|---|\n| A | a | b |\n| B | pending | {cell} |\n"
        )
    };
    expect(
        item,
        &[("docs/env_matrix.md", &table("Secret (requested)"))],
        "failed",
        "B “Secret (requested)” (docs/env_matrix.md:6)",
    );
    expect(
        item,
        &[("docs/env_matrix.md", &table(""))],
        "failed",
        "1 of 2 cells of the column “production” are not filled in: B “empty”",
    );
    expect(item, &[("docs/env_matrix.md", &table("`B_PROD`"))], "verified", "all 2 cells");
    let expired = format!("---\nexpires: 2026-02-01\n---\n{}", table("b"));
    expect(item, &[("docs/env_matrix.md", &expired)], "failed", "expired");
    expect(
        item,
        &[("docs/env_matrix.md", "# Environment variable matrix\n\nNo table.\n")],
        "unsupported",
        "evidence of v2026.02.10a",
    );
}
