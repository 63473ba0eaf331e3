//! The command line: what it prints, where, and how it exits.

use assert_cmd::Command;
use golive::cli::{Exit, diagnostics, terminal};
use golive::model::problem::{Place, Problem, Severity};
use std::fs;
use std::path::Path;

fn golive(args: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("golive").unwrap();
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_")) {
        command.env_remove(name);
    }
    command.env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH").args(args).assert()
}

fn stderr(assert: assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn stdout(assert: assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// A repository with one commit, one release and a checklist of one ticked and one open item.
fn sample(dir: &Path) -> String {
    let repo = git2::Repository::init(dir).unwrap();
    let text = "# Go live\n\n## Before\n\n- [x] Docs built\n- [ ] Load test passed\n";
    let blob = repo.blob(text.as_bytes()).unwrap();
    let mut tree = repo.treebuilder(None).unwrap();
    tree.insert("RELEASE_CHECKLIST.md", blob, 0o100_644).unwrap();
    let tree = repo.find_tree(tree.write().unwrap()).unwrap();
    let when = git2::Time::new(1_760_000_000, 0);
    let ada = git2::Signature::new("Ada", "ada@example.invalid", &when).unwrap();
    let commit = repo.commit(Some("HEAD"), &ada, &ada, "Begin", &tree, &[]).unwrap();
    repo.tag("v1.0.0", &repo.find_object(commit, None).unwrap(), &ada, "one", false).unwrap();
    dir.display().to_string()
}

#[test]
fn every_exit_code_is_the_one_of_the_contract() {
    let codes = [
        (Exit::Done, 0),
        (Exit::NoGo, 1),
        (Exit::Usage, 2),
        (Exit::Incomplete, 3),
        (Exit::NotOurs, 73),
        (Exit::Disk, 74),
        (Exit::Busy, 75),
    ];
    for (exit, code) in codes {
        assert_eq!(exit.code(), code);
    }
}

#[test]
fn what_is_not_a_repository_exits_2_and_says_what_and_where() {
    let dir = tempfile::tempdir().unwrap();
    let text = stderr(golive(&["check", "--repo", dir.path().to_str().unwrap()]).code(2));
    assert!(text.starts_with("error: ") && text.contains("not a git repository"), "{text}");
}

#[test]
fn bad_arguments_exit_2() {
    for args in [
        vec!["build", "--frobnicate"],
        vec!["check", "--require", "proven=101"],
        vec!["check", "--require", "most"],
        vec!["build", "--now", "yesterday"],
        vec!["build", "--now", "2025-10-12 25:00"],
        vec!["build", "--base-url", "ftp://x"],
        vec!["build", "--jobs", "0"],
        vec![],
    ] {
        golive(&args).code(2);
    }
}

#[test]
fn an_open_item_is_no_go_with_exit_1_and_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(dir.path());
    for rev in [vec![], vec!["v1.0.0"], vec!["HEAD"], vec!["refs/tags/v1.0.0"]] {
        let mut args = vec!["check", "--repo", &repo, "--now", "2025-11-01"];
        args.extend(rev);
        let text = stdout(golive(&args).code(1));
        assert!(text.contains("no-go") && text.contains("Load test passed"), "{text}");
        assert!(text.contains("claimed 1/2"), "{text}");
    }
    golive(&["check", "no-such-rev", "--repo", &repo]).code(2);
}

#[test]
fn a_demand_in_per_cent_decides_by_what_is_proven() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(dir.path());
    golive(&["check", "--repo", &repo, "--require", "proven=0", "--now", "2025-11-01"]).code(0);
    golive(&["check", "--repo", &repo, "--require", "proven=100", "--now", "2025-11-01"]).code(1);
}

#[test]
fn a_decision_as_json_is_data_alone() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(dir.path());
    let done =
        golive(&["check", "v1.0.0", "--repo", &repo, "--format", "json", "--now", "2025-11-01"]).code(1);
    let json: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(json["schema"], "golive.check/2");
    assert_eq!(json["release"], "v1.0.0");
    assert_eq!(json["decision"], "no-go");
    assert_eq!(
        json["blockers"].as_array().unwrap().len(),
        json["readiness"]["reasons"].as_array().unwrap().len()
    );
    assert!(json["blockers"].as_array().unwrap().iter().any(|blocker| blocker["line"] == 6));
}

