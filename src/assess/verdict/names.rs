//! Names of secrets, flags, addresses and endpoints, made fit to be compared.

use crate::lexicon::words::Cue;
use crate::model::doing::spaced;

/// A name as variables are written: `shopify/api-key-prod` is `SHOPIFY_API_KEY_PROD`.
pub fn variable(name: &str) -> String {
    spaced(name).trim().replace(' ', "_").to_uppercase()
}

/// A flag without the word that says that it is one: `quick-refund` is `FEATURE_QUICK_REFUND`.
pub fn flag(name: &str) -> String {
    let name = variable(name);
    name.strip_prefix("FEATURE_").map_or(name.clone(), ToOwned::to_owned)
}

/// Whether a name or glob, such as `SHOPIFY_*_PROD`, means this variable.
pub fn fits(wanted: &str, name: &str) -> bool {
    let name = variable(name);
    let mut pieces = wanted.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    true
}

/// Scheme and host, in lower case and without the port that the scheme implies.
pub fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let host = host.strip_suffix(port).unwrap_or(host);
    (!host.is_empty()).then(|| format!("{scheme}://{host}").to_lowercase())
}

/// The words of an endpoint that tell it from others: `GA MCP host` is ` ga mcp `.
pub fn significant(name: &str) -> String {
    let spaced = spaced(name);
    let words =
        spaced.split_whitespace().filter(|word| !Cue::EndpointGeneral.is(word)).collect::<Vec<_>>().join(" ");
    if words.is_empty() { spaced.clone() } else { format!(" {words} ") }
}
