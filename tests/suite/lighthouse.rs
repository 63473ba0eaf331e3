//! Claims about Lighthouse through releases: what is a series of its own, to which release a run belongs, what a release lacks.

use crate::collection::{ITEM, LIST, Report, TAG, days, reason, with};
use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::compare::call::Call;
use golive::assess::compare::compare;
use golive::assess::compare::series::{SeriesChange, SeriesName};
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
    let is = |its: &SeriesChange| matches!(&its.series, SeriesName::Lighthouse { metric, .. } if metric.name() == Metric::PERFORMANCE);
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

/// The words of every page of a site, by path.
fn site(repo: &Repo) -> std::collections::BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    crate::site::build_into(repo.path(), out.path());
    let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8_lossy(&bytes).into_owned());
    crate::site::files(out.path()).into_iter().map(text).collect()
}

/// A release a day, each with these reports beside each other.
fn each_day(days: usize, item: &str, files: impl Fn(usize) -> Vec<(String, String)>) -> Repo {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Evidence\n\n{item}\n");
    repo.commit("2026-01-01T00:00:00Z", "begin", &[(LIST, Some(&list))]);
    for day in 0..days {
        let files = files(day);
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), Some(text.as_str()))).collect();
        repo.commit(&format!("2026-02-{:02}T09:00:00Z", day + 1), "measure", &files);
        repo.tag(&format!("v{day}"), &format!("2026-02-{:02}T10:00:00Z", day + 1));
    }
    repo
}

fn at(day: usize, minute: usize) -> String {
    format!("2026-02-{:02}T08:{minute:02}:00Z", day + 1)
}

#[test]
fn every_page_has_a_page_with_all_its_series_modes_and_metrics() {
    let repo = each_day(2, ITEM, |day| {
        let page = |n: usize, minute: usize| {
            let page = format!("https://p{n}.example.invalid/");
            Report { at: &at(day, minute), page: &page, ..Report::default() }.text()
        };
        let mode = |text: String, mode: &str| {
            text.replace("\"configSettings\"", &format!("\"gatherMode\":\"{mode}\",\"configSettings\""))
        };
        let mut files: Vec<_> = (0..6).map(|n| (format!("artifacts/{day}-{n}.json"), page(n, n))).collect();
        let steps: Vec<(&str, String)> = (10..17).map(|minute| ("Load", page(0, minute))).collect();
        files.push((format!("artifacts/{day}-buy.json"), flow("Buy", &steps)));
        let others = [("Use", mode(page(0, 20), "timespan")), ("Look", mode(page(0, 21), "snapshot"))];
        files.push((format!("artifacts/{day}-use.json"), flow("Use", &others)));
        files
    });
    let site = site(&repo);
    let all = &site["lighthouse/index.html"];
    for n in 0..6 {
        assert!(
            all.contains(&format!("href=\"p{n}.example.invalid~2f/index.html\"")),
            "a link to page {n}: {all}"
        );
    }
    assert!(all.contains("2 further pages"), "what is not drawn is said");
    let own = &site["lighthouse/p0.example.invalid~2f/index.html"];
    let titles: Vec<&str> =
        own.split("<strong>").skip(1).filter_map(|rest| rest.split("</strong>").next()).collect();
    for wanted in [
        "Performance of https://p0.example.invalid/",
        "First contentful paint of https://p0.example.invalid/",
        "Performance of https://p0.example.invalid/, flow Buy, part 1",
        "Performance of https://p0.example.invalid/, flow Buy, part 2",
        "Time to interactive of https://p0.example.invalid/, flow Use, timespan",
        "Performance of https://p0.example.invalid/, flow Use, snapshot",
    ] {
        assert!(titles.contains(&wanted), "{wanted}: {titles:?}");
    }
    for line in ["mobile 1. Load", "mobile 7. Load", "mobile 1. Use"] {
        assert!(own.contains(line), "{line}");
    }
    let release = &site["releases/v1/index.html"];
    assert!(release.contains("Lighthouse scores over releases"), "a release has a chart");
    assert!(release.contains("../../lighthouse/p0.example.invalid~2f/index.html"), "and leads to the pages");
}

