//! What an item demands, together with everything in the whole history that could ever answer it.
//!
//! Made once for each distinct item text, so that judging a release is a look near its time and not a search.

use crate::assess::candidates::named::{NamedEvidence, products};
use crate::assess::candidates::question::{Candidates, Question, allowing, figure_of, is_of_records};
use crate::assess::candidates::record::CandidateRecord;
use crate::assess::candidates::records::{Records, Sources};
use crate::assess::candidates::{approver::Approver, overrides::Override, subjects};
use crate::assess::coverage::item_words::ItemWords;
use crate::assess::reading::{self, acts, grammar::own, grammar::parser::Grammar, pin, topic_words};
use crate::assess::result::judgement::Terms;
use crate::config::ItemOverride;
use crate::lexicon::Lexicon;
use crate::model::checklist::{Item, Phase, Reference};
use crate::model::reading::{Ask, Counted, Reading, Test, Wanted};
use crate::model::{act::Act, criterion::Criterion, criterion::Op, dossier::Dossier, evidence::Kind};
use crate::read::checklist::mention;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Shorter times are how long something took.
const MINUTE: f64 = 6e4;

/// One item's demands.
#[derive(Clone, Debug, Default)]
pub struct Demand {
    /// In the order of the words.
    pub questions: Vec<Question>,
    /// In the order of the words.
    pub named: Vec<NamedEvidence>,
    /// The words by which checks are known to be of it, where it applies after the tag and names no evidence.
    pub words: BTreeSet<String>,
    /// What it is about, under the same conditions: any of these.
    pub subjects: Vec<BTreeSet<String>>,
    /// Records that name the item themselves, by time.
    pub offered: Vec<CandidateRecord>,
    /// Rows of tables that the item may name; none where something else is asked than that it was done.
    pub rows: NamedRows,
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
    /// Its words, by which the names of records are compared.
    pub words_asked: ItemWords,
    /// Where the words offer a choice, each side of it as a demand of its own.
    pub alternatives: Vec<Self>,
}

impl Demand {
    /// Whether it asks what was done from the tag on.
    pub fn asks_for_acts(&self) -> bool {
        let asks = |question: &Question| matches!(question.criterion, Criterion::Act(_));
        self.questions.iter().any(asks) || self.alternatives.iter().any(Self::asks_for_acts)
    }

    /// Reads an item's words, as far as configuration does not replace them, and finds all that could answer them.
    pub fn of(item: &Item, phase: Phase, own: Option<&Override<'_>>, on: Sources<'_>) -> Self {
        let Sources { grammar, lexicon, dossier, records } = on;
        let item = &Item { text: mention::with_ticks(&item.text).into_owned(), ..item.clone() };
        let approvers = own.map(|own| own.approvers.clone()).unwrap_or_default();
        let own = own.map(|own| own.rule);
        let (pin, misread) = pin::of(item, own, lexicon).map_or_else(|e| (None, Some(e)), |pin| (pin, None));
        let is_pinned = pin.is_some();
        let mut reading = match &pin {
            Some((pin, _)) => pin::reading(pin, lexicon),
            None => reading::read(&item.text, &item.references, grammar, lexicon),
        };
        let sides = if is_pinned { Vec::new() } else { reading::sides(&item.text, lexicon) }.into_iter();
        let mut unread = if is_pinned { Vec::new() } else { grammar.read(&item.text).unread };
        let mut asks = replaced(&mut reading, own, &mut unread);
        let by_pin = pin.as_ref().map(|(pin, _)| pin.evidence.as_slice()).unwrap_or_default();
        let named = named(item, own, by_pin, dossier);
        let about_checks = is_pinned || Grammar::is_about_checks(&item.text);
        let phase = own.and_then(|own| own.phase).unwrap_or(phase);
        let speaks = !is_pinned && phase != Phase::Before && products(&named).next().is_none();
        let own_words = Some(own::own_words(&item.text)).filter(|_| speaks).unwrap_or_default();
        let subjects = subjects::subjects(&own_words);
        let about = Some(subjects.as_slice()).filter(|_| speaks && !about_checks);
        let acts = if is_pinned { Vec::new() } else { acts(&item.text, phase, &named, lexicon) };
        let until = until(&acts, &mut asks, &mut reading.free, lexicon);
        let words_asked = ItemWords::of(&reading, lexicon);
        let search = Search { item: &words_asked, named: &named, about, about_checks, on };
        let (mut questions, mut untyped) = search.all(asks, &reading, !approvers.is_empty());
        if !acts.is_empty() || speaks {
            leave_to(&acts, &mut reading, &mut questions, &mut untyped, lexicon);
        }
        let questions = allowing(acts.into_iter().chain(questions).chain(until).collect());
        let off = own.and_then(|own| own.off.clone());
        let terms =
            Terms { unread, is_configured: own.is_some(), off, pinned: pin.map(|(_, place)| place), misread };
        let side = |text| Self::of(&Item { text, ..item.clone() }, phase, None, on);
        Self {
            rows: rows_of((&words_asked, is_pinned), &reading, &questions, &named, records),
            questions,
            named,
            words: topic_words::words_of(&own_words),
            subjects,
            offered: if is_pinned { Vec::new() } else { records.naming(item) },
            phase: own.and_then(|own| own.phase),
            approvers,
            terms,
            words_asked,
            reading: Arc::new(reading),
            untyped,
            alternatives: sides.map(side).collect(),
        }
    }

