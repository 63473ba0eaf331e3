//! What goes wrong, and what goes right: the tour of the product, one small function a story.
//!
//! Invariant: a story turns knobs of a [`Script`] and does nothing else. It happens in fixed places of a cycle of [`CYCLE`] releases, so
//! a longer sample tells all of them again, and each release has about the same amount of evidence. In a dense sample (see
//! `calendar`) windows of neighbours overlap, and the release before may prove what a story left out.

use super::script::{CiRecord, HandsOn, Probe, Script};

/// After so many releases the stories begin again.
pub const CYCLE: usize = 14;

/// The place in the cycle of the fix that follows the rollback on the same day.
const FIX: usize = 5;

/// Whether a release follows the one before within hours.
pub fn follows_at_once(index: usize) -> bool {
    index % CYCLE == FIX
}

/// Something that a release of the sample tells.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// Its name, a claim.
    pub name: &'static str,
    /// Its places in the cycle, from 0.
    pub slots: &'static [usize],
    /// What golive makes of it, in a few words.
    pub shows: &'static str,
    /// Turns the knobs.
    pub play: fn(&mut Script),
}

macro_rules! stories {
    ($($name:ident in $slots:expr, $shows:literal;)*) => {
        /// All stories, in the order of their places.
        pub const STORIES: &[Story] = &[$(
            Story { name: stringify!($name), slots: &$slots, shows: $shows, play: $name },
        )*];
    };
}

stories! {
    an_item_stays_open in [0], "open";
    a_tick_names_a_missing_path in [0], "unsupported";
    everything_is_proven in [1, 13], "go";
    lighthouse_runs_three_times in [1, 10], "one run of three is judged";
    the_smoke_log_is_empty in [2], "an empty log proves nothing";
    a_proven_item_is_not_ticked in [2], "unticked";
    lighthouse_falls_under_ninety in [3], "failed, disputed";
    a_briefing_forgets_marketing in [3], "unsupported";
    a_box_rests_on_a_picture in [3], "attested";
    a_check_says_ok_over_budget in [3], "failed, whatever it says of itself";
    a_tag_is_no_release in [3], "a skipped tag";
    the_live_budget_breaks_twice in [4], "a trigger fires, and the release is taken back";
    a_lighthouse_run_breaks in [FIX], "a broken run beside a good one";
    a_fix_follows_the_rollback in [FIX], "a second release on one day";
    a_box_is_ticked_late in [6], "retro-ticked";
    a_waiver_has_a_reason in [6], "waived";
    evidence_comes_after_the_tag in [7], "late";
    a_waiver_has_no_reason in [7], "a waiver that proves nothing";
    a_tag_is_lightweight in [7], "a release with a commit's date";
    a_hands_on_check_fails in [8], "failed";
    the_lighthouse_report_is_old in [8], "stale, disputed";
    a_page_is_gone_fast in [8], "failed, however fast";
    evidence_is_edited_later in [9], "edited";
    a_document_has_expired in [9], "failed";
    a_backup_is_empty in [10], "a backup without bytes is none";
    evidence_is_post_dated in [10], "post-dated";
    words_change_under_a_tick in [10], "suspect";
    evidence_names_a_foreign_commit in [11], "foreign";
    the_same_file_serves_twice in [11], "reused";
    one_person_approves_twice in [2], "a step failed";
    a_console_shows_an_error in [8], "failed";
    only_a_link_is_given in [12], "external";
    a_secret_is_not_provisioned in [6], "failed: present in the checklist, requested in the vault";
    a_secret_is_overdue in [8], "failed: rotated once, and not again in time";
    a_flag_is_not_in_the_plan in [10], "failed: turned on in a log, and nowhere planned";
    a_redirect_leads_to_localhost in [9], "failed: one address of three is elsewhere";
    an_endpoint_does_not_answer in [11], "failed: reachable but for a 503";
    a_reviewer_is_not_required in [7], "failed: the environment asks one of two";
    a_cell_of_the_matrix_is_open in [12], "failed, with the line of the cell";
    json_breaks_off in [12], "unreadable";
    a_rollback_without_a_postmortem in [12], "a step of the way back stays open";
    a_log_is_not_utf8 in [12], "a log that is read as far as it goes";
    a_candidate_is_promoted in [13], "the evidence of the candidate counts for the release of its commit";
    a_run_comes_in_parts in [9], "failed: one part of a run of two";
    a_file_is_overwritten in [3], "the run that is no longer in the file counts all the same: newest of two, one out of budget";
    a_team_is_east_of_utc in [4], "a day is one of the zone in which it was recorded";
}

/// The stories of a release.
pub fn of(slot: usize) -> impl Iterator<Item = &'static Story> {
    STORIES.iter().filter(move |story| story.slots.contains(&slot))
}

fn an_item_stays_open(script: &mut Script) {
    script.absent.push("screens");
    script.unticked.push("screens");
}

fn a_tick_names_a_missing_path(script: &mut Script) {
    script.absent.push("notes");
    script.words.push((
        "notes",
        "Release notes read by somebody who did not write them (`artifacts/notes/release-notes-final.md`).",
    ));
}

fn everything_is_proven(script: &mut Script) {
    script.scores = (96, 99);
}

fn lighthouse_runs_three_times(script: &mut Script) {
    script.earlier_runs = vec![(88, false), (98, false)];
}

