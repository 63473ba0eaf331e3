//! Claims about checklists that are no Markdown with boxes: other languages, tables, plain lists, and when their items apply.

use golive::model::checklist::{Checklist, Mark, Phase};
use golive::read::checklist::phase;
use golive::read::dossier::copies::of_message;
use golive::read::{parse_checklist, parse_listed_checklist};

fn list(path: &str, text: &str) -> Checklist {
    parse_listed_checklist(path, text.as_bytes()).0
}

/// `section: text [mark] phase`, item by item.
fn items(list: &Checklist) -> Vec<String> {
    let mark = |mark: &Mark| match mark {
        Mark::Open => "open",
        Mark::Ticked => "ticked",
        Mark::Waived { .. } => "waived",
    };
    let one = list.items().map(|(section, item)| {
        format!("{}: {} [{}] {}", section.title, item.text, mark(&item.mark), item.phase_in(section).word())
    });
    one.collect()
}

#[test]
fn asciidoc_is_read_with_its_headings_depths_and_tables() {
    let text = "= Release checklist\n:toc:\n\n// a comment\n== Before the tag\n\n* [x] Notes written\n** [*] in `+docs/notes.adoc+`\n* [ ] Tests green,\nall of them\n\n----\n* [ ] an example\n----\n\n== After the release\n. [ ] Users told, see link:docs/users.md[the list]\n\n|===\n|Check |Status\n\n|Page is up |PASS\n|Feed is up\n|FAIL\n|===\n";
    let list = list("docs/release.adoc", text);
    assert_eq!(list.title.as_deref(), Some("Release checklist"));
    let want = [
        "Before the tag: Notes written [ticked] before",
        "Before the tag: in `docs/notes.adoc` [ticked] before",
        "Before the tag: Tests green, all of them [open] before",
        "After the release: Users told, see [the list](docs/users.md) [open] after",
        "After the release: Page is up [ticked] after",
        "After the release: Feed is up [open] after",
    ];
    assert_eq!(items(&list), want);
    let lines = list.items().map(|(_, item)| item.line).collect::<Vec<_>>();
    assert_eq!(lines, [7, 8, 9, 17, 22, 23]);
    let nested = list.items().nth(1).unwrap().1;
    assert_eq!(nested.under.as_deref(), Some(list.items().next().unwrap().1.id.as_str()));
}

#[test]
fn a_table_of_asciidoc_may_have_a_cell_a_line() {
    for cols in ["[cols=\"3,1\",options=\"header\"]", "[%header,cols=2*]", "[cols=\"1*,1\"]\n.Checks"] {
        let text = format!(
            "= Release checklist\n\n{cols}\n|===\n|Item\n|Status\n\n|Notes written\n|done\n\n|Tests green\n|open\n|===\n"
        );
        let list = list("docs/release.adoc", &text);
        let items = list.items().map(|(_, item)| (item.text.as_str(), item.mark.clone())).collect::<Vec<_>>();
        assert_eq!(items, [("Notes written", Mark::Ticked), ("Tests green", Mark::Open)], "{cols}");
    }
}

#[test]
fn restructuredtext_is_read_with_its_headings_depths_and_tables() {
    let text = "=================\nRelease checklist\n=================\n\nBefore the tag\n--------------\n- [x] Notes written in\n  ``docs/notes.rst``\n\n  - [ ] with `a link <docs/link.rst>`_\n\n.. code-block:: text\n\n   - [ ] an example\n\nAfter the release\n-----------------\n\n1. [X] Users told\n\n======= ======\nCheck   Status\n======= ======\nPage    done\nFeed    open\n======= ======\n\n+-------+--------+\n| Check | Status |\n+=======+========+\n| Shop  | PASS   |\n+-------+--------+\n";
    let list = list("docs/release.rst", text);
    assert_eq!(list.title.as_deref(), Some("Release checklist"));
    let want = [
        "Before the tag: Notes written in `docs/notes.rst` [ticked] before",
        "Before the tag: with [a link](docs/link.rst) [open] before",
        "After the release: Users told [ticked] after",
        "After the release: Page [ticked] after",
        "After the release: Feed [open] after",
        "After the release: Shop [ticked] after",
    ];
    assert_eq!(items(&list), want);
}

#[test]
fn org_is_read_with_its_headings_depths_and_tables() {
    let text = "#+TITLE: Release checklist\n\n* Before the tag [1/2]\n- [X] Notes written in =docs/notes.org=\n  - [-] with [[file:docs/link.org][a link]]\n#+BEGIN_SRC text\n- [ ] an example\n#+END_SRC\n* TODO After the release :ops:\n1. [ ] Users told\n\n| Check | Status |\n|-------+--------|\n| Page  | done   |\n";
    let list = list("docs/release.org", text);
    let want = [
        "Before the tag: Notes written in `docs/notes.org` [ticked] before",
        "Before the tag: with [a link](docs/link.org) [open] before",
        "After the release: Users told [open] after",
        "After the release: Page [ticked] after",
    ];
    assert_eq!(items(&list), want);
}