#[test]
fn a_chart_of_scores_shows_no_best_page_where_another_broke_and_marks_what_cannot_be_compared() {
    let repo = each_day(4, ITEM, |day| {
        let mobile = Report { at: &at(day, 0), score: 0.92, ..Report::default() }.text();
        let mobile = match day {
            1 => mobile
                .replace("\"configSettings\"", "\"runtimeError\":{\"code\":\"NO_FCP\"},\"configSettings\""),
            2 => mobile.replace("\"weight\":10", "\"weight\":15"),
            3 => mobile.replace("12.8.2", "13.0.0"),
            _ => mobile,
        };
        let desktop = Report { at: &at(day, 2), form: "desktop", score: 0.97, ..Report::default() }.text();
        vec![(format!("artifacts/{day}-m.json"), mobile), (format!("artifacts/{day}-d.json"), desktop)]
    });
    let judged = judged(&repo);
    let worst = |name: &str| judged.release(name).lowest_score(Metric::PERFORMANCE);
    assert_eq!([worst("v0"), worst("v1"), worst("v2")], [Some(92.0), None, Some(92.0)]);
    let site = site(&repo);
    let all = &site["lighthouse/index.html"];
    let scores = all.split("id=\"lighthouse-scores\"").nth(1).unwrap().split("</figure>").next().unwrap();
    for wanted in ["from v2 on other weights", "from v3 on Lighthouse 13", "a judged run broke in 1 release"]
    {
        assert!(scores.contains(wanted), "{wanted}: {scores}");
    }
    let tti = all.split("<strong>Time to interactive of").nth(1).unwrap().split("</figure>").next().unwrap();
    assert!(!tti.contains("other weights") && tti.contains("Lighthouse 13"), "a time has no weights: {tti}");
}

#[test]
fn a_budget_is_drawn_on_the_lines_that_it_is_for() {
    let item = "- [x] Lighthouse desktop performance ≥ 95";
    let repo = each_day(2, item, |day| {
        let mobile = Report { at: &at(day, 0), score: 0.92, ..Report::default() }.text();
        let desktop = Report { at: &at(day, 2), form: "desktop", score: 0.97, ..Report::default() }.text();
        vec![(format!("artifacts/{day}-m.json"), mobile), (format!("artifacts/{day}-d.json"), desktop)]
    });
    let site = site(&repo);
    let all = &site["lighthouse/index.html"];
    assert!(!all.contains("below the budget"), "the lowest score of all is not what the budget is for");
    assert!(all.contains(">budget 95, desktop</text>"), "{all}");
}

/// The figure of a page whose title begins so.
fn figure<'p>(page: &'p str, title: &str) -> &'p str {
    let found = page.split("<figure").find(|part| part.contains(&format!("<strong>{title}")));
    found.unwrap_or_else(|| panic!("{title}: {page}")).split("</figure>").next().unwrap()
}

#[test]
fn a_page_whose_runs_all_broke_has_a_chart_of_its_failures() {
    let repo = each_day(3, ITEM, |day| {
        let broken = |form: &str, minute: usize| {
            let text = Report { at: &at(day, minute), form, ..Report::default() }.text();
            text.replace("\"score\":0.93", "\"score\":null")
                .replace(
                    "\"scoreDisplayMode\":\"numeric\",\"numericValue\"",
                    "\"scoreDisplayMode\":\"error\",\"was\"",
                )
                .replace("\"configSettings\"", "\"runtimeError\":{\"code\":\"NO_FCP\"},\"configSettings\"")
        };
        vec![(format!("artifacts/{day}.json"), broken("mobile", 0))]
    });
    let site = site(&repo);
    let own = &site["lighthouse/x.example.invalid~2f/index.html"];
    for (page, title) in [
        (own, "Performance of https://x.example.invalid/"),
        (&site["lighthouse/index.html"], "Performance of https://x.example.invalid/"),
        (&site["lighthouse/index.html"], "Lighthouse scores over releases"),
        (&site["releases/v2/index.html"], "Lighthouse scores over releases"),
    ] {
        let figure = figure(page, title);
        assert!(figure.contains("a judged run broke in 3 releases"), "{title}: {figure}");
        assert!(figure.contains("class=\"c-failure\"") || figure.contains("c-failure"), "crosses: {figure}");
        assert!(!figure.contains("No data"), "the failures are data: {figure}");
    }
    assert!(!own.contains("Time to interactive of"), "and no other chart repeats them");
}

