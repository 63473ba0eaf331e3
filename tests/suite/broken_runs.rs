//! Claims about runs that failed, broke off, or ran nothing, where a report's own totals do not say so.

use crate::reports::verdict;
use golive::model::record::Conclusion;
use golive::read::read_blob;

const GREEN: Option<Conclusion> = Some(Conclusion::Succeeded);
const RED: Option<Conclusion> = Some(Conclusion::Failed);
const IDLE: Option<Conclusion> = Some(Conclusion::Skipped);

/// How the first record of a file ended.
fn ended(path: &str, text: &str) -> Option<Conclusion> {
    read_blob(path, text.as_bytes()).records.first()?.conclusion
}

fn hold(path: &str, cases: &[(&str, Option<Conclusion>)]) {
    for (text, right) in cases {
        assert_eq!(ended(path, text), *right, "{text}");
    }
}

#[test]
fn a_stream_of_tap_is_judged_by_its_comments_and_by_the_subtests_of_its_tests() {
    let tap = |rest: &str| format!("TAP version 14\n{rest}");
    for (rest, right) in [
        ("ok 1 - a\n1..1\n# pass 1\n# fail 0\n", GREEN),
        ("ok 1 - a\n1..1\n# tests 2\n# fail 1\n", RED),
        ("ok 1 - a\n1..1\n# tests 2\n# fail  1\n", RED),
        ("ok 1 - a\n1..1\n# cancelled 1\n", RED),
        ("1..2\nok 1\nok 2\n# Looks like you failed 1 test of 2.\n", RED),
        ("1..1\nok 1\n# Looks like your test exited with 255 just after 1.\n", RED),
        ("1..1\nok 1\n# { total: 2, pass: 1, fail: 1 }\n", RED),
        ("1..1\nok 1\n# { total: 1, pass: 0, skip: 1 }\n", None),
        ("1..1\nok 1\n# pass 0\n", None),
        ("1..1\nok 1\n# pass 10\n# failed attempts are logged\n", GREEN),
        ("1..1\n# Subtest: a.js\n    ok 1 - sums # SKIP\n    1..1\nok 1 - a.js\n", None),
        ("1..1\n# Subtest: a.js\n    ok 1 - sums # SKIP\n    ok 2 - adds\n    1..2\nok 1 - a.js\n", GREEN),
        (
            "1..1\n# Subtest: a.js\n    # Subtest: sums\n        ok 1 - is 3 # SKIP\n        1..1\n    ok 1 - sums\n    1..1\nok 1 - a.js\n",
            None,
        ),
    ] {
        assert_eq!(ended("artifacts/ci/run.tap", &tap(rest)), right, "{rest}");
    }
}

