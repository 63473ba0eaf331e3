//! The words of the grammar: meanings with their phrases in lower case. A hyphen between words reads as a space.

use crate::model::measurement::Metric;
use crate::model::criterion::{Op, Statistic};

/// Meanings and the phrases that have them.
pub(super) type Table<T> = &'static [(T, &'static [&'static str])];

/// Names of metrics; their ids (`lighthouse.tti`) are read too.
pub(super) const METRICS: Table<&str> = &[
    (Metric::PERFORMANCE, &["performance"]),
    ("lighthouse.accessibility", &["accessibility", "a11y"]),
    ("lighthouse.best-practices", &["best practices"]),
    ("lighthouse.seo", &["seo"]),
    ("lighthouse.pwa", &["pwa", "progressive web app"]),
    (Metric::TTI, &["tti", "time to interactive"]),
    ("lighthouse.fcp", &["fcp", "first contentful paint"]),
    ("lighthouse.lcp", &["lcp", "largest contentful paint"]),
    ("lighthouse.tbt", &["tbt", "total blocking time"]),
    ("lighthouse.si", &["si", "speed index"]),
    ("lighthouse.inp", &["inp", "interaction to next paint"]),
    ("lighthouse.ttfb", &["ttfb", "time to first byte"]),
    ("lighthouse.cls", &["cls", "cumulative layout shift", "layout shift"]),
    ("lighthouse.bytes", &[
        "total bytes", "total byte weight", "byte weight", "page weight", "page size", "transfer size",
    ]),
    (Metric::LATENCY, &[
        "latency", "latencies", "response time", "response times", "round trip time", "smoke", "synthetic",
        "probe", "probes", "ping", "health check",
    ]),
    (Metric::ERROR_RATE, &["error rate", "error ratio", "failure rate", "fehlerrate", "fehlerquote"]),
    (Metric::AVAILABILITY, &["availability", "uptime", "success rate", "success ratio"]),
];

/// What fails of many requests: a bound in percent on it is one on the share of failures.
pub(super) const ERRORS: &[&str] = &[
    "errors", "request errors", "failures", "failed requests", "requests failed", "request failures", "fehler",
];

/// Figures of many runs. `p95` and `95th percentile` are read by form.
pub(super) const STATISTICS: Table<Statistic> = &[
    (Statistic::MEDIAN, &["median"]),
    (Statistic::Mean, &["average", "avg", "mean"]),
    (Statistic::Max, &["max", "maximum", "peak", "worst", "worst case", "slowest"]),
];

/// Labels: of smoke checks, and of Lighthouse runs.
pub(super) const LABELS: Table<&str> = &[
    ("mock", &["mock"]), ("live", &["live"]), ("mobile", &["mobile"]), ("desktop", &["desktop"]),
];

/// Words that compare.
pub(super) const SIGNS: Table<Op> = &[
    (Op::AtLeast, &[
        "at least", "min", "minimum", "minimum of", "a minimum of", "mindestens", "au moins", "al menos",
    ]),
    (Op::AtMost, &[
        "at most", "max", "maximum", "maximum of", "a maximum of", "up to", "within", "höchstens", "maximal",
        "innerhalb von", "au plus", "como máximo",
    ]),
    (Op::Above, &[
        "above", "over", "beyond", "more than", "greater than", "higher than", "larger than", "longer than",
        "slower than", "later than", "exceed", "exceeds", "exceeding", "über", "mehr als", "plus de", "más de",
    ]),
    (Op::Below, &[
        "under", "below", "less than", "fewer than", "lower than", "smaller than", "shorter than",
        "faster than", "unter", "weniger als", "moins de", "menos de",
    ]),
];

/// Signs behind a number. `None`: the metric decides what is better.
pub(super) const SUFFIXES: Table<Option<Op>> = &[
    (None, &["or better"]),
    (Some(Op::AtLeast), &[
        "or more", "or higher", "or above", "or greater", "and above", "and up", "minimum", "at least",
    ]),
    (Some(Op::AtMost), &[
        "or less", "or lower", "or below", "or under", "or fewer", "or faster", "max", "maximum", "at most",
    ]),
];

/// Turns a sign around: `not below` is at least.
pub(super) const TURNS: &[&str] = &[
    "not", "no", "never", "cannot", "can't", "don't", "doesn't", "mustn't", "shouldn't", "isn't", "won't",
    "without", "nicht", "pas",
];

/// May stand between a turn and its sign.
pub(super) const TURN_FILLERS: &[&str] = &[
    "be", "to", "ever", "go", "rise", "drop", "fall", "take", "stay", "get", "any", "a",
];

/// Words that name a bound and leave its sign to the metric.
pub(super) const LIMITS: &[&str] = &[
    "budget", "budgets", "limit", "limits", "threshold", "thresholds", "target", "targets", "goal",
    "goals", "slo", "slos", "score of", "ceiling",
];

/// Before a limit, these speak of it and name none: `under budget (mock 212 ms)` tells a result.
pub(super) const KEPT: &[&str] = &["under", "within", "below", "in", "on", "over", "meets", "meet", "met", "inside"];

/// Units of time in milliseconds: English, German, French, Spanish. A month is 30 days, a quarter 90, a year 365.
pub(super) const TIMES: Table<f64> = &[
    (1.0, &[
        "ms", "msec", "msecs", "millis", "millisecond", "milliseconds", "millisekunde", "millisekunden",
        "milliseconde", "millisecondes", "milisegundo", "milisegundos",
    ]),
    (1e3, &[
        "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "seconde", "secondes",
        "segundo", "segundos",
    ]),
    (6e4, &["min", "mins", "minute", "minutes", "minuten", "minuto", "minutos"]),
    (3.6e6, &["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora", "horas"]),
    (86.4e6, &[
        "d", "day", "days", "calendar day", "calendar days", "tag", "tage", "tagen", "jour", "jours", "día",
        "días", "dia", "dias",
    ]),
    (604.8e6, &["w", "wk", "wks", "week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"]),
    (2.592e9, &["month", "months"]),
    (7.776e9, &["quarter", "quarters"]),
    (31.536e9, &["year", "years"]),
];

/// Sizes in bytes.
pub(super) const SIZES: Table<f64> = &[
    (1.0, &["b", "byte", "bytes"]),
    (1e3, &["kb", "kilobytes"]),
    (1024.0, &["kib"]),
    (1e6, &["mb", "megabytes"]),
    (1_048_576.0, &["mib"]),
    (1e9, &["gb", "gigabytes"]),
    (1_073_741_824.0, &["gib"]),
    (1e12, &["tb", "terabytes"]),
];

/// Shares.
pub(super) const PERCENTS: &[&str] = &["percent", "per cent", "pct", "prozent", "pour cent"];

/// Numbers in words, before a unit of time.
pub(super) const COUNTS: Table<f64> = &[
    (1.0, &["a", "an", "one"]),
    (2.0, &["two"]),
    (3.0, &["three"]),
    (4.0, &["four"]),
    (5.0, &["five"]),
    (6.0, &["six"]),
    (7.0, &["seven"]),
    (8.0, &["eight"]),
    (9.0, &["nine"]),
    (10.0, &["ten"]),
    (11.0, &["eleven"]),
    (12.0, &["twelve"]),
    (14.0, &["fourteen"]),
    (20.0, &["twenty"]),
    (24.0, &["twenty four"]),
    (30.0, &["thirty"]),
    (36.0, &["thirty six"]),
    (48.0, &["forty eight"]),
    (60.0, &["sixty"]),
    (72.0, &["seventy two"]),
    (90.0, &["ninety"]),
    (1.0, &["einem", "einer"]),
    (2.0, &["zwei"]),
    (3.0, &["drei"]),
    (7.0, &["sieben"]),
    (14.0, &["vierzehn"]),
    (24.0, &["vierundzwanzig"]),
    (30.0, &["dreißig"]),
    (48.0, &["achtundvierzig"]),
];

/// The time just gone by.
pub(super) const LAST: &[&str] = &[
    "last", "past", "previous", "preceding", "prior", "trailing", "letzten", "letzte", "vergangenen",
    "dernières", "derniers", "dernieres", "últimas", "últimos", "ultimas", "ultimos",
];

/// Days by their distance from the release's own, and whether only the morning is meant.
pub(super) const DAYS: Table<(u8, bool)> = &[
    ((0, false), &["today", "the same day", "on the same day", "on release day", "on the day of the release", "heute", "am selben tag"]),
    ((0, true), &["this morning", "heute morgen", "heute früh"]),
    ((1, false), &["yesterday", "gestern", "a day before", "one day before", "the day before", "on the day before", "am tag vor", "einen tag vor"]),
];

/// Before a day these make it the first of several.
pub(super) const DAYS_ON: &[&str] = &["since", "seit"];

/// Of these, what a release may follow.
pub(super) const DAYS_BEFORE: &[&str] = &["a day before", "one day before", "the day before", "on the day before", "am tag vor", "einen tag vor"];

/// Before the release, in so many words.
pub(super) const BEFORE_IT: &[&str] = &["before", "prior to", "ahead of", "vor"];

/// After something.
pub(super) const SINCE: &[&str] = &["since", "after", "seit"];

/// What a release is called as the bound of a time.
pub(super) const RELEASES: &[&str] = &[
    "release", "tag", "release tag", "go live", "golive", "launch", "version", "releases", "tagging", "releasing", "release is tagged", "release is made", "tag is made", "tag is set",
];

/// What may stand before the time just gone by.
pub(super) const INTO: &[&str] = &["within", "in", "during", "over", "from", "innerhalb", "dans", "en", "les", "de"];

/// Words between such words.
pub(super) const ARTICLES: &[&str] = &[
    "the", "this", "that", "we", "our", "its", "a", "an", "der", "den", "des", "les", "las", "los", "la",
];

/// Of an age: behind a number.
pub(super) const AGED: &[&str] = &["old", "ago", "of age", "alt"];

/// Older than.
pub(super) const OLDER: &[&str] = &["older than", "älter als"];

/// Newer than.
pub(super) const NEWER: &[&str] = &["younger than", "newer than", "fresher than", "more recent than", "jünger als"];

/// What a release is called beside a time.
pub(super) const EVENTS: &[&str] = &[
    "tag", "release", "release tag", "go live", "golive", "launch", "deploy", "deployment", "deploying",
    "rollout", "cutover", "shipping", "releasing", "tagging", "production deploy", "production deployment",
    "production release",
];

/// Before the release.
pub(super) const BEFORE: &[&str] = &["before", "prior to", "of", "ahead of", "preceding", "from"];

/// After it.
pub(super) const AFTER: &[&str] = &["after", "following", "post", "past", "of"];

/// Something was done: then a bare span of time is how old its evidence may be. Beginnings of words.
pub(super) const DONE: &[&str] = &[
    "execut", "perform", "rehears", "test", "rotat", "review", "refresh", "verif", "updat", "check",
    "scan", "report", "drill", "backup", "log", "snapshot", "export", "dump", "audit", "record", "pass",
    "success", "evidence", "smoke", "lighthouse", "exercis", "approv", "sign", "completed", "deployed",
    "brief", "validat", "inspect", "measur", "taken", "made", "date", "captur", "generat", "run", "ran", "dry",
    "attest", "certif",
];

/// A span of time that something may last, and no age. Beginnings of words.
pub(super) const LASTS: &[&str] = &[
    "takes", "taking", "took", "lasted", "finish", "recover", "respon", "acknowledg", "answer", "rto", "rpo",
    "mttr", "mtta",
    "downtime", "outage", "failover", "timeout", "ttl", "retention", "retain", "expir", "cach", "lasts",
    "duration", "runtime", "interval", "every", "sla", "resolv", "escalat", "reach", "notif", "lag", "delay",
    "completes", "can", "roll", "revert", "purg", "keep", "kept", "delet", "alert", "retr", "page",
];

/// Before `within` and a short time they say how long something took.
pub(super) const ENDED: &[&str] = &["completed", "finished", "done", "ended", "abgeschlossen", "beendet"];

/// A time in milliseconds or seconds that is a setting or another duration, and no latency. Beginnings of words.
pub(super) const NO_LATENCY: &[&str] = &[
    "timeout", "ttl", "interval", "lag", "skew", "roll", "failover", "rto", "rpo", "downtime", "outage",
    "grace", "cooldown", "retr", "backoff", "cach", "restor", "recover", "drift", "drain", "poll", "alert",
    "dns",
];

/// Words by which an item speaks of how long answers take.
pub(super) const ANSWERS_TAKE: &[&str] = &[
    "smoke", "synthetic", "latency", "latencies", "probe", "probes", "response", "responses", "respond",
    "responds", "answer", "answers", "answered", "request", "requests", "endpoint", "endpoints", "ping",
    "pings", "load", "loads", "loaded", "page", "pages", "homepage", "api", "apis", "perf", "http", "url",
    "fetch", "fetches", "render", "renders", "uptime", "health", "healthcheck", "returns", "site",
];

/// Words that add nothing between a subject and its bound.
pub(super) const FILLERS: &[&str] = &[
    "score", "scores", "rating", "is", "are", "be", "was", "must", "should", "shall", "will", "need",
    "needs", "to", "stay", "stays", "remain", "remains", "keep", "kept", "has", "have", "the", "a", "an",
    "all", "both", "each", "every", "value", "values", "time", "times", "lighthouse", "audit", "metric",
    "category", "always", "still", "request", "requests", "response", "responses", "check", "checks", "run",
    "runs", "mode", "traffic", "calls", "with", "percentile", "overall", "total", "measured", "duration",
    "durations", "form", "factor", "also", "only", "answers", "as",
];

/// The last words of a comparison, before its number: `less than`, `at most`.
pub(super) const COMPARED: &[&str] = &["than", "under", "below", "most", "over", "least", "above"];

/// Behind a subject, these begin words that say of what it is: `LCP on the product page`.
pub(super) const PREPOSITIONS: &[&str] = &["on", "for", "of", "in", "at", "from", "across", "over", "by"];

/// What a status is called, for certain.
pub(super) const STATUS: &[&str] = &[
    "http", "https", "status", "status code", "http status", "http status code", "response code",
];

/// Verbs that a status may follow.
pub(super) const ANSWERS: &[&str] = &[
    "returns", "return", "returning", "responds", "respond", "responding", "answers", "answer",
    "answering", "gives", "serves",
];

/// Between these and the status.
pub(super) const STATUS_FILLERS: &[&str] = &[
    "with", "a", "an", "of", "is", "status", "code", "must", "be", "should", "response", "http",
];
