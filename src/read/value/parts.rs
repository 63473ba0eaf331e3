//! The parts of a record: jobs of a run, rows of a table, outcomes by name.

use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::record::{Conclusion, Part, folded};
use crate::read::value::conclusion;
use crate::read::value::fields::{Fields, PEOPLE, concluded, plain, short};
use crate::read::value::tree::{Group, Node, Value};

/// A record has no more parts.
const MOST: usize = 2000;
/// A row has no more values.
const MOST_VALUES: usize = 30;
/// So deep groups are asked how they ended.
const DEEP: usize = 6;

/// The parts: groups and words in lists, and outcomes by name. The parts of parts (the steps of a job) follow them.
pub fn parts(group: &Group) -> Vec<Part> {
    let mut found = Vec::new();
    let people = |key: &str| {
        let key = folded(key);
        PEOPLE.iter().any(|(_, names)| names.has(&key))
    };
    let lexicon = Lexicon::built_in();
    for (key, node) in group.iter().filter(|(key, _)| !people(key)) {
        found.extend(if is_of_another_time(key) { None } else { unnamed(key, &node.value) });
        if lexicon.is_prose(key) {
            continue;
        }
        let within = match &node.value {
            Value::List(list) => {
                let all = list.iter().filter_map(|node| part(node, None));
                // `pending_regions: [us]` lists no regions of what was done; a heading is no name of a value.
                let is_heading = key.contains(' ') || key.starts_with(char::is_uppercase);
                let answers =
                    |part: &Part| part.fields.iter().any(|(_, value)| conclusion::parse(value).is_some());
                let all = all.filter(|part| {
                    part.conclusion.is_some() || is_heading || lexicon.is_key(key) || answers(part)
                });
                with_untold(all.collect(), list)
            }
            Value::Group(_) if Name::Outcome.has(&folded(key)) => Vec::new(),
            Value::Group(inner) if Name::TableList.has(&folded(key)) => {
                inner.iter().filter_map(|(name, node)| part(node, Some(name))).collect()
            }
            Value::Group(inner) => match by_name(inner) {
                none if none.is_empty() => {
                    part(node, Some(key)).filter(|part| part.conclusion.is_some()).into_iter().collect()
                }
                // `networkPolicy: {enabled: true}` is of the policy.
                all => all.into_iter().map(|part| of_setting(part, key)).collect(),
            },
            _ => Vec::new(),
        };
        found.extend(within);
        if let Some(list) = node.value.list() {
            let inner = list.iter().filter_map(|node| node.value.group()).flatten();
            let steps = inner.filter_map(|(_, node)| node.value.list()).flatten();
            let steps = steps.filter(|node| node.value.group().is_some()).filter_map(|node| part(node, None));
            found.extend(steps.filter(|part| part.conclusion.is_some()).take(MOST));
        }
    }
    found.truncate(MOST);
    found
}

/// What did not go well within a value, and is no part with a name of its own: `backup: [{label: x, error: true}]`. Of attempts the last
/// one decides.
fn unnamed(key: &str, value: &Value) -> Option<Part> {
    let words = stem::words(key).map(|word| stem::stem(&word)).collect::<Vec<_>>();
    let is_attempt = words.iter().any(|word| Cue::Retry.is(word) || Name::Attempt.has(word));
    let is_run =
        words.iter().any(|word| Name::RanThing.has(word) || Name::Outcome.has(word) || word == "run");
    let mut ended = Vec::new();
    match value {
        Value::List(list) if is_attempt || is_run => list.iter().for_each(|node| {
            let word = node.value.word().filter(|word| conclusion::word(word).is_some());
            ended.extend(word.and_then(conclusion::parse));
            ended_within(&node.value, DEEP, &mut ended);
        }),
        Value::List(_) => ended_within(value, DEEP, &mut ended),
        Value::Group(group) => ended_below(group, DEEP, &mut ended),
        _ => {}
    }
    let is_bad = |ended: &Conclusion| matches!(ended, Conclusion::Failed | Conclusion::Pending);
    let bad = if is_attempt {
        ended.last().copied().filter(is_bad)
    } else {
        ended.into_iter().filter(is_bad).min()
    };
    // Of what no run is called by, all that can be said is that the whole did not go well.
    let ended = if is_attempt || is_run { bad } else { bad.map(|_| Conclusion::Pending) };
    ended.map(|ended| Part::new(short(key), Some(ended), "", 0))
}

/// How a part ended: what was broken off has not come to its end, whatever the whole says.
fn ended(fields: &Fields<'_>, used: &mut Vec<usize>) -> Option<Conclusion> {
    let ended = fields.outcome(used)?;
    let is_broken_off = || fields.word(Name::Outcome).is_some_and(|word| Cue::BrokenOff.is(plain(word)));
    Some(if ended == Conclusion::Skipped && is_broken_off() { Conclusion::Pending } else { ended })
}

