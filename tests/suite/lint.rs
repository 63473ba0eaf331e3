//! Claims about `golive lint` and about pins: what an item is read as, what is left over, and how a team settles it.

use crate::judge::{list, one_release};
use crate::pipeline::{Judged, judged_by};
use crate::repo::Repo;
use assert_cmd::Command;
use golive::config::Config;
use golive::config::pin::Pin;
use golive::lexicon::Lexicon;
use golive::model::problem::Severity;
use golive::render::words;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

const TAG: &str = "v2026.01.10a";
const LIST: &str = "RELEASE_CHECKLIST.md";
const DRILL: &str = r#"{"kind": "restore-drill", "outcome": "success", "database": "orders", "performed_by": "Ada",
"environment": "production", "duration": "22min", "critical": 0, "finished_at": "2026-01-09T10:00:00Z"}"#;

fn judged(config: &str, items: &str, files: &[(&str, &str)]) -> Judged {
    let list = list(items);
    let mut all = vec![(LIST, list.as_str())];
    all.extend(files);
    judged_by(&one_release(&all), &Config::load(Path::new("golive.toml"), config).unwrap())
}

fn told(items: &str) -> String {
    judged("", items, &[("artifacts/drills/one.json", DRILL)]).told(TAG, "")
}

fn pinned(pin: &str) -> String {
    told(&format!("- [x] The weather is nice <!-- golive: {pin} -->"))
}

fn run(repo: &Repo, args: &[&str], code: i32) -> String {
    let mut command = Command::cargo_bin("golive").unwrap();
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_")) {
        command.env_remove(name);
    }
    let repo = repo.path().to_str().unwrap();
    let done =
        command.arg("lint").args(args).args(["--repo", repo, "--now", "2026-01-11"]).assert().code(code);
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn repo(items: &str) -> Repo {
    let repo = Repo::new();
    let files = [(LIST, Some(list(items))), ("artifacts/drills/one.json", Some(DRILL.to_owned()))];
    let files = files.iter().map(|(path, text)| (*path, text.as_deref())).collect::<Vec<_>>();
    repo.commit("2026-01-10T09:00:00Z", "one", &files);
    repo
}

fn json_of(items: &str) -> Value {
    serde_json::from_str(&run(&repo(items), &["--format", "json"], 0)).unwrap()
}

#[test]
fn a_pin_settles_how_an_item_is_read_whatever_its_words_are() {
    assert_eq!(told("- [x] The weather is nice"), "unsupported/unsupported");
    for pin in [
        "kind=restore-drill",
        "kind=restore-drill of=orders by=Ada within=30d outcome=success",
        "kind=restore-drill where=prod",
        "kind=restore-drill duration<=30min critical=0",
        "kind=\"restore-drill\" evidence=artifacts/drills/*.json",
        "kind=restore-drill \"critical findings<=0\"",
    ] {
        assert_eq!(pinned(pin), "verified/verified", "{pin}");
    }
}

#[test]
fn what_a_pin_asks_and_no_evidence_tells_is_neither_verified_nor_attested() {
    for pin in [
        "kind=restore-drill of=invoices",
        "kind=restore-drill by=Grace",
        "kind=restore-drill where=staging",
        "kind=restore-drill retries=0",
        "kind=restore-drill of=invoices evidence=artifacts/drills/*.json",
        "kind=backup evidence=artifacts/drills/*.json",
        "kind=restore-drill evidence=artifacts/other/*.json",
        "of=invoices evidence=artifacts/drills/*.json",
        "kind=load-test",
    ] {
        assert_eq!(pinned(pin), "unsupported/unsupported", "{pin}");
    }
    assert_eq!(pinned("kind=restore-drill duration<=10min"), "failed/failed disputed");
    assert_eq!(pinned("kind=restore-drill within=2h"), "stale/stale disputed");
}

