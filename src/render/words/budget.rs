//! What a run told, beside the budget or the answer that is demanded.

use super::criterion::{metric, sign};
use super::trigger::{ended, fault};
use crate::assess::result::judgement::{Outcome, RunResult};
use crate::model::criterion::Op;
use crate::model::measurement::{Metric, Unit};
use crate::render::{format, language::say};
use std::ops::RangeInclusive;

/// What a budget demands of a number.
pub(super) struct Bound {
    pub(super) op: Op,
    pub(super) value: f64,
    pub(super) unit: Unit,
}

/// `live:` for a labelled latency, `latency`, `Lighthouse performance`, `Lighthouse performance (mobile)`.
pub(super) fn subject(of: &Metric, label: Option<&str>) -> String {
    match label.filter(|label| !label.is_empty()) {
        Some(label) if of.name() == Metric::LATENCY => format!("{label}:"),
        Some(label) => format!("{} ({label})", metric(of)),
        None => metric(of),
    }
}

/// `is_one`: whether one run decides; a figure over many stands for itself.
pub(super) fn budget(
    subject: &str,
    is_one: bool,
    bound: &Bound,
    result: &RunResult,
    outcome: Outcome,
) -> String {
    let limit = format::exact(bound.value, bound.unit);
    let finite = result.value.filter(|value| value.is_finite());
    // A number within its bound that fails all the same is that of a run that did not succeed.
    let within = finite.is_some_and(|value| bound.op.holds(value, bound.value));
    let refused = result.status.is_some_and(|code| !(200..300).contains(&code))
        || (outcome == Outcome::Fails && within);
    let (Some(value), None, false) = (finite, &result.error, refused) else {
        let colon = if subject.ends_with(':') { "" } else { ":" };
        let told = match &result.error {
            _ if is_one => {
                say!("{run}, so the run did not succeed", run = run(result, finite, bound.unit))
            }
            Some(error) => fault(error).to_owned(),
            None if result.failed > 0 => say!("too many runs did not finish").to_owned(),
            None => say!("no run in the window").to_owned(),
        };
        let (told, limit) = (format!("{subject}{colon} {told}"), format!("{} {limit}", sign(bound.op)));
        return say!("{told}; budget {limit}", told, limit);
    };
    let mut shown = format::beside(value, bound.value, bound.unit);
    if result.at_most {
        shown = say!("at most {value}", value = shown);
    }
    let holds =
        outcome == Outcome::Holds || (outcome == Outcome::Stale && bound.op.holds(value, bound.value));
    let told = format!("{subject} {shown}");
    match (bound.op, holds) {
        (Op::AtLeast, true) => say!("{told} is at least {limit}", told, limit),
        (Op::AtLeast, false) => say!("{told} is below {limit}", told, limit),
        (Op::Above, true) => say!("{told} is above {limit}", told, limit),
        (Op::Above, false) => say!("{told} is not above {limit}", told, limit),
        (Op::AtMost, true) => say!("{told} is at most {limit}", told, limit),
        (Op::AtMost, false) => say!("{told} is over {limit}", told, limit),
        (Op::Below, true) => say!("{told} is under {limit}", told, limit),
        (Op::Below, false) if value > bound.value => say!("{told} is over {limit}", told, limit),
        (Op::Below, false) => say!("{told} is not under {limit}", told, limit),
        (Op::Equals, true) => say!("{told} is {limit}", told, limit),
        (Op::Equals, false) => say!("{told} is not {limit}", told, limit),
    }
}

/// What a run that did not succeed told: `HTTP 410 in 229 ms`, `fetch failed`, `no answer`.
fn run(result: &RunResult, value: Option<f64>, unit: Unit) -> String {
    let number = value.map(|value| format::quantity(value, unit));
    let how = |number| ended(result.error.as_deref(), result.status, number);
    match number.as_deref() {
        // A broken run of Lighthouse may have a number beside its error.
        Some(number) if result.set.is_some() => {
            say!("{what} beside {number}", what = how(None), number)
        }
        number => how(number),
    }
}

/// What was answered, beside what is demanded: `HTTP 410 instead of HTTP 200`.
pub(super) fn status(wanted: &str, codes: RangeInclusive<u16>, result: &RunResult, held: bool) -> String {
    match (result.status, result.error.as_deref()) {
        (Some(seen), _) if held => say!("HTTP {seen} as demanded", seen),
        (Some(seen), None) if codes.contains(&seen) => {
            say!("HTTP {seen}, but not within its budget", seen)
        }
        (Some(seen), None) => say!("{seen} instead of {wanted}", seen = format!("HTTP {seen}"), wanted),
        (Some(_), Some(error)) if error.starts_with("HTTP ") => {
            say!("{seen} instead of {wanted}", seen = error, wanted)
        }
        (Some(seen), Some(error)) => format!("HTTP {seen}, {}", fault(error)),
        (None, error) => {
            say!("{seen} instead of {wanted}", seen = error.map_or(say!("no answer"), fault), wanted)
        }
    }
}
