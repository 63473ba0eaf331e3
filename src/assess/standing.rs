//! One item at one vantage: which evidence counts, how each criterion comes out, and the verdict.

use super::assessment::{Judged, Observed, Outcome, Reason, Standing};
use super::demand::{Asked, Demand, Named};
use super::vantage::{Vantage, age};
use super::verdict::Verdict;
use super::cover::{Cover, Telling, cover};
use super::facts::{self, FactOutcome};
use super::{acts, answers, looked, recorded, runs, signed_off, succeeded, told};
use crate::model::act::Act;
use crate::model::checklist::{Mark, Phase, Reference};
use crate::model::criterion::Criterion;
use crate::model::fact::GitFact;
use crate::model::evidence::{Evidence, Kind, State};
use crate::model::kept::Keeping;
use crate::model::measurement::Metric;
use crate::model::reading::{Role, Wanted};
use crate::model::record::{Conclusion, Record};
use jiff::SignedDuration;

/// What a reference resolved to.
struct Resolved<'a> {
    named: &'a Named,
    version: Option<usize>,
}

/// Judges an item.
#[must_use]
pub fn judge(demand: &Demand, mark: &Mark, vantage: &Vantage<'_>) -> Standing {
    // A choice holds where one side is wholly covered.
    let sides = demand.alternatives.iter().filter(|side| side.terms.misread.is_none()).map(|side| judge(side, mark, vantage));
    if let Some(shown) = sides.into_iter().find(|side| side.verdict == Verdict::Verified) {
        return shown;
    }
    let resolved =
        demand.named.iter().map(|named| Resolved { named, version: vantage.newest(&named.versions) });
    let resolved = resolved.collect::<Vec<_>>();
    let mut criteria =
        demand.asked.iter().map(|asked| compute(asked, demand, &resolved, vantage)).collect::<Vec<_>>();
    // What git does not tell of a file leaves the claim to its tick.
    let untold = |judged: &Judged| {
        judged.outcome == Outcome::Unknown && matches!(judged.criterion, Criterion::Fact { fact: GitFact::Path { .. }, .. })
    };
    let asked = criteria.clone();
    criteria.retain(|judged| !untold(judged));
    let named = resolved.iter().filter_map(|one| Some((one.named, one.version?)));
    let told = succeeded::judge(demand, named, &criteria, vantage);
    let offered = succeeded::offered(demand, vantage).map(|one| one.evidence);
    let by_item = told.iter().any(|judged| judged.observed.as_ref().map(|seen| seen.evidence) == offered);
    if by_item {
        // A record that names the item is what shows that it was done, whatever its kind.
        criteria
            .retain(|judged| !matches!(judged.criterion, Criterion::Done(_)) || judged.observed.is_some());
    }
    let alike = alike(demand, &criteria, told.is_empty(), vantage);
    if !told.is_empty() || alike.is_some() {
        // What was looked at is shown as well by a record of having looked.
        let replaced = |act: &Criterion| matches!(act, Criterion::Act(act) if act.is_looked_at());
        criteria.retain(|judged| !replaced(&judged.criterion) || judged.observed.is_some());
    }
    let is_alike = alike.is_some();
    criteria.extend(alike);
    let told = told.into_iter().map(|judged| with_words(judged, &demand.untyped, vantage)).collect::<Vec<_>>();
    criteria.extend(told.iter().cloned());
    criteria.extend(resolved.iter().filter_map(|one| unexpired(one, vantage)));
    criteria.extend(approvals(demand, &resolved, vantage));
    criteria.iter_mut().for_each(|judged| unless_cut(judged, vantage));
    let contradiction = contradiction(&criteria, &resolved, vantage);
    let left = match by_item || is_alike || demand.asked.iter().any(|asked| matches!(asked.criterion, Criterion::Act(_))) {
        true => Vec::new(),
        false => left_over(demand, &asked, &told, contradiction, vantage),
    };
    let case = Decision { demand, criteria: &criteria, resolved: &resolved, left: &left, contradiction };
    let (verdict, reason) = match case.decide(mark, vantage) {
        (Verdict::Verified, _) if demand.terms.misread.is_some() => {
            let verdict = if *mark == Mark::Ticked { Verdict::Unsupported } else { Verdict::Open };
            (verdict, Reason::PinMisread)
        }
        decided => decided,
    };
    let mut evidence =
        criteria.iter().filter_map(|judged| Some(judged.observed.as_ref()?.evidence)).collect::<Vec<_>>();
    let listed = criteria.iter().filter_map(|judged| judged.observed.as_ref()?.listed.as_ref());
    evidence.extend(listed.flat_map(|listed| listed.evidence.iter().copied()));
    let together = criteria.iter().filter_map(|judged| judged.observed.as_ref());
    evidence.extend(together.flat_map(|seen| seen.together.iter().map(|(evidence, _)| *evidence)));
    evidence.extend(resolved.iter().filter_map(|one| one.version));
    let mut seen = std::collections::BTreeSet::new();
    evidence.retain(|n| seen.insert(*n));
    let missing = resolved.iter().filter(|one| one.version.is_none() && !one.named.is_procedure);
    let missing = missing.filter(|one| !matches!(one.named.reference, Reference::Url(_)));
    let missing = missing.map(|one| one.named.reference.text().to_owned()).collect();
    Standing { mark: mark.clone(), verdict, reason, criteria, evidence, missing, left }
}

