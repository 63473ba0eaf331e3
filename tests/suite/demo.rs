//! The sample repository: reproducible, complete, and careful with what is not its own.

use git2::{ObjectType, Repository};
use golive::demo::{self, DemoError, Plan, STORIES, Written, checklist, stories};
use golive::progress::Silent;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn write(dir: &Path, releases: usize, seed: u64) -> Written {
    demo::write(dir, &Plan { releases, seed }, &Silent).expect("the sample is written")
}

fn tags(repository: &Repository) -> Vec<String> {
    let names = repository.tag_names(None).expect("tags can be listed");
    names.iter().flatten().flatten().map(str::to_owned).collect()
}

fn text(repository: &Repository, revision: &str, path: &str) -> String {
    let blob = repository.revparse_single(&format!("{revision}:{path}")).expect("the file is there");
    String::from_utf8_lossy(blob.as_blob().expect("it is a file").content()).into_owned()
}

fn release_of(written: &Written, story: &str) -> String {
    written.told.iter().find(|told| told.story == story).expect("the story is told").release.clone()
}

#[test]
fn the_same_seed_gives_the_same_commits() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let one = write(&dir.path().join("one"), 14, 7);
    let two = write(&dir.path().join("two"), 14, 7);
    assert_eq!(one, two);
    let packed =
        |name: &str| fs::read_to_string(dir.path().join(name).join(".git/packed-refs")).expect("refs");
    assert_eq!(packed("one"), packed("two"), "tags too");
}

#[test]
fn another_seed_gives_other_commits() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let one = write(&dir.path().join("one"), 2, 1);
    let two = write(&dir.path().join("two"), 2, 2);
    assert_ne!(one.head, two.head);
}

#[test]
fn fourteen_releases_tell_every_story() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), Plan::default().releases, 1);
    let told: BTreeSet<&str> = written.told.iter().map(|told| told.story).collect();
    let all: BTreeSet<&str> = STORIES.iter().map(|story| story.name).collect();
    assert_eq!(told, all);
    assert_eq!(all.len(), STORIES.len(), "no name twice");
    assert!((0..stories::CYCLE).all(|slot| stories::of(slot).next().is_some()), "no release without a story");
}

#[test]
fn the_checklist_has_an_item_for_everything_that_is_ticked() {
    let mut ticked: Vec<&str> = Vec::new();
    ticked.extend(checklist::PEOPLE);
    ticked.extend(checklist::SYSTEMS);
    ticked.extend(checklist::VERIFY);
    ticked.extend(checklist::CLOSE);
    assert_eq!(checklist::keys(), ticked);
    assert_eq!(ticked.len(), 31);
}

#[test]
fn every_tag_leads_to_a_commit() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), 14, 1);
    let repository = Repository::open(dir.path()).expect("a repository");
    let tags = tags(&repository);
    assert!(tags.len() > 14, "fourteen releases and tags that are none: {tags:?}");
    let releases: Vec<&String> =
        tags.iter().filter(|tag| tag.starts_with("v2026.") && !tag.ends_with("-rc.1")).collect();
    assert_eq!(releases.len(), 14);
    assert!(releases.iter().any(|tag| tag.ends_with('b')), "a second release on one day");
    let mut lightweight = 0;
    for tag in &tags {
        let reference = repository.find_reference(&format!("refs/tags/{tag}")).expect("the ref is there");
        let commit = reference.peel_to_commit().expect("it leads to a commit");
        assert!(
            repository.graph_descendant_of(written.head, commit.id()).expect("the history is whole"),
            "{tag}"
        );
        let object = reference.peel(ObjectType::Any).expect("an object");
        if releases.contains(&tag)
            && object.kind() == Some(ObjectType::Commit)
            && reference.peel_to_tag().is_err()
        {
            lightweight += 1;
        }
    }
    assert_eq!(lightweight, 1, "one release has a lightweight tag");
}

