//! Deployments of a release after its tag: what they were given, how they ended, and what was checked afterwards.

use crate::assess::history::placed::{Placed, of_version};
use crate::assess::result::judgement::{ActResult, Computed, Lack, Observation, Outcome, UNKNOWN};
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::words::{self, Cue, Name};
use crate::model::doing::{spaced, stands};
use crate::model::record::{Conclusion, Record, Role, folded};
use crate::model::{act::Input, evidence::Kind, measurement::Measurement};
use crate::read::value::conclusion;
use std::collections::BTreeSet;

/// The deployments of this release to production between its tag and the next one, by time.
pub fn deployments<'a>(vantage: &Vantage<'a>) -> Vec<Placed<'a>> {
    let Some(own) = vantage.own() else { return Vec::new() };
    let (after, until) = vantage.period();
    let versions = vantage.followed(None).into_iter();
    let all = versions.flat_map(|(evidence, version)| of_version(evidence, version));
    let is_own = |placed: &Placed<'_>| {
        is_deployment(placed)
            && tag(placed.record).is_none_or(|named| own.is_called(&named))
            && placed.time() > after
            && placed.time() <= until
    };
    let mut found = all.filter(is_own).collect::<Vec<_>>();
    found.sort_by_key(|placed| (placed.time(), placed.id));
    found
}

/// The deployments of this release, and the newest of them that tells how it ended, else the newest.
fn newest<'a>(vantage: &Vantage<'a>) -> Option<(Vec<Placed<'a>>, Placed<'a>)> {
    let all = deployments(vantage);
    let newest = *all.iter().rev().find(|deployment| deployment.record.conclusion.is_some()).or(all.last())?;
    Some((all, newest))
}

fn is_deployment(placed: &Placed<'_>) -> bool {
    let (facts, record) = (&placed.version.facts, placed.record);
    let is = facts.kind == Kind::Deploy
        || (facts.kind == Kind::CiRun && words::kind(&record.title) == Some(Kind::Deploy));
    let ran = Name::WorkflowPath.values(&record.fields);
    let texts = record.target.as_deref().into_iter().chain([record.title.as_str()]).chain(ran);
    let texts = texts.chain([&*placed.version.path]);
    is && texts.into_iter().find_map(words::place) == Some("production")
}

/// The tag that a deployment was given.
fn tag(record: &Record) -> Option<String> {
    record.release.clone().or_else(|| {
        let named = record.fields.iter().find(|(key, value)| {
            Name::InputTag.has(&last(key)) && value.contains(|c: char| c.is_ascii_digit())
        });
        named.map(|(_, value)| value.clone())
    })
}

/// The name of a field without the group in which it stands, folded.
fn last(key: &str) -> String {
    folded(key.rsplit('.').next().unwrap_or(key))
}

/// Whether a production deployment of the release was recorded, with every input told, by different approvers, and succeeded.
pub fn launched(inputs: &[Input], vantage: &Vantage<'_>) -> Computed {
    let Some((all, newest)) = newest(vantage) else { return UNKNOWN };
    let together = all.iter().map(|deployment| deployment.id).collect::<Vec<_>>();
    let observed =
        |how| Some(Observation::of_act(newest.id.evidence, newest.time(), how).with(together.clone()));
    if newest.record.conclusion == Some(Conclusion::Failed) {
        return (Outcome::Fails, observed(ActResult::Ended(newest.record.conclusion)));
    }
    let value = |input: &Input| all.iter().rev().find_map(|deployment| given(deployment.record, input));
    let mut approvers = inputs.iter().filter(|input| matches!(input, Input::Approver(_))).filter_map(value);
    let mut people = BTreeSet::new();
    let twice = approvers.find(|name| !people.insert(person(name)));
    let twice =
        twice.or_else(|| all.iter().rev().find_map(|deployment| signed_twice(deployment.record, inputs)));
    if let Some(name) = twice {
        return (Outcome::Fails, observed(ActResult::OneApprover(name)));
    }
    let lacks = inputs.iter().filter(|input| value(input).is_none()).cloned();
    let lacks = lacks.map(Lack::Input).collect::<Vec<_>>();
    match newest.record.conclusion {
        _ if !lacks.is_empty() => (Outcome::Unknown, observed(ActResult::Lacks(lacks))),
        Some(Conclusion::Succeeded) => {
            (Outcome::Holds, observed(ActResult::Shows(newest.record.title.clone())))
        }
        other => (Outcome::Unknown, observed(ActResult::Ended(other))),
    }
}

/// A value that is neither empty nor still to be filled in.
fn filled(value: &str) -> Option<String> {
    let open =
        conclusion::parse(value) == Some(Conclusion::Pending) || !value.contains(char::is_alphanumeric);
    (!open && !Cue::NoValue.is(value)).then(|| value.trim().to_owned())
}

