//! One thing that an item asks, with all that could answer it.

use crate::assess::candidates::collection;
use crate::assess::candidates::measured::{answering, figure, measured, runs, series};
use crate::assess::candidates::named::{NamedEvidence, products};
use crate::assess::candidates::record::CandidateRecord;
use crate::assess::candidates::records::{FlagMention, Sources};
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::item_words::ItemWords;
use crate::assess::coverage::record_words::RecordWords;
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::evidence::{Evidence, Kind};
use crate::model::measurement::{Measurement, Metric, Unit};
use crate::model::reading::{Ask, Counted, Reading, Test, Wanted};
use crate::model::{inventory::InventoryKind, record::RecordId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A criterion, what must be told beside it, and all that could answer it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The demand.
    pub criterion: Criterion,
    /// What the deciding evidence must tell.
    pub wanted: Vec<Wanted>,
    /// Spans that no candidate tells.
    pub left: Vec<usize>,
    /// The records that are in the state that the words ask for, though by itself it is neither good nor bad.
    pub in_state: BTreeSet<RecordId>,
    /// What could answer.
    pub candidates: Candidates,
}

/// What could answer a question.
#[derive(Clone, Debug)]
pub enum Candidates {
    /// Nothing was looked for: git facts answer, or what answers another question.
    Elsewhere,
    /// Measurements.
    Measurements(Measurements),
    /// Records, by time.
    Records(Vec<Candidate>),
    /// Plans of feature flags, by time, and every flag that evidence names.
    Flags(Vec<Candidate>, Arc<[FlagMention]>),
    /// For acts: the versions that are named; `None` where none is.
    Named(Option<BTreeSet<usize>>),
}

/// A record that could answer, and which of the wanted words it does not tell, as bits.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The record.
    pub record: CandidateRecord,
    /// Bit n: the n-th of the wanted words is not told. Those behind the 63rd share the last.
    pub lacks: u64,
}

/// Measurements (indices into the dossier's, by time) that could answer a question.
#[derive(Clone, Debug, Default)]
pub struct Measurements {
    /// Single runs.
    pub runs: Vec<usize>,
    /// Figures over many runs that a tool computed itself.
    pub figures: Vec<usize>,
    /// The series (labels by target) that the named evidence tells, where it narrows the choice; `None` for every one.
    pub only: Option<BTreeMap<Arc<str>, BTreeSet<Arc<str>>>>,
    /// All that Lighthouse runs tell that a budget of theirs is about, whatever the metric; empty for other criteria.
    pub loads: Vec<usize>,
    /// Which share of failures (in percent) the item allows beside a figure of latency; `None` where it allows none.
    pub allowed: Option<(Op, f64)>,
}

impl Question {
    /// Whether it judges the measurements of a series, by its words and by the evidence that the item names.
    pub fn is_on(&self, target: &str, label: &str) -> bool {
        let known = |only: &BTreeMap<Arc<str>, BTreeSet<Arc<str>>>| {
            only.get(target).is_some_and(|labels| labels.contains(label))
        };
        self.criterion.is_on(label, target) && self.measurements().only.as_ref().is_none_or(known)
    }

    /// A question for which nothing is looked for.
    pub(super) fn just(criterion: Criterion) -> Self {
        Self {
            criterion,
            wanted: Vec::new(),
            left: Vec::new(),
            in_state: BTreeSet::new(),
            candidates: Candidates::Elsewhere,
        }
    }

    /// The measurements that could answer; none for what no measurement decides.
    pub fn measurements(&self) -> &Measurements {
        static NONE: Measurements = Measurements {
            runs: Vec::new(),
            figures: Vec::new(),
            only: None,
            loads: Vec::new(),
            allowed: None,
        };
        if let Candidates::Measurements(found) = &self.candidates { found } else { &NONE }
    }

    /// The records that could answer, by time; none for what no record decides.
    pub fn records(&self) -> &[Candidate] {
        match &self.candidates {
            Candidates::Records(all) | Candidates::Flags(all, _) => all,
            _ => &[],
        }
    }

    /// Every feature flag that evidence names, by time, where their plan is asked for.
    pub fn mentions(&self) -> &[FlagMention] {
        if let Candidates::Flags(_, mentions) = &self.candidates { mentions } else { &[] }
    }

    /// The versions that the words name, for acts; `None` where they name none.
    pub fn named(&self) -> Option<&BTreeSet<usize>> {
        if let Candidates::Named(named) = &self.candidates { named.as_ref() } else { None }
    }

