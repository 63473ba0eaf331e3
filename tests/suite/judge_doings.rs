//! Claims about what was done, in the shapes that tools and teams write: each by its seed's words and by others.

use crate::judge_records::expect;

type Case = (&'static str, &'static str, &'static str, &'static str);

fn all(item: &str, cases: &[Case]) {
    for (path, text, verdict, says) in cases {
        expect(item, &[(path, text)], verdict, says);
    }
}

#[test]
fn a_sign_off_is_read_in_any_shape_and_only_where_it_is_given() {
    let item =
        "Product sign-off recorded in `feedback/product.md` including release scope and target date/time.";
    let at = "feedback/product.md";
    all(
        item,
        &[
            (
                at,
                "# Product\n\n## 2026-02-09 Release decision\n\nApproved for v2026.02.10a.\n\n**Scope**: tiles\n**Target date/time**: 2026-02-10 10:00 UTC\n",
                "verified",
                "approves",
            ),
            (
                at,
                "# Product\n\n### 2026-02-09 Go/No-Go\n- Decision: GO\n- Release scope: tiles\n- Go-live: 2026-02-10 15:00 ET\n",
                "verified",
                "approves",
            ),
            (
                at,
                "# Product sign-offs\n\n| Date | Release | Decision | Scope | Target |\n|---|---|---|---|---|\n| 2026-02-09 | v2026.02.10a | Approved | tiles | 2026-02-10 |\n",
                "verified",
                "approves",
            ),
            (
                at,
                "---\ndate: 2026-02-09\ndecision: approved\nscope: tiles\ntarget_date: 2026-02-10\n---\n# Product sign-off\n",
                "verified",
                "approves",
            ),
            (
                at,
                "# Product\n\n## Sign-off v2026.02.10a\n\n- Date: 2026-02-09\n- Status: Approved\n- Scope: tiles\n- Target date: 2026-02-10\n",
                "verified",
                "approves",
            ),
            (
                at,
                "# Product\n\n## 2026-02-09 Sign-off\n- Status: pending\n- Scope: tiles\n- Target: 2026-02-10\n",
                "unsupported",
                "records no decision that is in force",
            ),
            (
                at,
                "# Product\n\n## 2026-02-09 Sign-off\n- Decision: approved once QA passes\n- Scope: tiles\n- Target: 2026-02-10\n",
                "unsupported",
                "records no decision that is in force",
            ),
            (
                at,
                "# Product\n\n## 2026-02-09 10:00 UTC Sign-off\n- Scope: tiles\n- Target: 2026-02-10\n\n## 2026-02-09 11:00 UTC Sign-off on hold\n",
                "failed",
                "takes the sign-off back",
            ),
            (
                at,
                "# Product sign-offs\n\n| Date | Release | Decision | Scope | Target |\n|---|---|---|---|---|\n| 2026-02-09 | v2026.01.10a | Approved | tiles | 2026-02-10 |\n",
                "unsupported",
                "does not show",
            ),
        ],
    );
    let item = "Product sign-off with scope and target date: `artifacts/sign-off/product.json`";
    let at = "artifacts/sign-off/product.json";
    all(
        item,
        &[
            (
                at,
                r#"{"decision":"approved","approver":"Jane","scope":"tiles","target_date":"2026-02-10","timestamp":"2026-02-09T10:00:00Z"}"#,
                "verified",
                "product.json approves",
            ),
            (
                at,
                r#"{"decision":"approved","target_date":"2026-02-10","timestamp":"2026-02-09T10:00:00Z"}"#,
                "unsupported",
                "tells no scope",
            ),
            (
                at,
                r#"{"decision":"rejected","scope":"tiles","target_date":"2026-02-10","timestamp":"2026-02-09T10:00:00Z"}"#,
                "failed",
                "takes the sign-off back",
            ),
            (
                at,
                r#"{"release":"v2026.01.10a","decision":"approved","scope":"tiles","target_date":"2026-02-10","timestamp":"2026-02-09T10:00:00Z"}"#,
                "unsupported",
                "does not show",
            ),
        ],
    );
}

