//! Items: why a verdict is what it is, and what blocks a release.

use super::criterion::all;
use super::record::quoted;
use super::term::{flag_word, verdict_word};
use super::unmeasured::unmeasured;
use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::reason::Reason;
use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::model::dossier::Dossier;
use crate::render::{format, language::say, markdown::plain};

/// Why an item stands as it does at one vantage (`s` is its `at_tag` or its `today`), with the numbers, in one sentence.
pub fn reason(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Judgement) -> String {
    let why = why(d, r, item, s);
    let why = match &item.terms.pinned {
        Some(place) => say!("{why} (read as pinned at {place})", why, place),
        None => why,
    };
    let Some(off) = &item.terms.off else { return why };
    let given = off.reason.as_deref().map_or_else(|| say!("no reason given").to_owned(), plain);
    say!("Off by configuration ({given}), so it counts nowhere; else: {why}", given, why)
}

fn why(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Judgement) -> String {
    let ticked = s.ticked();
    let path = |evidence: usize| {
        d.evidence
            .get(evidence)
            .map_or_else(|| say!("its evidence").to_owned(), |version| version.path.to_string())
    };
    match &s.reason {
        Reason::AllHold => all(d, r, &s.criteria, None),
        Reason::Broken { criterion } | Reason::Outside { criterion } => {
            all(d, r, &s.criteria, Some(*criterion))
        }
        Reason::Unmeasured { criterion } => claimed(ticked, &unmeasured(d, r, item, s, *criterion)),
        Reason::Resolves => {
            say!("Ticked, and {there}; nothing in its words can be computed", there = standing(d, s))
        }
        Reason::NotTicked => {
            say!("Not ticked, though {there}; nothing in its words can be computed", there = standing(d, s))
        }
        Reason::LeftOver => claimed(ticked, &partly(d, r, item, s)),
        Reason::Half => half(d, r, item, s),
        Reason::NotRead => claimed(ticked, &not_read(d, item, s)),
        Reason::PinMisread => claimed(ticked, say!("its pin cannot be read, so that nothing verifies it")),
        Reason::NestedHold { items } => below(ticked, *items),
        Reason::NestedUnproven { item, unproven, items } => {
            let first = r.items.get(*item).map_or_else(String::new, |item| text(r, item));
            claimed(ticked, &unproven_below(*unproven, *items, &first))
        }
        Reason::Waived { reason } => say!("Waived: {reason}", reason),
        Reason::WaivedWithoutReason => say!("Marked as waived, but no reason is given").to_owned(),
        Reason::NothingNamed => nothing_named(ticked),
        Reason::Missing { reference } => claimed(
            ticked,
            &say!("{path} is not in the tree of {release}", path = reference, release = name(d, r)),
        ),
        Reason::NotYet => claimed(ticked, say!("it applies after the tag: until then nothing can prove it")),
        Reason::NotAfterTag { reference } => claimed(ticked, &not_after_tag(d, r, reference)),
        Reason::OnlyProcedure { reference } => claimed(
            ticked,
            &say!("only a procedure is named ({path}): how to do it, not that it was done", path = reference),
        ),
        Reason::OnlyExternal { url } => {
            claimed(ticked, &say!("only an address is named that a person must open ({url})", url))
        }
        Reason::Empty { evidence } => claimed(ticked, &say!("{path} is empty", path = path(*evidence))),
        Reason::Unreadable { evidence } if let Some(fault) = d.link_fault(*evidence) => {
            let (path, target) = (path(*evidence), &fault.target);
            claimed(ticked, &say!("{path} is only a symbolic link, to {target}", path, target))
        }
        Reason::Unreadable { evidence } => {
            claimed(ticked, &say!("{path} cannot be read", path = path(*evidence)))
        }
        Reason::Contradicted { evidence } => {
            say!("{path} records a failure by its own numbers", path = path(*evidence))
        }
    }
}

fn not_after_tag(d: &Dossier, r: &ReleaseAssessment, path: &str) -> String {
    let release = name(d, r);
    match r.rollback {
        Some(_) => say!("nothing was recorded in {path} between {release} and its rollback", path, release),
        None => say!("nothing was recorded in {path} after {release}", path, release),
    }
}

fn not_read(d: &Dossier, item: &ItemJudgement, s: &Judgement) -> String {
    say!("{there}, but {words} could not be read from it", there = standing(d, s), words = left(item, s))
}

fn nothing_named(ticked: bool) -> String {
    if ticked {
        say!("Ticked, but it names no evidence and none was found").to_owned()
    } else {
        say!("Not ticked, it names no evidence and none was found").to_owned()
    }
}

/// The words that nothing shows, each once.
pub fn left_over(item: &ItemJudgement, s: &Judgement) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for own in s.left.iter().map(|span| item.reading.words(*span)).filter(|own| !own.is_empty()) {
        if !words.iter().any(|known| known == own) {
            words.push(own.to_owned());
        }
    }
    words
}

