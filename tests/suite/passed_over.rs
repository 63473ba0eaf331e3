//! Claims about what stands beside a success and takes it back: it is never passed over.

use crate::reports::verdict;
use golive::read::read_blob;

/// The items, each over one file, that must not be proven.
fn none_is_proven(item: &str, path: &str, texts: &[&str]) {
    for text in texts {
        assert_ne!(verdict(&format!("- [x] {item} (`{path}`)"), &[(path, text)]), "verified", "{text}");
    }
}

fn is_proven(item: &str, path: &str, text: &str) {
    assert_eq!(verdict(&format!("- [x] {item} (`{path}`)"), &[(path, text)]), "verified", "{text}");
}

#[test]
fn a_green_summary_is_taken_back_by_the_end_of_its_process() {
    for end in [
        "##[error]Process completed with exit code 2.",
        "Finished: UNSTABLE",
        "ERROR: Job failed: execution took longer than 1h0m0s seconds",
        "exit status 3",
        "Killed",
        "script.sh: line 3: 4711 Aborted (core dumped) ./run",
        "make: *** [Makefile:3: test] Error 2",
        "npm error code ELIFECYCLE",
        "Error: The operation was canceled.",
        "Coverage failure: total of 40 is less than fail-under=80",
        "BUILD FAILED in 3s",
    ] {
        for summary in [
            "===== 3 passed in 0.05s =====",
            "Tests:       3 passed, 3 total",
            "ok  \tshop/a\t0.002s",
            "outcome: passed",
        ] {
            none_is_proven("All tests passed", "artifacts/ci/run.log", &[&format!("{summary}\n{end}\n")]);
        }
    }
    for end in [
        "Process exited with code 0",
        "Post job cleanup.",
        "Finished: SUCCESS",
        "0 failed",
        "No errors.",
        "warning: failed to save the cache\nJob succeeded",
    ] {
        is_proven(
            "All tests passed",
            "artifacts/ci/run.log",
            &format!("===== 3 passed in 0.05s =====\n{end}\n"),
        );
    }
}

#[test]
fn a_closing_line_over_nothing_is_no_success() {
    none_is_proven(
        "All tests passed",
        "artifacts/ci/run.log",
        &[
            "outcome: passed (0 tests)\n",
            "outcome: passed (0 of 0)\n",
            "no tests found\noutcome: passed\n",
            "0 passed, 0 failed\noutcome: passed\n",
        ],
    );
    is_proven("All tests passed", "artifacts/ci/run.log", "3 passed, 0 failed\noutcome: passed\n");
    is_proven("All tests passed", "artifacts/ci/run.log", "0 tests failed\noutcome: passed\n");
}

#[test]
fn a_dialect_of_junit_that_tells_a_bad_state_is_no_success() {
    let suite = |head: &str, case: &str| {
        format!(
            "<testsuites><testsuite name=\"a\" {head}><testcase name=\"x\"/><testcase name=\"y\" {case}</testsuite></testsuites>"
        )
    };
    for (head, case) in [
        ("", "><timeout/></testcase>"),
        ("", "><rerunFailure/></testcase>"),
        ("", "status=\"hung\"/>"),
        ("", "outcome=\"failed\"/>"),
        ("", "success=\"false\"/>"),
        ("failures=\"1.0\"", "/>"),
        ("timeouts=\"2\"", "/>"),
        ("aborted=\"1\"", "/>"),
        ("status=\"aborted\"", "/>"),
    ] {
        none_is_proven("All tests passed", "artifacts/ci/unit.xml", &[&suite(head, case)]);
    }
    for (head, case) in [
        ("status=\"passed\" errors=\"0\" aborted=\"0\"", "status=\"run\" result=\"completed\"/>"),
        ("", "><system-err>failed</system-err></testcase>"),
    ] {
        is_proven("All tests passed", "artifacts/ci/unit.xml", &suite(head, case));
    }
}

