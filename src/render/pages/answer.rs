//! What the page of a release says first, in one sentence: go or no-go, and for how much of what was due by the tag.

use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::render::language::say;
use crate::render::urls::item_anchor;
use crate::render::{format, words};
use serde::Serialize;

/// `No-go: 1 failed, 2 unsupported of 20 due by the tag`
#[derive(Debug, Serialize)]
pub struct AnswerView {
    lead: String,
    parts: Vec<CountedView>,
    rest: String,
    /// `due by the tag 17/20 · after it 11/11 today`
    proven: String,
}

/// So many reasons of one kind, with the place of the first.
#[derive(Debug, Serialize)]
pub struct CountedView {
    text: String,
    href: String,
}

/// The sentence, its parts in the order of the reasons: the worst first.
pub fn answer(r: &ReleaseAssessment) -> AnswerView {
    let tally = &r.tallies.due;
    let due = format::integer(tally.items);
    let (lead, rest) = match r.blockers.first() {
        None if tally.items == tally.proven => {
            (say!("Go: all {n} due by the tag were proven", n = due), String::new())
        }
        None => {
            let proven = format::integer(tally.proven);
            (
                say!(
                    "Go: {proven} of {n} due by the tag were proven; the policy requires no other",
                    proven,
                    n = due
                ),
                String::new(),
            )
        }
        Some(Blocker::NoChecklist) => (say!("No-go: there is no checklist").to_owned(), String::new()),
        Some(_) => (say!("No-go:").to_owned(), say!("of {n} due by the tag", n = due)),
    };
    let mut parts: Vec<(&str, String, usize)> = Vec::new();
    for (word, href) in r.blockers.iter().filter_map(|blocker| named(r, blocker)) {
        match parts.iter_mut().find(|(known, ..)| *known == word) {
            Some((_, _, n)) => *n += 1,
            None => parts.push((word, href, 1)),
        }
    }
    let parts = parts
        .into_iter()
        .map(|(word, href, n)| CountedView { text: format!("{} {word}", format::integer(n)), href });
    AnswerView { lead, parts: parts.collect(), rest, proven: words::proven(&r.tallies) }
}

/// How a reason is counted, and where on the page it stands.
fn named(r: &ReleaseAssessment, blocker: &Blocker) -> Option<(&'static str, String)> {
    let item = |at: &usize| r.items.get(*at).map(|item| (item, format!("#{}", item_anchor(&item.id))));
    match blocker {
        Blocker::NoChecklist => None,
        Blocker::NearBox(_) => Some((say!("without a checkbox"), "#blockers".to_owned())),
        Blocker::Unproven(at) => item(at).map(|(item, at)| (words::verdict_word(item.at_tag.verdict), at)),
        Blocker::Flagged(at) => item(at).map(|(_, at)| (say!("flagged"), at)),
    }
}
