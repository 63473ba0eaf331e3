//! Claims about records: one doing is read alike from every shape, and nothing is guessed.

use golive::model::evidence::{Kind, State};
use golive::model::record::{Conclusion, Part, Record, Role};
use golive::model::time::Precision;
use golive::read::read_blob;
use golive::read::value::conclusion::parse;
use golive::read::value::source::Source;

fn records(path: &str, text: &str) -> Vec<Record> {
    Source::new(path, text.as_bytes()).records().to_vec()
}

pub const JSON: &str = r#"{"kind":"backup","completedAt":"2026-05-01T09:00:00Z","status":"success","by":"Ada","release":"v2026.05.01a",
"commit":"1a2b3c4d","branch":"refs/heads/main","environment":"production","size_bytes":1024}"#;
pub const YAML: &str = "kind: backup\nCompleted at: 2026-05-01T09:00:00Z\nStatus: success\nby: Ada\nrelease: v2026.05.01a\ncommit: 1a2b3c4d\nbranch: main\nenvironment: production\nsize_bytes: 1024\n";
pub const FRONT: &str = "---\nkind: backup\ncompleted_at: 2026-05-01T09:00:00Z\nstatus: success\nby: Ada\nrelease: v2026.05.01a\ncommit: 1a2b3c4d\nbranch: main\nenvironment: production\nsize_bytes: 1024\n---\n\nIt went well.\n";
pub const BULLETS: &str = "# \n\n- **Kind:** backup\n- Completed at: 2026-05-01T09:00:00Z\n- Status: `success`\n* By: Ada\n\n**Release:** v2026.05.01a\n**Commit**: 1a2b3c4d\nBranch: main\n\n- Environment: production\n- Size bytes: 1024\n";
pub const PAIRS: &str = "| Field | Value |\n|---|---|\n| Kind | backup |\n| Completed at | 2026-05-01 09:00 UTC |\n| **Status** | success |\n| By | Ada |\n| Release | `v2026.05.01a` |\n| Commit | 1a2b3c4d |\n| Branch | main |\n| Environment | production |\n| size_bytes | 1024 |\n";
pub const TABLE: &str = "| Kind | Completed at | Status | By | Release | Commit | Branch | Environment | Size bytes |\n|---|---|---|---|---|---|---|---|---|\n| backup | 2026-05-01T09:00:00Z | success | Ada | v2026.05.01a | 1a2b3c4d | main | production | 1024 |\n";

#[test]
fn one_doing_is_one_record_in_every_shape() {
    for (path, text) in [
        ("a.json", JSON.to_owned()),
        ("a.json", format!("[{JSON}]")),
        ("a.json", format!("{{\"backups\":[{JSON}]}}")),
        ("a.json", format!("{{\"backup\":{JSON}}}")),
        ("a.jsonl", format!("{}\n", JSON.replace('\n', ""))),
        ("a.yml", YAML.to_owned()),
        ("a.yaml", format!("backups:\n- {}", YAML.trim_end().replace('\n', "\n  "))),
        ("a.md", FRONT.to_owned()),
        ("a.md", BULLETS.to_owned()),
        ("a.md", PAIRS.to_owned()),
        ("a.md", TABLE.to_owned()),
    ] {
        let found = records(path, &text);
        let [one] = found.as_slice() else { panic!("{path} {text}: {found:?}") };
        let claim = one.claim.unwrap();
        assert_eq!(
            (claim.at.to_string().as_str(), claim.precision),
            ("2026-05-01T09:00:00Z", Precision::Exact),
            "{text}"
        );
        assert_eq!(one.conclusion, Some(Conclusion::Succeeded), "{text}");
        assert_eq!(one.people, [(Role::Actor, "Ada".to_owned())], "{text}");
        let named =
            [&one.release, &one.commit, &one.branch, &one.target].map(|name| name.as_deref().unwrap());
        assert_eq!(named, ["v2026.05.01a", "1a2b3c4d", "main", "production"], "{text}");
        assert_eq!((one.field("kind"), one.field("sizeBytes")), (Some("backup"), Some("1024")), "{text}");
    }
}