#[test]
fn a_briefing_is_dated_and_names_whom_the_item_names() {
    let item = "Support & marketing briefed.";
    let told = "a briefing succeeded";
    all(
        item,
        &[
            (
                "artifacts/comms/briefing-2026-02-09.md",
                "# Release briefing\n\n- Date: 2026-02-09 10:00 UTC\n- Audience: Support, Marketing\n",
                "verified",
                told,
            ),
            (
                "artifacts/comms/b.md",
                "# Support & marketing briefing 2026-02-09\n\nWe walked through the window.\n",
                "verified",
                told,
            ),
            (
                "artifacts/comms/b.json",
                r#"{"type":"briefing","sentAt":"2026-02-09T10:00:00Z","audiences":["support","marketing"]}"#,
                "verified",
                told,
            ),
            (
                "artifacts/comms/b.yml",
                "kind: announcement\nat: 2026-02-09T10:00:00Z\nto: [support, marketing]\nstatus: sent\n",
                "verified",
                told,
            ),
            (
                "artifacts/comms/briefing-2026-02-09.txt",
                "From: ada@example.invalid\nTo: support@example.invalid, marketing@example.invalid\nSubject: Release briefing\n\nHi.\n",
                "verified",
                told,
            ),
            (
                "feedback/product.md",
                "# Log\n\n## 2026-02-09 Briefing held\n- Support and marketing were there\n",
                "verified",
                told,
            ),
            (
                "artifacts/comms/b.md",
                "# Release briefing\n\n- Date: 2026-02-09\n- Audience: Support\n- Status: done\n",
                "unsupported",
                "does not name marketing",
            ),
            (
                "artifacts/comms/b.yml",
                "kind: briefing\ndate: 2026-02-09\nto: [support, marketing]\nstatus: scheduled\n",
                "unsupported",
                "has not ended",
            ),
            (
                "artifacts/comms/b.yml",
                "kind: briefing\ndate: 2026-01-09\nto: [support, marketing]\nstatus: sent\n",
                "stale",
                "before the previous release",
            ),
            (
                "artifacts/comms/b.yml",
                "kind: briefing\nrelease: v2026.01.10a\ndate: 2026-02-09\nto: [support, marketing]\nstatus: sent\n",
                "unsupported",
                "does not show",
            ),
            (
                "artifacts/qa/report.md",
                "---\ndate: 2026-02-09\n---\n# QA Report — Manager Briefing for support and marketing\n\nStatus: complete\n",
                "unsupported",
                "does not show",
            ),
            (
                "artifacts/comms/briefing-template.md",
                "# Briefing 2026-02-09\n\nAudience: support, marketing\n",
                "unsupported",
                "does not show",
            ),
        ],
    );
    // What it was about must be told too.
    let item = "Support & marketing briefed on release window and rollback contacts.";
    let about = |topics: &str| {
        format!(
            "kind: briefing\ndate: 2026-02-09\nto: [support, marketing]\ntopics: [{topics}]\nstatus: sent\n"
        )
    };
    expect(item, &[("artifacts/comms/b.yml", &about("release window, rollback contacts"))], "verified", told);
    expect(
        item,
        &[("artifacts/comms/b.yml", &about("release window"))],
        "unsupported",
        "does not name rollback contacts",
    );
    let item = "Announcement sent in #occ-ops.";
    let sent = r##"{"kind":"announcement","sentAt":"2026-02-09T10:00:00Z","channel":"#occ-ops","release":"v2026.02.10a","text":"Release begins"}"##;
    all(
        item,
        &[
            ("artifacts/comms/a.json", sent, "verified", told),
            (
                "artifacts/comms/a.json",
                r##"{"kind":"announcement","sentAt":"2026-02-09T10:00:00Z","release":"v2026.02.10a","channel":"#general"}"##,
                "unsupported",
                "does not name #occ-ops",
            ),
        ],
    );
}

