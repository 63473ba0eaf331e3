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
    let of = |blocker: &Blocker| match blocker {
        Blocker::Unproven(index) => of_item(scene, from, r, *index, &|item| &item.at_tag, None),
        Blocker::Flagged(index) => of_item(scene, from, r, *index, &|item| &item.at_tag, Some(&flags)),
        Blocker::NearBox(index) => r.near_boxes.get(*index).map(|(_, near)| Blocking {
            badge_html: labelled("warning", say!("no box"), say!("This line looks like a box and is none")),
            words_html: Html::text(&near.text),
            why_html: Html::text(&sentence(&words::blocker(scene.dossier, r, blocker))),
        }),
        Blocker::NoChecklist => Some(Blocking {
            badge_html: labelled("warning", say!("no checklist"), say!("There is nothing to judge by")),
            words_html: scene.anchor(
                from,
                &Target::Release(r.snapshot),
                "#no-checklist",
                say!("There is no checklist"),
            ),
            why_html: Html::text(&sentence(&words::blocker(scene.dossier, r, blocker))),
        }),
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
    })
}

/// Why the outcome of a release is what it is.
pub fn outcome(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Vec<Blocking> {
    let page = Target::Release(r.snapshot);
    let told = |one: &OutcomeReason| {
        why::sentence(scene, from, &[], &sentence(&words::outcome_reason(scene.dossier, r, one)))
    };
    let of = |one: &OutcomeReason| match *one {
        OutcomeReason::Unproven(index) => of_item(scene, from, r, index, &|item| &item.today, None),
        OutcomeReason::RolledBack => Some(Blocking {
            badge_html: outcome_badge(OutcomeState::RolledBack),
            words_html: scene.anchor(from, &page, "#timeline", say!("It was rolled back")),
            why_html: told(one),
        }),
        OutcomeReason::Fired(index) | OutcomeReason::UnknownTrigger(index) => {
            r.triggers.get(index).map(|trigger| Blocking {
                badge_html: firing(&trigger.firing),
                words_html: scene.anchor(
                    from,
                    &page,
                    &format!("#trigger-{}", index + 1),
                    &crate::render::markdown::plain(&trigger.text),
                ),
                why_html: why::sentence(scene, from, &[], &words::trigger(scene.dossier, r, trigger)),
            })
        }
        OutcomeReason::Incident(_) => Some(Blocking {
            badge_html: outcome_badge(OutcomeState::Unknown),
            words_html: scene.anchor(from, &page, "#incidents", say!("There was an incident")),
            why_html: told(one),
        }),
        OutcomeReason::BadChecks(_) | OutcomeReason::NothingShown | OutcomeReason::NotReleased => {
            Some(Blocking {
                badge_html: outcome_badge(OutcomeState::Unknown),
                words_html: told(one),
                why_html: Html::default(),
            })
        }
        OutcomeReason::ProvenItems(_) | OutcomeReason::GoodChecks(_) => Some(Blocking {
            badge_html: labelled("verified", say!("shown"), say!("This shows that the release held")),
            words_html: told(one),
            why_html: Html::default(),
        }),
        OutcomeReason::QuietTriggers(_) => Some(Blocking {
            badge_html: labelled("quiet", say!("did not fire"), say!("This alone decides nothing")),
            words_html: told(one),
            why_html: Html::default(),
        }),
    };
    r.outcome.reasons.iter().filter_map(of).collect()
}
