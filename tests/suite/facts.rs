//! Claims about git facts: each is true, false or unknown on a real history, at the tag and not at the head.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::candidates::git::ground::Ground;
use golive::assess::candidates::git::judge;
use golive::assess::history::ancestry::Ancestry;
use golive::model::fact::{GitFact, PathChange};
use golive::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, NotKnown};

const LIST: &str = "RELEASE_CHECKLIST.md";

const ITEMS: &str = "# Release checklist\n\n- [ ] `src/flags.ts` no longer has `legacyMode`, and has \"newMode\" (`.nvmrc`, `docs/old.md`)\n- [ ] `NEWS.md` tells 1.1.0\n";

/// Two releases, and a head that went on: what stands at the head must never decide.
fn history(first: &[(&str, &str)], second: &[(&str, Option<&str>)]) -> Repo {
    let repo = Repo::new();
    let mut files = vec![(LIST, Some(ITEMS))];
    files.extend(first.iter().map(|(path, text)| (*path, Some(*text))));
    repo.commit("2026-01-01T10:00:00Z", "start", &files);
    repo.tag("v1.0.0", "2026-01-01T12:00:00Z");
    repo.commit("2026-02-01T10:00:00Z", "second", second);
    repo.tag("v1.1.0", "2026-02-01T12:00:00Z");
    repo
}

/// The outcome at a snapshot, in short.
fn outcome(judged: &Judged, release: &str, fact: &GitFact) -> FactOutcome {
    let snapshots = &judged.dossier.history.snapshots;
    let at = snapshots.iter().position(|snapshot| snapshot.name == release).unwrap();
    let ancestry = Ancestry::of(&judged.dossier.history);
    judge(fact, &Ground { dossier: &judged.dossier, ancestry: &ancestry }, at)
}

fn short(outcome: &FactOutcome) -> &'static str {
    match outcome {
        FactOutcome::Holds(_) => "holds",
        FactOutcome::Fails(_) => "fails",
        FactOutcome::Unknown(_) => "unknown",
    }
}

fn at(repo: &Repo, release: &str, fact: &GitFact) -> &'static str {
    short(&outcome(&judged(repo), release, fact))
}

fn bump(manifests: &[&str], to: Option<&str>, from: Option<&str>) -> GitFact {
    GitFact::Version {
        manifests: manifests.iter().map(ToString::to_string).collect(),
        to: to.map(str::to_owned),
        from: from.map(str::to_owned),
    }
}

fn npm(version: &str) -> String {
    format!("{{\n  \"name\": \"x\",\n  \"version\": \"{version}\"\n}}\n")
}

fn changed(path: &str, change: PathChange) -> GitFact {
    GitFact::Path { path: path.into(), change }
}

#[test]
fn a_version_is_raised_where_each_manifest_has_it_at_the_tag() {
    let (old, new, later) = (npm("1.0.0"), npm("1.1.0"), npm("2.0.0"));
    let repo = history(
        &[("package.json", &old), ("web/package.json", &old)],
        &[("package.json", Some(&new)), ("web/package.json", Some(&new))],
    );
    repo.commit("2026-03-01T10:00:00Z", "head", &[("package.json", Some(&later))]);
    let judged = judged(&repo);
    let all = outcome(&judged, "v1.1.0", &bump(&[], None, None));
    let FactOutcome::Holds(FactSeen::Versions { manifests, .. }) = all else { panic!("{all:?}") };
    assert_eq!(manifests.len(), 2);
    assert_eq!((manifests[0].version.as_str(), manifests[0].line), ("1.1.0", 3));
    assert_eq!(short(&outcome(&judged, "v1.1.0", &bump(&[], Some("v1.1.0"), Some("1.0.0")))), "holds");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &bump(&["package.json"], Some("2.0.0"), None))), "fails");
    assert_eq!(short(&outcome(&judged, "candidate", &bump(&[], None, None))), "unknown");
    assert_eq!(short(&outcome(&judged, "candidate", &bump(&["package.json"], Some("2.0.0"), None))), "holds");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &bump(&["api/package.json"], None, None))), "unknown");
}

