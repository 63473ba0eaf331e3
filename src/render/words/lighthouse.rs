//! What is said of Lighthouse's runs.

use super::criterion::{metric, sign};
use crate::assess::assessment::{LighthouseSummary, RunSet};
use crate::model::lighthouse::{Configured, Pages};
use crate::model::measurement::Unit;
use crate::render::format;

/// `broke`: the judged run did. `; representative of 3 runs, 88 to 95; the worst of 2 pages and form factors: https://… (mobile)`.
pub(super) fn of_set(set: &RunSet, unit: Unit, broke: bool) -> String {
    let spread = set.spread.map(|(least, most)| {
        format!(", {} to {}", format::quantity(least, unit), format::quantity(most, unit))
    });
    let broken = if set.broken > 0 {
        format!(", {} did not finish", format::integer(set.broken))
    } else {
        String::new()
    };
    let runs = match set.n {
        0 | 1 => String::new(),
        n if broke => format!("; newest of {} runs{broken}", format::integer(n)),
        n => format!("; representative of {} runs{}{broken}", format::integer(n), spread.unwrap_or_default()),
    };
    let label = if set.label.is_empty() { String::new() } else { format!(" ({})", set.label) };
    match set.series {
        0 | 1 => runs,
        many => format!(
            "{runs}; the worst of {} pages and form factors: {}{label}",
            format::integer(many),
            set.target
        ),
    }
}

/// A page with its form factor: `https://…/ (mobile)`.
#[must_use]
pub fn page(target: &str, label: &str) -> String {
    match (target, label) {
        ("", "") => "a page that is not named".to_owned(),
        (target, "") => target.to_owned(),
        (target, label) => format!("{target} ({label})"),
    }
}

/// Of how many runs the judged one is representative: `1`, `representative of 3, 1 broke`.
#[must_use]
pub fn runs(of: &LighthouseSummary) -> String {
    let broke = of.set.iter().filter(|member| member.broke).count();
    let broke = if broke > 0 { format!(", {} broke", format::integer(broke)) } else { String::new() };
    match of.set.len() {
        0 | 1 => "1".to_owned(),
        n if of.set.get(of.judged).is_some_and(|judged| judged.broke) => {
            format!("the newest of {}{broke}", format::integer(n))
        }
        n => format!("representative of {}{broke}", format::integer(n)),
    }
}

/// A budget of a team's own configuration: `Lighthouse performance ≥ 93`.
#[must_use]
pub fn configured(of: &Configured) -> String {
    let pages = match &of.pages {
        Pages::All => String::new(),
        Pages::Matching(pattern) | Pages::Path(pattern) => format!(" on {pattern}"),
    };
    format!("{} {} {}{pages}", metric(&of.metric), sign(of.op), format::quantity(of.value, of.unit))
}