/// What a record was given for an input; nothing where it is empty or still to be filled in.
fn given(record: &Record, input: &Input) -> Option<String> {
    let named = |fits: &dyn Fn(&str) -> bool| {
        record.fields.iter().filter(|(key, _)| fits(&last(key))).find_map(|(_, value)| filled(value))
    };
    match input {
        Input::Tag => tag(record),
        Input::Named(words) => {
            let words =
                words.split(' ').filter(|word| !Cue::InputShape.is(word)).map(folded).collect::<Vec<_>>();
            named(&|key| !words.is_empty() && words.iter().all(|word| key.contains(word.as_str())))
        }
        Input::Approver(who) => {
            let part = folded(who);
            let by_name = record.fields.iter().find_map(|(key, value)| {
                let key = folded(key);
                let approves = ["approv", "signoff", "signedoff"].iter().any(|word| key.contains(word));
                filled(value).filter(|_| approves && key.contains(&part))
            });
            // `approvers: Ada (manager), Bo (reliability)`
            let is =
                |name: &&String| bracket(name).is_some_and(|part| stands(&[who.as_str()], &spaced(part)));
            by_name.or_else(|| named_approvers(record).find(is).cloned())
        }
        Input::Approvers(count) => {
            let all = approvers(record).iter().map(|name| person(name)).collect::<BTreeSet<_>>();
            (all.len() >= *count).then(|| all.into_iter().collect::<Vec<_>>().join(", "))
        }
    }
}

/// Everybody who is told as an approver, as often as they are told in another part.
fn approvers(record: &Record) -> Vec<String> {
    let fields = record.fields.iter().filter(|(key, _)| folded(key).contains("approv"));
    let stated =
        fields.flat_map(|(_, value)| value.split([',', ';', '&'])).filter_map(filled).collect::<Vec<_>>();
    if !stated.is_empty() {
        return stated;
    }
    named_approvers(record).cloned().collect()
}

fn named_approvers(record: &Record) -> impl Iterator<Item = &String> {
    record.people.iter().filter(|(role, _)| *role == Role::Approver).map(|(_, name)| name)
}

/// The one who approved in every part, where several different people are asked for.
fn signed_twice(record: &Record, inputs: &[Input]) -> Option<String> {
    let asked = inputs
        .iter()
        .find_map(|input| if let Input::Approvers(count) = input { Some(*count) } else { None })?;
    let all = approvers(record);
    let different = all.iter().map(|name| person(name)).collect::<BTreeSet<_>>().len();
    (asked > 1 && all.len() >= asked && different < asked).then(|| all.into_iter().next()).flatten()
}

fn bracket(name: &str) -> Option<&str> {
    Some(name.split_once('(')?.1.split_once(')')?.0)
}

/// A name without what stands in brackets and without `@`, folded.
fn person(name: &str) -> String {
    folded(name.split('(').next().unwrap_or(name).trim_start_matches('@'))
}

/// Whether the deployment ended well, and checks of production ran after it and the last one did not fail.
pub fn watched(smoke: bool, vantage: &Vantage<'_>) -> Computed {
    let Some((_, newest)) = newest(vantage) else { return UNKNOWN };
    let observed =
        |how| Some(Observation::of_act(newest.id.evidence, newest.time(), how).with(vec![newest.id]));
    match newest.record.conclusion {
        Some(Conclusion::Succeeded) if !smoke => {
            return (Outcome::Holds, observed(ActResult::Shows(newest.record.title.clone())));
        }
        Some(Conclusion::Succeeded) => {}
        Some(Conclusion::Failed) => {
            return (Outcome::Fails, observed(ActResult::Ended(newest.record.conclusion)));
        }
        other => return (Outcome::Unknown, observed(ActResult::Ended(other))),
    }
    let measured = &vantage.dossier.measured;
    let from = measured.partition_point(|run| run.time < newest.time());
    let (_, until) = vantage.period();
    let end = measured.partition_point(|run| run.time <= until).max(from);
    let own = measured.get(from..end).unwrap_or_default().iter();
    let mut checks = own
        .filter(|run| run.measurement.metric.is_of_checks())
        .filter(|run| is_of_production(&run.measurement, vantage, &run.tellers));
    match checks.next_back() {
        None => (Outcome::Unknown, observed(ActResult::NoCheck)),
        Some(last) if is_bad(&last.measurement) => (Outcome::Fails, observed(ActResult::CheckFailed)),
        Some(_) => (Outcome::Holds, observed(ActResult::Shows(newest.record.title.clone()))),
    }
}

/// A check that does not say that it is of another environment.
fn is_of_production(measurement: &Measurement, vantage: &Vantage<'_>, tellers: &[usize]) -> bool {
    let paths = tellers.iter().filter_map(|n| vantage.dossier.evidence.get(*n)).map(|version| &*version.path);
    [&*measurement.target]
        .into_iter()
        .chain(paths)
        .find_map(words::place)
        .is_none_or(|place| place == "production")
}

fn is_bad(measurement: &Measurement) -> bool {
    let over =
        matches!((measurement.value, measurement.budget), (Some(value), Some(budget)) if value > budget);
    measurement.error.is_some() || measurement.status.is_some_and(|status| status >= 400) || over
}
