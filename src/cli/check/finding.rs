//! One thing that is not proven, explained: why, where, what would prove it, and the command that shows it.

use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::outcome::OutcomeReason;
use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::speaker::ChecklistPlace;
use crate::assess::result::trigger::TriggerJudgement;
use crate::assess::result::verdict::Verdict;
use crate::cli::args::Require;
use crate::cli::report;
use crate::cli::terminal::safe;
use crate::model::dossier::Dossier;
use crate::render::{markdown::plain, words};
use std::cmp::Reverse;

/// What is wrong. From worst to best, the verdicts by their own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// There is no checklist to judge by.
    NoChecklist,
    /// A rollback trigger fired.
    Trigger,
    /// What followed does not show that the release held.
    Outcome,
    /// A line of the checklist looks like a box and is none.
    NearBox,
    /// An item is not proven.
    Item(Verdict),
    /// An item is proven, but carries a flag that the policy names.
    Flagged,
}

impl Rule {
    /// All rules, worst first.
    pub(super) const ALL: [Self; 9] = [
        Self::NoChecklist,
        Self::Outcome,
        Self::Trigger,
        Self::NearBox,
        Self::Item(Verdict::Failed),
        Self::Item(Verdict::Stale),
        Self::Item(Verdict::Unsupported),
        Self::Item(Verdict::Open),
        Self::Flagged,
    ];

    /// Its stable id.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::NoChecklist => "no-checklist",
            Self::Outcome => "outcome",
            Self::Trigger => "trigger-fired",
            Self::NearBox => "near-box",
            Self::Item(verdict) => verdict.word(),
            Self::Flagged => "flagged",
        }
    }

    /// What it means.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::NoChecklist => "No checklist speaks for the release",
            Self::Outcome => "What followed the release does not show that it held",
            Self::Trigger => "A rollback trigger of the checklist fired",
            Self::NearBox => "A line of the checklist looks like a box and is none",
            Self::Item(verdict) => words::verdict(verdict),
            Self::Flagged => "An item is proven, but carries a flag that the policy names",
        }
    }

    fn rank(self) -> (u8, Reverse<Verdict>) {
        match self {
            Self::NoChecklist => (0, Reverse(Verdict::Failed)),
            Self::Outcome => (1, Reverse(Verdict::Failed)),
            Self::Trigger => (2, Reverse(Verdict::Failed)),
            Self::NearBox => (3, Reverse(Verdict::Failed)),
            Self::Item(verdict) => (4, Reverse(verdict)),
            Self::Flagged => (5, Reverse(Verdict::Open)),
        }
    }
}

/// One finding. All texts are on one line and harmless to a terminal; they still need the escapes of a format.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) rule: Rule,
    /// Whether it stands in the way of what was demanded.
    pub(super) blocking: bool,
    /// The item's id, or `trigger-<n>`, or `checklist`.
    pub(super) id: String,
    /// The words that are judged.
    pub(super) title: String,
    /// Why, with the numbers.
    pub(super) why: String,
    /// Where the words stand; `None` where there is no checklist.
    pub(super) origin: Option<ChecklistPlace>,
    /// The line of the words, from 1; 0 where there is none.
    pub(super) line: u32,
    pub(super) would_prove: Option<String>,
    /// The git command that shows what was judged.
    pub(super) reproduce: String,
}

impl Finding {
    /// The path of the words, or the ref of the tag whose message holds them.
    pub(super) fn path(&self) -> Option<&str> {
        self.origin.as_ref().map(|origin| &**origin.place())
    }

    /// The path of the words, where they stand in a file.
    pub(super) fn file(&self) -> Option<&str> {
        self.origin.as_ref().and_then(ChecklistPlace::file)
    }

    /// `path:line`, where it has a place.
    pub(super) fn place(&self) -> Option<String> {
        self.path().map(|path| format!("{}:{}", safe(path), self.line))
    }
}

/// Everything that is not proven or fired: what blocks first, then worst first, then by place.
pub(super) fn findings(
    dossier: &Dossier,
    release: &ReleaseAssessment,
    require: Require,
    go: bool,
) -> Vec<Finding> {
    let held = require == Require::Held;
    // A share is missed by every item due by the tag that is not proven, and by nothing else.
    let blocks = |blocker: Blocker| match require {
        Require::Go | Require::Held => release.blockers.contains(&blocker),
        Require::Proven(_) => !go && matches!(blocker, Blocker::Unproven(_) | Blocker::NoChecklist),
    };
    let mut found = Vec::new();
    if release.in_force.is_none() {
        found.push(no_checklist(dossier, release, blocks(Blocker::NoChecklist)));
    }
    for at in 0..release.near_boxes.len() {
        found.extend(near_box(dossier, release, at, blocks(Blocker::NearBox(at))));
    }
    for (at, item) in release.items.iter().enumerate() {
        if item.counts() && item.due == Due::ByTag && !item.at_tag.verdict.is_proven() {
            found.push(unproven(dossier, release, item, blocks(Blocker::Unproven(at))));
        }
    }
    found.extend(release.outcome.reasons.iter().filter_map(|one| followed(dossier, release, one, held)));
    for reason in release.blockers.iter().chain(&release.notes) {
        if let Blocker::Flagged(at) = reason
            && let Some(item) = release.items.get(*at)
        {
            let why = safe(&words::blocker(dossier, release, reason));
            found.push(Finding {
                rule: Rule::Flagged,
                why,
                would_prove: None,
                ..unproven(dossier, release, item, blocks(*reason))
            });
        }
    }
    // The sort is stable: equally bad findings stay in the checklist's order.
    found.sort_by_key(|finding| (!finding.blocking, finding.rule.rank()));
    found
}

