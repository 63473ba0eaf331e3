//! Smoke logs and synthetic checks.
//!
//! A log line is `[synthetic-check] URL status=200 duration=218.38ms budget=300ms artifact=PATH`, in a log of any kind. The JSON that
//! such a line names is `{timestamp, target, budgetMs, durationMs, status, ok, error}`.

use crate::model::evidence::{Facts, Kind, State};
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::model::time::{Claim, ClaimSource, Precision};
use crate::read::latency::check::{Names, duration, is_nothing, possible, said, state, status};
use crate::read::latency::checks::is_about_more;
use crate::read::latency::objects::Object;
use crate::read::text::fault::Fault;
use crate::read::text::lines::{LINE_CAP, capped, numbered, plain};
use crate::read::text::{address, time};
use crate::read::value::json::{Scalar, Scan};
use crate::read::value::source::Source;

const MARK: &str = "[synthetic-check]";

pub(crate) fn is_named_so(source: &Source<'_>) -> bool {
    let name = source.name().to_ascii_lowercase();
    (name.contains("smoke") || name.contains("synthetic-check"))
        && matches!(source.extension().as_str(), "log" | "txt" | "json")
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    if source.has_keys(&["target", "durationMs"]) {
        return !serde_json::from_str::<Object>(source.text()).is_ok_and(|object| is_about_more(&object));
    }
    let broken = source.is_json()
        && source.extension() == "json"
        && source.json().is_err()
        && source.text().contains("\"durationMs\"")
        && source.text().contains("\"target\"");
    let log = !source.is_markdown() && source.text().contains(MARK);
    broken || (log && numbered(source.text()).any(|(_, line)| is_check(line)))
}

/// Reads smoke logs and synthetic checks.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut facts = Facts::of(Kind::Smoke, State::Neutral, source.bytes.len() as u64);
    if source.is_json() && !source.text().contains(MARK) {
        match source.json() {
            Ok(scan) => read_json(source, scan, &mut facts),
            Err(fault) => return broken(source, fault, facts),
        }
    } else {
        let mut names = Names::default();
        for (line, text) in numbered(source.whole()) {
            if text.len() + 3 >= LINE_CAP {
                let message = format!("only the first {} KB of this line were read", LINE_CAP >> 10);
                facts.problems.push(Problem::note(source.line(line), "line-cap", message));
            }
            if is_check(text) {
                let (measurement, problems) = read_line(source, line, text, &mut names);
                facts.measurements.push(measurement.into());
                facts.problems.extend(problems);
            }
        }
    }
    let newest = facts.measurements.iter().max_by_key(|one| one.time).and_then(|one| one.claim());
    facts.claim = facts.claim.or(newest);
    facts.title = facts.measurements.first().map(|m| m.target.to_string());
    facts.state = state(&facts.measurements);
    facts
}

fn broken(source: &Source<'_>, fault: &Fault, mut facts: Facts) -> Facts {
    facts.state = State::Unreadable;
    if !source.cut {
        facts.problems.push(fault.in_json(source.path));
    }
    facts
}

/// The path that a log names for its JSON, as it stands in a repository: forward slashes, no leading `./`, and of another machine's absolute
/// path the part from `artifacts/` on, or the base name.
pub fn artifact(text: &str) -> Option<String> {
    let path = text.trim().trim_matches(['"', '\'', ',', ';', ')']).replace('\\', "/");
    let mut rest = path.as_str();
    while let Some(tail) = rest.strip_prefix("./") {
        rest = tail;
    }
    let drive = rest.as_bytes().get(1) == Some(&b':');
    let foreign =
        rest.starts_with('/') || rest.starts_with('~') || drive || rest.split('/').any(|part| part == "..");
    if foreign {
        rest = match rest.find("/artifacts/") {
            Some(at) => rest.get(at + 1..)?,
            None => rest.rsplit('/').next()?,
        };
    }
    let clean = !rest.is_empty() && rest.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (clean && !rest.chars().any(char::is_control)).then(|| rest.to_owned())
}

/// What a log writes in front of a check: its time, its level.
pub(in crate::read) fn before_check(line: &str) -> Option<&str> {
    is_check(line).then(|| line.split_once(MARK)).flatten().map(|(before, _)| before)
}

fn is_check(line: &str) -> bool {
    line.split_once(MARK).is_some_and(|(_, rest)| {
        rest.contains("http") && (rest.contains("duration=") || rest.contains("status="))
    })
}

fn read_line(source: &Source<'_>, line: u32, text: &str, names: &mut Names) -> (Measurement, Vec<Problem>) {
    let text = plain(text);
    let mut words = text.split_once(MARK).map(|(_, rest)| rest).unwrap_or_default().split_whitespace();
    let target = words.clone().find_map(address::http).unwrap_or_default();
    let mut problems = Vec::new();
    let mut millis = |key: &str, value: &str| {
        let number = duration(value);
        if number.is_none() && !is_nothing(value) {
            let message = format!("{key}={} is no duration", capped(value, 60));
            problems.push(Problem::warning(source.line(line), "smoke-number", message));
        }
        number
    };
    let mut measurement = names.check(&target);
    measurement.line = line;
    measurement.tell_time(text.split_once(MARK).and_then(|(before, _)| time::claim_in(before)));
    for (key, value) in words.by_ref().filter_map(|word| word.split_once('=')) {
        match key {
            "status" => measurement.status = value.parse().ok().filter(|code| (100..1000).contains(code)),
            "duration" => measurement.value = millis(key, value),
            "budget" => measurement.budget = millis(key, value),
            "artifact" => measurement.artifact = artifact(value).map(Into::into),
            _ => {}
        }
    }
    let error = text.split_once(" error=").map(|(_, error)| error.trim().trim_matches('"'));
    measurement.error =
        error.filter(|e| !matches!(*e, "" | "null" | "none" | "-")).map(|e| names.share(&said(e)));
    (measurement, problems)
}

fn read_json(source: &Source<'_>, scan: &Scan, facts: &mut Facts) {
    let value = |key: &str| scan.value(key).unwrap_or(&Scalar::Null);
    let written = value("target").text().unwrap_or_default();
    let mut measurement = Names::default().check(&address::http(written).unwrap_or_default());
    let time = match value("timestamp") {
        Scalar::Text(text) => time::claim(text),
        Scalar::Number(number) => {
            time::epoch(*number).map(|at| Claim::new(at, Precision::Exact, ClaimSource::Content))
        }
        _ => None,
    };
    let mut complain = |key: &str| {
        let message = format!("`{key}` cannot be read");
        facts.problems.push(Problem::warning(source.place(), "smoke-number", message));
    };
    if time.is_none() && *value("timestamp") != Scalar::Null {
        complain("timestamp");
    }
    for (key, slot) in [("durationMs", &mut measurement.value), ("budgetMs", &mut measurement.budget)] {
        *slot = value(key).number().filter(|n| possible(*n));
        if slot.is_none() && *value(key) != Scalar::Null {
            complain(key);
        }
    }
    measurement.status = value("status").number().and_then(status);
    measurement.error = match value("error") {
        Scalar::Null | Scalar::Bool(false) => None,
        Scalar::Text(text) if text.trim().is_empty() => None,
        Scalar::Text(text) => Some(said(text).into()),
        _ => Some("an error that is no text".into()),
    };
    measurement.said_ok = value("ok").truth();
    measurement.tell_time(time);
    facts.claim = time;
    facts.measurements.push(measurement.into());
}
