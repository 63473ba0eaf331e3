//! What stands at a place in the tokens: phrases, numbers with their units, signs, figures, labels.

use crate::assess::reading::grammar::text::Token;
use crate::lexicon::vocabulary::{VOCABULARY, has};
use crate::model::criterion::{Op, Statistic};
use crate::model::measurement::Metric;
use std::ops::Range;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// It bears no unit.
    Bare,
    /// Milliseconds.
    Millis,
    /// Bytes.
    Bytes,
    /// Hundredths.
    Percent,
    /// Points of a hundred.
    OfHundred,
    /// It bears a unit, but what it tells is not plain: `1.500 ms`, `10 % of the baseline`, `300/500 ms`.
    Unclear,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    /// In the base unit of its measure.
    pub(super) value: f64,
    /// Its measure.
    pub(super) measure: Measure,
    /// Where the next token stands.
    pub(super) end: usize,
}

/// The tokens of one item. Every function looks at a place and returns what it found with the place behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) tokens: &'a [(Token, Range<usize>)],
}

impl<'a> Words<'a> {
    pub(super) fn token(self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at).map(|(token, _)| token)
    }

    pub(super) fn word(self, at: usize) -> Option<&'a str> {
        if let Token::Word(word) = self.token(at)? { Some(word) } else { None }
    }

    pub(super) fn is_mark(self, at: usize, marks: &str) -> bool {
        matches!(self.token(at), Some(Token::Mark(mark)) if marks.contains(*mark))
    }

    /// The end of a phrase that stands here. A hyphen may stand between its words.
    fn phrase_end(self, mut at: usize, phrase: &str) -> Option<usize> {
        for (n, part) in phrase.split(' ').enumerate() {
            at += usize::from(n > 0 && self.is_mark(at, "-"));
            if self.word(at)? != part {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The longest phrase of a table that stands here.
    pub(super) fn among<T>(self, at: usize, table: &[(T, impl AsRef<[String]>)]) -> Option<(&T, usize)> {
        let found = table.iter().filter_map(|(meaning, all)| Some((meaning, self.any(at, all.as_ref())?)));
        found.max_by_key(|(_, end)| *end)
    }

    /// The end of the longest of these phrases that stands here.
    pub(super) fn any(self, at: usize, phrases: &[impl AsRef<str>]) -> Option<usize> {
        self.word(at)?;
        phrases.iter().filter_map(|phrase| self.phrase_end(at, phrase.as_ref())).max()
    }

    /// Behind all of these that stand here.
    pub(super) fn skip(self, mut at: usize, phrases: &[impl AsRef<str>], marks: &str) -> usize {
        while let Some(end) = self.any(at, phrases).or(self.is_mark(at, marks).then_some(at + 1)) {
            at = end;
        }
        at
    }

    /// Whether some word in a range begins with one of these.
    pub(super) fn speaks_of(self, range: Range<usize>, beginnings: &[String]) -> bool {
        range
            .filter_map(|at| self.word(at))
            .any(|word| beginnings.iter().any(|start| word.starts_with(&**start)))
    }

    /// A number. A space sets thousands apart where exactly three digits follow.
    pub(super) fn number(self, at: usize) -> Option<(f64, &'a str, usize)> {
        let Token::Number { value, digits } = self.token(at)? else { return None };
        let (mut value, mut end) = (*value, at + 1);
        let mut may_go_on = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        while let Some(Token::Number { value: more, digits: group }) = self.token(end) {
            // The last group may carry the fraction.
            may_go_on &= group.split(['.', ',']).next().is_some_and(|whole| whole.len() == 3);
            if !may_go_on {
                return None;
            }
            (value, end, may_go_on) = (value * 1000.0 + more, end + 1, group.len() == 3);
        }
        Some((value, digits, end))
    }

    /// A number with its unit.
    pub(super) fn quantity(self, at: usize) -> Option<Quantity> {
        if let Some(Token::OfHundred(value)) = self.token(at) {
            return Some(Quantity { value: *value, measure: Measure::OfHundred, end: at + 1 });
        }
        let (value, digits, end) = self.number(at)?;
        let of = self.any(end, &["of", "out of"]);
        if let Some((100.0, _, end)) = of.and_then(|of| self.number(of)) {
            return Some(Quantity { value, measure: Measure::OfHundred, end });
        }
        let (scale, measure, end) = self.unit(end).unwrap_or((1.0, Measure::Bare, end));
        let value = round(value * scale);
        // `less than 5 minutes of downtime` is a time.
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let is_bounded = before.is_some_and(|word| has(&VOCABULARY.compared, word));
        let is_time = is_bounded && measure == Measure::Millis && self.word(end) == Some("of");
        if !is_time && self.is_part(end)
            || (matches!(measure, Measure::Millis | Measure::Bare) && is_two_numbers(digits, scale))
        {
            return (measure != Measure::Bare).then_some(Quantity { value, measure: Measure::Unclear, end });
        }
        // `1 day 12 hours`
        let rest =
            self.quantity(end).filter(|rest| (rest.measure, measure) == (Measure::Millis, Measure::Millis));
        Some(match rest.filter(|rest| rest.value < scale) {
            Some(rest) => Quantity { value: value + rest.value, ..rest },
            None => Quantity { value, measure, end },
        })
    }

    pub(super) fn unit(self, at: usize) -> Option<(f64, Measure, usize)> {
        if self.is_mark(at, "%") {
            return Some((1.0, Measure::Percent, at + 1));
        }
        let at = at + usize::from(self.is_mark(at, "-"));
        let time = self.time_unit(at).map(|(scale, end)| (scale, Measure::Millis, end));
        let size = || self.among(at, &VOCABULARY.sizes).map(|(scale, end)| (*scale, Measure::Bytes, end));
        let share = || self.any(at, &VOCABULARY.percents).map(|end| (1.0, Measure::Percent, end));
        time.or_else(size).or_else(share)
    }

    /// `5/min`, `300/500 ms`, `10 % of the baseline`: more than a number and its unit.
    fn is_part(self, end: usize) -> bool {
        let next = end + 1;
        let slash = self.is_mark(end, "/")
            && (matches!(self.token(next), Some(Token::Number { .. } | Token::Opaque))
                || self.unit(next).is_some());
        let of = self.word(end) == Some("of") && self.event(next).is_none();
        slash || of || matches!(self.token(end), Some(Token::OfHundred(_)))
    }

    /// A span of time in milliseconds, the number also in words: `24h`, `two weeks`, `an hour`.
    pub(super) fn span(self, at: usize) -> Option<(f64, usize)> {
        if let Some(found) = self.quantity(at) {
            return (found.measure == Measure::Millis).then_some((found.value, found.end));
        }
        let (count, end) = self.among(at, &VOCABULARY.counts)?;
        self.time_unit(end).map(|(scale, end)| (count * scale, end))
    }

    /// A unit of time alone: the `hour` of `the last hour`.
    pub(super) fn time_unit(self, at: usize) -> Option<(f64, usize)> {
        self.among(at, &VOCABULARY.times).map(|(scale, end)| (*scale, end))
    }

    /// What a release is called: `the tag`, `go-live`.
    pub(super) fn event(self, at: usize) -> Option<usize> {
        self.any(self.skip(at, &VOCABULARY.articles, ""), &VOCABULARY.events)
    }

    /// A comparison sign, or the word for a limit, whose sign (`None`) the metric decides.
    pub(super) fn sign(self, at: usize) -> Option<(Option<Op>, usize)> {
        if let Some(turned) = self.any(at, &VOCABULARY.turns) {
            let (op, end) = self.comparison(self.skip(turned, &VOCABULARY.turn_fillers, ""))?;
            return match op {
                Op::Above => Some((Some(Op::AtMost), end)),
                Op::Below => Some((Some(Op::AtLeast), end)),
                Op::AtLeast | Op::AtMost | Op::Equals => None,
            };
        }
        let limit =
            || self.any(at, &VOCABULARY.limits).map(|end| (None, self.skip(end, &["of", "is", "at"], ":=")));
        self.comparison(at).map(|(op, end)| (Some(op), end)).or_else(limit)
    }

    fn comparison(self, at: usize) -> Option<(Op, usize)> {
        let (op, end) = match self.token(at)? {
            Token::Sign(op) => (*op, at + 1),
            _ => {
                let words = &*VOCABULARY;
                let signs = [
                    (Op::AtLeast, &words.at_least),
                    (Op::AtMost, &words.at_most),
                    (Op::Above, &words.above),
                    (Op::Below, &words.below),
                ];
                self.among(at, &signs).map(|(op, end)| (*op, end))?
            }
        };
        let equal = self.any(end, &["or equal to", "or equal"]).or(self.is_mark(end, "=").then_some(end + 1));
        match (op, equal) {
            (Op::Above, Some(end)) => Some((Op::AtLeast, end)),
            (Op::Below, Some(end)) => Some((Op::AtMost, end)),
            // `max. 300 ms`, `min: 90`.
            _ => Some((op, self.skip(end, &[""; 0], ".:"))),
        }
    }

    /// A sign behind the number: `or higher`, `+`, `max`.
    pub(super) fn suffix(self, at: usize) -> Option<(Option<Op>, usize)> {
        let plus = self.is_mark(at, "+") && !matches!(self.token(at + 1), Some(Token::Number { .. }));
        let words = &*VOCABULARY;
        let suffixes = [
            (None, &words.or_better),
            (Some(Op::AtLeast), &words.or_more),
            (Some(Op::AtMost), &words.or_less),
        ];
        if plus {
            Some((Some(Op::AtLeast), at + 1))
        } else {
            self.among(at, &suffixes).map(|(op, end)| (*op, end))
        }
    }

    /// A metric's name or its id.
    pub(super) fn metric(self, at: usize) -> Option<(&'static str, usize)> {
        let word = self.word(at)?;
        let id =
            Metric::KNOWN.iter().find(|(id, _)| id.contains('.') && *id == word).map(|(id, _)| (*id, at + 1));
        id.or_else(|| self.named(at, &VOCABULARY.metrics)).or_else(|| self.share_of_errors(at))
    }

    /// `errors < 1 %`, `failures: at most 1 %`: a share only where a bound in percent follows.
    fn share_of_errors(self, at: usize) -> Option<(&'static str, usize)> {
        let end = self.any(at, &VOCABULARY.errors)?;
        let (_, from) = self.sign(self.skip(end, &["are", "is", "stay", "kept"], ":="))?;
        (self.quantity(from)?.measure == Measure::Percent).then_some((Metric::ERROR_RATE, end))
    }

    /// `p95`, `95th percentile`, `median`.
    pub(super) fn statistic(self, at: usize) -> Option<(Statistic, usize)> {
        let words = &*VOCABULARY;
        let figures = [
            (Statistic::MEDIAN, &words.median),
            (Statistic::Mean, &words.mean),
            (Statistic::Max, &words.max),
        ];
        if let Some((figure, end)) = self.among(at, &figures) {
            return Some((*figure, end));
        }
        if let Some(digits) = self.word(at).and_then(|word| word.strip_prefix('p')) {
            return Some((Statistic::percentile(digits)?, at + 1));
        }
        let Token::Number { digits, .. } = self.token(at)? else { return None };
        let end = at + 1;
        let end = self
            .any(end, &["th", "st", "nd", "rd"])
            .or(self.is_mark(end, "%").then_some(end + 1))
            .unwrap_or(end);
        let end =
            self.any(end + usize::from(self.is_mark(end, "-")), &["percentile", "pctl", "ile", "perzentil"])?;
        Some((Statistic::percentile(digits)?, end))
    }

    /// `mock`, `live`, `mobile`, `desktop`.
    pub(super) fn label(self, at: usize) -> Option<(&'static str, usize)> {
        self.named(at, &VOCABULARY.labels)
    }

    /// The id of what is named here.
    fn named(self, at: usize, ids: &'static [(String, Vec<String>)]) -> Option<(&'static str, usize)> {
        self.among(at, ids).map(|(id, end)| (id.as_str(), end))
    }
}

/// `1.500`, `1.500 ms` and `1,500 s` mean one thing here and another there.
fn is_two_numbers(digits: &str, scale: f64) -> bool {
    let parted = |mark: char| {
        digits
            .split_once(mark)
            .is_some_and(|(whole, rest)| whole != "0" && rest.len() == 3 && !rest.contains([',', '.']))
    };
    (parted('.') && scale.total_cmp(&1.0).is_eq()) || (parted(',') && scale.total_cmp(&1e3).is_eq())
}

/// Without the noise of the last binary digits: 4.35 s is 4350 ms.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
