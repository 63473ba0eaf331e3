//! A small history made by hand: two releases and the candidate, with a checklist, a Lighthouse report and a smoke log.

use golive::assess::history::identities::Identities;
use golive::assess::result::assessment::Assessment;
use golive::assess::result::due::Due;
use golive::assess::result::event::Side;
use golive::assess::result::event::{Event, EventKind};
use golive::assess::result::judgement::{
    ItemJudgement, JudgedCriterion, Judgement, Observation, Outcome, RunResult, Shown, Terms, Tick,
};
use golive::assess::result::outcome::{OutcomeReason, OutcomeState, ReleaseOutcome};
use golive::assess::result::reason::Reason;
use golive::assess::result::release::{Blocker, EvidenceUse, ReleaseAssessment};
use golive::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use golive::assess::result::step::{StepCall, StepJudgement};
use golive::assess::result::tally::Tallies;
use golive::assess::result::trigger::{Breach, FiredBy, Firing, TriggerJudgement, TriggerRule};
use golive::assess::result::verdict::{Flag, Verdict};
use golive::config::Look;
use golive::model::checklist::{Checklist, Item, Mark, Phase, Section, Step, Trigger};
use golive::model::commit::{Commit, Person};
use golive::model::criterion::{Criterion, Op, Statistic};
use golive::model::dossier::{Dossier, Measured};
use golive::model::evidence::{Evidence, Facts, Kind, State};
use golive::model::history::{Change, History, Span, Track};
use golive::model::id::Oid;
use golive::model::measurement::{Measurement, Metric, Unit};
use golive::model::problem::{Place, Problem};
use golive::model::release::{Snapshot, Tag, TagKind};
use golive::model::signature::{SignatureKind, SignatureStatus, TagSignature};
use golive::render::export::Source;
use golive::render::urls::{Routes, Target};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The path of the sample's checklist.
pub(crate) const CHECKLIST: &str = "docs/go-live-checklist.md";
/// The path of the sample's Lighthouse report.
pub(crate) const REPORT: &str = "artifacts/lh/report-2.json";
/// The path of the sample's smoke log.
pub(crate) const LOG: &str = "artifacts/smoke log.txt";

/// An object id of one repeated byte.
pub(crate) fn oid(byte: u8) -> Oid {
    Oid([byte; 20])
}

/// A moment from its RFC 3339 words.
pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap_or_default()
}

/// Dossier, assessment and look.
pub(crate) struct Sample {
    pub(crate) dossier: Dossier,
    pub(crate) assessment: Assessment,
    pub(crate) look: Look,
}

impl Sample {
    /// Every page that exports link to, planned.
    pub(crate) fn routes(&self) -> Routes {
        let mut routes = Routes::new(&self.dossier);
        let releases = (0..self.dossier.history.snapshots.len()).map(Target::Release);
        let pages = [Target::Index, Target::Matrix, Target::NotFound, Target::Version(1)];
        for target in pages.into_iter().chain(releases) {
            routes.plan(target);
        }
        routes
    }

