//! Claims about load tests: what each tool tells of good and of bad runs, and what an item may conclude from it.
//!
//! The files in tests/seeds/load are real outputs against a small server whose `/bad` answers every fourth request with 500 and whose `/slow`
//! answers every fifth after 2.5 s: ApacheBench 2.4.71, siege 4.0.7, h2load 1.52.0, hey 0.1.4, wrk 4.1.0, autocannon 9.0.0, locust 2.47.0,
//! artillery 2.0.30, oha 1.16.0. Those of k6 and vegeta have their shape and values of our own.

use crate::pipeline::judged;
use crate::repo::Repo;
use golive::model::evidence::{Facts, Kind, State};
use golive::model::record::Conclusion;
use golive::read::read_blob;
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/load").join(name)).unwrap()
}

/// `p95 18 of 40, 10 amiss; …`: figure, value in ms or %, runs, how many failed or got no answer.
fn told(facts: &Facts) -> String {
    let each = facts.measurements.iter().map(|one| {
        let name = one.metric.name().trim_start_matches("latency.");
        let value =
            one.value.map_or_else(|| "-".to_owned(), |value| ((value * 100.0).round() / 100.0).to_string());
        let bound = if one.at_most { "≤" } else { "" };
        let amiss = if one.failed_runs > 0 { format!(" ({} amiss)", one.failed_runs) } else { String::new() };
        format!("{name} {bound}{value} of {}{amiss}", one.runs.unwrap_or(0))
    });
    each.collect::<Vec<_>>().join("; ")
}

fn read(name: &str) -> String {
    let facts = read_blob(&format!("artifacts/load/{name}"), &bytes(name));
    assert_eq!(facts.kind, Kind::Smoke, "{name}");
    told(&facts)
}

/// The verdict of an item that is ticked and names this evidence.
fn verdict(item: &str, name: &str, evidence: &[u8]) -> &'static str {
    let repo = Repo::new();
    let path = format!("artifacts/load/{name}");
    let list = format!("# Release checklist\n\n- [x] {item} (`{path}`)\n");
    let evidence = std::str::from_utf8(evidence).unwrap();
    let files = [("docs/release-checklist.md", Some(&*list)), (&*path, Some(evidence))];
    repo.commit("2026-01-03T00:00:00Z", "a", &files);
    repo.tag("v1.0.0", "2026-01-03T01:00:00Z");
    judged(&repo).release("v1.0.0").items[0].at_tag.verdict.word()
}

#[test]
fn each_tool_tells_its_figures_with_all_its_requests() {
    let told = bytes("figures.txt");
    let told = std::str::from_utf8(&told).unwrap();
    let expected = told.lines().filter_map(|line| line.split_once(": ")).collect::<Vec<_>>();
    assert!(expected.len() >= 25, "{}", expected.len());
    let read = expected.iter().map(|(name, _)| format!("{name}: {}\n", read(name))).collect::<String>();
    assert_eq!(read, told);
}

#[test]
fn requests_without_an_answer_prove_no_percentile_no_mean_and_no_maximum() {
    for name in ["hey-lost.txt", "wrk-lost.txt", "h2load-slow.txt", "autocannon-slow.json", "siege-bad.json"]
    {
        for figure in ["p50", "p90", "p95", "p97.5", "p99", "max", "mean"] {
            let verdict = verdict(&format!("{figure} latency < 900 ms"), name, &bytes(name));
            assert!(["failed", "unsupported"].contains(&verdict), "{name} {figure}: {verdict}");
        }
    }
}