#[test]
fn a_dry_run_is_a_run_and_no_plan_of_one() {
    let item = "Operator dry run completed on staging within last 48h (attach run log).";
    let told = "a dry run succeeded";
    all(
        item,
        &[
            (
                "artifacts/ops/operator/staging/dry-run.log",
                "2026-02-09T10:00:00Z dry run on staging by Bob\n2026-02-09T10:20:00Z tiles ok\n2026-02-09T10:40:00Z dry run complete\n",
                "verified",
                told,
            ),
            (
                "artifacts/ops/operator/staging/dry-run.log",
                "2026-02-09T10:00:00Z begin\n2026-02-09T10:40:00Z RESULT: PASS\n",
                "verified",
                told,
            ),
            (
                "artifacts/ops/operator/dry-run.md",
                "# Operator dry run 2026-02-09T10:00:00Z (staging)\n\n| Scenario | Result |\n|---|---|\n| Sales | Pass |\n",
                "verified",
                told,
            ),
            (
                "artifacts/ops/operator/run.json",
                r#"{"name":"Release rehearsal","environment":"staging","completedAt":"2026-02-09T10:00:00Z","steps":[{"name":"tiles","status":"passed"}]}"#,
                "verified",
                told,
            ),
            (
                "artifacts/ops/operator/staging/dry-run.log",
                "2026-02-09T10:00:00Z dry run\n2026-02-09T10:40:00Z dry run aborted\n",
                "unsupported",
                "was skipped",
            ),
            (
                "artifacts/ops/operator/staging/dry-run.log",
                "2026-02-09T10:00:00Z dry run\n  2 failed\n    tiles\n  1 passed (3s)\n2026-02-09T10:40:00Z dry run complete\n",
                "failed",
                "a dry run failed",
            ),
            (
                "artifacts/ops/operator/dry-run.json",
                r#"{"kind":"dry-run","finishedAt":"2026-02-05T10:00:00Z","environment":"staging","result":"pass"}"#,
                "stale",
                "outside the window",
            ),
            (
                "artifacts/ops/operator/dry-run.json",
                r#"{"kind":"dry-run","finishedAt":"2026-02-09T10:00:00Z","environment":"production","result":"pass"}"#,
                "unsupported",
                "does not show",
            ),
            (
                "artifacts/ops/operator/dry-run-plan.md",
                "# Dry run plan\n- Date: 2026-02-09\n- Status: complete\n- Env: staging\n",
                "unsupported",
                "does not show",
            ),
            (
                "artifacts/runbooks/dry-run.md",
                "# Dry run\n- Date: 2026-02-09\n- Status: approved\n",
                "unsupported",
                "does not show",
            ),
            (
                "artifacts/ops/operator/a.json",
                r#"{"kind":"dry run agenda","date":"2026-02-09T10:00:00Z","status":"done","environment":"staging"}"#,
                "unsupported",
                "",
            ),
        ],
    );
}

