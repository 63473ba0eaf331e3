//! Claims about records that tell their own outcome: they decide the items that name them, and those that they name.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::render::words;

const LIST: &str = "docs/deployment/production_go_live_checklist.md";

/// Two releases; the files before are committed the day before the second tag, those after it on the day after.
fn released(item: &str, before: &[(&str, &str)], after: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let list = format!(
        "# Production Go-Live Checklist\n\n## Before\n\n- [x] {item}\n\n## Verification After Deploy\n\n- [x] Also: {item}\n"
    );
    repo.commit("2026-01-10T09:00:00Z", "list", &[(LIST, Some(&list))]);
    repo.tag("v2026.01.10a", "2026-01-10T10:00:00Z");
    let texts = |files: &[(&str, &str)]| {
        files.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    let commit = |at: &str, files: Vec<(String, String)>| {
        if !files.is_empty() {
            let files =
                files.iter().map(|(path, text)| (path.as_str(), Some(text.as_str()))).collect::<Vec<_>>();
            repo.commit(at, "evidence", &files);
        }
    };
    commit("2026-02-09T12:00:00Z", texts(before));
    repo.tag("v2026.02.10a", "2026-02-10T10:00:00Z");
    commit("2026-02-11T12:00:00Z", texts(after));
    judged(&repo)
}

fn expect(item: &str, before: &[(&str, &str)], verdict: &str, says: &str) {
    let judged = released(item, before, &[]);
    let item = item.split(" {#").next().unwrap();
    let one = judged.item("v2026.02.10a", item);
    let reason = words::reason(&judged.dossier, judged.release("v2026.02.10a"), one, &one.at_tag);
    let told = judged.told("v2026.02.10a", item);
    assert!(told.starts_with(verdict) && reason.contains(says), "{item} {before:?}: {told}: {reason}");
}

fn expect_after(item: &str, after: &[(&str, &str)], verdict: &str, says: &str) {
    let judged = released(item, &[], after);
    let words = format!("Also: {item}");
    let one = judged.item("v2026.02.10a", &words);
    let reason = words::reason(&judged.dossier, judged.release("v2026.02.10a"), one, &one.today);
    let told = judged.told("v2026.02.10a", &words);
    assert!(told.starts_with(verdict) && reason.contains(says), "{item} {after:?}: {told}: {reason}");
}

#[test]
fn a_named_record_that_tells_its_own_outcome_decides_the_item() {
    let item = "Login (`artifacts/login/check-*`).";
    for (path, text, verdict, says) in [
        (
            "artifacts/login/check-1.md",
            "# Login check\n\n- Date: 2026-02-09 09:00 UTC\n- Outcome: passed\n",
            "verified",
            "“Login check” succeeded, 25 h before the tag",
        ),
        (
            "artifacts/login/check-1.md",
            "---\ndate: 2026-02-09\nresult: failed\n---\n# Login\n",
            "failed",
            "failed",
        ),
        (
            "artifacts/login/check-1.md",
            "# Login\n\n**When:** 2026-02-09\n**Outcome:** pending\n",
            "unsupported",
            "has not ended",
        ),
        (
            "artifacts/login/check-1.md",
            "# Login\n\nDate: 2026-02-09\nStatus: skipped\n",
            "unsupported",
            "was skipped",
        ),
        (
            "artifacts/login/check-1.md",
            "# Login 2026-02-09\n\n| Step | Result |\n|---|---|\n| Open | pass |\n| Log in | fail |\n",
            "failed",
            "failed: Log in",
        ),
        (
            "artifacts/login/check-1.json",
            r#"{"at":"2026-02-09T09:00:00Z","ok":true}"#,
            "verified",
            "check-1.json succeeded",
        ),
        (
            "artifacts/login/check-1.json",
            r#"{"at":"2026-02-09T09:00:00Z","ok":false}"#,
            "failed",
            "check-1.json failed",
        ),
        (
            "artifacts/login/check-1.yml",
            "finished at: 2026-02-09T09:00:00Z\nverdict: pass\n",
            "verified",
            "succeeded",
        ),
        (
            "artifacts/login/check-1.log",
            "2026-02-09T09:00:00Z login as clerk\n2026-02-09T09:00:04Z outcome: passed\n",
            "verified",
            "succeeded",
        ),
        (
            "artifacts/login/check-1.log",
            "[2026-02-09 09:00:04] INFO Result: FAILED (2 of 3)\n\n",
            "failed",
            "failed",
        ),
        (
            "artifacts/login/check-1.txt",
            "Date: 2026-02-09\nBy: Ada\nlooked at it\nresult = ok\nDone in 3s.\n",
            "verified",
            "succeeded",
        ),
        ("artifacts/login/check-1.log", "login as clerk\nexit code: 1\n", "failed", "failed"),
        // What tells no outcome rests on the tick, as before.
        ("artifacts/login/check-1.log", "the outcome: nobody knows\n", "attested", ""),
        ("artifacts/login/check-1.log", "outcome: passed\n1\n2\n3\n4\n5\n6\n", "attested", ""),
        ("artifacts/login/check-1.md", "# Login\n\nStatus: done\n", "attested", ""),
        ("artifacts/login/check-1.md", "# Login plan\n\nDate: 2026-02-09\nStatus: failed\n", "attested", ""),
        ("artifacts/login/check-1.json", r#"{"name":"x","version":"1.0.0"}"#, "attested", ""),
        // A success of an earlier release tells nothing of this one; a failure stands until it is mended.
        ("artifacts/login/check-1.json", r#"{"at":"2026-01-09T09:00:00Z","ok":true}"#, "attested", ""),
        ("artifacts/login/check-1.json", r#"{"at":"2026-01-09T09:00:00Z","ok":false}"#, "failed", "failed"),
    ] {
        expect(item, &[(path, text)], verdict, says);
    }
    let both = [
        ("artifacts/login/check-1.json", r#"{"at":"2026-02-09T09:00:00Z","ok":false}"#),
        ("artifacts/login/check-2.json", r#"{"at":"2026-02-09T10:00:00Z","ok":true}"#),
    ];
    expect(item, &both, "verified", "check-2.json succeeded");
    let item = "Login within last 24h (`artifacts/login/check-*`).";
    let old = r#"{"at":"2026-02-09T09:00:00Z","ok":true}"#;
    expect(item, &[("artifacts/login/check-1.json", old)], "stale", "not within 24 h");
    let fresh = r#"{"at":"2026-02-09T11:00:00Z","ok":true}"#;
    expect(item, &[("artifacts/login/check-1.json", fresh)], "verified", "succeeded");
}

#[test]
fn procedures_logs_of_many_things_and_measurements_tell_no_outcome_of_an_item() {
    let done = "---\ndate: 2026-02-09\nstatus: failed\n---\n# Login\n";
    expect(
        "Clerk logs in (`docs/runbooks/login.md`).",
        &[("docs/runbooks/login.md", done)],
        "unsupported",
        "",
    );
    expect(
        "Noted (`feedback/qa.md`).",
        &[("feedback/qa.md", "## 2026-02-09 Look\n\n- Outcome: failed\n")],
        "attested",
        "",
    );
    let check = r#"{"timestamp":"2026-02-09T09:00:00Z","url":"https://x.example.invalid/","status":200,"durationMs":100,"budgetMs":300,"ok":true}"#;
    expect("Smoke under 300ms (`artifacts/s.json`).", &[("artifacts/s.json", check)], "verified", "100 ms");
}

#[test]
fn after_the_tag_only_what_was_done_after_it_decides() {
    let item = "Login (`artifacts/login/check-*`).";
    let at = |time: &str, outcome: &str| format!("---\ntime: {time}\noutcome: {outcome}\n---\n# Login\n");
    for (time, outcome, verdict, says) in [
        ("2026-02-10T10:30:00Z", "passed", "verified", "30 min after the tag"),
        ("2026-02-10", "passed", "verified", "succeeded"),
        ("2026-02-10T10:30:00Z", "failed", "failed", "failed"),
        ("2026-02-10T09:30:00Z", "passed", "stale", "before the tag"),
        ("2026-02-10T10:30:00Z", "in progress", "unsupported", "has not ended"),
    ] {
        expect_after(item, &[("artifacts/login/check-1.md", &at(time, outcome))], verdict, says);
    }
}

#[test]
fn a_record_may_name_the_item_that_it_is_for() {
    let item = "Clerk can log in {#login}";
    let record = |name: &str, item: &str, outcome: &str| {
        format!(r#"{{"{name}":"{item}","completedAt":"2026-02-09T11:00:00Z","outcome":"{outcome}"}}"#)
    };
    for (name, names, outcome, verdict, says) in [
        ("item", "login", "passed", "verified", "succeeded"),
        ("checklist_item", "Clerk can log in", "passed", "verified", "succeeded"),
        ("Item ID", "login", "failed", "failed", "failed"),
        ("item", "login", "pending", "unsupported", "has not ended"),
        ("item", "logout", "passed", "unsupported", "names no evidence"),
        ("itemCount", "login", "passed", "unsupported", "names no evidence"),
    ] {
        expect(item, &[("artifacts/any/thing.json", &record(name, names, outcome))], verdict, says);
    }
    // A table with a row for each item; and what another item's row says is not this one's.
    let rows = "# Checks\n\n| Item | Date | Result |\n|---|---|---|\n| login | 2026-02-09 | pass |\n| other | 2026-02-09 | fail |\n";
    expect(item, &[("artifacts/any/checks.md", rows)], "verified", "succeeded");
    expect(
        "Clerk can log in (`artifacts/any/checks.md`) {#login}",
        &[("artifacts/any/checks.md", rows)],
        "verified",
        "succeeded",
    );
    // In its phase and period.
    expect_after(
        "Till opens",
        &[("a/b.json", "{}"), ("artifacts/any/late.json", &record("item", "Also: Till opens", "passed"))],
        "unsupported",
        "",
    );
    let after = record("item", "Also: Till opens", "passed").replace("02-09", "02-11");
    expect_after("Till opens", &[("artifacts/any/late.json", &after)], "verified", "succeeded");
    expect(
        "Till opens",
        &[("artifacts/any/old.json", &record("item", "Till opens", "passed").replace("02-09", "01-09"))],
        "unsupported",
        "",
    );
    // It answers what the words demand too.
    expect(
        "Restore drill rehearsed < 30 days ago",
        &[(
            "artifacts/any/d.json",
            &record("item", "Restore drill rehearsed < 30 days ago", "passed").replace("02-09", "01-29"),
        )],
        "verified",
        "succeeded",
    );
}
