//! The addresses of an app, as any text tells them by name: `application_url = "…"`, `redirect_urls: […]`, `PRODUCTION_APP_URL=…`, a row of
//! a table.

use crate::lexicon::words::{self, Name};
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::read::inventories::{listing, secrets};
use crate::read::text::address;
use crate::read::text::lines::{Pattern, numbered};
use crate::read::value::fields::short;
use crate::read::value::record;
use crate::read::value::source::Source;

/// A text has no more addresses.
const MOST: usize = 500;

/// A name with what stands between it and its value, or an address.
static TOKENS: Pattern = Pattern::new(concat!(
    r#"(?P<url>(?i:https?)://[^\s"'`<>|,\])}]+)"#,
    r#"|["'`*]{0,3}(?P<key>[A-Za-z][A-Za-z0-9_ ./&-]{0,60}?)["'`*]{0,3}\s*(?:=>?|:(?:\*\*)?(?:\s|["'`\[]|$))"#,
));

/// Which part an address plays, by the name before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plays {
    Redirect,
    App,
    Expected,
}

fn role(key: &str) -> Option<Plays> {
    let key = folded(key);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    match () {
        () if has(&["redirect", "callback"]) => Some(Plays::Redirect),
        () if has(&["expected", "canonical", "reference"]) => Some(Plays::Expected),
        () if key.contains("appurl")
            || key.contains("applicationurl")
            || key.contains("appaddress")
            || Name::AppAddress.has(&key) =>
        {
            Some(Plays::App)
        }
        () => None,
    }
}

/// Most texts have none of the names of an app's addresses at all.
static NAMES: Pattern = Pattern::new(r"(?i)redirect|callback|app(?:lication)?[_ -]?url");

/// The record of the app's addresses; `None` where the source tells none, or is about something else.
pub fn record(source: &Source<'_>) -> Option<Record> {
    let text = source.text();
    let about =
        source.recorded_kind() == Some(&Kind::UrlCheck) || words::kind(source.name()) == Some(Kind::UrlCheck);
    if !text.contains("://") || !(about || NAMES.is_match(text)) {
        return None;
    }
    // Code within prose, and a line of it that sets a variable, is an instruction; only a text about these addresses records them so.
    let instructs = source.is_markdown() && !about;
    let (mut parts, mut key, mut fenced) = (Vec::new(), String::new(), false);
    for (line, text) in numbered(text) {
        let fence = text.trim_start().starts_with("```");
        fenced ^= fence;
        if instructs && (fenced || fence || ASSIGNMENT.is_match(text)) {
            continue;
        }
        // A row of a table names its address in its first cell.
        let cells = text.trim().strip_prefix('|').and_then(|row| row.split('|').next());
        if let Some(first) =
            cells.map(|cell| cell.trim().trim_matches(['`', '*'])).filter(|cell| !cell.is_empty())
        {
            first.clone_into(&mut key);
        } else if text.starts_with('#') {
            text.trim_start_matches('#').trim().clone_into(&mut key);
        }
        for found in TOKENS.captures_iter(text) {
            if let Some(name) = found.name("key") {
                name.as_str().trim().clone_into(&mut key);
            }
            let url = found
                .name("url")
                .and_then(|url| address::http(url.as_str().trim_end_matches(['.', ';', ':'])));
            if let Some(url) = url.filter(|_| parts.len() < MOST && role(&key).is_some()) {
                parts.push(Part::new(short(&key), None, short(&url), line));
            }
        }
    }
    let is = |wanted: Plays| parts.iter().any(|part| role(&part.name) == Some(wanted));
    let alone = parts.iter().all(|part| secrets::is_variable(&part.name));
    if !(is(Plays::Redirect) || (about && !parts.is_empty()) || (alone && is(Plays::App))) {
        return None;
    }
    let told = record::of_group(&listing::top(source), "", 0);
    Some(Record {
        kind: Some(Kind::UrlCheck),
        target: environment(&parts),
        // That the addresses agree is computed; that somebody found them wrong is taken as told.
        conclusion: told.conclusion.filter(|conclusion| *conclusion == Conclusion::Failed),
        parts,
        ..Record::default()
    })
}

/// A line of a shell or of a dotenv file that sets a variable.
static ASSIGNMENT: Pattern = Pattern::new(r"^[\s>$`-]*(?:export\s+|set\s+)?[A-Z][A-Z0-9_]*\s*=\s*\S");

/// The environment of which all addresses are; `None` where they differ, or one names none.
fn environment(parts: &[Part]) -> Option<String> {
    let mut all = parts.iter().map(|part| address::environment(&part.detail));
    let first = all.next()??;
    all.all(|other| other == Some(first)).then(|| first.to_owned())
}

/// Whether an address of this name is one that the others must agree with.
pub fn is_reference(name: &str) -> bool {
    role(name) == Some(Plays::Expected)
}

/// Whether an address of this name is the app's own.
pub fn is_app(name: &str) -> bool {
    role(name) == Some(Plays::App)
}
