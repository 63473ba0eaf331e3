//! Two values of one record that must fit: a limit and what was measured, what was expected and what was found.

use crate::lexicon::stem;
use crate::lexicon::words::{Cue, Name};
use crate::model::record::folded;

/// The group in which a name stands, and its own words.
pub(super) fn grouped(name: &str) -> (&str, Vec<String>) {
    let (group, own) = name.rsplit_once('.').unwrap_or(("", name));
    let (outer, inner) = group.rsplit_once('.').unwrap_or(("", group));
    // `limits: {flow: 30}` beside `measured: {flow: 40}`
    let is_mark = |word: String| Name::LimitWord.has(&word) || Name::FoundWord.has(&word);
    match !inner.is_empty() && stem::words(inner).all(is_mark) {
        true => (outer, stem::words(inner).chain(stem::words(own)).collect()),
        false => (group, stem::words(own).collect()),
    }
}

/// Two values that do not fit.
pub(super) fn shown(a: &(String, String), b: &(String, String)) -> String {
    format!("{}: {}, {}: {}", a.0, a.1, b.0, b.1)
}

/// A value with the words of its name, and its number with the unit behind it.
struct Named<'a> {
    field: &'a (String, String),
    group: &'a str,
    words: Vec<String>,
    number: Option<(f64, &'a str)>,
}

fn number(value: &str) -> Option<(f64, &str)> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(value.len());
    let unit = value.get(end..)?.trim();
    let is_unit = unit.len() <= 7 && !unit.contains(|c: char| c.is_ascii_digit() || c == ':' || c == '/');
    Some((value.get(..end)?.parse().ok().filter(|_| is_unit)?, unit))
}

impl<'a> Named<'a> {
    fn all(fields: &'a [(String, String)]) -> Vec<Self> {
        let of = |field: &'a (String, String)| {
            let (group, words) = grouped(&field.0);
            Self { field, group, words, number: number(&field.1) }
        };
        fields.iter().map(of).collect()
    }

    fn has(&self, names: Name) -> bool {
        names.is_among(&self.words)
    }

    /// What it is of, without the words that say which of two values it is.
    fn things(&self) -> Vec<&str> {
        let marks = [Name::LimitWord, Name::LimitMost, Name::ExpectedWord, Name::FoundWord];
        let is_thing = |word: &&str| {
            let is_mark = marks.iter().any(|names| names.has(word));
            self.unit() == Some(word) || !is_mark && (!self.is_limit() || !Name::DesignWord.has(word))
        };
        self.words.iter().map(String::as_str).filter(is_thing).collect()
    }

    /// Whether it is in hours or days and nothing says that less of them is better: so long something is to last.
    fn lasts(&self) -> bool {
        let mut words = self.words.iter().filter(|word| Name::LessIsBetter.has(word)).peekable();
        words.peek().is_some() && words.all(|word| Name::Lasting.has(word))
    }

    /// The last word of the name where it is a unit, as in `limit_ms` and `duration_min`.
    fn unit(&self) -> Option<&str> {
        let (last, before) = self.words.split_last()?;
        Some(last.as_str()).filter(|word| !before.is_empty() && Name::LessIsBetter.has(word))
    }

    /// The words that are no unit.
    fn without_unit(&self) -> &[String] {
        self.words.get(..self.words.len() - usize::from(self.unit().is_some())).unwrap_or_default()
    }

    /// Whether its name says that less of it is better. The `min` of `min_gain` is no minute.
    fn is_better_low(&self) -> bool {
        let is_low = |word: &String| Name::LessIsBetter.has(word) && !Name::LimitLeast.has(word);
        self.unit().is_some() || self.words.iter().any(is_low)
    }

    fn is_beside(&self, other: &Self) -> bool {
        self.group == other.group && !std::ptr::eq(self.field, other.field)
    }

    /// Whether another value is what was measured of what this one limits.
    fn is_met_by(&self, other: &Self) -> bool {
        let (own, things) = (self.things(), other.things());
        let is_same = own == things && (!own.is_empty() || other.has(Name::FoundWord));
        let is_of_unit = own.iter().all(|word| self.unit() == Some(*word)) && self.unit() == other.unit();
        // `tolerance_mm` is for a `deviation_mm`, and for no `length_mm`.
        let is_difference = || {
            matches!((own.as_slice(), things.as_slice()), ([unit], [_, last]) if unit == last)
                && self.has(Name::LimitMost)
                && other.has(Name::LessIsBetter)
        };
        self.is_beside(other)
            && !other.is_limit()
            && (is_same || self.unit().is_some() && is_of_unit || is_difference())
    }

    /// Whether another value is the only one of the unit that is all that this limit names: `noise_db` for `limit_db`.
    fn is_of_only(&self, other: &Self, all: &[Self]) -> bool {
        let things = self.things();
        let is_like = |value: &&Self| {
            self.is_beside(value) && !value.is_limit() && value.things().last() == things.first()
        };
        let mut like = all.iter().filter(is_like);
        things.len() == 1
            && !self.has(Name::ToleranceWord)
            && like.next().is_some_and(|first| std::ptr::eq(first, other))
            && like.next().is_none()
    }

    fn is_limit(&self) -> bool {
        Name::LimitWord.is_among(self.without_unit()) && !self.has(Name::FoundWord)
    }

    /// Whether a number keeps this limit. Where nothing says on which side of it, only the limit itself does.
    fn is_kept_by(&self, other: &Self, unit: &str, at: f64, value: f64) -> bool {
        // `min_margin` is a least margin, `limit_min` a number of minutes.
        let is_least = Name::LimitLeast.is_among(self.without_unit());
        match () {
            () if self.has(Name::LimitMost) => value <= at,
            () if is_least && self.lasts() && !self.has(Name::LimitSoft) => value >= at,
            () if self.is_better_low() || other.is_better_low() => value <= at,
            () if Name::LessIsBetter.has(&folded(unit)) => value <= at,
            () if is_least || other.has(Name::LimitLeast) => value >= at,
            () => value.total_cmp(&at).is_eq(),
        }
    }
}

