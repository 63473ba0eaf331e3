//! What is left of an item's words, gathered into groups that evidence must tell; and the spans of all words.

use crate::assess::reading::demanded::SIGN_OFF;
use crate::assess::reading::grammar::parsed::{Loose, Parsed};
use crate::assess::reading::grammar::phrase::Measure;
use crate::assess::reading::units::{Unit, What};
use crate::lexicon::Meaning;
use crate::lexicon::file::Role as Phrase;
use crate::model::evidence::Kind;
use crate::model::reading::{By, Counted, Role, Span, Test, Wanted};
use std::collections::BTreeSet;

/// So many words beside a number may name what it counts.
const NAMES: usize = 4;

/// The spans, what evidence must tell (with its clause), and the spans that nothing can cover.
pub(super) struct Gathered {
    pub(super) spans: Vec<Span>,
    pub(super) wanted: Vec<(usize, Wanted)>,
    pub(super) left: Vec<usize>,
    pub(super) things: Vec<Wanted>,
}

/// Gathers what has no role.
pub(super) fn gather(units: &[Unit], parsed: &Parsed) -> Gathered {
    let mut gathered =
        Gathered { spans: Vec::new(), wanted: Vec::new(), left: Vec::new(), things: Vec::new() };
    let (mut list, mut at) = (0, 0);
    let mut last_list: Option<usize> = None;
    let clauses = Clauses::of(units);
    while let Some(unit) = units.get(at) {
        let bound = parsed
            .loose
            .iter()
            .find(|loose| unit.role.is_none() && loose.tokens.contains(&unit.tokens.start));
        let zero = (unit.has(Phrase::Zero) && unit.role == Some(Role::Polarity))
            || (unit.what == What::Number && unit.role.is_none() && unit.text == "0");
        let end = match bound {
            Some(loose) => figure(units, at, loose, &mut gathered),
            None if zero => none_of(units, at, &mut gathered),
            None => at,
        };
        if end > at {
            (at, last_list) = (end, None);
            continue;
        }
        if unit.role.is_some() {
            settled(unit, &mut gathered);
            // A list goes on over its commas.
            let joins = unit.is_mark(",/&+") || matches!(&*unit.text.to_lowercase(), "and" | "und");
            last_list = last_list.filter(|_| joins || unit.has(Phrase::Filler));
            at += 1;
            continue;
        }
        let end = group_end(units, at, parsed);
        list = last_list.unwrap_or(list + 1);
        last_list = Some(list);
        push(units, at..end, list, &clauses, &mut gathered);
        at = end;
    }
    gathered
}

/// Where a run of words without a role ends; fillers within it belong to it.
fn group_end(units: &[Unit], from: usize, parsed: &Parsed) -> usize {
    let Some(first) = units.get(from) else { return from };
    let goes_on = |unit: &Unit| {
        unit.clause == first.clause
            && unit.bracket == first.bracket
            && !parsed
                .loose
                .iter()
                .any(|loose| loose.tokens.contains(&unit.tokens.start) && unit.tokens.end > 0)
            && (unit.role.is_none()
                || (unit.has(Phrase::Filler) && unit.role == Some(Role::Filler) && !is_joint(unit)))
            && !matches!(&*unit.text.to_lowercase(), "by" | "durch" | "von")
    };
    let mut end = from + 1;
    let mut last = end;
    while units.get(end).is_some_and(goes_on) {
        end += 1;
        if units.get(end - 1).is_some_and(|unit| unit.role.is_none()) {
            last = end;
        }
    }
    last
}

fn is_joint(unit: &Unit) -> bool {
    matches!(&*unit.text.to_lowercase(), "and" | "und" | "sowie")
}

/// A number with a sign, and the words beside it that name what it counts.
fn figure(units: &[Unit], at: usize, loose: &Loose, gathered: &mut Gathered) -> usize {
    let mut end = at;
    while units.get(end).is_some_and(|unit| unit.tokens.start < loose.tokens.end && unit.tokens.end > 0) {
        end += 1;
    }
    let measure = match loose.measure {
        Measure::Bare => Counted::Things,
        Measure::Millis => Counted::Millis,
        Measure::Percent => Counted::Percent,
        Measure::Bytes => Counted::Bytes,
        _ => return at,
    };
    let bound_end = end;
    while end < bound_end + NAMES
        && units
            .get(end)
            .is_some_and(|unit| unit.role.is_none() && unit.clause == units.get(at).map_or(0, |u| u.clause))
    {
        end += 1;
    }
    let names = units.get(bound_end..end).unwrap_or_default().iter().map(|unit| unit.text.as_str());
    let mut names = names.collect::<Vec<_>>().join(" ");
    // `size above 400 MB`: what is counted may stand before the number.
    if names.is_empty()
        && let Some((clause, last)) = gathered.wanted.last()
        && Some(*clause) == units.get(at).map(|unit| unit.clause)
        && last.test == Test::Told
        && gathered.spans.iter().skip(last.span + 1).all(|span| span.role == Role::Filler)
    {
        names.clone_from(&last.words);
        gathered.wanted.pop();
    }
    let (span, clause) = span(units, at..end, Role::Bound, gathered);
    let wanted = Wanted {
        words: names,
        test: Test::Figure(loose.limits.clone(), measure),
        span,
        list: usize::MAX,
        is_command: false,
        by: By::Nobody,
    };
    gathered.wanted.push((clause, wanted));
    end
}

