//! Two values of one record that must fit: a limit and what was measured, what was expected and what was found.

use crate::lexicon::stem;
use crate::lexicon::words::Name;
use crate::model::record::folded;

/// A value with the words of its name.
struct Named<'a> {
    field: &'a (String, String),
    group: &'a str,
    words: Vec<String>,
}

/// A number and the unit behind it.
fn number(value: &str) -> Option<(f64, &str)> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(value.len());
    let unit = value.get(end..)?.trim();
    let is_unit = unit.len() <= 7 && !unit.contains(|c: char| c.is_ascii_digit() || c == ':' || c == '/');
    Some((value.get(..end)?.parse().ok().filter(|_| is_unit)?, unit))
}

impl<'a> Named<'a> {
    fn of(field: &'a (String, String)) -> Self {
        let (group, own) = field.0.rsplit_once('.').unwrap_or(("", &field.0));
        Self { field, group, words: stem::words(own).collect() }
    }

    fn has(&self, names: Name) -> bool {
        self.words.iter().any(|word| names.has(word))
    }

    /// What it is of, without the words that say which of two values it is.
    fn things(&self) -> Vec<&str> {
        let is_mark = |word: &&str| {
            [Name::LimitWord, Name::LimitMost, Name::ExpectedWord, Name::FoundWord]
                .iter()
                .any(|names| names.has(word))
        };
        let is_design = |word: &&str| self.is_limit() && Name::DesignWord.has(word);
        self.words.iter().map(String::as_str).filter(|word| !is_mark(word) && !is_design(word)).collect()
    }

    /// Whether it is in hours or days and nothing says that less of them is better: so long something is to last.
    fn lasts(&self) -> bool {
        let mut words = self.words.iter().filter(|word| Name::LessIsBetter.has(word)).peekable();
        words.peek().is_some() && words.all(|word| Name::Lasting.has(word))
    }

    /// The last word of the name where it is a unit, as in `limit_ms`.
    fn unit(&self) -> Option<&str> {
        self.words.last().map(String::as_str).filter(|word| Name::LessIsBetter.has(word))
    }

    /// Whether another value is what was measured of what this one limits.
    fn is_met_by(&self, other: &Self) -> bool {
        let (own, things) = (self.things(), other.things());
        let is_same = own == things && (!own.is_empty() || other.has(Name::FoundWord));
        let is_of_unit = own.iter().all(|word| self.unit() == Some(*word)) && self.unit() == other.unit();
        self.group == other.group
            && !std::ptr::eq(self.field, other.field)
            && !other.is_limit()
            && (is_same
                || self.unit().is_some() && is_of_unit
                || self.is_kept_by_difference(&own, &things, other))
    }

    /// `tolerance_mm` is for a `deviation_mm`, and for no `length_mm`.
    fn is_kept_by_difference(&self, own: &[&str], things: &[&str], other: &Self) -> bool {
        matches!((own, things), ([unit], [_, last]) if unit == last)
            && self.has(Name::LimitMost)
            && other.has(Name::LessIsBetter)
    }

    fn is_limit(&self) -> bool {
        self.has(Name::LimitWord) && !self.has(Name::FoundWord)
    }

    fn shown(&self) -> String {
        format!("{}: {}", self.field.0, self.field.1)
    }
}

/// Whether a number keeps a limit. Where nothing says on which side of it, only the limit itself does.
fn keeps(limit: &Named<'_>, other: &Named<'_>, unit: &str, at: f64, value: f64) -> bool {
    let both = |names: Name| limit.has(names) || other.has(names);
    // `min_margin` is a least margin, `limit_min` a number of minutes.
    let is_least = limit.words.split_last().is_some_and(|(last, before)| {
        before.iter().any(|word| Name::LimitLeast.has(word))
            || Name::LimitLeast.has(last) && !Name::LessIsBetter.has(last)
    });
    match () {
        () if limit.has(Name::LimitMost) => value <= at,
        () if is_least && limit.lasts() && !limit.has(Name::LimitSoft) => value >= at,
        () if both(Name::LessIsBetter) || Name::LessIsBetter.has(&folded(unit)) => value <= at,
        () if is_least || other.has(Name::LimitLeast) => value >= at,
        () => value.total_cmp(&at).is_eq(),
    }
}

