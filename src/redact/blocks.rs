//! Private keys, from their first to their last line.

use super::span::{KEY_RULE, Span, Text};
use std::ops::Range;

/// A private key that nobody ends is taken to end here: the longest has half as many lines.
const LINES: usize = 400;

/// A key in armour: of PEM, OpenSSH, PGP. Within quotes it ends with them: it is one string, such as of JSON.
pub(super) fn pem(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let rest = text.bytes.get(anchor.start..).unwrap_or_default();
    let title = rest.get(..rest.len().min(120)).unwrap_or_default();
    let title = title.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let private = |words: &[u8]| title.windows(words.len()).any(|here| here.eq_ignore_ascii_case(words));
    if !private(b"PRIVATE KEY") && !private(b"SSH2 ENCRYPTED") && !private(b"AGE ENCRYPTED") {
        return anchor.start;
    }
    let first = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let string = first.iter().position(|byte| *byte == b'"');
    let length = string.unwrap_or_else(|| block(rest, &[b"-END ", b"- END "]));
    spans.push(Span::new(anchor.start..anchor.start + length, KEY_RULE));
    anchor.start + length
}

/// The private half of a key of `PuTTY`'s.
pub(super) fn putty(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let length = block(text.bytes.get(anchor.start..).unwrap_or_default(), &[b"Private-MAC:"]);
    spans.push(Span::new(anchor.start..anchor.start + length, KEY_RULE));
    anchor.start + length
}

/// The length of the lines up to one that holds one of `last`, without the end of that line.
fn block(rest: &[u8], last: &[&[u8]]) -> usize {
    let mut length = 0;
    for line in rest.split_inclusive(|byte| *byte == b'\n').take(LINES) {
        length += line.len();
        let ends = last.iter().find_map(|last| line.windows(last.len()).position(|here| here == *last));
        if let Some(at) = ends {
            let end = line.get(at..).unwrap_or_default();
            let quoted = end.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'"' | b'\'' | b'`'));
            return length - line.len() + at + quoted.unwrap_or(end.len());
        }
    }
    length
}
