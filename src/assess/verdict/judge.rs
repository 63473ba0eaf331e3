//! One item at one vantage: which evidence counts, how each criterion comes out, and the verdict.

use crate::assess::candidates::{
    demand::Demand, git, git::ground::Ground, named::products, question::Question,
};
use crate::assess::coverage::item_words::ItemWords;
use crate::assess::coverage::whole;
use crate::assess::result::judgement::{
    Answer, Computed, JudgedCriterion, Judgement, Observation, Outcome, Shown, UNKNOWN,
};
use crate::assess::result::{reason::Reason, verdict::Verdict};
use crate::assess::verdict::claims::ClaimCheck;
use crate::assess::verdict::releases::is_out_of_force;
use crate::assess::verdict::table::{Decision, Resolved, contradiction, documents, is_removed};
use crate::assess::verdict::uncovered::{left_over, with_words};
use crate::assess::verdict::{
    acts, checks, columns, endpoints, figures, inventories, outcomes, records, rows, runs, siblings,
    sign_off, vantage::Vantage, windows::Basis,
};
use crate::model::checklist::{Mark, Phase};
use crate::model::evidence::Evidence;
use crate::model::fact_outcome::{Contradiction, FactOutcome, NotKnown};
use crate::model::{act::Act, criterion::Criterion, fact::GitFact, kinds::Property};

/// Judges an item.
pub fn judge(demand: &Demand, mark: &Mark, vantage: &Vantage<'_>) -> Judgement {
    // A choice holds where one side is wholly covered.
    let sides = demand
        .alternatives
        .iter()
        .filter(|side| side.terms.misread.is_none())
        .map(|side| judge(side, mark, vantage));
    if let Some(shown) = sides.into_iter().find(|side| side.verdict == Verdict::Verified) {
        return shown;
    }
    let resolved =
        demand.named.iter().map(|named| Resolved { named, version: vantage.newest(&named.versions) });
    let resolved = resolved.collect::<Vec<_>>();
    let done =
        demand.questions.iter().map(|question| by_records(question, demand, vantage)).collect::<Vec<_>>();
    let basis = Basis { demand, resolved: &resolved, done: &done, vantage };
    let questions = demand.questions.iter().zip(&done);
    let mut criteria = questions
        .map(|(question, by_records)| compute(question, by_records.as_ref(), &basis))
        .collect::<Vec<_>>();
    let by_question = criteria.clone();
    criteria.retain(|judged| !is_untold_path(judged, demand));
    let named = resolved.iter().filter_map(|reference| Some((reference.named, reference.version?)));
    let by_outcome = outcomes::judge(demand, named, &criteria, vantage);
    let by_item = names_item(&by_outcome, demand, vantage);
    if by_item {
        // A record that names the item is what shows that it was done, whatever its kind.
        criteria
            .retain(|judged| !matches!(judged.criterion, Criterion::Done(_)) || judged.observed.is_some());
    }
    let alike = alike(demand, &criteria, by_outcome.is_empty(), vantage);
    if !by_outcome.is_empty() || alike.is_some() {
        // What was looked at is shown as well by a record of having looked.
        let replaced = |act: &Criterion| matches!(act, Criterion::Act(act) if act.is_looked_at());
        criteria.retain(|judged| !replaced(&judged.criterion) || judged.observed.is_some());
    }
    let is_open =
        by_outcome.is_empty() && alike.is_none() && criteria.iter().all(|own| own.observed.is_none());
    let by_row = is_open.then(|| rows::judge(demand, vantage)).flatten();
    if by_row.is_some() {
        criteria.clear();
    }
    let by_outcome = by_outcome.into_iter().map(|judged| with_words(judged, &demand.untyped, vantage));
    let by_outcome = alike.into_iter().chain(by_outcome).collect::<Vec<_>>();
    criteria.extend(by_outcome.iter().chain(&by_row).cloned());
    criteria.extend(resolved.iter().filter_map(|reference| unexpired(reference, vantage)));
    criteria.extend(approvals(demand, &resolved, vantage));
    criteria.iter_mut().for_each(|judged| doubt(judged, demand, &resolved, vantage));
    let contradiction = contradiction(&criteria, &resolved, vantage);
    let left = match () {
        () if by_item => Vec::new(),
        () if by_row.is_some() => demand.reading.left.clone(),
        () => left_over(demand, &by_question, &by_outcome, contradiction, vantage),
    };
    let case = Decision { demand, criteria: &criteria, resolved: &resolved, left: &left, contradiction };
    let (verdict, reason) = or_misread(case.decide(mark, vantage), demand, mark);
    let evidence = evidence_of(&criteria, &resolved);
    let missing = missing(&resolved, &criteria);
    Judgement { mark: mark.clone(), verdict, reason, criteria, evidence, missing, left }
}

