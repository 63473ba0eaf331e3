//! Sentences: every closed enum, with the numbers of its values.

use crate::sample::{LOG, REPORT, Sample, budget, latency, observed, sample, standing, time};
use golive::assess::result::event::EventKind;
use golive::assess::result::judgement::{JudgedCriterion, Judgement, Outcome, RunResult, Shown, Terms};
use golive::assess::result::reason::Reason;
use golive::assess::result::release::Blocker;
use golive::assess::result::trigger::{Firing, TriggerRule};
use golive::assess::result::verdict::{Flag, Verdict};
use golive::model::checklist::{Mark, Phase};
use golive::model::criterion::{Criterion, Op};
use golive::model::measurement::{Metric, Unit};
use golive::render::{format, words};

fn said(sample: &Sample, standing: &Judgement) -> String {
    let Some(release) = sample.assessment.releases.get(1) else { return String::new() };
    let item = release.items.first();
    item.map(|item| words::reason(&sample.dossier, release, item, standing)).unwrap_or_default()
}

fn judged(
    criterion: Criterion,
    outcome: Outcome,
    value: Option<f64>,
    status: Option<u16>,
) -> JudgedCriterion {
    JudgedCriterion { criterion, outcome, observed: observed(value, status, 2) }
}

fn live(outcome: Outcome, value: Option<f64>, status: Option<u16>) -> JudgedCriterion {
    judged(budget(Metric::LATENCY, Op::Below, 800.0, Unit::Millis, Some("live")), outcome, value, status)
}

fn broken(judged: JudgedCriterion) -> Judgement {
    standing(Mark::Ticked, Verdict::Failed, Reason::Broken { criterion: 0 }, vec![judged])
}

#[test]
fn a_broken_budget_is_told_with_value_bound_place_and_time_and_first() {
    let sample = sample();
    let item = &sample.assessment.releases[1].items[0];
    assert_eq!(
        said(&sample, &item.today),
        "Lighthouse performance 84 is below 90 (artifacts/lh/report-2.json, 2026-02-01T07:00:00Z); \
         time to interactive 4.1 s is at most 5 s"
    );
    let mut second = (*item.today).clone();
    second.criteria.reverse();
    second.reason = Reason::Broken { criterion: 1 };
    assert!(said(&sample, &second).starts_with("Lighthouse performance 84 is below 90"));
}

#[test]
fn a_fast_answer_that_is_no_success_is_told_as_a_failed_run() {
    let sample = sample();
    let origin = " (artifacts/smoke log.txt, 2026-02-01T07:00:00Z)";
    for (value, status, text) in [
        (Some(229.0), Some(410), "live: HTTP 410 in 229 ms, so the run did not succeed; budget < 800 ms"),
        (None, None, "live: no answer, so the run did not succeed; budget < 800 ms"),
        (Some(229.0), None, "live: no answer in 229 ms, so the run did not succeed; budget < 800 ms"),
        (Some(912.0), Some(200), "live: 912 ms is over 800 ms"),
        (Some(800.0), Some(200), "live: 800 ms is not under 800 ms"),
        (Some(800.04), Some(200), "live: 800.04 ms is over 800 ms"),
    ] {
        assert_eq!(said(&sample, &broken(live(Outcome::Fails, value, status))), format!("{text}{origin}"));
    }
    let mut error = live(Outcome::Fails, None, None);
    result(&mut error).error = Some("fetch failed".to_owned());
    assert!(said(&sample, &broken(error)).starts_with("live: fetch failed, so the run did not succeed"));
}

#[test]
fn several_runs_are_counted() {
    let sample = sample();
    let mut one = live(Outcome::Holds, Some(241.02), Some(200));
    let run = result(&mut one);
    (run.runs, run.failed) = (5, 2);
    let all = standing(Mark::Ticked, Verdict::Verified, Reason::AllHold, vec![one]);
    assert_eq!(
        said(&sample, &all),
        "live: 241 ms is under 800 ms (artifacts/smoke log.txt, 2026-02-01T07:00:00Z; newest of 5 runs, 2 failed)"
    );
}

