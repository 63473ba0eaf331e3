//! Claims about checks in a real history: readers and labels of a team's own, and checks that commits tell.

use crate::pipeline::{Judged, judged, judged_by};
use crate::repo::Repo;
use golive::config::Config;
use golive::model::evidence::{Kind, State};
use std::path::Path;

const LIST: &str = "docs/release-checklist.md";

fn config(text: &str) -> Config {
    Config::load(Path::new("golive.toml"), text).unwrap()
}

/// Metric, label, value, status, whether it finished, and whether a file tells it.
fn told(judged: &Judged) -> Vec<String> {
    let one = |m: &golive::model::dossier::Measured| {
        let its = &m.measurement;
        let value = its.value.map(|value| value.to_string()).unwrap_or_default();
        let by = if m.tellers.is_empty() { "commit" } else { "file" };
        format!("{} [{}] {value} {:?} {} {by}", m.time, its.label, its.status, its.finished())
    };
    judged.dossier.measured.iter().map(one).collect()
}

#[test]
fn a_reader_of_a_teams_own_measures_and_its_latest_run_decides() {
    let repo = Repo::new();
    let log = "2026-01-01T10:00:00Z GET https://x.example/ -> 200 in 123.4 ms\n2026-01-01T10:05:00Z GET https://x.example/ -> 503 in 20.0 ms\n";
    let list = "# Release checklist\n\n- [ ] Probe latest run under 200ms (`logs/probe.txt`).\n- [ ] Export ran (`logs/export.ndjson`).\n";
    let rows = "{\"when\":\"2026-01-01T10:00:00Z\",\"result\":\"passed\",\"who\":\"Ada\"}\n{\"when\":\"2026-01-02T10:00:00Z\",\"result\":\"failed\",\"who\":\"Ada\"}\n";
    repo.commit(
        "2026-01-03T00:00:00Z",
        "probe",
        &[(LIST, Some(list)), ("logs/probe.txt", Some(log)), ("logs/export.ndjson", Some(rows))],
    );
    repo.tag("v1.0.0", "2026-01-03T01:00:00Z");
    let judged = judged_by(
        &repo,
        &config(
            r#"
[[reader]]
kind = "probe"
paths = ["logs/*.txt"]
pattern = '(?P<time>\S+) GET (?P<target>\S+) -> (?P<status>\d+) in (?P<duration_ms>[0-9.]+) ms'
[[reader]]
kind = "nightly"
paths = ["logs/*.ndjson"]
pointers = { time = "/when", outcome = "/result", actor = "/who" }
"#,
        ),
    );
    assert_eq!(
        told(&judged),
        [
            "2026-01-01T10:00:00Z [] 123.4 Some(200) true file",
            "2026-01-01T10:05:00Z [] 20 Some(503) false file"
        ]
    );
    assert_eq!(judged.told("v1.0.0", "Probe"), "failed/failed");
    let nightly = judged.dossier.evidence.iter().find(|e| &*e.path == "logs/export.ndjson").unwrap();
    assert_eq!(
        (nightly.facts.kind.clone(), nightly.facts.state),
        (Kind::Other("nightly".into()), State::Failing)
    );
    assert_eq!((nightly.facts.records.len(), &*nightly.facts.records[1].people[0].1), (2, "Ada"));
    assert_eq!(nightly.facts.claim.unwrap().at, "2026-01-02T10:00:00Z".parse().unwrap());
}

