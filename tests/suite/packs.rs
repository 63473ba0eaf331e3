//! Claims about the audit pack: the same bytes everywhere, and enough to check a release with git and sha256sum alone.

use crate::proof::golive;
use crate::repo::Repo;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

const NOW: &str = "2026-03-01T00:00:00Z";
const LIST: &str = "# Release checklist\n\n- [x] Sign-off in `feedback/product.md`\n- [x] Smoke\n";

const NOTE: &str = "# Smoke\n\n## 2026-01-10 — Smoke test\nPassed, says Bea.\n";

/// A release with evidence, some of it after the tag, under names that a shell could take otherwise.
fn history() -> Repo {
    let repo = Repo::new();
    let log = "# Product log\n\n## 2026-01-10 — Sign-off\nSigned off by Ada.\n";
    let files = [("RELEASE_CHECKLIST.md", LIST), ("feedback/product.md", log), ("feedback/a b's~.md", NOTE)];
    repo.commit("2026-01-10T10:00:00Z", "prepare", &files.map(|(path, text)| (path, Some(text))));
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    let more = format!("{log}\n## 2026-01-11 — Note\nAll quiet.\n");
    let list = LIST.replace("Smoke", "Smoke test");
    let files = [("RELEASE_CHECKLIST.md", &*list), ("feedback/product.md", &*more)];
    repo.commit("2026-01-11T10:00:00Z", "later", &files.map(|(path, text)| (path, Some(text))));
    repo.light_tag("v1.1.0");
    repo
}

fn pack(repo: &Repo, release: &str, out: &Path, more: &[&str]) -> (i32, String) {
    let (repo, out) = (repo.path().to_str().unwrap(), out.to_str().unwrap());
    golive(&[&["pack", release, "--repo", repo, "--out", out, "--now", NOW], more].concat())
}

/// The folder of an unpacked archive.
fn unpacked(archive: &Path, release: &str) -> PathBuf {
    let folder = archive.with_extension("");
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(archive).unwrap())).unwrap();
    zip.extract(&folder).unwrap();
    folder.join(release)
}