#[test]
fn nothing_answered_and_nothing_asked_prove_nothing() {
    let nothing = br#"{"metrics":{"http_req_duration":{"avg":0,"med":0,"max":0,"p(95)":0},"http_reqs":{"count":0},"http_req_failed":{"passes":0,"fails":0,"value":0}}}"#;
    assert_eq!(told(&read_blob("k6.json", nothing)), "");
    for name in
        ["autocannon-refused.json", "h2load-refused.txt", "siege-refused.json", "locust-refused_stats.csv"]
    {
        for item in ["max latency < 900 ms", "mean latency < 900 ms", "Error rate < 5 %", "Load test passed"]
        {
            let verdict = verdict(item, name, &bytes(name));
            assert!(["failed", "unsupported"].contains(&verdict), "{name} {item}: {verdict}");
        }
    }
}

/// The history of a run of locust that ended after so many requests.
fn history(requests: u32, failures: u32) -> String {
    let head = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size\n";
    let start = "1767398400,0,,Aggregated,0.000000,0.000000,N/A,N/A,N/A,0,0,0,0.0,0,0,0\n";
    format!(
        "{head}{start}1767398401,4,,Aggregated,9.0,0.0,9,20,30,{requests},{failures},12,18.5,9.25,140.0,2.0\n"
    )
}

#[test]
fn the_history_of_locust_ends_as_its_last_row_says() {
    let facts = read_blob("artifacts/load/a_stats_history.csv", history(40, 10).as_bytes());
    assert_eq!(told(&facts), "mean 18.5 of 40 (10 amiss); max 140 of 40 (10 amiss); error-rate 25 of 40");
    for (requests, failures, right) in
        [(40, 10, &["failed"][..]), (8, 8, &["failed"]), (0, 0, &["unsupported", "failed"])]
    {
        for item in ["Load test passed", "Error rate < 1 %", "max latency < 900 ms", "No failed requests"] {
            let verdict = verdict(item, "a_stats_history.csv", history(requests, failures).as_bytes());
            let is_right = right.contains(&verdict) || item.starts_with("No ") && verdict == "unsupported";
            assert!(is_right, "{item}, {failures} of {requests}: {verdict}");
        }
    }
    assert_eq!(verdict("max latency < 900 ms", "a_stats_history.csv", history(40, 0).as_bytes()), "verified");
}

#[test]
fn an_allowed_share_of_errors_allows_them_in_the_figure_beside_it() {
    let lost = bytes("hey-lost.txt");
    for (item, expected) in [
        ("p95 latency < 300 ms", "failed"),
        ("p95 latency < 300 ms, errors < 30 %", "verified"),
        ("p95 latency < 300 ms with fewer than 30 % errors", "verified"),
        ("Error rate at most 20 %, p95 latency < 300 ms", "verified"),
        ("p95 latency < 300 ms, failed requests below 1 %", "failed"),
        ("p95 latency < 300 ms, availability ≥ 80 %", "verified"),
        ("p95 latency < 10 ms, errors < 30 %", "failed"),
        ("p95 latency < 300 ms, Fehlerrate < 1 %", "failed"),
    ] {
        assert_eq!(verdict(item, "hey.txt", &lost), expected, "{item}");
    }
    // Of single runs, too.
    let mut log = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success\n".to_owned();
    for n in 0..20 {
        let code = if n == 7 { "500,Error,t 1,false" } else { "200,OK,t 1,true" };
        log += &format!("{},100,Home,{code}\n", 1_767_398_400_000_u64 + n * 1000);
    }
    assert_eq!(verdict("max latency < 300 ms", "a.jtl", log.as_bytes()), "failed");
    assert_eq!(verdict("max latency < 300 ms, errors < 10 %", "a.jtl", log.as_bytes()), "verified");
    assert_eq!(verdict("max latency < 300 ms, errors < 1 %", "a.jtl", log.as_bytes()), "failed");
}

