//! Delivery metrics: names, definitions, values.

use crate::assess::release::delivery::{LEAST_COMMITS, LEAST_JUDGED, LEAST_RELEASES, LEAST_RESTORED};
use crate::assess::result::delivery::{Delivery, DeliveryFigure};
use crate::render::{format, language::say};

/// A delivery metric as people and programs read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its stable name: `deployment_frequency`.
    pub id: &'static str,
    /// Its name: `Deployment frequency`.
    pub name: &'static str,
    /// How it is computed.
    pub definition: &'static str,
    /// Its unit in data.
    pub unit: &'static str,
    /// Its value in that unit; `None` where there are too few cases.
    pub number: Option<f64>,
    /// Its value in words; a dash where there are too few cases.
    pub value: String,
    /// How many cases there are, and how many are needed: `over 82 commits`, `too few: 2 releases of at least 3`.
    pub basis: String,
    /// How many cases there are.
    pub n: usize,
    /// Under how many there is no number.
    pub least: usize,
}

/// All delivery metrics.
pub fn delivery(of: &Delivery) -> Vec<Told> {
    throughput(of).into_iter().chain(stability(of)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "seconds far below 2^52")]
fn seconds(value: i64) -> f64 {
    value as f64
}

fn throughput(of: &Delivery) -> [Told; 2] {
    [
        Told {
            id: "deployment_frequency",
            name: say!("Deployment frequency"),
            definition: say!(
                "releases after the first, divided by the weeks between the first and the newest"
            ),
            unit: "releases/week",
            number: of.per_week.value,
            ..told(
                of.per_week,
                |value| say!("{n} a week", n = format::rate(value)),
                |n| format::count(n, "release", "releases"),
                LEAST_RELEASES,
            )
        },
        Told {
            id: "lead_time",
            name: say!("Lead time for changes, median"),
            definition: say!(
                "from the time of a commit to that of the first release that holds it; the middle one"
            ),
            unit: "s",
            number: of.lead_seconds.value.map(seconds),
            ..told(
                of.lead_seconds,
                format::duration,
                |n| format::count(n, "commit", "commits"),
                LEAST_COMMITS,
            )
        },
    ]
}

fn stability(of: &Delivery) -> [Told; 2] {
    let failed = of.failed;
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let share = |part: usize| part as f64 / failed.n.max(1) as f64;
    [
        Told {
            id: "change_failure_rate",
            name: say!("Change failure rate"),
            definition: say!(
                "releases that were rolled back, had an incident of SEV-2 or worse, or a rollback trigger of theirs fired; \
                of the releases where a trigger could be computed or an incident or a rollback is recorded"
            ),
            unit: "share",
            number: failed.value.map(share),
            ..told(
                failed,
                |value| {
                    say!(
                        "{share} ({n} of {all})",
                        share = format::percent(value, failed.n),
                        n = value,
                        all = failed.n
                    )
                },
                |n| format::count(n, "release", "releases"),
                LEAST_JUDGED,
            )
        },
        Told {
            id: "time_to_restore",
            name: say!("Time to restore, median"),
            definition: say!(
                "from the begin of an incident to its end; for a release without one that ended, from its first trouble to \
                the rollback; the middle one"
            ),
            unit: "s",
            number: of.restore_seconds.value.map(seconds),
            ..told(
                of.restore_seconds,
                format::duration,
                |n| format::count(n, "incident or rollback", "incidents and rollbacks"),
                LEAST_RESTORED,
            )
        },
    ]
}

/// Value and basis; the rest is filled in by the caller.
fn told<T: Copy>(
    figure: DeliveryFigure<T>,
    word: impl Fn(T) -> String,
    cases: impl Fn(usize) -> String,
    least: usize,
) -> Told {
    let cases = cases(figure.n);
    let basis = match figure.value {
        Some(_) => say!("over {cases}", cases),
        None => say!("too few: {cases}, at least {least} are needed", cases, least),
    };
    Told {
        id: "",
        name: "",
        definition: "",
        unit: "",
        number: None,
        value: figure.value.map_or_else(|| "–".to_owned(), word),
        basis,
        n: figure.n,
        least,
    }
}
