//! Claims about what stays as it is from night to night: a page is a function of its own facts, so that what changed is a short list.

use crate::repo::Repo;
use crate::site::files;
use golive::config::Config;
use golive::progress::Silent;
use golive::publish::Options;
use golive::{Job, build};
use std::collections::BTreeMap;

const LIST: &str = "RELEASE_CHECKLIST.md";
const LOG: &str = "artifacts/smoke/smoke.json";

type Files = BTreeMap<String, Vec<u8>>;

/// The files of the site at a moment.
fn night(repo: &Repo, now: &str) -> Files {
    let out = tempfile::tempdir().unwrap();
    let job = Job {
        repo: repo.path().to_owned(),
        config: Config::default(),
        now: now.parse().unwrap(),
        head: None,
    };
    build(&job, &out.path().join("site"), &Options::default(), &Silent).unwrap();
    files(&out.path().join("site"))
}

/// The files that both have and that are not the same.
fn changed<'a>(before: &'a Files, after: &Files) -> Vec<&'a str> {
    let other = |path: &str, bytes: &[u8]| after.get(path).is_some_and(|now| now != bytes);
    before.iter().filter(|(path, bytes)| other(path, bytes)).map(|(path, _)| path.as_str()).collect()
}

/// A release of a month, with a smoke run that replaces the one before, and a sign-off of its own.
fn release(repo: &Repo, month: u32) {
    let (day, tag) = (format!("2026-{month:02}-10"), format!("v1.{month}.0"));
    let list = "# Release checklist\n\n- [x] Smoke under 500 ms within 24h (`artifacts/smoke/smoke.json`)\n- [x] Release signed off\n";
    let smoke = format!(
        r#"{{"timestamp":"{day}T08:00:00Z","target":"https://a.example.invalid/","durationMs":{month}00,"status":200,"ok":true}}"#
    );
    let note = format!("# Sign-off of {tag}\n\nDate: {day}\nSigned off by Ada.\n");
    repo.commit(
        &format!("{day}T09:00:00Z"),
        "prepare",
        &[(LIST, Some(list)), (LOG, Some(&smoke)), (&format!("feedback/{tag}.md"), Some(&note))],
    );
    repo.tag(&tag, &format!("{day}T10:00:00Z"));
}

/// What the whole history is drawn on, and what stands for the newest.
fn is_of_the_whole(path: &str) -> bool {
    const WHOLE: [&str; 15] = [
        "about/this-site/",
        "candidate/",
        "compare/index.html",
        "compare/files-",
        "compare/releases.js",
        "data/",
        "findings/",
        "items/",
        "latency/",
        "latest/",
        "lighthouse/",
        "matrix/",
        "page/",
        "people/",
        "search/",
    ];
    const FILES: [&str; 7] =
        ["atom.xml", "build.json", "feed.json", "index.html", "ledger.jsonl", "manifest.json", "sitemap.xml"];
    WHOLE.iter().any(|start| path.starts_with(start))
        || FILES.contains(&path)
        || path.ends_with("...candidate/index.html")
}

#[test]
fn a_new_release_changes_its_predecessor_and_what_it_replaces_and_no_other_page_of_the_past() {
    let repo = Repo::new();
    (1..=4).for_each(|month| release(&repo, month));
    let before = night(&repo, "2026-04-20T00:00:00Z");
    release(&repo, 5);
    let after = night(&repo, "2026-05-20T00:00:00Z");
    let past: Vec<&str> =
        changed(&before, &after).into_iter().filter(|path| !is_of_the_whole(path)).collect();
    let expected = [
        "compare/v1.3.0...v1.4.0/index.html",
        "evidence/2026/01/10/index.html", // The checklist stays in force, and says so of the new release.
        "evidence/2026/04/10/index.html",
        "releases/v1.4.0/compare.js",
        "releases/v1.4.0/index.html",
        "releases/v1.4.0/release.json",
    ];
    assert!(past.iter().all(|path| expected.contains(path)), "{past:#?}");
    assert!(past.contains(&"releases/v1.4.0/index.html"), "it leads to the release after it: {past:?}");
    let page = String::from_utf8_lossy(&after["evidence/2026/04/10/index.html"]).into_owned();
    assert!(page.contains("by another version"), "what was replaced says by what: {page}");
}

#[test]
fn a_night_without_a_commit_changes_the_candidate_and_what_is_made_from_it_alone() {
    let repo = Repo::new();
    (1..=3).for_each(|month| release(&repo, month));
    let before = night(&repo, "2026-04-20T00:00:00Z");
    let after = night(&repo, "2026-04-21T00:00:00Z");
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let past: Vec<&str> =
        changed(&before, &after).into_iter().filter(|path| !is_of_the_whole(path)).collect();
    assert_eq!(past, Vec::<&str>::new());
    assert!(changed(&before, &after).contains(&"build.json"), "the moment stands there");
}

#[test]
fn a_version_keeps_its_address_when_others_are_recorded_on_its_day() {
    let repo = Repo::new();
    release(&repo, 1);
    let anchors = |files: &Files| -> Vec<String> {
        let page = String::from_utf8_lossy(&files["evidence/2026/01/10/index.html"]).into_owned();
        page.split("<h2 class=\"path\" id=\"").skip(1).map(|rest| rest[..12].to_owned()).collect()
    };
    let before = anchors(&night(&repo, "2026-01-11T00:00:00Z"));
    repo.commit("2026-01-10T20:00:00Z", "later", &[("artifacts/a.md", Some("# Another\n"))]);
    let after = anchors(&night(&repo, "2026-01-11T00:00:00Z"));
    assert_eq!((after.len(), &after[..before.len()]), (before.len() + 1, &before[..]));
}
