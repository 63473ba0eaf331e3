//! Claims about Lighthouse through releases: what is a series of its own, to which release a run belongs, what a release lacks.

use crate::collection::{ITEM, LIST, Report, TAG, days, reason, with};
use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::comparison::compare;
use golive::assess::series::{Call, Series, SeriesChange};
use golive::model::lighthouse::is_labelled;
use golive::model::measurement::Metric;
use golive::render::words;

fn flow(name: &str, steps: &[(&str, String)]) -> String {
    let step = |(name, lhr): &(&str, String)| format!(r#"{{"name":"{name}","lhr":{lhr}}}"#);
    format!(r#"{{"name":"{name}","steps":[{}]}}"#, steps.iter().map(step).collect::<Vec<_>>().join(","))
}

fn labels(judged: &Judged) -> Vec<&str> {
    judged.release(TAG).lighthouse.iter().map(|of| of.label.as_str()).collect()
}

#[test]
fn a_step_of_a_flow_is_a_series_of_its_own_whatever_it_is_called() {
    let (first, second) = ("2026-01-10T08:00:00Z", "2026-01-10T08:01:00Z");
    for (good, bad) in [(first, second), (second, first)] {
        let good = || Report { at: good, ..Report::default() }.text();
        let bad = || Report { at: bad, score: 0.5, fcp: 3000.0, tti: 9000.0, ..Report::default() }.text();
        let one = flow("Buy", &[("Load", good()), ("Load", bad())]);
        let one = with(ITEM, &[("artifacts/flow.json", one)]);
        assert_eq!(one.told(TAG, "Lighthouse"), "failed/failed disputed", "two steps of one flow");
        assert_eq!(labels(&one), ["mobile · Buy · 1. Load", "mobile · Buy · 2. Load"]);
        let two = with(
            ITEM,
            &[
                ("artifacts/a.json", flow("In", &[("Load", good())])),
                ("artifacts/b.json", flow("Out", &[("Load", bad())])),
            ],
        );
        assert_eq!(two.told(TAG, "Lighthouse"), "failed/failed disputed", "one step each of two flows");
        let beside =
            with(ITEM, &[("artifacts/a.json", flow("", &[("", bad())])), ("artifacts/b.json", good())]);
        assert_eq!(beside.told(TAG, "Lighthouse"), "failed/failed disputed", "a step and a page load");
    }
}

#[test]
fn a_flow_that_is_called_like_a_form_factor_is_not_taken_for_one() {
    assert!(
        is_labelled("mobile · Buy · 2. Pay", "Mobile")
            && !is_labelled("mobile · Desktop · 1. Load", "desktop")
    );
    assert!(is_labelled("mobile · Buy · 2. Pay", "pay") && is_labelled("mobile · Buy · 2. Pay", "buy"));
    assert!(!is_labelled("mobile · Buy · 2. Pay", "") && is_labelled("live", "live"));
    let item = "- [x] Lighthouse desktop performance ≥ 90";
    let named = |name: &str| flow(name, &[("Desktop · x", Report::default().text())]);
    let told = with(item, &[("artifacts/flow.json", named("Desktop"))]).told(TAG, "Lighthouse");
    assert_eq!(told, "unsupported/unsupported");
}

/// Two releases with a report each, the second changed.
fn second(item: &str, change: impl Fn(String) -> String) -> Judged {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Evidence\n\n{item}\n");
    let old = Report { at: "2026-01-05T08:00:00Z", ..Report::default() }.text();
    let new = change(Report::default().text());
    repo.commit("2026-01-05T09:00:00Z", "one", &[(LIST, Some(&list)), ("artifacts/a.json", Some(&old))]);
    repo.tag("v1", "2026-01-05T10:00:00Z");
    repo.commit("2026-01-10T09:00:00Z", "two", &[("artifacts/b.json", Some(&new))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    judged(&repo)
}

#[test]
fn what_the_reports_of_a_release_lack_is_not_shown_by_those_of_an_older_one() {
    let item = "- [x] Lighthouse meets budgets (TTI ≤ 5 s)";
    let whole = second(item, |text| text);
    let own = whole
        .item(TAG, "Lighthouse")
        .today
        .evidence
        .iter()
        .map(|n| &*whole.dossier.evidence[*n].path)
        .collect::<Vec<_>>();
    assert_eq!(own, ["artifacts/b.json"]);
    let lacking = second(item, |text| text.replace("\"interactive\":", "\"other\":"));
    assert_eq!(lacking.told(TAG, "Lighthouse"), "unsupported/unsupported");
    assert_eq!(
        reason(&lacking),
        "Ticked, but no Lighthouse report of v2026.01.10a tells time to interactive, and one of an earlier release does not \
         show time to interactive ≤ 5 s for this one"
    );
    let partial =
        second(ITEM, |text| text.replace("\"formFactor\"", "\"onlyAudits\":\"interactive\",\"formFactor\""));
    assert_eq!(partial.told(TAG, "Lighthouse"), "unsupported/unsupported", "a score of some audits");
    let span = second(item, |text| {
        text.replace("\"configSettings\"", "\"gatherMode\":\"timespan\",\"configSettings\"")
    });
    let told = span.told(TAG, "Lighthouse");
    assert!(told.starts_with("verified/verified"), "a timespan is no page load that lacks something: {told}");
}

#[test]
fn a_run_belongs_to_the_first_release_that_could_know_it() {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Evidence\n\n{ITEM}\n");
    repo.commit("2026-01-01T00:00:00Z", "begin", &[(LIST, Some(&list))]);
    repo.tag("v1", "2026-01-01T01:00:00Z");
    let report = Report { at: "2025-12-30T10:00:00Z", ..Report::default() }.text();
    repo.commit("2026-01-05T00:00:00Z", "measure", &[("artifacts/a.json", Some(&report))]);
    repo.tag(TAG, "2026-01-06T00:00:00Z");
    let judged = judged(&repo);
    assert_eq!(judged.release("v1").lighthouse.len(), 0, "nobody knew it then");
    assert_eq!(judged.release(TAG).lighthouse[0].values["lighthouse.performance"], Some(93.0));
    assert_eq!(
        judged.told(TAG, "Lighthouse"),
        "verified/verified",
        "the run that is shown is the run that decided"
    );
}

#[test]
fn of_a_run_in_several_files_the_data_are_named_and_not_the_page() {
    let report = Report::default().text();
    let html = format!("<!doctype html><script>window.__LIGHTHOUSE_JSON__ = {report};</script>");
    let judged = with(ITEM, &[("artifacts/a.html", html), ("artifacts/b.json", report)]);
    let path = |n: usize| judged.dossier.evidence[n].path.to_string();
    assert_eq!(path(judged.release(TAG).lighthouse[0].evidence), "artifacts/b.json");
    let observed = judged.item(TAG, "Lighthouse").today.criteria[0].observed.clone().unwrap();
    assert_eq!(path(observed.evidence), "artifacts/b.json");
}

/// How the performance of the last of these releases stands to that of the one before.
fn step(scores: &[f64], change: impl Fn(usize, String) -> String) -> SeriesChange {
    let reports: Vec<Report<'_>> =
        scores.iter().map(|score| Report { score: score / 100.0, ..Report::default() }).collect();
    let judged = judged(&days(&reports, change));
    let found = compare(&judged.dossier, &judged.assessment, scores.len() - 2, scores.len() - 1);
    let is = |its: &SeriesChange| matches!(&its.series, Series::Lighthouse { metric, .. } if metric.name() == Metric::PERFORMANCE);
    found.series.into_iter().find(is).unwrap()
}

#[test]
fn scores_that_jump_to_and_fro_are_noisy_though_most_are_the_same() {
    let called = |scores: &[f64]| step(scores, |_, text| text).call;
    assert_eq!(called(&[94.0, 94.0, 96.0, 94.0, 94.0, 96.0, 94.0, 94.0, 96.0, 94.0, 96.0]), Call::Steady);
    assert_eq!(called(&[94.0, 94.0, 99.0, 94.0, 94.0, 99.0, 94.0, 94.0, 99.0, 94.0, 99.0]), Call::Steady);
    assert_eq!(
        called(&[94.0, 94.0, 94.0, 94.0, 94.0, 94.0, 91.0]),
        Call::Steady,
        "three points of rounded scores"
    );
    assert_eq!(called(&[94.0, 94.0, 94.0, 94.0, 94.0, 94.0, 90.0]), Call::Worse);
    assert_eq!(
        called(&[94.0, 94.0, 94.0, 94.0, 94.0, 94.0, 60.0, 94.0]),
        Call::Better,
        "one outlier is no noise"
    );
    let step = step(&[94.0, 94.0, 96.0, 94.0, 94.0, 96.0, 94.0, 94.0, 96.0, 94.0, 96.0], |_, text| text);
    assert_eq!(words::step(&step), "no change beyond the noise of the last 10 values (1)");
}

#[test]
fn a_run_that_broke_is_called_so_and_not_called_not_measured() {
    let broken = |text: String| {
        text.replace("\"configSettings\"", "\"runtimeError\":{\"code\":\"NO_FCP\"},\"configSettings\"")
    };
    let later = step(&[93.0, 93.0], |day, text| if day == 1 { broken(text) } else { text });
    assert_eq!(
        (later.call, words::step(&later)),
        (Call::Broke, "worse: the judged run of the later one broke".to_owned())
    );
    assert_eq!(words::values(&later), [Some("93".to_owned()), Some("broke (NO_FCP)".to_owned())]);
    let earlier = step(&[93.0, 93.0], |day, text| if day == 0 { broken(text) } else { text });
    assert_eq!((earlier.call, earlier.before), (Call::Mended, None));
    let both = step(&[93.0, 93.0], |_, text| broken(text));
    assert_eq!(both.call, Call::Broke, "what broke twice is told too");
}
