//! One thing that an item asks, with all that could answer it.

use crate::assess::candidates::measured::{answering, measured, runs, series};
use crate::assess::candidates::named::NamedEvidence;
use crate::assess::candidates::records::{CandidateRecord, FlagMention, Records, products};
use crate::assess::candidates::{collection, figures};
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::record_words::RecordWords;
use crate::lexicon::Lexicon;
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, Kind};
use crate::model::kept::Keeping;
use crate::model::measurement::{Metric, Unit};
use crate::model::reading::{Ask, By, Counted, Reading, Test, Wanted};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A criterion and the measurements (indices into the dossier's, by time) that could decide it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The demand.
    pub criterion: Criterion,
    /// Candidates; empty for criteria that no measurement decides.
    pub runs: Vec<usize>,
    /// The series (labels by target) that the named evidence tells, where it narrows the choice; `None` for every one.
    pub only: Option<BTreeMap<Arc<str>, BTreeSet<Arc<str>>>>,
    /// All that Lighthouse runs tell that a budget of theirs is about, whatever the metric, by time; empty for other criteria.
    pub loads: Vec<usize>,
    /// Figures over many runs that evidence tells itself and that answer the demand; empty where only single runs do.
    pub told: Vec<usize>,
    /// Candidates among the records, by time; empty for criteria that no record decides.
    pub records: Vec<CandidateRecord>,
    /// Every feature flag that evidence names, by time, for a criterion of their plan.
    pub mentions: Arc<[FlagMention]>,
    /// For each of these records which of the wanted words it does not tell, as bits.
    pub lacks: Vec<u64>,
    /// What the deciding evidence must tell.
    pub wanted: Vec<Wanted>,
    /// Spans that no measurement tells.
    pub left: Vec<usize>,
    /// Which share of failures (in percent) the item allows beside a figure of latency; `None` where it allows none.
    pub allowed: Option<(Op, f64)>,
    /// The versions that are named, for acts; `None` where none is.
    pub among: Option<BTreeSet<usize>>,
}

impl Question {
    /// Whether it judges the measurements of a series, by its words and by the evidence that the item names.
    #[must_use]
    pub fn is_on(&self, target: &str, label: &str) -> bool {
        let known = |only: &BTreeMap<Arc<str>, BTreeSet<Arc<str>>>| {
            only.get(target).is_some_and(|labels| labels.contains(label))
        };
        self.criterion.is_on(label, target) && self.only.as_ref().is_none_or(known)
    }

    /// A criterion for which nothing was looked for.
    pub(super) fn just(criterion: Criterion) -> Self {
        Self {
            criterion,
            runs: Vec::new(),
            only: None,
            loads: Vec::new(),
            told: Vec::new(),
            records: Vec::new(),
            mentions: Arc::default(),
            lacks: Vec::new(),
            wanted: Vec::new(),
            left: Vec::new(),
            allowed: None,
            among: None,
        }
    }

    /// What runs decide, with those that could. `about`: what answers must be about, where the words alone tell which.
    pub(super) fn of_runs(
        ask: &Ask,
        named: &[NamedEvidence],
        about: Option<&[BTreeSet<String>]>,
        about_checks: bool,
        (dossier, lexicon): (&Dossier, &Lexicon),
    ) -> Self {
        let criterion = &ask.criterion;
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
        let told = figures::metric(criterion).map(|name| find(&name).0).unwrap_or_default();
        let mut asked = Self { runs, loads, told, ..Self::just(criterion.clone()) };
        // Answers are chosen by what the item is about already.
        let is_chosen = about.is_some() && matches!(criterion, Criterion::Status { .. });
        let is_narrowed = !is_chosen && asked.keep_what_tells(&ask.wanted, dossier, lexicon);
        asked.only = (narrowed || is_narrowed).then(|| series(&asked.runs, dossier));
        asked
    }

