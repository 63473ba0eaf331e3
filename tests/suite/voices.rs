//! Claims about which checklist speaks for a release: copies, templates, messages of tags.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::result::release::Blocker;
use golive::assess::result::speaker::ChecklistPlace;

const LIST: &str = "RELEASE_CHECKLIST.md";
const FOLDER: &str = "artifacts/deploy/production";

fn list(items: &str) -> String {
    format!("# Release checklist\n\n## Evidence\n\n{items}\n")
}

/// One release on 10 January 2026 at noon, with these files one hour before and this message on its tag.
fn released(files: &[(&str, &str)], message: &str) -> Repo {
    let repo = Repo::new();
    let files = files.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &files);
    repo.tag_saying("v2026.01.10a", "2026-01-10T12:00:00Z", message);
    repo
}

/// Where the checklist of a release stands, part by part.
fn places(judged: &Judged, release: &str) -> Vec<String> {
    let in_force = judged.release(release).in_force.iter();
    in_force.flat_map(|in_force| in_force.origins()).map(|origin| origin.place().to_string()).collect()
}

fn codes(judged: &Judged) -> Vec<String> {
    let problems = judged.dossier.problems.iter().filter(|problem| problem.code.starts_with("copy"));
    problems
        .map(|one| {
            format!("{} {}", one.place.as_ref().map(ToString::to_string).unwrap_or_default(), one.code)
        })
        .collect()
}

#[test]
fn the_message_of_a_tag_speaks_where_no_file_does() {
    let message = "Release of the shop\n\n- [x] Footer checked (`docs/footer.md`)\n- [ ] Load test done\n* [x] Log kept (`notes/run.txt`)\n";
    let repo = released(&[("docs/footer.md", "x"), ("notes/run.txt", "log of the run")], message);
    let judged = judged(&repo);
    assert_eq!(places(&judged, "v2026.01.10a"), ["refs/tags/v2026.01.10a"]);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/attested");
    assert_eq!(judged.told("v2026.01.10a", "Load"), "open/open");
    assert_eq!(judged.told("v2026.01.10a", "Log kept"), "attested/attested", "what it names is tracked");
    assert_eq!(judged.release("v2026.01.10a").tallies.due.claimed, 2);
    let in_force = judged.release("v2026.01.10a").in_force.as_ref().unwrap();
    let lines: Vec<u32> = in_force.checklist.items().map(|(_, item)| item.line).collect();
    assert_eq!(lines, [3, 4, 5], "lines count within the message");
    assert_eq!(
        judged.release("candidate").blockers,
        [Blocker::NoChecklist],
        "a message speaks for its tag alone"
    );
}

#[test]
fn a_template_goes_before_the_message_of_the_tag_and_a_copy_before_both() {
    let message = "- [x] Said in the tag";
    let template = (LIST, list("- [ ] Said in the template"));
    let copy = (format!("{FOLDER}/2026-01-10.md"), list("- [ ] Said in the copy"));
    let both = released(&[(template.0, &template.1)], message);
    assert_eq!(places(&judged(&both), "v2026.01.10a"), [LIST]);
    let all = released(&[(template.0, &template.1), (&copy.0, &copy.1)], message);
    assert_eq!(places(&judged(&all), "v2026.01.10a"), [copy.0]);
}

#[test]
fn a_secret_in_the_message_of_a_tag_is_redacted_in_its_items() {
    let secret = format!("ghp_{}", "a1".repeat(18));
    let repo = released(&[("x", "x")], &format!("- [x] Token {secret} rotated"));
    let judged = judged(&repo);
    let in_force = judged.release("v2026.01.10a").in_force.as_ref().unwrap();
    let (_, item) = in_force.checklist.items().next().unwrap();
    assert_eq!(item.text, "Token [redacted] rotated");
}

#[test]
fn a_checklist_without_items_says_nothing() {
    let judged_with = |text: &str, message: &str| judged(&released(&[(LIST, text)], message));
    for emptied in ["", "# Release checklist\n\nNothing to see.\n"] {
        let silent = judged_with(emptied, "release");
        assert_eq!(silent.release("v2026.01.10a").blockers, [Blocker::NoChecklist], "{emptied:?}");
        let told = judged_with(emptied, "- [x] Footer");
        assert_eq!(places(&told, "v2026.01.10a"), ["refs/tags/v2026.01.10a"]);
    }
}

#[test]
fn the_parts_of_one_copy_speak_together() {
    let first = format!("{FOLDER}/2026-01-10/1-preconditions.md");
    let second = format!("{FOLDER}/2026-01-10/2-evidence.md");
    let one = "# Preconditions\n\n- [x] Sign-off (`docs/a.md`)\n";
    let two = "# Evidence\n\n- [x] Footer (`docs/footer.md`)\n- [ ] Load test\n";
    let repo =
        released(&[(&first, one), (&second, two), ("docs/a.md", "x"), ("docs/footer.md", "x")], "release");
    let judged = judged(&repo);
    assert_eq!(places(&judged, "v2026.01.10a"), [first, second]);
    assert_eq!(judged.release("v2026.01.10a").tallies.due.items, 3);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/attested");
    let in_force = judged.release("v2026.01.10a").in_force.as_ref().unwrap();
    let origins: Vec<&ChecklistPlace> = (0..2).map(|section| in_force.origin_of(section)).collect();
    assert_eq!(origins, in_force.origins().collect::<Vec<_>>());
    assert!(judged.item("v2026.01.10a", "Footer").ticked_by.is_some(), "ticks are looked up in their part");
    assert_eq!(codes(&judged), [""; 0]);
}

