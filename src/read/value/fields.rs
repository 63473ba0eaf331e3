//! Values by name.
//!
//! Names are compared without case and separators: `completed_at`, `completedAt` and `Completed at` are one. Of several names for one
//! thing the first of its [`Name`] that has a value is taken; the others stay among the record's fields.

use crate::lexicon::words::{Cue, Name};
use crate::model::doing::spaced;
use crate::model::record::{Conclusion, Role, folded};
use crate::model::time::{Claim, ClaimSource, Precision};
use crate::read::text::lines::capped;
use crate::read::text::time;
use crate::read::value::conclusion;
use crate::read::value::names::Names;
use crate::read::value::tree::{Group, Node, Value};

/// A record has no more fields, and no longer values.
const MOST_FIELDS: usize = 200;
const VALUE_CAP: usize = 500;

/// The names of who is named, in which part.
pub(in crate::read) const PEOPLE: [(Role, Name); 4] = [
    (Role::Actor, Name::Actor),
    (Role::Approver, Name::Approver),
    (Role::Reviewer, Name::Reviewer),
    (Role::Owner, Name::Owner),
];

/// Values by name, with their names folded once.
pub struct Fields<'g> {
    group: &'g Group,
    keys: Vec<String>,
    /// The groups of names in which its keys are, as bits.
    names: u128,
}

impl<'g> Fields<'g> {
    /// Looks at a group.
    pub fn of(group: &'g Group) -> Self {
        let keys = group.iter().map(|(key, _)| folded(key)).collect::<Vec<_>>();
        let names = keys.iter().fold(0, |all, key| all | Name::groups(key));
        Self { group, keys, names }
    }

