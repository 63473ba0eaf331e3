//! One pass from left to right: the subject gathers, a bound spends it.

use crate::assess::reading::grammar::bound::{About, Bound, is_label_of, label_of};
use crate::assess::reading::grammar::parsed::{Loose, Parsed, ReadCriteria, Use};
use crate::assess::reading::grammar::phrase::{Measure, Quantity, Words};
use crate::assess::reading::grammar::text::{Lexed, Lexer, Token};
use crate::lexicon::vocabulary::{VOCABULARY, has};
use crate::model::criterion::{Criterion, Statistic};
use crate::model::measurement::Metric;
use std::ops::Range;

/// The compiled grammar.
#[derive(Debug)]
pub struct Grammar {
    lexer: Lexer,
}

impl Default for Grammar {
    fn default() -> Self {
        Self::new()
    }
}

impl Grammar {
    /// Compiles the grammar.
    pub fn new() -> Self {
        Self { lexer: Lexer::new() }
    }

    /// How many milliseconds a unit of time has.
    pub fn millis(unit: &str) -> Option<f64> {
        if unit == "m" { Some(6e4) } else { scale(&VOCABULARY.times, unit) }
    }

    /// Whether a word says that a number counts hundredths.
    pub fn is_percent(word: &str) -> bool {
        has(&VOCABULARY.percents, word)
    }

    /// How many bytes a unit of sizes has.
    pub fn bytes(unit: &str) -> Option<f64> {
        scale(&VOCABULARY.sizes, unit)
    }

    /// Everything computable in an item's Markdown.
    pub fn read(&self, text: &str) -> ReadCriteria {
        let parsed = self.parse(text);
        let place = |at: usize| parsed.tokens.get(at).map(|(_, range)| range.clone()).unwrap_or_default();
        let unread = parsed.unread.iter();
        let unread =
            unread.filter_map(|range| parsed.shown.get(place(range.start).start..place(range.end - 1).end));
        ReadCriteria { unread: unread.map(ToOwned::to_owned).collect(), criteria: parsed.criteria }
    }

    /// The tokens of an item's Markdown, with what was read of each.
    pub fn parse(&self, text: &str) -> Parsed {
        let Lexed { shown, tokens, named } = self.lexer.tokens(text);
        let mut reader = Reader::of(Words { tokens: &tokens });
        reader.pass();
        let Reader { criteria, mut used, names, loose, unread, .. } = reader;
        // A name such as `performance` is read only where some bound is on it.
        if criteria
            .iter()
            .any(|criterion| matches!(criterion, Criterion::Budget { .. } | Criterion::Status { .. }))
        {
            used.extend(names.into_iter().map(|range| (range, Use::Bound)));
        }
        Parsed { criteria, used, loose, unread, shown, tokens, named }
    }

    /// Its criteria alone.
    pub fn criteria(&self, text: &str) -> Vec<Criterion> {
        self.read(text).criteria
    }

    /// Whether the words speak of smoke checks in general, so that every check may decide an unnamed latency budget.
    pub fn is_about_checks(text: &str) -> bool {
        let text = text.to_lowercase();
        ["smoke", "synthetic", "latency", "probe", "response time", "health check"]
            .iter()
            .any(|word| text.contains(word))
    }
}

/// How a bound is joined to the metric before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reach {
    /// Nothing of meaning stands between.
    #[default]
    Near,
    /// Words that begin with a preposition: `LCP on the product page`.
    Of,
    /// Other words.
    Far,
}

/// What the next bound is about.
#[derive(Debug, Default)]
struct SubjectWords {
    metrics: Vec<&'static str>,
    statistics: Vec<Statistic>,
    labels: Vec<&'static str>,
    /// The statistic stands behind the last bound: `error rate < 1 %, p95 latency < 300 ms`.
    is_ahead: bool,
    reach: Reach,
    /// A bound was read: what comes now begins anew, and another bound in the same list inherits.
    spent: bool,
    /// The last word was `and`, a comma or the like: what comes now stands beside what came.
    joined: bool,
    /// A limit was announced: `budgets: mock 300 ms, live 800 ms`.
    announced: bool,
}

/// Adds to a list behind `and`, else begins it anew.
fn add<T>(list: &mut Vec<T>, item: T, joined: bool) {
    if !joined {
        list.clear();
    }
    list.push(item);
}

impl SubjectWords {
    fn metric(&mut self, metric: &'static str) {
        if self.spent {
            let statistics = if self.is_ahead { std::mem::take(&mut self.statistics) } else { Vec::new() };
            *self = Self { announced: self.announced, statistics, ..Self::default() };
        }
        add(&mut self.metrics, metric, self.joined && self.reach == Reach::Near);
        (self.reach, self.joined) = (Reach::Near, false);
    }

    fn statistic(&mut self, statistic: Statistic) {
        add(&mut self.statistics, statistic, self.joined && !self.spent);
        self.is_ahead = self.spent;
        self.joined = false;
    }

