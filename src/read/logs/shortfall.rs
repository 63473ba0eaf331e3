//! Counts of what was done that fall short of what was to be done: `steps_done: 4` beside `steps_planned: 9`.

use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::doing::spaced;
use crate::model::record::{Conclusion, folded};
use crate::read::value::conclusion;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountPart {
    /// What was done.
    Done,
    /// What was looked at for all.
    Sampled,
    /// All of it.
    All,
    /// What was left out on purpose.
    LeftOut,
    /// What came out in a way that no row knows: `obstacles_detected`, `pages_identical`.
    Came,
    /// Some of it, for a reason of its own: `rows_updated`.
    Some,
}

/// A number with a name that says what it counts.
struct Count<'a> {
    field: &'a (String, String),
    group: &'a str,
    part: CountPart,
    /// The name without the words that say which part is counted.
    things: Vec<String>,
    number: u64,
}

impl<'a> Count<'a> {
    fn of(field: &'a (String, String), lexicon: &Lexicon) -> Option<Self> {
        let number = field.1.trim().parse().ok()?;
        let (group, own) = field.0.rsplit_once('.').unwrap_or(("", &field.0));
        let words = stem::words(own).collect::<Vec<_>>();
        // `records_source`: no verb where a name says which part it is.
        let is_named = words.iter().any(|word| named(word).is_some());
        let last = words.last().cloned().unwrap_or_default();
        let part = |word: &String| match is_named {
            true => named(word),
            false => part(word, lexicon).or_else(|| came(word).filter(|_| *word == last)),
        };
        let (marks, things): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| part(word).is_some());
        let is_of = marks.iter().any(|word| word == "of");
        let part = marks.iter().find_map(part).filter(|_| !is_of).unwrap_or(CountPart::All);
        Some(Self { field, group, part, things, number })
    }

    /// Whether another number counts the whole of which this one counts a part.
    fn is_part_of(&self, whole: &Self) -> bool {
        let is_plain = |things: &[String]| things.iter().all(|thing| Name::RanThing.has(thing));
        let is_same = self.things == whole.things && !self.things.is_empty();
        self.group == whole.group && (is_same || is_plain(&self.things) && is_plain(&whole.things))
    }
}

/// What a word says by itself.
fn named(word: &str) -> Option<CountPart> {
    let names = [
        (Name::WholeCount, CountPart::All),
        (Name::SampledCount, CountPart::Sampled),
        (Name::DoneCount, CountPart::Done),
    ];
    names.into_iter().find(|(names, _)| names.has(word)).map(|(_, part)| part)
}

fn part(word: &str, lexicon: &Lexicon) -> Option<CountPart> {
    match conclusion::parse(word) {
        Some(Conclusion::Skipped | Conclusion::Pending) => Some(CountPart::LeftOut),
        _ if Cue::LeftOutCount.is(word) => Some(CountPart::LeftOut),
        Some(Conclusion::Succeeded) => Some(CountPart::Done),
        None if lexicon.says_done(word) => Some(CountPart::Done),
        _ => None,
    }
}

/// What a word says that only describes what is counted, by its form: a participle or an adjective.
fn came(word: &str) -> Option<CountPart> {
    let is_bad = Name::Against.has(word) || Name::FineWithout.has(word) || Name::Failed.has(word);
    match () {
        () if is_bad => None,
        () if Cue::PartlySo.is(word) => Some(CountPart::Some),
        () if Cue::Came.starts_word_in(&spaced(word))
            || Cue::CameEnd.all().iter().any(|end| word.ends_with(end)) =>
        {
            Some(CountPart::Came)
        }
        () => None,
    }
}

/// Whether a number counts no things: a time, a size, what went wrong. Before and after something those may well differ.
fn is_measure(count: &Count<'_>) -> bool {
    count.things.iter().any(|word| Name::LessIsBetter.has(word) || Name::Against.has(word))
}

/// The first count of what came out well, in whatever word, that is less than another count of the same things: `obstacles: 20` beside
/// `detected: 17` in the record of an obstacle test.
pub fn came_short(fields: &[(String, String)], title: &str, lexicon: &Lexicon) -> Option<String> {
    if fields.iter().any(|(name, _)| Name::RequestCount.has(&folded(name))) {
        return None;
    }
    let counts = fields.iter().filter_map(|field| Count::of(field, lexicon));
    let counts = counts.filter(|count| !is_measure(count)).collect::<Vec<_>>();
    let title = stem::words(title).map(|word| lexicon.canonical(&word)).collect::<Vec<_>>();
    let is_own = |things: &[String]| {
        !things.is_empty() && things.iter().all(|thing| title.contains(&lexicon.canonical(thing)))
    };
    let left_out = |whole: &Count<'_>| {
        let left = counts.iter().filter(|count| count.part == CountPart::LeftOut && count.is_part_of(whole));
        left.map(|count| count.number).sum::<u64>()
    };
    counts.iter().filter(|count| count.part == CountPart::Came).find_map(|came| {
        let is_whole = |whole: &&Count<'_>| {
            // `lamps_lit` counts lamps too.
            let is_more = whole.things.len() == came.things.len() + 1;
            let is_same = !came.things.is_empty()
                && (came.things == whole.things || is_more && whole.things.starts_with(&came.things));
            let is_bare = came.things.is_empty() && is_own(&whole.things);
            let is_some = matches!(whole.part, CountPart::LeftOut | CountPart::Some);
            whole.group == came.group && !is_some && (is_same || is_bare)
        };
        let whole = counts.iter().filter(is_whole).max_by_key(|whole| whole.number)?;
        let text = |count: &Count<'_>| format!("{}: {}", count.field.0, count.field.1);
        let is_short = came.number.saturating_add(left_out(whole)) < whole.number;
        is_short.then(|| format!("{}, {}", text(came), text(whole)))
    })
}

/// The first count of what was done, or looked at, that is less than that of all, less what was left out on purpose.
pub fn shortfall(fields: &[(String, String)], done: CountPart, lexicon: &Lexicon) -> Option<String> {
    if fields.iter().any(|(name, _)| Name::RequestCount.has(&folded(name))) {
        return None;
    }
    let counts = fields.iter().filter_map(|field| Count::of(field, lexicon));
    let counts = counts.filter(|count| !is_measure(count)).collect::<Vec<_>>();
    let of = |part: CountPart| counts.iter().filter(move |count| count.part == part);
    of(done).find_map(|done| {
        let whole = of(CountPart::All).find(|whole| done.is_part_of(whole))?;
        let left_out = of(CountPart::LeftOut).filter(|left| left.is_part_of(whole)).map(|left| left.number);
        let all = done.number.saturating_add(left_out.sum());
        let text = |count: &Count<'_>| format!("{}: {}", count.field.0, count.field.1);
        (all < whole.number).then(|| format!("{}, {}", text(done), text(whole)))
    })
}
