//! What every reader of latency needs: a blank check of an address, and the numbers and words that checks are made of.

use crate::model::evidence::{Facts, Kind, State};
use crate::model::measurement::{Measurement, Metric, Unit};
use crate::model::problem::Problem;
use crate::read::text::lines::{capped, plain};
use crate::read::value::source::Source;
use std::collections::HashSet;
use std::sync::Arc;

/// Eleven days: a number above is no duration of a check.
const ABSURD_MS: f64 = 1e9;

/// The texts of a file's checks, each kept once however often it stands there.
#[derive(Debug, Default)]
pub struct Names {
    known: HashSet<Arc<str>>,
}

impl Names {
    /// The shared copy of a text.
    pub fn share(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let shared: Arc<str> = text.into();
        self.known.insert(shared.clone());
        shared
    }

    /// A check of an address of which nothing else is known yet.
    pub fn check(&mut self, target: &str) -> Measurement {
        Measurement {
            target: self.share(target),
            label: self.share(label(target)),
            ..Measurement::of(Metric::latency(), Unit::Millis)
        }
    }
}

/// The facts of a file that tells these measurements. A log states as its own time that of its newest check.
pub fn file<M: Into<Arc<Measurement>>>(
    source: &Source<'_>,
    measurements: Vec<M>,
    problems: Vec<Problem>,
) -> Facts {
    let measurements: Vec<Arc<Measurement>> = measurements.into_iter().map(Into::into).collect();
    let newest = measurements.iter().max_by_key(|one| one.time).and_then(|one| one.claim());
    Facts {
        state: state(&measurements),
        title: measurements.iter().map(|one| one.target.to_string()).find(|target| !target.is_empty()),
        claim: newest,
        measurements,
        problems,
        ..Facts::of(Kind::Smoke, State::Neutral, source.bytes.len() as u64)
    }
}

/// What measurements say of a file as a whole: failing if any measurement broke or is over its own budget; proving if all finished; neutral without any.
pub fn state(measurements: &[Arc<Measurement>]) -> State {
    if measurements.is_empty() {
        State::Neutral
    } else if measurements.iter().any(|m| m.ok() == Some(false)) {
        State::Failing
    } else {
        State::Proving
    }
}

/// `mock` or `live`, as the address's `mock=` says; else empty.
pub fn label(target: &str) -> &'static str {
    let query = target.split_once('?').map_or("", |(_, query)| query.split('#').next().unwrap_or_default());
    let value = query.split('&').find_map(|pair| pair.strip_prefix("mock="));
    match value.map(str::to_ascii_lowercase).as_deref() {
        Some("1" | "true") => "mock",
        Some("0" | "false") => "live",
        _ => "",
    }
}

/// An error's own words, on one line and short enough to show.
pub fn said(text: &str) -> String {
    capped(&plain(text), 200).to_owned()
}

/// Whether so many milliseconds can be how long a check took.
pub fn possible(millis: f64) -> bool {
    (0.0..=ABSURD_MS).contains(&millis)
}

/// An HTTP status: a whole number from 100 to 999.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be a whole number from 100 to 999"
)]
pub fn status(number: f64) -> Option<u16> {
    (number.fract() == 0.0 && (100.0..1000.0).contains(&number)).then_some(number as u16)
}

/// Whether a word stands for no value: `null`, `-`.
pub fn is_nothing(text: &str) -> bool {
    matches!(text.trim().trim_end_matches([',', ';']), "" | "null" | "none" | "-" | "undefined")
}

/// The units of time that tools write, each with its milliseconds; a longer name stands before one that ends it.
const UNITS: [(&str, f64); 9] = [
    ("ms", 1.0),
    ("us", 0.001),
    ("µs", 0.001),
    ("ns", 0.000_001),
    ("secs", 1000.0),
    ("sec", 1000.0),
    ("s", 1000.0),
    ("m", 60_000.0),
    ("", 1.0),
];

/// `218.38ms`, `1.2s`, `1m2.5s`, `50us` or `300` as milliseconds; `None` for what is no duration, or one that no check takes.
pub fn duration(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches([',', ';']);
    if let Some((minutes, seconds)) =
        text.split_once('m').filter(|(_, rest)| rest.ends_with('s') && rest.len() > 1)
    {
        let whole = minutes.parse::<f64>().ok()? * 60_000.0 + duration(seconds)?;
        return possible(whole).then_some(whole);
    }
    let (digits, factor) =
        UNITS.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)))?;
    let number = scaled(digits.trim_end().parse::<f64>().ok()?, *factor);
    possible(number).then_some(number)
}

/// A number in milliseconds that is told in another unit, to the nanosecond: times 1000, 0.8652 is 865.1999999999999 in binary.
pub fn scaled(number: f64, factor: f64) -> f64 {
    if factor == 1.0 { number } else { (number * factor * 1e6).round() / 1e6 }
}

/// What curl's exit code means, in words that tell a timeout as one; `None` for a success.
pub fn exit_code(code: &str) -> Option<String> {
    let words = match code {
        "0" => return None,
        "5" | "6" => "could not resolve host",
        "7" => "connection refused",
        "28" => "timeout",
        "35" | "51" | "53" | "54" | "58" | "59" | "60" | "66" | "77" | "80" | "83" | "91" => "TLS failed",
        "52" => "empty reply",
        "55" | "56" => "connection reset",
        _ => return Some(format!("curl exit code {}", said(code))),
    };
    Some(format!("{words} (curl exit code {code})"))
}
