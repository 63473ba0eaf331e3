//! Claims about CI runs, deployments, decisions in logs and columns of tables.

use golive::model::evidence::{Facts, Kind, State};
use golive::model::record::{Conclusion, Record};
use golive::read::read_blob;
use std::path::Path;

fn seed(path: &str) -> Facts {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds").join(path)).unwrap();
    read_blob(path, &bytes)
}

fn parts(record: &Record) -> Vec<(&str, Option<Conclusion>)> {
    record.parts.iter().map(|part| (part.name.as_str(), part.conclusion)).collect()
}

const PASSED: Option<Conclusion> = Some(Conclusion::Succeeded);
const FAILED: Option<Conclusion> = Some(Conclusion::Failed);

#[test]
fn a_run_tells_its_branch_its_commit_its_jobs_and_their_steps() {
    let facts = seed("records/gh_run.json");
    assert_eq!((facts.kind.clone(), facts.state), (Kind::CiRun, State::Proving));
    let run = &facts.records[0];
    assert_eq!(
        (run.title.as_str(), run.branch.as_deref(), run.target.as_deref()),
        ("CI", Some("main"), None)
    );
    assert!(run.commit.as_deref().unwrap().starts_with("1a2b3c4d"));
    assert_eq!(run.claim.unwrap().at.to_string(), "2026-05-01T09:00:00Z");
    assert_eq!(parts(run), [("lint", PASSED), ("tests", PASSED), ("Typecheck", PASSED)]);
}

#[test]
fn runs_of_other_forges_and_in_lists_are_runs() {
    let gitlab = r#"{"id":1,"ref":"main","sha":"1a2b3c4d5e","status":"failed","source":"push","updated_at":"2026-05-01T09:00:00Z",
        "detailed_status":{"text":"failed","label":"failed"},"web_url":"https://forge.example.invalid/1"}"#;
    let list = r#"[{"conclusion":"failure","headBranch":"main","headSha":"1a2b3c4d5e","status":"completed","updatedAt":"2026-05-01T09:00:00Z","workflowName":"Checks"},
        {"conclusion":"success","headBranch":"topic","headSha":"2a2b3c4d5e","status":"completed","updatedAt":"2026-04-30T09:00:00Z","workflowName":"Checks"}]"#;
    let rest = r#"{"total_count":1,"workflow_runs":[{"id":9,"name":"CI","head_branch":"main","head_sha":"1a2b3c4d5e","status":"completed",
        "conclusion":"failure","created_at":"2026-05-01T08:50:00Z","updated_at":"2026-05-01T09:00:00Z","actor":{"login":"ada"}}]}"#;
    let apart = r#"{"run":{"name":"CI","head_branch":"main","head_sha":"1a2b3c4d5e","conclusion":"failure","updated_at":"2026-05-01T09:00:00Z"},
        "jobs":[{"name":"lint","conclusion":"failure"}]}"#;
    for text in [gitlab, list, rest, apart] {
        let facts = read_blob("artifacts/run.json", text.as_bytes());
        assert_eq!((facts.kind.clone(), facts.state), (Kind::CiRun, State::Failing), "{text}");
        let run = &facts.records[0];
        assert_eq!(
            (run.branch.as_deref(), run.commit.as_deref()),
            (Some("main"), Some("1a2b3c4d5e")),
            "{text}"
        );
        assert_eq!(run.claim.unwrap().at.to_string(), "2026-05-01T09:00:00Z", "{text}");
    }
    assert_eq!(parts(&read_blob("r.json", apart.as_bytes()).records[0]), [("lint", FAILED)]);
}

