//! Claims about rollback triggers, incidents and rollbacks: words, and small repositories with real history.

use crate::pipeline::{Judged, judged, judged_by};
use crate::repo::Repo;
use golive::assess::reading::triggers::TriggerGrammar;
use golive::assess::result::outcome::{OutcomeReason, OutcomeState};
use golive::assess::result::release::{Blocker, ReleaseAssessment};
use golive::assess::result::rollback::{RollbackSign, Trouble};
use golive::assess::result::trigger::{Breach, FiredBy, Firing, TriggerRule};
use golive::config::{Config, FLAGS};
use golive::model::criterion::Op;
use golive::render::words;

fn runs(count: usize, of: usize, label: Option<&str>, bound: Option<f64>) -> TriggerRule {
    TriggerRule::Runs { count, of, label: label.map(ToOwned::to_owned), breach: Breach::Budget(bound) }
}

fn rate(subject: &str, op: Op, bound: f64, seconds: i64) -> TriggerRule {
    TriggerRule::Rate { subject: subject.to_owned(), op, bound, seconds }
}

fn incident(severity: Option<u8>) -> TriggerRule {
    TriggerRule::Incident { severity }
}

#[test]
fn each_trigger_demands_what_its_words_say() {
    let server = TriggerRule::Runs { count: 3, of: 3, label: None, breach: Breach::ServerError };
    let cases = [
        ("Synthetic check exceeds live budget twice consecutively.", runs(2, 2, Some("live"), None)),
        ("Two consecutive smoke failures", runs(2, 2, None, None)),
        ("Live check over 800ms three times in a row", runs(3, 3, Some("live"), Some(800.0))),
        ("3 of the last 5 mock checks fail", runs(3, 5, Some("mock"), None)),
        ("Probe fails two times in succession", runs(2, 2, None, None)),
        ("Consecutive failures of the health check", runs(2, 2, None, None)),
        ("Back-to-back budget breaches of the live check (> 1.2 s)", runs(2, 2, Some("live"), Some(1200.0))),
        ("Any live synthetic check exceeds 2 s", runs(1, 1, Some("live"), Some(2000.0))),
        ("Post-deploy smoke test fails", runs(1, 1, None, None)),
        ("Critical path tiles fail to render or throw 5xx errors.", TriggerRule::ServerError),
        ("The app answers HTTP 500", TriggerRule::ServerError),
        ("Server errors on checkout", TriggerRule::ServerError),
        ("HTTP 503 three times in a row", server),
        ("Elevated webhook failures (>5/min) post-release.", rate("webhook", Op::Above, 5.0, 60)),
        ("webhook failures (> 5/min)", rate("webhook", Op::Above, 5.0, 60)),
        ("More than 10 payment errors per hour", rate("payment", Op::Above, 10.0, 3600)),
        ("At least 3 failed webhooks within 10 minutes", rate("webhook", Op::AtLeast, 3.0, 600)),
        ("20+ 5xx responses per minute", rate("5xx", Op::AtLeast, 20.0, 60)),
        ("**Checkout** errors exceed 30 per 5 min", rate("checkout", Op::Above, 30.0, 300)),
        ("Production incident severity ≥ SEV-2 declared by reliability or manager.", incident(Some(2))),
        ("SEV-2 or worse", incident(Some(2))),
        ("SEV1 incident", incident(Some(1))),
        ("A P1 or P2 is opened", incident(Some(2))),
        ("Severity worse than SEV-3", incident(Some(2))),
        ("Any critical incident", incident(Some(1))),
        ("An incident is declared", incident(None)),
        ("p95 latency over 800ms for 10 minutes", TriggerRule::Unread),
        ("Error rate above 1%", TriggerRule::Unread),
        ("5xx share above 2 percent", TriggerRule::Unread),
        ("Smoke test fails within 30 minutes", TriggerRule::Unread),
        ("The support team is overwhelmed", TriggerRule::Unread),
    ];
    let grammar = TriggerGrammar::new();
    for (words, wanted) in cases {
        assert_eq!(grammar.rule(words, std::iter::empty()), wanted, "{words}");
    }
}

