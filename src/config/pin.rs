//! A pin: how a team says that an item is to be read. `<!-- golive: kind=backup of=orders within=24h -->` in a checklist, or the same
//! keys in an `[[item]]` of `golive.toml`.

use super::word::{budget, check_glob, duration, nearest};
use crate::lexicon::Lexicon;
use crate::model::criterion::{Criterion, Op};
use crate::model::evidence::Kind;
use crate::model::measurement::Metric;
use crate::model::reading::Counted;

/// The keys of a pin; any other name must have a bound.
pub const KEYS: [&str; 8] = ["kind", "where", "of", "by", "within", "budget", "evidence", "outcome"];

/// The signs of bounds, the longer ones first.
const SIGNS: [(&str, Op); 7] = [
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    ("≤", Op::AtMost),
    ("≥", Op::AtLeast),
    ("<", Op::Below),
    (">", Op::Above),
    ("=", Op::Equals),
];

/// A part of a pin as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A key, or the name of a number.
    pub key: String,
    /// `=`, or the sign of a bound.
    pub sign: &'static str,
    /// What stands behind the sign.
    pub value: String,
}

/// A number that a record tells, and its bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name: `duration`, `critical`.
    pub name: String,
    /// The sign.
    pub op: Op,
    /// The bound, in milliseconds, hundredths, bytes or things.
    pub value: f64,
    /// What it counts.
    pub counted: Counted,
}

/// What a pin says, each part with the index of its entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pin {
    /// As it is written.
    pub entries: Vec<Entry>,
    /// The kind of evidence that shows the item.
    pub kind: Option<(usize, Kind)>,
    /// The environment, or the branch of a run.
    pub place: Option<(usize, String)>,
    /// What the evidence must be about.
    pub of: Vec<(usize, String)>,
    /// Who must have done it.
    pub by: Vec<(usize, String)>,
    /// How old the evidence may be, in seconds.
    pub within: Option<(usize, i64)>,
    /// Bounds on what is measured.
    pub budget: Vec<(usize, Criterion)>,
    /// Bounds on numbers that the record tells.
    pub figures: Vec<(usize, Figure)>,
    /// Globs of the evidence; empty where the pin leaves it to the item's words.
    pub evidence: Vec<String>,
}

impl Pin {
    /// Reads a pin as it stands in a checklist.
    ///
    /// # Errors
    /// The byte at which something cannot be read, and one sentence that says what.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, (usize, String)> {
        let (places, entries): (Vec<_>, Vec<_>) = entries(text)?.into_iter().unzip();
        if entries.is_empty() {
            return Err((0, "the pin says nothing: write `golive: kind=backup within=24h`".to_owned()));
        }
        Self::of(entries, lexicon).map_err(|(at, message)| (places.get(at).copied().unwrap_or(0), message))
    }

    /// Reads the entries of a pin. `Err` has the index of the one that is wrong.
    ///
    /// # Errors
    /// Where a key or a kind is unknown, or a value cannot be read.
    pub fn of(entries: Vec<Entry>, lexicon: &Lexicon) -> Result<Self, (usize, String)> {
        let mut pin = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            pin.add(at, entry, lexicon).map_err(|message| (at, message))?;
        }
        Ok(Self { entries, ..pin })
    }

    fn add(&mut self, at: usize, entry: &Entry, lexicon: &Lexicon) -> Result<(), String> {
        let Entry { key, sign, value } = entry;
        if *sign != "=" || !KEYS.contains(&key.as_str()) {
            return self.bound(at, entry);
        }
        if value.trim().is_empty() {
            return Err(format!("`{key}` in the pin has no value"));
        }
        let once =
            |is_known: bool| if is_known { Err(format!("`{key}` stands twice in the pin")) } else { Ok(()) };
        match key.as_str() {
            "kind" => {
                once(self.kind.is_some())?;
                self.kind = Some((at, kind(value, lexicon)?));
            }
            "where" => {
                once(self.place.is_some())?;
                self.place = Some((at, value.clone()));
            }
            "within" => {
                once(self.within.is_some())?;
                self.within = Some((at, duration(value)?));
            }
            "of" => self.of.push((at, value.clone())),
            "by" => self.by.push((at, value.clone())),
            "evidence" => {
                check_glob(value)?;
                self.evidence.push(value.clone());
            }
            "budget" => {
                return split(value)
                    .map_or_else(|| budget(value).map(|_| ()), |bound| self.bound(at, &bound));
            }
            _ if value == "success" => {}
            _ => {
                return Err(format!(
                    "`{value}` is no outcome that golive can demand: write `outcome=success`, or leave it out"
                ));
            }
        }
        Ok(())
    }

    /// A bound on what is measured, or on a number that the record tells.
    fn bound(&mut self, at: usize, entry: &Entry) -> Result<(), String> {
        let Entry { key, sign, value } = entry;
        let measured = key.split_whitespace().last().unwrap_or_default();
        if measured.starts_with("lighthouse") || Metric::KNOWN.iter().any(|(name, _)| *name == measured) {
            self.budget.push((at, budget(&format!("{key} {sign} {value}"))?));
            return Ok(());
        }
        let op = SIGNS.iter().find(|(own, _)| own == sign).map_or(Op::Equals, |(_, op)| *op);
        match figure(value) {
            Some((value, counted)) if key.chars().any(char::is_alphabetic) => {
                self.figures.push((at, Figure { name: key.clone(), op, value, counted }));
                Ok(())
            }
            _ if key.chars().any(char::is_alphabetic) && has_unknown_unit(value) => Err(format!(
                "`{key}{sign}{value}` in the pin has an unknown unit: known are ms, s, min, h, d, %, B, kB, MB and GB"
            )),
            _ if *sign == "=" => Err(unknown(key)),
            _ => Err(format!(
                "`{key}{sign}{value}` in the pin is no bound: write `duration<=30min` or `critical=0`"
            )),
        }
    }
}

