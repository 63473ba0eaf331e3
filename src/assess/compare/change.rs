//! What happened to one item between two releases: its verdict, its box, its words, what it demands.

use crate::assess::candidates::named::is_procedure;
use crate::assess::history::identities::{same_section, same_words};
use crate::assess::result::{judgement::ItemJudgement, release::ReleaseAssessment, verdict::Verdict};
use crate::model::checklist::{Item, Reference, Section};
use crate::model::criterion::{Criterion, Op};
use crate::model::words::words;
use std::cmp::Ordering;
use std::collections::BTreeSet;

words! {
    /// What happened to an item. An item can have several, in this order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ItemChange {
        /// It was proven, and is no longer.
        Withdrawn = "withdrawn",
        /// Its verdict got worse, without crossing from proven to unproven.
        Weakened = "weakened",
        /// It was not proven, and now is.
        NewlyProven = "newly-proven",
        /// Its verdict got better, without crossing from unproven to proven.
        Strengthened = "strengthened",
        /// It is now waived with a reason.
        Waived = "waived",
        /// Only the later release has it.
        New = "new",
        /// Only the later release has it, and one before both had it.
        Returned = "returned",
        /// Only the earlier release has it.
        Vanished = "vanished",
        /// Something that it demanded is laxer, or is no longer demanded.
        Loosened = "loosened",
        /// Something that it demands is stricter, or was not demanded.
        Tightened = "tightened",
        /// Its words changed.
        Reworded = "reworded",
        /// It stands in another section.
        Moved = "moved",
        /// Its box is now ticked.
        Ticked = "ticked",
        /// Its box is no longer ticked.
        Unticked = "unticked",
    }
}

impl ItemChange {
    /// Whether the checklist itself changed, and not what became of it.
    pub fn is_of_checklist(self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Returned
                | Self::Vanished
                | Self::Loosened
                | Self::Tightened
                | Self::Reworded
                | Self::Moved
        )
    }

    /// Whether the checklist demands less than before.
    pub fn is_less(self) -> bool {
        matches!(self, Self::Vanished | Self::Loosened)
    }
}

/// How what an item demands changed.
#[derive(Clone, Debug, PartialEq)]
pub enum DemandChange {
    /// More passes than before.
    Laxer {
        /// The demand before.
        was: Criterion,
        /// The demand now.
        is: Criterion,
    },
    /// Less passes than before.
    Stricter {
        /// The demand before.
        was: Criterion,
        /// The demand now.
        is: Criterion,
    },
    /// No longer demanded.
    Dropped(Criterion),
    /// Not demanded before.
    Added(Criterion),
    /// No longer named as evidence.
    Unnamed(String),
    /// Not named as evidence before.
    Named(String),
}

impl DemandChange {
    /// Whether less is demanded than before.
    pub fn is_looser(&self) -> bool {
        matches!(self, Self::Laxer { .. } | Self::Dropped(_) | Self::Unnamed(_))
    }
}

/// An item of a release.
pub type JudgedItem<'a> = (&'a ReleaseAssessment, &'a ItemJudgement);

/// Everything that happened from an earlier to a later release, and how the demands changed.
pub fn changes(before: JudgedItem<'_>, after: JudgedItem<'_>) -> (BTreeSet<ItemChange>, Vec<DemandChange>) {
    let demands = demands(before, after);
    let words = reworded(before, after).into_iter().chain(
        [(ItemChange::Loosened, true), (ItemChange::Tightened, false)]
            .into_iter()
            .filter(|(_, looser)| demands.iter().any(|demand| demand.is_looser() == *looser))
            .map(|(change, _)| change),
    );
    (verdict(before.1, after.1).into_iter().chain(words).collect(), demands)
}

fn verdict(old: &ItemJudgement, new: &ItemJudgement) -> Vec<ItemChange> {
    let (was, is) = (old.today.verdict, new.today.verdict);
    let verdict = match (was.is_proven(), is.is_proven(), is.cmp(&was)) {
        _ if is == Verdict::Waived && was != Verdict::Waived => Some(ItemChange::Waived),
        (true, false, _) => Some(ItemChange::Withdrawn),
        (false, true, _) => Some(ItemChange::NewlyProven),
        // Verdicts are ordered from best to worst.
        (_, _, Ordering::Greater) => Some(ItemChange::Weakened),
        (_, _, Ordering::Less) => Some(ItemChange::Strengthened),
        (_, _, Ordering::Equal) => None,
    };
    let ticked = match (old.today.ticked(), new.today.ticked()) {
        (false, true) => Some(ItemChange::Ticked),
        (true, false) => Some(ItemChange::Unticked),
        _ => None,
    };
    verdict.into_iter().chain(ticked).collect()
}

fn reworded(before: JudgedItem<'_>, after: JudgedItem<'_>) -> Vec<ItemChange> {
    let (Some((old_section, old)), Some((section, new))) =
        (written(before.0, before.1), written(after.0, after.1))
    else {
        return Vec::new();
    };
    let of = |release, section| (title(release), section);
    let reworded = (!same_words(&old.text, &new.text)).then_some(ItemChange::Reworded);
    let moved = !same_section(of(before.0, old_section), of(after.0, section));
    let moved = moved.then_some(ItemChange::Moved);
    reworded.into_iter().chain(moved).collect()
}

fn title(release: &ReleaseAssessment) -> Option<&str> {
    release.in_force.as_ref()?.checklist.title.as_deref()
}

