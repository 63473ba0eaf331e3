//! Claims about the same item through time.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::history::pairing::{PairedBox, pair};
use golive::assess::result::identity::Identity;
use golive::config::Look;
use golive::model::evidence::{Bytes, Unavailable};
use golive::model::id::Oid;
use golive::read::text::slug;
use golive::read::text::wording::similarity;
use golive::render::{Plan, render};
use proptest::prelude::*;

const LIST: &str = "RELEASE_CHECKLIST.md";

/// A release a checklist, a day each; `None`: the checklist is gone.
fn releases(lists: &[Option<&str>]) -> Judged {
    let repo = Repo::new();
    repo.commit("2025-12-31T09:00:00Z", "begin", &[("README.md", Some("x"))]);
    let mut stands = None;
    for (n, list) in lists.iter().enumerate() {
        let day = n + 1;
        let text = list.map(|items| format!("# Release checklist\n\n{items}"));
        if text != stands {
            repo.commit(&format!("2026-01-{day:02}T09:00:00Z"), "list", &[(LIST, text.as_deref())]);
        }
        stands = text;
        repo.tag(&format!("v{day}"), &format!("2026-01-{day:02}T10:00:00Z"));
    }
    judged(&repo)
}

/// The identity of the item with these words in a release.
fn life<'a>(judged: &'a Judged, release: &str, words: &str) -> &'a Identity {
    judged.assessment.identity(judged.item(release, words)).unwrap()
}

/// The releases (from 1) in which the item with these words stands, the candidate included.
fn seen(judged: &Judged, release: &str, words: &str) -> Vec<usize> {
    life(judged, release, words).at.iter().map(|(snapshot, _)| snapshot + 1).collect()
}

#[test]
fn an_item_keeps_its_identity_when_words_order_and_section_change() {
    let judged = releases(&[
        Some("## Before\n\n- [ ] Database backup was restored\n- [ ] Support is briefed\n"),
        Some("## Before\n\n- [ ] Support is briefed\n- [ ] The database backup was restored on staging\n"),
        Some(
            "## Data\n\n- [ ] The database backup was restored on staging\n\n## People\n\n- [ ] Support is briefed\n",
        ),
    ]);
    assert_eq!(judged.assessment.identities.len(), 2);
    assert_eq!(seen(&judged, "v1", "backup"), [1, 2, 3, 4]);
    assert_eq!(seen(&judged, "v3", "Support"), [1, 2, 3, 4]);
    let backup = life(&judged, "v3", "backup");
    assert_eq!(backup.id, "before/database-backup", "the first id lasts");
    assert_eq!(backup.ids.len(), 3, "{:?}", backup.ids);
    let wordings: Vec<usize> = backup.wordings.iter().map(|wording| wording.snapshot + 1).collect();
    assert_eq!(wordings, [1, 2, 3]);
}

#[test]
fn an_id_that_an_author_wrote_wins_over_words() {
    let judged = releases(&[
        Some("## A\n\n- [ ] Backup done {#backup}\n- [ ] Restore tested {#restore}\n"),
        Some("## A\n\n- [ ] Backup done {#restore}\n- [ ] All data can be had back <!-- id: backup -->\n"),
    ]);
    assert_eq!(life(&judged, "v2", "All data").id, "backup");
    assert_eq!(seen(&judged, "v2", "All data"), [1, 2, 3]);
    assert_eq!(life(&judged, "v2", "Backup done").id, "restore");
    let other = releases(&[
        Some("## A\n\n- [ ] Backup done {#backup}\n"),
        Some("## A\n\n- [ ] Backup done {#backup-of-orders}\n"),
    ]);
    assert_eq!(other.assessment.identities.len(), 2, "two ids, two items, whatever their words");
    let given =
        releases(&[Some("## A\n\n- [ ] Backup done\n"), Some("## A\n\n- [ ] Backup done {#backup}\n")]);
    assert_eq!(given.assessment.identities.len(), 1, "an id that is given later changes nothing");
    assert_eq!(given.assessment.identities[0].ids, ["a/backup-done", "backup"]);
}

