//! Claims about what golive makes of its own sample: each story is judged as it is told.

use crate::pipeline::{Judged, judged_at};
use golive::assess::result::judgement::ItemJudgement;
use golive::config::Config;
use golive::demo::{self, Plan, Written};
use golive::model::checklist::Phase;
use golive::progress::Silent;

fn tour() -> (Written, Judged) {
    let dir = tempfile::tempdir().unwrap();
    let written = demo::write(dir.path(), &Plan::default(), &Silent).unwrap();
    let judged = judged_at(dir.path(), &Config::default());
    (written, judged)
}

/// The releases that tell a story.
fn tellers<'w>(written: &'w Written, story: &str) -> Vec<&'w str> {
    let told = written.told.iter().filter(|told| told.story == story);
    told.map(|told| told.release.as_str()).collect()
}

/// The item of a release whose id holds these words.
fn item<'j>(judged: &'j Judged, release: &str, words: &str) -> &'j ItemJudgement {
    judged.release(release).items.iter().find(|item| item.id.contains(words)).unwrap()
}

#[test]
fn each_story_of_the_sample_is_judged_as_it_is_told() {
    let (written, judged) = tour();
    for (story, word) in [
        ("an_item_stays_open", "open"),
        ("a_tick_names_a_missing_path", "unsupported"),
        ("a_proven_item_is_not_ticked", "unticked"),
        ("lighthouse_falls_under_ninety", "disputed"),
        ("a_box_rests_on_a_picture", "attested"),
        ("a_check_says_ok_over_budget", "failed"),
        ("a_box_is_ticked_late", "retro-ticked"),
        ("a_waiver_has_a_reason", "waived"),
        ("a_waiver_has_no_reason", "open"),
        ("evidence_comes_after_the_tag", "late"),
        ("the_lighthouse_report_is_old", "stale"),
        ("a_page_is_gone_fast", "failed"),
        ("evidence_is_edited_later", "edited"),
        ("a_document_has_expired", "failed"),
        ("evidence_is_post_dated", "post-dated"),
        ("words_change_under_a_tick", "suspect"),
        ("evidence_names_a_foreign_commit", "foreign"),
        ("the_same_file_serves_twice", "reused"),
        ("only_a_link_is_given", "external"),
        ("a_secret_is_not_provisioned", "failed"),
        ("a_secret_is_overdue", "failed"),
        ("a_flag_is_not_in_the_plan", "failed"),
        ("a_redirect_leads_to_localhost", "failed"),
        ("an_endpoint_does_not_answer", "failed"),
        ("a_reviewer_is_not_required", "failed"),
        ("a_cell_of_the_matrix_is_open", "failed"),
        ("a_console_shows_an_error", "failed"),
        ("json_breaks_off", "unsupported"),
    ] {
        for release in tellers(&written, story) {
            let told = judged.release(release).items.iter().map(|item| {
                let flags = item.flags.iter().map(|flag| flag.word()).collect::<Vec<_>>().join(" ");
                format!("{} {} {flags}", item.today.verdict.word(), item.at_tag.verdict.word())
            });
            let told = told.collect::<Vec<_>>();
            let says = |one: &String| one.split(' ').any(|its| its == word);
            assert!(told.iter().any(says), "{story} in {release}: {told:?}");
        }
    }
}

#[test]
fn of_the_sample_only_the_release_whose_budget_broke_was_rolled_back() {
    let (written, judged) = tour();
    let names = &judged.dossier.history.snapshots;
    let back = judged.assessment.releases.iter().filter(|release| release.rollback.is_some());
    let back = back.map(|release| names[release.snapshot].name.as_str()).collect::<Vec<_>>();
    let mut told = tellers(&written, "the_live_budget_breaks_twice");
    told.extend(tellers(&written, "a_rollback_without_a_postmortem"));
    told.sort_unstable();
    assert_eq!(back, told);
}