    /// What runs decide, with those that could. `about`: what answers must be about, where the words alone tell which.
    pub(super) fn of_runs(
        ask: &Ask,
        named: &[NamedEvidence],
        about: Option<&[BTreeSet<String>]>,
        about_checks: bool,
        on: Sources<'_>,
    ) -> Self {
        let (criterion, dossier) = (&ask.criterion, on.dossier);
        let find = |name: &str| match (criterion, about) {
            (Criterion::Status { .. }, Some(subjects)) => (answering(subjects, name, dossier), false),
            _ => {
                let general = !name.starts_with(Metric::LATENCY) || about_checks;
                runs(criterion, &|metric| metric.name() == name, named, general, dossier)
            }
        };
        let loads = match collection::concerns(criterion) {
            true => runs(criterion, &Metric::is_of_lighthouse, named, true, dossier).0,
            false => Vec::new(),
        };
        let (runs, narrowed) = measured(criterion).map(&find).unwrap_or_default();
        let figures = figure(criterion).map(|name| find(&name).0).unwrap_or_default();
        let mut found = Measurements { runs, loads, figures, ..Measurements::default() };
        // Answers are chosen by what the item is about already.
        let is_chosen = about.is_some() && matches!(criterion, Criterion::Status { .. });
        let (is_narrowed, left) = match is_chosen || ask.wanted.is_empty() {
            true => (false, Vec::new()),
            false => found.keep_what_tells(&ask.wanted, on),
        };
        found.only = (narrowed || is_narrowed).then(|| series(&found.runs, dossier));
        Self { left, candidates: Candidates::Measurements(found), ..Self::just(criterion.clone()) }
    }

    /// What records decide, with those that could; `None` where the item names evidence that tells no such thing, and so rests on that alone.
    pub(super) fn of(
        ask: &Ask,
        (item, reading): (&ItemWords, &Reading),
        named: &[NamedEvidence],
        on: Sources<'_>,
    ) -> Option<Self> {
        let dossier = on.dossier;
        let versions =
            || products(named).flat_map(|named| &named.versions).filter_map(|n| dossier.evidence.get(*n));
        let (records, answers) = match &ask.criterion {
            Criterion::Done(_) | Criterion::Inventory(_) => {
                let records = on.records.answering(&ask.criterion, named, dossier);
                let answers = !records.is_empty() || versions().next().is_none();
                (records, answers)
            }
            Criterion::SignedOff { .. } => {
                let decides = |version: &Evidence| {
                    version.facts.kind == Kind::Feedback
                        || version.facts.records.iter().any(|record| record.conclusion.is_some())
                };
                (Vec::new(), products(named).next().is_none() || versions().any(decides))
            }
            _ if products(named).next().is_some() => (Vec::new(), true),
            _ => (on.records.of_kind(&Kind::EnvMatrix).to_vec(), true),
        };
        let is_in_state =
            |id: &RecordId| dossier.record(*id).is_some_and(|(_, own)| item.asks_state(own, on.lexicon));
        let in_state = records.iter().map(|candidate| candidate.id).filter(is_in_state).collect();
        let flags = matches!(&ask.criterion, Criterion::Inventory(inventory) if inventory.what == InventoryKind::Flags);
        let candidate = |record| Candidate { record, lacks: lacks(record, &ask.wanted, on) };
        let records = records.into_iter().map(candidate).collect();
        let candidates = match flags {
            true => Candidates::Flags(records, on.records.mentions()),
            false => Candidates::Records(records),
        };
        let mut criterion = ask.criterion.clone();
        if let Criterion::Done(deed) = &mut criterion {
            let shown = ask.wanted.iter().map(|wanted| match wanted.words.as_str() {
                "" => reading.words(wanted.span),
                words => words,
            });
            deed.parts = shown.map(ToOwned::to_owned).collect();
        }
        let wanted = ask.wanted.clone();
        answers.then_some(Self { wanted, in_state, candidates, ..Self::just(criterion) })
    }

    /// Wants more of the records.
    pub(super) fn want(&mut self, more: Vec<Wanted>, on: Sources<'_>) {
        if more.is_empty() {
            return;
        }
        if let Criterion::Done(deed) = &mut self.criterion {
            deed.parts.extend(more.iter().map(|wanted| wanted.words.clone()));
        }
        self.wanted.extend(more);
        if let Candidates::Records(all) | Candidates::Flags(all, _) = &mut self.candidates {
            for candidate in all {
                candidate.lacks = lacks(candidate.record, &self.wanted, on);
            }
        }
    }
}

/// Tells each question of an item which share of failures the item allows.
pub(super) fn allowing(mut asked: Vec<Question>) -> Vec<Question> {
    let allowed = allowed(&asked);
    for question in &mut asked {
        if let Candidates::Measurements(found) = &mut question.candidates {
            found.allowed = allowed;
        }
    }
    asked
}

