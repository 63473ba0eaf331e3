//! `[[item]]` of `golive.toml`: what replaces the reading of an item's words.

use super::{
    error::ConfigError,
    keys,
    pin::{Entry, Pin},
    policy::{ItemOverride, Off},
    table::{Table, Text, checked, globs, placed},
    word::{budget, duration, phase},
};
use crate::lexicon::Lexicon;

/// All `[[item]]` tables, in order.
pub(super) fn items(root: &Table<'_>, lexicon: &Lexicon) -> Result<Vec<ItemOverride>, ConfigError> {
    root.tables("item", "[[item]]", &keys::of("item"))?.iter().map(|table| item(table, lexicon)).collect()
}

fn item(table: &Table<'_>, lexicon: &Lexicon) -> Result<ItemOverride, ConfigError> {
    let source = table.source;
    let own = |text: Option<Text<'_>>| text.map(|text| text.text.to_string());
    let (matches, id) = (own(table.text("match")?), own(table.text("id")?));
    if matches.is_some() == id.is_some() {
        let message = "[[item]] needs either `match` (part of the item's text) or `id`";
        return Err(source.error(table.at, message));
    }
    if matches.as_ref().or(id.as_ref()).is_some_and(|text| text.trim().is_empty()) {
        return Err(source.error(table.at, "[[item]] names no item: its `match` or `id` is empty"));
    }
    let pin = pin(table, lexicon)?;
    let within =
        table.text("within")?.map(|text| placed(source, text.at, duration(text.text))).transpose()?;
    let phase = table.text("phase")?.map(|text| placed(source, text.at, phase(text.text))).transpose()?;
    let bound = |text: Text<'_>| placed(source, text.at, budget(text.text));
    // A pin may bound numbers that only a record tells, and has the bounds itself.
    let bounds = table.list("budget")?.filter(|_| pin.is_none());
    let bounds = bounds.map(|texts| texts.into_iter().map(bound).collect()).transpose()?;
    Ok(ItemOverride {
        place: source.place(table.at),
        matches,
        id,
        evidence: globs(table, "evidence")?,
        within: within.filter(|_| pin.is_none()),
        budget: bounds,
        pin,
        phase,
        approvers: checked(source, table.list("approvers")?.unwrap_or_default(), check_name)?,
        off: off(table)?,
    })
}

fn check_name(text: &str) -> Result<(), String> {
    if text.trim().is_empty() { Err("an empty name is nobody's".to_string()) } else { Ok(()) }
}

fn off(table: &Table<'_>) -> Result<Option<Off>, ConfigError> {
    let (is_off, reason) = (table.truth("off")?.unwrap_or_default(), table.text("reason")?);
    match reason {
        Some(reason) if !is_off => {
            let message = "`reason` says why an item is off: add `off = true`";
            Err(table.source.error(reason.at, message))
        }
        _ => Ok(is_off.then(|| Off { reason: reason.map(|reason| reason.text.to_string()) })),
    }
}

/// The pin that the keys of an item make; `None` where none of them says what shows the item.
fn pin(table: &Table<'_>, lexicon: &Lexicon) -> Result<Option<Pin>, ConfigError> {
    let mut texts: Vec<(&str, Text<'_>)> = Vec::new();
    for key in ["kind", "where", "of", "by", "outcome"] {
        let listed = matches!(key, "of" | "by") && table.is_list(key);
        let own = if listed {
            let list = table.list(key)?.unwrap_or_default();
            if list.is_empty() {
                let message =
                    format!("`{key}` in [[item]] is an empty list: name something, or leave the key out");
                return Err(table.source.error(table.place_of(key), message));
            }
            list
        } else {
            table.text(key)?.into_iter().collect()
        };
        texts.extend(own.into_iter().map(|text| (key, text)));
    }
    if texts.is_empty() {
        return Ok(None);
    }
    texts.extend(table.text("within")?.map(|text| ("within", text)));
    for key in ["budget", "evidence"] {
        texts.extend(table.list(key)?.unwrap_or_default().into_iter().map(|text| (key, text)));
    }
    let entry = |(key, text): &(&str, Text<'_>)| Entry {
        key: (*key).to_owned(),
        sign: "=",
        value: text.text.to_owned(),
    };
    let pin = Pin::of(texts.iter().map(entry).collect(), lexicon);
    pin.map(Some).map_err(|(at, message)| {
        table.source.error(texts.get(at).map_or(table.at, |(_, text)| text.at), message)
    })
}