#[test]
fn a_second_condition_that_cannot_be_computed_is_said() {
    let grammar = TriggerGrammar::new();
    let partly = |words| grammar.is_partly(words, &grammar.rule(words, std::iter::empty()));
    assert!(partly("Critical path tiles fail to render (Sales, CX) or throw 5xx errors."));
    assert!(!partly("Production incident severity ≥ SEV-2 declared by reliability or manager."));
    assert!(!partly("5 or more webhook failures per minute"));
    assert!(!partly("SEV-2 or above"));
}

const TAG: &str = "v2026.01.10a";
const NOON: &str = "2026-01-10T12:00:00Z";

fn list(triggers: &str) -> String {
    format!(
        "# Checklist\n\n## Evidence\n\n- [x] Footer (`docs/footer.md`)\n\n## Rollback triggers\n\n{triggers}\n"
    )
}

/// A release on 10 January 2026 at noon with these triggers.
fn released(triggers: &str) -> Repo {
    let repo = Repo::new();
    let text = list(triggers);
    let files = [("RELEASE_CHECKLIST.md", Some(text.as_str())), ("docs/footer.md", Some("x"))];
    repo.commit("2026-01-10T11:00:00Z", "prepare", &files);
    repo.tag(TAG, NOON);
    repo
}

fn after(triggers: &str, files: &[(&str, &str)]) -> Judged {
    let repo = released(triggers);
    let files = files.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-01-10T18:00:00Z", "records", &files);
    judged(&repo)
}

fn told(judged: &Judged) -> String {
    let release = judged.release(TAG);
    words::trigger(&judged.dossier, release, &release.triggers[0])
}

fn firing(judged: &Judged) -> &Firing {
    &judged.release(TAG).triggers[0].firing
}

fn fired_at(judged: &Judged) -> String {
    match firing(judged) {
        Firing::Fired { at, .. } => at.to_string(),
        other => format!("{other:?}: {}", told(judged)),
    }
}

const WEBHOOKS: &str = "- Elevated webhook failures (>5/min) post-release.";

#[test]
fn failures_are_counted_in_a_window_that_slides() {
    let line = |clock: &str| format!("2026-01-10T{clock}Z orders/create delivery failed status=503\n");
    // Three before the full minute and three after it: no minute of the clock has six.
    let log = ["14:00:40", "14:00:50", "14:00:55", "14:01:05", "14:01:10", "14:01:20"].map(line).concat();
    let six = after(WEBHOOKS, &[("artifacts/monitoring/webhook-failures.log", &log)]);
    assert_eq!(fired_at(&six), "2026-01-10T14:01:20Z");
    assert!(
        told(&six)
            .starts_with("6 webhook failures from 2026-01-10T14:00:40Z to 2026-01-10T14:01:20Z: more than 5")
    );
    let spread = ["14:00:00", "14:00:40", "14:00:50", "14:01:00", "14:01:10", "14:01:20"].map(line).concat();
    let five = after(WEBHOOKS, &[("artifacts/monitoring/webhook-failures.log", &spread)]);
    assert_eq!(*firing(&five), Firing::NotFired { over: 6 });
    assert_eq!(told(&five), "Never more than 5 webhook failures within 1 min, in 6 records");
}

