//! A symbolic link is not its content: it is followed within its own tree, or told.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::render::words;

const LIST: &str = "docs/release-checklist.md";

fn check(at: &str, ms: u32) -> String {
    format!(
        "{{\"timestamp\": \"{at}\", \"target\": \"https://a.example.invalid/\", \"durationMs\": {ms}, \"status\": 200, \"ok\": true}}"
    )
}

/// A release of one item, with files and links.
fn release(item: &str, files: &[(&str, &str)], links: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Before the tag\n\n- [x] {item}\n");
    let files = files.iter().copied().chain([(LIST, &*list)]).map(|(path, text)| (path, Some(text)));
    repo.commit("2026-05-01T10:00:00Z", "evidence", &files.collect::<Vec<_>>());
    repo.link("2026-05-01T10:10:00Z", links);
    repo.tag("v1.0.0", "2026-05-01T11:00:00Z");
    judged(&repo)
}

fn verdict(judged: &Judged, release: &str) -> String {
    judged.release(release).items[0].at_tag.verdict.word().to_owned()
}

const ITEM: &str = "Smoke latency < 500 ms (`artifacts/smoke/latest.json`)";
const RUN: &str = "artifacts/smoke/2026-05-01.json";

#[test]
fn a_link_within_the_tree_is_followed() {
    let run = check("2026-05-01T09:00:00Z", 120);
    let latest = "artifacts/smoke/latest.json";
    let untracked = "build/out/run.json";
    for (file, links) in [
        (RUN, vec![(latest, "2026-05-01.json")]),
        (RUN, vec![(latest, "./../smoke//2026-05-01.json")]),
        (RUN, vec![(latest, "../now/2026-05-01.json"), ("artifacts/now", "smoke")]),
        (
            RUN,
            vec![
                (latest, "a.json"),
                ("artifacts/smoke/a.json", "b.json"),
                ("artifacts/smoke/b.json", "2026-05-01.json"),
            ],
        ),
        (untracked, vec![(latest, "../../build/out/run.json")]),
    ] {
        let judged = release(ITEM, &[(file, &run)], &links);
        assert_eq!(verdict(&judged, "v1.0.0"), "verified", "{links:?}: {:?}", judged.dossier.problems);
    }
    for (item, links) in [
        ("Smoke latency < 500 ms (`artifacts/latest/2026-05-01.json`)", ("artifacts/latest", "smoke")),
        ("Smoke latency < 500 ms (`artifacts/latest/`)", ("artifacts/latest", "smoke")),
        ("Smoke latency < 500 ms (`artifacts/latest/*.json`)", ("artifacts/latest", "smoke")),
        (
            "Smoke latency < 500 ms (`evidence/latest/2026-05-01.json`)",
            ("evidence/latest", "../artifacts/smoke"),
        ),
    ] {
        let judged = release(item, &[(RUN, &run)], &[links]);
        assert_eq!(verdict(&judged, "v1.0.0"), "verified", "{item}");
    }
}

#[test]
fn a_link_that_leads_out_of_the_tree_is_told_and_proves_nothing() {
    let run = check("2026-05-01T09:00:00Z", 120);
    let latest = "artifacts/smoke/latest.json";
    for target in [
        "/home/ci/out/run.json",
        "/etc/passwd",
        "../../../run.json",
        "gone.json",
        "latest.json",
        "../../docs/nothing/x.json",
        "C:\\out\\run.json",
        "2026-05-01.json/x",
    ] {
        let judged = release(ITEM, &[(RUN, &run)], &[(latest, target)]);
        assert_eq!(verdict(&judged, "v1.0.0"), "unsupported", "{target}");
        let problem = judged.dossier.problems.iter().find(|problem| problem.code == "link").expect(target);
        assert!(problem.to_string().contains(latest), "{problem}");
        let at = judged.release("v1.0.0");
        let said = words::reason(&judged.dossier, at, &at.items[0], &at.items[0].at_tag);
        assert!(said.contains("symbolic link"), "{said}");
        let judged = release("Report reviewed (`artifacts/pen.pdf`)", &[], &[("artifacts/pen.pdf", target)]);
        assert_eq!(verdict(&judged, "v1.0.0"), "unsupported", "{target}");
    }
}

