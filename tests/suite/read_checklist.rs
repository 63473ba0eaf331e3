//! Claims about reading checklists.

use golive::model::checklist::{Checklist, Item, Mark, Phase, Reference};
use golive::model::evidence::{Kind, State};
use golive::read::{parse_checklist, read_blob};
use std::collections::BTreeSet;

pub(crate) const SAMPLE: &str = "---
owner: shop
expires: 2026-03-01
doc_hash: TBD
---

# Shop Go-Live Checklist

Tick before each release.

## 1. Evidence (attach links)

- [ ] Lighthouse report for the shop meets budgets (Performance ≥ 90) — provide artifact path.
- [x] Smoke log (`smoke-*.log`) under budget, kept in `artifacts/smoke/<date>.log`
  - Evidence: `artifacts/smoke/today.log`
  - [X] Second person looked at `docs/plan.md:12` on `main` with `npm run x`
- [-] Load test report attached. waived: no traffic change in this release
- plain words, no item

## 2. Release Execution Steps

1. Tag `vYYYY.MM.DDx`.
2. Deploy.
   - [ ] Watch the queue

## 3. Verification After Deploy

* [ ] Orders arrive ([board](https://board.example/o?x=1), [plan](../runbooks/plan.md#top))

```
- [ ] in a code block
```

## 4. Rollback Triggers & Steps

- Errors above 5/min.
- Check fails twice.

1. Revert.
2. Tell.

## 5. Target

- URL: `https://shop.example/`
";

fn list(text: &str) -> Checklist {
    parse_checklist("docs/deployment/go-live.md", text.as_bytes()).0
}

fn only(text: &str) -> Item {
    let list = list(&format!("# Checklist\n\n{text}\n"));
    assert_eq!(list.items().count(), 1, "{text}");
    list.items().next().unwrap().1.clone()
}

#[test]
fn a_checklist_has_items_steps_triggers_and_lines() {
    let list = list(SAMPLE);
    let items: Vec<_> = list.items().map(|(_, item)| (item.id.as_str(), item.line)).collect();
    assert_eq!(
        items,
        [
            ("evidence/lighthouse-report", 13),
            ("evidence/smoke-log", 14),
            ("evidence/second-person-looked", 16),
            ("evidence/load-test-report-attached", 17),
            ("release-execution-steps/watch-the-queue", 24),
            ("verification-after-deploy/orders-arrive", 28),
        ]
    );
    let shape: Vec<_> =
        list.sections.iter().map(|s| (s.phase, s.items.len(), s.steps.len(), s.triggers.len())).collect();
    assert_eq!(
        shape,
        [
            (Phase::Before, 4, 0, 0),
            (Phase::Execution, 1, 2, 0),
            (Phase::After, 1, 0, 0),
            (Phase::Rollback, 0, 2, 2)
        ]
    );
    assert_eq!(list.title.as_deref(), Some("Shop Go-Live Checklist"));
    assert_eq!(list.sections[0].title, "1. Evidence (attach links)");
    assert_eq!(list.sections[1].steps[1].number, Some(2));
    assert_eq!(list.front.owner.as_deref(), Some("shop"));
}

#[test]
fn an_item_names_paths_globs_and_addresses_but_not_code() {
    let list = list(SAMPLE);
    let of = |id: &str| list.items().find(|(_, item)| item.id == id).unwrap().1.references.clone();
    let glob = |text: &str| Reference::Glob(text.to_owned());
    let path = |text: &str| Reference::Path(text.to_owned());
    assert_eq!(
        of("evidence/smoke-log"),
        [glob("smoke-*.log"), glob("artifacts/smoke/*.log"), path("artifacts/smoke/today.log")]
    );
    assert_eq!(of("evidence/second-person-looked"), [path("docs/plan.md")]);
    assert_eq!(
        of("verification-after-deploy/orders-arrive"),
        [Reference::Url("https://board.example/o?x=1".to_owned()), path("docs/runbooks/plan.md")]
    );
    for code in [
        "main",
        "decision_log",
        "/app",
        "vYYYY.MM.DDx",
        "API_KEY_*",
        "git show a/b.md",
        "../a.md",
        "a/../b.md",
        "5/min",
    ] {
        assert_eq!(only(&format!("- [ ] See `{code}` there")).references, [], "{code}");
    }
}

#[test]
fn a_waiver_has_its_reason_and_its_signs_are_gone() {
    let cases = [
        ("- [-] Load test. waived: no traffic", "Load test.", Some("no traffic")),
        ("- [-] Load test", "Load test", None),
        ("- [-] Load test — provide the report.", "Load test — provide the report.", None),
        ("- [-] Load test — no traffic change", "Load test", Some("no traffic change")),
        ("- [ ] ~~Load test~~", "Load test", None),
        ("- [x] ~~Load test~~ — old system is gone", "Load test", Some("old system is gone")),
        ("- ~~[ ] Load test~~ (waived: agreed by all)", "Load test", Some("agreed by all")),
        ("- [ ] Load test N/A", "Load test", None),
        ("- [ ] Load test (N/A: no web)", "Load test", Some("no web")),
        ("- [ ] Load test — waived because of the freeze", "Load test", Some("of the freeze")),
        ("- [ ] N/A Load test", "Load test", None),
        ("- [ ] (waived: no web) Load test", "Load test", Some("no web")),
        ("- [ ] waived: no web", "no web", Some("no web")),
    ];
    for (source, text, reason) in cases {
        let item = only(source);
        assert_eq!(item.mark, Mark::Waived { reason: reason.map(ToOwned::to_owned) }, "{source}");
        assert_eq!(item.text, text, "{source}");
    }
}

#[test]
fn words_that_only_look_like_a_waiver_waive_nothing() {
    for source in [
        "- [ ] ~~Old~~ New words to do",
        "- [ ] Fees are waived for staff accounts",
        "- [ ] Replace N/A cells in the matrix",
        "- [ ] Load test — provide the report",
    ] {
        assert_eq!(only(source).mark, Mark::Open, "{source}");
    }
    assert_eq!(only("- [x] Fees are waived for staff").mark, Mark::Ticked);
}

#[test]
fn ids_are_unique_stable_and_never_empty() {
    let text = "# Release\n- [ ] Same thing done\n- [ ] Same thing done\n- [ ] Same thing done {#own/Id}\n- [ ] 你好\n- [ ] 世界\n- [ ] A <!-- id: b -->\n";
    let list = list(text);
    let ids: Vec<_> = list.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "release/same-thing-done",
            "release/same-thing-done-2",
            "own/id",
            "release/item",
            "release/item-2",
            "b"
        ]
    );
    assert!(list.items().all(|(_, item)| !item.text.contains('{') && !item.text.contains("<!--")));
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn unknown_signs_in_a_box_claim_nothing_and_are_told() {
    let (list, problems) =
        parse_checklist("release.md", b"# Release\n- [~] a thing\n- [1] no box\n- [x](u) no box\n");
    assert_eq!(list.items().map(|(_, item)| item.mark.clone()).collect::<Vec<_>>(), [Mark::Open]);
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["box-sign"]);
}

