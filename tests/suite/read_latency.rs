//! Claims about the sources of latency: each tool's output gives its checks or its figures, and nothing else.

use golive::model::evidence::{Facts, Kind, State};
use golive::model::measurement::Measurement;
use golive::read::latency::{check, figure, upptime};
use golive::read::read_blob;
use proptest::prelude::*;

fn seed(name: &str) -> Facts {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/latency");
    let facts = read_blob(&format!("a/{name}"), &std::fs::read(folder.join(name)).unwrap());
    assert_eq!(facts.kind, Kind::Smoke, "{name}");
    facts
}

/// `latency[mock] 241 200`: metric, label, value, status or error; `-` for what is absent; `*` for a run that did not finish.
fn told(one: &Measurement) -> String {
    let value =
        one.value.map_or_else(|| "-".to_owned(), |value| ((value * 1000.0).round() / 1000.0).to_string());
    let status = one.status.map_or_else(|| "-".to_owned(), |status| status.to_string());
    let error = one.error.as_deref().map(|error| format!(" {error}")).unwrap_or_default();
    let label = if one.label.is_empty() { String::new() } else { format!("[{}]", one.label) };
    let runs = one.runs.map(|runs| format!(" n={runs}")).unwrap_or_default();
    let bound = if one.at_most { " at most" } else { "" };
    let broken = if one.finished() { "" } else { " *" };
    format!("{}{label} {value} {status}{error}{runs}{bound}{broken}", one.metric)
}

fn all(facts: &Facts) -> Vec<String> {
    facts.measurements.iter().map(|one| told(one)).collect()
}

#[test]
fn a_k6_summary_gives_figures_of_the_requests_that_were_answered_as_expected() {
    let expected = [
        "latency.mean 133.4 - 30 of 1000 runs failed or got no answer and are not in this figure n=1000 *",
        "latency.p50 121.5 - 30 of 1000 runs failed or got no answer and are not in this figure n=1000 *",
        "latency.max 901.25 - 30 of 1000 runs failed or got no answer and are not in this figure n=1000 *",
        "latency.p90 211.5 - 30 of 1000 runs failed or got no answer and are not in this figure n=1000 *",
        "latency.p95 253.75 - 30 of 1000 runs failed or got no answer and are not in this figure n=1000 *",
        "latency.p99.9 880.5 - 30 of 1000 runs failed or got no answer and are not in this figure n=1000 *",
        "latency.p95[scenario:checkout] 301.5 -",
        "error-rate 3 - n=1000",
    ];
    assert_eq!(all(&seed("k6-summary.json")), expected);
}

#[test]
fn figures_in_which_failures_are_mixed_are_no_latency() {
    let facts = seed("k6-export.json");
    let p95 = facts.measurements.iter().find(|m| m.metric.name() == "latency.p95").unwrap();
    assert_eq!(told(p95), "latency.p95 25.75 - 4 of 200 runs failed and are in this figure n=200 *");
    assert_eq!(told(facts.measurements.last().unwrap()), "error-rate 2 - n=200");
    assert_eq!(facts.state, State::Failing);
}

#[test]
fn every_request_of_a_k6_stream_is_a_check() {
    let facts = seed("k6-points.json");
    let expected =
        ["latency[mock] 123.4 200", "latency[live] 0 - dial: connection refused *", "latency 12.5 302"];
    assert_eq!(all(&facts), expected);
    assert_eq!(facts.measurements[0].time, Some("2026-05-01T08:00:00.123456789Z".parse().unwrap()));
    assert_eq!(&*facts.measurements[0].target, "https://shop.example/app?mock=1");
    assert_eq!(facts.measurements[1].line, 4);
}

#[test]
fn every_sample_of_jmeter_is_a_check_and_a_transaction_is_none() {
    let facts = seed("jmeter.jtl");
    let expected = [
        "latency[Home page] 241 200",
        "latency[Home page] 5001 - Non HTTP response message: Read timed out *",
        "latency[live] 80 500 Test failed: code expected to contain /200/ *",
    ];
    assert_eq!(all(&facts), expected);
    assert_eq!((facts.measurements[2].line, facts.problems.len()), (4, 0));
    assert_eq!(facts.measurements[0].time, Some("2026-05-01T10:00:00Z".parse().unwrap()));
    let xml = seed("jmeter.xml");
    let expected =
        ["latency[mock] 241 200", "latency[Database] 7 -", "latency[Buy] 60 503 Service Unavailable *"];
    assert_eq!(all(&xml), expected);
    assert_eq!(&*xml.measurements[0].target, "https://shop.example/app?a=1&mock=1");
}

