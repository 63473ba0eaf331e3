//! The words of an item that the deciding evidence does not tell.

use crate::assess::candidates::demand::Demand;
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::record_words::RecordWords;
use crate::assess::result::judgement::{ActResult, JudgedCriterion, Observation, Outcome};
use crate::assess::verdict::vantage::Vantage;
use crate::model::criterion::Criterion;
use crate::model::fact::GitFact;
use crate::model::reading::Wanted;
use crate::model::record::{Conclusion, Record};

/// A named record with what it tells of the item's words: a number outside its limits fails it, a part that tells them decides for them.
pub(super) fn with_words(
    judged: JudgedCriterion,
    wanted: &[Wanted],
    vantage: &Vantage<'_>,
) -> JudgedCriterion {
    let Some(seen) = &judged.observed else { return judged };
    let own = seen.record().and_then(|told| {
        let version = vantage.dossier.evidence.get(seen.evidence)?;
        Some((version, version.facts.records.get(told.record)?))
    });
    let Some((version, record)) = own else { return judged };
    let telling = RecordWords::of_record(record, version, vantage.lexicon);
    let covers = wanted
        .iter()
        .map(|wanted| cover(wanted, Some(record), &telling, vantage.lexicon))
        .collect::<Vec<_>>();
    let part =
        |is: Conclusion| covers.iter().any(|one| matches!(one, Cover::Parts(_, Some(ended)) if *ended == is));
    let good =
        |one: &Cover| matches!(one, Cover::Parts(parts, Some(Conclusion::Succeeded)) if !parts.is_empty());
    let has_own_parts = covers.iter().any(|one| matches!(one, Cover::Parts(parts, _) if !parts.is_empty()));
    let all_good = covers.iter().any(good) && covers.iter().all(|one| good(one) || *one == Cover::Told);
    let outcome = match judged.outcome {
        _ if covers.iter().any(|one| matches!(one, Cover::Figure(_, false))) => Outcome::Fails,
        Outcome::Holds if part(Conclusion::Failed) => Outcome::Fails,
        Outcome::Holds if part(Conclusion::Pending) || part(Conclusion::Skipped) => Outcome::Unknown,
        // A failure of an earlier release stands until it is mended; its good parts show nothing of this one.
        Outcome::Fails | Outcome::Unknown if all_good && seen.time > vantage.since() => Outcome::Holds,
        // What failed is another part than those that tell the words.
        Outcome::Fails if has_own_parts && !part(Conclusion::Failed) => Outcome::Unknown,
        other => other,
    };
    JudgedCriterion { outcome, ..judged }
}

/// The spans of an item's words that nothing shows: what no evidence can cover, and what the deciding evidence does not tell.
pub(super) fn left_over(
    demand: &Demand,
    asked: &[JudgedCriterion],
    told: &[JudgedCriterion],
    contradiction: Option<usize>,
    vantage: &Vantage<'_>,
) -> Vec<usize> {
    let deciding = asked.iter().chain(told).filter_map(|judged| judged.observed.as_ref());
    let mut tellers = deciding.flat_map(|seen| tellers(seen, vantage)).collect::<Vec<_>>();
    if let Some(version) = contradiction.and_then(|n| vantage.dossier.evidence.get(n)) {
        let records = version
            .facts
            .records
            .iter()
            .map(|record| (Some(record), RecordWords::of_record(record, version, vantage.lexicon)));
        tellers.extend(records);
        tellers.push((None, RecordWords::of_file(version, vantage.lexicon)));
    }
    let covers = |wanted: &Wanted, (record, telling): &(Option<&Record>, RecordWords)| {
        cover(wanted, *record, telling, vantage.lexicon) != Cover::Untold
    };
    let mut left = demand.reading.left.clone();
    // What contradicts a demand must be about the thing that it names.
    if contradiction.is_some() && asked.iter().all(|judged| judged.observed.is_none()) {
        let things = demand
            .reading
            .things
            .iter()
            .filter(|wanted| !tellers.iter().any(|teller| covers(wanted, teller)));
        left.extend(things.map(|wanted| wanted.span));
    }
    for (one, judged) in demand.questions.iter().zip(asked) {
        left.extend(&one.left);
        if one.wanted.is_empty() {
            continue;
        }
        let mut own = judged
            .observed
            .iter()
            .flat_map(|seen| crate::assess::verdict::uncovered::tellers(seen, vantage))
            .collect::<Vec<_>>();
        if let Criterion::Fact { fact, .. } = &one.criterion {
            own.push((None, telling_of(fact, vantage)));
        }
        let untold = one.wanted.iter().filter(|wanted| !own.iter().any(|teller| covers(wanted, teller)));
        left.extend(untold.map(|wanted| wanted.span));
    }
    let untold = demand.untyped.iter().filter(|wanted| !tellers.iter().any(|teller| covers(wanted, teller)));
    left.extend(untold.map(|wanted| wanted.span));
    left.sort_unstable();
    left.dedup();
    left
}

