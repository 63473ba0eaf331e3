//! Charts: what they say in words, in markup and in their table.

use golive::render::chart::{
    Bound, Breaks, Budget, Check, Figure, Marker, PerRelease, Series, TABLE_ROWS, claimed_and_proven,
    latency_over_time, latency_per_release, lighthouse_over_releases, thin,
};
use jiff::Timestamp;
use quick_xml::events::Event;
use std::collections::BTreeSet;

#[expect(clippy::expect_used, reason = "a test that panics is a test that fails")]
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + second).expect("a moment")
}

fn check(second: i64, label: &str, millis: Option<f64>, finished: bool) -> Check {
    let outcome = if finished { "200" } else { "410" }.to_owned();
    Check { time: at(second), label: label.into(), millis, finished, outcome }
}

fn budget(label: &str, value: f64) -> Budget {
    Budget { label: label.to_owned(), value }
}

fn of(label: &str) -> Series<'_> {
    Series { address: "", label }
}

fn row(release: &str, values: &[Option<f64>]) -> PerRelease {
    PerRelease { release: release.to_owned(), values: values.to_vec() }
}

/// Every element with its attributes; fails on anything that is not well-formed XML.
#[expect(clippy::expect_used, reason = "a test that panics is a test that fails")]
fn elements(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut out = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    let key = attribute.key.as_ref().to_owned();
                    (key, attribute.value.into_owned())
                });
                out.push((name, attributes.collect()));
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn texts(svg: &str) -> Vec<String> {
    svg.split("<text ")
        .skip(1)
        .filter_map(|part| Some(part.split_once('>')?.1.split("</text>").next()?.to_owned()))
        .collect()
}

fn sample() -> Figure {
    latency_over_time(
        "latency",
        "",
        &[
            check(0, "mock", Some(241.02), true),
            check(60, "live", Some(912.0), true),
            check(3600, "mock", Some(229.0), false),
            check(7200, "mock", Some(310.5), true),
            check(9000, "live", None, false),
        ],
        &[budget("mock", 300.0), budget("live", 800.0)],
        &[Marker { time: at(5000), name: "v2025.10.09a".to_owned() }],
    )
}

fn all() -> Vec<Figure> {
    let rows = [
        row("v1", &[Some(200.0), Some(280.0), Some(300.0)]),
        row("v2", &[None, None, None]),
        row("v3", &[Some(220.0), Some(900.0), Some(12_000.0)]),
    ];
    let names = ["performance".to_owned(), "accessibility".to_owned()];
    let scores = [row("v1", &[Some(93.0), Some(100.0)]), row("v2", &[Some(84.0), None])];
    let items = [row("v1", &[Some(27.0), Some(22.0), Some(31.0)])];
    vec![
        sample(),
        latency_per_release("per", of("live"), &rows, Some(800.0)),
        lighthouse_over_releases(
            "lh",
            &names,
            &scores,
            Some(Bound { value: 90.0, below: 1 }),
            &Breaks::default(),
        ),
        claimed_and_proven("cp", &items),
    ]
}

#[test]
fn a_chart_is_coloured_by_class_alone() {
    for figure in all() {
        for (name, attributes) in elements(&figure.svg) {
            assert!(["svg", "title", "desc", "path", "text"].contains(&name.as_str()), "{name}");
            for (key, value) in attributes {
                assert!(!["style", "stroke", "opacity"].contains(&key.as_str()), "{key}");
                assert!(key != "fill" || value == "none", "fill={value}");
                assert!(!value.contains('#'), "{key}={value}");
            }
        }
    }
}

#[test]
fn a_chart_names_itself_first() {
    let figure = sample();
    let (head, rest) = figure.svg.split_once('>').unwrap();
    assert!(head.starts_with(
        "<svg class=\"chart\" viewBox=\"0 0 480 260\" font-size=\"18\" role=\"img\" aria-labelledby=\"latency-t latency-d\""
    ));
    // The ends of the axis in the view box, and which seconds they are.
    assert!(head.contains(" data-across=\"time\" data-x=\"84.3 422.3 1759999820 1760009180\""), "{head}");
    assert!(head.contains(" data-y=\"198 28 0 1000\""), "{head}");
    assert!(rest.starts_with(
        "<title id=\"latency-t\">Latency over time, mock and live</title><desc id=\"latency-d\">mock: 3 checks"
    ));
    assert!(figure.svg.ends_with("</svg>"));
}

#[test]
fn latency_says_its_message_with_n() {
    assert_eq!(
        sample().message,
        "mock: 3 checks, 1 failed, 1 over the budget of 300 ms, p95 310.5 ms; \
         live: 2 checks, 1 failed, 1 over the budget of 800 ms, p95 912 ms"
    );
}

#[test]
fn latency_has_every_check_in_its_table_newest_first() {
    let figure = sample();
    assert_eq!(figure.columns.len(), 5);
    assert_eq!(figure.rows.len(), 5);
    assert!(figure.rows.iter().all(|row| row.len() == 5));
    assert_eq!(figure.rows[4], ["2025-10-09T08:53:20Z", "mock", "241.02", "yes", "200"]);
    assert_eq!(figure.rows[0], ["2025-10-09T11:23:20Z", "live", "", "no", "410"]);
}

