//! Claims about what others can check: a site by its manifest and its repository, a ledger that is only added to, a sample.

use crate::repo::Repo;
use crate::site::{build_into, files};
use assert_cmd::Command;
use golive::model::ledger::Ledger;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

const LIST: &str = "RELEASE_CHECKLIST.md";
const NOW: &str = "2026-03-01T00:00:00Z";

/// Three releases, each with evidence of its own.
fn history() -> Repo {
    let repo = Repo::new();
    for day in 10..13 {
        let list = "# Release checklist\n\n- [x] Sign-off in `feedback/product.md`\n";
        let log = format!("# Product log\n\n## 2026-01-{day} — Sign-off\nSigned off by Ada.\n");
        let commit = format!("2026-01-{day}T10:00:00Z");
        repo.commit(&commit, "prepare", &[(LIST, Some(list)), ("feedback/product.md", Some(&log))]);
        repo.tag(&format!("v1.{day}.0"), &format!("2026-01-{day}T12:00:00Z"));
    }
    repo
}

/// The exit code of a command, and all that it prints.
pub(crate) fn golive(args: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("golive").unwrap();
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_")) {
        command.env_remove(name);
    }
    let output = command.env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH").args(args).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8_lossy(&text).into_owned())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the hand that tampers")]
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

pub(crate) struct Built {
    pub(crate) repo: Repo,
    folder: tempfile::TempDir,
}