#[test]
fn a_pin_switches_off_what_is_inferred_from_the_words() {
    let items =
        "- [x] Backup of the invoices was NOT taken, nor a restore drill <!-- golive: kind=restore-drill -->";
    let judged = judged("", items, &[("artifacts/drills/one.json", DRILL)]);
    let item = judged.item(TAG, "");
    assert_eq!(judged.told(TAG, ""), "verified/verified");
    assert_eq!(
        words::reading(item),
        "read as pinned at RELEASE_CHECKLIST.md:5: a restore drill that succeeded"
    );
    let why = words::reason(&judged.dossier, judged.release(TAG), item, &item.today);
    assert!(why.ends_with("(read as pinned at RELEASE_CHECKLIST.md:5)"), "{why}");
    assert!(!words::text(judged.release(TAG), item).contains("golive"));
}

#[test]
fn a_pin_may_stand_on_a_line_of_its_own_and_in_golive_toml() {
    assert_eq!(
        told("- [x] The weather is nice\n  <!-- golive: kind=restore-drill of=orders -->"),
        "verified/verified"
    );
    assert_eq!(
        told("- [x] The weather is nice\n  <!-- golive: kind=restore-drill of=invoices -->"),
        "unsupported/unsupported"
    );
    let config = "[[item]]\nmatch = \"weather\"\nkind = \"restore-drill\"\nwhere = \"production\"\nof = [\"orders\"]\nby = \"Ada\"\n\
        within = \"30d\"\nbudget = [\"duration <= 30min\"]\noutcome = \"success\"\n";
    let judged = judged(config, "- [x] The weather is nice", &[("artifacts/drills/one.json", DRILL)]);
    assert_eq!(judged.told(TAG, ""), "verified/verified");
    assert!(words::reading(judged.item(TAG, "")).starts_with("read as pinned at golive.toml:1: "));
}

#[test]
fn a_pin_that_cannot_be_read_is_a_problem_with_its_place_and_forbids_a_proof() {
    const BEFORE: &str = "- [x] Restore drill performed <!-- golive: ";
    for (pin, column, message) in [
        ("", 1, "says nothing"),
        ("kind=restor-drill", 0, "unknown kind `restor-drill`: did you mean `restore-drill`?"),
        ("knd=restore-drill", 0, "unknown key `knd` in the pin: did you mean `kind`?"),
        ("kind=", 0, "has no value"),
        ("kind=restore-drill of=", 19, "has no value"),
        ("kind=restore-drill within=soon", 19, "`soon` is no duration"),
        ("kind=restore-drill within=3parsecs", 19, "`3parsecs` is no duration"),
        ("kind=restore-drill kind=backup", 19, "`kind` stands twice"),
        ("kind=restore-drill twice", 19, "`twice` says nothing in a pin"),
        ("kind=restore-drill of=\"orders", 19, "is never closed"),
        ("kind=restore-drill outcome=maybe", 19, "`maybe` is no outcome"),
        ("kind=restore-drill lighthouse.perf>=9", 19, "is no budget"),
        ("kind=restore-drill duration<=soon", 19, "is no bound"),
        ("kind=restore-drill duration<=3parsecs", 19, "has an unknown unit"),
        ("kind=restore-drill duration=3parsecs", 19, "has an unknown unit"),
        ("kind=restore-drill of=Übung within=never", 28, "`never` is no duration"),
    ] {
        let items = format!("{BEFORE}{pin} -->");
        let judged = judged("", &items, &[("artifacts/drills/one.json", DRILL)]);
        let problems = &judged.release(TAG).problems;
        let own = problems
            .iter()
            .find(|one| one.code == "pin-misread")
            .unwrap_or_else(|| panic!("{pin}: {problems:?}"));
        assert_eq!(
            (own.severity, own.place.as_ref().unwrap().to_string()),
            (Severity::Error, format!("{LIST}:5:{}", BEFORE.chars().count() + 1 + column))
        );
        assert!(own.message.contains(message), "{pin}: {}", own.message);
        assert_eq!(judged.told(TAG, ""), "unsupported/unsupported", "{pin}");
    }
}

