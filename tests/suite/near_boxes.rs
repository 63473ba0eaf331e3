//! Claims about lines of a checklist that look like boxes and are none.

use crate::pipeline::judged;
use crate::repo::Repo;
use golive::assess::result::release::Blocker;
use golive::read::parse_checklist;

/// The lines of a file that are told as near boxes.
fn near(path: &str, text: &str) -> Vec<u32> {
    let (checklist, problems) = parse_checklist(path, text.as_bytes());
    let lines = checklist.near_boxes.iter().map(|near| near.line).collect::<Vec<_>>();
    let told = problems.iter().filter(|one| one.code == "near-box");
    assert_eq!(told.filter_map(|one| Some(one.place.as_ref()?.line)).collect::<Vec<_>>(), lines, "{text}");
    lines
}

fn is_near(line: &str) -> bool {
    near("docs/go-live-checklist.md", &format!("# Checklist\n\n- [x] Runbook kept\n\n{line}\n")) == [5]
}

#[test]
fn a_line_that_looks_like_a_box_and_is_none_is_told_with_its_line() {
    for line in [
        "- [] Backup executed",
        "-[ ] Backup executed",
        "-[x] Backup executed",
        "- [ x ] Backup executed",
        "- [  ] Backup executed",
        "- [xx] Backup executed",
        "- [ ]Backup executed",
        "- [x]Backup executed",
        "- \\[ ] Backup executed",
        "- \\[x\\] Backup executed",
        "\\- [ ] Backup executed",
        "• [ ] Backup executed",
        "– [x] Backup executed",
        "* []Backup executed",
        "+ [ ]Backup",
        "1. [] Backup executed",
        "1.[ ] Backup executed",
        "2) [ ]Backup executed",
        "a) [ ] Backup executed",
        "[ ] Backup executed",
        "[x] Backup executed",
        "> - [] Backup executed",
        "  - [] Backup executed",
        "- ( ) Backup executed",
        "- () Backup executed",
        "(x) Backup executed",
        "- [o] Backup executed",
        "- [TODO] Backup executed",
        "- [done] Backup executed",
        "- **[ ]** Backup executed",
        "- `[ ]` Backup executed",
        "- [ Backup executed",
        "- [x Backup executed",
        "- [ ) Backup executed",
        "☐ Backup executed",
        "- ☐Backup executed",
        "- ✅Backup executed",
        "### [ ] Backup executed",
        "<input type=\"checkbox\"> Backup executed",
        "<li><input checked type=checkbox disabled> Backup executed</li>",
        "- \u{200b}[ ] Backup executed",
        "- ［ ］ Backup executed",
        "- [__] Backup executed",
    ] {
        assert!(is_near(line), "{line}");
    }
}

#[test]
fn among_boxes_what_else_stands_for_a_box_is_told() {
    for line in [
        "- {} Backup executed",
        "- { } Backup executed",
        "- < > Backup executed",
        "- [0] Backup executed",
        "- &#9744; Backup executed",
        "- &lsqb; &rsqb; Backup executed",
        "- :white_large_square: Backup executed",
        "- :x: Backup executed",
        "<ul><li>[ ] Backup executed</li></ul>",
        "- [[ ]] Backup executed",
        "- [ ](#b) Backup executed",
        "- ] Backup executed",
        "- Backup executed [ ]",
        "- TODO Backup executed",
        "- ❏ Backup executed",
        "- 🔳 Backup executed",
        "- ⚪ Backup executed",
        "- ✗ Backup executed",
        "- 🟥 Backup executed",
        "- ⏳ Backup executed",
        "- <b>[ ]</b> Backup executed",
        "- <!-- x --> [ ] Backup executed",
        "<!-- --> - [ ] Backup executed",
    ] {
        let text = format!("# Checklist\n\n- [x] Runbook kept\n{line}\n");
        assert_eq!(near("docs/go-live-checklist.md", &text), [4], "{line}");
    }
    for line in [
        "- TODO",
        "- {name} is the host",
        "- <https://example.invalid/> answers",
        "- ❌ = failed",
        "- :x: = failed",
        "- Todo lists are kept in the wiki",
        "- See the note [1]",
        "- `<b>[ ]</b>` draws a box",
    ] {
        let text = format!("# Checklist\n\n- [x] Runbook kept\n{line}\n");
        assert_eq!(near("docs/go-live-checklist.md", &text), [0; 0], "{line}");
    }
    for line in ["- TODO write more", "- ⏳ takes an hour", "- ✗ means failed", "- {} is an empty object"]
    {
        let text = format!("# Checklist\n\n- [x] Runbook kept\n\nNotes:\n\n{line}\n");
        assert_eq!(near("docs/go-live-checklist.md", &text), [0; 0], "{line}");
    }
}