    /// Keeps the measurements that tell what is wanted; where none does, all, and what none tells is left over.
    fn keep_what_tells(&mut self, wanted: &[Wanted], dossier: &Dossier, lexicon: &Lexicon) -> bool {
        if wanted.is_empty() {
            return false;
        }
        let mut best: Option<Vec<usize>> = None;
        let mut lacks = |n: &usize| {
            let Some(one) = dossier.measured.get(*n) else { return true };
            let files = one.tellers.iter().filter_map(|n| dossier.evidence.get(*n));
            let telling = RecordWords::of_measurement(&one.measurement, files, lexicon);
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
        let (runs, loads, told) = (keep(&self.runs), keep(&self.loads), keep(&self.told));
        if runs.is_empty() && told.is_empty() {
            let all = || wanted.iter().map(|wanted| wanted.span).collect();
            self.left = best.filter(|best| !best.is_empty()).unwrap_or_else(all);
            return false;
        }
        let narrowed = runs.len() < self.runs.len();
        (self.runs, self.loads, self.told) = (runs, loads, told);
        narrowed
    }

    /// What records decide, with those that could; `None` where the item names evidence that tells no such thing, and so rests on that alone.
    pub(super) fn of(
        (ask, reading): (&Ask, &Reading),
        named: &[NamedEvidence],
        (dossier, lexicon): (&Dossier, &Lexicon),
        recorded: &Records,
    ) -> Option<Self> {
        let versions =
            || products(named).flat_map(|named| &named.versions).filter_map(|n| dossier.evidence.get(*n));
        let (records, answers) = match &ask.criterion {
            Criterion::Done(deed) => {
                let records = recorded.showing(deed, named, dossier);
                let answers = !records.is_empty() || versions().next().is_none();
                (records, answers)
            }
            Criterion::Kept(kept) => {
                let records = recorded.keeping(kept, named, dossier);
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
            _ => (recorded.of_kind(&Kind::EnvMatrix).to_vec(), true),
        };
        let flags = matches!(&ask.criterion, Criterion::Kept(kept) if kept.what == Keeping::Flags);
        let mentions = if flags { recorded.mentions() } else { Arc::default() };
        let lacks = records.iter().map(|one| lacks(*one, &ask.wanted, dossier, lexicon)).collect();
        let mut criterion = ask.criterion.clone();
        if let Criterion::Done(deed) = &mut criterion {
            let shown = ask.wanted.iter().map(|one| match one.words.as_str() {
                "" => reading.words(one.span),
                words => words,
            });
            deed.parts = shown.map(ToOwned::to_owned).collect();
        }
        let wanted = ask.wanted.clone();
        answers.then_some(Self { records, mentions, lacks, wanted, ..Self::just(criterion) })
    }
}

impl Question {
    /// Wants more of the records.
    pub(super) fn want(&mut self, more: Vec<Wanted>, dossier: &Dossier, lexicon: &Lexicon) {
        if more.is_empty() {
            return;
        }
        if let Criterion::Done(deed) = &mut self.criterion {
            deed.parts.extend(more.iter().map(|wanted| wanted.words.clone()));
        }
        self.wanted.extend(more);
        self.lacks = self.records.iter().map(|one| lacks(*one, &self.wanted, dossier, lexicon)).collect();
    }
}

/// Tells each question of an item which share of failures the item allows.
#[must_use]
pub(super) fn allowing(mut asked: Vec<Question>) -> Vec<Question> {
    let allowed = allowed(&asked);
    asked.iter_mut().for_each(|one| one.allowed = allowed);
    asked
}

/// The share of failures that some of these questions allow.
fn allowed(asked: &[Question]) -> Option<(Op, f64)> {
    asked.iter().find_map(|one| match &one.criterion {
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
    Some(Wanted {
        words,
        test: Test::Figure(vec![(*op, *value)], counted),
        span: ask.span,
        list: usize::MAX,
        is_command: false,
        by: By::Nobody,
    })
}

/// Whether records decide a criterion, and no measurements.
pub(super) fn is_of_records(criterion: &Criterion) -> bool {
    matches!(
        criterion,
        Criterion::Done(_) | Criterion::Kept(_) | Criterion::SignedOff { .. } | Criterion::Column { .. }
    )
}

/// Which wanted words a record does not tell, as bits; those behind the 63rd share the last.
fn lacks(
    one: crate::assess::candidates::records::CandidateRecord,
    wanted: &[Wanted],
    dossier: &Dossier,
    lexicon: &Lexicon,
) -> u64 {
    if wanted.is_empty() {
        return 0;
    }
    let Some(version) = dossier.evidence.get(one.evidence) else { return u64::MAX };
    let Some(record) = version.facts.records.get(one.record) else { return u64::MAX };
    let telling = RecordWords::of_record(record, version, lexicon);
    let untold = wanted
        .iter()
        .enumerate()
        .filter(|(_, wanted)| cover(wanted, Some(record), &telling, lexicon) == Cover::Untold);
    untold.fold(0, |bits, (at, _)| bits | 1 << at.min(63))
}
