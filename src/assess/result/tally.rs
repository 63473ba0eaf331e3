//! How much of a checklist is claimed and proven, by when its items are due: the one rule for every page, export and gate.

use crate::assess::result::due::Due;
use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::verdict::Verdict;
use std::collections::BTreeMap;

/// How many items are claimed and proven.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items in all.
    pub items: usize,
    /// Ticked boxes.
    pub claimed: usize,
    /// Verified, attested or waived.
    pub proven: usize,
    /// How many of each verdict; verdicts that do not occur are absent.
    pub by_verdict: BTreeMap<Verdict, usize>,
}

impl Tally {
    /// Counts judgements.
    pub fn of<'a>(judgements: impl Iterator<Item = &'a Judgement>) -> Self {
        let mut tally = Self::default();
        for judgement in judgements {
            tally.items += 1;
            tally.claimed += usize::from(judgement.ticked());
            tally.proven += usize::from(judgement.verdict.is_proven());
            *tally.by_verdict.entry(judgement.verdict).or_default() += 1;
        }
        tally
    }
}

/// The tallies of a release. An item that is off, or not due yet, is in none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// The items due by the tag, as known at the tag.
    pub due: Tally,
    /// The same items today.
    pub due_today: Tally,
    /// The items due after the tag, today.
    pub after: Tally,
}

impl Tallies {
    /// Counts the items of a checklist.
    pub fn of(items: &[ItemJudgement]) -> Self {
        let due = |due| items.iter().filter(move |item| item.counts() && item.due == due);
        Self {
            due: Tally::of(due(Due::ByTag).map(|item| &*item.at_tag)),
            due_today: Tally::of(due(Due::ByTag).map(|item| &*item.today)),
            after: Tally::of(due(Due::After).map(|item| &*item.today)),
        }
    }
}
