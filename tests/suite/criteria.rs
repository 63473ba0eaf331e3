//! Claims about reading an item's words: each sentence with what it must give, and sentences that must give nothing.

use crate::sentences::SENTENCES;
use golive::assess::reading::grammar::parser::Grammar;
use golive::model::criterion::{Criterion, Op, Statistic};
use golive::model::measurement::{Metric, Unit};
use golive::render::words::demand;
use proptest::prelude::*;

static GRAMMAR: std::sync::LazyLock<Grammar> = std::sync::LazyLock::new(Grammar::new);

/// Criteria in short: `lighthouse.tti<=5000`, `p95 latency[mock]<300`, `HTTP 200`, `within 24h`, `after 1h`; then what could not be read:
/// `? ≥ 80 %`.
fn read(text: &str) -> String {
    let reading = GRAMMAR.read(text);
    let told = reading.criteria.into_iter().map(|criterion| match criterion {
        Criterion::Budget { metric, statistic, op, value, label, target, .. } => {
            let statistic =
                if statistic == Statistic::Latest { String::new() } else { statistic.word() + " " };
            let label = label.map(|label| format!("[{label}]")).unwrap_or_default();
            let target = target.map(|target| format!(" at {target}")).unwrap_or_default();
            format!("{statistic}{metric}{label}{}{value}{target}", op.sign())
        }
        Criterion::Status { from, to, in_budget } => {
            let code = if from == to { format!("HTTP {from}") } else { format!("HTTP {from} to {to}") };
            code + if in_budget { " within its budget" } else { "" }
        }
        Criterion::Within { seconds } => format!("within {}", span(seconds)),
        Criterion::After { seconds } => format!("after {}", span(seconds)),
        other => format!("{other:?}"),
    });
    told.chain(reading.unread.into_iter().map(|unread| format!("? {unread}"))).collect::<Vec<_>>().join("; ")
}

fn span(seconds: i64) -> String {
    match seconds {
        s if s % 3600 == 0 => format!("{}h", s / 3600),
        s if s % 60 == 0 => format!("{}min", s / 60),
        s => format!("{s}s"),
    }
}

#[test]
fn each_sentence_demands_what_its_words_say() {
    let wrong = SENTENCES.iter().filter(|(text, want)| read(text) != *want);
    let wrong = wrong.map(|(text, want)| format!("{text}\n    want: {want}\n    read: {}", read(text)));
    let wrong = wrong.collect::<Vec<_>>();
    assert!(
        wrong.is_empty(),
        "{} of {} are read wrongly:\n{}",
        wrong.len(),
        SENTENCES.len(),
        wrong.join("\n")
    );
}

/// Words that turn up in checklists, to make sentences near the grammar.
const PIECES: [&str; 40] = [
    "Performance",
    "TTI",
    "LCP",
    "CLS",
    "smoke",
    "mock",
    "live",
    "mobile",
    "p95",
    "median",
    "latency",
    "≥",
    "<=",
    "<",
    "not",
    "below",
    "within",
    "the last",
    "after",
    "or better",
    "max",
    "min",
    "budget",
    "300",
    "0.9",
    "1,5",
    "1 500",
    "ms",
    "s",
    "h",
    "days",
    "%",
    "/",
    ",",
    "and",
    "(",
    ")",
    ";",
    "HTTP 200",
    "error rate",
];

fn sentence() -> impl Strategy<Value = String> {
    let pieces =
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14).prop_map(|pieces| pieces.join(" "));
    let known = prop::sample::select(SENTENCES).prop_map(|(text, _)| text.to_owned());
    prop_oneof![pieces, known]
}

