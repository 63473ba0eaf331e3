//! Claims about the lexicon: what is wrong with a row is said with its place, and a few lines of TOML make a kind that items can ask for.

use crate::pipeline::judged_by;
use crate::repo::Repo;
use golive::config::Config;
use golive::lexicon::Lexicon;
use golive::lexicon::file::File;
use golive::lexicon::words::{self, Cue, Name};
use golive::model::evidence::Kind;
use golive::model::topic::Topic;
use golive::read::checklist::phase;
use golive::read::read_blob;
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
        "words.toml:3:9: `words` of a [[phrase]] is empty: it needs words"
    );
    assert_eq!(error("\n[[kind]]\nid = \"pentest\"\n"), "words.toml:2:1: a [[kind]] has no words");
}

#[test]
fn a_row_of_the_configuration_that_is_wrong_is_told_with_line_and_column() {
    let load = |text: &str| Config::load(Path::new("golive.toml"), text).unwrap_err().to_string();
    let told = load("[site]\ntitle = \"a\"\n\n[[kind]]\nid = \"x\"\nthing = [\"y\"]\n");
    assert!(told.contains("golive.toml:6:1") && told.contains("unknown field `thing`"), "{told}");
    let told = load("[[kind]]\nid = \"x\"\nthings = [\"y\"]\ntitles = [\"z\"]\n");
    assert!(told.contains("golive.toml:4:1") && told.contains("only stand in the built-in"), "{told}");
    let told = load("[[phrase]]\nrole = \"filler\"\nwords = []\n");
    assert!(told.contains("golive.toml:3:9") && told.contains("needs words"), "{told}");
    // The row that is wrong is named, not the first of its table; other tables of the file have rules of their own.
    let good = "[[phrase]]\nrole = \"filler\"\nwords = [\"kindly\"]\n# [[kind]]\n[evidence]\nexclude = []\n";
    for (row, wanted) in [
        ("[[phrase]]\nrole = \"fillers\"\nwords = [\"a\"]", "8:8: unknown variant `fillers`"),
        ("[[phrase]]\nrole = \"filler\"\nwords = [\"a\", \" \"]", "9:15: `words` of a [[phrase]] is empty"),
        ("[[phrase]]\nrole = \"filler\"", "7:1: missing field `words`"),
        ("[[kind]]\nid = \"x\"\nthings = []\ndeeds = [\"y\"]", "9:10: `things` of a [[kind]] is empty"),
        ("[[kind]]\nid = \"Pen test\"\nthings = [\"y\"]", "8:6: `Pen test` is no kind"),
        ("[[kind]]\nthings = [\"y\"]", "7:1: a [[kind]] needs an `id`"),
        ("[[kind]]\nid = \"x\"", "7:1: a [[kind]] has no words"),
        ("[[kind]]\nid = \"x\"\nthings = \"y\"", "9:10: invalid type"),
        ("[[place]]\nid = \"lab\"\nwords = []", "9:9: `words` of a [[place]] is empty"),
        ("[[party]]\nid = \" \"\nwords = [\"ops\"]", "8:6: `id` of a [[party]] is empty"),
        ("[[party]]\nid = \"ops\"\nword = [\"ops\"]", "9:1: unknown field `word`"),
        ("[[synonym]]\nwords = [\"a\"]", "7:1: a [[synonym]] needs two words"),
    ] {
        let told = load(&format!("{good}{row}\n"));
        assert!(told.starts_with(&format!("golive.toml:{wanted}")), "{row}: {told}");
    }
}

#[test]
fn what_a_row_of_a_built_in_lexicon_names_must_be_known() {
    for (row, wanted) in [
        (
            "[[state]]\nof = \"secret\"\nthings = [\"a\"]\nstates = [\"b\"]",
            "2:6: unknown kind `secret`: known are secret-rotation",
        ),
        ("[[conclusion]]\nid = \"succeded\"\nwords = [\"a\"]", "2:6: unknown conclusion `succeded`"),
        ("[[heading]]\nphase = \"befor\"\nwords = [\"a\"]", "2:9: unknown phase `befor`"),
        ("[[name]]\nof = \"nothing\"\nwords = [\"a\"]", "2:6: unknown variant `nothing`"),
        ("[[act]]\nid = \"tag\"\nverbs = []", "3:9: `verbs` of a [[act]] is empty"),
    ] {
        let told = error(&format!("{row}\n"));
        assert!(told.starts_with(&format!("words.toml:{wanted}")), "{row}: {told}");
    }
    for (name, text) in [
        ("en.toml", include_str!("../../content/lexicon/en.toml")),
        ("de.toml", include_str!("../../content/lexicon/de.toml")),
    ] {
        File::parse(name, text).unwrap();
    }
}

