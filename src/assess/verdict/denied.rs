//! What a named file says of itself that no claim can rest on: that it was not so, or that it is of another thing.

use crate::assess::coverage::item_words::{ItemWords, narrowing};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::verdict::claims::ClaimCheck;
use crate::assess::verdict::releases::is_out_of_force;
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::words::{self, Cue, Name};
use crate::lexicon::{Lexicon, file::Role as Phrase, stem};
use crate::model::doing::spaced;
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::{Conclusion, Record, folded};
use crate::read::value::conclusion;
use crate::read::value::remark;
use std::collections::BTreeSet;

/// A value of more words is a text.
const SHORT: usize = 8;

/// What a claim is compared by.
struct NamedClaim<'a> {
    item: &'a ItemWords,
    lexicon: &'a Lexicon,
}

/// Whether a named file says of itself that it was not so, or that it is of another thing.
pub(super) fn speaks_otherwise(version: &Evidence, item: &ItemWords, vantage: &Vantage<'_>) -> bool {
    // A log of many things is of none.
    if version.facts.kind == Kind::Feedback {
        return false;
    }
    let claim = ClaimCheck::of(item, vantage.lexicon);
    if claim.is_unspoken(version) || claim.is_denied(version) {
        return true;
    }
    // A plan says how something is to end.
    if words::is_planned(version.facts.title.as_deref().unwrap_or_default()) {
        return false;
    }
    let records = &version.facts.records;
    let only = records.first().filter(|_| records.len() == 1);
    let Some(record) = version.facts.stated.as_deref().or(only) else { return false };
    let claim = NamedClaim { item, lexicon: vantage.lexicon };
    let ended_ill = record.conclusion.is_some_and(|ended| ended != Conclusion::Succeeded);
    ended_ill
        || is_out_of_force(record, vantage)
        || record.fields.iter().any(|(name, value)| claim.is_denied(name, value, record))
        || claim.is_of_other(record, version)
}

impl NamedClaim<'_> {
    fn says(&self, word: &str) -> bool {
        self.item.says(word, self.lexicon)
    }

    /// Whether a value says no to what the item claims: `Status: not granted`, `Granted: no`, `Signature: pending`.
    fn is_denied(&self, name: &str, value: &str, record: &Record) -> bool {
        let own = name.rsplit('.').next().unwrap_or(name);
        let key = folded(own);
        let is_outcome = Name::HowItEnded.has(&key) || Name::State.has(&key);
        if is_outcome {
            return !self.is_well(value, &record.title);
        }
        let title = stem::words(&record.title).map(|word| words::root(&word)).collect::<BTreeSet<_>>();
        let is_of_claim =
            stem::words(own).any(|word| self.says(&word) && !title.contains(&words::root(&word)));
        let is_approval = stem::words(own).any(|word| Cue::ApprovalName.is(&word) || Cue::Judges.is(&word))
            || Cue::ApprovalName.is(own);
        let is_refusal = stem::words(own).any(|word| Cue::Refusal.is(&word));
        (is_of_claim || is_approval) && says_no(value) || is_refusal && remark::says_something(value)
    }

    /// Whether a state says yes, or what the item says of it: `renewed` for `Certificate renewed`. What nobody knows says nothing.
    fn is_well(&self, value: &str, title: &str) -> bool {
        let text = spaced(value);
        let own = text.split_whitespace().collect::<Vec<_>>();
        // `14 images unclear` only says of what `Images cleared` is.
        let title = spaced(title);
        let is_titled =
            |word: &str| title.split_whitespace().any(|own| words::root(own) == words::root(word));
        let claims = |word: &&str| self.says(word) && !is_titled(word);
        let is_told = || own.iter().any(claims) || Cue::InForce.stands(&text);
        let is_figure = own.len() <= 2 && value.starts_with(|c: char| c.is_ascii_digit());
        let is_text = own.len() > SHORT;
        is_text
            || is_figure
            || conclusion::parse(value) == Some(Conclusion::Succeeded)
            || is_told() && !says_no(value) && !Cue::Denial.stands(&text) && !Cue::Refusal.stands(&text)
    }

    /// Whether a record is of another thing: its title and its values share no word with the item, or they say for what it is and the
    /// item says something else.
    fn is_of_other(&self, record: &Record, version: &Evidence) -> bool {
        let title = version.facts.title.as_deref().unwrap_or(&record.title);
        let values = record.fields.iter().filter(|(name, _)| !Name::DocumentDate.is(name));
        let values = values.filter(|(_, value)| stem::words(value).count() <= SHORT).collect::<Vec<_>>();
        let shares = |text: &str| stem::words(text).any(|word| self.says(&word));
        let general = [Phrase::General, Phrase::Same, Phrase::Filler];
        let is_general = |text: &str| stem::words(text).all(|word| self.lexicon.has_any(&word, &general));
        let is_strange = !values.is_empty()
            && !is_general(title)
            && !shares(title)
            && !values.iter().any(|(name, value)| shares(name) || shares(value));
        is_strange || self.is_for_other(title, record, version)
    }

    fn is_for_other(&self, title: &str, record: &Record, version: &Evidence) -> bool {
        let own = self.words_of(title, record, version);
        let is_untold =
            |group: &Vec<String>| !group.iter().any(|word| own.contains(&self.lexicon.canonical(word)));
        if !self.item.narrowing.iter().any(is_untold) {
            return false;
        }
        let says_none = |group: &Vec<String>| !group.iter().any(|word| self.says(word));
        let scopes = record.fields.iter().filter(|(name, value)| {
            let key = folded(name);
            (self.lexicon.is_key(name) || self.lexicon.is_noun(name))
                && !Name::HowItEnded.has(&key)
                && !Name::OwnName.has(&key)
                && !Name::State.has(&key)
                && value.starts_with(char::is_alphabetic)
                && is_affirmed(value)
                && stem::words(value).count() <= SHORT
        });
        narrowing(title, self.lexicon).iter().any(says_none)
            || scopes.map(|(_, value)| stem::words(value).collect::<Vec<_>>()).any(|group| says_none(&group))
    }

    /// The words of a record, its title and its path.
    fn words_of(&self, title: &str, record: &Record, version: &Evidence) -> BTreeSet<String> {
        let fields = record.fields.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]);
        let people = record.people.iter().map(|(_, name)| name.as_str());
        let texts = fields.chain(people).chain(record.target.as_deref()).chain([title, &version.path]);
        texts.flat_map(|text| self.lexicon.compared(text)).collect()
    }
}

/// Whether a value says no, or that it is still to come.
fn says_no(value: &str) -> bool {
    let text = spaced(value);
    let is_empty = !value.chars().any(char::is_alphanumeric);
    is_empty
        || conclusion::is_no(value)
        || Cue::NoValue.is(value)
        || Cue::NotYetGiven.begins(&text)
        || Cue::Denial.begins(&text)
        || Cue::NoneOf.begins(&text)
        || Cue::BadState.is(value)
        || text.split_whitespace().count() <= SHORT && Cue::Refusal.begins(&text)
        || conclusion::parse(value).is_some_and(|ended| ended != Conclusion::Succeeded)
}
