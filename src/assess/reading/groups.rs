//! What is left of an item's words, gathered into groups that evidence must tell; and the spans of all words.

use crate::assess::reading::chunk::{Chunk, What};
use crate::assess::reading::grammar::parsed::{Loose, Parsed};
use crate::assess::reading::grammar::phrase::Measure;
use crate::assess::reading::{listed, numbered};
use crate::lexicon::{Meaning, file::Role as Phrase, words::Cue, words::Name};
use crate::model::criterion::Op;
use crate::model::reading::{By, Counted, Role, Span, Test, Wanted};
use crate::model::record::folded;
use crate::read::text::time;
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
pub(super) fn gather(chunks: &[Chunk], parsed: &Parsed) -> Gathered {
    let mut gathered =
        Gathered { spans: Vec::new(), wanted: Vec::new(), left: Vec::new(), things: Vec::new() };
    let (mut list, mut at) = (0, 0);
    let mut last_list: Option<usize> = None;
    let clauses = Clauses::of(chunks);
    while let Some(chunk) = chunks.get(at) {
        let bound = parsed
            .loose
            .iter()
            .find(|loose| chunk.role.is_none() && loose.tokens.contains(&chunk.tokens.start));
        let zero = (chunk.has(Phrase::Zero) && chunk.role == Some(Role::Polarity))
            || (chunk.what == What::Number && chunk.role.is_none() && chunk.text == "0");
        let end = match bound {
            Some(loose) => figure(chunks, at, loose, &mut gathered),
            None if zero => none_of(chunks, at, &mut gathered),
            None => at,
        };
        if end > at {
            (at, last_list) = (end, None);
            continue;
        }
        if chunk.role.is_some() {
            settled(chunk, &mut gathered);
            // A list goes on over its commas.
            let joins = chunk.is_mark(",/&+") || chunk.reads(&["and", "und"]);
            last_list =
                last_list.filter(|_| joins || (chunk.has(Phrase::Filler) && !chunk.has(Phrase::Narrowing)));
            at += 1;
            continue;
        }
        let end = group_end(chunks, at, parsed);
        list = last_list.unwrap_or(list + 1);
        last_list = Some(list);
        push(chunks, at..end, list, parsed, &clauses, &mut gathered);
        at = end;
    }
    gathered
}

/// Where a run of words without a role ends; fillers within it belong to it.
fn group_end(chunks: &[Chunk], from: usize, parsed: &Parsed) -> usize {
    let Some(first) = chunks.get(from) else { return from };
    let goes_on = |chunk: &Chunk| {
        chunk.clause == first.clause
            && chunk.bracket == first.bracket
            && !parsed
                .loose
                .iter()
                .any(|loose| loose.tokens.contains(&chunk.tokens.start) && chunk.tokens.end > 0)
            && (chunk.role.is_none()
                || (chunk.has(Phrase::Filler) && chunk.role == Some(Role::Filler) && !is_joint(chunk)))
            && !chunk.has(Phrase::Agent)
    };
    let mut end = from + 1;
    let mut last = end;
    // `from north to south` and `to v1.0.0` are ends of a way; `whom to call` is none.
    let is_origin = |chunk: &Chunk| chunk.clause == first.clause && Name::Origin.has(&folded(&chunk.text));
    let has_origin = chunks.iter().any(is_origin);
    let is_named = |at: usize| chunks.get(at).is_some_and(|chunk| is_named_by_number(&chunk.text));
    let turns = |at: usize| {
        chunks.get(at).is_some_and(|chunk| Name::Direction.has(&folded(&chunk.text)))
            && (has_origin || is_named(at + 1))
            || is_behind_arrow(chunks, at, parsed)
            || is_between_names(chunks, at)
    };
    while chunks.get(end).is_some_and(goes_on) && !turns(end) {
        end += 1;
        if chunks.get(end - 1).is_some_and(|chunk| chunk.role.is_none()) {
            last = end;
        }
    }
    last
}

fn is_joint(chunk: &Chunk) -> bool {
    listed::is_joint(&chunk.text.to_lowercase())
}

