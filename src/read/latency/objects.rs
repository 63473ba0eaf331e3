//! The JSON objects of a text, whether it is one object, an array of them, or one a line.

use crate::read::text::lines::numbered;
use serde_json::{Map, Value};

/// An object's fields by name.
pub type Object = Map<String, Value>;

/// A longer object is no check.
const LONGEST: usize = 1 << 20;

/// Every object with the line on which it begins: those of the lines, of the array, or the one that the text is. With `within`, the
/// objects that stand directly in those.
pub fn objects(text: &str, within: bool) -> impl Iterator<Item = (u32, Result<Object, ()>)> {
    let found: Box<dyn Iterator<Item = (u32, &str)>> = if is_lines(text) {
        Box::new(numbered(text).filter(|(_, line)| line.trim_start().starts_with('{')))
    } else {
        Box::new(slices(text, usize::from(within)).into_iter())
    };
    found.map(|(line, slice)| {
        let slice = if slice.len() > LONGEST { "" } else { slice };
        (line, serde_json::from_str(slice).map_err(|_| ()))
    })
}

/// Whether each line is an object of its own.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let whole = |line: &str| line.starts_with('{') && line.ends_with('}');
    lines.next().is_some_and(whole) && lines.next().is_some()
}

/// The texts of the objects that stand in so many others. An object that does not end is left out.
fn slices(text: &str, depth: usize) -> Vec<(u32, &str)> {
    let (mut found, mut open, mut line) = (Vec::new(), 0usize, 1u32);
    let (mut quoted, mut escaped, mut start) = (false, false, (1, 0));
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => {
                line = line.saturating_add(1);
                // No string of JSON goes over a line.
                quoted = false;
            }
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => {
                if open == depth {
                    start = (line, at);
                }
                open += 1;
            }
            b'}' if !quoted && open > 0 => {
                open -= 1;
                if open == depth {
                    found.extend(text.get(start.1..=at).map(|slice| (start.0, slice)));
                }
            }
            _ => {}
        }
    }
    found
}
