//! Values beside a success that say that it was none: `status: success` with `rolled_back: true`, or an exit code of 1.

use crate::lexicon::file::Role;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::doing::spaced;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::read::logs::against::speaks_against;
use crate::read::logs::doubts::{is_doubt, recounts};
use crate::read::logs::shortfall::CountPart;
use crate::read::logs::{limits, shortfall};
use crate::read::records::decision::is_hedged;
use crate::read::value::conclusion::{self, is_no};
use crate::read::value::remark::{self, Effect};
use crate::read::value::state;

/// A value of more words is a sentence.
const MOST_WORDS: usize = 2;
/// So many words behind a count may say what it counts.
const BEHIND: usize = 4;

/// Weighs how a record ended against what stands beside its success, and keeps what takes it back. A state that is neither good nor bad is
/// kept where nothing would take back a success.
pub fn weigh(record: &mut Record, kind: &Kind, lexicon: &Lexicon) {
    if record.conclusion == Some(Conclusion::Succeeded) {
        return weigh_success(record, kind, lexicon);
    }
    let Some(state) = state::of(record).map(str::to_owned) else { return };
    let mut as_success = Record { conclusion: Some(Conclusion::Succeeded), ..record.clone() };
    weigh_success(&mut as_success, kind, lexicon);
    if as_success.conclusion == Some(Conclusion::Succeeded) && as_success.beside.is_empty() {
        record.state = state;
    }
}

fn weigh_success(record: &mut Record, kind: &Kind, lexicon: &Lexicon) {
    let kind = record.kind.as_ref().unwrap_or(kind);
    let mut found = against_fields(record, kind, lexicon);
    // `branch: prototype`
    let is_other_branch = record.branch.as_ref().is_some_and(|branch| Cue::OtherBuild.is(branch));
    let is_doubted = counts_failures(&record.title) || has_refused_part(record) || is_other_branch;
    found.extend(is_doubted.then(|| (Conclusion::Pending, String::new())));
    found.extend(counts_nothing(record).then(|| (Conclusion::Skipped, String::new())));
    let worst = [Conclusion::Failed, Conclusion::Pending, Conclusion::Skipped];
    let worst = worst.into_iter().find_map(|worst| found.iter().find(|(ended, _)| *ended == worst));
    if let Some((ended, beside)) = worst.cloned() {
        record.conclusion = Some(ended);
        record.beside = beside;
    } else if !is_account(kind) {
        record.beside = left_out(record, lexicon).unwrap_or_default();
    }
}

/// What an incident was like, and what a decision or a briefing speaks of, takes nothing back.
fn is_account(kind: &Kind) -> bool {
    matches!(kind, Kind::Incident | Kind::Rollback | Kind::Postmortem | Kind::Feedback | Kind::Briefing)
}

/// What values beside a success make of it, each with the value.
fn against_fields(record: &Record, kind: &Kind, lexicon: &Lexicon) -> Vec<(Conclusion, String)> {
    let is_part = |name: &str| {
        name.rsplit_once('.').is_some_and(|(_, own)| record.parts.iter().any(|part| part.name == own))
    };
    let has_requests = record.fields.iter().any(|(name, _)| Name::RequestCount.has(&folded(name)));
    let is_account = is_account(kind);
    let ended = |name: &str, value: &str| {
        // Of thousands of requests some may fail: that is what budgets are for.
        let is_own = !(is_part(name) || has_requests && Name::Failed.has(&folded(name)));
        let beside = is_own.then(|| beside(name, value, kind, lexicon)).flatten();
        let is_hedged = lexicon.is_prose(name) && is_hedged(&spaced(value));
        let takes_back = || effect(name, value, lexicon) == Some(Effect::TakesBack);
        let is_taken_back = !is_account && (takes_back() || is_share(name, value));
        let is_against = || {
            is_own
                && !is_account
                && (speaks_against(name, value, lexicon) || is_doubt(name, value, &record.title, lexicon))
        };
        let is_short = || !is_account && !has_requests && is_short_share(name, value);
        let is_doubted = is_hedged || is_taken_back || counts_failures(value) || is_against() || is_short();
        beside.or(is_doubted.then_some(Conclusion::Pending))
    };
    let fields = record.fields.iter();
    let all = fields.filter_map(|(name, value)| Some((ended(name, value)?, format!("{name}: {value}"))));
    let pairs = |fields: &[(String, String)]| {
        let short = shortfall::shortfall(fields, CountPart::Done, lexicon);
        short
            .or_else(|| shortfall::came_short(fields, &record.title, lexicon))
            .or_else(|| limits::broken(fields))
    };
    let of_parts = || {
        let mut parts = record.parts.iter().map(|part| &part.fields);
        parts.find_map(|fields| pairs(fields).or_else(|| limits::missed_target(fields)))
    };
    let short = (!is_account).then(|| pairs(&record.fields).or_else(of_parts)).flatten();
    all.chain(short.map(|short| (Conclusion::Pending, short))).collect()
}

