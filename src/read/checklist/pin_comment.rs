//! The comment in which a checklist says how an item is to be read: `<!-- golive: kind=backup within=24h -->`.

use crate::model::checklist::PinComment;
use crate::read::text::lines::{Pattern, capped};

/// No comment that can be read is longer.
const CAP: usize = 4000;
/// A comment stands at most so many lines below the line in which its item begins.
const NEAR: usize = 60;

static COMMENT: Pattern = Pattern::new(r"<!--\s*golive:(?P<pin>.*?)-->");

/// The comment of an item that begins in this line of the document. Several count as one, which then has no column.
pub(in crate::read) fn find(text: &str, lines: &[&str], line: u32) -> Option<PinComment> {
    let comments = COMMENT.captures_iter(text).collect::<Vec<_>>();
    let pins = comments.iter().filter_map(|found| Some(found.name("pin")?.as_str().trim()));
    let pins = pins.collect::<Vec<_>>().join(" ");
    let place = match comments.as_slice() {
        [] => return None,
        [own] => own.get(0).and_then(|own| place(own.as_str(), lines, line)),
        _ => None,
    };
    let (line, column) = place.unwrap_or((line, 0));
    Some(PinComment { text: capped(&pins, CAP).to_owned(), line, column })
}

/// Where the words of a comment begin; `None` where they go over several lines.
fn place(comment: &str, lines: &[&str], line: u32) -> Option<(u32, u32)> {
    let words = comment.find("golive:")? + "golive:".len();
    let words = comment.len() - comment.get(words..)?.trim_start().len();
    let from = usize::try_from(line).ok()?.checked_sub(1)?;
    let mut near = lines.iter().enumerate().skip(from).take(NEAR);
    near.find_map(|(at, text)| {
        let start = text.find(comment)? + words;
        let column = text.get(..start)?.chars().count() + 1;
        Some((u32::try_from(at + 1).ok()?, u32::try_from(column).ok()?))
    })
}
