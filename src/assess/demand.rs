//! What an item demands, together with everything in the whole history that could ever answer it.
//!
//! Made once for each distinct item text, so that judging a release is a look near its time and not a search.

use super::approval::Approver;
use super::judgement::Terms;
use super::overrides::Own;
use super::records::{Mention, Recorded, Records, products};
use super::cover::{Cover, Telling, cover};
use super::words::{self, Grammar};
use super::{answers, collection, looked, pin, reading, told};
use crate::config::path_glob;
use crate::lexicon::Lexicon;
use crate::model::act::Act;
use crate::model::checklist::{Item, Phase, Reference};
use crate::model::criterion::Criterion;
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, Kind};
use crate::model::kept::Keeping;
use crate::model::measurement::Metric;
use crate::model::measurement::Unit;
use crate::model::criterion::Statistic;
use crate::model::reading::{Ask, Counted, Reading, Test, Wanted};
use crate::read::mention;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Something the item names, and the versions (indices into the evidence, by time) that answer to the name.
#[derive(Clone, Debug)]
pub struct Named {
    /// As the item names it.
    pub reference: Reference,
    /// Whether it names how to do something and not that it was done.
    pub is_procedure: bool,
    /// Versions of all matching paths, by time.
    pub versions: Vec<usize>,
}

/// A criterion and the measurements (indices into the dossier's, by time) that could decide it.
#[derive(Clone, Debug)]
pub struct Asked {
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
    pub records: Vec<Recorded>,
    /// Every feature flag that evidence names, by time, for a criterion of their plan.
    pub mentions: Arc<[Mention]>,
    /// For each of these records which of the wanted words it does not tell, as bits.
    pub lacks: Vec<u64>,
    /// What the deciding evidence must tell.
    pub wanted: Vec<Wanted>,
    /// Spans that no measurement tells.
    pub left: Vec<usize>,
    /// The versions that are named, for acts; `None` where none is.
    pub among: Option<BTreeSet<usize>>,
}

/// One item's demands.
#[derive(Clone, Debug)]
pub struct Demand {
    /// In the order of the words.
    pub asked: Vec<Asked>,
    /// In the order of the words.
    pub named: Vec<Named>,
    /// The words by which checks are known to be of it, where it applies after the tag and names no evidence.
    pub words: BTreeSet<String>,
    /// What it is about, under the same conditions: any of these.
    pub subjects: Vec<BTreeSet<String>>,
    /// Records that name the item themselves, by time.
    pub offered: Vec<Recorded>,
    /// An override of the phase.
    pub phase: Option<Phase>,
    /// Who must have approved.
    pub approvers: Vec<Approver>,
    /// What stands beside the demand.
    pub terms: Terms,
    /// How its words were read.
    pub reading: Arc<Reading>,
    /// What a named record must tell itself, as it is of no kind that the words name.
    pub untyped: Vec<Wanted>,
    /// Where the words offer a choice, each side of it as a demand of its own.
    pub alternatives: Vec<Self>,
}

