//! Days and local times are those of the commit that recorded them.

use crate::pipeline::judged;
use crate::repo::Repo;

const LIST: &str = "docs/release-checklist.md";

fn list(items: &[&str]) -> String {
    let items = items.iter().map(|item| format!("- [x] {item}\n")).collect::<String>();
    format!("# Release checklist\n\n## Before the tag\n\n{items}")
}

/// The verdict at the tag of each item, of files recorded and tagged in a zone (minutes east of UTC).
fn verdicts(zone: i32, recorded: &str, tagged: &str, items: &[&str], files: &[(&str, &str)]) -> Vec<String> {
    let repo = Repo::east(zone);
    let list = list(items);
    let files = files.iter().copied().chain([(LIST, &*list)]);
    let files = files.map(|(path, text)| (path, Some(text))).collect::<Vec<_>>();
    repo.commit(recorded, "evidence", &files);
    repo.tag("v1.0.0", tagged);
    let judged = judged(&repo);
    let verdict = |item: &&str| judged.item("v1.0.0", item).at_tag.verdict.word().to_owned();
    items.iter().map(verdict).collect()
}

const ZONES: [(&str, i32); 8] = [
    ("+00:00", 0),
    ("+05:30", 330),
    ("+05:45", 345),
    ("+09:00", 540),
    ("+12:00", 720),
    ("+14:00", 840),
    ("-03:30", -210),
    ("-10:00", -600),
];

#[test]
fn a_day_is_that_of_the_commit_that_recorded_it() {
    let items = [
        "Product sign-off recorded in `feedback/product.md`",
        "Restore drill executed within last 30 days",
        "Rollback rehearsal executed within last 24h",
        "Manual QA passed",
    ];
    let files = [
        (
            "feedback/product.md",
            "# Product\n\n## 2026-05-01 Product sign-off for v1.0.0\n\n- Owner: Jane\n- Decision: approved\n",
        ),
        ("artifacts/drill.md", "# Restore drill\n\n- Date: 2026-05-01\n- Result: passed\n"),
        (
            "artifacts/2026-05-01-rollback-rehearsal.json",
            "{\"kind\": \"rollback rehearsal\", \"result\": \"passed\"}",
        ),
        (
            "artifacts/qa/2026-05-01.md",
            "# Manual QA 2026-05-01\n\n| Flow | Result |\n|---|---|\n| Login | pass |\n",
        ),
    ];
    for (offset, zone) in ZONES {
        for hour in ["00", "04", "08", "20"] {
            let (recorded, tagged) =
                (format!("2026-05-01T{hour}:00:00{offset}"), format!("2026-05-01T{hour}:30:00{offset}"));
            let told = verdicts(zone, &recorded, &tagged, &items, &files);
            assert_eq!(told, ["verified"; 4], "recorded at {recorded}");
        }
    }
}

#[test]
fn a_day_reaches_into_a_window_with_its_last_moment() {
    let drill = [("artifacts/drill.md", "# Restore drill\n\n- Date: 2026-05-01\n- Result: passed\n")];
    let item = ["Restore drill executed within last 24h"];
    let told = |recorded, tagged| verdicts(540, recorded, tagged, &item, &drill).remove(0);
    assert_eq!(told("2026-05-02T22:00:00+09:00", "2026-05-02T23:00:00+09:00"), "verified");
    assert_eq!(told("2026-05-03T09:00:00+09:00", "2026-05-03T10:00:00+09:00"), "stale");
    // It was recorded on its own day at noon: nothing of it is of the evening.
    assert_eq!(told("2026-05-01T12:00:00+09:00", "2026-05-02T13:00:00+09:00"), "stale");
    assert_eq!(told("2026-05-01T12:00:00+09:00", "2026-05-02T11:00:00+09:00"), "verified");
}

#[test]
fn the_day_of_the_release_before_makes_nothing_stale_that_was_recorded_after_it() {
    let repo = Repo::east(540);
    let list = list(&["Restore drill executed"]);
    repo.commit("2026-05-01T08:00:00+09:00", "list", &[(LIST, Some(&list))]);
    repo.tag("v1.0.0", "2026-05-01T08:30:00+09:00");
    let drill = "# Restore drill\n\n- Date: 2026-05-01\n- Result: passed\n";
    repo.commit("2026-05-01T14:00:00+09:00", "drill", &[("artifacts/drill.md", Some(drill))]);
    repo.tag("v1.1.0", "2026-05-01T15:00:00+09:00");
    repo.commit("2026-05-02T08:00:00+09:00", "more", &[("src/a.txt", Some("a"))]);
    repo.tag("v1.2.0", "2026-05-02T08:30:00+09:00");
    let judged = judged(&repo);
    let told = |release| judged.item(release, "Restore").at_tag.verdict.word();
    assert_eq!(told("v1.1.0"), "verified");
    assert_eq!(told("v1.2.0"), "stale");
}

