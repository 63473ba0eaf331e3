//! Claims about `[[item]]`: what is off, who must approve, which one speaks, and numbers that nobody could read.

use crate::judge::{list, one_release};
use crate::pipeline::{Judged, judged_by};
use golive::config::Config;
use golive::render::words;
use std::path::Path;

const TAG: &str = "v2026.01.10a";

fn config(text: &str) -> Config {
    Config::load(Path::new("/some/where/golive.toml"), text).unwrap()
}

fn with(text: &str, items: &str, files: &[(&str, &str)]) -> Judged {
    let list = list(items);
    let mut all = vec![("RELEASE_CHECKLIST.md", list.as_str())];
    all.extend(files);
    judged_by(&one_release(&all), &config(text))
}

fn why(judged: &Judged, words: &str) -> String {
    let item = judged.item(TAG, words);
    words::reason(&judged.dossier, judged.release(TAG), item, &item.today)
}

#[test]
fn an_item_that_is_off_is_shown_and_counts_nowhere() {
    let items = "- [x] Load test (`artifacts/load.md`)\n- [x] Notes (`artifacts/notes.md`)";
    let notes = [("artifacts/notes.md", "# Notes\n")];
    let off =
        with("[[item]]\nmatch = \"load TEST\"\noff = true\nreason = \"no new traffic\"\n", items, &notes);
    let release = off.release(TAG);
    assert!(release.is_go());
    assert_eq!(
        (
            release.tallies.due_today.items,
            release.tallies.due_today.claimed,
            release.tallies.due_today.proven
        ),
        (1, 1, 1)
    );
    assert_eq!(off.told(TAG, "Load test"), "unsupported/unsupported off");
    assert_eq!(
        why(&off, "Load test"),
        "Off by configuration (no new traffic), so it counts nowhere; else: Ticked, but artifacts/load.md is not in the tree of v2026.01.10a"
    );
    let on = with("[[item]]\nmatch = \"load test\"\noff = false\n", items, &notes);
    assert!(!on.release(TAG).is_go());
    assert_eq!(on.told(TAG, "Load test"), "unsupported/unsupported");
}

#[test]
fn an_approver_must_be_named_as_such_by_the_evidence() {
    let item = "- [x] Release approved (`artifacts/approval.md`)";
    let told = |approver: &str, text: &str| {
        let config = format!("[[item]]\nmatch = \"approved\"\napprovers = [\"{approver}\"]\n");
        let judged = with(&config, item, &[("artifacts/approval.md", text)]);
        (judged.told(TAG, ""), why(&judged, ""))
    };
    let front = |line: &str| format!("---\n{line}\n---\n# Approval\n\nGo.\n");
    for line in ["approved_by: Grace", "approver: Ada, Grace (ops)", "reviewers: [Ada, grace]"] {
        let (verdict, why) = told("Grace", &front(line));
        assert_eq!(verdict, "verified/verified", "{line}: {why}");
        assert!(why.starts_with("approved by Grace"), "{why}");
    }
    for line in ["approved_by: Linus", "owner: Grace", "title: Grace was here"] {
        let (verdict, why) = told("Grace", &front(line));
        assert_eq!(verdict, "unsupported/unsupported", "{line}");
        assert!(why.contains("nothing shows that Grace approved"), "{why}");
    }
    // Who recorded the file has not approved it by that; an address means whom the history knows by it, and is not shown.
    assert_eq!(told("Ada", &front("owner: ops")).0, "unsupported/unsupported");
    let (verdict, why) = told("ada@example.invalid", &front("approved_by: Ada"));
    assert_eq!(verdict, "verified/verified");
    assert!(why.starts_with("approved by Ada (") && !why.contains('@'), "{why}");
}

#[test]
fn the_first_override_that_names_an_item_speaks_for_it_and_idle_ones_are_told() {
    let text = "[[item]]\nmatch = \"smoke\"\nbudget = [\"p95 live latency <= 800ms\"]\n\n[[item]]\nmatch = \"LOG\"\noff = true\n\n  [[item]]\nmatch = \"lode test\"\nphase = \"after\"\n";
    let judged = with(text, "- [ ] Smoke log < 300 ms", &[]);
    let item = judged.item(TAG, "");
    assert_eq!(words::reading(item), "read as (in part by configuration): p95 live latency ≤ 800 ms");
    assert!(item.counts());
    let told = judged.assessment.problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            "golive.toml:5:1: note: this [[item]] changes nothing: an earlier one speaks for every item that it names [item-unused]",
            "golive.toml:9:3: note: this [[item]] names no item of any checklist that speaks for a release [item-unused]",
        ]
    );
}

#[test]
fn a_number_that_could_not_be_read_is_told_with_its_place() {
    let judged = with("", "- [ ] Coverage ≥ 80 %\n- [ ] Smoke < 300 ms", &[]);
    let told = judged.release(TAG).problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            "RELEASE_CHECKLIST.md:5: note: `≥ 80 %` could not be read as a criterion; nothing is judged by it [number-unread]"
        ]
    );
    let judged = with("[[item]]\nmatch = \"coverage\"\nbudget = []\n", "- [ ] Coverage ≥ 80 %", &[]);
    assert!(judged.release(TAG).problems.is_empty(), "whoever replaces the words has read them");
}

#[test]
fn the_checklist_that_all_began_with_has_no_unread_number() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seed/production_go_live_checklist.md");
    // Without the seed at hand there is nothing to look at.
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let repo = one_release(&[("RELEASE_CHECKLIST.md", &text)]);
    let judged = judged_by(&repo, &Config::default());
    let told = judged.release(TAG).problems.iter().filter(|problem| problem.code == "number-unread");
    assert_eq!(told.count(), 0);
}