#[test]
fn show_tells_each_item_with_verdict_and_reason() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(dir.path());
    let text = stdout(golive(&["show", "--repo", &repo, "--now", "2025-11-01"]).code(0));
    for words in
        ["v1.0.0", "claimed 1/2", "unsupported", "Docs built", "open", "Load test passed", "(line 6)"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains('\u{1b}'), "NO_COLOR is honoured");
    let coloured = stdout(golive(&["show", "--repo", &repo, "--color", "always"]).code(0));
    assert!(coloured.contains('\u{1b}'));
    golive(&["show", "v9", "--repo", &repo]).code(2);
}

#[test]
fn a_mistyped_key_exits_2_with_place_and_suggestion() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(dir.path());
    fs::File::create(dir.path().join("golive.toml"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"[site]\ntitel = \"x\"\n"))
        .unwrap();
    let text = stderr(golive(&["check", "--repo", &repo]).code(2));
    assert!(
        text.contains("golive.toml:2:1: error: unknown key `titel`") && text.contains("`title`"),
        "{text}"
    );
}

#[test]
fn a_foreign_output_folder_exits_73_before_any_work() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(&dir.path().join("repo"));
    let out = dir.path().join("precious");
    fs::create_dir(&out).unwrap();
    fs::File::create(out.join("thesis.txt")).unwrap();
    let text = stderr(golive(&["build", "--repo", &repo, "--out", out.to_str().unwrap()]).code(73));
    assert!(text.contains("thesis.txt") && text.contains("adopt"), "{text}");
    golive(&["demo", "--out", out.to_str().unwrap()]).code(73);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    assert!(!dir.path().join("golive-demo").exists());
}

#[test]
fn a_held_output_folder_exits_75() {
    let dir = tempfile::tempdir().unwrap();
    let repo = sample(&dir.path().join("repo"));
    let lock = fs::File::create(dir.path().join(".site.golive-lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let out = dir.path().join("site").display().to_string();
    let text = stderr(golive(&["build", "--repo", &repo, "--out", &out]).code(75));
    assert!(text.contains("another build"), "{text}");
}

#[test]
fn text_from_the_repository_cannot_steer_a_terminal_or_a_build_server() {
    assert_eq!(
        terminal::safe("a\u{1b}[31mb\u{202e}c\u{200b}\r\n\u{7f}"),
        "a\\u{1b}[31mb\\u{202e}c\\u{200b}\\u{d} \\u{7f}"
    );
    assert_eq!(terminal::safe("für – 日本 ✔"), "für – 日本 ✔");
    let text = terminal::harmless("::error::x\n  ::set-output\nfine ::\nx ##[group]y ##vso[task]\n");
    assert_eq!(
        text,
        "\\u{3a}:error::x\n  \\u{3a}:set-output\nfine ::\nx #\\u{23}[group]y #\\u{23}vso[task]\n"
    );
}

#[test]
fn json_that_is_harmless_is_the_same_json() {
    let value = serde_json::json!({"a ##[x]": ["##vso[y]", "\u{1b}\u{202e}\u{e0041}\u{9b}ü ✔\n"]});
    let text = terminal::harmless_json(&value);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    assert!(!text.contains("##") && text.contains("\\udb40\\udc41"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{e0041}']), "{text}");
}

#[test]
fn problems_are_told_worst_first_each_once_and_not_without_end() {
    let mut problems = vec![
        Problem::note(Place::line("b.json", 3), "json-duplicate-key", "twice"),
        Problem::warning(Place::file("a.log"), "empty", "no content\u{1b}"),
        Problem::of_repository(Severity::Error, "shallow", "fetch it"),
        Problem::warning(Place::file("a.log"), "empty", "no content\u{1b}"),
    ];
    let strip = |text: &str| anstream::adapter::strip_str(text).to_string();
    let text = strip(&diagnostics::lines(&problems, usize::MAX));
    assert_eq!(
        text,
        "error: fetch it [shallow]\na.log: warning: no content\\u{1b} [empty]\nb.json:3: note: twice [json-duplicate-key]\n"
    );
    assert_eq!(diagnostics::tally(&problems), "1 error, 1 warning, 1 note");
    problems.extend((0..100).map(|line| Problem::warning(Place::line("c", line), "x", "y")));
    let text = strip(&diagnostics::lines(&problems, diagnostics::SHOWN));
    assert_eq!(text.lines().count(), diagnostics::SHOWN + 1);
    assert!(text.contains("… and 83 more") && text.starts_with("error: "), "{text}");
    assert_eq!(diagnostics::tally(&[]), "none");
}
