//! Readiness is what was known at the tag, for ever; the outcome is what followed. What was measured in production speaks of the release
//! that was there.

use crate::pipeline::{Judged, judged, judged_by};
use crate::repo::Repo;
use golive::assess::result::due::Due;
use golive::assess::result::event::Side;
use golive::assess::result::outcome::{OutcomeReason, OutcomeState};
use golive::assess::result::verdict::Verdict;
use golive::config::{Config, Require};
use golive::render::words;

const LIST: &str = "RELEASE_CHECKLIST.md";
const ONE: &str = "v1.0.0";
const TWO: &str = "v2.0.0";

fn list(rest: &str) -> String {
    format!("# Release checklist\n\n## Before\n\n- [x] Footer (`docs/footer.md`)\n\n{rest}\n")
}

/// A release on 10 January 2026 at noon; its checklist has these sections beside one proven item.
fn released(rest: &str) -> Repo {
    let repo = Repo::new();
    let text = list(rest);
    repo.commit(
        "2026-01-10T11:00:00Z",
        "prepare",
        &[(LIST, Some(text.as_str())), ("docs/footer.md", Some("x"))],
    );
    repo.tag(ONE, "2026-01-10T12:00:00Z");
    repo
}

/// The next release, on 12 January at noon.
fn next(repo: &Repo) {
    repo.commit("2026-01-12T11:00:00Z", "next", &[("src/next", Some("2"))]);
    repo.tag(TWO, "2026-01-12T12:00:00Z");
}

