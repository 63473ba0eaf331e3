//! What a named file says of a claim: that it is not so, that it is still to come, or nothing of it at all.

use crate::assess::coverage::item_words::ItemWords;
use crate::lexicon::words::{self, Cue, Name};
use crate::lexicon::{Lexicon, file::Role, stem};
use crate::model::doing::spaced;
use crate::model::evidence::Evidence;
use crate::model::record::{Conclusion, folded};
use crate::model::statement::{Form, Statement};
use crate::read::value::{conclusion, remark};

/// So many words before a verb may deny it.
const DENIED: usize = 6;
/// A shorter word may stand in another by chance.
const PART: usize = 5;
/// No shorter word of a path stands for a longer one.
const SHORT_NAME: usize = 3;
/// A state is told in so many words.
const STATE_WORDS: usize = 3;

/// A claim beside what a file says of it.
pub(super) struct ClaimCheck<'a> {
    item: &'a ItemWords,
    lexicon: &'a Lexicon,
}

/// Words as they are compared, in their order, and by their roots.
struct ComparedWords {
    all: Vec<String>,
    roots: Vec<String>,
}

impl<'a> ClaimCheck<'a> {
    pub(super) fn of(item: &'a ItemWords, lexicon: &'a Lexicon) -> Self {
        Self { item, lexicon }
    }

    /// Whether nothing that a file says, or is called, has a word of the claim.
    pub(super) fn is_unspoken(&self, version: &Evidence) -> bool {
        let statements = &version.facts.statements;
        let title = version.facts.title.as_deref().unwrap_or_default();
        let says = |text: &str| stem::words(text).any(|word| self.is_about(&word));
        // A heading alone, or a single letter, is about nothing.
        let is_text = |statement: &Statement| {
            statement.form != Form::Heading && stem::words(&statement.says).any(|word| word.len() > 1)
        };
        if self.item.things.is_empty() || !statements.iter().any(is_text) {
            return false;
        }
        // A name is often cut short: `run.md` for a runbook.
        let is_short = |word: &String| {
            word.len() >= SHORT_NAME && self.item.things.iter().any(|thing| thing.starts_with(word.as_str()))
        };
        !says(&version.path)
            && !stem::words(&version.path).any(|word| is_short(&word))
            && !says(title)
            && !statements.iter().any(|statement| says(&statement.of) || says(&statement.says))
    }

    /// Whether a word is one of the claim, or the one is a part of the other: `Handbuch` of a `Betriebshandbuch`, `install` of an
    /// `installation`.
    fn is_about(&self, word: &str) -> bool {
        let is_part = |a: &str, b: &str| a.len() >= PART && (b.starts_with(a) || b.ends_with(a));
        self.item.things.contains(&self.lexicon.canonical(word))
            || self.item.verbs.contains(&words::root(word))
            || self.item.things.iter().any(|thing| is_part(thing, word) || is_part(word, thing))
    }

    /// Whether the last that a file says of the claim is that it is not so.
    pub(super) fn is_denied(&self, version: &Evidence) -> bool {
        let statements = version.facts.statements.iter();
        !self.item.denies
            && !self.item.things.is_empty()
            && statements.filter_map(|statement| self.affirms(statement)).next_back() == Some(false)
    }

    /// Whether a statement says that it is so, or that it is not; `None` where it says neither.
    fn affirms(&self, statement: &Statement) -> Option<bool> {
        match statement.form {
            Form::Heading => return None,
            Form::Value | Form::Cell => return self.affirmed_by_value(statement),
            Form::Sentence => {}
        }
        let is_plan = words::is_no_result(&statement.of) || words::is_planned(&statement.of);
        let is_plan = is_plan && !self.says_any(&statement.of);
        let heading = self.words(&statement.of);
        let clauses = statement.says.split([',', ';']);
        clauses.filter_map(|clause| self.affirmed_by_clause(clause, &heading, is_plan)).next_back()
    }

    fn affirmed_by_clause(&self, clause: &str, heading: &ComparedWords, is_plan: bool) -> Option<bool> {
        // `radio check (simulated)`: what stands in a bracket is no verb of the clause.
        let own = self.words(clause.split('(').next().unwrap_or(clause));
        let has_all = self.item.things.iter().all(|thing| own.has(thing));
        let verb = own.roots.iter().position(|root| self.item.verbs.contains(root));
        match verb {
            Some(_) if has_all && is_plan => Some(false),
            Some(at)
                if has_all || self.item.things.iter().all(|thing| own.has(thing) || heading.has(thing)) =>
            {
                let before = own.all.get(at.saturating_sub(DENIED)..at).unwrap_or_default().join(" ");
                let before = spaced(&before);
                let denies = [Cue::Denial, Cue::ToCome].iter().any(|cue| cue.stands(&before));
                Some(!denies && !Cue::NoneOf.begins(&spaced(clause)))
            }
            None if has_all && self.takes_back(clause) => Some(false),
            _ => None,
        }
    }

