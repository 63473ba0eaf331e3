//! Claims about findings: what speaks against the record itself, beside the verdicts.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::history::ancestry::Ancestry;
use golive::assess::result::support::{Support, support};
use golive::model::commit::{Commit, Person};
use golive::model::history::History;
use golive::model::id::Oid;
use golive::model::release::Snapshot;
use golive::render::words;
use jiff::Timestamp;

const LIST: &str = "RELEASE_CHECKLIST.md";
const TAG: &str = "v2026.01.10a";

fn list(items: &str) -> String {
    format!("# Release checklist\n\n## Evidence\n\n{items}\n")
}

/// A check of the mock or live address, by a budget of its own.
fn smoke(at: &str, ms: f64, budget: u32, mock: u8) -> String {
    let target = format!("https://app.example.invalid/?mock={mock}");
    format!(
        r#"{{"timestamp":"{at}","target":"{target}","budgetMs":{budget},"durationMs":{ms},"status":200,"ok":true,"error":null}}"#
    )
}

/// What was found of a release, as `kind: sentence`, those of one kind.
fn found(judged: &Judged, release: &str, kind: &str) -> Vec<String> {
    let all = judged.release(release).findings.iter().filter(|found| found.kind.word() == kind);
    all.map(|found| words::finding(&judged.dossier, found)).collect()
}

#[test]
fn another_budget_than_the_checklists_is_told_once_with_its_count_and_first_place() {
    let repo = Repo::new();
    let item = "- [x] Synthetic smoke log (`artifacts/*.json`) under budget (<300ms mock / <800ms live)";
    let files = [
        ("artifacts/a.json", smoke("2026-01-10T08:00:00Z", 210.5, 800, 1)),
        ("artifacts/b.json", smoke("2026-01-10T08:01:00Z", 220.5, 800, 1)),
        ("artifacts/c.json", smoke("2026-01-10T08:02:00Z", 230.5, 300, 1)),
        ("artifacts/d.json", smoke("2026-01-10T08:03:00Z", 240.5, 800, 0)),
    ];
    let list = list(item);
    let mut all = vec![(LIST, Some(list.as_str()))];
    all.extend(files.iter().map(|(path, text)| (*path, Some(text.as_str()))));
    let commit = repo.commit("2026-01-10T11:00:00Z", "prepare", &all);
    repo.tag(TAG, "2026-01-10T12:00:00Z");
    let judged = judged(&repo);
    let words = "2 measurements of the release were judged by a budget of 800 ms, though the checklist demands mock latency < 300 ms";
    assert_eq!(found(&judged, TAG, "budget-drift"), [words]);
    let finding = &judged.release(TAG).findings[0];
    assert_eq!(finding.place.as_ref().unwrap().to_string(), "artifacts/a.json");
    assert_eq!(
        words::reproduce_finding(&judged.dossier, &judged.assessment, finding),
        format!("git show {commit}:artifacts/a.json")
    );
    assert!(judged.item(TAG, "Synthetic").today.verdict.is_proven(), "a finding changes no verdict");
    assert!(found(&judged, "candidate", "budget-drift").is_empty(), "each check is told once");
}

/// A checklist with one named record, a tag, and what else the case needs.
fn released(record: &str, text: &str) -> Repo {
    let repo = Repo::new();
    let list = list(&format!("- [x] Record kept (`{record}`)"));
    repo.commit("2026-01-10T11:00:00Z", "prepare", &[(LIST, Some(&list)), (record, Some(text))]);
    repo.tag(TAG, "2026-01-10T12:00:00Z");
    repo
}

