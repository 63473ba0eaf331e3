//! Inventories of secrets, by name: tables, lists, and what `gh secret list`, Fly, Doppler and Vault print. A value is never looked at,
//! but for whether there is one.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::doing;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record, folded};

use crate::read::inventories::listing::{Listing, Row};
use crate::read::text::lines::{Pattern, group};
use crate::read::text::time;
use crate::read::value::columns::filled;
use crate::read::value::fields::{Fields, plain, short};
use crate::read::value::source::Source;
use crate::read::value::tree::{Node, Value};
use crate::read::value::{conclusion, template};

/// A name of an environment variable.
static VARIABLE: Pattern = Pattern::new(r"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$");
/// A line of a dotenv file.
static ASSIGNED: Pattern =
    Pattern::new(r#"^\s*(?:export\s+)?(?P<name>[A-Z][A-Z0-9_]+)\s*=\s*["']?(?P<value>[^"'#\n]*)"#);

/// Whether a text is the name of an environment variable.
pub fn is_variable(text: &str) -> bool {
    text.len() <= 120 && VARIABLE.is_match(text)
}

/// The inventories of a source: one for each listing and environment.
pub fn inventories(source: &Source<'_>, listings: &[Listing]) -> Vec<Record> {
    let about = source.path.rsplit('/').take(2).any(|part| Cue::SecretInventory.is_in(part))
        || source.recorded_kind() == Some(&Kind::Secrets);
    let mut found = dotenv(source).into_iter().collect::<Vec<_>>();
    if found.is_empty() {
        let all = listings.iter().filter(|one| is_inventory(one, about, source));
        found.extend(all.flat_map(|listing| inventory(listing, source.is_markdown())));
    }
    found
}

/// Names of secrets, and something that says that they are there or are to be.
fn is_inventory(listing: &Listing, about: bool, source: &Source<'_>) -> bool {
    let columns = listing.columns();
    let has = |names: Name| columns.iter().any(|column| names.has(column));
    let named = listing.rows.iter().take(50).filter_map(name).collect::<Vec<_>>();
    let telling = named.iter().filter(|name| is_variable(name)).count() * 2 >= named.len();
    let says_so = Cue::SecretInventory.is_in(&listing.title) || Cue::SecretInventory.is_in(&listing.key);
    let leaf = listing.rows.iter().all(Row::is_leaf);
    if named.is_empty()
        || (crate::read::inventories::rotation::is_schedule(listing) && !has(Name::SecretThere))
        || !leaf
    {
        return false;
    }
    if source.is_markdown() {
        let first = columns.first().map(String::as_str).unwrap_or_default();
        return has(Name::SecretStatus)
            && Name::SecretName.has(first)
            && (Name::SecretOnly.has(first) || says_so || (about && telling));
    }
    if listing.title.is_empty() && listing.key.is_empty() && source.tree().is_none() {
        let secret = |name: &&String| Cue::SecretWord.is_in(name);
        let all = named.iter().all(|name| is_variable(name) || name.len() <= 80 && !name.contains(' '));
        return all && telling && (about || named.iter().any(|name| secret(&name)));
    }
    // What is wanted is not yet there.
    if Cue::Wanted.is_in(&listing.key) {
        return false;
    }
    let updated = listing.title.is_empty()
        && telling
        && columns.iter().any(|column| matches!(column.as_str(), "updatedat" | "updated"));
    let placed = listing.title.is_empty() || telling || words::place(&listing.title).is_some();
    let of_secrets = says_so || updated || (about && placed);
    of_secrets
        && (telling || has(Name::SecretStatus) || has(Name::SecretPrinted))
        && (about || telling || has(Name::SecretName))
}

fn name(row: &Row) -> Option<String> {
    let own = || Fields::of(&row.group).word(Name::SecretName).map(plain).map(ToOwned::to_owned);
    let name = row.name.clone().or_else(own)?;
    // `SHOPIFY_API_KEY_PROD` (mirrored)
    let first = name.split(['`', ' ', ',', '(']).find(|part| !part.is_empty()).unwrap_or_default();
    let name = if is_variable(first) { first } else { name.as_str() };
    (!name.is_empty()).then(|| short(name))
}

fn inventory(listing: &Listing, is_markdown: bool) -> Vec<Record> {
    let outer = Fields::of(&listing.outer);
    let claim = outer.moment(Name::Time);
    let around = outer.word(Name::EnvironmentName).map(|word| plain(word).to_owned());
    let mut found: Vec<Record> = Vec::new();
    let parts = listing
        .rows
        .iter()
        .filter_map(|row| Some((row, secret(row, &listing.key, is_markdown)?)))
        .collect::<Vec<_>>();
    // Beside the names of a map stand values of the map itself: `timestamp`, `by`.
    let variables = parts.iter().filter(|(_, part)| is_variable(&part.name)).count() * 2 >= parts.len();
    for (row, part) in parts {
        if listing.is_map && variables && !is_variable(&part.name) {
            continue;
        }
        let own = Fields::of(&row.group).word(Name::EnvironmentName).map(|word| plain(word).to_owned());
        let titled = || words::place(&listing.title).map(ToOwned::to_owned);
        let place = own.or_else(titled).or_else(|| around.clone());
        let at = found.iter().position(|record| record.target == place);
        let at = at.unwrap_or_else(|| {
            found.push(Record {
                kind: Some(Kind::Secrets),
                title: short(&listing.title),
                line: listing.line,
                claim,
                target: place,
                ..Record::default()
            });
            found.len() - 1
        });
        if let Some(record) = found.get_mut(at) {
            record.parts.push(part);
        }
    }
    for record in &mut found {
        record.conclusion = conclusion::of_all(record.parts.iter().map(|part| part.conclusion));
    }
    found
}

/// A secret by its name, with how it stands by the worst of what is told; in a list that is called `missing` by that.
fn secret(row: &Row, key: &str, is_markdown: bool) -> Option<Part> {
    let name = name(row)?;
    let told = row.group.iter().filter(|(key, _)| Name::SecretStatus.has(&folded(key)));
    let told = told.map(|(key, node)| (status(&folded(key), node), node)).collect::<Vec<_>>();
    let worst = told.iter().min_by_key(|(ended, _)| WORST_FIRST.iter().position(|worse| worse == ended));
    let listed = || {
        let columns = row.group.iter().map(|(key, _)| folded(key));
        let printed = columns.filter(|key| !Name::SecretName.has(key) && !Name::EnvironmentName.has(key));
        let all = printed.into_iter().all(|key| Name::SecretPrinted.has(&key) || key.starts_with("column"));
        let kept = conclusion::parse(key).filter(|its| *its != Conclusion::Succeeded);
        (all && !is_markdown).then(|| kept.or_else(|| behind(&row.value)))
    };
    let (conclusion, detail) = match worst {
        Some((conclusion, node)) => (*conclusion, node.value.word().map(|word| short(plain(word)))),
        None => (listed().flatten(), None),
    };
    // What a note beside it takes back is not told to be there.
    let conclusion = conclusion.filter(|told| *told != Conclusion::Succeeded || !is_denied(row));
    let expires = Fields::of(&row.group).moment(Name::Expires);
    Some(Part { when: expires, ..Part::new(name, conclusion, detail.unwrap_or_default(), row.line) })
}

/// Whether another value of an entry says that it counts no longer, or never did: `note: revoked`, `is_placeholder: true`.
fn is_denied(row: &Row) -> bool {
    let others = row.group.iter().filter(|(key, _)| {
        let key = folded(key);
        ![Name::SecretStatus, Name::SecretName, Name::EnvironmentName].iter().any(|names| names.has(&key))
    });
    others.into_iter().any(|(key, node)| match &node.value {
        Value::Truth(truth) => *truth && Cue::EntryDenied.is_in(key),
        Value::Word(word) => {
            let says_yes = !matches!(conclusion::parse(word), Some(Conclusion::Failed | Conclusion::Skipped))
                && filled(word) == Conclusion::Succeeded;
            Cue::EntryDenied.is_in(word) || Cue::EntryDenied.is_in(key) && says_yes
        }
        _ => false,
    })
}

const WORST_FIRST: [Option<Conclusion>; 5] = [
    Some(Conclusion::Failed),
    Some(Conclusion::Pending),
    None,
    Some(Conclusion::Succeeded),
    Some(Conclusion::Skipped),
];

/// What stands behind a name: a word for how it stands, or the secret itself, of which nothing is told but that it is there.
fn behind(value: &Value) -> Option<Conclusion> {
    match value {
        Value::Truth(true) => Some(Conclusion::Succeeded),
        Value::Truth(false) => Some(Conclusion::Failed),
        Value::Word(word) if word.is_empty() => Some(Conclusion::Failed),
        Value::Word(word) => conclusion::parse(word).or(Some(filled(word))),
        _ => Some(Conclusion::Succeeded),
    }
}

fn status(name: &str, node: &Node) -> Option<Conclusion> {
    let against = matches!(name, "missing" | "expired");
    match &node.value {
        Value::Truth(truth) => {
            Some(if *truth == against { Conclusion::Failed } else { Conclusion::Succeeded })
        }
        Value::Word(word) if against => match conclusion::parse(word) {
            Some(Conclusion::Succeeded) => Some(Conclusion::Failed),
            Some(Conclusion::Failed) => Some(Conclusion::Succeeded),
            other => other,
        },
        Value::Word(word) => {
            let spaced = doing::spaced(word);
            match conclusion::parse(word) {
                _ if Cue::Gone.begins(&spaced) => Some(Conclusion::Failed),
                None if Cue::There.begins(&spaced) && filled(word) == Conclusion::Succeeded => {
                    Some(Conclusion::Succeeded)
                }
                // The path in the vault stands where another table has a word.
                None if !matches!(name, "status" | "state" | "provisioningstatus") => Some(filled(word)),
                None if filled(word) == Conclusion::Pending => Some(Conclusion::Pending),
                told => told,
            }
        }
        Value::Nothing => Some(Conclusion::Pending),
        _ => None,
    }
}

/// A dotenv file: each name, and whether anything stands behind it.
fn dotenv(source: &Source<'_>) -> Option<Record> {
    if source.is_markdown()
        || source.is_json()
        || source.text().len() > 1 << 20
        || !source.text().contains('=')
    {
        return None;
    }
    let (mut parts, mut others) = (Vec::new(), 0_usize);
    for (line, text) in
        crate::read::text::lines::numbered(source.text()).filter(|(_, line)| !line.trim().is_empty())
    {
        match ASSIGNED.captures(text) {
            Some(found) => {
                let name = group(&found, "name");
                let value = found.name("value").map_or("", |value| value.as_str().trim());
                let open =
                    matches!(value.to_lowercase().as_str(), "todo" | "tbd") || template::is_open(value);
                let there = if value.is_empty() || value.starts_with('<') || open {
                    Conclusion::Pending
                } else {
                    Conclusion::Succeeded
                };
                parts.push(Part::new(short(name), Some(there), "", line));
            }
            None if text.trim_start().starts_with('#') => {}
            None => others += 1,
        }
    }
    let is_env = source.name().to_lowercase().contains("env") || Cue::SecretInventory.is_in(source.path);
    let secret = parts.iter().any(|part| Cue::SecretWord.is_in(&part.name));
    let conclusion = conclusion::of_all(parts.iter().map(|part| part.conclusion));
    (is_env && secret && others * 4 <= parts.len()).then(|| Record {
        kind: Some(Kind::Secrets),
        title: source.name().to_owned(),
        claim: time::claim_of_name(source.name()),
        conclusion,
        parts,
        ..Record::default()
    })
}
