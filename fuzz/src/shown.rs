//! Targets for what stands on a page: no element, attribute or address that golive does not write itself.

use golive::render::html::{escape, is_ghost, visible};
use golive::render::pages::content::{self, Form};
use golive::render::pages::{lines, pixels};
use golive::render::{markdown as md, xml};

const ELEMENTS: [&str; 34] = [
    "a",
    "blockquote",
    "br",
    "caption",
    "code",
    "details",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "b",
    "i",
    "u",
    "mark",
];
const ATTRIBUTES: [&str; 11] =
    ["aria-label", "class", "href", "id", "open", "rel", "role", "scope", "start", "tabindex", "title"];
const EMPTY: [&str; 2] = ["br", "hr"];

/// Fails unless markup is balanced and holds only elements, attributes and addresses of golive's own.
fn assert_tame(markup: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        assert!(!before.contains(['>', '"']), "a loose sign in {markup}");
        let (tag, after) = tag.split_once('>').expect("a tag that ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "not balanced: {markup}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(ELEMENTS.contains(&name), "<{name}> in {markup}");
        assert_tame_attributes(attributes);
        if !EMPTY.contains(&name) {
            open.push(name);
        }
    }
    assert!(!rest.contains(['>', '"']), "a loose sign in {markup}");
    assert!(open.is_empty(), "{open:?} stay open: {markup}");
}

fn assert_tame_attributes(mut attributes: &str) {
    while !attributes.is_empty() {
        let end = attributes.find(['=', ' ']).unwrap_or(attributes.len());
        let (name, rest) = attributes.split_at(end);
        assert!(ATTRIBUTES.contains(&name), "attribute `{name}`");
        let Some(quoted) = rest.strip_prefix("=\"") else {
            attributes = rest.trim_start();
            continue;
        };
        let (value, rest) = quoted.split_once('"').expect("a value that ends");
        let allowed = ["http://", "https://", "mailto:", "#l"];
        let lower = value.to_ascii_lowercase();
        assert!(name != "href" || allowed.iter().any(|start| lower.starts_with(start)), "href {value}");
        attributes = rest.trim_start();
    }
}

/// Any Markdown is a tame page.
pub fn markdown(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    assert_tame(md::block(text, 1, &md::nowhere).as_str());
    assert_tame(md::inline(text).as_str());
    let _ = md::plain(text);
}

/// Escaped text holds no markup and nothing that cannot be seen, and reads as before.
pub fn html(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let escaped = escape(text);
    assert!(!escaped.contains(['<', '>', '"', '\'', '=']) && !escaped.contains(is_ghost), "{escaped}");
    assert_tame(&visible(text));
    if !text.contains(is_ghost) {
        let read = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        assert_eq!(read.replace("&#39;", "'").replace("&#61;", "=").replace("&amp;", "&"), text);
    }
    assert!(!xml::escape(text).contains(['<', '>', '"', '\'']));
    assert!(xml::legal(text).chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
}

/// A file of evidence of any form is a tame page, and its published copy holds nothing that would be withheld.
pub fn shown(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let forms = [
        Form::Markdown,
        Form::Json,
        Form::Rows(b','),
        Form::Rows(b'\t'),
        Form::Objects,
        Form::Xml,
        Form::Lines,
    ];
    let content =
        content::text(bytes, bytes.len() as u64, forms[usize::from(*first) % forms.len()], "x", true);
    for html in [&content.lines_html, &content.prose_html, &content.tree_html] {
        assert_tame(html.as_str());
    }
    if let Some(table) = content.table {
        table.columns.iter().for_each(|column| assert_tame(column.body_html.as_str()));
        table.rows.iter().flatten().for_each(|cell| assert_tame(cell.body_html.as_str()));
    }
    let published = String::from_utf8(content::published(bytes)).expect("text");
    let (_, hits) = lines::lines(&published, false);
    assert!(hits.is_empty(), "{hits:?} in {published}");
}

/// Any image gives a picture that is one again, and no longer, or none.
pub fn picture(bytes: &[u8]) {
    if let Some(picture) = pixels::picture(bytes) {
        assert!(picture.len() <= bytes.len());
        assert_eq!(pixels::picture(&picture).as_ref(), Some(&picture));
    }
}