#[test]
fn a_security_report_is_judged_by_its_findings() {
    let gitlab = |kind: &str, found: &str, status: &str| {
        format!(
            r#"{{"version":"15.0.0","vulnerabilities":[{found}],"scan":{{"status":"{status}","type":"{kind}","end_time":"2026-01-10T08:30:00"}}}}"#
        )
    };
    let (bad, path) = (r#"{"severity":"Critical","name":"x"}"#, "artifacts/scan/report.json");
    for (kind, item) in [
        ("sast", "SAST scan passed"),
        ("dependency_scanning", "Dependency scan passed"),
        ("secret_detection", "Secret scan passed"),
    ] {
        none_is_proven(item, path, &[&gitlab(kind, bad, "success"), &gitlab(kind, "", "failure")]);
        is_proven(item, path, &gitlab(kind, "", "success"));
    }
    let sarif = |tool: &str, result: &str, rest: &str| {
        format!(
            r#"{{"version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"{tool}","rules":[{{"id":"a"}},{{"id":"b","guid":"g","defaultConfiguration":{{"level":"error"}}}}]}}}},"results":[{result}]{rest}}}]}}"#
        )
    };
    let path = "artifacts/scan/code.sarif";
    none_is_proven("Secret scan passed", path, &[&sarif("gitleaks", r#"{"ruleId":"a"}"#, "")]);
    for (result, rest) in [
        (r#"{"rule":{"guid":"g"}}"#, ""),
        (r#"{"ruleId":"b","ruleIndex":0}"#, ""),
        (r#"{"ruleId":"a","level":"Error"}"#, ""),
        (r#"{"ruleId":"a","kind":"open"}"#, ""),
        (r#"{"ruleId":"b","suppressions":[{"kind":"external","state":"rejected"}]}"#, ""),
        ("", r#","invocations":[{"executionSuccessful":true,"exitSignalName":"SIGKILL"}]"#),
    ] {
        none_is_proven("SAST scan passed", path, &[&sarif("Semgrep OSS", result, rest)]);
    }
    is_proven("SAST scan passed", path, &sarif("Semgrep OSS", r#"{"ruleId":"a"}"#, ""));
    let npm = r#"{"auditReportVersion":2,"vulnerabilities":{"left":{"severity":"critical","via":["x"]}},"metadata":{"vulnerabilities":{"info":0,"low":0,"moderate":0,"high":0,"critical":0,"total":0}}}"#;
    none_is_proven("No critical vulnerabilities", "artifacts/scan/npm.json", &[npm]);
    let bom = |rest: &str| {
        format!(
            r#"{{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{{"name":"a","version":"1.0"}}]{rest}}}"#
        )
    };
    let found =
        bom(r#","vulnerabilities":[{"id":"CVE-1","ratings":[{"severity":"low"},{"severity":"critical"}]}]"#);
    none_is_proven("Dependency scan passed", "artifacts/scan/bom.json", &[&found]);
}

#[test]
fn a_run_that_goes_on_or_whose_jobs_failed_is_no_success() {
    let path = "artifacts/ci/run.json";
    none_is_proven(
        "CI green",
        path,
        &[
            r#"{"workflowName":"CI","status":"completed","updatedAt":"2026-01-10T08:30:00Z","jobs":[{"name":"tests","conclusion":"failure"}]}"#,
            r#"{"workflowName":"CI","status":"completed","updatedAt":"2026-01-10T08:30:00Z"}"#,
            r#"{"number":8,"result":"SUCCESS","building":true,"timestamp":1768033800000}"#,
            r#"{"workflowName":"CI","status":"completed","conclusion":"success","jobs":[{"name":"tests","conclusion":"skipped"}]}"#,
            r#"[{"name":"a","state":"SUCCESS","completedAt":"2026-01-10T08:30:00Z"},{"name":"b","state":"FAILURE","completedAt":"2026-01-10T07:50:00Z"}]"#,
        ],
    );
}

#[test]
fn test_events_by_lines_are_whole_or_prove_nothing() {
    let go = |end: &str| {
        let head = r#"{"Time":"2026-01-10T08:00:00Z","Action":"start","Package":"a"}"#;
        format!("{head}\n{{\"Action\":\"run\",\"Package\":\"a\",\"Test\":\"T\"}}\n{end}")
    };
    let pass = "{\"Action\":\"pass\",\"Package\":\"a\",\"Test\":\"T\"}\n";
    let whole = format!("{pass}{{\"Action\":\"pass\",\"Package\":\"a\"}}\n");
    let path = "artifacts/ci/go.json";
    is_proven("Unit tests green", path, &go(&whole));
    none_is_proven("Unit tests green", path, &[&go(""), &go(pass), &go(&whole.replace("pass", "fail"))]);
    let suite = "{\"type\":\"suite\",\"event\":\"started\",\"test_count\":3}\n{\"type\":\"test\",\"event\":\"ok\",\"name\":\"a\"}\n{\"type\":\"suite\",\"event\":\"ok\",\"passed\":1,\"failed\":0,\"ignored\":0}\n";
    none_is_proven("Unit tests green", "artifacts/ci/libtest.json", &[suite]);
}

#[test]
fn files_of_one_run_do_not_hide_each_other() {
    let record = |minute: u8, status: &str| {
        format!(r#"{{"kind":"backup","completed_at":"2026-01-10T08:0{minute}:00Z","status":"{status}"}}"#)
    };
    let two = |a: &str, b: &str| {
        verdict(
            "- [x] Backup executed",
            &[
                ("artifacts/backup/orders.json", &record(0, a)),
                ("artifacts/backup/users.json", &record(5, b)),
            ],
        )
    };
    assert_eq!((two("success", "success"), two("failed", "success") == "verified"), ("verified", false));
    let logs = |a: &str, b: &str| {
        verdict(
            "- [x] All tests passed (`artifacts/ci/*.log`)",
            &[("artifacts/ci/a.log", a), ("artifacts/ci/b.log", b)],
        )
    };
    let green = "[==========] Running 2 tests from 1 test suite.\n[  PASSED  ] 2 tests.\n";
    let cut = "[==========] Running 2 tests from 1 test suite.\n[ RUN      ] a.b\n";
    assert_eq!(logs(green, green), "verified");
    for (a, b) in [(cut, green), (green, cut), ("hello\n", green)] {
        assert_ne!(logs(a, b), "verified", "{a} {b}");
    }
    let empty =
        [("artifacts/backup/a.json", record(0, "success")), ("artifacts/backup/new.json", String::new())];
    assert_ne!(
        verdict("- [x] Backup executed", &empty.each_ref().map(|(path, text)| (*path, text.as_str()))),
        "verified"
    );
}

#[test]
fn a_time_by_an_unknown_name_shows_no_freshness() {
    let path = "artifacts/drill/drill.json";
    let of = |time: &str| format!(r#"{{"kind":"restore drill",{time},"result":"passed"}}"#);
    let item = "- [x] Restore drill executed within last 30 days";
    for time in [
        r#""startDate":"2025-06-13T09:00:00Z""#,
        r#""Date (UTC)":"2025-06-13""#,
        r#""meta":{"day of it":"2025-06-13"}"#,
        r#""date":{"$date":"2025-06-13T00:00:00Z"}"#,
        r#""date":[2025,6,13]"#,
        r#""epoch":1749800000"#,
    ] {
        assert_ne!(verdict(item, &[(path, &of(time))]), "verified", "{time}");
    }
    for other in [r#""version":"2025.06.13""#, r#""valid_until":"2027-06-13""#, r#""run_id":1749800000"#] {
        assert_eq!(verdict(item, &[(path, &of(other))]), "verified", "{other}");
    }
}

#[test]
fn a_load_test_of_nothing_tells_no_figure_and_one_that_is_not_read_is_told() {
    let figures = |path: &str, text: &str| read_blob(path, text.as_bytes()).measurements.len();
    assert_eq!(
        figures("artifacts/load/hey.txt", "Summary:\n  Slowest:\t0.0000 secs\n  Requests/sec:\t0.0000\n"),
        0
    );
    let vegeta = r#"{"latencies":{"mean":0,"50th":0,"90th":0,"95th":0,"99th":0,"max":0},"requests":0,"success":0,"status_codes":{}}"#;
    assert_eq!(figures("artifacts/load/v.json", vegeta), 0);
    let old = r#"{"aggregate":{"latency":{"max":41,"median":13,"p95":20,"p99":30},"codes":{"200":40},"errors":{}}}"#;
    assert!(figures("artifacts/load/a.json", old) > 3);
    for (path, text) in [
        ("artifacts/load/run.txt", "Statistics        Avg      Stdev        Max\n"),
        ("artifacts/ci/a.trx", "hello\n"),
    ] {
        let codes =
            read_blob(path, text.as_bytes()).problems.iter().map(|problem| problem.code).collect::<Vec<_>>();
        assert_eq!(codes, ["unread"], "{path}");
    }
}

#[test]
fn a_box_behind_what_nothing_closes_is_told() {
    let list = |rest: &str| {
        format!("# Release checklist\n\n## Before the release\n\n- [x] Clerk can log in\n{rest}")
    };
    let near = |rest: &str| {
        let (checklist, _) =
            golive::read::parse_checklist("docs/release-checklist.md", list(rest).as_bytes());
        checklist.items().count() + checklist.near_boxes.len()
    };
    for rest in [
        "\n```\nx\n\n- [ ] Backup\n",
        "\n<!-- x\n\n- [ ] Backup\n",
        "\n| What | Done |\n| Backup | [ ] |\n",
        "- **Ops:** [ ] Backup\n",
        "- |_| Backup\n",
        "- [ ][x] Backup\n",
    ] {
        assert_eq!(near(rest), 2, "{rest}");
    }
    assert_eq!(near("\n```\n- [ ] a sample\n```\n"), 1);
}
