//! Claims about items after the tag: consoles, rows, checks by their names, what was told and kept; and about governed documents.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::result::finding::FindingKind;
use golive::read::read_blob;
use golive::render::words;

const LIST: &str = "docs/deployment/production_go_live_checklist.md";

/// A release on 2026-02-10 at 10:00, and what was committed in the evening.
fn released(item: &str, after: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let list = format!("# Production Go-Live Checklist\n\n## 6. Verification After Deploy\n\n- [ ] {item}\n");
    repo.commit("2026-01-10T09:00:00Z", "list", &[(LIST, Some(&list))]);
    repo.tag("v2026.01.10a", "2026-01-10T10:00:00Z");
    repo.commit("2026-02-09T12:00:00Z", "code", &[("src/a.txt", Some("a"))]);
    repo.tag("v2026.02.10a", "2026-02-10T10:00:00Z");
    let after = after.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-02-10T20:00:00Z", "after", &after);
    judged(&repo)
}

fn expect(item: &str, after: &[(&str, &str)], verdict: &str, says: &str) {
    let judged = released(item, after);
    let release = judged.release("v2026.02.10a");
    let one = &release.items[0];
    let reason = words::reason(&judged.dossier, release, one, &one.today);
    assert!(
        one.today.verdict.word() == verdict && reason.contains(says),
        "{item} {after:?}: {}: {reason}",
        one.today.verdict.word()
    );
}

#[test]
fn a_console_without_errors_of_each_browser_that_is_named_shows_the_item() {
    let item = "Production app loads without console errors (Chrome + Safari smoke).";
    let chrome = r#"[{"type":"log","text":"ready"},{"type":"warning","text":"slow"}]"#;
    let broken = r#"[{"type":"log","text":"ready"},{"type":"error","text":"TypeError: x is undefined"}]"#;
    let (a, b) = ("artifacts/production/console-chromium.json", "artifacts/production/console-webkit.json");
    expect(item, &[(a, chrome), (b, "[]")], "verified", "Console of Chrome, Console of Safari");
    expect(
        item,
        &[(a, chrome), (b, broken)],
        "failed",
        "the console of Safari, 10 h after the tag, has 1 error: TypeError: x is undefined",
    );
    expect(item, &[(a, chrome)], "open", "does not say Safari");
    let text = "2026-02-10T11:00:00Z console smoke\nChrome: 0 errors\nSafari: no console errors\n";
    expect(item, &[("artifacts/production/console.log", text)], "verified", "1 h after the tag");
    expect(
        item,
        &[("artifacts/production/console.log", &text.replace("0 errors", "3 errors"))],
        "failed",
        "the console of Chrome",
    );
    expect(
        item,
        &[("artifacts/production/console.log", &text.replace("10T11", "10T09"))],
        "open",
        "does not show",
    );
    let selenium = r#"{"browserName":"chrome","console":[{"level":"SEVERE","message":"http://x - Failed to load","timestamp":1770721200000}]}"#;
    expect(item, &[(a, selenium)], "failed", "Failed to load");
    let yaml =
        "kind: console\nbrowsers:\n  - name: Google Chrome\n    errors: 0\n  - name: Safari\n    errors: 0\n";
    expect(
        item,
        &[("artifacts/production/browser-console.yml", yaml)],
        "verified",
        "Console of Chrome, Console of Safari",
    );
    expect("Browser console is clean in two browsers.", &[(a, chrome)], "open", "1 more browsers");
    expect(item, &[], "open", "consoles without errors after the tag, of Chrome and Safari");
}

