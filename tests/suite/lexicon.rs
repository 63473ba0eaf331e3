//! Claims about the lexicon: what is wrong with a row is said with its place, and a few lines of TOML make a kind that items can ask for.

use crate::pipeline::judged_by;
use crate::repo::Repo;
use golive::config::Config;
use golive::lexicon::Lexicon;
use golive::lexicon::file::File;
use golive::lexicon::stem::stem;
use std::path::Path;

fn error(text: &str) -> String {
    File::parse("words.toml", text).unwrap_err().to_string()
}

#[test]
fn a_row_that_is_wrong_is_told_with_line_and_column() {
    assert!(
        error("[[phrase]]\nrole = \"filer\"\nwords = [\"a\"]\n")
            .starts_with("words.toml:2:8: unknown variant `filer`")
    );
    assert!(
        error("[[phrase]]\nrole = \"filler\"\nword = [\"a\"]\n")
            .starts_with("words.toml:3:1: unknown field `word`")
    );
    assert_eq!(
        error("[[phrase]]\nrole = \"filler\"\nwords = []\n"),
        "words.toml:1:1: a [[phrase]] has no words"
    );
    assert_eq!(error("\n[[kind]]\nid = \"pentest\"\n"), "words.toml:2:1: a [[kind]] has no words");
}

#[test]
fn a_row_of_the_configuration_that_is_wrong_is_told_with_line_and_column() {
    let load = |text: &str| Config::load(Path::new("golive.toml"), text).unwrap_err().to_string();
    let told = load("[site]\ntitle = \"a\"\n\n[[kind]]\nid = \"x\"\nthing = [\"y\"]\n");
    assert!(told.contains("golive.toml:6:1") && told.contains("unknown field `thing`"), "{told}");
    let told = load("[[phrase]]\nrole = \"filler\"\nwords = []\n");
    assert!(told.contains("golive.toml:1:1") && told.contains("no words"), "{told}");
}

#[test]
fn a_few_lines_of_toml_make_a_kind_that_items_can_ask_for() {
    let kind = "[[kind]]\nid = \"fire-drill\"\nthings = [\"fire drill\"]\ndeeds = [\"evacuated\"]\n";
    let config = Config::load(Path::new("golive.toml"), kind).unwrap();
    let record = |status: &str| {
        format!(
            "{{\"kind\": \"fire drill\", \"date\": \"2026-02-09T08:00:00Z\", \"status\": \"{status}\", \"site\": \"harbour\"}}"
        )
    };
    for (item, status, config, verdict) in [
        ("Fire drill held at the harbour site", "success", &config, "verified"),
        ("Fire drill held at the harbour site", "failed", &config, "failed"),
        ("Fire drill held at the airport site", "success", &config, "unsupported"),
        ("Fire drill was not held at the harbour site", "success", &config, "unsupported"),
        ("Fire drill held at the harbour site", "success", &Config::default(), "unsupported"),
    ] {
        let repo = Repo::new();
        let list = format!("# Release checklist\n\n## Before\n\n- [x] {item}\n");
        repo.commit("2026-01-10T09:00:00Z", "list", &[("docs/release-checklist.md", Some(&list))]);
        repo.tag("v2026.01.10a", "2026-01-10T10:00:00Z");
        repo.commit(
            "2026-02-09T12:00:00Z",
            "evidence",
            &[("artifacts/drills/fire.json", Some(&record(status)))],
        );
        repo.tag("v2026.02.10a", "2026-02-10T10:00:00Z");
        let judged = judged_by(&repo, config);
        assert_eq!(
            judged.item("v2026.02.10a", "ire drill").at_tag.verdict.word(),
            verdict,
            "{item}: {status}"
        );
    }
}

#[test]
fn endings_that_make_no_difference_are_left_out() {
    for (a, b) in [
        ("rehearsed", "rehearsal"),
        ("migrated", "migration"),
        ("findings", "finding"),
        ("planned", "plan"),
        ("verified", "verify"),
        ("stores", "stored"),
    ] {
        assert_eq!(stem(a), stem(b), "{a} and {b}");
    }
    for (a, b) in [("production", "product"), ("passed", "past"), ("v1", "v2"), ("staging", "stage-2")] {
        assert_ne!(stem(a), stem(b), "{a} and {b}");
    }
}

#[test]
fn the_built_in_lexicons_are_read_and_know_no_noun_as_filler() {
    let lexicon = Lexicon::built_in();
    for noun in ["backup", "database", "policy", "team", "release", "test", "report", "window"] {
        let filler = golive::lexicon::Meaning::Role(golive::lexicon::file::Role::Filler);
        assert!(!lexicon.whole(noun).contains(&filler), "{noun}");
    }
}