    /// The demand of a declared target: what stands beside its limits declares it, and asks nothing.
    pub fn declared(mut self) -> Self {
        self.questions
            .iter_mut()
            .for_each(|question| (question.left, question.wanted) = (Vec::new(), Vec::new()));
        self.untyped = Vec::new();
        self.reading = Arc::new(Reading { left: Vec::new(), ..(*self.reading).clone() });
        self
    }

    /// Reads a step's words: what it asks to be done, and the logs in which that is written down.
    pub fn of_step(text: &str, phase: Phase, on: Sources<'_>) -> Self {
        let Sources { grammar, lexicon, dossier, .. } = on;
        let named = mention::references(text, "")
            .into_iter()
            .map(|reference| NamedEvidence::find(reference, dossier));
        let named = named.filter(|named| matches!(&named.reference, Reference::Path(_) | Reference::Glob(_)));
        let named = named.filter(|named| !named.is_procedure).collect::<Vec<_>>();
        let references = named.iter().map(|named| named.reference.clone()).collect::<Vec<_>>();
        let Reading { mut asks, mut free, .. } = reading::read(text, &references, grammar, lexicon);
        let mut questions = acts(text, phase, &named, lexicon);
        let until = until(&questions, &mut asks, &mut free, lexicon);
        questions.extend(until);
        Self { questions, named, ..Self::default() }
    }

    /// The window that the item demands before the release, in seconds.
    pub fn window(&self) -> Option<i64> {
        self.questions.iter().find_map(|question| match question.criterion {
            Criterion::Within { seconds } => Some(seconds),
            _ => None,
        })
    }
}

/// Rows of tables whose names an item has.
#[derive(Clone, Debug, Default)]
pub struct NamedRows {
    /// The rows, by time.
    pub all: Vec<CandidateRecord>,
    /// All that one of them must tell.
    pub wanted: Vec<Wanted>,
}

/// The rows that an item may name, where it names no file and asks for no more than that something was done.
fn rows_of(
    (item, is_pinned): (&ItemWords, bool),
    reading: &Reading,
    questions: &[Question],
    named: &[NamedEvidence],
    recorded: &Records,
) -> NamedRows {
    let is_plain = |question: &Question| {
        matches!(&question.criterion, Criterion::Done(deed)
            if !deed.whole && deed.branch.is_none() && deed.procedure.is_none())
    };
    if is_pinned || products(named).next().is_some() || !questions.iter().all(is_plain) {
        return NamedRows::default();
    }
    let asked = reading.asks.iter().flat_map(|ask| &ask.wanted);
    let wanted = asked.chain(&reading.free).chain(&reading.things).cloned().collect();
    NamedRows { all: recorded.rows.named_by(item), wanted }
}