/// What checks show whose names speak of an item that names no evidence itself.
fn alike(demand: &Demand, criteria: &[Judged], untold: bool, vantage: &Vantage<'_>) -> Option<Judged> {
    let decided = criteria.iter().any(|judged| {
        judged.observed.is_some()
            && !matches!(judged.criterion, Criterion::Within { .. } | Criterion::After { .. } | Criterion::Day { .. })
    });
    let own = vantage.dossier.history.snapshots.get(vantage.snapshot)?;
    if !untold || decided || vantage.phase == Phase::Before {
        return None;
    }
    let (outcome, observed) = looked::named_alike(&demand.words, own, vantage)?;
    Some(Judged { criterion: Criterion::Act(Act::Looked), outcome, observed: Some(observed) })
}

/// What was only read in part shows nothing that would hold for the whole.
fn unless_cut(judged: &mut Judged, vantage: &Vantage<'_>) {
    let Some(seen) = judged.observed.as_mut().filter(|_| judged.outcome == Outcome::Holds) else { return };
    let listed = seen.listed.iter().flat_map(|listed| listed.evidence.iter().copied());
    let cut = std::iter::once(seen.evidence).chain(listed).find(|n| vantage.dossier.is_cut(*n));
    if let Some(cut) = cut {
        seen.evidence = cut;
        judged.outcome = Outcome::Unknown;
    }
}

fn compute(asked: &Asked, demand: &Demand, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Judged {
    let (outcome, observed) = match &asked.criterion {
        Criterion::Budget { .. } => runs::judge(asked, demand.window(), vantage),
        Criterion::Status { from, to, .. } => told::worse(
            runs::judge(asked, demand.window(), vantage),
            answers::judge((*from, *to), &demand.subjects, vantage),
        ),
        Criterion::Within { seconds } => within(*seconds, demand, resolved, vantage),
        Criterion::Day { back, morning } => of_day((*back, *morning), demand, &resolved, vantage),
        Criterion::After { seconds } => waited(*seconds, demand, resolved, vantage),
        Criterion::Done(deed) => recorded::done(asked, deed, demand.window(), vantage),
        Criterion::Kept(kept) => super::kept::judge(asked, kept, demand.window(), vantage),
        Criterion::SignedOff { scope, target } => {
            let logs = if documents(resolved).is_empty() { decision_logs(vantage) } else { logs(resolved, vantage) };
            signed_off::signed_off(asked, &logs, *scope, *target, vantage)
        }
        Criterion::Column { name } => {
            let mut named = documents(resolved);
            let known = asked.records.iter().rev().map(|one| one.evidence).find(|n| vantage.counts(*n));
            named.extend(known);
            recorded::column(&named, name, vantage)
        }
        Criterion::Fact { fact, .. } => return of_git(fact, vantage),
        Criterion::Act(act) => acts::judge(act, asked.among.as_ref(), vantage),
        Criterion::Unexpired { .. } | Criterion::Succeeded { .. } | Criterion::Approved { .. } => {
            (Outcome::Unknown, None)
        }
    };
    Judged { criterion: asked.criterion.clone(), outcome, observed }
}

/// What the history itself shows. Of a candidate what contradicts a fact is only not done yet.
fn of_git(fact: &GitFact, vantage: &Vantage<'_>) -> Judged {
    let seen = facts::judge(fact, vantage.ground, vantage.snapshot);
    let is_candidate = vantage.snapshot == vantage.dossier.history.candidate();
    let outcome = match &seen {
        FactOutcome::Holds(_) => Outcome::Holds,
        FactOutcome::Fails(_) if !is_candidate => Outcome::Fails,
        FactOutcome::Fails(_) | FactOutcome::Unknown(_) => Outcome::Unknown,
    };
    Judged { criterion: Criterion::Fact { fact: fact.clone(), seen: Some(Box::new(seen)) }, outcome, observed: None }
}

/// What a fact tells: the names in it, and the files that it is about.
fn telling_of(fact: &GitFact, vantage: &Vantage<'_>) -> Telling {
    let mut telling = Telling::default();
    let (paths, texts): (Vec<&String>, Vec<&String>) = match fact {
        GitFact::Version { manifests, to, from } => (manifests.iter().collect(), to.iter().chain(from).collect()),
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
        telling.join(&Telling::of_file(version, vantage.lexicon));
    }
    telling
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
) -> (Outcome, Option<Observed>) {
    let Some(oldest) = oldest(Some(seconds), demand, resolved, vantage) else { return (Outcome::Unknown, None) };
    let release = vantage.release();
    let holds = match vantage.phase {
        Phase::Before => oldest.time <= release && age(oldest.time, release) <= seconds,
        _ => oldest.time >= release && age(release, oldest.time) <= seconds,
    };
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
}

/// The newest run or file that the item rests on is of a day, in UTC.
fn of_day(
    (back, morning): (u8, bool),
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Outcome, Option<Observed>) {
    let Some(oldest) = oldest(None, demand, resolved, vantage) else { return (Outcome::Unknown, None) };
    let time = |at: jiff::Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC);
    let day = time(vantage.release()).date().saturating_sub(SignedDuration::from_hours(24 * i64::from(back)));
    let seen = time(oldest.time);
    let holds = seen.date() == day && oldest.time <= vantage.release() && !(morning && seen.hour() >= 12);
    (if holds { Outcome::Holds } else { Outcome::Stale }, Some(oldest))
}

