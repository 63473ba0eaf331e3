//! Claims about Lighthouse runs of one collection: which of them speaks, and what is said of the others.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::candidates::collection::representative;
use golive::assess::compare::call::Call;
use golive::assess::compare::compare;
use golive::assess::compare::series::SeriesName;
use golive::assess::result::lighthouse::LighthouseSummary;
use golive::model::measurement::Metric;
use golive::render::words;
use proptest::prelude::*;

pub const LIST: &str = "RELEASE_CHECKLIST.md";
pub const ITEM: &str = "- [x] Lighthouse meets budgets (Performance ≥ 90)";
pub const TAG: &str = "v2026.01.10a";

/// A report: time, form factor, performance, first contentful paint and time to interactive.
pub struct Report<'a> {
    pub at: &'a str,
    pub form: &'a str,
    pub page: &'a str,
    pub score: f64,
    pub fcp: f64,
    pub tti: f64,
    pub rest: &'a str,
}

impl Default for Report<'_> {
    fn default() -> Self {
        Self {
            at: "2026-01-10T08:00:00Z",
            form: "mobile",
            page: "https://x.example.invalid/",
            score: 0.93,
            fcp: 900.0,
            tti: 4000.0,
            rest: "",
        }
    }
}

impl Report<'_> {
    pub fn text(&self) -> String {
        let Self { at, form, page, score, fcp, tti, rest } = self;
        format!(
            r#"{{"lighthouseVersion":"12.8.2","fetchTime":"{at}","requestedUrl":"{page}",{rest}"configSettings":{{"formFactor":"{form}","throttlingMethod":"simulate"}},
"categories":{{"performance":{{"score":{score},"auditRefs":[{{"id":"first-contentful-paint","weight":10}}]}}}},
"audits":{{"first-contentful-paint":{{"score":1,"scoreDisplayMode":"numeric","numericValue":{fcp}}},"interactive":{{"score":1,"scoreDisplayMode":"numeric","numericValue":{tti}}}}}}}"#
        )
    }
}

/// One release whose only commit before the tag brings these files.
pub fn with(item: &str, files: &[(&str, String)]) -> Judged {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Evidence\n\n{item}\n");
    let mut all = vec![(LIST, Some(list.as_str()))];
    all.extend(files.iter().map(|(path, text)| (*path, Some(text.as_str()))));
    repo.commit("2026-01-10T09:00:00Z", "prepare", &all);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    judged(&repo)
}

fn only(judged: &Judged) -> &LighthouseSummary {
    let [one] = judged.release(TAG).lighthouse.as_slice() else { panic!("one page and form factor") };
    one
}

pub fn reason(judged: &Judged) -> String {
    let item = judged.item(TAG, "Lighthouse");
    words::reason(&judged.dossier, judged.release(TAG), item, &item.today)
}

fn found(judged: &Judged, kind: &str) -> Vec<String> {
    let all = judged.release(TAG).findings.iter().filter(|found| found.kind.word() == kind);
    all.map(|found| words::finding(&judged.dossier, found)).collect()
}

/// Three runs in one folder, half a minute apart: scores, paints, times to interactive.
fn three(runs: [(f64, f64, f64); 3]) -> Vec<(&'static str, String)> {
    let names = [".lighthouseci/lhr-1.json", ".lighthouseci/lhr-2.json", ".lighthouseci/lhr-3.json"];
    let times = ["2026-01-10T08:00:00Z", "2026-01-10T08:00:30Z", "2026-01-10T08:01:00Z"];
    let report = |at: usize| {
        let (score, fcp, tti) = runs[at];
        (names[at], Report { at: times[at], score, fcp, tti, ..Report::default() }.text())
    };
    (0..3).map(report).collect()
}