#[test]
fn a_release_of_the_sample_is_go_where_everything_is_proven() {
    let (written, judged) = tour();
    for release in tellers(&written, "everything_is_proven") {
        assert!(judged.release(release).is_go(), "{release}: {:?}", judged.release(release).blockers);
    }
}

#[test]
fn the_steps_of_the_sample_and_all_that_follows_its_tags_are_shown_by_evidence() {
    let (written, judged) = tour();
    let calls = |release: &str, phase: Phase| {
        let steps = judged.release(release).steps.iter().filter(|step| step.phase == phase);
        steps.map(|step| step.call.word()).collect::<Vec<_>>()
    };
    for release in tellers(&written, "everything_is_proven") {
        assert_eq!(calls(release, Phase::Execution), ["verified"; 4], "{release}");
        assert_eq!(calls(release, Phase::Rollback), ["not-needed"; 4], "{release}");
        for item in judged.release(release).items.iter().filter(|item| item.phase == Phase::After) {
            assert_eq!(item.today.verdict.word(), "verified", "{release}: {}", item.id);
        }
    }
    for release in tellers(&written, "the_live_budget_breaks_twice") {
        assert_eq!(calls(release, Phase::Rollback), ["verified"; 4], "{release}");
    }
    for release in tellers(&written, "a_rollback_without_a_postmortem") {
        assert_eq!(calls(release, Phase::Rollback)[3], "open", "{release}");
    }
    for release in tellers(&written, "one_person_approves_twice") {
        assert_eq!(calls(release, Phase::Execution)[1], "failed", "{release}");
    }
}

#[test]
fn a_run_of_the_sample_is_as_good_as_its_worst_part() {
    let (written, judged) = tour();
    for release in tellers(&written, "a_run_comes_in_parts") {
        let item = item(&judged, release, "newest-ci-run");
        assert_eq!(item.at_tag.verdict.word(), "failed", "{release}");
    }
}

#[test]
fn a_run_of_the_sample_counts_when_another_has_taken_its_file() {
    let (written, judged) = tour();
    for release in tellers(&written, "a_file_is_overwritten") {
        let item = item(&judged, release, "analytics-endpoint");
        let counts = item.today.criteria.iter().filter_map(|judged| judged.observed.as_ref()?.runs());
        let counts = counts.map(|runs| (runs.runs, runs.over)).collect::<Vec<_>>();
        assert!(counts.contains(&(2, 1)), "{release}: {counts:?}");
    }
}

#[test]
fn a_day_of_the_sample_is_one_of_the_zone_in_which_it_was_recorded() {
    let (written, judged) = tour();
    for release in tellers(&written, "a_team_is_east_of_utc") {
        let item = item(&judged, release, "manual-qa");
        assert_eq!(item.at_tag.verdict.word(), "verified", "{release}");
        assert!(item.flags.is_empty(), "{release}: {:?}", item.flags);
    }
}

#[test]
fn a_candidate_of_the_sample_is_no_release_and_takes_no_evidence_from_the_one_that_it_became() {
    let (written, judged) = tour();
    for release in tellers(&written, "a_candidate_is_promoted") {
        assert!(judged.release(release).is_go(), "{release}: {:?}", judged.release(release).blockers);
        let flagged = judged.release(release).items.iter().filter(|item| !item.flags.is_empty());
        let flagged = flagged.map(|item| (&item.id, &item.flags)).collect::<Vec<_>>();
        assert!(flagged.is_empty(), "{release}: {flagged:?}");
    }
}

#[test]
fn a_promoted_candidate_of_the_sample_is_not_the_release_before_itself() {
    let (written, judged) = tour();
    let snapshots = &judged.dossier.history.snapshots;
    for release in tellers(&written, "a_candidate_is_promoted") {
        let own = judged.release(release);
        let before = own.previous.map(|before| &snapshots[before]).unwrap();
        assert_ne!(before.commit, snapshots[own.snapshot].commit, "{release} {}", before.name);
        assert!(own.previous.is_some_and(|before| before < own.snapshot), "{release} {}", before.name);
    }
}