#[test]
fn a_load_test_ends_as_its_own_thresholds_say() {
    let k6 = |thresholds: &str| {
        format!(
            r#"{{"metrics":{{"http_reqs":{{"count":40}},"http_req_duration":{{"avg":30.2,"med":24.1,"max":180.4,"p(95)":69.9}},"http_req_failed":{{"passes":10,"fails":30,"value":0.25,"thresholds":{thresholds}}}}}}}"#
        )
    };
    for (thresholds, expected) in [
        (r#"{"rate<0.01":true}"#, "failed"),
        (r#"{"rate<0.5":false}"#, "verified"),
        (r#"{"rate<0.01":{"ok":false}}"#, "failed"),
        (r#"{"rate<0.5":{"ok":true}}"#, "verified"),
        (r#"{"rate<0.5":{"ok":true},"rate<0.01":{"ok":false}}"#, "failed"),
        ("{}", "failed"),
    ] {
        assert_eq!(
            verdict("Load test passed", "k6.json", k6(thresholds).as_bytes()),
            expected,
            "{thresholds}"
        );
    }
    let none = r#"{"metrics":{"http_reqs":{"count":0},"http_req_duration":{"avg":0,"thresholds":{"p(95)<500":false}}}}"#;
    assert_eq!(verdict("Load test passed", "k6.json", none.as_bytes()), "unsupported");
}

#[test]
fn k6_tells_crossed_thresholds_in_its_text_too() {
    let ended = |name: &str| {
        let facts = read_blob(name, &bytes(name));
        facts.records.first().and_then(|record| record.conclusion)
    };
    assert_eq!(ended("k6.txt"), Some(Conclusion::Succeeded));
    assert_eq!(ended("k6-legacy.txt"), Some(Conclusion::Failed));
    assert_eq!(verdict("Load test passed", "k6.txt", &bytes("k6.txt")), "verified");
    assert_eq!(verdict("Load test passed", "k6-legacy.txt", &bytes("k6-legacy.txt")), "failed");
    // The new summary tells no thresholds.
    let machine = String::from_utf8(bytes("k6-machine.json")).unwrap();
    let without_failures = machine.replace("\"matches\":2,\"rate\":0.05", "\"matches\":0,\"rate\":0");
    assert_eq!(verdict("p95 latency < 100 ms", "k6-machine.json", without_failures.as_bytes()), "verified");
    assert_ne!(verdict("p95 latency < 100 ms", "k6-machine.json", machine.as_bytes()), "verified");
}

#[test]
fn oha_proves_nothing_by_what_it_lost_and_forgives_what_it_waited_for() {
    for name in
        ["oha-1.16.0-slow.json", "oha-1.16.0-slow.txt", "oha-1.16.0-refused.json", "oha-1.16.0-refused.txt"]
    {
        let verdict = verdict("p95 latency < 900 ms", name, &bytes(name));
        assert!(["failed", "unsupported"].contains(&verdict), "{name}: {verdict}");
    }
    for name in ["oha-1.16.0-ok.json", "oha-1.16.0-cut.json", "oha-1.16.0-sec.txt"] {
        assert_eq!(verdict("p95 latency < 900 ms", name, &bytes(name)), "verified", "{name}");
    }
}

#[test]
fn the_summary_of_upptime_tells_each_site() {
    let text = r#"[{"name":"A","url":"https://a.invalid","slug":"a","status":"up","uptime":"99.9%","uptimeDay":"100.00%","time":321,"timeDay":123},
        {"name":"B","url":"https://b.invalid","slug":"b","status":"down","uptime":"98.0%","uptimeDay":"95.00%","time":400,"timeDay":90}]"#;
    let facts = read_blob("history/summary.json", text.as_bytes());
    assert_eq!(told(&facts), "error-rate 0 of 0; mean 123 of 0; latency - of 0; error-rate 5 of 0");
    assert_eq!(facts.state, State::Failing);
}

#[test]
fn a_file_that_each_run_overwrites_counts_with_all_its_versions() {
    let repo = Repo::new();
    let list = "# Release checklist\n\n- [x] Health check availability > 99 %\n- [x] Health check p95 latency < 500 ms\n- [x] Health check latency < 500 ms\n";
    repo.commit("2026-05-01T00:00:00Z", "list", &[("docs/release-checklist.md", Some(list))]);
    let write = |hour: u32, status: u16, millis: u32, minute: u32| {
        let check = format!(
            r#"{{"target":"https://shop.invalid/","status":{status},"durationMs":{millis},"timestamp":"2026-05-01T0{hour}:00:00Z"}}"#
        );
        repo.commit(
            &format!("2026-05-01T0{hour}:{minute:02}:30Z"),
            "check",
            &[("artifacts/smoke/latest.json", Some(&check))],
        );
    };
    write(1, 200, 900, 0);
    write(2, 503, 50, 0);
    write(3, 200, 9000, 0);
    // The same run told anew is a correction.
    write(3, 200, 90, 30);
    repo.tag("v1.0.0", "2026-05-01T11:00:00Z");
    let judged = judged(&repo);
    let verdicts = judged.release("v1.0.0").items.iter().map(|item| item.at_tag.verdict.word());
    assert_eq!(verdicts.collect::<Vec<_>>(), ["failed", "failed", "verified"]);
    let seen = judged.item("v1.0.0", "availability").at_tag.criteria[0].observed.clone().unwrap();
    let runs = seen.runs().unwrap();
    assert_eq!((runs.runs, runs.failed), (3, 1));
}

#[test]
fn a_part_of_a_sample_of_jmeter_is_no_sample_of_its_own() {
    let head = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,URL\n";
    let read = |rows: &str| {
        let facts = read_blob("a/results.jtl", format!("{head}{rows}").as_bytes());
        let each = facts.measurements.iter().map(|one| format!("{} {}", one.value.unwrap(), one.finished()));
        each.collect::<Vec<_>>().join(", ")
    };
    let at = 1_777_624_200_000_u64;
    let redirect = format!(
        "{at},300,Login,200,OK,t 1-1,true,9,https://a.invalid/login\n{at},100,Login-0,302,Found,t 1-1,true,3,https://a.invalid/login\n{},200,Login-1,200,OK,t 1-1,true,6,https://a.invalid/home\n",
        at + 100
    );
    assert_eq!(read(&redirect), "300 true");
    let page = format!(
        "{at},300,Home,200,OK,t 1-1,true,9,https://a.invalid/\n{},50,https://a.invalid/style.css,200,OK,t 1-1,true,3,https://a.invalid/style.css\n",
        at + 100
    );
    assert_eq!(read(&page), "300 true");
    let others = page.replace("css,200,OK,t 1-1", "css,200,OK,t 1-2");
    assert_eq!(read(&others), "300 true, 50 true", "another thread asks for itself");
    let sum = format!(
        "{at},300,Buy,200,\"Number of samples in transaction : 1, number of failing samples : 0\",t 1-1,true,9,null\n{},50,Home,200,OK,t 1-1,true,3,https://a.invalid/\n",
        at + 100
    );
    assert_eq!(read(&sum), "50 true", "a transaction holds what is told beside it");
    assert_eq!(read(&format!("{at},300,Old,301,Moved,t 1-1,true,9,https://a.invalid/old\n")), "300 true");
    assert_eq!(read(&format!("{at},300,Old,301,Moved,t 1-1,false,9,https://a.invalid/old\n")), "300 false");
}

#[test]
fn a_jmeter_table_is_read_with_any_delimiter_and_without_a_head() {
    for text in [
        "timeStamp|elapsed|label|responseCode|responseMessage|threadName|success|bytes\n1777624200000|807|Home|200|OK|t1|true|20531\n",
        "timestamp^elapsed^label^responsecode^success\n1777624200000^807^Home^200^true\n",
        "1777624200000,807,Home,200,OK,t1 1-1,text,true,,20531,1,1,1,https://a.invalid/,311,0,1\n",
    ] {
        let facts = read_blob("a/results.jtl", text.as_bytes());
        assert_eq!(facts.measurements.len(), 1, "{text}");
        assert!(facts.measurements[0].finished() && facts.measurements[0].value == Some(807.0), "{text}");
    }
    let unread = read_blob("a/results.jtl", b"when;how long\n1;2\n");
    assert_eq!(unread.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["unread"]);
}

#[test]
fn an_early_history_of_upptime_is_a_list_of_maps() {
    let text = "- url: https://shop.invalid/\n- status: up\n- code: 200\n- responseTime: 46\n- lastUpdated: 2026-05-01T09:45:59.864Z\n";
    let facts = read_blob("history/shop.yml", text.as_bytes());
    assert_eq!((facts.measurements.len(), facts.measurements[0].value), (1, Some(46.0)));
}

#[test]
fn a_file_that_is_named_like_a_kind_and_tells_nothing_is_told() {
    for (path, text) in [
        ("a/results.sarif", "{}"),
        ("a/k6.json", "{\"a\":1}"),
        (
            "a/ab.txt",
            "This is ApacheBench, Version 2.3\nBenchmarking 127.0.0.1 (be patient)...apr_pollset_poll: The timeout specified has expired\n",
        ),
        ("a/results.jtl", ""),
        ("a/results.jtl", "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success\n"),
        ("a/results.jtl.gz", "\u{1f}\0\u{8}\0"),
        ("a/vegeta.bin", "\u{e}\0Result"),
        ("a/simulation.log", "RUN\tBasket\tbasket\t1777626000000\t \t3.9\n"),
        ("a/junit.xml", ""),
        ("a/run.tap", "\n"),
        ("a/lighthouse/report.json", "{}"),
        ("history/shop.yml", "- foo\n- bar\n"),
    ] {
        let facts = read_blob(path, text.as_bytes());
        assert!(
            facts.problems.iter().any(|problem| problem.code == "unread"),
            "{path}: {:?}",
            facts.problems
        );
    }
    for (path, text) in [
        ("a/notes.txt", "hello"),
        ("a/notes.txt", ""),
        ("docs/lighthouse/plan.md", "# Plan\n\nTwo runs.\n"),
        ("src/history/shop.yml", "- foo\n"),
        ("docs/k6.md", "# Load tests\n\nk6 runs nightly.\n"),
        ("a/k6.js", "export default function () {}"),
    ] {
        assert_eq!(read_blob(path, text.as_bytes()).problems, [], "{path}");
    }
}

#[test]
fn the_csv_of_lighthouse_tells_its_scores() {
    let facts = read_blob("artifacts/lh.csv", &bytes("lighthouse-13-ok.csv"));
    let scores = facts.measurements.iter().map(|one| (one.metric.name(), one.value, one.finished()));
    let expected = [("lighthouse.performance", Some(100.0), true), ("lighthouse.seo", Some(100.0), true)];
    assert_eq!((facts.kind, scores.collect::<Vec<_>>()), (Kind::Lighthouse, expected.to_vec()));
    assert_eq!(&*facts.measurements[0].target, "http://localhost/");
    let broken = read_blob("artifacts/lh.csv", &bytes("lighthouse-13-no-html.csv"));
    assert!(broken.measurements.iter().all(|one| !one.finished()), "{broken:?}");
    let text = String::from_utf8(bytes("lighthouse-13-ok.csv")).unwrap();
    for (from, to) in [
        ("\"http://127.0.0.1:8932/\",\"2026", "\"http://127.0.0.1:8932/login\",\"2026"),
        ("\"http-status-code\",\"1\",\"\"", "\"http-status-code\",\"0\",\"500\""),
    ] {
        assert!(text.contains(from), "{from}");
        let facts = read_blob("artifacts/lh.csv", text.replace(from, to).as_bytes());
        assert!(facts.measurements.iter().all(|one| !one.finished()), "{to}");
    }
}
