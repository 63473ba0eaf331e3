//! Counts of what was done that fall short of what was to be done: `steps_done: 4` beside `steps_planned: 9`.

use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
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
        let part = |word: &String| if is_named { named(word) } else { part(word, lexicon) };
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

/// Whether a number counts no things: a time, a size, what went wrong. Before and after something those may well differ.
fn is_measure(count: &Count<'_>) -> bool {
    count.things.iter().any(|word| Name::LessIsBetter.has(word) || Name::Against.has(word))
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
