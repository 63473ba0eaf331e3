//! What each piece of evidence is to an item: missing, empty, unreadable, failing, proving, or none of these.

use crate::assess::result::judgement::{Judgement, Outcome};
use crate::assess::result::reason::Reason;
use crate::model::{criterion::Criterion, dossier::Dossier, evidence::State};

/// A piece of evidence as an item has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Support {
    /// It is named, and nothing is there.
    Missing(String),
    /// It is there (index into the dossier's evidence), in this state for the item.
    There(usize, State),
}

impl Support {
    /// `missing`, or the word of the state.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::There(_, state) => state.word(),
        }
    }
}

/// All evidence of an item at one vantage: what is there, then what is missing.
pub fn support(judgement: &Judgement, dossier: &Dossier) -> Vec<Support> {
    let there = judgement.evidence.iter().map(|n| Support::There(*n, state(judgement, dossier, *n)));
    there.chain(judgement.missing.iter().cloned().map(Support::Missing)).collect()
}

/// What a file is to an item: by the criteria that were computed on it, else by its own account. What decided nothing because it is too
/// old proves nothing; nor does a document only because it has not expired.
fn state(judgement: &Judgement, dossier: &Dossier, n: usize) -> State {
    let itself = dossier.evidence.get(n).map_or(State::Unreadable, |version| version.facts.state);
    if matches!(itself, State::Empty | State::Unreadable) {
        return itself;
    }
    let computed = judgement
        .criteria
        .iter()
        .filter(|judged| judged.observed.as_ref().is_some_and(|observed| observed.evidence == n));
    let outcomes =
        computed.map(|judged| (judged.outcome, matches!(judged.criterion, Criterion::Unexpired { .. })));
    let outcomes = outcomes.collect::<Vec<_>>();
    let is = |outcome: Outcome| outcomes.iter().any(|(own, _)| *own == outcome);
    match () {
        () if is(Outcome::Fails) || judgement.reason == (Reason::Contradicted { evidence: n }) => {
            State::Failing
        }
        () if is(Outcome::Stale) || is(Outcome::Unknown) => State::Neutral,
        () if outcomes.iter().any(|(outcome, expiry)| *outcome == Outcome::Holds && !expiry) => {
            State::Proving
        }
        () => itself,
    }
}
