//! Bounds: a sign and a number, and what they say of the subject before them.

use crate::assess::reading::grammar::parsed::Loose;
use crate::assess::reading::grammar::phrase::{Measure, Quantity, Words};
use crate::lexicon::vocabulary::{VOCABULARY, has};
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::measurement::{Metric, Unit};

/// Nobody waits longer for an answer: a longer time is another duration.
const LONGEST_LATENCY: f64 = 120_000.0;

/// A number with its sign.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    /// Both ends of a range, else one; `None` leaves the sign to the metric.
    pub(super) limits: Vec<(Option<Op>, Quantity)>,
    /// Labels that follow the number.
    pub(super) labels: Vec<&'static str>,
    /// Where the next token stands.
    pub(super) end: usize,
}

impl Bound {
    /// A bound with a sign, as it stands, for figures that evidence tells by other names.
    pub(super) fn loose(&self, at: usize) -> Option<Loose> {
        let (_, first) = self.limits.first()?;
        let limits = self.limits.iter().map(|(op, quantity)| Some(((*op)?, quantity.value)));
        let limits = limits.collect::<Option<Vec<_>>>()?;
        Some(Loose { tokens: at..self.end, limits, measure: first.measure })
    }
}

impl Words<'_> {
    /// `≥ 90`, `no more than 300 ms`, `90 or higher`, `between 100 and 200 ms`; without a sign only where a limit was announced.
    pub(super) fn bound(self, at: usize, is_announced: bool) -> Option<Bound> {
        if let Some(limits) = self.any(at, &["between", "zwischen", "entre"]).and_then(|at| self.range(at)) {
            return Some(self.labelled(limits));
        }
        if let Some((op, from)) = self.sign(at) {
            let mut quantity = self.quantity(from).or_else(|| self.worded(from))?;
            let suffix = self.suffix(quantity.end);
            quantity.end = suffix.map_or(quantity.end, |(_, end)| end);
            return Some(self.labelled(vec![(op.or(suffix.and_then(|(op, _)| op)), quantity)]));
        }
        let mut quantity = self.quantity(at).filter(|_| self.statistic(at).is_none())?;
        let suffix = self.suffix(quantity.end);
        quantity.end = suffix.map_or(quantity.end, |(_, end)| end);
        (is_announced || suffix.is_some())
            .then(|| self.labelled(vec![(suffix.and_then(|(op, _)| op), quantity)]))
    }

    /// A number in words: `one retry`, `an hour`.
    fn worded(self, at: usize) -> Option<Quantity> {
        if let Some((value, end)) = self.span(at) {
            return Some(Quantity { value, measure: Measure::Millis, end });
        }
        let (value, end) = self.among(at, &VOCABULARY.counts).map(|(count, end)| (*count, end))?;
        (!matches!(self.word(at), Some("a" | "an"))).then_some(Quantity {
            value,
            measure: Measure::Bare,
            end,
        })
    }

    fn range(self, at: usize) -> Option<Vec<(Option<Op>, Quantity)>> {
        let low = self.quantity(at)?;
        let high = self.quantity(self.any(low.end, &["and", "to", "und", "et", "y"])?)?;
        // `between 100 and 200 ms`: the unit stands once.
        let low = match low.measure {
            Measure::Bare if high.measure != Measure::Bare => {
                let (scale, ..) = self.unit(high.end - 1).or_else(|| self.unit(high.end - 2)).unwrap_or((
                    1.0,
                    Measure::Bare,
                    0,
                ));
                Quantity { value: low.value * scale, ..high }
            }
            _ => low,
        };
        (low.measure == high.measure && low.value <= high.value)
            .then(|| vec![(Some(Op::AtLeast), low), (Some(Op::AtMost), high)])
    }

    /// A bound with the labels behind it: `300 ms (mock)`, `2.5 s on mobile and desktop`.
    fn labelled(self, limits: Vec<(Option<Op>, Quantity)>) -> Bound {
        let mut bound =
            Bound { end: limits.last().map_or(0, |(_, quantity)| quantity.end), limits, labels: Vec::new() };
        let mut at = self.skip(bound.end, &["for", "on", "in", "against", "the"], "([-:");
        while let Some((label, end)) = self.label(at) {
            bound.labels.push(label);
            bound.end = end;
            at = self.skip(end, &["and", "the"], "&/+");
        }
        bound
    }

    /// A number that counts things (`2 reviewers`) bounds no score.
    pub(super) fn counts_things(self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            (word.ends_with('s') || word == "people")
                && !has(&VOCABULARY.fillers, word)
                && !has(&VOCABULARY.prepositions, word)
        })
    }
}

