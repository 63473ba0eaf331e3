//! One Lighthouse run as measurements, and the traps in its scores.
//!
//! - A score of null was not computed. It is neither 0 nor a pass.
//! - A score of 0 is what Lighthouse also writes where no audit had any weight, and version 2 where an audit broke.
//! - `onlyAudits` and `skipAudits` make a score of what was left.
//! - `runtimeError` may stand beside real scores.
//! - Timespans and snapshots score other things than a page load.
//!
//! In each of these the measurement carries an error, so that it can never be judged as good.

use crate::model::lighthouse::{BETWEEN, Mode, REDIRECTED, Run};
use crate::model::measurement::{Measurement, Metric, Unit};
use crate::read::lighthouse::lhr::{Audit, Lhr, Scored, Settings};
use crate::read::text::lines::{Pattern, capped, plain};
use crate::read::text::{address, time};
use crate::read::value::json::Scalar;

/// Categories whose missing score is a failure and not a choice.
const USUAL: [&str; 5] = ["performance", "accessibility", "best-practices", "seo", "pwa"];

/// Times, sizes and shifts: golive's name, the unit, and Lighthouse's audits that tell it, the newest id first. `time-to-interactive` of
/// version 2 is an older definition and is not among them.
pub const METRICS: [(&str, Unit, &[&str]); 9] = [
    ("tti", Unit::Millis, &["interactive", "consistently-interactive"]),
    ("fcp", Unit::Millis, &["first-contentful-paint"]),
    ("lcp", Unit::Millis, &["largest-contentful-paint"]),
    ("tbt", Unit::Millis, &["total-blocking-time"]),
    ("cls", Unit::Plain, &["cumulative-layout-shift"]),
    ("si", Unit::Millis, &["speed-index", "speed-index-metric"]),
    ("inp", Unit::Millis, &["interaction-to-next-paint", "experimental-interaction-to-next-paint"]),
    ("ttfb", Unit::Millis, &["server-response-time", "time-to-first-byte"]),
    ("bytes", Unit::Bytes, &["total-byte-weight"]),
];

/// Audits of which the performance score is, or was, made.
const PERFORMANCE: [(&str, &str); 12] = [
    ("first-contentful-paint", "FCP"),
    ("largest-contentful-paint", "LCP"),
    ("total-blocking-time", "TBT"),
    ("cumulative-layout-shift", "CLS"),
    ("speed-index", "SI"),
    ("speed-index-metric", "SI"),
    ("interactive", "TTI"),
    ("consistently-interactive", "TTI"),
    ("first-meaningful-paint", "FMP"),
    ("first-cpu-idle", "FCI"),
    ("first-interactive", "FCI"),
    ("interaction-to-next-paint", "INP"),
];

/// The address that a run measured, without credentials and with loopback hosts made the same.
pub(crate) fn page(lhr: &Lhr) -> Option<String> {
    let urls = [&lhr.requested_url, &lhr.initial_url, &lhr.final_displayed_url, &lhr.final_url];
    if let Some(url) = urls.into_iter().find_map(|url| address::http(url.text()?)) {
        return Some(address::without_loopback_port(&url));
    }
    // unlighthouse tells a page by its path on the site.
    lhr.requested_url.text().filter(|path| lhr.is_table && path.starts_with('/')).map(ToOwned::to_owned)
}

/// What Lighthouse warns of where the page answered with an error.
static STATUS: Pattern = Pattern::new(r"(?i)\bstatus ?code:?\s*\(?(?P<code>[45]\d\d)\b");
/// And where it was sent elsewhere.
static SENT: Pattern = Pattern::new(r"(?i)\bredirected to (?P<to>https?://[^\s)]+)");

/// And where it was not loaded to its end.
static INCOMPLETE: Pattern = Pattern::new(r"(?i)\bresults may be incomplete\b");
/// The browser's own pages.
const OWN_PAGES: [&str; 3] = ["about:", "chrome-error:", "data:"];

/// Whether the page was not loaded whole, or answered with an error, and was measured all the same.
fn refused(lhr: &Lhr) -> Option<String> {
    if lhr.run_warnings.0.iter().any(|warning| INCOMPLETE.is_match(warning)) {
        return Some("results may be incomplete".to_owned());
    }
    let asked = lhr.requested_url.text().filter(|url| OWN_PAGES.iter().any(|own| url.starts_with(own)));
    if let Some(url) = asked {
        return Some(word(url));
    }
    let mut warned = lhr.run_warnings.0.iter().filter_map(|warning| STATUS.captures(warning)?.name("code"));
    if let Some(code) = warned.next() {
        return Some(format!("HTTP {}", code.as_str()));
    }
    let audit = lhr
        .audit("http-status-code")
        .filter(|audit| audit.score.number() == Some(0.0) || audit.score.truth() == Some(false))?;
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let code = audit.display_value.text().filter(|code| is_code(code));
    Some(code.map_or_else(|| "HTTP error".to_owned(), |code| format!("HTTP {code}")))
}

