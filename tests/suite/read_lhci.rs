//! Claims about what Lighthouse CI leaves beside its reports, and about budgets in its configuration.

use golive::model::criterion::Op;
use golive::model::evidence::{Facts, Kind, State};
use golive::model::lighthouse::{Configured, Pages};
use golive::model::record::Conclusion;
use golive::read::read_blob;
use proptest::prelude::*;

fn seed(path: &str) -> Facts {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds").join(path);
    read_blob(path, &std::fs::read(file).unwrap())
}

fn codes(facts: &Facts) -> Vec<&str> {
    facts.problems.iter().map(|problem| problem.code).collect()
}

fn budgets(facts: &Facts) -> Vec<String> {
    let told = |one: &Configured| {
        let pages = match &one.pages {
            Pages::All => String::new(),
            Pages::Matching(pattern) | Pages::Path(pattern) => format!(" on {pattern}"),
        };
        let level = if one.binding { "" } else { " (warning)" };
        format!("{} {} {}{level}{pages}", one.metric, one.op.sign(), one.value)
    };
    facts.lighthouse.iter().flat_map(|its| &its.budgets).map(told).collect()
}

#[test]
fn a_manifest_lists_its_runs_without_the_paths_of_the_machine_that_ran_them() {
    let facts = seed(".lighthouseci/manifest.json");
    assert_eq!(
        (facts.kind.clone(), facts.state, facts.problems.len()),
        (Kind::Lighthouse, State::Neutral, 0)
    );
    let listed = &facts.lighthouse.as_ref().unwrap().listed;
    let told: Vec<_> =
        listed.iter().map(|run| (run.page.as_str(), run.file.as_str(), run.representative)).collect();
    assert_eq!(
        told,
        [
            ("http://localhost/", "localhost--2026_01_02_03_04_05.report.json", false),
            ("http://localhost/", "b.report.json", true)
        ]
    );
    let all = format!("{facts:?}");
    assert!(!all.contains("someone") && !all.contains("C:"), "{all}");
}

#[test]
fn a_failed_assertion_is_a_failure_and_a_warning_or_an_empty_list_is_neither() {
    let facts = seed(".lighthouseci/assertion-results.json");
    assert_eq!(facts.state, State::Failing);
    let record = &facts.records[0];
    assert_eq!(record.conclusion, Some(Conclusion::Failed));
    assert_eq!(record.parts[0].name, "categories:performance minScore http://localhost/");
    assert_eq!(record.parts[0].detail, "0.85 where >= 0.9 is asked for as error");
    let warned = r#"[{"name":"minScore","expected":0.9,"actual":0.85,"operator":">=","passed":false,"auditId":"x","level":"warn"}]"#;
    assert_eq!(read_blob("a.json", warned.as_bytes()).state, State::Neutral);
    let empty = read_blob(".lighthouseci/assertion-results.json", b"[]");
    assert_eq!((empty.kind, empty.state), (Kind::Lighthouse, State::Neutral));
    assert_eq!(read_blob("artifacts/a.json", b"[]").kind, Kind::File);
}

