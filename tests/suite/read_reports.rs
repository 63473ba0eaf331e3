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
        assert!(facts.records[0].claim.is_some(), "{name} tells its time");
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