#[test]
fn a_part_that_comes_after_the_tag_was_empty_at_the_tag() {
    let part = |n: u8| format!("{FOLDER}/v2026.01.10a-part-{n}.md");
    let repo = released(&[(&part(1), &list("- [x] Footer (`docs/f.md`)")), ("docs/f.md", "x")], "release");
    repo.commit("2026-01-11T10:00:00Z", "rest", &[(&part(2), Some(&list("- [x] Header (`docs/f.md`)")))]);
    let judged = judged(&repo);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/attested");
    assert_eq!(judged.told("v2026.01.10a", "Header"), "attested/open retro-ticked");
}

#[test]
fn of_two_copies_with_the_same_items_the_first_by_path_speaks_and_it_is_said() {
    let [a, b] = ["2026-01-10.md", "v2026.01.10a.md"].map(|name| format!("{FOLDER}/{name}"));
    let repo = released(
        &[
            (&a, &list("- [ ] Footer (`docs/f.md`)")),
            (&b, &list("- [x] Footer (`docs/f.md`)\n- [ ] New")),
            ("docs/f.md", "x"),
        ],
        "release",
    );
    let judged = judged(&repo);
    assert_eq!(judged.release("v2026.01.10a").tallies.due.items, 2);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "open/open");
    assert_eq!(codes(&judged), [format!("{b}:5 copy-repeats")]);
}

#[test]
fn a_copy_that_belongs_to_no_release_is_said_with_its_line() {
    let repo = Repo::new();
    let filled = list("- [x] Footer");
    let unknown = format!("---\nowner: x\nrelease: v9\n---\n{filled}");
    let files = [
        (format!("{FOLDER}/by-front.md"), unknown),
        (format!("{FOLDER}/2026-01-10.md"), filled.clone()),
        (format!("{FOLDER}/2025-12-24.md"), filled.clone()),
        (format!("{FOLDER}/notes.md"), filled),
        (format!("{FOLDER}/README.md"), "No boxes here".to_owned()),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), Some(text.as_str()))).collect();
    repo.commit("2026-01-10T08:00:00Z", "all", &files);
    repo.tag("v2026.01.10a", "2026-01-10T09:00:00Z");
    repo.tag("v2026.01.10b", "2026-01-10T10:00:00Z");
    let judged = judged(&repo);
    let told = [
        format!("{FOLDER}/2025-12-24.md copy-of-unknown-release"),
        format!("{FOLDER}/2026-01-10.md copy-ambiguous"),
        format!("{FOLDER}/by-front.md:3 copy-of-unknown-release"),
        format!("{FOLDER}/notes.md copy-without-release"),
    ];
    assert_eq!(codes(&judged), told);
    assert_eq!(judged.release("v2026.01.10a").blockers, [Blocker::NoChecklist]);
}

