//! Kinds of what is done once, and texts made fit to look for words in them.

use super::evidence::Kind;

/// Kinds of what is done once, and shown by a record of its success.
pub const DONE_ONCE: [Kind; 8] = [
    Kind::RestoreDrill,
    Kind::DryRun,
    Kind::Backup,
    Kind::Export,
    Kind::Briefing,
    Kind::Qa,
    Kind::Deploy,
    Kind::CiRun,
];

/// Whether one of these words stands in a text.
pub fn speaks_of(words: &[&str], text: &str) -> bool {
    stands(words, &spaced(text))
}

/// Whether one of these words stands in a text that is [`spaced`].
pub fn stands(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let (before, after) = (text.get(..at), text.get(at + word.len()..));
            before.is_some_and(|before| before.ends_with(' '))
                && after.is_some_and(|after| after.starts_with(' '))
        })
    })
}

/// Lower-case words with single spaces between and around them: `Dry-run_log.md` is ` dry run log md `.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        if c.is_alphanumeric() {
            push_lower(&mut out, c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Letters in lower case, each by itself; about so many bytes.
pub fn lowered(letters: impl Iterator<Item = char>, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes);
    letters.for_each(|c| push_lower(&mut out, c));
    out
}

/// Adds a letter in lower case.
pub fn push_lower(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        out.extend(c.to_lowercase());
    }
}
