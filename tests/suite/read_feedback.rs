//! Claims about feedback logs.

use golive::model::evidence::{Citation, Kind};
use golive::model::time::Precision;
use golive::read::read_blob;

pub(crate) const LOG: &str = "---
owner: $(basename \"$file\" .md)
doc_hash: TBD
---

# Deployment log

## 2026-01-03T01:02:03Z — Deploy done
- `npm run deploy` → artifacts/deploy/run.log, see `docs/a.md:25` and `docs/b.md:214-218`
- again `docs/a.md:25`, [ticket](https://forge.example/o/r/issues/7), #12, GH-13, DEPLOY-147, UTF-8, SHA-256, SEV-2
### What next
Read artifacts/x/y.json and [the plan](../docs/plan.md).

## Status (2026-01-02 14:35 ET)
nothing
## Without a date
`docs/late.md`
";

#[test]
fn entries_are_dated_headings_with_what_they_cite() {
    let facts = read_blob("feedback/deployment.md", LOG.as_bytes());
    assert_eq!((facts.kind, facts.problems.len()), (Kind::Feedback, 0));
    let [first, second] = facts.entries.as_slice() else { panic!("{:?}", facts.entries) };
    assert_eq!((first.line, second.line), (8, 14));
    assert_eq!(first.claim.unwrap().precision, Precision::Exact);
    let path = |path: &str, line: Option<u32>| Citation::Path { path: path.to_owned(), line };
    assert_eq!(
        first.citations,
        [
            path("artifacts/deploy/run.log", None),
            path("docs/a.md", Some(25)),
            path("docs/b.md", Some(214)),
            Citation::Url("https://forge.example/o/r/issues/7".to_owned()),
            Citation::Number(12),
            Citation::Number(13),
            Citation::Key("DEPLOY-147".to_owned()),
            path("artifacts/x/y.json", None),
            path("docs/plan.md", None),
        ]
    );
    assert_eq!(second.citations, [path("docs/late.md", None)]);
}

#[test]
fn a_log_is_known_by_its_dated_headings_too() {
    let text = "# Work\n## 2026-01-02 A\n- [x] `a/b.md`\n## 2026-01-01 B\n";
    assert_eq!(read_blob("notes/work-release.md", text.as_bytes()).kind, Kind::Feedback);
}

#[test]
fn without_dated_headings_dated_bullets_are_entries() {
    let text = "# Log\n- 2026-01-02: did `a/b.md`\n- no date\n- **2026-01-01** did #4\n";
    let facts = read_blob("feedback/a.md", text.as_bytes());
    let lines: Vec<_> = facts.entries.iter().map(|entry| (entry.line, entry.citations.len())).collect();
    assert_eq!(lines, [(2, 1), (4, 1)]);
}