#[test]
fn numbers_per_minute_are_read_in_every_format() {
    let rows = "minute,failures\n2026-01-10T14:00:00Z,3\n2026-01-10T14:01:00Z,7\n";
    let json = r#"{"metric":"webhook_failures","window":"1m","samples":[{"at":"2026-01-10T14:00:00Z","count":3},{"at":"2026-01-10T14:01:00Z","count":7}]}"#;
    let lines = "{\"time\":\"2026-01-10T14:00:00Z\",\"failures_per_minute\":3}\n{\"time\":\"2026-01-10T14:01:00Z\",\"failures_per_minute\":7}\n";
    let table = "# Webhook failures\n\n| Minute | Failures |\n|---|---|\n| 2026-01-10 14:00 UTC | 3 |\n| 2026-01-10 14:01 UTC | 7 |\n";
    for (path, text) in [
        ("artifacts/monitoring/webhook-failures.csv", rows),
        ("artifacts/monitoring/shopify.json", json),
        ("artifacts/webhooks/failures.jsonl", lines),
        ("artifacts/monitoring/webhook-failures.md", table),
    ] {
        assert_eq!(fired_at(&after(WEBHOOKS, &[(path, text)])), "2026-01-10T14:01:00Z", "{path}");
    }
}

#[test]
fn what_happened_before_the_tag_or_after_the_next_release_fires_nothing() {
    let row = |day: u8| format!("minute,failures\n2026-01-{day:02}T09:00:00Z,70\n");
    let path = "artifacts/monitoring/webhook-failures.csv";
    assert_eq!(*firing(&after(WEBHOOKS, &[(path, &row(10))])), Firing::Unknown(None));
    let repo = released(WEBHOOKS);
    repo.commit("2026-01-12T11:00:00Z", "next", &[("src/x", Some("x"))]);
    repo.tag("v2026.01.12a", "2026-01-12T12:00:00Z");
    repo.commit("2026-01-13T11:00:00Z", "failures", &[(path, Some(&row(13)))]);
    let judged = judged(&repo);
    assert_eq!(*firing(&judged), Firing::Unknown(None));
    assert!(matches!(judged.release("v2026.01.12a").triggers[0].firing, Firing::Fired { .. }));
}

#[test]
fn deliveries_that_went_well_are_data_and_no_failures() {
    let log =
        "2026-01-10T14:00:00Z orders/create status=200\n2026-01-10T14:05:00Z orders/create status=200\n";
    let judged = after(WEBHOOKS, &[("artifacts/logs/shopify-webhooks.log", log)]);
    assert_eq!(*firing(&judged), Firing::NotFired { over: 2 });
}

#[test]
fn a_server_error_in_a_log_of_failures_fires_as_one_of_a_check_does() {
    let log = "2026-01-10T14:00:00Z GET /app 404\n2026-01-10T14:05:00Z GET /app 503\n";
    let judged = after("- Throws 5xx errors", &[("artifacts/logs/app-errors.log", log)]);
    assert_eq!(fired_at(&judged), "2026-01-10T14:05:00Z");
}

const SEVERE: &str = "- Production incident severity ≥ SEV-2 declared by reliability or manager.";

