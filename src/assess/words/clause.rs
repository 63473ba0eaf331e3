//! The clauses of a text: what it asks one after the other.

use crate::model::doing::{spaced, stands};

/// A clause of a text: its words, spaced, and as they are written.
pub(super) struct Clause<'t> {
    /// As they are written.
    pub(super) raw: &'t str,
    /// In lower case, with single spaces.
    pub(super) words: String,
}

impl<'t> Clause<'t> {
    /// Its words without those of paths and channels: `#support` is no team.
    pub(super) fn of(raw: &'t str) -> Self {
        let pieces = raw.split('`').enumerate();
        let plain =
            pieces.filter(|(n, piece)| n % 2 == 0 || !piece.contains(['/', '.'])).map(|(_, piece)| piece);
        let plain = plain.collect::<Vec<_>>().join(" ");
        let words = plain
            .split_whitespace()
            .filter(|word| !is_channel(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#')));
        Self { raw, words: spaced(&words.collect::<Vec<_>>().join(" ")) }
    }

    /// Whether it begins with one of these verbs, or with `then`, `and`, `please` and one of them.
    pub(super) fn begins(&self, verbs: &[&str]) -> bool {
        let mut rest = self.words.trim_start();
        for filler in ["and ", "then ", "please ", "confirm ", "also ", "now ", "manually ", "immediately "] {
            rest = rest.strip_prefix(filler).unwrap_or(rest);
        }
        verbs.iter().any(|verb| rest.strip_prefix(verb).is_some_and(|after| after.starts_with(' ')))
    }

    pub(super) fn has(&self, words: &[&str]) -> bool {
        stands(words, &self.words)
    }
}

/// `#occ-ops`, not `#12`.
pub(super) fn is_channel(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic()) && name.len() <= 80)
}

/// What joins two clauses, the longest first.
const JOINTS: [&str; 6] = [", then ", ", and ", " and then ", " and ", " then ", ", "];
/// What begins as a verb and is none.
const NOUNS: [&str; 4] = [" open questions ", " open issues ", " open points ", " open items "];

/// Sentences, parts behind a semicolon, and what follows `and` or a comma where it begins with one of these verbs.
pub(super) fn clauses<'t>(text: &'t str, verbs: &[&[&str]]) -> Vec<Clause<'t>> {
    let (mut found, mut start, mut ticked, mut depth) = (Vec::new(), 0, false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '`' => ticked = !ticked,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = text.get(at..).unwrap_or_default();
        let ends = if ticked || depth > 0 { None } else { joint(c, rest, verbs) };
        if let Some(length) = ends.filter(|_| at >= start) {
            found.extend(text.get(start..at));
            start = at + length;
        }
    }
    found.extend(text.get(start..));
    found.into_iter().map(Clause::of).filter(|clause| clause.words.len() > 1).collect()
}

/// How long what parts two clauses is, where it stands here.
fn joint(c: char, rest: &str, verbs: &[&[&str]]) -> Option<usize> {
    match c {
        ';' => Some(1),
        '.' if rest.get(1..2) == Some(" ") => Some(1),
        ',' | ' ' => {
            let joint = JOINTS.into_iter().find(|joint| rest.starts_with(joint))?;
            let after = rest.get(joint.len()..).unwrap_or_default();
            let words = spaced(crate::read::lines::capped(after, 40));
            let verb = verbs.iter().copied().flatten().any(|verb| words.starts_with(&format!(" {verb} ")));
            (verb && !NOUNS.iter().any(|noun| words.starts_with(noun))).then_some(joint.len())
        }
        _ => None,
    }
}
