//! JSON in one pass: its keys, its scalars, the commits that it names, or the place where it is broken.

use crate::read::text::commits;
use crate::read::text::fault::Fault;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::collections::HashSet;
use std::fmt;

/// How deep commit ids are looked for. Deeper values are skipped without recursion, so that depth cannot cost the stack.
const DEPTH: usize = 4;

/// How deep doubled keys are looked for.
const KEYS_DEPTH: usize = 32;

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
        Walk { scan: &mut unused, key: "", depth: KEYS_DEPTH, stops: false }.deserialize(deserializer)
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
    /// Where an object holds a key for the second time: parsers differ on which of the two counts.
    pub doubled: Option<Fault>,
}

impl Scan {
    /// The value of an outermost key; the first where it stands twice.
    pub fn value(&self, key: &str) -> Option<&Scalar> {
        let at = self.keys.iter().position(|k| k == key)?;
        self.values.get(at)
    }
}

/// Passes once over a JSON text.
///
/// # Errors
/// The place where it is broken.
pub fn scan(text: &str) -> Result<Scan, Fault> {
    let mut scan = Scan::default();
    pass(text, &mut scan, false)?;
    if scan.doubled.is_some() {
        // Only an error of the parser tells a place.
        scan.doubled = pass(text, &mut Scan::default(), true).err();
    }
    Ok(scan)
}

fn pass(text: &str, scan: &mut Scan, stops: bool) -> Result<(), Fault> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let whole = Walk { scan, key: "", depth: 0, stops }.deserialize(&mut parser);
    whole.and_then(|_| parser.end()).map_err(|error| Fault::of_json(&error))
}

struct Walk<'s> {
    scan: &'s mut Scan,
    key: &'s str,
    depth: usize,
    /// Whether a doubled key is an error.
    stops: bool,
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
        if self.depth <= DEPTH && commits::names_a_commit(self.key) {
            commits::add(&mut self.scan.commits, text);
        }
        Ok(Scalar::Text(crate::read::text::lines::capped(text, SCALAR_CAP).to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        self.scan.is_array |= self.depth == 0;
        if self.depth >= KEYS_DEPTH {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Scalar::Nested);
        }
        let Self { scan, depth, stops, .. } = self;
        let depth = depth + 1;
        while seq.next_element_seed(Walk { scan: &mut *scan, key: "", depth, stops })?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        let Self { scan, depth, stops, .. } = self;
        if depth >= KEYS_DEPTH {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Scalar::Nested);
        }
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(Walk { scan: &mut *scan, key: &key, depth: depth + 1, stops })?;
            if depth == 0 {
                scan.keys.push(key.clone());
                scan.values.push(value);
            }
            if let Some(key) = keys.replace(key) {
                let error = A::Error::custom(format_args!("the key `{key}` stands twice"));
                if stops {
                    return Err(error);
                }
                scan.doubled.get_or_insert_default();
            }
        }
        Ok(Scalar::Nested)
    }
}
