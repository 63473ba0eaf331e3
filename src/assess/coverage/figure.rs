//! Numbers that a record tells by name: how long it took, how many there were.

use crate::assess::coverage::record_words::RecordWords;
use crate::assess::coverage::values::leaves_some_out;
use crate::assess::reading::grammar::parser::Grammar;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use crate::model::record::{Conclusion, Record, folded};
use crate::model::time::Precision;
use crate::model::{doing::spaced, reading::Counted};
use std::collections::BTreeSet;

/// A value of a record that answers words beside a number, in milliseconds where times are counted.
pub fn value(
    words: &str,
    counted: Counted,
    record: &Record,
    record_words: &RecordWords,
    lexicon: &Lexicon,
) -> Option<f64> {
    match counted {
        Counted::Millis => {
            let named = named(words, record, record_words, lexicon);
            let spans = named.filter_map(|(name, value)| span(value, &stem::words(name).collect::<Vec<_>>()));
            let spans = spans.collect::<Vec<_>>();
            if spans.is_empty() { duration(words, record, record_words, lexicon) } else { only(spans) }
        }
        Counted::Things => count(words, record, record_words, lexicon),
        Counted::Bytes => {
            // `backup of orders, at least 50 MB`: what is sized stands before the number.
            let is_thing = !words.is_empty() && record_words.tells(words, lexicon);
            let mut names = if words.is_empty() { Vec::new() } else { vec![words] };
            names.extend(["size", "bytes"].into_iter().filter(|_| words.is_empty() || is_thing));
            let sized = |words| {
                only(
                    named(words, record, record_words, lexicon).filter_map(|(name, value)| size(name, value)),
                )
            };
            names.into_iter().find_map(sized)
        }
        Counted::Percent => only(
            named(words, record, record_words, lexicon)
                .filter(|(name, value)| value.contains('%') || Cue::ShareName.starts_word_in(&spaced(name)))
                // A rate of 0.4 may be 40 % or 0.4 %.
                .filter_map(|(name, value)| {
                    let says =
                        value.contains('%') || stem::words(name).any(|word| Grammar::is_percent(&word));
                    number(value.trim_end_matches('%'))
                        .filter(|number| says || *number > 1.0 || *number == 0.0)
                })
                .collect::<Vec<_>>(),
        ),
    }
}

/// The number that all of them are: of several that differ nothing says which is asked for.
fn only(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers = numbers.into_iter();
    let first = numbers.next()?;
    numbers.all(|other| other.total_cmp(&first).is_eq()).then_some(first)
}

/// The count of that name, or the length of the list.
pub fn count(words: &str, record: &Record, record_words: &RecordWords, lexicon: &Lexicon) -> Option<f64> {
    if let Some((things, unit)) = words.rsplit_once(' ').filter(|(_, last)| Name::Unit.has(&folded(last))) {
        let unit = unit.to_lowercase();
        let words = format!("{things} {unit}");
        let by_name = named(&words, record, record_words, lexicon).filter_map(|(_, value)| number(value));
        let by_value = named(things, record, record_words, lexicon)
            .filter_map(|(_, value)| number(value.to_lowercase().trim_end().strip_suffix(&*unit)?));
        return only(by_name.chain(by_value).collect::<Vec<_>>());
    }
    let mut named = named(words, record, record_words, lexicon).collect::<Vec<_>>();
    // Of 412 cases 398 may have passed.
    let is_of_all =
        |name: &str| stem::words(name).all(|word| Name::RanThing.has(&word) || Name::CountShape.has(&word));
    if !named.is_empty() && named.iter().all(|(name, _)| is_of_all(name)) {
        let passed = record.fields.iter().filter(|(name, _)| Name::Passed.is(name));
        named.extend(passed.map(|(name, value)| (name.as_str(), value.as_str())));
    }
    // `users_pct` is no number of users, and of `errors: 0` beside `errors_ignored: 5` nothing says that there were none.
    let is_share = |name: &str| Cue::ShareName.starts_word_in(&spaced(name));
    named.retain(|(name, _)| is_share(words) || !is_share(name));
    let numbers = named.iter().filter_map(|(_, value)| number(value)).collect::<Vec<_>>();
    if numbers.iter().all(|number| *number == 0.0)
        && named.iter().any(|(name, _)| leaves_some_out(name, record))
    {
        return None;
    }
    if numbers.is_empty() { failed_parts(words, record, lexicon) } else { only(numbers) }
}

/// Whether a record tells several numbers by the name of what is counted: of `users: [800, 1500]` nothing says which of them counts.
pub fn tells_several(words: &str, record: &Record, lexicon: &Lexicon) -> bool {
    let Some((_, things)) = words.split_once(' ').filter(|(count, _)| number(count).is_some()) else {
        return false;
    };
    let asked = lexicon.compared_content(things).collect::<BTreeSet<_>>();
    let differ = |value: &str| {
        let numbers = value.split([',', ';']).map(|piece| number(piece.trim())).collect::<Option<Vec<_>>>();
        numbers.is_some_and(|numbers| numbers.len() > 1 && only(numbers).is_none())
    };
    record.fields.iter().any(|(name, value)| {
        value.contains([',', ';'])
            && differ(value)
            && lexicon.compared_content(name).collect::<BTreeSet<_>>() == asked
    })
}