#[test]
fn a_commit_of_a_side_branch_is_foreign_though_an_earlier_release_holds_it() {
    let repo = Repo::new();
    let base = repo.commit("2026-01-01T10:00:00Z", "base", &[(LIST, Some(&list("- [ ] x")))]);
    let side = repo.commit("2026-01-02T10:00:00Z", "hotfix", &[("src/a", Some("a"))]);
    repo.tag("v2026.01.02a", "2026-01-02T11:00:00Z");
    // The next release is made from the base, without the hotfix.
    let base = repo.git().find_commit(base).unwrap();
    repo.git().branch("trunk", &base, false).unwrap();
    repo.git().set_head("refs/heads/trunk").unwrap();
    repo.git().reset(base.as_object(), git2::ResetType::Hard, None).unwrap();
    let run = |sha: git2::Oid| format!(r#"{{"headSha":"{sha}","conclusion":"success"}}"#);
    let own = run(base.id());
    let items = "- [x] Run kept (`artifacts/side.json`)\n- [x] Other run kept (`artifacts/own.json`)";
    repo.commit(
        "2026-01-10T10:00:00Z",
        "runs",
        &[
            (LIST, Some(&list(items))),
            ("artifacts/side.json", Some(&run(side))),
            ("artifacts/own.json", Some(&own)),
        ],
    );
    repo.tag(TAG, "2026-01-10T11:00:00Z");
    let judged = judged(&repo);
    assert_eq!(judged.told(TAG, "Run kept"), "attested/attested foreign");
    assert_eq!(judged.told(TAG, "Other run"), "attested/attested");
    let told =
        format!("artifacts/side.json names commit {side}, which is not in the history of this release");
    assert_eq!(found(&judged, TAG, "foreign-commit"), [told]);
}

#[test]
fn a_commit_in_the_path_of_evidence_binds_it_and_other_hexadecimal_words_do_not() {
    let repo = Repo::new();
    let first = repo.commit("2026-01-01T10:00:00Z", "base", &[("src/a", Some("a"))]).to_string();
    let next = "deadbeef".repeat(5);
    // An abbreviation has a letter and a digit, so that no date and no word is taken for one.
    let short = (7..40)
        .map(|n| &first[..n])
        .find(|id| id.bytes().any(|b| b.is_ascii_digit()) && id.bytes().any(|b| b.is_ascii_alphabetic()));
    let paths = [
        format!("artifacts/deploy/{first}/log.txt"),
        format!("artifacts/run-{}.txt", short.unwrap()),
        format!("artifacts/deploy/{next}/log.txt"),
        "artifacts/20260109-defaced-0badc0d.txt".to_owned(),
    ];
    let files = paths.iter().map(|path| (path.as_str(), Some("done"))).collect::<Vec<_>>();
    repo.commit("2026-01-10T10:00:00Z", "records", &files);
    repo.tag(TAG, "2026-01-10T11:00:00Z");
    let judged = judged(&repo);
    let told = format!(
        "{} names commit {next}, which is in the history of no release and not in that of the head",
        paths[2]
    );
    assert_eq!(found(&judged, TAG, "unknown-commit"), [told]);
    assert!(found(&judged, TAG, "foreign-commit").is_empty());
}

#[test]
fn the_same_words_under_another_date_are_reused_and_a_short_answer_is_not() {
    let drill = |day: &str| {
        format!(
            "Restore drill record\n\nDone on {day} at 14:0{}:00Z: all tables restored, checksums match.\n",
            &day[9..]
        )
    };
    let health = |day: &str| format!("{day}T10:00:00Z GET /health 200 OK\n");
    let check = |day: &str, ms: &str| {
        format!(
            r#"{{"timestamp":"{day}T10:00:00Z","target":"https://a.example.invalid/?mock=1","durationMs":{ms},"status":200}}"#
        )
    };
    for (first, second, reused) in [
        (drill("2026-01-09"), drill("2026-01-31"), true),
        (drill("2026-01-09"), drill("2026-01-31").replace("all", "two"), false),
        (health("2026-01-09"), health("2026-01-31"), false),
        (check("2026-01-09", "212.25"), check("2026-01-31", "212.25"), true),
        (check("2026-01-09", "212.25"), check("2026-01-31", "212.26"), false),
        (check("2026-01-09", "212"), check("2026-01-31", "212"), false),
    ] {
        let repo = released("artifacts/first.txt", &first);
        let list = list("- [x] Record kept (`artifacts/second.txt`)");
        repo.commit(
            "2026-01-31T20:00:00Z",
            "again",
            &[(LIST, Some(&list)), ("artifacts/second.txt", Some(&second))],
        );
        repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
        let judged = judged(&repo);
        assert_eq!(judged.told("v2026.02.01a", "").contains("reused"), reused, "{first}{second}");
        let told = "artifacts/second.txt differs in nothing but dates and times from artifacts/first.txt, which was offered for v2026.01.10a";
        assert_eq!(
            found(&judged, "v2026.02.01a", "reused-evidence"),
            if reused { vec![told] } else { vec![] }
        );
        assert!(!judged.told(TAG, "").contains("reused"));
    }
}

#[test]
fn the_same_short_words_in_another_file_are_no_reuse() {
    let repo = released("artifacts/2026-01-09-health.txt", "ok\n");
    let list = list("- [x] Record kept (`artifacts/2026-01-31-health.txt`)");
    repo.commit(
        "2026-01-31T20:00:00Z",
        "again",
        &[(LIST, Some(&list)), ("artifacts/2026-01-31-health.txt", Some("ok\n"))],
    );
    repo.tag("v2026.02.01a", "2026-02-01T11:00:00Z");
    assert!(!judged(&repo).told("v2026.02.01a", "").contains("reused"));
}

#[test]
fn one_person_in_every_known_part_is_one_finding_and_a_second_person_none() {
    let repo = released("artifacts/drill.log", "restored");
    let words = "One person, Ada, ticked the boxes, recorded the evidence and tagged the release; nothing tells who approved";
    assert_eq!(found(&judged(&repo), TAG, "one-hand"), [words]);
    // A second person may have approved, as a record or the front matter of a document tells.
    for (name, path, is_alone) in [("Cleo", "docs/drill.md", false), ("Ada", "docs/drill.md", true)] {
        let text = format!("---\napproved_by: {name}\n---\n# Drill\n");
        let judged = judged(&released(path, &text));
        assert_eq!(found(&judged, TAG, "one-hand").len(), usize::from(is_alone), "{name}");
    }
    let repo = Repo::new();
    let list = list("- [x] Record kept (`artifacts/drill.log`)");
    repo.commit("2026-01-10T10:00:00Z", "tick", &[(LIST, Some(&list))]);
    repo.commit_by("Bob", "2026-01-10T11:00:00Z", "record", &[("artifacts/drill.log", Some("restored"))]);
    repo.tag(TAG, "2026-01-10T12:00:00Z");
    assert!(found(&judged(&repo), TAG, "one-hand").is_empty());
    // The map tells that both are one.
    let map = "# who is who\nAda Lovelace <ada@example.invalid>\nAda Lovelace <ada@example.invalid> bob <BOB@Example.Invalid>\n";
    repo.commit("2026-01-11T10:00:00Z", "map", &[(".mailmap", Some(map))]);
    let judged = judged(&repo);
    assert_eq!(found(&judged, TAG, "one-hand"), [words.replace("Ada", "Ada Lovelace")]);
}

#[test]
fn clocks_that_run_backwards_or_ahead_are_told_with_the_worst_commit() {
    let repo = Repo::new();
    repo.commit("2026-01-10T10:00:00Z", "one", &[("a", Some("1"))]);
    let back = repo.commit("2026-01-08T10:00:00Z", "two", &[("a", Some("2"))]);
    repo.commit("2026-01-08T09:59:30Z", "within the slack of clocks", &[("a", Some("3"))]);
    repo.tag(TAG, "2026-01-08T08:59:30Z");
    let ahead = repo.commit("2027-01-01T00:00:00Z", "ahead", &[("a", Some("4"))]);
    let judged = judged(&repo);
    let told = format!("Commit {back} is dated before its parent, by 48 h");
    assert_eq!(found(&judged, TAG, "clock-backwards"), [told]);
    let tag = found(&judged, TAG, "tag-before-commit");
    assert!(tag[0].starts_with("The tag is dated 1 h before the commit that it names, "), "{tag:?}");
    let told = format!("Commit {ahead} is dated after the moment of this build, by 31 days");
    assert_eq!(found(&judged, "candidate", "future-time"), [told]);
    assert!(found(&judged, TAG, "future-time").is_empty());
}

/// What was found of the history as a whole.
fn of_history(judged: &Judged) -> Vec<String> {
    judged.assessment.findings.iter().map(|found| words::finding(&judged.dossier, found)).collect()
}

#[test]
fn versions_that_are_named_and_have_no_tag_are_told_with_their_places() {
    let repo = released("artifacts/drill.log", "restored");
    let changelog = "# Changelog\n\n## [Unreleased]\n\n## [2026.01.12a](https://x.invalid/compare/v2026.01.11a...v2026.01.12a) - 2026-01-12\n\
                     \n- needs node 18.2.1\n\n## v2026.01.11a (2026-01-11)\n\n## 2026.01.10a - 2026-01-10\n\n```\n## v2026.01.09a\n```\n\n## 2026-01-08\n";
    repo.commit(
        "2026-01-20T10:00:00Z",
        "later",
        &[
            ("CHANGELOG.md", Some(changelog)),
            ("artifacts/deploy/v2026.01.14b/deploy.log", Some("deployed")),
            ("artifacts/smoke-2026.01.19.log", Some("dates are no versions")),
            ("artifacts/node-v22.1.0-npm-10.2.3.log", Some("nor are those of tools")),
            ("artifacts/api/v2/run-2026-01-20.log", Some("nor of interfaces")),
            ("artifacts/note.md", Some("---\nrelease: v2026.01.15a\n---\n# Note\n")),
        ],
    );
    repo.tag("v2026.01.20a", "2026-01-20T11:00:00Z");
    let judged = judged(&repo);
    assert_eq!(
        of_history(&judged),
        [
            "v2026.01.11a is named by a heading of CHANGELOG.md, and has no tag",
            "v2026.01.14b is named by the path artifacts/deploy/v2026.01.14b/deploy.log, and has no tag",
            "v2026.01.15a is named by artifacts/note.md, and has no tag",
            "2026.01.12a is named by a heading of CHANGELOG.md, and has no tag; it may be the next release",
        ]
    );
    assert_eq!(judged.assessment.findings[0].place.as_ref().unwrap().to_string(), "CHANGELOG.md:9");
    assert!(
        judged.dossier.evidence.iter().all(|version| &*version.path != "CHANGELOG.md"),
        "a changelog is no evidence"
    );
}

#[test]
fn versions_are_known_as_the_releases_are_written() {
    let repo = Repo::new();
    let files = [
        (
            "docs/app/CHANGELOG.md",
            "# 1.4.0\n\n# 1.3.0\n\n## 2. Upgrading\n\n### Bump x to 9.9.9\n\n# app-1.2.0\n",
        ),
        ("artifacts/release-1.3.1/x.log", "x"),
        ("artifacts/app-1.3.2-smoke.log", "x"),
        ("artifacts/lib-7.7.7.log", "x"),
    ];
    repo.commit("2026-01-10T10:00:00Z", "one", &files.map(|(path, text)| (path, Some(text))));
    repo.tag("app-1.2.0", "2026-01-10T11:00:00Z");
    repo.tag("other", "2026-01-10T11:00:00Z");
    let mut config = golive::config::Config::default();
    config.sources.pattern = golive::config::TagPattern::parse("app-*").unwrap();
    let judged = crate::pipeline::judged_by(&repo, &config);
    let versions =
        of_history(&judged).iter().map(|text| text.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(versions, ["1.3.0", "1.3.1", "app-1.3.2", "1.4.0"]);
}

#[test]
fn a_tag_without_any_evidence_is_told() {
    let repo = released("artifacts/drill.log", "restored");
    repo.commit(
        "2026-01-20T10:00:00Z",
        "code alone",
        &[("src/a", Some("a")), (LIST, Some(&list("- [ ] Nothing yet")))],
    );
    repo.tag("v2026.01.20a", "2026-01-20T11:00:00Z");
    let judged = judged(&repo);
    assert_eq!(found(&judged, "v2026.01.20a", "no-evidence").len(), 1);
    assert!(
        found(&judged, TAG, "no-evidence").is_empty()
            && found(&judged, "candidate", "no-evidence").is_empty()
    );
}

#[test]
fn evidence_that_is_removed_after_the_release_is_told_and_a_move_is_not() {
    let repo = released("artifacts/drill.log", "restored");
    let moved = [("artifacts/drill.log", None), ("artifacts/archive/drill.log", Some("restored"))];
    repo.commit("2026-01-11T10:00:00Z", "archive", &moved);
    assert!(found(&judged(&repo), TAG, "evidence-removed").is_empty());
    let repo = released("artifacts/drill.log", "restored");
    let gone = repo.commit_by("Bob", "2026-01-11T10:00:00Z", "tidy up", &[("artifacts/drill.log", None)]);
    let told = format!(
        "artifacts/drill.log stood at the tag and was removed afterwards by commit {gone} (2026-01-11T10:00:00Z, Bob)"
    );
    assert_eq!(found(&judged(&repo), TAG, "evidence-removed"), [told]);
}

#[test]
fn evidence_that_is_removed_and_added_again_around_the_release_is_told() {
    for (again, words) in [("restored", "the same"), ("restored, and more", "other")] {
        let repo = released("artifacts/drill.log", "restored");
        let gone = repo.commit("2026-01-11T10:00:00Z", "tidy up", &[("artifacts/drill.log", None)]);
        let back = repo.commit("2026-01-12T10:00:00Z", "oh", &[("artifacts/drill.log", Some(again))]);
        let told = format!(
            "artifacts/drill.log was removed by commit {gone} (2026-01-11T10:00:00Z, Ada) and added again with {words} content by commit {back} (2026-01-12T10:00:00Z, Ada)"
        );
        let judged = judged(&repo);
        assert_eq!(found(&judged, TAG, "evidence-re-added"), [told]);
        assert!(found(&judged, TAG, "evidence-removed").is_empty());
    }
}

#[test]
fn a_budget_that_was_made_laxer_before_a_pass_is_told() {
    let item = |bound: u32| {
        list(&format!("- [x] Synthetic smoke log (`artifacts/*.json`) under budget (<{bound}ms mock)"))
    };
    let check = |day: &str, ms: f64| smoke(&format!("{day}T08:00:00Z"), ms, 300, 1);
    let repo = Repo::new();
    let (list, run) = (item(300), check("2026-01-10", 210.5));
    repo.commit("2026-01-10T11:00:00Z", "one", &[(LIST, Some(&list)), ("artifacts/a.json", Some(&run))]);
    repo.tag(TAG, "2026-01-10T12:00:00Z");
    let run = check("2026-01-20", 412.5);
    repo.commit("2026-01-20T11:00:00Z", "two", &[(LIST, Some(&item(500))), ("artifacts/b.json", Some(&run))]);
    repo.tag("v2026.01.20a", "2026-01-20T12:00:00Z");
    // Laxer again, but the number needs none of it.
    let run = check("2026-01-30", 250.0);
    repo.commit(
        "2026-01-30T11:00:00Z",
        "three",
        &[(LIST, Some(&item(700))), ("artifacts/c.json", Some(&run))],
    );
    repo.tag("v2026.01.30a", "2026-01-30T12:00:00Z");
    // Laxer on the way to one release, and only for it.
    repo.commit("2026-02-01T10:00:00Z", "strict", &[(LIST, Some(&item(200)))]);
    let run = check("2026-02-01", 400.0);
    repo.commit("2026-02-01T11:00:00Z", "lax", &[(LIST, Some(&item(700))), ("artifacts/d.json", Some(&run))]);
    repo.tag("v2026.02.01a", "2026-02-01T12:00:00Z");
    let judged = judged(&repo);
    let told = |release: &str| found(&judged, release, "budget-loosened");
    let words = "412.5 ms passes only because its budget was made laxer since v2026.01.10a: from mock latency < 300 ms to mock latency < 500 ms";
    assert_eq!(told("v2026.01.20a"), [words]);
    let words = "400 ms passes only because its budget was made laxer on the way to this release: from mock latency < 200 ms to mock latency < 700 ms";
    assert_eq!(told("v2026.02.01a"), [words]);
    assert!(told(TAG).is_empty() && told("v2026.01.30a").is_empty());
}

#[test]
fn evidence_is_to_an_item_one_of_five_states_and_unknown_is_never_proving() {
    let item = "- [x] Smoke (`artifacts/*.json`) under budget (<300ms mock), `artifacts/gone.log`, `artifacts/empty.log`, `artifacts/x/broken.json`, `docs/plan.md`";
    let plan = "---\nexpires: 2030-01-01\n---\n# Plan\n";
    for (ms, want) in [(210.5, "proving"), (412.5, "failing")] {
        let repo = Repo::new();
        let (list, run) = (list(item), smoke("2026-01-10T08:00:00Z", ms, 800, 1));
        let files = [
            (LIST, list.as_str()),
            ("artifacts/smoke.json", &run),
            ("artifacts/empty.log", " \n"),
            ("artifacts/x/broken.json", "{"),
            ("docs/plan.md", plan),
        ];
        repo.commit("2026-01-10T11:00:00Z", "prepare", &files.map(|(path, text)| (path, Some(text))));
        repo.tag(TAG, "2026-01-10T12:00:00Z");
        let judged = judged(&repo);
        let states = support(&judged.item(TAG, "Smoke").today, &judged.dossier);
        let told = states.iter().map(|one| match one {
            Support::Missing(path) => format!("{path} missing"),
            Support::There(n, state) => format!("{} {}", judged.dossier.evidence[*n].path, state.word()),
        });
        let told = told.collect::<Vec<_>>();
        let smoke = format!("artifacts/smoke.json {want}");
        let want = [
            "artifacts/empty.log empty",
            "docs/plan.md neutral",
            "artifacts/gone.log missing",
            "artifacts/x/broken.json unreadable",
        ];
        assert_eq!(told[..1], [smoke]);
        assert!(want.iter().all(|want| told.iter().any(|told| told == want)), "{told:?}");
        assert!(!judged.item(TAG, "Smoke").today.verdict.is_proven(), "what is missing is never proven");
    }
}

#[test]
fn every_time_tells_its_clock() {
    let repo = released("artifacts/2026-01-09T10-00-00Z.log", "restored");
    repo.commit("2026-01-11T10:00:00Z", "next", &[("artifacts/plain.log", Some("restored"))]);
    repo.light_tag("v2026.01.11a");
    let judged = judged(&repo);
    let clocks =
        judged.dossier.history.snapshots.iter().map(|at| words::release_clock(at).0).collect::<Vec<_>>();
    assert_eq!(clocks, ["tagger", "committer", "now"]);
    let of = |path: &str| judged.dossier.evidence.iter().find(|version| &*version.path == path).unwrap();
    let version = of("artifacts/2026-01-09T10-00-00Z.log");
    assert_eq!(words::evidence_clock(version).0, "file-name");
    assert_eq!(words::apart(version).unwrap(), "recorded 25 h after the time that it claims");
    let version = of("artifacts/plain.log");
    assert_eq!((words::evidence_clock(version).0, words::apart(version)), ("committer", None));
}

/// A history of commits whose parents are given by index, with snapshots at some of them; each commit is first seen in the first
/// snapshot that holds it.
fn graph(parents: &[Vec<usize>], snapshots: &[usize]) -> (History, Vec<Vec<bool>>) {
    let id = |n: usize| {
        let mut bytes = [0; 20];
        bytes[..8].copy_from_slice(&(n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        Oid(bytes)
    };
    let holds = |at: usize| {
        let (mut seen, mut open) = (vec![false; parents.len()], vec![at]);
        while let Some(n) = open.pop() {
            if !std::mem::replace(&mut seen[n], true) {
                open.extend(&parents[n]);
            }
        }
        seen
    };
    let held = snapshots.iter().map(|at| holds(*at)).collect::<Vec<_>>();
    let who = std::sync::Arc::new(Person { name: "Ada".into(), email: "ada@example.invalid".into() });
    let at = |n: usize| Timestamp::from_second(1_700_000_000 + n as i64).unwrap();
    let commit = |n: usize| Commit {
        id: id(n),
        parents: parents[n].iter().map(|parent| id(*parent)).collect(),
        author: who.clone(),
        authored: at(n),
        committer: who.clone(),
        committed: at(n),
        zone: 0,
        summary: String::new(),
        snapshot: held.iter().position(|held| held[n]).unwrap_or(snapshots.len()),
    };
    let snapshot = |n: &usize| Snapshot { name: format!("v{n}"), commit: id(*n), time: at(*n), tag: None };
    let history = History {
        commits: (0..parents.len()).map(commit).collect(),
        snapshots: snapshots.iter().map(snapshot).collect(),
        ..History::default()
    };
    (history, held)
}

#[test]
fn ancestry_is_that_of_a_plain_walk_on_any_graph() {
    let mut seed = 7_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for merges in [0, 1, 3] {
        let parents = (0..300).map(|n: usize| {
            let mut all = if n == 0 { vec![] } else { vec![n - 1 - random(n.min(1 + 4 * merges))] };
            all.extend((0..if n > 1 { merges } else { 0 }).map(|_| random(n)));
            all
        });
        let parents = parents.collect::<Vec<Vec<usize>>>();
        let snapshots = (0..40).map(|n| n * 7 + random(20)).collect::<Vec<_>>();
        let (history, held) = graph(&parents, &snapshots);
        let mut ancestry = Ancestry::of(&history);
        ancestry.ask(0..300);
        for (snapshot, held) in held.iter().enumerate() {
            for (commit, holds) in held.iter().enumerate() {
                assert_eq!(ancestry.holds(snapshot, commit), *holds, "{merges} {snapshot} {commit}");
            }
        }
    }
}

#[test]
fn ten_thousand_releases_on_two_lines_are_told_apart() {
    // Two lines that never meet, tagged in turn: no release lies on the way to the next.
    let parents =
        (0..20_000_usize).map(|n| n.checked_sub(2).into_iter().collect()).collect::<Vec<Vec<usize>>>();
    let snapshots = (0..10_000).map(|n| 2 * n + n % 2).collect::<Vec<_>>();
    // The plain walk of the fixture would be the square.
    let (mut history, _) = graph(&parents, &[]);
    history.snapshots = snapshots
        .iter()
        .map(|n| Snapshot {
            name: format!("v{n}"),
            commit: history.commits[*n].id,
            time: history.commits[*n].committed,
            tag: None,
        })
        .collect();
    let mut ancestry = Ancestry::of(&history);
    ancestry.ask((0..20_000).step_by(8));
    assert!(ancestry.holds(9_998, 0) && !ancestry.holds(9_999, 0), "the other line");
}

#[test]
fn every_kind_of_finding_stands_in_the_manual() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let (source, manual) = (read("src/assess/result/finding.rs"), read("content/findings.md"));
    let kinds = regex::Regex::new(r#"=> "([a-z-]+)""#).unwrap();
    let kinds = kinds.captures_iter(&source).map(|found| format!("| {} |", &found[1])).collect::<Vec<_>>();
    assert!(kinds.len() > 10);
    for kind in kinds {
        assert!(manual.contains(&kind), "{kind}");
    }
}
