//! Claims about figures over many runs: percentiles, the worst, the mean, shares; and about which runs they are taken over.

use crate::judge::{list, one_release, smoke};
use crate::pipeline::judged;
use golive::render::words;

/// What is said of an item over checks of these latencies (status 200; a negative one broke with 503), a minute apart, the last one an
/// hour before the tag.
fn told(item: &str, latencies: &[f64]) -> String {
    let list = list(item);
    let start: jiff::Timestamp = "2026-01-10T10:00:00Z".parse().unwrap();
    let checks = latencies.iter().enumerate().map(|(n, ms)| {
        let minute = i64::try_from(n).unwrap();
        let at = start + jiff::SignedDuration::from_mins(minute);
        let status = if *ms < 0.0 { 503 } else { 200 };
        (format!("artifacts/smoke-{n:03}.json"), smoke(&at.to_string(), ms.abs(), status, 0))
    });
    let checks = checks.collect::<Vec<_>>();
    let mut files = vec![("RELEASE_CHECKLIST.md", list.as_str())];
    files.extend(checks.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let judged = judged(&one_release(&files));
    let item = judged.item("v2026.01.10a", "");
    let release = judged.release("v2026.01.10a");
    let why = words::reason(&judged.dossier, release, item, &item.today);
    format!("{}: {}", item.today.verdict.word(), why)
}

/// 20 checks: 100, 110, …, 290 ms, the slowest first.
fn twenty() -> Vec<f64> {
    (0..20).rev().map(|n| f64::from(100 + n * 10)).collect()
}

#[test]
fn a_percentile_is_the_value_of_a_run_by_nearest_rank_and_tells_over_how_many() {
    assert_eq!(
        told("- [x] Smoke (`artifacts/*.json`): p95 < 285 ms", &twenty()),
        "verified: p95 latency 280 ms is under 285 ms (artifacts/smoke-001.json, 2026-01-10T10:01:00Z; over 20 runs)"
    );
    assert!(
        told("- [x] Smoke (`artifacts/*.json`): p95 < 280 ms", &twenty())
            .starts_with("failed: p95 latency 280 ms")
    );
    assert!(
        told("- [x] Smoke (`artifacts/*.json`): median ≤ 190 ms", &twenty())
            .starts_with("verified: p50 latency 190 ms")
    );
    assert!(
        told("- [x] Smoke (`artifacts/*.json`): p99.9 < 290 ms", &twenty())
            .starts_with("failed: p99.9 latency 290 ms")
    );
}

#[test]
fn a_run_that_did_not_finish_is_slower_than_any_other() {
    let mut checks = twenty();
    checks[10] = -1.0;
    assert!(
        told("- [x] Smoke (`artifacts/*.json`): p95 < 300 ms", &checks)
            .starts_with("verified: p95 latency 290 ms")
    );
    checks[11] = -1.0;
    assert!(
        told("- [x] Smoke (`artifacts/*.json`): p95 < 300 ms", &checks)
            .starts_with("failed: p95 latency: too many runs did not finish; budget < 300 ms")
    );
    let worst = told("- [x] Slowest smoke check (`artifacts/*.json`) < 300 ms", &checks);
    assert!(worst.starts_with("failed: max latency"), "{worst}");
    let mean = told("- [x] Average latency (`artifacts/*.json`) < 300 ms", &checks);
    assert!(
        mean.starts_with("failed: mean latency") && mean.ends_with("; over 20 runs, 2 failed)"),
        "{mean}"
    );
}

#[test]
fn the_worst_and_the_mean_are_those_of_all_runs() {
    assert!(
        told("- [x] Slowest smoke check (`artifacts/*.json`) < 295 ms", &twenty())
            .starts_with("verified: max latency 290 ms")
    );
    assert!(
        told("- [x] Average latency (`artifacts/*.json`) < 200 ms", &twenty())
            .starts_with("verified: mean latency 195 ms")
    );
}

#[test]
fn without_a_figure_the_most_recent_run_decides() {
    assert!(
        told("- [x] Smoke (`artifacts/*.json`) < 105 ms", &twenty()).starts_with("verified: latency 100 ms")
    );
}

#[test]
fn shares_are_taken_over_all_runs() {
    let mut checks = twenty();
    checks[3] = -1.0;
    let rate = told("- [x] Smoke (`artifacts/*.json`): error rate ≤ 5 %", &checks);
    assert_eq!(
        rate,
        "verified: error rate 5 % is at most 5 % (artifacts/smoke-003.json, 2026-01-10T10:03:00Z; over 20 runs, 1 failed)"
    );
    let rate = told("- [x] Smoke (`artifacts/*.json`): availability ≥ 99 %", &checks);
    assert!(rate.starts_with("failed: availability 95 % is below 99 %"), "{rate}");
}

#[test]
fn a_window_chooses_the_runs_of_a_figure() {
    let mut checks = vec![900.0; 30];
    checks.extend([100.0; 30]);
    let item = "- [x] Smoke (`artifacts/*.json`): p95 < 300 ms";
    assert!(told(item, &checks).starts_with("failed: p95 latency 900 ms"));
    // 10:30 to 10:59 lies within an hour and a half of noon.
    let within = told(&format!("{item}, within the last 90 min"), &checks);
    assert!(within.starts_with("verified: p95 latency 100 ms"), "{within}");
    let stale = told(&format!("{item}, within the last 30 min"), &checks);
    assert!(stale.starts_with("stale: "), "{stale}");
}

#[test]
fn a_status_that_is_no_success_can_be_what_is_demanded() {
    let list = list("- [x] The old address answers with HTTP 410 (`artifacts/old-address/*.json`)");
    let gone = smoke("2026-01-10T10:00:00Z", 30.0, 410, 0);
    let files = [("RELEASE_CHECKLIST.md", list.as_str()), ("artifacts/old-address/smoke.json", &gone)];
    assert_eq!(judged(&one_release(&files)).told("v2026.01.10a", ""), "verified/verified");
}

#[test]
fn a_figure_that_a_tool_tells_is_judged_as_told_with_its_number_of_runs() {
    let told = |item: &str, p95: u32| {
        let list = list(item);
        let wrk = format!(
            "Running 30s test @ https://x.example.invalid/\n  2 threads and 10 connections\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   120.00ms   10.00ms {p95}.00ms   90.00%\n    Req/Sec   100.00     10.00   120.00     80.00%\n  Latency Distribution\n     50%  110.00ms\n     99%  {p95}.00ms\n  1000 requests in 30.00s, 1.00MB read\nRequests/sec:  33.33\n"
        );
        let files = [("RELEASE_CHECKLIST.md", list.as_str()), ("artifacts/load-test/wrk.txt", wrk.as_str())];
        let judged = judged(&one_release(&files));
        let item = judged.item("v2026.01.10a", "");
        let why = words::reason(&judged.dossier, judged.release("v2026.01.10a"), item, &item.today);
        format!("{}: {why}", item.today.verdict.word())
    };
    let item = "- [x] Load test (`artifacts/load-test/*.txt`): p99 latency < 300 ms";
    let good = told(item, 250);
    assert!(
        good.starts_with("verified: p99 latency 250 ms is under 300 ms") && good.contains("over 1,000 runs"),
        "{good}"
    );
    assert!(told(item, 350).starts_with("failed: p99 latency 350 ms is over 300 ms"));
    assert!(
        told("- [x] Load test (`artifacts/load-test/*.txt`): p95 latency < 300 ms", 250)
            .starts_with("unsupported: ")
    );
}
