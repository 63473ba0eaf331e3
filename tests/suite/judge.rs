//! Claims about verdicts and flags: small repositories with real history, each with a known truth.

use crate::pipeline::{judged, judged_by};
use crate::repo::Repo;
use golive::assess::result::outcome::OutcomeState;
use golive::assess::result::reason::Reason;
use golive::assess::result::release::Blocker;
use golive::assess::result::trigger::Firing;
use golive::config::{Config, Require};

const LIST: &str = "RELEASE_CHECKLIST.md";

/// A checklist with one before-item.
pub fn list(item: &str) -> String {
    format!("# Release checklist\n\n## Evidence\n\n{item}\n")
}

pub fn smoke(at: &str, ms: f64, status: u16, mock: u8) -> String {
    let target = format!("https://app.example.invalid/?mock={mock}");
    format!(
        r#"{{"timestamp":"{at}","target":"{target}","budgetMs":800,"durationMs":{ms},"status":{status},"ok":true,"error":null}}"#
    )
}

fn lighthouse(at: &str, score: f64, tti: f64) -> String {
    format!(
        r#"{{"lighthouseVersion":"12.8.2","fetchTime":"{at}","requestedUrl":"https://x.example.invalid/","finalUrl":"https://x.example.invalid/",
        "configSettings":{{"formFactor":"mobile"}},"categories":{{"performance":{{"id":"performance","title":"P","score":{score},"auditRefs":[{{"id":"interactive","weight":10}}]}}}},
        "audits":{{"interactive":{{"id":"interactive","title":"TTI","score":0.9,"scoreDisplayMode":"numeric","numericValue":{tti},"numericUnit":"millisecond"}}}}}}"#
    )
}

/// One release on 10 January 2026 at noon, with these files one hour before.
pub fn one_release(files: &[(&str, &str)]) -> Repo {
    let repo = Repo::new();
    let files = files.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-01-10T11:00:00Z", "prepare", &files);
    repo.tag("v2026.01.10a", "2026-01-10T12:00:00Z");
    repo
}

fn verdict_of(item: &str, files: &[(&str, &str)]) -> String {
    let list = list(item);
    let mut all = vec![(LIST, list.as_str())];
    all.extend(files);
    let judged = judged(&one_release(&all));
    judged.told("v2026.01.10a", "")
}

const SMOKE: &str = "artifacts/smoke.json";

#[test]
fn a_budget_that_holds_is_verified_and_an_empty_box_beside_it_is_said() {
    let good = smoke("2026-01-10T10:00:00Z", 210.5, 200, 1);
    let item = "- [ ] Smoke log (`artifacts/*.json`) under budget (<300ms mock)";
    assert_eq!(verdict_of(item, &[(SMOKE, &good)]), "verified/verified unticked");
}

#[test]
fn a_self_report_over_budget_is_failed() {
    let slow = smoke("2026-01-10T10:00:00Z", 412.0, 200, 1);
    let item = "- [x] Smoke log (`artifacts/*.json`) under budget (<300ms mock)";
    assert_eq!(verdict_of(item, &[(SMOKE, &slow)]), "failed/failed disputed");
}

#[test]
fn a_fast_answer_that_is_no_success_is_failed() {
    let gone = smoke("2026-01-10T10:00:00Z", 41.0, 410, 1);
    let item = "- [ ] Smoke log (`artifacts/*.json`) under budget (<300ms mock)";
    assert_eq!(verdict_of(item, &[(SMOKE, &gone)]), "failed/failed");
}

#[test]
fn the_most_recent_run_decides_for_each_label() {
    let item = "- [ ] Smoke log (`artifacts/*.json`) under budget (<300ms mock / <800ms live)";
    let good = smoke("2026-01-10T10:00:00Z", 200.0, 200, 1);
    let live = smoke("2026-01-10T10:01:00Z", 640.0, 200, 0);
    let newer = smoke("2026-01-10T10:30:00Z", 310.0, 200, 1);
    let files = [("artifacts/a.json", good.as_str()), ("artifacts/b.json", &live)];
    assert_eq!(verdict_of(item, &files), "verified/verified unticked");
    let files = [files[0], files[1], ("artifacts/c.json", newer.as_str())];
    assert_eq!(verdict_of(item, &files), "failed/failed");
}

