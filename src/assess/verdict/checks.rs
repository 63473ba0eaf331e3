//! What was looked at after a tag: consoles, rows that arrive, and checks whose names speak of an item.

use crate::assess::history::placed::{Placed, of_version, time};
use crate::assess::reading::topic_words::words_of;
use crate::assess::result::judgement::{ActResult, Computed, Lack, Observation, Outcome, UNKNOWN};
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::words::Cue;
use crate::model::evidence::{Kind, State};
use crate::model::record::{Conclusion, Part, RecordId};
use crate::model::{doing::spaced, kinds::Property, release::Snapshot};
use crate::read::records::data_rows::NEWEST;
use crate::read::text::wording::tokens;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The records that came between a tag and the next one, at the moment when each was done; `among` these versions, where some are named.
pub(super) fn records<'a>(
    among: Option<&BTreeSet<usize>>,
    vantage: &Vantage<'a>,
) -> Vec<(Timestamp, Placed<'a>)> {
    let (after, until) = vantage.period();
    let versions = vantage.followed(among).into_iter();
    let versions =
        versions.filter(|(_, version)| !matches!(version.facts.state, State::Empty | State::Unreadable));
    let all = versions.flat_map(|(evidence, version)| of_version(evidence, version));
    let timed = all.map(|placed| (time(placed.version, placed.record), placed));
    let mut found = timed.filter(|(time, _)| *time > after && *time <= until).collect::<Vec<_>>();
    found.sort_by_key(|(time, placed)| (*time, placed.id));
    found
}