#[test]
fn time_never_runs_backwards() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), 14, 3);
    let repository = Repository::open(dir.path()).expect("a repository");
    let mut commit = repository.find_commit(written.head).expect("the head");
    let mut commits = 1;
    assert_eq!(commit.time().seconds(), written.last_time.as_second());
    while let Ok(parent) = commit.parent(0) {
        assert!(parent.time().seconds() < commit.time().seconds(), "{}", commit.id());
        assert_eq!(parent.author().when().seconds(), parent.committer().when().seconds());
        commit = parent;
        commits += 1;
    }
    assert_eq!(commits, written.commits);
}

#[test]
fn the_work_tree_is_what_was_committed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(dir.path(), 3, 1);
    let repository = Repository::open(dir.path()).expect("a repository");
    assert!(!repository.is_bare());
    assert_eq!(repository.head().expect("a head").shorthand(), Ok("main"));
    let mut options = git2::StatusOptions::new();
    options.include_untracked(true);
    assert_eq!(repository.statuses(Some(&mut options)).expect("a status").len(), 0);
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let thesis = dir.path().join("thesis.txt");
    #[expect(clippy::disallowed_methods, reason = "a fixture writes its files")]
    fs::write(&thesis, "mine").expect("a file");
    let refused = demo::write(dir.path(), &Plan::default(), &Silent);
    assert!(matches!(refused, Err(DemoError::NotOurs(_))), "{refused:?}");
    assert_eq!(fs::read_to_string(&thesis).expect("still there"), "mine");
    let own = dir.path().join("own");
    Repository::init(&own).expect("a repository of somebody");
    let refused = demo::write(&own, &Plan::default(), &Silent);
    assert!(matches!(refused, Err(DemoError::NotOurs(_))), "{refused:?}");
    // A marker with other words is not ours either.
    #[expect(clippy::disallowed_methods, reason = "a fixture writes its files")]
    fs::write(own.join(".git").join(demo::place::MARKER), "something else").expect("a file");
    assert!(matches!(demo::write(&own, &Plan::default(), &Silent), Err(DemoError::NotOurs(_))));
}

#[test]
fn an_earlier_sample_is_replaced() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let first = write(dir.path(), 2, 1);
    let second = write(dir.path(), 3, 2);
    let again = write(dir.path(), 2, 1);
    assert_ne!(first.head, second.head);
    assert_eq!(first, again);
    assert_eq!(tags(&Repository::open(dir.path()).expect("a repository")).len(), 2);
}

#[test]
fn three_hundred_releases_are_bare() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), 300, 1);
    let repository = Repository::open(dir.path()).expect("a repository");
    assert!(repository.is_bare());
    let releases =
        tags(&repository).into_iter().filter(|tag| tag.starts_with('v') && !tag.ends_with("-rc.1"));
    let releases = releases.collect::<BTreeSet<_>>();
    assert_eq!(releases.len(), 300, "no tag was given twice");
    assert_eq!(repository.head().expect("a head").target(), Some(written.head));
    let loose = fs::read_dir(dir.path().join("objects")).expect("objects").flatten();
    let loose = loose.filter(|entry| entry.file_name().len() == 2).count();
    assert_eq!(loose, 0, "all objects are packed");
    assert!(
        !dir.path().join("refs/tags").read_dir().is_ok_and(|mut found| found.next().is_some()),
        "refs too"
    );
    // A bare sample is ours, too.
    write(dir.path(), 1, 1);
}

#[test]
fn no_release_at_all_is_a_sample_too() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), 0, 1);
    assert_eq!((written.releases, written.commits), (0, 2));
}

#[test]
fn too_many_releases_are_refused_before_anything_is_written() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let plan = Plan { releases: usize::MAX, seed: 1 };
    assert!(matches!(demo::write(dir.path(), &plan, &Silent), Err(DemoError::TooMany { .. })));
    assert_eq!(fs::read_dir(dir.path()).expect("the folder").count(), 0);
}

#[test]
fn a_clean_release_has_every_before_item_ticked_at_its_tag() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), 14, 1);
    let repository = Repository::open(dir.path()).expect("a repository");
    let tag = release_of(&written, "everything_is_proven");
    let list = text(&repository, &tag, checklist::PATH);
    let (before, after) = list.split_once("## 6.").expect("a section after the deploy");
    assert_eq!(before.matches("- [x] ").count(), 20);
    assert_eq!(list.matches("- [ ] ").count(), 11, "nothing after the deploy is ticked yet: {after}");
}