#[test]
fn a_chain_of_links_ends_after_eight() {
    let run = check("2026-05-01T09:00:00Z", 120);
    for (length, told) in [(8, "verified"), (9, "unsupported")] {
        let names = (0..length).map(|n| format!("artifacts/smoke/{n}.json")).collect::<Vec<_>>();
        let targets = (1..length).map(|n| format!("{n}.json")).chain(["2026-05-01.json".to_owned()]);
        let targets = targets.collect::<Vec<_>>();
        let links = names.iter().map(String::as_str).zip(targets.iter().map(String::as_str));
        let item = "Smoke latency < 500 ms (`artifacts/smoke/0.json`)";
        let judged = release(item, &[(RUN, &run)], &links.collect::<Vec<_>>());
        assert_eq!(verdict(&judged, "v1.0.0"), told, "{length} links");
    }
}

#[test]
fn a_link_shows_at_each_release_what_it_led_to_then() {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n## Before the tag\n\n- [x] {ITEM}\n");
    let (slow, good) = (check("2026-05-01T09:00:00Z", 900), check("2026-05-02T09:00:00Z", 120));
    repo.commit("2026-05-01T10:00:00Z", "a", &[(LIST, Some(&list)), ("artifacts/smoke/a.json", Some(&slow))]);
    repo.link("2026-05-01T10:10:00Z", &[("artifacts/smoke/latest.json", "a.json")]);
    repo.tag("v1.0.0", "2026-05-01T11:00:00Z");
    repo.commit("2026-05-02T10:00:00Z", "b", &[("artifacts/smoke/b.json", Some(&good))]);
    repo.link("2026-05-02T10:10:00Z", &[("artifacts/smoke/latest.json", "b.json")]);
    repo.tag("v1.1.0", "2026-05-02T11:00:00Z");
    repo.commit(
        "2026-05-03T10:00:00Z",
        "c",
        &[("artifacts/smoke/b.json", None), ("artifacts/smoke/a.json", None)],
    );
    repo.tag("v1.2.0", "2026-05-03T11:00:00Z");
    let judged = judged(&repo);
    let told = ["v1.0.0", "v1.1.0", "v1.2.0"].map(|release| verdict(&judged, release));
    assert_eq!(told, ["failed", "verified", "unsupported"]);
}

#[test]
fn a_checklist_that_is_a_link_is_none() {
    let repo = Repo::new();
    let list = "# Notes\n\n- [x] Runbook kept (`docs/run.md`)\n";
    repo.commit("2026-05-01T10:00:00Z", "a", &[("notes/x.md", Some(list))]);
    repo.link("2026-05-01T10:10:00Z", &[(LIST, "../notes/x.md")]);
    repo.tag("v1.0.0", "2026-05-01T11:00:00Z");
    assert!(!judged(&repo).dossier.history.templates.contains(LIST));
}

#[test]
fn a_configuration_that_is_a_link_out_of_the_repository_is_not_read() {
    let (repo, other) = (Repo::new(), Repo::new());
    let path = other.path().join("a.toml");
    other.commit("2026-05-01T10:00:00Z", "a", &[("a.toml", Some("")), ("b.toml", Some(""))]);
    std::os::unix::fs::symlink(&path, repo.path().join("golive.toml")).unwrap();
    std::os::unix::fs::symlink("b.toml", other.path().join("golive.toml")).unwrap();
    let error = golive::config::Config::open(&repo.path().join("golive.toml")).unwrap_err();
    assert!(error.to_string().contains("symbolic link"), "{error}");
    assert!(golive::config::Config::open(&other.path().join("golive.toml")).is_ok());
}