#[test]
fn windows_tell_the_distance_to_the_tag() {
    let sample = sample();
    let window = |outcome| judged(Criterion::Within { seconds: 7200 }, outcome, None, None);
    let stale = standing(
        Mark::Ticked,
        Verdict::Stale,
        Reason::Outside { criterion: 0 },
        vec![window(Outcome::Stale)],
    );
    assert!(said(&sample, &stale).starts_with("evidence is from 3 h before the tag, not within 2 h ("));
    let unknown = JudgedCriterion { observed: None, ..window(Outcome::Unknown) };
    let open = standing(Mark::Open, Verdict::Open, Reason::Unmeasured { criterion: 0 }, vec![unknown]);
    assert_eq!(
        said(&sample, &open),
        "Not ticked, and it names no record that could be evidence within 2 h before the tag"
    );
}

#[test]
fn every_reason_has_a_sentence_of_its_own() {
    let sample = sample();
    let text =
        |reason: Reason| said(&sample, &standing(Mark::Ticked, Verdict::Unsupported, reason, Vec::new()));
    let all = [
        text(Reason::Resolves),
        text(Reason::NotTicked),
        text(Reason::Waived { reason: "no data".to_owned() }),
        text(Reason::WaivedWithoutReason),
        text(Reason::NothingNamed),
        text(Reason::Missing { reference: "docs/a.md".to_owned() }),
        text(Reason::OnlyProcedure { reference: "docs/a.md".to_owned() }),
        text(Reason::OnlyExternal { url: "https://x.invalid/".to_owned() }),
        text(Reason::Empty { evidence: 2 }),
        text(Reason::Unreadable { evidence: 2 }),
        text(Reason::Contradicted { evidence: 2 }),
        text(Reason::NotYet),
        text(Reason::NotAfterTag { reference: "docs/a.md".to_owned() }),
    ];
    assert_eq!(all[2], "Waived: no data");
    assert_eq!(all[5], "Ticked, but docs/a.md is not in the tree of v2");
    assert_eq!(all[8], "Ticked, but artifacts/smoke log.txt is empty");
    assert_eq!(all[10], "artifacts/smoke log.txt records a failure by its own numbers");
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
    assert!(all.iter().all(|text| !text.is_empty()));
}

#[test]
fn the_reading_lists_what_the_words_demand_and_what_was_not_read() {
    let sample = sample();
    let mut item = sample.assessment.releases[1].items[0].clone();
    std::sync::Arc::make_mut(&mut item.today).criteria.push(judged(
        Criterion::Within { seconds: 86_400 },
        Outcome::Holds,
        None,
        None,
    ));
    let budgets = "Lighthouse performance ≥ 90; time to interactive ≤ 5 s";
    assert_eq!(words::reading(&item), format!("read as: {budgets}; evidence within 24 h before the tag"));
    item.phase = Phase::After;
    item.terms.is_configured = true;
    let configured = "read as (in part by configuration)";
    assert_eq!(words::reading(&item), format!("{configured}: {budgets}; evidence within 24 h after the tag"));
    std::sync::Arc::make_mut(&mut item.today).criteria.clear();
    item.terms = Terms { unread: vec!["≥ 80 %".to_owned(), "< 2 GB".to_owned()], ..Terms::default() };
    assert_eq!(words::reading(&item), "no computable criterion found; not read: ≥ 80 % and < 2 GB");
    item.terms.unread.clear();
    assert_eq!(words::reading(&item), "no computable criterion found");
}

#[test]
fn what_is_not_proven_tells_what_would_prove_it() {
    let sample = sample();
    let release = &sample.assessment.releases[1];
    let prove: Vec<Option<String>> = release
        .items
        .iter()
        .map(|item| words::would_prove(&sample.dossier, release, item, &item.today))
        .collect();
    assert_eq!(
        prove[0].as_deref(),
        Some("A later run or version from before the tag that shows Lighthouse performance ≥ 90")
    );
    assert_eq!((&prove[1], &prove[2]), (&None, &None));
    assert_eq!(prove[3].as_deref(), Some("docs/plan.md, committed before the tag"));
    assert!(prove[4].as_deref().is_some_and(|text| text.starts_with("A file made by doing it")));
}