#[test]
fn links_to_reports_are_no_lasting_evidence() {
    let facts = seed(".lighthouseci/links.json");
    assert_eq!(
        (facts.kind.clone(), facts.state, codes(&facts)),
        (Kind::Lighthouse, State::Neutral, vec!["link-rot"])
    );
    assert!(facts.problems[0].message.contains("temporary"));
    let own =
        read_blob(".lighthouseci/links.json", br#"{"https://a.example/":"https://lhci.example/app/1"}"#);
    assert_eq!((own.kind.clone(), codes(&own)), (Kind::Lighthouse, vec!["link-rot"]));
    assert_eq!(
        read_blob("artifacts/redirects.json", br#"{"https://a.example/":"https://b.example/"}"#).kind,
        Kind::File
    );
}

#[test]
fn a_configuration_gives_its_budgets_and_says_what_it_leaves_unread() {
    let facts = seed("lighthouserc.json");
    assert_eq!(
        budgets(&facts),
        [
            "lighthouse.performance >= 93",
            "lighthouse.seo >= 90 (warning)",
            "lighthouse.lcp <= 2500",
            "lighthouse.tbt <= 200 (warning)",
            "lighthouse.tti <= 4000 on http://localhost/shop",
        ]
    );
    assert_eq!(codes(&facts), ["lighthouserc-elsewhere", "lighthouserc-preset", "budgets-unread"]);
    assert!(facts.problems[2].message.starts_with("1 of its budgets"));
    assert_eq!(
        budgets(&seed("lighthouserc.yml")),
        ["lighthouse.performance >= 90", "lighthouse.tti <= 5000 (warning)"]
    );
    let renamed =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/lighthouserc.json"))
            .unwrap();
    assert_eq!(budgets(&read_blob("artifacts/ci/any.json", &renamed)).len(), 5, "known by its content");
}

#[test]
fn a_configuration_that_is_a_program_is_skipped_with_a_note() {
    let facts = seed("lighthouserc.js");
    assert_eq!(
        (facts.kind.clone(), facts.state, codes(&facts)),
        (Kind::Lighthouse, State::Neutral, vec!["lighthouserc-program"])
    );
}

#[test]
fn a_configuration_that_is_no_yaml_is_told() {
    let facts = read_blob(".lighthouserc.yml", b"ci: [assert: {");
    assert_eq!((facts.state, codes(&facts)), (State::Unreadable, vec!["yaml-syntax"]));
}

#[test]
fn a_budget_file_gives_its_timings_for_its_pages() {
    let facts = seed("budget.json");
    assert_eq!(budgets(&facts), ["lighthouse.tti <= 5000 on /*", "lighthouse.fcp <= 1000 on /shop$"]);
    assert_eq!(codes(&facts), ["budgets-unread"]);
    assert_eq!(read_blob("budget.json", br#"[{"year":2026,"budget":100}]"#).kind, Kind::File);
    assert_eq!(facts.lighthouse.unwrap().budgets[0].op, Op::AtMost);
}

#[test]
fn what_a_configuration_takes_from_elsewhere_is_said() {
    let told = |text: &str| {
        let facts = read_blob("lighthouserc.json", text.as_bytes());
        facts.problems.iter().map(|problem| (problem.code, problem.message.clone())).collect::<Vec<_>>()
    };
    for (text, file) in [
        (r#"{"extends":"./base.json","ci":{"assert":{}}}"#, "./base.json"),
        (r#"{"ci":{"extends":"./base.json"}}"#, "./base.json"),
        (r#"{"ci":{"assert":{"budgetsFile":"perf/b.json"}}}"#, "perf/b.json"),
    ] {
        let [(code, message)] = told(text).try_into().unwrap();
        assert!(code == "lighthouserc-elsewhere" && message.contains(file), "{message}");
    }
    let matrix =
        r#"{"ci":{"assert":{"assertMatrix":[{"matchingUrlPattern":".*","preset":"lighthouse:no-pwa"}]}}}"#;
    assert!(
        matches!(told(matrix).as_slice(), [("lighthouserc-preset", words)] if words.contains("lighthouse:no-pwa"))
    );
}

#[test]
fn a_report_tells_the_budgets_that_it_was_run_with() {
    let entry = |path: &str, ms: u32| {
        format!(
            r#"{{"path":"{path}","timings":[{{"metric":"interactive","budget":{ms}}}],"resourceSizes":[{{"resourceType":"total","budget":9}}]}}"#
        )
    };
    let report = |budgets: String| {
        let text = format!(
            r#"{{"lighthouseVersion":"10.1.0","fetchTime":"2026-01-02T03:04:05Z","requestedUrl":"https://a.example/shop/1",
            "configSettings":{{"formFactor":"mobile","budgets":{budgets}}},"audits":{{"interactive":{{"numericValue":3000}}}}}}"#
        );
        let facts = read_blob("a.json", text.as_bytes());
        let budgets = facts.lighthouse.iter().flat_map(|its| &its.runs[0].budgets);
        let budgets =
            budgets.map(|one| (one.metric.name().to_owned(), one.value, one.binding)).collect::<Vec<_>>();
        (budgets, facts.problems.len())
    };
    let tti = |ms: f64| vec![("lighthouse.tti".to_owned(), ms, false)];
    let all = [entry("/*", 5000), entry("/shop", 1000), entry("/blog", 2000)].join(",");
    assert_eq!(report(format!("[{all}]")), (tti(1000.0), 1), "the last that fits the page");
    assert_eq!(report("null".to_owned()), (Vec::new(), 0));
    assert_eq!(report("[3,{\"timings\":7}]".to_owned()), (Vec::new(), 0));
}

proptest! {
    #[test]
    fn what_lighthouse_ci_wrote_is_read_again(
        runs in prop::collection::vec(("page-[a-z0-9]{1,8}", any::<bool>(), 0usize..3, 1u16..60000), 1..8),
        failed in prop::collection::vec((any::<bool>(), any::<bool>(), 0u32..100), 0..8),
    ) {
        let folders = ["/home/me/x/", "C:\\\\Users\\\\me\\\\", "./"];
        let entry = |(name, representative, folder, port): &(String, bool, usize, u16)| format!(
            r#"{{"url":"http://localhost:{port}/{name}","isRepresentativeRun":{representative},"jsonPath":"{}{name}.json","summary":{{}}}}"#,
            folders[*folder]
        );
        let text = format!("[{}]", runs.iter().map(entry).collect::<Vec<_>>().join(","));
        let listed = read_blob("m.json", text.as_bytes()).lighthouse.unwrap().listed;
        let told: Vec<_> = listed.into_iter().map(|one| (one.page, one.file, one.representative)).collect();
        let wrote = runs.iter().map(|(name, representative, ..)| (format!("http://localhost/{name}"), format!("{name}.json"), *representative));
        prop_assert_eq!(told, wrote.collect::<Vec<_>>());
        let result = |(passed, warns, actual): &(bool, bool, u32)| format!(
            r#"{{"name":"minScore","expected":0.9,"actual":{actual},"operator":">=","passed":{passed},"auditId":"x","level":"{}","url":"http://127.0.0.1:9/"}}"#,
            if *warns { "warn" } else { "error" }
        );
        let text = format!("[{}]", failed.iter().map(result).collect::<Vec<_>>().join(","));
        let facts = read_blob(".lighthouseci/assertion-results.json", text.as_bytes());
        let parts: Vec<_> = facts.records[0].parts.iter().map(|part| part.conclusion).collect();
        let ended = |(passed, ..): &(bool, bool, u32)| Some(if *passed { Conclusion::Succeeded } else { Conclusion::Failed });
        prop_assert_eq!(parts, failed.iter().map(ended).collect::<Vec<_>>());
        let fails = failed.iter().any(|(passed, warns, _)| !passed && !warns);
        prop_assert_eq!(facts.state, if fails { State::Failing } else { State::Neutral });
    }
}