#[test]
fn junit_tells_its_suites_and_names_what_failed() {
    let facts = seed("records/junit.xml");
    assert_eq!(
        (facts.kind.clone(), facts.state, facts.title.as_deref()),
        (Kind::CiRun, State::Failing, Some("unit tests"))
    );
    let run = &facts.records[0];
    assert_eq!(parts(run), [("tiles", FAILED), ("modals", PASSED), ("tiles fails", FAILED)]);
    assert_eq!((run.parts[2].detail.as_str(), run.parts[2].line), ("expected 1, got 2", 6));
    assert!(run.commit.is_some() && run.claim.is_some());
    let none = read_blob("junit.xml", b"<testsuites><testsuite name=\"a\"></testsuite></testsuites>");
    assert_eq!(
        (none.kind, none.state, none.records[0].conclusion),
        (Kind::CiRun, State::Neutral, None),
        "no test ran"
    );
    let broken = read_blob("junit.xml", b"<testsuite name=\"a\">\n<testcase name=\"b\">");
    assert_eq!((broken.kind, broken.state), (Kind::CiRun, State::Unreadable));
    assert_eq!(broken.problems[0].place.as_ref().unwrap().line, 2);
}

#[test]
fn tap_and_sarif_fail_by_what_they_list() {
    let tap = seed("records/run.tap");
    assert_eq!((tap.kind.clone(), tap.state, tap.records[0].parts.len()), (Kind::CiRun, State::Proving, 3));
    let outcome = |text: &str| read_blob("run.tap", text.as_bytes()).records[0].conclusion;
    assert_eq!(outcome("1..2\nok 1 - a\n"), FAILED, "one never ran");
    assert_eq!(outcome("ok 1 - a\nnot ok 2 - b\n1..2\n"), FAILED);
    assert_eq!(outcome("1..3\nok 1\nok 2\nBail out! no disk\nok 3\n"), FAILED);
    let sarif = seed("records/lint.sarif");
    assert_eq!((sarif.kind.clone(), sarif.state), (Kind::CiRun, State::Proving));
    assert_eq!(sarif.records[0].branch.as_deref(), Some("main"));
    let text =
        r#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"E"}},"results":[{"level":"error"}]}]}"#;
    assert_eq!(read_blob("a.sarif", text.as_bytes()).state, State::Failing);
}

#[test]
fn deployments_are_known_by_what_they_say_and_a_log_that_breaks_off_tells_no_outcome() {
    let facts = seed("records/staging-deploy.log");
    assert_eq!((facts.kind.clone(), facts.state), (Kind::Deploy, State::Proving));
    assert_eq!(facts.records[0].target.as_deref(), Some("staging"));
    for (path, text, state, target) in [
        (
            "d/production-deploy.log",
            "\u{1b}[2KReleasing an app version ...\r\u{1b}[G▁▂▃",
            State::Neutral,
            Some("production"),
        ),
        (
            "d/fly.log",
            "2026-05-01T09:00Z flyctl deploy --remote-only\nError: release command failed\n",
            State::Failing,
            None,
        ),
        (
            "d/fly.log",
            "==> Building\n--> Pushing image done\nVisit your newly deployed app at https://a.example.invalid/\n",
            State::Proving,
            Some("https://a.example.invalid/"),
        ),
        (
            "run.json",
            r#"{"workflowName":"Deploy staging","headSha":"1a2b3c4d5e","headBranch":"main","status":"completed","conclusion":"success","updatedAt":"2026-05-01T09:00:00Z"}"#,
            State::Proving,
            Some("staging"),
        ),
        (
            "d/cli.json",
            r#"{"label":"staging-app-deploy","finishedAt":"2026-05-01T09:00:00Z","command":{"executable":"npx","args":["app","deploy"]},"environment":{"shopifyEnvironment":"staging"},"status":{"exitCode":1}}"#,
            State::Failing,
            Some("staging"),
        ),
        (
            "fly.json",
            r#"[{"Version":16,"Stable":true,"InProgress":false,"Status":"complete","User":{"Email":"a@example.invalid"},"CreatedAt":"2026-05-01T09:00:00Z","ImageRef":"registry.fly.io/app:1"}]"#,
            State::Proving,
            None,
        ),
        (
            "v.json",
            r#"{"id":"dpl_1","readyState":"READY","target":"production","createdAt":1777626000000}"#,
            State::Proving,
            Some("production"),
        ),
        (
            "n.md",
            "# Deployment to production 2026-05-01\n\n- Status: failed\n",
            State::Failing,
            Some("production"),
        ),
    ] {
        let facts = read_blob(path, text.as_bytes());
        assert_eq!((facts.kind.clone(), facts.state), (Kind::Deploy, state), "{text}");
        assert_eq!(facts.records[0].target.as_deref(), target, "{text}");
    }
    for (path, text) in [
        ("grep.log", "./notes.md:12: then run shopify app deploy\n"),
        ("server.log", "12:00 GET / 200\n12:01 image registry.fly.io/app\n"),
        (
            "help.json",
            r#"{"label":"help","finishedAt":"2026-05-01T09:00:00Z","command":{"args":["--help"]},"status":{"exitCode":0}}"#,
        ),
    ] {
        assert_ne!(read_blob(path, text.as_bytes()).kind, Kind::Deploy, "{text}");
    }
}