#[test]
fn a_console_is_known_by_its_messages_and_no_other_log_is_one() {
    let kind = |path: &str, text: &str| read_blob(path, text.as_bytes()).kind.word().to_owned();
    assert_eq!(kind("artifacts/verify/console-chrome.log", "[error] Uncaught TypeError: a\n"), "qa");
    assert_eq!(kind("artifacts/server/app.log", "[error] boom\n"), "file");
    assert_eq!(kind("artifacts/verify/console.png.txt", "nothing to see\n"), "file");
    assert_eq!(kind("artifacts/list.json", r#"[{"type":"error","text":"a"}]"#), "file");
}

#[test]
fn rows_from_after_the_tag_show_that_a_table_receives_them() {
    let item = "Supabase decision log receiving entries.";
    let path = "artifacts/verify/supabase-decision-log.json";
    let json =
        r#"[{"id":1,"created_at":"2026-02-10T11:00:00Z"},{"id":2,"created_at":"2026-02-10T12:00:00Z"}]"#;
    expect(item, &[(path, json)], "verified", "2 rows, the newest from 2 h after the tag");
    expect(item, &[(path, &json.replace("02-10", "02-09"))], "stale", "but the newest is from");
    expect(item, &[("artifacts/verify/orders.json", json)], "open", "does not show");
    let csv = "id,created_at,actor\n1,2026-02-10T11:00:00Z,ada\n2,2026-02-10T11:30:00Z,bo\n";
    expect(item, &[("artifacts/supabase/decision_log.csv", csv)], "verified", "2 rows");
    let psql = " id |       created_at       | actor \n----+------------------------+-------\n  1 | 2026-02-10 11:00:00+00 | ada\n(1 row)\n";
    expect(item, &[("artifacts/supabase/decision_log.txt", psql)], "verified", "1 row");
    let none = r#"{"table":"supabase.decision_log","rows":[]}"#;
    expect(item, &[("artifacts/verify/rows.json", none)], "failed", "what was taken out of it holds no row");
}

#[test]
fn checks_whose_names_speak_of_an_item_show_it_and_others_do_not() {
    let item = "Chatwoot escalations ingesting.";
    let path = "artifacts/verify/2026-02-10.md";
    let table = "# Verification\n\n- Date: 2026-02-10 11:00 UTC\n\n| Check | Result |\n|---|---|\n| Chatwoot escalations ingesting | ✅ pass |\n| Orders shown | ✅ pass |\n";
    expect(item, &[(path, table)], "verified", "Chatwoot escalations ingesting");
    expect(
        item,
        &[(path, &table.replace("ingesting | ✅ pass", "ingesting | ❌ fail"))],
        "failed",
        "the check “Chatwoot escalations ingesting”, 1 h after the tag, failed",
    );
    expect(
        item,
        &[(path, &table.replace("ingesting | ✅ pass", "ingesting | pending"))],
        "open",
        "has not ended",
    );
    expect(item, &[(path, &table.replace("Chatwoot escalations", "Chatwoot settings"))], "open", "");
    expect(item, &[(path, &table.replace("02-10 11", "02-10 09"))], "open", "");
    let json = r#"{"kind":"qa","completedAt":"2026-02-10T11:00:00Z","checks":[{"name":"chatwoot escalations ingesting","status":"passed"}]}"#;
    expect(item, &[("artifacts/verify/checks.json", json)], "verified", "chatwoot escalations ingesting");
    let two = "# QA\n\n- Date: 2026-02-10 11:00 UTC\n- Data: live\n\n| Check | Result |\n|---|---|\n| Operator login | pass |\n| Tile rendering | pass |\n";
    expect(
        "Operator login + tile rendering validated with live data.",
        &[(path, two)],
        "verified",
        "Operator login",
    );
    let half = two.replace("| Tile rendering | pass |\n", "");
    expect("Operator login + tile rendering validated with live data.", &[(path, &half)], "open", "");
    let dashboards = r#"{"kind":"qa","checkedAt":"2026-02-10T11:10:00Z","checks":[{"name":"Monitoring dashboards","status":"stable"}]}"#;
    let item = "Confirm monitoring dashboards stable after 60 minutes.";
    expect(item, &[("artifacts/verify/dashboards.json", dashboards)], "verified", "at least 1 h");
    expect(
        item,
        &[("artifacts/verify/dashboards.json", &dashboards.replace("11:10", "10:30"))],
        "stale",
        "less than 1 h",
    );
    expect(
        item,
        &[(
            "artifacts/verify/dashboards.json",
            &dashboards
                .replace("Monitoring dashboards", "Monitoring dashboards stable")
                .replace(":\"stable\"", ":\"failed\""),
        )],
        "failed",
        "failed",
    );
    expect(item, &[], "open", "");
}

#[test]
fn a_summary_tells_all_that_is_asked_about_this_release() {
    let item =
        "Update `feedback/deployment.md` with release summary, evidence links, metrics, and approvals.";
    let path = "feedback/deployment.md";
    let entry = "# Deployment\n\n## 2026-02-10T12:00:00Z Release v2026.02.10a\n\n- p95 412 ms, 0 errors\n- Evidence: `artifacts/deploy/run.json`\n- Approved by Ada and Bo\n";
    expect(item, &[(path, entry)], "verified", "the entry “2026-02-10T12:00:00Z Release v2026.02.10a”");
    expect(
        item,
        &[(path, &entry.replace("- Approved by Ada and Bo\n", ""))],
        "open",
        "does not say approvals",
    );
    expect(
        item,
        &[(path, &entry.replace("- Approved by Ada and Bo\n", "- Approvals: pending\n"))],
        "open",
        "does not say approvals",
    );
    expect(item, &[(path, &entry.replace("v2026.02.10a", "v2026.01.10a"))], "open", "does not show");
    expect(item, &[], "open", "feedback/deployment.md");
}

#[test]
fn each_audience_must_have_been_told() {
    let item = "Inform product/support/marketing of completion and open questions.";
    let one = "# Support\n\n## 2026-02-10 Release is live\n\nSupport and product informed: v2026.02.10a complete. Open questions: none.\n";
    expect(item, &[("feedback/support.md", one)], "open", "does not say marketing");
    let two = "# Marketing\n\n## 2026-02-10 v2026.02.10a\n\nMarketing informed.\n";
    expect(
        item,
        &[("feedback/support.md", one), ("feedback/marketing.md", two)],
        "verified",
        "what was told",
    );
    expect(
        item,
        &[
            ("feedback/support.md", one),
            ("feedback/marketing.md", &two.replace("informed", "to be informed")),
        ],
        "open",
        "does not say marketing",
    );
    // An entry of the day that speaks of other work tells nobody of a release.
    let other = "# Support\n\n## 2026-02-10 Task 7 is complete\n\nSupport, product and marketing informed. Open questions: none.\n";
    expect(item, &[("feedback/support.md", other)], "open", "does not show");
    let json = r#"{"kind":"briefing","date":"2026-02-10T12:00:00Z","audience":["product","support","marketing"],"message":"completed","openQuestions":"none","status":"sent"}"#;
    expect(item, &[("artifacts/briefing/done.json", json)], "verified", "what was told");
}

#[test]
fn a_copy_of_the_checklist_is_kept_with_its_run_log() {
    let item = "Archive checklist snapshot with run log in `artifacts/deploy/production/<date>.md` (folder to create).";
    let path = "artifacts/deploy/production/2026-02-10.md";
    let copy = format!(
        "# Production Go-Live Checklist v2026.02.10a\n\n## 6. Verification After Deploy\n\n- [x] {item}\n"
    );
    expect(item, &[(path, &copy)], "unsupported", "does not say the run log");
    let with = format!("{copy}\n## Run log\n\n10:05 deployed\n");
    let judged = released(item, &[(path, &with)]);
    let one = &judged.release("v2026.02.10a").items[0];
    assert_eq!(one.today.verdict.word(), "verified");
    expect(item, &[(path, "# A note\n")], "open", "does not show");
    expect(item, &[], "open", "artifacts/deploy/production/*.md");
}

#[test]
fn governed_documents_tell_whether_they_had_expired_and_which_hash_they_have() {
    let front = |expires: &str, hash: &str| {
        format!(
            "---\nowner: deployment\nlast_reviewed: 2026-01-01\nexpires: {expires}\ndoc_hash: {hash}\n---\n"
        )
    };
    let body =
        "\n# Production Go-Live Checklist\n\n## Before\n\n- [ ] Secrets rotated (`docs/rotation.md`).\n";
    let right = golive::model::id::sha256(body.as_bytes());
    let judge = |list: String, other: String| {
        let repo = Repo::new();
        repo.commit(
            "2026-02-09T09:00:00Z",
            "list",
            &[(LIST, Some(&list)), ("docs/rotation.md", Some(&other))],
        );
        repo.tag("v1.0.0", "2026-02-10T10:00:00Z");
        judged(&repo)
    };
    let kinds = |judged: &Judged| {
        judged
            .release("v1.0.0")
            .findings
            .iter()
            .map(|one| one.kind.word().to_owned())
            .filter(|word| word.contains("doc"))
            .collect::<Vec<_>>()
    };
    let other = format!("{}# Rotation\n", front("2026-02-10", "sha256:0123456789abcdef"));
    let told = judge(front("2026-02-09", "TBD") + body, other.clone());
    assert_eq!(kinds(&told), ["document-expired", "doc-hash-differs", "doc-hash-open"]);
    let release = told.release("v1.0.0");
    assert!(
        release
            .findings
            .iter()
            .any(|one| matches!(&one.kind, FindingKind::HashOpen { real, .. } if *real == right))
    );
    assert_eq!(release.documents.iter().map(|one| one.expired).collect::<Vec<_>>(), [true, false]);
    let told = judge(front("2026-02-10", &right) + body, other.replace("sha256:0123456789abcdef", "\"\""));
    assert_eq!(kinds(&told), Vec::<String>::new());
    let told = judge(
        front("2026-02-10", right.get(..12).unwrap()).replace('\n', "\r\n") + body,
        "# Rotation\n".to_owned(),
    );
    assert_eq!(kinds(&told), Vec::<String>::new());
}

#[test]
fn an_endpoint_answered_where_checks_of_it_alone_say_so() {
    let item = "GA / analytics endpoints responding (HTTP 200 within budget).";
    let check = |target: &str, ms: u32, status: u16| {
        format!(
            r#"{{"timestamp":"2026-02-10T11:00:00Z","target":"{target}","durationMs":{ms},"budgetMs":300,"status":{status}}}"#
        )
    };
    let at = "artifacts/verify/http.json";
    let analytics = "https://analytics.example.invalid/collect";
    expect(item, &[(at, &check(analytics, 90, 200))], "verified", "HTTP 200 as demanded");
    expect(item, &[(at, &check(analytics, 90, 503))], "failed", "HTTP 503 instead of HTTP 200");
    expect(item, &[(at, &check(analytics, 900, 200))], "failed", "HTTP 200, but not within its budget");
    expect(
        item,
        &[(at, &check("https://example.invalid/app?mock=0", 90, 200))],
        "open",
        "nothing shows HTTP 200",
    );
    let head = |code: u16| format!("HTTP/2 {code} \ndate: Tue, 10 Feb 2026 11:00:00 GMT\nserver: x\n\n");
    expect(item, &[("artifacts/verify/ga-http.log", &head(200))], "verified", "HTTP 200 as demanded");
    expect(item, &[("artifacts/verify/ga-http.log", &head(410))], "failed", "HTTP 410 instead of HTTP 200");
    expect(item, &[("artifacts/verify/app-http.log", &head(200))], "open", "");
    let rows = r#"{"date":"2026-02-10T11:00:00Z","budget_ms":300,"endpoints":[{"name":"GA","url":"https://g.example.invalid","status":200,"ms":900}]}"#;
    expect(
        item,
        &[("artifacts/verify/reachability.json", rows)],
        "failed",
        "HTTP 200, 900 ms, budget 300 ms",
    );
    let gateway = "Payment gateway returns HTTP 204";
    expect(gateway, &[(at, &check("https://payments.example.invalid/", 90, 204))], "open", "");
    expect(
        gateway,
        &[(at, &check("https://payment-gateway.example.invalid/", 90, 204))],
        "verified",
        "HTTP 204",
    );
}

#[test]
fn an_export_after_the_tag_shows_no_rows_from_after_it() {
    let item = "Supabase decision log receiving entries.";
    let rows = |day: u32| {
        format!(
            "{{\"decisionId\":1,\"status\":\"SUCCESS\",\"timestamp\":\"2026-02-{day:02}T14:05:22Z\"}}\n{{\"decisionId\":2,\"status\":\"TIMEOUT\",\"timestamp\":\"2026-02-{day:02}T14:15:12Z\"}}\n"
        )
    };
    let at = "artifacts/logs/supabase_decision_log_export_2026-02-10T19-29-39Z.ndjson";
    expect(item, &[(at, &rows(9))], "stale", "");
    expect(item, &[(at, &rows(10))], "verified", "2 rows, the newest from");
    expect(item, &[("artifacts/exports/decision_log-20260210T190000Z.csv", "id,what\n1,x\n")], "open", "");
}

#[test]
fn what_an_item_denies_is_shown_by_nothing_that_was_done() {
    let log = "# Deployment\n\n## 2026-02-10 12:00 UTC Release v2026.02.10a complete\n\nSupport and marketing informed in #releases of completion. Postmortem opened.\n";
    let log = [("feedback/deployment.md", log)];
    for item in ["Support and marketing informed of completion", "Postmortem opened"] {
        expect(item, &log, "verified", "");
    }
    for item in [
        "Support and marketing were not informed of completion",
        "Nobody informed support in #releases",
        "Tell support nothing about the release",
        "Postmortem not opened",
        "Support and marketing informed of completion if there is time",
    ] {
        expect(item, &log, "open", "");
    }
    let denied = "# Deployment\n\n## 2026-02-10 12:00 UTC Release v2026.02.10a complete\n\nSupport was not informed. Marketing will be informed tomorrow.\n";
    let denied = [("feedback/deployment.md", denied)];
    expect("Support informed of completion", &denied, "open", "");
    expect("Marketing informed of completion", &denied, "open", "");
    let draft = "---\nstatus: draft\n---\n# Announcement to customers\n\nDate: 2026-02-10 12:00 UTC\n\nv2026.02.10a is live.\n";
    expect("Announce the release to customers", &[("artifacts/announcement/draft.md", draft)], "open", "");
}

#[test]
fn a_time_within_which_something_is_to_be_done_is_held_against_the_tag() {
    let told = |at: &str| {
        format!(
            "{{\"kind\": \"briefing\", \"date\": \"2026-02-{at}:00Z\", \"channel\": \"#harbor\", \"audience\": [\"support\"], \"status\": \"sent\", \"title\": \"Release is live\"}}"
        )
    };
    let deployed = |at: &str| {
        format!(
            "{{\"kind\": \"deploy\", \"environment\": \"production\", \"finished_at\": \"2026-02-{at}:00Z\", \"status\": \"success\"}}"
        )
    };
    let (note, deploy) = ("artifacts/briefing/live.json", "artifacts/deploy/live.json");
    for (item, at, verdict) in [
        ("Release announced in #harbor within one hour", "10T10:40", "verified"),
        ("Release announced in #harbor within one hour", "10T12:40", "stale"),
        ("Announce the release in #harbor within 15 minutes", "10T10:40", "stale"),
        ("Support informed within one day", "10T22:00", "verified"),
        ("Support informed within one day", "12T22:00", "stale"),
        ("Support informed in under two hours", "10T12:30", "stale"),
        ("Support informed for at least one hour", "10T12:30", "open"),
    ] {
        expect(item, &[(note, &told(at))], verdict, "");
    }
    for (item, at, verdict) in [
        ("Deploy to production within 2 hours", "10T11:30", "verified"),
        ("Deploy to production within 2 hours", "10T13:30", "stale"),
        ("Trigger production deployment within 1 hour", "10T13:30", "stale"),
        ("Monitor deployment job for at least one hour", "10T11:30", "open"),
        ("Monitor deployment job within 10 minutes", "10T11:30", "open"),
    ] {
        expect(item, &[(deploy, &deployed(at))], verdict, "");
    }
}
