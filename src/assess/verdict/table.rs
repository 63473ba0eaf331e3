//! The table of verdicts: from how criteria came out, and what of the words is left over, to a verdict with its reason.

use crate::assess::candidates::{demand::Demand, named::NamedEvidence};
use crate::assess::coverage::cover::{ended, is_among};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::result::judgement::{JudgedCriterion, Outcome};
use crate::assess::result::{reason::Reason, verdict::Verdict};
use crate::assess::verdict::denied::speaks_otherwise;
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem, words::Name};
use crate::model::checklist::{Mark, Phase, Reference};
use crate::model::evidence::Evidence;
use crate::model::fact::{GitFact, PathChange};
use crate::model::reading::{Reading, Role};
use crate::model::record::{Conclusion, Part, Record};
use crate::model::{
    criterion::Criterion, evidence::State, inventory::InventoryKind, kinds::Property, measurement::Metric,
};
use std::collections::BTreeSet;

/// What a reference resolved to.
pub(super) struct Resolved<'a> {
    pub(super) named: &'a NamedEvidence,
    pub(super) version: Option<usize>,
}

/// The versions of what is named that are no procedures.
pub(super) fn documents<'a>(resolved: &'a [Resolved<'_>]) -> impl Iterator<Item = usize> + Clone + 'a {
    resolved.iter().filter(|named| !named.named.is_procedure).filter_map(|named| named.version)
}

/// What the table of verdicts is read by.
pub(super) struct Decision<'a> {
    pub(super) demand: &'a Demand,
    pub(super) criteria: &'a [JudgedCriterion],
    pub(super) resolved: &'a [Resolved<'a>],
    /// Spans that nothing shows.
    pub(super) left: &'a [usize],
    /// A named run that failed by its own numbers.
    pub(super) contradiction: Option<usize>,
}