#[test]
fn wrk_and_hey_give_figures_and_no_single_check() {
    let facts = seed("wrk.txt");
    let expected = [
        "latency.mean 0.636 - n=22464",
        "latency.max 12.92 - n=22464",
        "latency.p50 0.25 - n=22464",
        "latency.p75 0.491 - n=22464",
        "latency.p90 0.7 - n=22464",
        "latency.p99 5.8 - n=22464",
        "error-rate 0 - n=22464",
        "latency.mean 1200 - 40 of 110 runs failed and are in this figure, 10 got no answer and are not n=110 *",
        "latency.max 2920 - 40 of 110 runs failed and are in this figure, 10 got no answer and are not n=110 *",
        "latency.p50 1100 - 40 of 110 runs failed and are in this figure, 10 got no answer and are not n=110 *",
        "latency.p99 2800 - 40 of 110 runs failed and are in this figure, 10 got no answer and are not n=110 *",
        "error-rate 45.455 - n=110",
    ];
    assert_eq!(all(&facts), expected);
    assert_eq!(&*facts.measurements[11].target, "https://shop.example/buy");
    let facts = seed("hey.txt");
    let expected = [
        "latency.max 1865.2 - 5 of 200 runs failed or got no answer and are not in this figure n=200 *",
        "latency.mean 78.2 - 5 of 200 runs failed or got no answer and are not in this figure n=200 *",
        "latency.p10 20 - 5 of 200 runs failed or got no answer and are not in this figure n=200 *",
        "latency.p50 41 - 5 of 200 runs failed or got no answer and are not in this figure n=200 *",
        "latency.p95 203.1 - 5 of 200 runs failed or got no answer and are not in this figure n=200 *",
        "error-rate 2.5 - n=200",
    ];
    assert_eq!(all(&facts), expected);
    assert_eq!(&*facts.measurements[0].target, "https://shop.example/app");
}

#[test]
fn what_curl_writes_is_a_check_each_transfer() {
    let expected = ["latency[mock] 241.5 200", "latency 5000.321 - timeout *", "latency 20 503 *"];
    assert_eq!(all(&seed("curl.log")), expected);
    let expected = ["latency 123.456 200", "latency 10000.123 - *"];
    assert_eq!(all(&seed("curl-bare.txt")), expected);
    assert_eq!(all(&seed("curl.json")), ["latency 123.4 200", "latency 3500 - Operation timed out *"]);
}

#[test]
fn a_transfer_without_a_status_is_neither_a_latency_nor_a_failure() {
    let silent = read_blob("a.log", b"time_connect: 0.01\ntime_total: 0.2\n");
    assert_eq!(all(&silent), [""; 0]);
    assert_eq!((silent.kind, silent.problems[0].code), (Kind::Smoke, "no-status"));
    assert!(silent.problems[0].message.starts_with("1 transfer without a status"), "{}", silent.problems[0]);
}

#[test]
fn a_message_of_curl_is_read_to_its_end_and_its_exit_code_in_words() {
    let cases = [
        (
            "http_code=000 time_total=5.001 exitcode=28 errormsg=Operation timed out after 5001 milliseconds",
            "Operation timed out after 5001 milliseconds",
        ),
        (
            "http_code=000 errormsg=\"Could not resolve host: a.example\" time_total=0.1 exitcode=6",
            "Could not resolve host: a.example",
        ),
        (
            "http_code=000 errormsg=Failed to connect to a.example port 443: Connection refused time_total=0.1",
            "Failed to connect to a.example port 443: Connection refused",
        ),
        ("http_code=000 time_total=5.001 exitcode=28", "timeout (curl exit code 28)"),
        ("time_total=5.001 exitcode=99", "curl exit code 99"),
    ];
    for (text, error) in cases {
        let facts = read_blob("a.log", text.as_bytes());
        assert_eq!(facts.measurements[0].error.as_deref(), Some(error), "{text}");
    }
    let json = br#"{"http_code":0,"time_total":5.001,"exitcode":28,"url_effective":"https://a.example/"}"#;
    assert_eq!(all(&read_blob("a.json", json)), ["latency 5001 - timeout (curl exit code 28) *"]);
}

#[test]
fn a_failed_assertion_of_jmeter_says_what_failed() {
    let xml = r#"<testResults version="1.2"><httpSample t="241" ts="1777629600000" s="false" lb="Home" rc="200" rm="OK">
<assertionResult><name>Text</name><failure>true</failure><error>false</error><failureMessage>Test failed: expected &lt;b&gt;</failureMessage></assertionResult>
</httpSample><httpSample t="60" ts="1777629602000" s="false" lb="Buy" rc="200" rm="OK"/></testResults>"#;
    let expected = ["latency[Home] 241 200 Test failed: expected <b> *", "latency[Buy] 60 200 failed *"];
    assert_eq!(all(&read_blob("a.xml", xml.as_bytes())), expected);
}

