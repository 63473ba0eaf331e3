//! Claims about reports of test runners and audits.
//!
//! The files of tests/data/reports are real outputs of the tool and version in their names: of tests that pass, one that fails (`bad`), all left
//! out (`skip`), a file that does not load (`load`), a hook that throws, none at all (`empty`, `none`), and a run that was interrupted (`int`).

use crate::reports::verdict;
use golive::model::evidence::{Facts, Kind};
use golive::model::record::Conclusion;
use golive::read::read_blob;
use std::path::Path;

const GREEN: Option<Conclusion> = Some(Conclusion::Succeeded);
const RED: Option<Conclusion> = Some(Conclusion::Failed);
const SKIPPED: Option<Conclusion> = Some(Conclusion::Skipped);

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reports");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn read(name: &str) -> Facts {
    let end = name.rsplit('.').next().unwrap();
    read_blob(&format!("artifacts/ci/report.{end}"), text(name).as_bytes())
}

#[test]
fn a_report_of_tests_ends_as_its_tests_did() {
    for (name, right) in [
        ("jest-30.5.2-ok.json", GREEN),
        ("jest-30.5.2-bad.json", RED),
        ("jest-30.5.2-skip.json", SKIPPED),
        ("jest-30.5.2-load.json", RED),
        ("jest-30.5.2-jhook.json", RED),
        ("jest-30.5.2-empty.json", RED),
        ("vitest-5.1.2-ok.json", GREEN),
        ("vitest-5.1.2-bad.json", RED),
        ("vitest-5.1.2-skip.json", SKIPPED),
        ("vitest-5.1.2-load.json", RED),
        ("vitest-5.1.2-jhook.json", RED),
        ("vitest-5.1.2-empty.json", RED),
        ("mocha-12.0.3-ok.json", GREEN),
        ("mocha-12.0.3-bad.json", RED),
        ("mocha-12.0.3-skip.json", SKIPPED),
        ("mocha-12.0.3-hook.json", RED),
        ("mocha-12.0.3-empty.json", None),
        ("mocha-ctrf-0.0.11-ok.json", GREEN),
        ("mocha-ctrf-0.0.11-bad.json", RED),
        ("mocha-ctrf-0.0.11-skip.json", SKIPPED),
        ("mocha-ctrf-0.0.11-empty.json", None),
        ("pytest-ctrf-0.6.1-ok.json", GREEN),
        ("pytest-ctrf-0.6.1-load.json", None),
        ("pytest-ctrf-0.6.1-int.json", None),
        ("pytest-9.2.0-int.xml", None),
        ("libtest-1.95.0-ok.json", GREEN),
        ("libtest-1.95.0-bad.json", RED),
        ("libtest-1.95.0-none.json", None),
        ("libtest-1.95.0-abort.json", None),
        ("pa11y-ci-4.1.1-ok.json", GREEN),
        ("pa11y-ci-4.1.1-bad.json", RED),
        ("pa11y-ci-4.1.1-refused.json", RED),
        ("pa11y-ci-4.1.1-empty.json", None),
        ("cargo-1.95.0-ok.txt", GREEN),
        ("cargo-1.95.0-bad.txt", RED),
        ("cargo-1.95.0-none.txt", None),
        ("cargo-1.95.0-abort.txt", RED),
        ("pytest-9.2.0-ok.txt", GREEN),
        ("pytest-9.2.0-q-ok.txt", GREEN),
        ("pytest-9.2.0-bad.txt", RED),
        ("pytest-9.2.0-load.txt", RED),
        ("pytest-9.2.0-int.txt", None),
        ("pytest-9.2.0-q-int.txt", None),
        ("pytest-9.2.0-none.txt", None),
        ("pytest-9.2.0-skip.txt", SKIPPED),
        ("prove-3.44-ok.txt", GREEN),
        ("prove-3.44-bad.txt", RED),
        ("prove-3.44-die.txt", RED),
        ("prove-3.44-none.txt", None),
        ("unittest-3.11-ok.txt", GREEN),
        ("unittest-3.11-bad.txt", RED),
        ("unittest-3.11-none.txt", None),
        ("node-20.20.2-ok.txt", GREEN),
        ("node-20.20.2-bad.txt", RED),
        ("newman-6.2.2-ok.json", GREEN),
        ("newman-6.2.2-bad.json", RED),
        ("newman-6.2.2-refused.json", RED),
        ("robot-7.5-ok.xml", GREEN),
        ("robot-7.5-bad.xml", RED),
        ("robot-7.5-skip.xml", SKIPPED),
        ("robot-7.5-setup.xml", RED),
        ("robot-7.5-none.xml", None),
    ] {
        let facts = read(name);
        assert_eq!((facts.kind.clone(), facts.records.len()), (Kind::CiRun, 1), "{name}");
        assert_eq!(facts.records[0].conclusion, right, "{name}");
        let tells_time =
            !name.ends_with(".txt") && !name.starts_with("libtest") && !name.starts_with("pa11y");
        assert_eq!(facts.records[0].claim.is_some(), tells_time, "{name} tells its time");
        assert!(!facts.records[0].tools.is_empty() || name.starts_with("pytest-9"), "{name} tells its tool");
    }
    let failed = read("jest-30.5.2-bad.json");
    let parts = failed.records[0].parts.iter().map(|part| (part.name.as_str(), part.conclusion));
    assert_eq!(parts.collect::<Vec<_>>(), [("cart adds", GREEN), ("cart empties", RED)]);
}