/// The words that nothing shows, as a list: `“retention policy” and “twice”`.
pub(super) fn left(item: &ItemJudgement, s: &Judgement) -> String {
    let words = left_over(item, s).iter().map(|own| quoted(own)).collect::<Vec<_>>();
    if words.is_empty() { say!("what its words demand").to_owned() } else { format::list(&words) }
}

/// What evidence shows, and what it does not.
fn partly(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Judgement) -> String {
    let shown = all(d, r, &s.criteria, None);
    say!("nothing shows {words}; there is this: {shown}", words = left(item, s), shown)
}

/// What evidence shows, and what rests on the tick alone.
fn half(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Judgement) -> String {
    let (shown, words) = (all(d, r, &s.criteria, None), left(item, s));
    if s.ticked() {
        say!("{shown}; {words} rests on the tick alone", shown, words)
    } else {
        say!("{shown}; nothing shows {words}, and the box is empty", shown, words)
    }
}

/// That all items below one are proven.
fn below(ticked: bool, items: usize) -> String {
    match (ticked, items) {
        (true, 1) => say!("Ticked, and the item below it is proven").to_owned(),
        (true, _) => say!("Ticked, and all {items} items below it are proven", items),
        (false, 1) => say!("Not ticked, though the item below it is proven").to_owned(),
        (false, _) => say!("Not ticked, though all {items} items below it are proven", items),
    }
}

/// How many of the items below one are not proven.
fn unproven_below(unproven: usize, items: usize, first: &str) -> String {
    if unproven == 1 {
        say!("1 of the {items} below it is not proven, first: {first}", items, first)
    } else {
        say!("{unproven} of the {items} below it are not proven, first: {first}", unproven, items, first)
    }
}

/// What is known of an item behind what is claimed of it.
fn claimed(ticked: bool, rest: &str) -> String {
    if ticked { say!("Ticked, but {rest}", rest) } else { say!("Not ticked, and {rest}", rest) }
}

/// A release's name as sentences use it.
pub(super) fn name<'a>(d: &'a Dossier, r: &ReleaseAssessment) -> &'a str {
    match d.history.snapshots.get(r.snapshot) {
        Some(snapshot) if snapshot.is_candidate() => say!("the candidate"),
        Some(snapshot) => &snapshot.name,
        None => say!("the release"),
    }
}

/// `a is there` or `a and b are there`; at most three paths are named.
fn standing(d: &Dossier, s: &Judgement) -> String {
    let mut paths: Vec<String> =
        s.evidence.iter().filter_map(|at| Some(d.evidence.get(*at)?.path.to_string())).collect();
    let more = paths.len().saturating_sub(3);
    paths.truncate(3);
    if more > 0 {
        paths.push(say!("{more} more", more));
    }
    match paths.as_slice() {
        [] => say!("what it names is there").to_owned(),
        [path] => say!("{path} is there", path),
        paths => say!("{paths} are there", paths = format::list(paths)),
    }
}

/// An item's words as plain text on one line; empty for an item that its checklist does not hold.
pub fn text(r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let section = r.in_force.as_ref().and_then(|in_force| in_force.checklist.sections.get(item.section));
    section
        .and_then(|section| section.items.get(item.index))
        .map_or_else(String::new, |item| plain(&item.text))
}

/// A reason why a release is no-go, or what is noted beside, in one sentence.
pub fn blocker(d: &Dossier, r: &ReleaseAssessment, blocker: &Blocker) -> String {
    match blocker {
        Blocker::NoChecklist => say!("No checklist speaks for this release").to_owned(),
        Blocker::Unproven(at) => r.items.get(*at).map_or_else(String::new, |item| {
            let (words, why) = (text(r, item), reason(d, r, item, &item.at_tag));
            let (words, verdict) = (words.trim_end_matches('.'), verdict_word(item.at_tag.verdict));
            say!("{words}: {verdict} at the tag ({why})", words, verdict, why)
        }),
        Blocker::Flagged(at) => r.items.get(*at).map_or_else(String::new, |item| {
            let flags: Vec<&str> = item.flags.iter().map(|flag| flag_word(*flag)).collect();
            say!(
                "{words}: {verdict}, but {flags}",
                words = text(r, item).trim_end_matches('.'),
                verdict = verdict_word(item.at_tag.verdict),
                flags = flags.join(", ")
            )
        }),
        Blocker::NearBox(at) => r.near_boxes.get(*at).map_or_else(String::new, |(place, near)| {
            say!(
                "{place}: {line} looks like a box and is none, so nobody judges it",
                place = format!("{}:{}", place.place(), near.line),
                line = &near.text
            )
        }),
    }
}