#[test]
fn a_judgement_can_be_reproduced_with_git() {
    let sample = sample();
    let release = &sample.assessment.releases[1];
    let how = |at: usize| {
        let item = &release.items[at];
        words::reproduce(&sample.dossier, release, item, &item.today)
    };
    let commit = "02".repeat(20);
    assert_eq!(how(0), format!("git show {commit}:{REPORT}"));
    assert_eq!(how(1), format!("git show '{commit}:{LOG}'"));
    assert_eq!(how(3), format!("git ls-tree -r --name-only {commit} -- docs/plan.md"));
    assert_eq!(how(4), format!("git show {commit}:docs/go-live-checklist.md | sed -n 9p"));
}

#[test]
fn hostile_names_cannot_leave_their_quotes() {
    assert_eq!(words::shell("a'; rm -rf ~ #"), r"'a'\''; rm -rf ~ #'");
    assert_eq!(words::shell(""), "''");
    let mut sample = sample();
    let reason = Reason::Missing { reference: "$(id)\n*.log".to_owned() };
    let missing = standing(Mark::Ticked, Verdict::Unsupported, reason, Vec::new());
    let how = |sample: &Sample, standing: &Judgement| {
        let release = &sample.assessment.releases[1];
        words::reproduce(&sample.dossier, release, &release.items[0], standing)
    };
    assert!(how(&sample, &missing).ends_with(" -- ':(glob)**/$(id)?*.log'"));
    sample.dossier.evidence[2].path = "a\u{1b}[31m.log".into();
    let shown = how(&sample, &broken(live(Outcome::Fails, None, None)));
    assert_eq!(shown, format!("git cat-file -p {}", "b2".repeat(20)));
}

#[test]
fn a_fired_trigger_names_its_values() {
    let mut sample = sample();
    let said = |sample: &Sample| {
        let release = &sample.assessment.releases[1];
        words::trigger(&sample.dossier, release, &release.triggers[0])
    };
    assert_eq!(
        said(&sample),
        "912 ms and 955.5 ms, both over 800 ms, in a row (2026-02-01T08:30:00Z and 2026-02-01T09:00:00Z)"
    );
    sample.dossier.measured[2] = latency("live", "2026-02-01T09:00:00Z", Some(229.0), Some(410));
    assert!(said(&sample).starts_with("912 ms and HTTP 410 in 229 ms, both without success or over 800 ms"));
    let trigger = &mut sample.assessment.releases[1].triggers[0];
    trigger.firing = Firing::NotFired { over: 12 };
    assert_eq!(said(&sample), "Not in 12 checks of live: never 2 in a row over 800 ms or without success");
    sample.assessment.releases[1].triggers[0].firing = Firing::Unknown(None);
    assert_eq!(said(&sample), "No checks of live to compute it on");
    sample.assessment.releases[1].triggers[0].rule = TriggerRule::Unread;
    assert!(said(&sample).ends_with("a person must tell"));
}

#[test]
fn blockers_carry_item_verdict_and_reason() {
    let sample = sample();
    let release = &sample.assessment.releases[1];
    let text: Vec<String> =
        release.blockers.iter().map(|one| words::blocker(&sample.dossier, release, one)).collect();
    assert_eq!(
        text[1],
        "Plan reviewed (docs/plan.md): unsupported at the tag (Ticked, but docs/plan.md is not in the tree of v2)"
    );
    assert!(text[0].contains("failed at the tag (Lighthouse performance 84 is below 90"));
    assert_eq!(
        words::blocker(&sample.dossier, release, &Blocker::NoChecklist),
        "No checklist speaks for this release"
    );
}