#[test]
fn an_incident_at_least_as_severe_fires_whatever_its_record_looks_like() {
    let json = r#"{"id":"INC-7","title":"Checkout down","severity":"SEV-1","started_at":"2026-01-10T14:00:00Z","resolved_at":"2026-01-10T15:00:00Z"}"#;
    let yaml = "kind: incident\ntitle: Checkout down\nseverity: sev2\ndeclared_at: 2026-01-10T14:00:00Z\ndeclared_by: Ada\n";
    let front =
        "---\nseverity: P1\nstarted: 2026-01-10T14:00:00Z\n---\n# Incident: checkout down\n\nIt was down.\n";
    let bold = "# Incident: checkout down\n\n- **Severity:** SEV-2\n- **Declared by:** Ada\n- **Started:** 2026-01-10 14:00 UTC\n- **Resolved:** 2026-01-10 15:00 UTC\n";
    let table = "# Incidents\n\n| Date | Severity | Summary |\n|---|---|---|\n| 2026-01-09 10:00 UTC | SEV-1 | before |\n| 2026-01-10 14:00 UTC | SEV-2 | after |\n";
    let clock = "# Postmortem: checkout\n\n**Date:** 2026-01-10\n**Severity:** critical\n**Start:** 14:00 UTC\n**End:** 14:40 UTC\n";
    let log = "# Reliability\n\n## 2026-01-10T14:30Z No SEV-1 incident in the drill\n\n- quiet\n\n## 2026-01-10T14:00Z SEV-2 declared: checkout down\n\n- by Ada\n";
    for (path, text) in [
        ("artifacts/incidents/2026-01-10.json", json),
        ("artifacts/ops/incident.yaml", yaml),
        ("feedback/incidents/checkout.md", front),
        ("artifacts/incidents/checkout.md", bold),
        ("artifacts/incidents.md", table),
        ("artifacts/postmortems/checkout.md", clock),
        ("feedback/reliability.md", log),
    ] {
        let judged = after(SEVERE, &[(path, text)]);
        assert_eq!(fired_at(&judged), "2026-01-10T14:00:00Z", "{path}");
        assert!(told(&judged).contains(path), "{}", told(&judged));
        assert_eq!(judged.release(TAG).outcome.state, OutcomeState::TriggerFired);
        assert!(judged.release(TAG).is_go());
    }
}

#[test]
fn a_lesser_incident_does_not_fire_and_one_without_a_severity_leaves_it_unknown() {
    let of = |severity: &str| {
        format!(
            "---\ntype: incident\n{severity}started: 2026-01-10T14:00:00Z\nstatus: resolved\n---\n# Incident: slow\n"
        )
    };
    let minor = after(SEVERE, &[("artifacts/incidents/slow.md", &of("severity: SEV-3\n"))]);
    assert_eq!(*firing(&minor), Firing::NotFired { over: 1 });
    let untold = after(SEVERE, &[("artifacts/incidents/slow.md", &of(""))]);
    assert_eq!(*firing(&untold), Firing::Unknown(None));
    assert_eq!(told(&untold), "1 incident is recorded after the tag without a severity: a person must tell");
    let none = after(SEVERE, &[("artifacts/x.log", "x")]);
    assert_eq!(*firing(&none), Firing::Unknown(None));
    let outcome = &none.release(TAG).outcome;
    assert_eq!(outcome.state, OutcomeState::Unknown);
    assert_eq!(outcome.reasons, [OutcomeReason::NothingShown, OutcomeReason::UnknownTrigger(0)]);
    assert!(none.release(TAG).is_go());
}

#[test]
fn a_plan_or_a_drill_is_no_incident_and_no_rollback() {
    let plan = "---\ndate: 2026-01-10T14:00:00Z\nseverity: SEV-1\n---\n# Incident response plan\n";
    let drill = r#"{"type":"incident","title":"Tabletop exercise","severity":"SEV-1","started_at":"2026-01-10T14:00:00Z"}"#;
    let rehearsed =
        "---\nfrom: v2026.01.10a\nto: v2026.01.09a\ndate: 2026-01-10T14:00:00Z\n---\n# Rollback drill\n";
    let judged = after(
        SEVERE,
        &[
            ("artifacts/incident-response-plan.md", plan),
            ("artifacts/ops/drill.json", drill),
            ("artifacts/rollback-drill.md", rehearsed),
            (
                "artifacts/rollback-target-1.json",
                r#"{"timestamp":"2026-01-10T14:00:00Z","release":"v2026.01.10a"}"#,
            ),
        ],
    );
    assert_eq!(*firing(&judged), Firing::Unknown(None));
    assert_eq!(judged.release(TAG).rollback, None);
}

