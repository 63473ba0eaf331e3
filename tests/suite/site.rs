//! Claims about whole builds: from a repository to the files on disk.

use crate::repo::Repo;
use golive::config::Config;
use golive::progress::Silent;
use golive::publish::Options;
use golive::{Job, Summary, build};
use std::collections::BTreeMap;
use std::path::Path;

const LIST: &str = "RELEASE_CHECKLIST.md";

pub(crate) fn build_into(repo: &Path, out: &Path) -> Summary {
    let now = "2026-03-01T00:00:00Z".parse().unwrap();
    build(
        &Job { repo: repo.to_owned(), config: Config::default(), now, head: None },
        out,
        &Options::default(),
        &Silent,
    )
    .unwrap()
}

pub(crate) fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(out).unwrap().to_str().unwrap().to_owned();
    entries.map(|entry| (name(entry.path()), std::fs::read(entry.path()).unwrap())).collect()
}

fn one_release() -> Repo {
    let repo = Repo::new();
    let log = "# Product log\n\n## 2026-01-09 — Sign-off\nSee `artifacts/there.md:3`, `artifacts/gone.md`, #12 and SHOP-7.\n";
    repo.commit(
        "2026-01-10T10:00:00Z",
        "prepare",
        &[
            (LIST, Some("# Release checklist\n\n## Evidence\n\n- [x] Sign-off in `feedback/product.md`\n")),
            ("feedback/product.md", Some(log)),
            ("artifacts/there.md", Some("# There\n\n2026-01-09 checked\n")),
        ],
    );
    repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
    repo.light_tag("nightly");
    repo
}

#[test]
fn every_page_and_file_of_the_contract_is_written() {
    let (repo, out) = (one_release(), tempfile::tempdir().unwrap());
    let site = out.path().join("site");
    let summary = build_into(repo.path(), &site);
    let files = files(&site);
    for path in [
        "index.html",
        "releases/v1.0.0/index.html",
        "about/this-site/index.html",
        "build.json",
        "releases/v1.0.0/release.json",
        "releases/v1.0.0/badge.svg",
        "releases/v1.0.0/badge.json",
        "candidate/index.html",
        "latest/index.html",
        "matrix/index.html",
        "latency/index.html",
        "lighthouse/index.html",
        "compare/index.html",
        "findings/index.html",
        "people/index.html",
        "waivers/index.html",
        "ledger.jsonl",
        "data/releases.json",
        "data/items.csv",
        "data/evidence.csv",
        "data/measurements.csv",
        "atom.xml",
        "feed.json",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        ".nojekyll",
        "manifest.json",
    ] {
        assert!(files.contains_key(path), "{path} is missing");
    }
    assert!(files.keys().any(|path| path.starts_with("items/evidence/")), "an item has a page");
    assert_eq!((summary.releases, summary.skipped), (1, vec!["nightly".to_owned()]));
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_object().unwrap();
    assert_eq!(listed.len(), files.len() - 1, "the manifest lists every other file");
    for (path, sum) in listed {
        assert_eq!(sum.as_str().unwrap(), golive::model::id::sha256(&files[path]), "{path}");
    }
}

#[test]
fn what_an_entry_cites_is_linked_where_it_stands() {
    let (repo, out) = (one_release(), tempfile::tempdir().unwrap());
    let site = out.path().join("site");
    build_into(repo.path(), &site);
    let pages = files(&site).into_iter().filter(|(path, _)| path.starts_with("evidence/"));
    let page = pages.map(|(_, page)| String::from_utf8_lossy(&page).into_owned());
    let page = page.into_iter().find(|page| page.contains("What its dated entries cite")).unwrap();
    let page = scraper::Html::parse_document(&page);
    let table = scraper::Selector::parse("[aria-label*='product.md'] tbody tr:has(a.path)").unwrap();
    let row = page.select(&table).next().expect("a row for the entry");
    let words = row.text().collect::<String>();
    for said in ["2026-01-09", "artifacts/there.md", "(line 3)", "artifacts/gone.md", "#12", "SHOP-7"] {
        assert!(words.contains(said), "{said} is not in: {words}");
    }
    let links = scraper::Selector::parse("a.path").unwrap();
    let links = row.select(&links).map(|link| link.text().collect::<String>()).collect::<Vec<_>>();
    assert_eq!(links, ["artifacts/there.md"], "what is gone has no link");
}

#[test]
fn a_bare_clone_and_any_number_of_threads_give_the_same_bytes() {
    let (repo, out) = (one_release(), tempfile::tempdir().unwrap());
    let bare = out.path().join("bare.git");
    git2::build::RepoBuilder::new().bare(true).clone(repo.path().to_str().unwrap(), &bare).unwrap();
    git2::Repository::open(&bare).unwrap().remote_delete("origin").unwrap();
    let of = |repo: &Path, name: &str, threads| {
        let site = out.path().join(name);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| build_into(repo, &site));
        files(&site)
    };
    let one = of(repo.path(), "one", 1);
    let many = of(repo.path(), "many", 8);
    let from_bare = of(&bare, "bare", 2);
    for (path, bytes) in &one {
        assert_eq!(many.get(path), Some(bytes), "{path} depends on the number of threads");
        assert_eq!(from_bare.get(path), Some(bytes), "{path} depends on the work tree");
    }
    assert_eq!((one.len(), one.len()), (many.len(), from_bare.len()));
}
