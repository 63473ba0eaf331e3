//! `golive check` in every format, and `golive diff`: what a machine reads must be well formed whatever the repository says.

use crate::repo::Repo;
use assert_cmd::Command;
use quick_xml::{Reader, events::Event};
use serde_json::Value;
use std::collections::BTreeMap;

const LIST: &str = "RELEASE_CHECKLIST.md";

/// Words that mean something to GitHub, Azure, XML, Markdown, SARIF or a terminal.
const HOSTILE: &str =
    "::error::x ##[error]y 100%, a:b ]]> <b>&amp; [l](http://e.invalid) {0} @all |\u{1b}[31m\u{202e}";

fn list(items: &str) -> String {
    format!(
        "# Release checklist\n\n## Before: 1, 2\n\n{items}\n## Verification After Deploy\n\n- [ ] Seen after the tag\n"
    )
}

/// One release whose checklist has an item that claims what is not there, a waived one, a proven one, and so many open ones.
fn release(open: usize) -> Repo {
    let repo = Repo::new();
    let mut items = format!(
        "- [x] {HOSTILE} (`docs/none.md`)\n- [-] Load test waived: no traffic\n- [x] Notes (`docs/notes.md`)\n"
    );
    (0..open).for_each(|n| items.push_str(&format!("- [ ] Open item number {n} of the list\n")));
    let text = list(&items);
    repo.commit("2026-01-10T09:00:00Z", "one", &[(LIST, Some(&text)), ("docs/notes.md", Some("# Notes\n"))]);
    repo.tag("v1.0.0", "2026-01-10T10:00:00Z");
    repo
}

fn run(repo: &Repo, args: &[&str], code: i32, summary: Option<&std::path::Path>) -> String {
    let mut command = Command::cargo_bin("golive").unwrap();
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_")) {
        command.env_remove(name);
    }
    command.env_remove("GITHUB_STEP_SUMMARY");
    if let Some(path) = summary {
        command.env("GITHUB_STEP_SUMMARY", path);
    }
    let repo = repo.path().to_str().unwrap();
    let done = command.args(args).args(["--repo", repo, "--now", "2026-11-01"]).assert().code(code);
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn check(repo: &Repo, format: &str) -> String {
    run(repo, &["check", "v1.0.0", "--format", format], 1, None)
}

#[test]
fn the_text_explains_each_item_worst_first() {
    let text = check(&release(1), "text");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(at("unsupported") < at("open        Open item number 0"));
    assert!(at("Open item number 0") < at("Not proven, and not required"));
    assert!(at("Not proven, and not required") < at("Seen after the tag"));
    for words in [
        "at RELEASE_CHECKLIST.md:5",
        "would prove it: docs/none.md, committed before the tag",
        "see git ls-tree -r",
    ] {
        at(words);
    }
}

#[test]
fn no_format_lets_the_repository_speak_to_a_build_server() {
    let repo = release(12);
    for format in ["text", "json", "github", "junit", "sarif"] {
        let text = check(&repo, format);
        assert!(!text.contains("##["), "{format}: {text}");
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format}");
        let ours = |line: &str| {
            format == "github"
                && ["::error ", "::warning ", "::notice "].iter().any(|level| line.starts_with(level))
        };
        for line in text.lines().filter(|line| line.trim_start().starts_with("::")) {
            assert!(ours(line), "{format}: {line}");
        }
    }
}

#[test]
fn github_gets_at_most_ten_annotations_a_level_and_is_told_of_the_rest() {
    let text = check(&release(12), "github");
    let errors: Vec<&str> = text.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(errors.len(), 10);
    assert_eq!(text.lines().filter(|line| line.starts_with("::warning ")).count(), 1);
    assert!(text.contains("3 errors more not annotated"), "{text}");
    let (properties, message) = errors[0]["::error ".len()..].split_once("::").unwrap();
    let fields: Vec<&str> = properties.split(',').collect();
    assert_eq!(fields[..2], ["file=RELEASE_CHECKLIST.md", "line=5"]);
    assert!(fields[2].starts_with("title=unsupported%3A %3A%3Aerror%3A%3Ax "), "{}", fields[2]);
    assert!(fields[2].contains("100%25%2C a%3Ab") && fields.len() == 3, "{fields:?}");
    assert!(
        message.contains("%0AWould prove it: docs/none.md") && message.contains("%0ASee for yourself: git ")
    );
}

#[test]
fn the_summary_of_a_step_is_appended_escaped_and_never_too_large() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("summary.md");
    let write = |text: &str| {
        std::fs::File::create(&path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
            .unwrap();
    };
    write("earlier\n");
    let repo = release(1);
    run(&repo, &["check", "v1.0.0", "--format", "github"], 1, Some(&path));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("earlier\n") && text.contains("## v1.0.0: no-go"), "{text}");
    assert!(text.contains("| **unsupported** |") && text.contains("|---|---|---|---|\n"), "{text}");
    assert!(text.contains("\\#\\#\\[error\\]y 100%,") && !text.contains("<b>"), "{text}");
    let full = "x".repeat((1 << 20) - 700);
    write(&full);
    run(&repo, &["check", "v1.0.0", "--format", "github"], 1, Some(&path));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.len() <= 1 << 20 && text.ends_with("more findings\n"), "{}", &text[full.len()..]);
    run(&repo, &["check", "v1.0.0", "--format", "github"], 1, Some(dir.path()));
}

