//! Times that cannot be read, or cannot be, are told and show no freshness.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;

const LIST: &str = "docs/release-checklist.md";

fn release(item: &str, path: &str, text: &str) -> Judged {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Before the tag\n\n- [x] {item}\n");
    repo.commit("2026-05-01T10:00:00Z", "evidence", &[(LIST, Some(&list)), (path, Some(text))]);
    repo.tag("v1.0.0", "2026-05-01T11:00:00Z");
    judged(&repo)
}

fn verdict(judged: &Judged) -> &str {
    let items = &judged.release("v1.0.0").items;
    items[0].at_tag.verdict.word()
}

fn is_told(judged: &Judged) -> bool {
    judged.dossier.problems.iter().any(|problem| problem.code == "time-unread")
}

fn junit(time: &str) -> String {
    format!(
        "<testsuites>\n<testsuite name=\"unit\" timestamp=\"{time}\"><testcase name=\"a\"/></testsuite></testsuites>"
    )
}

fn drill(key: &str, value: &str) -> String {
    format!("{{\"kind\": \"restore drill\",\n\"{key}\": {value},\n\"result\": \"passed\"}}")
}

fn sarif(time: &str) -> String {
    format!(
        r#"{{"version": "2.1.0", "runs": [{{"tool": {{"driver": {{"name": "Semgrep"}}}}, "results": [],
"invocations": [{{"executionSuccessful": true, "endTimeUtc": "{time}"}}]}}]}}"#
    )
}

fn smoke(time: &str) -> String {
    format!(
        "{{\"timestamp\": {time}, \"target\": \"https://a.example.invalid/\", \"durationMs\": 120, \"status\": 200, \"ok\": true}}"
    )
}

#[test]
fn a_time_that_cannot_be_read_is_told_and_shows_no_freshness() {
    let (tests, restore) = ("Unit tests green within last 24h", "Restore drill executed within last 30 days");
    let (scan, check) = ("Semgrep passed within last 24h", "Smoke latency < 500 ms within last 24h");
    let mut all = Vec::new();
    for time in
        ["01/02/2026 09:00:00", "13/01/26", "13 janv. 2026", "hier", "0", "2026-13-45", "13.01.26 09:00"]
    {
        all.push((tests, "artifacts/ci/junit.xml", junit(time)));
        all.push((scan, "artifacts/scan.sarif", sarif(time)));
        all.push((check, "artifacts/smoke/a.json", smoke(&format!("\"{time}\""))));
        for key in ["date", "completed_at", "timestamp", "finishedAt", "executedAt"] {
            all.push((restore, "artifacts/drill.json", drill(key, &format!("\"{time}\""))));
        }
        all.push((
            restore,
            "artifacts/drill.yml",
            format!("kind: restore drill\ndate: {time}\nresult: passed\n"),
        ));
    }
    all.push((restore, "artifacts/drill.json", drill("timestamp", "0")));
    all.push((check, "artifacts/smoke/a.json", smoke("0")));
    for (item, path, text) in all {
        let judged = release(item, path, &text);
        assert_ne!(verdict(&judged), "verified", "{path}: {text}");
        assert!(is_told(&judged), "{path}: {text}: {:?}", judged.dossier.problems);
    }
}

#[test]
fn the_problem_names_the_line_and_the_reason_says_it() {
    let judged = release("Unit tests green within last 24h", "artifacts/junit.xml", &junit("01/02/2026"));
    let problem = judged.dossier.problems.iter().find(|problem| problem.code == "time-unread").unwrap();
    assert!(problem.to_string().contains("artifacts/junit.xml:2"), "{problem}");
    // Without a window it counts from when it was recorded.
    let judged = release("Unit tests green", "artifacts/junit.xml", &junit("01/02/2026"));
    assert_eq!(verdict(&judged), "verified");
}

#[test]
fn a_time_that_is_called_unknown_is_no_time_of_its_commit() {
    for time in ["unknown", "N/A", "TBD", "n/a"] {
        for (item, path, text) in [
            ("Unit tests green within last 24h", "artifacts/ci/junit.xml", junit(time)),
            (
                "Restore drill executed within last 24h",
                "artifacts/drill.json",
                drill("date", &format!("\"{time}\"")),
            ),
            (
                "Backup executed within last 24h",
                "artifacts/backup/b.yml",
                format!("kind: backup\ncompleted_at: {time}\nstatus: success\n"),
            ),
            (
                "Staging deploy succeeded within last 24h",
                "artifacts/deploy/d.md",
                format!(
                    "# Staging deploy\n\n- Kind: deploy\n- Environment: staging\n- Date: {time}\n- Status: success\n"
                ),
            ),
        ] {
            let judged = release(item, path, &text);
            assert_eq!(verdict(&judged), "unsupported", "{path}: {time}");
            assert!(is_told(&judged), "{path}: {time}");
        }
    }
}

