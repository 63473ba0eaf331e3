//! Reasons for or against the readiness of a release, those of its outcome, and the badges that they share.

use super::parts::{badge, flag, joined, labelled, outcome as outcome_badge, sentence};
use super::why;
use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::outcome::{OutcomeReason, OutcomeState};
use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::trigger::Firing;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::{Target, item_anchor};
use crate::render::words;
use serde::Serialize;

/// Something that stands in the way of a release: what, with its place, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Blocking {
    /// Its verdict.
    pub badge_html: Html,
    /// Its words, linked to the place on the page of the release.
    pub words_html: Html,
    /// Why.
    pub why_html: Html,
    /// The line that says so.
    pub place_html: Html,
    /// What would take it out of the way.
    pub would_prove: Option<String>,
}

impl Blocking {
    /// One of which there is neither a place nor a remedy to name.
    fn told(badge_html: Html, words_html: Html, why_html: Html) -> Self {
        Self { badge_html, words_html, why_html, place_html: Html::default(), would_prove: None }
    }
}

/// Whether a trigger fired, as a badge.
pub fn firing(firing: &Firing) -> Html {
    let class = match firing {
        Firing::Fired { .. } => "failed",
        Firing::Unknown(_) => "unknown",
        Firing::NotFired { .. } => "quiet",
    };
    labelled(class, words::firing(firing), say!("Whether this rollback trigger fired"))
}

/// Reasons for or against the readiness of a release.
pub fn reasons(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment, reasons: &[Blocker]) -> Vec<Blocking> {
    let flags =
        |item: &ItemJudgement| joined(&item.flags.iter().map(|one| flag(*one)).collect::<Vec<_>>(), " ");
    let worded = |blocker: &Blocker| Html::text(&sentence(&words::blocker(scene.dossier, r, blocker)));
    let of = |blocker: &Blocker| match blocker {
        Blocker::Unproven(index) => of_item(scene, from, r, *index, &|item| &item.at_tag, None),
        Blocker::Flagged(index) => of_item(scene, from, r, *index, &|item| &item.at_tag, Some(&flags)),
        Blocker::NearBox(index) => r.near_boxes.get(*index).map(|(_, near)| {
            let badge =
                labelled("warning", say!("no box"), say!("This line looks like a checkbox but is none"));
            Blocking::told(badge, Html::text(&near.text), worded(blocker))
        }),
        Blocker::NoChecklist => {
            let badge = labelled("warning", say!("no checklist"), say!("There is nothing to judge by"));
            let page = Target::Release(r.snapshot);
            let words = scene.anchor(from, &page, "#no-checklist", say!("There is no checklist"));
            Some(Blocking::told(badge, words, worded(blocker)))
        }
    };
    reasons.iter().filter_map(of).collect()
}

/// An item with its verdict and why.
fn of_item(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    index: usize,
    standing: &dyn Fn(&ItemJudgement) -> &Judgement,
    why: Option<&dyn Fn(&ItemJudgement) -> Html>,
) -> Option<Blocking> {
    let item = r.items.get(index)?;
    let anchor = format!("#{}", item_anchor(&item.id));
    let text = super::difference::text(r, item);
    Some(Blocking {
        badge_html: badge(standing(item).verdict),
        words_html: scene.anchor(from, &Target::Release(r.snapshot), &anchor, &text),
        why_html: match why {
            Some(why) => why(item),
            None => why::reason_and_list(scene, from, r, item, standing(item)).0,
        },
        place_html: why::place(scene, r, item),
        would_prove: words::would_prove(scene.dossier, r, item, standing(item)),
    })
}

/// Why the outcome of a release is what it is.
pub fn outcome(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Vec<Blocking> {
    let page = Target::Release(r.snapshot);
    let told = |one: &OutcomeReason| {
        why::sentence(scene, from, &[], &sentence(&words::outcome_reason(scene.dossier, r, one)))
    };
    let of = |one: &OutcomeReason| match *one {
        // What would prove it stands in its row of the checklist.
        OutcomeReason::Unproven(index) => of_item(scene, from, r, index, &|item| &item.today, None)
            .map(|reason| Blocking { would_prove: None, ..reason }),
        OutcomeReason::RolledBack => {
            let words = scene.anchor(from, &page, "#timeline", say!("It was rolled back"));
            Some(Blocking::told(outcome_badge(OutcomeState::RolledBack), words, told(one)))
        }
        OutcomeReason::Fired(index) | OutcomeReason::UnknownTrigger(index) => {
            r.triggers.get(index).map(|trigger| {
                let text = crate::render::markdown::plain(&trigger.text);
                let words = scene.anchor(from, &page, &format!("#trigger-{}", index + 1), &text);
                let why = why::sentence(scene, from, &[], &words::trigger(scene.dossier, r, trigger));
                Blocking::told(firing(&trigger.firing), words, why)
            })
        }
        OutcomeReason::Incident(_) => {
            let words = scene.anchor(from, &page, "#incidents", say!("There was an incident"));
            Some(Blocking::told(outcome_badge(OutcomeState::Unknown), words, told(one)))
        }
        OutcomeReason::BadChecks(_) | OutcomeReason::NothingShown | OutcomeReason::NotReleased => {
            Some(Blocking::told(outcome_badge(OutcomeState::Unknown), told(one), Html::default()))
        }
        OutcomeReason::ProvenItems(_) | OutcomeReason::GoodChecks(_) => {
            let badge = labelled("verified", say!("shown"), say!("This shows that the release held"));
            Some(Blocking::told(badge, told(one), Html::default()))
        }
        OutcomeReason::QuietTriggers(_) => {
            let badge = labelled("quiet", say!("did not fire"), say!("This alone decides nothing"));
            Some(Blocking::told(badge, told(one), Html::default()))
        }
    };
    r.outcome.reasons.iter().filter_map(of).collect()
}
