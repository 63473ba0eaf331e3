//! Claims about the commands of every day: explain, doctor, notes, diff as Markdown, config, schema, completions, man, and wrong words.

use crate::json_schema::faults;
use crate::repo::Repo;
use assert_cmd::Command;
use assert_cmd::assert::Assert;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The command, in a repository, at a moment, without the variables of whoever runs the tests.
pub fn golive(repo: &Path, args: &[&str]) -> Assert {
    let mut command = Command::cargo_bin("golive").unwrap();
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_")) {
        command.env_remove(name);
    }
    command.env_remove("GITHUB_STEP_SUMMARY").env("GOLIVE_NOW", "2026-04-01T00:00:00Z");
    command.env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH").current_dir(repo).args(args).assert()
}

pub fn stdout(done: &Assert) -> String {
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

pub fn stderr(done: &Assert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

const LIST: &str =
    "# Release checklist\n\n- [x] Backup of the orders database taken\n- [x] Docs <b>built</b> | @ada\n";
const BACKUP: &str = r#"{"kind": "backup", "database": "orders", "status": "success", "completed_at": "2026-03-01T08:00:00Z"}"#;

/// Two releases; the second has a backup.
fn sample() -> Repo {
    let repo = Repo::new();
    repo.commit("2026-02-01T09:00:00Z", "begin", &[("RELEASE_CHECKLIST.md", Some(LIST))]);
    repo.tag("v1.0.0", "2026-02-01T10:00:00Z");
    repo.commit("2026-03-01T09:00:00Z", "back up", &[("artifacts/backup/orders.json", Some(BACKUP))]);
    repo.tag("v1.1.0", "2026-03-01T10:00:00Z");
    repo
}

#[test]
fn explain_tells_how_a_file_was_read_and_what_rests_on_it() {
    let repo = sample();
    let text = stdout(&golive(repo.path(), &["explain", "artifacts/backup/orders.json"]).code(0));
    for words in [
        "yes: by `artifacts/**` of `paths` in [evidence]",
        "of the kind backup, reads it",
        "read as         backup, which is proving",
        "outcome succeeded (“success”)",
        "time 2026-03-01T08:00:00Z",
        "verified    v1.1.0: Backup of the orders database taken",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let from_there = repo.path().join("artifacts/backup");
    assert_eq!(stdout(&golive(&from_there, &["explain", "orders.json"]).code(0)), text);
}

#[test]
fn explain_tells_why_a_file_was_not_read_and_what_would_read_it() {
    let repo = sample();
    let probe = r#"{"probed_at": "2026-03-01T08:00:00Z", "url": "https://x.example/", "status": 200, "duration_ms": 12}"#;
    repo.commit(
        "2026-03-02T09:00:00Z",
        "probe",
        &[
            ("ops/odd.bin", Some("x")),
            (
                "golive.toml",
                Some("[evidence]\npaths = [\"artifacts/**\", \"ops/**\"]\nexclude = [\"ops/*.bin\"]\n"),
            ),
            ("probes/a.json", Some(probe)),
        ],
    );
    let text = stdout(&golive(repo.path(), &["explain", "ops/odd.bin"]).code(0));
    assert!(text.contains("no: `ops/*.bin` of `exclude` in [evidence] leaves it out"), "{text}");
    let text = stdout(&golive(repo.path(), &["explain", "probes/a.json"]).code(0));
    assert!(text.contains("\"probes/**\"]"), "{text}");
    fs::rename(repo.path().join("ops/odd.bin"), repo.path().join("fresh.log")).unwrap();
    let text = stdout(&golive(repo.path(), &["explain", "fresh.log"]).code(0));
    assert!(text.contains("git does not have it at the head") && text.contains("[[reader]]"), "{text}");
    let done = golive(repo.path(), &["explain", "artifacts/backup/orders.jsn"]).code(2);
    assert!(stderr(&done).contains("did you mean `artifacts/backup/orders.json`?"), "{}", stderr(&done));
}

#[test]
fn the_reader_that_explain_offers_is_one_that_golive_takes() {
    let repo = sample();
    let odd = r#"{"when": "x", "at": "2026-03-01T08:00:00Z", "http_status": 200, "endpoint": "https://x.example/", "ms": 12}"#;
    fs::create_dir(repo.path().join("probes")).unwrap();
    fs::copy(repo.path().join("artifacts/backup/orders.json"), repo.path().join("probes/a.txt")).unwrap();
    repo.commit(
        "2026-03-02T09:00:00Z",
        "odd",
        &[("probes/a.dat", Some(odd)), ("probes/b.dat", Some("q w e"))],
    );
    for path in ["probes/a.dat", "probes/b.dat"] {
        let text = stdout(&golive(repo.path(), &["explain", path]).code(0));
        let (_, table) = text.split_once("    [[reader]]").unwrap_or_else(|| panic!("{text}"));
        let table = table.split("\n\n").next().unwrap();
        let config = format!("[[reader]]{table}\n");
        golive::config::Config::load(Path::new("golive.toml"), &config)
            .unwrap_or_else(|error| panic!("{error}: {config}"));
    }
}

#[test]
fn doctor_finds_nothing_in_the_way_of_a_sound_clone() {
    let repo = sample();
    let text = stdout(&golive(repo.path(), &["doctor"]).code(0));
    assert!(
        text.contains("2 tags, each a release") && text.ends_with("Nothing stands in the way.\n"),
        "{text}"
    );
}

#[test]
fn doctor_says_what_stands_in_the_way_and_what_to_do() {
    let repo = Repo::new();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n";
    repo.commit("2026-02-01T09:00:00Z", "begin", &[("artifacts/dump.sql", Some(pointer))]);
    repo.git().remote("origin", "https://ada:secret-word-1@forge.example/acme/shop.git").unwrap();
    repo.git().remote("upstream", "https://forge.example/up/shop.git").unwrap();
    repo.light_tag("release-1");
    let done = golive(repo.path(), &["doctor"]).code(1);
    let text = stdout(&done);
    for words in [
        "none is a release (release-1)",
        "`golive init`",
        "there are several (origin, upstream)",
        "Git LFS",
        "credential helper",
        "3 things stand in the way",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("secret-word-1"), "{text}");
    let outside = tempfile::tempdir().unwrap();
    let text = stdout(&golive(outside.path(), &["doctor"]).code(1));
    assert!(text.contains("not a git repository"), "{text}");
    repo.commit("2026-02-02T09:00:00Z", "mistype", &[("golive.toml", Some("[site]\ntitel = 1\n"))]);
    let text = stdout(&golive(repo.path(), &["doctor"]).code(1));
    assert!(text.contains("golive.toml:2:1: unknown key `titel`"), "{text}");
}

#[test]
fn notes_are_a_block_for_the_release_notes() {
    let repo = sample();
    let text =
        stdout(&golive(repo.path(), &["notes", "v1.1.0", "--base-url", "https://team.example/r"]).code(0));
    for words in [
        "## Go-live: v1.1.0, no-go",
        "(https://team.example/r/releases/v1.1.0/badge.svg)",
        "**claimed 2 · proven 1** of 2 items",
        "<https://team.example/r/releases/v1.1.0/>",
        "Docs &lt;b&gt;built&lt;/b&gt; \\| &#64;ada",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!stdout(&golive(repo.path(), &["notes", "v1.1.0"]).code(0)).contains("http"));
    assert!(
        stdout(&golive(repo.path(), &["notes", "candidate"]).code(0)).starts_with("## Go-live: candidate")
    );
}

#[test]
fn a_diff_as_markdown_is_the_body_of_a_comment() {
    let repo = sample();
    let text = stdout(&golive(repo.path(), &["diff", "v1.0.0", "v1.1.0", "--format", "markdown"]).code(0));
    assert!(text.starts_with("<!-- golive diff -->\n### Go-live: v1.0.0 → v1.1.0\n"), "{text}");
    assert!(text.contains("| ? unsupported → ✔ verified | Backup of the orders database taken |"), "{text}");
    assert!(text.contains("No measured series differs."), "{text}");
    assert!(text.len() < 65_536);
}

#[test]
fn config_prints_what_is_in_force_and_whence() {
    let repo = sample();
    let text = stdout(&golive(repo.path(), &["config"]).code(0));
    assert!(text.contains("pattern = \"v[0-9]*\"   # default"), "{text}");
    let config = "# ours\n[releases]\npattern = \"v*\"\n\n[[item]]\nmatch = \"Docs\"\nwithin = \"24h\"\n\n[[reader]]\nkind = \"probe\"\npaths = [\"p/*.txt\"]\npointers = { time = \"/t\" }\n";
    repo.commit("2026-03-02T09:00:00Z", "configure", &[("golive.toml", Some(config))]);
    let text = stdout(&golive(repo.path(), &["config"]).code(0));
    for words in
        ["pattern = \"v*\"   # golive.toml:3", "[[item]]   # golive.toml:5", "[[reader]]   # golive.toml:9"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let ours = golive::config::Config::load(Path::new("golive.toml"), config).unwrap();
    let printed = golive::config::Config::load(Path::new("golive.toml"), &text).unwrap();
    assert_eq!(
        format!("{:?}{:?}", ours.policy.require, ours.sources),
        format!("{:?}{:?}", printed.policy.require, printed.sources)
    );
    assert_eq!(printed.policy.items.len(), 1);
}

#[test]
fn config_tells_of_the_environment_too() {
    let repo = sample();
    let mut command = Command::cargo_bin("golive").unwrap();
    let done = command
        .current_dir(repo.path())
        .arg("config")
        .env("GOLIVE_BASE_URL", "https://x.example/")
        .assert()
        .code(0);
    assert!(
        stdout(&done).contains("# GOLIVE_BASE_URL goes before it: https://x.example/"),
        "{}",
        stdout(&done)
    );
}

fn schema(of: &str) -> Value {
    let outside = tempfile::tempdir().unwrap();
    serde_json::from_str(&stdout(&golive(outside.path(), &["schema", of]).code(0))).unwrap()
}

#[test]
fn every_key_of_the_schema_is_one_that_golive_takes_and_no_other() {
    let whole = schema("config");
    let sections = whole["properties"].as_object().unwrap();
    for (name, section) in sections {
        let is_list = section["type"] == "array";
        let table = if is_list { &section["items"] } else { section };
        let head = if is_list { format!("[[{name}]]") } else { format!("[{name}]") };
        for key in table["properties"].as_object().unwrap().keys().map(String::as_str).chain(["frobnicate"]) {
            let text = format!("{head}\n{key} = 1.5\n");
            let error = golive::config::Config::load(Path::new("golive.toml"), &text).unwrap_err().message;
            assert_eq!(error.contains("unknown"), key == "frobnicate", "{head} {key}: {error}");
        }
    }
    let manual = include_str!("../../docs/configuration.md");
    for block in manual.split("```toml").skip(1).filter(|block| !block.starts_with(" error")) {
        let text = block.split_once('\n').unwrap().1.split("```").next().unwrap();
        let value: toml::Value = toml::from_str(text).unwrap();
        assert_eq!(faults(&whole, &serde_json::to_value(value).unwrap()), Vec::<String>::new(), "{text}");
    }
    let wrong = serde_json::json!({ "site": { "titel": "x" }, "policy": { "flags": ["laet"] } });
    assert_eq!(faults(&whole, &wrong).len(), 2);
}

#[test]
fn every_release_and_record_is_as_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    golive(folder.path(), &["demo", "--releases", "40", "--out", out.to_str().unwrap()]).code(0);
    let whole = schema("release");
    let mut releases = 0;
    for entry in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap) {
        if entry.file_name() == "release.json" && !entry.path().starts_with(out.join("schema")) {
            let value = serde_json::from_str(&fs::read_to_string(entry.path()).unwrap()).unwrap();
            assert_eq!(faults(&whole, &value), Vec::<String>::new(), "{:?}", entry.path());
            releases += 1;
        }
    }
    assert!(releases > 40, "{releases}");
    let whole = schema("record");
    let seed = serde_json::from_str(include_str!("../seeds/records/written.json")).unwrap();
    assert_eq!(faults(&whole, &seed), Vec::<String>::new());
    let repo = sample();
    golive(repo.path(), &["record", "--kind", "backup", "--file", "RELEASE_CHECKLIST.md", "--", "true"])
        .code(0);
    golive(
        repo.path(),
        &["record", "--kind", "sign-off", "--approve-by", "Ada", "--where", "production", "--note", "n"],
    )
    .code(0);
    golive(repo.path(), &["record", "--kind", "backup", "--", "no-such-command"]).code(127);
    for entry in walkdir::WalkDir::new(repo.path().join("artifacts/records")).into_iter().map(Result::unwrap)
    {
        if entry.file_type().is_file() {
            let value: Value = serde_json::from_str(&fs::read_to_string(entry.path()).unwrap()).unwrap();
            assert_eq!(faults(&whole, &value), Vec::<String>::new(), "{value}");
            let known = whole["properties"].as_object().unwrap();
            assert!(value.as_object().unwrap().keys().all(|key| known.contains_key(key)), "{value}");
        }
    }
}

#[test]
fn completions_and_man_pages_know_every_command() {
    let outside = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = stdout(&golive(outside.path(), &["completions", shell]).code(0));
        assert!(text.contains("record") && text.contains("explain"), "{shell}");
    }
    assert!(stdout(&golive(outside.path(), &["man"]).code(0)).contains(".TH golive 1"));
    assert!(stdout(&golive(outside.path(), &["man", "record"]).code(0)).contains("\\-\\-approve\\-by"));
    assert!(stderr(&golive(outside.path(), &["man", "recrod"]).code(2)).contains("did you mean `record`?"));
}

#[test]
fn a_wrong_word_is_answered_with_the_nearest_right_one() {
    let repo = sample();
    for (args, words) in [
        (vec!["show", "v1.1.O"], "did you mean `v1.1.0`?"),
        (vec!["notes", "v1.O.0"], "did you mean `v1.0.0`?"),
        (vec!["check", "v1.1.O"], "did you mean `v1.1.0`?"),
        (vec!["diff", "v1.0.0", "v1.1.O"], "did you mean `v1.1.0`?"),
        (vec!["build", "--ouput", "x"], "'--out'"),
        (vec!["biuld"], "'build'"),
        (vec!["lint", "--formt", "json"], "'--format'"),
        (vec!["schema", "relaese"], "'release'"),
    ] {
        let text = stderr(&golive(repo.path(), &args).code(2));
        assert!(text.contains(words), "{args:?}: {text}");
    }
}

#[test]
fn a_template_that_is_nowhere_is_told_with_the_file_that_was_meant() {
    let repo = sample();
    let config = "[checklist]\ntemplates = [\"RELEASE_CHEKLIST.md\"]\n";
    repo.commit("2026-03-02T09:00:00Z", "mistype", &[("golive.toml", Some(config))]);
    let text = stderr(&golive(repo.path(), &["build"]).code(0));
    assert!(text.contains("`RELEASE_CHEKLIST.md` of `templates` in [checklist] is no file"), "{text}");
    assert!(text.contains("did you mean `RELEASE_CHECKLIST.md`?"), "{text}");
    let repo = sample();
    assert!(!stderr(&golive(repo.path(), &["build"]).code(0)).contains("idle-template"));
}