    /// Whether words beside the things of a claim say that nothing came of it.
    fn takes_back(&self, clause: &str) -> bool {
        let cues = [Cue::NoResult, Cue::BadState, Cue::Refusal, Cue::OnOffer];
        let text = self.apart(clause);
        cues.iter().any(|cue| cue.stands(&text)) || remark::effect(&text, self.lexicon).is_some()
    }

    /// The words of a text that are none of the claim, fit to look for words in them.
    fn apart(&self, text: &str) -> String {
        let is_own = |word: &str| self.item.says(word, self.lexicon);
        spaced(&stem::words(text).filter(|word| !is_own(word)).collect::<Vec<_>>().join(" "))
    }

    fn affirmed_by_value(&self, statement: &Statement) -> Option<bool> {
        let (name, value) = (self.words(&statement.of), self.words(&statement.says));
        let own = statement.of.rsplit('.').next().unwrap_or_default();
        let has_verb = |words: &ComparedWords| words.roots.iter().any(|root| self.item.verbs.contains(root));
        let is_of =
            |words: &ComparedWords| self.item.things.iter().all(|thing| words.has(thing) || name.has(thing));
        let (of, says) = (self.apart(&statement.of), self.apart(&statement.says));
        let denies =
            |text: &str| [Cue::Denial, Cue::ToCome, Cue::NotYetGiven].iter().any(|cue| cue.stands(text));
        let is_named = is_of(&ComparedWords::NONE);
        if is_of(&value) && has_verb(&value) {
            return Some(!denies(&says) && !denies(&of));
        }
        if is_of(&value) && has_verb(&name) {
            return match () {
                () if denies(&of) => Some(false),
                () if is_named => Some(!says_no(&statement.says)),
                () => None,
            };
        }
        let is_state = {
            let key = folded(own);
            Name::HowItEnded.has(&key) || Name::State.has(&key)
        };
        let is_thing = statement.form == Form::Value
            && stem::words(own).next().is_some()
            && self.words(own).all.iter().all(|word| self.item.things.contains(word));
        let is_other = (is_named && is_state || is_thing) && is_other_state(&statement.says);
        is_other.then_some(false)
    }

    fn says_any(&self, text: &str) -> bool {
        stem::words(text).any(|word| self.item.says(&word, self.lexicon))
    }

    fn words(&self, text: &str) -> ComparedWords {
        let words = stem::words(text).collect::<Vec<_>>();
        ComparedWords {
            roots: words.iter().map(|word| words::root(word)).collect(),
            all: words.iter().map(|word| self.lexicon.canonical(word)).collect(),
        }
    }

    /// Whether the lines of a log are of another thing: they say the last word of the claim's thing behind another word, and the words
    /// that stand before it in the claim nowhere.
    pub(super) fn is_of_other(&self, version: &Evidence) -> bool {
        let Some((head, before)) = self.item.named_thing.split_last() else { return false };
        let lines = version.facts.statements.iter().map(|line| self.words(&line.says)).collect::<Vec<_>>();
        let is_behind_other = |line: &ComparedWords| {
            line.all.windows(2).any(|two| {
                let [other, word] = two else { return false };
                word == head
                    && other.chars().all(char::is_alphabetic)
                    && !self.lexicon.has(other, Role::Filler)
                    && !self.item.says(other, self.lexicon)
            })
        };
        !before.is_empty()
            && lines.iter().any(is_behind_other)
            && !before.iter().any(|word| lines.iter().any(|line| line.has(word)))
    }
}

impl ComparedWords {
    const NONE: Self = Self { all: Vec::new(), roots: Vec::new() };

    fn has(&self, word: &str) -> bool {
        self.all.iter().any(|own| own == word)
    }
}

fn says_no(value: &str) -> bool {
    conclusion::is_no(value)
        || Cue::NoValue.is(value)
        || conclusion::parse(value).is_some_and(|ended| ended != Conclusion::Succeeded)
        || !value.chars().any(char::is_alphanumeric) && conclusion::parse(value).is_none()
}

/// Whether a value is a state that is neither good by itself nor the one that is claimed: `ordered`.
fn is_other_state(value: &str) -> bool {
    value.starts_with(char::is_lowercase)
        && value.split_whitespace().count() <= STATE_WORDS
        && value.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        && !Cue::InForce.is(value)
        && !Cue::SaysYes.is(value)
        && conclusion::parse(value) != Some(Conclusion::Succeeded)
}