    /// What a closure makes of the sample as the source of exports.
    pub(crate) fn export<T>(&self, draw: impl FnOnce(&Source<'_>) -> T) -> T {
        let routes = self.routes();
        draw(&Source {
            dossier: &self.dossier,
            assessment: &self.assessment,
            look: &self.look,
            routes: &routes,
        })
    }
}

fn commit(n: u8, at: &str, snapshot: usize) -> Commit {
    let person = Arc::new(Person { name: "Ada".to_owned(), email: "ada@example.invalid".to_owned() });
    Commit {
        id: oid(n),
        parents: if n == 1 { Vec::new() } else { vec![oid(n - 1)] },
        author: person.clone(),
        authored: time(at),
        committer: person,
        committed: time(at),
        zone: 0,
        summary: format!("Commit {n}"),
        snapshot,
    }
}

fn snapshots() -> Vec<Snapshot> {
    let tagger = Arc::new(Person { name: "Grace".to_owned(), email: "grace@example.invalid".to_owned() });
    let signature = TagSignature {
        kind: SignatureKind::Ssh,
        status: SignatureStatus::Unverified,
        today: SignatureStatus::Unverified,
        signer: None,
        key: None,
    };
    let tag = |kind, oid, tagger, signature| {
        Some(Tag { kind, oid, tagger, message: String::new(), zone: 0, signature })
    };
    vec![
        Snapshot {
            name: "v1".to_owned(),
            commit: oid(1),
            time: time("2026-01-31T10:00:00Z"),
            tag: tag(TagKind::Annotated, oid(0xa1), Some(tagger), Some(signature)),
        },
        Snapshot {
            name: "v2".to_owned(),
            commit: oid(2),
            time: time("2026-02-01T10:00:00Z"),
            tag: tag(TagKind::Lightweight, oid(2), None, None),
        },
        Snapshot {
            name: "candidate".to_owned(),
            commit: oid(3),
            time: time("2026-02-03T12:00:00Z"),
            tag: None,
        },
    ]
}

fn version(path: &str, n: u8, kind: Kind, state: State, recorded: &str) -> Evidence {
    let mut facts = Facts::of(kind, state, 243);
    facts.sha256 = "ab".repeat(32);
    Evidence { path: path.into(), blob: oid(n), facts, recorded_by: 1, recorded: time(recorded) }
}

fn track(blob: u8, snapshots: std::ops::Range<usize>) -> Track {
    let change = Change { commit: 1, blob: Some(oid(blob)), was: None };
    Track { spans: vec![Span { blob: oid(blob), snapshots }], changes: vec![change] }
}

/// A latency check.
pub(crate) fn latency(label: &str, at: &str, value: Option<f64>, status: Option<u16>) -> Measured {
    let measurement = Measurement {
        target: format!("https://app.example.invalid/?{label}").into(),
        label: label.into(),
        time: Some(time(at)),
        value,
        budget: Some(if label == "mock" { 300.0 } else { 800.0 }),
        status,
        said_ok: Some(true),
        line: 1,
        ..Measurement::of(Metric::latency(), Unit::Millis)
    };
    let (tellers, series) = (vec![2], measurement.target.clone());
    Measured {
        measurement: measurement.into(),
        tellers,
        series,
        commit: None,
        time: time(at),
        recorded: time(at),
    }
}

fn checklist() -> Checklist {
    let item = |id: &str, text: &str, mark: Mark, line: u32| Item {
        id: format!("evidence/{id}"),
        text: text.to_owned(),
        mark,
        line,
        references: Vec::new(),
        pin: None,
        under: None,
        phase: None,
    };
    let section = |title: &str, phase: Phase| Section {
        title: title.to_owned(),
        slug: "evidence".to_owned(),
        phase,
        line: 3,
        items: Vec::new(),
        steps: Vec::new(),
        triggers: Vec::new(),
    };
    let mut evidence = section("1. Evidence", Phase::Before);
    evidence.items = vec![
        item("lighthouse", "Lighthouse meets budgets (Performance ≥ 90, TTI ≤ 5s).", Mark::Ticked, 5),
        item("smoke", "Smoke log under budget (<800ms live).", Mark::Ticked, 6),
        item("drill", "Restore drill rehearsed.", Mark::Waived { reason: Some("no data yet".to_owned()) }, 7),
        item("plan", "Plan reviewed (`docs/plan.md`).", Mark::Ticked, 8),
        item("brief", "Support briefed.", Mark::Open, 9),
    ];
    let mut rollback = section("2. Rollback", Phase::Rollback);
    rollback.steps = vec![Step { number: Some(1), text: "Revert.".to_owned(), line: 13 }];
    let text = "Live budget exceeded twice in a row.".to_owned();
    rollback.triggers = vec![Trigger { text, line: 12 }];
    Checklist {
        title: Some("Go-live".to_owned()),
        sections: vec![evidence, rollback],
        ..Checklist::default()
    }
}

/// A budget on a metric.
pub(crate) fn budget(metric: &str, op: Op, value: f64, unit: Unit, label: Option<&str>) -> Criterion {
    let metric = Metric::new(metric);
    Criterion::Budget {
        metric,
        statistic: Statistic::Latest,
        op,
        value,
        unit,
        label: label.map(str::to_owned),
        target: None,
    }
}

/// What a run told: number, HTTP status, evidence; at 07:00 on the day of v2.
pub(crate) fn observed(value: Option<f64>, status: Option<u16>, evidence: usize) -> Option<Observation> {
    let time = time("2026-02-01T07:00:00Z");
    let result = RunResult { value, status, runs: 1, ..RunResult::default() };
    Some(Observation::of(evidence, time, Shown::Runs(result)))
}

/// A standing with these criteria and the evidence on which they were computed.
pub(crate) fn standing(
    mark: Mark,
    verdict: Verdict,
    reason: Reason,
    criteria: Vec<JudgedCriterion>,
) -> Judgement {
    let evidence: BTreeSet<usize> =
        criteria.iter().filter_map(|judged| Some(judged.observed.as_ref()?.evidence)).collect();
    let missing = match &reason {
        Reason::Missing { reference } => vec![reference.clone()],
        _ => Vec::new(),
    };
    Judgement {
        mark,
        verdict,
        reason,
        criteria,
        evidence: evidence.into_iter().collect(),
        missing,
        left: Vec::new(),
    }
}

fn standings() -> Vec<Judgement> {
    let lighthouse = vec![
        JudgedCriterion {
            criterion: budget(Metric::PERFORMANCE, Op::AtLeast, 90.0, Unit::Score, None),
            outcome: Outcome::Fails,
            observed: observed(Some(84.0), None, 1),
        },
        JudgedCriterion {
            criterion: budget(Metric::TTI, Op::AtMost, 5000.0, Unit::Millis, None),
            outcome: Outcome::Holds,
            observed: observed(Some(4100.0), None, 1),
        },
    ];
    let smoke = vec![JudgedCriterion {
        criterion: budget(Metric::LATENCY, Op::Below, 800.0, Unit::Millis, Some("live")),
        outcome: Outcome::Holds,
        observed: observed(Some(241.02), Some(200), 2),
    }];
    let waived = Mark::Waived { reason: Some("no data yet".to_owned()) };
    let missing = Reason::Missing { reference: "docs/plan.md".to_owned() };
    vec![
        standing(Mark::Ticked, Verdict::Failed, Reason::Broken { criterion: 0 }, lighthouse),
        standing(Mark::Ticked, Verdict::Verified, Reason::AllHold, smoke),
        standing(waived, Verdict::Waived, Reason::Waived { reason: "no data yet".to_owned() }, Vec::new()),
        standing(Mark::Ticked, Verdict::Unsupported, missing, Vec::new()),
        standing(Mark::Open, Verdict::Open, Reason::NothingNamed, Vec::new()),
    ]
}

fn release(snapshot: usize, checklist: &Arc<Checklist>) -> ReleaseAssessment {
    let items: Vec<ItemJudgement> = standings()
        .into_iter()
        .zip(checklist.items())
        .enumerate()
        .map(|(index, (standing, (section, item)))| ItemJudgement {
            section: 0,
            index,
            id: item.id.clone(),
            identity: index,
            phase: section.phase,
            due: Due::ByTag,
            at_tag: standing.clone().into(),
            flags: if index == 0 { BTreeSet::from([Flag::Late, Flag::Disputed]) } else { BTreeSet::new() },
            words_today: None,
            ticked_by: standing.ticked().then_some(Tick { commit: 1, after_tag: false }),
            today: standing.into(),
            terms: Terms::default(),
            reading: Default::default(),
        })
        .collect();
    let tallies = Tallies::of(&items);
    let fired = Firing::Fired {
        at: time("2026-02-01T09:00:00Z"),
        by: vec![FiredBy::Measurement(1), FiredBy::Measurement(2)],
    };
    let rule = TriggerRule::Runs {
        count: 2,
        of: 2,
        label: Some("live".to_owned()),
        breach: Breach::Budget(Some(800.0)),
    };
    let text = "Live budget exceeded twice in a row.".to_owned();
    let event = |at: &str, kind| Event { time: time(at), kind };
    ReleaseAssessment {
        snapshot,
        previous: snapshot.checked_sub(1),
        tagged_before: snapshot.checked_sub(1),
        next: Some(snapshot + 1).filter(|next| *next < snapshots().len()),
        near_boxes: Vec::new(),
        in_force: Some(ChecklistInForce {
            origin: ChecklistPlace::File { path: CHECKLIST.into(), evidence: 0 },
            further: Vec::new(),
            checklist: checklist.clone(),
        }),
        items,
        steps: vec![StepJudgement {
            section: 1,
            index: 0,
            phase: Phase::Rollback,
            call: StepCall::NotNeeded,
            judgement: standing(Mark::Open, Verdict::Open, Reason::NothingNamed, Vec::new()),
        }],
        triggers: vec![TriggerJudgement { text, line: 12, rule, partly: false, firing: fired }],
        blockers: vec![Blocker::Unproven(0), Blocker::Unproven(3)],
        notes: Vec::new(),
        outcome: ReleaseOutcome {
            state: OutcomeState::TriggerFired,
            at: Some(time("2026-02-01T09:00:00Z")),
            seconds: Some(600),
            reasons: vec![OutcomeReason::Fired(0)],
        },
        incidents: Vec::new(),
        rollback: None,
        recovery: None,
        tallies,
        documents: Vec::new(),
        evidence: vec![EvidenceUse { evidence: 1, changed_after_release: true, items: vec![0] }],
        measurements: vec![(0, Side::Before), (1, Side::Before), (2, Side::Before), (3, Side::After)],
        latency: Vec::new(),
        latency_left_out: 0,
        lighthouse: Vec::new(),
        timeline: vec![
            event("2026-02-01T08:00:00Z", EventKind::Ticked(0)),
            event("2026-02-01T09:00:00Z", EventKind::TriggerFired(0)),
            event("2026-02-01T10:00:00Z", EventKind::Tagged),
        ],
        problems: vec![Problem::warning(Place::line(LOG, 3), "log-syntax", "a line that is no check")],
        findings: Vec::new(),
    }
}

/// Releases `v1` (annotated, signed) and `v2` (lightweight), and the candidate. All have the same five items: one failed, one verified,
/// one waived, one unsupported, one open.
pub(crate) fn sample() -> Sample {
    let mut history = History {
        snapshots: snapshots(),
        commits: vec![
            commit(1, "2026-01-31T09:00:00Z", 0),
            commit(2, "2026-02-01T08:00:00Z", 1),
            commit(3, "2026-02-02T08:00:00Z", 2),
        ],
        branch: Some("main".to_owned()),
        ..History::default()
    };
    history.tracks.insert(CHECKLIST.into(), track(0xc0, 0..3));
    history.tracks.insert(REPORT.into(), track(0xb1, 1..2));
    history.tracks.insert(LOG.into(), track(0xb2, 1..3));
    let recorded = "2026-02-01T08:00:00Z";
    let evidence = vec![
        version(CHECKLIST, 0xc0, Kind::Checklist, State::Neutral, recorded),
        version(REPORT, 0xb1, Kind::Lighthouse, State::Failing, recorded),
        version(LOG, 0xb2, Kind::Smoke, State::Proving, recorded),
    ];
    let versions = evidence.iter().enumerate().map(|(at, one)| ((one.path.clone(), one.blob), at)).collect();
    let measured = vec![
        latency("mock", "2026-02-01T07:00:00Z", Some(241.02), Some(200)),
        latency("live", "2026-02-01T08:30:00Z", Some(912.0), Some(200)),
        latency("live", "2026-02-01T09:00:00Z", Some(955.5), Some(200)),
        latency("live", "2026-02-02T09:00:00Z", Some(229.0), Some(410)),
    ];
    let checklist = Arc::new(checklist());
    let releases: Vec<_> = (0..3).map(|snapshot| release(snapshot, &checklist)).collect();
    let dossier = Dossier { history, evidence, versions, measured, ..Dossier::default() };
    let in_force: Vec<_> = releases.iter().map(|release| release.in_force.clone()).collect();
    let identities = Identities::of(&dossier, &in_force).lives(&releases);
    Sample {
        dossier,
        assessment: Assessment { releases, identities, ..Assessment::default() },
        look: Look { repository_url: Some("https://github.com/acme/shop".to_owned()), ..Look::default() },
    }
}
