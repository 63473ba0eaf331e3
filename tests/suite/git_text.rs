//! Claims about what git's objects hold: encodings, signatures, pointers, and what is missing in a partial clone.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::discover::encoding::text;
use golive::discover::refs::split_signature;
use golive::model::evidence::State;
use golive::read::read_blob;

const LIST: &str = "RELEASE_CHECKLIST.md";

#[test]
fn words_are_read_in_the_encoding_that_their_commit_names() {
    for (label, bytes, words) in [
        (None, "Zoë".as_bytes(), "Zoë"),
        (Some("ISO-8859-1"), b"Zo\xeb", "Zoë"),
        (Some("latin-1"), b"J\xf6rg", "Jörg"),
        (Some("ISO-8859-1"), b"\x85", "\u{85}"),
        (Some("ISO-8859-15"), b"5 \xa4", "5 €"),
        (Some("windows-1252"), b"5 \x80", "5 €"),
        (Some("cp1251"), b"\xc0\xed\xed\xe0", "Анна"),
        (Some("KOI8-R"), b"\xe1\xce\xce\xc1", "Анна"),
        (Some("Shift_JIS"), b"\x93\x8c\x8b\x9e", "東京"),
        (Some("EUC-JP"), b"\xc5\xec\xb5\xfe", "東京"),
        (Some("ISO-2022-JP"), b"\x1b$BEl5~\x1b(B", "東京"),
        (Some("UTF-8"), "Zoë".as_bytes(), "Zoë"),
        (Some("ISO-8859-1"), "Zoë".as_bytes(), "Zoë"),
        (Some("of-mars"), b"Zo\xeb", "Zo\u{fffd}"),
        (None, b"Zo\xeb", "Zo\u{fffd}"),
    ] {
        assert_eq!(text(bytes, label), words, "{label:?}");
    }
}

/// An object written as its bytes say.
fn object(repo: &Repo, kind: git2::ObjectType, bytes: &[u8]) -> git2::Oid {
    repo.git().odb().unwrap().write(kind, bytes).unwrap()
}

/// A release whose commit and tag are in ISO-8859-1, with the checklist in the message of the tag.
fn in_latin(label: &str) -> Judged {
    let repo = Repo::new();
    let first = repo.commit("2026-01-10T11:00:00Z", "prepare", &[("run.txt", Some("Die Prüfung lief."))]);
    let tree = repo.git().find_commit(first).unwrap().tree_id();
    let who = |bytes: &mut Vec<u8>, role: &str| {
        bytes.extend(role.as_bytes());
        bytes.extend(b" J\xf6rg <j@example.invalid> 1768046400 +0000\n");
    };
    let mut commit = format!("tree {tree}\nparent {first}\n").into_bytes();
    who(&mut commit, "author");
    who(&mut commit, "committer");
    commit.extend(format!("encoding {label}\n\nPr").as_bytes());
    commit.extend(b"\xfcfplan\n");
    let commit = object(&repo, git2::ObjectType::Commit, &commit);
    repo.git().reference("refs/heads/main", commit, true, "test").unwrap();
    let mut tag = format!("object {commit}\ntype commit\ntag v1.0.0\n").into_bytes();
    who(&mut tag, "tagger");
    tag.extend(format!("encoding {label}\n\nRelease\n\n- [x] Pr").as_bytes());
    tag.extend(b"\xfcfung (`run.txt`)\n");
    let tag = object(&repo, git2::ObjectType::Tag, &tag);
    repo.git().reference("refs/tags/v1.0.0", tag, true, "test").unwrap();
    judged(&repo)
}

#[test]
fn names_and_messages_of_commits_and_tags_follow_their_encoding_header() {
    let judged = in_latin("ISO-8859-1");
    let history = &judged.dossier.history;
    let last = history.commits.last().unwrap();
    assert_eq!((&*last.author.name, &*last.summary), ("Jörg", "Prüfplan"));
    let tag = history.snapshots[0].tag.as_ref().unwrap();
    assert_eq!(tag.tagger.as_ref().unwrap().name, "Jörg");
    assert_eq!(judged.told("v1.0.0", "Prüfung"), "attested/attested");
    assert!(!judged.dossier.problems.iter().any(|one| one.code == "unknown-encoding"));
    let broken = in_latin("of-mars");
    assert_eq!(broken.dossier.problems.iter().filter(|one| one.code == "unknown-encoding").count(), 1);
}

#[test]
fn a_signature_is_a_block_that_begins_a_line_and_ends_the_message() {
    for kind in ["PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE"] {
        let block = format!("-----BEGIN {kind}-----\nabc\n-----END {kind}-----\n");
        for message in ["", "First\n\n- [x] Done\n"] {
            assert_eq!(split_signature(&format!("{message}{block}")), (message, &*block));
        }
        for message in [
            format!("See `-----BEGIN {kind}-----` there\n\n- [x] Done\n"),
            format!("  -----BEGIN {kind}-----\n  -----END {kind}-----\n"),
            format!("-----BEGIN {kind}-----\n\n- [x] Done\n"),
            format!("{block}\n- [x] Done\n"),
        ] {
            assert_eq!(split_signature(&message), (&*message, ""), "{message}");
        }
        let quoting = format!("How: {block}\n");
        let both = format!("{quoting}{block}");
        assert_eq!(split_signature(&both), (&*quoting, &*block), "the last block alone is the signature");
        let windows = block.replace('\n', "\r\n");
        assert_eq!(split_signature(&windows), ("", &*windows));
    }
}

const LFS: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";