#[test]
fn a_manifest_that_was_left_behind_contradicts_the_item() {
    let (old, new) = (npm("1.0.0"), npm("1.1.0"));
    let repo = history(
        &[("package.json", &old), ("web/package.json", &old), ("tools/package.json", &npm("7.3.1"))],
        &[("package.json", Some(&new))],
    );
    let judged = judged(&repo);
    for fact in [bump(&[], None, None), bump(&["web/package.json"], Some("1.1.0"), Some("1.0.0"))] {
        let outcome = outcome(&judged, "v1.1.0", &fact);
        let FactOutcome::Fails(Contradiction::Versions { expected, manifests }) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(expected, "1.1.0");
        assert_eq!(manifests.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["web/package.json"]);
    }
}

#[test]
fn packages_with_versions_of_their_own_and_fixtures_contradict_nothing() {
    let (old, new) = (npm("1.0.0"), npm("1.1.0"));
    let repo = history(
        &[
            ("package.json", &old),
            ("tools/lint/package.json", &npm("7.3.1")),
            ("site/package.json", &npm("0.0.0")),
            ("tests/fixtures/package.json", &old),
            ("node_modules/a/package.json", &old),
        ],
        &[("package.json", Some(&new))],
    );
    let judged = judged(&repo);
    let found = outcome(&judged, "v1.1.0", &bump(&[], None, None));
    let FactOutcome::Holds(FactSeen::Versions { manifests, others }) = found else { panic!("{found:?}") };
    assert_eq!((manifests.len(), others.len()), (1, 2));
}

#[test]
fn a_version_that_a_build_computes_is_unknown() {
    let dynamic = "[project]\nname = \"x\"\ndynamic = [\"version\"]\n";
    let repo = history(&[("pyproject.toml", dynamic)], &[("a.txt", Some("a"))]);
    let judged = judged(&repo);
    for fact in [bump(&[], None, None), bump(&["pyproject.toml"], Some("1.1.0"), None)] {
        let found = outcome(&judged, "v1.1.0", &fact);
        assert!(matches!(found, FactOutcome::Unknown(NotKnown::Computed(..))), "{found:?}");
    }
}

#[test]
fn a_workspace_hands_its_version_on() {
    let root = |version: &str| format!("[workspace.package]\nversion = \"{version}\"\n");
    let member = "[package]\nname = \"a\"\nversion.workspace = true\n";
    let (old, new) = (root("1.0.0"), root("1.1.0"));
    let repo =
        history(&[("Cargo.toml", &old), ("crates/a/Cargo.toml", member)], &[("Cargo.toml", Some(&new))]);
    assert_eq!(at(&repo, "v1.1.0", &bump(&["crates/a/Cargo.toml"], Some("1.1.0"), None)), "holds");
    assert_eq!(at(&repo, "v1.1.0", &bump(&[], None, None)), "holds");
    assert_eq!(at(&repo, "v1.1.0", &bump(&["crates/a/Cargo.toml"], Some("1.2.0"), None)), "fails");
}

#[test]
fn manifests_with_numbers_of_their_own_are_compared_with_the_release_before() {
    let repo = Repo::new();
    repo.commit("2026-01-01T10:00:00Z", "a", &[(LIST, Some(ITEMS)), ("package.json", Some(&npm("0.4.0")))]);
    repo.tag("v2026.01.01a", "2026-01-01T12:00:00Z");
    repo.commit("2026-02-01T10:00:00Z", "b", &[("package.json", Some(&npm("0.5.0")))]);
    repo.tag("v2026.02.01a", "2026-02-01T12:00:00Z");
    repo.commit("2026-03-01T10:00:00Z", "c", &[("a.txt", Some("a"))]);
    repo.tag("v2026.03.01a", "2026-03-01T12:00:00Z");
    let judged = judged(&repo);
    let named = bump(&["package.json"], None, None);
    assert_eq!(short(&outcome(&judged, "v2026.01.01a", &named)), "unknown");
    let raised = outcome(&judged, "v2026.02.01a", &named);
    assert!(
        matches!(raised, FactOutcome::Holds(FactSeen::Raised { ref from, .. }) if from == "0.4.0"),
        "{raised:?}"
    );
    assert_eq!(short(&outcome(&judged, "v2026.03.01a", &named)), "fails");
    assert_eq!(short(&outcome(&judged, "v2026.03.01a", &bump(&[], None, None))), "unknown");
}