#[test]
fn links_notes_keys_code_and_comments_are_no_near_boxes() {
    for line in [
        "- [x] Backup executed",
        "- [ ] Backup executed",
        "- [~] Backup executed",
        "- [-] Load test (waived: no traffic)",
        "- ☐ Backup executed",
        "- [Runbook](docs/runbook.md)",
        "- [](docs/runbook.md)",
        "- [x](docs/x.md) explains",
        "[x]: https://example.invalid/",
        "[1]: https://example.invalid/",
        "[^1]: A note",
        "- [1] Smith",
        "- [optional] Backup",
        "- [2026-01-10] Backup",
        "- [o] names the owner\n\n[o]: https://example.invalid/",
        "`[ ]` open, `[x]` done",
        "- `[ ]`: open",
        "[x] = done",
        "☐ open ☑ done",
        "Open items have [ ] before them.",
        "See (x) there.",
        "```\n- [] example\n```",
        "~~~md\n-[ ] example\n~~~",
        "<!--\n- [] old\n-->",
        "<!-- - [] old -->",
        "- [] a list of Rust <!-- golive: no box -->",
        "| [] | Backup |\n|---|---|\n| [ ] | x |",
        "The tag `<input type=\"checkbox\">` draws a box.",
        "- Backup executed",
        "---",
        "",
    ] {
        let text = format!("# Checklist\n\n- [x] Runbook kept\n\n{line}\n");
        assert_eq!(near("docs/go-live-checklist.md", &text), [0; 0], "{line}");
    }
    let indented = "# Checklist\n\n- [x] Runbook kept\n\nThen\n\n    - [ ] Backup\n";
    assert_eq!(
        near("docs/go-live-checklist.md", indented),
        [7],
        "indented code is a slip, fenced code is meant"
    );
    let front = "---\nowners:\n- [] \n---\n# Checklist\n\n- [x] Runbook kept\n- [] Backup\n";
    assert_eq!(near("docs/go-live-checklist.md", front), [8], "lines count from the top of the file");
}

#[test]
fn other_languages_have_near_boxes_too() {
    let asciidoc =
        "= Checklist\n\n* [x] Runbook kept\n*[ ] Backup\n* []Login\n\n[source,shell]\n----\n- [] no\n----\n";
    assert_eq!(near("docs/go-live-checklist.adoc", asciidoc), [4, 5]);
    let org = "#+TITLE: Checklist\n- [X] Runbook kept\n- [ ]Backup\n- [-] Some of\n#+BEGIN_SRC\n-[ ] no\n#+END_SRC\n";
    assert_eq!(near("docs/go-live-checklist.org", org), [3]);
    let rst =
        "Checklist\n=========\n\n- [x] Runbook kept\n- [] Backup\n\nAs so::\n\n  - [] no\n\n[ ] Login\n";
    assert_eq!(near("docs/go-live-checklist.rst", rst), [5, 11]);
}

#[test]
fn a_near_box_blocks_the_release_until_it_is_settled() {
    let blockers = |line: &str| {
        let repo = Repo::new();
        let list = format!("# Release checklist\n\n- [x] Runbook kept (`run.txt`)\n{line}\n");
        let files = [("docs/release-checklist.md", Some(list.as_str())), ("run.txt", Some("run it"))];
        repo.commit("2026-01-10T11:00:00Z", "prepare", &files);
        repo.tag("v1.0.0", "2026-01-10T12:00:00Z");
        judged(&repo).release("v1.0.0").blockers.clone()
    };
    assert_eq!(blockers("- [] Backup"), [Blocker::NearBox(0)]);
    assert_eq!(blockers("- [] Backup <!-- golive: no box -->"), []);
    assert_eq!(blockers("- Backup"), []);
}

#[test]
fn items_beyond_the_cap_are_told_once_and_block_the_release() {
    let text = format!("# Checklist\n\n{}", "- [x] Runbook kept\n".repeat(3_002));
    let (checklist, problems) = parse_checklist("docs/go-live-checklist.md", text.as_bytes());
    assert_eq!(checklist.items().count(), 3_000);
    assert_eq!(checklist.near_boxes.iter().map(|near| near.line).collect::<Vec<_>>(), [3_003]);
    let caps = problems.iter().filter(|problem| problem.code == "item-cap");
    assert_eq!(
        caps.map(|problem| problem.place.as_ref().map(|place| place.line)).collect::<Vec<_>>(),
        [Some(3_003)]
    );
}
