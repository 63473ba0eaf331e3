//! Claims about boxes that are not `- [x]`: in tables, drawn, numbered, nested.

use golive::model::checklist::{Checklist, Item, Mark};
use golive::read::parse_checklist;
use proptest::prelude::*;

fn parsed(text: &str) -> Checklist {
    parse_checklist("docs/go-live-checklist.md", text.as_bytes()).0
}

fn codes(text: &str) -> Vec<String> {
    let problems = parse_checklist("a.md", text.as_bytes()).1;
    problems.iter().map(|one| format!("{} {}", one.place.as_ref().unwrap(), one.code)).collect()
}

/// `x text`, ` text` or `- text (reason)`, with the line.
fn told(text: &str) -> Vec<String> {
    let sign = |item: &Item| match &item.mark {
        Mark::Ticked => format!("x {}:{}", item.text, item.line),
        Mark::Open => format!("o {}:{}", item.text, item.line),
        Mark::Waived { reason } => {
            format!("- {} ({}):{}", item.text, reason.as_deref().unwrap_or("no reason"), item.line)
        }
    };
    parsed(text).items().map(|(_, item)| sign(item)).collect()
}

#[test]
fn a_column_of_boxes_makes_a_table_a_checklist() {
    let table = "## Evidence\n\n| [ ] | Item | Evidence |\n|---|---|---|\n| [x] | Footer | `docs/footer.md` |\n| [ ] | Header | |\n| [-] | Load test (waived: no traffic) | |\n";
    assert_eq!(told(table), ["x Footer:5", "o Header:6", "- Load test (no traffic):7"]);
    let checklist = parsed(table);
    let references = checklist.items().flat_map(|(_, item)| &item.references).map(|r| r.text().to_owned());
    assert_eq!(references.collect::<Vec<_>>(), ["docs/footer.md"]);
    let ids: Vec<&str> = checklist.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(ids, ["evidence/footer", "evidence/header", "evidence/load-test"]);
    let behind = "| Go-live | Owner |\n|---|---|\n| [x] Footer `a/b.md` | Ada |\n| [ ] Header | Bob |\n";
    assert_eq!(told(behind), ["x Footer `a/b.md`:3", "o Header:4"]);
}

#[test]
fn a_column_of_status_tells_by_its_words_and_signs() {
    let row = |status: &str| {
        format!("| # | Item | Status | Evidence |\n|---|---|---|---|\n| 1 | Footer | {status} | x |\n")
    };
    for ticked in [
        "[x]",
        "x",
        "X",
        "✅",
        "☑",
        "✔",
        "✔️",
        "done",
        "Done",
        "**yes**",
        "Yes, see log",
        "done (Ada)",
        "done 2026-01-10",
        "✅ by Ada",
        "☒",
    ] {
        assert_eq!(told(&row(ticked)), ["x Footer:3"], "{ticked}");
    }
    for open in [
        "[ ]",
        "",
        "-",
        "—",
        "☐",
        "⬜",
        "no",
        "No",
        "pending",
        "Pending: Bob",
        "TBD",
        "in progress",
        "not started",
        "❌",
        "⏳ waiting",
    ] {
        assert_eq!(told(&row(open)), ["o Footer:3"], "{open}");
        assert!(codes(&row(open)).is_empty(), "{open}");
    }
    for (waived, reason) in [
        ("n/a: no traffic", "no traffic"),
        ("N/A: no traffic", "no traffic"),
        ("waived: by the board", "by the board"),
        ("not applicable: no web", "no web"),
        ("n/a (no traffic)", "no traffic"),
        ("n/a", "no reason"),
        ("waived", "no reason"),
    ] {
        assert_eq!(told(&row(waived)), [format!("- Footer ({reason}):3")], "{waived}");
    }
    assert_eq!(told(&row("green-ish")), ["o Footer:3"], "unknown is never ticked");
    assert_eq!(codes(&row("green-ish")), ["a.md:3 box-sign"]);
    assert_eq!(told(&row("nobody knows")), ["o Footer:3"]);
    assert_eq!(codes(&row("nobody knows")), ["a.md:3 box-sign"], "`no` is a word, not a beginning of one");
}

#[test]
fn an_item_in_a_table_demands_what_its_budget_says() {
    let table = "| Check | Budget | Done | Log |\n|---|---|---|---|\n| Smoke log | < 300ms mock | yes | `artifacts/s.log` |\n";
    assert_eq!(told(table), ["x Smoke log — < 300ms mock:3"]);
}

#[test]
fn a_table_that_is_no_checklist_is_left_alone() {
    for table in [
        "| Role | Name | Status |\n|---|---|---|\n| Manager | Ada | done |\n",
        "| Variable | Staging | Production |\n|---|---|---|\n| A | ✅ | ❌ |\n",
        "| Item | Price |\n|---|---|\n| Tea | 2 |\n",
        "| Task | Done | Status |\n|---|---|---|\n| Tea | yes | no |\n",
    ] {
        assert!(told(table).is_empty(), "{table}");
        assert!(codes(table).is_empty(), "{table}");
    }
    let two = "| Item | Staging | Production |\n|---|---|---|\n| Footer | [x] | [ ] |\n";
    assert!(told(two).is_empty());
    assert_eq!(codes(two), ["a.md:1 table-ambiguous"]);
}

