//! Briefings and announcements: who was told what, and when. That one was held or sent is its outcome.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::doing::spaced;
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Conclusion, Part, Record, folded};

use crate::read::records::audience::audiences;
use crate::read::records::recorded::Recorded;
use crate::read::records::shapes;
use crate::read::text::lines::capped;
use crate::read::text::time;
use crate::read::value::record;
use crate::read::value::sections::keyed;
use crate::read::value::source::{Reader, Source};
use crate::read::value::tree::{Group, Node};

/// Of a message so much is looked through for whom it is for.
const BODY_CAP: usize = 4000;
/// A message has its head in its first lines.
const HEAD: usize = 12;

/// The name of the field that holds whom the words of a message name.
pub const SPEAKS_TO: &str = "audience spoken to";

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    Recorded(Kind::Briefing).recognises(source) || one(source).is_some()
}

/// Reads briefings and announcements.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let told = source.records();
    let records = match one(source) {
        _ if told.len() > 1 => told.to_vec(),
        Some(record) => vec![record],
        None => told.to_vec(),
    };
    let body = capped(source.text(), BODY_CAP);
    let only = records.len() == 1;
    let records = records.into_iter().map(|record| addressed(record, source, only.then_some(body)));
    shapes::facts(Kind::Briefing, source, records.collect())
}

/// The one briefing that a dated source tells whose title or name says so, whether or not it tells an outcome.
fn one(source: &Source<'_>) -> Option<Record> {
    let is_told = |text: &str| {
        words::kind(text) == Some(Kind::Briefing) && !words::is_planned(text) && !words::is_report(text)
    };
    let mut record = match source.records() {
        [] => undecided(source)?,
        [one] => one.clone(),
        _ => return None,
    };
    let named = ["kind", "type", "record"].iter().find_map(|name| record.field(name)).map(ToOwned::to_owned);
    let says = |text: &str| words::is_report(text) || words::is_planned(text);
    let is = match named.as_deref() {
        Some(kind) if words::kind(kind).is_some() => is_told(kind),
        _ => {
            (is_told(&record.title) || is_told(source.name())) && !says(&record.title) && !says(source.name())
        }
    };
    let procedure = words::is_procedure(source.path);
    record.claim = record.claim.or_else(|| time::claim_of_name(source.name()));
    (is && !procedure && record.claim.is_some()).then_some(record)
}

/// What a source without a record says by name: the head of a message, or values that tell neither a day nor an outcome.
fn undecided(source: &Source<'_>) -> Option<Record> {
    if let Some(tree) = source.tree() {
        return Some(record::of_group(tree.value.group()?, "", tree.line));
    }
    if source.is_markdown() {
        let sections = source.sections();
        let titled = sections.iter().find(|section| !section.title.is_empty())?;
        return Some(shapes::of_section(titled, &titled.title));
    }
    if !matches!(source.extension().as_str(), "txt" | "eml" | "log" | "msg" | "") || source.text.is_none() {
        return None;
    }
    let head = source.text().lines().take(HEAD).map(|line| capped(line, 600));
    let said = head.filter_map(keyed);
    let group: Group = said.map(|(key, value)| (key.to_owned(), Node::word(value, 0))).collect();
    Some(record::of_group(&group, "", 1)).filter(|_| !group.is_empty())
}

/// With those whom it is for as parts, with what it says, and with the outcome of what was sent or held.
fn addressed(mut record: Record, source: &Source<'_>, body: Option<&str>) -> Record {
    let named = |record: &Record| {
        let lists = record.fields.iter().filter(|(name, _)| Name::Audience.has(&folded(name)));
        lists
            .flat_map(|(_, value)| value.split([',', ';', '&', '/']))
            .map(|one| one.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let listed = named(&record).into_iter().filter(|name| !name.is_empty());
    let parts = listed.map(|name| Part::new(name, None, "", record.line)).collect::<Vec<_>>();
    let is_addressed = !parts.is_empty();
    if is_addressed {
        record.parts = parts;
    }
    if let Some(body) = body {
        let to_come = [record.title.as_str(), source.name()]
            .iter()
            .any(|text| Cue::BriefingToCome.stands(&spaced(text)));
        let open = record.field("status").is_some_and(|status| Cue::BriefingToCome.stands(&spaced(status)));
        record.conclusion = match record.conclusion {
            Some(Conclusion::Pending) | None if to_come || open => Some(Conclusion::Pending),
            None if record.claim.is_some() && record.field("status").is_none() => Some(Conclusion::Succeeded),
            told => told,
        };
        // What values say is told by their names; a message that says whom it is for may speak of others.
        if source.tree().is_none() && !is_addressed {
            record.fields.push((SPEAKS_TO.to_owned(), audiences(body).join(", ")));
        }
    }
    record
}
