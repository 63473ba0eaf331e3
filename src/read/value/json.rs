//! JSON in one pass: its keys, its scalars, the commits that it names, or the place where it is broken.

use crate::model::problem::{Place, Problem};
use crate::read::text::commits;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::fmt;

/// How deep commit ids are looked for. Deeper values are skipped without recursion, so that depth cannot cost the stack.
const DEPTH: usize = 4;

/// A longer text is no date, no state and no address.
const SCALAR_CAP: usize = 4096;

/// A value that may be of any type, without its inner parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Scalar {
    /// `null`, or absent.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    Text(String),
    /// An object or an array.
    Nested,
}

impl Scalar {
    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A finite number.
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number).filter(|n| n.is_finite()) } else { None }
    }

    /// A truth value.
    pub fn truth(&self) -> Option<bool> {
        if let Self::Bool(truth) = self { Some(*truth) } else { None }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut unused = Scan::default();
        Walk { scan: &mut unused, key: "", depth: DEPTH }.deserialize(deserializer)
    }
}

/// What one pass over a JSON text gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// The keys of the outermost object, in order; empty where the outermost value is no object.
    pub keys: Vec<String>,
    /// The outermost object's scalar values, by the same order as `keys`.
    pub values: Vec<Scalar>,
    /// Whether the outermost value is an array.
    pub is_array: bool,
    /// Commit ids under the keys that name commits.
    pub commits: Vec<String>,
}

impl Scan {
    /// The value of an outermost key; the first where it stands twice.
    pub fn value(&self, key: &str) -> Option<&Scalar> {
        let at = self.keys.iter().position(|k| k == key)?;
        self.values.get(at)
    }
}

/// Where and why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// The reason.
    pub reason: String,
}

impl Fault {
    /// Where a parser stopped.
    pub fn of(error: &serde_json::Error) -> Self {
        let whole = error.to_string();
        let reason = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(reason, _)| reason).to_owned();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { line: number(error.line()), column: number(error.column()).max(1), reason }
    }

    /// As a problem of a file.
    pub fn problem(&self, path: &str) -> Problem {
        let place = Place { path: path.into(), line: self.line, column: self.column };
        Problem::error(place, "json-syntax", format!("this is not valid JSON: {}", self.reason))
    }
}

/// Passes once over a JSON text.
///
/// # Errors
/// The place where it is broken.
pub fn scan(text: &str) -> Result<Scan, Fault> {
    let mut scan = Scan::default();
    let mut parser = serde_json::Deserializer::from_str(text);
    let whole =
        Walk { scan: &mut scan, key: "", depth: 0 }.deserialize(&mut parser).and_then(|_| parser.end());
    whole.map(|()| scan).map_err(|error| Fault::of(&error))
}

struct Walk<'s> {
    scan: &'s mut Scan,
    key: &'s str,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Scalar;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Scalar, E> {
        Ok(Scalar::Bool(truth))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "a count above 2^53 is no measurement")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a count below -2^53 is no measurement")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
        if commits::names_a_commit(self.key) {
            commits::add(&mut self.scan.commits, text);
        }
        Ok(Scalar::Text(crate::read::text::lines::capped(text, SCALAR_CAP).to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        self.scan.is_array |= self.depth == 0;
        if self.depth >= DEPTH {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Scalar::Nested);
        }
        let Self { scan, depth, .. } = self;
        while seq.next_element_seed(Walk { scan: &mut *scan, key: "", depth: depth + 1 })?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        let Self { scan, depth, .. } = self;
        if depth >= DEPTH {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Scalar::Nested);
        }
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(Walk { scan: &mut *scan, key: &key, depth: depth + 1 })?;
            if depth == 0 {
                scan.keys.push(key);
                scan.values.push(value);
            }
        }
        Ok(Scalar::Nested)
    }
}
