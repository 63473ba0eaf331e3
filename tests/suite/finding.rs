//! Claims about which files are taken for checklists where no configuration lists any.

use crate::pipeline::{Judged, judged, judged_by};
use crate::repo::Repo;
use golive::assess::result::release::Blocker;
use golive::config::Config;
use golive::discover::{Looks, Places};
use golive::read::checklist::finder::{ByName, looks};
use std::path::Path;

const BOXES: &str = "# Release checklist\n\n- [x] Notes written\n- [ ] Tests green\n";

fn released(files: &[(&str, &str)]) -> Repo {
    let repo = Repo::new();
    let files = files.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &files);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    repo
}

fn speaker(judged: &Judged) -> Option<String> {
    let in_force = judged.release("v1.0.0").in_force.as_ref()?;
    Some(in_force.origin.place().to_string())
}

fn said(judged: &Judged) -> Vec<(&'static str, String)> {
    let problems = judged.assessment.problems.iter();
    let place = |place: &Option<golive::model::problem::Place>| {
        place.as_ref().map(|place| place.path.to_string()).unwrap_or_default()
    };
    problems.map(|one| (one.code, place(&one.place))).collect()
}

#[test]
fn a_checklist_is_found_at_any_usual_place_in_any_spelling() {
    for path in [
        "RELEASE-CHECKLIST.md",
        "release checklist.md",
        "ReleaseChecklist.md",
        "RELEASECHECKLIST.markdown",
        "docs/releases/release-checklist.md",
        "docs/releases/checklist.md",
        "docs/RELEASE_CHECKLIST.md",
        "PRODUCTION_READINESS_CHECKLIST.md",
        "docs/ops/golive-checklist.md",
        "docs/launch_checklist.md",
        "docs/deployment-checklist.md",
        "docs/cutover-checklist.md",
        "doc/publish_checklist.rst",
        "checklists/release.md",
        ".github/ISSUE_TEMPLATE/release.md",
        ".github/ISSUE_TEMPLATE/release-checklist.md",
        ".gitlab/issue_templates/Release.md",
        "RELEASING.md",
        "docs/release-process.md",
        "docs/checklist.md",
        "docs/before-we-ship.md",
        "RELEASE_CHECKLIST",
        "docs/Release-Checkliste.md",
    ] {
        let judged = judged(&released(&[(path, BOXES), ("README.md", "# Shop\n")]));
        assert_eq!(speaker(&judged).as_deref(), Some(path));
        assert_eq!(judged.release("v1.0.0").tallies.due.items, 2, "{path}");
        assert_eq!(said(&judged), [], "{path}");
    }
}

#[test]
fn what_only_looks_a_little_like_a_checklist_is_none() {
    let boxes = "- [ ] one\n- [x] two\n";
    for (path, title) in [
        ("CHANGELOG.md", "Changelog"),
        ("docs/release-notes.md", "Release notes"),
        ("RELEASE_NOTES/v2.md", "Release checklist"),
        (".github/PULL_REQUEST_TEMPLATE.md", "Checklist"),
        (".github/PULL_REQUEST_TEMPLATE/release.md", "Release"),
        (".github/ISSUE_TEMPLATE/bug_report.md", "Bug"),
        ("CONTRIBUTING.md", "Contribution checklist"),
        ("docs/onboarding-checklist.md", "Onboarding checklist"),
        ("docs/deployment/security-checklist.md", "Security"),
        ("docs/deployment.md", "How we deploy"),
        ("docs/roadmap.md", "Roadmap"),
        ("TODO.md", "To do"),
        ("node_modules/x/RELEASE_CHECKLIST.md", "Release checklist"),
        ("tests/fixtures/release-checklist.md", "Release checklist"),
        ("docs/release-checklist.png", "Release checklist"),
    ] {
        let text = format!("# {title}\n\n{boxes}");
        let judged = judged(&released(&[(path, &text)]));
        assert_eq!(speaker(&judged), None, "{path}");
        assert_eq!(said(&judged), [("no-checklist", String::new())], "{path}");
    }
}

#[test]
fn a_procedure_without_boxes_is_no_checklist_and_a_checklist_without_boxes_is_one() {
    let prose = "# Releasing\n\n1. Write the notes\n2. Tag\n\n- see also the wiki\n";
    assert_eq!(looks("RELEASING.md", prose.as_bytes()), None);
    assert_eq!(looks("docs/release-checklist.adoc", b"= Release\n\nWe write the notes.\n"), None);
    let judged =
        judged(&released(&[("docs/release-checklist.adoc", "= Release\n\n* Notes\n* Tests green\n")]));
    let release = judged.release("v1.0.0");
    assert_eq!((release.tallies.due.items, release.tallies.due.claimed), (2, 0), "nobody claimed them");
}

#[test]
fn of_several_checklists_one_speaks_and_the_others_are_named_with_the_line_to_write() {
    let judged = judged(&released(&[
        ("docs/ops/release-checklist.md", BOXES),
        ("deployment-checklist.md", BOXES),
        ("RELEASING.md", BOXES),
        ("docs/go-live.checklist.md", BOXES),
    ]));
    assert_eq!(
        speaker(&judged).as_deref(),
        Some("docs/go-live.checklist.md"),
        "nearest to the root of those of a release"
    );
    let passed = ["RELEASING.md", "deployment-checklist.md", "docs/ops/release-checklist.md"];
    let passed_over = |path: &str| ("checklist-passed-over", path.to_owned());
    let mut told = said(&judged);
    told.sort();
    assert_eq!(told, passed.map(passed_over));
    let line = "templates = [\"deployment-checklist.md\"]";
    assert!(judged.assessment.problems.iter().any(|one| one.message.contains(line)));
}