/// What decided, and what each of it tells.
fn tellers<'a>(seen: &Observation, vantage: &Vantage<'a>) -> Vec<(Option<&'a Record>, RecordWords)> {
    let evidence = &vantage.dossier.evidence;
    let own = seen
        .record()
        .into_iter()
        .map(|told| (seen.evidence, told.record))
        .chain(seen.together.iter().copied());
    let records = own.filter_map(|(n, record)| {
        let version = evidence.get(n)?;
        let record = version.facts.records.get(record)?;
        Some((Some(record), RecordWords::of_record(record, version, vantage.lexicon)))
    });
    let mut found = records.collect::<Vec<_>>();
    for n in seen.inventory().into_iter().flat_map(|listed| &listed.evidence) {
        let Some(version) = evidence.get(*n) else { continue };
        let records = version.facts.records.iter();
        found.extend(
            records.map(|record| (Some(record), RecordWords::of_record(record, version, vantage.lexicon))),
        );
    }
    if let Some(version) = evidence.get(seen.evidence) {
        let mut telling = RecordWords::of_file(version, vantage.lexicon);
        for (record, _) in &found {
            telling.leave_party_to(record.map_or("", |record| &record.title), vantage.lexicon);
        }
        // The title of an entry, or the names of the checks that decide.
        if let Some(ActResult::Shows(title) | ActResult::Check(title, _)) = seen.act() {
            telling.add(title, vantage.lexicon);
        }
        found.push((None, telling));
    }
    found
}

/// What a fact tells: the names in it, and the files that it is about.
fn telling_of(fact: &GitFact, vantage: &Vantage<'_>) -> RecordWords {
    let mut telling = RecordWords::default();
    let (paths, texts): (Vec<&String>, Vec<&String>) = match fact {
        GitFact::Version { manifests, to, from } => {
            (manifests.iter().collect(), to.iter().chain(from).collect())
        }
        GitFact::Changelog { path, version, .. } => (path.iter().collect(), version.iter().collect()),
        GitFact::Path { path, .. } | GitFact::Contains { path, .. } => (vec![path], Vec::new()),
        GitFact::Tag { name, branch, .. } => (Vec::new(), name.iter().chain(branch).collect()),
        GitFact::Commit { id, subject } => (Vec::new(), id.iter().chain(subject).collect()),
        GitFact::Merged { branch } => (Vec::new(), vec![branch]),
        GitFact::Pushed { .. } => (Vec::new(), Vec::new()),
    };
    paths.iter().chain(&texts).for_each(|text| telling.add(text, vantage.lexicon));
    let versions = paths.into_iter().filter_map(|path| vantage.dossier.at(path, vantage.snapshot));
    for version in versions.filter_map(|n| vantage.dossier.evidence.get(n)) {
        telling.join(&RecordWords::of_file(version, vantage.lexicon));
    }
    telling
}