#[test]
fn the_representative_run_is_the_one_nearest_to_the_medians_and_not_the_newest() {
    let judged = with(ITEM, &three([(0.91, 1000.0, 4000.0), (0.95, 800.0, 3000.0), (0.40, 3000.0, 9000.0)]));
    let summary = only(&judged);
    assert_eq!((summary.judged, summary.set.len()), (0, 3));
    assert_eq!(summary.values["lighthouse.performance"], Some(91.0));
    assert_eq!(summary.spread["lighthouse.performance"], (40.0, 95.0));
    assert_eq!(judged.told(TAG, "Lighthouse"), "verified/verified");
    assert!(reason(&judged).contains("representative of 3 runs, 40 to 95"), "{}", reason(&judged));
}

#[test]
fn of_an_even_number_the_upper_middle_counts_and_of_equals_the_first() {
    let run = |fcp: f64, tti: f64| (Some(fcp), Some(tti));
    assert_eq!(representative(&[run(1.0, 1.0), run(2.0, 2.0)]), Some(1));
    assert_eq!(representative(&[run(2.0, 2.0), run(2.0, 2.0), run(2.0, 2.0)]), Some(0));
    assert_eq!(representative(&[]), None);
    // What Lighthouse CI counts as 0 is left out where another run is whole.
    assert_eq!(representative(&[(None, Some(9.0)), run(5.0, 5.0)]), Some(1));
    assert_eq!(representative(&[(None, Some(9.0)), (None, Some(5.0)), (None, Some(7.0))]), Some(2));
}

/// Lighthouse CI's own rule, written down again the long way.
fn long_way(runs: &[(f64, f64)]) -> usize {
    let mut fcps: Vec<f64> = runs.iter().map(|run| run.0).collect();
    let mut ttis: Vec<f64> = runs.iter().map(|run| run.1).collect();
    fcps.sort_by(|a, b| a.partial_cmp(b).unwrap());
    ttis.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let (fcp, tti) = (fcps[runs.len() / 2], ttis[runs.len() / 2]);
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let far = |at: &usize| (fcp - runs[*at].0).powi(2) + (tti - runs[*at].1).powi(2);
    order.sort_by(|a, b| far(a).partial_cmp(&far(b)).unwrap());
    order[0]
}

proptest! {
    #[test]
    fn the_rule_of_lighthouse_ci_is_kept_exactly(runs in prop::collection::vec((0u32..20, 0u32..20), 1..9)) {
        let runs: Vec<(f64, f64)> = runs.into_iter().map(|(fcp, tti)| (f64::from(fcp) * 100.0, f64::from(tti) * 100.0)).collect();
        let whole: Vec<_> = runs.iter().map(|(fcp, tti)| (Some(*fcp), Some(*tti))).collect();
        prop_assert_eq!(representative(&whole), Some(long_way(&runs)));
    }
}

