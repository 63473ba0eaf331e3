//! The clauses of a text: what it asks one after the other.

use crate::lexicon::file::{ActKind, ActPart};
use crate::lexicon::{Lexicon, words::Cue};
use crate::model::doing::spaced;
use crate::read::text::lines::capped;

/// A phrase of the lexicon in a clause.
#[derive(Clone, Copy)]
struct Found {
    kind: ActKind,
    part: ActPart,
    at: usize,
}

/// A clause of a text with the words of acts in it.
pub(super) struct ActClause<'t> {
    /// As it is written.
    pub(super) raw: &'t str,
    /// In lower case, with single spaces.
    pub(super) words: String,
    found: Vec<Found>,
    /// The words with which it begins, after those that join it to the one before.
    start: usize,
}

impl<'t> ActClause<'t> {
    /// Its words without those of paths and channels: `#support` is no team.
    pub(super) fn of(raw: &'t str, lexicon: &Lexicon) -> Self {
        let pieces = raw.split('`').enumerate();
        let plain =
            pieces.filter(|(n, piece)| n % 2 == 0 || !piece.contains(['/', '.'])).map(|(_, piece)| piece);
        let plain = plain.collect::<Vec<_>>().join(" ");
        let words = plain
            .split_whitespace()
            .filter(|word| !is_channel(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#')));
        let words = spaced(&words.collect::<Vec<_>>().join(" "));
        let single = words.split_whitespace().collect::<Vec<_>>();
        let found = (0..single.len()).flat_map(|at| {
            let own = lexicon.acts(|n| single.get(at + n).copied());
            own.map(move |(kind, part, _)| Found { kind, part, at }).collect::<Vec<_>>()
        });
        let found = found.collect();
        let start = single.iter().take_while(|word| Cue::BeforeVerb.is(word)).count();
        Self { raw, found, start, words }
    }

    /// Whether it begins with a phrase that does this.
    pub(super) fn begins(&self, kind: ActKind, part: ActPart) -> bool {
        self.found.iter().any(|phrase| phrase.at == self.start && phrase.kind == kind && phrase.part == part)
    }

    /// Whether a phrase that does this stands in it.
    pub(super) fn has(&self, kind: ActKind, part: ActPart) -> bool {
        self.found.iter().any(|phrase| phrase.kind == kind && phrase.part == part)
    }

    /// What stands before the first phrase that does this, and what follows.
    pub(super) fn beside(&self, kind: ActKind, part: ActPart) -> Option<(String, Self)> {
        let at = self
            .found
            .iter()
            .filter(|phrase| phrase.kind == kind && phrase.part == part)
            .map(|phrase| phrase.at)
            .min()?;
        let words = self.words.split_whitespace();
        let before = words.take(at).collect::<Vec<_>>().join(" ");
        let found = self.found.iter().filter(|phrase| phrase.at > at).copied().collect();
        Some((before, Self { found, words: self.words.clone(), ..*self }))
    }

    /// Whether it begins with a verb of an act, or says that it was done, and names what it is about.
    pub(super) fn asks(&self, kind: ActKind) -> bool {
        (self.begins(kind, ActPart::Verb) || self.has(kind, ActPart::Done)) && self.has(kind, ActPart::Thing)
    }
}

/// `#occ-ops`, not `#12`.
pub(super) fn is_channel(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic()) && name.len() <= 80)
}

/// What joins two clauses, the longest first.
const JOINTS: [&str; 6] = [", then ", ", and ", " and then ", " and ", " then ", ", "];

/// Sentences, parts behind a semicolon, and what follows `and` or a comma where it begins with the verb of an act.
pub(super) fn clauses<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<ActClause<'t>> {
    let (mut found, mut start, mut ticked, mut depth) = (Vec::new(), 0, false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '`' => ticked = !ticked,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = text.get(at..).unwrap_or_default();
        let ends = if ticked || depth > 0 { None } else { joint(c, rest, lexicon) };
        if let Some(length) = ends.filter(|_| at >= start) {
            found.extend(text.get(start..at));
            start = at + length;
        }
    }
    found.extend(text.get(start..));
    found.into_iter().map(|raw| ActClause::of(raw, lexicon)).filter(|clause| clause.words.len() > 1).collect()
}

/// How long what parts two clauses is, where it stands here.
fn joint(c: char, rest: &str, lexicon: &Lexicon) -> Option<usize> {
    match c {
        ';' => Some(1),
        '.' if rest.get(1..2) == Some(" ") => Some(1),
        ',' | ' ' => {
            let joint = JOINTS.into_iter().find(|joint| rest.starts_with(joint))?;
            let words = spaced(capped(rest.get(joint.len()..).unwrap_or_default(), 40));
            let words = words.split_whitespace().collect::<Vec<_>>();
            let begins = lexicon.acts(|n| words.get(n).copied()).collect::<Vec<_>>();
            // `open questions` begins as a verb and is none.
            let is_noun = begins.iter().any(|(_, part, count)| *part == ActPart::Unless && *count > 1);
            let is_verb = begins.iter().any(|(_, part, _)| *part == ActPart::Verb);
            (is_verb && !is_noun).then_some(joint.len())
        }
        _ => None,
    }
}
