//! Text as XML: what is neither legal nor visible is replaced, markup is escaped.

/// Text with each character that XML forbids, or that no reader should see raw (controls but line breaks and tabs), replaced by U+FFFD.
pub fn legal(text: &str) -> String {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if bad(c) { '\u{fffd}' } else { c }).collect()
}

/// Text as XML content or attribute value.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(legal(text)).into_owned()
}