/// How the groups without a name ended that stand in a value, in their order.
fn ended_within(value: &Value, deep: usize, ended: &mut Vec<Conclusion>) {
    let Some(deep) = deep.checked_sub(1) else { return };
    match value {
        Value::List(list) => list.iter().for_each(|node| ended_within(&node.value, deep, ended)),
        Value::Group(group) => {
            let fields = Fields::of(group);
            if fields.word(Name::PartName).is_none() {
                // What speaks of how it ended in words that nobody knows is no success.
                let is_word = |value: &Value| matches!(value, Value::Word(word) if !word.is_empty());
                let speaks = fields.find(Name::HowItEnded, is_word).or(fields.find(Name::State, is_word));
                let unknown = speaks.map(|_| Conclusion::Pending);
                ended.extend(self::ended(&fields, &mut Vec::new()).or(unknown));
            }
            ended_below(group, deep, ended);
        }
        _ => {}
    }
}

fn ended_below(group: &Group, deep: usize, ended: &mut Vec<Conclusion>) {
    let own = group.iter().filter(|(key, _)| !is_of_another_time(key) && !Name::Outcome.is(key));
    own.for_each(|(_, node)| ended_within(&node.value, deep, ended));
}

/// Whether a name says that its value is of another time, or only wished: `previousRun`, `expected`.
fn is_of_another_time(key: &str) -> bool {
    stem::words(key).any(|word| {
        let stem = stem::stem(&word);
        [&word, &stem].iter().any(|word| Name::Earlier.has(word) || Name::LimitWord.has(word))
    })
}

/// Parts of one list: where others tell by a value how they ended, one without that value has not ended.
fn with_untold(mut parts: Vec<Part>, list: &[Node]) -> Vec<Part> {
    let names = |node: &Node| {
        node.value.group().into_iter().flatten().map(|(name, _)| folded(name)).collect::<Vec<_>>()
    };
    let is_table = list.iter().all(|node| node.value.group().is_some())
        && list.windows(2).all(|two| matches!(two, [a, b] if names(a) == names(b)));
    if is_table && parts.iter().any(|part| part.conclusion.is_some()) {
        let is_empty = |part: &Part| {
            part.conclusion.is_none() && !part.fields.iter().any(|(name, _)| Name::Outcome.has(&folded(name)))
        };
        parts
            .iter_mut()
            .filter(|part| is_empty(part))
            .for_each(|part| part.conclusion = Some(Conclusion::Pending));
    }
    parts
}

/// A part that is called by the name of a setting alone is a part of what it sets.
fn of_setting(part: Part, key: &str) -> Part {
    let is_setting = Name::FlagSetting.has(&folded(&part.name));
    if is_setting { Part { name: short(&format!("{key} {}", part.name)), ..part } } else { part }
}

/// Outcomes by name: `{"lint": "success", "tests": {"status": "passed"}}`. One value that tells none makes it something else.
fn by_name(group: &Group) -> Vec<Part> {
    let all = group.iter().map(|(key, node)| part(node, Some(key)).filter(|part| part.conclusion.is_some()));
    all.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// One part; its name is `key`, where it has one, else it names itself.
fn part(node: &Node, key: Option<&str>) -> Option<Part> {
    let line = node.line;
    match (&node.value, key) {
        (Value::Group(group), _) => {
            let fields = Fields::of(group);
            let mut used = Vec::new();
            let name = match key {
                Some(key) => short(key),
                None => fields.taken(Name::PartName, |_| true, &mut used)?,
            };
            // `format | make fmt | PASS`: the command is told by the row too.
            let name = match fields.word(&["command", "cmd", "befehl"]).map(plain) {
                Some(command) if key.is_none() && command != name => short(&format!("{name} ({command})")),
                _ => name,
            };
            let told = used.len();
            let conclusion = ended(&fields, &mut used);
            let by = used.get(told).and_then(|at| group.get(*at)).and_then(|(_, node)| node.value.word());
            let detail = by.map(|word| short(plain(word))).unwrap_or_else(|| {
                let rest = fields.rest(&used).into_iter().map(|(name, value)| format!("{name}: {value}"));
                short(&rest.take(8).collect::<Vec<_>>().join(", "))
            });
            let mut own = fields.rest(&used);
            own.truncate(MOST_VALUES);
            Some(Part { fields: own, ..Part::new(name, conclusion, detail, line) })
        }
        (value, Some(key)) => {
            let detail = short(plain(value.word()?));
            Some(Part::new(short(key), concluded(key, value), detail, line))
        }
        (value, None) => Some(Part::new(short(plain(value.word()?)), None, "", line)),
    }
}