/// What a remark, or a sentence beside a name of its own, makes of a success.
fn effect(name: &str, value: &str, lexicon: &Lexicon) -> Option<Effect> {
    let own = name.rsplit('.').next().unwrap_or(name);
    let is_sentence = || {
        value.split_whitespace().nth(MOST_WORDS).is_some()
            && !lexicon.is_prose(own)
            && !lexicon.is_key(own)
            && !is_of_earlier(own)
    };
    let ends = spaced(value);
    let is_narrowed = |at: Option<&str>| at.is_some_and(|word| Cue::LeftOut.is(word));
    if lexicon.is_key(own)
        && (is_narrowed(ends.split_whitespace().next()) || is_narrowed(ends.split_whitespace().last()))
    {
        return Some(Effect::LeavesOut);
    }
    if Name::LeftOut.has(&folded(own)) || Cue::Denial.begins(&spaced(own)) {
        let is_count = value.trim().parse::<f64>().is_ok_and(|count| count <= 0.0);
        return (!is_count && remark::says_something(value)).then_some(Effect::LeavesOut);
    }
    // `Update 2026-05-03`
    let first = stem::words(own).next().unwrap_or_default();
    let is_remark = Name::Remark.has(&folded(own)) || Name::Remark.has(&first) || is_sentence();
    let of_remark = is_remark.then(|| remark::effect(value, lexicon)).flatten();
    of_remark.or_else(|| (!is_of_earlier(own) && recounts(own, value, lexicon)).then_some(Effect::LeavesOut))
}

/// The value that says that something was left out of a success.
fn left_out(record: &Record, lexicon: &Lexicon) -> Option<String> {
    let leaves_out =
        |(name, value): &&(String, String)| effect(name, value, lexicon) == Some(Effect::LeavesOut);
    let left_out = record.fields.iter().find(leaves_out).map(|(name, value)| format!("{name}: {value}"));
    let short = || shortfall::shortfall(&record.fields, CountPart::Sampled, lexicon);
    left_out.or_else(short).or_else(|| limits::missed_target(&record.fields))
}

/// Whether a value counts less than all: `nodes: 2/3`. A shard of four is a whole of its own.
fn is_share(name: &str, value: &str) -> bool {
    let is_plain = value.chars().all(|c| c.is_ascii_digit() || c == '/' || c == ' ')
        || stem::words(value).count() == 3 && value.starts_with(|c: char| c.is_ascii_digit())
        || is_some_of(name, value);
    is_plain && conclusion::is_share(value) && !stem::words(name).any(|word| Name::OneOfMany.has(&word))
}

