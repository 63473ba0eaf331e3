//! Claims about hostile input: nothing panics, nothing depends on anything but path and bytes, and caps hold.

use super::{read_checklist, read_feedback, read_lighthouse, read_record, read_smoke};
use golive::model::evidence::{Facts, Kind, State};
use golive::read::dossier::gather::guarded_facts;
use golive::read::value::source;
use golive::read::{parse_checklist, read_blob};
use proptest::prelude::*;

const NAMES: [&str; 11] = [
    "a/backup.json",
    "a/backup.yml",
    "a/backup.md",
    "docs/go-live-checklist.md",
    "feedback/a.md",
    "a/staging-smoke-1.log",
    "lighthouse.json",
    "r.html",
    "a.png",
    "",
    "x/2025-10-11T01:37:42Z",
];

const SAMPLES: [&str; 10] = [
    read_checklist::SAMPLE,
    read_feedback::LOG,
    read_smoke::JSON,
    read_smoke::LOG,
    read_lighthouse::REPORT,
    read_record::JSON,
    read_record::YAML,
    read_record::FRONT,
    read_record::BULLETS,
    read_record::TABLE,
];

#[test]
fn every_truncation_of_every_sample_is_survived() {
    for sample in SAMPLES {
        for end in 0..sample.len() {
            let bytes = &sample.as_bytes()[..end];
            for name in NAMES.iter().take(7) {
                let facts = read_blob(name, bytes);
                assert_eq!(facts.bytes, end as u64);
                assert_eq!(facts.sha256.len(), 64);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived_and_read_the_same_twice(bytes in prop::collection::vec(any::<u8>(), 0..600), name in 0..NAMES.len()) {
        let facts = read_blob(NAMES[name], &bytes);
        prop_assert!(facts.problems.len() <= 21);
        prop_assert_eq!(facts, read_blob(NAMES[name], &bytes));
        let _ = parse_checklist(NAMES[name], &bytes);
    }

    #[test]
    fn marks_in_any_order_are_survived(parts in prop::collection::vec(prop::sample::select(vec![
        "- [x] ", "- [-] ", "~~", "`a/b.md:2`", "N/A", "waived: ", "(", ")", "\n", "  ", "1. ", "# Release ", "---\n", "{#i}", "<!-- id: x -->",
        "2025-10-08", "→ ", "é", "[synthetic-check] https://a ", "status=2 ", "duration=", "-1ms", "*", "> ", "|", "because ", "— ",
        "Status: ", "passed", "- Key: ", "{\"a\":", "[", "]", "}", "\"", "|---|", "**Date:** ", "&a ", "*a", "```",
    ]), 0..60), name in 0..NAMES.len()) {
        let text = parts.concat();
        let facts = read_blob(NAMES[name], text.as_bytes());
        let (list, _) = parse_checklist("a.md", text.as_bytes());
        for (_, item) in list.items() {
            prop_assert!(!item.id.is_empty() && item.id.is_ascii() && !item.id.contains(".."));
        }
        prop_assert_eq!(facts, read_blob(NAMES[name], text.as_bytes()));
    }
}

#[test]
fn a_text_above_the_cap_is_read_up_to_it_and_said_but_for_checks_that_are_read_to_their_end() {
    let mut text = "# Notes\n\n".to_owned();
    text.push_str(&"so it was\n".repeat(source::TEXT_CAP / 8));
    let facts = read_blob("notes.md", text.as_bytes());
    assert!(facts.cut);
    assert_eq!(facts.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["text-cap"]);
    assert!(facts.problems[0].message.contains("8 MB"));
    let mut text = read_smoke::LOG.to_owned();
    text.push_str(&"x".repeat(source::TEXT_CAP));
    text.push_str("\n[synthetic-check] https://a.example/ status=503 duration=1ms\n");
    let facts = read_blob("run.log", text.as_bytes());
    assert_eq!((facts.measurements.len(), facts.cut), (3, false));
    assert_eq!(facts.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["line-cap"]);
}

#[test]
fn a_line_above_the_cap_is_read_up_to_it_and_said() {
    let text = format!(
        "{}\n{}[synthetic-check] https://a.example/ status=200\n",
        read_smoke::LOG,
        "x".repeat(70_000)
    );
    let facts = read_blob("run.log", text.as_bytes());
    assert_eq!(facts.measurements.len(), 2);
    let problem = &facts.problems[0];
    assert_eq!((problem.code, problem.place.as_ref().unwrap().line), ("line-cap", 5));
}

#[test]
fn depth_costs_no_stack() {
    for open in ["[", "{\"a\":", "{\"lighthouseVersion\":\"9\",\"audits\":"] {
        let facts = read_blob("a.json", open.repeat(200_000).as_bytes());
        assert_eq!(facts.state, State::Unreadable, "{open}");
        assert_eq!(facts.problems.len(), 1);
    }
    for open in ["[", "{a: ", "- ", "a:\n ", "&a [", "? "] {
        let _ = read_blob("a.yml", open.repeat(20_000).as_bytes());
    }
    for open in ["> ", "- ", "  - [ ] "] {
        let _ = read_blob("release.md", format!("# Release\n{}", open.repeat(2_000)).as_bytes());
    }
}

#[test]
fn broken_utf8_is_read_with_one_problem_at_its_line() {
    let facts = read_blob("release.md", b"# Release\n- [x] a \xff\xfe thing\n\xff\n");
    assert_eq!(facts.checklist.unwrap().items().count(), 1);
    let [problem] = facts.problems.as_slice() else { panic!("one") };
    assert_eq!((problem.code, problem.place.as_ref().unwrap().line), ("utf8", 2));
}

#[test]
fn problems_of_one_file_are_counted_and_not_all_listed() {
    let text = "[synthetic-check] https://a.example/ status=200 duration=x budget=1ms\n".repeat(50);
    let facts = read_blob("a.log", text.as_bytes());
    assert_eq!((facts.measurements.len(), facts.problems.len()), (50, 21));
    assert!(facts.problems[20].message.contains("30 more"));
}

#[test]
fn images_are_known_by_their_bytes_and_binaries_are_files() {
    assert_eq!(read_blob("a.txt", b"\x89PNG\r\n\x1a\n\0\0").kind, Kind::Image);
    assert_eq!(read_blob("a.png", b"<script>").kind, Kind::File);
    assert_eq!(read_blob("a.md", b"# Release\0\n- [x] a").kind, Kind::File);
}

#[test]
fn commits_are_named_by_keys_and_lines_and_not_by_other_hashes() {
    let id = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d";
    let json = format!(
        "{{\"a\":{{\"b\":[{{\"head_sha\":\"{id}\"}}]}},\"blob\":\"{id}\",\"commit\":\"defaced\",\"sha\":\"no hex\"}}"
    );
    assert_eq!(read_blob("a.json", json.as_bytes()).commits, [id]);
    assert_eq!(read_blob("a.log", format!("x\nCommit {id}\n").as_bytes()).commits, [id]);
    assert_eq!(read_blob("a.log", b"commit: 1A2B3C4D\nblob: 1a2b3c4e\n").commits, ["1a2b3c4d"]);
    let log = format!("commit {id}\n\ncommit {}\n", id.replace('1', "2"));
    assert!(read_blob("a.log", log.as_bytes()).commits.is_empty());
}

#[test]
fn a_reader_that_breaks_off_makes_its_file_unreadable_and_ends_no_build() {
    let broke = |run: fn() -> Facts| guarded_facts("artifacts/a.json", run);
    for facts in
        [broke(|| panic!("index 3 of 2")), broke(|| std::panic::panic_any(String::from("index 3 of 2")))]
    {
        assert_eq!(facts.state, State::Unreadable);
        assert_eq!(facts.problems.len(), 1);
        assert_eq!(facts.problems[0].code, "reader-broke");
        assert!(facts.problems[0].to_string().starts_with("artifacts/a.json: error: "));
        assert!(facts.problems[0].message.contains("index 3 of 2"));
    }
    let whole = Facts::of(Kind::Backup, State::Proving, 3);
    assert_eq!(guarded_facts("a", || whole.clone()), whole);
}
