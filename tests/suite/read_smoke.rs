//! Claims about smoke logs and synthetic checks.

use golive::model::evidence::{Facts, Kind, State};
use golive::read::{latency::check, read_blob};

pub(crate) const JSON: &str = r#"{"timestamp":"2026-01-02T03:04:05.678Z","target":"https://shop.example/app?mock=0","budgetMs":800,"durationMs":229.5,"status":200,"ok":true,"error":null}"#;
pub(crate) const LOG: &str = "> npm run smoke\r\n\u{1b}[32m[synthetic-check]\u{1b}[0m https://shop.example/app?mock=1 status=200 duration=218.38ms budget=300ms artifact=./artifacts\\monitoring\\a.json\r\n\
    [synthetic-check] https://shop.example/app status=null duration=1.5s budget=300ms artifact=/home/me/w/artifacts/monitoring/b.json\n";

fn log(text: &str) -> Facts {
    read_blob("artifacts/run.log", text.as_bytes())
}

fn json(from: &str, to: &str) -> Facts {
    assert!(JSON.contains(from));
    read_blob("a/check.json", JSON.replace(from, to).as_bytes())
}

#[test]
fn a_log_line_is_a_measurement_in_any_log() {
    let facts = log(LOG);
    assert_eq!((facts.kind, facts.state), (Kind::Smoke, State::Failing));
    let [first, second] = facts.measurements.as_slice() else { panic!("two") };
    assert_eq!(
        (&*first.label, first.value, first.budget, first.status),
        ("mock", Some(218.38), Some(300.0), Some(200))
    );
    assert_eq!((first.time, first.line, first.ok()), (None, 2, Some(true)));
    assert_eq!(first.artifact.as_deref(), Some("artifacts/monitoring/a.json"));
    assert_eq!(
        (&*second.label, second.value, second.status, second.ok()),
        ("", Some(1500.0), None, Some(false))
    );
    assert_eq!(second.artifact.as_deref(), Some("artifacts/monitoring/b.json"));
}

#[test]
fn impossible_numbers_are_told_and_not_taken() {
    for number in ["-5ms", "NaNms", "1e400", "9999999999ms", "fast"] {
        let facts = log(&format!(
            "\n[synthetic-check] https://a.example/ status=200 duration={number} budget=300ms\n"
        ));
        assert_eq!(facts.measurements[0].value, None, "{number}");
        assert_eq!(facts.state, State::Failing);
        let place = facts.problems[0].place.as_ref().unwrap();
        assert_eq!((facts.problems[0].code, place.line), ("smoke-number", 2), "{number}");
    }
}

#[test]
fn a_synthetic_check_tells_time_value_and_status() {
    let facts = read_blob("a/b.json", JSON.as_bytes());
    assert_eq!((facts.kind, facts.state), (Kind::Smoke, State::Proving));
    let [only] = facts.measurements.as_slice() else { panic!("one") };
    assert_eq!(only.time, Some("2026-01-02T03:04:05.678Z".parse().unwrap()));
    assert_eq!(facts.claim.unwrap().at, only.time.unwrap());
    assert_eq!((&*only.label, only.said_ok, only.ok()), ("live", Some(true), Some(true)));
}

#[test]
fn what_a_check_says_of_itself_is_not_believed() {
    assert_eq!(json("229.5", "900").state, State::Failing);
    assert_eq!(json("200,\"ok", "410,\"ok").state, State::Failing);
    assert_eq!(json("\"status\":200", "\"status\":null").state, State::Failing);
    assert_eq!(
        json("\"error\":null", "\"error\":\"fetch failed\"").measurements[0].error.as_deref(),
        Some("fetch failed")
    );
    assert_eq!(json("\"budgetMs\":800", "\"budgetMs\":null").state, State::Proving);
    assert_eq!(json("229.5", "-1").measurements[0].value, None);
    assert_eq!(json("229.5", "\"fast\"").problems[0].code, "smoke-number");
}

#[test]
fn an_empty_smoke_log_is_a_smoke_log_that_proves_nothing() {
    for bytes in [b"".as_slice(), b" \n\n"] {
        let facts = read_blob("artifacts/deploy/staging-smoke-20260101T0000Z.log", bytes);
        assert_eq!((facts.kind, facts.state), (Kind::Smoke, State::Empty));
        assert!(facts.claim.is_some());
    }
}

#[test]
fn broken_json_has_one_problem_with_its_place() {
    let facts = read_blob("a/synthetic-check-1.json", JSON.replace("800,", "800,\n  !").as_bytes());
    assert_eq!((facts.kind, facts.state), (Kind::Smoke, State::Unreadable));
    let [problem] = facts.problems.as_slice() else { panic!("one: {:?}", facts.problems) };
    let place = problem.place.as_ref().unwrap();
    assert_eq!((problem.code, place.line, place.column), ("json-syntax", 2, 3));
}

#[test]
fn the_label_is_read_from_the_query() {
    let cases = [
        ("https://a/?mock=1", "mock"),
        ("https://a/?x=1&mock=false#y", "live"),
        ("https://a/mock=1", ""),
        ("https://a/?mock=2", ""),
    ];
    for (url, label) in cases {
        assert_eq!(check::label(url), label, "{url}");
    }
    let facts = log("[synthetic-check] https://me:secret@a.example/x status=200 duration=1ms budget=2ms");
    assert_eq!(&*facts.measurements[0].target, "https://a.example/x");
}

#[test]
fn words_about_checks_are_no_checks() {
    assert!(log("we run [synthetic-check] nightly\n").measurements.is_empty());
    let prose = "# Log\n\n[synthetic-check] https://a.example/ status=200 duration=1ms budget=2ms\n";
    assert_eq!(read_blob("a.md", prose.as_bytes()).kind, Kind::Document);
}