    /// The names, where one of them may be a key.
    fn each<'n>(&self, names: impl Names + 'n) -> impl Iterator<Item = &'n str> {
        Some(names).filter(|names| names.may_be_among(self.names)).into_iter().flat_map(Names::each)
    }

    /// What one of these names holds, the first name first; only what `fits`.
    pub(super) fn find(&self, names: impl Names, fits: impl Fn(&Value) -> bool) -> Option<(usize, &'g Node)> {
        self.each(names).find_map(|name| {
            let named = self.keys.iter().zip(self.group).enumerate().filter(|(_, (key, _))| *key == name);
            named.map(|(at, (_, (_, node)))| (at, node)).find(|(_, node)| fits(&node.value))
        })
    }

    /// The text of the first of these names that has one.
    pub fn word(&self, names: impl Names) -> Option<&'g str> {
        self.find(names, |value| value.word().is_some()).and_then(|(_, node)| node.value.word())
    }

    /// The text of the first of these names that fits, and where it stands.
    pub(in crate::read) fn taken(
        &self,
        names: impl Names,
        fits: impl Fn(&str) -> bool,
        used: &mut Vec<usize>,
    ) -> Option<String> {
        let (at, node) = self.find(names, |value| value.word().is_some_and(&fits))?;
        used.push(at);
        node.value.word().map(|word| short(plain(word)))
    }

    /// When it was done, and the names that tell it. A clock beside a day is that day's.
    pub(super) fn claim(&self, used: &mut Vec<usize>) -> Option<Claim> {
        let (at, node) = self.find(Name::Time, |value| moment(value).is_some())?;
        used.push(at);
        let claim = moment(&node.value)?;
        if claim.precision == Precision::Day
            && let (Some(day), Some(clock)) = (node.value.word(), self.word(&["time", "timeutc"]))
            && let Some(exact) = moment(&Value::Word(format!("{} {}", plain(day), plain(clock))))
        {
            return Some(exact);
        }
        Some(claim)
    }

    /// The moment that the first of these names tells. A clock alone is that of the day told beside it.
    pub fn moment(&self, names: impl Names) -> Option<Claim> {
        let day = self.word(&["date", "day"]).map(plain).filter(|day| time::parse(day).is_some());
        let told = |node: &Node| {
            let clock = node.value.word().filter(|word| is_clock(plain(word)))?;
            moment(&Value::Word(format!("{} {}", day?, plain(clock))))
        };
        let named = |name: &str| {
            let (_, node) = self.find(&[name], |value| value.word().is_some())?;
            moment(&node.value).or_else(|| told(node))
        };
        self.each(names).find_map(named)
    }

    /// How it ended by its own words, and the name that tells it.
    pub(in crate::read) fn outcome(&self, used: &mut Vec<usize>) -> Option<Conclusion> {
        let mut doubt = false;
        for name in self.each(Name::Outcome) {
            let Some((at, node)) = self.find(&[name], is_single) else {
                continue;
            };
            match concluded(name, &node.value) {
                Some(Conclusion::Succeeded) if doubt || self.counts_failures() => return None,
                Some(conclusion) => {
                    used.push(at);
                    return Some(conclusion);
                }
                None if is_bad_state(&node.value) => {
                    used.push(at);
                    return Some(Conclusion::Pending);
                }
                None => doubt |= Name::HowItEnded.has(name),
            }
        }
        let count = |names: Name| self.word(names).and_then(|word| word.parse::<u64>().ok());
        match (count(Name::Failed), count(Name::Passed)) {
            (Some(1..), _) => Some(Conclusion::Failed),
            (Some(0), Some(1..)) if !doubt => Some(Conclusion::Succeeded),
            _ => None,
        }
    }

    /// Whether it counts something that failed, or tells a share of what succeeded: a success beside it cannot be relied on.
    fn counts_failures(&self) -> bool {
        let number = |name: &str| {
            self.word(&[name]).and_then(|word| word.trim_end_matches(['%', ' ']).parse::<f64>().ok())
        };
        let requests = self.each(Name::RequestCount).filter_map(number).fold(0.0, f64::max);
        // Of 100 requests of a load test one may fail: its own word decides.
        let failed = self.each(Name::Failed).filter_map(number).any(|count| count * 100.0 > requests);
        let share = self
            .each(Name::Share)
            .filter_map(number)
            .any(|share| share < 1.0 || (share > 1.0 && share < 100.0));
        failed || share
    }

    /// Who is named, in which part.
    pub(super) fn people(&self, used: &mut Vec<usize>) -> Vec<(Role, String)> {
        let mut found = Vec::new();
        for (role, names) in PEOPLE.into_iter().filter(|(_, names)| names.may_be_among(self.names)) {
            for (at, (_, (_, node))) in
                self.keys.iter().zip(self.group).enumerate().filter(|(_, (key, _))| names.has(key))
            {
                let before = found.len();
                found.extend(persons(&node.value).into_iter().map(|name| (role, name)));
                // Which part of an approval somebody has is told by its name, which therefore stays.
                let has_part = names.each().any(|name| {
                    name.ends_with("approver")
                        && name != "approver"
                        && self.keys.get(at).is_some_and(|key| key == name)
                });
                if found.len() > before && !has_part {
                    used.push(at);
                }
            }
        }
        found.dedup();
        found
    }

    /// Everything that is not among `used`, as text; groups within are named `outer.inner`.
    pub(in crate::read) fn rest(&self, used: &[usize]) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for (_, (key, node)) in self.group.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            match &node.value {
                Value::Group(inner) => fields.extend(
                    inner
                        .iter()
                        .filter_map(|(name, node)| Some((format!("{key}.{name}"), text(&node.value)?))),
                ),
                value => fields.extend(text(value).map(|text| (key.clone(), text))),
            }
            if fields.len() >= MOST_FIELDS {
                break;
            }
        }
        fields.truncate(MOST_FIELDS);
        fields
    }
}

/// Whether a group tells by its own words how it ended.
pub fn concludes(group: &Group) -> bool {
    Fields::of(group).outcome(&mut Vec::new()).is_some()
}

pub(super) fn is_single(value: &Value) -> bool {
    !matches!(value, Value::List(_))
}

/// A text without the signs of Markdown around it.
pub fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '_' | '"'))
}

pub(in crate::read) fn short(text: &str) -> String {
    capped(text, VALUE_CAP).to_owned()
}