#[test]
fn a_table_may_have_its_status_anywhere_and_in_other_words() {
    let text = "# Decision\n\n| Phase | Status | Exit condition |\n|---|---|---|\n| 1. Freeze | Complete | branch |\n| 2. Blockers | In progress | none |\n| 3. Restore | NOT RUN | log |\n";
    let listed = list("docs/gates.md", text);
    assert_eq!(listed.items().count(), 3);
    assert_eq!(listed.items().filter(|(_, item)| item.mark == Mark::Ticked).count(), 1);
    assert_eq!(parse_checklist("docs/gates.md", text.as_bytes()).0.items().count(), 0, "not in any file");
    let foreign = "# Entscheidung\n\n| Gate | Beleg | Ergebnis | Wer |\n|---|---|---|---|\n| Verträge | Bericht | bestanden | QA |\n| E2E | Lauf | offen | QA |\n";
    assert_eq!(list("docs/gates.md", foreign).items().count(), 2);
    let beside = format!("{text}\n- [x] A box\n");
    assert_eq!(list("docs/gates.md", &beside).items().count(), 1, "beside boxes a table of phases is none");
}

#[test]
fn plain_entries_are_items_only_where_there_is_no_box_at_all() {
    let text = "# Release checklist\n\n- [Before](#before)\n\n## Before\n\n1. Write the notes\n   - in `docs/notes.md`\n2. Run the tests\n\n## Rollback\n\n- Errors over 5 %\n";
    let plain = list("docs/release-checklist.md", text);
    assert_eq!(
        items(&plain),
        ["Before: Write the notes [open] before", "Before: Run the tests [open] before"]
    );
    assert_eq!(plain.items().next().unwrap().1.references.len(), 1, "what is nested is what it names");
    assert_eq!(plain.sections[1].triggers.len(), 1);
    let boxed = list("docs/release-checklist.md", &format!("{text}\n## More\n\n- [ ] A box\n"));
    assert_eq!(items(&boxed), ["More: A box [open] before"]);
}

#[test]
fn headings_tell_when_a_section_applies() {
    for (title, want) in [
        ("Post-merge release", Some(Phase::After)),
        ("After publishing", Some(Phase::After)),
        ("Publish Flow", Some(Phase::Execution)),
        ("Rollout (after the tag)", Some(Phase::After)),
        ("Rollout", Some(Phase::Execution)),
        ("Follow-up", Some(Phase::After)),
        ("Announcement", Some(Phase::After)),
        ("3. Closing", Some(Phase::After)),
        ("Pre-release", Some(Phase::Before)),
        ("Before publishing", Some(Phase::Before)),
        ("Launch readiness", Some(Phase::Before)),
        ("Rollback plan", Some(Phase::Rollback)),
        ("2. Tagging", Some(Phase::Execution)),
        ("Tagging rules", None),
        ("Plan", None),
        ("Vor dem Release", Some(Phase::Before)),
        ("Nach der Veröffentlichung", Some(Phase::After)),
        ("Durchführung", Some(Phase::Execution)),
        ("Ankündigung", Some(Phase::After)),
        ("Evidence bundle", Some(Phase::Before)),
        ("Postgres", None),
        ("Blog post", None),
        ("Nachrichten", None),
    ] {
        assert_eq!(phase::of_words(title), want, "{title}");
    }
}

#[test]
fn an_item_about_the_tag_or_the_publication_is_not_due_before_it() {
    for text in [
        "Tag is on the merge commit",
        "Create the tag",
        "Create and push an annotated tag",
        "Tag v1.2.0 and push it",
        "Publish to PyPI",
        "Publish the package on npm",
        "Package is on the registry",
        "Confirm the package in the registry",
        "Run `cargo publish`",
        "Create the GitHub release",
        "Announce the release on the list",
        "Once released, tell support",
        "Close the milestone",
        "Tag `v1.2.0` erstellt",
        "Paket in der Registry veröffentlicht",
        "Nach dem Release Monitoring prüfen",
    ] {
        assert!(phase::of_item(text).is_some_and(|phase| phase != Phase::Before), "{text}");
    }
    for text in [
        "Tag name agreed",
        "Release notes mention the package",
        "Publishing rights checked",
        "Registry credentials are valid",
        "Publish workflow passes a dry run",
        "Release branch created",
        "Create the release branch",
        "`publish` and `image` runs of the release succeed",
        "Staging deployment is green",
        "Backup am selben Tag erstellt",
        "Make sure the tag is free",
        "Draft the announcement of the release",
        "Tests pass after 60 minutes",
        "Rollback plan for the time after the release is written",
    ] {
        assert_eq!(phase::of_item(text), None, "{text}");
    }
}

#[test]
fn a_section_that_names_its_phase_decides_for_its_items() {
    let text = "# Release checklist\n\n## Tasks\n\n- [ ] Create the tag\n  - [ ] with a message\n\n## Before the release\n\n- [ ] Publish the package\n";
    let want = [
        "Tasks: Create the tag [open] execution",
        "Tasks: with a message [open] execution",
        "Before the release: Publish the package [open] before",
    ];
    assert_eq!(items(&list("x.md", text)), want);
}

#[test]
fn the_message_of_a_tag_is_a_checklist_only_where_it_says_so_or_holds_boxes() {
    let count = |message: &str| of_message(message).0.items().count();
    assert_eq!(count("v1.0\n\n- [x] Notes\n- [ ] Tests\n"), 2);
    assert_eq!(count("v1.0\n\n- ✅ Faster search\n- ✅ New shop\n"), 0, "decoration of release notes");
    assert_eq!(count("v1.0\n\n- Faster search\n- New shop\n"), 0);
    assert_eq!(count("v1.0, see the release checklist\n\n- Faster search\n"), 0);
    assert_eq!(count("Release checklist\n\n- Notes\n- Tests\n"), 2);
    assert_eq!(count("v1.0\n\n## Go-live checklist\n\n- ✅ Notes\n- ☐ Tests\n"), 2);
    assert_eq!(count("v1.0\n\n| Fix | Status |\n|---|---|\n| a | done |\n"), 0);
}