/// The oldest of the newest runs and files that the item rests on.
fn oldest(
    seconds: Option<i64>,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> Option<Observed> {
    let measured = demand.asked.iter().filter(|asked| !asked.runs.is_empty());
    let window = seconds.filter(|_| vantage.phase == Phase::Before);
    let mut newest = measured.flat_map(|asked| runs::newest(asked, window, vantage)).collect::<Vec<_>>();
    newest.extend(demand.asked.iter().filter_map(|asked| match &asked.criterion {
        Criterion::Done(deed) => recorded::done(asked, deed, seconds, vantage).1,
        Criterion::Kept(kept) => super::kept::judge(asked, kept, None, vantage).1,
        _ => None,
    }));
    if newest.is_empty() {
        newest.extend(products(resolved, vantage).map(|(n, version)| Observed::at(n, version.time())));
        newest.extend(offered(demand, vantage));
    }
    // Each label has its own newest run; the oldest of those is the one that may fall out of the window.
    newest.into_iter().min_by_key(|observed| (observed.time, observed.evidence))
}

/// The newest record that names the item, at its time.
fn offered(demand: &Demand, vantage: &Vantage<'_>) -> Option<Observed> {
    let named = succeeded::offered(demand, vantage).map(|one| Observed::at(one.evidence, one.time));
    let own = vantage.dossier.history.snapshots.get(vantage.snapshot)?;
    let alike = || looked::named_alike(&demand.words, own, vantage).map(|(_, seen)| seen);
    named.or_else(|| alike().filter(|_| vantage.phase != Phase::Before))
}

/// Something was recorded at least so long after the release.
fn waited(
    seconds: i64,
    demand: &Demand,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> (Outcome, Option<Observed>) {
    let newest = products(resolved, vantage)
        .map(|(n, version)| Observed::at(n, version.time()))
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
fn approvals(demand: &Demand, resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Vec<Judged> {
    let named = resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version);
    let named = named.filter_map(|n| Some((n, vantage.dossier.evidence.get(n)?))).collect::<Vec<_>>();
    demand.approvers.iter().map(|approver| approver.judge(&named)).collect()
}

/// A named document with `expires:` had not expired at the release.
fn unexpired(resolved: &Resolved<'_>, vantage: &Vantage<'_>) -> Option<Judged> {
    let evidence = resolved.version?;
    let version = vantage.dossier.evidence.get(evidence)?;
    let described = matches!(version.facts.kind, Kind::Document | Kind::Checklist | Kind::EnvMatrix);
    if !(described || Keeping::of(&version.facts.kind).is_some()) || resolved.named.is_procedure {
        return None;
    }
    let expires = version.facts.front.as_ref()?.expires?;
    // A day is good through its end.
    let last = expires.at.checked_add(SignedDuration::from_hours(24)).unwrap_or(expires.at);
    let outcome = if vantage.release() < last { Outcome::Holds } else { Outcome::Fails };
    let criterion = Criterion::Unexpired { path: version.path.to_string(), expires: Some(expires.at) };
    Some(Judged { criterion, outcome, observed: Some(Observed::at(evidence, expires.at)) })
}

/// A named record with what it tells of the item's words: a number outside its limits fails it, a part that tells them decides for them.
fn with_words(judged: Judged, wanted: &[Wanted], vantage: &Vantage<'_>) -> Judged {
    let Some(seen) = &judged.observed else { return judged };
    let own = seen.told.as_ref().and_then(|told| {
        let version = vantage.dossier.evidence.get(seen.evidence)?;
        Some((version, version.facts.records.get(told.record)?))
    });
    let Some((version, record)) = own else { return judged };
    let telling = Telling::of_record(record, version, vantage.lexicon);
    let covers = wanted.iter().map(|wanted| cover(wanted, Some(record), &telling, vantage.lexicon)).collect::<Vec<_>>();
    let part = |is: Conclusion| covers.iter().any(|one| matches!(one, Cover::Parts(_, Some(ended)) if *ended == is));
    let good = |one: &Cover| matches!(one, Cover::Parts(parts, Some(Conclusion::Succeeded)) if !parts.is_empty());
    let all_good = covers.iter().any(good) && covers.iter().all(|one| good(one) || *one == Cover::Told);
    let outcome = match judged.outcome {
        _ if covers.iter().any(|one| matches!(one, Cover::Figure(_, false))) => Outcome::Fails,
        Outcome::Holds if part(Conclusion::Failed) => Outcome::Fails,
        Outcome::Holds if part(Conclusion::Pending) || part(Conclusion::Skipped) => Outcome::Unknown,
        Outcome::Fails | Outcome::Unknown if all_good => Outcome::Holds,
        other => other,
    };
    Judged { outcome, ..judged }
}

/// The spans of an item's words that nothing shows: what no evidence can cover, and what the deciding evidence does not tell.
fn left_over(
    demand: &Demand,
    asked: &[Judged],
    told: &[Judged],
    contradiction: Option<usize>,
    vantage: &Vantage<'_>,
) -> Vec<usize> {
    let deciding = asked.iter().chain(told).filter_map(|judged| judged.observed.as_ref());
    let mut tellers = deciding.flat_map(|seen| tellers(seen, vantage)).collect::<Vec<_>>();
    if let Some(version) = contradiction.and_then(|n| vantage.dossier.evidence.get(n)) {
        let records = version.facts.records.iter().map(|record| (Some(record), Telling::of_record(record, version, vantage.lexicon)));
        tellers.extend(records);
        tellers.push((None, Telling::of_file(version, vantage.lexicon)));
    }
    let covers = |wanted: &Wanted, (record, telling): &(Option<&Record>, Telling)| {
        cover(wanted, *record, telling, vantage.lexicon) != Cover::Untold
    };
    let mut left = demand.reading.left.clone();
    // What contradicts a demand must be about the thing that it names.
    if contradiction.is_some() && asked.iter().all(|judged| judged.observed.is_none()) {
        let things = demand.reading.things.iter().filter(|wanted| !tellers.iter().any(|teller| covers(wanted, teller)));
        left.extend(things.map(|wanted| wanted.span));
    }
    for (one, judged) in demand.asked.iter().zip(asked) {
        left.extend(&one.left);
        if one.wanted.is_empty() {
            continue;
        }
        let mut own = judged.observed.iter().flat_map(|seen| self::tellers(seen, vantage)).collect::<Vec<_>>();
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
fn tellers<'a>(seen: &Observed, vantage: &Vantage<'a>) -> Vec<(Option<&'a Record>, Telling)> {
    let evidence = &vantage.dossier.evidence;
    let own = seen.told.iter().map(|told| (seen.evidence, told.record)).chain(seen.together.iter().copied());
    let records = own.filter_map(|(n, record)| {
        let version = evidence.get(n)?;
        let record = version.facts.records.get(record)?;
        Some((Some(record), Telling::of_record(record, version, vantage.lexicon)))
    });
    let mut found = records.collect::<Vec<_>>();
    for n in seen.listed.iter().flat_map(|listed| &listed.evidence) {
        let Some(version) = evidence.get(*n) else { continue };
        let records = version.facts.records.iter();
        found.extend(records.map(|record| (Some(record), Telling::of_record(record, version, vantage.lexicon))));
    }
    if let Some(version) = evidence.get(seen.evidence) {
        found.push((None, Telling::of_file(version, vantage.lexicon)));
    }
    found
}

/// What the table of verdicts is read by.
struct Decision<'a> {
    demand: &'a Demand,
    criteria: &'a [Judged],
    resolved: &'a [Resolved<'a>],
    /// Spans that nothing shows.
    left: &'a [usize],
    /// A named run that failed by its own numbers.
    contradiction: Option<usize>,
}

impl Decision<'_> {
    /// The table of verdicts.
    fn decide(&self, mark: &Mark, vantage: &Vantage<'_>) -> (Verdict, Reason) {
        if let Mark::Waived { reason: Some(reason) } = mark {
            return (Verdict::Waived, Reason::Waived { reason: reason.clone() });
        }
        let first = |outcome| self.criteria.iter().position(|judged| judged.outcome == outcome);
        // Bad news needs the same cover as good news: a red record of something else fails nobody's item.
        let is_whole = self.left.is_empty();
        let (failed, stale) = (first(Outcome::Fails), first(Outcome::Stale));
        match (failed, self.contradiction, stale) {
            (Some(criterion), ..) if is_whole || self.is_named_fault(criterion) => return (Verdict::Failed, Reason::Broken { criterion }),
            (None, Some(evidence), _) if is_whole => return (Verdict::Failed, Reason::Contradicted { evidence }),
            (None, None, Some(criterion)) if is_whole => return (Verdict::Stale, Reason::Outside { criterion }),
            _ => {}
        }
        let is_bad = failed.is_some() || self.contradiction.is_some() || stale.is_some();
        let missing = shortfall(self.criteria, self.resolved, vantage);
        let missing = missing.or_else(|| is_bad.then_some(Reason::LeftOver)).or_else(|| self.lacking(vantage));
        // That a document has not expired is necessary, never enough.
        let suffices = self.criteria.iter().any(|judged| !matches!(judged.criterion, Criterion::Unexpired { .. }));
        match (missing, mark) {
            (None, _) if suffices && is_whole => (Verdict::Verified, Reason::AllHold),
            (None, Mark::Ticked) if suffices => (Verdict::Attested, Reason::Half),
            (None, Mark::Ticked) => (Verdict::Attested, Reason::Resolves),
            (None, Mark::Waived { .. }) => (Verdict::Open, Reason::WaivedWithoutReason),
            (None, Mark::Open) if suffices => (Verdict::Open, Reason::Half),
            (None, Mark::Open) => (Verdict::Open, Reason::NotTicked),
            (Some(reason), Mark::Ticked) => (Verdict::Unsupported, reason),
            (Some(_), Mark::Waived { .. }) => (Verdict::Open, Reason::WaivedWithoutReason),
            (Some(reason), Mark::Open) => (Verdict::Open, reason),
        }
    }

    /// Whether what the item names itself is at fault, a secret or a document: then its other words, as they deny nothing, change nothing.
    fn is_named_fault(&self, criterion: usize) -> bool {
        let is_named = self.criteria.get(criterion).is_some_and(|judged| {
            match &judged.criterion {
                Criterion::Kept(kept) => kept.what == Keeping::Secrets && !kept.names.is_empty(),
                Criterion::Unexpired { .. } => true,
                _ => false,
            }
        });
        let role = |span: &usize| self.demand.reading.spans.get(*span).map(|span| span.role);
        is_named && self.left.iter().all(|span| matches!(role(span), Some(Role::Rest | Role::Whom)))
    }

    /// Why what is left over forbids a proof: nothing is named on which a plain claim could rest, or it is no plain claim.
    fn lacking(&self, vantage: &Vantage<'_>) -> Option<Reason> {
        let suffices = self.criteria.iter().any(|judged| !matches!(judged.criterion, Criterion::Unexpired { .. }));
        let is_fact = |one: &Judged| one.outcome == Outcome::Holds && matches!(one.criterion, Criterion::Fact { .. });
        let names = self.criteria.iter().any(is_fact) || self.resolved.iter().any(|one| !one.named.is_procedure && one.version.is_some());
        let reading = &self.demand.reading;
        let decisions = &reading.decisions;
        let is_plain = |span: &usize| {
            let role = reading.spans.get(*span).map(|span| span.role);
            let clause = reading.spans.get(*span).map(|span| span.clause);
            matches!(role, Some(Role::Rest))
                && !clause.is_some_and(|clause| decisions.contains(&clause))
                && !clause.is_some_and(|clause| reading.outcomes.contains(&clause))
                && !is_count(reading.words(*span))
        };
        match suffices {
            true if self.left.is_empty() => None,
            true if names && !self.is_unfinished(vantage) && self.left.iter().all(is_plain) => None,
            true => Some(Reason::LeftOver),
            false if self.is_unfinished(vantage) => Some(Reason::NotRead),
            false if reading.is_computable || !self.left.iter().all(is_plain) => Some(Reason::NotRead),
            false => None,
        }
    }
}

impl Decision<'_> {
    /// Whether a named record did not succeed by its own words: then no claim rests on it.
    fn is_unfinished(&self, vantage: &Vantage<'_>) -> bool {
        let named = self.resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version);
        let versions = named.filter_map(|n| vantage.dossier.evidence.get(n));
        versions.filter(|version| version.facts.is_record()).any(|version| {
            let ended = version.facts.records.iter().filter_map(|record| record.conclusion);
            ended.last().is_some_and(|ended| ended != Conclusion::Succeeded)
        })
    }
}

