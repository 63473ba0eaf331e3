//! The items, steps and triggers of a release as its page shows them.

use super::{difference, marks, parts, reasons, why};
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::speaker::ChecklistPlace;
use crate::assess::result::step::{StepCall, StepJudgement};
use crate::assess::result::support::{Support, support};
use crate::assess::result::trigger::{FiredBy, Firing, TriggerJudgement};
use crate::model::checklist::{Mark, Phase, Section};
use crate::model::release::Snapshot;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::{Target, item_anchor};
use crate::render::{markdown, words};
use serde::Serialize;

/// An item with its verdict.
#[derive(Debug, Serialize)]
pub struct ItemView {
    anchor: String,
    class: &'static str,
    badge_html: Html,
    /// The word of its badge.
    #[serde(skip)]
    pub standing: &'static str,
    sign: &'static str,
    word: &'static str,
    text_html: Html,
    words_at_tag_html: Option<Html>,
    flags_html: Html,
    reason_html: Html,
    /// Whether the top of the page says the same already.
    is_above: bool,
    named: Vec<Piece>,
    reading: String,
    marks_html: Html,
    evidence: Vec<Piece>,
    at_tag_html: Option<Html>,
    ticked_html: Option<Html>,
    would_prove: Option<String>,
    reproduce: String,
    source_html: Html,
    before_html: Option<Html>,
    history: Option<String>,
}

/// One piece of HTML in a list of them.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// The piece.
    pub body_html: Html,
}

/// A step.
#[derive(Debug, Serialize)]
pub struct StepView {
    anchor: String,
    number: Option<u32>,
    label: String,
    /// Its shape and colour.
    pub class: &'static str,
    /// The word of its badge.
    #[serde(skip)]
    pub standing: &'static str,
    badge_html: Html,
    text_html: Html,
    reason_html: Html,
    reading: String,
    evidence: Vec<Piece>,
    would_prove: Option<String>,
    reproduce: Option<String>,
}

/// A rollback trigger with what became of it.
#[derive(Debug, Serialize)]
pub struct TriggerView {
    id: String,
    badge_html: Html,
    text_html: Html,
    reason_html: Html,
    reproduce: String,
}

/// Whether a reader must know both what stood at the tag and what stands today. Nothing that applies after the tag could be known at it.
pub fn differs(judged: &ItemJudgement) -> bool {
    let (then, today) = (&judged.at_tag, &judged.today);
    judged.phase == Phase::Before && (then.verdict != today.verdict || then.mark != today.mark)
}

/// An item on the page of its release.
pub fn item(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    section: &Section,
    judged: &ItemJudgement,
) -> ItemView {
    let d = scene.dossier;
    let text = section.items.get(judged.index).map_or("", |item| item.text.as_str());
    let today = &judged.today;
    let flags: Vec<Html> = judged.flags.iter().map(|flag| parts::flag(*flag)).collect();
    let snapshot = d.history.snapshots.get(r.snapshot);
    let candidate = snapshot.is_none_or(|snapshot| snapshot.is_candidate());
    let differs = !candidate && differs(judged);
    let origin = r.in_force.as_ref().map(|in_force| in_force.origin_of(judged.section));
    let (reason_html, named) = why::reason_and_list(scene, from, r, judged, today);
    let (class, standing) = parts::standing(judged);
    let is_above = blocks(r, judged) && !differs;
    ItemView {
        anchor: item_anchor(&judged.id),
        class,
        standing,
        badge_html: parts::item_badge(judged),
        sign: sign(&today.mark),
        word: words::mark_word(&today.mark),
        text_html: markdown::inline(judged.words_today.as_deref().unwrap_or(text)),
        words_at_tag_html: judged.words_today.as_ref().map(|_| markdown::inline(text)),
        flags_html: parts::joined(&flags, " "),
        named: named.into_iter().map(|body_html| Piece { body_html }).collect(),
        reading: words::reading(judged),
        marks_html: marks::of(judged),
        evidence: support(today, d)
            .iter()
            .filter(|one| !is_linked(scene, from, one, &reason_html))
            .map(|one| piece(scene, from, one))
            .collect(),
        at_tag_html: differs.then(|| at_tag(scene, from, r, judged)),
        ticked_html: ticked(scene, judged).or_else(|| told_by_tagger(origin, snapshot?, judged)),
        would_prove: words::would_prove(d, r, judged, today).filter(|_| !is_above),
        reproduce: words::reproduce(d, r, judged, today),
        source_html: why::place(scene, r, judged),
        before_html: before(scene, from, r, judged),
        history: scene.routes.link(from, &scene.item(judged)),
        reason_html,
        is_above,
    }
}

/// Whether a sentence links a piece of evidence already, so that no list needs to name it again.
fn is_linked(scene: &Scene<'_>, from: &str, one: &Support, sentence: &Html) -> bool {
    let Support::There(index, _) = one else { return false };
    let link = scene.routes.evidence(from, *index).map(|link| format!("href=\"{link}\""));
    link.is_some_and(|link| sentence.as_str().contains(&link))
        && super::picture::thumbnail(scene, from, *index).is_none()
}

/// Whether an item is a reason at the top of the page.
fn blocks(r: &ReleaseAssessment, judged: &ItemJudgement) -> bool {
    let item = |at: &usize| r.items.get(*at).is_some_and(|item| std::ptr::eq(item, judged));
    r.blockers.iter().any(|one| matches!(one, Blocker::Unproven(at) if item(at)))
}

