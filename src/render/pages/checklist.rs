//! The checklist of a release as its page shows it: sections, items, steps, triggers.

use super::{difference, marks, parts, reasons, why};
use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
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

/// A section with its items, or with its steps.
#[derive(Debug, Serialize)]
pub struct SectionView {
    id: String,
    title: String,
    phase: &'static str,
    /// The worst verdict of its items.
    badge_html: Html,
    count: String,
    items: Vec<ItemView>,
    steps: Vec<StepView>,
}

/// An item with its verdict.
#[derive(Debug, Serialize)]
pub struct ItemView {
    anchor: String,
    class: &'static str,
    badge_html: Html,
    sign: &'static str,
    word: &'static str,
    text_html: Html,
    words_at_tag_html: Option<Html>,
    flags_html: Html,
    reason_html: Html,
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

/// The sections of the checklist that speaks for a release; those with triggers alone are shown elsewhere.
pub fn sections(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Vec<SectionView> {
    let Some(in_force) = &r.in_force else {
        return Vec::new();
    };
    in_force
        .checklist
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| self::section(scene, from, r, (index, section), r.items_of(index)))
        .filter(|section| !section.items.is_empty() || !section.steps.is_empty())
        .collect()
}

fn section(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    (index, section): (usize, &Section),
    items: &[ItemJudgement],
) -> SectionView {
    let counted = items
        .iter()
        .filter(|item| item.counts() && item.due != Due::NotYet)
        .map(|item| item.today.verdict)
        .collect::<Vec<_>>();
    let proven = counted.iter().filter(|verdict| verdict.is_proven()).count();
    let worst = counted.iter().max().copied();
    let steps = r.steps.iter().filter(|step| step.section == index);
    let steps = steps.filter_map(|judged| step(scene, from, r, judged)).collect();
    SectionView {
        id: format!("section-{}", crate::render::urls::segment(&format!("{}-{}", index + 1, section.slug))),
        title: markdown::plain(&section.title),
        phase: match section.phase {
            Phase::Before => say!("before the tag"),
            Phase::After => say!("after the tag"),
            other => words::phase_word(other),
        },
        badge_html: worst.map(parts::badge).unwrap_or_default(),
        count: if counted.is_empty() {
            String::new()
        } else {
            say!("{proven} of {all} proven", proven, all = counted.len())
        },
        items: items.iter().map(|judged| item(scene, from, r, section, judged)).collect(),
        steps,
    }
}

fn item(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    section: &Section,
    judged: &ItemJudgement,
) -> ItemView {
    let d = scene.dossier;
    let (text, line) =
        section.items.get(judged.index).map_or(("", 0), |item| (item.text.as_str(), item.line));
    let today = &judged.today;
    let flags: Vec<Html> = judged.flags.iter().map(|flag| parts::flag(*flag)).collect();
    let snapshot = d.history.snapshots.get(r.snapshot);
    let candidate = snapshot.is_none_or(|snapshot| snapshot.is_candidate());
    // Nothing that applies after the tag could be known at it.
    let differs = !candidate
        && judged.phase == Phase::Before
        && (judged.at_tag.verdict != today.verdict || judged.at_tag.mark != today.mark);
    let origin = r.in_force.as_ref().map(|in_force| in_force.origin_of(judged.section));
    let source = match (origin, snapshot) {
        (Some(ChecklistPlace::File { path, .. }), Some(snapshot)) => {
            parts::source(scene, snapshot.commit, path, line)
        }
        (Some(ChecklistPlace::TagMessage { .. }), Some(snapshot)) => {
            parts::tag_message(scene, snapshot, line)
        }
        _ => Html::default(),
    };
    let (reason_html, named) = why::reason_and_list(scene, from, r, judged, today);
    let not_yet = judged.due == Due::NotYet;
    ItemView {
        anchor: item_anchor(&judged.id),
        class: if not_yet { "quiet" } else { today.verdict.word() },
        badge_html: if not_yet { not_due(judged.due) } else { parts::badge(today.verdict) },
        sign: sign(&today.mark),
        word: words::mark_word(&today.mark),
        text_html: markdown::inline(judged.words_today.as_deref().unwrap_or(text)),
        words_at_tag_html: judged.words_today.as_ref().map(|_| markdown::inline(text)),
        flags_html: parts::joined(&flags, " "),
        reason_html,
        named: named.into_iter().map(|body_html| Piece { body_html }).collect(),
        reading: words::reading(judged),
        marks_html: marks::of(judged),
        evidence: support(today, d).iter().map(|one| piece(scene, from, one)).collect(),
        at_tag_html: differs.then(|| at_tag(scene, from, r, judged)),
        ticked_html: ticked(scene, judged).or_else(|| told_by_tagger(origin, snapshot?, judged)),
        would_prove: words::would_prove(d, r, judged, today),
        reproduce: words::reproduce(d, r, judged, today),
        source_html: source,
        before_html: before(scene, from, r, judged),
        history: scene.routes.link(from, &scene.item(judged)),
    }
}

/// The quiet badge of an item that is not due yet.
fn not_due(due: Due) -> Html {
    parts::labelled("quiet", words::due_word(due), say!("It applies after the tag, and counts nowhere yet"))
}

fn step(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment, judged: &StepJudgement) -> Option<StepView> {
    let d = scene.dossier;
    let step = words::step_source(r, judged)?;
    let reason = words::step_reason(d, r, judged);
    let class = match judged.call {
        StepCall::NotComputed => "unknown",
        StepCall::NotNeeded => "quiet",
        call => call.word(),
    };
    let known = matches!(judged.call, StepCall::NotNeeded);
    Some(StepView {
        anchor: format!("step-{}-{}", judged.section + 1, judged.index + 1),
        number: step.number,
        label: step.number.map_or_else(|| say!("target").to_owned(), |n| say!("step {n}", n)),
        badge_html: parts::labelled(class, words::step_word(judged.call), words::step_meaning(judged.call)),
        text_html: markdown::inline(&step.text),
        reason_html: why::sentence(scene, from, &judged.judgement.evidence, &reason),
        reading: words::step_reading(judged),
        evidence: if known {
            Vec::new()
        } else {
            support(&judged.judgement, d).iter().map(|one| piece(scene, from, one)).collect()
        },
        would_prove: words::step_would_prove(judged),
        reproduce: words::reproduce_step(d, r, judged).filter(|_| !known),
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