impl Demand {
    /// Reads an item's words, as far as configuration does not replace them, and finds all that could answer them.
    #[must_use]
    pub fn of(
        item: &Item,
        phase: Phase,
        own: Option<&Own<'_>>,
        (grammar, lexicon): (&Grammar, &Lexicon),
        dossier: &Dossier,
        recorded: &Records,
    ) -> Self {
        let approvers = own.map(|own| own.approvers.clone()).unwrap_or_default();
        let own = own.map(|own| own.rule);
        let (pin, misread) = match pin::of(item, own, lexicon) {
            Ok(pin) => (pin, None),
            Err(message) => (None, Some(message)),
        };
        let is_pinned = pin.is_some();
        let mut reading = match &pin {
            Some((pin, _)) => pin::reading(pin, lexicon),
            None => reading::read(&item.text, &item.references, grammar, lexicon),
        };
        let sides = if is_pinned { Vec::new() } else { reading::sides(&item.text, lexicon) }.into_iter();
        let mut asks = reading.asks.clone();
        let mut unread = if is_pinned { Vec::new() } else { grammar.read(&item.text).unread };
        if let Some(budgets) = own.and_then(|own| own.budget.as_ref()) {
            // Whoever replaces what the words demand has read them.
            (reading.free, reading.left, unread) = (Vec::new(), Vec::new(), Vec::new());
            asks.retain(|ask| !matches!(ask.criterion, Criterion::Budget { .. }));
            asks.extend(budgets.iter().map(|one| Ask { criterion: one.clone(), wanted: Vec::new(), span: 0 }));
        }
        if let Some(seconds) = own.and_then(|own| own.within) {
            asks.retain(|ask| !matches!(ask.criterion, Criterion::Within { .. }));
            asks.push(Ask { criterion: Criterion::Within { seconds }, wanted: Vec::new(), span: 0 });
        }
        let by_pin = pin.as_ref().map(|(pin, _)| &pin.evidence).filter(|globs| !globs.is_empty());
        let references = match own.and_then(|own| own.evidence.as_ref()).or(by_pin) {
            Some(globs) => globs.iter().cloned().map(Reference::Glob).collect(),
            None => item.references.clone(),
        };
        let named =
            references.into_iter().map(|reference| Named::find(reference, dossier)).collect::<Vec<_>>();
        let about_checks = is_pinned || Grammar::is_about_checks(&item.text);
        let phase = own.and_then(|own| own.phase).unwrap_or(phase);
        let speaks = !is_pinned && phase != Phase::Before && products(&named).next().is_none();
        let own_words = Some(words::own_words(&item.text)).filter(|_| speaks).unwrap_or_default();
        let subjects = answers::subjects(&own_words);
        let about = Some(subjects.as_slice()).filter(|_| speaks && !about_checks);
        let mut untyped = reading.free.clone();
        let mut asked: Vec<Asked> = Vec::new();
        let mut figures = Vec::new();
        for ask in asks {
            if matches!(ask.criterion, Criterion::Fact { .. }) {
                asked.push(Asked { wanted: ask.wanted, ..Asked::just(ask.criterion) });
                continue;
            }
            let is_of_runs = !is_of_records(&ask.criterion);
            let found = match is_of_runs {
                true => {
                    let runs = Asked::of_runs(&ask, &named, about, about_checks, (dossier, lexicon));
                    match figure_of(&ask).filter(|_| runs.runs.is_empty() && runs.told.is_empty() && products(&named).next().is_some()) {
                        Some(figure) => {
                            figures.push(figure);
                            continue;
                        }
                        None => Some(runs),
                    }
                }
                false => Asked::of(&ask, &named, (dossier, lexicon), recorded),
            };
            match found {
                Some(one) => asked.push(one),
                None => untyped.extend(ask.wanted.into_iter().chain(reading.things.iter().cloned())),
            }
        }
        if !approvers.is_empty() {
            // Whether somebody approved is judged by who did.
            untyped.retain(|wanted| !reading::is_decision(&wanted.words, lexicon));
        }
        // A number that no measurement tells may stand in the record itself.
        match asked.iter_mut().find(|asked| matches!(asked.criterion, Criterion::Done(_))) {
            Some(done) => done.want(figures, dossier, lexicon),
            None => untyped.extend(figures),
        }
        // A pin switches off what is inferred from the words.
        let acts = if is_pinned { Vec::new() } else { acts(&item.text, phase, &named) };
        if acts.iter().any(|one| matches!(one.criterion, Criterion::Act(Act::Told { .. }))) {
            // Who was told is judged by the act.
            asked.retain(|one| !matches!(&one.criterion, Criterion::Done(deed) if deed.kind == Kind::Briefing));
        }
        let asked = acts.into_iter().chain(asked).collect();
        let pinned = pin.map(|(_, place)| place);
        let terms = Terms { unread, is_configured: own.is_some(), off: own.and_then(|own| own.off.clone()), pinned, misread };
        let offered = if is_pinned { Vec::new() } else { recorded.naming(item) };
        let words = looked::words_of(&own_words);
        Self {
            asked,
            named,
            words,
            subjects,
            offered,
            phase: own.and_then(|own| own.phase),
            approvers,
            terms,
            reading: Arc::new(reading),
            untyped,
            alternatives: sides.map(|text| Self::of(&Item { text, ..item.clone() }, phase, None, (grammar, lexicon), dossier, recorded)).collect(),
        }
    }

