//! The JSON schema of `golive.toml`, from the table by which it is parsed.

use super::keys::{Key, SECTIONS, Shape};
use serde_json::{Map, Value, json};

/// The schema, for editors that check TOML by one.
pub fn schema() -> Value {
    let sections = SECTIONS.iter().map(|section| {
        let table = table(section.keys, section.about);
        let whole = if section.is_list { json!({ "type": "array", "items": table }) } else { table };
        (section.name.to_owned(), whole)
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "golive.toml",
        "description": "Where the evidence of releases lies, what is demanded of it, and how it is shown. All of it may be left out.",
        "type": "object",
        "properties": sections.collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}

fn table(keys: &[Key], about: &str) -> Value {
    let properties = keys.iter().map(|key| (key.name.to_owned(), value(key))).collect::<Map<_, _>>();
    let needed = keys.iter().filter(|key| key.needed).map(|key| key.name).collect::<Vec<_>>();
    json!({
        "type": "object",
        "description": about,
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    })
}

fn value(key: &Key) -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let mut value = match key.shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Texts => texts,
        Shape::Words(words) => json!({ "type": "array", "items": { "enum": words } }),
        Shape::TextOrTexts => json!({ "anyOf": [{ "type": "string" }, texts] }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::TextsOf(names) => {
            let text = |name: &&str| ((*name).to_owned(), json!({ "type": "string" }));
            let properties = names.iter().map(text).collect::<Map<_, _>>();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        Shape::Table(keys) => return table(keys, key.about),
    };
    if let Value::Object(object) = &mut value {
        object.insert("description".to_owned(), key.about.into());
    }
    value
}
