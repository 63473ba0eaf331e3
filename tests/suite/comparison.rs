//! Claims about what changed between two releases.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::compare::call::Call;
use golive::assess::compare::change::ItemChange;
use golive::assess::compare::series::{SeriesChange, SeriesName, SeriesStatistic};
use golive::assess::compare::{Comparer, Comparison, FileChange, compare};
use golive::model::measurement::Unit;
use golive::render::words;
use std::collections::BTreeSet;

const LIST: &str = "RELEASE_CHECKLIST.md";

fn between(judged: &Judged, a: &str, b: &str) -> Comparison {
    let at = |name: &str| judged.dossier.history.snapshots.iter().position(|its| its.name == name).unwrap();
    compare(&judged.dossier, &judged.assessment, at(a), at(b))
}

/// Two releases with one checklist each; files of the second stand beside the first's.
fn two(first: &str, second: &str, files: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let mut all = vec![(LIST, Some(first))];
    all.extend(files.iter().map(|(path, text)| (*path, Some(*text))));
    repo.commit("2026-01-10T09:00:00Z", "one", &all);
    repo.tag("v1", "2026-01-10T10:00:00Z");
    repo.commit("2026-01-11T09:00:00Z", "two", &[(LIST, Some(second))]);
    repo.tag("v2", "2026-01-11T10:00:00Z");
    judged(&repo)
}

/// What happened to the one item of a section `Evidence`.
fn happened(first: &str, second: &str, files: &[(&str, &str)]) -> Vec<ItemChange> {
    let list = |item: &str| format!("# Release checklist\n\n## Evidence\n\n{item}\n");
    let found = between(&two(&list(first), &list(second), files), "v1", "v2");
    found.items.into_iter().flat_map(|item| item.changes).collect()
}

const NOTE: (&str, &str) = ("docs/note.md", "# Note\n\n2026-01-09 terms linked\n");

#[test]
fn an_item_is_newly_proven_withdrawn_or_waived() {
    let open = "- [ ] Terms are linked (`docs/note.md`)";
    let ticked = "- [x] Terms are linked (`docs/note.md`)";
    let waived = "- [-] Terms are linked (`docs/note.md`) waived: no shop in this release";
    assert_eq!(happened(open, ticked, &[NOTE]), [ItemChange::NewlyProven, ItemChange::Ticked]);
    assert_eq!(happened(ticked, open, &[NOTE]), [ItemChange::Withdrawn, ItemChange::Unticked]);
    assert_eq!(happened(open, waived, &[NOTE]), [ItemChange::Waived]);
    assert_eq!(happened(ticked, ticked, &[NOTE]), []);
}

#[test]
fn a_worse_verdict_on_the_same_side_is_weakened_and_a_better_one_strengthened() {
    let open = "- [ ] Load test attached";
    let claimed = "- [x] Load test attached";
    assert_eq!(happened(open, claimed, &[]), [ItemChange::Weakened, ItemChange::Ticked]);
    assert_eq!(happened(claimed, open, &[]), [ItemChange::Strengthened, ItemChange::Unticked]);
}

#[test]
fn a_laxer_bound_or_a_window_that_is_gone_is_loosened() {
    let strict = "- [ ] Lighthouse report (Performance ≥ 90), run within last 24h";
    for lax in [
        "- [ ] Lighthouse report (Performance ≥ 80), run within last 24h",
        "- [ ] Lighthouse report (Performance ≥ 90), run within last 48h",
        "- [ ] Lighthouse report (Performance ≥ 90)",
    ] {
        assert_eq!(happened(strict, lax, &[]), [ItemChange::Loosened, ItemChange::Reworded], "{lax}");
        assert_eq!(happened(lax, strict, &[]), [ItemChange::Tightened, ItemChange::Reworded], "{lax}");
    }
}