#[test]
fn a_reader_without_a_status_is_finished_by_its_number_and_one_with_an_outcome_by_its_word() {
    let repo = Repo::new();
    repo.commit(
        "2026-01-03T00:00:00Z",
        "a",
        &[
            ("artifacts/a.txt", Some("took 12.5\n")),
            ("artifacts/b.txt", Some("took 12.5 degraded\ntook 1.2s ok\ntook 3\n")),
        ],
    );
    let text = "[[reader]]\nkind = \"a\"\npaths = [\"artifacts/a.txt\"]\npattern = 'took (?P<duration_ms>\\S+)'\n[[reader]]\nkind = \"b\"\npaths = [\"artifacts/b.txt\"]\npattern = 'took (?P<duration_ms>\\S+)( (?P<outcome>\\w+))?'\n";
    let told = told(&judged_by(&repo, &config(text)));
    let at = "2026-01-03T00:00:00Z";
    let expected = [
        format!("{at} [] 3 None false file"),
        format!("{at} [] 12.5 None true file"),
        format!("{at} [] 12.5 None false file"),
        format!("{at} [] 1200 None true file"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_file_that_matches_nothing_says_so() {
    let repo = Repo::new();
    repo.commit("2026-01-03T00:00:00Z", "a", &[("artifacts/a.txt", Some("nothing\n"))]);
    let text =
        "[[reader]]\nkind = \"a\"\npaths = [\"artifacts/**\"]\npattern = 'took (?P<duration_ms>\\S+)'\n";
    let judged = judged_by(&repo, &config(text));
    assert_eq!(judged.dossier.problems[0].code, "no-match");
    assert_eq!(judged.dossier.evidence[0].facts.state, State::Neutral);
}

#[test]
fn configuration_labels_the_checks_of_an_address() {
    let repo = Repo::new();
    let log = "[synthetic-check] https://eu.shop.example/a/b status=200 duration=500ms budget=900ms\n[synthetic-check] https://shop.example/app?mock=1 status=200 duration=100ms budget=900ms\n";
    let list = "# Release checklist\n\n- [ ] Smoke under budget (<400ms live).\n";
    repo.commit("2026-01-03T00:00:00Z", "a", &[(LIST, Some(list)), ("artifacts/a.log", Some(log))]);
    repo.tag("v1.0.0", "2026-01-03T01:00:00Z");
    assert_eq!(judged(&repo).told("v1.0.0", "Smoke"), "open/open");
    let judged =
        judged_by(&repo, &config("[[label]]\nname = \"live\"\ntargets = [\"https://*.shop.example/*\"]\n"));
    assert_eq!(judged.told("v1.0.0", "Smoke"), "failed/failed");
    assert_eq!(
        judged.dossier.measured.iter().map(|m| &*m.measurement.label).collect::<Vec<_>>(),
        ["live", "mock"]
    );
}

#[test]
fn upptime_is_told_once_by_its_file_or_by_its_commit() {
    let repo = Repo::new();
    let site = |status: &str, code: u16, ms: u16, at: &str| {
        format!(
            "url: https://a.example\nstatus: {status}\ncode: {code}\nresponseTime: {ms}\nlastUpdated: {at}\ngenerator: Upptime\n"
        )
    };
    let up = site("up", 200, 321, "2026-01-01T00:00:00Z");
    let down = site("down", 0, 0, "2026-01-01T01:00:00Z");
    repo.commit(
        "2026-01-01T00:00:05Z",
        "🟩 A is up (200 in 321 ms) [skip ci] [upptime]",
        &[("history/a.yml", Some(&up))],
    );
    repo.commit(
        "2026-01-01T01:00:05Z",
        "🟥 A is down (0 in 0 ms) [skip ci] [upptime]",
        &[("history/a.yml", Some(&down))],
    );
    repo.commit(
        "2026-01-01T02:00:05Z",
        "🟩 A is up (200 in 123 ms) [skip ci] [upptime]",
        &[("README.md", Some("x"))],
    );
    assert_eq!(
        told(&judged(&repo)),
        [
            "2026-01-01T00:00:00Z []  321 Some(200) true file".replace("  ", " "),
            "2026-01-01T01:00:00Z []  None false file".to_owned(),
            "2026-01-01T02:00:05Z [A] 123 Some(200) true commit".to_owned(),
        ]
    );
}

#[test]
fn a_figure_without_a_time_has_that_of_its_file() {
    let repo = Repo::new();
    let log = "[synthetic-check] https://a.example/ status=200 duration=500ms budget=900ms\n";
    repo.commit("2026-01-03T00:00:00Z", "a", &[("artifacts/smoke-20260102T1000Z.log", Some(log))]);
    assert_eq!(told(&judged(&repo)), ["2026-01-02T10:00:00Z [] 500 Some(200) true file"]);
}

#[test]
fn checks_that_look_alike_in_one_file_are_several_and_in_two_files_the_same() {
    let repo = Repo::new();
    let rows = "timeStamp,elapsed,label,responseCode,success,URL\n".to_owned()
        + &"1767225600000,12,x,200,true,https://a.example/\n".repeat(3);
    repo.commit(
        "2026-01-03T00:00:00Z",
        "a",
        &[("artifacts/a.jtl", Some(&rows)), ("artifacts/b.jtl", Some(&rows))],
    );
    assert_eq!(told(&judged(&repo)), ["2026-01-01T00:00:00Z [x] 12 Some(200) true file"; 3]);
}

const ITEM: &str = "docs/release-checklist.md";

/// A release whose checklist says this and whose evidence is this file: `verdict: reason`.
fn verdict(item: &str, path: &str, evidence: &str) -> String {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n- [ ] {item}\n");
    repo.commit("2026-01-03T00:00:00Z", "a", &[(ITEM, Some(&list)), (path, Some(evidence))]);
    repo.tag("v1.0.0", "2026-01-03T01:00:00Z");
    let judged = judged(&repo);
    let release = judged.release("v1.0.0");
    let item = &release.items[0];
    let reason = golive::render::words::reason(&judged.dossier, release, item, &item.at_tag);
    format!("{}: {reason}", item.at_tag.verdict.word())
}

fn seed(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/latency").join(name))
        .unwrap()
}

#[test]
fn a_figure_that_evidence_tells_answers_a_budget_on_that_figure() {
    let k6 = seed("k6-summary.json");
    let told = |item: &str| verdict(item, "artifacts/load-test/k6.json", &k6);
    let allowed = told("Load test p95 latency ≤ 400 ms, error rate ≤ 5 % (`artifacts/load-test/k6.json`).");
    assert!(allowed.starts_with("verified: p95 latency"), "{allowed}");
    let failed = told("Load test p95 latency ≤ 400 ms (`artifacts/load-test/k6.json`).");
    assert!(failed.starts_with("open: ") && failed.contains("30 of 1000 runs failed"), "{failed}");
    assert!(
        told("Load test p95 latency ≤ 300 ms, error rate ≤ 5 % (`artifacts/load-test/k6.json`).")
            .starts_with("failed: "),
        "a scenario took longer"
    );
    assert!(
        told("Load test error rate ≤ 5 % (`artifacts/load-test/k6.json`).").starts_with("verified: "),
        "{}",
        told("Load test error rate ≤ 5 % (`artifacts/load-test/k6.json`).")
    );
    assert!(told("Load test error rate < 1 % (`artifacts/load-test/k6.json`).").starts_with("failed: "));
    assert!(told("Load test availability ≥ 97 % (`artifacts/load-test/k6.json`).").starts_with("verified: "));
    assert!(
        told("Load test p99 latency ≤ 900 ms (`artifacts/load-test/k6.json`).").starts_with("open: "),
        "no p99 is told"
    );
}

#[test]
fn a_figure_with_failures_in_it_proves_nothing_and_says_why() {
    let told = verdict(
        "Load test p95 latency ≤ 400 ms (`artifacts/load-test/k6.json`).",
        "artifacts/load-test/k6.json",
        &seed("k6-export.json"),
    );
    assert!(
        told.starts_with("open: ") && told.contains("4 of 200 runs failed and are in this figure"),
        "{told}"
    );
}

#[test]
fn a_bound_from_above_proves_what_lies_below_it_and_contradicts_nothing() {
    let told = |item: &str| {
        verdict(item, "artifacts/metrics.prom", &seed("metrics.prom").replace(" 1777629600000", ""))
    };
    assert!(
        told("Smoke p50 latency ≤ 400 ms (`artifacts/metrics.prom`).").starts_with("verified: "),
        "{}",
        told("Smoke p50 latency ≤ 400 ms (`artifacts/metrics.prom`).")
    );
    assert!(told("Smoke p50 latency ≤ 250 ms (`artifacts/metrics.prom`).").starts_with("open: "));
}

#[test]
fn failures_are_counted_apart_by_kind_and_in_rows() {
    let repo = Repo::new();
    let check = |minute: u8, ms: u16, status: &str, error: &str| {
        format!(
            "{{\"time\":\"2026-01-01T10:{minute:02}:00Z\",\"url\":\"https://a.example/\",\"status\":{status},\"durationMs\":{ms},\"budgetMs\":100,\"error\":\"{error}\"}}\n"
        )
    };
    let log = [
        check(0, 50, "200", ""),
        check(1, 0, "0", "fetch failed"),
        check(2, 150, "200", ""),
        check(3, 30_000, "0", "Operation timed out"),
        check(4, 60, "200", ""),
        check(5, 0, "0", ""),
        check(6, 20, "410", ""),
        check(7, 70, "200", ""),
    ]
    .concat();
    repo.commit("2026-01-03T00:00:00Z", "a", &[("artifacts/a.ndjson", Some(&log))]);
    repo.tag("v1.0.0", "2026-01-03T01:00:00Z");
    let judged = judged(&repo);
    let [of] = judged.release("v1.0.0").latency.as_slice() else { panic!("one label") };
    assert_eq!((of.checks(), of.n, of.failed, of.timeouts, of.over), (8, 4, 4, 1, 1));
    assert_eq!((of.p50, of.p95, of.p99, of.max), (Some(60.0), Some(150.0), Some(150.0), Some(150.0)));
    assert_eq!(of.availability(), Some(50.0));
    let streak = of.streak.unwrap();
    assert_eq!((streak.count, streak.from), (3, "2026-01-01T10:01:00Z".parse().unwrap()));
    assert_eq!(
        golive::render::words::errors(of),
        "1 × timeout, 1 × HTTP 410, 1 × fetch failed, 1 × no answer"
    );
}
