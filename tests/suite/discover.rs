//! Claims about `discover`: what of a repository's past golive sees.

use crate::repo::Repo;
use golive::config::{Config, Sources};
use golive::discover::repository::without_credentials;
use golive::discover::wants::Wants;
use golive::discover::{DiscoverError, Discovery, Head, Lists, Named, Places, Request, discover};
use golive::model::evidence::Bytes;
use golive::model::release::{SkipReason, TagKind};
use golive::progress::Silent;

fn discovered(repo: &Repo) -> Discovery {
    try_discover(repo, None).unwrap()
}

fn try_discover(repo: &Repo, head: Option<&str>) -> Result<Discovery, DiscoverError> {
    let config = Config::default();
    let head = head.map(|rev| Head::Revision(rev.to_owned()));
    let request = Request {
        repo: repo.path(),
        sources: &config.sources,
        now: "2026-06-01T00:00:00Z".parse().unwrap(),
        head: head.as_ref(),
    };
    discover(
        &request,
        &Lists {
            names: &|_, _| Named { globs: ["named/by-item.md".to_owned()].into(), ..Named::default() },
            likeness: &|_, _| 0.0,
            places: &golive::read::checklist::finder::ByName,
            looks: &|_, _| None,
        },
        &Silent,
    )
}

const LIST: &str = "RELEASE_CHECKLIST.md";

fn two_releases() -> Repo {
    let repo = Repo::new();
    repo.commit(
        "2026-01-01T10:00:00Z",
        "one",
        &[
            (LIST, Some("- [ ] a")),
            ("artifacts/a.log", Some("1")),
            ("named/by-item.md", Some("x")),
            ("src/main.rs", Some("no evidence")),
        ],
    );
    repo.tag("v2026.01.01a", "2026-01-01T11:00:00Z");
    repo.commit(
        "2026-01-02T10:00:00Z",
        "two",
        &[("artifacts/a.log", Some("2")), ("artifacts/deep/b.log", Some("b"))],
    );
    repo.light_tag("v2026.01.02a");
    repo.light_tag("nightly");
    repo.commit("2026-01-03T10:00:00Z", "three", &[("artifacts/deep/b.log", None)]);
    repo
}

#[test]
fn releases_come_by_time_and_the_candidate_last() {
    let history = discovered(&two_releases()).history;
    let names = history.snapshots.iter().map(|snapshot| snapshot.name.as_str()).collect::<Vec<_>>();
    assert_eq!(names, ["v2026.01.01a", "v2026.01.02a", "candidate"]);
    assert_eq!(
        history.snapshots[0].time.to_string(),
        "2026-01-01T11:00:00Z",
        "an annotated tag has the tagger's time"
    );
    assert_eq!(
        history.snapshots[1].time.to_string(),
        "2026-01-02T10:00:00Z",
        "a lightweight tag has the commit's time"
    );
    assert_eq!(history.snapshots[1].tag.as_ref().unwrap().kind, TagKind::Lightweight);
    assert_eq!(history.branch.as_deref(), Some("main"));
}

#[test]
fn a_tag_that_is_no_release_is_skipped_with_its_reason() {
    let repo = two_releases();
    let blob = repo.git().blob(b"not a commit").unwrap();
    repo.git().tag_lightweight("v9-blob", &repo.git().find_object(blob, None).unwrap(), false).unwrap();
    let skipped = discovered(&repo).history.skipped;
    let skipped = skipped.iter().map(|tag| (tag.name.as_str(), tag.reason)).collect::<Vec<_>>();
    assert_eq!(skipped, [("nightly", SkipReason::Pattern), ("v9-blob", SkipReason::NotACommit)]);
}

#[test]
fn a_path_is_tracked_where_it_is_evidence_or_named_and_nowhere_else() {
    let history = discovered(&two_releases()).history;
    let paths = history.tracks.keys().map(AsRef::as_ref).collect::<Vec<&str>>();
    assert_eq!(paths, [LIST, "artifacts/a.log", "artifacts/deep/b.log", "named/by-item.md"]);
}