fn a_lighthouse_run_breaks(script: &mut Script) {
    script.earlier_runs = vec![(0, true)];
}

fn the_smoke_log_is_empty(script: &mut Script) {
    script.smoke_told = false;
}

fn a_proven_item_is_not_ticked(script: &mut Script) {
    script.unticked.push("lighthouse");
}

fn lighthouse_falls_under_ninety(script: &mut Script) {
    script.scores = (78, 97);
}

fn a_briefing_forgets_marketing(script: &mut Script) {
    script.briefing_short = true;
}

fn a_hands_on_check_fails(script: &mut Script) {
    script.hands_on = HandsOn::Failing;
}

fn a_backup_is_empty(script: &mut Script) {
    script.backup_empty = true;
}

fn a_box_rests_on_a_picture(script: &mut Script) {
    script.words.push((
        "screens",
        "Screenshot of the order board on staging (`artifacts/screenshots/**/order-board-*.png`).",
    ));
}

fn a_check_says_ok_over_budget(script: &mut Script) {
    script.staging = (Probe::Slow(412, true), Probe::Good);
}

fn a_tag_is_no_release(script: &mut Script) {
    script.aside = Some(("demo-day", true));
}

fn the_live_budget_breaks_twice(script: &mut Script) {
    script.production = (Probe::Slow(1180, false), Probe::Slow(1315, false));
    script.unticked.extend(["prodsmoke", "dashboards"]);
    script.absent.push("dashboards");
    script.rollback = true;
}

fn a_rollback_without_a_postmortem(script: &mut Script) {
    the_live_budget_breaks_twice(script);
    script.absent.push("postmortem");
}

fn a_fix_follows_the_rollback(script: &mut Script) {
    script.scores = (93, 98);
}

fn a_box_is_ticked_late(script: &mut Script) {
    script.late.extend(["qa", "flags"]);
}

fn a_waiver_has_a_reason(script: &mut Script) {
    script.absent.push("screens");
    script.waived.push(("screens", Some("nothing on the order board changed in this release")));
}

fn evidence_comes_after_the_tag(script: &mut Script) {
    script.backup_late = true;
}

fn a_waiver_has_no_reason(script: &mut Script) {
    script.absent.push("briefing");
    script.waived.push(("briefing", None));
}

fn a_tag_is_lightweight(script: &mut Script) {
    script.lightweight = true;
    script.aside = Some(("nightly", false));
}

fn the_lighthouse_report_is_old(script: &mut Script) {
    script.lighthouse_age = 96;
}

fn a_page_is_gone_fast(script: &mut Script) {
    script.staging = (Probe::Gone, Probe::Unreachable);
}

fn evidence_is_edited_later(script: &mut Script) {
    script.hands_on = HandsOn::EditedLater;
}

fn a_document_has_expired(script: &mut Script) {
    script.rotation_expired = true;
}

fn evidence_is_post_dated(script: &mut Script) {
    script.hands_on = HandsOn::PostDated;
}

fn words_change_under_a_tick(script: &mut Script) {
    script.reworded = Some((
        "drill",
        "Restore drill rehearsed or planned, date < 90 days (`artifacts/drills/**/restore-drill-*.json`).",
    ));
}

fn evidence_names_a_foreign_commit(script: &mut Script) {
    script.ci = CiRecord::Foreign;
}

fn the_same_file_serves_twice(script: &mut Script) {
    script.hands_on = HandsOn::Reused;
}

fn only_a_link_is_given(script: &mut Script) {
    script.absent.push("briefing");
    script.words.push((
        "briefing",
        "Support and marketing know the window and whom to call ([minutes](https://wiki.harbor.example.invalid/minutes)).",
    ));
}

fn json_breaks_off(script: &mut Script) {
    script.ci = CiRecord::CutOff;
}

fn a_log_is_not_utf8(script: &mut Script) {
    script.garbled_log = true;
}

fn a_secret_is_not_provisioned(script: &mut Script) {
    script.faulty.push("secrets");
}

fn a_secret_is_overdue(script: &mut Script) {
    script.faulty.push("rotation");
}

fn a_flag_is_not_in_the_plan(script: &mut Script) {
    script.faulty.push("flags");
}

fn a_redirect_leads_to_localhost(script: &mut Script) {
    script.faulty.push("urls");
}

fn an_endpoint_does_not_answer(script: &mut Script) {
    script.faulty.push("reach");
}

fn a_reviewer_is_not_required(script: &mut Script) {
    script.faulty.push("reviewers");
}

fn a_cell_of_the_matrix_is_open(script: &mut Script) {
    script.faulty.push("matrix");
}

fn a_candidate_is_promoted(script: &mut Script) {
    script.promoted = true;
}

fn a_run_comes_in_parts(script: &mut Script) {
    script.ci = CiRecord::InParts;
}

fn a_file_is_overwritten(script: &mut Script) {
    script.analytics_overwritten = true;
}

fn a_team_is_east_of_utc(script: &mut Script) {
    script.hands_on = HandsOn::EastOfUtc;
}

fn one_person_approves_twice(script: &mut Script) {
    script.approved_alone = true;
}

fn a_console_shows_an_error(script: &mut Script) {
    script.console_error = true;
    script.unticked.push("console");
}
