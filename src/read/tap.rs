//! TAP, the Test Anything Protocol: `1..3`, `ok 1 - name`, `not ok 2 - name # TODO later`.

use super::lines::{capped, numbered, pattern, plain};
use super::source::Source;
use crate::model::record::{Conclusion, Part, Record};
use regex::Regex;
use std::sync::LazyLock;

/// So many tests are named; all are counted.
const MOST_NAMED: usize = 2000;
const NAME_CAP: usize = 300;

static TEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<not>not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*(?P<name>[^#]*?)\s*(?:#\s*(?P<directive>(?i:todo|skip))\b.*)?$",
    )
});
static PLAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^1\.\.(?P<count>\d{1,7})\b"));

/// Whether the text is TAP: it says so, or its first lines are a plan or a test.
#[must_use]
pub fn is_tap(source: &Source<'_>) -> bool {
    if source.is_json() || source.is_markdown() {
        return false;
    }
    let text = capped(source.text(), 4096);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let is_test = |line: &str| line.starts_with("ok ") || line.starts_with("not ok ");
    first.starts_with("TAP version ")
        || (PLAN.is_match(first) && lines.next().is_some_and(is_test))
        || (source.extension() == "tap" && is_test(first))
}

/// The run that a file tells. Tests that the plan promises and nobody ran have failed.
#[must_use]
pub fn read(source: &Source<'_>) -> Vec<Record> {
    let mut skipped = 0_usize;
    let (mut parts, mut run, mut failed, mut plan, mut bailed) = (Vec::new(), 0_usize, 0_usize, None, false);
    for (number, line) in numbered(source.text()) {
        let line = plain(line);
        bailed |= line.starts_with("Bail out!");
        if let Some(count) =
            PLAN.captures(&line).and_then(|found| found.name("count")?.as_str().parse::<usize>().ok())
        {
            plan = Some(count);
        }
        let Some(found) = TEST.captures(&line) else { continue };
        let conclusion = match (found.name("not"), found.name("directive")) {
            (_, Some(_)) => Conclusion::Skipped,
            (Some(_), None) => Conclusion::Failed,
            (None, None) => Conclusion::Succeeded,
        };
        run += 1;
        failed += usize::from(conclusion == Conclusion::Failed);
        skipped += usize::from(conclusion == Conclusion::Skipped);
        if parts.len() < MOST_NAMED {
            let name = capped(found.name("name").map_or("", |name| name.as_str()), NAME_CAP).to_owned();
            let said = if conclusion == Conclusion::Failed { "not ok" } else { "ok" }.to_owned();
            parts.push(Part { name, conclusion: Some(conclusion), said, line: number, ..Part::default() });
        }
    }
    let conclusion = match () {
        () if bailed || failed > 0 || plan.is_some_and(|count| count > run) => Some(Conclusion::Failed),
        () if run > skipped => Some(Conclusion::Succeeded),
        () => None,
    };
    let said = format!("{run} tests, {failed} failed");
    vec![Record { line: 1, conclusion, parts, fields: vec![("tests".to_owned(), said)], ..Record::default() }]
}