#[test]
fn a_walk_goes_into_the_folders_of_wanted_files_and_no_others() {
    let wants = |glob: &str| {
        let sources = Sources { evidence: vec![glob.to_owned()], ..Config::default().sources };
        let sources =
            Sources { templates: Vec::new(), snapshots: Vec::new(), exclude: Vec::new(), ..sources };
        Wants::new(&sources).unwrap()
    };
    for (glob, path) in [
        ("lighthouserc.*", "lighthouserc.json"),
        ("a/b/c.log", "a/b/c.log"),
        ("a/*/c.log", "a/b/c.log"),
        ("a/**/c.log", "a/b/x/c.log"),
        ("**/c.log", "a/b/c.log"),
        ("a/**", "a/b/x/c.log"),
        ("{a/b,d}/*.log", "a/b/c.log"),
        ("x/{a/b,d}/c/*.log", "x/a/b/c/d.log"),
        ("{a,b}/{c,d}/*.log", "b/c/x.log"),
        ("{a/**,b}", "a/b/c"),
        ("a/[bc]/d", "a/c/d"),
        (r"a\{/b", "a{/b"),
    ] {
        let wants = wants(glob);
        assert!(wants.has(path), "{glob} {path}");
        for (at, _) in path.match_indices('/') {
            assert!(wants.may_lie_under(&path[..at]), "{glob} {}", &path[..at]);
        }
    }
    for (glob, folder) in [
        ("lighthouserc.*", "src"),
        ("a/*/c.log", "a/b/x"),
        ("a/**/c.log", "b"),
        ("{a,b}/{c,d}/*.log", "a/e"),
        ("a/b/c.log", "a/b/c.log"),
    ] {
        assert!(!wants(glob).may_lie_under(folder), "{glob} {folder}");
    }
}

#[test]
fn each_snapshot_has_the_blob_that_stands_in_its_tree() {
    let repo = two_releases();
    let Discovery { history, blobs, .. } = discovered(&repo);
    let text = |path: &str, snapshot| {
        history.tracks[path].at(snapshot).map(|blob| String::from_utf8(blobs.bytes(blob).unwrap()).unwrap())
    };
    let of = |path: &str| (0..3).map(|n| text(path, n)).collect::<Vec<_>>();
    let some = |words: &str| Some(words.to_owned());
    assert_eq!(of("artifacts/a.log"), [some("1"), some("2"), some("2")]);
    assert_eq!(of("artifacts/deep/b.log"), [None, some("b"), None]);
}

#[test]
fn every_change_of_a_path_is_told_with_its_commit() {
    let history = discovered(&two_releases()).history;
    let changes = &history.tracks["artifacts/deep/b.log"].changes;
    let told =
        changes.iter().map(|change| (history.commits[change.commit].summary.as_str(), change.blob.is_some()));
    assert_eq!(told.collect::<Vec<_>>(), [("two", true), ("three", false)]);
    let snapshots = history.commits.iter().map(|commit| commit.snapshot).collect::<Vec<_>>();
    assert_eq!(snapshots, [0, 1, 2], "each commit belongs to the first release that holds it");
}