    /// Reads a step's words: what it asks to be done, and the logs in which that is written down.
    #[must_use]
    pub fn of_step(text: &str, phase: Phase, dossier: &Dossier) -> Self {
        let named =
            mention::references(text, "").into_iter().map(|reference| Named::find(reference, dossier));
        let named = named.filter(|named| matches!(&named.reference, Reference::Path(_) | Reference::Glob(_)));
        let named = named.filter(|named| !named.is_procedure).collect::<Vec<_>>();
        let asked = acts(text, phase, &named);
        Self {
            asked,
            named,
            words: BTreeSet::new(),
            subjects: Vec::new(),
            offered: Vec::new(),
            phase: None,
            approvers: Vec::new(),
            terms: Terms::default(),
            reading: Arc::default(),
            untyped: Vec::new(),
            alternatives: Vec::new(),
        }
    }

    /// The window that the item demands before the release, in seconds.
    #[must_use]
    pub fn window(&self) -> Option<i64> {
        self.asked.iter().find_map(|asked| match asked.criterion {
            Criterion::Within { seconds } => Some(seconds),
            _ => None,
        })
    }
}

/// What is to be done from the tag on.
fn acts(text: &str, phase: Phase, named: &[Named]) -> Vec<Asked> {
    let references = named.iter().map(|named| named.reference.clone()).collect::<Vec<_>>();
    let among = || {
        let versions =
            products(named).flat_map(|named| named.versions.iter().copied()).collect::<BTreeSet<_>>();
        products(named).next().map(|_| versions)
    };
    let acts = words::acts(text, phase, &references).into_iter();
    acts.map(|act| Asked { among: among(), ..Asked::just(Criterion::Act(act)) }).collect()
}

impl Asked {
    /// Whether it judges the measurements of a series, by its words and by the evidence that the item names.
    #[must_use]
    pub fn is_on(&self, target: &str, label: &str) -> bool {
        let known = |only: &BTreeMap<Arc<str>, BTreeSet<Arc<str>>>| {
            only.get(target).is_some_and(|labels| labels.contains(label))
        };
        self.criterion.is_on(label, target) && self.only.as_ref().is_none_or(known)
    }

    /// A criterion for which nothing was looked for.
    fn just(criterion: Criterion) -> Self {
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
            among: None,
        }
    }

    /// What runs decide, with those that could. `about`: what answers must be about, where the words alone tell which.
    fn of_runs(
        ask: &Ask,
        named: &[Named],
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
        let told = told::metric(criterion).map(|name| find(&name).0).unwrap_or_default();
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
            let telling = Telling::of_measurement(&one.measurement, files, lexicon);
            let untold = wanted.iter().filter(|wanted| cover(wanted, None, &telling, lexicon) == Cover::Untold);
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
    fn of(ask: &Ask, named: &[Named], (dossier, lexicon): (&Dossier, &Lexicon), recorded: &Records) -> Option<Self> {
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
            deed.parts = ask.wanted.iter().map(|wanted| wanted.words.clone()).collect();
        }
        let wanted = ask.wanted.clone();
        answers.then_some(Self { records, mentions, lacks, wanted, ..Self::just(criterion) })
    }
}

impl Asked {
    /// Wants more of the records.
    fn want(&mut self, more: Vec<Wanted>, dossier: &Dossier, lexicon: &Lexicon) {
        if more.is_empty() {
            return;
        }
        self.wanted.extend(more);
        self.lacks = self.records.iter().map(|one| lacks(*one, &self.wanted, dossier, lexicon)).collect();
        if let Criterion::Done(deed) = &mut self.criterion {
            deed.parts = self.wanted.iter().map(|wanted| wanted.words.clone()).collect();
        }
    }
}

