//! Items: why a verdict is what it is, and what blocks a release.

use super::criterion::all;
use super::trigger::trigger;
use super::unmeasured::unmeasured;
use crate::assess::assessment::{Blocker, ItemJudgement, Reason, ReleaseAssessment, Standing};
use crate::model::{checklist::Phase, dossier::Dossier};
use crate::render::{format, markdown::plain};

/// Why an item stands as it does at one vantage (`s` is its `at_tag` or its `today`), with the numbers, in one sentence.
#[must_use]
pub fn reason(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Standing) -> String {
    let why = why(d, r, item, s);
    let Some(off) = &item.terms.off else { return why };
    let given = off.reason.as_deref().map_or_else(|| "no reason given".to_owned(), plain);
    format!("Off by configuration ({given}), so it counts nowhere; else: {why}")
}

fn why(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Standing) -> String {
    let ticked = s.ticked();
    let path = |evidence: usize| {
        d.evidence.get(evidence).map_or_else(|| "its evidence".to_owned(), |version| version.path.to_string())
    };
    match &s.reason {
        Reason::AllHold => all(d, r, &s.criteria, None),
        Reason::Broken { criterion } | Reason::Outside { criterion } => {
            all(d, r, &s.criteria, Some(*criterion))
        }
        Reason::Unmeasured { criterion } => {
            format!("{}{}", claimed(ticked), unmeasured(d, r, item, s, *criterion))
        }
        Reason::Resolves => {
            format!("Ticked, and {} there; nothing in its words can be computed", standing(d, s))
        }
        Reason::NotTicked => {
            format!("Not ticked, though {} there; nothing in its words can be computed", standing(d, s))
        }
        Reason::NestedHold { items } if ticked => {
            format!("Ticked, and {} proven", below(*items))
        }
        Reason::NestedHold { items } => format!("Not ticked, though {} proven", below(*items)),
        Reason::NestedUnproven { item, unproven, items } => format!(
            "{}{unproven} of the {items} below it {} not proven, first: {}",
            claimed(ticked),
            if *unproven == 1 { "is" } else { "are" },
            r.items.get(*item).map_or_else(String::new, |item| text(r, item))
        ),
        Reason::Waived { reason } => format!("Waived: {reason}"),
        Reason::WaivedWithoutReason => "Marked as waived, but no reason is given".to_owned(),
        Reason::NothingNamed if ticked => "Ticked, but it names no evidence and none was found".to_owned(),
        Reason::NothingNamed => "Not ticked, it names no evidence and none was found".to_owned(),
        Reason::Missing { reference } => {
            format!("{}{reference} is not in the tree of {}", claimed(ticked), name(d, r))
        }
        Reason::NotYet => {
            format!("{}it applies after the tag: until then nothing can prove it", claimed(ticked))
        }
        Reason::NotAfterTag { reference } => {
            format!("{}nothing was recorded in {reference} after {}", claimed(ticked), name(d, r))
        }
        Reason::OnlyProcedure { reference } => format!(
            "{}only a procedure is named ({reference}): how to do it, not that it was done",
            claimed(ticked)
        ),
        Reason::OnlyExternal { url } => {
            format!("{}only an address is named that a person must open ({url})", claimed(ticked))
        }
        Reason::Empty { evidence } => format!("{}{} is empty", claimed(ticked), path(*evidence)),
        Reason::Unreadable { evidence } => format!("{}{} cannot be read", claimed(ticked), path(*evidence)),
        Reason::Contradicted { evidence } => {
            format!("{} tells of a failure by its own numbers", path(*evidence))
        }
    }
}

/// `the item below it is` or `all 3 items below it are`.
fn below(items: usize) -> String {
    if items == 1 { "the item below it is".to_owned() } else { format!("all {items} items below it are") }
}

fn claimed(ticked: bool) -> &'static str {
    if ticked { "Ticked, but " } else { "Not ticked, and " }
}

/// A release's name as sentences use it.
pub(super) fn name<'a>(d: &'a Dossier, r: &ReleaseAssessment) -> &'a str {
    match d.history.snapshots.get(r.snapshot) {
        Some(snapshot) if snapshot.is_candidate() => "the candidate",
        Some(snapshot) => &snapshot.name,
        None => "the release",
    }
}

/// `a is` or `a and b are`; at most three paths are named.
fn standing(d: &Dossier, s: &Standing) -> String {
    let mut paths: Vec<String> =
        s.evidence.iter().filter_map(|at| Some(d.evidence.get(*at)?.path.to_string())).collect();
    let more = paths.len().saturating_sub(3);
    paths.truncate(3);
    match (paths.len(), more) {
        (0, _) => "what it names is".to_owned(),
        (1, _) => format!("{} is", format::list(&paths)),
        (_, 0) => format!("{} are", format::list(&paths)),
        _ => {
            paths.push(format!("{more} more"));
            format!("{} are", format::list(&paths))
        }
    }
}

/// An item's words as plain text on one line; empty for an item that its checklist does not hold.
#[must_use]
pub fn text(r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let section = r.spoken_by.as_ref().and_then(|spoken| spoken.checklist.sections.get(item.section));
    section
        .and_then(|section| section.items.get(item.index))
        .map_or_else(String::new, |item| plain(&item.text))
}

/// A reason why a release is no-go, or what is noted beside, in one sentence.
#[must_use]
pub fn blocker(d: &Dossier, r: &ReleaseAssessment, blocker: &Blocker) -> String {
    match blocker {
        Blocker::NoChecklist => "No checklist speaks for this release".to_owned(),
        Blocker::Unproven(at) => r.items.get(*at).map_or_else(String::new, |item| {
            let standing = item.deciding();
            let when = if item.phase == Phase::Before { "at the tag" } else { "today" };
            format!(
                "{}: {} {when} ({})",
                text(r, item).trim_end_matches('.'),
                standing.verdict.word(),
                reason(d, r, item, standing)
            )
        }),
        Blocker::Flagged(at) => r.items.get(*at).map_or_else(String::new, |item| {
            let flags: Vec<&str> = item.flags.iter().map(|flag| flag.word()).collect();
            format!(
                "{}: {}, but {}",
                text(r, item).trim_end_matches('.'),
                item.deciding().verdict.word(),
                flags.join(", ")
            )
        }),
        Blocker::Trigger(at) => r.triggers.get(*at).map_or_else(String::new, |judged| {
            format!(
                "Rollback trigger fired: {} ({})",
                plain(&judged.text).trim_end_matches('.'),
                trigger(d, r, judged)
            )
        }),
        Blocker::UnknownTrigger(at) => r.triggers.get(*at).map_or_else(String::new, |judged| {
            format!(
                "Rollback trigger not computed: {} ({})",
                plain(&judged.text).trim_end_matches('.'),
                trigger(d, r, judged)
            )
        }),
        Blocker::RolledBack => {
            r.rollback.as_ref().map_or_else(String::new, |back| super::danger::rollback(d, r, back))
        }
    }
}