#[test]
fn the_usual_names_speak_first() {
    let judged = judged(&released(&[("go-live-checklist.md", BOXES), ("docs/release_checklist.md", BOXES)]));
    assert_eq!(speaker(&judged).as_deref(), Some("docs/release_checklist.md"));
}

#[test]
fn a_repository_whose_releases_have_no_checklist_says_so() {
    let judged_none = judged(&released(&[("README.md", "# Shop\n")]));
    assert_eq!(said(&judged_none), [("no-checklist", String::new())]);
    assert_eq!(judged_none.release("v1.0.0").blockers, [Blocker::NoChecklist]);
    let ahead = released(&[("README.md", "# Shop\n")]);
    ahead.commit("2026-01-11T11:00:00Z", "add", &[("RELEASE-CHECKLIST.md", Some(BOXES))]);
    assert_eq!(said(&judged(&ahead)), [("no-checklist", String::new())], "the candidate's is no release's");
}

#[test]
fn a_configuration_that_lists_what_is_nowhere_is_told_of_what_is_there() {
    let repo = released(&[("RELEASE-CHECKLIST.md", BOXES)]);
    let text = "[checklist]\ntemplates = [\"docs/release.md\"]\n";
    let judged = judged_by(&repo, &Config::load(Path::new("golive.toml"), text).unwrap());
    assert_eq!(speaker(&judged), None);
    let want = [("no-checklist", String::new()), ("checklist-not-listed", "RELEASE-CHECKLIST.md".to_owned())];
    assert_eq!(said(&judged), want);
}

#[test]
fn a_configuration_that_lists_a_checklist_is_not_argued_with() {
    let repo = released(&[("RELEASE-CHECKLIST.md", BOXES), ("ops/list.md", BOXES)]);
    let text = "[checklist]\ntemplates = [\"ops/list.md\"]\n";
    let judged = judged_by(&repo, &Config::load(Path::new("golive.toml"), text).unwrap());
    assert_eq!(speaker(&judged).as_deref(), Some("ops/list.md"));
    assert_eq!(said(&judged), []);
}

#[test]
fn copies_of_single_releases_are_named_by_their_folder() {
    let judged = judged(&released(&[
        ("docs/releases/v1.0.0-checklist.md", BOXES),
        ("docs/releases/v0.9.0-checklist.md", BOXES),
    ]));
    assert_eq!(said(&judged)[1], ("copy-not-listed", "docs/releases/v0.9.0-checklist.md".to_owned()));
    assert!(
        judged
            .assessment
            .problems
            .iter()
            .any(|one| one.message.contains("snapshots = [\"docs/releases/*\"]"))
    );
}

#[test]
fn a_checklist_that_is_gone_speaks_for_the_releases_that_had_it() {
    let repo = released(&[("RELEASE-CHECKLIST.md", BOXES)]);
    repo.commit("2026-01-11T11:00:00Z", "gone", &[("RELEASE-CHECKLIST.md", None), ("README.md", Some("x"))]);
    let judged = judged(&repo);
    assert_eq!(speaker(&judged).as_deref(), Some("RELEASE-CHECKLIST.md"));
    assert_eq!(judged.release("candidate").blockers, [Blocker::NoChecklist]);
}

#[test]
fn what_is_no_evidence_is_still_the_checklist() {
    let repo = released(&[("docs/release/list.md", BOXES), ("docs/release/notes.md", "# Notes\n")]);
    let text = "[checklist]\ntemplates = [\"docs/release/list.md\"]\n[evidence]\npaths = [\"docs/release/*.md\"]\nexclude = [\"docs/**/list.md\"]\n";
    let judged = judged_by(&repo, &Config::load(Path::new("golive.toml"), text).unwrap());
    assert_eq!(judged.release("v1.0.0").tallies.due.items, 2);
}

#[test]
fn a_checklist_proves_nothing_of_its_own_items() {
    let text = "# Release checklist\n\n- [x] Closed what shipped in `work/`\n- [x] List kept (`work/release-checklist.md`)\n";
    let judged = judged(&released(&[("work/release-checklist.md", text)]));
    assert_eq!(judged.told("v1.0.0", "Closed"), "unsupported/unsupported");
    assert_eq!(judged.told("v1.0.0", "List kept"), "unsupported/unsupported");
    let beside = [("work/release-checklist.md", text), ("work/done.md", "# Done\n")];
    let judged = crate::pipeline::judged(&released(&beside));
    assert_eq!(
        judged.told("v1.0.0", "Closed"),
        "attested/attested",
        "another file of the folder is evidence"
    );
}

#[test]
fn only_folders_where_checklists_lie_are_entered() {
    assert!(ByName.may_lie_under("docs") && ByName.may_lie_under(".github/ISSUE_TEMPLATE"));
    assert!(!ByName.may_lie_under("node_modules") && !ByName.may_lie_under("a/b/c/d/e"));
    assert!(ByName.has("docs/release-checklist.md") && !ByName.has("docs/a/b/notes.md"));
    assert!(matches!(looks("RELEASE-CHECKLIST.md", BOXES.as_bytes()), Some(Looks::Checklist(_))));
}