impl Built {
    pub(crate) fn new() -> Self {
        let (repo, folder) = (history(), tempfile::tempdir().unwrap());
        build_into(repo.path(), &folder.path().join("site"));
        Self { repo, folder }
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn verify(&self) -> (i32, String) {
        golive(&["verify", text(&self.site()), "--repo", text(self.repo.path())])
    }

    fn verify_alone(&self) -> (i32, String) {
        golive(&["verify", text(&self.site())])
    }

    pub(crate) fn build(&self) -> (i32, String) {
        golive(&["build", "--repo", text(self.repo.path()), "--out", text(&self.site()), "--now", NOW])
    }

    pub(crate) fn retag(&self, name: &str, to: &str) {
        let git = self.repo.git();
        let target = git.revparse_single(to).unwrap().peel(git2::ObjectType::Commit).unwrap();
        let ada =
            git2::Signature::new("Eve", "eve@example.invalid", &git2::Time::new(1_768_000_000, 0)).unwrap();
        git.tag(name, &target, &ada, "again", true).unwrap();
    }
}

#[test]
fn a_site_as_it_was_built_is_as_recorded_also_when_the_repository_has_moved_on() {
    let built = Built::new();
    let (code, said) = built.verify();
    assert_eq!((code, said.contains("all as recorded")), (0, true), "{said}");
    built.repo.commit("2026-02-01T10:00:00Z", "later", &[("feedback/later.md", Some("# Later\n"))]);
    built.repo.tag("v2.0.0", "2026-02-01T12:00:00Z");
    let (code, said) = built.verify();
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_changed_byte_of_any_file_is_named() {
    let built = Built::new();
    let site = built.site();
    for (path, bytes) in files(&site) {
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        match changed.get_mut(middle) {
            Some(byte) => *byte ^= 1,
            None => changed.push(b'x'),
        }
        let full = site.join(&path);
        fs::remove_file(&full).unwrap();
        write(&full, &changed);
        let found =
            golive::publish::verify::verify(&site, &globset::GlobSet::empty(), &golive::progress::Silent);
        let found = found.unwrap();
        assert!(!found.is_empty(), "{path} is as recorded");
        // A hash in the manifest that is another one is told of its file.
        assert!(path == "manifest.json" || found.iter().any(|one| one.path == path), "{path}: {found:?}");
        write(&full, &bytes);
    }
    assert_eq!(built.verify_alone().0, 0, "each file was put back");
}

#[test]
fn files_that_are_gone_or_that_golive_did_not_write_are_named() {
    let built = Built::new();
    write(&built.site().join("extra.html"), b"<p>not golive's");
    fs::remove_file(built.site().join("data/items.csv")).unwrap();
    let (code, said) = built.verify_alone();
    assert_eq!(code, 1);
    assert!(said.contains("extra.html: it is not listed") && said.contains("data/items.csv: "), "{said}");
    let ignoring = golive(&["verify", text(&built.site()), "--ignore", "*.html"]).1;
    assert!(!ignoring.contains("extra.html"), "{ignoring}");
}

#[test]
fn a_page_and_a_manifest_that_fits_it_are_noticed_by_the_repository_alone() {
    let built = Built::new();
    let (page, manifest) = (built.site().join("index.html"), built.site().join("manifest.json"));
    let hash =
        |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let old = fs::read(&page).unwrap();
    let new = [&*old, b"<!-- -->"].concat();
    let listed = fs::read_to_string(&manifest).unwrap().replace(&hash(&old), &hash(&new));
    fs::remove_file(&page).unwrap();
    write(&page, &new);
    write(&manifest, listed.as_bytes());
    assert_eq!(built.verify_alone().0, 0, "nothing in the folder tells");
    let (code, said) = built.verify();
    assert!(code == 1 && said.contains("index.html: it is not what golive makes"), "{said}");
}

#[test]
fn what_is_no_site_and_a_site_of_another_version_exit_2() {
    let built = Built::new();
    assert_eq!(golive(&["verify", text(built.repo.path())]).0, 2);
    assert_eq!(golive(&["verify", text(&built.site()), "--config", "x.toml"]).0, 2);
    assert_eq!(golive(&["verify", text(&built.site()), "--ignore", "["]).0, 2);
}

#[test]
fn moved_and_deleted_tags_are_named_once_on_stderr_and_from_then_on_among_the_findings() {
    let built = Built::new();
    let before = fs::read_to_string(built.site().join("ledger.jsonl")).unwrap();
    built.retag("v1.12.0", "v1.10.0");
    built.repo.git().tag_delete("v1.11.0").unwrap();
    let (code, said) = built.verify();
    assert!(
        code == 1 && said.contains("v1.12.0 was moved") && said.contains("v1.11.0 was deleted"),
        "{said}"
    );
    let said = built.build().1;
    assert!(said.contains("v1.12.0 was moved") && said.contains("v1.11.0 was deleted"), "{said}");
    let after = fs::read_to_string(built.site().join("ledger.jsonl")).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len(), "lines are only added");
    assert_eq!(Ledger::read(after.as_bytes()).broken, None);
    let said = built.build().1;
    assert!(!said.contains("was moved"), "it is no news any more: {said}");
    assert_eq!(fs::read_to_string(built.site().join("ledger.jsonl")).unwrap(), after);
    let findings = fs::read_to_string(built.site().join("findings/index.html")).unwrap();
    assert!(findings.contains("v1.12.0 was moved") && findings.contains("v1.11.0 was deleted"));
    assert_eq!(built.verify().0, 0, "the site says what the repository says");
}

#[test]
fn an_edited_ledger_is_continued_from_what_of_it_holds() {
    let built = Built::new();
    let ledger = fs::read_to_string(built.site().join("ledger.jsonl")).unwrap();
    let forged = built.folder.path().join("forged.jsonl");
    write(&forged, ledger.replacen("\"claimed\":1", "\"claimed\":0", 1).as_bytes());
    let out = built.folder.path().join("again");
    let (repo, out) = (text(built.repo.path()), text(&out));
    let said = golive(&["build", "--repo", repo, "--out", out, "--now", NOW, "--ledger", text(&forged)]).1;
    assert!(said.contains("its line 2 does not follow") && said.contains("ledger-unverified"), "{said}");
    assert_eq!(golive(&["build", "--repo", repo, "--out", out, "--ledger", "no/such"]).0, 2);
}

#[test]
fn a_ledger_can_be_continued_from_a_commit() {
    let built = Built::new();
    let ledger = fs::read_to_string(built.site().join("ledger.jsonl")).unwrap();
    built.repo.commit("2026-02-01T10:00:00Z", "keep", &[("ledger.jsonl", Some(&ledger))]);
    built.repo.git().tag_delete("v1.11.0").unwrap();
    let out = built.folder.path().join("again");
    let repo = text(built.repo.path());
    let said = golive(&[
        "build",
        "--repo",
        repo,
        "--out",
        text(&out),
        "--now",
        NOW,
        "--ledger",
        "HEAD:ledger.jsonl",
    ])
    .1;
    assert!(said.contains("v1.11.0 was deleted"), "{said}");
}

#[test]
fn a_sample_is_drawn_by_hashes_that_anybody_can_compute() {
    let repo = history();
    let draw =
        |args: &[&str]| golive(&[&["sample", "--repo", text(repo.path()), "--now", NOW], args].concat());
    let (code, drawn) = draw(&["--seed", "42", "--n", "2"]);
    assert_eq!(code, 0, "{drawn}");
    let mut expected = ["v1.10.0", "v1.11.0", "v1.12.0"]
        .map(|name| (golive::model::id::sha256(format!("42:{name}").as_bytes()), name));
    expected.sort();
    let rows = drawn.lines().skip(1).map(|row| row.split(',').nth(1).unwrap()).collect::<Vec<_>>();
    assert_eq!(rows, [expected[0].1, expected[1].1]);
    let within = draw(&["--seed", "42", "--n", "9", "--from", "2026-01-11", "--to", "2026-01-12"]).1;
    assert!(within.lines().count() == 2 && within.contains(",v1.11.0,"), "{within}");
    assert_eq!(draw(&["--seed", "1", "--n", "1", "--from", "2026-02-01", "--to", "2026-01-01"]).0, 2);
    assert_eq!(draw(&["--seed", "1", "--n", "0"]).0, 2);
}
