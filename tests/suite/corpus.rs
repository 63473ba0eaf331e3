//! Labelled items: how many verdicts are right, by family. No item may be called proven or failed that is not.
//!
//! A file of `tests/corpus/` is a family. Its items with the same evidence share a checklist in a repository of their own, once with all
//! boxes ticked and once with none. `GOLIVE_CORPUS=family,…` looks at some families alone and prints every wrong verdict.

use crate::pipeline::judged_by;
use crate::repo::Repo;
use golive::assess::result::verdict::Verdict;
use golive::config::Config;
use golive::render::words;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Of what should be verified in a family at least this share must be.
const RECALL: f64 = 0.9;

#[derive(Deserialize)]
struct Family {
    sets: BTreeMap<String, Vec<String>>,
    item: Vec<Item>,
}

#[derive(Clone, Deserialize)]
struct Item {
    id: String,
    evidence: Names,
    text: String,
    want: Vec<String>,
    want_unticked: Option<Vec<String>>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Names {
    Set(String),
    List(Vec<String>),
}

#[derive(Deserialize)]
struct Record {
    path: String,
    text: String,
}

/// One verdict beside the right ones.
struct Row {
    family: String,
    id: String,
    ticked: bool,
    text: String,
    want: Vec<String>,
    verdict: Verdict,
    reason: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn load<T: for<'de> Deserialize<'de>>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is right for an empty box: nothing is claimed, so what is not shown is open.
fn unticked(item: &Item) -> Vec<String> {
    let open = |verdict: &String| match verdict.as_str() {
        "attested" | "unsupported" => "open".to_owned(),
        other => other.to_owned(),
    };
    item.want_unticked.clone().unwrap_or_else(|| item.want.iter().map(open).collect())
}

fn judge(family: &str, items: &[Item], evidence: &[&Record], ticked: bool) -> Vec<Row> {
    let repo = Repo::new();
    repo.commit("2026-03-01T09:00:00Z", "begin", &[("README.md", Some("bookings\n"))]);
    repo.tag("v2026.03.02a", "2026-03-02T10:00:00Z");
    let mark = if ticked { "x" } else { " " };
    let list: String = items.iter().map(|item| format!("- [{mark}] {}\n", item.text)).collect();
    let list = format!("# Release checklist\n\n## Before the release\n\n{list}");
    let commit = repo
        .commit("2026-03-11T07:00:00Z", "work", &[("docs/release-checklist.md", Some(&list))])
        .to_string();
    let files = evidence.iter().map(|one| (one.path.as_str(), one.text.replace("{commit}", &commit)));
    let files = files.collect::<Vec<_>>();
    let files = files.iter().map(|(path, text)| (*path, Some(text.as_str()))).collect::<Vec<_>>();
    repo.commit("2026-03-11T11:00:00Z", "prepare", &files);
    repo.tag("v2026.03.11a", "2026-03-11T12:00:00Z");
    let judged = judged_by(&repo, &Config::default());
    let release = judged.release("v2026.03.11a");
    assert_eq!(release.items.len(), items.len(), "{family}: {:?}", items[0].id);
    let rows = items.iter().zip(&release.items).map(|(item, judgement)| Row {
        family: family.to_owned(),
        id: item.id.clone(),
        ticked,
        text: item.text.clone(),
        want: if ticked { item.want.clone() } else { unticked(item) },
        verdict: judgement.at_tag.verdict,
        reason: words::reason(&judged.dossier, release, judgement, &judgement.at_tag),
    });
    rows.collect()
}

fn rows(only: &[String]) -> Vec<Row> {
    let evidence: BTreeMap<String, Record> = load(&folder().join("evidence.toml"));
    let mut jobs = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_family = path.extension().is_some_and(|end| end == "toml") && name != "evidence";
        if !is_family || !(only.is_empty() || only.contains(&name)) {
            continue;
        }
        let family: Family = load(&path);
        let mut groups: BTreeMap<Vec<String>, Vec<Item>> = BTreeMap::new();
        for item in family.item {
            let names = match &item.evidence {
                Names::Set(set) => {
                    family.sets.get(set).unwrap_or_else(|| panic!("{name}: no set {set}")).clone()
                }
                Names::List(names) => names.clone(),
            };
            groups.entry(names).or_default().push(item);
        }
        jobs.extend(groups.into_iter().flat_map(|(names, items)| {
            [true, false].map(|ticked| (name.clone(), names.clone(), items.clone(), ticked))
        }));
    }
    let judge = |(family, names, items, ticked): &(String, Vec<String>, Vec<Item>, bool)| {
        let files =
            names.iter().map(|name| evidence.get(name).unwrap_or_else(|| panic!("{family}: no {name}")));
        judge(family, items, &files.collect::<Vec<_>>(), *ticked)
    };
    let mut rows = jobs.par_iter().flat_map_iter(judge).collect::<Vec<_>>();
    rows.sort_by(|a, b| (&a.family, &a.id, !a.ticked).cmp(&(&b.family, &b.id, !b.ticked)));
    rows
}

impl Row {
    fn wants(&self, verdict: &str) -> bool {
        self.want.iter().any(|want| want == verdict)
    }