    fn label(&mut self, label: &'static str) {
        add(&mut self.labels, label, self.joined && !self.spent);
        self.joined = false;
    }

    fn join(&mut self) {
        // `TTI reviewed, smoke …`: what comes is about something else.
        if self.reach == Reach::Far {
            *self = Self::default();
        }
        self.joined = true;
    }

    fn preposition(&mut self) {
        if self.reach == Reach::Near {
            self.reach = Reach::Of;
        }
    }

    fn stranger(&mut self) {
        if self.spent {
            *self = Self::default();
        }
        self.labels.clear();
        self.announced = false;
        if self.reach == Reach::Near {
            self.reach = Reach::Far;
        }
    }
}

struct Reader<'a> {
    words: Words<'a>,
    subject: SubjectWords,
    /// Where the clause begins.
    since: usize,
    target: Option<&'a str>,
    /// The item speaks of how long answers take.
    about_latency: bool,
    criteria: Vec<Criterion>,
    unread: Vec<Range<usize>>,
    used: Vec<(Range<usize>, Use)>,
    /// Metrics, statistics, labels and words for limits.
    names: Vec<Range<usize>>,
    loose: Vec<Loose>,
}

impl<'a> Reader<'a> {
    fn of(words: Words<'a>) -> Self {
        let speaks = |at| words.word(at).is_some_and(|word| has(&VOCABULARY.answers_take, word));
        let target = words.tokens.iter().find_map(|(token, _)| match token {
            Token::Url(url) => Some(url.as_str()),
            _ => None,
        });
        let about_latency = target.is_some() || (0..words.tokens.len()).any(speaks);
        let subject = SubjectWords::default();
        Self {
            words,
            subject,
            since: 0,
            target,
            about_latency,
            criteria: Vec::new(),
            unread: Vec::new(),
            used: Vec::new(),
            names: Vec::new(),
            loose: Vec::new(),
        }
    }

    fn pass(&mut self) {
        let mut at = 0;
        while at < self.words.tokens.len() {
            at = self.criterion(at).or_else(|| self.bounded(at)).unwrap_or_else(|| self.name(at));
        }
    }

    fn push(&mut self, criterion: Criterion) {
        if !self.criteria.contains(&criterion) {
            self.criteria.push(criterion);
        }
    }

    /// A window, a wait or a status.
    fn criterion(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.words.given(at) {
            self.used.push((at..end, Use::Window));
            return Some(end);
        }
        let window = self.words.window(at, self.since).or_else(|| self.words.wait(at, self.since));
        let window = window.or_else(|| self.words.day(at));
        let is_window = window.is_some();
        let (criterion, end) = window.or_else(|| self.words.status(at))?;
        self.used.push((at..end, if is_window { Use::Window } else { Use::Bound }));
        self.push(criterion);
        self.since = end;
        Some(end)
    }

    /// A bound, with what it says of the subject.
    fn bounded(&mut self, at: usize) -> Option<usize> {
        let mut bound = self.words.bound(at, self.subject.announced)?;
        // `fewer than 1 % errors`
        let is_share = bound.limits.last().is_some_and(|(_, quantity)| quantity.measure == Measure::Percent);
        if let Some(end) = self.words.any(bound.end, &VOCABULARY.errors).filter(|_| is_share) {
            bound.end = end;
            self.subject = SubjectWords { metrics: vec![Metric::ERROR_RATE], ..SubjectWords::default() };
        }
        let criteria = self.resolved(&bound);
        let is_measured = bound.limits.iter().any(|(_, quantity)| quantity.measure != Measure::Bare);
        if criteria.is_empty() {
            if is_measured {
                self.unread.push(at..bound.end);
            }
            // `at least a day before the release` is no length.
            let beside = [&VOCABULARY.before_it, &VOCABULARY.after].into_iter();
            let mut beside = beside.filter_map(|words| self.words.any(bound.end, words));
            if !(is_measured && beside.any(|end| self.words.event(end).is_some())) {
                self.loose.extend(bound.loose(at));
            }
            self.subject = SubjectWords::default();
        } else {
            self.used.push((at..bound.end, Use::Bound));
        }
        criteria.into_iter().for_each(|criterion| self.push(criterion));
        // `budget 300 ms (mock), 800 ms (live)`
        self.subject.announced |= self.words.any(at, &VOCABULARY.limits).is_some();
        (self.subject.spent, self.subject.joined, self.subject.reach) = (true, false, Reach::Near);
        self.subject.is_ahead = false;
        self.since = bound.end;
        Some(bound.end)
    }