#[test]
fn the_tag_of_a_component_speaks_for_its_folder() {
    let repo = Repo::new();
    let files =
        [(LIST, Some(ITEMS)), ("web/package.json", Some(&*npm("1.1.0"))), ("api/package.json", Some("{}"))];
    repo.commit("2026-01-01T10:00:00Z", "a", &files);
    repo.tag("web-v1.1.0", "2026-01-01T12:00:00Z");
    let mut config = golive::config::Config::default();
    config.sources.pattern = golive::config::TagPattern::parse("*-v[0-9]*").unwrap();
    let judged = crate::pipeline::judged_by(&repo, &config);
    assert_eq!(short(&outcome(&judged, "web-v1.1.0", &bump(&[], None, None))), "holds");
}

#[test]
fn an_early_tag_of_the_same_version_is_not_the_release_before() {
    let repo = history(&[("package.json", &npm("1.0.0"))], &[("package.json", Some(&npm("1.1.0")))]);
    repo.commit("2026-03-01T10:00:00Z", "fix", &[("package.json", Some(&npm("1.2.0")))]);
    repo.tag("v1.2.0-rc.1", "2026-03-01T12:00:00Z");
    repo.commit("2026-03-02T10:00:00Z", "last", &[("a.txt", Some("a"))]);
    repo.tag("v1.2.0", "2026-03-02T12:00:00Z");
    let found = outcome(&judged(&repo), "v1.2.0", &changed("package.json", PathChange::Changed));
    assert!(matches!(found, FactOutcome::Holds(FactSeen::Path { since: 1, .. })), "{found:?}");
}

#[test]
fn the_changelog_has_the_version_and_its_day() {
    let old = "# Changelog\n\n## 1.0.0 - 2026-01-01\n";
    let new = "# Changelog\n\n## [1.1.0] - 2026-02-01\n\n- more\n\n## 1.0.0 - 2026-01-01\n";
    let repo = history(&[("CHANGELOG.md", old)], &[("CHANGELOG.md", Some(new))]);
    repo.commit("2026-03-01T10:00:00Z", "head", &[("CHANGELOG.md", Some(&format!("{new}\n## 9.0.0\n")))]);
    let judged = judged(&repo);
    let fact = |version: Option<&str>, dated| GitFact::Changelog {
        path: None,
        version: version.map(str::to_owned),
        dated,
    };
    let found = outcome(&judged, "v1.1.0", &fact(None, true));
    let FactOutcome::Holds(FactSeen::Changelog { path, line, date, .. }) = found else { panic!("{found:?}") };
    assert_eq!((&*path, line, date.as_deref()), ("CHANGELOG.md", 3, Some("2026-02-01")));
    assert_eq!(short(&outcome(&judged, "v1.1.0", &fact(Some("9.0.0"), false))), "fails");
    assert_eq!(short(&outcome(&judged, "v1.0.0", &fact(Some("1.1.0"), false))), "fails");
    assert_eq!(short(&outcome(&judged, "candidate", &fact(Some("9.0.0"), false))), "holds");
    assert_eq!(short(&outcome(&judged, "candidate", &fact(Some("9.0.0"), true))), "fails");
    assert_eq!(short(&outcome(&judged, "candidate", &fact(None, false))), "unknown");
}

#[test]
fn a_text_that_an_item_names_is_asked_for_its_entry_too() {
    let repo = history(&[("NEWS.md", "# News\n\n## 1.0.0\n")], &[("NEWS.md", Some("# News\n\n## 1.1.0\n"))]);
    let fact = |path: &str| GitFact::Changelog { path: Some(path.into()), version: None, dated: false };
    assert_eq!(at(&repo, "v1.1.0", &fact("NEWS.md")), "holds");
    assert_eq!(at(&repo, "v1.1.0", &fact("OTHER.md")), "unknown");
}