/// The first target that was missed.
pub(super) fn missed_target(fields: &[(String, String)]) -> Option<String> {
    broken_limit(&Named::all(fields), true)
}

/// The first limit that no measured value keeps, or the first expectation that was not met.
pub(super) fn broken(fields: &[(String, String)]) -> Option<String> {
    let all = Named::all(fields);
    broken_limit(&all, false)
        .or_else(|| missed_expectation(&all))
        .or_else(|| missed_criterion(&all))
        .or_else(|| missed_pair(&all))
        .or_else(|| outside_range(&all))
}

/// A limit that goes by a name of its own, and what it limits: `rto_min: 30` beside `duration_min: 40`, `pass_mark: 80` beside `score: 61`.
fn missed_pair(all: &[Named<'_>]) -> Option<String> {
    let pairs = |cue: Cue, is_most: bool| {
        cue.all().iter().filter_map(move |pair| Some((pair.rsplit_once(' ')?, is_most)))
    };
    pairs(Cue::MostOf, true).chain(pairs(Cue::LeastOf, false)).find_map(|((limit, thing), is_most)| {
        let names_limit =
            |own: &Named<'_>| limit.split(' ').all(|word| own.words.iter().any(|own| own == word));
        let is_thing = |own: &&Named<'_>| {
            own.words.iter().any(|word| word == thing) && !own.is_limit() && !names_limit(own)
        };
        let (at, found) = (all.iter().find(|own| names_limit(own))?, all.iter().find(is_thing)?);
        let ((most, unit), (value, own)) = at.number.zip(found.number)?;
        let is_kept = if is_most { value <= most } else { value >= most };
        (at.unit() == found.unit() && unit == own && !is_kept).then(|| shown(at.field, found.field))
    })
}