#[test]
fn a_label_without_a_run_leaves_the_item_unproven() {
    let good = smoke("2026-01-10T10:00:00Z", 200.0, 200, 1);
    let item = "Smoke log (`artifacts/*.json`) under budget (<300ms mock / <800ms live)";
    assert_eq!(verdict_of(&format!("- [ ] {item}"), &[(SMOKE, &good)]), "open/open");
    assert_eq!(verdict_of(&format!("- [x] {item}"), &[(SMOKE, &good)]), "unsupported/unsupported");
}

#[test]
fn lighthouse_budgets_are_judged_on_scores_and_times() {
    let item = "- [x] Lighthouse meets budgets (Performance ≥ 90, TTI ≤ 5s)";
    let path = "artifacts/lh.json";
    assert_eq!(
        verdict_of(item, &[(path, &lighthouse("2026-01-10T08:00:00Z", 0.93, 4100.0))]),
        "verified/verified"
    );
    assert_eq!(
        verdict_of(item, &[(path, &lighthouse("2026-01-10T08:00:00Z", 0.84, 4100.0))]),
        "failed/failed disputed"
    );
    assert_eq!(
        verdict_of(item, &[(path, &lighthouse("2026-01-10T08:00:00Z", 0.93, 5100.0))]),
        "failed/failed disputed"
    );
    assert_eq!(verdict_of(item, &[]), "unsupported/unsupported");
}

#[test]
fn evidence_outside_the_window_is_stale() {
    let item = "- [x] Lighthouse (Performance ≥ 90), run within last 24h";
    let old = lighthouse("2026-01-07T08:00:00Z", 0.97, 2000.0);
    assert_eq!(verdict_of(item, &[("artifacts/lh.json", &old)]), "stale/stale disputed");
}

#[test]
fn a_run_that_claims_a_later_time_than_the_tag_does_not_count_at_the_tag() {
    let item = "- [ ] Lighthouse (Performance ≥ 90)";
    let future = lighthouse("2026-01-11T08:00:00Z", 0.97, 2000.0);
    assert_eq!(verdict_of(item, &[("artifacts/lh.json", &future)]), "open/open");
}

#[test]
fn a_ticked_item_whose_file_stands_is_attested_and_a_missing_file_supports_nothing() {
    let item = "- [x] Terms are linked (`docs/legal/footer.md`)";
    assert_eq!(verdict_of(item, &[("docs/legal/footer.md", "# Footer")]), "attested/attested");
    assert_eq!(verdict_of(item, &[]), "unsupported/unsupported");
    assert_eq!(
        verdict_of("- [ ] Terms are linked (`docs/legal/footer.md`)", &[("docs/legal/footer.md", "x")]),
        "open/open"
    );
}

#[test]
fn nothing_is_proven_by_a_box_alone() {
    assert_eq!(verdict_of("- [x] All good", &[]), "unsupported/unsupported");
    assert_eq!(verdict_of("- [ ] All good", &[]), "open/open");
}

#[test]
fn a_procedure_is_not_proof() {
    let item = "- [x] Backup rehearsed (`docs/runbooks/backup.md`)";
    assert_eq!(
        verdict_of(item, &[("docs/runbooks/backup.md", "# How to back up")]),
        "unsupported/unsupported"
    );
}

#[test]
fn an_empty_file_proves_nothing() {
    let item = "- [x] Minutes kept (`artifacts/minutes.log`)";
    assert_eq!(verdict_of(item, &[("artifacts/minutes.log", "")]), "unsupported/unsupported");
    assert_eq!(verdict_of(item, &[("artifacts/minutes.log", "done by Ada")]), "attested/attested");
}

#[test]
fn a_link_that_only_a_person_can_open_is_said_and_proves_nothing() {
    let item = "- [x] Signed off in [the tracker](https://tracker.example.invalid/1)";
    assert_eq!(verdict_of(item, &[]), "unsupported/unsupported external");
}