/// Follows the README of a pack in a shell that finds nothing but git and sha256sum; what it prints.
fn followed(pack: &Path, repo: &Repo) -> String {
    let readme = fs::read_to_string(pack.join("README.md")).unwrap();
    let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let script = blocks.collect::<Vec<_>>().join("\n");
    let tools = tempfile::tempdir().unwrap();
    for name in ["git", "sha256sum"] {
        let path = std::env::var("PATH").unwrap();
        let found = path.split(':').map(|folder| Path::new(folder).join(name)).find(|path| path.exists());
        std::os::unix::fs::symlink(found.unwrap(), tools.path().join(name)).unwrap();
    }
    let mut shell = Command::new("/bin/sh");
    shell.current_dir(pack).args(["-c", &script]).env_clear();
    shell.env("PATH", tools.path()).env("REPO", repo.path()).env("HOME", tools.path());
    let output = shell.output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn git_and_sha256sum_alone_confirm_a_release_by_the_readme_of_its_pack() {
    let (repo, folder) = (history(), tempfile::tempdir().unwrap());
    let archive = folder.path().join("v1.0.0.zip");
    assert_eq!(pack(&repo, "v1.0.0", &archive, &[]).0, 0);
    let root = unpacked(&archive, "v1.0.0");
    let whole = "whole\nthe commit\nthe tag object\nthe tag\nleads to the commit\n";
    let files = fs::read_to_string(root.join("files.tsv")).unwrap().lines().count();
    assert!(files >= 3, "{files}");
    let all = format!("{whole}{files} files, each as it is in the repository\n");
    assert_eq!(followed(&root, &repo), all);
    let list = |when: &str| {
        fs::read_to_string(root.join("checklist").join(when).join("RELEASE_CHECKLIST.md")).unwrap()
    };
    assert!(list("at-tag") == LIST && list("today") != LIST);
    // A lightweight tag has no object.
    let archive = folder.path().join("v1.1.0.zip");
    assert_eq!(pack(&repo, "v1.1.0", &archive, &[]).0, 0);
    let light = unpacked(&archive, "v1.1.0");
    assert!(!light.join("tag").exists());
    assert!(followed(&light, &repo).ends_with("each as it is in the repository\n"));

    // Whatever is changed is named: a file of the pack with its hash, and the tag.
    let file = root.join("evidence/feedback");
    let odd = fs::read_dir(&file).unwrap().map(|entry| entry.unwrap().path());
    let log = odd.into_iter().find(|path| path.to_string_lossy().contains("~7e")).unwrap();
    let put = |path: &Path, text: &str| {
        std::io::Write::write_all(&mut fs::File::create(path).unwrap(), text.as_bytes()).unwrap()
    };
    put(&log, "no\n");
    let said = followed(&root, &repo);
    assert!(
        said.contains("FAILED") && said.contains("is other than its blob") && !said.contains("whole\n"),
        "{said}"
    );
    put(&log, NOTE);
    assert_eq!(followed(&root, &repo), all);
    repo.git().reference("refs/tags/v1.0.0", repo.git().head().unwrap().target().unwrap(), true, "").unwrap();
    let said = followed(&root, &repo);
    assert!(!said.contains("the tag\n") && !said.contains("leads to the commit"), "{said}");
}

#[test]
fn a_pack_has_the_same_bytes_wherever_it_is_made_and_replaces_nothing_unasked() {
    let (repo, folder) = (history(), tempfile::tempdir().unwrap());
    let [one, two] = ["one.zip", "two.zip"].map(|name| folder.path().join(name));
    assert_eq!(pack(&repo, "v1.0.0", &one, &["--jobs", "1"]).0, 0);
    let clone = tempfile::tempdir().unwrap();
    git2::build::RepoBuilder::new().bare(true).clone(repo.path().to_str().unwrap(), clone.path()).unwrap();
    let args = ["pack", "v1.0.0", "--repo", clone.path().to_str().unwrap(), "--now", NOW, "--out"];
    assert_eq!(golive(&[&args[..], &[two.to_str().unwrap()]].concat()).0, 0);
    let differs = |name: &str| {
        let of = |archive: &Path| fs::read(unpacked(archive, "v1.0.0").join(name)).unwrap();
        of(&one) != of(&two)
    };
    // The address of the remote is that of the clone.
    assert!(!["report.html", "ledger.jsonl", "provenance.csv", "files.tsv"].iter().any(|name| differs(name)));
    let again = folder.path().join("again.zip");
    assert_eq!(pack(&repo, "v1.0.0", &again, &["--jobs", "2"]).0, 0);
    assert_eq!(fs::read(&one).unwrap(), fs::read(&again).unwrap());
    let (code, said) = pack(&repo, "v1.0.0", &one, &[]);
    assert!(code == 73 && said.contains("--force"), "{code}: {said}");
    assert_eq!(pack(&repo, "v1.0.0", &one, &["--force"]).0, 0);
    assert_eq!(pack(&repo, "candidate", &folder.path().join("c.zip"), &[]).0, 2);
    assert_eq!(pack(&repo, "v9.9.9", &folder.path().join("c.zip"), &[]).0, 2);
}

#[test]
fn the_report_of_a_pack_needs_no_other_file_and_leads_only_into_the_pack() {
    let (repo, folder) = (history(), tempfile::tempdir().unwrap());
    let archive = folder.path().join("v1.0.0.zip");
    assert_eq!(pack(&repo, "v1.0.0", &archive, &[]).0, 0);
    let root = unpacked(&archive, "v1.0.0");
    let page = fs::read_to_string(root.join("report.html")).unwrap();
    assert!(
        !page.contains("<script") && !page.contains("<link rel=\"stylesheet") && page.contains("<style>")
    );
    let page = scraper::Html::parse_document(&page);
    let links = scraper::Selector::parse("[href], [src]").unwrap();
    let mut files = 0;
    for link in page.select(&links) {
        let to = link.value().attr("href").or(link.value().attr("src")).unwrap();
        if !to.starts_with('#') && !to.contains(':') {
            let path = to.replace("%20", " ").replace("%27", "'");
            assert!(root.join(&path).is_file(), "{to}");
            files += 1;
        }
    }
    assert!(files > 1);
}

#[test]
fn a_pack_tells_of_what_looks_like_a_secret_and_is_not_written_where_that_is_denied() {
    let repo = history();
    // Put together here, so that no scan of this repository takes it for one.
    let token = ["ghp", "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2"].join("_");
    let log = format!("# Smoke\n\n## 2026-01-12 — Smoke test\nPassed with {token}.\n");
    repo.commit("2026-01-12T10:00:00Z", "leak", &[("feedback/a b's~.md", Some(&log))]);
    repo.tag("v1.2.0", "2026-01-12T12:00:00Z");
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("v1.2.0.zip");
    let (code, said) = pack(&repo, "v1.2.0", &archive, &[]);
    assert!(code == 0 && said.contains("the pack has it as it was committed"), "{said}");
    let config = folder.path().join("deny.toml");
    std::io::Write::write_all(&mut fs::File::create(&config).unwrap(), b"[site]\ndeny = [\"secrets\"]\n")
        .unwrap();
    let other = folder.path().join("other.zip");
    assert_eq!(pack(&repo, "v1.2.0", &other, &["--config", config.to_str().unwrap()]).0, 1);
    assert!(!other.exists());
}

#[test]
fn a_sample_can_bring_the_packs_of_what_it_draws() {
    let (repo, folder) = (history(), tempfile::tempdir().unwrap());
    let packs = folder.path().join("packs");
    let args = [
        "sample",
        "--seed",
        "1",
        "--n",
        "2",
        "--now",
        NOW,
        "--repo",
        repo.path().to_str().unwrap(),
        "--packs",
    ];
    let (code, said) = golive(&[&args[..], &[packs.to_str().unwrap()]].concat());
    assert_eq!(code, 0, "{said}");
    assert!(packs.join("v1.0.0.zip").is_file() && packs.join("v1.1.0.zip").is_file());
}
