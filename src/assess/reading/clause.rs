//! One clause of an item: the roles of its units.

use crate::assess::reading::units::{Unit, What};
use crate::lexicon::Meaning;
use crate::lexicon::file::Role as Phrase;
use crate::model::checklist::Reference;
use crate::model::reading::Role;
use std::collections::BTreeSet;

/// A clause, with the whole item around it.
pub(super) struct Clause<'c> {
    pub(super) units: Vec<&'c mut Unit>,
    pub(super) references: &'c [Reference],
    /// The item's Markdown.
    pub(super) text: &'c str,
    is_first: bool,
}

impl<'c> Clause<'c> {
    /// The units of a clause, what is an instruction or a result set aside.
    pub(super) fn new(units: &'c mut [Unit], at: usize, references: &'c [Reference], text: &'c str) -> Self {
        let units = units.iter_mut().filter(|unit| unit.clause == at).collect();
        let mut clause = Self { units, references, text, is_first: at == 0 };
        clause.set_aside();
        clause
    }

    /// The units that have no role yet, with their indices.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, &Unit)> {
        self.units.iter().enumerate().map(|(at, unit)| (at, &**unit)).filter(|(_, unit)| unit.role.is_none())
    }

    /// Gives a role.
    pub(super) fn mark(&mut self, at: usize, role: Role) {
        if let Some(unit) = self.units.get_mut(at) {
            unit.role = Some(role);
        }
    }

    fn mark_where(&mut self, role: Role, is: impl Fn(&Unit) -> bool) {
        self.units
            .iter_mut()
            .filter(|unit| unit.role.is_none() && is(unit))
            .for_each(|unit| unit.role = Some(role));
    }

    /// What to attach, where to look, and results in brackets.
    fn set_aside(&mut self) {
        let brackets = self.units.iter().map(|unit| unit.bracket).filter(|bracket| *bracket > 0);
        for bracket in brackets.collect::<BTreeSet<_>>() {
            let own = || self.units.iter().filter(|unit| unit.bracket == bracket && !unit.is_mark("()"));
            let asks = own().next().is_some_and(|unit| unit.has(Phrase::Instruction))
                && !claims(own().skip(1).map(|unit| &**unit));
            let is_number = |unit: &Unit| unit.what == What::Number && unit.text.matches('.').count() < 2;
            let is_figure =
                |unit: &&Unit| is_number(unit) || unit.has(Phrase::Figure) || unit.is_mark(",;:/+&");
            let figures = own().next().is_some()
                && own().all(|unit| is_figure(&&**unit))
                && own().any(|unit| is_number(unit));
            if asks || figures {
                let role = if asks { Role::Instruction } else { Role::Filler };
                self.mark_where(role, |unit| unit.bracket == bracket);
            }
        }
        let starts = self.units.iter().position(|unit| !unit.is_mark("-,:"));
        let asks = |at: usize| {
            self.units.get(at).is_some_and(|unit| unit.has(Phrase::Instruction) && unit.role.is_none())
                && !claims(self.units.iter().skip(at + 1).map(|unit| &**unit))
        };
        let dash = (1..self.units.len())
            .find(|at| self.units.get(at - 1).is_some_and(|unit| unit.is_mark("-")) && asks(*at));
        let from = starts.filter(|at| !self.is_first && asks(*at)).or(dash);
        if let Some(from) = from {
            for unit in self.units.iter_mut().skip(from).filter(|unit| unit.role.is_none()) {
                unit.role = Some(Role::Instruction);
            }
        }
        self.mark_where(Role::Instruction, |unit| unit.has(Phrase::Aside));
        self.set_pointers_aside();
        self.set_link_words_aside();
        self.mark_where(Role::Filler, |unit| matches!(unit.what, What::Mark(_)));
        let lead = self.free().find(|(_, unit)| unit.has(Phrase::Lead) || !unit.has(Phrase::Filler));
        let lead = lead.filter(|(_, unit)| unit.has(Phrase::Lead)).map(|(at, _)| at);
        if let Some(lead) = lead {
            self.mark(lead, Role::Filler);
        }
        self.set_commands_aside();
    }

    /// `…, see` and `…, kept in` before a path, which the lexer may hide.
    fn set_pointers_aside(&mut self) {
        for at in 0..self.units.len() {
            // What the lexer hides stands behind all that it shows.
            let is_shown = |unit: &&&mut Unit| !matches!(unit.what, What::Mark(_)) && unit.tokens.end > 0;
            let mut behind = self.units.iter().skip(at + 1).filter(is_shown);
            let is_before_path = behind.next().is_none_or(|unit| unit.what == What::Read(Role::Reference));
            if let Some(unit) = self
                .units
                .get_mut(at)
                .filter(|unit| is_before_path && unit.has(Phrase::Pointer) && unit.role.is_none())
            {
                unit.role = Some(Role::Instruction);
            }
        }
    }

    /// `[record](path)`: the words of a link that only say that it is one.
    fn set_link_words_aside(&mut self) {
        let marks = |mark: &str| self.units.iter().position(|unit| unit.is_mark(mark));
        let (Some(from), Some(to)) = (marks("["), marks("]")) else { return };
        let inner = self.units.get(from + 1..to).unwrap_or_default();
        if self.text.contains("](") && inner.len() <= 2 && inner.iter().all(|unit| unit.has(Phrase::General))
        {
            (from + 1..to).for_each(|at| self.mark(at, Role::Reference));
        }
    }

    /// A command tells how, where other words tell what.
    fn set_commands_aside(&mut self) {
        let is_command = |unit: &Unit| unit.ticked && self.is_command(unit.tick);
        let says = |unit: &Unit| {
            unit.role.is_none()
                && !is_command(unit)
                && unit.means(|one| matches!(one, Meaning::Thing(_) | Meaning::Subject(_) | Meaning::Deed(_)))
        };
        if self.units.iter().any(|unit| says(unit)) {
            let commands = self.units.iter().map(|unit| is_command(unit)).collect::<Vec<_>>();
            for (unit, _) in
                self.units.iter_mut().zip(commands).filter(|(unit, is)| *is && unit.role.is_none())
            {
                unit.role = Some(Role::Instruction);
            }
        }
    }

    /// Whether a pair of back-ticks holds a command: it begins with a tool that runs things.
    pub(super) fn is_command(&self, tick: usize) -> bool {
        let first = self.units.iter().find(|unit| unit.tick == tick && tick > 0);
        first.is_some_and(|unit| unit.has(Phrase::Runner))
    }

    /// Gives what demands left a role, as far as the lexicon has one. `measured`: whether some number of the item is bounded.
    pub(super) fn settle(&mut self, measured: bool) {
        let bounded = measured && self.units.iter().any(|unit| unit.is_bound());
        let things = self
            .units
            .iter()
            .map(|unit| {
                matches!(unit.role, Some(Role::Demand | Role::State | Role::Bound)) || unit.means(names_thing)
            })
            .collect::<Vec<_>>();
        self.settle_quantities();
        for at in 0..self.units.len() {
            let next = (at + 1..self.units.len()).find(|n| {
                self.units
                    .get(*n)
                    .is_some_and(|unit| !unit.has(Phrase::Filler) && !unit.has(Phrase::Quantifier))
            });
            let behind_auxiliary = at
                .checked_sub(1)
                .and_then(|before| self.units.get(before))
                .is_some_and(|unit| unit.has(Phrase::Auxiliary));
            let before_thing = next.and_then(|n| things.get(n)).copied().unwrap_or_default();
            let Some(unit) = self.units.get_mut(at).filter(|unit| unit.role.is_none()) else { continue };
            let is = |role| unit.has(role);
            unit.role = match () {
                () if unit.ticked => None,
                () if bounded && unit.means(is_of_checks) => Some(Role::Demand),
                () if bounded && is(Phrase::Limit) => Some(Role::Bound),
                () if is(Phrase::Polarity) => Some(Role::Polarity),
                () if is(Phrase::Condition) => Some(Role::Condition),
                () if is(Phrase::Quantifier) && (before_thing || behind_auxiliary) => Some(Role::Filler),
                () if is(Phrase::Filler) => Some(Role::Filler),
                () if is(Phrase::Outcome) || is(Phrase::Doing) => Some(Role::Demand),
                () => None,
            };
        }
    }

    /// `within 30 minutes of the deploy`: a time that begins with something else than the release is not computed.
    pub(super) fn settle_windows(&mut self) {
        for at in 0..self.units.len() {
            let is_window = self.units.get(at).is_some_and(|unit| unit.what == What::Read(Role::Window));
            let joins = self
                .units
                .get(at + 1)
                .is_some_and(|unit| unit.has(Phrase::Filler) || unit.has(Phrase::Beside));
            let next = self.units.iter().skip(at + 2).find(|unit| !unit.has(Phrase::Filler));
            let is_event = next
                .is_some_and(|unit| unit.means(|one| matches!(one, Meaning::Thing(_) | Meaning::Deed(_))));
            if is_window
                && joins
                && is_event
                && let Some(unit) = self.units.get_mut(at)
            {
                unit.role = Some(Role::Condition);
            }
        }
    }

    /// `all jobs`, `both tables`, `both A and B`.
    fn settle_quantities(&mut self) {
        let joined = self.units.iter().any(|unit| matches!(&*unit.text.to_lowercase(), "and" | "und" | "&"));
        for at in 0..self.units.len() {
            let is_free = |unit: &&&mut Unit| unit.role.is_none() && !unit.ticked;
            let Some(unit) = self.units.get(at).filter(is_free).filter(|unit| unit.has(Phrase::Quantifier))
            else {
                continue;
            };
            let both = joined && matches!(&*unit.text.to_lowercase(), "both" | "beide");
            let is_table = |unit: &Unit| matches!(&*unit.text.to_lowercase(), "table" | "tables");
            let part = self
                .units
                .get(at + 1)
                .filter(is_free)
                .is_some_and(|unit| unit.has(Phrase::Part) && (both || !is_table(unit)));
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
fn claims<'u>(units: impl Iterator<Item = &'u Unit>) -> bool {
    let mut behind = false;
    for unit in units {
        behind |= unit.is_mark(":,") || unit.text.eq_ignore_ascii_case("that");
        let says = !unit.ticked
            && matches!(unit.what, What::Word | What::Number | What::Phrase(_))
            && !unit.has(Phrase::Filler)
            && !unit.has(Phrase::Instruction)
            && !unit.has(Phrase::General)
            && !unit.text.contains(['#', '@'])
            && !is_identifier(&unit.text);
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

fn names_thing(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Thing(_) | Meaning::Subject(_) | Meaning::Deed(_))
}

/// Whether a phrase names checks whose numbers the grammar of bounds reads.
fn is_of_checks(meaning: &Meaning) -> bool {
    use crate::model::evidence::Kind::{Lighthouse, Smoke};
    matches!(meaning, Meaning::Thing(Smoke | Lighthouse) | Meaning::DoneOf(Smoke | Lighthouse))
}