#[test]
fn budgets_releases_and_lines_are_labelled() {
    let found = texts(&sample().svg);
    for text in
        ["mock: budget 300 ms", "live: budget 800 ms", "v2025.10.09a", "mock", "live", "failed", "0 ms"]
    {
        assert!(found.iter().any(|found| found == text), "{text}: {found:?}");
    }
    assert!(sample().svg.contains("<path class=\"c-line c-budget\" fill=\"none\" stroke-dasharray=\"6 4\""));
}

#[test]
fn labels_with_one_budget_share_its_line_and_its_words() {
    let checks = [check(0, "live", Some(1.0), true), check(9, "", Some(2.0), true)];
    let svg = latency_over_time("l", "", &checks, &[budget("live", 800.0), budget("", 800.0)], &[]).svg;
    let words = texts(&svg).into_iter().filter(|text| text.contains("budget")).collect::<Vec<_>>();
    assert_eq!(words, ["live, no label: budget 800 ms"]);
    assert_eq!(svg.matches("c-line c-budget").count(), 1);
}

/// Left, right and top of each text that satisfies a claim, by an estimate of its width.
#[expect(clippy::cast_precision_loss, clippy::unwrap_used, reason = "a test")]
fn boxes(svg: &str, wanted: &str) -> Vec<(f64, f64, f64)> {
    let number = |text: &str, key: &str| -> f64 {
        text.split_once(&format!(" {key}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
    };
    svg.split("<text")
        .skip(1)
        .filter(|text| text.contains(wanted))
        .map(|text| {
            let words = text.split_once('>').unwrap().1.split('<').next().unwrap();
            let (x, wide) = (number(text, "x"), words.chars().count() as f64 * 10.9);
            (x, x + wide, number(text, "y"))
        })
        .collect()
}

#[test]
fn names_of_releases_and_budgets_never_touch_each_other() {
    let checks: Vec<Check> = (0..50).map(|n| check(n * 100, "live", Some(700.0), true)).collect();
    let markers: Vec<Marker> =
        (0..40).map(|n| Marker { time: at(n * 120), name: format!("v2026.01.{n}") }).collect();
    let budgets = [budget("live", 800.0), budget("", 805.0), budget("mock", 300.0)];
    let mut mixed = checks.clone();
    mixed.extend([check(1, "", Some(1.0), true), check(1, "mock", Some(1.0), true)]);
    let svg = latency_over_time("l", "", &mixed, &budgets, &markers).svg;
    for wanted in ["c-marker", "c-budget"] {
        let found = boxes(&svg, wanted);
        assert!(found.len() > 1, "{wanted}: {found:?}");
        for (at, a) in found.iter().enumerate() {
            for b in &found[at + 1..] {
                assert!(a.1 < b.0 || b.1 < a.0 || (a.2 - b.2).abs() >= 18.0, "{wanted}: {a:?} {b:?}");
            }
        }
    }
    assert!(svg.contains(">v2026.01.39<"), "the newest release is named");
}

#[test]
fn a_failure_has_a_mark_of_its_own_and_breaks_the_line() {
    let figure = sample();
    assert!(figure.svg.contains("<path class=\"c-line c-failure\""));
    // The only two finished mock checks have a failure between them, the only finished live check stands alone: no line at all.
    assert!(!figure.svg.contains("<path class=\"c-line c-mock\""));
    assert!(!figure.svg.contains("<path class=\"c-line c-live\""));
    assert!(figure.svg.contains("<path class=\"c-mark c-mock\""));
    let without = latency_over_time(
        "l",
        "",
        &[check(0, "mock", Some(241.0), true), check(60, "mock", Some(250.0), true)],
        &[],
        &[],
    );
    assert!(without.svg.contains("<path class=\"c-line c-mock\""));
    assert!(!without.svg.contains("c-failure"));
}

#[test]
fn a_release_without_a_value_is_a_gap() {
    let figure = latency_per_release(
        "per",
        of("live"),
        &[
            row("v1", &[Some(1.0), Some(2.0), Some(3.0)]),
            row("v2", &[None, None, None]),
            row("v3", &[Some(1.0), Some(2.0), Some(3.0)]),
        ],
        None,
    );
    assert!(!figure.svg.contains("c-line c-p50"));
    assert_eq!(figure.rows[1], ["v2", "", "", ""]);
}

#[test]
fn messages_over_releases_carry_numbers() {
    let messages: Vec<String> = all().into_iter().map(|figure| figure.message).collect();
    assert_eq!(
        messages[1],
        "p50, p95 and max over 3 releases; newest p95 900 ms (v3); p95 over the budget of 800 ms in 1 of 2 releases"
    );
    assert_eq!(
        messages[2],
        "performance over 2 releases: newest 84 (v2), lowest 84; below the budget of 90 in 1 release"
    );
    assert_eq!(messages[3], "v1: claimed 27/31, proven 22/31; 1 release in all");
}

#[test]
fn no_data_is_said_legibly() {
    let empty = [
        latency_over_time("a", "", &[], &[budget("mock", 300.0)], &[]),
        latency_per_release("b", of("live"), &[row("v1", &[None, None, None])], Some(800.0)),
        lighthouse_over_releases("c", &[], &[], None, &Breaks::default()),
        claimed_and_proven("d", &[]),
    ];
    for figure in empty {
        assert_eq!(texts(&figure.svg), ["no data"]);
        assert!(figure.message.starts_with("No data: "), "{}", figure.message);
        assert!(!elements(&figure.svg).is_empty());
    }
}

#[test]
fn hostile_text_stays_text() {
    let evil = "</text><script>alert(1)</script>\"'&\u{1}\u{0}]]>";
    let figure = latency_over_time(
        "\"><script>",
        evil,
        &[check(0, evil, Some(1.0), true), check(1, evil, Some(2.0), true)],
        &[budget(evil, 5.0)],
        &[Marker { time: at(1), name: evil.to_owned() }],
    );
    let names: BTreeSet<String> = elements(&figure.svg).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["desc", "path", "svg", "text", "title"].map(str::to_owned).into());
    assert!(!figure.svg.contains(['\u{1}', '\u{0}']));
    assert!(figure.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{}", figure.id);
}

#[test]
fn numbers_that_are_none_draw_nothing_wild() {
    let odd = [f64::NAN, f64::INFINITY, -5.0, 0.0, 1e300, f64::MIN_POSITIVE];
    let checks: Vec<Check> =
        odd.iter().zip(0..).map(|(value, n)| check(n, "live", Some(*value), true)).collect();
    for figure in [
        latency_over_time("a", "", &checks, &[budget("live", f64::NAN)], &[]),
        latency_over_time("b", "", &[check(0, "live", Some(0.0), true)], &[], &[]),
    ] {
        assert!(!figure.svg.contains("NaN") && !figure.svg.contains("inf"), "{}", figure.svg);
        assert!(!texts(&figure.svg).is_empty());
        assert!(texts(&figure.svg).iter().all(|text| text.len() < 30), "{:?}", texts(&figure.svg));
    }
}

#[test]
fn thinning_keeps_every_peak_of_its_column_and_every_gap() {
    let mut points: Vec<(f64, Option<f64>)> = (0..1_000_000).map(|n| (f64::from(n), Some(100.0))).collect();
    points[123_456].1 = Some(9_999.0);
    points[654_321].1 = Some(1.0);
    points[777_777].1 = None;
    let thinned = thin(&points, 0.0, 999_999.0, 200);
    assert!(thinned.len() <= 200 * 5, "{}", thinned.len());
    for (x, y) in [(123_456.0, Some(9_999.0)), (654_321.0, Some(1.0)), (777_777.0, None)] {
        assert!(thinned.contains(&(x, y)), "{x}");
    }
    assert!(thinned.windows(2).all(|pair| pair[0].0 < pair[1].0));
    assert_eq!(thin(&points[..5], 0.0, 5.0, 200), points[..5]);
}

#[test]
fn a_million_checks_stay_a_small_chart_with_a_bounded_table() {
    let labels = ["mock", "live", "a", "b", "c", "d"];
    let mut seed = 1u64;
    let checks: Vec<Check> = (0..300_000)
        .map(|n| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            #[expect(clippy::cast_precision_loss, reason = "a test value")]
            let value = (seed >> 40) as f64 / 1000.0;
            check(n, labels[usize::try_from(n).expect("small") % 6], Some(value), !seed.is_multiple_of(97))
        })
        .collect();
    let markers: Vec<Marker> =
        (0..1000).map(|n| Marker { time: at(n * 300), name: format!("v2025.{n}") }).collect();
    let figure =
        latency_over_time("l", "", &checks, &[budget("mock", 300.0), budget("live", 800.0)], &markers);
    assert!(figure.svg.len() < 60_000, "{}", figure.svg.len());
    assert_eq!(figure.rows.len(), TABLE_ROWS);
    assert!(figure.message.contains("100,000 checks of further labels are not drawn"), "{}", figure.message);
    assert!(figure.message.contains("the table holds the newest 200 of 300,000"), "{}", figure.message);
    let rows: Vec<PerRelease> = (0..10_000)
        .map(|n| row(&format!("v{n}"), &[Some(f64::from(n % 700)), Some(5.0), Some(9.0)]))
        .collect();
    assert!(latency_per_release("p", of("live"), &rows, Some(800.0)).svg.len() < 60_000);
}

#[test]
fn the_same_values_draw_the_same_bytes_in_any_order() {
    let mut checks = vec![
        check(0, "mock", Some(1.0), true),
        check(0, "live", Some(1.0), true),
        check(5, "mock", None, false),
    ];
    let one = latency_over_time("x", "", &checks, &[], &[]);
    checks.reverse();
    assert_eq!(latency_over_time("x", "", &checks, &[], &[]), one);
}