impl Decision<'_> {
    /// Whether the counts of a version hold that are all that is asked of it: a scan may fail for something else.
    fn answers_by_counts(&self, evidence: usize) -> bool {
        self.criteria.iter().any(|judged| {
            matches!(&judged.criterion, Criterion::Done(deed) if deed.counts)
                && judged.outcome == Outcome::Holds
                && judged.observed.as_ref().is_some_and(|observed| observed.evidence == evidence)
        })
    }

    /// The table of verdicts.
    pub(super) fn decide(&self, mark: &Mark, vantage: &Vantage<'_>) -> (Verdict, Reason) {
        if let Mark::Waived { reason: Some(reason) } = mark {
            return (Verdict::Waived, Reason::Waived { reason: reason.clone() });
        }
        let first = |outcome| self.criteria.iter().position(|judged| judged.outcome == outcome);
        // Bad news needs the same cover as good news: a red record of something else fails nobody's item.
        let is_whole = self.left.is_empty();
        let (failed, stale) = (first(Outcome::Fails), first(Outcome::Stale));
        let contradiction = self.contradiction.filter(|evidence| !self.answers_by_counts(*evidence));
        match (failed, contradiction, stale) {
            (Some(criterion), ..) if is_whole || self.is_named_fault(criterion) => {
                return (Verdict::Failed, Reason::Broken { criterion });
            }
            (None, Some(evidence), _) if is_whole => {
                return (Verdict::Failed, Reason::Contradicted { evidence });
            }
            (None, None, Some(criterion)) if is_whole => {
                return (Verdict::Stale, Reason::Outside { criterion });
            }
            _ => {}
        }
        let is_bad = failed.is_some() || contradiction.is_some() || stale.is_some();
        let missing = shortfall(self.criteria, self.resolved, vantage);
        let missing =
            missing.or_else(|| is_bad.then_some(Reason::LeftOver)).or_else(|| self.lacking(vantage));
        let suffices = self.suffices();
        match (missing, mark) {
            (None, _) if suffices && is_whole => (Verdict::Verified, Reason::AllHold),
            (None, Mark::Ticked) if suffices => (Verdict::Attested, Reason::Half),
            (None, Mark::Ticked) => (Verdict::Attested, Reason::Resolves),
            (None, Mark::Open) if suffices => (Verdict::Open, Reason::Half),
            (None, Mark::Open) => (Verdict::Open, Reason::NotTicked),
            (Some(reason), Mark::Ticked) => (Verdict::Unsupported, reason),
            (Some(reason), Mark::Open) => (Verdict::Open, reason),
            (_, Mark::Waived { .. }) => (Verdict::Open, Reason::WaivedWithoutReason),
        }
    }

    /// That a document has not expired is necessary, never enough.
    fn suffices(&self) -> bool {
        self.criteria.iter().any(|judged| !matches!(judged.criterion, Criterion::Unexpired { .. }))
    }

    /// The named versions that are no procedures.
    fn versions<'v>(&'v self, vantage: &'v Vantage<'_>) -> impl Iterator<Item = &'v Evidence> + Clone {
        documents(self.resolved).filter_map(|n| vantage.dossier.evidence.get(n))
    }

    /// Whether what the item names itself is at fault, a secret or a document: then its other words, as they deny nothing, change nothing.
    fn is_named_fault(&self, criterion: usize) -> bool {
        let is_named = self.criteria.get(criterion).is_some_and(|judged| match &judged.criterion {
            Criterion::Inventory(inventory) => {
                inventory.what == InventoryKind::Secrets && !inventory.names.is_empty()
            }
            Criterion::Unexpired { .. } => true,
            _ => false,
        });
        let role = |span: &usize| self.demand.reading.spans.get(*span).map(|span| span.role);
        is_named
            && self.left.iter().all(|span| matches!(role(span), Some(Role::Rest | Role::Whom | Role::Where)))
    }

    /// Why what is left over forbids a proof: nothing is named on which a plain claim could rest, or it is no plain claim.
    fn lacking(&self, vantage: &Vantage<'_>) -> Option<Reason> {
        let reading = &self.demand.reading;
        let mut named =
            self.resolved.iter().filter_map(|reference| vantage.dossier.evidence.get(reference.version?));
        let of_record = named.any(|version| version.facts.is_record() && !version.facts.records.is_empty());
        let is_plain = |span: &usize| {
            let words = reading.words(*span);
            reading.spans.get(*span).is_some_and(|span| {
                span.role == Role::Rest
                    && !asks_more(reading, span.clause)
                    && !reading.decisions.contains(&span.clause)
                    && !reading.outcomes.contains(&span.clause)
            }) && !says_computable(words, of_record, vantage.lexicon)
                && !is_count(words)
                && !self.has_other_value(words, vantage)
                && !self.is_named_in_part(words, vantage)
                && !asks_all(reading, vantage.lexicon)
        };
        match self.suffices() {
            true if self.left.is_empty() => None,
            true if self.versions(vantage).next().is_none() => Some(Reason::LeftOver),
            true if !self.is_unfinished(vantage) && self.left.iter().all(is_plain) => None,
            true => Some(Reason::LeftOver),
            false if self.is_unfinished(vantage) => Some(Reason::NotRead),
            false if reading.is_computable || !self.left.iter().all(is_plain) => Some(Reason::NotRead),
            false => None,
        }
    }

    /// Whether the deciding record calls itself by a verb of these words and does not tell all of them: `Login checked in Chrome` beside
    /// the record of a login check is no claim of another kind.
    fn is_named_in_part(&self, words: &str, vantage: &Vantage<'_>) -> bool {
        let decided = self.criteria.iter().filter_map(|judged| judged.observed.as_ref()?.record_id());
        let decided = decided.filter_map(|id| vantage.dossier.record(id));
        let titles = decided.flat_map(|(_, record)| vantage.lexicon.compared(&record.title));
        let titles = titles.collect::<BTreeSet<_>>();
        stem::words(words)
            .any(|word| word.ends_with("ed") && titles.contains(&vantage.lexicon.canonical(&word)))
    }

    /// Whether a named record tells another value under a name that the words say: `namespace monitoring` beside `namespace: platform`.
    fn has_other_value(&self, words: &str, vantage: &Vantage<'_>) -> bool {
        let own = stem::words(words).collect::<Vec<_>>();
        let is_other = |(name, value): &(String, String)| {
            let at = own.iter().position(|word| word == name);
            Name::RecordSubject.has(name)
                && is_affirmed(value)
                && at.is_some_and(|at| own.get(at + 1).is_some())
                && !stem::words(value).any(|word| own.contains(&word))
        };
        let mut records = self.versions(vantage).flat_map(|version| &version.facts.records);
        records.any(|record| record.fields.iter().any(is_other))
    }

    /// Whether a named record did not succeed by its own words: then no claim rests on it.
    fn is_unfinished(&self, vantage: &Vantage<'_>) -> bool {
        let mut versions = self.versions(vantage);
        let own = self.demand.reading.spans.iter().enumerate();
        let own =
            own.filter(|(_, span)| span.role != Role::Reference).map(|(at, _)| self.demand.reading.words(at));
        let own = own.collect::<Vec<_>>().join(" ");
        let is_open_row = |part: &Part| {
            is_among(&part.name, &own, vantage.lexicon)
                && ended(part, &own, vantage.lexicon).is_some_and(|ended| ended != Conclusion::Succeeded)
        };
        let asks_filled = stem::words(&own).any(|word| vantage.lexicon.has(&word, Phrase::Filled));
        let is_open_cell = |part: &Part| asks_filled && part.conclusion == Some(Conclusion::Pending);
        let records = versions.clone().flat_map(|version| &version.facts.records).collect::<Vec<_>>();
        versions.clone().any(|version| speaks_otherwise(version, &self.demand.words_asked, vantage))
            || records
                .iter()
                .flat_map(|record| &record.parts)
                .any(|part| is_open_row(part) || is_open_cell(part))
            || denies_row(&records, &own, vantage.lexicon)
            || versions.any(|version| {
                let records = &version.facts.records;
                let ended = records.iter().rev().find_map(|record| record.conclusion);
                // A plan that calls itself a draft is none yet, though it records nothing that was done.
                if !version.facts.is_record() {
                    return ended == Some(Conclusion::Pending);
                }
                // A report of tests that does not tell how they ended, as nothing ran or not all of it, shows none of them.
                let is_report = version.facts.kind.is(Property::Suite) && !records.is_empty();
                ended.map_or(is_report, |ended| ended != Conclusion::Succeeded)
            })
    }
}