#[test]
fn a_pin_of_golive_toml_that_cannot_be_read_is_an_error_with_its_place() {
    for (text, wanted) in [
        ("kind = \"restor-drill\"", ":3:8: unknown kind `restor-drill`"),
        ("kind = \"backup\"\nwithin = \"soon\"", ":4:10: `soon` is no duration"),
        ("kind = \"backup\"\nof = 3", ":4:6: `of` in [[item]] must be a text"),
        ("kind = \"backup\"\nbudget = [\"size <= big\"]", ":4:11: `size<=big` in the pin is no bound"),
        ("kind = \"backup\"\noutcome = \"maybe\"", ":4:11: `maybe` is no outcome"),
        ("kind = \"backup\"\nof = []", ":4:6: `of` in [[item]] is an empty list"),
        ("by = []", ":3:6: `by` in [[item]] is an empty list"),
        ("kind = \"backup\"\nwithin = \"3 parsecs\"", ":4:10: `3 parsecs` is no duration"),
        (
            "kind = \"backup\"\nbudget = [\"size <= 3 parsecs\"]",
            ":4:11: `size<=3 parsecs` in the pin has an unknown unit",
        ),
        ("kinds = \"backup\"", ":3:1: unknown key `kinds` in [[item]]: did you mean `kind`?"),
    ] {
        let config = format!("[[item]]\nmatch = \"x\"\n{text}\n");
        let error = Config::load(Path::new("golive.toml"), &config).unwrap_err().to_string();
        assert!(error.starts_with(&format!("golive.toml{wanted}")), "{error}");
    }
}

#[test]
fn a_pin_on_a_line_of_its_own_is_told_with_that_line() {
    let place = |items: &str| {
        let judged = judged("", items, &[]);
        let problems = &judged.release(TAG).problems;
        let own = problems.iter().find(|one| one.code == "pin-misread").unwrap();
        own.place.as_ref().unwrap().to_string()
    };
    let item = "- [x] Backup taken\n- [x] Restore drill performed,\n  twice\n";
    assert_eq!(place(&format!("{item}  <!-- golive: knd=backup -->")), format!("{LIST}:8:16"));
    let over = "- [x] Restore drill performed <!-- golive: kind=restore-drill\n  within=soon -->";
    assert_eq!(place(over), format!("{LIST}:5"));
}

