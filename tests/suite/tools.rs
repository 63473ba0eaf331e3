//! Claims about what the report of a tool is about: what it covers, and above all what it does not.

use crate::judge::{list, one_release};
use crate::pipeline::judged_by;
use crate::reports::{TAG, verdict};
use golive::config::Config;
use std::path::Path;

/// A SARIF without results, of a tool of this name.
fn sarif(tool: &str) -> String {
    format!(
        r#"{{"version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"{tool}"}}}},"invocations":[{{"executionSuccessful":true,"endTimeUtc":"2026-01-10T09:00:00Z"}}],"results":[]}}]}}"#
    )
}

/// How an item that names this file comes out.
fn named(words: &str, path: &str, text: &str) -> &'static str {
    verdict(&format!("- [x] {words} (`{path}`)"), &[(path, text)])
}

#[test]
fn the_report_of_a_scanner_is_about_what_the_scanner_does() {
    for (words, tool, right) in [
        ("SAST scan passed", "Semgrep OSS", "verified"),
        ("Static analysis passed", "CodeQL", "verified"),
        ("Security scan passed", "Bandit", "verified"),
        ("SAST scan passed", "scan", "verified"),
        ("Vulnerability scan passed", "Trivy", "verified"),
        ("Dependency scan clean", "Grype", "verified"),
        ("Secret scan passed", "gitleaks", "verified"),
        ("IaC scan passed", "checkov", "verified"),
        ("Lint passed", "ESLint", "verified"),
        ("Lint passed", "ansible-lint", "verified"),
        ("SAST scan passed", "ESLint", "unsupported"),
        ("Security scan passed", "ruff", "unsupported"),
        ("Security scan passed", "scan", "unsupported"),
        ("SAST scan passed", "gitleaks", "unsupported"),
        ("Secret scan passed", "Semgrep OSS", "unsupported"),
        ("Vulnerability scan passed", "checkov", "unsupported"),
        ("Lint passed", "Trivy", "unsupported"),
        ("Penetration test passed", "Semgrep OSS", "unsupported"),
        ("Unit tests passed", "Semgrep OSS", "unsupported"),
    ] {
        assert_eq!(named(words, "artifacts/scan/code.sarif", &sarif(tool)), right, "{words}, by {tool}");
    }
}

#[test]
fn a_lint_without_findings_says_nothing_of_vulnerabilities() {
    for (tool, right) in [("Semgrep OSS", "verified"), ("ESLint", "unsupported"), ("gitleaks", "unsupported")]
    {
        let path = "artifacts/scan/code.sarif";
        assert_eq!(named("No critical vulnerabilities", path, &sarif(tool)), right, "{tool}");
    }
}

#[test]
fn a_runner_of_unit_tests_tells_unit_tests_unless_a_name_tells_another_layer() {
    let suite = |name: &str, case: &str| {
        format!(
            r#"<testsuites><testsuite name="{name}" timestamp="2026-01-10T09:00:00Z"><testcase {case}/></testsuite></testsuites>"#
        )
    };
    for (path, name, case, right) in [
        ("artifacts/ci/junit.xml", "pytest", r#"classname="tests.test_cart" name="adds""#, "verified"),
        ("artifacts/ci/junit.xml", "jest tests", r#"name="adds""#, "verified"),
        ("artifacts/ci/TEST-com.acme.CartTest.xml", "com.acme.CartTest", r#"name="adds""#, "verified"),
        ("artifacts/ci/TEST-com.acme.CartIT.xml", "com.acme.CartIT", r#"name="adds""#, "unsupported"),
        ("artifacts/e2e/junit.xml", "pytest", r#"name="adds""#, "unsupported"),
        ("artifacts/ci/integration.xml", "pytest", r#"name="adds""#, "unsupported"),
        (
            "artifacts/ci/junit.xml",
            "pytest",
            r#"classname="tests.integration.test_cart" name="adds""#,
            "unsupported",
        ),
        ("artifacts/ci/junit.xml", "checkout", r#"name="adds""#, "unsupported"),
        ("artifacts/ci/junit.xml", "Playwright", r#"name="adds""#, "unsupported"),
        ("artifacts/ci/junit.xml", "smoke", r#"name="adds""#, "unsupported"),
    ] {
        assert_eq!(named("Unit tests green", path, &suite(name, case)), right, "{path} {name} {case}");
    }
    let failed = r#"<testsuite name="pytest" timestamp="2026-01-10T09:00:00Z"><testcase name="a"><failure/></testcase></testsuite>"#;
    assert_eq!(named("Unit tests green", "artifacts/ci/junit.xml", failed), "failed");
    let empty = r#"<testsuite name="pytest" timestamp="2026-01-10T09:00:00Z"/>"#;
    assert_eq!(named("Unit tests green", "artifacts/ci/junit.xml", empty), "unsupported");
}

#[test]
fn a_project_names_its_own_tools() {
    let own = "[[tool]]\nid = \"sast\"\nnames = [\"house rules\"]\n";
    let (item, text) =
        (list("- [x] Security scan passed (`artifacts/scan/code.sarif`)"), sarif("House Rules"));
    let repo = one_release(&[("RELEASE_CHECKLIST.md", &item), ("artifacts/scan/code.sarif", &text)]);
    let config = Config::load(Path::new("golive.toml"), own).unwrap();
    assert_eq!(judged_by(&repo, &config).item(TAG, "").today.verdict.word(), "verified");
}
