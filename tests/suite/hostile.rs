//! Odd repositories and hostile bytes: nothing is lost in silence, nothing costs more than its size.

use crate::repo::Repo;
use golive::config::Config;
use golive::discover::{self, Discovery, error::DiscoverError, request::Request};
use golive::model::release::SkipReason;
use golive::read::read_blob;
use golive::redact::{MARK, mask};
use std::path::Path;

fn discovered(path: &Path) -> Result<Discovery, DiscoverError> {
    let config = Config::default();
    let now = "2026-06-01T00:00:00Z".parse().unwrap();
    let request = Request { repo: path, sources: &config.sources, now, head: None };
    discover::discover(
        &request,
        &discover::Lists {
            names: &|_, _| discover::Named::default(),
            likeness: &|_, _| 0.0,
            places: &golive::read::checklist::finder::ByName,
            looks: &|_, _| None,
        },
        &golive::progress::Silent,
    )
}

#[expect(clippy::disallowed_methods, reason = "a fixture breaks its own repository")]
fn write(repo: &Repo, path: &str, content: &str) {
    std::fs::write(repo.git().path().join(path), content).unwrap();
}

fn released() -> (Repo, git2::Oid, git2::Oid) {
    let repo = Repo::new();
    let first = repo.commit("2026-01-01T00:00:00Z", "one", &[("artifacts/a.log", Some("a"))]);
    repo.light_tag("v1.0.0");
    let second =
        repo.commit("2026-01-02T00:00:00Z", "token=abcdef123 slipped in", &[("artifacts/b.log", Some("b"))]);
    repo.light_tag("v1.1.0");
    (repo, first, second)
}

#[test]
fn refs_that_libgit2_passes_over_are_listed_as_broken() {
    let (repo, ..) = released();
    write(&repo, "refs/tags/v9.9.9", "not a hash\n");
    write(&repo, "refs/tags/v9.9.8", "");
    let found = discovered(repo.path()).unwrap();
    let skipped: Vec<_> = found.history.skipped.iter().map(|tag| (tag.name.as_str(), tag.reason)).collect();
    assert_eq!(skipped, [("v9.9.8", SkipReason::Broken), ("v9.9.9", SkipReason::Broken)]);
    let told = found.history.incomplete.iter().filter(|problem| problem.code == "broken-tag");
    assert_eq!(told.count(), 2, "a release is lost: the history is not whole");
}

#[test]
fn a_name_that_git_forbids_is_listed_and_is_no_release() {
    let (repo, _, id) = released();
    write(&repo, "packed-refs", &format!("{id} refs/tags/../../etc/passwd\n{id} refs/tags/v2..0\n"));
    let history = discovered(repo.path()).unwrap().history;
    let skipped: Vec<_> = history.skipped.iter().map(|tag| (tag.name.as_str(), tag.reason)).collect();
    assert_eq!(skipped, [("../../etc/passwd", SkipReason::Name), ("v2..0", SkipReason::Name)]);
    assert_eq!(history.snapshots.len(), 3);
}

#[test]
fn a_missing_commit_makes_the_history_incomplete_and_not_unreadable() {
    let (repo, first, _) = released();
    let id = first.to_string();
    std::fs::remove_file(repo.git().path().join("objects").join(&id[..2]).join(&id[2..])).unwrap();
    let found = discovered(repo.path()).unwrap();
    assert!(found.history.incomplete.iter().any(|problem| problem.code == "object-missing"));
    assert_eq!(found.history.commits.len(), 1);
    assert_eq!(found.history.skipped.len(), 1);
}

#[test]
fn an_unreadable_head_is_not_taken_for_an_empty_repository() {
    let (repo, ..) = released();
    for folder in std::fs::read_dir(repo.git().path().join("objects")).unwrap().flatten() {
        std::fs::remove_dir_all(folder.path()).unwrap();
    }
    assert!(matches!(discovered(repo.path()), Err(DiscoverError::Unreadable(_))));
    assert!(matches!(discovered(Repo::new().path()), Err(DiscoverError::NoCommit { .. })));
}

#[test]
fn a_repository_that_cannot_be_opened_is_told_from_none() {
    let (repo, ..) = released();
    write(&repo, "config", "[core\nbroken");
    assert!(matches!(discovered(repo.path()), Err(DiscoverError::CannotOpen { .. })));
    let none = tempfile::tempdir().unwrap();
    assert!(matches!(discovered(none.path()), Err(DiscoverError::NotARepository { .. })));
}

#[test]
fn commit_messages_carry_no_secret() {
    let (repo, ..) = released();
    let history = discovered(repo.path()).unwrap().history;
    assert!(history.commits.iter().all(|commit| !commit.summary.contains("abcdef123")));
    assert!(history.commits.iter().any(|commit| commit.summary == format!("token={MARK} slipped in")));
}

#[test]
fn facts_carry_no_secret_and_name_its_line() {
    let secret = "hunter2hunter2";
    for (path, text) in [
        ("docs/checklist.md", format!("# Checklist\n\n## S\n- [x] Log in with password={secret} first\n")),
        ("feedback/a.md", format!("# F\n\n## 2026-01-01 https://u:{secret}@x.invalid/\nSee `a.log`\n")),
        (
            "artifacts/a.json",
            format!("{{\"timestamp\":\"2026-01-01T00:00:00Z\",\n\"password\": \"{secret}\\\\\"}}"),
        ),
        ("docs/a.md", format!("---\ntoken: \"{secret}\"\n---\n# Doc\n")),
    ] {
        let facts = read_blob(path, text.as_bytes());
        assert!(!format!("{facts:?}").contains(secret), "{path}");
        assert!(facts.problems.iter().any(|problem| problem.code == "redacted"), "{path}");
        assert!(
            facts.problems.iter().all(|problem| problem.code == "redacted"),
            "{path}: {:?}",
            facts.problems
        );
    }
}

#[test]
fn a_key_within_one_string_is_masked_and_its_json_stays_json() {
    let text = r#"{"key": "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----", "n": 1}"#;
    let masked = mask(text);
    let read: serde_json::Value = serde_json::from_str(&masked.text).unwrap();
    assert_eq!((&read["key"], &read["n"]), (&MARK.into(), &1.into()));
    assert_eq!(mask(&masked.text).hits, Vec::new());
}

#[test]
fn masking_keeps_the_lines_where_they_are() {
    let masked =
        mask("a\r\n-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\npwd=abcdefg\r\nb");
    assert_eq!(masked.text, format!("a\r\n{MARK}\n{MARK}\n{MARK}\npwd={MARK}\r\nb"));
    assert_eq!(masked.hits.iter().map(|hit| hit.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
}