#[test]
fn the_timeline_speaks() {
    let sample = sample();
    let release = &sample.assessment.releases[1];
    let said = |kind| words::event(&sample.dossier, release, &kind);
    assert_eq!(said(EventKind::Tagged), "v2 tagged");
    assert_eq!(said(EventKind::NextTagged(2)), "candidate tagged");
    assert_eq!(said(EventKind::Evidence(1)), "Evidence recorded: artifacts/lh/report-2.json (lighthouse)");
    assert_eq!(
        said(EventKind::EvidenceBatch(1, 12)),
        format!("12 files of evidence recorded by Ada in commit {}", "02".repeat(20))
    );
    assert_eq!(said(EventKind::Ticked(3)), "Ticked by Ada: Plan reviewed (docs/plan.md).");
    assert_eq!(said(EventKind::Check(0)), "mock check: 241 ms, budget 300 ms");
    assert_eq!(said(EventKind::Check(3)), "live check: HTTP 410 in 229 ms, budget 800 ms");
    assert_eq!(
        said(EventKind::CheckBatch("live".to_owned(), 10, 2, time("2026-02-01T09:00:00Z"))),
        "10 live checks until 2026-02-01T09:00:00Z, 2 failed or over budget"
    );
}

#[test]
fn indices_that_lead_nowhere_say_less_and_never_panic() {
    let sample = sample();
    let mut release = sample.assessment.releases[1].clone();
    release.snapshot = 99;
    release.in_force = None;
    for reason in [
        Reason::Empty { evidence: 99 },
        Reason::Contradicted { evidence: 99 },
        Reason::Broken { criterion: 99 },
        Reason::Unmeasured { criterion: 99 },
    ] {
        let odd = standing(Mark::Open, Verdict::Open, reason, vec![live(Outcome::Unknown, None, None)]);
        let _ = words::reason(&sample.dossier, &release, &release.items[0], &odd);
        let _ = words::would_prove(&sample.dossier, &release, &release.items[0], &odd);
        assert!(words::reproduce(&sample.dossier, &release, &release.items[0], &odd).starts_with("git "));
    }
    assert_eq!(words::blocker(&sample.dossier, &release, &Blocker::Unproven(99)), "");
}

#[test]
fn flags_and_verdicts_are_explained() {
    assert_eq!(words::flag(Flag::Late), ("late", "its evidence was first committed after the tag"));
    let all: std::collections::BTreeSet<_> = Verdict::ALL.into_iter().map(words::verdict).collect();
    assert_eq!(all.len(), 7);
}

#[test]
fn numbers_are_printed_for_readers() {
    assert_eq!(format::millis(241.02), "241 ms");
    assert_eq!(format::millis(955.5), "955.5 ms");
    assert_eq!(format::millis(4100.0), "4.1 s");
    assert_eq!(format::millis(f64::NAN), "no number");
    assert_eq!(format::quantity(0.05, Unit::Plain), "0.05");
    assert_eq!(format::beside(5040.0, 5000.0, Unit::Millis), "5.04 s");
    assert_eq!(format::beside(5000.0, 5000.0, Unit::Millis), "5 s");
    assert_ne!(format::beside(299.999_999_9, 300.0, Unit::Millis), "300 ms");
    assert_eq!(format::plain(241.02), "241.02");
    assert_eq!(format::plain(-0.0), "0");
    assert_eq!(format::bytes(1), "1 byte");
    assert_eq!(format::bytes(1536), "1.5 KiB");
    assert_eq!(format::integer(1_234_567), "1,234,567");
    assert_eq!(format::count(1, "check", "checks"), "1 check");
    assert_eq!(format::percent(5, 7), "71 %");
    assert_eq!(format::percent(0, 0), "–");
    for (seconds, text) in [
        (45, "45 s"),
        (300, "5 min"),
        (3600, "1 h"),
        (5400, "1 h 30 min"),
        (86_400, "24 h"),
        (172_800, "48 h"),
        (2_592_000, "30 days"),
        (-200_000, "2 days 7 h"),
    ] {
        assert_eq!(format::duration(seconds), text);
    }
}

/// What runs showed of a criterion.
fn result(judged: &mut JudgedCriterion) -> &mut RunResult {
    match judged.observed.as_mut().map(|observed| &mut observed.shown) {
        Some(Shown::Runs(result)) => result,
        other => panic!("no runs: {other:?}"),
    }
}
