//! Values beside a success that say that it was none: `status: success` with `rolled_back: true`, or an exit code of 1.

use crate::lexicon::Lexicon;
use crate::lexicon::words::{Cue, Name};
use crate::model::doing::spaced;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Record, folded};
use crate::read::records::decision::is_hedged;
use crate::read::value::conclusion;

/// How a record ended, what stands beside its success considered.
pub fn weighed(record: &Record, kind: &Kind, lexicon: &Lexicon) -> Option<Conclusion> {
    if record.conclusion != Some(Conclusion::Succeeded) {
        return record.conclusion;
    }
    let kind = record.kind.as_ref().unwrap_or(kind);
    let mut beside = record
        .fields
        .iter()
        .filter_map(|(name, value)| beside(name, value, kind, lexicon))
        .collect::<Vec<_>>();
    if record.fields.iter().any(|(name, value)| lexicon.is_prose(name) && is_hedged(&spaced(value))) {
        beside.push(Conclusion::Pending);
    }
    let worst = [Conclusion::Failed, Conclusion::Pending, Conclusion::Skipped];
    worst.into_iter().find(|one| beside.contains(one)).or(record.conclusion)
}

fn beside(name: &str, value: &str, kind: &Kind, lexicon: &Lexicon) -> Option<Conclusion> {
    let key = folded(name);
    let ended = conclusion::parse(value);
    if Name::ExitNumber.has(&key) {
        return value.trim().parse::<i64>().ok().filter(|code| *code != 0).map(|_| Conclusion::Failed);
    }
    if Name::HowItEnded.has(&key) || key == "resolution" {
        return ended.filter(|ended| *ended != Conclusion::Succeeded);
    }
    // A number counts: of nine skipped tests a run is not skipped.
    let is_count = value.trim().parse::<f64>().is_ok();
    let is_there = !is_count && !value.trim().is_empty() && !Cue::NoValue.is(value);
    let says_yes = is_there && ended.is_none_or(|ended| ended == Conclusion::Succeeded);
    let word = match Name::Way.has(&key) {
        true => lexicon.undone(value),
        false => lexicon.undone(name).filter(|_| says_yes),
    };
    // A dry run is one.
    let is_own = *kind == Kind::DryRun && word == Some(Conclusion::Skipped);
    let things = name.to_lowercase();
    let failed =
        things.starts_with("failed_") || things.starts_with("failed ") || things.ends_with("_failed");
    word.filter(|_| !is_own).or((failed && is_there && value != "false").then_some(Conclusion::Pending))
}
