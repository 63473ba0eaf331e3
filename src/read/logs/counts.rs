//! Counts of what was done that fall short of what was to be done: `steps_done: 4` beside `steps_planned: 9`, `tests: 0`.

use crate::lexicon::file::Role;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::doing::spaced;
use crate::model::record::{Conclusion, Record};
use crate::read::logs::limits::{grouped, shown};
use crate::read::value::conclusion;

/// So many words behind a count may say what it counts.
const BEHIND: usize = 4;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountPart {
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
    /// The counts of things; none of times, of sizes and of what went wrong, which before and after something may well differ, and none
    /// where requests are counted, for of thousands some may fail.
    fn all(fields: &'a [(String, String)], lexicon: &Lexicon) -> Vec<Self> {
        if fields.iter().any(|(name, _)| Name::RequestCount.is(name)) {
            return Vec::new();
        }
        let counts = fields.iter().filter_map(|field| Self::of(field, lexicon));
        let is_measure = |count: &Self| {
            Name::LessIsBetter.is_among(&count.things) || Name::Against.is_among(&count.things)
        };
        counts.filter(|count| !is_measure(count)).collect()
    }

    fn of(field: &'a (String, String), lexicon: &Lexicon) -> Option<Self> {
        let number = field.1.trim().parse().ok()?;
        let (group, mut words) = grouped(&field.0);
        // `tables_backed_up` counts what was backed.
        let before = words.iter().rev().nth(1);
        if before.is_some_and(|word| came(word).is_some())
            && words.last().is_some_and(|word| Cue::Particle.is(word))
        {
            words.pop();
        }
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

    /// How it falls short of the whole, less what was left out of that on purpose.
    fn short_of(&self, whole: &Self, all: &[Self]) -> Option<String> {
        let left_out = all.iter().filter(|it| it.part == CountPart::LeftOut && it.is_part_of(whole));
        let counted = self.number.saturating_add(left_out.map(|left| left.number).sum());
        (counted < whole.number).then(|| shown(self.field, whole.field))
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
    let is_bad = [Name::Against, Name::FineWithout, Name::Failed].iter().any(|names| names.has(word));
    let is_form = || {
        Cue::Came.starts_word_in(&spaced(word)) || Cue::CameEnd.all().iter().any(|end| word.ends_with(end))
    };
    match () {
        () if is_bad => None,
        () if Cue::PartlySo.is(word) => Some(CountPart::Some),
        () => is_form().then_some(CountPart::Came),
    }
}

/// The first count of what came out well, in whatever word, that is less than another count of the same things: `obstacles: 20` beside
/// `detected: 17` in the record of an obstacle test.
pub(super) fn came_short(fields: &[(String, String)], title: &str, lexicon: &Lexicon) -> Option<String> {
    let counts = Count::all(fields, lexicon);
    let title = lexicon.compared(title).collect::<Vec<_>>();
    let is_own = |things: &[String]| {
        !things.is_empty() && things.iter().all(|thing| title.contains(&lexicon.canonical(thing)))
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
        came.short_of(counts.iter().filter(is_whole).max_by_key(|whole| whole.number)?, &counts)
    })
}

/// The first count of what was done, or looked at, that is less than that of all, less what was left out on purpose.
pub(super) fn shortfall(fields: &[(String, String)], done: CountPart, lexicon: &Lexicon) -> Option<String> {
    let counts = Count::all(fields, lexicon);
    let of = |part: CountPart| counts.iter().filter(move |count| count.part == part);
    of(done).find_map(|done| done.short_of(of(CountPart::All).find(|whole| done.is_part_of(whole))?, &counts))
}

/// Whether a record counts that nothing ran: `tests: 0`, or as many that were skipped as there are.
pub(super) fn counts_nothing(record: &Record) -> bool {
    let counts = record.fields.iter().filter_map(|(name, value)| {
        let (group, own) = name.rsplit_once('.').unwrap_or(("", name));
        Some((group, own, value.trim().parse::<u64>().ok()?))
    });
    let counts = counts.collect::<Vec<_>>();
    let is_ran = |name: &str| {
        let mut words = stem::words(name).filter(|word| !Name::CountShape.has(word)).peekable();
        words.peek().is_some() && words.all(|word| Name::RanThing.has(&word))
    };
    let stems = |text: &str| stem::words(text).map(|word| stem::stem(&word)).collect::<Vec<_>>();
    let own = [stems(&record.title), stems(Name::KindName.of(record).unwrap_or_default())].concat();
    counts.iter().any(|(group, name, count)| match count {
        0 => is_ran(name) || stems(name).iter().all(|word| own.contains(word)),
        all => {
            let skips = |name: &str| conclusion::parse(name) == Some(Conclusion::Skipped);
            let is_skipped =
                |(own, other, count): &(&str, &str, u64)| own == group && count == all && skips(other);
            Name::Total.is(name) && counts.iter().any(is_skipped)
        }
    })
}

/// Whether a word says that something failed. The `no` of `build_no` and of `Go/No-Go` does not.
pub(super) fn says_failed(word: &str) -> bool {
    word.len() > 1
        && !Lexicon::built_in().has(word, Role::Zero)
        && conclusion::parse(word) == Some(Conclusion::Failed)
}

/// Whether a text counts failures: `2 of 5 targets failed`. What stands behind another count is that one's: `5 tests, 0 failed`.
pub(super) fn counts_failures(text: &str) -> bool {
    let words = stem::words(text).collect::<Vec<_>>();
    let number = |word: &String| word.parse::<u64>().ok();
    let behind = |at: usize| words.iter().skip(at + 1).take(BEHIND).take_while(|word| number(word).is_none());
    words.iter().enumerate().any(|(at, word)| {
        number(word).is_some_and(|count| count > 0) && behind(at).any(|word| says_failed(word))
    })
}