/// Takes from what evidence must tell the words that acts ask with.
fn leave_to(
    acts: &[Question],
    reading: &mut Reading,
    questions: &mut Vec<Question>,
    untyped: &mut Vec<Wanted>,
    lexicon: &Lexicon,
) {
    let acted = questions.extract_if(.., |question| is_told_by(acts, &question.criterion));
    untyped.extend(acted.flat_map(|question| question.wanted));
    let acts = acts
        .iter()
        .filter_map(|question| if let Criterion::Act(act) = &question.criterion { Some(act) } else { None });
    let acts = acts.chain([&Act::Looked]).collect::<Vec<_>>();
    let rest = |words: &str| acts::without_own_words(words, &acts, lexicon);
    let is_left = |wanted: &mut Wanted| {
        // No act takes a number.
        if wanted.test != Test::Told {
            return true;
        }
        wanted.words = rest(&wanted.words);
        lexicon.content(&wanted.words).next().is_some()
    };
    questions.iter_mut().for_each(|question| question.wanted.retain_mut(is_left));
    untyped.retain_mut(is_left);
    let own = reading.left.iter().copied().filter(|span| !rest(reading.words(*span)).is_empty());
    reading.left = own.collect();
}

/// `announced within one hour`: how long after the tag what is to be done from then on may be, where a moment tells that it was done.
fn until(acts: &[Question], asks: &mut [Ask], free: &mut Vec<Wanted>, lexicon: &Lexicon) -> Option<Question> {
    let all = acts.iter().map(|question| match &question.criterion {
        Criterion::Act(act @ (Act::Told { .. } | Act::Launched { .. } | Act::Archived { .. })) => Some(act),
        _ => None,
    });
    let all = all.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())?;
    let is_of_acts =
        |words: &str| lexicon.content(&acts::without_own_words(words, &all, lexicon)).next().is_none();
    let seconds = |wanted: &Wanted| match &wanted.test {
        Test::Figure(limits, Counted::Millis) if is_of_acts(&wanted.words) => match limits.as_slice() {
            [(Op::AtMost | Op::Below, millis)] if *millis >= MINUTE => Some(whole_seconds(*millis)),
            _ => None,
        },
        _ => None,
    };
    let mut all = asks.iter_mut().map(|ask| &mut ask.wanted).chain([free]);
    let seconds = all.find_map(|wanted| {
        let at = wanted.iter().position(|wanted| seconds(wanted).is_some())?;
        seconds(&wanted.remove(at))
    })?;
    Some(Question::just(Criterion::Within { seconds }))
}

#[expect(clippy::cast_possible_truncation, reason = "spans of time are far below")]
fn whole_seconds(millis: f64) -> i64 {
    (millis / 1e3) as i64
}

/// Who was told, and of what, is judged by an act where there is one.
fn is_told_by(acts: &[Question], criterion: &Criterion) -> bool {
    let tells = |question: &Question| matches!(question.criterion, Criterion::Act(Act::Told { .. }));
    let is_telling = match criterion {
        Criterion::Done(deed) => deed.kind == Kind::Briefing,
        Criterion::SignedOff { .. } => true,
        _ => false,
    };
    is_telling && acts.iter().any(tells)
}

/// What the item names, or what configuration or a pin names instead.
fn named(
    item: &Item,
    own: Option<&ItemOverride>,
    by_pin: &[String],
    dossier: &Dossier,
) -> Vec<NamedEvidence> {
    let replaced =
        own.and_then(|own| own.evidence.as_deref()).or(Some(by_pin).filter(|globs| !globs.is_empty()));
    let references = match replaced {
        Some(globs) => globs.iter().cloned().map(Reference::Glob).collect(),
        None => item.references.clone(),
    };
    references.into_iter().map(|reference| NamedEvidence::find(reference, dossier)).collect()
}

