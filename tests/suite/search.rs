//! Claims about the index of search, and about data for comparisons in the page.

use crate::repo::Repo;
use crate::sample::{oid, sample, time};
use crate::site::files;
use golive::config::Config;
use golive::model::evidence::{Bytes, Evidence, Facts, Kind, State, Unavailable};
use golive::model::history::{Change, Span, Track};
use golive::model::id::Oid;
use golive::model::release::{Snapshot, Tag, TagKind};
use golive::progress::Silent;
use golive::publish::Options;
use golive::render::search::word::words;
use golive::render::{Plan, render};
use golive::{Job, build};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

struct Nothing;

impl Bytes for Nothing {
    fn bytes(&self, _: Oid) -> Result<Vec<u8>, Unavailable> {
        Ok(b"a line\n".to_vec())
    }
}

/// What a file hands to a script, by its path.
fn handed(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    let text = std::str::from_utf8(&files[path]).unwrap();
    let whole = text.strip_prefix("golive.got(").unwrap().strip_suffix(");\n").unwrap();
    let both: Value = serde_json::from_str(&format!("[{whole}]")).unwrap();
    both[1].clone()
}

/// Every entry, by its kind's number.
fn entries(files: &BTreeMap<String, Vec<u8>>) -> Vec<(usize, Vec<String>)> {
    let root = handed(files, "search/root.js");
    let parts = root["entries"].as_array().unwrap().len();
    let all = (0..parts).flat_map(|n| {
        serde_json::from_value::<Vec<Vec<String>>>(handed(files, &format!("search/entries-{n}.js"))).unwrap()
    });
    let kind = |at: usize| {
        let kinds = root["kinds"].as_array().unwrap();
        kinds.iter().position(|kind| (at as u64) < kind[2].as_u64().unwrap()).unwrap()
    };
    all.enumerate().map(|(at, entry)| (kind(at), entry)).collect()
}

fn built(repo: &Path, config: &str) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let config = Config::load(Path::new("golive.toml"), config).unwrap();
    let now = "2026-03-01T00:00:00Z".parse().unwrap();
    build(
        &Job { repo: repo.to_owned(), config, now, head: None },
        &out.path().join("site"),
        &Options::default(),
        &Silent,
    )
    .unwrap();
    files(&out.path().join("site"))
}

/// Two releases by one hand, and a log that lost an entry between them.
fn two_releases() -> Repo {
    let repo = Repo::new();
    let list = "# Release checklist\n\n## Evidence\n\n- [x] Sign-off in `feedback/product.md`\n";
    let first = "# Product log\n\n## 2026-01-09 — Sign-off\n\nThe **harbour** desk is\nready.\n\n\
        ## 2026-01-08 — Trial\n\nA zeppelin was seen.\npassword=correct-horse\n";
    let second = "# Product log\n\n## 2026-01-09 — Sign-off\n\nThe **harbour** desk is\nready.\n";
    let one = [("RELEASE_CHECKLIST.md", Some(list)), ("feedback/product.md", Some(first))];
    repo.commit("2026-01-10T10:00:00Z", "prepare", &one);
    repo.tag("v2026.01.10a", "2026-01-10T12:00:00Z");
    repo.commit("2026-01-11T10:00:00Z", "shorten", &[("feedback/product.md", Some(second))]);
    repo.tag("v2026.01.11a", "2026-01-11T12:00:00Z");
    repo
}

#[test]
fn a_text_is_cut_into_words_dates_and_versions() {
    for (text, wanted) in [
        ("Lighthouse report, (Performance ≥ 90)", vec!["90", "lighthouse", "performance", "report"]),
        ("staging-smoke-2026-01-14.log", vec!["2026-01-14", "log", "smoke", "staging"]),
        ("v2026.01.14a at 10:15:00Z", vec!["10:15:00z", "at", "v2026.01.14a"]),
        ("Ärger in artifacts/qa.md!", vec!["artifacts", "in", "md", "qa", "ärger"]),
        ("a - b", vec![]),
        ("3f2a9c0000000000000000000000000000000001", vec!["3f2a9c000000000000000000"]),
    ] {
        assert_eq!(words(text).into_iter().collect::<Vec<_>>(), wanted, "{text}");
    }
}

