//! The reading of one item, explained.

use crate::assess::reading::pin;
use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::ChecklistPlace;
use crate::cli::terminal::safe;
use crate::model::criterion::Criterion;
use crate::model::dossier::Dossier;
use crate::model::reading::{Piece, Role};
use crate::render::words;

/// One item. All texts are on one line and harmless to a terminal.
#[derive(Debug)]
pub(in crate::cli) struct Entry {
    pub(in crate::cli) id: String,
    /// The item's words as plain text.
    pub(in crate::cli) text: String,
    /// The path of the words, or the ref of the tag whose message holds them.
    pub(in crate::cli) path: String,
    /// Whether that is a file.
    pub(in crate::cli) is_file: bool,
    /// The line of the words, from 1.
    pub(in crate::cli) line: u32,
    /// The words, or those of its pin, in stretches of one role.
    pub(in crate::cli) pieces: Vec<Piece>,
    /// What would decide it.
    pub(in crate::cli) demands: Vec<String>,
    /// The paths that decide it today, or that it rests on.
    pub(in crate::cli) evidence: Vec<String>,
    /// The words that are left over.
    pub(in crate::cli) left: Vec<String>,
    /// The place of its pin.
    pub(in crate::cli) pinned: Option<String>,
    /// Why its pin cannot be read.
    pub(in crate::cli) misread: Option<String>,
    /// The pin that would settle it, ready to be pasted; `None` where golive cannot write one.
    pub(in crate::cli) pin: Option<String>,
    /// What to do where golive cannot write a pin, and the reading is not whole.
    pub(in crate::cli) advice: Option<String>,
    pub(in crate::cli) is_whole: bool,
}

/// The readings of all items of a release.
pub(in crate::cli) fn all(dossier: &Dossier, release: &ReleaseAssessment) -> Vec<Entry> {
    release.items.iter().map(|item| Entry::new(dossier, release, item)).collect()
}

impl Entry {
    /// Explains the reading of an item.
    pub(in crate::cli) fn new(dossier: &Dossier, release: &ReleaseAssessment, item: &ItemJudgement) -> Self {
        let standing = item.deciding();
        let in_force = release.in_force.as_ref();
        let section = in_force.and_then(|in_force| in_force.checklist.sections.get(item.section));
        let written = section.and_then(|section| section.items.get(item.index));
        let origin = in_force.map(|in_force| in_force.origin_of(item.section));
        let left = left(item, standing);
        let shown = Judgement { left: left.clone(), ..standing.clone() };
        let decides = |criterion: &Criterion| !matches!(criterion, Criterion::Unexpired { .. });
        let demands = standing.criteria.iter().map(|judged| &judged.criterion).filter(|one| decides(one));
        let demands = demands.map(|one| safe(&words::demand_in(one, item.phase))).collect::<Vec<_>>();
        let references = written.map(|written| written.references.as_slice()).unwrap_or_default();
        let has_subject = !demands.is_empty() || !references.is_empty() || !standing.evidence.is_empty();
        let is_whole =
            item.terms.misread.is_none() && (item.terms.pinned.is_some() || (left.is_empty() && has_subject));
        let pin = match &item.terms.pinned {
            Some(_) => None,
            None => pin::suggested(&item.reading, references).map(|pin| safe(&pin)),
        };
        let advice = (!is_whole && pin.is_none()).then(|| advice(item, &left).to_owned());
        let paths = standing.evidence.iter().filter_map(|at| dossier.evidence.get(*at));
        Self {
            id: item.id.clone(),
            text: safe(&words::text(release, item)),
            path: origin.map_or_else(String::new, |origin| safe(origin.place())),
            is_file: origin.and_then(ChecklistPlace::file).is_some(),
            line: written.map_or(0, |written| written.line),
            pieces: item
                .reading
                .pieces(&left)
                .into_iter()
                .map(|piece| Piece { words: safe(&piece.words), ..piece })
                .collect(),
            demands,
            evidence: paths.map(|version| safe(&version.path)).collect(),
            left: words::left_over(item, &shown).iter().map(|words| safe(words)).collect(),
            pinned: item.terms.pinned.as_ref().map(|place| safe(&place.to_string())),
            misread: item.terms.misread.as_ref().map(|misread| safe(&misread.message)),
            pin,
            advice,
            is_whole,
        }
    }

    /// `path:line`.
    pub(in crate::cli) fn place(&self) -> String {
        format!("{}:{}", self.path, self.line)
    }
}

/// The spans that are left over: those that no evidence could show, and, where there is evidence, those that it does not tell.
fn left(item: &ItemJudgement, standing: &Judgement) -> Vec<usize> {
    let mut left = item.reading.left.clone();
    if !standing.evidence.is_empty() {
        left.extend(&standing.left);
    }
    left.sort_unstable();
    left.dedup();
    left
}

/// What to do where no pin says what the words say.
fn advice(item: &ItemJudgement, left: &[usize]) -> &'static str {
    let is_turned = |n: &usize| item.reading.spans.get(*n).is_some_and(|span| span.role == Role::Polarity);
    match () {
        () if item.terms.misread.is_some() => "mend the pin",
        () if left.iter().any(is_turned) => {
            "say what is to be so, and not what is not: no pin turns a demand round"
        }
        () if item.reading.asks.is_empty() => {
            "name evidence that tells its words, or pin its kind, such as <!-- golive: kind=restore-drill within=30d -->"
        }
        () => "make an item of each demand, for a pin holds one",
    }
}