/// Where a page load ended, if that is another page than the one that was asked for. A report says nothing of a page that it did not see.
fn elsewhere(lhr: &Lhr) -> Option<String> {
    let asked = address::http(lhr.requested_url.text().or(lhr.initial_url.text())?)?;
    let ends = [&lhr.main_document_url, &lhr.final_url, &lhr.final_displayed_url];
    let ends = ends.into_iter().filter_map(|url| url.text()).filter(|url| !url.trim().is_empty());
    let warned = lhr.run_warnings.0.iter().filter_map(|warning| SENT.captures(warning)?.name("to"));
    let mut ends = ends.chain(warned.map(|to| to.as_str().trim_end_matches('.')));
    // The browser's own page of an error has no address of the web.
    let is_other = |end: &str| address::http(end).is_none_or(|end| !address::is_same_page(&end, &asked));
    let other = ends.find(|end| is_other(end))?;
    let shown =
        address::http(other).map_or_else(|| other.to_owned(), |url| address::without_loopback_port(&url));
    Some(format!("{REDIRECTED} {}", word(&shown)))
}

/// A run without its measurements.
pub(crate) fn run(lhr: &Lhr, step: Option<&str>) -> Run {
    let mode = match lhr.gather_mode.text() {
        None | Some("navigation") => Mode::Navigation,
        Some("timespan") => Mode::Timespan,
        Some("snapshot") => Mode::Snapshot,
        Some(_) => Mode::Other,
    };
    let aside = (mode != Mode::Navigation).then(|| mode.word());
    let parts = [Some(form_factor(lhr)), step, aside];
    let label = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN);
    let number = |id| lhr.audit(id).and_then(Audit::value);
    let time = lhr.fetch_time.text().or(lhr.generated_time.text());
    let settings = lhr.config_settings.as_ref();
    Run {
        target: page(lhr).unwrap_or_default().into(),
        label: label.into(),
        time: time.and_then(time::parse).map(|moment| moment.at),
        version: plain(capped(lhr.version(), 40)),
        mode,
        fcp: number("first-contentful-paint"),
        tti: number("interactive"),
        error: runtime_error(lhr).or_else(|| refused(lhr)).or_else(|| elsewhere(lhr)),
        partial: settings.map(|settings| partial(lhr, settings)).unwrap_or_default(),
        weights: weights(lhr),
        benchmark: lhr.environment.as_ref().and_then(|machine| machine.benchmark_index.number()),
        budgets: Vec::new(),
        throttling: settings.and_then(|its| its.throttling_method.text()).map(word).unwrap_or_default(),
    }
}

/// A short text of a report, fit to be shown.
pub fn word(text: &str) -> String {
    plain(capped(text.trim(), 200))
}

/// Categories that are scored from what was left over. A skipped audit takes nothing from the performance score unless it is one of
/// its metrics; of which audits the other categories are made is not known.
fn partial(lhr: &Lhr, settings: &Settings) -> Vec<String> {
    let is_metric = |id: &String| PERFORMANCE.iter().any(|(metric, _)| metric == id);
    let (only, skipped) = (&settings.only_audits.0, &settings.skip_audits.0);
    let whole = |id: &str| {
        only.is_empty() && (skipped.is_empty() || id == "performance" && !skipped.iter().any(is_metric))
    };
    let scored = lhr.scored();
    scored.iter().map(|category| category.id).filter(|id| !whole(id)).map(ToOwned::to_owned).collect()
}

/// What the performance score is made of, by name.
fn weights(lhr: &Lhr) -> String {
    let scored = lhr.scored();
    let Some(performance) = scored.iter().find(|category| category.id == "performance") else {
        return String::new();
    };
    let named = performance.parts.iter().filter(|part| part.counts()).filter_map(|part| {
        let id = part.id.text()?;
        let (_, name) = PERFORMANCE.iter().find(|(known, _)| *known == id)?;
        Some(format!("{name} {}", part.weight.number()?))
    });
    let mut named = named.take(PERFORMANCE.len()).collect::<Vec<_>>();
    named.sort();
    named.join(", ")
}

