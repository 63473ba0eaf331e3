//! Claims about `golive init`: what it finds, what it writes, and what it leaves alone.

use crate::daily::{golive, stderr, stdout};
use crate::repo::Repo;
use golive::config::Config;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn sample() -> Repo {
    let repo = Repo::new();
    let list = "# Release checklist\n\n- [ ] Changelog updated (`CHANGELOG.md`)\n- [x] Backup of orders taken\n- [x] Rollback was never practised\n";
    let backup = r#"{"kind": "backup", "database": "orders", "status": "success", "completed_at": "2026-02-01T08:00:00Z"}"#;
    let files = [
        ("RELEASE_CHECKLIST.md", Some(list)),
        ("CHANGELOG.md", Some("# Changelog\n\n## 1.0.0\n")),
        ("reports/backups/orders.json", Some(backup)),
        ("tests/fixtures/backup.json", Some(backup)),
        (".github/workflows/ci.yml", Some("on: push\n")),
    ];
    repo.commit("2026-02-01T09:00:00Z", "begin", &files);
    repo.git().remote("origin", "https://ada:secret-word-1@forge.example/acme/shop.git").unwrap();
    repo.tag("v1.0.0", "2026-02-01T10:00:00Z");
    repo
}

fn files(root: &Path) -> BTreeSet<String> {
    let all = walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    let all = all.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    all.map(|entry| entry.path().strip_prefix(root).unwrap().display().to_string()).collect()
}

fn read(repo: &Repo, path: &str) -> String {
    fs::read_to_string(repo.path().join(path)).unwrap()
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let repo = sample();
    let before = files(repo.path());
    let text = stdout(&golive(repo.path(), &["init", "--dry-run", "--ci", "github"]).code(0));
    assert_eq!(files(repo.path()), before);
    for words in [
        "--- golive.toml\n",
        "--- .gitignore\n",
        "--- .github/workflows/releases.yml\n",
        "RELEASE_CHECKLIST.md: 3 items",
        "reports/backups/**",
        "GitHub Actions",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("secret-word-1") && !text.contains("tests/fixtures"), "{text}");
}

#[test]
fn what_is_written_is_a_configuration_that_golive_takes_and_judges_by() {
    let repo = sample();
    let text = stdout(&golive(repo.path(), &["init"]).code(0));
    assert!(text.contains("git add golive.toml .gitignore"), "{text}");
    let written = read(&repo, "golive.toml");
    let config = Config::load(Path::new("golive.toml"), &written).unwrap();
    assert_eq!(config.sources.templates, ["RELEASE_CHECKLIST.md"]);
    assert!(config.sources.evidence.contains(&"reports/backups/**".to_owned()));
    assert!(written.contains("# RELEASE_CHECKLIST.md:5  Rollback was never practised"), "{written}");
    assert!(!written.contains("secret-word-1"));
    assert_eq!(read(&repo, ".gitignore"), "/site/\n");
    let text = stdout(&golive(repo.path(), &["show", "v1.0.0"]).code(0));
    assert!(text.contains("verified    Backup of orders taken"), "{text}");
}

#[test]
fn nothing_is_replaced_without_force() {
    let repo = sample();
    fs::copy(repo.path().join("CHANGELOG.md"), repo.path().join("golive.toml")).unwrap();
    let before = files(repo.path());
    let text = stderr(&golive(repo.path(), &["init", "--ci", "gitlab"]).code(73));
    assert!(text.contains("golive.toml is there already: --force"), "{text}");
    assert_eq!(files(repo.path()), before);
    golive(repo.path(), &["init", "--force"]).code(0);
    assert!(read(&repo, "golive.toml").contains("[releases]"));
    fs::create_dir_all(repo.path().join(".github/workflows")).unwrap();
    fs::copy(repo.path().join("CHANGELOG.md"), repo.path().join(".github/workflows/releases.yml")).unwrap();
    fs::remove_file(repo.path().join("golive.toml")).unwrap();
    golive(repo.path(), &["init", "--ci", "github"]).code(73);
    assert!(!repo.path().join("golive.toml").exists(), "nothing is half written");
    std::os::unix::fs::symlink("/nowhere/at/all", repo.path().join("golive.toml")).unwrap();
    assert!(stderr(&golive(repo.path(), &["init", "--force"]).code(73)).contains("a symbolic link"));
}

#[test]
fn a_repository_without_a_checklist_gets_one_to_begin_with() {
    let repo = Repo::new();
    let folder = repo.path().to_path_buf();
    let text = stdout(&golive(&folder, &["init", "--dry-run"]).code(0));
    assert!(text.contains("checklist   none"), "a repository without a commit: {text}");
    repo.commit("2026-02-01T09:00:00Z", "begin", &[("a.txt", Some("a"))]);
    repo.light_tag("app-1.2.0");
    let text = stdout(&golive(&folder, &["init"]).code(0));
    assert!(text.contains("Make the checklist your own: docs/go-live-checklist.md"), "{text}");
    let list = read(&repo, "docs/go-live-checklist.md");
    assert!(list.contains("- [ ] Production backup executed") && !list.contains("Copy this file"), "{list}");
    let config = Config::load(Path::new("golive.toml"), &read(&repo, "golive.toml")).unwrap();
    assert!(config.sources.pattern.matches("app-1.2.0"));
    repo.commit(
        "2026-02-02T09:00:00Z",
        "go live",
        &[("docs/go-live-checklist.md", Some(&list)), ("golive.toml", Some(&read(&repo, "golive.toml")))],
    );
    let text = stdout(&golive(&folder, &["doctor"]).code(0));
    assert!(text.contains("docs/go-live-checklist.md, 17 items"), "{text}");
}

#[test]
fn every_workflow_is_whole_and_takes_the_least_permissions() {
    for (ci, path) in [
        ("github", ".github/workflows/releases.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("script", "publish-releases.sh"),
    ] {
        let repo = sample();
        golive(repo.path(), &["init", "--ci", ci]).code(0);
        let text = read(&repo, path);
        assert!(!text.contains("VERSION") && !text.contains("BRANCH"), "{text}");
        if ci == "script" {
            assert!(text.starts_with("#!/bin/sh\n"));
            continue;
        }
        let yaml: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
        if ci == "github" {
            assert_eq!(yaml["permissions"], serde_json::json!({ "contents": "read" }));
            assert_eq!(
                yaml["jobs"]["deploy"]["permissions"],
                serde_json::json!({ "pages": "write", "id-token": "write" })
            );
            for words in [
                "checkout@v6",
                "configure-pages@v6",
                "upload-pages-artifact@v5",
                "deploy-pages@v5",
                "fetch-depth: 0",
                "include-hidden-files: true",
            ] {
                assert!(text.contains(words), "{words}");
            }
            let runs = text.lines().filter(|line| line.trim_start().starts_with("- run:"));
            assert!(runs.clone().count() > 1 && runs.into_iter().all(|line| !line.contains("${{")), "{text}");
        } else {
            assert_eq!(yaml["pages"]["variables"]["GIT_DEPTH"], "0");
        }
    }
    let repo = sample();
    repo.commit("2026-02-02T09:00:00Z", "ci", &[(".gitlab-ci.yml", Some("test: {script: [make]}\n"))]);
    golive(repo.path(), &["init", "--ci", "gitlab"]).code(0);
    assert!(repo.path().join(".gitlab/releases.yml").is_file());
}