#[test]
fn of_two_form_factors_the_one_that_always_broke_is_named_beside_the_other() {
    let repo = each_day(2, ITEM, |day| {
        let mobile = Report { at: &at(day, 0), ..Report::default() }.text();
        let mobile =
            mobile.replace("\"configSettings\"", "\"runtimeError\":{\"code\":\"NO_FCP\"},\"configSettings\"");
        let desktop = Report { at: &at(day, 2), form: "desktop", score: 0.97, ..Report::default() }.text();
        vec![(format!("artifacts/{day}-m.json"), mobile), (format!("artifacts/{day}-d.json"), desktop)]
    });
    let site = site(&repo);
    let figure = figure(&site["lighthouse/x.example.invalid~2f/index.html"], "Performance of");
    assert!(figure.contains("Newest: desktop 97 (v1), mobile never measured"), "{figure}");
}

#[test]
fn a_budget_of_a_named_file_is_drawn_on_what_that_file_measures_and_counts_nothing_else() {
    let item = "- [x] Lighthouse performance ≥ 95 for `artifacts/home-*.json`";
    let repo = each_day(2, item, |day| {
        let report = |page: &str, score: f64, minute: usize| {
            Report { at: &at(day, minute), page, score, ..Report::default() }.text()
        };
        vec![
            (format!("artifacts/home-{day}.json"), report("https://home.example.invalid/", 0.97, 0)),
            (format!("artifacts/shop-{day}.json"), report("https://shop.example.invalid/", 0.80, 2)),
        ]
    });
    let judged = judged(&repo);
    assert!(judged.told("v1", "Lighthouse").starts_with("verified/verified"));
    let bound = |page: &str| {
        let of = judged.release("v1").lighthouse.iter().find(|of| of.target.contains(page)).unwrap();
        of.bound(Metric::PERFORMANCE).map(|(_, bound)| bound)
    };
    assert_eq!((bound("home"), bound("shop")), (Some(95.0), None));
    let site = site(&repo);
    let all = &site["lighthouse/index.html"];
    assert!(!all.contains("below the budget"), "80 is of a page that no budget is for: {all}");
    assert!(figure(all, "Performance of https://home").contains(">budget 95</text>"));
    assert!(!figure(all, "Performance of https://shop").contains("budget"), "{all}");
    let text = handed(&site["releases/v1/compare.js"]).to_string();
    assert_eq!(text.matches("[\">=\",95.0,").count(), 1, "one series is bound: {text}");
}

/// What a file of data hands to the site's scripts.
fn handed(script: &str) -> serde_json::Value {
    serde_json::from_str(&script[script.find('{').unwrap()..=script.rfind('}').unwrap()]).unwrap()
}

#[test]
fn any_two_releases_have_the_audits_of_their_judged_runs_as_data() {
    let repo = each_day(3, ITEM, |day| {
        let text = Report { at: &at(day, 0), ..Report::default() }.text();
        let audits = (0..500).map(|n| {
            let id = format!("audit-{n:03}");
            (id.clone(), serde_json::json!({ "title": format!("Audit {n}"), "score": if n > day { 1 } else { 0 }, "scoreDisplayMode": "binary" }))
        });
        let mut report: serde_json::Value = serde_json::from_str(&text).unwrap();
        report["audits"].as_object_mut().unwrap().extend(audits);
        vec![(format!("artifacts/{day}.json"), report.to_string())]
    });
    let site = site(&repo);
    let run = |name: &str| {
        let data = handed(&site[&format!("releases/{name}/compare.js")]);
        let names: Vec<String> = data["audits"]["names"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one[1].as_str().unwrap().to_owned())
            .collect();
        let audits = data["audits"]["runs"][0]["audits"].as_array().unwrap().clone();
        let told: Vec<(String, f64)> = audits
            .iter()
            .map(|one| (names[one[0].as_u64().unwrap() as usize].clone(), one[1].as_f64().unwrap()))
            .collect();
        told
    };
    let (first, last) = (run("v0"), run("v2"));
    assert_eq!(first.len(), 400, "as many as are compared");
    let differs: Vec<&str> =
        first.iter().zip(&last).filter(|(a, b)| a != b).map(|(a, _)| a.0.as_str()).collect();
    assert_eq!(differs, ["Audit 1 (audit-001)", "Audit 2 (audit-002)"]);
    assert!(
        site["compare/v0...v1/index.html"].contains("Audit 1 (audit-001)"),
        "as the page of neighbours says"
    );
    assert!(!site["compare/index.html"].contains("stand on the pages of neighbours"));
}

