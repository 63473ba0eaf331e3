//! Claims about Lighthouse reports: every trap in their scores.

use golive::model::evidence::{Facts, Kind, State};
use golive::model::measurement::{Measurement, Metric};
use golive::read::read_blob;
use golive::read::text::address;

pub(crate) const REPORT: &str = r#"{"lighthouseVersion":"12.8.2","fetchTime":"2026-01-02T03:04:05.678Z","requestedUrl":"http://me:pw@127.0.0.1:34611/shop","configSettings":{"formFactor":"desktop","onlyAudits":null,"extraHeaders":{"cookie":"secret"}},"categories":{"performance":{"score":0.895,"auditRefs":[{"id":"x","weight":10}]},"seo":{"score":1,"auditRefs":[{"id":"y","weight":1}]}},"audits":{"interactive":{"numericValue":4100.5,"scoreDisplayMode":"numeric"},"cumulative-layout-shift":{"numericValue":0.02},"total-byte-weight":{"numericValue":1000}}}"#;

fn with(from: &str, to: &str) -> Facts {
    assert!(REPORT.contains(from), "{from}");
    read_blob("reports/any-name.json", REPORT.replace(from, to).as_bytes())
}

fn metric<'f>(facts: &'f Facts, name: &str) -> &'f Measurement {
    facts.measurements.iter().find(|m| m.metric.name() == name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn a_report_gives_scores_and_metrics() {
    let facts = with("12.8.2", "12.8.2");
    assert_eq!((facts.kind.clone(), facts.state), (Kind::Lighthouse, State::Proving));
    let performance = metric(&facts, Metric::PERFORMANCE);
    assert_eq!((performance.value, &*performance.label), (Some(90.0), "desktop"));
    assert_eq!(&*performance.target, "http://localhost/shop");
    assert_eq!(metric(&facts, Metric::TTI).value, Some(4100.5));
    assert_eq!(metric(&facts, "lighthouse.cls").unit.word(), "");
    assert_eq!(metric(&facts, "lighthouse.bytes").unit.word(), "bytes");
    assert_eq!(metric(&facts, "lighthouse.seo").value, Some(100.0));
    assert!(!format!("{facts:?}").contains("secret"));
}

#[test]
fn a_score_that_was_not_computed_is_neither_zero_nor_a_pass() {
    for facts in [
        with("0.895", "null"),
        with("\"score\":0.895", "\"score\":0").clone_zero(),
        with("\"weight\":10", "\"weight\":0"),
    ] {
        let performance = metric(&facts, Metric::PERFORMANCE);
        assert_eq!((performance.value, performance.error.as_deref()), (None, Some("not scored")));
        assert_eq!(facts.state, State::Failing);
    }
}

/// A real zero (weights are there) is a zero; without weights it is none.
trait CloneZero {
    fn clone_zero(self) -> Facts;
}

impl CloneZero for Facts {
    fn clone_zero(self) -> Facts {
        assert_eq!(metric(&self, Metric::PERFORMANCE).value, Some(0.0));
        with(
            "{\"score\":0.895,\"auditRefs\":[{\"id\":\"x\",\"weight\":10}]}",
            "{\"score\":0,\"auditRefs\":[{\"id\":\"x\",\"weight\":0}]}",
        )
    }
}

#[test]
fn a_partial_run_has_no_score_to_judge() {
    for key in ["onlyAudits", "skipAudits"] {
        let facts = with("\"onlyAudits\":null", &format!("\"{key}\":[\"interactive\"]"));
        let performance = metric(&facts, Metric::PERFORMANCE);
        assert!(
            performance.error.as_deref().unwrap().starts_with("partial") && performance.value == Some(90.0)
        );
        assert_eq!(metric(&facts, Metric::TTI).error, None);
    }
    for nothing in ["[]", "\"\"", "false", "[null]"] {
        let facts = with("\"onlyAudits\":null", &format!("\"onlyAudits\":{nothing}"));
        assert_eq!(facts.state, State::Proving, "{nothing}");
    }
    for some in ["\"interactive\"", "{\"a\":1}", "[7]", "true", "[\"a\",null]"] {
        let facts = with("\"onlyAudits\":null", &format!("\"onlyAudits\":{some}"));
        let error = metric(&facts, Metric::PERFORMANCE).error.clone().unwrap_or_default();
        assert!(error.starts_with("partial"), "{some}: {error}");
    }
}

#[test]
fn a_runtime_error_is_told_even_beside_scores() {
    let facts = with(
        "\"audits\"",
        "\"runtimeError\":{\"code\":\"PROTOCOL_TIMEOUT\",\"message\":\"/home/me\",\"errorStack\":\"x\"},\"audits\"",
    );
    let performance = metric(&facts, Metric::PERFORMANCE);
    assert_eq!(
        (performance.value, performance.error.as_deref(), performance.ok()),
        (Some(90.0), Some("PROTOCOL_TIMEOUT"), Some(false))
    );
    assert!(!format!("{facts:?}").contains("/home/me"));
    let fine = with("\"audits\"", "\"runtimeError\":{\"code\":\"NO_ERROR\",\"message\":\"\"},\"audits\"");
    assert_eq!(fine.state, State::Proving);
}

#[test]
fn a_broken_run_leaves_no_older_number_as_the_newest() {
    let text = r#"{"lighthouseVersion":"13.0.1","fetchTime":"2026-01-02T03:04:05Z","requestedUrl":"https://a.example/","runtimeError":{"code":"NO_FCP"},"audits":{}}"#;
    let facts = read_blob("a.json", text.as_bytes());
    for name in [Metric::PERFORMANCE, Metric::TTI] {
        assert_eq!((metric(&facts, name).value, metric(&facts, name).ok()), (None, Some(false)));
    }
    let audit = with(
        "\"numericValue\":4100.5,\"scoreDisplayMode\":\"numeric\"",
        "\"scoreDisplayMode\":\"error\",\"errorMessage\":\"NO_TTI_CPU_IDLE_PERIOD: x\"",
    );
    assert_eq!(metric(&audit, Metric::TTI).error.as_deref(), Some("NO_TTI_CPU_IDLE_PERIOD"));
}

#[test]
fn timespans_and_snapshots_are_no_page_loads() {
    for mode in ["timespan", "snapshot", "dance"] {
        let facts = with("\"requestedUrl\"", &format!("\"gatherMode\":\"{mode}\",\"requestedUrl\""));
        assert!(facts.measurements.iter().all(|m| m.error.is_some() && m.ok() == Some(false)), "{mode}");
    }
}

#[test]
fn wrappers_are_opened() {
    let page = format!("{{\"kind\":\"x\",\"lighthouseResult\":{REPORT}}}");
    assert_eq!(metric(&read_blob("p.json", page.as_bytes()), Metric::PERFORMANCE).value, Some(90.0));
    let flow = format!(
        "{{\"name\":\"f\",\"steps\":[{{\"name\":\"Load\",\"lhr\":{REPORT}}},{{\"name\":\"Buy\",\"lhr\":{REPORT}}}]}}"
    );
    let facts = read_blob("f.json", flow.as_bytes());
    let labels: Vec<_> =
        facts.measurements.iter().filter(|m| m.metric.name() == Metric::TTI).map(|m| &*m.label).collect();
    assert_eq!(labels, ["desktop · f · 1. Load", "desktop · f · 2. Buy"]);
    let html = format!(
        "<!doctype html><script>window.__LIGHTHOUSE_JSON__ = {REPORT};</script><script>log('window.__LIGHTHOUSE_JSON__', 1)</script>"
    );
    assert_eq!(metric(&read_blob("r.html", html.as_bytes()), Metric::PERFORMANCE).value, Some(90.0));
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(REPORT.encode_utf16().flat_map(u16::to_le_bytes));
    let facts = read_blob("w.json", &utf16);
    assert_eq!((facts.state, facts.problems.len()), (State::Proving, 0));
}

#[test]
fn version_one_is_refused_by_name_and_lookalikes_are_noted() {
    let old = with("12.8.2", "1.5.0");
    assert_eq!(
        (old.kind.clone(), old.state, old.measurements.len()),
        (Kind::Lighthouse, State::Unreadable, 0)
    );
    let [problem] = old.problems.as_slice() else { panic!("one") };
    assert!(problem.code == "lighthouse-version" && problem.message.contains("version 1"), "{problem}");
    let fake = read_blob("lighthouse.json", b"{\"score\": 100}");
    assert_eq!((fake.kind, fake.problems[0].code), (Kind::File, "not-lighthouse"));
    let cut = read_blob("x.json", &REPORT.as_bytes()[..300]);
    assert_eq!((cut.kind, cut.state, cut.problems.len()), (Kind::Lighthouse, State::Unreadable, 1));
}

/// A report in the shape of version 2.
const OLD: &str = r#"{"lighthouseVersion":"2.9.4","generatedTime":"2018-01-02T03:04:05.678Z","initialUrl":"http://localhost:3000/","url":"http://localhost:3000/x",
"runtimeConfig":{"environment":[{"name":"Device Emulation","enabled":true,"description":"Nexus 5X"}]},"score":80,
"reportCategories":[{"id":"performance","score":98.27,"audits":[{"id":"first-meaningful-paint","weight":5,"score":99},{"id":"consistently-interactive","weight":5,"score":97}]}],
"audits":{"consistently-interactive":{"score":97,"rawValue":1735.8},"time-to-interactive":{"rawValue":900},"first-meaningful-paint":{"score":99,"rawValue":1200.5},"speed-index-metric":{"rawValue":1433}}}"#;

