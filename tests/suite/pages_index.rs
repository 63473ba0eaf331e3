//! The list of releases: by year, by page, with what the filters ask for.

use crate::repo::Repo;
use crate::site::{build_into, files};
use scraper::{Html, Selector};
use std::collections::BTreeMap;

const LIST: &str = "RELEASE_CHECKLIST.md";

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|found| found.text().collect::<String>()).collect()
}

/// A release every five days, 203 in all, over three years and three pages less one.
fn long_history() -> BTreeMap<String, Vec<u8>> {
    let (repo, out) = (Repo::new(), tempfile::tempdir().unwrap());
    let first: jiff::Timestamp = "2023-06-01T10:00:00Z".parse().unwrap();
    for n in 0..203_i64 {
        let at = (first + jiff::SignedDuration::from_hours(5 * 24 * n)).to_string();
        let list = format!("# Release checklist\n\n- [x] Sign-off in `note.md`\n\n<!-- {n} -->\n");
        repo.commit(&at, "prepare", &[(LIST, Some(&list))]);
        repo.tag(&format!("v1.{n}.0"), &at);
    }
    let site = out.path().join("site");
    build_into(repo.path(), &site);
    files(&site)
}

#[test]
fn releases_stand_under_their_years_and_two_hundred_to_a_page() {
    let files = long_history();
    let page = |path: &str| Html::parse_document(std::str::from_utf8(&files[path]).unwrap());
    let (first, second) = (page("index.html"), page("page/2/index.html"));
    assert!(!files.contains_key("page/1/index.html") && !files.contains_key("page/3/index.html"));
    assert_eq!(texts(&first, ".year summary h3"), ["2026", "2025", "2024", "2023"]);
    assert_eq!(texts(&second, ".year summary h3"), ["2023"]);
    assert_eq!(texts(&first, ".year tbody tr").len(), 200);
    assert_eq!(texts(&second, ".year tbody th"), ["v1.2.0", "v1.1.0", "v1.0.0"]);
    assert!(texts(&first, ".year[open] summary h3").contains(&"2026".to_owned()), "the newest are in sight");
    assert!(
        texts(&first, ".year:not([open]) summary h3").contains(&"2023".to_owned()),
        "the oldest are folded"
    );
    let links = Selector::parse("nav.paging a").unwrap();
    let hrefs: Vec<_> = first.select(&links).filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(hrefs, ["index.html", "page/2/index.html"]);
    assert_ne!(texts(&first, "title"), texts(&second, "title"));
    assert_eq!(texts(&second, "#delivery, #candidate").len(), 0, "what is told of the whole is told once");
}

#[test]
fn a_row_tells_the_filters_what_its_release_is() {
    let (repo, out) = (Repo::new(), tempfile::tempdir().unwrap());
    let list =
        |ticked: &str| format!("# Release checklist\n\n- [{ticked}] Sign-off in `artifacts/note.md`\n");
    repo.commit("2026-01-10T10:00:00Z", "prepare", &[(LIST, Some(&list("x")))]);
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    repo.commit(
        "2026-01-11T10:00:00Z",
        "add",
        &[("artifacts/note.md", Some("# Note\n\napproved 2026-01-11\n"))],
    );
    repo.tag("v1.1.0", "2026-01-11T12:00:00Z");
    let site = out.path().join("site");
    build_into(repo.path(), &site);
    let page = Html::parse_document(std::str::from_utf8(&files(&site)["index.html"]).unwrap());
    let marks = Selector::parse("tbody th [data-is]").unwrap();
    let is: Vec<_> = page.select(&marks).filter_map(|mark| mark.value().attr("data-is")).collect();
    assert_eq!(is.len(), 2);
    assert!(is.iter().all(|one| one.starts_with("go") || one.starts_with("no-go")), "{is:?}");
    let head = texts(&page, "thead th");
    for column in ["Signature", "Outcome (UTC)", "Late (items)"] {
        assert!(head.contains(&column.to_owned()), "{column} is not in {head:?}");
    }
}