/// A budget as a number that a record may tell by the name of its figure: `p95`, `error rate`.
fn figure_of(ask: &Ask) -> Option<Wanted> {
    let Criterion::Budget { metric, statistic, op, value, unit, label: None, target: None } = &ask.criterion else { return None };
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
    })
}

/// Whether records decide a criterion, and no measurements.
fn is_of_records(criterion: &Criterion) -> bool {
    matches!(
        criterion,
        Criterion::Done(_) | Criterion::Kept(_) | Criterion::SignedOff { .. } | Criterion::Column { .. }
    )
}

/// Which wanted words a record does not tell, as bits; those behind the 63rd share the last.
fn lacks(one: super::records::Recorded, wanted: &[Wanted], dossier: &Dossier, lexicon: &Lexicon) -> u64 {
    if wanted.is_empty() {
        return 0;
    }
    let Some(version) = dossier.evidence.get(one.evidence) else { return u64::MAX };
    let Some(record) = version.facts.records.get(one.record) else { return u64::MAX };
    let telling = Telling::of_record(record, version, lexicon);
    let untold = wanted.iter().enumerate().filter(|(_, wanted)| cover(wanted, Some(record), &telling, lexicon) == Cover::Untold);
    untold.fold(0, |bits, (at, _)| bits | 1 << at.min(63))
}

impl Named {
    /// Whether a version answers to the name.
    #[must_use]
    pub fn holds(&self, evidence: usize, dossier: &Dossier) -> bool {
        let key = |n: usize| dossier.evidence.get(n).map(|version| (version.time(), n));
        self.versions.binary_search_by_key(&key(evidence), |n| key(*n)).is_ok()
    }

    fn find(reference: Reference, dossier: &Dossier) -> Self {
        let mut versions = match &reference {
            Reference::Url(_) => Vec::new(),
            Reference::Path(path) => of_path(path, dossier),
            Reference::Glob(glob) => of_glob(glob, dossier),
        };
        // What keeps a table of what was rotated or provisioned tells more than how, wherever it lies.
        let keeps =
            |n: &usize| dossier.evidence.get(*n).is_some_and(|e| Keeping::of(&e.facts.kind).is_some());
        // A checklist says what is to be done; it proves nothing of it, not even what it says of itself.
        let only_checklists = versions.iter().all(|n| is_checklist(*n, dossier)) && !versions.is_empty();
        versions.retain(|n| !is_checklist(*n, dossier));
        let is_procedure = only_checklists
            || matches!(&reference, Reference::Path(path) | Reference::Glob(path) if is_procedure(path))
                && !versions.iter().any(keeps);
        versions.sort_by_key(|n| dossier.evidence.get(*n).map(|version| (version.time(), *n)));
        Self { reference, is_procedure, versions }
    }
}

/// Whether a version is one of the checklist, or of a filled copy of it.
fn is_checklist(evidence: usize, dossier: &Dossier) -> bool {
    let Some(version) = dossier.evidence.get(evidence).filter(|one| one.facts.checklist.is_some()) else {
        return false;
    };
    let (history, path) = (&dossier.history, &version.path);
    let is_copy = || dossier.copies.values().flatten().any(|copy| copy.path == *path);
    history.templates.contains(path) || history.copies.contains(path) && is_copy()
}