/// The share of failures that some of these questions allow.
fn allowed(asked: &[Question]) -> Option<(Op, f64)> {
    asked.iter().find_map(|question| match &question.criterion {
        Criterion::Budget { metric, op: op @ (Op::AtMost | Op::Below), value, .. }
            if metric.name() == Metric::ERROR_RATE =>
        {
            Some((*op, *value))
        }
        // So many must succeed: the rest may fail.
        Criterion::Budget { metric, op: op @ (Op::AtLeast | Op::Above), value, .. }
            if metric.name() == Metric::AVAILABILITY =>
        {
            Some((if *op == Op::Above { Op::Below } else { Op::AtMost }, 100.0 - value))
        }
        _ => None,
    })
}

/// A budget as a number that a record may tell by the name of its figure: `p95`, `error rate`.
pub(super) fn figure_of(ask: &Ask) -> Option<Wanted> {
    let Criterion::Budget { metric, statistic, op, value, unit, label: None, target: None } = &ask.criterion
    else {
        return None;
    };
    let counted = match unit {
        Unit::Millis => Counted::Millis,
        Unit::Percent => Counted::Percent,
        Unit::Plain | Unit::Score => Counted::Things,
        Unit::Bytes => return None,
    };
    let words = match (metric.name(), statistic) {
        (Metric::LATENCY, Statistic::Latest) => return None,
        (Metric::LATENCY, statistic) => statistic.word(),
        (name, _) => name.trim_start_matches("lighthouse.").replace('-', " "),
    };
    Some(Wanted::new(words, Test::Figure(vec![(*op, *value)], counted), ask.span))
}

/// Whether records decide a criterion, and no measurements.
pub(super) fn is_of_records(criterion: &Criterion) -> bool {
    matches!(
        criterion,
        Criterion::Done(_) | Criterion::Inventory(_) | Criterion::SignedOff { .. } | Criterion::Column { .. }
    )
}

/// Which wanted words a record does not tell, as bits; those behind the 63rd share the last.
fn lacks(candidate: CandidateRecord, wanted: &[Wanted], on: Sources<'_>) -> u64 {
    if wanted.is_empty() {
        return 0;
    }
    let words = on.records.words(candidate.id, on.dossier, on.lexicon);
    let Some(((_, record), words)) = on.dossier.record(candidate.id).zip(words) else { return u64::MAX };
    let is_untold = |wanted: &Wanted| cover(wanted, Some(record), &words, on.lexicon) == Cover::Untold;
    let untold = wanted.iter().enumerate().filter(|(_, wanted)| is_untold(wanted));
    untold.fold(0, |bits, (at, _)| bits | 1 << at.min(63))
}

impl Measurements {
    /// Keeps those that tell what is wanted; where none does, all. Whether some were left out, and the spans that none tells.
    fn keep_what_tells(&mut self, wanted: &[Wanted], on: Sources<'_>) -> (bool, Vec<usize>) {
        let Sources { dossier, lexicon, records, .. } = on;
        let mut by_name = BTreeMap::new();
        let mut best: Option<Vec<usize>> = None;
        let mut lacks = |n: &usize| {
            let Some(run) = dossier.measured.get(*n) else { return true };
            if wanted.is_empty() {
                best = Some(Vec::new());
                return false;
            }
            let Measurement { target, label, metric, .. } = &*run.measurement;
            let own = || RecordWords::of_measurement(&run.measurement, lexicon);
            let mut telling = by_name.entry((target, label, metric)).or_insert_with(own).clone();
            let files = run.tellers.iter().filter_map(|n| records.words_of_file(*n, dossier, lexicon));
            files.for_each(|file| telling.join(&file));
            let untold =
                wanted.iter().filter(|wanted| cover(wanted, None, &telling, lexicon) == Cover::Untold);
            let untold = untold.map(|wanted| wanted.span).collect::<Vec<_>>();
            let lacks = !untold.is_empty();
            if best.as_ref().is_none_or(|best| best.len() > untold.len()) {
                best = Some(untold);
            }
            lacks
        };
        let mut keep = |all: &[usize]| all.iter().copied().filter(|n| !lacks(n)).collect::<Vec<_>>();
        let (runs, loads, figures) = (keep(&self.runs), keep(&self.loads), keep(&self.figures));
        if runs.is_empty() && figures.is_empty() {
            let all = || wanted.iter().map(|wanted| wanted.span).collect();
            return (false, best.filter(|best| !best.is_empty()).unwrap_or_else(all));
        }
        let narrowed = runs.len() < self.runs.len();
        (self.runs, self.loads, self.figures) = (runs, loads, figures);
        (narrowed, Vec::new())
    }
}
