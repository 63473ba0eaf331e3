//! Rounds of checks: a filled list of them, what Playwright packs into its page, and the JUnit of browser tests.

use crate::lexicon::words::{self, Cue};
use crate::model::checklist::Mark;
use crate::model::doing;
use crate::model::evidence::{Facts, Kind};
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::Claim;
use crate::read::checklist::items;
use crate::read::records::shapes;
use crate::read::report::{junit, tests};
use crate::read::text::lines::capped;
use crate::read::text::{packed, time};
use crate::read::value::fields::{Fields, short};
use crate::read::value::source::Source;
use crate::read::value::{conclusion, markdown, record};

/// A list of checks has no more of them.
const MOST: usize = 2000;
/// Beyond so many bytes of a page nothing says what it is.
const HEAD: usize = 64 << 10;

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    is_packed(source) || (junit::is_junit(source) && source.is_called(&Kind::Qa)) || filled(source).is_some()
}

/// Reads rounds of checks that are no plain records.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    if is_packed(source) {
        return unpacked(source).unwrap_or_else(|fault| {
            let message = format!("the results that this page packs cannot be read: {fault}");
            shapes::unreadable(Kind::Qa, source, Problem::warning(source.place(), "packed-report", message))
        });
    }
    if junit::is_junit(source) && source.is_called(&Kind::Qa) {
        return junit::facts(Kind::Qa, source);
    }
    shapes::facts(Kind::Qa, source, filled(source).into_iter().collect())
}

/// Playwright's HTML report.
fn is_packed(source: &Source<'_>) -> bool {
    matches!(source.extension().as_str(), "html" | "htm")
        && packed::is_packed(source.text())
        && capped(source.text(), HEAD).to_lowercase().contains("<html")
}

/// The run that Playwright's HTML report packs. Before 1.40 only its tests told when.
fn unpacked(source: &Source<'_>) -> Result<Facts, String> {
    let files = packed::files(source.bytes)?;
    let inner = files.iter().map(|(name, bytes)| Source::new(name, bytes)).collect::<Vec<_>>();
    let mut record =
        inner.first().and_then(tests::record).ok_or("it holds no report.json of a known shape")?;
    let started = |source: &Source<'_>| {
        let runs = source.tree()?.at("tests/*/results/*").into_iter().filter_map(|run| run.value.group());
        runs.filter_map(|run| Fields::of(run).moment(&["starttime"])).max_by_key(|claim| claim.at)
    };
    record.claim = record.claim.or_else(|| inner.iter().filter_map(started).max_by_key(|claim| claim.at));
    Ok(shapes::facts(Kind::Qa, source, vec![record]))
}

/// A list of checks that was filled in at some time: its boxes are its parts, and it is done when all of them are.
fn filled(source: &Source<'_>) -> Option<Record> {
    if !source.is_markdown() || !source.text().contains('[') {
        return None;
    }
    if words::is_procedure(source.path) || words::is_planned(source.name()) {
        return None;
    }
    let title = markdown::title(&source.document().blocks)?;
    let speaks = |text: &str| words::kind(text) == Some(Kind::Qa);
    if words::is_planned(&title) || !(speaks(&title) || speaks(source.name())) {
        return None;
    }
    let claim = when(source, &title)?;
    let (list, _) = items::parse(source);
    let parts = list.items().take(MOST).map(|(section, item)| {
        let words = doing::spaced(&item.text);
        let wrong = Cue::CheckFailed.stands(&words) || item.text.contains('❌');
        let conclusion = match &item.mark {
            _ if wrong => Conclusion::Failed,
            Mark::Ticked => Conclusion::Succeeded,
            Mark::Waived { .. } => Conclusion::Skipped,
            Mark::Open => Conclusion::Pending,
        };
        let name = short(&format!("{}: {}", section.title, item.text));
        Part::new(name, Some(conclusion), "", item.line)
    });
    let parts = parts.collect::<Vec<_>>();
    let whole = conclusion::of_all(parts.iter().map(|part| part.conclusion))?;
    let told = source.records().first().cloned().unwrap_or_default();
    Some(Record { title, line: 1, claim: Some(claim), conclusion: Some(whole), parts, kind: None, ..told })
}

/// The day in a title, in the values by name, or in the file's name.
fn when(source: &Source<'_>, title: &str) -> Option<Claim> {
    let told = || {
        let sections = source.sections();
        sections.iter().find_map(|section| record::of_group(&section.group, "", 0).claim)
    };
    time::claim_in(title).or_else(told).or_else(|| time::claim_of_name(source.name()))
}