#[test]
fn an_entry_decides_where_it_says_so_and_not_where_it_speaks_of_it() {
    let decided = |text: &str| {
        let facts = read_blob("feedback/product.md", format!("# Log\n\n{text}\n").as_bytes());
        assert_eq!((facts.kind.clone(), facts.entries.len()), (Kind::Feedback, 1), "{text}");
        facts.records.first().and_then(|record| record.conclusion)
    };
    for text in [
        "## 2026-05-01 Product sign-off for v2026.05.01a",
        "## 2026-05-01 — Approved v2026.05.01a",
        "## 2026-05-01\n\n- Decision: go",
        "## 2026-05-01 Release\n**Sign-off:** approved (Jane)",
        "## 2026-05-01 Release\nSigned off by Jane.",
        "- 2026-05-01: Approved v2026.05.01a by Jane",
    ] {
        assert_eq!(decided(text), PASSED, "{text}");
    }
    for text in [
        "## 2026-05-02 Product sign-off withdrawn",
        "## 2026-05-02 Release\n- Decision: No-Go",
        "## 2026-05-02 NO-GO for v2026.05.01a",
        "## 2026-05-02 Approval revoked after the CX review",
        "## 2026-05-02 Update\nWe withdraw our sign-off until tiles load.",
    ] {
        assert_eq!(decided(text), FAILED, "{text}");
    }
    for text in [
        "## 2026-05-01 Awaiting product sign-off",
        "## 2026-05-01 Sign-off requested",
        "## 2026-05-01 Approval queue shipped",
        "## 2026-05-01 Go/no-go meeting planned",
        "## 2026-05-01 Work\n- Status: complete\n- Approval rate: 45%",
        "## 2026-05-01 Work\nNeeds to be approved by Jane before Friday.",
        "## 2026-05-01 Token revoked",
    ] {
        assert_eq!(decided(text), None, "{text}");
    }
    for text in [
        "## 2026-05-01 Release\n- Sign-off: pending",
        "## 2026-05-01 Product sign-off\n- Decision: deferred to the next release\n- Approved by: Jane",
        "## 2026-05-01 Product sign-off\n- Outcome: accepted with conditions",
        "## 2026-05-01 Product sign-off\n- Decision: go, if the bug is fixed",
        "## 2026-05-01 Product sign-off\n- Status: reopened\n- Approved by: Jane",
        "## 2026-05-01 Product sign-off\n- Approved by: TBD",
        "## 2026-05-01 Product sign-off\n- Approved by: nobody yet",
        "## 2026-05-01 Product sign-off\n\nI would approve this once it is fixed.",
    ] {
        assert_eq!(decided(text), Some(Conclusion::Pending), "{text}");
    }
}

