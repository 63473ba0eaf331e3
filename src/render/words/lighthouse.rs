//! What is said of Lighthouse's runs.

use crate::assess::assessment::RunSet;
use crate::model::measurement::Unit;
use crate::render::format;

/// `; representative of 3 runs, 88 to 95; the worst of 2 pages and form factors: https://… (mobile)`.
pub(super) fn of_set(set: &RunSet, unit: Unit) -> String {
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