#[test]
fn of_two_items_with_one_beginning_each_keeps_its_own_identity() {
    let (mock, live) = ("- [ ] Smoke log: mock channel\n", "- [ ] Smoke log: live channel\n");
    let both = format!("## A\n\n{mock}{live}");
    let swapped = format!("## A\n\n{live}{mock}");
    let only = format!("## A\n\n{live}");
    let judged = releases(&[Some(&both), Some(&swapped), Some(&only)]);
    assert_eq!(judged.assessment.identities.len(), 2);
    assert_eq!(seen(&judged, "v3", "live"), [1, 2, 3, 4]);
    assert_eq!(seen(&judged, "v1", "mock"), [1, 2]);
}

#[test]
fn an_item_that_comes_back_is_the_one_that_left() {
    let (with, without) = ("## A\n\n- [ ] Load test\n- [ ] Backup\n", "## A\n\n- [ ] Backup\n");
    let judged = releases(&[Some(with), Some(without), None, Some(with)]);
    assert_eq!(seen(&judged, "v4", "Load"), [1, 4, 5]);
    assert_eq!(seen(&judged, "v4", "Backup"), [1, 2, 4, 5]);
}

#[test]
fn two_lines_of_releases_that_take_turns_are_two_wordings_of_one_item() {
    let (old, new) = (
        "## A\n\n- [ ] Load test of checkout done\n",
        "## A\n\n- [ ] Load test of the whole checkout done\n",
    );
    let judged = releases(&[Some(old), Some(new), Some(old), Some(new)]);
    assert_eq!(judged.assessment.identities.len(), 1);
    assert_eq!(judged.assessment.identities[0].wordings.len(), 4);
}

#[test]
fn a_wording_names_the_commit_since_which_it_stands() {
    let repo = Repo::new();
    let list = |item: &str| format!("# Release checklist\n\n## A\n\n- [ ] {item}\n- [ ] Other\n");
    let commit = |at: &str, item: &str| repo.commit(at, "list", &[(LIST, Some(&list(item)))]).to_string();
    let first = commit("2026-01-01T09:00:00Z", "Backup restored");
    repo.tag("v1", "2026-01-01T10:00:00Z");
    commit("2026-01-02T09:00:00Z", "Backup restored twice");
    commit("2026-01-02T10:00:00Z", "Backup restored");
    let second = commit("2026-01-02T11:00:00Z", "Backup restored twice");
    commit("2026-01-02T12:00:00Z", "Backup restored twice\n- [ ] Third");
    repo.tag("v2", "2026-01-02T13:00:00Z");
    let judged = judged(&repo);
    let commits = &judged.dossier.history.commits;
    let told: Vec<String> = life(&judged, "v2", "Backup")
        .wordings
        .iter()
        .map(|wording| commits[wording.commit.unwrap()].id.to_string())
        .collect();
    assert_eq!(told, [first, second]);
}

#[test]
fn numbers_plurals_and_fillers_make_no_other_item() {
    assert!((similarity("TTI ≤ 5s", "TTI ≤ 10s") - 1.0).abs() < f64::EPSILON);
    assert!((similarity("The smoke test is green", "Smoke tests are green") - 1.0).abs() < f64::EPSILON);
    assert!(similarity("Backup restored", "Support briefed") < f64::EPSILON);
    assert!((similarity("it is", "it is") - 1.0).abs() < f64::EPSILON);
}

