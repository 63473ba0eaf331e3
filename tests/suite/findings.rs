//! Claims about findings: what speaks against the record itself, beside the verdicts.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::render::words;

const LIST: &str = "RELEASE_CHECKLIST.md";
const TAG: &str = "v2026.01.10a";

fn list(items: &str) -> String {
    format!("# Release checklist\n\n## Evidence\n\n{items}\n")
}

/// A check of the mock or live address, by a budget of its own.
fn smoke(at: &str, ms: f64, budget: u32, mock: u8) -> String {
    let target = format!("https://app.example.invalid/?mock={mock}");
    format!(
        r#"{{"timestamp":"{at}","target":"{target}","budgetMs":{budget},"durationMs":{ms},"status":200,"ok":true,"error":null}}"#
    )
}

/// What was found of a release, as `kind: sentence`, those of one kind.
fn found(judged: &Judged, release: &str, kind: &str) -> Vec<String> {
    let all = judged.release(release).findings.iter().filter(|found| found.kind.word() == kind);
    all.map(|found| words::finding(&judged.dossier, found)).collect()
}

#[test]
fn another_budget_than_the_checklists_is_told_once_with_its_count_and_first_place() {
    let repo = Repo::new();
    let item = "- [x] Synthetic smoke log (`artifacts/*.json`) under budget (<300ms mock / <800ms live)";
    let files = [
        ("artifacts/a.json", smoke("2026-01-10T08:00:00Z", 210.5, 800, 1)),
        ("artifacts/b.json", smoke("2026-01-10T08:01:00Z", 220.5, 800, 1)),
        ("artifacts/c.json", smoke("2026-01-10T08:02:00Z", 230.5, 300, 1)),
        ("artifacts/d.json", smoke("2026-01-10T08:03:00Z", 240.5, 800, 0)),
    ];
    let list = list(item);
    let mut all = vec![(LIST, Some(list.as_str()))];
    all.extend(files.iter().map(|(path, text)| (*path, Some(text.as_str()))));
    let commit = repo.commit("2026-01-10T11:00:00Z", "prepare", &all);
    repo.tag(TAG, "2026-01-10T12:00:00Z");
    let judged = judged(&repo);
    let words = "2 measurements made before the release were judged by a budget of 800 ms, though the checklist demands mock latency < 300 ms";
    assert_eq!(found(&judged, TAG, "budget-drift"), [words]);
    let finding = &judged.release(TAG).findings[0];
    assert_eq!(finding.place.as_ref().unwrap().to_string(), "artifacts/a.json");
    assert_eq!(
        words::reproduce_finding(&judged.dossier, finding),
        format!("git show {commit}:artifacts/a.json")
    );
    assert!(judged.item(TAG, "Synthetic").today.verdict.is_proven(), "a finding changes no verdict");
    assert!(judged.release("candidate").findings.is_empty(), "each check is told once");
}