#[test]
fn a_document_with_boxes_is_a_checklist_only_by_name_or_title() {
    assert_eq!(read_blob("a/copy.md", SAMPLE.as_bytes()).kind, Kind::Checklist);
    assert_eq!(read_blob("notes.md", b"# Notes\n- [ ] a\n").kind, Kind::Document);
    assert_eq!(read_blob("release-checklist.md", b"# Notes\nno boxes\n").kind, Kind::Document);
    assert_eq!(read_blob("feedback/release.md", b"# Release\n- [ ] a\n").kind, Kind::Feedback);
    assert_eq!(read_blob("docs/go-live.md", b" \n").kind, Kind::Checklist);
    assert_eq!(read_blob("docs/go-live.md", b" \n").state, State::Empty);
}

#[test]
fn front_matter_that_is_no_yaml_survives_with_one_problem() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]";
    let cases = ["owner: me\nowner: you", "owner: me\ndoc: $(x \"a\": b)\n  - {", bomb, "owner: me\n\tx: ["];
    for yaml in cases {
        let facts = read_blob("docs/a.md", format!("---\n{yaml}\n---\n# T\n").as_bytes());
        assert_eq!(facts.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["front-matter"], "{yaml}");
        let line = facts.problems[0].place.as_ref().unwrap().line;
        assert!((1..=5).contains(&line), "{yaml}: line {line}");
        assert!(!facts.problems[0].message.contains("line 1 column"), "{}", facts.problems[0].message);
        assert_eq!(facts.title.as_deref(), Some("T"));
        let front = facts.front.unwrap();
        assert!(front.owner.is_none_or(|owner| owner == "me"), "{yaml}");
    }
}

#[test]
fn front_matter_keeps_the_spelling_of_values() {
    let text = "---\nowner: $(basename \"$file\" .md)\nversion: 1.10\nlist: [a, b]\nexpires: 2025-10-21\nrelease: v1\ncommit: 1a2b3c4d\nempty:\n---\n# T\n";
    let facts = read_blob("docs/a.md", text.as_bytes());
    assert_eq!(facts.problems, []);
    assert_eq!(facts.commits, ["1a2b3c4d"]);
    let front = facts.front.unwrap();
    assert_eq!(front.owner.as_deref(), Some("$(basename \"$file\" .md)"));
    assert_eq!(front.release.as_deref(), Some("v1"));
    assert_eq!(front.expires.unwrap().at, "2025-10-21T00:00:00Z".parse().unwrap());
    let field = |key: &str| front.fields.iter().find(|(k, _)| k == key).unwrap().1.clone();
    assert_eq!(
        (field("version").as_str(), field("list").as_str(), field("empty").as_str()),
        ("1.10", "a, b", "")
    );
}
