//! Addresses as evidence writes them, made fit to be shown and compared.

use crate::lexicon::words::Cue;
pub use crate::model::page::{is_same_page, without_loopback_port};

/// An http or https address without user name and password; `None` for anything else.
pub fn http(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if !(lower.starts_with("http://") || lower.starts_with("https://")) {
        return None;
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let (scheme, rest) = text.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end)?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    (!host.is_empty()).then(|| format!("{scheme}://{host}{tail}"))
}

/// Words in the name of a host that say which environment answers there. Production has none of its own.
const HOSTS: [(&str, Cue); 4] = [
    ("staging", Cue::HostStaging),
    ("test", Cue::HostTest),
    ("development", Cue::HostDevelopment),
    ("production", Cue::HostProduction),
];

/// The environment that an address names in its host: `https://staging.shop.invalid`; `None` where it names none.
pub fn environment(url: &str) -> Option<&'static str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let host = host.rsplit_once(':').map_or(&*host, |(host, _)| host);
    if without_loopback_port(url).contains("://localhost") {
        return Some("development");
    }
    // The last two parts are the domain; `shop.test` and `shop.local` are reserved for tests.
    let parts = host.split('.').collect::<Vec<_>>();
    let own = parts.get(..parts.len().saturating_sub(2)).unwrap_or_default().iter();
    let mut words = own.flat_map(|part| part.split(['-', '_']));
    let named = |word: &str| HOSTS.iter().find(|(_, names)| names.is(word)).map(|(name, _)| *name);
    words.find_map(named)
}