/// `v1.1.0`, `2.2`
fn is_named_by_number(text: &str) -> bool {
    text.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit()) && text.contains('.')
}

/// `gcp → aws`: whether an arrow stands before a chunk.
fn is_behind_arrow(chunks: &[Chunk], at: usize, parsed: &Parsed) -> bool {
    let (Some(before), Some(own)) = (at.checked_sub(1).and_then(|at| chunks.get(at)), chunks.get(at)) else {
        return false;
    };
    let between = parsed.shown.get(before.range.end..own.range.start).unwrap_or_default();
    between.contains('→') || before.is_mark(">")
}

/// `BLL to CPH`: whether a word of direction stands between two names, and so parts the ends of a way.
fn is_between_names(chunks: &[Chunk], at: usize) -> bool {
    let is_name = |at: usize| {
        chunks.get(at).is_some_and(|chunk| {
            let has = |is: fn(char) -> bool| chunk.text.contains(is);
            let is_capital =
                chunk.text.starts_with(char::is_uppercase) && (at > 0 || !has(char::is_lowercase));
            chunk.role.is_none() && (is_capital || has(|c| c.is_ascii_digit()))
        })
    };
    let is_direction = chunks.get(at).is_some_and(|chunk| Name::Direction.has(&folded(&chunk.text)));
    is_direction && at.checked_sub(1).is_some_and(is_name) && is_name(at + 1)
}

/// A number with a sign, and the words beside it that name what it counts.
fn figure(chunks: &[Chunk], at: usize, loose: &Loose, gathered: &mut Gathered) -> usize {
    let mut end = at;
    while chunks.get(end).is_some_and(|chunk| chunk.tokens.start < loose.tokens.end && chunk.tokens.end > 0) {
        end += 1;
    }
    let measure = match loose.measure {
        Measure::Bare => Counted::Things,
        Measure::Millis => Counted::Millis,
        Measure::Percent => Counted::Percent,
        Measure::Bytes => Counted::Bytes,
        _ => return at,
    };
    // `less than 5 minutes of downtime`
    let is_of = |chunk: &Chunk| chunk.has(Phrase::Filler) && folded(&chunk.text) == "of";
    let is_named = chunks.get(end + 1).is_some_and(|chunk| chunk.role.is_none());
    let bound_end = end + usize::from(is_named && chunks.get(end).is_some_and(is_of));
    end = bound_end;
    while end < bound_end + NAMES
        && chunks.get(end).is_some_and(|chunk| {
            chunk.role.is_none() && chunk.clause == chunks.get(at).map_or(0, |u| u.clause)
        })
    {
        end += 1;
    }
    let names = chunks.get(bound_end..end).unwrap_or_default().iter().map(|chunk| chunk.text.as_str());
    let mut names = names.collect::<Vec<_>>().join(" ");
    // `size above 400 MB`, `range of at least 400 km`: what is counted may stand before the number.
    if (names.is_empty() || Name::Unit.has(&folded(&names)))
        && let Some((clause, last)) = gathered.wanted.last()
        && Some(*clause) == chunks.get(at).map(|chunk| chunk.clause)
        && last.test == Test::Told
        && gathered.spans.iter().skip(last.span + 1).all(|span| span.role == Role::Filler)
    {
        names = [&last.words, &names].map(String::as_str).join(" ").trim_end().to_owned();
        gathered.wanted.pop();
    }
    let mut limits = loose.limits.clone();
    // `passed over 24 hours`: so long it lasted.
    let is_during = chunks.get(at).is_some_and(|chunk| folded(&chunk.text) == "over");
    if measure == Counted::Millis && is_during {
        limits.iter_mut().filter(|(op, _)| *op == Op::Above).for_each(|(op, _)| *op = Op::AtLeast);
    }
    let (span, clause) = span(chunks, at..end, Role::Bound, gathered);
    gathered.wanted.push((clause, Wanted::new(names, Test::Figure(limits, measure), span)));
    end
}