#[test]
fn a_decision_tells_its_scope_its_target_date_its_release_and_who() {
    for text in [
        "## 2026-05-01 Product sign-off\n- Release: v2026.05.02a\n- Owner: Jane\n- Scope: tiles and modals\n- Target date/time: 2026-05-02 10:00 UTC",
        "## 2026-05-01 Product sign-off for v2026.05.02a\n\n**Approved by:** Jane\n\n**Release scope:** tiles and modals; target: 2026-05-02 10:00 UTC.",
        "## 2026-05-01 Product sign-off for v2026.05.02a\n\nBy: Jane\n\n### Scope\n\n- tiles and modals\n\n### Target date\n\n2026-05-02 10:00 UTC",
    ] {
        let facts = read_blob("feedback/product.md", text.as_bytes());
        let one = &facts.records[0];
        assert_eq!(one.field("scope"), Some("tiles and modals"), "{text}");
        assert!(one.field("target date").unwrap().starts_with("2026-05-02 10:00 UTC"), "{text}");
        assert_eq!(
            (one.release.as_deref(), one.people[0].1.as_str()),
            (Some("v2026.05.02a"), "Jane"),
            "{text}"
        );
    }
}

#[test]
fn columns_tell_which_cells_are_filled_in() {
    let facts = seed("docs/env_matrix.md");
    assert_eq!((facts.kind.clone(), facts.state), (Kind::EnvMatrix, State::Neutral));
    let production = facts.records.iter().find(|column| column.title == "Production").unwrap();
    assert_eq!(parts(production), [("APP_URL", Some(Conclusion::Pending)), ("API_KEY", PASSED)]);
    assert_eq!(production.parts[0].line, 5);
    for (cell, filled) in [
        ("", false),
        ("—", false),
        ("?", false),
        ("TBD", false),
        ("`TBD`", false),
        ("Secret `A_PROD` (pending provisioning)", false),
        ("Requested 2026-05-01", false),
        ("To be confirmed", false),
        ("`jobs_pending`", true),
        ("0", true),
        ("N/A", true),
        ("https://a.example.invalid/", true),
    ] {
        let is = golive::read::value::columns::filled(cell) != Conclusion::Pending;
        assert_eq!(is, filled, "{cell}");
    }
}

#[test]
fn the_page_of_a_browser_run_is_read_from_what_it_packs() {
    let good = seed("qa/playwright-1.30.0-good.html");
    assert_eq!((good.kind.clone(), good.state), (Kind::Qa, State::Proving), "{:?}", good.problems);
    let run = &good.records[0];
    assert!(run.claim.unwrap().at.to_string().starts_with("2026-11-23T08:47:"), "the last start of a test");
    assert_eq!(
        parts(run),
        [
            ("tests/tiles.spec.js › tiles › sales pulse renders", PASSED),
            ("tests/tiles.spec.js › tiles › inbox renders", PASSED),
            ("tests/tiles.spec.js › tiles › later", Some(Conclusion::Skipped)),
        ]
    );
    let bad = seed("qa/playwright-1.56.0-bad.html");
    let run = &bad.records[0];
    assert_eq!((bad.kind.clone(), bad.state, run.conclusion), (Kind::Qa, State::Failing, FAILED));
    assert_eq!(run.claim.unwrap().at.to_string(), "2026-11-23T08:48:03.384Z");
    assert_eq!(parts(run)[0], ("tests/tiles.spec.js › tiles › inbox renders", FAILED));

    let page = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/qa/playwright-1.56.0-bad.html"),
    )
    .unwrap();
    let (head, _) = page.split_once("base64,").unwrap();
    for broken in [page.replace("base64,UEs", "base64,AAA"), format!("{head}base64,!!"), head.to_owned()] {
        let facts = read_blob("qa/report.html", broken.as_bytes());
        assert_eq!((facts.kind, facts.state), (Kind::Qa, State::Unreadable));
        assert!(facts.problems[0].message.contains("this page packs cannot be read"), "{:?}", facts.problems);
    }
}
