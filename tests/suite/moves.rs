//! Claims about files that were moved or renamed: their past goes on.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;

const LIST: &str = "docs/go-live-checklist.md";
const OTHER: &str = "docs/release-checklist.md";
const TAG: &str = "v2026.01.10a";
const NEXT: &str = "v2026.02.10a";

fn list(boxes: [&str; 4]) -> String {
    let words = ["Footer links the terms", "Header shows the name", "Plan is agreed", "Drill is rehearsed"];
    let items = boxes.iter().zip(words).map(|(mark, words)| format!("- [{mark}] {words} (`docs/f.md`)\n"));
    format!("# Go-live checklist\n\n## Evidence\n\n{}", items.collect::<String>())
}

/// Footer and header are ticked by Bob in January; the release of 10 January follows.
fn ticked(path: &str) -> Repo {
    let repo = Repo::new();
    repo.commit("2026-01-08T10:00:00Z", "write", &[(path, Some(&list([" "; 4]))), ("docs/f.md", Some("x"))]);
    repo.commit_by("Bob", "2026-01-09T10:00:00Z", "tick", &[(path, Some(&list(["x", "x", " ", " "])))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    repo
}

fn ticker(judged: &Judged, release: &str, words: &str) -> Option<String> {
    let tick = judged.item(release, words).ticked_by?;
    let commit = &judged.dossier.history.commits[tick.commit];
    Some(format!("{} {}{}", commit.author.name, commit.summary, if tick.after_tag { " after" } else { "" }))
}

fn place(judged: &Judged, release: &str) -> String {
    judged
        .release(release)
        .in_force
        .as_ref()
        .map_or_else(String::new, |in_force| in_force.origin.place().to_string())
}

#[test]
fn a_tick_keeps_its_commit_when_the_checklist_is_renamed() {
    let repo = ticked(LIST);
    let same = list(["x", "x", " ", " "]);
    repo.commit_by("Cyd", "2026-02-01T10:00:00Z", "rename", &[(LIST, None), (OTHER, Some(&same))]);
    repo.tag(NEXT, "2026-02-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!((place(&judged, TAG).as_str(), place(&judged, NEXT).as_str()), (LIST, OTHER));
    assert_eq!(ticker(&judged, NEXT, "Footer").as_deref(), Some("Bob tick"));
    assert_eq!(ticker(&judged, TAG, "Footer").as_deref(), Some("Bob tick"));
}

#[test]
fn a_checklist_that_is_filled_in_while_it_is_renamed_keeps_its_old_ticks() {
    let repo = ticked(LIST);
    let more = list(["x", "x", "x", "x"]);
    repo.commit_by("Cyd", "2026-02-01T10:00:00Z", "rename", &[(LIST, None), (OTHER, Some(&more))]);
    repo.tag(NEXT, "2026-02-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!(ticker(&judged, NEXT, "Footer").as_deref(), Some("Bob tick"));
    assert_eq!(ticker(&judged, NEXT, "Plan").as_deref(), Some("Cyd rename"));
    assert_eq!(ticker(&judged, TAG, "Plan"), None, "what stands at the next tag belongs to the next release");
}

#[test]
fn a_rewording_is_suspect_through_a_rename_and_a_late_tick_stays_retro() {
    let repo = ticked(LIST);
    let late = list(["x", "x", "x", " "]);
    repo.commit_by("Cyd", "2026-01-11T10:00:00Z", "rename and tick", &[(LIST, None), (OTHER, Some(&late))]);
    assert_eq!(judged(&repo).told(TAG, "Plan"), "attested/open retro-ticked");
    assert_eq!(ticker(&judged(&repo), TAG, "Plan").as_deref(), Some("Cyd rename and tick after"));
    let reworded = late.replace("links the terms", "links the terms and the imprint");
    repo.commit("2026-02-01T10:00:00Z", "reword", &[(OTHER, None), (LIST, Some(&reworded))]);
    repo.tag(NEXT, "2026-02-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!(judged.told(NEXT, "Footer"), "attested/attested suspect");
    assert_eq!(ticker(&judged, NEXT, "Footer").as_deref(), Some("Bob tick"));
    assert!(!judged.told(NEXT, "Header").contains("suspect"));
}

#[test]
fn a_template_speaks_under_the_names_that_no_configuration_lists() {
    let before = "handbook/how/start.md";
    let repo = ticked(before);
    let text = list(["x", "x", " ", " "]);
    repo.commit("2026-02-01T10:00:00Z", "rename", &[(before, None), (LIST, Some(&text))]);
    repo.tag(NEXT, "2026-02-10T10:00:00Z");
    let after = "handbook/go/live.md";
    repo.commit("2026-03-01T10:00:00Z", "rename again", &[(LIST, None), (after, Some(&text))]);
    let judged = judged(&repo);
    let places = [TAG, NEXT, "candidate"].map(|release| place(&judged, release));
    assert_eq!(places, [before, LIST, after]);
    assert_eq!(ticker(&judged, "candidate", "Footer").as_deref(), Some("Bob tick"));
    let said =
        judged.release(TAG).problems.iter().filter(|problem| problem.code == "checklist-renamed").count();
    assert_eq!(said, 1);
}

#[test]
fn an_archived_copy_speaks_for_its_release_and_its_later_ticks_are_retro() {
    let copy = "artifacts/deploy/production/2026-01-10.md";
    for archive in ["artifacts/deploy/production/archive/first.md", "archive/releases/first.md"] {
        let repo = Repo::new();
        let at_tag = list(["x", " ", " ", " "]);
        repo.commit("2026-01-10T09:00:00Z", "fill", &[(copy, Some(&at_tag)), ("docs/f.md", Some("x"))]);
        repo.tag(TAG, "2026-01-10T10:00:00Z");
        repo.commit("2026-01-11T10:00:00Z", "archive", &[(copy, None), (archive, Some(&at_tag))]);
        repo.commit_by(
            "Bob",
            "2026-01-12T10:00:00Z",
            "tick",
            &[(archive, Some(&list(["x", "x", " ", " "])))],
        );
        let judged = judged(&repo);
        assert_eq!(place(&judged, TAG), copy, "{archive}");
        assert_eq!(judged.release(TAG).tallies.due.items, 4, "a moved copy is no second one");
        assert_eq!(judged.told(TAG, "Footer"), "attested/attested", "{archive}");
        assert_eq!(judged.told(TAG, "Header"), "attested/open retro-ticked", "{archive}");
        assert_eq!(ticker(&judged, TAG, "Header").as_deref(), Some("Bob tick after"));
        assert_eq!(place(&judged, "candidate"), "");
        assert!(judged.dossier.problems.iter().all(|problem| !problem.code.starts_with("copy")), "{archive}");
    }
}

#[test]
fn a_template_that_is_archived_by_a_move_is_no_template_there() {
    let repo = ticked(LIST);
    let archive = "artifacts/deploy/production/2026-01-10.md";
    let text = list(["x", "x", " ", " "]);
    repo.commit("2026-01-11T10:00:00Z", "archive", &[(LIST, None), (archive, Some(&text))]);
    let fresh = list([" "; 4]);
    repo.commit("2026-01-12T10:00:00Z", "begin anew", &[(LIST, Some(&fresh))]);
    repo.tag(NEXT, "2026-02-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!(place(&judged, NEXT), LIST);
    assert_eq!(judged.told(NEXT, "Footer"), "open/open");
    assert_eq!(judged.told(TAG, "Footer"), "attested/attested");
    assert_eq!(ticker(&judged, TAG, "Footer").as_deref(), Some("Bob tick"));
}

#[test]
fn a_name_used_for_one_release_after_the_other_speaks_for_both() {
    let [first, second] =
        ["2026-01-10.md", "2026-02-10.md"].map(|name| format!("artifacts/deploy/production/{name}"));
    let repo = Repo::new();
    let text = list(["x", " ", " ", " "]);
    repo.commit("2026-01-09T10:00:00Z", "fill", &[(&first, Some(&text)), ("docs/f.md", Some("x"))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    repo.commit("2026-02-09T10:00:00Z", "move on", &[(&first, None), (&second, Some(&text))]);
    repo.tag(NEXT, "2026-02-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!((place(&judged, TAG), place(&judged, NEXT)), (first, second));
    assert_eq!(ticker(&judged, NEXT, "Footer").as_deref(), Some("Ada fill"));
}

fn smoke(ms: u32) -> String {
    format!(
        r#"{{"timestamp":"2026-01-10T08:00:00Z","target":"https://app.example.invalid/?mock=1","budgetMs":800,"durationMs":{ms},"status":200,"ok":true,"error":null}}"#
    )
}

/// A release with a smoke log, and what a later commit does.
fn with_log(item: &str, later: &[(&str, Option<&str>)]) -> Judged {
    let repo = Repo::new();
    let checklist = format!("# Go-live checklist\n\n## Evidence\n\n{item}\n");
    let log = smoke(210);
    let files = [(LIST, Some(checklist.as_str())), ("artifacts/smoke.json", Some(&log))];
    repo.commit("2026-01-10T09:00:00Z", "prepare", &files);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    repo.commit("2026-01-12T10:00:00Z", "later", later);
    judged(&repo)
}

fn recorded_by(judged: &Judged, path: &str) -> Vec<String> {
    let versions = judged.dossier.evidence.iter().filter(|version| &*version.path == path);
    versions.map(|version| judged.dossier.history.commits[version.recorded_by].summary.clone()).collect()
}

const SMOKE: &str = "- [x] Smoke log (`artifacts/**/*.json`) under budget (<300ms mock)";
const ARCHIVED: &str = "artifacts/2026/smoke.json";

#[test]
fn evidence_that_was_only_moved_is_neither_late_nor_edited() {
    let log = smoke(210);
    let moved = with_log(SMOKE, &[("artifacts/smoke.json", None), (ARCHIVED, Some(&log))]);
    assert_eq!(moved.told(TAG, "Smoke"), "verified/verified");
    assert_eq!(recorded_by(&moved, ARCHIVED), ["prepare"]);
    let edited = smoke(211);
    let changed = with_log(SMOKE, &[("artifacts/smoke.json", None), (ARCHIVED, Some(&edited))]);
    assert_eq!(changed.told(TAG, "Smoke"), "verified/verified late edited");
    assert_eq!(recorded_by(&changed, ARCHIVED), ["later"], "other bytes are another version");
}

#[test]
fn evidence_that_an_item_names_at_its_new_place_stood_in_time_but_not_there() {
    let log = smoke(210);
    let item = "- [x] Smoke log (`artifacts/2026/smoke.json`) under budget (<300ms mock)";
    let moved = with_log(item, &[("artifacts/smoke.json", None), (ARCHIVED, Some(&log))]);
    assert_eq!(
        moved.told(TAG, "Smoke"),
        "verified/unsupported",
        "no flag `late`: it was recorded before the tag"
    );
    let copied = with_log(item, &[(ARCHIVED, Some(&log))]);
    assert_eq!(recorded_by(&copied, ARCHIVED), ["later"], "a copy is a new file");
    assert_eq!(copied.told(TAG, "Smoke"), "verified/unsupported late");
}

#[test]
fn files_without_a_byte_are_not_taken_for_one_another() {
    let moved = with_log(SMOKE, &[("artifacts/a.log", Some("")), ("artifacts/smoke.json", None)]);
    assert!(moved.dossier.history.moves == golive::model::moves::Moves::default());
}

#[test]
fn a_log_that_is_renamed_to_a_later_day_is_post_dated() {
    let repo = Repo::new();
    let checklist = "# Go-live checklist\n\n- [x] Minutes kept (`artifacts/minutes-*.log`)\n";
    let old = "artifacts/minutes-2026-01-01.log";
    repo.commit("2026-01-01T09:00:00Z", "run", &[(LIST, Some(checklist)), (old, Some("ran"))]);
    let new = "artifacts/minutes-2026-01-09.log";
    repo.commit("2026-01-09T09:00:00Z", "rename", &[(old, None), (new, Some("ran"))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    let judged = judged(&repo);
    assert_eq!(recorded_by(&judged, new), ["run"]);
    assert_eq!(judged.told(TAG, "Minutes"), "attested/attested post-dated");
}

#[test]
fn old_evidence_that_is_moved_after_the_tag_is_no_evidence_of_what_was_done_then() {
    let repo = Repo::new();
    let checklist =
        "# Go-live checklist\n\n## After release\n\n- [x] Login checked (`artifacts/**/login.md`)\n";
    let old = "artifacts/login.md";
    repo.commit("2026-01-01T09:00:00Z", "run", &[(LIST, Some(checklist)), (old, Some("checked"))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    repo.commit("2026-01-11T09:00:00Z", "move", &[(old, None), ("artifacts/2026/login.md", Some("checked"))]);
    assert_eq!(judged(&repo).told(TAG, "Login"), "unsupported/unsupported");
}
