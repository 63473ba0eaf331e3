//! What a hostile file costs its reader, as a ratio to a plain file of the same size that the same reader takes, and how that grows.
//!
//! `cargo bench --bench hostile` (or `-- 64` for other megabytes, `-- 64 k6` for some readers; `--profile dev` where a release build is too
//! long). Each file is read in a process of its own, so that its peak of memory is its own (told where /proc tells it). Printed are the
//! seconds for the plain file, then for each hostile one: its ratio to the plain one, the ratio of its time to that of a file of a quarter
//! the size, over 4 (1.0 is linear), and its peak of memory as a multiple of the file.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may stop and prints its figures")]

use golive::read::read_blob;
use std::process::Command;
use std::time::Instant;

/// A text of any size: a head, pieces by their number, an end.
type Shape = (&'static str, &'static str, fn(usize) -> String, &'static str);

/// A reader by name, the path of its files, and its shapes: the plain one first.
type Case = (&'static str, &'static str, &'static [Shape]);

const LHR: &str = r#"{"lighthouseVersion":"12.8.2","fetchTime":"2026-01-10T08:00:00Z","requestedUrl":"https://x.example/","configSettings":{"formFactor":"mobile"},"categories":{"performance":{"score":0.9,"auditRefs":[{"id":"a0","weight":1}]}},"audits":{"interactive":{"score":1,"numericValue":900},"#;
const AUDIT: fn(usize) -> String =
    |n| format!(r#""a{n}":{{"id":"a{n}","title":"t{n}","score":1,"scoreDisplayMode":"binary"}},"#);
const BASE64: fn(usize) -> String =
    |_| "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk".to_owned();
const CHECK: fn(usize) -> String = |n| {
    format!(
        "{{\"time\":\"{}\",\"url\":\"https://x.example/\",\"status\":200,\"latency_ms\":241.5}}\n",
        time(n)
    )
};
const POINT: fn(usize) -> String = |n| {
    format!(
        "{{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{{\"time\":\"{}\",\"value\":12.5,\"tags\":{{\"status\":\"200\",\"url\":\"https://x.example/\"}}}}}}\n",
        time(n)
    )
};
const SAMPLE: fn(usize) -> String =
    |n| format!("{},241,Home,200,OK,Users 1-1,true,https://x.example/\n", 1_767_225_600_000 + n);
const XML: fn(usize) -> String = |n| {
    format!(
        "<httpSample t=\"241\" ts=\"{}\" s=\"true\" lb=\"Home\" rc=\"200\"><java.net.URL>https://x.example/</java.net.URL></httpSample>\n",
        1_767_225_600_000 + n
    )
};
const TRANSFER: fn(usize) -> String =
    |n| format!("{} http_code=200 time_total=0.123456 url_effective=https://x.example/\n", time(n));
const SMOKE: fn(usize) -> String = |n| {
    format!("{} [synthetic-check] https://x.example/ status=200 duration=218.38ms budget=300ms\n", time(n))
};
const BUCKET: fn(usize) -> String = |n| {
    format!("http_request_duration_seconds_bucket{{code=\"200\",path=\"/p{}\",le=\"{}\"}} 9\n", n / 8, n % 8)
};
const PROM: &str = "# TYPE http_request_duration_seconds histogram\n";
const ITEM: fn(usize) -> String = |n| format!("- [x] Item {n} is done (`artifacts/{n}.log`)\n");
const ENTRY: fn(usize) -> String = |n| format!("## {} — Note {n}\n\nSomething was said.\n\n", time(n));

const CASES: &[Case] = &[
    (
        "lighthouse",
        "artifacts/lhr.json",
        &[
            ("a long screenshot", LHR, BASE64, ""),
            ("audits", LHR, AUDIT, "\"z\":{}}}"),
            (
                "open brackets",
                "{\"lighthouseVersion\":\"12.8.2\",\"audits\":{\"a\":{\"details\":",
                |_| "[".repeat(64),
                "",
            ),
            (
                "steps",
                "{\"name\":\"f\",\"steps\":[",
                |n| {
                    format!(
                        "{}{{\"name\":\"s{n}\",\"lhr\":{LHR}\"z\":{{}}}}}}}}",
                        if n == 0 { "" } else { "," }
                    )
                },
                "]}",
            ),
            (
                "parts of a category",
                "{\"lighthouseVersion\":\"12.8.2\",\"fetchTime\":\"2026-01-10T08:00:00Z\",\"requestedUrl\":\"https://x.example/\",\"audits\":{\"a0\":{\"score\":1}},\"categories\":{\"performance\":{\"score\":0.9,\"auditRefs\":[{\"id\":\"a0\",\"weight\":1}",
                |n| format!(",{{\"id\":\"a{n}\",\"weight\":1}}"),
                "]}}}",
            ),
            (
                "categories",
                "{\"lighthouseVersion\":\"12.8.2\",\"fetchTime\":\"2026-01-10T08:00:00Z\",\"requestedUrl\":\"https://x.example/\",\"audits\":{\"a0\":{\"score\":1}},\"categories\":{\"seo\":{\"score\":1}",
                |n| format!(",\"c{n}\":{{\"score\":0.5,\"auditRefs\":[{{\"id\":\"a0\",\"weight\":1}}]}}"),
                "}}",
            ),
        ],
    ),
    (
        "lighthouse page",
        "artifacts/report.html",
        &[
            ("a long script", "<!doctype html><script>", BASE64, "</script>"),
            (
                "markers",
                "<!doctype html><script>",
                |_| "window.__LIGHTHOUSE_JSON__ = {\"a\":[".to_owned(),
                "",
            ),
            ("markers without a value", "<!doctype html>", |_| "__LIGHTHOUSE_JSON__ ".to_owned(), ""),
        ],
    ),
    (
        "lhci",
        ".lighthouseci/manifest.json",
        &[
            (
                "runs",
                "[{\"url\":\"https://x.example/\",\"isRepresentativeRun\":true,\"jsonPath\":\"/a/lhr.json\"}",
                |n| {
                    format!(
                        ",{{\"url\":\"https://x.example/{n}\",\"isRepresentativeRun\":false,\"jsonPath\":\"/home/a/lhr-{n}.json\",\"summary\":{{\"performance\":0.9}}}}"
                    )
                },
                "]",
            ),
            (
                "results",
                "[{\"auditId\":\"a\",\"name\":\"minScore\",\"passed\":true}",
                |n| {
                    format!(
                        ",{{\"auditId\":\"a{n}\",\"name\":\"minScore\",\"expected\":0.9,\"actual\":0.1,\"operator\":\">=\",\"passed\":false,\"level\":\"error\",\"url\":\"https://x.example/{n}\"}}"
                    )
                },
                "]",
            ),
            (
                "links",
                "{\"https://x.example/\":\"https://storage.googleapis.com/lighthouse-infrastructure.appspot.com/reports/1.html\"",
                |n| {
                    format!(
                        ",\"https://x.example/{n}\":\"https://storage.googleapis.com/lighthouse-infrastructure.appspot.com/reports/{n}.html\""
                    )
                },
                "}",
            ),
        ],
    ),
    (
        "lighthouserc",
        "lighthouserc.json",
        &[
            (
                "assertions",
                "{\"ci\":{\"assert\":{\"assertions\":{\"categories:seo\":[\"error\",{\"minScore\":0.9}]",
                |n| format!(",\"audit-{n}\":[\"error\",{{\"minScore\":0.9}}]"),
                "}}}}",
            ),
            (
                "patterns",
                "{\"ci\":{\"assert\":{\"assertMatrix\":[{}",
                |n| {
                    format!(
                        ",{{\"matchingUrlPattern\":\"^https://x{n}(a|b){{20}}.*$\",\"assertions\":{{\"categories:seo\":[\"error\",{{\"minScore\":0.9}}]}}}}"
                    )
                },
                "]}}}",
            ),
            (
                "the same key",
                "{\"ci\":{\"assert\":{\"assertions\":{\"categories:seo\":\"warn\"",
                |_| ",\"categories:seo\":[\"error\",{\"minScore\":0.9}]".to_owned(),
                "}}}}",
            ),
        ],
    ),
    (
        "lighthouserc yaml",
        "lighthouserc.yml",
        &[
            (
                "assertions",
                "ci:\n  assert:\n    assertions:\n",
                |n| format!("      audit-{n}: [error, {{minScore: 0.9}}]\n"),
                "",
            ),
            (
                "aliases",
                "ci: &a\n  assert:\n    assertions:\n",
                |n| format!("      audit-{n}: &b{n} [error, {{minScore: 0.9}}]\n"),
                "x: *a\n",
            ),
            ("open brackets", "ci:\n  assert: ", |_| "[".repeat(64), ""),
        ],
    ),
    (
        "smoke",
        "artifacts/staging-smoke.log",
        &[
            ("checks", "", SMOKE, ""),
            ("one line", "", |n| SMOKE(n).trim_end().to_owned() + " ", ""),
            ("heads", "", |_| "[synthetic-check] ".to_owned(), ""),
            ("heads by line", "", |_| "[synthetic-check] https://x.example/ status=\n".to_owned(), ""),
            (
                "escapes",
                "[synthetic-check] https://x.example/ status=200 duration=1ms\n",
                |_| "\u{1b}[31".to_owned(),
                "",
            ),
        ],
    ),
    (
        "k6 stream",
        "artifacts/k6.json",
        &[
            ("points", "", POINT, ""),
            ("one line", "", |n| POINT(n).trim_end().to_owned(), ""),
            ("labels", "", |n| POINT(n).replace("x.example/", &format!("x{n}.example/")), ""),
        ],
    ),
    (
        "k6 summary",
        "artifacts/k6-summary.json",
        &[
            (
                "metrics",
                "{\"metrics\":{\"http_req_duration\":{\"avg\":31.4,\"p(95)\":25.75}",
                |n| format!(",\"m{n}\":{{\"avg\":31.4,\"p(95)\":25.75}}"),
                "}}",
            ),
            (
                "percentiles",
                "{\"metrics\":{\"http_req_duration\":{\"avg\":31.4,\"p(95)\":25.75",
                |n| format!(",\"p(9{n})\":25.75"),
                "}}}",
            ),
            (
                "tags",
                "{\"metrics\":{\"http_req_duration\":{\"avg\":31.4,\"p(95)\":25.75}",
                |n| format!(",\"http_req_duration{{a:{n}}}\":{{\"avg\":31.4,\"p(95)\":25.75}}"),
                "}}",
            ),
        ],
    ),
    (
        "jmeter",
        "artifacts/a.jtl",
        &[
            (
                "samples",
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,URL\n",
                SAMPLE,
                "",
            ),
            (
                "an open quote",
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,URL\n1767225600000,241,\"",
                SAMPLE,
                "",
            ),
            (
                "commas",
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,URL\n",
                |_| ",".repeat(64),
                "",
            ),
            (
                "columns",
                "timeStamp,elapsed,label,responseCode,success",
                |n| format!(",c{n}"),
                "\n1767225600000,241,Home,200,true\n",
            ),
        ],
    ),
    (
        "jmeter xml",
        "artifacts/a.xml",
        &[
            ("samples", "<?xml version=\"1.0\"?><testResults version=\"1.2\">\n", XML, "</testResults>"),
            (
                "nested",
                "<?xml version=\"1.0\"?><testResults version=\"1.2\">\n",
                |_| "<sample t=\"1\" ts=\"1767225600000\" s=\"true\">".to_owned(),
                "",
            ),
            (
                "attributes",
                "<?xml version=\"1.0\"?><testResults version=\"1.2\"><httpSample t=\"1\" ",
                |n| format!("a{n}=\"&amp;\" "),
                "/></testResults>",
            ),
            (
                "entities",
                "<?xml version=\"1.0\"?><testResults version=\"1.2\"><httpSample t=\"1\" ts=\"1767225600000\" s=\"true\" rc=\"200\" lb=\"",
                |_| "&amp;&#65;".to_owned(),
                "\"/></testResults>",
            ),
        ],
    ),
    (
        "prometheus",
        "artifacts/a.prom",
        &[
            ("buckets", PROM, BUCKET, ""),
            (
                "one histogram",
                PROM,
                |n| format!("http_request_duration_seconds_bucket{{code=\"200\",le=\"{n}\"}} {n}\n"),
                "",
            ),
            (
                "labels",
                "# TYPE http_request_duration_seconds histogram\nhttp_request_duration_seconds_bucket{le=\"1\"",
                |n| format!(",a{n}=\"b\""),
                "} 9\n",
            ),
            ("types", PROM, |n| format!("# TYPE m{n} histogram\n"), ""),
            (
                "codes",
                PROM,
                |n| format!("http_request_duration_seconds_bucket{{code=\"{n}\",le=\"1\"}} 9\n"),
                "",
            ),
        ],
    ),
    (
        "checks",
        "artifacts/checks.ndjson",
        &[
            ("checks", "", CHECK, ""),
            (
                "an array",
                "[{\"url\":\"https://x.example/\",\"latency_ms\":1}",
                |n| format!(",{}", CHECK(n).trim_end()),
                "]",
            ),
            ("addresses", "", |n| CHECK(n).replace("x.example/", &format!("x{n}.example/")), ""),
            ("fields", "{\"url\":\"https://x.example/\",\"latency_ms\":1", |n| format!(",\"f{n}\":1"), "}\n"),
            (
                "open brackets",
                "{\"url\":\"https://x.example/\",\"latency_ms\":1}\n{\"a\":",
                |_| "{\"a\":".repeat(16),
                "",
            ),
        ],
    ),
    (
        "curl",
        "artifacts/curl.log",
        &[
            ("transfers", "", TRANSFER, ""),
            ("one line", "", |n| TRANSFER(n).trim_end().to_owned() + " ", ""),
            ("a template", "", |_| "time_namelookup: 0.1s\ntime_total: 0.2s\n".to_owned(), ""),
            ("half words", "", |_| "http_code= time_total=0. ".to_owned(), ""),
        ],
    ),
    (
        "load",
        "artifacts/wrk.txt",
        &[
            (
                "threads",
                "Running 30s test @ https://x.example/\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   635.91us    0.89ms  12.92ms   93.69%\n",
                |n| format!("  line {n} of it\n"),
                "Requests/sec:     24.25\n",
            ),
            (
                "heads",
                "Running 30s test @ https://x.example/\n",
                |_| {
                    "Running 30s test @ https://x.example/\n  Thread Stats   Avg\n    Latency   635.91us    0.89ms  12.92ms   93.69%\n".to_owned()
                },
                "",
            ),
        ],
    ),
    (
        "checklist",
        "docs/go-live-checklist.md",
        &[
            ("items", "# Checklist\n\n## Evidence\n\n", ITEM, ""),
            (
                "nested",
                "# Checklist\n\n## Evidence\n\n",
                |n| format!("{}- [x] deep\n", "  ".repeat(n % 300)),
                "",
            ),
            ("ticks", "# Checklist\n\n## Evidence\n\n- [x] ", |_| "`".to_owned() + &"a`".repeat(31), "\n"),
            ("brackets", "# Checklist\n\n## Evidence\n\n- [x] ", |_| "[![".repeat(21), "\n"),
            ("quotes", "# Checklist\n\n## Evidence\n\n- [x] a\n", |_| ">".repeat(63) + "\n", ""),
        ],
    ),
    (
        "feedback",
        "feedback/product.md",
        &[
            ("entries", "# Feedback\n\n", ENTRY, ""),
            ("one line", "# Feedback\n\n", |n| ENTRY(n).replace('\n', " "), ""),
            ("tables", "# Feedback\n\n|a|b|\n|---|---|\n", |n| format!("|{n}|b|\n"), ""),
        ],
    ),
    (
        "any text",
        "artifacts/run.log",
        &[
            ("lines", "", |n| format!("{} step {n} ok\n", time(n)), ""),
            ("one line", "", |n| format!("{} step {n} ok ", time(n)), ""),
            ("carriage returns", "", |n| format!("{n} %\r"), ""),
            ("secrets", "", |n| format!("password=abcdefgh{n}Q\n"), ""),
            ("hexadecimal", "", |_| "deadbeef0123456789abcdef".to_owned(), ""),
            ("digits", "", |_| "2026-01-10T08:00:0".to_owned(), ""),
            ("new lines", "", |_| "\n".repeat(64), "a"),
        ],
    ),
];

/// A moment for each number.
fn time(n: usize) -> String {
    format!(
        "2026-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        n / 2_419_200 % 12 + 1,
        n / 86_400 % 28 + 1,
        n / 3_600 % 24,
        n / 60 % 60,
        n % 60
    )
}

fn text((_, head, piece, end): &Shape, size: usize) -> String {
    let mut text = (*head).to_owned();
    let mut n = 0;
    while text.len() + end.len() < size {
        text.push_str(&piece(n));
        n += 1;
    }
    text + end
}

/// The memory of this process in bytes, now (`VmRSS:`) or at its peak (`VmHWM:`); 0 where nobody tells.
fn memory(which: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse::<usize>().ok()).unwrap_or_default() << 10
}

/// Reads one file, and prints its seconds, how much memory its peak took beside the file, and its kind.
fn one(case: usize, shape: usize, bytes: usize) {
    let (_, path, shapes) = CASES.get(case).unwrap();
    let text = text(shapes.get(shape).unwrap(), bytes);
    let before = memory("VmRSS:");
    let began = Instant::now();
    let facts = read_blob(path, text.as_bytes());
    println!(
        "{} {} {}",
        began.elapsed().as_secs_f64(),
        memory("VmHWM:").saturating_sub(before),
        facts.kind.word()
    );
}

/// The same in a process of its own: the faster of two turns, for a busy machine only ever makes it slower.
fn measured(case: usize, shape: usize, bytes: usize) -> (f64, f64, String) {
    let numbers = [case, shape, bytes].map(|number| number.to_string());
    let turn = || {
        let done = Command::new(std::env::current_exe().unwrap()).arg("one").args(&numbers).output().unwrap();
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        let words: Vec<&str> = told.split_whitespace().collect();
        match words.as_slice() {
            [seconds, memory, kind @ ..] => {
                (seconds.parse::<f64>().unwrap(), memory.parse::<f64>().unwrap(), kind.join(" "))
            }
            _ => (f64::NAN, f64::NAN, format!("died: {}", String::from_utf8_lossy(&done.stderr))),
        }
    };
    let (first, second) = (turn(), turn());
    if second.0 < first.0 { second } else { first }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if words.first().is_some_and(|word| word == "one") {
        let numbers: Vec<usize> = words.iter().skip(1).map(|word| word.parse().unwrap()).collect();
        let [case, shape, bytes] = numbers.as_slice() else { return };
        return one(*case, *shape, *bytes);
    }
    let megabytes: usize = words.first().and_then(|word| word.parse().ok()).unwrap_or(64);
    let wanted = words.get(1).map(String::as_str).unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "a size of some megabytes is exact in a double")]
    let size = (megabytes << 20) as f64;
    println!(
        "{megabytes} MB: seconds, ratio to plain, growth (1.0 is linear), memory as a multiple of the file, kind"
    );
    for (case, (name, _, shapes)) in CASES.iter().enumerate().filter(|(_, (name, ..))| name.contains(wanted))
    {
        let mut plain = f64::NAN;
        for (shape, (what, ..)) in shapes.iter().enumerate() {
            let (seconds, memory, kind) = measured(case, shape, megabytes << 20);
            let quarter = measured(case, shape, megabytes << 18).0;
            if shape == 0 {
                plain = seconds;
            }
            let (ratio, growth, memory) = (seconds / plain, seconds / quarter / 4.0, memory / size);
            println!("{name:18} {what:24} {seconds:8.2} s {ratio:8.2} {growth:6.2} {memory:6.1}  {kind}");
        }
    }
}
