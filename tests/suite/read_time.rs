//! Claims about moments.

use golive::model::time::{Precision, rfc3339};
use golive::read::text::time::{find, in_name, parse};

#[test]
fn all_usual_spellings_are_read() {
    let cases = [
        ("2025-10-11T01:22:41Z", "2025-10-11T01:22:41Z", Precision::Exact),
        ("2025-10-11T01:22:41+02:00", "2025-10-10T23:22:41Z", Precision::Exact),
        ("2025-10-11T16:25Z", "2025-10-11T16:25:00Z", Precision::Exact),
        ("2025-10-08 14:35 ET", "2025-10-08T18:35:00Z", Precision::Ambiguous),
        ("2025-12-08 2:35", "2025-12-08T00:00:00Z", Precision::Day),
        ("2025-10-08 02:35 PM UTC", "2025-10-08T14:35:00Z", Precision::Exact),
        ("2025-10-08 14:35:01.250", "2025-10-08T14:35:01.250Z", Precision::Unzoned),
        ("2025-10-08", "2025-10-08T00:00:00Z", Precision::Day),
        ("2025/10/08", "2025-10-08T00:00:00Z", Precision::Day),
        ("20251010T0259Z", "2025-10-10T02:59:00Z", Precision::Exact),
        ("20251011T012241Z", "2025-10-11T01:22:41Z", Precision::Exact),
        ("2025-10-10T04-19-02.703Z", "2025-10-10T04:19:02.703Z", Precision::Exact),
        ("2025-10-10T14-32Z", "2025-10-10T14:32:00Z", Precision::Exact),
        ("October 11, 2025", "2025-10-11T00:00:00Z", Precision::Day),
        ("Tue, 11 Oct 2025 03:04:05 GMT", "2025-10-11T03:04:05Z", Precision::Exact),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", Precision::Exact),
    ];
    for (text, want, precision) in cases {
        let found = find(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((rfc3339(found.at).as_str(), found.precision), (want, precision), "{text}");
    }
}

#[test]
fn file_names_tell_moments() {
    let cases = [
        ("synthetic-check-2025-10-10T04-19-02.703Z.json", "2025-10-10T04:19:02.703Z"),
        ("sync-2025-10-09T21-14-08-686Z.json", "2025-10-09T21:14:08.686Z"),
        ("prompt-2025-10-09-174559.json", "2025-10-09T17:45:59Z"),
        ("staging-smoke-20251009T222414Z.log", "2025-10-09T22:24:14Z"),
        ("lhr-1595191038865.json", "2020-07-19T20:37:18.865Z"),
        ("site-_-2022_11_23_22_09_43.report.json", "2022-11-23T22:09:43Z"),
        ("audit_2025-10-11.md", "2025-10-11T00:00:00Z"),
        ("a_20251011.txt", "2025-10-11T00:00:00Z"),
    ];
    for (name, want) in cases {
        assert_eq!(in_name(name).map(|m| rfc3339(m.at)).as_deref(), Some(want), "{name}");
    }
    assert_eq!(in_name("report.json"), None);
}

#[test]
fn impossible_moments_are_none() {
    for text in [
        "2025-02-30",
        "2024-13-45",
        "2023-02-29T00:00:00Z",
        "2024-01-02T24:00:00Z",
        "2024-01-02T03:04:05+99:99",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "1969-12-31",
        "2101-01-01",
        "12025-10-08",
        "2025-10-081",
        "now",
        "",
        "02/01/2024",
        "２０２４-０１-０２",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
    assert_eq!(parse("on 2025-10-08"), None);
    assert!(parse(" 2025-10-08 ").is_some());
}