#[test]
fn version_two_is_read_with_its_own_names() {
    let facts = read_blob("a.json", OLD.as_bytes());
    assert_eq!((facts.state, facts.problems.len()), (State::Proving, 0));
    let performance = metric(&facts, Metric::PERFORMANCE);
    assert_eq!((performance.value, &*performance.label), (Some(98.0), "mobile"));
    assert_eq!(
        (&*performance.target, performance.time),
        ("http://localhost/", "2018-01-02T03:04:05.678Z".parse().ok())
    );
    assert_eq!(metric(&facts, Metric::TTI).value, Some(1735.8));
    assert_eq!(metric(&facts, "lighthouse.si").value, Some(1433.0));
    assert_eq!(facts.lighthouse.unwrap().runs[0].weights, "FMP 5, TTI 5");
    let desktop = read_blob("a.json", OLD.replace("\"enabled\":true", "\"enabled\":false").as_bytes());
    assert_eq!(&*metric(&desktop, Metric::TTI).label, "desktop");
}

#[test]
fn an_errored_run_of_version_two_has_no_score_though_it_says_zero() {
    let broken = OLD
        .replace("\"score\":97,\"rawValue\":1735.8", "\"score\":null,\"rawValue\":null,\"error\":true")
        .replace("98.27", "0");
    let facts = read_blob("a.json", broken.as_bytes());
    let performance = metric(&facts, Metric::PERFORMANCE);
    assert_eq!((performance.value, performance.error.as_deref()), (None, Some("not scored")));
    assert_eq!((metric(&facts, Metric::TTI).value, metric(&facts, Metric::TTI).ok()), (None, Some(false)));
}