/// Whether the one value of a record in a unit is this amount: `voltage_kv: 110` for `110 kV`.
pub fn tells_amount(words: &str, record: &Record) -> bool {
    let amount = words.split_once(' ').filter(|(_, unit)| Name::Unit.has(&folded(unit)));
    let Some((asked, unit)) = amount.and_then(|(amount, unit)| Some((number(amount)?, unit.to_lowercase())))
    else {
        return false;
    };
    let in_unit = record.fields.iter().filter_map(|(name, value)| {
        let is_of_unit = stem::words(name).last().is_some_and(|last| last == unit);
        let value = value.to_lowercase();
        number(if is_of_unit { &value } else { value.trim_end().strip_suffix(&*unit)? })
    });
    only(in_unit.collect::<Vec<_>>()).is_some_and(|value| value.total_cmp(&asked).is_eq())
}

/// How many parts failed, where failures are counted and each part tells how it ended.
fn failed_parts(words: &str, record: &Record, lexicon: &Lexicon) -> Option<f64> {
    let is_part = |word: &str| lexicon.has(word, Phrase::Part);
    let mut all = stem::words(words).filter(|word| !is_counted(&lexicon.canonical(word)) && !is_part(word));
    let counts = all.all(|word| Cue::FailedCount.is(&word));
    let ended = record.parts.iter().map(|part| part.conclusion).collect::<Option<Vec<_>>>();
    let ended = ended.filter(|all| !all.is_empty())?;
    let failed = ended.iter().filter(|ended| **ended == Conclusion::Failed).count();
    let says = words.to_lowercase().contains("fail");
    #[expect(clippy::cast_precision_loss, reason = "a count of parts")]
    (counts && says).then_some(failed as f64)
}

/// The values whose names hold most of the words; the others are told elsewhere.
fn named<'r>(
    words: &str,
    record: &'r Record,
    record_words: &RecordWords,
    lexicon: &Lexicon,
) -> impl Iterator<Item = (&'r str, &'r str)> {
    let wanted = lexicon.compared_content(words).collect::<BTreeSet<_>>();
    let fields = record.fields.iter().filter(|(name, _)| !is_turned(name, lexicon));
    let fitting = fields.filter_map(|(name, value)| {
        let own = stem::words(name).filter(|word| !lexicon.has(word, Phrase::Filler));
        let own = own.map(|word| lexicon.canonical(&word)).collect::<BTreeSet<_>>();
        let shared = || wanted.intersection(&own);
        // Of `critical vulnerabilities` the first word says which.
        let common = (shared().filter(|word| !is_counted(word)).count(), shared().count());
        let is_shape = |word: &str| lexicon.has(word, Phrase::Part);
        let rest = wanted.difference(&own).filter(|word| !is_counted(word) && !is_shape(word));
        let rest = rest.cloned().collect::<Vec<_>>().join(" ");
        let fits = common.1 > 0 && (rest.is_empty() || record_words.tells_or_counts(&rest, lexicon));
        // `p95_errors` is no count of errors: what the name says beside must be asked for, or be a group. What was done with the things
        // (`tables_restored` beside `tables`) is another count of them.
        let is_beside = |word: &&String| !is_general(word) && !lexicon.says_done(word);
        let is_per = Cue::Per.stands(&spaced(name)) && !Cue::Per.stands(&spaced(words));
        let beside = own.difference(&wanted).filter(is_beside).count() + usize::from(is_per);
        // Of `errors: {a: 0, b: 3}` none is that of all.
        let inner = name.rsplit_once('.').map_or("", |(_, inner)| inner);
        let is_nameless = !inner.is_empty() && lexicon.content(inner).next().is_none();
        (fits && beside == 0 && !is_nameless).then_some((common, name.as_str(), value.as_str()))
    });
    let fitting = fitting.collect::<Vec<_>>();
    let most = fitting.iter().map(|(common, ..)| *common).max().unwrap_or_default();
    fitting.into_iter().filter(move |(common, ..)| *common == most).map(|(_, name, value)| (name, value))
}

/// Whether a name counts what was left out or is still to come, or tells the least: `planned_virtual_users`, `ignored_high`.
fn is_turned(name: &str, lexicon: &Lexicon) -> bool {
    let words = stem::words(name).filter(|word| !Cue::CountedTurn.is(word)).collect::<Vec<_>>();
    // `min_delay_ms` is no delay below 2 s.
    let is_least = words.len() > 1 && words.first().is_some_and(|word| Cue::Least.is(word));
    is_least || words.iter().any(|word| Cue::LeftOutCount.is(word) || lexicon.has(word, Phrase::Polarity))
}

