//! The page of a release as one file that needs no other.

use regex::{Captures, Regex};
use std::collections::BTreeMap;

/// Nothing is loaded, and the style stands in the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The page without scripts, with its style inside. Links to evidence lead into the pack (`here`: the first digits of a blob, and its file),
/// others within the site nowhere.
pub(super) fn self_contained(page: &str, style: &str, here: &BTreeMap<String, String>) -> String {
    // A closing tag within the style would end it.
    let style = format!("<style>\n{}</style>", style.replace("</", "<\\/"));
    let page = replace(page, r#"(?s)<script[^>]*>.*?</script>\n?"#, |_| String::new());
    let page = replace(&page, r#"<link rel="stylesheet"[^>]*>"#, |_| style.clone());
    let page = replace(&page, r#"<link rel="alternate"[^>]*>\n?"#, |_| String::new());
    let page = replace(&page, r#"(<meta http-equiv="Content-Security-Policy" content=")[^"]*"#, |found| {
        format!("{}{POLICY}", found.get(1).map_or("", |start| start.as_str()))
    });
    replace(&page, r#" (?:href|src)="([^"]*)""#, |found| {
        let whole = found.get(0).map_or("", |whole| whole.as_str());
        let link = found.get(1).map_or("", |link| link.as_str());
        let (path, part) = link.split_once('#').unwrap_or((link, ""));
        let file = here.get(part).filter(|_| path.contains("evidence/"));
        match (file, path) {
            (Some(file), _) => format!(" href=\"{}\"", address(file)),
            (None, "" | "index.html") if !part.is_empty() => format!(" href=\"#{part}\""),
            (None, "release.json") => whole.to_owned(),
            _ if ["https:", "http:", "mailto:", "data:"].iter().any(|scheme| path.starts_with(scheme)) => {
                whole.to_owned()
            }
            _ => String::new(),
        }
    })
}

fn replace(text: &str, pattern: &str, by: impl Fn(&Captures<'_>) -> String) -> String {
    Regex::new(pattern).map_or_else(|_| text.to_owned(), |pattern| pattern.replace_all(text, by).into_owned())
}

/// A path as an address, percent-encoded.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