#[test]
fn the_xml_of_dotnet_is_read_by_its_counts() {
    let trx = |outcome: &str, counts: &str| {
        format!(
            r#"<?xml version="1.0"?><TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Times finish="2026-01-10T09:00:00.0000000+00:00"/><ResultSummary outcome="{outcome}"><Counters {counts}/></ResultSummary></TestRun>"#
        )
    };
    let nunit = |result: &str, counts: &str| {
        format!(
            r#"<test-run id="2" result="{result}" {counts} end-time="2026-01-10 09:00:00Z"><test-suite/></test-run>"#
        )
    };
    let old = |counts: &str| {
        format!(r#"<test-results name="a.dll" {counts} date="2026-01-10" time="09:00:00"></test-results>"#)
    };
    let xunit = |counts: &str| {
        format!(
            r#"<assemblies timestamp="01/10/2026 09:00:00"><assembly name="a.dll" run-date="2026-01-10" {counts}/></assemblies>"#
        )
    };
    for (path, text, right) in [
        ("a/t.trx", trx("Completed", r#"total="2" executed="2" passed="2" failed="0""#), GREEN),
        ("a/t.trx", trx("Failed", r#"total="2" executed="2" passed="1" failed="1""#), RED),
        ("a/t.trx", trx("Failed", r#"total="2" executed="2" passed="2" failed="0""#), RED),
        ("a/t.trx", trx("Aborted", r#"total="2" executed="1" passed="1" failed="0""#), None),
        ("a/t.trx", trx("Completed", r#"total="0" executed="0" passed="0" failed="0""#), None),
        ("a/n.xml", nunit("Passed", r#"total="2" passed="2" failed="0" skipped="0""#), GREEN),
        ("a/n.xml", nunit("Failed", r#"total="2" passed="1" failed="1" skipped="0""#), RED),
        ("a/n.xml", nunit("Failed", r#"total="2" passed="2" failed="0" skipped="0""#), RED),
        ("a/n.xml", nunit("Skipped", r#"total="2" passed="0" failed="0" skipped="2""#), SKIPPED),
        ("a/n.xml", old(r#"total="2" errors="0" failures="0" not-run="0""#), GREEN),
        ("a/n.xml", old(r#"total="2" errors="1" failures="0" not-run="0""#), RED),
        ("a/n.xml", old(r#"total="0" errors="0" failures="0" not-run="2""#), None),
        ("a/x.xml", xunit(r#"total="2" passed="2" failed="0" skipped="0" errors="0""#), GREEN),
        ("a/x.xml", xunit(r#"total="2" passed="2" failed="0" skipped="0" errors="1""#), RED),
        ("a/x.xml", xunit(r#"total="1" passed="0" failed="0" skipped="1" errors="0""#), SKIPPED),
    ] {
        let facts = read_blob(path, text.as_bytes());
        assert_eq!(facts.records.first().map(|record| record.conclusion), Some(right), "{text}");
        let cut = read_blob(path, &text.as_bytes()[..text.len() - 4]);
        assert!(cut.records.iter().all(|record| record.conclusion.is_none()), "cut: {text}");
    }
}

#[test]
fn a_report_in_which_every_test_is_of_another_layer_tells_no_unit_tests() {
    let ctrf = |second: &str| {
        format!(
            r#"{{"results":{{"tool":{{"name":"pytest"}},"summary":{{"passed":2,"failed":0,"skipped":0,"stop":1768035600000}},"tests":[{{"name":"tests/integration/test_a.py::test_adds","status":"passed"}},{{"name":"{second}","status":"passed"}}]}}}}"#
        )
    };
    for (second, right) in [
        ("tests/test_cart.py::test_adds", "verified"),
        ("tests/integration/test_b.py::test_adds", "unsupported"),
    ] {
        let file = [("artifacts/ci/report.json", &*ctrf(second))];
        let item = "- [x] Unit tests green (`artifacts/ci/report.json`)";
        assert_eq!(verdict(item, &file), right, "{second}");
    }
}

const NPM: &str = r#"{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"vulnerabilities":{"info":0,"low":1,"moderate":MODERATE,"high":HIGH,"critical":CRITICAL,"total":TOTAL},"dependencies":{"prod":9,"total":9}}}"#;

fn npm([moderate, high, critical]: [u32; 3]) -> String {
    let total = 1 + moderate + high + critical;
    let all = [("MODERATE", moderate), ("HIGH", high), ("CRITICAL", critical), ("TOTAL", total)];
    all.iter().fold(NPM.to_owned(), |text, (name, count)| text.replace(name, &count.to_string()))
}

fn judged(words: &str, text: &str) -> &'static str {
    verdict(&format!("- [x] {words} (`artifacts/scan/audit.json`)"), &[("artifacts/scan/audit.json", text)])
}

#[test]
fn an_audit_answers_by_severity() {
    for (words, counts, right) in [
        ("No critical vulnerabilities", [3, 2, 0], "verified"),
        ("No critical vulnerabilities", [0, 0, 1], "failed"),
        ("No high vulnerabilities", [0, 2, 0], "failed"),
        ("No vulnerabilities", [0, 0, 0], "failed"),
        ("Fewer than 2 moderate findings", [1, 0, 0], "verified"),
        ("Fewer than 2 moderate findings", [2, 0, 0], "failed"),
        ("Fewer than 2 medium vulnerabilities", [2, 0, 0], "failed"),
        ("Dependency audit passed", [0, 1, 0], "failed"),
        ("Unit tests passed", [0, 0, 0], "unsupported"),
        ("SAST scan passed", [0, 0, 0], "unsupported"),
    ] {
        assert_eq!(judged(words, &npm(counts)), right, "{words}, {counts:?}");
    }
}

#[test]
fn what_could_not_be_audited_is_not_clean() {
    for words in ["No critical vulnerabilities", "Dependency audit passed", "No vulnerabilities"] {
        for name in ["pip-audit-2.10.1-skipped.json", "npm-11.19.1-refused.json"] {
            assert_eq!(judged(words, &text(name)), "unsupported", "{words}, {name}");
        }
    }
    let clean = r#"{"dependencies":[{"name":"idna","version":"3.20","vulns":[]}],"fixes":[]}"#;
    assert_eq!(judged("No critical vulnerabilities", clean), "verified");
    let part = r#"{"dependencies":[{"name":"idna","version":"3.20","vulns":[]},{"name":"own","skip_reason":"not on PyPI"}],"fixes":[]}"#;
    assert_eq!(judged("No critical vulnerabilities", part), "unsupported");
    let found = r#"{"dependencies":[{"name":"idna","version":"3.6","vulns":[{"id":"PYSEC-2026-1","fix_versions":["3.7"]}]}],"fixes":[]}"#;
    assert_eq!(judged("Dependency audit passed", found), "failed");
}

#[test]
fn scanners_are_read_by_the_severities_that_they_list() {
    let trivy = |found: &str| {
        format!(
            r#"{{"SchemaVersion":2,"CreatedAt":"2026-01-10T09:00:00Z","ArtifactName":"shop","ArtifactType":"filesystem"{found}}}"#
        )
    };
    let listed = |severity: &str| {
        trivy(&format!(
            r#","Results":[{{"Target":"package-lock.json","Vulnerabilities":[{{"VulnerabilityID":"CVE-2026-1","Severity":"{severity}"}}]}}]"#
        ))
    };
    let grype = |found: &str| {
        format!(
            r#"{{"matches":[{found}],"source":{{"type":"directory"}},"descriptor":{{"name":"grype","version":"0.90.0","timestamp":"2026-01-10T09:00:00Z"}}}}"#
        )
    };
    let osv = |score: &str| {
        format!(
            r#"{{"results":[{{"packages":[{{"groups":[{{"ids":["GHSA-1"],"max_severity":"{score}"}}]}}]}}],"experimental_config":{{}}}}"#
        )
    };
    let critical = "No critical vulnerabilities";
    for (words, text, right) in [
        (critical, listed("CRITICAL"), "failed"),
        (critical, listed("MEDIUM"), "verified"),
        (critical, trivy(r#","Results":[{"Target":"package-lock.json","Class":"lang-pkgs"}]"#), "verified"),
        (critical, trivy(""), "unsupported"),
        ("Vulnerability scan passed", trivy(r#","Results":[{"Target":"package-lock.json"}]"#), "verified"),
        ("Vulnerability scan passed", listed("HIGH"), "failed"),
        (critical, grype(r#"{"vulnerability":{"id":"CVE-2026-1","severity":"Critical"}}"#), "failed"),
        (critical, grype(""), "verified"),
        (critical, grype(r#"{"vulnerability":{"id":"CVE-2026-1","severity":"Unknown"}}"#), "unsupported"),
        (critical, osv("9.8"), "failed"),
        (critical, osv("5.3"), "verified"),
        ("Vulnerability scan passed", osv("5.3"), "failed"),
    ] {
        assert_eq!(judged(words, &text), right, "{words}, {text}");
    }
    let cargo = r#"{"database":{"advisory-count":9},"lockfile":{"dependency-count":9},"vulnerabilities":{"found":false,"count":0,"list":[]},"warnings":{}}"#;
    assert_eq!(judged(critical, cargo), "verified");
}

#[test]
fn a_scorecard_answers_a_bound_and_nothing_else() {
    let card = |score: &str| {
        format!(
            r#"{{"date":"2026-01-10T09:00:00Z","repo":{{"name":"github.com/a/shop","commit":"0"}},"scorecard":{{"version":"v5.0.0"}},"score":{score},"checks":[]}}"#
        )
    };
    for (words, score, right) in [
        ("Scorecard ≥ 7", "7.4", "verified"),
        ("Scorecard ≥ 7", "6.9", "failed"),
        ("Scorecard ≥ 7", "-1", "unsupported"),
        ("Scorecard passed", "7.4", "unsupported"),
    ] {
        assert_eq!(judged(words, &card(score)), right, "{words}, {score}");
    }
}

#[test]
fn a_run_of_pytest_that_was_interrupted_is_no_success() {
    let text = "t.py .\n\n!!!!!!!!!!!!!!!!!!!!!!!!! KeyboardInterrupt !!!!!!!!!!!!!!!!!!!!!!!!!!\nt.py:2: KeyboardInterrupt\n1 passed in 1.49s\n";
    let item = "- [x] Deployment tests passed (`artifacts/ci/deployment-tests.log`)";
    let told = verdict(item, &[("artifacts/ci/deployment-tests.log", text)]);
    assert!(["failed", "unsupported"].contains(&told), "{told}");
}

/// How the first record of a text ended.
fn ended(path: &str, text: &str) -> Option<Conclusion> {
    read_blob(path, text.as_bytes()).records.first().and_then(|record| record.conclusion)
}

#[test]
fn the_closing_lines_of_text_reports_tell_how_they_ended() {
    for (text, right) in [
        ("running 2 tests\ntest a ... ok\n", None),
        ("Tests:       1 skipped, 2 passed, 3 total\nTest Suites: 1 passed, 1 total\n", GREEN),
        ("Test Suites: 1 failed, 1 passed, 2 total\nTests:       2 passed, 2 total\n", RED),
        (" Test Files  1 passed (1)\n      Tests  2 passed | 1 skipped (3)\n", GREEN),
        (" Test Files  1 failed | 1 passed (2)\n      Tests  2 passed (2)\n", RED),
        ("  2 passing (5ms)\n  1 pending\n", GREEN),
        ("  2 passing (5ms)\n  1 failing\n", RED),
        ("  0 passing (1ms)\n", None),
        ("Running 2 tests using 1 worker\n  2 passed (2.1s)\n", GREEN),
        ("Running 2 tests using 1 worker\n  1 did not run\n  1 passed (2.1s)\n", None),
        ("Running 2 tests using 1 worker\n", None),
        ("3 examples, 0 failures\n", GREEN),
        ("0 examples, 0 failures, 1 error occurred outside of examples\n", RED),
        ("PHPUnit 11.5.1 by Sebastian Bergmann and contributors.\nOK (3 tests, 5 assertions)\n", GREEN),
        (
            "PHPUnit 11.5.1 by Sebastian Bergmann and contributors.\nWARNINGS!\nTests: 1, Assertions: 0, Warnings: 1.\n",
            SKIPPED,
        ),
        ("PHPUnit 11.5.1 by Sebastian Bergmann and contributors.\nPHP Fatal error:  x\n", None),
        ("ok  \tshop/cart\t0.012s\n?   \tshop\t[no test files]\n", GREEN),
        ("ok  \tshop/cart\t0.012s [no tests to run]\n", None),
        ("ok  \tshop/cart\t0.012s\nFAIL\tshop/pay [build failed]\nFAIL\n", RED),
        ("[==========] Running 2 tests from 1 test suite.\n[  PASSED  ] 2 tests.\n", GREEN),
        ("[==========] Running 2 tests from 1 test suite.\n[ RUN      ] a.b\n", None),
        ("100% tests passed, 0 tests failed out of 2\n\nTotal Test time (real) =   0.02 sec\n", GREEN),
        ("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1\n[INFO] BUILD SUCCESS\n", GREEN),
        ("[ERROR] Tests run: 3, Failures: 0, Errors: 1, Skipped: 1\n[INFO] BUILD FAILURE\n", RED),
        ("    Summary [   0.2s] 3 tests run: 3 passed, 0 skipped\n", GREEN),
        ("    Summary [   0.2s] 2/3 tests run: 2 passed, 0 skipped\n", None),
        ("2026-01-10T09:00:00.1234567Z === 1 failed, 2 passed in 0.2s ===\n", RED),
        ("2026-01-10T09:00:00.1234567Z ===== 2 passed in 0.20s =====\n", GREEN),
    ] {
        assert_eq!(ended("artifacts/ci/run.log", text), right, "{text}");
    }
    let told = verdict(
        "- [x] Unit tests green (`artifacts/ci/run.log`)",
        &[("artifacts/ci/run.log", "2026-01-10T09:00:00Z 3 passed in 0.01s\n")],
    );
    assert_eq!(told, "verified");
    let none = "2026-01-10T09:00:00Z no tests ran in 0.01s\n";
    assert_eq!(
        verdict("- [x] Unit tests green (`artifacts/ci/run.log`)", &[("artifacts/ci/run.log", none)]),
        "unsupported"
    );
    // What tells of something else is no report of tests.
    for path in ["artifacts/dry-run/dry-run-2026-01-10.log", "artifacts/backup/backup.log"] {
        assert_ne!(read_blob(path, b"Ran 3 tests in 0.001s\n\nOK\n").kind, Kind::CiRun, "{path}");
    }
}

#[test]
fn yarn_tells_its_counts_or_that_it_could_not_audit() {
    let summary = |high: u8| {
        format!(
            r#"{{"type":"auditSummary","data":{{"vulnerabilities":{{"info":0,"low":0,"moderate":0,"high":{high},"critical":0}},"dependencies":4}}}}"#
        )
    };
    let one =
        r#"{"value":"lodash","children":{"ID":1,"Issue":"x","Severity":"high","Vulnerable Versions":"<4"}}"#;
    for (text, right) in [
        (summary(0), GREEN),
        (summary(1), RED),
        (one.to_owned(), RED),
        (text("yarn-1.22.22-refused.json"), None),
    ] {
        assert_eq!(ended("artifacts/scan/yarn-audit.json", &text), right, "{text}");
    }
    let item = "- [x] No critical vulnerabilities (`artifacts/scan/yarn-audit.json`)";
    assert_eq!(verdict(item, &[("artifacts/scan/yarn-audit.json", &summary(0))]), "verified");
    assert_ne!(
        verdict(item, &[("artifacts/scan/yarn-audit.json", &text("yarn-1.22.22-refused.json"))]),
        "verified"
    );
}

#[test]
fn accessibility_is_told_by_pa11y() {
    let of = |name: &str| {
        let report = text(name);
        verdict(
            "- [x] Accessibility check passed (`artifacts/scan/pa11y.json`)",
            &[("artifacts/scan/pa11y.json", &report)],
        )
    };
    assert_eq!(of("pa11y-ci-4.1.1-ok.json"), "verified");
    assert_eq!(of("pa11y-ci-4.1.1-bad.json"), "failed");
    assert_eq!(of("pa11y-ci-4.1.1-empty.json"), "unsupported");
}

#[test]
fn unlighthouse_tells_the_scores_of_each_page() {
    for name in ["unlighthouse-0.16.3.csv", "unlighthouse-0.16.3.json"] {
        let facts = read_blob(&format!("artifacts/{name}"), text(name).as_bytes());
        let told = facts
            .measurements
            .iter()
            .map(|one| format!("{} {} {}", one.target, one.metric, one.value.unwrap()));
        let told = told.collect::<Vec<_>>();
        assert_eq!((facts.kind, told.len()), (Kind::Lighthouse, 8), "{name}");
        assert!(told.contains(&"/about.html lighthouse.accessibility 59".to_owned()), "{told:?}");
    }
    let item = |bound: u8| format!("- [x] Lighthouse accessibility ≥ {bound} (`artifacts/ci-result.csv`)");
    let table = text("unlighthouse-0.16.3.csv");
    assert_eq!(verdict(&item(90), &[("artifacts/ci-result.csv", &table)]), "failed");
    assert_eq!(verdict(&item(50), &[("artifacts/ci-result.csv", &table)]), "verified");
}