/// Whether a row that words name has a cell that says no, in a column that they name or, where they name none, in any.
fn denies_row(records: &[&Record], own: &str, lexicon: &Lexicon) -> bool {
    let of_columns = records
        .iter()
        .flat_map(|record| record.parts.iter().map(|part| (&*part.name, &*record.title, &*part.detail)));
    let of_rows = records
        .iter()
        .filter(|record| record.is_row)
        .flat_map(|record| record.fields.iter().map(|(name, value)| (&*record.title, &**name, &**value)));
    let cells = of_columns.chain(of_rows).filter(|(row, ..)| is_among(row, own, lexicon)).collect::<Vec<_>>();
    let is_named = |column: &str| is_among(column, own, lexicon);
    let names_column = cells.iter().any(|(_, column, _)| is_named(column));
    cells.iter().any(|(_, column, cell)| !is_affirmed(cell) && (is_named(column) || !names_column))
}

/// Whether a clause says how something kept stands, bounds a number or says how old something may be: what stands beside that narrows it,
/// and is no claim of its own.
fn asks_more(reading: &Reading, clause: usize) -> bool {
    let asks = |role: Role| matches!(role, Role::State | Role::Bound | Role::Window);
    reading.spans.iter().any(|span| span.clause == clause && asks(span.role))
}

/// Whether the words ask that none be left out: what is listed somewhere could have been compared with a list.
fn asks_all(reading: &Reading, lexicon: &Lexicon) -> bool {
    let own = reading.spans.iter().enumerate().filter(|(_, span)| span.role != Role::Reference);
    own.flat_map(|(at, _)| stem::words(reading.words(at))).any(|word| lexicon.has(&word, Phrase::Universal))
}

/// Whether words name an environment, or what a record could tell of: a test, a scan, a rehearsal.
fn says_computable(words: &str, of_record: bool, lexicon: &Lexicon) -> bool {
    let says = |meaning: &Meaning| match meaning {
        // A picture tells no environment and no tests; a record could.
        Meaning::Place(_) | Meaning::Subject(_) => of_record,
        Meaning::Deed(_) | Meaning::Role(Phrase::Computable) => true,
        _ => false,
    };
    let words = stem::words(words).collect::<Vec<_>>();
    lexicon.says(&words, says) || words.iter().any(|word| lexicon.whole(word).iter().any(says))
}

/// Whether words hold a number, a version, a day or a name with one, which a file could have told. The number of a ticket is none.
fn is_count(words: &str) -> bool {
    let is_number = |word: &str| {
        let word = word.trim_start_matches('v');
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
    };
    let is_of_name = |word: &str| {
        word.split_once('-')
            .is_some_and(|(name, number)| is_number(number) && name.chars().any(char::is_lowercase))
    };
    words.split_whitespace().any(|word| is_number(word) || is_of_name(word))
}

