//! Every record of the history by its kind, so that an item's demand finds those that could answer it without a search.

use crate::assess::candidates::named::{NamedEvidence, is_checklist, products};
use crate::assess::candidates::record::{CandidateRecord, CommitOrigin, own_name};
use crate::assess::candidates::rows::Rows;
use crate::assess::coverage::record_words::{RecordWords, subject_of_tool};
use crate::assess::history::ancestry::Ancestry;
use crate::assess::reading::grammar::{own::own_words, parser::Grammar};
use crate::lexicon::{Lexicon, Meaning, words, words::Name};
use crate::model::evidence::{Evidence, Kind};
use crate::model::inventory::{InventoryDemand, InventoryKind};
use crate::model::record::{Record, RecordId, is_uncertain};
use crate::model::{
    checklist::Item, criterion::Criterion, deed::Deed, doing, dossier::Dossier, kinds::Property,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// All records by kind, each kind by time.
#[derive(Debug, Default)]
pub struct Records {
    by_kind: BTreeMap<Kind, Vec<CandidateRecord>>,
    by_item: BTreeMap<String, Vec<CandidateRecord>>,
    mentions: Arc<[FlagMention]>,
    /// What each record of each version of evidence tells, read when it is first asked for.
    words: Vec<Box<[OnceLock<Arc<RecordWords>>]>>,
    /// Rows of tables by their names.
    pub(super) rows: Rows,
    /// What each version tells by its name and its title.
    of_files: Vec<OnceLock<Arc<RecordWords>>>,
}

/// Where what an item asks is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The grammar of items.
    pub grammar: &'a Grammar,
    /// What words mean.
    pub lexicon: &'a Lexicon,
    /// Everything known.
    pub dossier: &'a Dossier,
    /// Every record, and what it tells.
    pub records: &'a Records,
}

/// The item that a record says it is for, in its own words.
pub fn names_item(record: &Record) -> Option<&str> {
    Name::ItemName.values(&record.fields).next()
}

/// That a version of evidence names a feature flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FlagMention {
    /// When: of a log its entry's time, else that of the evidence.
    pub time: Timestamp,
    /// Index into the dossier's evidence.
    pub evidence: usize,
    /// Index into the flags that it mentions.
    pub flag: usize,
}

impl Records {
    /// Indexes a dossier. The columns of documents and the entries of logs are found by the documents that an item names.
    pub fn of(dossier: &Dossier, ancestry: &Ancestry, lexicon: &Lexicon) -> Self {
        let mut by_kind: BTreeMap<Kind, Vec<CandidateRecord>> = BTreeMap::new();
        let versions = dossier.evidence.iter().enumerate();
        for (evidence, version) in versions.filter(|(evidence, _)| !is_checklist(*evidence, dossier)) {
            let records = version.facts.records.iter().enumerate();
            for (index, record) in records.filter(|(_, record)| is_of_a_kind(version, record, lexicon)) {
                let origin = origin(record, dossier, ancestry);
                let candidate =
                    CandidateRecord::of(version, record.claim, RecordId { evidence, index }, origin);
                by_kind.entry(kind_of(version, record, lexicon)).or_default().push(candidate);
                for kind in reported_kinds(version, record, lexicon) {
                    by_kind.entry(kind).or_default().push(candidate);
                }
            }
        }
        by_kind.values_mut().for_each(|records| records.sort());
        let cells = |version: &Evidence| version.facts.records.iter().map(|_| OnceLock::new()).collect();
        let words = dossier.evidence.iter().map(cells).collect();
        let of_files = dossier.evidence.iter().map(|_| OnceLock::new()).collect();
        Self {
            by_kind,
            by_item: by_item(dossier),
            mentions: mentions(dossier),
            words,
            rows: Rows::of(dossier, lexicon),
            of_files,
        }
    }

    /// What a record tells.
    pub fn words(&self, id: RecordId, dossier: &Dossier, lexicon: &Lexicon) -> Option<Arc<RecordWords>> {
        let cell = self.words.get(id.evidence)?.get(id.index)?;
        let (version, record) = dossier.record(id)?;
        let words = || {
            let file = self.words_of_file(id.evidence, dossier, lexicon).unwrap_or_default();
            Arc::new(RecordWords::of_record(record, version, &file, lexicon))
        };
        Some(cell.get_or_init(words).clone())
    }

    /// What a version of evidence tells by its name and its title.
    pub fn words_of_file(
        &self,
        evidence: usize,
        dossier: &Dossier,
        lexicon: &Lexicon,
    ) -> Option<Arc<RecordWords>> {
        let version = dossier.evidence.get(evidence)?;
        let cell = self.of_files.get(evidence)?;
        Some(cell.get_or_init(|| Arc::new(RecordWords::of_file(version, lexicon))).clone())
    }