#[test]
fn a_run_tells_how_it_was_made() {
    let report = REPORT
        .replace("\"categories\"", "\"environment\":{\"benchmarkIndex\":1834.5},\"categories\"")
        .replace("\"formFactor\"", "\"throttlingMethod\":\"simulate\",\"formFactor\"")
        .replace("{\"id\":\"x\",\"weight\":10}", "{\"id\":\"total-blocking-time\",\"weight\":30},{\"id\":\"first-contentful-paint\",\"weight\":10}");
    let run = read_blob("a.json", report.as_bytes()).lighthouse.unwrap().runs.remove(0);
    assert_eq!(
        (run.version.as_str(), run.major(), run.weights.as_str()),
        ("12.8.2", Some(12), "FCP 10, TBT 30")
    );
    assert_eq!((run.benchmark, run.throttling.as_str(), run.tti), (Some(1834.5), "simulate", Some(4100.5)));
}

#[test]
fn a_skipped_audit_that_is_no_metric_leaves_the_performance_score_whole() {
    let facts = with("\"onlyAudits\":null", "\"skipAudits\":[\"uses-http2\"]");
    assert_eq!(metric(&facts, Metric::PERFORMANCE).error, None);
    assert!(metric(&facts, "lighthouse.seo").error.as_deref().unwrap().starts_with("partial"));
}

#[test]
fn a_timespan_measures_interaction_and_nothing_else_that_is_judged() {
    let facts = with("\"requestedUrl\"", "\"gatherMode\":\"timespan\",\"requestedUrl\"");
    assert!(facts.measurements.iter().all(|m| m.error.is_some()));
    let inp = read_blob(
        "a.json",
        REPORT
            .replace("\"requestedUrl\"", "\"gatherMode\":\"timespan\",\"requestedUrl\"")
            .replace("\"interactive\":", "\"interaction-to-next-paint\":")
            .as_bytes(),
    );
    assert_eq!(
        (metric(&inp, "lighthouse.inp").value, &metric(&inp, "lighthouse.inp").error),
        (Some(4100.5), &None)
    );
}

#[test]
fn a_category_that_is_called_like_a_metric_is_not_taken_for_it() {
    let facts = with("\"seo\":", "\"tti\":");
    assert_eq!(metric(&facts, Metric::TTI).value, Some(4100.5));
    assert_eq!(metric(&facts, "lighthouse.category-tti").value, Some(100.0));
}

#[test]
fn loopback_hosts_are_the_same_page() {
    for url in
        ["http://localhost:1/a?b", "http://127.0.0.1:65535/a?b", "http://[::1]:3/a?b", "http://0.0.0.0/a?b"]
    {
        assert_eq!(address::without_loopback_port(url), "http://localhost/a?b");
    }
    assert_eq!(address::without_loopback_port("https://a.example:8443/"), "https://a.example:8443/");
}

