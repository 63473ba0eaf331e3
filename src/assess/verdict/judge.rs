//! One item at one vantage: which evidence counts, how each criterion comes out, and the verdict.

use crate::assess::candidates::demand::Demand;
use crate::assess::candidates::git;
use crate::assess::candidates::question::Question;
use crate::assess::result::judgement::{JudgedCriterion, Judgement, Observation, Outcome};
use crate::assess::result::reason::Reason;
use crate::assess::result::verdict::Verdict;
use crate::assess::verdict::table::{Decision, Resolved, contradiction};
use crate::assess::verdict::uncovered::{left_over, with_words};
use crate::assess::verdict::vantage::{Vantage, age};
use crate::assess::verdict::{acts, checks, columns, endpoints, figures, outcomes, records, runs, sign_off};
use crate::model::act::Act;
use crate::model::checklist::{Mark, Phase, Reference};
use crate::model::criterion::Criterion;
use crate::model::evidence::{Evidence, Kind, State};
use crate::model::fact::GitFact;
use crate::model::fact_outcome::{Contradiction, FactOutcome};
use crate::model::inventory::is_document;
use crate::model::time::Claim;
use jiff::{SignedDuration, Timestamp, tz::Offset};

/// Judges an item.
#[must_use]
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
    let mut criteria = demand
        .questions
        .iter()
        .map(|question| compute(question, demand, &resolved, vantage))
        .collect::<Vec<_>>();
    let question = criteria.clone();
    criteria.retain(|judged| !is_untold_path(judged));
    let named = resolved.iter().filter_map(|one| Some((one.named, one.version?)));
    let by_outcome = outcomes::judge(demand, named, &criteria, vantage);
    let offered = outcomes::offered(demand, vantage).map(|one| one.evidence);
    let by_item =
        by_outcome.iter().any(|judged| judged.observed.as_ref().map(|observed| observed.evidence) == offered);
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
    let by_outcome = by_outcome.into_iter().map(|judged| with_words(judged, &demand.untyped, vantage));
    let by_outcome = alike.into_iter().chain(by_outcome).collect::<Vec<_>>();
    criteria.extend(by_outcome.iter().cloned());
    criteria.extend(resolved.iter().filter_map(|one| unexpired(one, vantage)));
    criteria.extend(approvals(demand, &resolved, vantage));
    criteria.iter_mut().for_each(|judged| unless_cut(judged, vantage));
    let contradiction = contradiction(&criteria, &resolved, vantage);
    let left =
        if by_item { Vec::new() } else { left_over(demand, &question, &by_outcome, contradiction, vantage) };
    let case = Decision { demand, criteria: &criteria, resolved: &resolved, left: &left, contradiction };
    let (verdict, reason) = match case.decide(mark, vantage) {
        (Verdict::Verified, _) if demand.terms.misread.is_some() => {
            let verdict = if *mark == Mark::Ticked { Verdict::Unsupported } else { Verdict::Open };
            (verdict, Reason::PinMisread)
        }
        decided => decided,
    };
    let evidence = evidence_of(&criteria, &resolved);
    let missing = missing(&resolved);
    Judgement { mark: mark.clone(), verdict, reason, criteria, evidence, missing, left }
}