#[test]
fn the_tour_holds_what_its_stories_promise() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let written = write(dir.path(), 14, 1);
    let repository = Repository::open(dir.path()).expect("a repository");
    let list = |story: &str| text(&repository, &release_of(&written, story), checklist::PATH);
    assert!(list("a_waiver_has_a_reason").contains("waived: nothing on the order board"));
    assert!(list("a_waiver_has_no_reason").contains("- [-] "));
    assert!(list("words_change_under_a_tick").contains("- [x] Restore drill rehearsed or planned"));
    assert!(list("only_a_link_is_given").contains("](https://wiki.harbor.example.invalid/minutes)"));
    assert!(list("a_tick_names_a_missing_path").contains("artifacts/notes/release-notes-final.md"));
    let missing = format!(
        "{}:artifacts/notes/release-notes-final.md",
        release_of(&written, "a_tick_names_a_missing_path")
    );
    assert!(repository.revparse_single(&missing).is_err());
    let files = |story: &str, part: &str| -> Vec<Vec<u8>> {
        let tag = release_of(&written, story);
        let next = written.told.iter().map(|told| &told.release).find(|release| **release > tag);
        let tip = next.map_or_else(|| written.head.to_string(), Clone::clone);
        let tree =
            |name: &str| repository.revparse_single(name).expect("a tag").peel_to_tree().expect("a tree");
        let (old, new) = (tree(&format!("{tag}~11")), tree(&tip));
        let diff = repository.diff_tree_to_tree(Some(&old), Some(&new), None).expect("a difference");
        let found = diff.deltas().map(|delta| delta.new_file());
        let found =
            found.filter(|file| file.path().is_some_and(|path| path.to_string_lossy().contains(part)));
        found.map(|file| repository.find_blob(file.id()).expect("a file").content().to_vec()).collect()
    };
    let says = |bytes: &Vec<u8>, words: &str| String::from_utf8_lossy(bytes).contains(words);
    let slow = files("the_live_budget_breaks_twice", "production-smoke");
    assert!(slow.iter().any(|log| says(log, "=1180.") && says(log, "=1315.")), "two in a row");
    let back = files("the_live_budget_breaks_twice", "production-deploy");
    assert!(back.iter().any(|record| says(record, "rollback: ")), "and the way back");
    assert!(files("the_smoke_log_is_empty", "staging-smoke").iter().any(Vec::is_empty));
    let runs = files("json_breaks_off", "ci-run");
    assert!(runs.iter().any(|run| serde_json::from_slice::<serde_json::Value>(run).is_err()));
    assert!(files("a_log_is_not_utf8", "staging-deploy").iter().any(|log| std::str::from_utf8(log).is_err()));
    let checks = files("a_check_says_ok_over_budget", "synthetic-check");
    assert!(checks.iter().any(|check| says(check, "\"durationMs\": 412.") && says(check, "\"ok\": true")));
    assert!(
        files("a_page_is_gone_fast", "synthetic-check").iter().any(|check| says(check, "\"status\": 410"))
    );
    let reports = files("lighthouse_falls_under_ninety", "lhr-mobile");
    assert!(reports.iter().any(|report| says(report, "\"score\": 0.78")));
    let rotation = text(
        &repository,
        &release_of(&written, "a_document_has_expired"),
        "docs/deployment/secret_rotation.md",
    );
    let expires = rotation.lines().find_map(|line| line.strip_prefix("expires: ")).expect("a date");
    assert!(format!("v{}", expires.replace('-', ".")) < release_of(&written, "a_document_has_expired"));
}

#[test]
fn pictures_are_true_png() {
    let (path, bytes) =
        demo::evidence::screenshot(demo::moment::Moment::START, &mut demo::seed::Chance::of(1, 1));
    assert!(path.ends_with(".png"));
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(bytes.ends_with(b"IEND\xae\x42\x60\x82"), "the checksum of an empty IEND is known");
}