#[test]
fn a_budget_counts_the_releases_whose_checklist_sets_one() {
    let day = |day: usize| Report { at: &at(day, 0), score: 0.80, ..Report::default() }.text();
    let repo = Repo::new();
    let list = |item: &str| format!("# Release checklist\n\n## Evidence\n\n{item}\n");
    let (without, with) = (list("- [x] Somebody looked"), list(ITEM));
    for (n, list) in [(0, &without), (1, &with)] {
        let (path, text) = (format!("artifacts/{n}.json"), day(n));
        let files = [(LIST, Some(list.as_str())), (path.as_str(), Some(text.as_str()))];
        repo.commit(&format!("2026-02-{:02}T09:00:00Z", n + 1), "measure", &files);
        repo.tag(&format!("v{n}"), &format!("2026-02-{:02}T10:00:00Z", n + 1));
    }
    let site = site(&repo);
    let scores = figure(&site["lighthouse/index.html"], "Lighthouse scores over releases");
    assert!(scores.contains("below the budget of 90 in 1 release"), "{scores}");
}

#[test]
fn a_machine_that_grows_faster_bit_by_bit_or_differs_within_a_set_is_told() {
    let speeds = [Some(1500), None, Some(3000), Some(3600), Some(4300)];
    let repo = each_day(5, ITEM, |day| {
        let Some(speed) = speeds[day] else { return vec![(format!("n{day}"), String::new())] };
        let machine = format!("\"environment\":{{\"benchmarkIndex\":{speed}}},\"configSettings\"");
        let text =
            Report { at: &at(day, 0), ..Report::default() }.text().replace("\"configSettings\"", &machine);
        vec![(format!("artifacts/{day}.json"), text)]
    });
    let drifting = judged(&repo);
    let told = |day: usize| drifting.release(&format!("v{day}")).lighthouse[0].machine_before;
    assert_eq!(told(2).map(|(_, speed)| speed), Some(1500.0), "past a release without a run");
    assert_eq!((told(3), told(4).map(|(_, speed)| speed)), (None, Some(3000.0)), "by a little at a time");
    let set: Vec<_> = three_on([400, 2500, 1200]);
    let one = with(ITEM, &set);
    assert_eq!(one.release(TAG).lighthouse[0].machines, Some((400.0, 2500.0)));
    assert_eq!(with(ITEM, &three_on([1000, 1100, 1200])).release(TAG).lighthouse[0].machines, None);
}

/// Three runs of one set on machines of these speeds.
fn three_on(speeds: [u32; 3]) -> Vec<(&'static str, String)> {
    let names = ["artifacts/1.json", "artifacts/2.json", "artifacts/3.json"];
    let run = |at: usize| {
        let time = format!("2026-01-10T08:0{at}:00Z");
        let machine = format!("\"environment\":{{\"benchmarkIndex\":{}}},\"configSettings\"", speeds[at]);
        let tti = 3000.0 + 100.0 * at as f64;
        let text = Report { at: &time, tti, ..Report::default() }.text();
        (names[at], text.replace("\"configSettings\"", &machine))
    };
    (0..3).map(run).collect()
}

#[test]
fn the_spread_of_every_number_and_the_original_file_are_on_the_page_of_a_report() {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Evidence\n\n{ITEM}\n");
    let set = three_on([1000, 1000, 1000]);
    let mut files = vec![(LIST, Some(list.as_str()))];
    files.extend(set.iter().map(|(path, text)| (*path, Some(text.as_str()))));
    let commit = repo.commit("2026-01-10T09:00:00Z", "prepare", &files);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    let site = site(&repo);
    let (_, page) = site.iter().find(|(path, _)| path.starts_with("evidence/")).unwrap();
    assert!(page.contains("3 runs of this page and form factor, 3 of them whole"), "{page}");
    assert!(
        page.contains("3 s</td>") && page.contains("3.2 s</td>"),
        "lowest and highest time to interactive"
    );
    assert!(page.contains(&format!("<code>git show {commit}:artifacts/1.json</code>")), "{page}");
    let all = &site["lighthouse/index.html"];
    assert!(all.contains("3 s to 3.2 s"), "the table has the spread of all numbers");
}