#[test]
fn the_nearest_words_are_paired_first_and_each_item_once() {
    let old = [
        PairedBox { id: "a/alpha-beta-gamma-delta", text: "alpha beta gamma delta" },
        PairedBox { id: "a/alpha-beta-gamma", text: "alpha beta gamma" },
    ];
    let new = [
        PairedBox { id: "a/alpha-beta-gamma-eta", text: "alpha beta gamma eta" },
        PairedBox { id: "a/alpha-beta-gamma-delta-eta", text: "alpha beta gamma delta eta" },
    ];
    assert_eq!(pair(&old, &new), [Some(1), Some(0)]);
}

#[test]
fn five_thousand_reworded_items_are_paired_in_a_moment() {
    let list = |words: &dyn Fn(usize) -> String| -> Vec<(String, String)> {
        (0..5000).map(|n| (format!("s/{}-{n}", slug::of_item(&words(n))), words(n))).collect()
    };
    let told = list(&|n| format!("Service {} answers and is healthy", letters(n)));
    let retold = list(&|n| format!("Service {} answers, is healthy and is watched", letters(n)));
    let alike = [list(&|n| format!("a b c {n}")), list(&|n| format!("a b c d {n}"))];
    let pairs = pair(&entries(&told), &entries(&retold));
    assert!(pairs.iter().enumerate().all(|(n, at)| *at == Some(n)));
    assert_eq!(pair(&entries(&alike[0]), &entries(&alike[1])).len(), 5000);
}

fn entries(of: &[(String, String)]) -> Vec<PairedBox<'_>> {
    of.iter().map(|(id, text)| PairedBox { id, text }).collect()
}