#[test]
fn a_name_in_a_name_is_a_whole_word_and_the_longest_one_wins() {
    for (path, want) in [
        ("v1.2.3.md", Some("v1.2.3")),
        ("1.2.3-checklist.md", Some("v1.2.3")),
        ("v1.2.3-rc1.md", Some("v1.2.3-rc1")),
        ("v1.2.3-rc2.md", None),
        ("v1.2.30.md", None),
        ("11.2.3.md", None),
        ("v1.2.md", Some("v1.2")),
        ("v1.2.9.md", None),
        ("part-1.md", None),
        ("1.md", Some("v1")),
        ("v1.2.3/part-2.md", Some("v1.2.3")),
        ("2026-01-12/1-first.md", Some("v1.2.3")),
    ] {
        let path = format!("{FOLDER}/{path}");
        let repo = Repo::new();
        repo.commit("2026-01-08T08:00:00Z", "all", &[(&path, Some(&list("- [x] Footer")))]);
        // On one commit the shorter tags would be rolling ones, and no releases.
        for (at, tag) in ["v1", "v1.2", "v1.2.3-rc1", "v1.2.3"].iter().enumerate() {
            repo.commit(&format!("2026-01-{:02}T08:00:00Z", at + 9), "next", &[("notes.md", Some(tag))]);
            repo.tag(tag, &format!("2026-01-{:02}T09:00:00Z", at + 9));
        }
        let judged = judged(&repo);
        let speaks = judged.dossier.copies.keys().map(|n| judged.dossier.history.snapshots[*n].name.as_str());
        assert_eq!(speaks.collect::<Vec<_>>(), want.into_iter().collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn many_copies_of_many_releases_cost_no_square() {
    let repo = Repo::new();
    for n in 0..400 {
        let day = format!("20{:02}-{:02}-{:02}", 10 + n / 300, 1 + n / 28 % 12, 1 + n % 28);
        let path = format!("{FOLDER}/v{n}.0.md");
        repo.commit(
            &format!("{day}T08:00:00Z"),
            "copy",
            &[(&path, Some(&list("- [x] Footer (`docs/f.md`)")))],
        );
        repo.tag(&format!("v{n}.0"), &format!("{day}T09:00:00Z"));
    }
    let judged = judged(&repo);
    assert_eq!(judged.dossier.copies.len(), 400);
    assert!(judged.assessment.releases[..400].iter().all(|release| release.tallies.due.claimed == 1));
}

/// What is said of checklists that do not speak.
fn beside(judged: &Judged, release: &str) -> Vec<String> {
    let problems = judged
        .release(release)
        .problems
        .iter()
        .filter(|problem| problem.code.starts_with("checklist-") || problem.code == "tag-message-beside");
    problems.map(|one| format!("{} {}", one.place.as_ref().unwrap(), one.code)).collect()
}

#[test]
fn checklists_that_do_not_speak_are_said() {
    let other = "docs/release-checklist.md";
    let items = list("- [x] Footer");
    let two = released(&[(LIST, &items), (other, &items)], "release\n\n- [x] Footer\n");
    let judged_two = judged(&two);
    assert_eq!(places(&judged_two, "v2026.01.10a"), [other], "the first of the configuration speaks");
    let said = [format!("{LIST} checklist-second"), "refs/tags/v2026.01.10a:3 tag-message-beside".to_owned()];
    assert_eq!(beside(&judged_two, "v2026.01.10a"), said);
    let emptied = released(&[(other, ""), (LIST, &items)], "release");
    assert_eq!(places(&judged(&emptied), "v2026.01.10a"), [LIST]);
    assert_eq!(beside(&judged(&emptied), "v2026.01.10a"), [format!("{other} checklist-empty")]);
}

#[test]
fn a_release_before_the_first_checklist_and_one_after_its_removal_have_none_and_it_is_said() {
    let repo = released(&[("x", "x")], "release");
    repo.commit("2026-01-11T10:00:00Z", "checklist", &[(LIST, Some(&list("- [x] Footer")))]);
    repo.tag("v2026.01.11a", "2026-01-11T11:00:00Z");
    repo.commit("2026-01-12T10:00:00Z", "no more", &[(LIST, None)]);
    repo.tag("v2026.01.12a", "2026-01-12T11:00:00Z");
    let judged = judged(&repo);
    for (release, said) in [("v2026.01.10a", "checklist-later"), ("v2026.01.12a", "checklist-removed")] {
        assert_eq!(judged.release(release).blockers, [Blocker::NoChecklist]);
        assert_eq!(beside(&judged, release), [format!("{LIST} {said}")]);
    }
    assert_eq!(judged.release("v2026.01.11a").tallies.due.items, 1);
}

#[test]
fn a_copy_prepared_for_the_next_tag_speaks_for_the_candidate() {
    let copy = |release: &str| format!("---\nrelease: {release}\n---\n{}", list("- [x] Footer"));
    let prepared = |path: &str, release: &str| {
        let repo = released(&[(LIST, &list("- [ ] Header"))], "release");
        repo.commit("2026-01-11T10:00:00Z", "prepare", &[(path, Some(&copy(release)))]);
        repo
    };
    let path = format!("{FOLDER}/next.md");
    let repo = prepared(&path, "v2026.01.12a");
    let before = judged(&repo);
    assert_eq!(places(&before, "candidate"), [path.as_str()]);
    assert_eq!(codes(&before), [""; 0]);
    assert_eq!(places(&before, "v2026.01.10a"), [LIST], "the release before keeps its own");
    repo.tag("v2026.01.12a", "2026-01-12T10:00:00Z");
    let after = judged(&repo);
    assert_eq!(places(&after, "v2026.01.12a"), [path.as_str()]);
    assert_eq!(places(&after, "candidate"), [LIST], "it spoke for one release");
    // A name that sorts before the newest release is no next release, but a mistake.
    let mistaken = judged(&prepared(&path, "v2026.01.9a"));
    assert_eq!(places(&mistaken, "candidate"), [LIST]);
    assert_eq!(codes(&mistaken), [format!("{path}:2 copy-of-unknown-release")]);
}

#[test]
fn a_copy_for_a_tag_that_was_never_made_does_not_outlive_the_next_release() {
    let path = format!("{FOLDER}/skipped.md");
    let text = format!("---\nrelease: v2026.02.01a\n---\n{}", list("- [x] Footer"));
    let repo = released(&[(LIST, &list("- [ ] Header")), (&path, &text)], "release");
    let judged = judged(&repo);
    assert_eq!(places(&judged, "candidate"), [LIST]);
    assert_eq!(codes(&judged), [format!("{path}:2 copy-of-unknown-release")]);
}