/// Whether words hold a plain number: a count, which a file could have told.
fn is_count(words: &str) -> bool {
    words.split_whitespace().any(|word| word.chars().all(|c| c.is_ascii_digit()))
}

/// A named run that failed by its own numbers, where the words name no budget for it.
fn contradiction(criteria: &[Judged], resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Option<usize> {
    let judged = |metric: &str| {
        criteria.iter().any(|one| match &one.criterion {
            Criterion::Budget { metric: its, .. } => its.measured().starts_with(metric),
            Criterion::Status { .. } => metric == Metric::LATENCY,
            _ => false,
        })
    };
    resolved.iter().filter(|one| !one.named.is_procedure).filter_map(|one| one.version).find(|n| {
        vantage.dossier.evidence.get(*n).is_some_and(|version| {
            version.facts.state == State::Failing
                && !version.facts.measurements.iter().any(|told| judged(family(&told.metric)))
                && !criteria.iter().any(|one| match &one.criterion {
                    Criterion::Done(deed) => deed.kind == version.facts.kind,
                    Criterion::Kept(kept) => kept.what.kind() == version.facts.kind,
                    Criterion::Succeeded { path } => **path == *version.path,
                    _ => false,
                })
        })
    })
}

/// What a metric is one of: `lighthouse`, `latency`.
fn family(metric: &Metric) -> &str {
    let name = metric.name();
    name.split_once('.').map_or(name, |(family, _)| family)
}

/// What is missing for a proof; `None` where nothing is.
fn shortfall(criteria: &[Judged], resolved: &[Resolved<'_>], vantage: &Vantage<'_>) -> Option<Reason> {
    let external = |one: &&Resolved<'_>| matches!(one.named.reference, Reference::Url(_));
    let evidence =
        resolved.iter().filter(|one| !one.named.is_procedure && !external(one)).collect::<Vec<_>>();
    let held =
        |judged: &Judged| judged.outcome == Outcome::Holds && matches!(judged.criterion, Criterion::Act(_) | Criterion::Fact { .. });
    let is_fact = |judged: &Judged| matches!(judged.criterion, Criterion::Fact { .. });
    let computed = criteria.iter().any(|judged| judged.observed.is_some() || held(judged) || is_fact(judged));
    let asks = !evidence.is_empty() || !criteria.is_empty();
    if vantage.phase != Phase::Before && !vantage.today && asks {
        return Some(Reason::NotYet);
    }
    for one in &evidence {
        // Of the many files that a glob names one decides; that another is empty takes nothing away.
        if computed && matches!(one.named.reference, Reference::Glob(_)) {
            continue;
        }
        let reference = one.named.reference.text().to_owned();
        let Some(n) = one.version else {
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
    if let Some(criterion) = criteria.iter().position(|judged| judged.outcome == Outcome::Unknown) {
        return Some(Reason::Unmeasured { criterion });
    }
    if !evidence.is_empty() || computed {
        return None;
    }
    Some(match resolved.first().map(|one| (&one.named.reference, one.named.is_procedure)) {
        None => Reason::NothingNamed,
        Some((Reference::Url(url), _)) => Reason::OnlyExternal { url: url.clone() },
        Some((reference, _)) => Reason::OnlyProcedure { reference: reference.text().to_owned() },
    })
}