/// Words of a name that say of what shape its value is.
fn is_general(word: &str) -> bool {
    Cue::GeneralName.is(word) || is_counted(word)
}

/// Words for what is counted, whatever it is of: findings, issues.
fn is_counted(word: &str) -> bool {
    Cue::CountedThing.all().iter().any(|thing| stem::stem(thing) == word)
}

fn number(value: &str) -> Option<f64> {
    let value = value.trim();
    if Cue::ZeroValue.is(value) {
        return Some(0.0);
    }
    let plain = value.replace([',', '\'', '_'], "");
    plain.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// How long it took, in milliseconds: by a name that says so, else from begin to end.
fn duration(words: &str, record: &Record, record_words: &RecordWords, lexicon: &Lexicon) -> Option<f64> {
    if !words.is_empty() && !record_words.tells_or_counts(words, lexicon) {
        return None;
    }
    let spans =
        record.fields.iter().filter(|(name, _)| !is_turned(name, lexicon)).filter_map(|(name, value)| {
            let own = stem::words(name).collect::<Vec<_>>();
            let is_unit = |word: &String| Cue::DurationName.is(word) || Grammar::millis(word).is_some();
            let says = own.iter().any(|word| Cue::DurationName.is(word)) || own.iter().all(is_unit);
            let is_said =
                |word: &&String| !is_unit(word) && !is_general(word) && !record_words.tells(word, lexicon);
            let beside = own.iter().filter(is_said).count();
            Some((beside, says.then(|| span(value, &own)).flatten()?))
        });
    // `setup_duration` is that of something else, unless it is all there is and the words ask for it.
    let asks = |own: usize| own == 0 || !words.is_empty();
    let spans = spans.filter(|(beside, _)| asks(*beside)).collect::<Vec<_>>();
    // `duration_s` before `setup_duration_s`.
    let least = spans.iter().map(|(beside, _)| *beside).min();
    let between = || {
        let (began, ended) = (record.began?, record.ended.or(record.claim)?);
        let millis = ended.at.duration_since(began.at).as_millis();
        let is_exact = began.precision == Precision::Exact && ended.precision == Precision::Exact;
        #[expect(clippy::cast_precision_loss, reason = "a duration in milliseconds")]
        (millis > 0 && is_exact).then_some(millis as f64)
    };
    let Some(least) = least else { return between() };
    let named = only(spans.into_iter().filter(|(beside, _)| *beside == least).map(|(_, span)| span))?;
    // What it says that it took, and from when to when it ran, must be about the same.
    between().is_none_or(|between| between <= named * 1.5 + MINUTE).then_some(named)
}

/// Clocks are told to the minute.
const MINUTE: f64 = 6e4;
/// Whether words count the parts: `two tables`, `all three`.
pub fn counts_parts(words: &str, record: &Record, lexicon: &Lexicon) -> bool {
    let mut count = None;
    let mut is_part = |word: &String| {
        let number = lexicon.whole(word).iter().find_map(Meaning::number);
        match number.or_else(|| word.parse::<u32>().ok()) {
            Some(number) => count.replace(number).is_none(),
            None => lexicon.has_any(word, &[Phrase::Part, Phrase::Quantifier]),
        }
    };
    // `twice` alone counts no parts.
    stem::words(words).count() > 1
        && stem::words(words).all(|word| is_part(&word))
        && count.is_some_and(|count| usize::try_from(count) == Ok(record.parts.len()))
}

/// Whether words are the time that it took: `52 minutes`.
pub fn is_duration(words: &str, record: &Record, record_words: &RecordWords, lexicon: &Lexicon) -> bool {
    let took = || duration("", record, record_words, lexicon);
    span(words, &[]).zip(took()).is_some_and(|(asked, took)| (asked - took).abs() < 1.0)
}

/// A size in bytes, with its unit in the value or in the name.
fn size(name: &str, value: &str) -> Option<f64> {
    let (amount, unit) = amount(value)?;
    let own = stem::words(name).last().unwrap_or_default();
    Some(amount * Grammar::bytes(if unit.is_empty() { &own } else { &unit })?)
}

/// A time with its unit, in the value or in the name.
fn span(value: &str, name: &[String]) -> Option<f64> {
    let (amount, unit) = amount(value)?;
    // `days_left: 51`
    let named = || name.iter().rev().find_map(|word| Grammar::millis(word));
    Some(amount * if unit.is_empty() { named()? } else { Grammar::millis(&unit)? })
}

/// A number and what stands behind it.
fn amount(value: &str) -> Option<(f64, String)> {
    let value = value.trim().to_lowercase();
    let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    Some((number(value.get(..digits)?)?, value.get(digits..)?.trim().to_owned()))
}