#[test]
fn a_few_lines_of_toml_make_a_kind_that_items_can_ask_for() {
    let kind = "[[kind]]\nid = \"fire-drill\"\nthings = [\"Evacuation exercise\", \"Fire drill\"]\ndeeds = [\"evacuated\"]\n";
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
        ("Evacuation exercise held at the harbour site", "success", &config, "verified"),
        ("Evacuation exercise held at the harbour site", "success", &Config::default(), "unsupported"),
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
        assert_eq!(judged.item("v2026.02.10a", "site").at_tag.verdict.word(), verdict, "{item}: {status}");
    }
}

#[test]
fn endings_that_make_no_difference_are_left_out() {
    let canonical = |word: &str| Lexicon::built_in().canonical(word);
    for (a, b) in [
        ("rehearsed", "rehearsing"),
        ("migrated", "migration"),
        ("findings", "finding"),
        ("planned", "plan"),
        ("verified", "verify"),
        ("stores", "stored"),
        ("tests", "testing"),
        ("deploy", "deployment"),
        ("deployed", "deploying"),
        ("restored", "restoring"),
        ("approvals", "approved"),
        ("merge", "merged"),
        ("change", "changed"),
        ("queues", "queued"),
        ("create", "created"),
        ("boxes", "box"),
        ("crashes", "crash"),
        ("caches", "cached"),
        ("movies", "movie"),
        ("processes", "process"),
    ] {
        assert_eq!(canonical(a), canonical(b), "{a} and {b}");
    }
    for (a, b) in [
        ("production", "product"),
        ("passed", "past"),
        ("v1", "v2"),
        ("staging", "stage-2"),
        ("accounting", "account"),
        ("marketing", "market"),
        ("customs", "custom"),
        ("news", "new"),
        ("goods", "good"),
        ("caring", "car"),
        ("care", "car"),
        ("planes", "plan"),
        ("meetings", "meet"),
        ("training", "train"),
        ("personal", "person"),
        ("digital", "digit"),
        ("savings", "saving"),
        ("billing", "bill"),
    ] {
        assert_ne!(canonical(a), canonical(b), "{a} and {b}");
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

#[test]
fn every_group_of_names_and_cues_has_words() {
    let names = Name::ALL.iter().filter(|name| name.all().is_empty()).collect::<Vec<_>>();
    let cues = Cue::ALL.iter().filter(|cue| cue.all().is_empty()).collect::<Vec<_>>();
    assert!(names.is_empty() && cues.is_empty(), "{names:?} {cues:?}");
    for topic in Topic::ALL {
        assert!(!topic.word().is_empty());
    }
}

#[test]
fn a_phrase_is_found_as_whole_words() {
    assert!(Cue::Approves.is_in("Sign-off by product"));
    assert!(!Cue::Approves.is_in("The preapproved list"));
    assert!(Cue::CellEmpty.is("N/A") && !Cue::CellEmpty.is("N/A for now"));
    assert!(Cue::ReleaseTopic.starts_word_in(" the releases "));
    assert!(
        !Cue::ReleaseTopic.starts_word_in(" prereleased by hand ") || Cue::ReleaseTopic.is_in("prerelease")
    );
    assert_eq!(words::kind("Verification after deploy"), None);
    assert_eq!(words::kind("Deploy log"), Some(Kind::Deploy));
    assert_eq!(words::place("prd backup restored to staging"), Some("staging"));
}

#[test]
fn german_words_stand_for_the_same_as_english_ones() {
    for (german, english) in
        [("Freigabe erteilt von Ada", "Sign-off given by Ada"), ("Freigabe ausstehend", "Sign-off pending")]
    {
        assert_eq!(Cue::Approves.is_in(german), Cue::Approves.is_in(english), "{german}");
        assert_eq!(Cue::DecisionToCome.is_in(german), Cue::DecisionToCome.is_in(english), "{german}");
    }
    assert_eq!(words::kind("Wiederherstellungstest"), words::kind("Restore drill"));
    assert_eq!(words::place("Sicherung der Produktion"), words::place("Production backup"));
    assert_eq!(words::period(" vierteljährlich "), words::period(" quarterly "));
    assert_eq!(phase::of_words("Nach dem Release"), phase::of_words("After the release"));
    assert_eq!(phase::of_words("Vorbereitung"), phase::of_words("Preparation"));
}

#[test]
fn a_german_log_is_read_as_an_english_one() {
    let german = "# Wiederherstellungstest\n\n- Zeitpunkt: 2026-02-01T08:00:00Z\n- Ergebnis: bestanden\n- Umgebung: staging\n- Durchgeführt von: Ada\n";
    let english = "# Restore drill\n\n- Time: 2026-02-01T08:00:00Z\n- Outcome: passed\n- Environment: staging\n- Performed by: Ada\n";
    let read = |text: &str| {
        let facts = read_blob("artifacts/drills/2026-02-01.md", text.as_bytes());
        let record = facts.records.first().cloned().unwrap();
        (facts.kind, facts.state, record.claim, record.conclusion, record.target, record.people)
    };
    assert_eq!(read(german), read(english));
}