#[test]
fn runs_of_another_commit_or_another_hour_are_another_collection() {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Evidence\n\n{ITEM}\n");
    let bad = Report { score: 0.5, fcp: 3000.0, tti: 9000.0, ..Report::default() }.text();
    let good = Report { at: "2026-01-10T08:05:00Z", ..Report::default() }.text();
    repo.commit("2026-01-10T08:03:00Z", "slow", &[(LIST, Some(&list)), ("artifacts/a.json", Some(&bad))]);
    repo.commit("2026-01-10T09:00:00Z", "mended", &[("artifacts/b.json", Some(&good))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!(only(&judged).set.len(), 1);
    assert_eq!(judged.told(TAG, "Lighthouse"), "verified/verified");
    let late = Report { at: "2026-01-10T08:40:00Z", ..Report::default() }.text();
    let apart = with(ITEM, &[("artifacts/a.json", bad), ("artifacts/b.json", late)]);
    assert_eq!((only(&apart).set.len(), only(&apart).runs), (1, 2));
    assert_eq!(apart.told(TAG, "Lighthouse"), "verified/verified");
}

#[test]
fn a_slow_form_factor_or_page_is_not_hidden_by_a_fast_one_of_the_same_collection() {
    let mobile = Report { score: 0.78, ..Report::default() }.text();
    let desktop =
        Report { at: "2026-01-10T08:00:40Z", form: "desktop", score: 0.97, ..Report::default() }.text();
    let both = with(ITEM, &[("artifacts/m.json", mobile.clone()), ("artifacts/d.json", desktop.clone())]);
    assert_eq!(both.told(TAG, "Lighthouse"), "failed/failed disputed");
    assert!(
        reason(&both).contains("the worst of 2 pages and form factors: https://x.example.invalid/ (mobile)"),
        "{}",
        reason(&both)
    );
    let shop = Report {
        at: "2026-01-10T08:00:40Z",
        page: "https://x.example.invalid/shop",
        score: 0.97,
        ..Report::default()
    }
    .text();
    assert_eq!(
        with(ITEM, &[("artifacts/m.json", mobile), ("artifacts/s.json", shop)]).told(TAG, "Lighthouse"),
        "failed/failed disputed"
    );
}

#[test]
fn a_slow_page_is_not_hidden_by_another_that_was_measured_later() {
    let page = |at, page, score| Report { at, page, score, ..Report::default() }.text();
    let (slow, fast) = ("https://x.example.invalid/slow", "https://x.example.invalid/fast");
    let list = |item: &str| format!("# Release checklist\n\n## Evidence\n\n{item}\n");
    let told = |item: &str, again: Option<f64>| {
        let repo = Repo::new();
        let (early, late) =
            (page("2026-01-08T08:00:00Z", slow, 0.5), page("2026-01-10T08:00:00Z", fast, 0.97));
        repo.commit(
            "2026-01-08T09:00:00Z",
            "slow",
            &[(LIST, Some(&list(item))), ("artifacts/a.json", Some(&early))],
        );
        if let Some(score) = again {
            let again = page("2026-01-09T08:00:00Z", slow, score);
            repo.commit("2026-01-09T09:00:00Z", "again", &[("artifacts/b.json", Some(&again))]);
        }
        repo.commit("2026-01-10T09:00:00Z", "fast", &[("artifacts/c.json", Some(&late))]);
        repo.tag(TAG, "2026-01-10T10:00:00Z");
        judged(&repo).told(TAG, "Lighthouse")
    };
    assert_eq!(told(ITEM, None), "failed/failed disputed");
    assert_eq!(told(ITEM, Some(0.95)), "verified/verified", "the newest of each decides");
    let recent = "- [x] Lighthouse meets budgets (Performance ≥ 90) within last 24h";
    assert_eq!(told(recent, None), "verified/verified", "what lies outside of the window is not looked for");
}

#[test]
fn the_newest_run_of_a_set_that_broke_decides_and_an_earlier_one_is_left_out() {
    let broken = |at| Report { at, rest: r#""runtimeError":{"code":"NO_FCP"},"#, ..Report::default() }.text();
    let good = |at| Report { at, ..Report::default() }.text();
    let (first, last) = ("2026-01-10T08:00:00Z", "2026-01-10T08:01:00Z");
    let newest = with(ITEM, &[("artifacts/a.json", good(first)), ("artifacts/b.json", broken(last))]);
    assert_eq!(newest.told(TAG, "Lighthouse"), "failed/failed disputed");
    assert_eq!(only(&newest).error.as_deref(), Some("NO_FCP"));
    let mended = with(ITEM, &[("artifacts/a.json", broken(first)), ("artifacts/b.json", good(last))]);
    assert_eq!(mended.told(TAG, "Lighthouse"), "verified/verified");
    assert!(
        reason(&mended).contains("representative of 2 runs, 93 to 93, 1 did not finish"),
        "{}",
        reason(&mended)
    );
}

#[test]
fn steps_of_a_flow_that_are_no_page_loads_and_partial_runs_decide_nothing() {
    let page = Report::default().text();
    let span = Report {
        at: "2026-01-10T08:01:00Z",
        rest: r#""gatherMode":"timespan","#,
        score: 1.0,
        ..Report::default()
    }
    .text();
    let flow =
        format!(r#"{{"name":"f","steps":[{{"name":"Load","lhr":{page}}},{{"name":"Use","lhr":{span}}}]}}"#);
    assert_eq!(with(ITEM, &[("artifacts/flow.json", flow)]).told(TAG, "Lighthouse"), "verified/verified");
    let partial = page.replace("\"formFactor\"", "\"onlyAudits\":[\"interactive\"],\"formFactor\"");
    assert_eq!(
        with(ITEM, &[("artifacts/a.json", partial)]).told(TAG, "Lighthouse"),
        "unsupported/unsupported"
    );
}

#[test]
fn the_same_run_in_four_files_is_one_run() {
    let report = Report::default().text();
    let html = format!("<!doctype html><script>window.__LIGHTHOUSE_JSON__ = {report};</script>");
    let files = [
        (".lighthouseci/lhr-1.json", report.clone()),
        (".lighthouseci/lhr-1.html", html.clone()),
        (".lighthouseci/x.report.json", report),
        (".lighthouseci/x.report.html", html),
    ];
    let judged = with(ITEM, &files);
    let summary = only(&judged);
    assert_eq!((summary.runs, summary.set.len(), summary.set[0].tellers.len()), (1, 1, 4));
}

fn manifest(representative: &str, files: &[&str]) -> String {
    let entry = |file: &&str| {
        format!(
            r#"{{"url":"https://x.example.invalid/","isRepresentativeRun":{},"htmlPath":"/builds/shop/.lighthouseci/{file}","jsonPath":"/builds/shop/.lighthouseci/{file}","summary":{{}}}}"#,
            file == &representative
        )
    };
    format!("[{}]", files.iter().map(entry).collect::<Vec<_>>().join(","))
}

#[test]
fn a_manifest_that_names_another_run_or_other_files_is_told() {
    let runs = three([(0.91, 1000.0, 4000.0), (0.95, 800.0, 3000.0), (0.40, 3000.0, 9000.0)]);
    let told = |text: String, kind: &str| {
        let mut files = runs.clone();
        files.push((".lighthouseci/manifest.json", text));
        found(&with(ITEM, &files), kind)
    };
    let all = ["lhr-1.json", "lhr-2.json", "lhr-3.json"];
    assert!(told(manifest("lhr-1.json", &all), "other-representative").is_empty());
    assert!(told(manifest("lhr-1.json", &all), "stale-manifest").is_empty());
    let other = told(manifest("lhr-3.json", &all), "other-representative");
    assert_eq!(
        other,
        [
            ".lighthouseci/manifest.json calls the run of 2026-01-10T08:01:00Z representative of the 3 runs of https://x.example.invalid/; \
          by the rule of Lighthouse CI it is the run of 2026-01-10T08:00:00Z, which is judged"
        ]
    );
    let stale = told(manifest("lhr-1.json", &["lhr-1.json", "old.report.json"]), "stale-manifest");
    assert_eq!(
        stale,
        [
            ".lighthouseci/manifest.json lists 2 runs of https://x.example.invalid/, 1 of them not beside it; 2 runs beside it are not listed: \
          one of both was left over"
        ]
    );
}

#[test]
fn a_budget_of_the_teams_own_configuration_is_told_beside_the_checklists_and_changes_no_verdict() {
    let rc = r#"{"ci":{"assert":{"assertions":{"categories:performance":["error",{"minScore":0.95}],"interactive":["warn",{"maxNumericValue":100}]},
        "assertMatrix":[{"matchingUrlPattern":".*/shop","assertions":{"interactive":["error",{"maxNumericValue":100}]}}]}}}"#;
    let judged =
        with(ITEM, &[("artifacts/a.json", Report::default().text()), ("lighthouserc.json", rc.to_owned())]);
    assert_eq!(judged.told(TAG, "Lighthouse"), "verified/verified");
    let budgets = &only(&judged).budgets;
    let told: Vec<_> =
        budgets.iter().map(|own| (own.configured.metric.name(), own.observed, own.holds)).collect();
    assert_eq!(
        told,
        [("lighthouse.performance", Some(93.0), Some(false)), ("lighthouse.tti", Some(4000.0), Some(false))]
    );
    assert_eq!(
        found(&judged, "lighthouse-budget"),
        [
            "https://x.example.invalid/ (mobile) has Lighthouse performance 93, though lighthouserc.json demands ≥ 95"
        ]
    );
}

/// A release a day, each with one report.
pub fn days(reports: &[Report<'_>], change: impl Fn(usize, String) -> String) -> Repo {
    let repo = Repo::new();
    repo.commit(
        "2026-01-01T00:00:00Z",
        "begin",
        &[(LIST, Some("# Release checklist\n\n## Evidence\n\n- [ ] Done\n"))],
    );
    for (day, report) in reports.iter().enumerate() {
        let at = format!("2026-02-{:02}T08:00:00Z", day + 1);
        let text = change(day, Report { at: &at, ..*report }.text());
        repo.commit(&at, "measure", &[(&format!("artifacts/{day}.json"), Some(&text))]);
        repo.tag(&format!("v{day}"), &format!("2026-02-{:02}T10:00:00Z", day + 1));
    }
    repo
}

fn last_call(repo: &Repo, days: usize) -> (Call, Option<(f64, f64)>) {
    let judged = judged(repo);
    let found = compare(&judged.dossier, &judged.assessment, days - 2, days - 1);
    let performance = |series: &SeriesName| matches!(series, SeriesName::Lighthouse { metric, .. } if metric.name() == Metric::PERFORMANCE);
    let step = found.series.into_iter().find(|step| performance(&step.series)).unwrap();
    (step.call, step.machines)
}

#[test]
fn scores_with_other_weights_are_not_compared_and_a_faster_machine_is_told() {
    let reports: Vec<Report<'_>> =
        (0..7).map(|day| Report { score: if day == 6 { 0.70 } else { 0.93 }, ..Report::default() }).collect();
    assert_eq!(last_call(&days(&reports, |_, text| text), 7), (Call::Worse, None));
    let weighted = |day: usize, text: String| {
        if day == 6 { text.replace("\"weight\":10", "\"weight\":15") } else { text }
    };
    assert_eq!(last_call(&days(&reports, weighted), 7).0, Call::NotAlike);
    let machine = |day: usize, text: String| {
        let speed = if day == 6 { 900 } else { 1800 };
        text.replace(
            "\"configSettings\"",
            &format!("\"environment\":{{\"benchmarkIndex\":{speed}}},\"configSettings\""),
        )
    };
    assert_eq!(last_call(&days(&reports, machine), 7), (Call::Worse, Some((1800.0, 900.0))));
}

#[test]
fn pages_tell_the_judged_run_its_audits_and_what_changed_between_neighbours() {
    let audits = |day: usize, text: String| {
        let contrast = if day == 0 { 1 } else { 0 };
        text.replace("\"audits\":{", &format!("\"audits\":{{\"color-contrast\":{{\"title\":\"Contrast <b>\",\"score\":{contrast},\"scoreDisplayMode\":\"binary\"}},"))
    };
    let reports: Vec<Report<'_>> = (0..2).map(|_| Report::default()).collect();
    let repo = days(&reports, audits);
    let out = tempfile::tempdir().unwrap();
    crate::site::build_into(repo.path(), out.path());
    let site: std::collections::BTreeMap<String, String> = crate::site::files(out.path())
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    let compare = &site["compare/v0...v1/index.html"];
    assert!(
        compare.contains("Contrast &lt;b&gt; (color-contrast)") && compare.contains("no longer passes"),
        "{compare}"
    );
    let told = |page: &&String| page.contains("v1 is judged by this run.") && page.contains("Throttling");
    let evidence = site.iter().filter(|(path, _)| path.starts_with("evidence/")).map(|(_, page)| page);
    assert_eq!(evidence.filter(told).count(), 1);
    let trend = &site["lighthouse/index.html"];
    assert!(trend.contains("Performance of https://x.example.invalid/"), "{trend}");
}
