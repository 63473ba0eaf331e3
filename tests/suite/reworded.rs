//! Claims about one list with one history: ticks that come with new words, at new places, in one commit.

use crate::pipeline::{Judged, judged, judged_by};
use crate::repo::Repo;
use golive::assess::history::pairing::{PairedBox, pair_in_place};
use golive::config::Config;
use golive::model::version::Version;
use std::path::Path;

const COPY: &str = "tasks/release-v1.0.0.md";

fn filled(before: &str, path_after: &str, after: &str) -> Judged {
    let repo = Repo::new();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &[(COPY, Some(before))]);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    let mut files = vec![(path_after, Some(after))];
    if path_after != COPY {
        files.push((COPY, None));
    }
    repo.commit("2026-01-11T11:00:00Z", "close", &files);
    let config = "[checklist]\nsnapshots = [\"tasks/**/*release*.md\"]\n";
    judged_by(&repo, &Config::load(Path::new("golive.toml"), config).unwrap())
}

fn figures(judged: &Judged) -> (usize, usize, usize) {
    let release = judged.release("v1.0.0");
    (release.tallies.due_today.items, release.tallies.due.claimed, release.tallies.due_today.claimed)
}

const BEFORE: &str = "# Release v1.0.0\n\n## Tasks\n\n- [x] Raise the number\n- [x] Run the fast checks\n- [ ] Browsers are looked at by hand\n- [ ] The support team knows\n";

#[test]
fn a_tick_with_new_words_is_the_old_items_and_both_words_are_kept() {
    let after = BEFORE
        .replace("- [ ] Browsers are looked at by hand", "- [x] Firefox and Safari fine, Ada, 14:00")
        .replace("- [ ] The support team knows", "- [x] The support team knows (mail of the 11th)");
    let judged = filled(BEFORE, COPY, &after);
    assert_eq!(figures(&judged), (4, 2, 4));
    let item = judged.item("v1.0.0", "Browsers");
    assert_eq!(item.words_today.as_deref(), Some("Firefox and Safari fine, Ada, 14:00"));
    assert!(judged.told("v1.0.0", "Browsers").contains("retro-ticked"));
    assert!(judged.told("v1.0.0", "support").contains("retro-ticked"));
}

#[test]
fn a_copy_that_is_moved_annotated_reordered_and_reworded_at_once_is_one_list() {
    let after = "# Release v1.0.0 (done)\n\n## Tasks done\n\n- [x] Run the fast checks: 412 passed\n- [x] Raise the number to 1.0.0\n- [x] Browsers: all looked at by hand by Ada\n- [x] Support team told\n";
    let judged = filled(BEFORE, "tasks/done/release-v1.0.0.md", after);
    assert_eq!(figures(&judged), (4, 2, 4));
}

#[test]
fn a_copy_beside_the_old_one_counts_no_item_twice() {
    let after = BEFORE.replace("- [ ] Browsers are looked at by hand", "- [x] Firefox and Safari fine");
    let repo = Repo::new();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &[(COPY, Some(BEFORE))]);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    repo.commit("2026-01-11T11:00:00Z", "file", &[("tasks/done/release-v1.0.0.md", Some(&after))]);
    let config = "[checklist]\nsnapshots = [\"tasks/**/*release*.md\"]\n";
    let judged = judged_by(&repo, &Config::load(Path::new("golive.toml"), config).unwrap());
    assert_eq!(figures(&judged), (4, 2, 3));
}