#[test]
fn a_run_is_read_as_each_system_tells_it() {
    let item = "Latest CI run on `main` green (tests + lint + typecheck) with artifact links.";
    let told = "succeeded";
    let jobs = r#"[{"name":"test (18.x, ubuntu)","conclusion":"success"},{"name":"Lint","conclusion":"success"},{"name":"TypeCheck","conclusion":"success"}]"#;
    let view = |more: &str| {
        format!(
            r#"{{"workflowName":"CI","headBranch":"main","headSha":"{{own}}","status":"completed","conclusion":"success","updatedAt":"2026-02-09T10:00:00Z"{more}}}"#
        )
    };
    let run = |title: &str, conclusion: &str| {
        format!(
            r#"{{"workflowName":"{title}","headBranch":"main","headSha":"{{own}}","status":"completed","conclusion":"{conclusion}","updatedAt":"2026-02-09T10:00:00Z"}}"#
        )
    };
    let listed = |lint: &str| {
        format!("[{},{},{}]", run("Tests", "success"), run("Typecheck", "success"), run("Lint", lint))
    };
    let gitlab = r#"[{"id":1,"name":"unit-tests","stage":"test","status":"success","ref":"main","finished_at":"2026-02-09T10:00:00Z","pipeline":{"id":7,"ref":"main","sha":"{own}"}},{"id":2,"name":"eslint","stage":"test","status":"success","ref":"main","finished_at":"2026-02-09T10:00:00Z","pipeline":{"id":7,"ref":"main","sha":"{own}"}},{"id":3,"name":"tsc","stage":"test","status":"success","ref":"main","finished_at":"2026-02-09T10:00:00Z","pipeline":{"id":7,"ref":"main","sha":"{own}"}}]"#;
    let azure = r#"{"id":3,"buildNumber":"1","status":"completed","result":"succeeded","finishTime":"2026-02-09T10:00:00Z","sourceBranch":"refs/heads/main","sourceVersion":"{own}","jobs":[{"name":"test","result":"succeeded"},{"name":"lint","result":"succeeded"},{"name":"typecheck","result":"succeeded"}]}"#;
    for (text, verdict, says) in [
        (view(&format!(r#","jobs":{jobs}"#)), "verified", told),
        (view(&format!(r#","jobs":{}"#, jobs.replacen("success", "failure", 1))), "failed", "tests failed"),
        (view(""), "unsupported", "does not say “tests”"),
        (listed("success"), "verified", told),
        (listed("failure"), "failed", "failed"),
        (gitlab.to_owned(), "verified", told),
        (gitlab.replacen("success", "failed", 1), "failed", "unit-tests"),
        (azure.to_owned(), "verified", told),
        (
            view(&format!(r#","jobs":{jobs}"#)).replacen("success", "cancelled", 1),
            "unsupported",
            "a CI run was skipped",
        ),
    ] {
        expect(item, &[("artifacts/ci/run.json", &text)], verdict, says);
    }
    let text = "# CI run\n\nCommit: {own}\nBranch: main\nDate: 2026-02-09T10:00:00Z\nStatus: ✅ green\n\n- tests: passed\n- lint: passed\n- typecheck: passed\n";
    expect(item, &[("artifacts/ci/run.md", text)], "verified", told);
}

#[test]
fn a_round_of_checks_has_every_flow_that_the_item_names() {
    let item = "QA checklist executed (tile modals, Chatwoot flows, anomaly responses).";
    let spec = |title: &str, ok: bool| {
        let status = if ok { "expected" } else { "unexpected" };
        format!(r#"{{"title":"{title}","ok":{ok},"tests":[{{"status":"{status}"}}]}}"#)
    };
    let report = |specs: &[String], unexpected: usize| {
        let specs = specs.join(",");
        format!(
            r#"{{"config":{{}},"suites":[{{"title":"qa.spec.ts","suites":[{{"title":"Dashboard","specs":[{specs}]}}]}}],"errors":[],"stats":{{"startTime":"2026-02-09T10:00:00Z","expected":3,"unexpected":{unexpected},"flaky":0,"skipped":0}}}}"#
        )
    };
    let good = [
        spec("tile modals open", true),
        spec("Chatwoot escalation flow", true),
        spec("anomaly response shown", true),
    ];
    let bad = [good[0].clone(), good[1].clone(), spec("anomaly response shown", false)];
    for (text, verdict, says) in [
        (report(&good, 0), "verified", "a QA run succeeded"),
        (report(&good[..2], 0), "unsupported", "does not say “anomaly responses”"),
        (report(&bad, 1), "failed", "Dashboard › anomaly response shown"),
    ] {
        expect(item, &[("artifacts/qa/results.json", &text)], verdict, says);
    }
    let boxes = "# Manual QA checklist — 2026-02-09\n\n## Tile modals\n- [x] opens\n- [x] closes\n\n## Chatwoot flows\n- [x] escalate\n\n## Anomaly responses\n- [x] shown\n";
    // A tool does nothing by hand.
    let by_hand = item.replace("QA", "Manual QA");
    expect(
        &by_hand,
        &[("artifacts/qa/results.json", &report(&good, 0))],
        "unsupported",
        "does not say “Manual”",
    );
    expect(&by_hand, &[("artifacts/qa/round.md", boxes)], "verified", "a QA run succeeded");
    let wrong = boxes.replace("- [x] escalate", "- [x] escalate: failed");
    let mochawesome = r#"{"stats":{"tests":3,"passes":3,"pending":0,"failures":0,"end":"2026-02-09T10:01:00Z"},"results":[{"title":"","suites":[{"title":"Dashboard","tests":[{"title":"tile modals","state":"passed"},{"title":"chatwoot flow","state":"passed"},{"title":"anomaly response","state":"passed"}]}]}]}"#;
    let junit = r#"<testsuites><testsuite name="tile modals" timestamp="2026-02-09T10:00:00"><testcase name="a"/></testsuite><testsuite name="chatwoot flows" timestamp="2026-02-09T10:00:00"><testcase name="a"/></testsuite><testsuite name="anomaly responses" timestamp="2026-02-09T10:00:00"><testcase name="a"/></testsuite></testsuites>"#;
    for (path, text, verdict, says) in [
        ("artifacts/qa/manual-qa.md", boxes, "verified", "a QA run succeeded"),
        (
            "artifacts/qa/manual-qa.md",
            &boxes.replace("- [x] closes", "- [ ] closes"),
            "unsupported",
            "has not ended: Tile modals: closes",
        ),
        ("artifacts/qa/manual-qa.md", &wrong, "failed", "Chatwoot flows: escalate"),
        ("artifacts/qa/manual-qa.md", &boxes.replace(" — 2026-02-09", ""), "unsupported", ""),
        ("artifacts/qa/mochawesome.json", mochawesome, "verified", "a QA run succeeded"),
        ("artifacts/qa/playwright-junit.xml", junit, "verified", "a QA run succeeded"),
        (
            "artifacts/qa/index.html",
            "<html><script>window.playwrightReportBase64 = \"data:application/zip;base64,UEsDBA==\";</script></html>",
            "unsupported",
            "does not show",
        ),
    ] {
        expect(item, &[(path, text)], verdict, says);
    }
}

#[test]
fn a_backup_has_a_size_and_an_environment_and_an_export_every_table() {
    let item = "Prisma production backup executed within last 24h (`docs/runbooks/backup_restore.md`).";
    let told = "a backup succeeded";
    all(
        item,
        &[
            (
                "artifacts/backup/m.json",
                r#"{"kind":"backup","database":"prisma","environment":"production","completedAt":"2026-02-09T11:00:00Z","sizeBytes":1048576}"#,
                "verified",
                told,
            ),
            (
                "artifacts/backup/m.json",
                r#"{"kind":"backup","database":"prisma","environment":"production","completedAt":"2026-02-09T11:00:00Z","status":"success","sizeBytes":0}"#,
                "failed",
                "a backup failed",
            ),
            (
                "artifacts/backup/m.json",
                r#"{"kind":"backup","database":"prisma","environment":"staging","completedAt":"2026-02-09T11:00:00Z","sizeBytes":1048576}"#,
                "unsupported",
                "does not show",
            ),
            (
                "artifacts/backup/m.json",
                r#"{"kind":"backup","database":"prisma","environment":"production","completedAt":"2026-02-08T11:00:00Z","sizeBytes":1048576}"#,
                "stale",
                "outside the window",
            ),
            (
                "artifacts/backup/m.json",
                r#"{"kind":"backup","database":"prisma","environment":"production","completedAt":"2026-02-09T11:00:00Z"}"#,
                "unsupported",
                "does not say how it ended",
            ),
            (
                "artifacts/backup/p.md",
                "# Prisma production backup\n\n- Completed: 2026-02-09 11:00 UTC\n- Size: 12 MB\n",
                "verified",
                told,
            ),
            (
                "artifacts/backup/prisma-production-backup-20260209T110000Z.log",
                "pg_dump: reading schemas\npg_dump: error: connection failed\n",
                "failed",
                "a backup failed",
            ),
            (
                "artifacts/backup/prisma-production-backup-20260209T110000Z.log",
                "pg_dump: reading schemas\nbackup completed: 12.4 MB\n",
                "verified",
                told,
            ),
            (
                "artifacts/backup/prisma/production-backup-20260209T110000Z.sql",
                "-- PostgreSQL database dump\nCOPY public.a (id) FROM stdin;\n\\.\n-- PostgreSQL database dump complete\n",
                "verified",
                told,
            ),
            (
                "artifacts/backup/prisma/production-backup-20260209T110000Z.sha256",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  production.dump\n",
                "verified",
                told,
            ),
        ],
    );
    let item = "`decision_log` + `facts` export captured (link evidence).";
    let told = "an export succeeded";
    all(
        item,
        &[
            (
                "artifacts/export/m.json",
                r#"{"kind":"export","at":"2026-02-09T11:00:00Z","tables":{"decision_log":{"rows":12},"facts":{"rows":4}}}"#,
                "verified",
                told,
            ),
            (
                "artifacts/export/m.json",
                r#"{"kind":"export","at":"2026-02-09T11:00:00Z","tables":{"decision_log":12,"facts":0}}"#,
                "failed",
                "facts",
            ),
            (
                "artifacts/export/m.json",
                r#"{"kind":"export","at":"2026-02-09T11:00:00Z","tables":[{"name":"decision_log","rows":1,"bytes":9}]}"#,
                "unsupported",
                "does not say “facts”",
            ),
            (
                "artifacts/export/e.md",
                "# Supabase export 2026-02-09T11:00:00Z\n\n| File | Size |\n|---|---|\n| decision_log.csv | 120 kB |\n| facts.csv | 9.1 MB |\n",
                "verified",
                told,
            ),
            (
                "artifacts/export/e.md",
                "# Supabase export 2026-02-09T11:00:00Z\n\n| File | Size |\n|---|---|\n| decision_log.csv | 120 kB |\n| facts.csv | 0 |\n",
                "failed",
                "facts.csv",
            ),
            (
                "artifacts/export/export-20260209T110000Z.log",
                "supabase db dump --data-only\nCOPY public.decision_log (id) TO stdout\nCOPY 12\nCOPY public.facts (id) TO stdout\nCOPY 4\nexport complete\n",
                "verified",
                told,
            ),
            (
                "artifacts/export/export-20260209T110000Z.txt",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  decision_log.csv\n0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  facts.csv\n",
                "verified",
                told,
            ),
        ],
    );
}

#[test]
fn of_the_drills_in_a_table_or_a_log_the_newest_decides() {
    let item = "Restore drill rehearsal date < 30 days (else run before go-live).";
    all(
        item,
        &[
            (
                "artifacts/drills/log.md",
                "# Restore drills\n\n| Date | Result |\n|---|---|\n| 2026-01-20 | passed |\n| 2025-10-20 | failed |\n",
                "verified",
                "a restore drill succeeded",
            ),
            (
                "artifacts/drills/log.md",
                "# Restore drills\n\n| Date | Result |\n|---|---|\n| 2025-10-20 | passed |\n| 2026-01-20 | failed |\n",
                "failed",
                "a restore drill failed",
            ),
            (
                "artifacts/drills/log.md",
                "# Restore drills\n\n| Date | Result |\n|---|---|\n| 2025-10-20 | passed |\n",
                "stale",
                "outside the window",
            ),
            (
                "feedback/reliability.md",
                "# Log\n\n## 2026-01-25 — Restore drill completed\n- 12 min\n",
                "verified",
                "a restore drill succeeded",
            ),
            (
                "feedback/reliability.md",
                "# Log\n\n## 2026-01-25 — Restore drill\n- Result: failed, the dump was broken\n",
                "failed",
                "a restore drill failed",
            ),
            (
                "feedback/reliability.md",
                "# Log\n\n## 2026-01-25 — Restore drill planned for next week\n",
                "unsupported",
                "",
            ),
            (
                "artifacts/drills/restore-drill-2026-01-25.log",
                "2026-01-25T10:00:00Z pg_restore\n2026-01-25T10:10:00Z restore drill PASSED\n",
                "verified",
                "a restore drill succeeded",
            ),
        ],
    );
}

#[test]
fn items_that_only_mention_a_doing_are_not_misread() {
    let failed = r#"{"kind":"backup","environment":"production","completedAt":"2026-02-09T11:00:00Z","status":"failed"}"#;
    for item in [
        "Backup contacts known",
        "Docs mention the backup",
        "Support hours before the briefing agreed",
        "Dry run plan reviewed",
    ] {
        expect(item, &[("artifacts/backup/m.json", failed)], "unsupported", "");
    }
}

#[test]
fn what_was_stored_is_evidence_itself() {
    let item = "`decision_log` + `facts` export captured (link evidence).";
    let (rows, none) = ("id,what\n1,opened\n", "id,what\n");
    let lines = "{\"id\":1,\"created_at\":\"2026-02-09T01:00:00Z\"}\n{\"id\":2,\"created_at\":\"2026-02-09T02:00:00Z\"}\n";
    for (files, verdict, says) in [
        (
            vec![
                ("artifacts/exports/2026-02-09/decision_log.csv", rows),
                ("artifacts/exports/2026-02-09/facts.csv", rows),
            ],
            "verified",
            "an export succeeded",
        ),
        (
            vec![
                ("artifacts/backups/decision_log-20260209.ndjson", lines),
                ("artifacts/backups/facts_export_2026-02-09.tsv", "id\twhat\n1\tx\n"),
            ],
            "verified",
            "",
        ),
        (
            vec![("artifacts/exports/decision_log-20260209.json", "[{\"id\":1}]")],
            "unsupported",
            "does not say “facts”",
        ),
        (
            vec![
                ("artifacts/exports/decision_log-20260209.csv", rows),
                ("artifacts/exports/facts-20260209.csv", none),
            ],
            "failed",
            "an export failed",
        ),
        (
            vec![
                ("artifacts/exports/decision_log-20260209.ndjson", "\"column who does not exist\"\n"),
                ("artifacts/exports/facts-20260209.csv", rows),
            ],
            "failed",
            "an export failed",
        ),
        (
            vec![
                (
                    "artifacts/exports/decision_log-20260209.json",
                    r#"{"code":"42703","message":"column who does not exist"}"#,
                ),
                ("artifacts/exports/facts-20260209.csv", rows),
            ],
            "failed",
            "",
        ),
        (vec![("artifacts/backups/errors.json", "[]")], "unsupported", ""),
        (vec![("artifacts/exports/files-20260209.json", r#"["facts.csv"]"#)], "unsupported", ""),
        (
            vec![("artifacts/exports/run-20260209.json", r#"{"error":null,"file":"facts.csv"}"#)],
            "unsupported",
            "",
        ),
        (
            vec![
                ("artifacts/notes/decision_log-20260209.csv", rows),
                ("artifacts/notes/facts-20260209.csv", rows),
            ],
            "unsupported",
            "",
        ),
        (
            vec![
                ("docs/runbooks/exports/decision_log-20260209.csv", rows),
                ("docs/runbooks/exports/facts-20260209.csv", rows),
            ],
            "unsupported",
            "",
        ),
    ] {
        expect(item, &files, verdict, says);
    }
    let backup = "Prisma production backup executed within last 24h.";
    expect(
        backup,
        &[("artifacts/backups/prisma-production-20260209T110000Z.dump", "PGDMP\u{1}\u{e}\0")],
        "verified",
        "a backup succeeded",
    );
    expect(
        backup,
        &[("artifacts/backups/prisma-staging-20260210T020000Z.dump", "PGDMP\u{1}\u{e}\0")],
        "unsupported",
        "",
    );
    expect(
        backup,
        &[("artifacts/backups/prisma-production-20260209T110000Z.dump", "nothing known")],
        "unsupported",
        "",
    );
    expect(
        backup,
        &[("artifacts/backups/prisma-production-20260201T020000Z.dump", "PGDMP\u{1}\u{e}\0")],
        "stale",
        "",
    );
}
