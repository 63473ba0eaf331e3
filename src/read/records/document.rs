//! Documents: Markdown with or without front matter.

use crate::lexicon::words::Name;
use crate::model::evidence::{Facts, FrontMatter, Kind, State};
use crate::model::record::folded;
use crate::model::time::Claim;
use crate::read::checklist::rows;
use crate::read::records::{account, shapes};
use crate::read::text::time;
use crate::read::value::source::{Outline, Source};
use crate::read::value::{columns, markdown};

use std::collections::BTreeSet;

pub(crate) fn is_named_so(source: &Source<'_>) -> bool {
    matches!(source.extension().as_str(), "md" | "markdown" | "mdown" | "mdx")
}

/// Reads documents.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let Outline { head, blocks } = source.document();
    let mut facts = Facts::of(Kind::Document, State::Neutral, source.bytes.len() as u64);
    facts.title = markdown::title(blocks);
    facts.claim = head.front.as_ref().and_then(written);
    facts.front.clone_from(&head.front);
    facts.records = columns::columns(blocks);
    facts.records.extend(source.kept().iter().cloned());
    // What a checklist says of its own items is no record of them.
    let lists = markdown::tables(blocks)
        .filter(|table| matches!(rows::read(table, false), rows::Reading::Entries(_)));
    let listed = lists.flat_map(|table| table.rows.iter().map(|row| row.line)).collect::<BTreeSet<_>>();
    facts.records.extend(shapes::rows(source).into_iter().filter(|row| !listed.contains(&row.line)));
    facts.problems.extend_from_slice(&head.problems);
    account::add(&mut facts, source);
    facts
}

/// When a document says that it was written. `last_reviewed` is not that: it is a claim about another day's work.
pub fn written(front: &FrontMatter) -> Option<Claim> {
    let mut dates = front.fields.iter().filter(|(key, _)| Name::DocumentDate.has(&folded(key)));
    dates.find_map(|(_, value)| time::claim(value))
}
