//! What is said of Lighthouse's runs.

use super::criterion::{metric, sign};
use crate::assess::result::judgement::RunSet;
use crate::assess::result::lighthouse::LighthouseSummary;
use crate::model::lighthouse::{Configured, Pages};
use crate::model::measurement::Unit;
use crate::render::{format, language::say};

/// `broke`: the judged run did. `; representative of 3 runs, 88 to 95; the worst of 2 pages and form factors: https://… (mobile)`.
pub(super) fn of_set(set: &RunSet, unit: Unit, broke: bool) -> String {
    let spread = set.spread.map(|(least, most)| {
        say!(
            ", {least} to {most}",
            least = format::quantity(least, unit),
            most = format::quantity(most, unit)
        )
    });
    let broken = if set.broken > 0 {
        say!(", {n} did not finish", n = format::integer(set.broken))
    } else {
        String::new()
    };
    let runs = match set.n {
        0 | 1 => String::new(),
        n if broke => say!("; newest of {n} runs{broken}", n = format::integer(n), broken),
        n => say!(
            "; representative of {n} runs{spread}{broken}",
            n = format::integer(n),
            spread = spread.unwrap_or_default(),
            broken
        ),
    };
    let label = if set.label.is_empty() { String::new() } else { format!(" ({})", set.label) };
    match set.series {
        0 | 1 => runs,
        many => say!(
            "{runs}; the worst of {n} pages and form factors: {page}{label}",
            runs,
            n = format::integer(many),
            page = set.target,
            label
        ),
    }
}

/// A page with its form factor: `https://…/ (mobile)`.
pub fn page(target: &str, label: &str) -> String {
    match (target, label) {
        ("", "") => say!("a page that is not named").to_owned(),
        (target, "") => target.to_owned(),
        (target, label) => format!("{target} ({label})"),
    }
}

/// Of how many runs the judged one is representative: `1`, `representative of 3, 1 broke`.
pub fn runs(of: &LighthouseSummary) -> String {
    let broke = of.set.iter().filter(|member| member.broke).count();
    let broke = if broke > 0 { say!(", {n} broke", n = format::integer(broke)) } else { String::new() };
    match of.set.len() {
        0 | 1 => "1".to_owned(),
        n if of.set.get(of.judged).is_some_and(|judged| judged.broke) => {
            say!("the newest of {n}{broke}", n = format::integer(n), broke)
        }
        n => say!("representative of {n}{broke}", n = format::integer(n), broke),
    }
}

/// A budget of a team's own configuration: `Lighthouse performance ≥ 93`.
pub fn configured(of: &Configured) -> String {
    let pages = match &of.pages {
        Pages::All => String::new(),
        Pages::Matching(pattern) | Pages::Path(pattern) => say!(" on {pattern}", pattern),
    };
    format!("{} {} {}{pages}", metric(&of.metric), sign(of.op), format::quantity(of.value, of.unit))
}