/// A path: the file itself; else the files of that folder; else, for a bare name, the files so named anywhere.
fn of_path(path: &str, dossier: &Dossier) -> Vec<usize> {
    let path = path.trim_end_matches('/');
    let all = |keep: &dyn Fn(&str) -> bool| {
        dossier.evidence.iter().enumerate().filter(|(_, e)| keep(&e.path)).map(|(n, _)| n).collect::<Vec<_>>()
    };
    let itself = all(&|its| its == path);
    if !itself.is_empty() {
        return itself;
    }
    let inside = all(&|its| its.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
    if !inside.is_empty() || path.contains('/') {
        return inside;
    }
    all(&|its| its.rsplit('/').next() == Some(path))
}

/// A glob; without a slash it is a glob on the file name.
fn of_glob(glob: &str, dossier: &Dossier) -> Vec<usize> {
    let Ok(compiled) = path_glob(glob) else { return Vec::new() };
    let matcher = compiled.compile_matcher();
    let bare = !glob.contains('/');
    let fits = |path: &str| {
        let name = if bare { path.rsplit('/').next().unwrap_or(path) } else { path };
        matcher.is_match(name)
    };
    dossier.evidence.iter().enumerate().filter(|(_, e)| fits(&e.path)).map(|(n, _)| n).collect()
}

/// Runbooks, workflows, scripts and plans tell *how* something is done.
#[must_use]
pub fn is_procedure(path: &str) -> bool {
    let path = path.to_lowercase();
    let name = path.rsplit('/').next().unwrap_or(&path);
    let ends = |ending: &str| name.ends_with(ending);
    path.contains("runbook/")
        || path.contains("runbooks/")
        || path.contains(".github/workflows/")
        || path.starts_with("scripts/")
        || [".sh", ".mjs", ".ps1"].iter().any(|ending| ends(ending))
        || (!path.contains('/') && (ends(".yml") || ends(".yaml")))
}

/// What single runs must measure to decide a criterion; `None` where none could.
fn measured(criterion: &Criterion) -> Option<&str> {
    match criterion {
        Criterion::Budget { metric, .. } => Some(metric.measured()),
        Criterion::Status { .. } => Some(Metric::LATENCY),
        _ => None,
    }
}

/// The measurements of a metric that are about what an item is about, by time.
fn answering(subjects: &[BTreeSet<String>], metric: &str, dossier: &Dossier) -> Vec<usize> {
    let all = dossier.measured.iter().enumerate();
    let about =
        all.filter(|(_, m)| m.measurement.metric.name() == metric && answers::is_about(subjects, m, dossier));
    about.map(|(n, _)| n).collect()
}

/// The series of some measurements: labels by target.
fn series(runs: &[usize], dossier: &Dossier) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
    let mut found: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
    for one in runs.iter().filter_map(|n| dossier.measured.get(*n)) {
        let its = &one.measurement;
        let target = if its.metric.is_of_lighthouse() { &its.target } else { &one.series };
        found.entry(target.clone()).or_default().insert(its.label.clone());
    }
    found
}

/// The measurements of a metric that could decide a criterion, by time, and whether the named evidence narrowed them. `general`: whether
/// the words alone are about such measurements.
fn runs(
    criterion: &Criterion,
    metric: &dyn Fn(&Metric) -> bool,
    named: &[Named],
    general: bool,
    dossier: &Dossier,
) -> (Vec<usize>, bool) {
    let of_metric = dossier.measured.iter().enumerate().filter(|(_, m)| {
        let its = &m.measurement;
        metric(&its.metric) && criterion.is_on(&its.label, &its.target)
    });
    let of_metric = of_metric.map(|(n, _)| n).collect::<Vec<_>>();
    let sources =
        named.iter().filter(|named| !named.is_procedure && !matches!(named.reference, Reference::Url(_)));
    let sources = sources.collect::<Vec<_>>();
    // Lighthouse metrics speak for themselves, latency only where the words are about such checks.
    let general = general || matches!(criterion, Criterion::Budget { target: Some(_), .. });
    let in_general = || (if general { of_metric.clone() } else { Vec::new() }, false);
    if sources.is_empty() {
        return in_general();
    }
    let told_by = sources
        .iter()
        .flat_map(|named| named.versions.iter().copied())
        .collect::<std::collections::BTreeSet<_>>();
    let keep =
        |n: &usize| dossier.measured.get(*n).is_some_and(|m| m.tellers.iter().any(|t| told_by.contains(t)));
    let told = of_metric.iter().copied().filter(keep).collect::<Vec<_>>();
    // A named document (a plan, a matrix) tells no measurement at all: then it does not narrow the choice.
    let names_tellers = told_by.iter().filter_map(|n| dossier.evidence.get(*n)).any(|e| e.facts.is_record());
    if told.is_empty() && !names_tellers && !told_by.is_empty() { in_general() } else { (told, true) }
}
