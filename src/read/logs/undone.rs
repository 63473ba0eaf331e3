//! What takes the success of a record back, or leaves something out of it: one table of rules on each of its values, one on those that
//! must fit one another, and what its title and its parts say. The words stand in the lexicon.

use crate::lexicon::words::{self, Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record};
use crate::read::logs::doubts::{self, DOUBTED, Effect, Value};
use crate::read::logs::{counts, counts::CountPart, limits};
use crate::read::value::conclusion::is_no;
use crate::read::value::{conclusion, remark, state};

const WORST_FIRST: [Effect; 4] =
    [Effect::Ended(Conclusion::Failed), DOUBTED, Effect::Ended(Conclusion::Skipped), Effect::LeavesOut];

/// Where a value stands, as bits.
type Place = u8;
/// In an account of what went wrong, which speaks of failures all along.
const ACCOUNT: Place = 1;
/// Of thousands of requests some may fail: that is what budgets are for.
const OF_REQUESTS: Place = 2;
/// Under the name of a part, or a count of requests that failed: others judge those.
const JUDGED_ELSEWHERE: Place = 4;
/// In a row of the record.
const ROW: Place = 8;

/// The rules on a value, each with the places where it is not asked. The first that says something decides.
type Rule = (Place, fn(&Value<'_>) -> Option<Effect>);
const RULES: [Rule; 9] = [
    (JUDGED_ELSEWHERE | ROW, doubts::ended),
    (ROW, |value| doubts::is_hedged(value).then_some(DOUBTED)),
    (ACCOUNT, |value| doubts::remark(value).filter(|effect| *effect == DOUBTED)),
    (ACCOUNT, |value| doubts::is_share(value).then_some(DOUBTED)),
    (ROW, |value| counts::counts_failures(value.value).then_some(DOUBTED)),
    (JUDGED_ELSEWHERE | ACCOUNT, |value| doubts::speaks_against(value).then_some(DOUBTED)),
    (JUDGED_ELSEWHERE | ACCOUNT | ROW, |value| doubts::is_doubt(value).then_some(DOUBTED)),
    (ACCOUNT | OF_REQUESTS | ROW, |value| doubts::is_short_share(value).then_some(DOUBTED)),
    (ACCOUNT, doubts::remark),
];

fn of_value(value: &Value<'_>, place: Place) -> Option<Effect> {
    RULES.iter().filter(|(not_at, _)| not_at & place == 0).find_map(|(_, rule)| rule(value))
}

/// Weighs how a record ended against what stands beside its success, and keeps what takes it back. A state that is neither good nor bad is
/// kept where nothing would take back a success.
pub fn weigh(record: &mut Record, kind: &Kind, lexicon: &Lexicon) {
    if record.conclusion != Some(Conclusion::Succeeded) {
        let state = state::of(record).filter(|_| taken_back(record, kind, lexicon).is_none());
        if let Some(state) = state.map(str::to_owned) {
            record.state = state;
        }
    } else if let Some((effect, beside)) = taken_back(record, kind, lexicon) {
        record.beside = beside;
        if let Effect::Ended(conclusion) = effect {
            record.conclusion = Some(conclusion);
        }
    }
}

/// The worst that anything makes of a success of this record, with what says so.
fn taken_back(record: &Record, kind: &Kind, lexicon: &Lexicon) -> Option<(Effect, String)> {
    let kind = record.kind.as_ref().unwrap_or(kind);
    let is_account =
        matches!(kind, Kind::Incident | Kind::Rollback | Kind::Postmortem | Kind::Feedback | Kind::Briefing);
    let of_requests = record.fields.iter().any(|(name, _)| Name::RequestCount.is(name));
    let flag = |is: bool, place: Place| if is { place } else { 0 };
    let is_elsewhere = |name: &str| {
        of_requests && Name::Failed.is(name)
            || name.rsplit_once('.').is_some_and(|(_, own)| record.parts.iter().any(|part| part.name == own))
    };
    let by_value = record.fields.iter().filter_map(|(name, text)| {
        let place = flag(is_account, ACCOUNT)
            | flag(of_requests, OF_REQUESTS)
            | flag(is_elsewhere(name), JUDGED_ELSEWHERE);
        let value = Value::of(name, text, &record.title, kind, lexicon);
        Some((of_value(&value, place)?, format!("{name}: {text}")))
    });
    let mut found = by_value.collect::<Vec<_>>();
    if matches!(kind, Kind::Backup | Kind::Export) {
        found.extend(of_stored(record));
    }
    if !is_account {
        found.extend(of_pairs(record, lexicon));
    }
    let is_other_branch = record.branch.as_ref().is_some_and(|branch| Cue::OtherBuild.is(branch));
    let is_doubted = counts::counts_failures(&record.title) || has_refused_part(record) || is_other_branch;
    found.extend(is_doubted.then(|| (DOUBTED, String::new())));
    let skipped = Effect::Ended(Conclusion::Skipped);
    found.extend(counts::counts_nothing(record).then(|| (skipped, String::new())));
    WORST_FIRST.into_iter().find_map(|worst| found.iter().find(|(effect, _)| *effect == worst)).cloned()
}

/// What takes back that something was stored: tables that were left out, and that it was taken elsewhere.
fn of_stored(record: &Record) -> Option<(Effect, String)> {
    let place = record.target.as_deref().and_then(words::place);
    let is_elsewhere = |name: &str, value: &str| {
        let is_source = stem::words(name).any(|word| Name::Origin.has(&word) || Name::StoredOf.has(&word));
        is_source && place.zip(words::place(value)).is_some_and(|(own, other)| own != other)
    };
    let leaves_out = |name: &str, value: &str| {
        let words = stem::words(name).collect::<Vec<_>>();
        Name::RanThing.is_among(&words)
            && words.iter().any(|word| Cue::SkippedCount.is(word))
            && remark::says_something(value)
    };
    let mut fields = record.fields.iter();
    let found = fields.find(|(name, value)| is_elsewhere(name, value) || leaves_out(name, value));
    found.map(|(name, value)| (DOUBTED, format!("{name}: {value}")))
}

/// What values make of it that do not fit one another: those of the record, and those of each part.
fn of_pairs(record: &Record, lexicon: &Lexicon) -> impl Iterator<Item = (Effect, String)> {
    let short = |fields: &[(String, String)]| {
        counts::shortfall(fields, CountPart::Done, lexicon)
            .or_else(|| counts::came_short(fields, &record.title, lexicon))
            .or_else(|| limits::broken(fields))
    };
    let of_part = |part: &Part| short(&part.fields).or_else(|| limits::missed_target(&part.fields));
    let doubted = short(&record.fields).or_else(|| record.parts.iter().find_map(of_part));
    let left_out = counts::shortfall(&record.fields, CountPart::Sampled, lexicon)
        .or_else(|| limits::missed_target(&record.fields));
    let doubted = doubted.map(|text| (DOUBTED, text));
    doubted.into_iter().chain(left_out.map(|text| (Effect::LeavesOut, text)))
}

/// Whether a part did not go well by its own words: it ended in a way that nobody knows (`status: degraded`, `?`), or a value beside it
/// takes that back.
pub fn is_unsettled(part: &Part) -> bool {
    let lexicon = Lexicon::built_in();
    let is_sign = |value: &str| !value.chars().any(char::is_alphanumeric);
    part.fields.iter().any(|(name, text)| {
        let value = Value::of(name, text, "", &Kind::Document, lexicon);
        let is_outcome = Name::Outcome.is(name);
        part.conclusion.is_none() && is_outcome && value.count.is_none()
            || (conclusion::word(text).is_some() || is_sign(text)) && !is_no(text) && value.fails()
            || lexicon.undone(name).is_some() && Cue::SaysYes.is(text)
            || of_value(&value, ROW).is_some()
    })
}

/// Whether a job failed that its pipeline says may not.
fn has_refused_part(record: &Record) -> bool {
    let may_not = |part: &Part| Name::MayFail.values(&part.fields).any(is_no);
    record.parts.iter().any(|part| part.conclusion == Some(Conclusion::Failed) && may_not(part))
}