#[test]
fn pytest_that_only_skipped_ran_nothing() {
    let report = |summary: &str, code: u32, outcome: &str| {
        format!(
            r#"{{"created": 1767398400.25, "exitcode": {code}, "root": "/srv", "environment": {{}}, "summary": {{{summary}, "collected": 1}}, "tests": [{{"nodeid": "a.py::test_a", "outcome": "{outcome}"}}]}}"#
        )
    };
    for (summary, code, outcome, right) in [
        (r#""skipped": 1, "total": 1"#, 0, "skipped", IDLE),
        (r#""xfailed": 1, "total": 1"#, 0, "xfailed", IDLE),
        (r#""passed": 1, "total": 1"#, 0, "passed", GREEN),
        (r#""passed": 1, "total": 1"#, 1, "passed", RED),
        (r#""failed": 1, "total": 1"#, 1, "failed", RED),
        (r#""passed": 1, "error": 1, "total": 2"#, 0, "passed", RED),
    ] {
        assert_eq!(ended("artifacts/ci/pytest.json", &report(summary, code, outcome)), right, "{summary}");
    }
}

fn robot(keyword: &str) -> String {
    format!(
        r#"<robot generator="Robot 7.5" generated="2026-01-03T00:00:00"><suite name="S"><test name="a"><kw name="Log"><status status="{keyword}"/></kw><status status="PASS"/></test><status status="PASS"/></suite><statistics><total><stat pass="1" fail="0" skip="0">All Tests</stat></total></statistics></robot>"#
    )
}

#[test]
fn a_dry_run_of_robot_ran_nothing() {
    hold("artifacts/ci/output.xml", &[(&robot("NOT RUN"), IDLE), (&robot("PASS"), GREEN)]);
}

#[test]
fn a_hook_that_failed_fails_the_run() {
    let report = |hooks: &str| {
        format!(
            r#"{{"stats": {{"suites": 1, "tests": 1, "passes": 1, "pending": 0, "failures": 0, "end": "2026-01-03T00:00:00Z"}}, "results": [{{"title": "", "suites": [{{"title": "b", {hooks}, "tests": [{{"title": "sums", "state": "passed", "isHook": false}}], "suites": []}}]}}]}}"#
        )
    };
    let hook = |state: &str| format!(r#"[{{"title": "hook", "state": "{state}", "isHook": true}}]"#);
    for name in ["beforeHooks", "afterHooks"] {
        for (state, right) in [("failed", RED), ("passed", GREEN)] {
            let text = report(&format!(r#""{name}": {}"#, hook(state)));
            assert_eq!(ended("artifacts/e2e/mochawesome.json", &text), right, "{name} {state}");
        }
    }
}

#[test]
fn xml_that_broke_off_proves_nothing() {
    let suites = "<testsuites><testsuite name=\"u\" tests=\"1\"><testcase name=\"a\"/></testsuite>\n";
    assert_eq!(ended("artifacts/ci/junit.xml", suites), None);
    assert_eq!(ended("artifacts/ci/junit.xml", &format!("{suites}</testsuites>")), GREEN);
    let sample = |n: u64| {
        format!(
            "<httpSample t=\"120\" ts=\"{}\" s=\"true\" lb=\"Home\" rc=\"200\" rm=\"OK\"/>\n",
            1_767_398_400_000 + n
        )
    };
    let results = |end: &str| format!("<testResults version=\"1.2\">\n{}{}{end}", sample(0), sample(9));
    let judged =
        |text: &str| verdict("- [x] Smoke availability > 99 %", &[("artifacts/load/results.xml", text)]);
    for end in
        ["", "<httpSample t=\"90\" ts=\"1767398401000\" s=\"true\"", "<httpSample t=\"90\" s=\"true\"><java"]
    {
        let text = results(end);
        assert_ne!(judged(&text), "verified", "{end}");
        let problems = read_blob("artifacts/load/results.xml", text.as_bytes()).problems;
        assert!(problems.iter().any(|problem| problem.code == "xml-syntax"), "{end}: {problems:?}");
    }
    assert_eq!(judged(&results("</testResults>")), "verified");
}

#[test]
fn of_the_xml_of_dotnet_the_worse_of_totals_and_parts_counts() {
    let xunit = |inner: &str| {
        format!(
            r#"<assemblies timestamp="2026-01-03T00:00:00Z"><assembly name="s.dll" total="1" passed="1" failed="0" skipped="0">{inner}</assembly></assemblies>"#
        )
    };
    let nunit = |inner: &str| {
        format!(
            r#"<test-run id="2" result="Passed" total="1" passed="1" failed="0" skipped="0" end-time="2026-01-03 00:00:00Z"><test-suite result="Passed">{inner}</test-suite></test-run>"#
        )
    };
    let nunit2 = |inner: &str| {
        format!(
            r#"<test-results name="s.dll" total="1" errors="0" failures="0" not-run="0" date="2026-01-03"><test-suite name="x" success="True"><results>{inner}</results></test-suite></test-results>"#
        )
    };
    let trx = |info: &str| {
        format!(
            r#"<TestRun id="1"><Times finish="2026-01-03T00:00:00Z"/><ResultSummary outcome="Completed"><Counters total="1" executed="1" passed="1" failed="0"/><RunInfos><RunInfo outcome="{info}"/></RunInfos></ResultSummary></TestRun>"#
        )
    };
    hold(
        "artifacts/ci/report.xml",
        &[
            (&xunit(r#"<collection><test name="a" result="Pass"/></collection>"#), GREEN),
            (&xunit(r#"<collection><test name="a" result="Fail"/></collection>"#), RED),
            (&xunit(r#"<errors><error type="assembly-cleanup"/></errors>"#), RED),
            (&xunit("<errors/>"), GREEN),
            (&nunit(r#"<test-case name="a" result="Passed"/>"#), GREEN),
            (&nunit(r#"<test-case name="a" result="Failed" label="Invalid"/>"#), RED),
            (&nunit(r#"<test-suite result="Failed" label="Invalid"/>"#), RED),
            (&nunit2(r#"<test-case name="a" executed="True" success="True"/>"#), GREEN),
            (&nunit2(r#"<test-case name="a" executed="True" success="False"/>"#), RED),
            (&trx("Warning"), GREEN),
            (&trx("Error"), RED),
        ],
    );
}

#[test]
fn a_report_in_json_that_lists_or_counts_less_than_it_states_is_not_whole() {
    let ctrf = |summary: &str, tests: &str| {
        format!(
            r#"{{"reportFormat": "CTRF", "results": {{"tool": {{"name": "x"}}, "summary": {{{summary}, "failed": 0, "pending": 0, "skipped": 0, "other": 0, "stop": 1767398400000}}, "tests": [{tests}]}}}}"#
        )
    };
    let (a, b) = (r#"{"name": "a", "status": "passed"}"#, r#"{"name": "b", "status": "passed"}"#);
    hold(
        "artifacts/ci/ctrf.json",
        &[
            (&ctrf(r#""tests": 2, "passed": 2"#, &format!("{a}, {b}")), GREEN),
            (&ctrf(r#""tests": 5, "passed": 2"#, &format!("{a}, {b}")), None),
            (&ctrf(r#""tests": 2, "passed": 2"#, a), None),
        ],
    );
    let playwright = |status: &str| {
        format!(
            r#"{{"suites": [{{"title": "a", "specs": [{{"title": "t", "ok": true, "tests": [{{"status": "skipped", "results": [{{"status": "{status}"}}]}}]}}]}}], "errors": [], "stats": {{"startTime": "2026-01-03T00:00:00Z", "expected": 1, "unexpected": 0, "flaky": 0, "skipped": 1}}}}"#
        )
    };
    hold("artifacts/e2e/p.json", &[(&playwright("interrupted"), RED), (&playwright("skipped"), GREEN)]);
    let newman = |stats: &str| {
        format!(
            r#"{{"collection": {{"info": {{"name": "s"}}}}, "run": {{"stats": {{{stats}, "assertions": {{"total": 1, "failed": 0, "pending": 0}}}}, "failures": [], "executions": [{{"item": {{"name": "a"}}, "assertions": [{{"assertion": "x"}}]}}], "timings": {{"completed": 1767398400000}}}}}}"#
        )
    };
    hold(
        "artifacts/ci/newman.json",
        &[
            (&newman(r#""requests": {"total": 2, "failed": 0}"#), GREEN),
            (&newman(r#""requests": {"total": 2, "failed": 1}"#), RED),
            (&newman(r#""testScripts": {"total": 1, "failed": 1}"#), RED),
        ],
    );
}

fn sarif(driver: &str, rest: &str) -> String {
    format!(
        r#"{{"version": "2.1.0", "runs": [{{"tool": {{"driver": {{"name": "scan", "rules": [{{"id": "R0"}}]}}{driver}}}, {rest}}}]}}"#
    )
}

#[test]
fn sarif_is_judged_with_exit_codes_extensions_and_files_beside_it() {
    let invocation = |code: u32| {
        format!(r#""results": [], "invocations": [{{"executionSuccessful": true, "exitCode": {code}}}]"#)
    };
    let extension = r#", "extensions": [{"name": "ext", "guid": "11111111-2222-3333-4444-555555555555", "rules": [{"id": "E0", "defaultConfiguration": {"level": "error"}}]}]"#;
    let result = |component: &str| {
        format!(
            r#""results": [{{"rule": {{"index": 0, "toolComponent": {{{component}}}}}, "message": {{"text": "x"}}}}]"#
        )
    };
    let elsewhere = |count: u32| {
        format!(
            r#""results": [], "externalPropertyFileReferences": {{"results": [{{"location": {{"uri": "r.json"}}, "itemCount": {count}}}]}}"#
        )
    };
    hold(
        "artifacts/scan.sarif",
        &[
            (&sarif("", &invocation(0)), GREEN),
            (&sarif("", &invocation(3)), None),
            (&sarif(extension, &result(r#""index": 0"#)), RED),
            (&sarif(extension, &result(r#""guid": "11111111-2222-3333-4444-555555555555""#)), RED),
            (&sarif(extension, &result(r#""name": "ext""#)), RED),
            (&sarif(extension, &result(r#""name": "scan""#)), GREEN),
            (&sarif("", &elsewhere(4)), None),
            (&sarif("", &elsewhere(0)), GREEN),
        ],
    );
}

#[test]
fn misconfigurations_that_trivy_tells_are_findings() {
    let trivy = |status: &str, severity: &str| {
        format!(
            r#"{{"SchemaVersion": 2, "CreatedAt": "2026-01-03T00:00:00Z", "ArtifactName": ".", "ArtifactType": "filesystem", "Results": [{{"Target": "Dockerfile", "Class": "config", "Misconfigurations": [{{"ID": "DS002", "Severity": "{severity}", "Status": "{status}"}}]}}]}}"#
        )
    };
    hold(
        "artifacts/ci/trivy.json",
        &[
            (&trivy("FAIL", "HIGH"), RED),
            (&trivy("PASS", "HIGH"), GREEN),
            (&trivy("EXCEPTION", "CRITICAL"), GREEN),
        ],
    );
}

#[test]
fn a_sample_that_does_not_tell_how_it_ended_is_no_check() {
    let facts = read_blob("artifacts/load/results.jtl", b"timeStamp,elapsed,label\n1767398400000,120,Home\n");
    assert_eq!(facts.measurements.len(), 0);
    assert_eq!(facts.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["unread"]);
}

#[test]
fn a_sample_within_a_transaction_of_jmeter_is_a_check() {
    let text = "<testResults version=\"1.2\">\n<sample t=\"300\" ts=\"1767398400000\" s=\"true\" lb=\"Buy\" rc=\"200\" rm=\"Number of samples in transaction : 2, number of failing samples : 1\">\n\
        <httpSample t=\"120\" ts=\"1767398400000\" s=\"true\" lb=\"Home\" rc=\"200\" rm=\"OK\">\n<httpSample t=\"20\" ts=\"1767398400000\" s=\"true\" lb=\"Home-0\" rc=\"302\" rm=\"Found\"/>\n<java.net.URL>https://a.invalid/</java.net.URL>\n</httpSample>\n\
        <httpSample t=\"180\" ts=\"1767398400120\" s=\"false\" lb=\"Pay\" rc=\"500\" rm=\"Error\"/>\n</sample>\n\
        <httpSample t=\"90\" ts=\"1767398401000\" s=\"true\" lb=\"End\" rc=\"200\" rm=\"OK\"/>\n</testResults>\n";
    let facts = read_blob("artifacts/load/results.xml", text.as_bytes());
    let told = facts.measurements.iter().map(|one| (one.value.unwrap(), one.finished(), &*one.target));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(120.0, true, "https://a.invalid/"), (180.0, false, ""), (90.0, true, "")]
    );
}

#[test]
fn a_test_that_node_expects_to_fail_fails_nothing() {
    let report = |case: &str, failed: u32| {
        format!(
            "<testsuites>\n<testcase name=\"a\"/>\n<testcase name=\"b\">{case}<failure type=\"testCodeFailure\" message=\"x\"/></testcase>\n<!-- tests 2 -->\n<!-- fail {failed} -->\n<!-- todo 1 -->\n</testsuites>\n"
        )
    };
    let todo = "<skipped type=\"todo\" message=\"later\"/>";
    hold(
        "artifacts/ci/junit.xml",
        &[(&report(todo, 0), GREEN), (&report("", 1), RED), (&report(todo, 1), RED)],
    );
}

/// A run of a workflow of this release's commit.
fn run(workflow: &str, conclusion: &str, minute: u32, attempt: u32) -> String {
    format!(
        r#"{{"databaseId": {attempt}, "attempt": {attempt}, "workflowName": "{workflow}", "headBranch": "main", "headSha": "@", "status": "completed", "conclusion": "{conclusion}", "createdAt": "2026-01-10T10:{minute:02}:00Z"}}"#
    )
}

/// The verdict of "Latest CI run on `main` green" at a tag whose commit these runs tell.
fn latest(runs: &[String]) -> &'static str {
    let repo = crate::repo::Repo::new();
    let list = "# Release checklist\n\n- [x] Latest CI run on `main` green\n";
    let id = repo.commit("2026-01-10T09:00:00Z", "list", &[("docs/release-checklist.md", Some(list))]);
    let files = runs.iter().enumerate();
    let files = files.map(|(n, run)| (format!("artifacts/ci/{n}.json"), run.replace('@', &id.to_string())));
    let files = files.collect::<Vec<_>>();
    let files = files.iter().map(|(path, run)| (path.as_str(), Some(run.as_str()))).collect::<Vec<_>>();
    repo.commit("2026-01-10T11:00:00Z", "runs", &files);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    crate::pipeline::judged(&repo).release("v1.0.0").items[0].at_tag.verdict.word()
}

#[test]
fn a_skipped_run_of_another_workflow_hides_no_green_one_and_a_later_attempt_does() {
    assert_eq!(latest(&[run("CI", "success", 10, 1)]), "verified");
    for skipped in ["cancelled", "skipped"] {
        assert_eq!(latest(&[run("CI", "success", 10, 1), run("Nightly", skipped, 30, 1)]), "verified");
        assert_ne!(latest(&[run("CI", "success", 10, 1), run("CI", skipped, 30, 1)]), "verified");
        assert_ne!(latest(&[run("CI", "failure", 10, 1), run("Nightly", skipped, 30, 1)]), "verified");
        assert_ne!(latest(&[run("Nightly", skipped, 30, 1)]), "verified");
    }
    for (first, second, right) in [("success", "failure", false), ("failure", "success", true)] {
        let runs = [run("CI", first, 10, 1), run("CI", second, 10, 2)];
        assert_eq!(latest(&runs) == "verified", right, "{first}, then {second}");
        let [one, two] = runs;
        assert_eq!(latest(&[two, one]) == "verified", right, "{first}, then {second}, told in turn");
    }
}

#[test]
fn a_job_of_gitlab_that_may_not_fail_fails_its_pipeline() {
    let pipeline = |may_fail: bool| {
        format!(
            r#"{{"id": 7, "kind": "pipeline", "status": "success", "ref": "main", "created_at": "2026-01-10T10:00:00Z", "jobs": [{{"name": "unit", "status": "failed", "allow_failure": {may_fail}}}, {{"name": "lint", "status": "success", "allow_failure": false}}]}}"#
        )
    };
    assert_ne!(ended("artifacts/ci/pipeline.json", &pipeline(false)), GREEN);
    assert_eq!(ended("artifacts/ci/pipeline.json", &pipeline(true)), GREEN);
}

#[test]
fn how_long_something_else_took_is_no_latency_of_an_address() {
    let checks = |text: &str| {
        read_blob("artifacts/a.json", text.as_bytes())
            .measurements
            .iter()
            .filter(|one| one.metric.is_of_latency())
            .count()
    };
    let at = r#""timestamp": "2026-01-10T10:00:00Z""#;
    for rest in [
        r#""url": "https://a.invalid/", "kind": "deploy", "environment": "staging", "durationMs": 65000, "status": "success""#,
        r#""url": "https://a.invalid/", "kind": "backup", "duration_ms": 90000, "status": "success""#,
        r#""target": "https://a.invalid/", "vus": 10, "requests": 1200, "durationMs": 60000"#,
        r#""url": "https://a.invalid/", "screenshots": 4, "durationMs": 9000, "ok": true"#,
    ] {
        assert_eq!(checks(&format!("{{{at}, {rest}}}")), 0, "{rest}");
    }
    for rest in [
        r#""url": "https://a.invalid/", "status": 200, "durationMs": 210"#,
        r#""url": "https://a.invalid/", "type": "smoke check", "ok": true, "durationMs": 210"#,
        r#""target": "https://a.invalid/", "durationMs": 210, "status": 200, "ok": true"#,
    ] {
        assert_eq!(checks(&format!("{{{at}, {rest}}}")), 1, "{rest}");
    }
}