/// `41 of 60 debits`, `17 out of 20`: some of all, where neither the name nor a word of it says that so many went wrong or were left out.
fn is_some_of(name: &str, value: &str) -> bool {
    let words = stem::words(value).chain(stem::words(name)).collect::<Vec<_>>();
    let is_harmless = |word: &String| {
        Name::Against.has(word)
            || Name::FineWithout.has(word)
            || Name::Failed.has(word)
            || Cue::LeftOutCount.is(word)
            || Cue::PartlySo.is(word)
            || Cue::SkippedCount.is(word)
            || Name::SampledCount.has(word)
    };
    value.starts_with(|c: char| c.is_ascii_digit())
        && stem::words(value).count() <= 5
        && !words.iter().any(is_harmless)
}

/// Whether a value tells that less than all of what was to be done was: `completion_pct: 75`, `success_rate: 0.98`.
fn is_short_share(name: &str, value: &str) -> bool {
    let words = stem::words(name).collect::<Vec<_>>();
    let is_share = value.contains('%') || Cue::ShareName.starts_word_in(&spaced(name));
    let number = value.trim().trim_end_matches(['%', ' ']).parse::<f64>();
    // `payment_success_pct` is that of the payments.
    let is_plain = |word: &String| {
        Name::ShareOf.has(word) || Name::CountShape.has(word) || Cue::ShareName.starts_word_in(&spaced(word))
    };
    is_share
        && words.iter().all(is_plain)
        && words.iter().any(|word| Name::ShareOf.has(word))
        && !words.iter().any(|word| Name::LimitWord.has(word) || Name::Earlier.has(word))
        && number.is_ok_and(|share| share < 1.0 || share > 1.0 && share < 100.0)
}

/// Whether a part did not go well by its own words: it ended in a way that nobody knows (`status: degraded`, `?`), or a value beside it
/// takes that back.
pub fn is_unsettled(part: &Part) -> bool {
    let lexicon = Lexicon::built_in();
    let is_sign = |value: &str| !value.chars().any(char::is_alphanumeric);
    part.fields.iter().any(|(name, value)| {
        let is_outcome = Name::Outcome.has(&folded(name));
        part.conclusion.is_none() && is_outcome && value.trim().parse::<f64>().is_err()
            || (conclusion::word(value).is_some() || is_sign(value)) && !is_no(value) && fails(name, value)
            || speaks_against(name, value, lexicon)
            || lexicon.undone(name).is_some() && Cue::SaysYes.is(value)
            || effect(name, value, lexicon).is_some()
            || is_share(name, value)
    })
}

/// Whether a value says that something failed now.
fn fails(name: &str, value: &str) -> bool {
    conclusion::parse(value) == Some(Conclusion::Failed) && !is_of_earlier(name)
}

/// Whether a word says that something failed. The `no` of `build_no` and of `Go/No-Go` does not.
fn says_failed(word: &str) -> bool {
    word.len() > 1
        && !Lexicon::built_in().has(word, Role::Zero)
        && conclusion::parse(word) == Some(Conclusion::Failed)
}

/// Whether a text counts failures: `2 of 5 targets failed`. What stands behind another count is that one's: `5 tests, 0 failed`.
fn counts_failures(text: &str) -> bool {
    let words = stem::words(text).collect::<Vec<_>>();
    let counts = |word: &String| word.parse::<u64>().is_ok_and(|count| count > 0);
    // `2 passed, 0 failed`: what follows the next number is of that.
    let is_word = |word: &&String| word.parse::<u64>().is_err();
    let behind = |at: usize| words.iter().skip(at + 1).take(BEHIND).take_while(is_word);
    words.iter().enumerate().any(|(at, word)| counts(word) && behind(at).any(|word| says_failed(word)))
}

/// Whether a job failed that its pipeline says may not.
fn has_refused_part(record: &Record) -> bool {
    let may_not = |part: &Part| {
        part.fields.iter().any(|(name, value)| Name::MayFail.has(&folded(name)) && is_no(value))
    };
    record.parts.iter().any(|part| part.conclusion == Some(Conclusion::Failed) && may_not(part))
}