/// `no errors`: a count of 0, where the evidence counts it; `no errors or warnings` is none of either, and `no high or critical findings`
/// neither high findings nor critical ones.
fn none_of(chunks: &[Chunk], at: usize, gathered: &mut Gathered) -> usize {
    let mut counted: Vec<Vec<&str>> = Vec::new();
    let (mut from, mut end) = (at + 1, at);
    loop {
        let own = chunks.get(from..).unwrap_or_default().iter().take(NAMES);
        let words = own.take_while(|chunk| may_be_counted(chunk)).map(|chunk| &*chunk.text);
        let words = words.collect::<Vec<_>>();
        if words.is_empty() {
            break;
        }
        end = from + words.len();
        counted.push(words);
        if chunks.get(end).is_none_or(|chunk| !Cue::Or.is(&chunk.text.to_lowercase())) {
            break;
        }
        from = end + 1;
    }
    let Some((last, before)) = counted.split_last_mut().filter(|_| end > at) else { return at };
    let noun = last.last().filter(|_| last.len() > 1);
    before.iter_mut().filter(|words| words.len() == 1).for_each(|words| words.extend(noun));
    let (span, clause) = span(chunks, at..end, Role::Polarity, gathered);
    for words in counted {
        gathered.wanted.push((clause, Wanted::new(words.join(" "), Test::Zero, span)));
    }
    end
}

/// What may be counted: a word without a role, or a word of failure.
fn may_be_counted(chunk: &Chunk) -> bool {
    !matches!(chunk.what, What::Mark(_))
        && (chunk.role.is_none() || (chunk.role == Some(Role::Polarity) && !chunk.has(Phrase::Zero)))
}

fn span(
    chunks: &[Chunk],
    range: std::ops::Range<usize>,
    role: Role,
    gathered: &mut Gathered,
) -> (usize, usize) {
    let own = chunks.get(range).unwrap_or_default();
    let bytes =
        own.first().map_or(0, |chunk| chunk.range.start)..own.last().map_or(0, |chunk| chunk.range.end);
    let clause = own.first().map_or(0, |chunk| chunk.clause);
    gathered.spans.push(Span { range: bytes, role, clause });
    (gathered.spans.len() - 1, clause)
}

/// The clauses that ask for a decision, and those that ask for something kept.
struct Clauses {
    decided: BTreeSet<usize>,
    inventories: BTreeSet<usize>,
}

impl Clauses {
    fn of(chunks: &[Chunk]) -> Self {
        let decides = |chunk: &&Chunk| chunk.means(Meaning::is_decision);
        let keeps = |chunk: &&Chunk| chunk.role == Some(Role::State);
        Self {
            decided: chunks.iter().filter(decides).map(|chunk| chunk.clause).collect(),
            inventories: chunks.iter().filter(keeps).map(|chunk| chunk.clause).collect(),
        }
    }
}

