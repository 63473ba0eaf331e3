//! How an item's words were divided into spans with roles, and what they ask evidence to tell.

use super::criterion::{Criterion, Op};
use crate::model::words::words;
use std::ops::Range;

words! {
    /// What a span of an item's words does.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Role {
        /// It names a file, a glob or an address.
        Reference = "reference",
        /// It names what is to be done, and that it is.
        Demand = "demand",
        /// It names what is kept, and what is to be true of it.
        State = "state",
        /// It bounds a number.
        Bound = "bound",
        /// It says how old evidence may be.
        Window = "window",
        /// It names an environment or a branch.
        Where = "where",
        /// It names a team or a person.
        Whom = "whom",
        /// It turns a demand round.
        Polarity = "polarity",
        /// It makes a demand depend on something.
        Condition = "condition",
        /// It says what to attach or where to look.
        Instruction = "instruction",
        /// It asks nothing.
        Filler = "filler",
        /// Anything else: evidence must tell it in its own words.
        Rest = "rest",
    }
}

/// A part of an item's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes in [`Reading::shown`].
    pub range: Range<usize>,
    /// What it does.
    pub role: Role,
    /// The clause in which it stands.
    pub clause: usize,
}

/// A stretch of words with one role, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words, with the white space and the signs around them.
    pub words: String,
    /// What they do.
    pub role: Role,
    /// Whether nothing shows them.
    pub is_left: bool,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Things.
    Things,
    /// Milliseconds.
    Millis,
    /// Hundredths.
    Percent,
    /// Bytes.
    Bytes,
}

/// How evidence must tell some words.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// In its own words: a field, a part, a title, a path.
    Told,
    /// As a number of that name within these limits.
    Figure(Vec<(Op, f64)>, Counted),
    /// As a count of that name that is 0, or an empty list.
    Zero,
}

/// Words that the deciding evidence must tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// As the item has them.
    pub words: String,
    /// How they must be told.
    pub test: Test,
    /// Index into the reading's spans.
    pub span: usize,
    /// Items of one list share a number: several pieces of evidence may tell them together.
    pub list: usize,
    /// Whether it names a command: one told by its subject is told.
    pub is_command: bool,
    /// Whether it names who did something, or decided.
    pub by: By,
    /// What they did, as the item says it: `approved`; empty where it does not.
    pub verb: String,
    /// Whether it narrows what stands beside it: `green on Windows`.
    pub narrows: bool,
}

impl Wanted {
    /// Words that stand in no list and name nobody.
    pub fn new(words: impl Into<String>, test: Test, span: usize) -> Self {
        let words = words.into();
        Self {
            words,
            test,
            span,
            list: usize::MAX,
            is_command: false,
            by: By::Nobody,
            verb: String::new(),
            narrows: false,
        }
    }
}

/// Whether words name a person or a team as the one who acted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// They do not.
    #[default]
    Nobody,
    /// Who did it: `taken by Lena`.
    Doer,
    /// Who decided: `approved by Lena`.
    Decider,
    /// Who decided, or what was decided on: `Lena approved`.
    Subject,
}

impl By {
    /// Whether they name who did it or decided.
    pub fn acted(self) -> bool {
        matches!(self, Self::Doer | Self::Decider)
    }
}

/// A demand of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What is demanded.
    pub criterion: Criterion,
    /// What the deciding evidence must tell beside it.
    pub wanted: Vec<Wanted>,
    /// Index into the reading's spans: where it stands, or the first of the spans that bound a number.
    pub span: usize,
}

/// An item's words in spans, and what they ask.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The words without marks of emphasis, comments and targets of links.
    pub shown: String,
    /// The paths in back-ticks that `shown` leaves out, each with where it stood.
    pub named: Vec<(usize, String)>,
    /// In order, without overlaps. Every word lies in one.
    pub spans: Vec<Span>,
    /// The demands, in order.
    pub asks: Vec<Ask>,
    /// Words of clauses that demand nothing computable.
    pub free: Vec<Wanted>,
    /// The words that name what is to be done: what a named record of another kind must tell itself.
    pub things: Vec<Wanted>,
    /// The clauses that speak of an outcome.
    pub outcomes: Vec<usize>,
    /// The clauses that ask for a decision.
    pub decisions: Vec<usize>,
    /// Spans that no evidence can cover.
    pub left: Vec<usize>,
    /// Whether the words speak of an outcome, of a number or of a time, so that the presence of a file shows nothing.
    pub is_computable: bool,
}

impl Reading {
    /// The words of a span.
    pub fn words(&self, span: usize) -> &str {
        let range = self.spans.get(span).map(|span| span.range.clone()).unwrap_or_default();
        self.shown.get(range).unwrap_or_default()
    }

    /// All words in their order, neighbours of one role together; `left` are the spans that nothing shows.
    pub fn pieces(&self, left: &[usize]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        for (n, span) in self.spans.iter().enumerate() {
            self.between(at..span.range.start, &mut pieces);
            push(&mut pieces, self.words(n), span.role, left.contains(&n));
            at = at.max(span.range.end);
        }
        self.between(at..self.shown.len() + 1, &mut pieces);
        pieces
    }

    /// What stands between spans: signs, and the paths that the item names.
    fn between(&self, range: Range<usize>, pieces: &mut Vec<Piece>) {
        let mut at = range.start;
        for (place, name) in self.named.iter().filter(|(place, _)| range.contains(place)) {
            push(pieces, self.shown.get(at..*place).unwrap_or_default(), Role::Filler, false);
            push(pieces, name, Role::Reference, false);
            at = *place;
        }
        let end = range.end.min(self.shown.len());
        push(pieces, self.shown.get(at..end).unwrap_or_default(), Role::Filler, false);
    }
}

fn push(pieces: &mut Vec<Piece>, words: &str, role: Role, is_left: bool) {
    let is_same = |piece: &Piece| piece.role == role && piece.is_left == is_left;
    let is_blank =
        pieces.last().is_some_and(|last| last.role == Role::Filler && last.words.trim().is_empty());
    let before = pieces.len().checked_sub(2).and_then(|at| pieces.get(at));
    let blank = if is_blank && before.is_some_and(is_same) { pieces.pop() } else { None };
    match pieces.last_mut().filter(|last| is_same(last)) {
        Some(last) => {
            last.words.push_str(&blank.map(|blank| blank.words).unwrap_or_default());
            last.words.push_str(words);
        }
        None if !words.is_empty() => pieces.push(Piece { words: words.to_owned(), role, is_left }),
        None => {}
    }
}
