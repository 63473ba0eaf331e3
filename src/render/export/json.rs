//! JSON values that several files share.

use super::source::{Drawn, refused};
use crate::model::time::rfc3339;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// A number as people write it: `90`, not `90.0`. Not a number is null.
pub(super) fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, so exact")]
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        Value::from(value as i64)
    } else {
        Value::from(value)
    }
}

/// A number that may be absent.
pub(super) fn optional(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

/// A moment that may be absent.
pub(super) fn moment(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Null, |at| Value::from(rfc3339(at)))
}

/// Bytes of a file, with a last line break.
pub(super) fn bytes(path: &str, value: &impl Serialize) -> Drawn {
    let mut out = serde_json::to_vec(value).map_err(|error| refused(path, error))?;
    out.push(b'\n');
    Ok(out)
}