/// What is named as evidence and is not there.
fn missing(resolved: &[Resolved<'_>]) -> Vec<String> {
    let absent = resolved.iter().filter(|one| one.version.is_none() && !one.named.is_procedure);
    let absent = absent.filter(|one| !matches!(one.named.reference, Reference::Url(_)));
    absent.map(|one| one.named.reference.text().to_owned()).collect()
}

/// What git does not tell of a file leaves the claim to its tick.
fn is_untold_path(judged: &JudgedCriterion) -> bool {
    judged.outcome == Outcome::Unknown
        && matches!(judged.criterion, Criterion::Fact { fact: GitFact::Path { .. }, .. })
}

/// The versions on which a verdict rests, each once.
fn evidence_of(criteria: &[JudgedCriterion], resolved: &[Resolved<'_>]) -> Vec<usize> {
    let observed = || criteria.iter().filter_map(|judged| judged.observed.as_ref());
    let mut evidence = observed().map(|observed| observed.evidence).collect::<Vec<_>>();
    let listed = observed().filter_map(Observation::inventory);
    evidence.extend(listed.flat_map(|listed| listed.evidence.iter().copied()));
    evidence.extend(observed().flat_map(|observed| observed.together.iter().map(|(evidence, _)| *evidence)));
    evidence.extend(resolved.iter().filter_map(|one| one.version));
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
    let own = vantage.dossier.history.snapshots.get(vantage.snapshot)?;
    if !is_free || decided || vantage.phase == Phase::Before {
        return None;
    }
    let (outcome, observed) = checks::named_alike(&demand.words, own, vantage)?;
    Some(JudgedCriterion { criterion: Criterion::Act(Act::Looked), outcome, observed: Some(observed) })
}

/// What was only read in part shows nothing that would hold for the whole.
fn unless_cut(judged: &mut JudgedCriterion, vantage: &Vantage<'_>) {
    let Some(observed) = judged.observed.as_mut().filter(|_| judged.outcome == Outcome::Holds) else {
        return;
    };
    let listed = observed.inventory().into_iter().flat_map(|listed| listed.evidence.iter().copied());
    let cut = std::iter::once(observed.evidence).chain(listed).find(|n| vantage.dossier.is_cut(*n));
    if let Some(cut) = cut {
        observed.evidence = cut;
        judged.outcome = Outcome::Unknown;
    }
}

fn compute(
    question: &Question,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> JudgedCriterion {
    let (outcome, observed) = match &question.criterion {
        Criterion::Budget { .. } => runs::judge(question, demand.window(), vantage),
        Criterion::Status { from, to, .. } => figures::worse(
            runs::judge(question, demand.window(), vantage),
            endpoints::judge((*from, *to), &demand.subjects, vantage),
        ),
        Criterion::Within { seconds } => within(*seconds, demand, resolved, vantage),
        Criterion::Day { back, morning } => of_day((*back, *morning), demand, resolved, vantage),
        Criterion::After { seconds } => waited(*seconds, demand, resolved, vantage),
        Criterion::Done(deed) => records::done(question, deed, demand.window(), vantage),
        Criterion::Inventory(inventory) => {
            crate::assess::verdict::inventories::judge(question, inventory, demand.window(), vantage)
        }
        Criterion::SignedOff { scope, target } => {
            let logs =
                if documents(resolved).is_empty() { decision_logs(vantage) } else { logs(resolved, vantage) };
            sign_off::signed_off(question, &logs, *scope, *target, vantage)
        }
        Criterion::Column { name } => {
            let mut named = documents(resolved);
            let known =
                question.records().iter().rev().map(|one| one.record.evidence).find(|n| vantage.counts(*n));
            named.extend(known);
            columns::column(&named, name, vantage)
        }
        Criterion::Fact { fact, .. } => return of_git(fact, vantage),
        Criterion::Act(act) => acts::judge(act, question.named(), vantage),
        Criterion::Unexpired { .. } | Criterion::Succeeded { .. } | Criterion::Approved { .. } => {
            (Outcome::Unknown, None)
        }
    };
    JudgedCriterion { criterion: question.criterion.clone(), outcome, observed }
}

/// What the history itself shows. Of a candidate what contradicts a fact is only not done yet.
fn of_git(fact: &GitFact, vantage: &Vantage<'_>) -> JudgedCriterion {
    let observed = git::judge(fact, vantage.ground, vantage.snapshot);
    let is_candidate = vantage.snapshot == vantage.dossier.history.candidate();
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
        criterion: Criterion::Fact { fact: fact.clone(), seen: Some(Box::new(observed)) },
        outcome,
        observed: None,
    }
}

/// The versions of what is named that are no procedures.
fn documents(resolved: &[Resolved<'_>]) -> Vec<usize> {
    resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version).collect()
}

/// All logs that stand, where an item names none.
fn decision_logs(vantage: &Vantage<'_>) -> Vec<usize> {
    let all = vantage.dossier.evidence.iter().enumerate();
    let logs = all.filter(|(_, version)| version.facts.kind == Kind::Feedback).map(|(n, _)| n);
    logs.filter(|n| vantage.counts(*n)).collect()
}

/// The logs of the release's period: the newest of each name, and all that were written since the release before.
fn logs(resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Vec<usize> {
    let (_, until) = vantage.period();
    let time = |n: &usize| vantage.dossier.evidence.get(*n).map(Evidence::time);
    let mut found = documents(resolved);
    for one in resolved.iter().filter(|one| !one.named.is_procedure) {
        let end = one.named.versions.partition_point(|n| time(n) <= Some(until));
        let own = one.named.versions.get(..end).unwrap_or_default().iter().rev();
        let own = own.take_while(|n| time(n) > Some(vantage.since())).filter(|n| vantage.counts(**n));
        found.extend(own);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The newest run or file that the item rests on lies in the window.
fn within(
    seconds: i64,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Outcome, Option<Observation>) {
    let Some(oldest) = oldest(Some(seconds), demand, resolved, vantage) else {
        return (Outcome::Unknown, None);
    };
    if vantage.dossier.has_unread_time(oldest.evidence) {
        return (Outcome::Unknown, Some(oldest));
    }
    let release = vantage.release();
    let holds = match vantage.phase {
        Phase::Before => oldest.time <= release && vantage.reaches(last(&oldest, vantage), Some(seconds)),
        _ => last(&oldest, vantage) >= release && age(release, oldest.time) <= seconds,
    };
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
}

/// The last moment of a claim that an observation leaves open.
fn last(observed: &Observation, vantage: &Vantage<'_>) -> Timestamp {
    let facts = vantage.dossier.evidence.get(observed.evidence).map(|version| &version.facts);
    let claims = facts
        .into_iter()
        .flat_map(|facts| facts.records.iter().filter_map(|record| record.claim).chain(facts.claim));
    claims.filter(|claim| claim.at == observed.time).map(Claim::last).max().unwrap_or(observed.time)
}

/// The newest run or file that the item rests on is of a day, in the zone of the commit that recorded it.
fn of_day(
    (back, morning): (u8, bool),
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Outcome, Option<Observation>) {
    let Some(oldest) = oldest(None, demand, resolved, vantage) else { return (Outcome::Unknown, None) };
    if vantage.dossier.has_unread_time(oldest.evidence) {
        return (Outcome::Unknown, Some(oldest));
    }
    let zone = vantage.dossier.zone_of(oldest.evidence);
    let time = |at: Timestamp| Offset::from_seconds(zone * 60).unwrap_or(Offset::UTC).to_datetime(at);
    let day = time(vantage.release()).date().saturating_sub(SignedDuration::from_hours(24 * i64::from(back)));
    let observed = time(oldest.time);
    let holds =
        observed.date() == day && oldest.time <= vantage.release() && !(morning && observed.hour() >= 12);
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
}

/// The oldest of the newest runs and files that the item rests on.
fn oldest(
    seconds: Option<i64>,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> Option<Observation> {
    let measured = demand.questions.iter().filter(|question| !question.measurements().runs.is_empty());
    let window = seconds.filter(|_| vantage.phase == Phase::Before);
    let mut newest =
        measured.flat_map(|question| runs::newest(question, window, vantage)).collect::<Vec<_>>();
    newest.extend(demand.questions.iter().filter_map(|question| match &question.criterion {
        Criterion::Done(deed) => records::done(question, deed, seconds, vantage).1,
        Criterion::Inventory(inventory) => {
            crate::assess::verdict::inventories::judge(question, inventory, None, vantage).1
        }
        _ => None,
    }));
    if newest.is_empty() {
        newest.extend(products(resolved, vantage).map(|(n, version)| Observation::file(n, version.time())));
        newest.extend(offered(demand, vantage));
    }
    // Each label has its own newest run; the oldest of those is the one that may fall out of the window.
    // What states a time that nobody can read may be the oldest of all.
    let unread = newest.iter().find(|observed| vantage.dossier.has_unread_time(observed.evidence)).cloned();
    unread.or_else(|| newest.into_iter().min_by_key(|observed| (observed.time, observed.evidence)))
}

/// The newest record that names the item, at its time.
fn offered(demand: &Demand, vantage: &Vantage<'_>) -> Option<Observation> {
    let named = outcomes::offered(demand, vantage).map(|one| Observation::file(one.evidence, one.time));
    let own = vantage.dossier.history.snapshots.get(vantage.snapshot)?;
    let alike = || checks::named_alike(&demand.words, own, vantage).map(|(_, observed)| observed);
    named.or_else(|| alike().filter(|_| vantage.phase != Phase::Before))
}

/// Something was recorded at least so long after the release.
fn waited(
    seconds: i64,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Outcome, Option<Observation>) {
    let newest = products(resolved, vantage)
        .map(|(n, version)| Observation::file(n, version.time()))
        .chain(offered(demand, vantage))
        .max_by_key(|o| (o.time, o.evidence));
    let Some(newest) = newest else { return (Outcome::Unknown, None) };
    let holds = age(vantage.release(), newest.time) >= seconds;
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(newest))
}

/// The resolved files that were made by doing something, and can be read.
fn products<'a>(
    resolved: &'a [Resolved<'_>],
    vantage: &'a Vantage<'_>,
) -> impl Iterator<Item = (usize, &'a Evidence)> {
    let versions = resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version);
    versions.filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?))).filter(|(_, version)| {
        version.facts.is_record() && !matches!(version.facts.state, State::Empty | State::Unreadable)
    })
}

/// Who must have approved, by what the named evidence tells.
fn approvals(demand: &Demand, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Vec<JudgedCriterion> {
    let named = resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version);
    let named = named.filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?))).collect::<Vec<_>>();
    demand.approvers.iter().map(|approver| approver.judge(&named)).collect()
}

/// A named document with `expires:` had not expired at the release.
fn unexpired(resolved: &Resolved<'_>, vantage: &Vantage<'_>) -> Option<JudgedCriterion> {
    let evidence = resolved.version?;
    let version = vantage.dossier.evidence.get(evidence)?;
    if !is_document(&version.facts.kind) || resolved.named.is_procedure {
        return None;
    }
    let front = version.facts.front.as_ref()?;
    let expires = front.expires?;
    let outcome = if front.is_expired_at(vantage.release()) { Outcome::Fails } else { Outcome::Holds };
    let criterion = Criterion::Unexpired { path: version.path.to_string(), expires };
    Some(JudgedCriterion { criterion, outcome, observed: Some(Observation::file(evidence, expires.at)) })
}
