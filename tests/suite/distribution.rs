//! Claims about charts of distributions and about gaps, and the pages of addresses.

use golive::render::chart::{Check, Checks, SETS, distribution, latency_over_time};
use proptest::prelude::*;

fn set(name: &str, millis: &[f64], failed: usize) -> Checks {
    Checks { name: name.to_owned(), millis: millis.to_vec(), failed }
}

#[test]
fn a_distribution_says_what_it_shows_with_n() {
    let figure = distribution(
        "d",
        "Latency",
        &[set("before", &[100.0, 300.0, 200.0, 400.0], 1), set("after", &[], 2)],
        Some(300.0),
    );
    assert_eq!(
        figure.message,
        "before: 5 checks, 1 failed, p50 200 ms, p95 400 ms, 3 of 4 finished checks within 300 ms; after: 2 checks, 2 failed"
    );
    assert_eq!(
        figure.rows,
        [["before", "4", "1", "200", "400", "400", "400"], ["after", "0", "2", "", "", "", ""]]
    );
    assert!(figure.svg.contains(">budget 300 ms</text>") && figure.svg.contains(">100 %</text>"));
    assert!(
        figure.svg.contains("role=\"img\"") && figure.svg.contains("<title") && figure.svg.contains("<desc")
    );
}

#[test]
fn a_distribution_of_nothing_says_so() {
    let figure = distribution("d", "Latency", &[set("before", &[], 3)], None);
    assert!(
        figure.svg.contains(">no data</text>") && figure.message.starts_with("No data"),
        "{}",
        figure.message
    );
}

#[test]
fn a_million_checks_and_many_sets_stay_a_small_chart() {
    let many: Vec<f64> = (0..300_000).map(|n| f64::from(n % 7_919) / 7.0).collect();
    let sets: Vec<Checks> = (0..8).map(|n| set(&format!("v{n}"), &many, n)).collect();
    let figure = distribution("d", "Latency", &sets, Some(300.0));
    assert!(figure.svg.len() < 60_000, "{}", figure.svg.len());
    assert_eq!(figure.rows.len(), SETS);
}

#[test]
fn a_time_without_checks_is_a_gap_in_the_line() {
    let at = |second: i64| jiff::Timestamp::from_second(1_760_000_000 + second).unwrap();
    let check = |second: i64| Check {
        time: at(second),
        label: "live".into(),
        millis: Some(100.0),
        finished: true,
        outcome: "200".to_owned(),
    };
    let pieces = |checks: &[Check]| {
        let svg = latency_over_time("l", "", checks, &[], &[]).svg;
        let line = svg.split("c-line c-live").nth(1).unwrap_or_default();
        line.split("\"/>").next().unwrap_or_default().matches('M').count()
    };
    let steady: Vec<Check> = (0..60).map(|n| check(n * 60)).collect();
    assert_eq!(pieces(&steady), 1);
    let broken: Vec<Check> = (0..60).map(|n| check(n * 60 + if n < 30 { 0 } else { 36_000 })).collect();
    assert_eq!(pieces(&broken), 2);
    // A quarter of an hour without checks that come every five minutes is usual, and an hour and a half is a gap; so is a night.
    let every_five =
        |missing: i64| (0..12).map(|n| check(n * 300 + if n < 6 { 0 } else { missing })).collect::<Vec<_>>();
    assert_eq!((pieces(&every_five(600)), pieces(&every_five(5_700))), (1, 2));
    let night: Vec<Check> = (0..17).map(|n| check(n * 1_800 + if n < 9 { 0 } else { 32_400 })).collect();
    assert_eq!(pieces(&night), 2);
    let message = latency_over_time("l", "", &night, &[], &[]).message;
    assert!(message.ends_with(", 1 gap of 9 h 30 min without checks"), "{message}");
    // Of three checks nothing is usual.
    assert_eq!(pieces(&[check(0), check(60), check(90_000)]), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_values_break_a_distribution(millis in prop::collection::vec(any::<f64>(), 0..50), failed in 0usize..9, budget in prop::option::of(any::<f64>())) {
        let figure = distribution("d", "Latency", &[set("<a>", &millis, failed)], budget);
        prop_assert!(!figure.svg.contains("NaN") && !figure.svg.contains("inf") && !figure.svg.contains("<a>"));
        prop_assert!(figure.rows[0].len() == figure.columns.len());
    }
}