#[test]
fn a_number_of_another_unit_has_no_noise() {
    let json = br#"{"url":"https://a.example/","status":200,"time_total":0.8652}"#;
    assert_eq!(read_blob("a.json", json).measurements[0].value, Some(865.2));
    assert_eq!(check::duration("700us"), Some(0.7));
    assert_eq!(check::duration("1865.2 ms"), Some(1865.2));
}

#[test]
fn a_log_of_single_values_over_lines_is_a_teams_own() {
    let own = "timestamp=2026-05-01T10-00-00Z\nurl=https://a.example/\nhttp_code=200\ntime_total=0.349391\n";
    assert_eq!(read_blob("a.log", own.as_bytes()).measurements, []);
    let line = own.replace('\n', " ");
    let facts = read_blob("a.log", line.as_bytes());
    assert_eq!(all(&facts), ["latency 349.391 200"]);
    assert_eq!(facts.measurements[0].time, Some("2026-05-01T10:00:00Z".parse().unwrap()));
    assert_eq!(&*facts.measurements[0].target, "https://a.example/");
}

#[test]
fn a_number_that_is_not_surely_curls_is_no_check() {
    for text in [
        "200 0.5 https://a.example/\n",
        "took 0.123456 of 200 steps\n",
        "# Log\n\n200 0.123456\n",
        "200 300 0.123456\n",
    ] {
        assert_eq!(read_blob("a.md", text.as_bytes()).measurements, [], "{text}");
        assert_eq!(read_blob("a.txt", text.as_bytes()).measurements.len(), 0, "{text}");
    }
}

#[test]
fn upptime_tells_a_check_by_its_file_and_by_its_commits() {
    let facts = seed("site.yml");
    assert_eq!(all(&facts), ["latency 321 200"]);
    assert_eq!(facts.claim.unwrap().at, "2026-05-01T10:00:00Z".parse().unwrap());
    let down =
        read_blob("history/a.yml", b"url: https://a.example\nstatus: down\ncode: 0\nresponseTime: 0\n");
    assert_eq!(all(&down), ["latency - - down *"]);
    let mut names = check::Names::default();
    let cases = [
        ("🟥 Site is down (0 in 0 ms) [skip ci] [upptime]", "latency[Site] - - down *"),
        ("🟩 My site is up (200 in 321 ms) [skip ci] [upptime]", "latency[My site] 321 200"),
        ("🟨 Site has degraded performance (200 in 5,000 ms)", ""),
        ("🟨 Site has degraded performance (200 in 5000 ms)", "latency[Site] 5000 200"),
        ("🟥 Site is down (503 in 120 ms)", "latency[Site] 120 503 down *"),
        ("Fix that the site is up (200 in all)", ""),
        (":arrow_up: raise a (1 in 2 ms)", ""),
    ];
    for (text, wanted) in cases {
        assert_eq!(
            upptime::message(&mut names, text).as_ref().map(told).unwrap_or_default(),
            wanted,
            "{text}"
        );
    }
}

#[test]
fn a_histogram_tells_bounds_and_a_summary_tells_its_quantiles() {
    let facts = seed("metrics.prom");
    let expected = [
        "latency 250 200",
        "latency.p50[/app] 300 - n=100 at most",
        "latency.p95[/app] 500 - n=100 at most",
        "latency.p99[/app] - - it lies above the last bucket n=100 at most *",
        "error-rate[/app] 20 - n=125",
        "latency.p50 50 - n=2693",
        "latency.p95 125 - n=2693",
    ];
    assert_eq!(all(&facts), expected);
}

#[test]
fn checks_in_json_are_read_by_the_names_of_their_fields() {
    let facts = seed("checks.ndjson");
    let expected = [
        "latency[live] 241.5 200",
        "latency[live] 0 - fetch failed *",
        "latency 1200 503 *",
        "latency[eu] 50 -",
    ];
    // The fifth tells a duration and not how it ended: anything may have taken so long.
    assert_eq!(all(&facts), expected);
    assert_eq!((facts.measurements[0].budget, facts.measurements[3].line), (Some(300.0), 4));
    assert_eq!(facts.claim.unwrap().at, "2026-05-01T10:15:00Z".parse().unwrap());
    let within =
        br#"{"suite":"smoke","results":[{"url":"https://a.example/","status":200,"ms":1,"durationMs":5}]}"#;
    assert_eq!(all(&read_blob("a.json", within)), ["latency 5 200"]);
    let torn =
        b"{\"url\":\"https://a.example/\",\"status\":200,\"durationMs\":5}\n{\"url\":\"https://a.exa}\n";
    let facts = read_blob("a.ndjson", torn);
    assert_eq!((facts.measurements.len(), facts.problems[0].code), (1, "json-syntax"));
    assert_eq!(facts.problems[0].place.as_ref().unwrap().line, 2);
}