/// Element names with their attributes, in order, and the text of failures.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let attribute = regex::Regex::new(r#"([a-z]+)="([^"<]*)""#).unwrap();
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let text = {
                    let whole: &str = tag.as_ref();
                    whole.to_owned()
                };
                let all =
                    attribute.captures_iter(&text).map(|found| (found[1].to_owned(), found[2].to_owned()));
                found.push((name, all.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn junit_has_the_shape_that_readers_know() {
    let xml = check(&release(1), "junit");
    let found = elements(&xml);
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("testsuites", &["name", "tests", "failures", "errors"][..]),
        ("testsuite", &["name", "tests", "failures", "errors", "skipped", "time", "timestamp", "id"]),
        ("testcase", &["name", "classname", "time"]),
        ("failure", &["message", "type"]),
        ("skipped", &[]),
        ("system-out", &[]),
    ]);
    for (name, attributes) in &found {
        let known = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name}: {xml}"));
        let names: Vec<&str> = attributes.keys().map(String::as_str).collect();
        assert_eq!(names.len(), known.len(), "{name}: {names:?}");
        assert!(names.iter().all(|name| known.contains(name)), "{name}: {names:?}");
    }
    let count = |wanted: &str| found.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!((count("testcase"), count("failure"), count("skipped")), (5, 2, 2));
    let sum = |of: &str| {
        found
            .iter()
            .filter(|(name, _)| name == "testsuite")
            .map(|(_, its)| its[of].parse::<usize>().unwrap())
            .sum::<usize>()
    };
    assert_eq!((sum("tests"), sum("failures"), sum("skipped")), (5, 2, 2));
    assert_eq!((found[0].1["tests"].as_str(), found[0].1["failures"].as_str()), ("5", "2"));
    assert!(xml.contains("<skipped>Waived: no traffic") && xml.contains("<skipped>not required"), "{xml}");
    assert!(xml.contains("at: RELEASE_CHECKLIST.md:5\nwould prove it: docs/none.md"), "{xml}");
    assert_eq!(found[1].1["timestamp"], "2026-01-10T10:00:00");
}

#[test]
fn sarif_has_a_rule_a_level_a_place_and_a_fingerprint_for_each_result() {
    let log: Value = serde_json::from_str(&check(&release(1), "sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["id"].is_string() && rule["name"].is_string(), "{rule}");
        assert!(rule["shortDescription"]["text"].is_string() && rule["help"]["text"].is_string(), "{rule}");
    }
    let results = run["results"].as_array().unwrap();
    let told: Vec<(&str, &str)> =
        results.iter().map(|its| (its["ruleId"].as_str().unwrap(), its["level"].as_str().unwrap())).collect();
    let items = [("unsupported", "error"), ("open", "error"), ("open", "warning")];
    assert_eq!(told, [&items[..], &[("one-hand", "note")]].concat());
    for result in results {
        assert_eq!(
            rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"],
            result["ruleId"]
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], LIST);
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        let prints = result["partialFingerprints"].as_object().unwrap();
        assert!(prints.values().all(|print| print.as_str().unwrap().len() == 64) && prints.len() == 1);
    }
    let message = results[0]["message"]["text"].as_str().unwrap();
    assert!(message.contains(r"##\[error\]y") && message.contains("{{0}}"), "{message}");
    assert!(message.contains("Would prove it: docs/none.md") && message.contains("git ls-tree"), "{message}");
}

#[test]
fn without_a_checklist_every_format_says_so() {
    let repo = Repo::new();
    repo.commit("2026-01-10T09:00:00Z", "one", &[("README.md", Some("x"))]);
    repo.tag("v1.0.0", "2026-01-10T10:00:00Z");
    assert!(check(&repo, "text").contains("No checklist speaks"));
    assert!(check(&repo, "github").starts_with("::error title=no-checklist%3A "));
    assert_eq!(elements(&check(&repo, "junit")).iter().filter(|(name, _)| name == "failure").count(), 1);
    let log: Value = serde_json::from_str(&check(&repo, "sarif")).unwrap();
    let uri = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "docs/deployment/production_go_live_checklist.md");
    let json: Value = serde_json::from_str(&check(&repo, "json")).unwrap();
    assert_eq!(json["blockers"][0]["kind"], "no-checklist");
}

#[test]
fn a_share_that_is_missed_is_missed_by_every_item_that_is_not_proven() {
    let repo = release(1);
    let json = |share: &str, code: i32| -> Value {
        serde_json::from_str(&run(
            &repo,
            &["check", "v1.0.0", "--format", "json", "--require", share],
            code,
            None,
        ))
        .unwrap()
    };
    let (missed, reached) = (json("proven=90", 1), json("proven=40", 0));
    let count = |of: &Value, key: &str| of[key].as_array().unwrap().len();
    // What is due after the tag is in no share of what was due by it.
    assert_eq!((count(&missed, "blockers"), count(&missed, "others")), (2, 1));
    assert_eq!((count(&reached, "blockers"), count(&reached, "others")), (0, 3));
}