#[test]
fn a_bold_row_between_rows_is_a_heading() {
    let table =
        "| Item | Status |\n|---|---|\n| **Before** | |\n| Footer | yes |\n| **After** | |\n| Login | |\n";
    assert_eq!(told(table), ["x Footer:4", "o Login:6"]);
}

#[test]
fn drawn_boxes_and_numbers_of_several_parts_are_items() {
    let list = "## Evidence\n\n- ✅ Footer\n- ☐ Header\n- ☑️ Terms\n- ✔ Plan\n- ⬜ Load test\n* ❌ Drill\n\n1. [x] First\n   1.1 [x] Inner `a/b.md`\n   1.2 [ ] Other\n       goes on\n2. [ ] Second\n\n3.1 [x] Loose\n3.2. [ ] Looser\n\n- 4.1 [x] Marked\n";
    let want = [
        "x Footer:3",
        "o Header:4",
        "x Terms:5",
        "x Plan:6",
        "o Load test:7",
        "o Drill:8",
        "x First:10",
        "x Inner `a/b.md`:11",
        "o Other goes on:12",
        "o Second:14",
        "x Loose:16",
        "o Looser:17",
        "x Marked:19",
    ];
    assert_eq!(told(list), want);
    assert!(
        told("- 🚀 Ship\n- See [x] there\n- ✅\n\nVersion 1.2 [x](y) is out, and\n1.3 is not.\n").is_empty()
    );
}

#[test]
fn a_nested_item_knows_the_item_that_it_is_part_of() {
    let list = "- [x] Reports\n  - [x] Mobile\n    - [ ] Slow one\n  - [ ] Desktop\n- plain\n  - [ ] Alone\n- [-] Load test (waived: no traffic)\n  - [ ] Spike\n  - [x] Soak\n";
    let checklist = parsed(list);
    let under = checklist.items().map(|(_, item)| (item.text.as_str(), item.under.as_deref()));
    assert_eq!(
        under.collect::<Vec<_>>(),
        [
            ("Reports", None),
            ("Mobile", Some("checklist/reports")),
            ("Slow one", Some("checklist/mobile")),
            ("Desktop", Some("checklist/reports")),
            ("Alone", None),
            ("Load test", None),
            ("Spike", Some("checklist/load-test")),
            ("Soak", Some("checklist/load-test")),
        ]
    );
    assert_eq!(
        told(list)[6..],
        ["- Spike (no traffic):8", "x Soak:9"],
        "what is part of a waived item is waived with it"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_is_survived_and_its_items_stand_on_its_lines(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
        "", "[x]", "[ ] a", "[-]", "✅", "☐", "done", "n/a: b", "waived", "Item", "Status", "é", "**a**", "`a/b.md`", "~~a~~", "\\|", "[é] x", "done\u{fe0f}", "1.1 [x] a",
    ]), 0..5), 0..8), gap in prop::sample::select(vec!["|---|---|---|", "|---|", "---|---", ""])) {
        let row = |cells: &Vec<&str>| format!("| {} |\n", cells.join(" | "));
        let head = rows.first().map(row).unwrap_or_default();
        let text = format!("{head}{gap}\n{}", rows.iter().skip(1).map(row).collect::<String>());
        let lines = u32::try_from(text.lines().count()).unwrap();
        let (checklist, problems) = parse_checklist("a.md", text.as_bytes());
        for (_, item) in checklist.items() {
            prop_assert!(item.line >= 1 && item.line <= lines && !item.text.is_empty());
        }
        prop_assert!(problems.iter().all(|one| one.place.as_ref().is_some_and(|place| place.line <= lines)));
    }

    #[test]
    fn any_list_of_odd_boxes_is_survived_with_lines_in_range(parts in prop::collection::vec(prop::sample::select(vec![
        "- ✅ a", "\n", "\n", "  ", "1.1 [x] b", "2.3.4) [ ] c", "- [x] d", "1. [ ] e", "- ", "☐ f", "> ", "\r\n", "# g", "| [x] | h |", "|---|---|", "`", "é",
    ]), 0..50)) {
        let text = parts.concat();
        let lines = u32::try_from(text.split('\n').count()).unwrap();
        let checklist = parsed(&text);
        let items: Vec<&Item> = checklist.items().map(|(_, item)| item).collect();
        prop_assert!(items.iter().all(|item| item.line >= 1 && item.line <= lines));
        let ids: std::collections::BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
        prop_assert_eq!(ids.len(), items.len());
        prop_assert!(items.iter().filter_map(|item| item.under.as_deref()).all(|above| ids.contains(above)));
    }
}