#[test]
fn a_report_is_read_once_more_for_its_page_with_audits_and_settings_and_nothing_private() {
    use golive::read::lighthouse::audits::reports;
    let text = REPORT
        .replace("\"configSettings\":{", "\"runWarnings\":[\"see /home/me/x\",\"slow machine\"],\"configSettings\":{\"throttling\":{\"rttMs\":40},\"skipAudits\":[\"a\"],")
        .replace("\"audits\":{", "\"audits\":{\"color-contrast\":{\"title\":\"Contrast\",\"score\":0,\"scoreDisplayMode\":\"binary\"},\"y\":{\"title\":\"Whole\",\"score\":1},\"bad\":{\"scoreDisplayMode\":\"error\",\"errorMessage\":\"at C:\\\\x\"},");
    let [one] = reports("a.json", text.as_bytes()).try_into().unwrap();
    assert_eq!(one.warnings, ["a warning that names a local path; see the report", "slow machine"]);
    let setting =
        |name: &str| one.settings.iter().find(|(its, _)| *its == name).map(|(_, value)| value.as_str());
    assert_eq!(
        (setting("Lighthouse"), setting("Round trip (ms)"), setting("Skipped audits")),
        (Some("12.8.2"), Some("40"), Some("a"))
    );
    let audit = |id: &str| &one.audits[id];
    assert_eq!(
        (audit("color-contrast").passes(), audit("y").passes(), audit("bad").passes()),
        (Some(false), Some(true), None)
    );
    assert!(audit("bad").broke);
    assert_eq!(audit("y").weights, [("seo".to_owned(), 1.0)]);
    let all = format!("{one:?}");
    assert!(!all.contains("secret") && !all.contains("/home") && !all.contains("C:"), "{all}");
    assert!(reports("a.json", b"{}").is_empty() && reports("a.json", &text.as_bytes()[..200]).is_empty());
    let old = &reports("a.json", OLD.as_bytes())[0];
    assert_eq!(
        (old.audits["consistently-interactive"].score, old.settings[1].clone()),
        (Some(97.0), ("Device", "Nexus 5X".to_owned()))
    );
}

/// The error of the performance score of a run that asked for `https://a.invalid/`.
fn doubt(rest: &str, parts: &str) -> Option<String> {
    let text = format!(
        r#"{{"lighthouseVersion": "12.6.0", "requestedUrl": "https://a.invalid/", "fetchTime": "2026-01-03T09:00:00.000Z", {rest} "categories": {{"performance": {{"score": 0.97{parts}}}}}, "audits": {{}}}}"#
    );
    let facts = read_blob("artifacts/lhr.json", text.as_bytes());
    let score = metric(&facts, "lighthouse.performance");
    assert!(score.error.is_some() || score.value == Some(97.0), "{text}");
    score.error.as_deref().map(ToOwned::to_owned)
}

#[test]
fn a_page_that_was_not_seen_has_no_score() {
    let parts = r#", "auditRefs": [{"id": "first-contentful-paint", "weight": 10}]"#;
    for (rest, right) in [
        ("", None),
        (r#""finalDisplayedUrl": "https://a.invalid/","#, None),
        (r#""finalDisplayedUrl": "chrome-error://chromewebdata/","#, Some("chrome-error")),
        (r#""finalUrl": "about:blank","#, Some("about:blank")),
        (r#""runWarnings": ["It could not be loaded reliably. (Status code: 403)"],"#, Some("HTTP 403")),
        (r#""runWarnings": ["Die Seite wurde nicht geladen. (Statuscode: 500)"],"#, Some("HTTP 500")),
        (
            r#""runWarnings": ["https://a.invalid/ was redirected to https://a.invalid/login. Test that."],"#,
            Some("login"),
        ),
        (r#""runWarnings": ["https://a.invalid/ was redirected to https://a.invalid/. Test that."],"#, None),
        (r#""runWarnings": ["The page loaded too slowly."],"#, None),
    ] {
        let doubt = doubt(rest, parts);
        assert_eq!(doubt.is_some(), right.is_some(), "{rest}: {doubt:?}");
        assert!(doubt.unwrap_or_default().contains(right.unwrap_or_default()), "{rest}");
    }
}

#[test]
fn a_trimmed_report_has_its_score_without_what_it_is_made_of() {
    assert_eq!(doubt("", ""), None);
    assert_eq!(doubt("", r#", "auditRefs": [{"id": "x", "weight": 0}]"#).as_deref(), Some("not scored"));
}
