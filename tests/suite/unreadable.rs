//! Claims about data that no parser reads, or that parsers read differently: it is told, and it blocks what it could have decided.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::result::trigger::Firing;
use golive::model::evidence::{Facts, Kind, State};
use golive::read::read_blob;

const LIST: &str = "docs/deployment/production_go_live_checklist.md";

fn place(facts: &Facts, code: &str) -> Option<(u32, u32)> {
    let problem = facts.problems.iter().find(|problem| problem.code == code)?;
    problem.place.as_ref().map(|place| (place.line, place.column))
}

#[test]
fn broken_yaml_is_told_with_its_place_and_keeps_the_kind_that_it_was_meant_to_be() {
    for (path, text, kind, line) in [
        (
            "artifacts/backup.yml",
            "kind: backup\nstatus: [success\nenvironment: production\n",
            Kind::Backup,
            3,
        ),
        ("artifacts/x.yaml", "kind: deploy\n\tstatus: failed\n", Kind::Deploy, 1),
        ("artifacts/incidents/1.yml", "severity: SEV-1\ntitle: Checkout: down\n", Kind::Incident, 2),
        ("artifacts/incidents/2.yml", "severity: SEV-1\nseverity: SEV-4\n", Kind::Incident, 2),
        ("artifacts/backup-orders.yml", "status: \"ok\n", Kind::Backup, 1),
        ("artifacts/notes.yml", "a: [\n", Kind::File, 1),
        ("artifacts/alias.yml", "kind: backup\na: &a [1]\nb: *a\n", Kind::Backup, 2),
    ] {
        let facts = read_blob(path, text.as_bytes());
        let found = place(&facts, "yaml-syntax").map(|(line, _)| line);
        assert_eq!((facts.state, &facts.kind, found), (State::Unreadable, &kind, Some(line)), "{path}");
        assert!(facts.records.is_empty(), "{path}");
    }
    for text in ["", "# nothing\n", "---\nkind: backup\nstatus: success\n---\nkind: backup\n", "a: 1\n"] {
        let facts = read_blob("artifacts/backup.yml", text.as_bytes());
        assert_eq!(place(&facts, "yaml-syntax"), None, "{text}");
    }
}

