//! The boxes of checklist entries: in brackets (`[x]`), drawn (`☑`, `✅`), or as a word in a table's column of status.

use crate::lexicon::words::Cue;
use crate::model::checklist::Mark;
use crate::read::text::lines::Pattern;
use crate::read::text::waiver;

/// Drawn boxes and check marks that tell a tick.
const TICKED: [char; 9] = ['✅', '☑', '✔', '✓', '☒', '🗹', '🗸', '🆗', '🟢'];
/// Drawn boxes that are empty, and signs that say no.
const OPEN: [char; 13] = ['☐', '⬜', '◻', '□', '▢', '🔲', '❌', '✗', '✘', '✖', '⏳', '🔴', '🟡'];
/// Of these those that an entry of a list may begin with; the others are decoration as often as not.
const BULLETS: [char; 15] = ['✅', '☑', '✔', '✓', '☒', '🗹', '🗸', '☐', '⬜', '◻', '□', '▢', '🔲', '❌', '✘'];
/// Asks for a drawing in colour, and is no sign of its own.
const VARIATION: char = '\u{fe0f}';

/// What stands in the box of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A sign in brackets.
    Bracket(char),
    /// A drawn box: whether it is ticked.
    Drawn(bool),
}

/// The sign in an entry's box, and its text. A box inside `~~…~~` counts as well.
pub fn boxed(text: &str) -> Option<(Sign, String)> {
    if let Some((sign, rest)) = sign(text) {
        return Some((sign, rest.to_owned()));
    }
    let (sign, rest) = sign(text.strip_prefix("~~")?)?;
    Some((sign, format!("~~{rest}")))
}

fn sign(text: &str) -> Option<(Sign, &str)> {
    if let Some((sign, rest)) = bracket(text) {
        return Some((Sign::Bracket(sign), rest));
    }
    let (sign, rest) = drawn(text)?;
    let first = text.chars().next()?;
    (BULLETS.contains(&first) && !rest.is_empty()).then_some((sign, rest))
}

/// A box in brackets: a single sign, and white space after it.
pub fn bracket(text: &str) -> Option<(char, &str)> {
    let mut signs = text.strip_prefix('[')?.chars();
    let sign = signs.next()?;
    let rest = signs.as_str().strip_prefix(']')?;
    let known =
        matches!(sign, ' ' | '\t') || (sign.is_ascii_punctuation() && sign != '^') || !sign.is_ascii();
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    ((known || matches!(sign, 'x' | 'X')) && ends).then(|| (sign, rest.trim_start()))
}

/// A drawn box, and white space after it.
pub fn drawn(text: &str) -> Option<(Sign, &str)> {
    let mut signs = text.chars();
    let sign = signs.next()?;
    let ticked = TICKED.contains(&sign);
    let rest = signs.as_str().trim_start_matches(VARIATION);
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    ((ticked || OPEN.contains(&sign)) && ends).then(|| (Sign::Drawn(ticked), rest.trim_start()))
}

/// What a cell of a column of status tells; `None` where golive does not know its words.
pub fn status(cell: &str) -> Option<Mark> {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || "*_`".contains(c));
    let waived = |text: &str| waiver::weigh(Mark::Waived { reason: None }, text).0;
    if let Some((sign, rest)) = bracket(cell) {
        return match sign {
            'x' | 'X' => Some(Mark::Ticked),
            ' ' | '\t' => Some(Mark::Open),
            '-' => Some(waived(rest)),
            _ => None,
        };
    }
    if let Some((Sign::Drawn(ticked), _)) = drawn(cell) {
        return Some(if ticked { Mark::Ticked } else { Mark::Open });
    }
    let words = cell.to_lowercase();
    if matches!(words.as_str(), "" | "-" | "–" | "—") || begins(&words, Cue::BoxNo) {
        Some(Mark::Open)
    } else if begins(&words, Cue::BoxYes) {
        Some(Mark::Ticked)
    } else if begins(&words, Cue::BoxNotNeeded) {
        // `not applicable: why` is `n/a: why`.
        let rest = Cue::BoxNotNeeded
            .all()
            .iter()
            .find_map(|word| words.strip_prefix(word.as_str()))
            .map_or(0, str::len);
        let rest = cell.get(cell.len().saturating_sub(rest)..).unwrap_or_default().trim_start();
        Some(waived(&format!("n/a{}{rest}", if rest.starts_with(':') { "" } else { " " })))
    } else {
        None
    }
}

/// Whether a cell is one of these words, alone or followed by what explains it: `done (Ada)`, `yes, see log`, `done 2025-10-14`.
fn begins(cell: &str, words: Cue) -> bool {
    static EXPLAINS: Pattern = Pattern::built(|| {
        let words = Cue::BoxExplains.pattern();
        format!(r"^(?:[.!]?$|\s*[:(,;—–]|\s+-|\s+@|\s+\d|\s+{words}\b|[.!]\s)")
    });
    words
        .all()
        .iter()
        .any(|word| cell.strip_prefix(word.as_str()).is_some_and(|rest| EXPLAINS.is_match(rest)))
}
