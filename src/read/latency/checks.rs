//! Checks as JSON of any make: an object, an array of objects, or an object a line (NDJSON).
//!
//! `{"time": "2026-01-02T03:04:05Z", "url": "https://…", "status": 200, "duration_ms": 241.5}`. Names are compared without case and
//! separators; a duration is only taken where its name or its value tells its unit.

use crate::lexicon::words::{self, Name};
use crate::model::evidence::{Facts, Kind};
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, folded};
use crate::model::time::{Claim, ClaimSource, Precision};
use crate::read::latency::check::{Names, duration, exit_code, file, possible, said, scaled, status};
use crate::read::latency::objects::{Object, objects};
use crate::read::text::{address, time};
use crate::read::value::conclusion;
use crate::read::value::source::{MOST_MEASUREMENTS, Source};
use serde_json::Value;
use std::sync::Arc;

/// Of so many objects one must be a check for the file to be one of checks.
const LOOKED_AT: usize = 20;

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    let text = source.text().trim_start();
    if !text.starts_with(['{', '[']) || !text.contains("http") {
        return false;
    }
    let mut names = Names::default();
    [false, true].into_iter().any(|within| {
        let mut some = objects(text, within).take(LOOKED_AT).filter_map(|(_, object)| object.ok());
        some.any(|object| check(&object, &mut names).is_some())
    })
}

/// Reads checks in JSON.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    // Room that is not filled costs nothing; a long list that grows by doubling stands in memory twice.
    let room = source.whole().matches('{').count().min(MOST_MEASUREMENTS);
    let (mut found, mut problems) = (Vec::with_capacity(room), Vec::new());
    for within in [false, true] {
        for (line, object) in objects(source.whole(), within) {
            match object {
                Ok(object) => {
                    found.extend(check(&object, &mut names).map(|m| Arc::new(Measurement { line, ..m })))
                }
                Err(()) => problems.push(broken(source, line)),
            }
        }
        if !found.is_empty() {
            break;
        }
        problems.clear();
    }
    file(source, found, problems)
}

/// A line or an element that is no JSON.
pub fn broken(source: &Source<'_>, line: u32) -> Problem {
    Problem::warning(source.line(line), "json-syntax", "this object is not valid JSON and was passed over")
}

/// The fields of an object under one of these names, the first name first.
fn named<'o>(fields: &[(String, &'o Value)], names: &[String]) -> Option<&'o Value> {
    let of = |name: &String| {
        fields.iter().find(|(key, value)| key == name && !value.is_null()).map(|(_, value)| *value)
    };
    names.iter().find_map(of)
}

/// A number, also one that is spelled as a text.
pub fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|number: &f64| number.is_finite())
}

/// A moment: a text, or seconds or milliseconds since 1970.
pub fn moment(value: &Value) -> Option<Claim> {
    let epoch = || Some(Claim::new(time::epoch(number(value)?)?, Precision::Exact, ClaimSource::Content));
    match value {
        Value::String(text) => time::claim(text).or_else(epoch),
        Value::Number(_) => epoch(),
        _ => None,
    }
}

/// Whether an object tells of more than one request to an address, so that its duration is not that of an answer.
pub fn is_about_more(object: &Object) -> bool {
    // What says of which kind it is, is that: a deployment, a backup, a load test.
    let own = object.iter().filter(|(key, _)| Name::KindName.has(&folded(key)));
    let kind = own.filter_map(|(_, value)| words::kind(value.as_str()?)).next();
    if kind.is_some_and(|kind| !matches!(kind, Kind::Smoke | Kind::UrlCheck | Kind::Reachability)) {
        return true;
    }
    let tells = |key: &String| {
        let key = folded(key);
        let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
        Name::MoreThanCheck.has(&key)
            || Name::LongerThanCheck.all().iter().any(|end| key.ends_with(&**end))
            || has(&["crawl", "audit", "score"])
    };
    let inner = object.values().filter_map(Value::as_object).flat_map(Object::keys);
    object.keys().chain(inner).any(tells)
}

/// An object as a check; `None` where it names no address or no duration whose unit is known.
fn check(object: &Object, names: &mut Names) -> Option<Measurement> {
    let fields: Vec<(String, &Value)> = object.iter().map(|(key, value)| (folded(key), value)).collect();
    let get = |wanted: Name| named(&fields, wanted.all());
    let mut targets = Name::CheckTarget.all().iter();
    let target =
        targets.find_map(|name| address::http(named(&fields, std::slice::from_ref(name))?.as_str()?))?;
    let has = |wanted: Name| fields.iter().any(|(key, _)| wanted.has(key));
    if is_about_more(object) {
        return None;
    }
    let spelled = get(Name::CheckDuration).and_then(Value::as_str).filter(|text| text.ends_with(['s', 'm']));
    if !has(Name::CheckMillis) && !has(Name::CheckSeconds) && spelled.is_none() {
        return None;
    }
    // Anything takes its time; that of an answer is told by its name, or beside how the request ended.
    let of_answer =
        fields.iter().any(|(key, _)| Name::AnswerDuration.all().iter().any(|word| key.contains(&**word)));
    let ended = [Name::CheckStatus, Name::CheckOk, Name::CheckError, Name::ExitCode];
    if !of_answer && !ended.into_iter().any(|name| get(name).is_some()) {
        return None;
    }
    let millis = get(Name::CheckMillis).and_then(number);
    let seconds = get(Name::CheckSeconds).and_then(number).map(|seconds| scaled(seconds, 1000.0));
    let value = millis.or(seconds).or_else(|| duration(spelled?)).filter(|value| possible(*value));
    let mut one = names.check(&target);
    one.value = value;
    one.tell_time(get(Name::CheckTime).and_then(moment));
    one.budget = get(Name::CheckBudget).and_then(number).filter(|value| possible(*value));
    if let Some(label) =
        get(Name::CheckLabel).and_then(Value::as_str).filter(|label| !label.trim().is_empty())
    {
        one.label = names.share(&said(label));
    }
    outcome(&mut one, &get, names);
    Some(one)
}

/// Status, error, and what the object says of its own outcome. Without a status only what it says can tell that it succeeded.
fn outcome<'o>(one: &mut Measurement, get: &impl Fn(Name) -> Option<&'o Value>, names: &mut Names) {
    let told = get(Name::CheckStatus);
    one.status = told.and_then(number).and_then(status);
    one.said_ok = get(Name::CheckOk).and_then(Value::as_bool);
    one.error = match get(Name::CheckError) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(names.share(&said(text))),
        Some(Value::Bool(true) | Value::Object(_)) => Some(names.share("failed")),
        _ => get(Name::ExitCode)
            .and_then(number)
            .and_then(|code| exit_code(&code.to_string()))
            .map(|words| names.share(&words)),
    };
    let word = told.and_then(Value::as_str).filter(|text| text.parse::<f64>().is_err());
    let concluded = word.and_then(conclusion::parse);
    if let (None, Some(Conclusion::Failed), Some(word)) = (&one.error, concluded, word) {
        one.error = Some(names.share(&said(word)));
    }
    // `status: 0` is how several tools say that nothing answered.
    let silent = told.is_some() && word.is_none();
    let success = concluded == Some(Conclusion::Succeeded) || (told.is_none() && one.said_ok == Some(true));
    one.http = silent || !success;
}