#[test]
fn held_asks_for_readiness_and_for_what_followed() {
    let repo = Repo::new();
    let text = "# Release checklist\n\n## Before\n\n- [x] Notes (`docs/notes.md`)\n\n## Verification after deploy\n\n- [x] Login checked (`artifacts/login.md`)\n";
    repo.commit("2026-01-10T09:00:00Z", "one", &[(LIST, Some(text)), ("docs/notes.md", Some("# Notes\n"))]);
    repo.tag("v1.0.0", "2026-01-10T10:00:00Z");
    let held = ["check", "v1.0.0", "--require", "held"];
    run(&repo, &["check", "v1.0.0"], 0, None);
    let open = run(&repo, &held, 1, None);
    for words in [
        "v1.0.0: go\n",
        "no-go: go at the tag, outcome unknown; held requires both",
        "Why it is not known to have held, worst first",
        "Login checked",
    ] {
        assert!(open.contains(words), "{words}: {open}");
    }
    let candidate = run(&repo, &["check", "--require", "held"], 1, None);
    assert!(candidate.contains("It is not released yet"), "{candidate}");
    for format in ["json", "junit", "sarif", "github"] {
        let text = run(&repo, &["check", "--require", "held", "--format", format], 1, None);
        assert!(text.contains("It is not released yet"), "{format}: {text}");
    }
    let login = "# Login check\n\n- Date: 2026-01-10 10:50 UTC\n- Outcome: passed\n";
    repo.commit("2026-01-10T11:00:00Z", "verify", &[("artifacts/login.md", Some(login))]);
    let text = run(&repo, &held, 0, None);
    assert!(text.contains("go: go at the tag, outcome held; held requires both"), "{text}");
}

#[test]
fn a_name_that_only_looks_like_a_release_is_judged_as_the_next_release() {
    let repo = release(1);
    let head = repo.git().head().unwrap().peel_to_commit().unwrap();
    repo.git().branch("v9-branch", &head, false).unwrap();
    for rev in ["v9-branch", "candidate", "HEAD"] {
        let text = run(&repo, &["check", rev, "--format", "json"], 1, None);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["release"], "candidate", "{rev}");
    }
    run(&repo, &["check", "v9"], 2, None);
}

/// A second release: the claimed item is waived, one is reworded, one is gone, and there is a new file.
fn two_releases() -> Repo {
    let repo = release(2);
    let items = format!(
        "- [-] {HOSTILE} (`docs/none.md`) waived: later\n- [-] Load test waived: no traffic\n- [ ] Notes (`docs/notes.md`)\n\
         - [ ] Open item number 0 of the long list\n"
    );
    let text = list(&items);
    repo.commit("2026-02-10T09:00:00Z", "two", &[(LIST, Some(&text)), ("artifacts/new.md", Some("# New\n"))]);
    repo.tag("v1.1.0", "2026-02-10T10:00:00Z");
    repo
}

#[test]
fn diff_tells_what_changed_worst_first() {
    let text = run(&two_releases(), &["diff", "v1.0.0", "v1.1.0"], 0, None);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(text.starts_with("v1.0.0 → v1.1.0\n"), "{text}");
    assert!(at("no longer proven") < at("waived") && at("waived") < at("no longer in the checklist"));
    at("1 file added, 0 changed, 0 removed");
    at("reworded");
}

#[test]
fn diff_as_json_is_data_alone() {
    let repo = two_releases();
    let text = run(&repo, &["diff", "v1.0.0", "v1.1.0", "--format", "json"], 0, None);
    assert!(!text.contains("##["), "{text}");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["schema"], "golive.diff/2");
    assert_eq!((&json["before"]["release"], &json["after"]["release"]), (&"v1.0.0".into(), &"v1.1.0".into()));
    assert_eq!(json["evidence"]["added"], serde_json::json!(["artifacts/new.md"]));
    let changes: Vec<&str> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|its| its["changes"].as_array().unwrap())
        .map(|its| its.as_str().unwrap())
        .collect();
    for word in ["waived", "withdrawn", "reworded", "vanished"] {
        assert!(changes.contains(&word), "{word}: {changes:?}");
    }
}

#[test]
fn diff_takes_one_revision_that_is_no_release() {
    let repo = two_releases();
    for (a, b) in [("v1.0.0", "candidate"), ("v1.1.0", "HEAD"), ("HEAD~1", "v1.1.0"), ("v1.0.0", "v1.0.0")] {
        run(&repo, &["diff", a, b], 0, None);
    }
    for (a, b) in [("HEAD~1", "HEAD"), ("candidate", "HEAD"), ("v1.0.0", "nowhere")] {
        run(&repo, &["diff", a, b], 2, None);
    }
    run(&repo, &["diff", "v1.0.0"], 2, None);
}