    /// Every flag that evidence names, by time.
    pub fn mentions(&self) -> Arc<[FlagMention]> {
        self.mentions.clone()
    }

    /// The records that name an item, by time: by its id, or by its words with or without what stands in brackets.
    pub fn naming(&self, item: &Item) -> Vec<CandidateRecord> {
        let words =
            [doing::spaced(&item.id), doing::spaced(&item.text), doing::spaced(&own_words(&item.text))];
        let words = words.iter().filter(|words| !words.trim().is_empty()).collect::<BTreeSet<_>>();
        let found = words.into_iter().filter_map(|words| self.by_item.get(words)).flatten();
        found.copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The records that could show a deed or what is kept, by time: those of the evidence that is named, where there is any; else all of
    /// the kind.
    pub fn answering(
        &self,
        criterion: &Criterion,
        named: &[NamedEvidence],
        dossier: &Dossier,
    ) -> Vec<CandidateRecord> {
        let versions = products(named).flat_map(|named| &named.versions).collect::<BTreeSet<_>>();
        let is_free = products(named).next().is_none();
        let kind = match criterion {
            Criterion::Done(deed) => deed.kind.clone(),
            Criterion::Inventory(asked) => asked.what.kind(),
            _ => return Vec::new(),
        };
        let answers = |version: &Evidence, record: &Record| match criterion {
            Criterion::Done(deed) => is_of(deed, version, record),
            Criterion::Inventory(asked) => is_for(asked, version, record),
            _ => false,
        };
        let fits = |candidate: &&CandidateRecord| {
            (is_free || versions.contains(&candidate.id.evidence))
                && dossier.record(candidate.id).is_some_and(|(version, record)| answers(version, record))
        };
        self.of_kind(&kind).iter().filter(fits).copied().collect()
    }

    /// The records of a kind, by time.
    pub fn of_kind(&self, kind: &Kind) -> &[CandidateRecord] {
        self.by_kind.get(kind).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The records that tell an outcome and the item that they are for, by that item's words.
fn by_item(dossier: &Dossier) -> BTreeMap<String, Vec<CandidateRecord>> {
    let mut found: BTreeMap<String, Vec<CandidateRecord>> = BTreeMap::new();
    for (evidence, version) in dossier.evidence.iter().enumerate() {
        if is_checklist(evidence, dossier) {
            continue;
        }
        let all = version.facts.records.iter().enumerate().filter(|(_, record)| record.conclusion.is_some());
        for (index, record) in all {
            let Some(item) = names_item(record) else { continue };
            let id = RecordId { evidence, index };
            let candidate = CandidateRecord::of(version, record.claim, id, CommitOrigin::Untold);
            found.entry(doing::spaced(item)).or_default().push(candidate);
        }
    }
    found
}

/// Whether a record can be asked for by its kind; a column of a document is found by that document alone.
fn is_of_a_kind(version: &Evidence, record: &Record, lexicon: &Lexicon) -> bool {
    record.kind.is_some()
        || named_kind(version, record, lexicon).is_some()
        || version.facts.kind.is(Property::Asked)
}

/// The kinds that items can ask for and that the report of a tool is one of: that of a scanner is a vulnerability scan.
fn reported_kinds(version: &Evidence, record: &Record, lexicon: &Lexicon) -> BTreeSet<Kind> {
    let meanings = subject_of_tool(record, version, lexicon).iter().flat_map(|text| lexicon.whole(text));
    let kinds = meanings.filter_map(|meaning| match meaning {
        Meaning::Thing(kind @ Kind::Other(_)) => Some(kind.clone()),
        _ => None,
    });
    kinds.collect()
}

/// A run of a workflow is of the kind that the workflow's name says.
fn kind_of(version: &Evidence, record: &Record, lexicon: &Lexicon) -> Kind {
    // What a reader of a team's own calls a kind is of it, where items can ask for that kind.
    let own = &version.facts.kind;
    let own =
        Some(own).filter(|own| record.title == own.word() && lexicon.has_words_for(own.word())).cloned();
    if let Some(kind) = record.kind.clone().or(own).or_else(|| named_kind(version, record, lexicon)) {
        return kind;
    }
    let workflow = Some(&record.title)
        .filter(|_| version.facts.kind == Kind::CiRun)
        .and_then(|title| words::kind(title));
    workflow.unwrap_or_else(|| version.facts.kind.clone())
}

/// The kind by which a record calls itself, where no reader knows it: by a name that says so, else by its title.
pub(super) fn named_kind(version: &Evidence, record: &Record, lexicon: &Lexicon) -> Option<Kind> {
    let kind = |text: &str| {
        lexicon
            .whole(text)
            .iter()
            .find_map(|meaning| if let Meaning::Thing(kind) = meaning { Some(kind.clone()) } else { None })
    };
    let own = |kind: &Kind| matches!(kind, Kind::Other(_)) && !kind.is_sign_off();
    let named =
        ["kind", "type", "record type"].into_iter().filter_map(|name| record.field(name)).find_map(kind);
    let general = version.facts.kind.is(Property::General);
    named.filter(own).or_else(|| kind(&own_name(&record.title).join(" ")).filter(|kind| general && own(kind)))
}

/// Whether what is kept is of the environment that is demanded, or of none that is told.
fn is_for(inventory: &InventoryDemand, version: &Evidence, record: &Record) -> bool {
    let Some(wanted) = inventory.place.as_deref() else { return true };
    let texts = [record.target.as_deref().unwrap_or_default(), &record.title];
    let place = texts.into_iter().find_map(words::place);
    // A name that nobody knows as an environment is one all the same: `eu-west`.
    let named =
        record.target.as_deref().filter(|_| place.is_none() && inventory.what == InventoryKind::Reviewers);
    match place.or_else(|| words::place(&version.path)) {
        Some(place) => place == wanted,
        None => named.is_none_or(|target| target == wanted),
    }
}

/// An entry of a log has its own time; what it says undated belongs to no release.
fn mentions(dossier: &Dossier) -> Arc<[FlagMention]> {
    let mut found = Vec::new();
    // What a checklist asks for is no flag that somebody uses.
    let all =
        dossier.evidence.iter().enumerate().filter(|(_, version)| version.facts.kind != Kind::Checklist);
    for (evidence, version) in all {
        let entries = &version.facts.entries;
        for (flag, (_, line)) in version.facts.flags.iter().enumerate() {
            let entry = entries.partition_point(|entry| entry.line <= *line).checked_sub(1);
            let entry = entry.and_then(|at| entries.get(at));
            let time = match entry {
                Some(entry) => entry.claim.map(|claim| claim.at),
                None if version.facts.kind == Kind::Feedback => None,
                None => Some(version.time()),
            };
            found.extend(time.map(|time| FlagMention { time, evidence, flag }));
        }
    }
    found.sort();
    found.into()
}

fn origin(record: &Record, dossier: &Dossier, ancestry: &Ancestry) -> CommitOrigin {
    let Some(id) = &record.commit else { return CommitOrigin::Untold };
    let held = ancestry.named(id).filter_map(|at| dossier.history.commits.get(at));
    held.map(|commit| commit.snapshot).min().map_or(CommitOrigin::Foreign, CommitOrigin::First)
}

/// The environment that a record's title or path names.
fn place_beside(record: &Record, version: &Evidence) -> Option<&'static str> {
    [record.title.as_str(), &version.path].into_iter().find_map(words::place)
}

/// The environment that a target is, by any of its names: `staging`, or the one that an address names; `staging-2` is another one.
fn place_of(target: &str) -> Option<&'static str> {
    if target.contains("://") { words::place(target) } else { words::place_as_whole(target) }
        .or_else(|| Lexicon::built_in().whole(target).iter().find_map(Meaning::place).map(|name| &**name))
}

/// Whether a record is of the environment, the workflow and the branch that are demanded. What does not tell its environment is not of
/// one, unless the file of its workflow says so.
fn is_of(deed: &Deed, version: &Evidence, record: &Record) -> bool {
    let ran = Name::WorkflowFile.each().filter_map(|name| record.field(name));
    let file = ran
        .chain([record.title.as_str()])
        .find(|name| name.ends_with(".yml") || name.ends_with(".yaml") || name.ends_with(".sh"));
    let file = file.map(|path| path.rsplit('/').next().unwrap_or(path));
    if let (Some(demanded), Some(file)) = (&deed.procedure, file) {
        return demanded == file;
    }
    let branch = deed.branch.as_ref().is_none_or(|branch| match &record.branch {
        Some(own) => own == branch,
        None => record.commit.is_some(),
    });
    let field = record.field("environment").or_else(|| record.field("env"));
    if field.is_some_and(is_uncertain) && deed.target.is_some() {
        return false;
    }
    let place = match record.target.as_deref().or(field) {
        Some(target) if words::place(target).is_some() => place_of(target),
        Some(target) => place_of(target).or_else(|| place_beside(record, version)),
        None => place_beside(record, version),
    };
    let target = deed.target.as_deref().is_none_or(|target| place == Some(target));
    branch && target
}
