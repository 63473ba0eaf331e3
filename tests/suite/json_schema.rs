//! As much of JSON Schema as golive's own schemas use, so that real output can be held against them.

use regex::Regex;
use serde_json::Value;

/// Everything in a value that is not as its schema says.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target =
            root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is nowhere"));
        return check(root, target, value, at, found);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |one: &&Value| {
            let mut found = Vec::new();
            check(root, one, value, at, &mut found);
            found.is_empty()
        };
        if !any.iter().any(|one| fits(&one)) {
            found.push(format!("{at}: none of anyOf"));
        }
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        found.push(format!("{at}: {value} is not {}", schema["const"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{at}: {value} is none of {words:?}"));
    }
    let types = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|wanted| is(value, wanted)) {
        found.push(format!("{at}: {value:.60} is not of the type {types:?}"));
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
        && !Regex::new(pattern).unwrap().is_match(text)
    {
        found.push(format!("{at}: {text} does not match {pattern}"));
    }
    if schema["format"] == "date-time"
        && let Some(text) = value.as_str()
        && text.parse::<jiff::Timestamp>().is_err()
    {
        found.push(format!("{at}: {text} is no time"));
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(name) {
                found.push(format!("{at}: lacks {name}"));
            }
        }
        for (name, inner) in object {
            let at = format!("{at}/{name}");
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => found.push(format!("{at}: unknown")),
                (Value::Null, other @ Value::Object(_)) => check(root, other, inner, &at, found),
                (Value::Null, _) => {}
                (own, _) => check(root, own, inner, &at, found),
            }
        }
    }
    if let (Some(list), Value::Object(_)) = (value.as_array(), &schema["items"]) {
        for (n, inner) in list.iter().enumerate() {
            check(root, &schema["items"], inner, &format!("{at}/{n}"), found);
        }
    }
}

fn is(value: &Value, wanted: &str) -> bool {
    match wanted {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}