    /// A bound for each metric, statistic and label of the subject.
    fn resolved(&self, bound: &Bound) -> Vec<Criterion> {
        let Some((_, quantity)) = bound.limits.last() else { return Vec::new() };
        let subject = &self.subject;
        // A label behind the number is the number's own, unless one stood before it.
        let fresh = !subject.spent || bound.labels.is_empty();
        let labels = if subject.labels.is_empty() || !fresh { &bound.labels } else { &subject.labels };
        let statistics =
            if subject.statistics.is_empty() { &[Statistic::Latest][..] } else { &subject.statistics };
        let metrics = self.metrics(quantity, labels);
        let mut found = Vec::new();
        for metric in metrics {
            let own = labels
                .iter()
                .copied()
                .filter(|label| is_label_of(label, metric))
                .map(Some)
                .collect::<Vec<_>>();
            for label in if own.is_empty() { vec![None] } else { own } {
                for statistic in statistics {
                    let target = self.target;
                    let is_latency = metric == Metric::LATENCY;
                    let label = label.or_else(|| target.filter(|_| is_latency).and_then(label_of));
                    let about = About { metric, statistic: *statistic, label, target };
                    let Some(criteria) = about.criteria(&bound.limits) else { return Vec::new() };
                    found.extend(criteria);
                }
            }
        }
        found
    }

    /// The metrics that a number bounds: those of the subject, all of which it must fit; else latency, where the words speak of it.
    fn metrics(&self, quantity: &Quantity, labels: &[&str]) -> Vec<&'static str> {
        let (words, subject) = (self.words, &self.subject);
        let about = |metric| About { metric, statistic: Statistic::Latest, label: None, target: None };
        let is_score = quantity.measure != Measure::Millis && quantity.measure != Measure::Bytes;
        let is_of_errors = words.any(quantity.end, &VOCABULARY.errors).is_some();
        let counts_things = words.counts_things(quantity.end) && !is_of_errors;
        let reaches = !is_score || (subject.reach != Reach::Far && !counts_things);
        let is_setting = words.speaks_of(self.since..quantity.end + 1, &VOCABULARY.no_latency);
        let named = subject.metrics.clone();
        if !named.is_empty() && reaches && named.iter().all(|metric| about(metric).fits(quantity)) {
            let is_latency = named.contains(&Metric::LATENCY);
            return if is_latency && is_setting { Vec::new() } else { named };
        }
        let is_check = labels.iter().any(|label| is_label_of(label, Metric::LATENCY));
        let is_told =
            is_check || (named.is_empty() && (self.about_latency || !subject.statistics.is_empty()));
        let is_latency = about(Metric::LATENCY).fits(quantity) && is_told && !is_setting;
        if is_latency { vec![Metric::LATENCY] } else { Vec::new() }
    }

    /// What stands here is no criterion: it names the subject, or it is passed over.
    fn name(&mut self, at: usize) -> usize {
        let words = self.words;
        let named = words.metric(at).map(|(_, end)| end).or_else(|| words.statistic(at).map(|(_, end)| end));
        let named = named
            .or_else(|| words.label(at).map(|(_, end)| end))
            .or_else(|| words.any(at, &VOCABULARY.limits));
        self.names.extend(named.map(|end| at..end));
        if let Some((metric, end)) = words.metric(at) {
            self.subject.metric(metric);
            self.since = if metric == Metric::LATENCY { end } else { self.since };
            return end;
        }
        if let Some((statistic, end)) = words.statistic(at) {
            self.subject.statistic(statistic);
            return end;
        }
        if let Some(end) = words.event(at) {
            self.subject.stranger();
            return end;
        }
        if let Some((label, end)) = words.label(at) {
            self.subject.label(label);
            return end;
        }
        if let Some(end) = words.any(at, &VOCABULARY.limits) {
            let before = at.checked_sub(1).and_then(|before| words.word(before));
            self.subject.announced = before.is_none_or(|word| !has(&VOCABULARY.keeping, word));
            return end;
        }
        match words.token(at) {
            Some(Token::Url(url)) => self.target = Some(url),
            Some(Token::Mark(';' | '.' | '|')) => {
                if !self.subject.spent || words.is_mark(at, ".|") {
                    self.subject =
                        SubjectWords { announced: self.subject.announced, ..SubjectWords::default() };
                }
                self.since = at;
            }
            Some(Token::Mark('/')) if self.is_stranger(at + 1) => {}
            Some(Token::Mark(',' | '/' | '&' | '+')) => self.joint(at),
            Some(Token::Mark(_)) => {}
            _ if words.any(at, &["and", "und", "et", "y"]).is_some() => self.joint(at),
            _ if words.any(at, &VOCABULARY.prepositions).is_some() => self.subject.preposition(),
            _ if words.any(at, &VOCABULARY.fillers).is_some() => {}
            _ => self.subject.stranger(),
        }
        at + 1
    }

    /// Whether an unknown word stands here: then a slash before it is part of a path.
    fn is_stranger(&self, at: usize) -> bool {
        let words = self.words;
        words.word(at).is_some()
            && words.metric(at).is_none()
            && words.label(at).is_none()
            && words.statistic(at).is_none()
            && words.sign(at).is_none()
    }

    fn joint(&mut self, at: usize) {
        self.subject.join();
        if self.words.is_mark(at, ",") {
            self.since = at;
        }
    }
}

fn scale(units: &[(f64, Vec<String>)], unit: &str) -> Option<f64> {
    units.iter().find(|(_, names)| has(names, unit)).map(|(scale, _)| *scale)
}
