//! Reasons for or against the readiness of a release, and the badges that they share.

use super::parts::{badge, flag, joined, labelled, sentence};
use super::why;
use crate::assess::result::judgement::ItemJudgement;
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
        Firing::Unknown => "unknown",
        Firing::NotFired { .. } => "quiet",
    };
    labelled(class, words::firing(firing), say!("Whether this rollback trigger fired"))
}

/// A badge for a release that was rolled back; nothing for any other.
pub fn rolled_back(r: &ReleaseAssessment) -> Html {
    let badge = |_| labelled("failed", say!("rolled back"), say!("This release was taken back"));
    r.rollback.as_ref().map(badge).unwrap_or_default()
}

/// Reasons for or against the readiness of a release.
pub fn reasons(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment, reasons: &[Blocker]) -> Vec<Blocking> {
    let page = Target::Release(r.snapshot);
    let of_item = |index: usize, why: &dyn Fn(&ItemJudgement) -> Html| {
        r.items.get(index).map(|item| Blocking {
            badge_html: badge(item.deciding().verdict),
            words_html: scene.anchor(
                from,
                &page,
                &format!("#{}", item_anchor(&item.id)),
                &super::difference::text(r, item),
            ),
            why_html: why(item),
        })
    };
    let flags =
        |item: &ItemJudgement| joined(&item.flags.iter().map(|one| flag(*one)).collect::<Vec<_>>(), " ");
    let of = |blocker: &Blocker| match blocker {
        Blocker::Unproven(index) => {
            of_item(*index, &|item| why::reason_and_list(scene, from, r, item, item.deciding()).0)
        }
        Blocker::Flagged(index) => of_item(*index, &flags),
        Blocker::RolledBack => r.rollback.as_ref().map(|back| Blocking {
            badge_html: rolled_back(r),
            words_html: scene.anchor(from, &page, "#timeline", say!("It was rolled back")),
            why_html: why::sentence(scene, from, r, &[], &words::rollback(scene.dossier, r, back)),
        }),
        Blocker::Trigger(index) | Blocker::UnknownTrigger(index) => {
            r.triggers.get(*index).map(|trigger| Blocking {
                badge_html: firing(&trigger.firing),
                words_html: scene.anchor(
                    from,
                    &page,
                    &format!("#trigger-{}", index + 1),
                    &crate::render::markdown::plain(&trigger.text),
                ),
                why_html: why::sentence(scene, from, r, &[], &words::trigger(scene.dossier, r, trigger)),
            })
        }
        Blocker::NearBox(index) => r.near_boxes.get(*index).map(|(_, near)| Blocking {
            badge_html: labelled("warning", say!("no box"), say!("This line looks like a box and is none")),
            words_html: Html::text(&near.text),
            why_html: Html::text(&sentence(&words::blocker(scene.dossier, r, blocker))),
        }),
        Blocker::NoChecklist => Some(Blocking {
            badge_html: labelled("warning", say!("no checklist"), say!("There is nothing to judge by")),
            words_html: scene.anchor(from, &page, "#no-checklist", say!("There is no checklist")),
            why_html: Html::text(&sentence(&words::blocker(scene.dossier, r, blocker))),
        }),
    };
    reasons.iter().filter_map(of).collect()
}