/// A step on the page of its release; `None` where the checklist has it no longer.
pub fn step(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    judged: &StepJudgement,
) -> Option<StepView> {
    let d = scene.dossier;
    let step = words::step_source(r, judged)?;
    let reason = words::step_reason(d, r, judged);
    let class = match judged.call {
        StepCall::NotComputed => "unknown",
        StepCall::NotNeeded => "quiet",
        call => call.word(),
    };
    let known = matches!(judged.call, StepCall::NotNeeded);
    let reason_html = why::sentence(scene, from, &judged.judgement.evidence, &reason);
    Some(StepView {
        anchor: format!("step-{}-{}", judged.section + 1, judged.index + 1),
        number: step.number,
        label: step.number.map_or_else(|| say!("target").to_owned(), |n| say!("step {n}", n)),
        class,
        standing: words::step_word(judged.call),
        badge_html: parts::labelled(class, words::step_word(judged.call), words::step_meaning(judged.call)),
        text_html: markdown::inline(&step.text),
        reading: words::step_reading(judged),
        evidence: if known {
            Vec::new()
        } else {
            let all = support(&judged.judgement, d);
            let unnamed = all.iter().filter(|one| !is_linked(scene, from, one, &reason_html));
            unnamed.map(|one| piece(scene, from, one)).collect()
        },
        would_prove: words::step_would_prove(judged),
        reproduce: words::reproduce_step(d, r, judged).filter(|_| !known),
        reason_html,
    })
}

/// A piece of evidence with what it is to the item.
fn piece(scene: &Scene<'_>, from: &str, one: &Support) -> Piece {
    let (state, what) = match one {
        Support::Missing(named) => (
            parts::labelled("warning", say!("missing"), say!("it is named, and not there")),
            Html::made(format!("<span class=\"path\">{}</span>", crate::render::html::visible(named))),
        ),
        Support::There(index, state) => {
            (super::evidence::state(*state), parts::evidence(scene, from, *index))
        }
    };
    let thumbnail = match one {
        Support::There(index, _) => super::picture::thumbnail(scene, from, *index),
        Support::Missing(_) => None,
    };
    let pieces = [Some(state), Some(what), thumbnail].into_iter().flatten().collect::<Vec<_>>();
    Piece { body_html: parts::joined(&pieces, " ") }
}

fn sign(mark: &Mark) -> &'static str {
    match mark {
        Mark::Open => "☐",
        Mark::Ticked => "☑",
        Mark::Waived { .. } => "⊟",
    }
}

/// What stood at the tag, where today differs.
fn at_tag(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment, judged: &ItemJudgement) -> Html {
    let standing = &judged.at_tag;
    let word = words::mark_word(&standing.mark);
    let reason = why::reason(scene, from, r, judged, standing);
    parts::joined(&[parts::badge(standing.verdict), Html::text(&format!("{word}:")), reason], " ")
}

/// The verdict of the same item in the newest earlier release that has it, and what happened since.
fn before(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment, judged: &ItemJudgement) -> Option<Html> {
    let (earlier, its) = scene.assessment.before(r.snapshot, judged)?;
    let anchor = format!("#{}", item_anchor(&its.id));
    let name = scene.name(earlier.snapshot);
    let release = scene.anchor(from, &Target::Release(earlier.snapshot), &anchor, &name);
    let since = match difference::since_before(scene, r, judged) {
        nothing if nothing.is_empty() => Html::default(),
        since => Html::text(&say!("; since then {changes}", changes = since)),
    };
    let verdict = parts::joined(&[parts::badge(its.today.verdict), Html::text(say!("in")), release], " ");
    Some(parts::joined(&[verdict, since], ""))
}

/// Who ticked the box, and when.
fn ticked(scene: &Scene<'_>, judged: &ItemJudgement) -> Option<Html> {
    let tick = judged.ticked_by?;
    let commit = scene.dossier.history.commits.get(tick.commit)?;
    let name = &commit.author.name;
    let who = match tick.after_tag {
        true => say!("Ticked after the tag by {name} on", name),
        false => say!("Ticked by {name} on", name),
    };
    Some(parts::joined(
        &[
            Html::text(&who),
            parts::moment(commit.committed),
            Html::text(say!("in")),
            parts::commit(scene, commit.id),
        ],
        " ",
    ))
}

/// Who tagged, where the message of the tag is what ticks the box.
fn told_by_tagger(origin: Option<&ChecklistPlace>, at: &Snapshot, judged: &ItemJudgement) -> Option<Html> {
    let ChecklistPlace::TagMessage { .. } = origin? else { return None };
    let tagger = at.tag.as_ref()?.tagger.as_ref().filter(|_| judged.at_tag.ticked())?;
    Some(Html::text(&say!("Ticked by {name} in the message of the tag", name = tagger.name)))
}

/// The rollback triggers.
pub fn triggers(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Vec<TriggerView> {
    r.triggers
        .iter()
        .enumerate()
        .map(|(index, judged)| TriggerView {
            id: format!("trigger-{}", index + 1),
            badge_html: reasons::firing(&judged.firing),
            text_html: markdown::inline(&judged.text),
            reason_html: why::sentence(
                scene,
                from,
                &told_by(r, judged),
                &words::trigger(scene.dossier, r, judged),
            ),
            reproduce: words::reproduce_trigger(scene.dossier, r, judged),
        })
        .collect()
}

/// The evidence of the incidents that fired a trigger.
fn told_by(r: &ReleaseAssessment, judged: &TriggerJudgement) -> Vec<usize> {
    let Firing::Fired { by, .. } = &judged.firing else { return Vec::new() };
    let incidents = by.iter().filter_map(|one| match one {
        FiredBy::Incident(at) => r.incidents.get(*at),
        FiredBy::Measurement(_) => None,
    });
    incidents.map(|incident| incident.id.evidence).collect()
}
