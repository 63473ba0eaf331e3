//! The words of an item that the deciding evidence does not tell.

use crate::assess::candidates::demand::Demand;
use crate::assess::coverage::cover::{Cover, cover, covers};
use crate::assess::coverage::record_words::{RecordWords, parties};
use crate::assess::result::judgement::{ActResult, JudgedCriterion, Observation, Outcome};
use crate::assess::verdict::vantage::Vantage;
use crate::model::fact_outcome::{FactOutcome, FactSeen, ManifestVersion};
use crate::model::reading::Wanted;
use crate::model::record::{Conclusion, Record, RecordId};
use crate::model::{criterion::Criterion, fact::GitFact};
use std::sync::Arc;

/// A named record with what it tells of the item's words: a number outside its limits fails it, a part that tells them decides for them.
pub(super) fn with_words(
    judged: JudgedCriterion,
    wanted: &[Wanted],
    vantage: &Vantage<'_>,
) -> JudgedCriterion {
    let Some(observed) = &judged.observed else { return judged };
    let fit = observed.record_id().and_then(|id| Some((vantage.dossier.record(id)?.1, vantage.words(id)?)));
    let Some((record, words)) = fit else { return judged };
    let covers = covers(wanted, record, &words, vantage.lexicon);
    let part = |is: Conclusion| {
        covers.iter().any(|cover| matches!(cover, Cover::Parts(_, Some(ended)) if *ended == is))
    };
    let good = |cover: &Cover| matches!(cover, Cover::Parts(parts, Some(Conclusion::Succeeded)) if !parts.is_empty());
    let has_own_parts =
        covers.iter().any(|cover| matches!(cover, Cover::Parts(parts, _) if !parts.is_empty()));
    let all_good = covers.iter().any(good) && covers.iter().all(|cover| good(cover) || *cover == Cover::Told);
    let is_figure = |cover: &Cover| matches!(cover, Cover::Figure(_, true));
    let all_in_limits = !record.tools.is_empty()
        && record.conclusion.is_some()
        && covers.iter().any(is_figure)
        && covers.iter().all(|cover| is_figure(cover) || *cover == Cover::Told);
    let outcome = match judged.outcome {
        _ if covers.iter().any(|cover| matches!(cover, Cover::Figure(_, false))) => Outcome::Fails,
        // A report of a tool may hold what fails it, and yet answer the number that is asked for.
        Outcome::Fails | Outcome::Unknown if all_in_limits && observed.time > vantage.since() => {
            Outcome::Holds
        }
        Outcome::Holds if part(Conclusion::Failed) => Outcome::Fails,
        Outcome::Holds if part(Conclusion::Pending) || part(Conclusion::Skipped) => Outcome::Unknown,
        // A failure of an earlier release stands until it is mended; its good parts show nothing of this one.
        Outcome::Fails | Outcome::Unknown if all_good && observed.time > vantage.since() => Outcome::Holds,
        // What failed is another part than those that tell the words.
        Outcome::Fails if has_own_parts && !part(Conclusion::Failed) => Outcome::Unknown,
        other => other,
    };
    JudgedCriterion { outcome, ..judged }
}

/// The spans of an item's words that nothing shows: what no evidence can cover, and what the deciding evidence does not tell.
pub(super) fn left_over(
    demand: &Demand,
    by_question: &[JudgedCriterion],
    by_outcome: &[JudgedCriterion],
    contradiction: Option<usize>,
    vantage: &Vantage<'_>,
) -> Vec<usize> {
    let mut left = demand.reading.left.clone();
    left.extend(demand.questions.iter().flat_map(|question| &question.left));
    let asks_nothing =
        demand.untyped.is_empty() && demand.questions.iter().all(|question| question.wanted.is_empty());
    if asks_nothing && contradiction.is_none() {
        left.sort_unstable();
        left.dedup();
        return left;
    }
    let own = |judged: &JudgedCriterion| {
        judged.observed.iter().flat_map(|observed| tellers(observed, vantage)).collect::<Vec<_>>()
    };
    let of_questions = by_question.iter().map(own).collect::<Vec<_>>();
    let mut tellers = of_questions.iter().flatten().cloned().collect::<Vec<_>>();
    tellers.extend(by_outcome.iter().flat_map(own));
    if let Some((n, words)) = contradiction.and_then(|n| Some((n, vantage.words_of_file(n)?))) {
        tellers.extend(records_of(n, vantage));
        tellers.push((None, words));
    }
    let covers = |wanted: &Wanted, (record, record_words): &Teller<'_>| {
        cover(wanted, *record, record_words, vantage.lexicon) != Cover::Untold
    };
    // What contradicts a demand must be about the thing that it names.
    if contradiction.is_some() && by_question.iter().all(|judged| judged.observed.is_none()) {
        let things = demand
            .reading
            .things
            .iter()
            .filter(|wanted| !tellers.iter().any(|teller| covers(wanted, teller)));
        left.extend(things.map(|wanted| wanted.span));
    }
    let judged = by_question.iter().zip(of_questions);
    for (question, (judged, mut own)) in demand.questions.iter().zip(judged) {
        if question.wanted.is_empty() {
            continue;
        }
        if let Criterion::Fact { fact, outcome } = &judged.criterion {
            own.push((None, Arc::new(words_of_fact(fact, outcome.as_deref(), vantage))));
        }
        let is_told = |wanted: &&Wanted| {
            !is_beyond_git(&question.criterion, wanted) && own.iter().any(|teller| covers(wanted, teller))
        };
        let uncovered = question.wanted.iter().filter(|wanted| !is_told(wanted));
        left.extend(uncovered.map(|wanted| wanted.span));
    }
    let uncovered =
        demand.untyped.iter().filter(|wanted| !tellers.iter().any(|teller| covers(wanted, teller)));
    left.extend(uncovered.map(|wanted| wanted.span));
    left.sort_unstable();
    left.dedup();
    left
}