/// Where what an item asks is looked for.
struct Search<'a> {
    item: &'a ItemWords,
    named: &'a [NamedEvidence],
    /// What answers must be about, where the words alone tell which.
    about: Option<&'a [BTreeSet<String>]>,
    about_checks: bool,
    on: Sources<'a>,
}

impl Search<'_> {
    /// What could answer each ask, and what a named record must tell itself.
    fn all(&self, asks: Vec<Ask>, reading: &Reading, has_approvers: bool) -> (Vec<Question>, Vec<Wanted>) {
        let Self { item, named, about, about_checks, on } = *self;
        let mut untyped = reading.free.clone();
        let mut questions: Vec<Question> = Vec::new();
        let mut figures = Vec::new();
        let asks_record = asks.iter().any(|ask| matches!(ask.criterion, Criterion::Done(_)));
        for ask in asks {
            if matches!(ask.criterion, Criterion::Fact { .. }) {
                questions.push(Question { wanted: ask.wanted, ..Question::just(ask.criterion) });
                continue;
            }
            let is_of_runs = !is_of_records(&ask.criterion);
            let found = match is_of_runs {
                true => {
                    let runs = Question::of_runs(&ask, named, about, about_checks, on);
                    match figure_of(&ask).filter(|_| {
                        runs.measurements().runs.is_empty()
                            && runs.measurements().figures.is_empty()
                            && (asks_record || products(named).next().is_some())
                    }) {
                        Some(figure) => {
                            figures.push(figure);
                            untyped.extend(ask.wanted);
                            continue;
                        }
                        None => Some(runs),
                    }
                }
                false => Question::of(&ask, (item, reading), named, on),
            };
            match found {
                Some(question) => questions.push(question),
                None => untyped.extend(ask.wanted.into_iter().chain(reading.things.iter().cloned())),
            }
        }
        if has_approvers {
            // Whether somebody approved is judged by who did.
            untyped.retain(|wanted| !reading::is_decision(&wanted.words, on.lexicon));
        }
        // A number that no measurement tells may stand in the record itself.
        match questions.iter_mut().find(|question| matches!(question.criterion, Criterion::Done(_))) {
            Some(done) => done.want(figures, on),
            None => untyped.extend(figures),
        }
        (questions, untyped)
    }
}

/// What is asked, as far as configuration does not replace it.
fn replaced(reading: &mut Reading, own: Option<&ItemOverride>, unread: &mut Vec<String>) -> Vec<Ask> {
    let mut asks = reading.asks.clone();
    if let Some(budgets) = own.and_then(|own| own.budget.as_ref()) {
        // Whoever replaces what the words demand has read them.
        (reading.free, reading.left) = (Vec::new(), Vec::new());
        unread.clear();
        asks.retain(|ask| !matches!(ask.criterion, Criterion::Budget { .. }));
        asks.extend(budgets.iter().map(|criterion| Ask {
            criterion: criterion.clone(),
            wanted: Vec::new(),
            span: 0,
        }));
    }
    if let Some(seconds) = own.and_then(|own| own.within) {
        asks.retain(|ask| !matches!(ask.criterion, Criterion::Within { .. }));
        asks.push(Ask { criterion: Criterion::Within { seconds }, wanted: Vec::new(), span: 0 });
    }
    asks
}

/// What is to be done from the tag on. A pin switches it off, as all that is inferred from the words.
fn acts(text: &str, phase: Phase, named: &[NamedEvidence], lexicon: &Lexicon) -> Vec<Question> {
    let references = named.iter().map(|named| named.reference.clone()).collect::<Vec<_>>();
    let among = || {
        let versions =
            products(named).flat_map(|named| named.versions.iter().copied()).collect::<BTreeSet<_>>();
        products(named).next().map(|_| versions)
    };
    let acts = acts::acts(text, phase, &references, lexicon).into_iter();
    acts.map(|act| Question { candidates: Candidates::Named(among()), ..Question::just(Criterion::Act(act)) })
        .collect()
}
