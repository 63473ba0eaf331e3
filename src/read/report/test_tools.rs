//! The test runners whose JSON or XML golive reads, a row each. What a row names is what the format fixes.

use crate::model::record::Conclusion;

/// A runner: by which places its report is known, and what stands at which place.
pub(crate) struct TestTool {
    /// Its names, the surest first, where the report tells none.
    pub(super) names: &'static [&'static str],
    /// The place of its name.
    pub(super) name_at: &'static str,
    /// Whether it runs browsers.
    pub(super) is_of_browsers: bool,
    /// All of these places exist in its reports.
    pub(super) marks: &'static [&'static str],
    /// How many tests there were where nothing counts those that passed; how many passed, failed, and were left out. Places add up.
    pub(super) total: &'static [&'static str],
    pub(super) passed: &'static [&'static str],
    pub(super) failed: &'static [&'static str],
    pub(super) skipped: &'static [&'static str],
    /// How many must have passed; empty where the report tells failures.
    pub(super) all: &'static [&'static str],
    /// How many tests there were, which the counts and the list of tests must reach; empty where either may be shorter.
    pub(super) stated: &'static str,
    /// What went wrong, also outside of tests: lists, counts, or groups.
    pub(super) errors: &'static [&'static str],
    /// Places with the value by which it says that it failed (behind `~` with a part of it), and with that by which it says that it broke off.
    pub(super) failing: &'static [(&'static str, &'static str)],
    pub(super) broken: &'static [(&'static str, &'static str)],
    /// A place, and the value by which each that stands there says that it did not run: where all do, nothing ran.
    pub(super) idle: (&'static str, &'static str),
    /// What stands there once for each part of a run that began, and what for each that ended.
    pub(super) spans: &'static [(&'static [&'static str], &'static [&'static str])],
    /// Places of the time, the surest first.
    pub(super) time: &'static [&'static str],
    /// Lists of tests, and how all of a list ended, where the list tells that.
    pub(super) tests: &'static [(&'static str, Option<Conclusion>)],
}

const NONE: TestTool = TestTool {
    names: &[],
    name_at: "",
    is_of_browsers: false,
    marks: &[],
    total: &[],
    passed: &[],
    failed: &[],
    skipped: &[],
    all: &[],
    stated: "",
    errors: &[],
    failing: &[],
    broken: &[],
    idle: ("", ""),
    spans: &[],
    time: &[],
    tests: &[],
};

const DART: TestTool = TestTool {
    names: &["dart test"],
    failing: &[("*/type=done/success", "false")],
    spans: &[(&["*/type=testStart"], &["*/type=testDone"]), (&["*/type=start"], &["*/type=done"])],
    tests: &[
        ("*/type=testDone/result=failure", Some(Conclusion::Failed)),
        ("*/type=testDone/result=error", Some(Conclusion::Failed)),
        ("*/type=testDone/skipped=true", Some(Conclusion::Skipped)),
        ("*/type=testDone/hidden=false/skipped=false/result=success", Some(Conclusion::Succeeded)),
    ],
    ..NONE
};

