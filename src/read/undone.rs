//! Values beside a success that say that it was none: `status: success` with `rolled_back: true`, or an exit code of 1.

use super::conclusion;
use crate::lexicon::Lexicon;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Record, folded};

/// Names of how a process ended, in numbers.
const EXIT: [&str; 6] = ["exitcode", "exitstatus", "exit", "returncode", "rc", "statuscode"];
/// Names of how something ended, in words.
const OUTCOME: [&str; 6] = ["result", "outcome", "conclusion", "resolution", "verdict", "decision"];
/// Names of the way in which something was done.
const WAY: [&str; 4] = ["mode", "type", "runmode", "execution"];

/// How a record ended, what stands beside its success considered.
#[must_use]
pub fn weighed(record: &Record, kind: &Kind, lexicon: &Lexicon) -> Option<Conclusion> {
    if record.conclusion != Some(Conclusion::Succeeded) {
        return record.conclusion;
    }
    let kind = record.kind.as_ref().unwrap_or(kind);
    let beside = record.fields.iter().filter_map(|(name, value)| beside(name, value, kind, lexicon));
    let beside = beside.collect::<Vec<_>>();
    let worst = [Conclusion::Failed, Conclusion::Pending, Conclusion::Skipped];
    worst.into_iter().find(|one| beside.contains(one)).or(record.conclusion)
}

fn beside(name: &str, value: &str, kind: &Kind, lexicon: &Lexicon) -> Option<Conclusion> {
    let key = folded(name);
    let ended = conclusion::told(value);
    if EXIT.contains(&key.as_str()) {
        return value.trim().parse::<i64>().ok().filter(|code| *code != 0).map(|_| Conclusion::Failed);
    }
    if OUTCOME.contains(&key.as_str()) {
        return ended.filter(|ended| *ended != Conclusion::Succeeded);
    }
    let is_no =
        matches!(folded(value).as_str(), "" | "0" | "no" | "none" | "null" | "never" | "false" | "nein");
    // A number counts: of nine skipped tests a run is not skipped.
    let is_count = value.trim().parse::<f64>().is_ok();
    let says_yes = !is_no && !is_count && ended.is_none_or(|ended| ended == Conclusion::Succeeded);
    let word = match WAY.contains(&key.as_str()) {
        true => lexicon.undone(value),
        false => lexicon.undone(name).filter(|_| says_yes),
    };
    // A dry run is one.
    let is_own = *kind == Kind::DryRun && word == Some(Conclusion::Skipped);
    let things = name.to_lowercase();
    let failed =
        things.starts_with("failed_") || things.starts_with("failed ") || things.ends_with("_failed");
    word.filter(|_| !is_own).or((failed && says_yes).then_some(Conclusion::Pending))
}