#[test]
fn a_postmortem_written_later_belongs_to_the_release_that_it_names() {
    let repo = released(SEVERE);
    repo.commit("2026-01-17T11:00:00Z", "next", &[("src/x", Some("x"))]);
    repo.tag("v2026.01.17a", "2026-01-17T12:00:00Z");
    let text = "---\nrelease: v2026.01.10a\nseverity: SEV-1\ndate: 2026-01-20\n---\n# Postmortem: checkout\n";
    repo.commit("2026-01-20T11:00:00Z", "postmortem", &[("artifacts/postmortem.md", Some(text))]);
    let judged = judged(&repo);
    assert!(matches!(firing(&judged), Firing::Fired { .. }));
    assert_eq!(judged.release("v2026.01.17a").triggers[0].firing, Firing::Unknown(None));
}

#[test]
fn an_edit_takes_no_declared_severity_back() {
    let repo = released(SEVERE);
    let text = |severity: u8| {
        format!(
            r#"{{"type":"incident","id":"INC-7","severity":"SEV-{severity}","started_at":"2026-01-10T14:00:00Z"}}"#
        )
    };
    repo.commit("2026-01-10T15:00:00Z", "declare", &[("artifacts/incidents/7.json", Some(&text(1)))]);
    repo.commit("2026-01-12T15:00:00Z", "soften", &[("artifacts/incidents/7.json", Some(&text(4)))]);
    let judged = judged(&repo);
    assert_eq!(fired_at(&judged), "2026-01-10T14:00:00Z");
    assert_eq!(judged.release(TAG).incidents.len(), 1, "two versions tell of one incident");
}

#[test]
fn the_worst_reason_comes_first_and_after_items_never_block() {
    let repo = Repo::new();
    let list = "# Release checklist\n\n- [ ] Nobody looked.\n- [x] Terms (`docs/none.md`).\n- [x] Smoke (`artifacts/a.json`) under 300ms.\n\n\
        ## Verification after deploy\n\n- [x] Login (`artifacts/login.md`).\n";
    let check = r#"{"timestamp":"2026-01-10T09:00:00Z","target":"https://a.example.invalid/","durationMs":900,"status":200}"#;
    repo.commit(
        "2026-01-10T10:00:00Z",
        "prepare",
        &[("RELEASE_CHECKLIST.md", Some(list)), ("artifacts/a.json", Some(check))],
    );
    repo.tag("v2026.01.10a", "2026-01-10T12:00:00Z");
    let mut config = Config::default();
    config.policy.require = golive::config::Require::All;
    let judged = judged_by(&repo, &config);
    let release = judged.release("v2026.01.10a");
    let reasons =
        release.blockers.iter().map(|one| words::blocker(&judged.dossier, release, one)).collect::<Vec<_>>();
    let verdicts = reasons.iter().map(|told| told.split(": ").nth(1).unwrap().split(" (").next().unwrap());
    assert_eq!(
        verdicts.collect::<Vec<_>>(),
        ["failed at the tag", "unsupported at the tag", "open at the tag"]
    );
}

#[test]
fn the_policy_may_block_flags() {
    let mut config = Config::default();
    let text = list("").replace("(`docs/footer.md`)", "(`docs/footer.md`, https://x.example.invalid/)");
    let external = Repo::new();
    external.commit(
        "2026-01-10T11:00:00Z",
        "prepare",
        &[("RELEASE_CHECKLIST.md", Some(&text)), ("docs/footer.md", Some("x"))],
    );
    external.tag(TAG, NOON);
    config.policy.flags = vec!["external".to_owned()];
    let flagged = judged_by(&external, &config);
    assert_eq!(flagged.release(TAG).blockers, [Blocker::Flagged(0)]);
}

#[test]
fn the_configuration_knows_every_flag() {
    use golive::assess::result::verdict::Flag;
    for flag in [
        Flag::Late,
        Flag::RetroTicked,
        Flag::Edited,
        Flag::PostDated,
        Flag::Unticked,
        Flag::Disputed,
        Flag::Suspect,
        Flag::Foreign,
        Flag::Reused,
        Flag::External,
    ] {
        assert!(FLAGS.contains(&flag.word()), "{}", flag.word());
    }
}

