//! The inputs that a launch must be given: `with release tag, checklist link, reason, manager approver, and reliability approver`.

use crate::lexicon::file::{ActKind, ActPart, Role};
use crate::lexicon::{Lexicon, Meaning};
use crate::model::{act::Input, doing::spaced};

/// No launch asks for more.
const MOST: usize = 12;

/// The inputs behind the first `with` outside of back-ticks and brackets.
pub(super) fn inputs(text: &str, lexicon: &Lexicon) -> Vec<Input> {
    let plain = outside(text);
    let Some((_, list)) = plain.split_once(" with ").or_else(|| plain.split_once(" using ")) else {
        return Vec::new();
    };
    let end = list.find([';', '.', ':']).unwrap_or(list.len());
    let list =
        list.get(..end).unwrap_or(list).replace(" and ", ", ").replace(" & ", ", ").replace(" + ", ", ");
    let parts = list.split(',').map(spaced).filter(|part| part.trim().len() > 1);
    parts.filter_map(|part| input(part.trim(), lexicon)).take(MOST).collect()
}

fn input(words: &str, lexicon: &Lexicon) -> Option<Input> {
    let is_filler = |word: &&str| lexicon.has(word, Role::Filler);
    let all = words.split_whitespace().skip_while(is_filler).collect::<Vec<_>>();
    if all.is_empty() || all.len() > 4 {
        return None;
    }
    let is_whole = |kind| is_phrase(&all, kind, lexicon);
    if is_whole(ActKind::InputTag) {
        return Some(Input::Tag);
    }
    // The last words say that it is an approver, those before it how many, or who.
    let who = (0..all.len())
        .find(|at| all.get(*at..).is_some_and(|end| is_phrase(end, ActKind::InputApprover, lexicon)));
    let Some(who) = who.and_then(|at| all.get(..at)) else { return Some(Input::Named(all.join(" "))) };
    Some(match who {
        [] => Input::Approvers(1),
        [count] if number(count, lexicon).is_some() => Input::Approvers(number(count, lexicon).unwrap_or(1)),
        who => Input::Approver(who.join(" ")),
    })
}

/// Whether these words are one phrase for an input.
fn is_phrase(words: &[&str], kind: ActKind, lexicon: &Lexicon) -> bool {
    lexicon
        .acts(|n| words.get(n).copied())
        .any(|(own, part, count)| own == kind && part == ActPart::Thing && count == words.len())
}

/// A number in digits or in words; `both` is two.
pub(super) fn number(word: &str, lexicon: &Lexicon) -> Option<usize> {
    let in_words = lexicon.whole(word).iter().find_map(|meaning| match meaning {
        Meaning::Number(number) => usize::try_from(*number).ok(),
        _ => None,
    });
    in_words.or_else(|| word.parse().ok()).or((word == "both").then_some(2))
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