/// An item and its section as the checklist has them.
pub fn written<'a>(release: &'a ReleaseAssessment, item: &ItemJudgement) -> Option<(&'a Section, &'a Item)> {
    let section = release.in_force.as_ref()?.checklist.sections.get(item.section)?;
    Some((section, section.items.get(item.index)?))
}

/// How the demands changed. Where the words are the same, nothing did: an expiry, say, comes and goes with a document.
fn demands(before: JudgedItem<'_>, after: JudgedItem<'_>) -> Vec<DemandChange> {
    let (Some((_, old)), Some((_, new))) = (written(before.0, before.1), written(after.0, after.1)) else {
        return Vec::new();
    };
    if same_words(&old.text, &new.text) {
        return Vec::new();
    }
    let mut found = matched(criteria(before.1), criteria(after.1));
    found.extend(named(old, new));
    found
}

/// What an item's words demand: what evidence alone brought in comes and goes with it.
pub fn criteria(item: &ItemJudgement) -> Vec<Criterion> {
    let all = item.today.criteria.iter().map(|judged| judged.criterion.clone());
    all.filter(|criterion| !matches!(criterion, Criterion::Unexpired { .. } | Criterion::Succeeded { .. }))
        .collect()
}

/// Pairs what demands the same thing: first with the same label and target, then with the same metric alone.
fn matched(old: Vec<Criterion>, mut new: Vec<Criterion>) -> Vec<DemandChange> {
    let (mut found, mut left) = (Vec::new(), old);
    let same_demand = |a: &ChangedDemand, b: &ChangedDemand| a.kind == b.kind && a.place == b.place;
    let same_kind = |a: &ChangedDemand, b: &ChangedDemand| a.kind == b.kind;
    for same in [same_demand as fn(&ChangedDemand, &ChangedDemand) -> bool, same_kind] {
        let mut dropped = Vec::new();
        for was in left {
            let demand = ChangedDemand::of(&was);
            match new.iter().position(|is| same(&demand, &ChangedDemand::of(is))).map(|at| new.remove(at)) {
                Some(is) if demand.is_within(&ChangedDemand::of(&is)) => {
                    found.push(DemandChange::Laxer { was, is })
                }
                Some(is) if ChangedDemand::of(&is).is_within(&demand) => {
                    found.push(DemandChange::Stricter { was, is });
                }
                Some(_) => {}
                None => dropped.push(was),
            }
        }
        left = dropped;
    }
    found.extend(left.into_iter().map(DemandChange::Dropped));
    found.extend(new.into_iter().map(DemandChange::Added));
    found
}

/// Evidence that is named no more, or anew. A name that takes another's place changes nothing of what is demanded.
fn named(old: &Item, new: &Item) -> Vec<DemandChange> {
    let (was, is) = (files(old), files(new));
    let beyond = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|path| !those.contains(path)).cloned().collect()
    };
    match (beyond(&was, &is), beyond(&is, &was)) {
        (gone, fresh) if fresh.is_empty() => gone.into_iter().map(DemandChange::Unnamed).collect(),
        (gone, fresh) if gone.is_empty() => fresh.into_iter().map(DemandChange::Named).collect(),
        _ => Vec::new(),
    }
}

/// The files that an item names as evidence; how to do something is none.
pub fn files(item: &Item) -> Vec<String> {
    let files = item.references.iter().filter(|reference| !matches!(reference, Reference::Url(_)));
    files.map(|reference| reference.text().to_owned()).filter(|path| !is_procedure(path)).collect()
}

/// What makes two criteria comparable, and what each lets pass.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedDemand {
    /// The same for two criteria that demand the same, whatever the bound, the label and the target.
    pub kind: String,
    /// The label and the target of a budget.
    pub place: String,
    /// The least and the most that pass; `None` where no bound can be laxer than another.
    pub passes: Option<(f64, f64)>,
}

impl ChangedDemand {
    /// What a criterion demands.
    pub fn of(criterion: &Criterion) -> Self {
        let bound = |kind: &str, passes| Self { kind: kind.to_owned(), place: String::new(), passes };
        #[expect(clippy::cast_precision_loss, reason = "a window of more than 2^53 seconds is none")]
        let number = |seconds: i64| seconds as f64;
        match criterion {
            Criterion::Within { seconds } => bound("within", Some((f64::NEG_INFINITY, number(*seconds)))),
            Criterion::After { seconds } => bound("after", Some((number(*seconds), f64::INFINITY))),
            Criterion::Status { from, to, .. } => bound("status", Some((f64::from(*from), f64::from(*to)))),
            Criterion::Budget { metric, statistic, op, value, label, target, .. } => {
                let (side, passes) = match op {
                    Op::AtLeast | Op::Above => ("least", Some((*value, f64::INFINITY))),
                    Op::AtMost | Op::Below => ("most", Some((f64::NEG_INFINITY, *value))),
                    Op::Equals => ("equal", None),
                };
                let kind = format!("{side} {} {}", statistic.word(), metric.name());
                Self { kind, place: format!("{label:?} {target:?}"), passes }
            }
            other => bound(&format!("{other:?}"), None),
        }
    }

    /// Whether another one lets everything pass that this one does, and more.
    fn is_within(&self, other: &Self) -> bool {
        let Some(((least, most), (low, high))) = self.passes.zip(other.passes) else { return false };
        low <= least && high >= most && (low < least || high > most)
    }
}
