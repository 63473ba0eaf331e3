//! The load test tools that golive reads, a row each.

/// A tool: by which texts its output is known, how a test begins, and what its lines tell.
pub(super) struct TextTool {
    /// All of these stand in its output.
    pub(super) marks: &'static [&'static str],
    /// The line with which a test begins.
    pub(super) begins: &'static str,
    /// Patterns of lines, of which the first that matches counts. Their groups: `p` and `v` are a percentile and its value, `code` and `n` a
    /// status and how many answers had it, `codes` a row of such as `200:97`; `mean`, `max`, `p50` are figures, in seconds with `_s`; `answered`, `failed`, `lost`, `all` and `fine` are counts, `crossed` and `held` thresholds, also with a
    /// digit behind where there are several; `target` is an address.
    pub(super) lines: &'static [&'static str],
}

/// A tool: by which places its JSON is known, and what stands at which place.
pub(super) struct JsonTool {
    /// All of these places exist in it.
    pub(super) marks: &'static [&'static str],
    /// How many milliseconds its unit of time has.
    pub(super) millis: f64,
    /// Figures, by their places; `≤p95` where that is at most what stands there.
    pub(super) figures: &'static [(&'static str, &'static str)],
    /// Counts by their names (`answered`, `failed`, `lost`, `all`, `fine`), by their places.
    pub(super) counts: &'static [(&'static str, &'static str)],
    /// The object in which answers are counted by status, and what stands before the status.
    pub(super) codes: (&'static str, &'static str),
    /// The object in which requests without an answer are counted by why, and what stands before that.
    pub(super) errors: (&'static str, &'static str),
    /// Places of the address and of the time at which it ended; empty where there is none.
    pub(super) target: &'static str,
    pub(super) time: &'static str,
}

