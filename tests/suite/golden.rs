//! Golden cases: a rule of the judge as a folder of `tests/golden/` with a history of a few commits and what golive must say of it.
//!
//! See tests/golden/README.md for the format. `GOLIVE_BLESS=1 cargo test golden` writes what is said now; read the difference.

use git2::{Commit, Index, IndexEntry, IndexTime, Oid, Repository, Signature, Time};
use golive::config::Config;
use golive::progress::Silent;
use golive::publish::Options;
use golive::{Job, build};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const NOW: &str = "2026-12-01T00:00:00Z";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    claim: String,
    now: Option<String>,
    #[serde(default)]
    config: String,
    /// Only these releases are told; default: all, and the candidate where there is no release.
    #[serde(default)]
    tell: Vec<String>,
    /// Told too: `rejudged` (each release by today's checklist), `states` (of the evidence of each item), `delivery` (metrics).
    #[serde(default)]
    also: Vec<String>,
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    at: String,
    /// When the committer's clock said it was, where that differs.
    committed: Option<String>,
    #[serde(default = "ada")]
    by: String,
    /// Goes to this branch first; a new one begins where we are.
    branch: Option<String>,
    /// Merges this branch first: its files win.
    merge: Option<String>,
    commit: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    moves: BTreeMap<String, String>,
    tag: Option<String>,
    /// The tag's message; `""` makes a lightweight tag.
    message: Option<String>,
}

fn ada() -> String {
    "Ada <ada@example.invalid>".to_owned()
}

fn signature(who: &str, at: &str) -> Signature<'static> {
    let at: Timestamp = at.parse().unwrap();
    let (name, mail) = who.split_once(" <").unwrap_or((who, "nobody@example.invalid>"));
    Signature::new(name, mail.trim_end_matches('>'), &Time::new(at.as_second(), 0)).unwrap()
}

/// Carries out the steps in an empty repository. Nothing is written to a work tree.
fn carry_out(steps: &[Step], repo: &Repository) {
    let mut made: Vec<(String, Oid)> = Vec::new();
    for step in steps {
        if let Some(branch) = &step.branch {
            let name = format!("refs/heads/{branch}");
            if repo.find_reference(&name).is_err() {
                let head = repo.head().unwrap().peel_to_commit().unwrap();
                repo.branch(branch, &head, false).unwrap();
            }
            repo.set_head(&name).unwrap();
        }
        if let Some(message) = &step.commit {
            let id = commit(repo, step, message, &made);
            made.push((message.clone(), id));
        }
        if let Some(tag) = &step.tag {
            let head = repo.head().unwrap().peel(git2::ObjectType::Commit).unwrap();
            let default = format!("release {tag}");
            match step.message.as_deref().unwrap_or(&default) {
                "" => repo.tag_lightweight(tag, &head, false).unwrap(),
                message => repo
                    .tag(tag, &head, &signature(&step.by, &step.at), &named(message, &made), false)
                    .unwrap(),
            };
        }
    }
}

/// `{commit: message}` in a text stands for the id of the commit with that message.
fn named(text: &str, made: &[(String, Oid)]) -> String {
    made.iter().fold(text.to_owned(), |text, (message, id)| {
        text.replace(&format!("{{commit: {message}}}"), &id.to_string())
    })
}

fn commit(repo: &Repository, step: &Step, message: &str, made: &[(String, Oid)]) -> Oid {
    let head = repo.head().ok().map(|head| head.peel_to_commit().unwrap());
    let merged = step.merge.as_ref().map(|branch| {
        repo.find_reference(&format!("refs/heads/{branch}")).unwrap().peel_to_commit().unwrap()
    });
    let mut index = Index::new().unwrap();
    for parent in head.iter().chain(&merged) {
        for entry in tree(repo, parent).iter() {
            index.add(&entry).unwrap();
        }
    }
    for (old, new) in &step.moves {
        let entry = index.get_path(Path::new(old), 0).expect("only a file that is there can be moved");
        index.add(&IndexEntry { path: named(new, made).into_bytes(), ..entry }).unwrap();
        index.remove_path(Path::new(old)).unwrap();
    }
    for path in &step.remove {
        index.remove_path(Path::new(path)).unwrap();
    }
    for (path, text) in &step.files {
        let blob = repo.blob(named(text, made).as_bytes()).unwrap();
        index.add(&entry(&named(path, made), blob)).unwrap();
    }
    let tree = repo.find_tree(index.write_tree_to(repo).unwrap()).unwrap();
    let parents = head.iter().chain(&merged).collect::<Vec<_>>();
    let (author, committer) =
        (signature(&step.by, &step.at), signature(&step.by, step.committed.as_ref().unwrap_or(&step.at)));
    repo.commit(Some("HEAD"), &author, &committer, &named(message, made), &tree, &parents).unwrap()
}