/// A single value as text; a list of single values joined by commas.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::List(list) => {
            let words =
                list.iter().take(MOST_FIELDS).filter_map(|node| node.value.word()).collect::<Vec<_>>();
            // A list of groups, and an empty one, tell how many there are.
            Some(if words.is_empty() { list.len().to_string() } else { short(&words.join(", ")) })
        }
        single => single.word().map(|word| short(plain(word))),
    }
}

/// A moment at the beginning of a value; a number is an epoch.
fn moment(value: &Value) -> Option<Claim> {
    if let Value::Number(number) = value
        && let Some(at) = number.parse().ok().and_then(time::epoch)
    {
        return Some(Claim::new(at, Precision::Exact, ClaimSource::Content));
    }
    let word = if let Value::Word(word) = value { capped(plain(word), 80) } else { return None };
    let first = time::find(word).filter(|moment| moment.range.start == 0);
    first.or_else(|| time::parse(word)).map(|moment| moment.claim(ClaimSource::Content))
}

/// A time of day and nothing before it: `14:05`, `14:05 UTC`.
fn is_clock(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && text.as_bytes().get(digits) == Some(&b':')
}

/// `void`, `suspended`: whatever it was, it is no success.
fn is_bad_state(value: &Value) -> bool {
    value.word().is_some_and(|word| Cue::BadState.is(plain(word)))
}

/// How it ended by the value of one name.
pub(in crate::read) fn concluded(name: &str, value: &Value) -> Option<Conclusion> {
    match (name, value) {
        ("exitcode" | "exitstatus", Value::Number(code) | Value::Word(code)) => {
            match code.trim().parse::<i64>() {
                Ok(0) => Some(Conclusion::Succeeded),
                Ok(_) => Some(Conclusion::Failed),
                Err(_) => None,
            }
        }
        ("error", Value::Word(word)) => {
            let none = word.trim().trim_matches('-').is_empty() || Cue::NoError.is(word);
            (!none).then_some(Conclusion::Failed)
        }
        ("error", Value::Truth(true)) => Some(Conclusion::Failed),
        ("error", _) => None,
        // The status of a command: `{"exitCode": 0}`.
        ("status" | "result" | "outcome", Value::Group(inner)) => {
            let word = Fields::of(inner).word(Name::StatusValue).map(plain)?;
            match word.parse::<i64>() {
                Ok(code) => Some(if code == 0 { Conclusion::Succeeded } else { Conclusion::Failed }),
                Err(_) => conclusion::parse(word),
            }
        }
        (_, Value::Truth(truth)) => Some(if *truth { Conclusion::Succeeded } else { Conclusion::Failed }),
        (_, Value::Word(word)) => conclusion::parse(word),
        _ => None,
    }
}

/// Names in a value: a word (several by comma, `;`, `&` or `and`), a group with a name, or a list of these.
pub(super) fn persons(value: &Value) -> Vec<String> {
    match value {
        Value::Word(word) => {
            let names = word.split([',', ';', '&']).flat_map(|part| part.split(" and ")).map(plain);
            names.filter(|name| is_name(name)).take(20).map(short).collect()
        }
        Value::Group(group) => Fields::of(group)
            .word(Name::Person)
            .map(plain)
            .filter(|name| is_name(name))
            .map(short)
            .into_iter()
            .collect(),
        Value::List(list) => list
            .iter()
            .filter(|node| !matches!(node.value, Value::List(_)))
            .take(20)
            .flat_map(|node| persons(&node.value))
            .collect(),
        _ => Vec::new(),
    }
}

/// A name has letters and is none of the words for nobody.
fn is_name(name: &str) -> bool {
    // `Mira Holt (absent)`, `TBD (Mira Holt?)`
    let mut behind = name.split('(').skip(1).flat_map(|bracket| bracket.split([',', ';', ')']));
    name.chars().any(char::is_alphabetic)
        && !name.contains('?')
        && !behind.any(|text| Cue::NotThere.begins(&spaced(text)))
        && !Cue::NobodyName.is(name)
        && !Cue::BadState.is(name)
}