/// A range beside the only number that it can be for: `range: 210 to 230` and `voltage_v: 240`.
fn outside_range(all: &[Named<'_>]) -> Option<String> {
    let bounds = |value: &str| {
        let value = value.replace('…', " ").replace("..", " ");
        let numbers =
            value.split(|c: char| c.is_whitespace() || c == '–').filter_map(|word| word.parse::<f64>().ok());
        let numbers = numbers.collect::<Vec<_>>();
        if let [low, high] = *numbers.as_slice() {
            Some((low, high)).filter(|(low, high)| low < high)
        } else {
            None
        }
    };
    all.iter().filter(|own| own.has(Name::RangeWord)).find_map(|range| {
        let (low, high) = bounds(&range.field.1)?;
        let mut others = all.iter().filter(|own| own.is_beside(range) && own.number.is_some());
        let (only, None) = (others.next()?, others.next()) else { return None };
        let (value, _) = only.number?;
        (!(low..=high).contains(&value)).then(|| shown(range.field, only.field))
    })
}

/// The first of these values with one that it is not met by, where each of those that could meet it does not.
fn unmet<'a>(
    all: &[Named<'a>],
    wanted: impl Fn(&Named<'a>) -> bool,
    meets: impl Fn(&Named<'a>, &Named<'a>) -> Option<bool>,
) -> Option<String> {
    all.iter().filter(|own| wanted(own)).find_map(|own| {
        let mut could = all.iter().filter_map(|other| Some((other, meets(own, other)?)));
        let (first, _) = could.next().filter(|(_, meets)| !meets)?;
        could.all(|(_, meets)| !meets).then(|| shown(own.field, first.field))
    })
}

fn broken_limit(all: &[Named<'_>], is_soft: bool) -> Option<String> {
    let is_wanted = |limit: &Named<'_>| limit.is_limit() && limit.has(Name::LimitSoft) == is_soft;
    unmet(all, is_wanted, |limit, other| {
        let ((at, unit), (value, own)) = limit.number.zip(other.number)?;
        let is_met = limit.is_met_by(other) || limit.is_of_only(other, all);
        (own == unit && is_met).then(|| limit.is_kept_by(other, own, at, value))
    })
}

fn missed_expectation(all: &[Named<'_>]) -> Option<String> {
    all.iter().filter(|wanted| wanted.has(Name::ExpectedWord)).find_map(|wanted| {
        let things = wanted.things();
        let is_found = |other: &&Named<'_>| {
            let is_plain = !things.is_empty() && other.things() == other.words && other.number.is_some();
            wanted.is_beside(other) && (other.has(Name::FoundWord) || is_plain) && other.things() == things
        };
        let found = all.iter().find(is_found)?;
        let is_met = match wanted.number.zip(found.number) {
            Some(((at, _), (value, _))) if wanted.has(Name::LessIsBetter) && !wanted.lasts() => value <= at,
            Some(((at, _), (value, _))) => value.total_cmp(&at).is_eq(),
            None => folded(&wanted.field.1) == folded(&found.field.1),
        };
        (!is_met).then(|| shown(wanted.field, found.field))
    })
}

/// `acceptance_criterion: ">= 18"` beside numbers of which none meets it.
fn missed_criterion(all: &[Named<'_>]) -> Option<String> {
    unmet(
        all,
        |wanted| wanted.has(Name::Criterion),
        |wanted, other| {
            let text = wanted.field.1.trim();
            let rest = text.trim_start_matches(['<', '>', '=', '≤', '≥', ' ']);
            let (at, _) = number(rest)?;
            let (value, _) =
                other.number.filter(|_| wanted.group == other.group && !other.has(Name::Criterion))?;
            Some(match text.get(..text.len() - rest.len())?.trim() {
                "<" => value < at,
                ">" => value > at,
                "<=" | "≤" => value <= at,
                ">=" | "≥" => value >= at,
                "=" | "==" => value.total_cmp(&at).is_eq(),
                _ => true,
            })
        },
    )
}