fn tree(repo: &Repository, commit: &Commit<'_>) -> Index {
    let mut index = repo.index().unwrap();
    index.read_tree(&commit.tree().unwrap()).unwrap();
    index
}

fn entry(path: &str, id: Oid) -> IndexEntry {
    let zero = IndexTime::new(0, 0);
    IndexEntry {
        ctime: zero,
        mtime: zero,
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

/// What golive says of a history: what `release.json` tells of each release, as short as it can be read.
fn told(case: &Case) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut options = git2::RepositoryInitOptions::new();
    let repo = Repository::init_opts(folder.path().join("repo"), options.initial_head("main")).unwrap();
    carry_out(&case.step, &repo);
    let also = |word: &str| case.also.iter().any(|one| one == word);
    let mut config = Config::load(Path::new("golive.toml"), &case.config).unwrap();
    config.policy.rejudge = also("rejudged");
    let job = Job {
        repo: folder.path().join("repo"),
        config,
        now: case.now.as_deref().unwrap_or(NOW).parse().unwrap(),
        head: None,
    };
    let site = folder.path().join("site");
    build(&job, &site, &Options::default(), &Silent).unwrap();
    let read =
        |path: &str| -> Value { serde_json::from_slice(&std::fs::read(site.join(path)).unwrap()).unwrap() };
    let releases = read("data/releases.json");
    let mut names = releases.as_array().unwrap().iter().filter_map(|one| one["release"]["name"].as_str());
    let mut text = format!("# {}\n", case.claim);
    let all = names.by_ref().filter(|name| *name != "candidate").collect::<Vec<_>>();
    let wanted = case.tell.iter().any(|name| name == "candidate");
    let mut all = all;
    if all.is_empty() || wanted {
        all.insert(0, "candidate");
    }
    for name in all.iter().rev().filter(|name| case.tell.is_empty() || case.tell.iter().any(|t| t == *name)) {
        let at = if *name == "candidate" { "candidate".to_owned() } else { format!("releases/{name}") };
        tell(&mut text, &read(&format!("{at}/release.json")), also("states"));
    }
    if also("delivery") {
        delivery(&mut text, &read("data/delivery.json"));
    }
    // Ids depend on every byte of a case; what they stand for does not.
    let mut walk = repo.revwalk().unwrap();
    walk.push_glob("refs/*").unwrap();
    for id in walk.map(Result::unwrap) {
        let message = repo.find_commit(id).unwrap().summary().ok().flatten().unwrap_or_default().to_owned();
        for id in [
            id.to_string(),
            id.to_string()[..12].to_owned(),
            id.to_string()[..10].to_owned(),
            id.to_string()[..7].to_owned(),
        ] {
            text = text.replace(&id, &format!("{{commit: {message}}}"));
        }
    }
    text
}

/// Items that came, went, or whose words, section or demands changed, under their lasting ids.
fn changed(text: &mut String, changes: &Value) {
    let of_checklist = ["new", "returned", "vanished", "reworded", "moved", "loosened", "tightened"];
    for item in changes["items"].as_array().into_iter().flatten() {
        let its = item["changes"].as_array().unwrap();
        if its.iter().any(|change| of_checklist.iter().any(|word| change == word)) {
            let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let (id, since) = (word(&item["identity"]), word(&changes["since"]));
            let _ = writeln!(text, "* {id}: since {since} {}", word(&item["text"]));
        }
    }
}

/// A metric a line, with what it is counted over.
fn delivery(text: &mut String, told: &Value) {
    let _ = writeln!(text, "\n## Delivery");
    for metric in told["whole"].as_array().unwrap() {
        let (name, value, unit) = (&metric["id"], &metric["value"], &metric["unit"]);
        let _ =
            writeln!(text, "- {name}: {value} {unit}, n = {}, at least {}", metric["n"], metric["least_n"]);
    }
}

fn tell(text: &mut String, release: &Value, states: bool) {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let counts = &release["completion"];
    let _ = writeln!(
        text,
        "\n## {}: {}, claimed {}, proven {} of {} due (today: {}, {}); after: {} of {}; outcome: {}",
        word(&release["release"]["name"]),
        word(&release["readiness"]["verdict"]),
        counts["due"]["claimed"],
        counts["due"]["proven"],
        counts["due"]["items"],
        counts["due_today"]["claimed"],
        counts["due_today"]["proven"],
        counts["after"]["proven"],
        counts["after"]["items"],
        word(&release["outcome"]["state"]),
    );
    for item in release["items"].as_array().unwrap() {
        let flags = item["flags"].as_array().unwrap().iter().map(word).collect::<Vec<_>>();
        let flags = if flags.is_empty() { String::new() } else { format!(" [{}]", flags.join(" ")) };
        let (today, at_tag) = (word(&item["verdict"]), word(&item["at_tag"]["verdict"]));
        let verdict = if today == at_tag { today } else { format!("{today} (at the tag: {at_tag})") };
        let _ = writeln!(text, "- {}: {verdict}{flags}: {}", word(&item["text"]), word(&item["reason"]));
        if let Some(tick) = item["ticked_by"].as_object() {
            let when = if tick["after_tag"] == true { ", after the tag" } else { "" };
            let _ =
                writeln!(text, "  ticked by {} in {}{when}", word(&tick["author"]), word(&tick["commit"]));
        }
        for its in item["evidence_states"].as_array().into_iter().flatten().filter(|_| states) {
            let _ = writeln!(text, "  {} is {}", word(&its["path"]), word(&its["state"]));
        }
    }
    changed(text, &release["changes"]);
    for step in release["steps"].as_array().unwrap() {
        let what = step["number"].as_u64().map_or("target".to_owned(), |number| format!("step {number}."));
        let told = (word(&step["text"]), word(&step["verdict"]), word(&step["reason"]));
        let _ = writeln!(text, "- {what} {}: {}: {}", told.0, told.1, told.2);
    }
    for trigger in release["triggers"].as_array().unwrap() {
        let fired = match trigger["fired"].as_bool() {
            Some(true) => "fired",
            Some(false) => "not fired",
            None => "unknown",
        };
        let _ =
            writeln!(text, "- trigger “{}”: {fired}: {}", word(&trigger["text"]), word(&trigger["reason"]));
    }
    if let Some(rollback) = release["rollback"].as_object() {
        let _ = writeln!(text, "- rollback: {}", serde_json::to_string(rollback).unwrap());
    }
    for finding in release["findings"].as_array().into_iter().flatten() {
        let _ = writeln!(text, "- finding {}: {}", word(&finding["kind"]), word(&finding["text"]));
    }
    for problem in release["diagnostics"].as_array().unwrap() {
        let place = match problem["line"].as_u64() {
            Some(line) if line > 0 => format!("{}:{line}", word(&problem["path"])),
            _ => word(&problem["path"]),
        };
        let _ = writeln!(text, "- {} {place}: {}", word(&problem["severity"]), word(&problem["message"]));
    }
    if !release["by_todays_checklist"].is_null() {
        let _ = writeln!(text, "- by today's checklist: {}", release["by_todays_checklist"]["completion"]);
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

#[test]
fn every_golden_history_is_told_as_expected() {
    let bless = std::env::var_os("GOLIVE_BLESS").is_some();
    let mut wrong = String::new();
    for folder in cases() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let history = std::fs::read_to_string(folder.join("history.toml"))
            .unwrap_or_else(|error| panic!("{name}/history.toml: {error}"));
        let case: Case =
            toml::from_str(&history).unwrap_or_else(|error| panic!("{name}/history.toml: {error}"));
        let told = told(&case);
        let expected = folder.join("expected.md");
        if bless {
            #[expect(clippy::disallowed_methods, reason = "asked for by GOLIVE_BLESS")]
            std::fs::write(&expected, &told).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != told {
            let _ = writeln!(wrong, "{name}/expected.md differs; now it is told as:\n{told}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nGOLIVE_BLESS=1 writes what is told now: read the difference");
}

#[test]
fn no_file_among_the_golden_cases_is_an_orphan() {
    for folder in cases() {
        let mut files =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
        files.sort();
        assert_eq!(files, ["expected.md", "history.toml"], "{}", folder.display());
    }
}