#[test]
fn what_is_the_same_in_many_releases_is_one_entry() {
    let files = built(two_releases().path(), "");
    let all = entries(&files);
    let count = |kind: usize| all.iter().filter(|(its, _)| *its == kind).count();
    assert_eq!(count(0), 3, "two releases and the candidate");
    assert_eq!(count(1), 1, "one item");
    assert_eq!(count(4), 2, "the checklist and the log, whatever their versions: {all:?}");
    let alike: Vec<&String> = all.iter().filter(|(its, _)| *its == 2).map(|(_, entry)| &entry[0]).collect();
    let mut unlike = alike.clone();
    unlike.sort();
    unlike.dedup();
    assert_eq!(alike.len(), unlike.len(), "findings that say the same are one: {alike:?}");
    for (_, entry) in &all {
        let (path, anchor) = entry[3].split_once('#').unwrap_or((&entry[3], ""));
        let page = std::str::from_utf8(&files[path]).unwrap();
        let id = format!("id=\"{anchor}\"");
        assert!(anchor.is_empty() || page.contains(&id), "{entry:?} leads to a place on its page");
    }
}

#[test]
fn the_text_of_entries_is_found_also_when_they_were_removed_and_without_secrets() {
    let files = built(two_releases().path(), "");
    let feedback: Vec<Vec<String>> =
        entries(&files).into_iter().filter(|(kind, _)| *kind == 3).map(|(_, entry)| entry).collect();
    assert_eq!(feedback.len(), 2, "{feedback:?}");
    assert_eq!(feedback[0][2], "The harbour desk is ready.");
    assert!(feedback[1][2].starts_with("A zeppelin was seen."), "{feedback:?}");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".js")) {
        assert!(!String::from_utf8_lossy(bytes).contains("correct-horse"), "{path}");
    }
}

#[test]
fn every_word_leads_to_the_entries_that_have_it() {
    let files = built(two_releases().path(), "");
    let all = entries(&files);
    let list: Vec<(String, Vec<usize>)> =
        serde_json::from_value(handed(&files, "search/words-0.js")).unwrap();
    assert!(list.windows(2).all(|pair| pair[0].0 < pair[1].0), "words are in order");
    for (word, steps) in list {
        let mut id = 0;
        let mut led = Vec::new();
        for step in steps {
            id += step;
            led.push(id / 2);
            assert_eq!(words(&all[id / 2].1[0]).contains(&word), id % 2 == 0, "{word}: in the title or not");
        }
        let has = |entry: &[String]| entry[..3].iter().any(|text| words(text).contains(&word));
        let wanted: Vec<usize> = (0..all.len()).filter(|at| has(&all[*at].1)).collect();
        assert_eq!(led, wanted, "{word}");
    }
}

#[test]
fn people_can_be_switched_off() {
    let (on, off) =
        (built(two_releases().path(), ""), built(two_releases().path(), "[site]\npeople = false\n"));
    let text =
        |files: &BTreeMap<String, Vec<u8>>, path: &str| String::from_utf8(files[path].clone()).unwrap();
    assert!(on.contains_key("people/index.html") && text(&on, "index.html").contains("people/index.html"));
    assert!(!off.contains_key("people/index.html"));
    for (path, bytes) in &off {
        let said = String::from_utf8_lossy(bytes);
        assert!(!said.contains("people/index.html"), "{path} leads to a page that is not there");
    }
    let hand =
        |files| entries(files).into_iter().find(|(_, entry)| entry[1].starts_with("one-hand")).unwrap();
    let name = "Ada";
    assert!(hand(&on).1[0].contains(name), "{:?}", hand(&on));
    assert!(!hand(&off).1.join(" ").contains(name), "{:?}", hand(&off));
}