#[test]
fn the_time_in_front_of_a_line_of_a_smoke_log_is_its_time() {
    let check = "[synthetic-check] https://s.example.invalid/ status=200 duration=218.38ms budget=300ms";
    for (before, right, told) in [
        ("2026-01-13T09:00:00Z ", "stale", false),
        ("[2026-01-13 09:00:00] INFO ", "stale", false),
        ("10.0.0.7 - - [13/Jan/2026:09:00:00 +0000] ", "stale", false),
        ("2026-05-01T09:00:00Z ", "verified", false),
        ("Jan 13 09:00:00 host smoke[7]: ", "unsupported", true),
        ("Jan  3 09:00:00 ", "unsupported", true),
        ("1/13/26 9:00 AM ", "unsupported", true),
        ("[13.01.26 09:00] ", "unsupported", true),
        ("", "verified", false),
        ("smoke v1.2.3 ", "verified", false),
        ("10.0.0.7 ", "verified", false),
    ] {
        let text = format!("smoke\n{before}{check}\n");
        let judged = release("Smoke latency < 500 ms within last 24h", "artifacts/smoke/s.log", &text);
        assert_eq!((verdict(&judged), is_told(&judged)), (right, told), "{before}");
    }
}

#[test]
fn unambiguous_forms_are_read() {
    for (time, verdict_then) in [
        ("Tue, 13 Jan 2026 09:00:00 GMT", "stale"),
        ("1768294800000", "stale"),
        ("1768294800", "stale"),
        ("13/01/2026 09:00:00", "stale"),
        ("13.01.2026", "stale"),
        ("01/13/2026 09:00", "stale"),
        ("13-Jan-2026 09:00:00", "stale"),
        ("13-01-2026 08:30:00", "stale"),
        ("Fri, 01 May 2026 09:00:00 +0000", "verified"),
        ("01-May-2026", "verified"),
        ("01.05.2026 09:00", "verified"),
        ("1777626000000", "verified"),
    ] {
        let judged = release("Unit tests green within last 24h", "artifacts/ci/junit.xml", &junit(time));
        assert_eq!(verdict(&judged), verdict_then, "{time}");
        assert!(!is_told(&judged), "{time}");
        let text = drill("date", &format!("\"{time}\""));
        let judged = release("Restore drill executed within last 24h", "artifacts/drill.json", &text);
        assert_eq!(verdict(&judged), verdict_then, "record of {time}");
    }
}

#[test]
fn a_time_that_cannot_be_is_told_and_shows_no_freshness() {
    for time in ["1970-01-01T00:00:00Z", "1980-01-01", "2026-05-01T10:30:00Z", "2027-05-01T10:00:00Z"] {
        let judged = release("Unit tests green within last 24h", "artifacts/ci/junit.xml", &junit(time));
        assert_ne!(verdict(&judged), "verified", "{time}");
        let told = judged.dossier.problems.iter().any(|problem| problem.code == "time-impossible");
        assert!(told, "{time}: {:?}", judged.dossier.problems);
    }
}

#[test]
fn nothing_is_told_where_no_time_is_meant() {
    for text in [
        "{\"kind\": \"restore drill\", \"time\": \"120 ms\", \"result\": \"passed\"}",
        "{\"kind\": \"restore drill\", \"date\": null, \"result\": \"passed\"}",
        "{\"kind\": \"restore drill\", \"date\": \"-\", \"result\": \"passed\"}",
        "{\"kind\": \"restore drill\", \"time\": 2.5, \"result\": \"passed\"}",
    ] {
        let judged = release("Restore drill executed", "artifacts/drill.json", text);
        assert!(!is_told(&judged), "{text}");
    }
}

#[test]
fn one_bad_time_among_good_ones_is_told_and_takes_nothing_from_the_others() {
    let text = r#"[{"kind":"backup","completed_at":"2026-01-10T08:00:00Z","status":"success"},
        {"kind":"backup","completed_at":"13/25/2026 10:00","status":"success"},
        {"kind":"backup","completed_at":"2026-01-10T09:00:00Z","status":"success"}]"#;
    let facts = golive::read::read_blob("artifacts/backup/all.json", text.as_bytes());
    assert_eq!(facts.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["time-unread"]);
    assert!(!facts.unread_time);
}