fn push(
    chunks: &[Chunk],
    range: std::ops::Range<usize>,
    list: usize,
    parsed: &Parsed,
    clauses: &Clauses,
    gathered: &mut Gathered,
) {
    let own = chunks.get(range.clone()).unwrap_or_default();
    let words = own.iter().filter(|chunk| chunk.role.is_none()).map(|chunk| chunk.text.as_str());
    let mut words = time::with_plain_days(&words.collect::<Vec<_>>().join(" "));
    // `by the platform team`: fillers may stand between.
    let before = chunks.get(..range.start).unwrap_or_default().iter().rev();
    let before = before.take_while(|chunk| {
        chunk.role == Some(Role::Filler)
            && chunk.has(Phrase::Filler)
            && own.first().is_some_and(|own| own.clause == chunk.clause)
    });
    let before = before.collect::<Vec<_>>();
    let is_one_of = |clauses: &BTreeSet<usize>| own.first().is_some_and(|own| clauses.contains(&own.clause));
    let is_decided = is_one_of(&clauses.decided);
    let by = before
        .iter()
        .any(|chunk| chunk.has(Phrase::Agent) || is_decided && chunk.text.eq_ignore_ascii_case("from"));
    // `from v1.1.0`: a record may tell another version from which, or to which.
    let origin = before.iter().find(|chunk| Name::Origin.has(&folded(&chunk.text)));
    let direction = before.iter().find(|chunk| Name::Direction.has(&folded(&chunk.text)));
    let arrow = match () {
        () if is_behind_arrow(chunks, range.start, parsed) => Some("to"),
        () if is_behind_arrow(chunks, range.end, parsed) || is_between_names(chunks, range.end) => {
            Some("from")
        }
        () => None,
    };
    if let Some(from) = direction.or(origin).map(|chunk| chunk.text.as_str()).or(arrow) {
        words.insert_str(0, &format!("{from} "));
    }
    let narrows = before.iter().any(|chunk| chunk.has(Phrase::Narrowing));
    let by = by || acts(chunks, &range);
    let who = match (by, is_decided) {
        (false, false) => By::Nobody,
        (false, true) => By::Subject,
        // What is kept is reviewed, and not done.
        (true, false) if is_one_of(&clauses.inventories) => By::Decider,
        (true, false) => By::Doer,
        (true, true) => By::Decider,
    };
    let verb = verb_before(chunks, range.start, before.len());
    let whom = by || own.iter().all(|chunk| chunk.means(Meaning::is_party));
    let is_command = own.first().is_some_and(|chunk| chunk.ticked && chunk.has(Phrase::Runner));
    let (span, clause) = span(chunks, range, if whom { Role::Whom } else { Role::Rest }, gathered);
    for words in numbered::each(&words) {
        let wanted = Wanted { list, is_command, by: who, narrows, ..Wanted::new(words, Test::Told, span) };
        let wanted = Wanted { verb: verb.clone(), ..wanted };
        gathered.wanted.push((clause, wanted));
    }
}

/// The word before the fillers that stand before words: of `approved by Lena` the verb.
fn verb_before(chunks: &[Chunk], start: usize, fillers: usize) -> String {
    let before = start.checked_sub(fillers + 1).and_then(|at| chunks.get(at));
    before
        .filter(|chunk| !matches!(chunk.what, What::Mark(_)))
        .map(|chunk| chunk.text.clone())
        .unwrap_or_default()
}

/// Whether words name a team that does something to another: `Sales briefed Support`.
fn acts(chunks: &[Chunk], range: &std::ops::Range<usize>) -> bool {
    let own = chunks.get(range.clone()).unwrap_or_default();
    let is_party = |chunk: &Chunk| chunk.means(Meaning::is_party);
    let mut behind = chunks.get(range.end..).unwrap_or_default().iter();
    let mut behind = behind.by_ref().skip_while(|chunk| chunk.has(Phrase::Perfect));
    own.iter().all(is_party)
        && behind.next().is_some_and(|chunk| chunk.means(|meaning| matches!(meaning, Meaning::Deed(_))))
        && behind
            .take_while(|chunk| {
                !matches!(chunk.what, What::Mark(_))
                    && !is_joint(chunk)
                    && own.first().is_some_and(|own| own.clause == chunk.clause)
            })
            .any(is_party)
}

fn settled(chunk: &Chunk, gathered: &mut Gathered) {
    let Some(role) = chunk.role.filter(|_| !matches!(chunk.what, What::Mark(_))) else { return };
    let mergeable = matches!(role, Role::Instruction | Role::Filler);
    let clause = chunk.clause;
    match gathered.spans.last_mut().filter(|last| mergeable && last.role == role && last.clause == clause) {
        Some(last) => last.range.end = chunk.range.end,
        None => gathered.spans.push(Span { range: chunk.range.clone(), role, clause }),
    }
    let span = gathered.spans.len() - 1;
    let names = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Thing(_) | Meaning::Subject(_) | Meaning::Deed(_) | Meaning::InventoryThing(_)
        )
    };
    if matches!(role, Role::Demand | Role::State | Role::Where) && (role == Role::Where || chunk.means(names))
    {
        gathered.things.push(Wanted::new(chunk.text.clone(), Test::Told, span));
    }
    if matches!(role, Role::Polarity | Role::Condition) {
        gathered.left.push(gathered.spans.len() - 1);
    }
}