/// A named run that failed by its own numbers, where the words name no budget for it.
pub(super) fn contradiction(
    criteria: &[JudgedCriterion],
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> Option<usize> {
    let judged = |metric: &str| {
        criteria.iter().any(|computed| match &computed.criterion {
            Criterion::Budget { metric: own, .. } => own.measured().starts_with(metric),
            Criterion::Status { .. } => metric == Metric::LATENCY,
            _ => false,
        })
    };
    // Of the files that a glob names, one that tells the words has decided: what failed is about something else.
    let is_decided = |named: &&Resolved<'_>| {
        let holds = |evidence: usize| named.named.holds(evidence, vantage.dossier);
        matches!(named.named.reference, Reference::Glob(_))
            && criteria.iter().any(|judged| {
                matches!(judged.criterion, Criterion::Succeeded { .. })
                    && judged.observed.as_ref().is_some_and(|observed| holds(observed.evidence))
            })
    };
    let open = resolved.iter().filter(|named| !named.named.is_procedure && !is_decided(named));
    open.filter_map(|named| named.version).find(|n| {
        vantage.dossier.evidence.get(*n).is_some_and(|version| {
            version.facts.state == State::Failing
                && !is_list(version)
                && !version.facts.measurements.iter().any(|measurement| judged(family(&measurement.metric)))
                && !criteria.iter().any(|computed| match &computed.criterion {
                    Criterion::Done(deed) => deed.kind == version.facts.kind,
                    Criterion::Inventory(inventory) => inventory.what.kind() == version.facts.kind,
                    Criterion::Succeeded { path } => **path == *version.path,
                    _ => false,
                })
        })
    })
}

/// Whether a file lists things of which some went well: then what failed says nothing of the others.
fn is_list(version: &Evidence) -> bool {
    let records = &version.facts.records;
    records.iter().all(|record| record.is_row)
        && records.iter().any(|record| record.conclusion == Some(Conclusion::Succeeded))
}

/// What a metric is one of: `lighthouse`, `latency`.
fn family(metric: &Metric) -> &str {
    let name = metric.name();
    name.split_once('.').map_or(name, |(family, _)| family)
}

/// Whether a path is that of what the item says to be gone: git tells whether it is.
pub(super) fn is_removed(path: &str, criteria: &[JudgedCriterion]) -> bool {
    criteria.iter().any(|judged| {
        matches!(&judged.criterion, Criterion::Fact { fact: GitFact::Path { path: own, change: PathChange::Removed }, .. }
            if own == path)
    })
}

/// What is missing for a proof; `None` where nothing is.
fn shortfall(
    criteria: &[JudgedCriterion],
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> Option<Reason> {
    let external = |reference: &&Resolved<'_>| matches!(reference.named.reference, Reference::Url(_));
    let is_product = |it: &&Resolved<'_>| !it.named.is_procedure && !external(it);
    let evidence = resolved.iter().filter(is_product).collect::<Vec<_>>();
    let held = |judged: &JudgedCriterion| {
        judged.outcome == Outcome::Holds
            && matches!(judged.criterion, Criterion::Act(_) | Criterion::Fact { .. })
    };
    let is_fact = |judged: &JudgedCriterion| matches!(judged.criterion, Criterion::Fact { .. });
    let computed = criteria.iter().any(|judged| judged.observed.is_some() || held(judged) || is_fact(judged));
    let asks = !evidence.is_empty() || !criteria.is_empty();
    if vantage.phase != Phase::Before && !vantage.today && asks {
        return Some(Reason::NotYet);
    }
    for resolved in &evidence {
        // Of the many files that a glob names one decides; that another is empty takes nothing away.
        let is_of_many = computed && matches!(resolved.named.reference, Reference::Glob(_));
        if is_of_many || is_removed(resolved.named.reference.text(), criteria) {
            continue;
        }
        let reference = resolved.named.reference.text().to_owned();
        let Some(n) = resolved.version else {
            return Some(match vantage.phase {
                Phase::Before => Reason::Missing { reference },
                _ => Reason::NotAfterTag { reference },
            });
        };
        let state = vantage.dossier.evidence.get(n).map(|version| version.facts.state);
        match state {
            Some(State::Empty) => return Some(Reason::Empty { evidence: n }),
            Some(State::Unreadable) | None => return Some(Reason::Unreadable { evidence: n }),
            Some(_) => {}
        }
    }
    let unreadable = |judged: &JudgedCriterion| {
        let observed = judged.observed.as_ref().filter(|_| judged.outcome == Outcome::Unknown)?;
        Some(observed.evidence).filter(|n| vantage.dossier.is_unreadable_record(*n))
    };
    if let Some(evidence) = criteria.iter().find_map(unreadable) {
        return Some(Reason::Unreadable { evidence });
    }
    if let Some(criterion) = criteria.iter().position(|judged| judged.outcome == Outcome::Unknown) {
        return Some(Reason::Unmeasured { criterion });
    }
    if !evidence.is_empty() || computed {
        return None;
    }
    Some(match resolved.first().map(|first| (&first.named.reference, first.named.is_procedure)) {
        None => Reason::NothingNamed,
        Some((Reference::Url(url), _)) => Reason::OnlyExternal { url: url.clone() },
        Some((reference, _)) => Reason::OnlyProcedure { reference: reference.text().to_owned() },
    })
}
