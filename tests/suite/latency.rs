//! Claims about checks from the log to the page: nothing is cut silently, a series is an address with a label, and figures say what they are.

use crate::judge::{list, one_release};
use crate::pipeline::{Judged, judged, judged_by};
use crate::repo::Repo;
use golive::assess::result::event::Side;
use golive::assess::result::latency::ErrorKind;
use golive::config::Config;
use golive::model::evidence::{Bytes, Unavailable};
use golive::model::id::Oid;
use golive::model::measurement::{Measurement, Metric, Unit};
use golive::read::dossier::series::stem;
use golive::render::{Plan, format, render, words};
use std::path::Path;

struct Nothing;

impl Bytes for Nothing {
    fn bytes(&self, _: Oid) -> Result<Vec<u8>, Unavailable> {
        Ok(Vec::new())
    }
}

fn page(judged: &Judged, path: &str) -> String {
    let look = golive::config::Look::default();
    let site = render(&judged.dossier, &judged.assessment, &look, &Nothing).unwrap();
    let at = site.paths().iter().position(|its| its == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(site.draw(at).unwrap()).unwrap()
}

/// `verified/verified: why` of the only item.
fn verdict(judged: &Judged) -> String {
    let item = judged.item("v2026.01.10a", "");
    let why = words::reason(&judged.dossier, judged.release("v2026.01.10a"), item, &item.today);
    format!("{}: {why}", item.today.verdict.word())
}

/// 10,600 checks a second apart, of which the last ones failed, with so long a text each that they are more than 8 MB in every format.
fn long(line: impl Fn(jiff::Timestamp, u16) -> String) -> String {
    let start: jiff::Timestamp = "2026-01-09T09:00:00Z".parse().unwrap();
    let at = |n: i64| start + jiff::SignedDuration::from_secs(n);
    (0..10_600).map(|n| line(at(n), if n < 10_400 { 200 } else { 503 })).collect()
}

#[test]
fn checks_beyond_eight_megabytes_are_judged_too() {
    let pad = "p".repeat(800);
    let json = |at, code| {
        format!(
            "{{\"time\":\"{at}\",\"url\":\"https://a.example/{pad}?mock=0\",\"status\":{code},\"durationMs\":50}}"
        )
    };
    let ndjson = long(|at, code| format!("{}\n", json(at, code)));
    let csv = long(|at, code| {
        format!("{},50,x,{code},{pad},{},https://a.example/{pad}?mock=0\n", at.as_millisecond(), code == 200)
    });
    let csv = format!("timeStamp,elapsed,label,responseCode,responseMessage,success,URL\n{csv}");
    let log = long(|at, code| {
        format!("{at} [synthetic-check] https://a.example/{pad}?mock=0 status={code} duration=50ms\n")
    });
    for (name, text) in [("a.ndjson", ndjson), ("a.jtl", csv), ("s.log", log)] {
        assert!(text.len() > 8 << 20, "{name}: {}", text.len());
        let path = format!("artifacts/{name}");
        let list = list("- [ ] Smoke availability > 99.9 %");
        let judged = judged(&one_release(&[("RELEASE_CHECKLIST.md", &list), (&path, &text)]));
        assert_eq!(judged.dossier.measured.len(), 10_600, "{name}");
        let said = verdict(&judged);
        assert!(said.starts_with("failed: availability 98.113 % is not above 99.9 %"), "{name}: {said}");
        assert!(said.ends_with("over 10,600 runs, 200 failed)"), "{name}: {said}");
    }
}

#[test]
fn what_was_only_read_in_part_verifies_nothing() {
    let log = format!("{}outcome: failed\n", "outcome: passed\n".repeat((8 << 20) / 16 + 10));
    let list = list("- [x] Login works (`artifacts/login.log`)");
    let judged = judged(&one_release(&[("RELEASE_CHECKLIST.md", &list), ("artifacts/login.log", &log)]));
    let said = verdict(&judged);
    assert!(said.starts_with("unsupported: ") && said.contains("read only in part"), "{said}");
    assert!(said.contains("artifacts/login.log"), "{said}");
    let problem = judged.dossier.problems.iter().find(|problem| problem.code == "text-cap").unwrap();
    assert!(problem.message.ends_with("so it verifies nothing"), "{problem}");
}

/// Ten minutes of checks of two addresses, one fast and one slow.
fn two_addresses() -> Judged {
    let line = |minute: u32, host: &str, ms: u32| {
        format!(
            "2026-01-10T10:{minute:02}:00Z http_code=200 time_total=0.{ms:03}000 url_effective=https://{host}.example/\n"
        )
    };
    let log: String = (0..10).map(|n| line(n, "fast", 50 + n) + &line(n, "slow", 900 + n)).collect();
    judged(&one_release(&[
        ("RELEASE_CHECKLIST.md", &list("- [ ] Smoke p95 < 800 ms")),
        ("artifacts/a.log", &log),
    ]))
}

#[test]
fn a_series_is_an_address_with_a_label() {
    let judged = two_addresses();
    let latency = &judged.release("v2026.01.10a").latency;
    let told: Vec<_> = latency.iter().map(|of| (of.target.as_str(), of.n, of.p50)).collect();
    assert_eq!(told, [("https://fast.example/", 10, Some(54.0)), ("https://slow.example/", 10, Some(904.0))]);
    for path in ["releases/v2026.01.10a/index.html", "latency/index.html"] {
        let page = page(&judged, path);
        for host in ["fast", "slow"] {
            let title = format!("Latency over time of https://{host}.example/");
            assert!(page.contains(&title), "{path}: {host}");
        }
        assert_eq!(page.matches("Latency over time").count() % 2, 0, "{path}: no third chart of both");
    }
    assert!(page(&judged, "index.html").contains("909"), "the worst p95 stands for the release");
}

#[test]
fn checks_without_an_address_are_told_apart_by_what_tells_them() {
    let log = "2026-01-10T10:00:00Z http_code=200 time_total=0.050000\n";
    let late = log.replace("10:00", "11:00");
    let probe = "# TYPE probe_duration_seconds gauge\nprobe_duration_seconds 0.25\nprobe_success 1\n";
    let repo = one_release(&[
        ("RELEASE_CHECKLIST.md", &list("- [ ] Smoke latency < 800 ms")),
        ("artifacts/2026-01/login-20260110.log", log),
        ("artifacts/2026-02/login-20260111.log", &late),
        ("artifacts/search.log", log),
        ("artifacts/blackbox.prom", probe),
    ]);
    repo.commit("2026-01-10T12:30:00Z", "🟩 Shop is up (200 in 321 ms) [skip ci] [upptime]", &[]);
    repo.commit("2026-01-10T12:31:00Z", "🟥 Wiki is down (0 in 0 ms) [skip ci] [upptime]", &[]);
    let judged = judged(&repo);
    let mut series: Vec<_> = judged.dossier.measured.iter().map(|one| &*one.series).collect();
    series.sort_unstable();
    assert_eq!(series, ["Shop", "Wiki", "blackbox", "login", "login"]);
    assert!(!page(&judged, "latency/index.html").contains("no address"));
}

#[test]
fn the_newest_check_of_each_address_of_a_label_must_hold() {
    let check = |minute: usize, host: &str, seconds: f64| {
        format!(
            "2026-01-10T10:{minute:02}:00Z http_code=200 time_total={seconds:.6} url_effective=https://{host}.example/?mock=0\n"
        )
    };
    let told = |item: &str, log: &str| {
        let list = list(item);
        verdict(&judged(&one_release(&[("RELEASE_CHECKLIST.md", &list), ("artifacts/smoke.log", log)])))
    };
    let item = "- [x] Synthetic smoke < 800 ms live";
    let slow_first = check(1, "slow", 2.0) + &check(2, "fast", 0.05);
    let said = told(item, &slow_first);
    assert!(said.starts_with("failed: live: 2 s is over 800 ms"), "{said}");
    let mended = slow_first.clone() + &check(3, "slow", 0.07);
    assert!(
        told(item, &mended).starts_with("verified: "),
        "the newest of each decides: {}",
        told(item, &mended)
    );
    let named = "- [x] Synthetic smoke of https://fast.example/?mock=0 < 800 ms live";
    assert!(
        told(named, &slow_first).starts_with("verified: "),
        "one that is named decides alone: {}",
        told(named, &slow_first)
    );
}

#[test]
fn an_address_that_was_last_checked_outside_of_the_window_makes_no_item_stale() {
    let repo = Repo::new();
    let list = list("- [x] Synthetic smoke < 800 ms live within last 24h");
    repo.commit("2026-01-01T00:00:00Z", "begin", &[("RELEASE_CHECKLIST.md", Some(&list))]);
    let check = |time: &str, host: &str| {
        format!("{time} http_code=200 time_total=0.050000 url_effective=https://{host}.example/?mock=0\n")
    };
    let log = check("2026-01-02T00:00:00Z", "preview") + &check("2026-01-10T10:00:00Z", "live");
    repo.commit("2026-01-10T10:30:00Z", "log", &[("artifacts/smoke.log", Some(&log))]);
    repo.tag("v2026.01.10a", "2026-01-10T12:00:00Z");
    let said = verdict(&judged(&repo));
    assert!(said.starts_with("verified: "), "{said}");
}

#[test]
fn files_of_one_name_in_two_folders_are_two_series_and_copies_are_one() {
    let log =
        |minute: usize| format!("2026-01-10T10:{minute:02}:00Z http_code=200 time_total=0.0{minute}0000\n");
    let logs: Vec<String> = (10..20).map(log).collect();
    let series = |files: &[(&str, usize)]| {
        let list = list("- [ ] Smoke latency < 800 ms");
        let mut all = vec![("RELEASE_CHECKLIST.md", list.as_str())];
        all.extend(files.iter().map(|(path, at)| (*path, logs[*at].as_str())));
        let judged = judged(&one_release(&all));
        let series = judged.dossier.measured.iter().map(|one| one.series.to_string());
        series.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let two =
        series(&[("artifacts/api/smoke.log", 0), ("artifacts/web/smoke.log", 1), ("artifacts/login.log", 2)]);
    assert_eq!(two, ["api/smoke", "login", "web/smoke"], "only what collides has its folder");
    let deep = series(&[("artifacts/api/eu/smoke.log", 0), ("artifacts/web/eu/smoke.log", 1)]);
    assert_eq!(deep, ["api/eu/smoke", "web/eu/smoke"]);
    let above = series(&[("artifacts/smoke.log", 0), ("artifacts/web/smoke.log", 1)]);
    assert_eq!(above, ["artifacts/smoke", "web/smoke"]);
    let runs = series(&[
        ("artifacts/2026-01-10/smoke.log", 0),
        ("artifacts/run-7/smoke.log", 1),
        ("artifacts/ab12cd3/smoke.log", 2),
    ]);
    assert_eq!(runs, ["smoke"], "a folder of a run names nothing");
    let copied = series(&[
        ("artifacts/smoke.log", 0),
        ("artifacts/smoke-2.log", 1),
        ("artifacts/kept/smoke-2.log", 1),
    ]);
    assert_eq!(copied, ["smoke"], "a copy is no other series");
}

#[test]
fn a_file_stands_for_its_series_without_its_dates_and_numbers() {
    for (path, name) in [
        ("artifacts/production-smoke-20260102T0304Z.log", "production-smoke"),
        ("a/k6-2026-01-02.json", "k6"),
        ("a/smoke/2026/01/02.log", "smoke"),
        ("a/run-1767225600123/k6.json", "k6"),
        ("a/my_probe.v2.log", "my-probe-v2"),
        ("probe.log", "probe"),
        ("2026.log", "2026"),
    ] {
        assert_eq!(stem(path), name, "{path}");
    }
}

#[test]
fn a_check_belongs_to_the_release_before_which_it_was_made_and_its_page_says_that_it_came_later() {
    let repo = Repo::new();
    let list = list("- [ ] Smoke latency < 800 ms");
    repo.commit("2026-01-01T00:00:00Z", "begin", &[("RELEASE_CHECKLIST.md", Some(&list))]);
    repo.tag("v1.0.0", "2026-01-01T10:00:00Z");
    let log = "2025-12-30T10:00:00Z http_code=200 time_total=0.050000 url_effective=https://a.example/\n";
    repo.commit("2026-01-05T00:00:00Z", "late", &[("artifacts/a.log", Some(log))]);
    repo.tag("v2.0.0", "2026-01-06T10:00:00Z");
    let judged = judged(&repo);
    let latency = &judged.release("v1.0.0").latency;
    assert_eq!((latency[0].side, latency[0].n, latency[0].late), (Side::Before, 1, 1));
    let page = page(&judged, "latency/index.html");
    assert!(page.contains("before the tag, recorded after it"));
    assert!(page.contains("any other to the one that came next, also where it was recorded later"));
}

#[test]
fn failures_are_counted_by_their_kind() {
    let of = |error: Option<&str>, status: Option<u16>| {
        let latency = Measurement::of(Metric::latency(), Unit::Millis);
        ErrorKind::of(&Measurement { error: error.map(Into::into), status, ..latency })
    };
    for said in [
        "Operation timed out after 5001 milliseconds",
        "UND_ERR_CONNECT_TIMEOUT",
        "java.net.SocketTimeoutException: Read timed out",
        "net::ERR_TIMED_OUT",
        "context deadline exceeded",
    ] {
        assert_eq!(of(Some(said), None), ErrorKind::Timeout, "{said}");
    }
    assert_eq!(of(Some("timeout"), Some(200)), ErrorKind::Timeout);
    assert_eq!(of(Some("Could not resolve host: a.example"), None), ErrorKind::Unresolved);
    assert_eq!(of(Some("Failed to connect to a.example port 443 after 12 ms"), None), ErrorKind::Refused);
    assert_eq!(of(Some("connect ECONNREFUSED 127.0.0.1:80"), None), ErrorKind::Refused);
    assert_eq!(of(Some("read ECONNRESET"), None), ErrorKind::Reset);
    assert_eq!(of(Some("SSL certificate problem"), None), ErrorKind::Tls);
    assert_eq!(of(Some("Service Unavailable"), Some(503)), ErrorKind::Status(503));
    assert_eq!(of(Some("Test failed"), Some(200)), ErrorKind::Said("Test failed".to_owned()));
    assert_eq!(of(None, None), ErrorKind::Silent);
}

#[test]
fn runs_that_failed_and_runs_out_of_budget_are_counted_apart() {
    let line = |n: u32, code: u16, ms: u32| {
        format!(
            "2026-01-10T10:0{n}:00Z http_code={code} time_total=0.{ms:03}000 url_effective=https://a.example/\n"
        )
    };
    let log = line(0, 503, 50) + &line(1, 200, 900) + &line(2, 200, 910) + &line(3, 200, 100);
    let list = list("- [ ] Smoke latency < 800 ms");
    let judged = judged(&one_release(&[("RELEASE_CHECKLIST.md", &list), ("artifacts/a.log", &log)]));
    let said = verdict(&judged);
    assert!(said.ends_with("; newest of 4 runs, 1 failed, 2 out of budget)"), "{said}");
}

#[test]
fn a_figure_that_is_only_bounded_from_above_says_so() {
    let prom = "# TYPE http_request_duration_seconds histogram\nhttp_request_duration_seconds_bucket{le=\"0.25\"} 10\nhttp_request_duration_seconds_bucket{le=\"+Inf\"} 10\n";
    let list = list("- [ ] Smoke p95 < 300 ms");
    let judged = judged(&one_release(&[("RELEASE_CHECKLIST.md", &list), ("artifacts/a.prom", prom)]));
    assert!(
        verdict(&judged).starts_with("verified: p95 latency at most 250 ms is under 300 ms"),
        "{}",
        verdict(&judged)
    );
    let csv = page(&judged, "data/measurements.csv");
    assert!(csv.starts_with("release,metric,target,label,time,value,unit,budget,status,ok,evidence,error,series,runs,at_most,recorded_time\r\n"));
    assert!(csv.contains(",latency.p95,,") && csv.contains(",a,10,true,"), "{csv}");
}

#[test]
fn a_reader_whose_files_are_no_evidence_is_warned_of() {
    let repo = Repo::new();
    repo.commit(
        "2026-01-01T00:00:00Z",
        "a",
        &[("logs/probe.txt", Some("took 1\n")), ("artifacts/b.txt", Some("took 1\n"))],
    );
    let reader = |kind: &str, path: &str| {
        format!(
            "[[reader]]\nkind = \"{kind}\"\npaths = [\"{path}\"]\npattern = 'took (?P<duration_ms>\\S+)'\n"
        )
    };
    let text = reader("outside", "logs/*.txt") + &reader("inside", "artifacts/*.txt");
    let judged = judged_by(&repo, &Config::load(Path::new("golive.toml"), &text).unwrap());
    let told: Vec<_> = judged.dossier.problems.iter().filter(|one| one.code == "idle-reader").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].message.contains("`outside`") && told[0].message.contains("logs/*.txt"), "{}", told[0]);
}

#[test]
fn numbers_are_rounded_as_readers_do_it_and_stay_in_one_unit() {
    assert_eq!(format::millis(0.25), "0.25 ms");
    assert_eq!(format::millis(0.7), "0.7 ms");
    assert_eq!(format::millis(12.25), "12.3 ms");
    assert_eq!(format::in_millis(0.6351), "0.635");
    assert_eq!(format::in_millis(241.04), "241");
    assert_eq!(format::share(200.0 / 3.0), "66.67 %");
    assert_eq!((format::share(99.999), format::share(100.0)), ("99.99 %".to_owned(), "100 %".to_owned()));
    assert_eq!((format::share(0.001), format::share(0.0)), ("0.01 %".to_owned(), "0 %".to_owned()));
    assert_eq!(format::beside(3100.0, 3120.0, Unit::Millis), "3.1 s");
    assert_eq!(format::beside(3120.0, 3100.0, Unit::Millis), "3.12 s");
    assert_eq!(format::beside(5040.0, 5000.0, Unit::Millis), "5.04 s");
}