/// The first target that was missed.
pub fn missed_target(fields: &[(String, String)]) -> Option<String> {
    let all = fields.iter().map(Named::of).collect::<Vec<_>>();
    broken_limit(&all, true)
}

/// The first limit that no measured value keeps, or the first expectation that was not met.
pub fn broken(fields: &[(String, String)]) -> Option<String> {
    let all = fields.iter().map(Named::of).collect::<Vec<_>>();
    broken_limit(&all, false).or_else(|| missed_expectation(&all)).or_else(|| missed_criterion(&all))
}

fn broken_limit(all: &[Named<'_>], is_soft: bool) -> Option<String> {
    all.iter().filter(|limit| limit.is_limit() && limit.has(Name::LimitSoft) == is_soft).find_map(|limit| {
        let (at, unit) = number(&limit.field.1)?;
        let measured = all.iter().filter(|other| limit.is_met_by(other));
        let measured = measured.filter_map(|other| {
            let (value, own) = number(&other.field.1).filter(|(_, own)| *own == unit)?;
            Some((other, keeps(limit, other, own, at, value)))
        });
        let measured = measured.collect::<Vec<_>>();
        let (first, _) = measured.first().filter(|_| measured.iter().all(|(_, keeps)| !keeps))?;
        Some(format!("{}, {}", limit.shown(), first.shown()))
    })
}

fn missed_expectation(all: &[Named<'_>]) -> Option<String> {
    all.iter().filter(|wanted| wanted.has(Name::ExpectedWord)).find_map(|wanted| {
        let is_found = |other: &&Named<'_>| {
            let things = wanted.things();
            let is_plain =
                !things.is_empty() && other.things() == other.words && number(&other.field.1).is_some();
            other.group == wanted.group
                && (other.has(Name::FoundWord) || is_plain)
                && other.things() == things
        };
        let found = all.iter().filter(|other| !std::ptr::eq(*other, wanted)).find(is_found)?;
        let is_met = match (number(&wanted.field.1), number(&found.field.1)) {
            (Some((at, _)), Some((value, _))) if wanted.has(Name::LessIsBetter) && !wanted.lasts() => {
                value <= at
            }
            (Some((at, _)), Some((value, _))) => value.total_cmp(&at).is_eq(),
            _ => folded(&wanted.field.1) == folded(&found.field.1),
        };
        (!is_met).then(|| format!("{}, {}", wanted.shown(), found.shown()))
    })
}

/// `acceptance_criterion: ">= 18"` beside numbers of which none meets it.
fn missed_criterion(all: &[Named<'_>]) -> Option<String> {
    all.iter().filter(|wanted| wanted.has(Name::Criterion)).find_map(|wanted| {
        let text = wanted.field.1.trim();
        let rest = text.trim_start_matches(['<', '>', '=', '≤', '≥', ' ']);
        let sign = text.get(..text.len() - rest.len())?.trim();
        let (at, _) = number(rest)?;
        let meets = |value: f64| match sign {
            "<" => value < at,
            ">" => value > at,
            "<=" | "≤" => value <= at,
            ">=" | "≥" => value >= at,
            "=" | "==" => value.total_cmp(&at).is_eq(),
            _ => true,
        };
        let others = all.iter().filter(|other| other.group == wanted.group && !other.has(Name::Criterion));
        let found = others.filter_map(|other| Some((other, number(&other.field.1)?.0))).collect::<Vec<_>>();
        let (first, _) = found.first().filter(|_| found.iter().all(|(_, value)| !meets(*value)))?;
        Some(format!("{}, {}", wanted.shown(), first.shown()))
    })
}