#[test]
fn a_copy_that_is_reworded_step_by_step_keeps_its_ticks() {
    let repo = Repo::new();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &[(COPY, Some(BEFORE))]);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    let one = BEFORE.replace("- [ ] Browsers are looked at by hand", "- [ ] Firefox looked at by hand");
    let two = one
        .replace("- [ ] Firefox looked at by hand", "- [x] Firefox looked fine, so did Safari")
        .replace("- [x] Run the fast checks\n", "")
        .replace("- [ ] The support", "- [ ] Money is counted\n- [ ] The support");
    repo.commit("2026-01-11T11:00:00Z", "one", &[(COPY, Some(&one))]);
    repo.commit("2026-01-12T11:00:00Z", "two", &[(COPY, Some(&two))]);
    let config = "[checklist]\nsnapshots = [\"tasks/**/*release*.md\"]\n";
    let judged = judged_by(&repo, &Config::load(Path::new("golive.toml"), config).unwrap());
    assert_eq!(
        judged.item("v1.0.0", "Browsers").words_today.as_deref(),
        Some("Firefox looked fine, so did Safari")
    );
}

#[test]
fn a_template_that_is_ticked_and_reworded_after_the_tag_keeps_its_ticks() {
    let list = |items: &str| {
        format!("# Release checklist\n\n## Tasks\n\n- [x] Raise the number\n{items}- [x] Notes\n")
    };
    let repo = Repo::new();
    let path = "RELEASE_CHECKLIST.md";
    repo.commit(
        "2026-01-10T11:00:00Z",
        "list",
        &[(path, Some(&list("- [ ] Browsers are looked at by hand\n")))],
    );
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    repo.commit("2026-01-11T11:00:00Z", "tick", &[(path, Some(&list("- [x] Firefox fine\n")))]);
    let judged = judged(&repo);
    assert_eq!(figures(&judged), (3, 2, 3));
    assert!(judged.told("v1.0.0", "Browsers").contains("retro-ticked"));
}

#[test]
fn what_shares_neither_words_nor_place_is_no_pair() {
    let entry = |id: &'static str, text: &'static str| PairedBox { id, text };
    let old =
        [entry("a/one", "Notes written"), entry("a/two", "Load test done"), entry("a/three", "Tests green")];
    let new =
        [entry("a/one", "Notes written"), entry("a/three", "Tests green"), entry("a/four", "Feed announced")];
    assert_eq!(pair_in_place(&old, &new, (&[false; 3], &[true; 3])), [Some(0), Some(2), None]);
    let other = [entry("b/x", "Alpha"), entry("b/y", "Beta"), entry("b/z", "Gamma")];
    assert_eq!(
        pair_in_place(&old, &other, (&[false; 3], &[true; 3])),
        [None, None, None],
        "another list is not the same by its length"
    );
}

#[test]
fn a_pre_release_comes_before_its_release() {
    let order = [
        "v1.0.0-alpha",
        "v1.0.0-alpha.2",
        "v1.0.0-beta",
        "v1.0.0-rc.2",
        "v1.0.0-rc.10",
        "v1.0.0",
        "v1.0.0-post1",
        "v1.0.1rc1",
        "v1.0.1",
        "v1.1.0.dev3",
        "v1.1.0",
        "v1.10.0",
        "v2025.10.14",
        "v2025.10.14a",
        "v2025.10.14b",
    ];
    for pair in order.windows(2) {
        assert!(Version::of(pair[0]) < Version::of(pair[1]), "{pair:?}");
    }
}

#[test]
fn tags_of_one_commit_come_in_the_order_of_their_versions() {
    let repo = Repo::new();
    repo.commit("2026-01-10T11:00:00Z", "one", &[("a", Some("1"))]);
    repo.light_tag("v1.1.0");
    repo.light_tag("v1.1.0-rc10");
    repo.light_tag("v1.1.0-rc2");
    repo.commit("2026-01-11T11:00:00Z", "two", &[("a", Some("2"))]);
    repo.light_tag("v1.2.0");
    repo.tag("v1.2.0-rc1", "2026-01-11T11:05:00Z");
    let judged = judged(&repo);
    let names = judged.dossier.history.snapshots.iter().map(|one| one.name.as_str()).collect::<Vec<_>>();
    assert_eq!(names, ["v1.1.0-rc2", "v1.1.0-rc10", "v1.1.0", "v1.2.0-rc1", "v1.2.0", "candidate"]);
}