/// Whether a record counts that nothing ran: `tests: 0`, or as many that were skipped as there are.
fn counts_nothing(record: &Record) -> bool {
    let counts = record.fields.iter().filter_map(|(name, value)| {
        let (group, own) = name.rsplit_once('.').unwrap_or(("", name));
        Some((group, own, value.trim().parse::<u64>().ok()?))
    });
    let counts = counts.collect::<Vec<_>>();
    let is_ran = |name: &str| {
        let mut words = stem::words(name).filter(|word| !Name::CountShape.has(word)).peekable();
        words.peek().is_some() && words.all(|word| Name::RanThing.has(&word))
    };
    let skips = |name: &str| conclusion::parse(name) == Some(Conclusion::Skipped);
    let kind = Name::KindName.each().find_map(|name| record.field(name)).unwrap_or_default();
    let own =
        stem::words(&record.title).chain(stem::words(kind)).map(|word| stem::stem(&word)).collect::<Vec<_>>();
    let is_own = |name: &str| stem::words(name).all(|word| own.contains(&stem::stem(&word)));
    counts.iter().any(|(group, name, count)| match count {
        0 => is_ran(name) || is_own(name),
        all => {
            Name::Total.has(&folded(name))
                && counts.iter().any(|(own, other, count)| own == group && count == all && skips(other))
        }
    })
}

/// Whether a value takes a success back: `verified: false`, `error: connection reset`, `blocked: 1`, `tables_failed: 2`.
fn denies(name: &str, value: &str, lexicon: &Lexicon) -> bool {
    let own = name.rsplit('.').next().unwrap_or(name);
    let key = folded(own);
    let count = value.trim().parse::<f64>().ok();
    let is_nothing = |word: String| word == "0" || Cue::NoError.is(&word) || lexicon.has(&word, Role::Zero);
    let is_text = count.is_none() && !stem::words(value).next().is_none_or(is_nothing);
    let is_counted = count.is_some_and(|count| count > 0.0);
    let is_good = Name::Confirmed.has(&key) || conclusion::parse(own) == Some(Conclusion::Succeeded);
    let words = stem::words(own).collect::<Vec<_>>();
    let (failing, rest): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| Name::Failed.has(word) || says_failed(word));
    let tolerates = |word: &&String| {
        Cue::LeftOutCount.is(word)
            || Cue::ShareName.is(word)
            || Cue::DurationName.is(word)
            || Name::Earlier.has(word)
    };
    let counts = |word: &&String| Name::RanThing.has(word) || Name::CountShape.has(word);
    let fails = !failing.is_empty() && !rest.iter().any(tolerates);
    (is_no(value) || count == Some(0.0)) && is_good
        || Name::Trouble.has(&key) && is_text
        || Name::OpenCount.has(&key) && is_counted
        || fails && is_counted
        || fails && is_text && !rest.is_empty() && rest.iter().all(counts)
}

/// Whether a value tells of another time, or of what was to be expected: `previous_status: failed`.
fn is_of_earlier(name: &str) -> bool {
    stem::words(name).any(|word| Name::Earlier.has(&word))
}

fn beside(name: &str, value: &str, kind: &Kind, lexicon: &Lexicon) -> Option<Conclusion> {
    let key = folded(name);
    let ended = conclusion::parse(value);
    if Name::ExitNumber.has(&key) {
        return value.trim().parse::<i64>().ok().filter(|code| *code != 0).map(|_| Conclusion::Failed);
    }
    if Name::HowItEnded.has(&key) || Name::State.has(&key) {
        // `status: superseded`
        return ended.or_else(|| lexicon.undone(value)).filter(|ended| *ended != Conclusion::Succeeded);
    }
    let fails = ended == Some(Conclusion::Failed) && !is_no(value) && conclusion::word(value).is_some();
    if denies(name, value, lexicon) || fails && !is_of_earlier(name) {
        return Some(Conclusion::Pending);
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