/// What followed the tag and does not show that the release held. It blocks only where that is demanded.
fn followed(
    dossier: &Dossier,
    release: &ReleaseAssessment,
    reason: &OutcomeReason,
    blocking: bool,
) -> Option<Finding> {
    match *reason {
        OutcomeReason::Fired(at) => {
            release.triggers.get(at).map(|trigger| fired(dossier, release, (at, trigger), blocking))
        }
        OutcomeReason::Unproven(at) => {
            release.items.get(at).map(|item| unproven(dossier, release, item, blocking))
        }
        OutcomeReason::RolledBack | OutcomeReason::Incident(_) => {
            Some(outcome(dossier, release, reason, blocking))
        }
        OutcomeReason::BadChecks(_) | OutcomeReason::NothingShown | OutcomeReason::NotReleased => {
            blocking.then(|| outcome(dossier, release, reason, blocking))
        }
        OutcomeReason::ProvenItems(_)
        | OutcomeReason::QuietTriggers(_)
        | OutcomeReason::GoodChecks(_)
        | OutcomeReason::UnknownTrigger(_) => None,
    }
}

fn outcome(
    dossier: &Dossier,
    release: &ReleaseAssessment,
    reason: &OutcomeReason,
    blocking: bool,
) -> Finding {
    let back = release.rollback.as_ref().filter(|_| *reason == OutcomeReason::RolledBack);
    let reproduce = back.map(|back| words::reproduce_rollback(dossier, release, back));
    Finding {
        rule: Rule::Outcome,
        blocking,
        id: "outcome".to_string(),
        title: "The release held after its tag".to_string(),
        why: safe(&words::outcome_reason(dossier, release, reason)),
        origin: None,
        line: 0,
        would_prove: None,
        reproduce: reproduce.unwrap_or_else(|| words::reproduce_no_checklist(dossier, release)),
    }
}

fn no_checklist(dossier: &Dossier, release: &ReleaseAssessment, blocking: bool) -> Finding {
    Finding {
        rule: Rule::NoChecklist,
        blocking,
        id: "checklist".to_string(),
        title: "A checklist speaks for the release".to_string(),
        why: safe(&words::blocker(dossier, release, &Blocker::NoChecklist)),
        origin: None,
        line: 0,
        would_prove: Some(
            "A checklist at a usual place, or at one of checklist.templates in golive.toml".to_string(),
        ),
        reproduce: words::reproduce_no_checklist(dossier, release),
    }
}

fn fired(
    dossier: &Dossier,
    release: &ReleaseAssessment,
    (at, trigger): (usize, &TriggerJudgement),
    blocking: bool,
) -> Finding {
    let in_force = release.in_force.as_ref();
    Finding {
        rule: Rule::Trigger,
        blocking,
        id: format!("trigger-{}", at + 1),
        title: safe(&plain(&trigger.text)),
        why: safe(&words::trigger(dossier, release, trigger)),
        origin: in_force.map(|in_force| in_force.origin_of_trigger(&trigger.text, trigger.line).clone()),
        line: trigger.line,
        would_prove: None,
        reproduce: safe(&words::reproduce_trigger(dossier, release, trigger)),
    }
}

fn near_box(dossier: &Dossier, release: &ReleaseAssessment, at: usize, blocking: bool) -> Option<Finding> {
    let (place, near) = release.near_boxes.get(at)?;
    let would_prove = "The line written as `- [ ] words`, or ended with `<!-- golive: no box -->`";
    Some(Finding {
        rule: Rule::NearBox,
        blocking,
        id: format!("near-box-{}", at + 1),
        title: safe(&near.text),
        why: safe(&words::blocker(dossier, release, &Blocker::NearBox(at))),
        origin: Some(place.clone()),
        line: near.line,
        would_prove: Some(would_prove.to_string()),
        reproduce: safe(&words::reproduce_near_box(dossier, release, place, near.line)),
    })
}

fn unproven(dossier: &Dossier, release: &ReleaseAssessment, item: &ItemJudgement, blocking: bool) -> Finding {
    let standing = item.deciding();
    let in_force = release.in_force.as_ref();
    Finding {
        rule: Rule::Item(standing.verdict),
        blocking,
        id: item.id.clone(),
        title: safe(&words::text(release, item)),
        why: safe(&words::reason(dossier, release, item, standing)),
        origin: in_force.map(|in_force| in_force.origin_of(item.section).clone()),
        line: report::source(release, item).1,
        would_prove: words::would_prove(dossier, release, item, standing).map(|text| safe(&text)),
        reproduce: safe(&words::reproduce(dossier, release, item, standing)),
    }
}
