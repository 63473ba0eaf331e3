//! From an item's words to its reading: every word lies in a span, every span has a role.
//!
//! `chunks` cuts the words into phrases, `clause` gives them roles and finds what a clause demands, `groups` gathers what is left. What is
//! in no row of the lexicon is rest, which the deciding evidence must tell itself: nothing is thrown away.

pub mod acts;
mod chunk;
pub mod chunks;
pub mod clause;
pub mod demanded;
pub mod facts;
pub mod grammar;
pub mod groups;
pub mod inventories;
mod listed;
mod numbered;
pub mod pin;
pub mod sides;
pub mod topic_words;
pub mod triggers;

use crate::assess::reading::chunk::Chunk;
use crate::assess::reading::chunks::chunks;
pub use crate::assess::reading::sides::sides;
use crate::assess::reading::{clause::Clause, grammar::parser::Grammar, groups::Gathered};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::reading::{Ask, Reading, Role, Wanted};
use crate::model::{checklist::Reference, fact::GitFact, inventory::InventoryDemand, measurement::Metric};
use std::collections::BTreeSet;

/// Reads an item's words.
pub fn read(text: &str, references: &[Reference], grammar: &Grammar, lexicon: &Lexicon) -> Reading {
    let mut parsed = grammar.parse(text);
    let mut chunks = numbered::join(chunks(text, &parsed, references, lexicon));
    of_all_runs(&mut parsed.criteria, &chunks, lexicon);
    chunks::part_clauses(&mut chunks);
    let clauses = chunks.iter().map(|chunk| chunk.clause).max().map_or(0, |last| last + 1);
    let measured = parsed.criteria.iter().any(is_measured);
    let demanded = demands(&mut chunks, references, text, measured);
    let Gathered { spans, wanted, left, things } = groups::gather(&chunks, &parsed);
    let is_computable = !parsed.criteria.is_empty()
        || !parsed.loose.is_empty()
        || !parsed.unread.is_empty()
        || demanded.iter().any(|(_, criterion)| !is_of_path(criterion))
        || chunks.iter().any(Chunk::is_outcome)
        || wanted.iter().any(|(_, wanted)| wanted.words.chars().any(|c| c.is_ascii_digit()));
    let decides = demanded.iter().filter(|(_, criterion)| matches!(criterion, Criterion::SignedOff { .. }));
    let decisions = decides.map(|(at, _)| *at).collect();
    let of =
        |clause: usize| wanted.iter().filter(move |(at, _)| *at == clause).map(|(_, wanted)| wanted.clone());
    let bounded = |clause: usize| {
        chunks.iter().any(|chunk| chunk.clause == clause && chunk.is_bound())
            && !demanded.iter().any(|(at, _)| *at == clause)
    };
    let places = |at: usize, criterion: &Criterion| {
        let of_clause = |thing: &&Wanted| {
            spans.get(thing.span).is_some_and(|span| span.role == Role::Where && span.clause == at)
        };
        let places = things.iter().filter(of_clause).filter(|_| must_tell_place(criterion, lexicon));
        places.cloned().collect::<Vec<_>>()
    };
    let asks = demanded.iter().map(|(at, criterion)| Ask {
        criterion: criterion.clone(),
        wanted: of(*at).chain(places(*at, criterion)).collect(),
        span: 0,
    });
    let mut asks = asks.collect::<Vec<_>>();
    let bounded_words = (0..clauses).filter(|at| measured && bounded(*at)).flat_map(of).collect::<Vec<_>>();
    asks.extend(parsed.criteria.iter().map(|criterion| Ask {
        criterion: criterion.clone(),
        wanted: if is_measured(criterion) { bounded_words.clone() } else { Vec::new() },
        span: spans.iter().position(|span| span.role == Role::Bound).unwrap_or_default(),
    }));
    let has_ask = |at: usize| demanded.iter().any(|(clause, _)| *clause == at) || measured && bounded(at);
    let free = wanted.iter().filter(|(at, _)| !has_ask(*at)).map(|(_, wanted)| wanted.clone()).collect();
    let outcomes = chunks.iter().filter(|chunk| chunk.is_outcome()).map(|chunk| chunk.clause);
    let outcomes = outcomes.collect::<BTreeSet<_>>().into_iter().collect();
    Reading {
        shown: parsed.shown,
        named: parsed.named,
        spans,
        asks,
        free,
        things,
        outcomes,
        decisions,
        left,
        is_computable,
    }
}

/// What each clause demands; its chunks get their roles.
fn demands(
    chunks: &mut [Chunk],
    references: &[Reference],
    text: &str,
    measured: bool,
) -> Vec<(usize, Criterion)> {
    let mut demanded = Vec::new();
    // The chunks of a clause stand together.
    for own in chunks.chunk_by_mut(|a, b| a.clause == b.clause) {
        let at = own.first().map_or(0, |chunk| chunk.clause);
        let mut clause = Clause::new(own, at, references, text);
        demanded.extend(clause.demands().into_iter().map(|criterion| (at, criterion)));
        clause.settle(measured);
        clause.settle_windows();
    }
    demanded
}

/// `every check under 1 s`, `never above 1 s`: the newest check alone does not decide.
fn of_all_runs(criteria: &mut [Criterion], chunks: &[Chunk], lexicon: &Lexicon) {
    let universal = Meaning::Role(Phrase::Universal);
    let is_universal = |chunk: &Chunk| {
        chunk.has(Phrase::Universal)
            || (chunk.is_bound()
                && stem::words(&chunk.text).any(|word| lexicon.whole(&word).contains(&universal)))
    };
    if !chunks.iter().any(is_universal) {
        return;
    }
    for criterion in criteria {
        if let Criterion::Budget { metric, statistic, op: Op::Below | Op::AtMost, .. } = criterion
            && metric.name() == Metric::LATENCY
            && *statistic == Statistic::Latest
        {
            *statistic = Statistic::Max;
        }
    }
}

/// What is kept must tell its environment, unless the names that are asked for do.
fn must_tell_place(criterion: &Criterion, lexicon: &Lexicon) -> bool {
    matches!(criterion, Criterion::Inventory(InventoryDemand { place: Some(place), names, .. })
        if !names.iter().any(|name| names_place(name, place, lexicon)))
}

/// Whether a name such as `SHOP_*_PROD` holds a word for an environment.
fn names_place(name: &str, place: &str, lexicon: &Lexicon) -> bool {
    stem::words(name).any(|word| lexicon.whole(&word).contains(&Meaning::Place(place.into())))
}

/// What happened to a file: where git does not tell it, the claim rests on the file that is there.
fn is_of_path(criterion: &Criterion) -> bool {
    matches!(criterion, Criterion::Fact { fact: GitFact::Path { .. }, .. })
}

/// Whether words name a decision: `approved`, `sign-off`.
pub fn is_decision(words: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(words).iter().any(Meaning::is_decision)
}

fn is_measured(criterion: &Criterion) -> bool {
    matches!(criterion, Criterion::Budget { .. } | Criterion::Status { .. })
}