#[test]
fn a_merge_records_only_what_differs_from_all_its_parents() {
    let repo = Repo::new();
    let base = repo.commit("2026-01-01T10:00:00Z", "base", &[("artifacts/a.log", Some("a"))]);
    repo.commit("2026-01-02T10:00:00Z", "ours", &[("artifacts/ours.log", Some("o"))]);
    let git = repo.git();
    let ours = git.head().unwrap().peel_to_commit().unwrap();
    let base = git.find_commit(base).unwrap();
    let mut builder = git2::build::TreeUpdateBuilder::new();
    builder.upsert("artifacts/theirs.log", git.blob(b"t").unwrap(), git2::FileMode::Blob);
    let tree = git.find_tree(builder.create_updated(git, &base.tree().unwrap()).unwrap()).unwrap();
    let who = ours.author();
    let theirs = git.commit(None, &who, &who, "theirs", &tree, &[&base]).unwrap();
    let theirs = git.find_commit(theirs).unwrap();
    let mut builder = git2::build::TreeUpdateBuilder::new();
    builder.upsert("artifacts/theirs.log", git.blob(b"t").unwrap(), git2::FileMode::Blob);
    builder.upsert("artifacts/evil.log", git.blob(b"e").unwrap(), git2::FileMode::Blob);
    let tree = git.find_tree(builder.create_updated(git, &ours.tree().unwrap()).unwrap()).unwrap();
    git.commit(Some("HEAD"), &who, &who, "merge", &tree, &[&ours, &theirs]).unwrap();
    let history = discovered(&repo).history;
    let by = |path: &str| {
        let changes = &history.tracks[path].changes;
        changes.iter().map(|change| history.commits[change.commit].summary.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(by("artifacts/theirs.log"), ["theirs"]);
    assert_eq!(by("artifacts/ours.log"), ["ours"]);
    assert_eq!(by("artifacts/evil.log"), ["merge"]);
}

#[test]
fn what_cannot_be_discovered_is_told_apart() {
    let nowhere = tempfile::tempdir().unwrap();
    let config = Config::default();
    let request = Request {
        repo: nowhere.path(),
        sources: &config.sources,
        now: jiff::Timestamp::UNIX_EPOCH,
        head: None,
    };
    let nothing = discover(
        &request,
        &Lists {
            names: &|_, _| Named::default(),
            likeness: &|_, _| 0.0,
            places: &golive::read::checklist::finder::ByName,
            looks: &|_, _| None,
        },
        &Silent,
    );
    assert!(matches!(nothing, Err(DiscoverError::NotARepository { .. })));
    assert!(matches!(try_discover(&Repo::new(), None), Err(DiscoverError::NoCommit { .. })));
    let unknown = try_discover(&two_releases(), Some("no-such-rev"));
    assert!(matches!(unknown, Err(DiscoverError::UnknownRevision { rev, .. }) if rev == "no-such-rev"));
}

#[test]
fn a_missing_blob_is_a_reason_and_not_a_panic() {
    let repo = two_releases();
    let Discovery { blobs, .. } = discovered(&repo);
    let missing = blobs.bytes(golive::model::id::Oid([7; 20])).unwrap_err();
    assert!(missing.to_string().contains("missing from the object store"), "{missing}");
}

#[test]
fn credentials_of_a_remote_are_not_kept() {
    let table = [
        ("https://user:s3cret@example.invalid/a/b.git", "https://example.invalid/a/b.git"),
        ("https://token@example.invalid/a", "https://example.invalid/a"),
        ("ssh://git:pw@example.invalid:22/a", "ssh://example.invalid:22/a"),
        ("git@example.invalid:a/b.git", "git@example.invalid:a/b.git"),
        ("/srv/git/a@b.git", "/srv/git/a@b.git"),
        ("https://u:p@w@example.invalid/x", "https://example.invalid/x"),
    ];
    for (url, clean) in table {
        assert_eq!(without_credentials(url), clean);
    }
}

#[test]
fn a_shallow_clone_is_told_what_to_do() {
    let repo = two_releases();
    let head = repo.git().head().unwrap().target().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a fixture makes its clone shallow")]
    std::fs::write(repo.git().path().join("shallow"), format!("{head}\n")).unwrap();
    let problems = discovered(&repo).history.incomplete;
    assert!(
        problems.iter().any(|p| p.code == "shallow-clone" && p.message.contains("--unshallow")),
        "{problems:?}"
    );
}

#[test]
fn a_pre_release_behind_a_dot_hides_no_release_on_its_commit() {
    for early in ["v1.0.0.rc1", "v1.0.0.Beta1", "v1.0.0.dev1"] {
        let repo = crate::repo::Repo::new();
        repo.commit("2026-01-01T00:00:00Z", "a", &[("a", Some("a"))]);
        repo.light_tag(early);
        repo.light_tag("v1.0.0");
        repo.light_tag("v1.0");
        repo.commit("2026-01-02T00:00:00Z", "b", &[("a", Some("b"))]);
        repo.light_tag("v1.0.1");
        let history = crate::pipeline::judged(&repo).dossier.history;
        let names =
            history.snapshots.iter().map(|one| one.name.as_str()).filter(|name| name.starts_with('v'));
        assert_eq!(names.collect::<Vec<_>>(), [early, "v1.0.0", "v1.0.1"]);
    }
}

#[test]
fn where_no_tag_is_a_release_the_pattern_that_would_take_them_is_given() {
    for (tags, pattern) in [
        (&["1.9.0", "1.10.0", "nightly"][..], r#"pattern = "[0-9]*""#),
        (&["2026.05.20"], r#"pattern = "[0-9]*""#),
        (&["release-v1.2.0"], r#"pattern = "release-v[0-9]*""#),
    ] {
        let repo = Repo::new();
        repo.commit("2026-01-01T00:00:00Z", "one", &[("a", Some("a"))]);
        for tag in tags {
            repo.light_tag(tag);
        }
        let problems = discovered(&repo).problems;
        assert_eq!(problems.len(), 1, "{tags:?}");
        assert_eq!(problems[0].code, "no-release");
        assert!(problems[0].message.contains(pattern), "{}", problems[0].message);
        assert!(problems[0].message.contains(tags.iter().find(|tag| **tag != "1.9.0").unwrap()));
    }
}

#[test]
fn tags_that_name_no_version_ask_for_no_pattern_and_one_release_is_enough() {
    for tags in [&["nightly", "deployed"][..], &["1.8.0", "v1.9.0"]] {
        let repo = Repo::new();
        repo.commit("2026-01-01T00:00:00Z", "one", &[("a", Some("a"))]);
        for tag in tags {
            repo.light_tag(tag);
        }
        assert_eq!(discovered(&repo).problems, [], "{tags:?}");
    }
}