#[test]
fn a_kind_of_the_configuration_can_be_pinned() {
    let config = "[[kind]]\nid = \"chaos-day\"\nthings = [\"chaos day\"]\n[[reader]]\nkind = \"probe\"\npaths = [\"p/*\"]\npattern = '(?P<outcome>\\w+)'\n";
    for kind in ["chaos-day", "probe"] {
        let items = format!("- [ ] The weather is nice <!-- golive: kind={kind} -->");
        let judged = judged(config, &items, &[]);
        assert!(judged.item(TAG, "").terms.misread.is_none(), "{kind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_pin_makes_the_parser_panic(text in r#"((kind|where|of|by|within|budget|evidence|outcome|p95 latency|ä)?(<=|>=|=|<|≤)?("| |[a-z0-9%.*{/]{0,6}|restore-drill|30min))*"#) {
        let _ = Pin::parse(&text, Lexicon::built_in());
    }
}

#[test]
fn lint_tells_spans_demands_evidence_what_is_left_over_and_the_pin() {
    let all = json_of(
        "- [ ] Restore drill performed in under 30 minutes\n- [ ] Restore drill was NOT performed\n- [ ] The weather is nice",
    );
    assert_eq!(all["schema"], "golive.lint/1");
    assert_eq!(all["summary"], json!({"items": 3, "whole": 1, "left_over": 1}));
    let drill = &all["items"][0];
    assert_eq!((&drill["path"], &drill["line"], &drill["whole"]), (&json!(LIST), &json!(5), &json!(true)));
    assert_eq!(
        drill["reading"],
        json!([
            {"text": "Restore drill performed", "role": "demand", "left": false},
            {"text": "in", "role": "filler", "left": false},
            {"text": "under 30 minutes", "role": "bound", "left": false},
        ])
    );
    assert_eq!(drill["demands"], json!(["a restore drill that succeeded, with under 30 minutes"]));
    assert_eq!(drill["evidence"], json!(["artifacts/drills/one.json"]));
    assert_eq!(drill["pin"], "<!-- golive: kind=restore-drill duration<30min -->");
    let turned = &all["items"][1];
    assert_eq!(
        (&turned["whole"], &turned["left_over"], &turned["pin"]),
        (&json!(false), &json!(["NOT"]), &Value::Null)
    );
    assert_eq!((&all["items"][2]["whole"], &all["items"][2]["demands"]), (&json!(false), &json!([])));
}

#[test]
fn the_pin_that_lint_proposes_can_be_read_and_gives_the_same_verdict() {
    let items = [
        "Restore drill performed in under 30 minutes",
        "Restore drill of the orders database performed by Ada within 30 days before release",
        "Backup of orders taken on production within 24h before release",
        "Lighthouse performance ≥ 90",
        "CI green on main",
        "Restore drill performed, no critical findings (`artifacts/drills/*.json`)",
    ];
    for item in items {
        let pin = json_of(&format!("- [ ] {item}"))["items"][0]["pin"]
            .as_str()
            .unwrap_or_else(|| panic!("{item}"))
            .to_owned();
        let by_words = told(&format!("- [x] {item}"));
        assert_eq!(by_words, told(&format!("- [x] The weather is nice {pin}")), "{item}: {pin}");
    }
}

#[test]
fn a_strict_lint_fails_where_an_item_has_no_whole_reading() {
    for (items, whole) in [
        ("- [ ] Restore drill performed", true),
        ("- [ ] Restore drill performed, if needed", false),
        ("- [ ] Restore drill performed, if needed <!-- golive: kind=restore-drill -->", true),
        ("- [ ] Restore drill performed <!-- golive: kind=drill-of-restore -->", false),
        ("- [ ] The weather is nice", false),
    ] {
        run(&repo(items), &["--strict"], i32::from(!whole));
        run(&repo(items), &[], 0);
    }
}

#[test]
fn the_text_shows_each_role_and_how_many_items_have_a_whole_reading() {
    let text = run(
        &repo("- [ ] Restore drill performed in under 30 minutes\n- [ ] Backup taken, if needed"),
        &[],
        0,
    );
    for words in [
        "Restore drill performed [demand] in under 30 minutes [bound]",
        "at RELEASE_CHECKLIST.md:5",
        "if needed [condition, left over]",
        "pin: <!-- golive: kind=backup -->",
        "2 items: 1 with a whole reading, 1 with words left over",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn github_gets_at_most_ten_warnings_and_no_command_of_the_repository() {
    let hostile = "- [ ] ::error::x ##[error]y the weather if needed\n".to_owned();
    let items =
        hostile + &(0..12).map(|n| format!("- [ ] The weather of day {n} is nice\n")).collect::<String>();
    let text = run(&repo(&items), &["--format", "github"], 0);
    let ours = |line: &&str| line.starts_with("::warning file=RELEASE_CHECKLIST.md,line=");
    assert_eq!(text.lines().filter(ours).count(), 10);
    assert!(
        text.lines().filter(|line| line.trim_start().starts_with("::")).all(|line| ours(&line)),
        "{text}"
    );
    assert!(!text.contains("##[") && text.contains("3 warnings more not annotated"), "{text}");
    assert!(text.ends_with("13 items: 0 with a whole reading, 1 with words left over\n"), "{text}");
}

#[test]
fn the_release_page_and_its_data_show_the_marks() {
    let repo = repo("- [x] Restore drill was NOT performed");
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let mut command = Command::cargo_bin("golive").unwrap();
    command.args([
        "build",
        "--now",
        "2026-01-11",
        "--repo",
        repo.path().to_str().unwrap(),
        "--out",
        site.to_str().unwrap(),
    ]);
    command.assert().success();
    let data: Value =
        serde_json::from_slice(&std::fs::read(site.join("candidate/release.json")).unwrap()).unwrap();
    let item = &data["items"][0];
    assert_eq!(item["left_over"], json!(["NOT"]));
    assert_eq!(item["reading"][2], json!({"text": "NOT", "role": "polarity", "left": true}));
    let page = std::fs::read_to_string(site.join("candidate/index.html")).unwrap();
    assert!(
        page.contains(
            "<span class=\"r-demand\">Restore drill</span> was <span class=\"r-polarity left\">NOT</span>"
        ),
        "{page}"
    );
    assert_eq!(page.matches("How the words of an item are marked").count(), 1);
}