/// Git does not tell on whose behalf a commit was made.
fn is_beyond_git(criterion: &Criterion, wanted: &Wanted) -> bool {
    matches!(criterion, Criterion::Fact { .. }) && wanted.by.acted()
}

/// A record, or a file as a whole, and what it tells.
type Teller<'a> = (Option<&'a Record>, Arc<RecordWords>);

/// All records of a version.
fn records_of<'a>(evidence: usize, vantage: &Vantage<'a>) -> Vec<Teller<'a>> {
    let version = vantage.dossier.evidence.get(evidence).into_iter();
    let records = version.flat_map(|version| version.facts.records.iter().enumerate());
    let words = |index| vantage.words(RecordId { evidence, index });
    records.filter_map(|(index, record)| Some((Some(record), words(index)?))).collect()
}

/// What decided, and what each of it tells.
fn tellers<'a>(observed: &Observation, vantage: &Vantage<'a>) -> Vec<Teller<'a>> {
    let own = observed.record_id().into_iter().chain(observed.together.iter().copied());
    let records = own.filter_map(|id| Some((Some(vantage.dossier.record(id)?.1), vantage.words(id)?)));
    let mut found = records.collect::<Vec<_>>();
    for n in observed.inventory().into_iter().flat_map(|listed| &listed.evidence) {
        found.extend(records_of(*n, vantage));
    }
    if let Some(mut words) = vantage.words_of_file(observed.evidence) {
        for record in found.iter().filter_map(|(record, _)| *record) {
            Arc::make_mut(&mut words).leave_place_to(record, vantage.lexicon);
            let parties = parties(&record.title, vantage.lexicon);
            if !parties.is_empty() {
                Arc::make_mut(&mut words).leave_party_to(&parties, vantage.lexicon);
            }
        }
        // The title of an entry, or the names of the checks that decide.
        if let Some(ActResult::Shows(title) | ActResult::Check(title, _)) = observed.act() {
            Arc::make_mut(&mut words).add(title, vantage.lexicon);
        }
        found.push((None, words));
    }
    found
}

/// What a fact tells: the names in it, the files that it is about, and where it was found.
fn words_of_fact(fact: &GitFact, outcome: Option<&FactOutcome>, vantage: &Vantage<'_>) -> RecordWords {
    let mut record_words = RecordWords::default();
    if let Some(FactOutcome::Holds(found)) = outcome {
        let manifest = |manifest: &ManifestVersion| [manifest.path.clone(), manifest.field.to_owned()];
        let texts = match found {
            FactSeen::Versions { manifests, .. } | FactSeen::Raised { manifests, .. } => {
                manifests.iter().flat_map(manifest).collect()
            }
            FactSeen::Changelog { path, date, .. } => {
                std::iter::once(path.clone()).chain(date.clone()).collect()
            }
            _ => Vec::new(),
        };
        texts.iter().for_each(|text| record_words.add(text, vantage.lexicon));
    }
    let (paths, texts): (Vec<&String>, Vec<&String>) = match fact {
        GitFact::Version { manifests, to, from } => {
            (manifests.iter().collect(), to.iter().chain(from).collect())
        }
        GitFact::Changelog { path, version, .. } => (path.iter().collect(), version.iter().collect()),
        GitFact::Path { path, .. } | GitFact::Contains { path, .. } => (vec![path], Vec::new()),
        GitFact::Tag { name, branch, .. } => (Vec::new(), name.iter().chain(branch).collect()),
        GitFact::Commit { id } => (Vec::new(), vec![id]),
        GitFact::Merged { branch } => (Vec::new(), vec![branch]),
    };
    paths.iter().chain(&texts).for_each(|text| record_words.add(text, vantage.lexicon));
    let versions = paths.into_iter().filter_map(|path| vantage.dossier.at(path, vantage.snapshot));
    for version in versions.filter_map(|n| vantage.dossier.evidence.get(n)) {
        record_words.join(&RecordWords::of_file(version, vantage.lexicon));
    }
    record_words
}
