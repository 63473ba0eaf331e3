//! Claims about reports of tests and scans: totals against parts, streams that broke off, runs of nothing, levels, and the series of records.

use crate::judge::{list, one_release};
use crate::pipeline::judged;
use golive::model::record::Conclusion;
use golive::read::read_blob;

pub const TAG: &str = "v2026.01.10a";

/// How the first record of a file ended; `None` too where nothing in it is a record.
fn ended(path: &str, text: &str) -> Option<Conclusion> {
    read_blob(path, text.as_bytes()).records.first()?.conclusion
}

/// The verdict of an item beside these files.
pub fn verdict(item: &str, files: &[(&str, &str)]) -> &'static str {
    let list = list(item);
    let mut all = vec![("RELEASE_CHECKLIST.md", list.as_str())];
    all.extend(files);
    judged(&one_release(&all)).item(TAG, "").today.verdict.word()
}

const GREEN: Option<Conclusion> = Some(Conclusion::Succeeded);
const RED: Option<Conclusion> = Some(Conclusion::Failed);

#[test]
fn of_junit_the_worse_of_totals_and_cases_counts() {
    for (text, right) in [
        (r#"<testsuite name="u" tests="1"><testcase name="a"/></testsuite>"#, GREEN),
        (r#"<testsuite name="u" tests="9" failures="2"><testcase name="a"/></testsuite>"#, RED),
        (
            r#"<testsuites tests="9" errors="1"><testsuite name="u"><testcase name="a"/></testsuite></testsuites>"#,
            RED,
        ),
        (r#"<testsuite name="u" tests="9"><testcase name="a"/></testsuite>"#, None),
        (r#"<testsuite name="u" tests="2" skipped="1"><testcase name="a"/></testsuite>"#, GREEN),
        (
            r#"<testsuites><testcase name="a"><failure/></testcase><testsuite name="u"><testcase name="b"/></testsuite></testsuites>"#,
            RED,
        ),
        (
            r#"<testsuites><testsuite name="u"><error message="setup"/><testcase name="a"/></testsuite></testsuites>"#,
            RED,
        ),
        (
            r#"<testsuites><testsuite name="a" errors="1" tests="0"/><testsuite name="b" tests="1"><testcase name="b"/></testsuite></testsuites>"#,
            RED,
        ),
        (r#"<testsuite name="u"><testcase name="a" status="failed"/></testsuite>"#, RED),
        (
            r#"<testsuite name="u" tests="1"><testcase name="a" status="notrun" result="suppressed"/></testsuite>"#,
            None,
        ),
        (
            r#"<testsuite name="u"><testcase name="a"/><testcase name="b" status="notrun"><skipped message="Unable to find executable"/></testcase></testsuite>"#,
            RED,
        ),
        (
            r#"<testsuite name="u"><testcase name="a"/><testcase name="b" status="notrun"><skipped message="SKIP_RETURN_CODE=4"/></testcase></testsuite>"#,
            GREEN,
        ),
        (
            r#"<testsuite name="W" tests="1" warnings="1"><testcase name="Warning" assertions="0"><warning>no tests</warning></testcase></testsuite>"#,
            None,
        ),
        (r#"<testsuite name="u" assertions="0"><testcase name="a" assertions="0"/></testsuite>"#, None),
        (r#"<testsuites tests="0"/>"#, None),
        // An expected failure of Catch2, and a failing todo of node.
        (
            r#"<testsuite name="u" tests="2" failures="0" errors="0" skipped="1"><testcase name="b"/><testcase name="a"><skipped/><failure/></testcase></testsuite>"#,
            GREEN,
        ),
        (
            r#"<testsuite name="u" tests="2" failures="1" errors="0" skipped="1"><testcase name="b"/><testcase name="a"><skipped/><failure/></testcase></testsuite>"#,
            RED,
        ),
    ] {
        assert_eq!(ended("artifacts/ci/junit.xml", text), right, "{text}");
    }
}

#[test]
fn totals_and_cases_of_junit_that_contradict_each_other_are_told() {
    let text = "<testsuites>\n<testsuite name=\"u\" tests=\"9\" failures=\"2\"><testcase name=\"a\"/></testsuite></testsuites>";
    let facts = read_blob("artifacts/ci/junit.xml", text.as_bytes());
    let told = facts.problems.iter().map(|problem| problem.to_string()).collect::<Vec<_>>();
    assert!(told.len() == 1 && told[0].contains("totals-differ"), "{told:?}");
    assert!(told[0].starts_with("artifacts/ci/junit.xml:2"), "{told:?}");
}

#[test]
fn tap_is_whole_where_its_one_plan_is_kept() {
    for (text, right) in [
        ("1..2\nok 1 - a\nok 2 - b\n", GREEN),
        ("ok 1 - a\nok 2 - b\n1..2\n", GREEN),
        ("ok 1 - a\n", None),
        ("1..1\nok 1\nok 2\n", None),
        ("1..2\nok 1\nok 1\n", None),
        ("1..1\nok 1\n1..1\n", None),
        ("1..2\nok 1\n", RED),
        ("1..1\nok 1 a # in 7 ms\n", GREEN),
        ("1..1\nok 1 a # time=5.1ms {\n", GREEN),
        ("1..1\nok 1 - see \\# SKIP me\n", GREEN),
        ("1..1\nok 1 - a # Skipped: no database\n", None),
        ("1..2\nok 1 - a\nnot ok 2 - b # todo later\n", GREEN),
        ("# Subtest: basket\n    ok 1 - a\n    not ok 2 - b\n    1..2\nnot ok 1 - basket\n1..1\n", RED),
        ("1..0 # SKIP no database\n", None),
        ("1..2\nok 1\nBail out! no database\n", RED),
    ] {
        assert_eq!(ended("artifacts/ci/unit.tap", text), right, "{text}");
    }
}

/// A SARIF of one run, of a tool with these rules and results.
fn sarif(rules: &str, results: &str, invocation: &str) -> String {
    format!(
        r#"{{"version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"scan","rules":[{rules}]}}}},"invocations":[{{"executionSuccessful":true{invocation}}}],"results":{results}}}]}}"#
    )
}

#[test]
fn sarif_is_read_with_the_defaults_of_its_rules_and_without_what_is_set_aside() {
    let rule = r#"{"id":"x","defaultConfiguration":{"level":"error"}}"#;
    let severe = r#"{"id":"x","properties":{"security-severity":"9.8"}}"#;
    for (rules, results, invocation, right) in [
        ("", "[]", "", GREEN),
        ("", r#"[{"ruleId":"x"}]"#, "", GREEN),
        (rule, r#"[{"ruleId":"x"}]"#, "", RED),
        (rule, r#"[{"ruleIndex":0}]"#, "", RED),
        (rule, r#"[{"ruleId":"x/of/a/part"}]"#, "", RED),
        (rule, r#"[{"ruleId":"x","level":"note"}]"#, "", GREEN),
        (rule, r#"[{"ruleId":"x","kind":"pass"}]"#, "", GREEN),
        (rule, r#"[{"ruleId":"x","baselineState":"absent"}]"#, "", GREEN),
        (rule, r#"[{"ruleId":"x","suppressions":[{"status":"accepted"}]}]"#, "", GREEN),
        (rule, r#"[{"ruleId":"x","suppressions":[{"status":"underReview"}]}]"#, "", RED),
        (severe, r#"[{"ruleId":"x","level":"warning"}]"#, "", RED),
        ("", "null", "", None),
        ("", "[]", r#","toolExecutionNotifications":[{"level":"error","message":{"text":"m"}}]"#, None),
        (
            rule,
            r#"[{"ruleId":"x"}]"#,
            r#","ruleConfigurationOverrides":[{"descriptor":{"id":"x"},"configuration":{"level":"note"}}]"#,
            GREEN,
        ),
    ] {
        assert_eq!(
            ended("artifacts/scan/x.sarif", &sarif(rules, results, invocation)),
            right,
            "{rules} {results} {invocation}"
        );
    }
}

#[test]
fn a_status_beside_counts_that_deny_it_is_none() {
    for (text, right) in [
        (r#"{"name":"Report","date":"2026-01-10","status":"passed","stats":{"total":0}}"#, None),
        (r#"{"name":"Report","date":"2026-01-10","status":"passed","stats":{"total":3,"passed":3}}"#, GREEN),
        (r#"{"name":"jest","date":"2026-01-10","success":true,"status":"passed","numTotalTests":0}"#, None),
        (
            r#"{"name":"jest","date":"2026-01-10","status":"passed","numTotalTests":2,"numRuntimeErrorTestSuites":1}"#,
            RED,
        ),
        (
            r#"{"name":"rspec","date":"2026-01-10","status":"passed","summary":{"example_count":1,"errors_outside_of_examples_count":1}}"#,
            RED,
        ),
    ] {
        assert_eq!(ended("artifacts/qa/report.json", text), right, "{text}");
    }
}

#[test]
fn a_report_of_tests_in_which_nothing_ran_attests_nothing() {
    let empty = r#"<testsuites tests="0"/>"#;
    for item in ["- [x] All tests passed (`a/e2e.xml`)", "- [x] End-to-end suite is green (`a/e2e.xml`)"] {
        assert_eq!(verdict(item, &[("a/e2e.xml", empty)]), "unsupported", "{item}");
    }
}

/// A record of a backup in JSON.
fn backup(fields: &str, hour: u8, status: &str) -> String {
    format!(r#"{{"kind":"backup",{fields}"completed_at":"2026-01-10T{hour:02}:00:00Z","status":"{status}"}}"#)
}

#[test]
fn of_each_series_the_newest_decides_and_of_several_the_worst() {
    let (orders, users) = (r#""database":"orders","#, r#""database":"users","#);
    let item = "- [x] Backup executed";
    let of = |first: &str, second: &str| {
        verdict(item, &[("artifacts/backup/a.json", first), ("artifacts/backup/b.json", second)])
    };
    assert_eq!(of(&backup(orders, 8, "success"), &backup(users, 9, "success")), "verified");
    assert_eq!(of(&backup(orders, 8, "failed"), &backup(users, 9, "success")), "failed");
    // Another run of the same thing takes the place of the one before.
    assert_eq!(of(&backup(orders, 8, "failed"), &backup(orders, 9, "success")), "verified");
    assert_eq!(of(&backup("", 8, "failed"), &backup("", 9, "success")), "verified");
    // Titles that differ leave in doubt whether it was the same thing.
    let (full, part) = (r#""title":"Backup of the archive","#, r#""title":"Backup of the shop","#);
    assert_eq!(of(&backup(full, 8, "failed"), &backup(part, 9, "success")), "unsupported");
    // What the words exclude decides nothing.
    let named = [
        ("artifacts/backup/a.json", &*backup(orders, 8, "failed")),
        ("artifacts/backup/b.json", &*backup(users, 9, "success")),
    ];
    assert_eq!(verdict("- [x] Backup of users executed", &named), "verified");
    // The list of one file, and a glob.
    let list = format!("[{},{}]", backup(users, 9, "success"), backup(orders, 8, "failed"));
    assert_eq!(verdict(item, &[("artifacts/backup/all.json", &list)]), "failed");
    assert_eq!(verdict("- [x] Backup executed (`artifacts/backup/*.json`)", &named), "failed");
}

#[test]
fn files_that_one_run_wrote_side_by_side_are_its_parts() {
    let suite = |name: &str, second: u8, inner: &str| {
        format!(
            r#"<testsuite name="{name}" tests="1" timestamp="2026-01-10T09:00:{second:02}Z"><testcase name="a">{inner}</testcase></testsuite>"#
        )
    };
    let (red, green) = (suite("jest", 0, "<failure/>"), suite("jest", 5, ""));
    let folders = [("artifacts/ci/node18/junit.xml", &*red), ("artifacts/ci/node20/junit.xml", &*green)];
    assert_ne!(verdict("- [x] CI green", &folders), "verified");
    assert_ne!(verdict("- [x] All tests passed (`artifacts/ci/**/junit.xml`)", &folders), "verified");
    let both = [("artifacts/ci/node18/junit.xml", &*green), ("artifacts/ci/node20/junit.xml", &*green)];
    assert_eq!(verdict("- [x] CI green", &both), "verified");
}

#[test]
fn a_briefing_that_says_whom_it_is_for_briefed_nobody_else() {
    let note = |audience: &str| {
        format!(
            "---\nkind: briefing\ndate: 2026-01-10\nstatus: done\n{audience}---\n\n# Briefing on 2.0\n\nThe sales team was briefed. Support has questions of its own.\n"
        )
    };
    let to_sales = note("audience: sales team\n");
    let path = "artifacts/briefing/2026-01-10.md";
    assert_eq!(verdict("- [x] Support team briefed", &[(path, to_sales.as_str())]), "unsupported");
    assert_eq!(verdict("- [x] Sales team briefed", &[(path, to_sales.as_str())]), "verified");
}