#[test]
fn outcomes_are_told_by_known_words_and_never_guessed() {
    use Conclusion::{Failed, Pending, Skipped, Succeeded};
    for (text, outcome) in [
        ("success", Some(Succeeded)),
        ("**PASSED** (12 of 12)", Some(Succeeded)),
        ("✅ Complete", Some(Succeeded)),
        ("✅", Some(Succeeded)),
        ("12 passed", None),
        ("passed, 0 failed", Some(Succeeded)),
        ("passed with 2 failed", None),
        ("completed with errors", None),
        ("approved, but not for EU", None),
        ("Failed: timeout", Some(Failed)),
        ("timed_out", Some(Failed)),
        ("TIMED-OUT", Some(Failed)),
        ("❌", Some(Failed)),
        ("not passed", Some(Failed)),
        ("No-Go", Some(Failed)),
        ("go", Some(Succeeded)),
        ("pending reliability provisioning", Some(Pending)),
        ("In progress", Some(Pending)),
        ("Requested", Some(Pending)),
        ("n/a", Some(Skipped)),
        ("skipped", Some(Skipped)),
        ("maybe", None),
        ("goose", None),
        ("", None),
    ] {
        assert_eq!(parse(text), outcome, "{text}");
    }
}

#[test]
fn a_run_that_says_completed_but_not_how_has_no_outcome() {
    let at = r#""createdAt":"2026-05-01T09:00:00Z""#;
    let outcome = |rest: &str| records("r.json", &format!("{{{at},{rest}}}"))[0].conclusion;
    assert_eq!(outcome(r#""status":"completed","conclusion":"failure""#), Some(Conclusion::Failed));
    assert_eq!(outcome(r#""status":"completed","conclusion":"success""#), Some(Conclusion::Succeeded));
    assert_eq!(outcome(r#""status":"completed","conclusion":null"#), None);
    assert_eq!(outcome(r#""status":"completed","conclusion":"odd""#), None);
    assert_eq!(outcome(r#""status":"in_progress","conclusion":"""#), Some(Conclusion::Pending));
    assert_eq!(outcome(r#""ok":false"#), Some(Conclusion::Failed));
    assert_eq!(outcome(r#""exitCode":0"#), Some(Conclusion::Succeeded));
    assert_eq!(outcome(r#""exit_code":2"#), Some(Conclusion::Failed));
    assert_eq!(outcome(r#""passed":12,"failed":1"#), Some(Conclusion::Failed));
    assert_eq!(outcome(r#""passed":12,"failed":0"#), Some(Conclusion::Succeeded));
    assert_eq!(outcome(r#""passed":0,"failed":0"#), None);
    assert_eq!(outcome(r#""error":"boom""#), Some(Conclusion::Failed));
    assert_eq!(outcome(r#""error":null"#), None);
}

fn part(name: &str, conclusion: Option<Conclusion>, said: &str, line: u32) -> Part {
    Part { name: name.to_owned(), conclusion, detail: said.to_owned(), line, ..Part::default() }
}

#[test]
fn jobs_rows_and_outcomes_by_name_are_parts_and_decide_where_nothing_else_does() {
    use Conclusion::{Failed, Pending, Succeeded};
    let text = r#"{"date":"2026-05-01","jobs":[{"name":"lint","status":"passed"},{"name":"tests","result":"failed"}]}"#;
    let run = &records("r.json", text)[0];
    assert_eq!(
        run.parts,
        [part("lint", Some(Succeeded), "passed", 0), part("tests", Some(Failed), "failed", 0)]
    );
    assert_eq!(run.conclusion, Some(Failed));
    let text = r#"{"date":"2026-05-01","checks":{"lint":"ok","tests":"queued"},"tables":["facts"]}"#;
    let run = &records("r.json", text)[0];
    assert_eq!(run.parts.len(), 3);
    assert_eq!(run.conclusion, Some(Pending), "tests are queued, and of the table nothing is told");
    let text = "# Run 2026-05-01\n\n| Tile | Result |\n|---|---|\n| Sales | ✅ pass |\n| CX | pending |\n";
    let run = &records("r.md", text)[0];
    assert_eq!(
        run.parts,
        [part("Sales", Some(Succeeded), "✅ pass", 5), part("CX", Some(Pending), "pending", 6)]
    );
    assert_eq!((run.conclusion, run.title.as_str()), (Some(Pending), "Run 2026-05-01"));
    assert_eq!(run.claim.unwrap().precision, Precision::Day);
}

#[test]
fn headings_that_each_tell_when_and_how_are_records_of_their_own() {
    let text = "# Drills\n\nOwner: Ada\n\n## 2026-05-01 staging\n- Result: passed\n\n## 2026-04-01 production\n- Result: failed\n- Owner: Bob\n";
    let found = records("d.md", text);
    let told = found.iter().map(|r| (r.line, r.conclusion, r.people[0].1.as_str())).collect::<Vec<_>>();
    assert_eq!(told, [(5, Some(Conclusion::Succeeded), "Ada"), (8, Some(Conclusion::Failed), "Bob")]);
}

#[test]
fn people_severity_and_numbers_are_read_as_they_are_spelled() {
    let text = "severity: SEV-2\ndate: 2026-05-01\ntime: 14:30 UTC\napprovers: [Ada, Bob]\nreviewed by: Cleo and Dan\nactor:\n  login: eve\nversion: 1.10\nrun: 16\n";
    let one = &records("i.yml", text)[0];
    assert_eq!(one.severity, Some(2));
    assert_eq!(one.claim.unwrap().at.to_string(), "2026-05-01T14:30:00Z");
    assert_eq!(one.release.as_deref(), Some("1.10"));
    let people = one.people.iter().map(|(role, name)| (*role, name.as_str())).collect::<Vec<_>>();
    assert_eq!(
        people,
        [
            (Role::Actor, "eve"),
            (Role::Approver, "Ada"),
            (Role::Approver, "Bob"),
            (Role::Reviewer, "Cleo"),
            (Role::Reviewer, "Dan")
        ]
    );
}

#[test]
fn what_tells_of_no_doing_gives_no_record() {
    for (path, text) in [
        ("package.json", r#"{"name":"app","version":"1.2.3","scripts":{"lint":"eslint"}}"#),
        ("a.json", "[]"),
        ("a.json", "{\"a\":"),
        ("a.json", "[1,2,[3]]"),
        ("a.yml", "on: push\njobs:\n  lint:\n    runs-on: ubuntu\n"),
        ("a.yml", "a: &x [1]\nb: *x\n"),
        ("a.yml", ": : :"),
        ("a.md", "# How to back up\n\n- Run: `pg_dump`\n- Note: be careful\n```\nStatus: passed\n```\n"),
        ("a.log", "the status was passed on\n"),
        ("a.md", ""),
    ] {
        assert_eq!(records(path, text), [], "{path} {text}");
    }
}

#[test]
fn a_plan_or_a_review_of_a_doing_is_none_unless_it_says_so_or_is_what_is_asked_for() {
    let kind = |title: &str, more: &str| {
        let text = format!("---\n{more}date: 2026-02-09\n---\n# {title}\n\n- Status: failed\n");
        read_blob("artifacts/ops/note.md", text.as_bytes()).kind
    };
    assert_eq!(kind("Backup report", ""), Kind::Backup);
    assert_eq!(kind("Staging deployment pipeline review", ""), Kind::Document);
    assert_eq!(kind("Comprehensive analysis, a briefing for managers", ""), Kind::Document);
    assert_eq!(kind("Backup plan", ""), Kind::Document);
    assert_eq!(kind("Backup plan", "kind: backup\n"), Kind::Backup);
    assert_eq!(kind("Incident review", "severity: SEV-2\n"), Kind::Postmortem);
}

#[test]
fn what_is_after_a_deployment_is_none() {
    use golive::lexicon::words::kind;
    use golive::model::evidence::Kind;
    for (text, want) in [
        ("Verification after deploy", None),
        ("post-deploy checks", None),
        ("Staging deploy", Some(Kind::Deploy)),
        ("pre-deployment backup", Some(Kind::Backup)),
    ] {
        assert_eq!(kind(text), want, "{text}");
    }
}

#[test]
fn a_success_that_is_taken_back_beside_it_makes_no_file_proving() {
    let state = |note: &str| {
        let text = format!(
            r#"{{"kind":"backup","status":"success","finished_at":"2026-01-10T10:00:00Z","note":"{note}"}}"#
        );
        read_blob("artifacts/backup/b.json", text.as_bytes()).state
    };
    assert_eq!(state("two of the tables could not be read"), State::Neutral);
    assert_eq!(state("no errors"), State::Proving);
}
