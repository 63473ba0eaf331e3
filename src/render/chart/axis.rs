//! Ticks: few, round, and each with its unit.

use super::canvas::{TENTHS, WIDTH, width_of};
use crate::model::{measurement::Unit, time::day};
use crate::render::format;
use jiff::Timestamp;

/// A tick's place and its words.
pub(super) type Tick = (f64, String);

/// The top of an axis that starts at 0 and holds `highest`, and its ticks: at most six, of a round step.
pub(super) fn upward(highest: f64, unit: Unit) -> (f64, Vec<Tick>) {
    let highest = if highest.is_finite() && highest > 0.0 { highest } else { 1.0 };
    let power = 10f64.powf((highest / 5.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| highest / step <= 5.0)
        .unwrap_or(highest);
    let step = if unit == Unit::Score && highest <= 100.0 { 25.0 } else { step };
    let steps = (highest / step).ceil().max(1.0);
    let top = step * steps;
    let ticks = (0u8..=6)
        .map(f64::from)
        .take_while(|n| *n <= steps)
        .map(|n| (n * step, label(n * step, top, unit)))
        .collect();
    (top, ticks)
}

/// One unit for the whole axis: seconds from 10 s on.
fn label(value: f64, top: f64, unit: Unit) -> String {
    match unit {
        Unit::Millis if top >= 10_000.0 => format!("{} s", format::quantity(value / 1000.0, Unit::Plain)),
        Unit::Millis => format!("{} ms", format::quantity(value, Unit::Plain)),
        Unit::Score | Unit::Plain | Unit::Bytes | Unit::Percent => format::quantity(value, unit),
    }
}

/// Steps of a time axis in seconds: minutes, hours, days, and about months and years.
const STEPS: [i64; 20] = [
    60,
    300,
    900,
    3600,
    10_800,
    21_600,
    43_200,
    86_400,
    172_800,
    345_600,
    604_800,
    1_209_600,
    2_592_000,
    5_184_000,
    7_776_000,
    15_552_000,
    31_536_000,
    63_072_000,
    157_680_000,
    315_360_000,
];

/// Ticks of a time axis (seconds since 1970): at most three or four, on round moments in UTC, so that their words do not touch on a phone.
pub(super) fn times(from: f64, to: f64) -> Vec<Tick> {
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a timestamp")]
    let (from, to) = (from.ceil() as i64, to.floor() as i64);
    let step = STEPS.into_iter().find(|step| (to - from) / step < 3).unwrap_or(3_153_600_000);
    let first = from.div_euclid(step) * step;
    (0..=5)
        .map(|n| first + n * step)
        .filter(|at| (from..=to).contains(at))
        .filter_map(|at| {
            let moment = Timestamp::from_second(at).ok()?;
            let words = if step >= 86_400 { day(moment) } else { moment.strftime("%m-%d %H:%M").to_string() };
            #[expect(clippy::cast_precision_loss, reason = "seconds of a timestamp are exact in a double")]
            Some((at as f64, words))
        })
        .collect()
}

/// Ticks of an axis over releases: at most five names and only as many as find room, the newest among them.
pub(super) fn names(names: &[String]) -> Vec<Tick> {
    let widest = names.iter().map(|name| width_of(&short(name, 14))).max().unwrap_or(0);
    let room = (WIDTH * TENTHS * 7 / 10) / (widest + 15 * TENTHS);
    let stride = names.len().div_ceil(usize::try_from(room).unwrap_or(1).clamp(1, 5)).max(1);
    let mut ticks: Vec<Tick> = names
        .iter()
        .enumerate()
        .rev()
        .step_by(stride)
        .map(|(at, name)| {
            #[expect(clippy::cast_precision_loss, reason = "a release's number is small")]
            (at as f64, short(name, 14))
        })
        .collect();
    ticks.reverse();
    ticks
}

/// A name cut to so many characters, with an ellipsis.
pub(super) fn short(name: &str, characters: usize) -> String {
    if name.chars().count() <= characters {
        return name.to_owned();
    }
    name.chars().take(characters.saturating_sub(1)).chain(['…']).collect()
}
