//! The checklist of a release as its page shows it: what was due by the tag and what is due after it, section by section. What is settled is folded.

use super::checklist::{ItemView, StepView, differs, item, step};
use super::parts;
use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::checklist::{Phase, Section};
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{markdown, words};
use serde::Serialize;
use std::collections::BTreeMap;

/// A section with its items, or with its steps.
#[derive(Debug, Serialize)]
pub struct SectionView {
    id: String,
    title: String,
    phase: &'static str,
    /// The worst verdict of its items.
    badge_html: Html,
    count: String,
    /// Whether it is due by the tag.
    #[serde(skip)]
    is_before: bool,
    /// What asks for attention, and what does not, which is folded.
    items: Vec<ItemView>,
    proven: Vec<ItemView>,
    /// `8 verified, 1 attested`
    folded: String,
    steps: Vec<StepView>,
    done: Vec<StepView>,
    folded_steps: String,
}

/// The sections that are due at the same time.
#[derive(Debug, Serialize)]
pub struct PartView {
    id: &'static str,
    title: &'static str,
    sections: Vec<SectionView>,
}

/// The checklist in two: what was due by the tag, and what is due after it.
pub fn parts(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment, candidate: bool) -> [PartView; 2] {
    let (before, after) =
        sections(scene, from, r).into_iter().partition(|section: &SectionView| section.is_before);
    let title = if candidate { say!("Due by the tag") } else { say!("Known at the tag") };
    [
        PartView { id: "at-tag", title, sections: before },
        PartView { id: "after", title: say!("After the tag"), sections: after },
    ]
}

/// The sections of the checklist that speaks for a release; those with triggers alone are shown elsewhere.
fn sections(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Vec<SectionView> {
    let Some(in_force) = &r.in_force else {
        return Vec::new();
    };
    in_force
        .checklist
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| self::section(scene, from, r, (index, section), r.items_of(index)))
        .filter(|section| !section.is_empty())
        .collect()
}

impl SectionView {
    fn is_empty(&self) -> bool {
        [self.items.len(), self.proven.len(), self.steps.len(), self.done.len()] == [0; 4]
    }
}

/// How many of each word: `8 verified, 1 attested`.
fn counted(words: impl Iterator<Item = &'static str>) -> String {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts.into_iter().map(|(word, n)| format!("{n} {word}")).collect::<Vec<_>>().join(", ")
}

fn section(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    (index, section): (usize, &Section),
    items: &[ItemJudgement],
) -> SectionView {
    let due = items
        .iter()
        .filter(|item| item.counts() && item.due != Due::NotYet)
        .map(|item| item.today.verdict)
        .collect::<Vec<_>>();
    let proven = due.iter().filter(|verdict| verdict.is_proven()).count();
    let worst = due.iter().max().copied();
    let steps = r.steps.iter().filter(|step| step.section == index);
    let steps = steps.filter_map(|judged| step(scene, from, r, judged));
    let (done, steps): (Vec<_>, Vec<_>) = steps.partition(|step| QUIET.contains(&step.class));
    let all = items.iter().map(|judged| (is_settled(judged), item(scene, from, r, section, judged)));
    let (settled, loud): (Vec<_>, Vec<_>) = all.partition(|(settled, _)| *settled);
    let rows = |of: Vec<(bool, ItemView)>| of.into_iter().map(|(_, item)| item).collect::<Vec<_>>();
    let proven_rows = rows(settled);
    SectionView {
        id: format!("section-{}", crate::render::urls::segment(&format!("{}-{}", index + 1, section.slug))),
        title: markdown::plain(&section.title),
        phase: match section.phase {
            Phase::Before => say!("before the tag"),
            Phase::After => say!("after the tag"),
            other => words::phase_word(other),
        },
        badge_html: worst.map(parts::badge).unwrap_or_default(),
        count: if due.is_empty() {
            String::new()
        } else {
            say!("{proven} of {all} proven", proven, all = due.len())
        },
        is_before: section.phase == Phase::Before,
        folded: counted(proven_rows.iter().map(|item| item.standing)),
        items: rows(loud),
        proven: proven_rows,
        folded_steps: counted(done.iter().map(|step| step.standing)),
        steps,
        done,
    }
}

/// The steps that nobody needs to look at.
const QUIET: [&str; 2] = ["verified", "quiet"];

/// Whether nobody needs to look at an item: it is proven without a flag and was so at the tag, or is not due yet.
fn is_settled(judged: &ItemJudgement) -> bool {
    let proven = judged.today.verdict.is_proven() && judged.flags.is_empty();
    judged.due == Due::NotYet || (proven && !differs(judged))
}
