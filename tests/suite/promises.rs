//! Promises of docs/reliability.md that no other module of the suite is about.

use crate::pipeline::judged;
use crate::repo::Repo;
use golive::config::Config;
use golive::discover::loose::ends_too_soon;
use golive::progress::Silent;
use golive::{Examined, Job};
use regex::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn every_promise_has_a_row_with_a_figure_and_a_command() {
    let rows = text("docs/reliability.md");
    for number in 1..=23 {
        let row = rows.lines().find(|line| line.starts_with(&format!("| P{number} ")));
        let cells: Vec<&str> = row.unwrap_or_else(|| panic!("no row for P{number}")).split(" | ").collect();
        assert_eq!(cells.len(), 3, "P{number}: promise, figure, command");
        assert!(cells[2].contains('`') || cells[2].contains("none"), "P{number} names no command");
    }
}

#[test]
fn what_the_promises_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = Regex::new(r"`((?:tests|fuzz|\.ci)/[\w./-]+)").unwrap();
    let module = Regex::new(r"cargo test (?:-- )?((?:\w+::[^`]*)+)`").unwrap();
    for document in ["docs/reliability.md", "docs/threat-model.md", "SECURITY.md"] {
        let words = text(document);
        for found in script.captures_iter(&words) {
            assert!(root.join(&found[1]).exists(), "{document} names {}", &found[1]);
        }
        for found in module.captures_iter(&words) {
            for name in found[1].split_whitespace().filter(|name| name.contains("::")) {
                let (file, test) = name.split_once("::").unwrap();
                let source = text(&format!("tests/suite/{file}.rs"));
                assert!(source.contains(&format!("fn {test}")), "{document} names {name}");
            }
        }
    }
}

#[test]
fn every_tag_that_git_lists_is_a_release_or_is_listed_with_its_reason() {
    let repo = Repo::new();
    let id = repo.commit("2026-01-01T00:00:00Z", "one", &[("a.log", Some("a"))]);
    let blob = repo.git().blob(b"no commit").unwrap();
    let names = [
        "v1.0.0",
        "V1.0.0",
        "v1<b>",
        "v2\"q",
        "v3/a/b",
        "v4-\u{202e}x",
        "v5-é",
        "v6-e\u{301}",
        "index.html",
        "nightly",
    ];
    for name in names {
        repo.git().reference(&format!("refs/tags/{name}"), id, true, "").unwrap();
    }
    repo.git().reference("refs/tags/v7-blob", blob, true, "").unwrap();
    repo.tag("v8", "2026-01-02T00:00:00Z");
    let nested = repo.git().revparse_single("refs/tags/v8").unwrap().id();
    repo.git().reference("refs/tags/v9-nested", nested, true, "").unwrap();
    let history = judged(&repo).dossier.history;
    let releases = history.snapshots.iter().filter(|snapshot| !snapshot.is_candidate());
    let told: BTreeSet<String> = releases
        .map(|snapshot| snapshot.name.clone())
        .chain(history.skipped.iter().map(|tag| tag.name.clone()))
        .collect();
    let listed: BTreeSet<String> =
        repo.git().tag_names(None).unwrap().iter().flatten().flatten().map(str::to_owned).collect();
    assert_eq!(listed.len(), names.len() + 3);
    assert_eq!(told, listed);
}

/// The facts and verdicts of a repository; `None` where it cannot be read, or says that it is not whole.
fn whole(repo: &Path) -> Option<String> {
    let now = "2026-12-01T00:00:00Z".parse().unwrap();
    let job = Job { repo: repo.to_path_buf(), config: Config::default(), now, head: None };
    let Examined { dossier, assessment, .. } = golive::examine(&job, &Silent).ok()?;
    let is_whole = dossier.history.incomplete.is_empty() && dossier.history.skipped.is_empty();
    is_whole.then(|| format!("{dossier:?}{assessment:?}"))
}

#[test]
fn an_object_that_was_changed_gives_no_other_verdict() {
    let repo = Repo::new();
    let list =
        "# Release checklist\n\n## Before the tag\n\n- [x] Smoke check under 300ms (`artifacts/smoke.log`)\n";
    let check =
        "2026-01-01T00:00:00Z [synthetic-check] https://x.invalid/ status=200 duration=218ms budget=300ms\n";
    repo.commit(
        "2026-01-01T00:00:00Z",
        "one",
        &[("docs/release-checklist.md", Some(list)), ("artifacts/smoke.log", Some(check))],
    );
    repo.tag("v1.0.0", "2026-01-01T01:00:00Z");
    let before = whole(repo.path()).unwrap();
    let objects = walkdir::WalkDir::new(repo.git().path().join("objects")).into_iter().map(Result::unwrap);
    let objects = objects.filter(|entry| entry.file_type().is_file());
    let objects: Vec<PathBuf> =
        objects.map(|entry| entry.path().strip_prefix(repo.path()).unwrap().to_path_buf()).collect();
    assert!(objects.len() >= 7, "{objects:?}");
    for object in &objects {
        let bytes = fs::read(repo.path().join(object)).unwrap();
        let flipped = (0..bytes.len()).step_by(11).map(|at| {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            changed
        });
        for changed in flipped {
            let copy = copied(repo.path());
            fs::remove_file(copy.path().join(object)).unwrap();
            #[expect(clippy::disallowed_methods, reason = "a fixture breaks a repository")]
            fs::write(copy.path().join(object), &changed).unwrap();
            let after = whole(copy.path());
            assert!(after.is_none_or(|after| after == before), "{}", object.display());
        }
    }
}

/// A copy of a folder.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap) {
        let to = copy.path().join(entry.path().strip_prefix(folder).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    copy
}

#[test]
fn no_sentence_says_that_a_date_is_proven() {
    let claim = Regex::new(r"(?i)\b(date|time|clock|moment|day)s?\b[^.;:{]{0,12}\b(is|are|was|were) (proven|verified|certain|guaranteed)\b|proves? (that |the )?(date|time|when)").unwrap();
    let said = text("content/words/en.toml");
    let found: Vec<&str> = said
        .lines()
        .filter(|line| claim.is_match(line) && !line.contains("never") && !line.contains("no "))
        .collect();
    assert_eq!(found, Vec::<&str>::new());
}

#[test]
fn packed_bytes_that_end_too_soon_are_noticed_and_no_others() {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all("a list of what was packed\n".repeat(50).as_bytes()).unwrap();
    let packed = writer.finish().unwrap();
    assert!(!ends_too_soon(&packed));
    assert!(!ends_too_soon(&[packed.as_slice(), b"more"].concat()));
    assert!(!ends_too_soon(b"not packed at all"));
    for end in 0..packed.len() {
        assert!(ends_too_soon(&packed[..end]), "{end} of {}", packed.len());
    }
}