/// A number in letters: digits make no difference between items.
fn letters(n: usize) -> String {
    n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

proptest! {
    #[test]
    fn pairing_is_one_to_one_and_reflexive(texts in prop::collection::vec("[a-d ]{0,12}", 0..12), moved in any::<usize>()) {
        let named: Vec<(String, &str)> = texts.iter().enumerate().map(|(n, text)| (format!("s/{n}"), text.as_str())).collect();
        let old: Vec<PairedBox<'_>> = named.iter().map(|(id, text)| PairedBox { id, text }).collect();
        let same: Vec<Option<usize>> = (0..old.len()).map(Some).collect();
        prop_assert_eq!(pair(&old, &old), same);
        let mut new = old.clone();
        new.rotate_left(if old.is_empty() { 0 } else { moved % old.len() });
        let mut found: Vec<usize> = pair(&old, &new).into_iter().flatten().collect();
        found.sort_unstable();
        prop_assert_eq!(found, (0..old.len()).collect::<Vec<_>>());
    }
}

struct NoBytes;

impl Bytes for NoBytes {
    fn bytes(&self, _: Oid) -> Result<Vec<u8>, Unavailable> {
        Ok(Vec::new())
    }
}

/// The text of a file of the site.
fn page(judged: &Judged, path: &str) -> String {
    let look = Look::default();
    let site = render(&judged.dossier, &judged.assessment, &look, &NoBytes).unwrap();
    let at =
        site.paths().iter().position(|its| its == path).unwrap_or_else(|| panic!("{path} is not planned"));
    String::from_utf8(site.draw(at).unwrap()).unwrap()
}

/// The words of the cells of a page's tables, row by row.
fn cells(page: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(page);
    let row = scraper::Selector::parse("tbody tr").unwrap();
    let text = |row: scraper::ElementRef<'_>| row.text().collect::<Vec<_>>().join(" ");
    page.select(&row).map(|row| text(row).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Three releases: the bound of an item is loosened and its words change, another item is dropped.
fn loosened() -> Judged {
    releases(&[
        Some("## Evidence\n\n- [x] Lighthouse report (Performance ≥ 90)\n- [ ] Load test done\n"),
        Some("## Evidence\n\n- [x] A Lighthouse report exists (Performance ≥ 50)\n"),
        Some("## Evidence\n\n- [x] A Lighthouse report exists (Performance ≥ 50)\n"),
    ])
}

#[test]
fn a_reworded_item_keeps_its_page_and_its_other_ids_lead_there() {
    let judged = loosened();
    let first = page(&judged, "items/evidence/lighthouse-report/index.html");
    let rows = cells(&first);
    assert!(rows[0].starts_with("v2 A Lighthouse report exists (Performance ≥ 50)"), "{rows:?}");
    assert!(
        rows[0].contains(
            "demands less (Lighthouse performance ≥ 90 became Lighthouse performance ≥ 50), reworded"
        )
    );
    assert!(rows[1].starts_with("v1 Lighthouse report (Performance ≥ 90) Evidence first seen"), "{rows:?}");
    let commit = judged.dossier.history.commits[2].id.to_string();
    assert!(rows[0].ends_with(&commit), "the commit that changed the words: {rows:?}");
    let verdicts: Vec<&str> = rows[2..].iter().map(|row| row.split(' ').next().unwrap()).collect();
    assert_eq!(verdicts, ["candidate", "v3", "v2", "v1"]);
    let other = page(&judged, "items/evidence/a-lighthouse-report-exists/index.html");
    assert!(
        other.contains(r#"http-equiv="refresh" content="0; url=../lighthouse-report/index.html""#),
        "{other}"
    );
    assert!(
        page(&judged, "items/evidence/load-test-done/index.html")
            .contains("no longer in the checklist since v2")
    );
}

#[test]
fn the_matrix_has_one_row_for_an_item_whatever_it_was_called() {
    let rows = cells(&page(&loosened(), "matrix/index.html"));
    // Readiness and the title of the section stand above.
    let rows = &rows[2..];
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[0].starts_with("A Lighthouse report exists"), "{rows:?}");
    assert!(!rows[0].contains('–'), "{rows:?}");
    assert!(rows[1].starts_with("Load test done – – –"), "{rows:?}");
}

#[test]
fn a_checklist_that_demands_less_is_reported() {
    let judged = loosened();
    for path in ["releases/v2/index.html", "findings/index.html"] {
        let text = cells(&page(&judged, path)).join("\n");
        assert!(text.contains("demands less (Lighthouse performance ≥ 90 became"), "{path}: {text}");
        assert!(text.contains("no longer in the checklist Load test done"), "{path}: {text}");
    }
    assert!(!page(&judged, "releases/v3/index.html").contains("How the checklist changed"));
    let json: serde_json::Value = serde_json::from_str(&page(&judged, "releases/v2/release.json")).unwrap();
    assert_eq!(json["changes"]["since"], "v1");
    let changes = json["changes"]["items"].as_array().unwrap();
    assert_eq!(changes[0]["identity"], "evidence/lighthouse-report");
    assert_eq!(changes[0]["changes"], serde_json::json!(["loosened", "reworded"]));
    assert_eq!(changes[1]["changes"], serde_json::json!(["vanished"]));
    let item = &json["items"][0];
    assert_eq!(
        (&item["id"], &item["identity"]),
        (&"evidence/a-lighthouse-report-exists".into(), &"evidence/lighthouse-report".into())
    );
    assert_eq!(
        item["previous"],
        serde_json::json!({"release": "v1", "ticked": true, "verdict": "unsupported"})
    );
    let csv = page(&judged, "data/items.csv");
    assert!(csv.lines().skip(1).all(
        |line| line.contains(",evidence/lighthouse-report") || line.contains(",evidence/load-test-done")
    ));
}

#[test]
fn a_checklist_that_comes_after_a_gap_is_compared_with_the_last_one() {
    let judged =
        releases(&[Some("## A\n\n- [ ] Load test\n- [ ] Backup\n"), None, Some("## A\n\n- [ ] Backup\n")]);
    assert!(
        page(&judged, "releases/v3/index.html")
            .contains("How the checklist changed from v1 to v3: 1 no longer in the checklist")
    );
    assert!(
        !page(&judged, "releases/v1/index.html").contains("How the checklist changed"),
        "nothing came before"
    );
}