/// Tools that print text.
pub(super) const TOOLS: &[TextTool] = &[
    // wrk and wrk2: `    Latency   635.91us    0.89ms  12.92ms   93.69%` is average, deviation, maximum.
    TextTool {
        marks: &["Thread Stats", " requests in "],
        begins: r"^Running .* test",
        lines: &[
            r"^\s*(?P<p>\d{1,3}(?:\.\d{1,6})?)%\s+(?P<v>\d+(?:\.\d+)?(?:us|ms|s|m))\s*$",
            r"^\s*Latency\s+(?P<mean>\d\S*)\s+\S+\s+(?P<max>\d\S*)\s+\S+%",
            r"^\s*(?P<answered>\d+) requests in ",
            r"Socket errors: connect (?P<lost1>\d+), read (?P<lost2>\d+), write (?P<lost3>\d+), timeout (?P<lost4>\d+)",
            r"Non-2xx or 3xx responses: (?P<failed>\d+)",
        ],
    },
    // hey, and oha's text: both write `  [200] 195 responses`, and `  [12] Get "https://…": connection refused` for what got no answer.
    TextTool {
        marks: &["Requests/sec:", "Slowest:"],
        begins: r"^Summary:",
        lines: &[
            r"^\s*(?P<p>\d{1,3}(?:\.\d{1,6})?)%{1,2}\s+in\s+(?P<v>\d+(?:\.\d+)?\s*(?:secs?|ms|us|µs|ns|m))\b",
            r"^\s*Slowest:\s+(?P<max>\d+(?:\.\d+)?\s*(?:secs?|ms|us|µs|ns|m))\b",
            r"^\s*Average:\s+(?P<mean>\d+(?:\.\d+)?\s*(?:secs?|ms|us|µs|ns|m))\b",
            r"^\s*\[(?P<code>\d{3})\]\s+(?P<n>\d+) responses?",
            // What a test of a set time still waits for at its end is no failure.
            r"^\s*\[\d+\]\s+aborted due to deadline",
            r"^\s*\[(?P<lost>\d+)\]\s+\S",
        ],
    },
    // ApacheBench. That the length of an answer varies is no failure.
    TextTool {
        marks: &["This is ApacheBench", "Complete requests:"],
        begins: r"^This is ApacheBench",
        lines: &[
            r"^\s*(?P<p>\d{1,3})%\s+(?P<v>\d+)(?: \(longest request\))?\s*$",
            r"^Total:\s+\d+\s+(?P<mean>\d+(?:\.\d+)?)\s",
            r"^Complete requests:\s+(?P<answered>\d+)",
            r"^Non-2xx responses:\s+(?P<failed>\d+)",
            r"\(Connect: (?P<failed1>\d+), Receive: (?P<failed2>\d+), Length: \d+, Exceptions: (?P<failed3>\d+)\)",
        ],
    },
    // siege, whose text is that of its JSON from version 4.1 on.
    TextTool {
        marks: &["Longest transaction:", "Availability:", "Failed transactions:"],
        begins: r"^(?:\*\* )?SIEGE|^Transactions:",
        lines: &[
            r"^Response time:\s+(?P<mean>\d+(?:\.\d+)?\s*(?:secs?|ms))",
            r"^Longest transaction:\s+(?P<max_s>\d+(?:\.\d+)?)\s*$",
            r"^Transactions:\s+(?P<answered>\d+)",
            r"^Failed transactions:\s+(?P<lost>\d+)",
        ],
    },
    // h2load.
    TextTool {
        marks: &["time for request:", "requests: "],
        begins: r"^starting benchmark",
        lines: &[
            r"^time for request:\s+\S+\s+(?P<max>\d\S*)\s+(?P<mean>\d\S*)(?:\s|$)",
            r"^requests: (?P<all>\d+) total, \d+ started, (?P<answered>\d+) done, (?P<fine>\d+) succeeded",
        ],
    },
    // k6's summary at the end of a run: `http_req_duration...: avg=14ms min=9ms med=13ms max=41ms p(90)=17ms p(95)=20ms`. What it answers as
    // expected is told apart below, without what failed.
    TextTool {
        marks: &["http_req_duration", "http_reqs", "http_req_failed"],
        begins: r"^\s*(?:scenarios: |█ THRESHOLDS)",
        lines: &[
            r"^\s*(?P<crossed>✗ )?(?P<held>✓ )?http_req_duration\.+: avg=(?P<mean>\S+)\s+min=\S+\s+med=(?P<p50>\S+)\s+max=(?P<max>\S+)\s+p\(90\)=(?P<p90>\S+)\s+p\(95\)=(?P<p95>\S+)",
            r"^\s*(?P<crossed>✗ )?(?P<held>✓ )?http_req_failed\.+: \S+%\s+(?:✓ )?(?P<failed>\d+)\s+(?:✗ \d+|out of \d+)",
            r"^\s*(?P<crossed>✗ )?(?P<held>✓ )?http_reqs\.+: (?P<answered>\d+)\s",
            r"^\s*(?:(?P<crossed>✗)|(?P<held>✓)) '[^']+' \S+=",
            r"thresholds on metrics .+ have (?P<crossed>been) crossed",
        ],
    },
    // vegeta: `Latencies [min, mean, 50, 90, 95, 99, max] 1.9ms, …`, `Status Codes [code:count] 0:3  200:97`.
    TextTool {
        marks: &["Latencies", "Status Codes", "Success"],
        begins: r"^Requests\s+\[",
        lines: &[
            r"^Latencies\s+\[min, mean, 50, 90, 95, 99, max\]\s+\S+, (?P<mean>\S+), (?P<p50>\S+), (?P<p90>\S+), (?P<p95>\S+), (?P<p99>\S+), (?P<max>\S+)",
            r"^Status Codes\s+\[code:count\]\s+(?P<codes>\S.*)$",
        ],
    },
];

const NONE: JsonTool = JsonTool {
    marks: &[],
    millis: 1.0,
    figures: &[],
    counts: &[],
    codes: ("", ""),
    errors: ("", ""),
    target: "",
    time: "",
};