/// Three releases, one a day at noon, each with a change of the source.
fn three() -> Repo {
    let repo = Repo::new();
    let text = list(SEVERE);
    let checklist = [("RELEASE_CHECKLIST.md", Some(text.as_str())), ("docs/footer.md", Some("x"))];
    repo.commit("2026-01-07T10:00:00Z", "prepare", &checklist);
    for day in 8..=10 {
        let code = format!("code of day {day}");
        repo.commit(
            &format!("2026-01-{day:02}T11:00:00Z"),
            &format!("Work {day}"),
            &[("src/app", Some(&code))],
        );
        repo.tag(&format!("v2026.01.{day:02}a"), &format!("2026-01-{day:02}T12:00:00Z"));
    }
    repo
}

fn rolled_back(judged: &Judged) -> Vec<(String, Option<String>)> {
    let name = |at: usize| judged.dossier.history.snapshots[at].name.clone();
    let back = |release: &ReleaseAssessment| {
        release.rollback.as_ref().map(|back| (name(release.snapshot), back.to.map(name)))
    };
    judged.assessment.releases.iter().filter_map(back).collect()
}

fn one(from: &str, to: &str) -> Vec<(String, Option<String>)> {
    vec![(from.to_owned(), Some(to.to_owned()))]
}

#[test]
fn a_deployment_of_an_earlier_release_is_a_rollback() {
    let repo = three();
    let deploy = |tag: &str, env: &str, at: &str| {
        format!(
            r#"{{"type":"deploy","environment":"{env}","release":"{tag}","status":"success","finished_at":"{at}"}}"#
        )
    };
    let first = deploy("v2026.01.10a", "production", "2026-01-10T12:10:00Z");
    let staged = deploy("v2026.01.08a", "staging", "2026-01-10T12:20:00Z");
    let files =
        [("artifacts/deploy/1.json", Some(first.as_str())), ("artifacts/deploy/2.json", Some(&staged))];
    repo.commit("2026-01-10T13:00:00Z", "deploys", &files);
    assert_eq!(rolled_back(&judged(&repo)), [], "going back on staging is no rollback");
    let incident = r#"{"type":"incident","severity":"SEV-3","started_at":"2026-01-10T13:30:00Z"}"#;
    let back = deploy("v2026.01.09a", "production", "2026-01-10T14:10:00Z");
    let files =
        [("artifacts/deploy/3.json", Some(back.as_str())), ("artifacts/incidents/1.json", Some(incident))];
    repo.commit("2026-01-10T15:00:00Z", "back", &files);
    let judged = judged(&repo);
    assert_eq!(rolled_back(&judged), one("v2026.01.10a", "v2026.01.09a"));
    let release = judged.release("v2026.01.10a");
    let recovery = release.recovery.unwrap();
    assert_eq!((recovery.from, recovery.seconds), (Trouble::Incident(0), 40 * 60));
    assert_eq!(release.outcome.state, OutcomeState::RolledBack);
    assert_eq!(
        (release.outcome.at, release.outcome.seconds),
        (release.rollback.as_ref().map(|back| back.at), Some(130 * 60))
    );
    let told = words::rollback(&judged.dossier, release, release.rollback.as_ref().unwrap());
    assert_eq!(
        told,
        "v2026.01.10a was rolled back to v2026.01.09a: an earlier release was deployed, as recorded in artifacts/deploy/3.json"
    );
}

