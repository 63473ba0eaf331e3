//! What TOML alone does not say of a lexicon's rows: no list is empty, no word is blank, and whatever a row names is known.

use crate::model::evidence::Kind;
use crate::model::inventory::InventoryKind;
use crate::model::record::Conclusion;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The tables that `golive.toml` may hold, too.
pub(super) const ADDED: [&str; 6] = ["kind", "phrase", "place", "party", "synonym", "tool"];

/// What stands at a byte of the text.
type Fault = (usize, String);

/// The first thing that is wrong with the rows of a built-in lexicon, or with those that `golive.toml` adds.
pub(super) fn fault(text: &str, is_built_in: bool) -> Option<Fault> {
    let parsed = DeTable::parse(text).ok()?;
    let tables = parsed.get_ref().iter();
    let tables = tables.filter(|(name, _)| is_built_in || ADDED.contains(&name.get_ref().as_ref()));
    let faults = tables.flat_map(|(name, rows)| {
        let rows = rows.get_ref().as_array().into_iter().flat_map(|rows| rows.iter());
        rows.filter_map(move |row| of_row(name.get_ref(), row, is_built_in))
    });
    faults.min_by_key(|(at, _)| *at)
}

fn of_row(table: &str, row: &Spanned<DeValue<'_>>, is_built_in: bool) -> Option<Fault> {
    let own = row.get_ref().as_table()?;
    for (key, value) in own {
        let key_text = key.get_ref().as_ref();
        if key_text == "titles" && !is_built_in {
            let message = "`titles` can only stand in the built-in lexicon".to_owned();
            return Some((key.span().start, message));
        }
        // Without any titles of its own a kind has those of its things.
        if let Some(at) = blank(value, key_text == "titles") {
            return Some((at, format!("`{key_text}` of a [[{table}]] is empty: it needs words")));
        }
    }
    let at = row.span().start;
    let text = |key: &str| Some((own.get(key)?.span().start, own.get(key)?.get_ref().as_str()?));
    match table {
        "kind" => of_kind(own).map(|message| (text("id").map_or(at, |(at, _)| at), message)).or_else(|| {
            let has_words = own.values().any(|value| value.get_ref().is_array());
            (!has_words).then(|| (at, "a [[kind]] has no words".to_owned()))
        }),
        "synonym" => {
            let words = own.get("words")?.get_ref().as_array()?;
            (words.len() < 2).then(|| (at, "a [[synonym]] needs two words or more".to_owned()))
        }
        "state" => unknown(text("of")?, "kind", InventoryKind::ALL.map(|what| what.kind().word().to_owned())),
        "conclusion" | "undone" => {
            unknown(text("id")?, "conclusion", Conclusion::ALL.map(|one| one.word().to_owned()))
        }
        _ => None,
    }
}

/// Where a text is blank, or a list has nothing in it.
fn blank(value: &Spanned<DeValue<'_>>, may_be_empty: bool) -> Option<usize> {
    match value.get_ref() {
        DeValue::String(text) => text.trim().is_empty().then_some(value.span().start),
        DeValue::Array(list) if list.is_empty() => (!may_be_empty).then_some(value.span().start),
        DeValue::Array(list) => list.iter().find_map(|one| blank(one, false)),
        _ => None,
    }
}

/// A kind is written as readers and records write it.
fn of_kind(row: &DeTable<'_>) -> Option<String> {
    let id = row.get("id").map(Spanned::get_ref).and_then(DeValue::as_str);
    let Some(id) = id else { return Some("a [[kind]] needs an `id`".to_owned()) };
    let is_plain = Kind::is_word(id);
    (!is_plain).then(|| format!("`{id}` is no kind: use lower-case letters, digits and -"))
}

fn unknown<const N: usize>((at, word): (usize, &str), what: &str, known: [String; N]) -> Option<Fault> {
    let message = || format!("unknown {what} `{word}`: known are {}", known.join(", "));
    (!known.iter().any(|one| one == word)).then(|| (at, message()))
}