fn check(at: &str, target: &str, millis: u32) -> String {
    format!(r#"{{"timestamp":"{at}","target":"{target}","durationMs":{millis},"budgetMs":300,"status":200}}"#)
}

fn put(repo: &Repo, at: &str, path: &str, text: &str) {
    repo.commit(at, "record", &[(path, Some(text))]);
}

fn state(judged: &Judged, tag: &str) -> OutcomeState {
    judged.release(tag).outcome.state
}

/// How many checks stand on each side of a release.
fn sides(judged: &Judged, tag: &str) -> (usize, usize) {
    let count = |wanted| judged.release(tag).measurements.iter().filter(|(_, side)| *side == wanted).count();
    (count(Side::Before), count(Side::After))
}

const PRODUCTION: &str = "https://production.shop.invalid/health";
const STAGING: &str = "https://staging.shop.invalid/health";
const TRIGGER: &str = "## Rollback triggers\n\n- Synthetic check exceeds 300ms twice consecutively.\n";
const AFTER: &str = "## Verification after deploy\n\n- [x] Login checked (`artifacts/login.md`)\n";

#[test]
fn what_follows_never_changes_what_was_known_at_the_tag() {
    let repo = released(&format!("{AFTER}\n{TRIGGER}"));
    let mut config = Config::default();
    config.policy.require = Require::All;
    for minute in ["12:10", "12:20"] {
        let at = format!("2026-01-10T{minute}:00Z");
        put(&repo, &at, &format!("artifacts/{minute}.json"), &check(&at, PRODUCTION, 900));
    }
    let fired = judged_by(&repo, &config);
    let release = fired.release(ONE);
    assert!(release.is_go() && release.notes.is_empty(), "{:?}", release.blockers);
    assert_eq!(release.outcome.state, OutcomeState::TriggerFired);
    assert_eq!(release.outcome.reasons[..2], [OutcomeReason::Fired(0), OutcomeReason::Unproven(1)]);
    let back =
        r#"{"type":"rollback","from":"v1.0.0","status":"success","finished_at":"2026-01-10T12:40:00Z"}"#;
    put(&repo, "2026-01-10T12:45:00Z", "artifacts/rollback.json", back);
    let back = judged_by(&repo, &config);
    let outcome = &back.release(ONE).outcome;
    assert!(back.release(ONE).is_go());
    assert_eq!((outcome.state, outcome.seconds), (OutcomeState::RolledBack, Some(40 * 60)));
    assert_eq!(words::outcome_told(outcome), "rolled back at 2026-01-10T12:40:00Z, 40 min after the tag");
}

#[test]
fn nothing_is_held_that_nothing_shows() {
    let bare = judged(&released(""));
    assert_eq!(bare.release(ONE).outcome.reasons, [OutcomeReason::NothingShown]);
    assert_eq!(state(&bare, ONE), OutcomeState::Unknown);
    let waived = judged(&released("## Verification after deploy\n\n- [-] Login waived: no traffic\n"));
    assert_eq!(state(&waived, ONE), OutcomeState::Unknown, "a waiver shows nothing");
    let staged = released("");
    put(&staged, "2026-01-10T13:00:00Z", "artifacts/a.json", &check("2026-01-10T12:30:00Z", STAGING, 100));
    assert_eq!(state(&judged(&staged), ONE), OutcomeState::Unknown, "staging is not where it was released");
    let untold = released(TRIGGER);
    put(
        &untold,
        "2026-01-10T13:00:00Z",
        "artifacts/a.json",
        &check("2026-01-10T12:30:00Z", "https://shop.invalid/", 100),
    );
    assert_eq!(state(&judged(&untold), ONE), OutcomeState::Unknown, "nothing tells where it was checked");
}

#[test]
fn held_is_shown_by_items_due_after_the_tag_and_by_good_checks_in_production() {
    let items = released(AFTER);
    put(&items, "2026-01-10T12:30:00Z", "artifacts/login.md", "# Login\n\nSomebody looked.\n");
    assert_eq!(state(&judged(&items), ONE), OutcomeState::Unknown, "a tick beside a file shows nothing");
    let login = "# Login check\n\n- Date: 2026-01-10 12:50 UTC\n- Outcome: passed\n";
    put(&items, "2026-01-10T13:00:00Z", "artifacts/login.md", login);
    let items = judged(&items);
    assert_eq!(items.release(ONE).outcome.reasons, [OutcomeReason::ProvenItems(1)]);
    assert_eq!(state(&items, ONE), OutcomeState::Held);
    let checks = released("");
    put(&checks, "2026-01-10T13:00:00Z", "artifacts/a.json", &check("2026-01-10T12:30:00Z", PRODUCTION, 100));
    assert_eq!(judged(&checks).release(ONE).outcome.reasons, [OutcomeReason::GoodChecks(1)]);
    put(&checks, "2026-01-10T14:00:00Z", "artifacts/b.json", &check("2026-01-10T13:30:00Z", PRODUCTION, 900));
    assert_eq!(state(&judged(&checks), ONE), OutcomeState::Unknown, "one broke its budget");
    let bounded = released(TRIGGER);
    for (at, millis) in [("12:30", 100), ("12:40", 900), ("12:50", 100)] {
        let at = format!("2026-01-10T{at}:00Z");
        put(
            &bounded,
            &at,
            &format!("artifacts/{millis}-{}.json", &at[14..16]),
            &check(&at, PRODUCTION, millis),
        );
    }
    assert_eq!(state(&judged(&bounded), ONE), OutcomeState::Held, "the checklist says how much may go wrong");
}

#[test]
fn an_incident_of_unknown_severity_leaves_the_outcome_open() {
    for (severity, expected) in [
        (r#""severity":"SEV-1","#, OutcomeState::Unknown),
        ("", OutcomeState::Unknown),
        (r#""severity":"SEV-4","#, OutcomeState::Held),
    ] {
        let repo = released("");
        put(
            &repo,
            "2026-01-10T13:00:00Z",
            "artifacts/a.json",
            &check("2026-01-10T12:30:00Z", PRODUCTION, 100),
        );
        let incident = format!(r#"{{"type":"incident",{severity}"started_at":"2026-01-10T12:40:00Z"}}"#);
        put(&repo, "2026-01-10T14:00:00Z", "artifacts/incidents/1.json", &incident);
        assert_eq!(state(&judged(&repo), ONE), expected, "{severity}");
    }
}

#[test]
fn what_is_not_due_yet_is_in_no_denominator() {
    let judged = judged(&released(AFTER));
    let (release, candidate) = (judged.release(ONE), judged.release("candidate"));
    let counts = |of: &golive::assess::result::release::ReleaseAssessment| {
        (of.tallies.due.items, of.tallies.due.proven, of.tallies.after.items, of.tallies.after.proven)
    };
    assert_eq!(counts(release), (1, 1, 1, 0));
    assert_eq!(counts(candidate), (1, 1, 0, 0));
    assert_eq!(candidate.items[1].due, Due::NotYet);
    assert_eq!(candidate.outcome.reasons, [OutcomeReason::NotReleased]);
    let back = "## Rollback\n\n- [ ] Everybody told (`artifacts/told.md`)\n";
    let never = crate::pipeline::judged(&released(back));
    assert_eq!(never.release(ONE).tallies.after.items, 0, "nothing was taken back");
}

#[test]
fn a_release_that_was_slow_in_production_shows_it_and_the_good_one_after_it_does_not() {
    let repo = released("- [x] Health under 300ms (`artifacts/health/*.json`)\n");
    let slow = check("2026-01-11T12:00:00Z", PRODUCTION, 900);
    put(&repo, "2026-01-11T13:00:00Z", "artifacts/health/1.json", &slow);
    next(&repo);
    let good = check("2026-01-12T13:00:00Z", PRODUCTION, 100);
    put(&repo, "2026-01-12T14:00:00Z", "artifacts/health/2.json", &good);
    let judged = judged(&repo);
    assert_eq!((sides(&judged, ONE), sides(&judged, TWO)), ((0, 1), (0, 1)));
    assert_eq!((state(&judged, ONE), state(&judged, TWO)), (OutcomeState::Unknown, OutcomeState::Held));
    assert_eq!(judged.release(ONE).slowest().and_then(|of| of.p95), Some(900.0));
    assert_eq!(judged.release(TWO).slowest().and_then(|of| of.p95), Some(100.0));
    assert_ne!(judged.item(TWO, "Health").at_tag.verdict, Verdict::Failed, "it was not there yet");
}

#[test]
fn a_check_in_another_place_speaks_of_the_release_that_comes_next() {
    let repo = released(TRIGGER);
    for minute in ["10", "20"] {
        let at = format!("2026-01-11T12:{minute}:00Z");
        put(&repo, &at, &format!("artifacts/{minute}.json"), &check(&at, STAGING, 900));
    }
    next(&repo);
    let judged = judged(&repo);
    assert_eq!((sides(&judged, ONE), sides(&judged, TWO)), ((0, 0), (2, 0)));
    assert_eq!(state(&judged, ONE), OutcomeState::Unknown);
}

fn deployment(tag: &str, at: &str, status: &str) -> String {
    format!(
        r#"{{"type":"deploy","environment":"production","release":"{tag}","status":"{status}","finished_at":"{at}"}}"#
    )
}

#[test]
fn a_recorded_deployment_goes_before_the_tag() {
    let repo = released(TRIGGER);
    put(
        &repo,
        "2026-01-10T12:40:00Z",
        "artifacts/deploy/1.json",
        &deployment(ONE, "2026-01-10T12:30:00Z", "success"),
    );
    next(&repo);
    // Tagged at noon, and deployed at two: what was slow at one was still the old one.
    for minute in ["10", "20"] {
        let at = format!("2026-01-12T13:{minute}:00Z");
        put(&repo, &at, &format!("artifacts/{minute}.json"), &check(&at, PRODUCTION, 900));
    }
    let pending = judged(&repo);
    assert_eq!((sides(&pending, ONE), sides(&pending, TWO)), ((0, 2), (0, 0)), "it is not deployed yet");
    put(
        &repo,
        "2026-01-12T14:10:00Z",
        "artifacts/deploy/2.json",
        &deployment(TWO, "2026-01-12T14:00:00Z", "success"),
    );
    put(
        &repo,
        "2026-01-12T15:00:00Z",
        "artifacts/good.json",
        &check("2026-01-12T14:30:00Z", PRODUCTION, 100),
    );
    let judged = judged(&repo);
    assert_eq!((sides(&judged, ONE), sides(&judged, TWO)), ((0, 2), (0, 1)));
    assert_eq!((state(&judged, ONE), state(&judged, TWO)), (OutcomeState::TriggerFired, OutcomeState::Held));
}

#[test]
fn a_deployment_that_failed_puts_nothing_into_production() {
    let repo = released("");
    put(
        &repo,
        "2026-01-10T12:40:00Z",
        "artifacts/deploy/1.json",
        &deployment(ONE, "2026-01-10T12:30:00Z", "failed"),
    );
    put(&repo, "2026-01-10T14:00:00Z", "artifacts/a.json", &check("2026-01-10T13:00:00Z", PRODUCTION, 100));
    assert_eq!(state(&judged(&repo), ONE), OutcomeState::Unknown);
}

#[test]
fn what_runs_after_a_rollback_speaks_of_the_release_that_came_back() {
    let repo = released(TRIGGER);
    next(&repo);
    for minute in ["10", "20"] {
        let at = format!("2026-01-12T12:{minute}:00Z");
        put(&repo, &at, &format!("artifacts/{minute}.json"), &check(&at, PRODUCTION, 900));
    }
    let back = r#"{"type":"rollback","from":"v2.0.0","to":"v1.0.0","status":"success","finished_at":"2026-01-12T12:40:00Z"}"#;
    put(&repo, "2026-01-12T12:45:00Z", "artifacts/rollback.json", back);
    put(
        &repo,
        "2026-01-12T13:10:00Z",
        "artifacts/good.json",
        &check("2026-01-12T13:00:00Z", PRODUCTION, 100),
    );
    let judged = judged(&repo);
    assert_eq!((sides(&judged, ONE), sides(&judged, TWO)), ((0, 1), (0, 2)));
    assert_eq!((state(&judged, ONE), state(&judged, TWO)), (OutcomeState::Held, OutcomeState::RolledBack));
}

#[test]
fn items_due_after_the_tag_end_at_the_rollback() {
    let rest = "## Verification after deploy\n\n- [ ] Health under 300ms (`artifacts/health/*.json`)\n";
    let repo = released(rest);
    let back =
        r#"{"type":"rollback","from":"v1.0.0","status":"success","finished_at":"2026-01-10T12:40:00Z"}"#;
    put(&repo, "2026-01-10T12:45:00Z", "artifacts/rollback.json", back);
    let later = check("2026-01-10T13:00:00Z", PRODUCTION, 100);
    put(&repo, "2026-01-10T13:10:00Z", "artifacts/health/1.json", &later);
    let judged = judged(&repo);
    assert_ne!(judged.item(ONE, "Health").today.verdict, Verdict::Verified, "it was not there any more");
}