#[test]
fn an_expired_document_fails_its_item() {
    let item = "- [x] Plan reviewed (`docs/plan.md`)";
    let plan = |day: &str| format!("---\nowner: x\nexpires: {day}\n---\n# Plan\n");
    assert_eq!(verdict_of(item, &[("docs/plan.md", &plan("2026-01-09"))]), "failed/failed disputed");
    assert_eq!(
        verdict_of(item, &[("docs/plan.md", &plan("2026-01-10"))]),
        "attested/attested",
        "good through its day"
    );
}

#[test]
fn an_item_of_which_the_end_is_not_read_is_never_proven() {
    let record = r#"{"kind": "backup", "status": "success", "finished_at": "2026-01-10T08:00:00Z"}"#;
    let files = [("artifacts/backup.json", record)];
    assert_eq!(verdict_of("- [x] Backup taken", &files), "verified/verified");
    let long = format!("- [x] Backup taken {}and it was NOT taken", "of the ".repeat(600));
    assert_eq!(verdict_of(&long, &files), "unsupported/unsupported");
    let list = list(&long);
    let mut all = vec![(LIST, list.as_str())];
    all.extend(files);
    let judged = judged(&one_release(&all));
    let problems = &judged.release("v2026.01.10a").problems;
    let told = problems.iter().map(ToString::to_string).find(|one| one.contains("item-truncated")).unwrap();
    assert!(told.starts_with("RELEASE_CHECKLIST.md:5: note: only the first 4000 bytes"), "{told}");
}

#[test]
fn a_waiver_needs_a_reason() {
    assert_eq!(verdict_of("- [-] Load test. waived: no traffic change", &[]), "waived/waived");
    assert_eq!(verdict_of("- [-] Load test", &[]), "open/open");
}

#[test]
fn evidence_after_the_tag_proves_today_and_never_at_the_tag() {
    let item = "- [ ] Smoke log (`artifacts/*.json`) under budget (<300ms mock)";
    let repo = one_release(&[(LIST, &list(item))]);
    let late = smoke("2026-01-10T10:00:00Z", 200.0, 200, 1);
    repo.commit("2026-01-12T10:00:00Z", "bring it in", &[(SMOKE, Some(&late))]);
    assert_eq!(judged(&repo).told("v2026.01.10a", "Smoke"), "verified/open late unticked");
}

#[test]
fn an_edit_after_the_release_never_improves_its_verdict() {
    let item = "- [x] Lighthouse (Performance ≥ 90)";
    let bad = lighthouse("2026-01-10T08:00:00Z", 0.84, 100.0);
    let repo = one_release(&[(LIST, &list(item)), ("artifacts/lh.json", &bad)]);
    let better = lighthouse("2026-01-10T08:00:00Z", 0.96, 100.0);
    repo.commit("2026-01-12T10:00:00Z", "improve it", &[("artifacts/lh.json", Some(&better))]);
    assert_eq!(judged(&repo).told("v2026.01.10a", "Lighthouse"), "failed/failed edited disputed");
}

#[test]
fn a_removed_and_readded_file_does_not_come_in_late() {
    let item = "- [ ] Smoke log (`artifacts/*.json`) under budget (<300ms mock)";
    let bad = smoke("2026-01-10T10:00:00Z", 500.0, 200, 1);
    let repo = one_release(&[(LIST, &list(item)), (SMOKE, &bad)]);
    let good = smoke("2026-01-10T10:05:00Z", 100.0, 200, 1);
    repo.commit("2026-01-12T10:00:00Z", "remove", &[(SMOKE, None)]);
    repo.commit("2026-01-12T10:01:00Z", "again", &[(SMOKE, Some(&good))]);
    assert!(judged(&repo).told("v2026.01.10a", "Smoke").starts_with("failed/failed"));
}

#[test]
fn a_tick_after_the_tag_is_retro_for_a_before_item_and_honest_for_an_after_item() {
    let list = |before: &str, after: &str| {
        format!(
            "# Release checklist\n\n## Evidence\n\n- [{before}] Footer (`docs/footer.md`)\n\n## After release\n\n- [{after}] Login checked (`artifacts/login.md`)\n"
        )
    };
    let repo = one_release(&[(LIST, &list(" ", " ")), ("docs/footer.md", "x")]);
    repo.commit_by(
        "Bob",
        "2026-01-10T13:00:00Z",
        "tick",
        &[(LIST, Some(&list("x", "x"))), ("artifacts/login.md", Some("2026-01-10T12:30:00Z checked"))],
    );
    let judged = judged(&repo);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/open retro-ticked");
    assert_eq!(judged.told("v2026.01.10a", "Login"), "attested/open");
    let tick = judged.item("v2026.01.10a", "Footer").ticked_by.unwrap();
    assert!(tick.after_tag);
    assert_eq!(judged.dossier.history.commits[tick.commit].author.name, "Bob");
}