/// Tools that write JSON.
pub(super) const JSON_TOOLS: &[JsonTool] = &[
    // oha tells its figures over all answers, whatever their status.
    JsonTool {
        marks: &[
            "/summary/successRate",
            "/latencyPercentiles",
            "/statusCodeDistribution",
            "/errorDistribution",
        ],
        millis: 1000.0,
        figures: &[
            ("/summary/slowest", "max"),
            ("/summary/average", "mean"),
            ("/latencyPercentiles/p50", "p50"),
            ("/latencyPercentiles/p75", "p75"),
            ("/latencyPercentiles/p90", "p90"),
            ("/latencyPercentiles/p95", "p95"),
            ("/latencyPercentiles/p99", "p99"),
            ("/latencyPercentiles/p99.9", "p99.9"),
        ],
        counts: &[],
        codes: ("/statusCodeDistribution", ""),
        errors: ("/errorDistribution", ""),
        target: "",
        time: "",
    },
    // autocannon tells no p95, which is at most its p97.5; its timeouts are among its errors.
    JsonTool {
        marks: &["/latency/p97_5", "/requests/total", "/errors", "/non2xx", "/connections"],
        millis: 1.0,
        figures: &[
            ("/latency/max", "max"),
            ("/latency/mean", "mean"),
            ("/latency/p50", "p50"),
            ("/latency/p75", "p75"),
            ("/latency/p90", "p90"),
            ("/latency/p97_5", "p97.5"),
            ("/latency/p97_5", "≤p95"),
            ("/latency/p99", "p99"),
            ("/latency/p99_9", "p99.9"),
        ],
        counts: &[
            ("/requests/total", "answered"),
            ("/4xx", "failed"),
            ("/5xx", "failed"),
            ("/1xx", "failed"),
            ("/3xx", "failed"),
            ("/mismatches", "failed"),
            ("/errors", "lost"),
            ("/resets", "lost"),
        ],
        target: "/url",
        time: "/finish",
        ..NONE
    },
    // autocannon before version 3.
    JsonTool {
        marks: &["/latency/p99", "/requests/total", "/errors", "/non2xx", "/connections"],
        figures: &[
            ("/latency/max", "max"),
            ("/latency/average", "mean"),
            ("/latency/p50", "p50"),
            ("/latency/p75", "p75"),
            ("/latency/p90", "p90"),
            ("/latency/p99", "p99"),
        ],
        counts: &[
            ("/requests/total", "answered"),
            ("/non2xx", "failed"),
            ("/errors", "lost"),
            ("/resets", "lost"),
        ],
        target: "/url",
        time: "/finish",
        ..NONE
    },
    // artillery 2.
    JsonTool {
        marks: &["/aggregate/counters", "/aggregate/summaries", "/intermediate"],
        millis: 1.0,
        figures: &[
            ("/aggregate/summaries/http.response_time/max", "max"),
            ("/aggregate/summaries/http.response_time/mean", "mean"),
            ("/aggregate/summaries/http.response_time/p50", "p50"),
            ("/aggregate/summaries/http.response_time/p75", "p75"),
            ("/aggregate/summaries/http.response_time/p90", "p90"),
            ("/aggregate/summaries/http.response_time/p95", "p95"),
            ("/aggregate/summaries/http.response_time/p99", "p99"),
            ("/aggregate/summaries/http.response_time/p999", "p99.9"),
        ],
        counts: &[],
        codes: ("/aggregate/counters", "http.codes."),
        errors: ("/aggregate/counters", "errors."),
        target: "",
        time: "/aggregate/lastMetricAt",
    },
    // artillery 1.
    JsonTool {
        marks: &["/aggregate/latency/p95", "/aggregate/codes", "/aggregate/errors"],
        figures: &[
            ("/aggregate/latency/max", "max"),
            ("/aggregate/latency/median", "p50"),
            ("/aggregate/latency/p95", "p95"),
            ("/aggregate/latency/p99", "p99"),
        ],
        codes: ("/aggregate/codes", ""),
        errors: ("/aggregate/errors", ""),
        time: "/aggregate/timestamp",
        ..NONE
    },
    // bombardier tells microseconds.
    JsonTool {
        marks: &["/result/latency/max", "/result/req2xx", "/result/others"],
        millis: 0.001,
        figures: &[
            ("/result/latency/max", "max"),
            ("/result/latency/mean", "mean"),
            ("/result/latency/percentiles/50", "p50"),
            ("/result/latency/percentiles/75", "p75"),
            ("/result/latency/percentiles/90", "p90"),
            ("/result/latency/percentiles/95", "p95"),
            ("/result/latency/percentiles/99", "p99"),
        ],
        counts: &[
            ("/result/req1xx", "answered"),
            ("/result/req1xx", "failed"),
            ("/result/req2xx", "answered"),
            ("/result/req3xx", "answered"),
            ("/result/req3xx", "failed"),
            ("/result/req4xx", "answered"),
            ("/result/req4xx", "failed"),
            ("/result/req5xx", "answered"),
            ("/result/req5xx", "failed"),
            ("/result/others", "lost"),
        ],
        target: "/spec/url",
        ..NONE
    },
    // fortio, whose percentiles stand in a list.
    JsonTool {
        marks: &["/DurationHistogram/Max", "/DurationHistogram/Avg", "/RetCodes"],
        millis: 1000.0,
        figures: &[("/DurationHistogram/Max", "max"), ("/DurationHistogram/Avg", "mean")],
        codes: ("/RetCodes", ""),
        target: "/URL",
        time: "/StartTime",
        ..NONE
    },
    // ghz tells nanoseconds.
    JsonTool {
        marks: &["/slowest", "/average", "/count", "/latencyDistribution"],
        millis: 0.000_001,
        figures: &[("/slowest", "max"), ("/average", "mean")],
        counts: &[("/count", "all"), ("/statusCodeDistribution/OK", "fine")],
        time: "/end",
        ..NONE
    },
    // Gatling, and JMeter's page: which percentiles theirs are is a setting.
    JsonTool {
        marks: &["/stats/numberOfRequests/total", "/stats/maxResponseTime/total"],
        figures: &[("/stats/maxResponseTime/total", "max"), ("/stats/meanResponseTime/total", "mean")],
        counts: &[("/stats/numberOfRequests/total", "answered"), ("/stats/numberOfRequests/ko", "failed")],
        ..NONE
    },
    JsonTool {
        marks: &["/Total/sampleCount", "/Total/errorCount", "/Total/maxResTime"],
        figures: &[("/Total/maxResTime", "max"), ("/Total/meanResTime", "mean")],
        counts: &[("/Total/sampleCount", "answered"), ("/Total/errorCount", "failed")],
        ..NONE
    },
    // vegeta tells nanoseconds, and counts what got no answer as status 0, with the time that it took.
    JsonTool {
        marks: &["/latencies/50th", "/latencies/99th", "/status_codes", "/success", "/requests"],
        millis: 0.000_001,
        figures: &[
            ("/latencies/max", "max"),
            ("/latencies/mean", "mean"),
            ("/latencies/50th", "p50"),
            ("/latencies/90th", "p90"),
            ("/latencies/95th", "p95"),
            ("/latencies/99th", "p99"),
        ],
        counts: &[],
        codes: ("/status_codes", ""),
        errors: ("", ""),
        target: "",
        time: "/end",
    },
    // siege 4.1, whose figures leave out what failed.
    JsonTool {
        marks: &["/transactions", "/availability", "/failed_transactions", "/longest_transaction"],
        millis: 1000.0,
        figures: &[("/longest_transaction", "max"), ("/response_time", "mean")],
        counts: &[("/transactions", "answered"), ("/failed_transactions", "lost")],
        ..NONE
    },
];