fn unknown(key: &str) -> String {
    match nearest(key, &KEYS) {
        Some(near) => format!("unknown key `{key}` in the pin: did you mean `{near}`?"),
        None => format!(
            "unknown key `{key}` in the pin: known are {} and bounds such as `critical=0`",
            KEYS.join(", ")
        ),
    }
}

fn kind(word: &str, lexicon: &Lexicon) -> Result<Kind, String> {
    if lexicon.knows(word) {
        return Ok(Kind::named(word));
    }
    let known = lexicon.kinds().collect::<Vec<_>>();
    Err(match nearest(word, &known) {
        Some(near) => format!("unknown kind `{word}`: did you mean `{near}`?"),
        None => format!(
            "unknown kind `{word}`: a kind is built in, or of a [[kind]] or a [[reader]] in golive.toml"
        ),
    })
}

/// A number with its unit: `30min` in milliseconds, `90%`, `5 MB` in bytes, `0`.
fn figure(text: &str) -> Option<(f64, Counted)> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number = number.parse::<f64>().ok().filter(|number| number.is_finite())?;
    let (factor, counted) = match unit.trim() {
        "" => (1.0, Counted::Things),
        "%" => (1.0, Counted::Percent),
        "ms" => (1.0, Counted::Millis),
        "s" | "sec" | "seconds" => (1e3, Counted::Millis),
        "m" | "min" | "minutes" => (6e4, Counted::Millis),
        "h" | "hours" => (3.6e6, Counted::Millis),
        "d" | "days" => (8.64e7, Counted::Millis),
        "B" | "bytes" => (1.0, Counted::Bytes),
        "kB" => (1e3, Counted::Bytes),
        "MB" => (1e6, Counted::Bytes),
        "GB" => (1e9, Counted::Bytes),
        _ => return None,
    };
    Some((number * factor, counted))
}

/// A number, and behind it a word that is no unit.
fn has_unknown_unit(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '%').trim_end();
    number.len() < text.len() && number.parse::<f64>().is_ok()
}

/// The parts of a pin, each with the byte at which it begins: `kind=backup`, `of="order lines"`, `"virtual users>=1000"`.
fn entries(text: &str) -> Result<Vec<(usize, Entry)>, (usize, String)> {
    let mut entries = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let at = text.len() - rest.len();
        let end = part_end(rest)
            .ok_or_else(|| (at, format!("a quotation mark in the pin is never closed: `{rest}`")))?;
        let (part, after) = rest.split_at(end);
        let part = part.strip_prefix('"').and_then(|part| part.strip_suffix('"')).unwrap_or(part);
        let entry = split(part).filter(|entry| !entry.key.is_empty());
        let nothing =
            || format!("`{part}` says nothing in a pin: write `key=value`, or a bound such as `critical=0`");
        entries.push((at, entry.ok_or_else(|| (at, nothing()))?));
        rest = after.trim_start();
    }
    Ok(entries)
}

/// Where a part ends: at white space outside of quotation marks.
fn part_end(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c.is_whitespace() && !is_quoted => return Some(at),
            _ => {}
        }
    }
    (!is_quoted).then_some(text.len())
}

/// A part at its first sign.
fn split(part: &str) -> Option<Entry> {
    let at = part.find(['<', '>', '=', '≤', '≥'])?;
    let (key, rest) = part.split_at(at);
    let (sign, _) = SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign))?;
    let value = rest.strip_prefix(sign)?.trim();
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    Some(Entry { key: key.trim().to_owned(), sign, value: value.to_owned() })
}