#[test]
fn a_duration_without_a_unit_is_not_guessed() {
    for text in [
        r#"{"url":"https://a.example/","status":200,"duration":5}"#,
        r#"{"url":"https://a.example/","status":200,"latency":"5"}"#,
    ] {
        assert_eq!(read_blob("a.json", text.as_bytes()).measurements, [], "{text}");
    }
}

#[test]
fn an_address_is_published_without_its_credentials() {
    for text in [
        "{\"url\":\"https://me:secret@a.example/\",\"status\":200,\"durationMs\":5}".to_owned(),
        "http_code=200 time_total=0.1 url_effective=https://me:secret@a.example/".to_owned(),
        "url: https://me:secret@a.example/\nstatus: up\ncode: 200\nresponseTime: 5\n".to_owned(),
    ] {
        let name = if text.starts_with("url:") { "history/a.yml" } else { "a.log" };
        let facts = read_blob(name, text.as_bytes());
        assert_eq!(&*facts.measurements[0].target, "https://a.example/", "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_check_that_is_written_is_read_back(checks in prop::collection::vec((0u32..4_000_000, 100u16..600, 0.0f64..90_000.0), 1..40)) {
        let micros = |ms: f64| format!("{:.6}", ms / 1000.0);
        let time = |s: u32| jiff::Timestamp::from_second(1_767_225_600 + i64::from(s)).unwrap();
        let mut ndjson = String::new();
        let mut array = Vec::new();
        let mut csv = "timeStamp,elapsed,label,responseCode,responseMessage,success,URL\n".to_owned();
        let (mut curl, mut points) = (String::new(), String::new());
        for (s, code, ms) in &checks {
            let json = format!(r#"{{"at":"{}","url":"https://a.example/x","status":{code},"durationMs":{ms}}}"#, time(*s));
            ndjson.push_str(&format!("{json}\n"));
            array.push(json);
            csv.push_str(&format!("{},{},x,{code},,true,https://a.example/x\n", time(*s).as_millisecond(), ms.round()));
            curl.push_str(&format!("{} {code} {} https://a.example/x\n", time(*s), micros(*ms)));
            points.push_str(&format!(r#"{{"type":"Point","metric":"http_req_duration","data":{{"time":"{}","value":{ms},"tags":{{"url":"https://a.example/x","status":"{code}"}}}}}}"#, time(*s)));
            points.push('\n');
        }
        // A single line of JSON is an object, not a row of them; both are read.
        let array = format!("[\n{}\n]", array.join(",\n"));
        for (name, text, slack) in [("a.ndjson", ndjson, 0.0), ("a.json", array, 0.0), ("a.jtl", csv, 0.5), ("a.log", curl, 0.001), ("k.json", points, 0.0)] {
            let facts = read_blob(name, text.as_bytes());
            prop_assert_eq!(facts.measurements.len(), checks.len(), "{}: {}", name, text);
            for (one, (s, code, ms)) in facts.measurements.iter().zip(&checks) {
                prop_assert_eq!(one.time, Some(time(*s)));
                prop_assert_eq!(one.status, Some(*code));
                prop_assert!((one.value.unwrap() - ms).abs() <= slack + 1e-9, "{}: {:?} {}", name, one.value, ms);
                // JMeter says of a redirect itself whether it was a success.
                let fine = if name == "a.jtl" { 200..400 } else { 200..300 };
                prop_assert_eq!(one.finished(), fine.contains(code));
            }
        }
    }

    #[test]
    fn every_figure_that_is_written_is_read_back(p50 in 1u32..4_000, p95 in 1u32..4_000, max in 1u32..4_000, fine in 1u32..9_000, failed in 0u32..9_000) {
        let (sum, expected) = (fine + failed, "{expected_response:true}");
        let seconds = |ms: u32| format!("{}.{:03}", ms / 1000, ms % 1000);
        let k6 = format!(r#"{{"metrics":{{"http_req_duration{expected}":{{"values":{{"med":{p50},"p(95)":{p95},"max":{max}}}}},"http_req_failed":{{"values":{{"passes":{failed},"fails":{fine}}}}},"http_req_duration":{{}}}}}}"#);
        let wrk = format!("Running 30s test @ https://a.example/\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   {}s    1.00ms  {}s   93.69%\n  Latency Distribution\n     50%  {}s\n     95%  {}s\n  {sum} requests in 30.00s, 1GB read\n  Non-2xx or 3xx responses: {failed}\n", seconds(p50), seconds(max), seconds(p50), seconds(p95));
        let hey = format!("$ hey https://a.example/\n\nSummary:\n  Slowest:\t{} secs\n  Requests/sec:\t2.5\n\n  50% in {} secs\n  95% in {} secs\n\nStatus code distribution:\n  [200]\t{fine} responses\n  [500]\t{failed} responses\n", seconds(max), seconds(p50), seconds(p95));
        for (name, text) in [("k6.json", k6), ("wrk.txt", wrk), ("hey.txt", hey)] {
            let facts = read_blob(name, text.as_bytes());
            let get = |name: &str| facts.measurements.iter().find(|one| one.metric.name() == name).and_then(|one| one.value);
            for (figure, ms) in [("latency.p50", p50), ("latency.p95", p95), ("latency.max", max)] {
                prop_assert_eq!(get(figure), Some(f64::from(ms)), "{} of {}", figure, text);
            }
            prop_assert_eq!(get("error-rate"), Some(f64::from(failed) * 100.0 / f64::from(sum)), "{}", text);
        }
    }

    #[test]
    fn every_sample_and_site_that_is_written_is_read_back(checks in prop::collection::vec((0u32..4_000_000, 100u16..600, 0u32..90_000), 1..20)) {
        let time = |s: u32| jiff::Timestamp::from_second(1_767_225_600 + i64::from(s)).unwrap();
        let mut xml = "<testResults version=\"1.2\">\n".to_owned();
        for (s, code, ms) in &checks {
            let fine = (200..300).contains(code);
            xml.push_str(&format!("<httpSample t=\"{ms}\" ts=\"{}\" s=\"{fine}\" lb=\"x\" rc=\"{code}\" rm=\"\"><java.net.URL>https://a.example/</java.net.URL></httpSample>\n", time(*s).as_millisecond()));
            let site = format!("url: https://a.example/\nstatus: {}\ncode: {code}\nresponseTime: {ms}\nlastUpdated: {}\n", if fine { "up" } else { "down" }, time(*s));
            let facts = read_blob("history/a.yml", site.as_bytes());
            prop_assert_eq!(facts.measurements.len(), 1);
            let one = &facts.measurements[0];
            prop_assert_eq!((one.time, one.status, one.value, one.finished()), (Some(time(*s)), Some(*code), Some(f64::from(*ms)), fine));
        }
        xml.push_str("</testResults>\n");
        let facts = read_blob("a.xml", xml.as_bytes());
        prop_assert_eq!(facts.measurements.len(), checks.len());
        for (one, (s, code, ms)) in facts.measurements.iter().zip(&checks) {
            prop_assert_eq!((one.time, one.status, one.value), (Some(time(*s)), Some(*code), Some(f64::from(*ms))));
            prop_assert_eq!(one.finished(), (200..300).contains(code));
        }
    }

    #[test]
    fn a_bucket_never_tells_less_than_the_true_percentile(values in prop::collection::vec(1u32..2_000, 1..200)) {
        let bounds = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
        let mut text = "# TYPE http_request_duration_seconds histogram\n".to_owned();
        for bound in bounds {
            let within = values.iter().filter(|ms| f64::from(**ms) <= bound * 1000.0).count();
            text.push_str(&format!("http_request_duration_seconds_bucket{{le=\"{bound}\"}} {within}\n"));
        }
        text.push_str(&format!("http_request_duration_seconds_bucket{{le=\"+Inf\"}} {}\n", values.len()));
        let mut sorted = values.clone();
        sorted.sort_unstable();
        for one in &read_blob("a.prom", text.as_bytes()).measurements {
            let percent: usize = one.metric.name().trim_start_matches("latency.p").parse().unwrap();
            let rank = (sorted.len() * percent).div_ceil(100).max(1);
            prop_assert!(one.at_most && one.value.unwrap() >= f64::from(sorted[rank - 1]));
        }
    }
}

#[test]
fn percentiles_are_named_and_what_is_none_is_not() {
    let cases = [
        (95.0, Some("p95")),
        (99.9, Some("p99.9")),
        (100.0, Some("max")),
        (0.0, None),
        (101.0, None),
        (f64::NAN, None),
    ];
    for (percent, name) in cases {
        assert_eq!(figure::percentile(percent).as_deref(), name, "{percent}");
    }
}