    fn is_falsely_proven(&self) -> bool {
        self.verdict.is_proven() && !self.wants(self.verdict.word())
    }

    fn is_falsely_failed(&self) -> bool {
        self.verdict == Verdict::Failed && !self.wants("failed")
    }
}

#[test]
fn no_item_of_the_corpus_is_called_proven_or_failed_that_is_not() {
    run();
}

#[expect(clippy::print_stdout, reason = "the report by family")]
fn run() {
    let only = std::env::var("GOLIVE_CORPUS").unwrap_or_default();
    let only = only.split(',').filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect::<Vec<_>>();
    let rows = rows(&only);
    let mut report = String::new();
    let mut families: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| families.entry(&row.family).or_default().push(row));
    let mut short = Vec::new();
    writeln!(
        report,
        "{:20} {:>6} {:>7} {:>7} {:>7} {:>9}",
        "family", "items", "proven-", "failed-", "other-", "recall"
    )
    .unwrap();
    for (family, rows) in &families {
        let proven = rows.iter().filter(|row| row.is_falsely_proven()).count();
        let failed = rows.iter().filter(|row| row.is_falsely_failed()).count();
        let wrong = rows.iter().filter(|row| !row.wants(row.verdict.word())).count();
        let wanted = rows.iter().filter(|row| row.want == ["verified"]).collect::<Vec<_>>();
        let found = wanted.iter().filter(|row| row.verdict == Verdict::Verified).count();
        writeln!(
            report,
            "{family:20} {:6} {proven:7} {failed:7} {:7} {found:4}/{:4}",
            rows.len(),
            wrong - proven - failed,
            wanted.len()
        )
        .unwrap();
        #[expect(clippy::cast_precision_loss, reason = "counts of items")]
        if (found as f64) < RECALL * wanted.len() as f64 {
            short.push(*family);
        }
    }
    let wrong = rows.iter().filter(|row| !row.wants(row.verdict.word()));
    let shown = wrong.filter(|row| !only.is_empty() || row.is_falsely_proven() || row.is_falsely_failed());
    for row in shown {
        let mark = if row.ticked { "x" } else { " " };
        writeln!(
            report,
            "{}: {}, right is {}: [{mark}] {} -- {}",
            row.id,
            row.verdict.word(),
            row.want.join("/"),
            row.text,
            row.reason
        )
        .unwrap();
    }
    println!("{report}");
    let falsely = rows.iter().filter(|row| row.is_falsely_proven() || row.is_falsely_failed()).count();
    assert_eq!(falsely, 0, "{report}");
    assert!(short.is_empty(), "recall is below {RECALL} in {short:?}\n{report}");
}