#[test]
fn broken_json_keeps_the_kind_that_it_was_meant_to_be() {
    for (path, text, kind) in [
        ("artifacts/x.json", r#"{"kind": "backup", "#, Kind::Backup),
        ("artifacts/incidents/1.json", r#"{"severity": "SEV-1""#, Kind::Incident),
        ("artifacts/restore-drill.json", "{", Kind::RestoreDrill),
        ("artifacts/x.json", "{", Kind::File),
    ] {
        let facts = read_blob(path, text.as_bytes());
        assert_eq!((facts.state, &facts.kind), (State::Unreadable, &kind), "{path}");
        assert!(place(&facts, "json-syntax").is_some(), "{path}");
    }
}

#[test]
fn a_key_that_stands_twice_is_told_with_its_place_in_every_format() {
    for (path, text, at) in [
        (
            "artifacts/backup.json",
            "{\"kind\": \"backup\",\n \"status\": \"failed\",\n \"status\": \"success\"}",
            (3, 9),
        ),
        ("artifacts/backup.json", "{\"kind\": \"backup\", \"of\": {\"a\": 1,\n\"a\": 2}}", (2, 3)),
        ("artifacts/runs.ndjson", "{\"kind\": \"backup\"}\n{\"a\": 1, \"a\": 1}\n", (2, 11)),
        (
            "artifacts/smoke.json",
            "[{\"target\": \"https://x.invalid\", \"durationMs\": 1,\n \"durationMs\": 2}]",
            (2, 13),
        ),
    ] {
        let facts = read_blob(path, text.as_bytes());
        let found = place(&facts, "duplicate-key").map(|(line, _)| line);
        assert_eq!((found, facts.cut), (Some(at.0), true), "{text}: {:?}", facts.problems);
    }
    let twice = "---\nkind: backup\nstatus: failed\nstatus: success\n---\n# Backup\n";
    let facts = read_blob("artifacts/backup.md", twice.as_bytes());
    assert!(facts.cut && place(&facts, "front-matter").is_some(), "{:?}", facts.problems);
    for text in [r#"{"a": {"b": 1}, "b": {"b": 2}}"#, r#"[{"a": 1}, {"a": 2}]"#] {
        assert_eq!(place(&read_blob("artifacts/x.json", text.as_bytes()), "duplicate-key"), None, "{text}");
    }
}

/// A release with these items and triggers; `files` are recorded before its tag, `later` after it.
fn released(list: &str, files: &[(&str, &str)], later: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    repo.commit("2026-01-01T09:00:00Z", "list", &[(LIST, Some(list))]);
    for (n, file) in files.iter().enumerate() {
        repo.commit(&format!("2026-01-0{}T09:00:00Z", n + 2), "record", &[(file.0, Some(file.1))]);
    }
    repo.tag("v1.0.0", "2026-01-09T10:00:00Z");
    for (n, file) in later.iter().enumerate() {
        repo.commit(&format!("2026-01-1{n}T09:00:00Z"), "later", &[(file.0, Some(file.1))]);
    }
    judged(&repo)
}

const GOOD: &str =
    r#"{"kind": "backup", "of": "orders", "status": "success", "finished_at": "2026-01-02T08:00:00Z"}"#;

#[test]
fn a_proof_is_in_doubt_where_newer_evidence_of_its_kind_cannot_be_read() {
    let item = "# Launch\n\n- [x] Orders backup succeeded\n";
    let told = |files: &[(&str, &str)]| released(item, files, &[]).told("v1.0.0", "backup");
    let good = ("artifacts/backup/1.json", GOOD);
    assert_eq!(told(&[good]), "verified/verified");
    for broken in [
        ("artifacts/backup/2.json", "{\"kind\": \"backup\", \"status\": \"failed\""),
        ("artifacts/backup/2.yml", "kind: backup\nstatus: failed: disk full\n"),
        ("artifacts/2.yml", "kind: backup\nstatus: failed\nstatus: success\n"),
    ] {
        assert_eq!(told(&[good, broken]), "unsupported/unsupported", "{broken:?}");
        let later = GOOD.replace("01-02T", "01-03T");
        assert_eq!(told(&[broken, (good.0, &later)]), "verified/verified", "older: {broken:?}");
    }
    let other = ("artifacts/deploy/2.yml", "kind: deploy\nstatus: failed: disk full\n");
    assert_eq!(told(&[good, other]), "verified/verified", "of another kind");
}

#[test]
fn a_record_with_a_key_twice_proves_nothing_and_its_failure_counts() {
    let item = "# Launch\n\n- [x] Orders backup succeeded\n";
    for ending in ["\"success\", \"status\": \"failed\"", "\"failed\", \"status\": \"success\""] {
        let record = GOOD.replace("\"success\"", ending);
        let judged = released(item, &[("artifacts/backup/1.json", &record)], &[]);
        assert_ne!(judged.told("v1.0.0", "backup"), "verified/verified", "{record}");
    }
}

#[test]
fn an_incident_that_cannot_be_read_leaves_its_trigger_unknown() {
    let list = "# Launch\n\n- [x] Shipped\n\n## Rollback triggers\n\n- A SEV-1 or SEV-2 incident\n";
    let firing = |path: &str, text: &str| {
        let small = (
            "artifacts/incidents/0.yml",
            "kind: incident\nseverity: SEV-4\nstarted_at: 2026-01-09T11:00:00Z\n",
        );
        let judged = released(list, &[], &[small, (path, text)]);
        judged.release("v1.0.0").triggers[0].firing.clone()
    };
    let text = |title: &str| {
        format!("kind: incident\nseverity: SEV-1\ntitle: {title}\nstarted_at: 2026-01-10T10:00:00Z\n")
    };
    let path = "artifacts/incidents/1.yml";
    assert!(matches!(firing(path, &text("Checkout down")), Firing::Fired { .. }));
    for title in ["Checkout: down", "[Checkout down", "\"Checkout \"down\" again\"", "x\ntitle: y"] {
        assert!(matches!(firing(path, &text(title)), Firing::Unknown(Some(_))), "{title}");
    }
    let json = r#"{"kind": "incident", "severity": "SEV-1""#;
    assert!(matches!(firing("artifacts/incidents/1.json", json), Firing::Unknown(Some(_))));
    assert!(matches!(firing("artifacts/notes/x.yml", "a: [\n"), Firing::NotFired { .. }));
}

#[test]
fn lists_within_lists_are_read_to_a_depth_that_is_told() {
    let nested = |depth: usize| format!("# Notes\n\n{}x\n", "1. ".repeat(depth));
    let told = |depth| read_blob("feedback/notes.md", nested(depth).as_bytes());
    assert_eq!(place(&told(100), "list-depth"), None);
    for depth in [101, 100_000] {
        let facts = told(depth);
        assert_eq!((place(&facts, "list-depth"), facts.cut), (Some((3, 0)), true), "{depth}");
    }
}