#[test]
fn a_record_of_a_rollback_names_both_releases_in_any_shape() {
    let json = r#"{"type":"rollback","from":"v2026.01.10a","to":"v2026.01.09a","at":"2026-01-10T14:00:00Z","reason":"5xx","by":"Ada"}"#;
    let bold = "# Rollback of v2026.01.10a\n\n- **From tag:** `v2026.01.10a`\n- **To tag:** `v2026.01.09a`\n- **When:** 2026-01-10 14:00 UTC\n- **Why:** 5xx\n";
    let yaml = "rolled_back_to: 2026.01.09a\ntimestamp: 2026-01-10T14:00:00Z\n";
    for (path, text) in [
        ("artifacts/ops/rb.json", json),
        ("feedback/rollback.md", bold),
        ("artifacts/deploy/rollback-2026-01-10.yaml", yaml),
    ] {
        let repo = three();
        repo.commit("2026-01-10T15:00:00Z", "back", &[(path, Some(text))]);
        let judged = judged(&repo);
        assert_eq!(rolled_back(&judged), one("v2026.01.10a", "v2026.01.09a"), "{path}");
        assert_eq!(judged.release("v2026.01.10a").recovery.unwrap().seconds, 2 * 3600, "from the tag");
    }
}

#[test]
fn a_tag_with_the_files_of_an_older_release_is_a_rollback_and_one_of_the_same_commit_is_not() {
    let repo = three();
    repo.tag("v2026.01.10b", "2026-01-10T13:00:00Z");
    assert_eq!(rolled_back(&judged(&repo)), [], "the same commit under a second name");
    repo.commit("2026-01-10T14:00:00Z", "as before", &[("src/app", Some("code of day 9"))]);
    repo.tag("v2026.01.10c", "2026-01-10T15:00:00Z");
    assert_eq!(rolled_back(&judged(&repo)), one("v2026.01.10b", "v2026.01.09a"));
}

#[test]
fn a_tag_on_an_older_commit_is_a_rollback_unless_it_is_made_up_later_for_an_old_version() {
    let repo = three();
    let old = repo.commit("2026-01-11T10:00:00Z", "a", &[("src/app", Some("a"))]);
    repo.commit("2026-01-11T11:00:00Z", "b", &[("src/app", Some("b"))]);
    repo.tag("v2026.01.11a", "2026-01-11T12:00:00Z");
    let who = git2::Signature::new("Ada", "ada@example.invalid", &git2::Time::new(1_768_200_000, 0)).unwrap();
    let commit = repo.git().find_object(old, None).unwrap();
    repo.git().tag("v2026.01.09b", &commit, &who, "made up later", false).unwrap();
    assert_eq!(rolled_back(&judged(&repo)), []);
    repo.git().tag_delete("v2026.01.09b").unwrap();
    repo.git().tag("v2026.01.12a", &commit, &who, "go back", false).unwrap();
    assert_eq!(rolled_back(&judged(&repo)), [("v2026.01.11a".to_owned(), None)]);
}

#[test]
fn a_release_most_of_whose_commits_are_reverted_was_rolled_back() {
    let repo = three();
    let first = repo.commit("2026-01-11T09:00:00Z", "One", &[("src/one", Some("1"))]);
    repo.commit("2026-01-11T10:00:00Z", "Two", &[("src/two", Some("2"))]);
    repo.commit("2026-01-11T10:30:00Z", "Log", &[("artifacts/x.log", Some("x"))]);
    repo.tag("v2026.01.11a", "2026-01-11T12:00:00Z");
    let body = format!("Revert \"One\"\n\nThis reverts commit {first}.\n");
    let revert = repo.commit("2026-01-11T13:00:00Z", &body, &[("src/one", None)]);
    assert_eq!(rolled_back(&judged(&repo)), [], "half of it is not most of it");
    // A forge quotes the summary and gives no id.
    repo.commit(
        "2026-01-11T14:00:00Z",
        "Revert \"Two\" (#13)\n\nReverts acme/shop#12\n",
        &[("src/two", None)],
    );
    let judged_now = judged(&repo);
    assert_eq!(rolled_back(&judged_now), one("v2026.01.11a", "v2026.01.10a"));
    let back = judged_now.release("v2026.01.11a").rollback.clone().unwrap();
    assert!(matches!(back.sign, RollbackSign::Reverts { reverted: 2, of: 2, .. }));
    assert_eq!(back.at.to_string(), "2026-01-11T14:00:00Z");
    let again = format!("Revert \"Revert \"One\"\"\n\nThis reverts commit {revert}.\n");
    repo.commit("2026-01-11T15:00:00Z", &again, &[("src/one", Some("1"))]);
    assert_eq!(rolled_back(&judged(&repo)), [], "it was given back");
}