#[test]
fn the_tag_tells_its_kind_and_its_name() {
    let repo = history(&[("a.txt", "a")], &[("a.txt", Some("b"))]);
    repo.commit("2026-03-01T10:00:00Z", "third", &[("a.txt", Some("c"))]);
    repo.light_tag("v1.2.0");
    let fact = |name: Option<&str>, annotated, signed| GitFact::Tag {
        name: name.map(str::to_owned),
        annotated,
        signed,
        branch: None,
    };
    let judged = judged(&repo);
    assert_eq!(short(&outcome(&judged, "v1.1.0", &fact(Some("v1.1.0"), true, false))), "holds");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &fact(None, false, true))), "fails");
    assert_eq!(short(&outcome(&judged, "v1.2.0", &fact(None, true, false))), "fails");
    assert_eq!(short(&outcome(&judged, "v1.2.0", &fact(None, false, false))), "holds");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &fact(Some("v1.9.0"), false, false))), "fails");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &fact(Some("v1.0.0"), false, false))), "unknown");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &fact(Some("1.1.0"), false, false))), "unknown");
    assert_eq!(short(&outcome(&judged, "candidate", &fact(Some("v1.3.0"), true, false))), "unknown");
}

#[test]
fn a_tag_is_on_a_branch_that_contains_its_commit() {
    let repo = history(&[("a.txt", "a")], &[("a.txt", Some("b"))]);
    let side = repo.git().find_commit(repo.git().head().unwrap().target().unwrap()).unwrap();
    repo.git().branch("old", &side.parent(0).unwrap(), false).unwrap();
    repo.commit("2026-03-01T10:00:00Z", "third", &[("a.txt", Some("c"))]);
    let fact = |branch: &str| GitFact::Tag {
        name: None,
        annotated: true,
        signed: false,
        branch: Some(branch.into()),
    };
    assert_eq!(at(&repo, "v1.1.0", &fact("main")), "holds");
    // A branch that ends before the tag may only not be fetched.
    assert_eq!(at(&repo, "v1.1.0", &fact("old")), "unknown");
    assert_eq!(at(&repo, "v1.1.0", &fact("never-made")), "unknown");
    // A branch that went on without the tag's commit does not contain it.
    repo.git().set_head("refs/heads/old").unwrap();
    repo.git().checkout_head(Some(git2::build::CheckoutBuilder::new().force())).unwrap();
    repo.commit("2026-04-01T10:00:00Z", "elsewhere", &[("b.txt", Some("b"))]);
    assert_eq!(at(&repo, "v1.1.0", &fact("old")), "fails");
    assert_eq!(at(&repo, "v1.1.0", &fact("main")), "holds");
}

#[test]
fn a_commit_is_in_the_release_that_contains_it() {
    let repo = history(&[("a.txt", "a")], &[("a.txt", Some("b"))]);
    let later = repo.commit("2026-03-01T10:00:00Z", "fix: later (#12)", &[("a.txt", Some("c"))]).to_string();
    let judged = judged(&repo);
    let id = |id: &str| GitFact::Commit { id: id.into() };
    assert_eq!(short(&outcome(&judged, "candidate", &id(&later[..8]))), "holds");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &id(&later[..8]))), "fails");
    assert_eq!(short(&outcome(&judged, "v1.1.0", &id("0123456789"))), "unknown");
}

