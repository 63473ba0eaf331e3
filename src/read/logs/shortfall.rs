//! Counts of what was done that fall short of what was to be done: `steps_done: 4` beside `steps_planned: 9`.

use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::record::{Conclusion, folded};
use crate::read::value::conclusion;

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Done,
    All,
    LeftOut,
}

/// A number with a name that says what it counts.
struct Count<'a> {
    field: &'a (String, String),
    group: &'a str,
    part: Part,
    /// The name without the words that say which part is counted.
    things: Vec<String>,
    number: u64,
}

impl<'a> Count<'a> {
    fn of(field: &'a (String, String), lexicon: &Lexicon) -> Option<Self> {
        let number = field.1.trim().parse().ok()?;
        let (group, own) = field.0.rsplit_once('.').unwrap_or(("", &field.0));
        let part = |word: &String| part(word, lexicon);
        let (marks, things): (Vec<_>, Vec<_>) = stem::words(own).partition(|word| part(word).is_some());
        let part = marks.iter().find_map(part).unwrap_or(Part::All);
        Some(Self { field, group, part, things, number })
    }

    /// Whether another number counts the whole of which this one counts a part.
    fn is_part_of(&self, whole: &Self) -> bool {
        let is_plain = |things: &[String]| things.iter().all(|thing| Name::RanThing.has(thing));
        let is_same = self.things == whole.things && !self.things.is_empty();
        self.group == whole.group && (is_same || is_plain(&self.things) && is_plain(&whole.things))
    }
}

fn part(word: &str, lexicon: &Lexicon) -> Option<Part> {
    match conclusion::parse(word) {
        _ if Name::WholeCount.has(word) => Some(Part::All),
        Some(Conclusion::Skipped | Conclusion::Pending) => Some(Part::LeftOut),
        _ if Cue::LeftOutCount.is(word) => Some(Part::LeftOut),
        Some(Conclusion::Succeeded) => Some(Part::Done),
        _ if Name::DoneCount.has(word) => Some(Part::Done),
        None if lexicon.says_done(word) => Some(Part::Done),
        _ => None,
    }
}

/// The first count of what was done that is less than that of all, less what was left out on purpose.
pub fn shortfall(fields: &[(String, String)], lexicon: &Lexicon) -> Option<String> {
    if fields.iter().any(|(name, _)| Name::RequestCount.has(&folded(name))) {
        return None;
    }
    let counts = fields.iter().filter_map(|field| Count::of(field, lexicon)).collect::<Vec<_>>();
    let of = |part: Part| counts.iter().filter(move |count| count.part == part);
    of(Part::Done).find_map(|done| {
        let whole = of(Part::All).find(|whole| done.is_part_of(whole))?;
        let left_out = of(Part::LeftOut).filter(|left| left.is_part_of(whole)).map(|left| left.number);
        let all = done.number.saturating_add(left_out.sum());
        let text = |count: &Count<'_>| format!("{}: {}", count.field.0, count.field.1);
        (all < whole.number).then(|| format!("{}, {}", text(done), text(whole)))
    })
}
