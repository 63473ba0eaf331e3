//! Incidents and postmortems: records of any shape that tell when something broke, how bad it was, and when it was over.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::evidence::{Facts, Kind, State};
use crate::model::record::Record;

use crate::read::records::shapes;
use crate::read::text::lines::Pattern;
use crate::read::text::time;
use crate::read::value::source::{Reader, Source};
use crate::read::value::{markdown, record};

/// `P1` in a heading.
static PRIORITY: Pattern = Pattern::new(r"(?i)\bp[0-5]\b");

/// The kinds that are read here.
const KINDS: [Kind; 2] = [Kind::Incident, Kind::Postmortem];

/// Reads incidents, or postmortems.
#[derive(Clone, Debug)]
pub struct IncidentReader(pub Kind);

impl Reader for IncidentReader {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        subject(source, &KINDS).as_ref() == Some(&self.0)
            && !speaks_of_none(source.stem())
            && source.records().iter().any(is_told)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let told = source.records().iter().filter(|record| is_told(record) && !speaks_of_none(&record.title));
        let records = told.cloned().map(completed).collect();
        // That an incident is over makes nothing right, and that it happened proves nothing wrong.
        Facts { state: State::Neutral, ..shapes::facts(self.0.clone(), source, records) }
    }
}

/// Incidents that a log tells beside other things: its headings with a severity.
pub fn beside(source: &Source<'_>) -> Vec<Record> {
    if !record::LEVEL.is_match(source.text()) {
        return Vec::new();
    }
    let sections = source.sections();
    let told =
        sections.iter().filter(|one| record::LEVEL.is_match(&one.title) && !speaks_of_none(&one.title));
    told.map(|one| completed(shapes::of_section(one, &one.title))).collect()
}

/// Of which of these kinds a source speaks: its own `kind:`, its name, its folder, or its title.
pub fn subject(source: &Source<'_>, kinds: &[Kind]) -> Option<Kind> {
    let one_of = |kind: Option<Kind>| kind.filter(|kind| kinds.contains(kind));
    let mut path = source.path.rsplit('/');
    let named =
        one_of(path.next().and_then(words::kind)).or_else(|| one_of(path.next().and_then(words::kind)));
    if source.is_markdown() {
        // A log of many things may speak of an incident anywhere; a document about one says so in its title.
        let title = || markdown::title(&source.document().blocks).and_then(|title| words::kind(&title));
        return named.or_else(|| one_of(title()));
    }
    one_of(source.recorded_kind().cloned()).or(named)
}

fn speaks_of_none(title: &str) -> bool {
    words::is_planned(title) || Cue::NoIncident.is_in(title)
}

/// It tells how bad it was, or when it began or was over.
fn is_told(record: &Record) -> bool {
    record.severity.is_some()
        || record.began.is_some()
        || record.ended.is_some()
        || PRIORITY.is_match(&record.title)
}

/// With the severity that its title tells, and the day that it tells beside its end, where no field says more.
fn completed(mut record: Record) -> Record {
    let dated = Name::IncidentDay.all().iter().find_map(|name| record.field(name));
    let dated = dated.and_then(time::claim);
    record.began = record.began.or(dated).or(record.claim.filter(|_| record.ended.is_none()));
    let titled = || PRIORITY.find(&record.title).and_then(|found| record::severity(found.as_str()));
    record.severity = record.severity.or_else(titled);
    record
}