#[test]
fn a_path_is_compared_with_the_release_before() {
    let repo = history(
        &[("src/flags.ts", "legacyMode"), (".nvmrc", "20"), ("docs/old.md", "# Old\n")],
        &[("src/flags.ts", Some("newMode")), ("docs/old.md", None)],
    );
    repo.commit("2026-03-01T10:00:00Z", "head", &[(".nvmrc", Some("22"))]);
    let judged = judged(&repo);
    let is = |path: &str, change| short(&outcome(&judged, "v1.1.0", &changed(path, change)));
    assert_eq!(is("src/flags.ts", PathChange::Changed), "holds");
    assert_eq!(is(".nvmrc", PathChange::Changed), "fails");
    assert_eq!(is("docs/old.md", PathChange::Removed), "holds");
    assert_eq!(is(".nvmrc", PathChange::Added), "unknown");
    assert_eq!(is("docs/new.md", PathChange::Added), "fails");
    assert_eq!(is("docs/new.md", PathChange::Removed), "unknown");
    let first = outcome(&judged, "v1.0.0", &changed(".nvmrc", PathChange::Added));
    assert_eq!(first, FactOutcome::Unknown(NotKnown::NoPreviousRelease));
}

#[test]
fn a_merge_commit_names_its_branch() {
    let repo = history(&[("a.txt", "a")], &[("a.txt", Some("b"))]);
    let git = repo.git();
    let head = git.head().unwrap().peel_to_commit().unwrap();
    let who = head.author().to_owned();
    let tree = head.tree().unwrap();
    let side = git.commit(None, &who, &who, "side", &tree, &[&head]).unwrap();
    let side = git.find_commit(side).unwrap();
    git.commit(Some("HEAD"), &who, &who, "Merge pull request #7 from team/new-cart", &tree, &[&head, &side])
        .unwrap();
    repo.tag("v1.2.0", "2026-03-01T12:00:00Z");
    let fact = |branch: &str| GitFact::Merged { branch: branch.into() };
    assert_eq!(at(&repo, "v1.2.0", &fact("new-cart")), "holds");
    assert_eq!(at(&repo, "v1.1.0", &fact("new-cart")), "unknown");
    assert_eq!(at(&repo, "v1.2.0", &fact("old-cart")), "unknown");
}

#[test]
fn what_git_facts_are_asked_of_is_no_evidence() {
    let repo = history(
        &[("package.json", &npm("1.0.0")), ("CHANGELOG.md", "## 1.0.0\n"), (".nvmrc", "20")],
        &[("web/package.json", Some(&npm("1.1.0")))],
    );
    let judged = judged(&repo);
    let paths = judged.dossier.evidence.iter().map(|one| &*one.path).collect::<Vec<_>>();
    assert_eq!(paths, [LIST]);
}

#[test]
fn what_git_knows_of_files_is_not_left_to_a_tick() {
    let repo = Repo::new();
    let files = [
        ("docs/old.md", "old\n"),
        ("docs/guide.md", "guide\n"),
        ("docs/faq.md", "faq\n"),
        ("README.md", "a\n"),
    ];
    repo.commit("2026-01-10T09:00:00Z", "begin", &files.map(|(path, text)| (path, Some(text))));
    repo.tag("v1.0.0", "2026-01-10T10:00:00Z");
    let list = "# Release checklist\n\n## Before the release\n\n- [x] `docs/old.md` removed\n- [x] `docs/guide.md` added\n- [x] `docs/guide.md` and `docs/faq.md` updated\n- [x] `docs/guide.md` and `README.md` updated\n- [x] `docs/guide.md` unchanged\n\n## After the release\n\n- [x] Update `docs/faq.md` within 24 hours\n";
    repo.commit(
        "2026-02-10T09:00:00Z",
        "work",
        &[
            ("docs/old.md", None),
            ("docs/guide.md", Some("new guide\n")),
            ("README.md", Some("b\n")),
            ("docs/release-checklist.md", Some(list)),
        ],
    );
    repo.tag("v1.1.0", "2026-02-10T10:00:00Z");
    repo.commit("2026-02-10T12:00:00Z", "after", &[("docs/faq.md", Some("new faq\n"))]);
    let judged = judged(&repo);
    let release = judged.release("v1.1.0");
    let at_tag = release.items.iter().take(5).map(|item| item.at_tag.verdict.word()).collect::<Vec<_>>();
    assert_eq!(at_tag, ["verified", "unsupported", "failed", "verified", "unsupported"]);
    let after = release.items.last().map(|item| item.today.verdict.word());
    assert_ne!(after, Some("failed"), "it was done after the tag");
}