#[test]
fn a_tick_made_to_prepare_the_next_release_is_not_retro() {
    let list = |a: &str, b: &str| {
        list(&format!("- [{a}] Footer (`docs/footer.md`)\n- [{b}] Header (`docs/header.md`)"))
    };
    let repo = one_release(&[(LIST, &list("x", " ")), ("docs/footer.md", "x"), ("docs/header.md", "x")]);
    repo.commit("2026-02-01T10:00:00Z", "prepare the next", &[(LIST, Some(&list(" ", "x")))]);
    repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
    let judged = judged(&repo);
    assert_eq!(judged.told("v2026.01.10a", "Header"), "open/open");
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/attested");
    assert_eq!(judged.told("v2026.02.01a", "Header"), "attested/attested");
}

#[test]
fn words_that_change_under_a_tick_are_suspect_until_the_box_is_reopened() {
    let repo = one_release(&[
        (LIST, &list("- [x] Footer links the terms (`docs/footer.md`)")),
        ("docs/footer.md", "x"),
    ]);
    let reworded = list("- [x] Footer links the terms and the imprint (`docs/footer.md`)");
    repo.commit("2026-02-01T10:00:00Z", "reword", &[(LIST, Some(&reworded))]);
    repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
    repo.commit("2026-03-01T10:00:00Z", "reopen", &[(LIST, Some(&reworded.replace("[x]", "[ ]")))]);
    repo.commit("2026-03-01T10:05:00Z", "tick again", &[(LIST, Some(&reworded))]);
    repo.tag("v2026.03.01a", "2026-03-01T11:00:00Z");
    let judged = judged(&repo);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/attested");
    assert_eq!(judged.told("v2026.02.01a", "Footer"), "attested/attested suspect");
    assert_eq!(judged.told("v2026.03.01a", "Footer"), "attested/attested");
}