pub(super) const TOOLS: &[TestTool] = &[
    // CTRF, whatever wrote it.
    TestTool {
        name_at: "results/tool/name",
        marks: &["results/tool/name", "results/summary/passed", "results/summary/failed", "results/tests"],
        passed: &["results/summary/passed"],
        failed: &["results/summary/failed"],
        skipped: &["results/summary/skipped", "results/summary/pending"],
        stated: "results/summary/tests",
        time: &["results/summary/stop", "results/summary/start", "timestamp"],
        tests: &[("results/tests/*", None)],
        ..NONE
    },
    // jest and vitest: a file that does not load has failed as a suite, and no test of it has.
    TestTool {
        names: &["jest"],
        marks: &["numTotalTests", "numPassedTests", "numFailedTestSuites", "testResults"],
        passed: &["numPassedTests"],
        failed: &["numFailedTests"],
        skipped: &["numPendingTests", "numTodoTests"],
        stated: "numTotalTests",
        errors: &[
            "numFailedTestSuites",
            "numRuntimeErrorTestSuites",
            "testResults/*/testExecError",
            "testResults/*/status=failed",
        ],
        failing: &[("success", "false"), ("snapshot/failure", "true")],
        broken: &[("wasInterrupted", "true")],
        time: &["startTime"],
        tests: &[("testResults/*/assertionResults/*", None)],
        ..NONE
    },
    // What Rust's test harness writes with `--format json`. A binary that is killed leaves a suite without an end.
    TestTool {
        names: &["cargo test"],
        marks: &["*/type=suite/test_count"],
        passed: &["*/type=suite/passed"],
        failed: &["*/type=suite/failed"],
        skipped: &["*/type=suite/ignored"],
        stated: "*/type=suite/test_count",
        spans: &[
            (&["*/type=suite/test_count"], &["*/type=suite/passed"]),
            (
                &["*/type=test/event=started"],
                &["*/type=test/event=ok", "*/type=test/event=failed", "*/type=test/event=ignored"],
            ),
        ],
        tests: &[
            ("*/type=test/event=failed", Some(Conclusion::Failed)),
            ("*/type=test/event=timeout", Some(Conclusion::Failed)),
            ("*/type=test/event=ok", Some(Conclusion::Succeeded)),
            ("*/type=test/event=ignored", Some(Conclusion::Skipped)),
        ],
        ..NONE
    },
    // `go test -json`: an event a line; what a package ends with names no test.
    TestTool {
        names: &["go test"],
        marks: &["*/Action", "*/Package"],
        spans: &[
            (
                &["*/Test=*/Action=run"],
                &["*/Test=*/Action=pass", "*/Test=*/Action=fail", "*/Test=*/Action=skip"],
            ),
            (
                &["*/Test=*/Action=run", "*/Action=start"],
                &["*/Action=pass", "*/Action=fail", "*/Action=skip"],
            ),
        ],
        time: &["*/Time"],
        tests: &[
            ("*/Action=fail", Some(Conclusion::Failed)),
            ("*/Action=build-fail", Some(Conclusion::Failed)),
            ("*/Test=*/Action=pass", Some(Conclusion::Succeeded)),
            ("*/Test=*/Action=skip", Some(Conclusion::Skipped)),
        ],
        ..NONE
    },
    // The messages of Cucumber: a step a line.
    TestTool {
        names: &["cucumber"],
        marks: &["*/testRunStarted"],
        failing: &[("*/testRunFinished/success", "false")],
        spans: &[
            (&["*/testRunStarted"], &["*/testRunFinished"]),
            (&["*/testCaseStarted"], &["*/testCaseFinished"]),
        ],
        tests: &[("*/testStepFinished/testStepResult", None)],
        ..NONE
    },
    // The events of `dart test` and `flutter test --machine`, also where they begin or end in the midst.
    TestTool { marks: &["*/type=testStart/test"], ..DART },
    TestTool { marks: &["*/type=done/success"], ..DART },
    // pa11y-ci: `total` are the addresses, `errors` what is wrong with them. One that could not be loaded has no errors, and did not pass.
    TestTool {
        names: &["pa11y"],
        marks: &["total", "passes", "errors", "results"],
        passed: &["passes"],
        all: &["total"],
        errors: &["errors"],
        ..NONE
    },
    // Playwright's JSON, and within its HTML.
    TestTool {
        names: &["playwright"],
        is_of_browsers: true,
        marks: &["stats/expected", "stats/unexpected"],
        passed: &["stats/expected", "stats/flaky"],
        failed: &["stats/unexpected"],
        skipped: &["stats/skipped"],
        errors: &["errors", "suites/**/results/*/status=interrupted"],
        time: &["stats/startTime", "startTime"],
        tests: &[("suites/*/**/specs/*", None), ("files/*/tests/*", None)],
        ..NONE
    },
    // mochawesome, as Cypress writes it. Its counts leave out hooks.
    TestTool {
        names: &["cypress"],
        is_of_browsers: true,
        marks: &["stats/passes", "stats/failures", "results/*/suites"],
        passed: &["stats/passes"],
        failed: &["stats/failures"],
        skipped: &["stats/pending", "stats/skipped"],
        errors: &["results/**/isHook=true/fail=true", "results/**/isHook=true/state=failed"],
        time: &["stats/end", "stats/start"],
        tests: &[("results/*/**/tests/*", None)],
        ..NONE
    },
    // mocha: how a test ended is told by the list in which it stands.
    TestTool {
        names: &["mocha"],
        marks: &["stats/passes", "stats/failures", "stats/pending", "passes", "failures"],
        passed: &["stats/passes"],
        failed: &["stats/failures"],
        skipped: &["stats/pending"],
        stated: "stats/tests",
        time: &["stats/end", "stats/start"],
        tests: &[
            ("failures/*", Some(Conclusion::Failed)),
            ("passes/*", Some(Conclusion::Succeeded)),
            ("pending/*", Some(Conclusion::Skipped)),
        ],
        ..NONE
    },
    // newman: what went wrong outside of assertions (a request that got no answer, a script that throws) is among its failures too.
    TestTool {
        names: &["newman"],
        marks: &["collection", "run/stats/assertions", "run/failures", "run/executions"],
        total: &["run/stats/assertions/total"],
        failed: &["run/stats/assertions/failed"],
        skipped: &["run/stats/assertions/pending"],
        errors: &[
            "run/failures",
            "run/error",
            "run/executions/*/requestError",
            "run/stats/requests/failed",
            "run/stats/scripts/failed",
            "run/stats/testScripts/failed",
            "run/stats/prerequestScripts/failed",
        ],
        time: &["run/timings/completed", "run/timings/started"],
        tests: &[("run/executions/*/assertions/*", None)],
        ..NONE
    },
    // RSpec: a file that does not load is an error outside of examples.
    TestTool {
        names: &["rspec"],
        marks: &["examples", "summary/example_count", "summary/failure_count"],
        total: &["summary/example_count"],
        failed: &["summary/failure_count"],
        skipped: &["summary/pending_count"],
        stated: "summary/example_count",
        errors: &["summary/errors_outside_of_examples_count"],
        failing: &[("summary_line", "~occurred outside of examples")],
        tests: &[("examples/*", None)],
        ..NONE
    },
    // pytest-json-report. A test that is expected to fail proves nothing; pytest ends with 5 where it found no test.
    TestTool {
        names: &["pytest"],
        marks: &["exitcode", "summary/total", "summary/collected"],
        passed: &["summary/passed", "summary/xpassed"],
        failed: &["summary/failed", "summary/error"],
        skipped: &["summary/skipped", "summary/xfailed"],
        errors: &["exitcode"],
        time: &["created"],
        tests: &[("tests/*", None)],
        ..NONE
    },
    // Robot Framework's output.xml. A dry run passes all tests, and runs no keyword of them.
    TestTool {
        names: &["robot framework"],
        marks: &["robot/*/statistics/*/total/*/stat/*/pass", "robot/*/statistics/*/total/*/stat/*/fail"],
        passed: &["robot/*/statistics/*/total/*/stat/*/pass"],
        failed: &["robot/*/statistics/*/total/*/stat/*/fail"],
        skipped: &["robot/*/statistics/*/total/*/stat/*/skip"],
        failing: &[("robot/*/suite/*/status/*/status", "FAIL")],
        idle: ("robot/**/kw/*/status/*/status", "NOT RUN"),
        time: &["robot/*/generated"],
        ..NONE
    },
    // TRX, as `dotnet test` writes it. A run that broke off counts its tests all the same.
    TestTool {
        names: &["mstest"],
        marks: &["TestRun/*/ResultSummary/*/outcome", "TestRun/*/ResultSummary/*/Counters/*/passed"],
        passed: &["TestRun/*/ResultSummary/*/Counters/*/passed"],
        failed: &[
            "TestRun/*/ResultSummary/*/Counters/*/failed",
            "TestRun/*/ResultSummary/*/Counters/*/error",
            "TestRun/*/ResultSummary/*/Counters/*/timeout",
            "TestRun/*/ResultSummary/*/Counters/*/aborted",
        ],
        skipped: &["TestRun/*/ResultSummary/*/Counters/*/notExecuted"],
        errors: &["TestRun/*/ResultSummary/*/RunInfos/*/RunInfo/*/outcome=Error"],
        failing: &[("TestRun/*/ResultSummary/*/outcome", "Failed")],
        broken: &[
            ("TestRun/*/ResultSummary/*/outcome", "Aborted"),
            ("TestRun/*/ResultSummary/*/outcome", "Timeout"),
            ("TestRun/*/ResultSummary/*/outcome", "Error"),
            ("TestRun/*/ResultSummary/*/outcome", "InProgress"),
        ],
        time: &["TestRun/*/Times/*/finish", "TestRun/*/Times/*/start"],
        tests: &[("TestRun/*/Results/*/UnitTestResult/*", None)],
        ..NONE
    },
    // NUnit 3.
    TestTool {
        names: &["nunit"],
        marks: &["test-run/*/result", "test-run/*/passed", "test-run/*/failed"],
        passed: &["test-run/*/passed"],
        failed: &["test-run/*/failed"],
        skipped: &["test-run/*/skipped", "test-run/*/inconclusive"],
        errors: &["test-run/**/result=Failed"],
        time: &["test-run/*/end-time", "test-run/*/start-time"],
        ..NONE
    },
    // NUnit 2, whose total leaves out what was not run.
    TestTool {
        names: &["nunit"],
        marks: &["test-results/*/total", "test-results/*/failures", "test-results/*/not-run"],
        total: &["test-results/*/total"],
        failed: &["test-results/*/errors", "test-results/*/failures"],
        skipped: &["test-results/*/inconclusive"],
        errors: &["test-results/**/success=False", "test-results/*/invalid"],
        time: &["test-results/*/date"],
        ..NONE
    },
    // xUnit.net 2. An error is one outside of tests.
    TestTool {
        names: &["xunit"],
        marks: &[
            "assemblies/*/assembly/*/total",
            "assemblies/*/assembly/*/passed",
            "assemblies/*/assembly/*/failed",
        ],
        passed: &["assemblies/*/assembly/*/passed"],
        failed: &["assemblies/*/assembly/*/failed", "assemblies/*/assembly/*/errors"],
        skipped: &["assemblies/*/assembly/*/skipped", "assemblies/*/assembly/*/not-run"],
        errors: &["assemblies/**/result=Fail", "assemblies/*/assembly/*/errors/*/error"],
        time: &["assemblies/*/finish-rtf", "assemblies/*/timestamp", "assemblies/*/assembly/*/run-date"],
        ..NONE
    },
];