#[test]
fn what_is_reverted_before_its_tag_was_never_released() {
    let repo = three();
    let first = repo.commit("2026-01-11T09:00:00Z", "One", &[("src/one", Some("1"))]);
    let body = format!("Revert \"One\"\n\nThis reverts commit {first}.\n");
    repo.commit("2026-01-11T10:00:00Z", &body, &[("src/one", None)]);
    repo.commit("2026-01-11T11:00:00Z", "Two", &[("src/two", Some("2"))]);
    repo.tag("v2026.01.11a", "2026-01-11T12:00:00Z");
    assert_eq!(rolled_back(&judged(&repo)), []);
}

#[test]
fn delivery_metrics_have_their_n_and_none_under_the_least() {
    let repo = three();
    let few = judged(&repo).assessment.delivery;
    assert_eq!((few.per_week.value, few.per_week.n), (Some(7.0), 3));
    assert_eq!((few.lead_seconds.value, few.lead_seconds.n), (None, 4));
    assert_eq!((few.failed.value, few.failed.n), (None, 0));
    for day in 11..=15 {
        let severity = if day == 15 { 4 } else { 1 };
        let text = format!(
            r#"{{"type":"incident","severity":"SEV-{severity}","started_at":"2026-01-{day}T13:00:00Z","resolved_at":"2026-01-{day}T13:{day}:00Z"}}"#
        );
        repo.commit(&format!("2026-01-{day}T11:00:00Z"), "work", &[("src/app", Some(&text))]);
        repo.tag(&format!("v2026.01.{day}a"), &format!("2026-01-{day}T12:00:00Z"));
        let path = format!("artifacts/incidents/{day}.json");
        repo.commit(&format!("2026-01-{day}T14:00:00Z"), "incident", &[(&path, Some(&text))]);
    }
    let judged = judged(&repo);
    let all = &judged.assessment.delivery;
    assert_eq!((all.failed.value, all.failed.n), (Some(4), 5));
    assert_eq!((all.restore_seconds.value, all.restore_seconds.n), (Some(13 * 60), 5));
    assert_eq!(all.lead_seconds.value, Some(3600));
    let told = words::delivery(all);
    assert_eq!(told[2].value, "80 % (4 of 5)");
    assert!(told.iter().all(|one| one.basis.starts_with("over ") && !one.definition.is_empty()));
    let early = words::delivery(&few);
    assert_eq!(early[1].basis, "too few: 4 commits, at least 5 are needed");
    assert_eq!(judged.assessment.recent.per_week.n, 0, "judged in December, nothing is recent");
}

#[test]
fn the_same_check_told_for_two_minutes_is_not_added_up() {
    let csv = "minute,failures\n2026-01-10T14:00:00Z,4\n2026-01-10T14:01:00Z,4\n";
    let judged_now = after(WEBHOOKS, &[("artifacts/monitoring/webhook-failures.csv", csv)]);
    assert_eq!(*firing(&judged_now), Firing::NotFired { over: 2 });
    // Of an hour with more than sixty times the bound some minute had more than the bound.
    let csv = "hour,failures\n2026-01-10T14:00:00Z,301\n";
    let judged_now = after(WEBHOOKS, &[("artifacts/monitoring/webhook-failures.csv", csv)]);
    assert!(
        matches!(firing(&judged_now), Firing::Fired { by, .. } if matches!(by.as_slice(), [FiredBy::Measurement(_)]))
    );
}
