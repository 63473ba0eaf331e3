//! One clause of an item: the roles of its chunks.

use crate::assess::reading::chunk::{Chunk, What};
use crate::lexicon::{Meaning, file::Role as Phrase};
use crate::model::{checklist::Reference, kinds::Property, reading::Role};
use std::collections::BTreeSet;

/// A clause, with the whole item around it.
pub(super) struct Clause<'c> {
    pub(super) chunks: Vec<&'c mut Chunk>,
    pub(super) references: &'c [Reference],
    /// The item's Markdown.
    pub(super) text: &'c str,
    is_first: bool,
    /// Whether the clause asks for a file or an entry of git: words of doing beside it claim more.
    pub(super) is_of_file: bool,
}

impl<'c> Clause<'c> {
    /// The chunks of a clause, what is an instruction or a result set aside.
    pub(super) fn new(
        chunks: &'c mut [Chunk],
        at: usize,
        references: &'c [Reference],
        text: &'c str,
    ) -> Self {
        let chunks = chunks.iter_mut().filter(|chunk| chunk.clause == at).collect();
        let mut clause = Self { chunks, references, text, is_first: at == 0, is_of_file: false };
        clause.set_aside();
        clause
    }

    /// The chunks that have no role yet, with their indices.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, &Chunk)> {
        self.chunks
            .iter()
            .enumerate()
            .map(|(at, chunk)| (at, &**chunk))
            .filter(|(_, chunk)| chunk.role.is_none())
    }

    /// Whether there is a chunk that is such.
    pub(super) fn at(&self, at: usize, is: impl Fn(&Chunk) -> bool) -> bool {
        self.chunks.get(at).is_some_and(|chunk| is(chunk))
    }

    /// The chunks without a role that are such.
    pub(super) fn find(&self, is: impl Fn(&Chunk) -> bool) -> Vec<usize> {
        self.free().filter(|(_, chunk)| is(chunk)).map(|(at, _)| at).collect()
    }

    /// Gives chunks a role.
    pub(super) fn mark_all(&mut self, chunks: impl IntoIterator<Item = usize>, role: Role) {
        chunks.into_iter().for_each(|at| self.mark(at, role));
    }

    /// Gives a role.
    pub(super) fn mark(&mut self, at: usize, role: Role) {
        if let Some(chunk) = self.chunks.get_mut(at) {
            chunk.role = Some(role);
        }
    }

    fn mark_where(&mut self, role: Role, is: impl Fn(&Chunk) -> bool) {
        self.chunks
            .iter_mut()
            .filter(|chunk| chunk.role.is_none() && is(chunk))
            .for_each(|chunk| chunk.role = Some(role));
    }

    /// What to attach, where to look, and results in brackets.
    fn set_aside(&mut self) {
        let brackets = self.chunks.iter().map(|chunk| chunk.bracket).filter(|bracket| *bracket > 0);
        // The number beside a sign-off is that of its ticket.
        let is_decided = self.chunks.iter().any(|chunk| chunk.means(Meaning::is_decision));
        for bracket in brackets.collect::<BTreeSet<_>>() {
            let own = || self.chunks.iter().filter(|chunk| chunk.bracket == bracket && !chunk.is_mark("()"));
            let asks = own().next().is_some_and(|chunk| chunk.has(Phrase::Instruction))
                && !claims(own().skip(1).map(|chunk| &**chunk));
            let is_number = |chunk: &Chunk| chunk.what == What::Number && chunk.text.matches('.').count() < 2;
            let is_figure =
                |chunk: &&Chunk| is_number(chunk) || chunk.has(Phrase::Figure) || chunk.is_mark(",;:/+&");
            let figures = own().next().is_some()
                && own().all(|chunk| is_figure(&&**chunk))
                && own().any(|chunk| is_number(chunk))
                // `(4)` and `(B-4)` may be what it is of; `(12 tests)` is a result.
                && (own().any(|chunk| chunk.has(Phrase::Figure)) || is_decided);
            if asks || figures {
                let role = if asks { Role::Instruction } else { Role::Filler };
                self.mark_where(role, |chunk| chunk.bracket == bracket);
            }
        }
        let starts = self.chunks.iter().position(|chunk| !chunk.is_mark("-,:"));
        let asks = |at: usize| {
            self.at(at, |chunk| chunk.has(Phrase::Instruction) && chunk.role.is_none())
                && !claims(self.chunks.iter().skip(at + 1).map(|chunk| &**chunk))
        };
        let dash = (1..self.chunks.len()).find(|at| self.at(at - 1, |chunk| chunk.is_mark("-")) && asks(*at));
        let from = starts.filter(|at| !self.is_first && asks(*at)).or(dash);
        if let Some(from) = from {
            for chunk in self.chunks.iter_mut().skip(from).filter(|chunk| chunk.role.is_none()) {
                chunk.role = Some(Role::Instruction);
            }
        }
        self.mark_where(Role::Instruction, |chunk| chunk.has(Phrase::Aside));
        self.set_pointers_aside();
        self.set_link_words_aside();
        self.mark_where(Role::Filler, |chunk| matches!(chunk.what, What::Mark(_)));
        let lead = self.free().find(|(_, chunk)| chunk.has(Phrase::Lead) || !chunk.has(Phrase::Filler));
        let lead = lead.filter(|(_, chunk)| chunk.has(Phrase::Lead)).map(|(at, _)| at);
        if let Some(lead) = lead {
            self.mark(lead, Role::Filler);
        }
        self.set_commands_aside();
    }

    /// `…, see` and `…, kept in` before a path, which the lexer may hide.
    fn set_pointers_aside(&mut self) {
        for at in 0..self.chunks.len() {
            // What the lexer hides stands behind all that it shows.
            let is_shown = |chunk: &&&mut Chunk| !matches!(chunk.what, What::Mark(_)) && chunk.tokens.end > 0;
            let mut behind = self.chunks.iter().skip(at + 1).filter(is_shown);
            let is_before_path = behind.next().is_none_or(|chunk| chunk.what == What::Read(Role::Reference));
            if let Some(chunk) = self
                .chunks
                .get_mut(at)
                .filter(|chunk| is_before_path && chunk.has(Phrase::Pointer) && chunk.role.is_none())
            {
                chunk.role = Some(Role::Instruction);
            }
        }
    }

    /// `[record](path)`: the words of a link that only say that it is one.
    fn set_link_words_aside(&mut self) {
        let marks = |mark: &str| self.chunks.iter().position(|chunk| chunk.is_mark(mark));
        let (Some(from), Some(to)) = (marks("["), marks("]")) else { return };
        let inner = self.chunks.get(from + 1..to).unwrap_or_default();
        if self.text.contains("](")
            && inner.len() <= 2
            && inner.iter().all(|chunk| chunk.has(Phrase::General))
        {
            (from + 1..to).for_each(|at| self.mark(at, Role::Reference));
        }
    }

    /// A command tells how, where other words tell what.
    fn set_commands_aside(&mut self) {
        let is_command = |chunk: &Chunk| chunk.ticked && self.is_command(chunk.tick);
        let says =
            |chunk: &Chunk| chunk.role.is_none() && !is_command(chunk) && chunk.means(Meaning::names_kind);
        if self.chunks.iter().any(|chunk| says(chunk)) {
            let commands = self.chunks.iter().map(|chunk| is_command(chunk)).collect::<Vec<_>>();
            for (chunk, _) in
                self.chunks.iter_mut().zip(commands).filter(|(chunk, is)| *is && chunk.role.is_none())
            {
                chunk.role = Some(Role::Instruction);
            }
        }
    }

    /// Whether a pair of back-ticks holds a command: it begins with a tool that runs things.
    pub(super) fn is_command(&self, tick: usize) -> bool {
        let first = self.chunks.iter().find(|chunk| chunk.tick == tick && tick > 0);
        first.is_some_and(|chunk| chunk.has(Phrase::Runner))
    }

    /// Gives what demands left a role, as far as the lexicon has one. `measured`: whether some number of the item is bounded.
    pub(super) fn settle(&mut self, measured: bool) {
        let bounded = measured && self.chunks.iter().any(|chunk| chunk.is_bound());
        let things = self
            .chunks
            .iter()
            .map(|chunk| {
                matches!(chunk.role, Some(Role::Demand | Role::State | Role::Bound))
                    || chunk.means(Meaning::names_kind)
            })
            .collect::<Vec<_>>();
        self.settle_quantities();
        let is_of_file = self.is_of_file;
        for at in 0..self.chunks.len() {
            let next = (at + 1..self.chunks.len())
                .find(|n| self.at(*n, |chunk| !chunk.has(Phrase::Filler) && !chunk.has(Phrase::Quantifier)));
            let behind_auxiliary = at
                .checked_sub(1)
                .and_then(|before| self.chunks.get(before))
                .is_some_and(|chunk| chunk.has(Phrase::Auxiliary));
            let before_thing = next.and_then(|n| things.get(n)).copied().unwrap_or_default();
            let Some(chunk) = self.chunks.get_mut(at).filter(|chunk| chunk.role.is_none()) else { continue };
            let is = |role| chunk.has(role);
            // Two of something are asked for, and one record is no proof of two.
            let is_both = chunk.reads(&["both", "beide"]);
            chunk.role = match () {
                () if chunk.ticked => None,
                () if bounded && chunk.means(is_of_checks) => Some(Role::Demand),
                () if bounded && is(Phrase::Limit) => Some(Role::Bound),
                () if is(Phrase::Polarity) => Some(Role::Polarity),
                () if is(Phrase::Condition) => Some(Role::Condition),
                () if is(Phrase::Quantifier) && !is_both && (before_thing || behind_auxiliary) => {
                    Some(Role::Filler)
                }
                () if is(Phrase::Filler) => Some(Role::Filler),
                () if !is_of_file && (is(Phrase::Outcome) || is(Phrase::Doing)) => Some(Role::Demand),
                () => None,
            };
        }
    }

    /// `within 30 minutes of the deploy`: a time that begins with something else than the release is not computed.
    pub(super) fn settle_windows(&mut self) {
        for at in 0..self.chunks.len() {
            let is_window = self.at(at, |chunk| chunk.what == What::Read(Role::Window));
            let joins = self.at(at + 1, |chunk| chunk.has(Phrase::Filler) || chunk.has(Phrase::Beside));
            let next = self.chunks.iter().skip(at + 2).find(|chunk| !chunk.has(Phrase::Filler));
            let is_event = next.is_some_and(|chunk| {
                chunk.means(|meaning| matches!(meaning, Meaning::Thing(_) | Meaning::Deed(_)))
            });
            if is_window
                && joins
                && is_event
                && let Some(chunk) = self.chunks.get_mut(at)
            {
                chunk.role = Some(Role::Condition);
            }
        }
    }

    /// `all jobs`, `both tables`, `both A and B`.
    fn settle_quantities(&mut self) {
        let joined = self.chunks.iter().any(|chunk| chunk.reads(&["and", "und", "&"]));
        // Runs and test sheets hold jobs and tests, and are whole only with all of them.
        let has_parts = |meaning: &Meaning| {
            matches!(meaning, Meaning::Thing(kind) | Meaning::Deed(kind) | Meaning::Subject(kind) | Meaning::Implies(kind)
                if kind.is(Property::Suite))
        };
        let of_parts = self.chunks.iter().any(|chunk| chunk.means(has_parts));
        for at in 0..self.chunks.len() {
            let is_free = |chunk: &&&mut Chunk| chunk.role.is_none() && !chunk.ticked;
            let Some(chunk) =
                self.chunks.get(at).filter(is_free).filter(|chunk| chunk.has(Phrase::Quantifier))
            else {
                continue;
            };
            let both = joined && chunk.reads(&["both", "beide"]);
            let is_table = |chunk: &Chunk| chunk.reads(&["table", "tables"]);
            let part = self
                .chunks
                .get(at + 1)
                .filter(is_free)
                .is_some_and(|chunk| chunk.has(Phrase::Part) && (both || of_parts && !is_table(chunk)));
            if both || part {
                self.mark(at, Role::Filler);
            }
            if part {
                self.mark(at + 1, Role::Filler);
            }
        }
    }
}

/// Whether what follows the first word of an instruction claims something: behind a colon, a comma or `that`, in words or with a number.
fn claims<'u>(chunks: impl Iterator<Item = &'u Chunk>) -> bool {
    let mut behind = false;
    for chunk in chunks {
        behind |= chunk.is_mark(":,") || chunk.text.eq_ignore_ascii_case("that");
        let says = !chunk.ticked
            && matches!(chunk.what, What::Word | What::Number | What::Phrase(_))
            && !chunk.has(Phrase::Filler)
            && !chunk.has(Phrase::Instruction)
            && !chunk.has(Phrase::General)
            && !chunk.text.contains(['#', '@'])
            && !is_identifier(&chunk.text);
        if behind && says {
            return true;
        }
    }
    false
}

/// The number of a ticket: `OPS-7`.
fn is_identifier(text: &str) -> bool {
    let (name, number) = text.rsplit_once('-').unwrap_or_default();
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit())
}

/// Whether a phrase names checks whose numbers the grammar of bounds reads.
fn is_of_checks(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Thing(kind) | Meaning::DoneOf(kind) if kind.is(Property::Measured))
}