/// What a bound is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a> {
    pub(super) metric: &'static str,
    pub(super) statistic: Statistic,
    pub(super) label: Option<&'static str>,
    pub(super) target: Option<&'a str>,
}

impl About<'_> {
    fn unit(self) -> Unit {
        Metric::KNOWN.iter().find(|(name, _)| *name == self.metric).map_or(Unit::Plain, |(_, unit)| *unit)
    }

    /// Whether its metric is told in this measure.
    pub(super) fn fits(self, quantity: &Quantity) -> bool {
        let fits = match self.unit() {
            Unit::Millis => &[Measure::Millis][..],
            Unit::Bytes => &[Measure::Bytes],
            Unit::Percent => &[Measure::Percent],
            Unit::Plain => &[Measure::Bare],
            Unit::Score => &[Measure::Bare, Measure::Percent, Measure::OfHundred],
        };
        fits.contains(&quantity.measure)
            && (self.metric != Metric::LATENCY || quantity.value <= LONGEST_LATENCY)
    }

    /// The criteria that a bound demands; none where its sign points to the wrong side: `alert over 500 ms` is no budget.
    pub(super) fn criteria(self, limits: &[(Option<Op>, Quantity)]) -> Option<Vec<Criterion>> {
        let unit = self.unit();
        let more_is_better = unit == Unit::Score || self.metric == Metric::AVAILABILITY;
        let better = if more_is_better { [Op::AtLeast, Op::Above] } else { [Op::AtMost, Op::Below] };
        let each = limits.iter().map(|(op, quantity)| {
            let op = op.unwrap_or(if more_is_better { Op::AtLeast } else { Op::AtMost });
            let value = match unit {
                Unit::Score if quantity.measure == Measure::Bare && quantity.value <= 1.0 => {
                    (quantity.value * 10_000.0).round() / 100.0
                }
                _ => quantity.value,
            };
            let in_range = match unit {
                Unit::Score => value > 0.0 && value <= 100.0,
                Unit::Percent => value <= 100.0,
                Unit::Millis | Unit::Plain | Unit::Bytes => true,
            };
            // The figure of many is no share, and a share is no figure of one.
            let is_one = unit != Unit::Percent || self.statistic == Statistic::Latest;
            (in_range && is_one && (limits.len() > 1 || better.contains(&op))).then(|| Criterion::Budget {
                metric: Metric::new(self.metric),
                statistic: self.statistic,
                op,
                value,
                unit,
                label: self.label.map(ToOwned::to_owned),
                target: self.target.map(ToOwned::to_owned),
            })
        });
        each.collect()
    }
}

/// Whether a label is one of this metric's: `mock` and `live` of checks, `mobile` and `desktop` of Lighthouse.
pub(super) fn is_label_of(label: &str, metric: &str) -> bool {
    matches!(label, "mobile" | "desktop") == metric.starts_with("lighthouse.")
}

/// The label that an address carries: `mock=1` and `mock=0`.
pub(super) fn label_of(url: &str) -> Option<&'static str> {
    let query = url.split_once('?')?.1;
    query.split(['&', '#']).find_map(|pair| match pair {
        "mock=1" | "mock=true" => Some("mock"),
        "mock=0" | "mock=false" => Some("live"),
        _ => None,
    })
}