/// A history of so many releases, each with twenty files of evidence of its own.
fn long(releases: usize) -> BTreeMap<String, Vec<u8>> {
    let mut sample = sample();
    let release = sample.assessment.releases[1].clone();
    sample.assessment.releases.clear();
    sample.dossier.history.snapshots.clear();
    sample.dossier.evidence.clear();
    for at in 0..releases {
        let (day, of) = (at / 3, ["a", "b", "c"][at % 3]);
        let date = format!("{}.{:02}.{:02}", 2020 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
        let when = time(&format!("{}T10:00:00Z", date.replace('.', "-")));
        let tag = Tag {
            kind: TagKind::Lightweight,
            oid: oid(2),
            tagger: None,
            message: String::new(),
            zone: 0,
            signature: None,
        };
        let name = format!("v{date}{of}");
        let tag = (at + 1 < releases).then_some(tag);
        sample.dossier.history.snapshots.push(Snapshot { name, commit: oid(2), time: when, tag });
        let mut own = release.clone();
        own.snapshot = at;
        own.evidence.clear();
        for n in 0..20 {
            let kind = ["staging-smoke", "lighthouse-mobile", "vault-check", "order-board"][n % 4];
            let path = format!("artifacts/{}/{kind}-{:05}-{n}T101500Z.json", date.replace('.', "/"), at);
            let mut blob = [0; 20];
            blob[..8].copy_from_slice(&((at * 20 + n) as u64).to_be_bytes());
            let change = Change { commit: 1, blob: Some(Oid(blob)), was: None };
            let spans = vec![Span { blob: Oid(blob), snapshots: at..releases }];
            sample
                .dossier
                .history
                .tracks
                .insert(path.as_str().into(), Track { spans, changes: vec![change] });
            let facts = Facts::of(Kind::Smoke, State::Proving, 100);
            let version =
                Evidence { path: path.into(), blob: Oid(blob), facts, recorded_by: 1, recorded: when };
            sample.dossier.evidence.push(version);
        }
        sample.assessment.releases.push(own);
    }
    sample.dossier.evidence.sort_by(|a, b| a.path.cmp(&b.path));
    for (index, version) in sample.dossier.evidence.iter().enumerate() {
        let at = u64::from_be_bytes(version.blob.0[..8].try_into().unwrap()) as usize / 20;
        let used = golive::assess::result::release::EvidenceUse {
            evidence: index,
            changed_after_release: false,
            items: Vec::new(),
        };
        sample.assessment.releases[at].evidence.push(used);
    }
    let one: Vec<usize> = (0..releases).collect();
    for (place, identity) in sample.assessment.identities.iter_mut().enumerate() {
        identity.at = one.iter().map(|at| (*at, place)).collect();
    }
    let site = render(&sample.dossier, &sample.assessment, &sample.look, &Nothing).unwrap();
    let wanted = |path: &str| {
        (path.starts_with("search/") || path.ends_with(".css") || path.ends_with(".js"))
            && !path.ends_with("compare.js")
    };
    let paths = site.paths().iter().enumerate().filter(|(_, path)| wanted(path));
    paths.map(|(at, path)| (path.clone(), site.draw(at).unwrap())).collect()
}

#[test]
fn the_first_result_of_a_thousand_releases_comes_after_less_than_300_kilobytes() {
    let files = long(1_001);
    let all = entries(&files);
    assert!(all.len() > 20_000, "{} entries", all.len());
    let largest = |name: &str| {
        let own = files.iter().filter(|(path, _)| path.starts_with(&format!("search/{name}")));
        own.map(|(_, bytes)| bytes.len()).max().unwrap_or_default()
    };
    let page = ["search/index.html", "style.css", "site.js", "search.js"].map(|path| files[path].len());
    // The most that a query can need until then: a word looked up where words begin so, in three parts of the dictionary; it is a typo, so
    // that two lists of likely words and the three likeliest are looked up; then the part with the first entry.
    let most = page.iter().sum::<usize>()
        + largest("root")
        + 6 * largest("words")
        + 2 * largest("near")
        + largest("entries");
    assert!(most < 300_000, "{most} bytes: {page:?}, root {}, words {}", largest("root"), largest("words"));
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("search/")) {
        assert!(bytes.len() < 40_000, "{path} has {} bytes", bytes.len());
    }
}

#[test]
fn the_index_grows_with_the_history_and_not_with_its_square() {
    let size = |releases| {
        long(releases)
            .iter()
            .filter(|(path, _)| path.starts_with("search/"))
            .map(|(_, bytes)| bytes.len())
            .sum::<usize>()
    };
    let (some, many) = (size(60), size(240));
    assert!(many < some * 5, "{some} bytes for 60 releases, {many} for 240");
}

#[test]
fn each_release_has_data_to_compare_it_with_any_other() {
    let files = built(two_releases().path(), "");
    let shared = handed(&files, "compare/releases.js");
    let folders: Vec<&str> =
        shared["releases"].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap()).collect();
    assert_eq!(folders, ["releases/v2026.01.10a", "releases/v2026.01.11a", "candidate"]);
    for folder in folders {
        let release = handed(&files, &format!("{folder}/compare.js"));
        assert_eq!(release["items"].as_array().unwrap().len(), 1);
    }
    let steps = handed(&files, "compare/files-0.js");
    let of_second: Vec<&Value> = steps.as_array().unwrap().iter().filter(|step| step[0] == 1).collect();
    assert_eq!(of_second.len(), 1, "one file changed with the second release: {steps}");
    assert!(of_second[0][2] != of_second[0][3] && of_second[0][2] != -1);
}
