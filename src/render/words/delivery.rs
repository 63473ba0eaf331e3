//! Delivery metrics: names, definitions, values.

use crate::assess::delivery::{
    Delivery, Figure, LEAST_COMMITS, LEAST_JUDGED, LEAST_RELEASES, LEAST_RESTORED,
};
use crate::render::format;

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
    /// How many cases there are, and how many are needed: `over 82 commits`, `too few to tell: 2 releases of at least 3`.
    pub basis: String,
    /// How many cases there are.
    pub n: usize,
    /// Under how many there is no number.
    pub least: usize,
}

/// All delivery metrics.
#[must_use]
pub fn delivery(of: &Delivery) -> Vec<Told> {
    #[expect(clippy::cast_precision_loss, reason = "counts and seconds far below 2^52")]
    let (seconds, share) =
        (|value: i64| value as f64, |part: usize, all: usize| part as f64 / all.max(1) as f64);
    let failed = of.failed;
    vec![
        Told {
            id: "deployment_frequency",
            name: "Deployment frequency",
            definition: "releases after the first, divided by the weeks between the first and the newest",
            unit: "releases/week",
            number: of.per_week.value,
            ..told(of.per_week, |value| format!("{} a week", format::rate(value)), "release", LEAST_RELEASES)
        },
        Told {
            id: "lead_time",
            name: "Lead time for changes, median",
            definition: "from the time of a commit to that of the first release that holds it; the middle one",
            unit: "s",
            number: of.lead_seconds.value.map(seconds),
            ..told(of.lead_seconds, format::duration, "commit", LEAST_COMMITS)
        },
        Told {
            id: "change_failure_rate",
            name: "Change failure rate",
            definition: "releases that were rolled back, had an incident of SEV-2 or worse, or a rollback trigger of theirs fired; \
                of the releases where a trigger could be computed or an incident or a rollback is recorded",
            unit: "share",
            number: failed.value.map(|value| share(value, failed.n)),
            ..told(
                failed,
                |value| format!("{} ({} of {})", format::percent(value, failed.n), value, failed.n),
                "release",
                LEAST_JUDGED,
            )
        },
        Told {
            id: "time_to_restore",
            name: "Time to restore, median",
            definition: "from the begin of an incident to its end; for a release without one that ended, from its first trouble to \
                the rollback; the middle one",
            unit: "s",
            number: of.restore_seconds.value.map(seconds),
            ..told(of.restore_seconds, format::duration, "incident or rollback", LEAST_RESTORED)
        },
    ]
}

/// Value and basis; the rest is filled in by the caller.
fn told<T: Copy>(figure: Figure<T>, word: impl Fn(T) -> String, noun: &str, least: usize) -> Told {
    let cases = match noun {
        "incident or rollback" => format::count(figure.n, noun, "incidents and rollbacks"),
        _ => format::count(figure.n, noun, &format!("{noun}s")),
    };
    let basis = match figure.value {
        Some(_) => format!("over {cases}"),
        None => format!("too few to tell: {cases}, at least {least} are needed"),
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
