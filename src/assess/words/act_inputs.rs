//! The inputs that a launch must be given: `with release tag, checklist link, reason, manager approver, and reliability approver`.

use crate::model::act::Input;
use crate::model::doing::spaced;

/// No launch asks for more.
const MOST: usize = 12;

/// The words of how many.
const COUNTS: [(&str, usize); 5] = [("both", 2), ("two", 2), ("2", 2), ("three", 3), ("3", 3)];

/// The inputs behind the first `with` outside of back-ticks and brackets.
#[must_use]
pub(super) fn inputs(text: &str) -> Vec<Input> {
    let plain = outside(text);
    let Some((_, list)) = plain.split_once(" with ").or_else(|| plain.split_once(" using ")) else {
        return Vec::new();
    };
    let end = list.find([';', '.', ':']).unwrap_or(list.len());
    let list =
        list.get(..end).unwrap_or(list).replace(" and ", ", ").replace(" & ", ", ").replace(" + ", ", ");
    let parts = list.split(',').map(spaced).filter(|part| part.trim().len() > 1);
    parts.filter_map(|part| input(part.trim())).take(MOST).collect()
}

fn input(words: &str) -> Option<Input> {
    let words = ["the ", "a ", "an ", "its ", "and "]
        .iter()
        .fold(words, |words, article| words.strip_prefix(article).unwrap_or(words));
    if words.is_empty() || words.split(' ').count() > 4 {
        return None;
    }
    let many = words.strip_suffix(" approvers").or_else(|| words.strip_suffix(" approvals"));
    if let Some((_, count)) = many.and_then(|count| COUNTS.iter().find(|(word, _)| *word == count)) {
        return Some(Input::Approvers(*count));
    }
    let who = ["approver", "approval", "approver name"].iter().find_map(|word| words.strip_suffix(word));
    Some(match (words, who.map(str::trim)) {
        ("tag" | "release tag" | "version" | "release" | "release version", _) => Input::Tag,
        (_, Some("")) => Input::Approvers(1),
        (_, Some(who)) => Input::Approver(who.to_owned()),
        _ => Input::Named(words.to_owned()),
    })
}

/// The text without what stands in back-ticks and brackets.
fn outside(text: &str) -> String {
    let (mut out, mut ticked, mut depth) = (String::new(), false, 0_usize);
    for c in text.chars() {
        match c {
            '`' => ticked = !ticked,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if ticked || depth > 0 => {}
            _ => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