/// The newest console of each browser has no error, and each browser that is asked for has one.
pub fn consoles(
    browsers: &[&'static str],
    least: usize,
    among: Option<&BTreeSet<usize>>,
    vantage: &Vantage<'_>,
) -> Computed {
    let mut newest: BTreeMap<&str, (Timestamp, Placed<'_>)> = BTreeMap::new();
    for (time, placed) in records(among, vantage) {
        let browser = placed.record.target.as_deref().unwrap_or_default();
        let is_asked = browsers.is_empty() || browser.is_empty() || browsers.contains(&browser);
        if placed.record.field("console errors").is_some() && is_asked {
            newest.insert(browser, (time, placed));
        }
    }
    let together = newest.values().map(|(_, placed)| placed.id).collect::<Vec<_>>();
    let observed = |(time, placed): &(Timestamp, Placed<'_>), how| {
        Some(Observation::of_act(placed.id.evidence, *time, how).with(together.clone()))
    };
    let failed = |placed: &Placed<'_>| placed.record.conclusion == Some(Conclusion::Failed);
    if let Some((name, console)) = newest.iter().find(|(_, (_, placed))| failed(placed)) {
        let record = console.1.record;
        let count = record.field("console errors").and_then(|count| count.parse().ok()).unwrap_or(1);
        let first = record.parts.first().map(|part| part.name.clone()).unwrap_or_default();
        let how = ActResult::Errors { of: (*name).to_owned(), count, first };
        return (Outcome::Fails, observed(console, how));
    }
    let Some(first) = newest.values().max_by_key(|(time, placed)| (*time, placed.id)) else {
        return UNKNOWN;
    };
    let absent = browsers.iter().filter(|name| !newest.contains_key(*name));
    let mut lacks = absent.map(|name| Lack::Browser((*name).to_owned())).collect::<Vec<_>>();
    let known = newest.keys().filter(|name| !name.is_empty()).count().max(1);
    if known < least {
        lacks.push(Lack::Browsers(least - known));
    }
    if !lacks.is_empty() {
        return (Outcome::Unknown, observed(first, ActResult::Lacks(lacks)));
    }
    let titles = newest.values().map(|(_, placed)| placed.record.title.as_str()).collect::<Vec<_>>();
    (Outcome::Holds, observed(first, ActResult::Shows(titles.join(", "))))
}

/// The newest rows of a table were written after the tag.
pub fn receives(
    subject: &BTreeSet<String>,
    among: Option<&BTreeSet<usize>>,
    vantage: &Vantage<'_>,
) -> Computed {
    let exports =
        vantage.followed(among).into_iter().filter(|(_, version)| version.facts.kind == Kind::Export);
    let mut found: Vec<(Timestamp, usize, usize)> = Vec::new();
    for (n, version) in exports {
        for record in &version.facts.records {
            let rows = record.field("rows").and_then(|rows| rows.parse::<usize>().ok());
            let named = |text: &str| speaks(subject, text);
            if let Some(rows) = rows.filter(|_| named(&record.title) || named(&version.path)) {
                // That an export was made after the tag does not tell when its rows were written; that there is none it does.
                let stated = record.field(NEWEST).and_then(|time| time.parse().ok());
                let newest = stated.or_else(|| (rows == 0).then_some(version.time()));
                found.extend(newest.map(|newest| (newest, n, rows)));
            }
            for part in record.parts.iter().filter(|part| named(&part.name)) {
                let time = crate::read::text::time::find(&part.detail).map(|moment| moment.at);
                found.extend(time.zip(counted(part)).map(|(time, rows)| (time, n, rows)));
            }
        }
    }
    found.sort_unstable();
    let Some((newest, n, rows)) = found.last().copied() else { return UNKNOWN };
    let observed = |how| Some(Observation::of_act(n, newest, how));
    match () {
        () if rows == 0 => (Outcome::Fails, observed(ActResult::NoRows)),
        () if newest <= vantage.release() => (Outcome::Stale, observed(ActResult::OldRows(rows))),
        () => (Outcome::Holds, observed(ActResult::Rows(rows))),
    }
}

/// How many rows a part tells: `rows: 5`.
fn counted(part: &Part) -> Option<usize> {
    let words = spaced(&part.detail);
    let mut words = words.split_whitespace();
    words.find(|word| Cue::RowCount.is(word))?;
    words.next()?.parse().ok()
}

/// Whether a name has two of these words, or the only one: of `Supabase decision log` a file is called `decision-log.json`.
fn speaks(subject: &BTreeSet<String>, name: &str) -> bool {
    let words = tokens(&name.replace(['_', '-', '.', '/'], " "));
    let common = subject.iter().filter(|word| words.contains(*word)).count();
    !subject.is_empty() && common >= subject.len().min(2)
}

/// Checks after the tag whose names hold no other words than the item's. The newest of each name counts; one that failed speaks for all.
/// Whether they tell all of the item's words is judged elsewhere. `None` where there are none.
pub fn named_alike(
    words: &BTreeSet<String>,
    own: &Snapshot,
    vantage: &Vantage<'_>,
) -> Option<(Outcome, Observation)> {
    if words.is_empty() {
        return None;
    }
    let mut newest: BTreeMap<BTreeSet<String>, Check> = BTreeMap::new();
    for (time, placed) in records(None, vantage).iter().filter(|(_, placed)| is_check(placed, own)) {
        let whole = [(placed.record.title.as_str(), placed.record.conclusion)].into_iter();
        let parts = placed.record.parts.iter().map(|part| (part.name.as_str(), part.conclusion));
        for (name, conclusion) in whole.chain(parts).filter(|(_, conclusion)| conclusion.is_some()) {
            let own = words_of(name);
            if !own.is_empty() && own.is_subset(words) {
                let at = placed.id;
                newest.insert(own, Check { time: *time, at, name: name.to_owned(), conclusion });
            }
        }
    }
    let of = |wanted: Conclusion| newest.values().find(|check| check.conclusion == Some(wanted));
    let together = newest.values().map(|check| check.at).collect::<Vec<_>>();
    let observed =
        |check: &Check, how| Observation::of_act(check.at.evidence, check.time, how).with(together.clone());
    for ended in [Conclusion::Failed, Conclusion::Pending, Conclusion::Skipped] {
        if let Some(check) = of(ended) {
            let outcome = if ended == Conclusion::Failed { Outcome::Fails } else { Outcome::Unknown };
            return Some((outcome, observed(check, ActResult::Check(check.name.clone(), ended))));
        }
    }
    let last = newest.values().max_by_key(|check| (check.time, check.at))?;
    let names = newest.values().map(|check| check.name.clone()).collect::<Vec<_>>().join(", ");
    Some((Outcome::Holds, observed(last, ActResult::Shows(names))))
}

/// How a check of a name came out last.
struct Check {
    time: Timestamp,
    at: RecordId,
    name: String,
    conclusion: Option<Conclusion>,
}

/// Records of looking at something; not what was done to it, and not what broke.
fn is_check(placed: &Placed<'_>, own: &Snapshot) -> bool {
    let named = placed.record.release.as_deref();
    placed.version.facts.kind.is(Property::Check) && named.is_none_or(|name| own.is_called(name))
}