#[test]
fn a_pointer_of_lfs_or_git_annex_is_told_as_one_and_proves_nothing() {
    let hawser = LFS.replace("git-lfs.github.com", "hawser.github.com");
    let extended = LFS.replace("oid", "ext-0-case sha256:00\noid");
    let annex = "/annex/objects/SHA256E-s3--4d7a.pdf\n";
    let link = "../../.git/annex/objects/x1/Zz/SHA256E-s3--4d7a.pdf/SHA256E-s3--4d7a.pdf";
    let windows = LFS.replace('\n', "\r\n");
    for (text, code) in [
        (LFS, "lfs-pointer"),
        (&hawser, "lfs-pointer"),
        (&extended, "lfs-pointer"),
        (&windows, "lfs-pointer"),
        (annex, "annex-pointer"),
        (link, "annex-pointer"),
    ] {
        for path in ["artifacts/report.pdf", "artifacts/lh/report.json", "artifacts/run.md", "a/junit.xml"] {
            let facts = read_blob(path, text.as_bytes());
            assert_eq!(facts.state, State::Unreadable, "{path}: {text}");
            let codes = facts.problems.iter().map(|one| one.code).collect::<Vec<_>>();
            assert_eq!(codes, [code], "{path}: nothing else is wrong with it");
        }
        let repo = Repo::new();
        let list =
            "# Release checklist\n\n- [x] Runbook kept (`run.txt`)\n- [x] Report reviewed (`a/report.pdf`)\n";
        let files = [(LIST, Some(list)), ("run.txt", Some(text)), ("a/report.pdf", Some(text))];
        repo.commit("2026-01-10T11:00:00Z", "prepare", &files);
        repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
        let judged = judged(&repo);
        for item in ["Runbook", "Report"] {
            assert_eq!(judged.told("v1.0.0", item), "unsupported/unsupported", "{item}: {text}");
        }
    }
    let prose = "Large files hold `version https://git-lfs.github.com/spec/v1` alone.\n";
    assert_eq!(read_blob("docs/lfs.md", prose.as_bytes()).state, State::Neutral);
}

/// Whether a repository with this in its configuration is told to be partial.
fn is_partial(key: &str, value: &str, lacks: bool) -> bool {
    let repo = Repo::new();
    let list = "# Release checklist\n\n- [x] Runbook kept (`run.txt`)\n";
    repo.commit("2026-01-10T11:00:00Z", "prepare", &[(LIST, Some(list)), ("run.txt", Some("run it"))]);
    repo.git().config().unwrap().set_str(key, value).unwrap();
    if lacks {
        let id = repo.git().head().unwrap().peel_to_tree().unwrap().get_name("run.txt").unwrap().id();
        let id = id.to_string();
        std::fs::remove_file(repo.git().path().join("objects").join(&id[..2]).join(&id[2..])).unwrap();
    }
    judged(&repo).dossier.problems.iter().any(|one| one.code == "partial-clone")
}

#[test]
fn a_partial_clone_is_told_only_while_something_is_missing() {
    for value in ["true", "yes", "on", "1"] {
        assert!(is_partial("remote.origin.promisor", value, true), "{value}");
        assert!(!is_partial("remote.origin.promisor", value, false), "{value}");
    }
    assert!(!is_partial("remote.origin.promisor", "false", true), "that is damage");
    assert!(!is_partial("core.editor", "true", true), "that is damage");
}

#[test]
fn dates_and_zones_that_are_missing_or_cannot_be_are_told() {
    let codes = |when: &str| {
        let repo = Repo::new();
        let first = repo.commit("2026-01-10T11:00:00Z", "prepare", &[("run.txt", Some("run it"))]);
        let tree = repo.git().find_commit(first).unwrap().tree_id();
        let text = format!(
            "tree {tree}\nparent {first}\nauthor A <a@x.invalid>{when}\ncommitter A <a@x.invalid>{when}\n\nm\n"
        );
        let commit = object(&repo, git2::ObjectType::Commit, text.as_bytes());
        repo.git().reference("refs/tags/v1.0.0", commit, true, "test").unwrap();
        let problems = judged(&repo).dossier.problems;
        let told = problems.iter().filter(|problem| problem.code.starts_with(['d', 'z']));
        told.map(|problem| problem.code).collect::<Vec<_>>()
    };
    for (when, told) in [
        (" 1768046400 +0000", None),
        (" 1768046400 -0930", None),
        (" 1768046400 +1400", None),
        ("", Some("date-missing")),
        (" 0 +0000", Some("date-early")),
        (" -86400 +0000", Some("date-early")),
        (" 1768046400 +9999", Some("zone-unknown")),
        (" 1768046400 +0060", Some("zone-unknown")),
        (" 1768046400", Some("zone-unknown")),
    ] {
        assert_eq!(codes(when), told.into_iter().collect::<Vec<_>>(), "{when}");
    }
}

#[test]
fn evidence_that_is_not_what_its_name_says_makes_the_history_incomplete() {
    let repo = Repo::new();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &[("artifacts/a.log", Some("outcome: passed\n"))]);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    assert_eq!(judged(&repo).dossier.history.incomplete.len(), 0);
    let id = repo.git().revparse_single("HEAD:artifacts/a.log").unwrap().id().to_string();
    let file = repo.git().path().join("objects").join(&id[..2]).join(&id[2..]);
    std::fs::remove_file(&file).unwrap();
    let judged = judged(&repo);
    assert_eq!(judged.dossier.history.incomplete[0].code, "lost-evidence");
}