#[test]
fn a_time_without_a_zone_is_that_of_the_commit_that_recorded_it() {
    let junit = |time: &str| {
        format!(
            "<testsuites><testsuite name=\"unit\" timestamp=\"{time}\"><testcase name=\"a\"/></testsuite></testsuites>"
        )
    };
    let told = |zone, recorded, tagged, item: &str, time: &str| {
        verdicts(zone, recorded, tagged, &[item], &[("artifacts/ci/junit.xml", &junit(time))]).remove(0)
    };
    let (day, hours) = ("Unit tests green within last 24h", "Unit tests green within last 3 h");
    let east = ("2026-05-01T18:05:00+08:00", "2026-05-01T19:00:00+08:00");
    assert_eq!(told(480, east.0, east.1, day, "2026-05-01T18:00:00.548365"), "verified");
    let west = ("2026-05-01T02:05:00-08:00", "2026-05-01T03:00:00-08:00");
    assert_eq!(told(-480, west.0, west.1, hours, "2026-05-01T02:00:00"), "verified");
    assert_eq!(told(-480, west.0, west.1, hours, "2026-04-30T23:00:00"), "stale");
    // A machine in UTC wrote it: in the zone of the commit it would lie after its own record.
    assert_eq!(told(-480, west.0, west.1, hours, "2026-05-01T10:00:00"), "verified");
    // A zone that is told is that.
    assert_eq!(told(480, east.0, east.1, hours, "2026-05-01T10:00:00Z"), "verified");
    assert_eq!(told(480, east.0, east.1, hours, "2026-05-01T18:00:00-02:00"), "unsupported");
}

#[test]
fn checks_without_a_zone_are_judged_by_that_of_their_commit() {
    let item = ["Smoke latency < 500 ms within last 3 h"];
    for (name, text) in [
        (
            "artifacts/smoke/a.json",
            "{\"time\": \"2026-05-01 10:00:00\", \"url\": \"https://a.example.invalid/\", \"status\": 200, \"duration_ms\": 120}",
        ),
        (
            "artifacts/smoke/a.jtl",
            "timeStamp,elapsed,label,responseCode,responseMessage,success,URL\n2026-05-01 10:00:00,120,Home,200,OK,true,https://a.example.invalid/\n",
        ),
        (
            "artifacts/smoke/2026-05-01.log",
            "[synthetic-check] https://a.example.invalid/ status=200 duration=120ms\n",
        ),
    ] {
        for (offset, zone) in ZONES {
            let (recorded, tagged) =
                (format!("2026-05-01T10:30:00{offset}"), format!("2026-05-01T12:00:00{offset}"));
            let told = verdicts(zone, &recorded, &tagged, &item, &[(name, text)]);
            assert_eq!(told, ["verified"], "{name} recorded at {recorded}");
        }
    }
}

#[test]
fn an_expiry_is_good_through_its_day_where_it_was_written() {
    let document = "---\ntitle: Runbook\nexpires: 2026-05-01\n---\n# Runbook\n";
    let told = |tagged: &str| {
        let item = ["Runbook is up to date (`docs/runbook.md`)"];
        verdicts(540, "2026-05-01T08:00:00+09:00", tagged, &item, &[("docs/runbook.md", document)]).remove(0)
    };
    assert_eq!(told("2026-05-01T23:30:00+09:00"), "attested");
    assert_eq!(told("2026-05-02T00:30:00+09:00"), "failed");
}

#[test]
fn today_is_the_day_of_the_tag_in_the_zone_of_its_clock() {
    let items = ["Fare test passed today", "Fare test passed yesterday"];
    let list = list(&items);
    let record = "{\"kind\": \"fare test\", \"date\": \"2026-05-04T00:30:00+02:00\", \"status\": \"passed\"}";
    let mut repo = Repo::new();
    repo.commit(
        "2026-05-04T09:00:00Z",
        "evidence",
        &[(LIST, Some(&*list)), ("artifacts/fare.json", Some(record))],
    );
    repo.zone = 120;
    repo.tag("v1.0.0", "2026-05-04T12:00:00Z");
    let judged = judged(&repo);
    let verdicts = items.map(|item| judged.item("v1.0.0", item).at_tag.verdict.word());
    assert_eq!(verdicts, ["verified", "stale"]);
}