/// Whether what decides is a record that names the item.
fn names_item(by_outcome: &[JudgedCriterion], demand: &Demand, vantage: &Vantage<'_>) -> bool {
    let offered = outcomes::offered(demand, vantage).map(|candidate| candidate.id.evidence);
    by_outcome.iter().any(|judged| judged.observed.as_ref().map(|observed| observed.evidence) == offered)
}

/// An item whose pin could not be read is judged by its words, and never verified.
fn or_misread(decided: (Verdict, Reason), demand: &Demand, mark: &Mark) -> (Verdict, Reason) {
    match decided {
        (Verdict::Verified, _) if demand.terms.misread.is_some() => {
            let verdict = if *mark == Mark::Ticked { Verdict::Unsupported } else { Verdict::Open };
            (verdict, Reason::PinMisread)
        }
        decided => decided,
    }
}

/// What is named as evidence and is not there.
fn missing(resolved: &[Resolved<'_>], criteria: &[JudgedCriterion]) -> Vec<String> {
    let named = products(resolved.iter().filter(|it| it.version.is_none()).map(|it| it.named));
    let texts = named.map(|named| named.reference.text()).filter(|text| !is_removed(text, criteria));
    texts.map(ToOwned::to_owned).collect()
}

/// What git does not tell of a file leaves the claim to its tick; but a file that stood before was not added, where nothing but that is said.
fn is_untold_path(judged: &JudgedCriterion, demand: &Demand) -> bool {
    let is_bare =
        demand.untyped.is_empty() && demand.questions.iter().all(|question| question.wanted.is_empty());
    let is_denied =
        |outcome: &FactOutcome| is_bare && matches!(outcome, FactOutcome::Unknown(NotKnown::NotSinceLast));
    judged.outcome == Outcome::Unknown
        && matches!(&judged.criterion, Criterion::Fact { fact: GitFact::Path { .. }, outcome }
            if !outcome.as_deref().is_some_and(is_denied))
}

/// The versions on which a verdict rests, each once.
fn evidence_of(criteria: &[JudgedCriterion], resolved: &[Resolved<'_>]) -> Vec<usize> {
    let observed = || criteria.iter().filter_map(|judged| judged.observed.as_ref());
    let mut evidence = observed().map(|observed| observed.evidence).collect::<Vec<_>>();
    let listed = observed().filter_map(Observation::inventory);
    evidence.extend(listed.flat_map(|listed| listed.evidence.iter().copied()));
    evidence.extend(observed().flat_map(|observed| observed.together.iter().map(|id| id.evidence)));
    evidence.extend(resolved.iter().filter_map(|reference| reference.version));
    let mut known = std::collections::BTreeSet::new();
    evidence.retain(|n| known.insert(*n));
    evidence
}

/// What checks show whose names speak of an item that names no evidence itself.
fn alike(
    demand: &Demand,
    criteria: &[JudgedCriterion],
    is_free: bool,
    vantage: &Vantage<'_>,
) -> Option<JudgedCriterion> {
    let decided = criteria.iter().any(|judged| {
        judged.observed.is_some()
            && !matches!(
                judged.criterion,
                Criterion::Within { .. } | Criterion::After { .. } | Criterion::Day { .. }
            )
    });
    let own = vantage.own()?;
    if !is_free || decided || vantage.phase == Phase::Before {
        return None;
    }
    let (outcome, observed) = checks::named_alike(&demand.words, own, vantage)?;
    Some(JudgedCriterion { criterion: Criterion::Act(Act::Looked), outcome, observed: Some(observed) })
}

/// Takes back what is in doubt for a reason beside the deciding record's own words: that it is of something else, or that a file was only
/// read in part, cannot be read, or should tell how it ended and does not.
fn doubt(judged: &mut JudgedCriterion, demand: &Demand, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) {
    doubt_another(judged, demand, vantage);
    let Some(observed) = judged.observed.as_mut().filter(|_| judged.outcome == Outcome::Holds) else {
        return;
    };
    let doubt = cut(observed, vantage)
        .or_else(|| unreadable(observed, resolved, vantage))
        .or_else(|| siblings::without_end(observed.evidence, resolved, vantage));
    if let Some(doubt) = doubt {
        observed.evidence = doubt;
        judged.outcome = Outcome::Unknown;
    }
}

/// A record that calls itself something else shows nothing of the item, good or bad.
fn doubt_another(judged: &mut JudgedCriterion, demand: &Demand, vantage: &Vantage<'_>) {
    let asked = if let Criterion::Done(deed) = &judged.criterion { Some(&deed.kind) } else { None };
    let is_decision = matches!(judged.criterion, Criterion::SignedOff { .. });
    let decides = match judged.criterion {
        Criterion::Done(_) | Criterion::Succeeded { .. } => judged.outcome != Outcome::Unknown,
        // What takes a sign-off back may say so in its name.
        Criterion::SignedOff { .. } => matches!(judged.outcome, Outcome::Holds | Outcome::Stale),
        _ => false,
    };
    let Some(observed) = judged.observed.as_mut().filter(|_| decides) else { return };
    let Some((version, record)) = observed.record_id().and_then(|id| vantage.dossier.record(id)) else {
        return;
    };
    let basis = whole::NameComparison {
        kinds: &asked.into_iter().chain([&version.facts.kind]).collect::<Vec<_>>(),
        asked,
        is_decision,
        is_bad: judged.outcome == Outcome::Fails,
        item: &demand.words_asked,
        lexicon: vantage.lexicon,
    };
    let is_out = judged.outcome == Outcome::Holds && is_out_of_force(record, vantage);
    let is_another = is_out
        || whole::another(record, &basis).is_some()
        || judged.outcome == Outcome::Holds && is_denied_by_log(version, &demand.words_asked, vantage);
    if let Shown::Record(answer) = &mut observed.shown
        && is_another
    {
        answer.answer = if is_out { Answer::OutOfForce } else { Answer::Another };
        judged.outcome = Outcome::Unknown;
    }
}

/// Whether the lines of a log say otherwise of the item than its end: that it was skipped, simulated, not reached, or that it was another
/// thing.
fn is_denied_by_log(version: &Evidence, item: &ItemWords, vantage: &Vantage<'_>) -> bool {
    let claim = ClaimCheck::of(item, vantage.lexicon);
    let is_log = version.path.ends_with(".log") || version.path.ends_with(".txt");
    is_log && (claim.is_denied(version) || claim.is_of_other(version))
}

/// The file that was only read in part, and so shows nothing that would hold for the whole.
fn cut(observed: &Observation, vantage: &Vantage<'_>) -> Option<usize> {
    let listed = observed.inventory().into_iter().flat_map(|listed| listed.evidence.iter().copied());
    std::iter::once(observed.evidence).chain(listed).find(|n| vantage.dossier.is_cut(*n))
}

/// Evidence of the kind that is no older and cannot be read, unless the item names what proves it.
fn unreadable(observed: &Observation, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Option<usize> {
    let evidence = &vantage.dossier.evidence;
    let proof = evidence.get(observed.evidence)?;
    let (_, until) = vantage.period();
    let is_alike = |n: &usize| {
        evidence.get(*n).is_some_and(|version| {
            version.facts.kind == proof.facts.kind
                && (observed.time..=until).contains(&version.recorded)
                && vantage.counts(*n)
        })
    };
    let is_named = documents(resolved).any(|named| named == observed.evidence);
    vantage.follow_up.unreadable.iter().copied().filter(|_| !is_named).find(is_alike)
}

/// What records answer.
fn by_records(question: &Question, demand: &Demand, vantage: &Vantage<'_>) -> Option<Computed> {
    let Criterion::Done(deed) = &question.criterion else { return None };
    Some(records::done(question, deed, demand.window(), vantage))
}

/// How a question comes out; what records answer is known before.
fn compute(question: &Question, by_records: Option<&Computed>, basis: &Basis<'_>) -> JudgedCriterion {
    let Basis { demand, resolved, vantage, .. } = basis;
    let criterion = question.criterion.clone();
    if let Some((outcome, observed)) = by_records.cloned() {
        return JudgedCriterion { criterion, outcome, observed };
    }
    let (outcome, observed) = match &question.criterion {
        Criterion::Budget { .. } => runs::judge(question, demand.window(), vantage),
        Criterion::Status { from, to, .. } => figures::worse(
            runs::judge(question, demand.window(), vantage),
            endpoints::judge((*from, *to), &demand.subjects, vantage),
        ),
        Criterion::Within { seconds } => basis.within(*seconds),
        Criterion::Day { back, morning } => basis.of_day((*back, *morning)),
        Criterion::After { seconds } => basis.waited(*seconds),
        Criterion::Inventory(inventory) => inventories::judge(question, inventory, demand.window(), vantage),
        Criterion::SignedOff { scope, target } => {
            let is_named = documents(resolved).next().is_some();
            sign_off::signed_off(question, (&logs(resolved, vantage), is_named), *scope, *target, vantage)
        }
        Criterion::Column { name } => {
            let known = question.records().iter().rev().map(|candidate| candidate.record.id.evidence);
            let known = known.into_iter().find(|n| vantage.counts(*n));
            columns::column(documents(resolved).chain(known), name, vantage)
        }
        Criterion::Fact { fact, .. } => return of_git(fact, vantage),
        Criterion::Act(act) => acts::judge(act, question.named(), vantage),
        Criterion::Done(_)
        | Criterion::Unexpired { .. }
        | Criterion::Succeeded { .. }
        | Criterion::Approved { .. } => UNKNOWN,
    };
    JudgedCriterion { criterion, outcome, observed }
}

/// What the history itself shows. Of a candidate what contradicts a fact is only not done yet.
fn of_git(fact: &GitFact, vantage: &Vantage<'_>) -> JudgedCriterion {
    let ground = Ground { dossier: vantage.dossier, ancestry: &vantage.provenance.ancestry };
    // What is to be done to a file after the tag is done at the next one, and until then only not yet.
    let is_after = vantage.phase != Phase::Before && matches!(fact, GitFact::Path { .. });
    let at = if is_after { ground.ancestry.next(vantage.snapshot) } else { vantage.snapshot };
    let observed = git::judge(fact, &ground, at);
    let is_candidate = is_after || at == vantage.dossier.history.candidate();
    let outcome = match &observed {
        FactOutcome::Holds(_) => Outcome::Holds,
        // A changelog may go by other versions than the tags: only one that the item names itself must be there.
        FactOutcome::Fails(Contradiction::NoEntry { .. })
            if matches!(fact, GitFact::Changelog { version: None, .. }) =>
        {
            Outcome::Unknown
        }
        FactOutcome::Fails(_) if !is_candidate => Outcome::Fails,
        FactOutcome::Fails(_) | FactOutcome::Unknown(_) => Outcome::Unknown,
    };
    JudgedCriterion {
        criterion: Criterion::Fact { fact: fact.clone(), outcome: Some(Box::new(observed)) },
        outcome,
        observed: None,
    }
}

/// All logs that stand; where an item names some, those of the release's period: the newest of each name, and all that were written since
/// the release before.
fn logs(resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Vec<usize> {
    let evidence = &vantage.dossier.evidence;
    let mut found = documents(resolved).collect::<Vec<_>>();
    if found.is_empty() {
        let is_log = |n: &usize| evidence.get(*n).is_some_and(sign_off::holds_decisions);
        return (0..evidence.len()).filter(is_log).filter(|n| vantage.counts(*n)).collect();
    }
    let (_, until) = vantage.period();
    let time = |n: &usize| evidence.get(*n).map(Evidence::time);
    for reference in resolved.iter().filter(|reference| !reference.named.is_procedure) {
        let end = reference.named.versions.partition_point(|n| time(n) <= Some(until));
        let own = reference.named.versions.get(..end).unwrap_or_default().iter().rev();
        let own = own.take_while(|n| time(n) > Some(vantage.since())).filter(|n| vantage.counts(**n));
        found.extend(own);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Who must have approved, by what the named evidence tells.
fn approvals(demand: &Demand, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Vec<JudgedCriterion> {
    let named =
        documents(resolved).filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?))).collect::<Vec<_>>();
    demand.approvers.iter().map(|approver| approver.judge(&named)).collect()
}

/// A named document with `expires:` had not expired at the release.
fn unexpired(resolved: &Resolved<'_>, vantage: &Vantage<'_>) -> Option<JudgedCriterion> {
    let evidence = resolved.version?;
    let version = vantage.dossier.evidence.get(evidence)?;
    if !version.facts.kind.is(Property::Document) || resolved.named.is_procedure {
        return None;
    }
    let front = version.facts.front.as_ref()?;
    let expires = front.expires?;
    let outcome = if front.is_expired_at(vantage.release()) { Outcome::Fails } else { Outcome::Holds };
    let criterion = Criterion::Unexpired { path: version.path.to_string(), expires };
    Some(JudgedCriterion { criterion, outcome, observed: Some(Observation::file(evidence, expires.at)) })
}