/// `no errors`: a count of 0, where the evidence counts it.
fn none_of(units: &[Unit], at: usize, gathered: &mut Gathered) -> usize {
    let from = at + 1;
    if units.get(from).is_none_or(|unit| !may_be_counted(unit)) {
        return at;
    }
    let mut end = from;
    while end < from + NAMES && units.get(end).is_some_and(may_be_counted) {
        end += 1;
    }
    let names = units.get(from..end).unwrap_or_default().iter().map(|unit| unit.text.as_str());
    let names = names.collect::<Vec<_>>().join(" ");
    let (span, clause) = span(units, at..end, Role::Polarity, gathered);
    gathered.wanted.push((
        clause,
        Wanted { words: names, test: Test::Zero, span, list: usize::MAX, is_command: false, by: By::Nobody },
    ));
    end
}

/// What may be counted: a word without a role, or a word of failure.
fn may_be_counted(unit: &Unit) -> bool {
    !matches!(unit.what, What::Mark(_))
        && (unit.role.is_none() || (unit.role == Some(Role::Polarity) && !unit.has(Phrase::Zero)))
}

fn span(
    units: &[Unit],
    range: std::ops::Range<usize>,
    role: Role,
    gathered: &mut Gathered,
) -> (usize, usize) {
    let own = units.get(range).unwrap_or_default();
    let bytes = own.first().map_or(0, |unit| unit.range.start)..own.last().map_or(0, |unit| unit.range.end);
    let clause = own.first().map_or(0, |unit| unit.clause);
    gathered.spans.push(Span { range: bytes, role, clause });
    (gathered.spans.len() - 1, clause)
}

/// The clauses that ask for a decision, and those that ask for something kept.
struct Clauses {
    decided: BTreeSet<usize>,
    kept: BTreeSet<usize>,
}

impl Clauses {
    fn of(units: &[Unit]) -> Self {
        let sign_off = Kind::named(SIGN_OFF);
        let decides = |unit: &&Unit| {
            unit.means(|one| matches!(one, Meaning::Deed(kind) | Meaning::Thing(kind) if *kind == sign_off))
        };
        let keeps = |unit: &&Unit| unit.role == Some(Role::State);
        Self {
            decided: units.iter().filter(decides).map(|unit| unit.clause).collect(),
            kept: units.iter().filter(keeps).map(|unit| unit.clause).collect(),
        }
    }
}

fn push(
    units: &[Unit],
    range: std::ops::Range<usize>,
    list: usize,
    clauses: &Clauses,
    gathered: &mut Gathered,
) {
    let own = units.get(range.clone()).unwrap_or_default();
    let words = own.iter().filter(|unit| unit.role.is_none()).map(|unit| unit.text.as_str());
    let words = words.collect::<Vec<_>>().join(" ");
    let by = range.start.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|unit| {
        matches!(&*unit.text.to_lowercase(), "by" | "durch" | "von")
            && own.first().is_some_and(|own| own.clause == unit.clause)
    });
    let is_one_of = |clauses: &BTreeSet<usize>| own.first().is_some_and(|own| clauses.contains(&own.clause));
    let who = match (by, is_one_of(&clauses.decided)) {
        (false, false) => By::Nobody,
        (false, true) => By::Subject,
        // What is kept is reviewed, and not done.
        (true, false) if is_one_of(&clauses.kept) => By::Decider,
        (true, false) => By::Doer,
        (true, true) => By::Decider,
    };
    let whom = by || own.iter().all(|unit| unit.means(|one| matches!(one, Meaning::Party(_))));
    let is_command = own.first().is_some_and(|unit| unit.ticked && unit.has(Phrase::Runner));
    let (span, clause) = span(units, range, if whom { Role::Whom } else { Role::Rest }, gathered);
    let wanted = Wanted { words, test: Test::Told, span, list, is_command, by: who };
    gathered.wanted.push((clause, wanted));
}

fn settled(unit: &Unit, gathered: &mut Gathered) {
    let Some(role) = unit.role.filter(|_| !matches!(unit.what, What::Mark(_))) else { return };
    let mergeable = matches!(role, Role::Instruction | Role::Filler);
    let clause = unit.clause;
    match gathered.spans.last_mut().filter(|last| mergeable && last.role == role && last.clause == clause) {
        Some(last) => last.range.end = unit.range.end,
        None => gathered.spans.push(Span { range: unit.range.clone(), role, clause }),
    }
    let span = gathered.spans.len() - 1;
    let names = |one: &Meaning| {
        matches!(one, Meaning::Thing(_) | Meaning::Subject(_) | Meaning::Deed(_) | Meaning::KeptThing(_))
    };
    if matches!(role, Role::Demand | Role::State | Role::Where) && (role == Role::Where || unit.means(names))
    {
        let words = unit.text.clone();
        gathered.things.push(Wanted {
            words,
            test: Test::Told,
            span,
            list: usize::MAX,
            is_command: false,
            by: By::Nobody,
        });
    }
    if matches!(role, Role::Polarity | Role::Condition) {
        gathered.left.push(gathered.spans.len() - 1);
    }
}