/// The same words with other spaces, and each word in bold.
fn dressed(text: &str) -> String {
    text.split(' ')
        .map(|word| {
            if word.chars().all(char::is_alphabetic) && !word.is_empty() {
                format!("**{word}**")
            } else {
                word.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("\u{a0} ")
}

fn criterion() -> impl Strategy<Value = Criterion> {
    let statistic = prop_oneof![
        3 => Just(Statistic::Latest),
        1 => (1u16..10_000).prop_map(Statistic::Percentile),
        1 => Just(Statistic::Max),
        1 => Just(Statistic::Mean),
    ];
    let budget = (
        prop::sample::select(&Metric::KNOWN[..]),
        statistic,
        any::<bool>(),
        1u32..10_000,
        0usize..3,
        any::<bool>(),
    );
    let budget = budget.prop_map(|((metric, unit), statistic, strict, value, label, addressed)| {
        let value = f64::from(value);
        let value = match unit {
            Unit::Millis => value * 11.5,
            Unit::Bytes => value * 500.0,
            Unit::Plain | Unit::Percent => value / 100.0,
            Unit::Score => (value / 100.0).max(1.01),
        };
        let metric = Metric::new(metric);
        let upward = unit == Unit::Score || metric.name() == Metric::AVAILABILITY;
        let labels =
            if metric.name().starts_with("lighthouse.") { ["mobile", "desktop"] } else { ["mock", "live"] };
        Criterion::Budget {
            op: match (upward, strict) {
                (true, true) => Op::Above,
                (true, false) => Op::AtLeast,
                (false, true) => Op::Below,
                (false, false) => Op::AtMost,
            },
            value,
            unit,
            label: labels.get(label).map(ToString::to_string),
            target: (addressed && metric.name() == Metric::LATENCY)
                .then(|| "https://x.example.invalid/app".to_owned()),
            statistic: if metric.is_share() { Statistic::Latest } else { statistic },
            metric,
        }
    });
    let minutes = || (1i64..60).prop_map(|n| n * 60);
    let hours = || (1i64..10_000).prop_map(|n| n * 3_600);
    prop_oneof![
        3 => budget,
        1 => prop_oneof![minutes(), hours()].prop_map(|seconds| Criterion::Within { seconds }),
        1 => prop_oneof![minutes(), hours()].prop_map(|seconds| Criterion::After { seconds }),
        1 => (100u16..500).prop_map(|code| Criterion::Status { from: code, to: code, in_budget: code % 2 == 0 }),
        1 => (1u16..5).prop_map(|class| Criterion::Status { from: class * 100, to: class * 100 + 99, in_budget: false }),
    ]
}

proptest! {
    #[test]
    fn reading_never_panics_and_is_pure(text in "\\PC{0,200}") {
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn a_reading_does_not_change_with_emphasis_spaces_and_capitals(text in sentence()) {
        let criteria = |text: &str| GRAMMAR.criteria(text);
        prop_assert_eq!(criteria(&dressed(&text)), criteria(&text));
        if !text.contains("://") && !text.contains('&') {
            prop_assert_eq!(criteria(&text.to_uppercase()), criteria(&text));
        }
    }

    #[test]
    fn what_is_shown_as_a_reading_reads_as_itself(criterion in criterion()) {
        let shown = demand(&criterion);
        prop_assert_eq!(GRAMMAR.criteria(&shown), vec![criterion], "{}", shown);
    }

    #[test]
    fn a_score_of_one_and_of_a_hundred_mean_the_same(score in 51u32..100) {
        let of_one = read(&format!("Performance >= 0.{score:02}"));
        prop_assert_eq!(of_one, read(&format!("Performance >= {score}")));
    }

    #[test]
    fn seconds_and_milliseconds_mean_the_same(seconds in 1u32..=120) {
        prop_assert_eq!(read(&format!("TTI <= {seconds}s")), read(&format!("TTI ≤ {seconds}000 ms")));
        prop_assert_eq!(read(&format!("smoke under {seconds} s")), read(&format!("smoke under {seconds}000ms")));
    }

    #[test]
    fn hours_and_days_mean_the_same(days in 1u32..400) {
        prop_assert_eq!(read(&format!("within last {days} days")), read(&format!("within the last {}h", days * 24)));
    }
}