/// The measurements of a run: its scores, then its metrics, in a fixed order.
pub(crate) fn measurements(lhr: &Lhr, run: &Run) -> Vec<Measurement> {
    let mut found = scores(lhr, run);
    found.extend(metrics(lhr, run));
    found
}

fn measurement(
    run: &Run,
    metric: Metric,
    unit: Unit,
    value: Option<f64>,
    error: Option<String>,
) -> Measurement {
    let other_mode = run.mode != Mode::Navigation && !run.answers(&metric);
    let other_mode = other_mode.then(|| format!("{}: not a page load", run.mode.word()));
    Measurement {
        target: run.target.clone(),
        label: run.label.clone(),
        time: run.time,
        value,
        error: run.error.clone().or(other_mode).or(error).map(Into::into),
        ..Measurement::of(metric, unit)
    }
}

fn scores(lhr: &Lhr, run: &Run) -> Vec<Measurement> {
    let scored = lhr.scored();
    let broken = run.error.is_some() && run.mode == Mode::Navigation;
    let mut found = Vec::new();
    if broken && !scored.iter().any(|category| category.id == "performance") {
        found.push(score(run, "performance", None));
    }
    for category in scored.iter().filter(|category| is_id(category.id)) {
        let measurement = score(run, category.id, Some(category));
        if measurement.value.is_some() || USUAL.contains(&category.id) {
            found.push(measurement);
        }
    }
    found
}

fn score(run: &Run, id: &str, category: Option<&Scored<'_>>) -> Measurement {
    let value = category.and_then(Scored::shown);
    let partial = run.partial.iter().any(|partial| partial == id);
    let error = match value {
        None => Some("not scored"),
        Some(_) => partial.then_some("partial: not all of its audits ran"),
    };
    // A plugin may call its category as golive calls a metric.
    let is_taken = METRICS.iter().any(|(metric, ..)| *metric == id);
    let metric = Metric::new(format!("lighthouse.{}{id}", if is_taken { "category-" } else { "" }));
    measurement(run, metric, Unit::Score, value, error.map(ToOwned::to_owned))
}

fn metrics(lhr: &Lhr, run: &Run) -> Vec<Measurement> {
    let mut found = Vec::new();
    for (name, unit, ids) in METRICS {
        let audit = ids.iter().find_map(|id| lhr.audit(id));
        let value = ids.iter().find_map(|id| lhr.audit(id)?.value());
        // A broken run must not leave an older run's time to interactive as the newest one.
        let broken = name == "tti"
            && run.mode == Mode::Navigation
            && (run.error.is_some() || audit.is_some_and(Audit::is_broken));
        if value.is_some() || broken {
            let error = value.is_none().then(|| audit.map_or("not measured".to_owned(), audit_error));
            found.push(measurement(run, Metric::new(format!("lighthouse.{name}")), unit, value, error));
        }
    }
    found
}

/// The error's code. Its words may hold paths of the machine that ran it.
fn audit_error(audit: &Audit) -> String {
    let first = audit.error_message.text().and_then(|text| text.split([' ', ':']).next()).unwrap_or_default();
    if is_code(first) { first.to_owned() } else { "audit error".to_owned() }
}

fn runtime_error(lhr: &Lhr) -> Option<String> {
    match &lhr.runtime_error.as_ref()?.code {
        Scalar::Text(code) if code == "NO_ERROR" => None,
        Scalar::Text(code) if is_code(code) => Some(code.clone()),
        _ => Some("runtime error".to_owned()),
    }
}

fn is_code(text: &str) -> bool {
    (3..60).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Plugins add categories of their own names.
fn is_id(id: &str) -> bool {
    (1..80).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

fn form_factor(lhr: &Lhr) -> &'static str {
    let of = |mobile: Option<bool>| match mobile {
        Some(true) => "mobile",
        Some(false) => "desktop",
        None => "",
    };
    if let Some(old) = &lhr.runtime_config {
        let device = old.environment.iter().find(|setting| setting.name.text() == Some("Device Emulation"));
        return of(device.and_then(|setting| setting.enabled.truth()));
    }
    let Some(settings) = &lhr.config_settings else { return "" };
    match settings.form_factor.text().or(settings.emulated_form_factor.text()) {
        Some("desktop") => "desktop",
        Some("mobile") => "mobile",
        Some(_) => "",
        None => of(settings.disable_device_emulation.truth().map(|disabled| !disabled)),
    }
}