#[test]
fn evidence_that_names_another_commit_is_foreign() {
    let item = "- [x] Run kept (`artifacts/run.json`)";
    let foreign = format!(r#"{{"headSha":"{}","conclusion":"success"}}"#, "deadbeef".repeat(5));
    assert_eq!(verdict_of(item, &[("artifacts/run.json", &foreign)]), "attested/attested foreign");
    let repo = one_release(&[(LIST, &list(item))]);
    let head = repo.git().head().unwrap().target().unwrap();
    let own = format!(r#"{{"headSha":"{head}","conclusion":"success"}}"#);
    repo.commit("2026-02-01T10:00:00Z", "run", &[("artifacts/run.json", Some(&own))]);
    repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
    assert_eq!(judged(&repo).told("v2026.02.01a", "Run"), "attested/attested");
}

#[test]
fn the_same_evidence_for_two_releases_is_reused_unless_its_window_allows_it() {
    let text = |item: &str| list(&format!("- [x] {item} (`artifacts/restore-drill.json`)"));
    for (item, want) in [
        ("Handbook printed", "attested/attested reused"),
        ("Restore drill done, < 90 days", "verified/verified"),
    ] {
        let repo = one_release(&[
            (LIST, &text(item)),
            (
                "artifacts/restore-drill.json",
                r#"{"kind":"restore drill","date":"2026-01-10T09:00:00Z","status":"passed"}"#,
            ),
        ]);
        repo.commit("2026-02-01T10:00:00Z", "next", &[("src/x", Some("x"))]);
        repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
        let judged = judged(&repo);
        assert_eq!(judged.told("v2026.02.01a", ""), want);
        assert!(!judged.told("v2026.01.10a", "").contains("reused"));
    }
}

#[test]
fn a_claimed_time_after_the_recorded_time_is_post_dated() {
    let item = "- [x] Minutes kept (`artifacts/minutes-2026-01-10T11-30-00Z.log`)";
    let told = verdict_of(item, &[("artifacts/minutes-2026-01-10T11-30-00Z.log", "done")]);
    assert_eq!(told, "attested/attested post-dated");
}

#[test]
fn two_breaches_in_a_row_fire_the_trigger_and_leave_readiness_as_it_was() {
    let rollback = "\n## Rollback\n\nRoll back if:\n\n- Synthetic check exceeds live budget twice consecutively.\n- SEV-2 declared.\n";
    let list = format!("{}{rollback}", list("- [x] Footer (`docs/footer.md`), live checks under 800ms live"));
    let before = smoke("2026-01-10T10:00:00Z", 500.0, 200, 0);
    let repo = one_release(&[(LIST, &list), ("docs/footer.md", "x"), ("artifacts/0.json", &before)]);
    let first = smoke("2026-01-10T12:10:00Z", 912.0, 200, 0);
    repo.commit("2026-01-10T12:11:00Z", "check", &[("artifacts/1.json", Some(&first))]);
    let once = judged(&repo);
    assert_eq!(once.release("v2026.01.10a").triggers[0].firing, Firing::NotFired { over: 1 });
    let second = smoke("2026-01-10T12:20:00Z", 955.5, 200, 0);
    repo.commit("2026-01-10T12:21:00Z", "check", &[("artifacts/2.json", Some(&second))]);
    let twice = judged(&repo);
    let release = twice.release("v2026.01.10a");
    assert!(
        matches!(&release.triggers[0].firing, Firing::Fired { at, by } if by.len() == 2 && at.to_string() == "2026-01-10T12:20:00Z")
    );
    assert_eq!(release.triggers[1].firing, Firing::Unknown(None), "no data is never fine");
    assert_eq!(
        release.blockers,
        once.release("v2026.01.10a").blockers,
        "what was known at the tag is that for ever"
    );
    assert_eq!(release.outcome.state, OutcomeState::TriggerFired);
}

#[test]
fn readiness_is_judged_at_the_tag() {
    let item = "- [ ] Smoke log (`artifacts/*.json`) under budget (<300ms mock)";
    let repo = one_release(&[(LIST, &list(item))]);
    repo.commit(
        "2026-01-12T10:00:00Z",
        "late",
        &[(SMOKE, Some(&smoke("2026-01-10T10:00:00Z", 200.0, 200, 1)))],
    );
    let judged = judged(&repo);
    let release = judged.release("v2026.01.10a");
    assert_eq!(release.blockers, [Blocker::Unproven(0)]);
    assert_eq!((release.tallies.due.proven, release.tallies.due_today.proven), (0, 1));
    assert!(judged.release("candidate").is_go(), "for the next release it stands in time");
}

#[test]
fn without_a_checklist_there_is_no_go() {
    let judged = judged(&one_release(&[("artifacts/x.log", "x")]));
    assert_eq!(judged.release("v2026.01.10a").blockers, [Blocker::NoChecklist]);
}

#[test]
fn configuration_replaces_what_the_words_say() {
    let repo = one_release(&[
        (LIST, &list("- [ ] The page is quick")),
        ("artifacts/lh.json", &lighthouse("2026-01-08T08:00:00Z", 0.93, 4100.0)),
    ]);
    let config = |within: &str| {
        let text = format!(
            "[[item]]\nmatch = \"page is QUICK\"\nbudget = [\"lighthouse.performance >= 90\"]\n{within}"
        );
        Config::load(std::path::Path::new("golive.toml"), &text).unwrap()
    };
    assert_eq!(judged_by(&repo, &config("")).told("v2026.01.10a", "quick"), "verified/verified unticked");
    let mut config = config("within = \"24h\"");
    assert_eq!(judged_by(&repo, &config).told("v2026.01.10a", "quick"), "stale/stale");
    config.policy.require = Require::Ids(Vec::new());
    assert!(judged_by(&repo, &config).release("v2026.01.10a").is_go(), "nothing is required");
}

#[test]
fn an_item_says_why_it_is_not_proven() {
    let repo = one_release(&[(LIST, &list("- [x] Plan (`docs/plan.md`)"))]);
    let judged = judged(&repo);
    let reason = &judged.item("v2026.01.10a", "Plan").today.reason;
    assert_eq!(*reason, Reason::Missing { reference: "docs/plan.md".into() });
}

const COPY: &str = "artifacts/deploy/production/2026-01-10.md";

#[test]
fn a_filled_copy_of_the_release_speaks_before_the_template() {
    let copy = list("- [x] Footer (`docs/footer.md`)\n- [ ] Header (`docs/header.md`)");
    let repo = one_release(&[
        (LIST, &list("- [ ] Footer (`docs/footer.md`)")),
        (COPY, &copy),
        ("docs/footer.md", "x"),
    ]);
    let judged = judged(&repo);
    assert_eq!(judged.told("v2026.01.10a", "Footer"), "attested/attested");
    assert_eq!(judged.release("v2026.01.10a").items.len(), 2);
    assert_eq!(judged.told("candidate", "Footer"), "open/open", "the copy speaks for its release only");
}

#[test]
fn a_copy_filled_after_the_tag_is_known_today_and_was_not_at_the_tag() {
    let repo = one_release(&[(LIST, &list("- [ ] Footer (`docs/footer.md`)")), ("docs/footer.md", "x")]);
    repo.commit("2026-01-11T10:00:00Z", "archive", &[(COPY, Some(&list("- [x] Footer (`docs/footer.md`)")))]);
    assert_eq!(judged(&repo).told("v2026.01.10a", "Footer"), "attested/open retro-ticked");
}

#[test]
fn a_copy_without_a_template_still_speaks_and_was_silent_at_the_tag() {
    let repo = one_release(&[("docs/footer.md", "x")]);
    repo.commit(
        "2026-01-11T10:00:00Z",
        "archive",
        &[(COPY, Some(&list("- [x] Footer (`artifacts/f.log`)"))), ("artifacts/f.log", Some("f"))],
    );
    let judged = judged(&repo);
    let item = judged.item("v2026.01.10a", "Footer");
    assert!(!item.at_tag.ticked() && item.today.ticked());
}

#[test]
fn a_copy_belongs_to_the_release_that_it_names() {
    let template = list("- [ ] Footer (`docs/footer.md`)");
    let filled = |front: &str| format!("{front}{}", list("- [x] Footer (`docs/footer.md`)"));
    let by_front = filled("---\nrelease: v2026.02.01a\n---\n");
    for (path, text, first, second) in [
        ("artifacts/deploy/production/first.md", by_front.as_str(), "open", "attested"),
        ("artifacts/deploy/production/v2026.01.10a.md", &filled(""), "attested", "open"),
        ("artifacts/deploy/production/2026.02.01a-checklist.md", &filled(""), "open", "attested"),
        ("artifacts/deploy/production/2026-02-01.md", &filled(""), "open", "attested"),
        ("artifacts/deploy/production/2026-03-01.md", &filled(""), "open", "open"),
    ] {
        let repo = one_release(&[(LIST, &template), ("docs/footer.md", "x"), (path, text)]);
        repo.commit("2026-02-01T10:00:00Z", "next", &[("src/x", Some("x"))]);
        repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
        let judged = judged(&repo);
        let of = |name: &str| judged.item(name, "Footer").today.verdict.word();
        assert_eq!((of("v2026.01.10a"), of("v2026.02.01a")), (first, second), "{path}");
    }
}

#[test]
fn an_item_without_evidence_of_its_own_rests_on_the_items_nested_in_it() {
    let told = |parent: &str, inner: &str| {
        let item = format!(
            "- [{parent}] Reports kept\n  - [x] Mobile (`docs/a.md`)\n  - [{inner}] Desktop (`docs/b.md`)"
        );
        let list = list(&item);
        judged(&one_release(&[(LIST, &list), ("docs/a.md", "x"), ("docs/b.md", "x")]))
            .told("v2026.01.10a", "Reports")
    };
    assert_eq!(told("x", "x"), "attested/attested");
    assert_eq!(told("x", " "), "unsupported/unsupported");
    assert_eq!(told(" ", "x"), "open/open");
    let own = "- [x] Reports kept (`docs/a.md`)\n  - [ ] Desktop";
    assert_eq!(verdict_of(own, &[("docs/a.md", "x")]), "attested/attested", "its own words go before");
}