#[test]
fn a_demand_that_changed_is_told_with_both_bounds() {
    let told = |first: &str, second: &str| {
        let list = |item: &str| format!("# Release checklist\n\n## Evidence\n\n- [ ] {item}\n");
        let found = between(&two(&list(first), &list(second), &[]), "v1", "v2");
        let items = found.items.iter();
        items.map(|its| words::item_changes(&its.changes, &its.demands)).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(
        told("TTI ≤ 5s", "TTI ≤ 8s"),
        "demands less (time to interactive ≤ 5 s became time to interactive ≤ 8 s), reworded"
    );
    assert_eq!(
        told(
            "Smoke log `artifacts/*.log` under budget (<300ms mock / <800ms live)",
            "Smoke log under budget (<900ms)"
        ),
        "demands less (mock latency < 300 ms became latency < 900 ms; live latency < 800 ms is no longer demanded; \
         artifacts/*.log is no longer named), reworded"
    );
    assert_eq!(
        told("Backup was restored (`a/backup.md`)", "Backup was restored (`a/restore.md`)"),
        "reworded",
        "another file in its place demands no less"
    );
    assert_eq!(
        told("Answers with HTTP 200", "Answers with HTTP 200, in the last 24h"),
        "demands more (evidence within 24 h before the tag is now demanded), reworded"
    );
}

#[test]
fn an_item_with_other_words_is_the_same_item_where_enough_of_them_are_alike() {
    let old = "- [ ] The rollback plan was reviewed by two people";
    assert_eq!(
        happened(old, "- [ ] The new rollback plan was reviewed by two people", &[]),
        [ItemChange::Reworded]
    );
    let other = happened(old, "- [ ] Support was briefed", &[]);
    assert_eq!(other, [ItemChange::New, ItemChange::Vanished]);
    let moved = two(
        "# L\n\n## Before\n\n- [ ] The rollback plan was reviewed by two people\n- [ ] InventoryDemand\n",
        "# L\n\n## Before\n\n- [ ] InventoryDemand\n\n## Other\n\n- [ ] The new rollback plan was reviewed by two people\n",
        &[],
    );
    let found = between(&moved, "v1", "v2");
    let changes: Vec<_> = found.items.iter().map(|item| item.changes.clone()).collect();
    assert_eq!(changes, [BTreeSet::from([ItemChange::Reworded, ItemChange::Moved])]);
}

#[test]
fn evidence_is_compared_by_what_stands_in_both_trees() {
    let repo = Repo::new();
    let list = "# Release checklist\n\n## Before\n\n- [ ] Done\n";
    repo.commit(
        "2026-01-10T09:00:00Z",
        "one",
        &[(LIST, Some(list)), ("artifacts/a.md", Some("a")), ("artifacts/b.md", Some("b"))],
    );
    repo.tag("v1", "2026-01-10T10:00:00Z");
    repo.commit(
        "2026-01-11T09:00:00Z",
        "two",
        &[("artifacts/a.md", None), ("artifacts/b.md", Some("other")), ("artifacts/c.md", Some("c"))],
    );
    repo.tag("v2", "2026-01-11T10:00:00Z");
    repo.commit("2026-01-12T09:00:00Z", "three", &[("artifacts/a.md", Some("a"))]);
    repo.tag("v3", "2026-01-12T10:00:00Z");
    let judged = judged(&repo);
    let told = |a: &str, b: &str| {
        let found = between(&judged, a, b);
        [FileChange::Added, FileChange::Changed, FileChange::Removed].map(|change| found.files(change))
    };
    assert_eq!(told("v1", "v2"), [1, 1, 1]);
    assert_eq!(told("v2", "v1"), [1, 1, 1]);
    assert_eq!(told("v1", "v3"), [1, 1, 0], "what went and came back did not change");
    assert_eq!(told("v3", "candidate"), [0, 0, 0]);
    assert_eq!(told("v2", "v2"), [0, 0, 0]);
}

/// A release a day, each with one live check that took so long; the checklist demands under 800 ms.
fn measured(values: &[f64]) -> Judged {
    let repo = Repo::new();
    let list = "# Release checklist\n\n## Before\n\n- [ ] Smoke log (`artifacts/*.json`) under budget (<800ms live)\n";
    repo.commit("2026-01-01T01:00:00Z", "begin", &[(LIST, Some(list))]);
    for (day, ms) in values.iter().enumerate() {
        let at = format!("2026-02-{:02}T09:00:00Z", day + 1);
        let text = format!(
            r#"{{"timestamp":"{at}","target":"https://app.example.invalid/?mock=0","budgetMs":800,"durationMs":{ms},"status":200,"ok":true,"error":null}}"#
        );
        repo.commit(&at, "check", &[(&format!("artifacts/live-{day}.json"), Some(&text))]);
        repo.tag(&format!("v{day}"), &format!("2026-02-{:02}T10:00:00Z", day + 1));
    }
    judged(&repo)
}

/// The step of the last release's p95 against the one before it.
fn last_step(values: &[f64]) -> SeriesChange {
    let judged = measured(values);
    let last = values.len() - 1;
    let found = between(&judged, &format!("v{}", last - 1), &format!("v{last}"));
    let target = "https://app.example.invalid/?mock=0".to_owned();
    let wanted = SeriesName::Latency { target, label: "live".to_owned(), statistic: SeriesStatistic::P95 };
    found.series.into_iter().find(|step| step.series == wanted).unwrap()
}

#[test]
fn a_step_within_the_noise_of_its_series_is_not_called_a_change() {
    let noisy = [300.0, 360.0, 240.0, 330.0, 270.0, 300.0];
    let with = |next: f64| noisy.into_iter().chain([next]).collect::<Vec<_>>();
    let step = last_step(&with(370.0));
    assert_eq!((step.call, step.known, step.unit), (Call::Steady, 6, Unit::Millis));
    assert_eq!((step.before, step.after, step.noise), (Some(300.0), Some(370.0), 30.0));
    assert_eq!(last_step(&with(400.0)).call, Call::Worse);
    assert_eq!(last_step(&with(200.0)).call, Call::Better);
}

#[test]
fn a_step_of_a_quiet_series_that_is_too_small_to_matter_is_not_called_a_change() {
    let with = |next: f64| [300.0; 6].into_iter().chain([next]).collect::<Vec<_>>();
    assert_eq!(last_step(&with(314.0)).call, Call::Steady);
    assert_eq!(last_step(&with(316.0)).call, Call::Worse);
    assert_eq!(last_step(&with(300.0)).call, Call::Steady);
}

#[test]
fn with_few_earlier_values_only_a_crossed_budget_is_called() {
    assert_eq!(last_step(&[300.0, 310.0, 500.0]).call, Call::TooFew);
    assert_eq!(last_step(&[300.0, 310.0, 900.0]).call, Call::BudgetBroken);
    assert_eq!(last_step(&[900.0, 700.0]).call, Call::BudgetMet);
}

#[test]
fn only_the_last_twenty_values_make_the_noise() {
    let values: Vec<f64> = [100.0, 700.0].into_iter().chain([300.0; 20]).chain([320.0]).collect();
    let step = last_step(&values);
    assert_eq!((step.known, step.noise, step.call), (20, 0.0, Call::Worse));
}

#[test]
fn a_series_that_only_one_release_has_began_or_ended() {
    let judged = measured(&[300.0]);
    let calls = |a, b| {
        let found = between(&judged, a, b);
        found.series.iter().map(|step| step.call).collect::<BTreeSet<_>>()
    };
    assert_eq!(calls("v0", "candidate"), BTreeSet::from([Call::Ended]));
    assert_eq!(calls("candidate", "v0"), BTreeSet::from([Call::Began]));
}

#[test]
fn comparing_many_pairs_gives_what_comparing_each_gives() {
    let judged = measured(&[300.0, 310.0, 900.0]);
    let comparer = Comparer::new(&judged.dossier, &judged.assessment);
    for (a, b) in [(0, 1), (1, 2), (0, 3), (2, 0), (7, 9)] {
        assert_eq!(comparer.compare(a, b), compare(&judged.dossier, &judged.assessment, a, b));
    }
    assert_eq!(comparer.compare(7, 9), Comparison::default());
}

#[test]
fn a_step_is_worded_with_what_it_is_called_by() {
    let told = |values: &[f64]| {
        let step = last_step(values);
        let [was, is] = words::values(&step).map(Option::unwrap);
        let name = words::series(&step.series);
        let name = name.strip_suffix(" of https://app.example.invalid/?mock=0").unwrap();
        format!("{name}: {was} → {is}, {}", words::step(&step))
    };
    assert_eq!(told(&[300.0, 900.0]), "live latency p95: 300 ms → 900 ms, worse: left its budget of 800 ms");
    assert_eq!(told(&[300.0, 310.0]), "live latency p95: 300 ms → 310 ms, too few to call (1 earlier value)");
    assert_eq!(
        told(&[300.0, 300.0, 300.0, 300.0, 300.0, 200.0]),
        "live latency p95: 300 ms → 200 ms, better, beyond the noise of the last 5 values (0 ms)"
    );
    assert_eq!(
        told(&[300.01, 300.02]),
        "live latency p95: 300.01 ms → 300.02 ms, too few to call (1 earlier value)"
    );
}
