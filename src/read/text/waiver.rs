//! Whether an item is waived, and why.
//!
//! A reason counts only where it cannot be the item's own words: after `waived:`, `N/A:` or `because`, after a struck-through text, or in an
//! item marked `[-]` after a dash and a word that begins a reason. The seed's items end in instructions such as "— provide artifact path",
//! which must never read as one.

use crate::lexicon::words::Cue;
use crate::model::checklist::Mark;
use crate::read::text::lines::{Pattern, group};

/// `waived: reason`, `(N/A: reason)`, `— waived because reason`, at the end of a text.
static TRAILING: Pattern = Pattern::built(|| {
    format!(
        r"(?i)^(?P<text>.*?\S)\s*(?P<open>[\s(\[*_—–-]\s*)[*_]*\b(?:waived|n/a)\b[*_]*(?:\s*[:—–-]+[*_]*\s*|\s+(?P<because>{})\s+)(?P<reason>[^\s].*)$",
        Cue::WaiverBecause.pattern()
    )
});

/// `… N/A`, `… (N/A)`, `… — waived` at the very end.
static TRAILING_BARE: Pattern =
    Pattern::new(r"(?i)^(?P<text>.*?\S)\s*(?:[\s(\[]n/a|(?:[(\[]|[—–-]\s*)waived)[)\]]?[*_.]*$");

/// `N/A (reason) text`, `(waived: reason) text`, `waived: reason`, `N/A text`.
static LEADING_BRACKET: Pattern = Pattern::new(
    r"(?i)^(?:[(\[]\s*(?:waived|n/a)\s*[:—–-]\s*(?P<reason>[^)\]]+)[)\]]|n/a\s*\((?P<reason2>[^)]+)\))\s*[:—–-]?\s*(?P<text>.*)$",
);
static LEADING_COLON: Pattern = Pattern::new(r"(?i)^[*_]*(?:waived|n/a)[*_]*:[*_]*\s*(?P<text>\S.*)$");
static LEADING_BARE: Pattern =
    Pattern::new(r"(?i)^[(\[]?[*_]*(?:n/a\b|waived\b)[*_]*[)\]]?\s*[—–-]*\s*(?P<text>.*)$");

/// `~~text~~`, and what follows it.
static STRUCK: Pattern = Pattern::new(r"^~~(?P<text>[^~]+(?:~[^~]+)*)~~\s*(?P<rest>.*)$");

/// In an item marked `[-]`: a dash and a word that begins a reason.
static DASHED: Pattern = Pattern::built(|| {
    format!(r"(?i)^(?P<text>.*?\S)\s*(?:[—–]|\s--?\s)\s*(?P<reason>{}\b.*)$", Cue::WaiverReason.pattern())
});

/// The mark of an item's box and text, and the text without the waiver's signs.
pub fn weigh(boxed: Mark, text: &str) -> (Mark, String) {
    let marked = matches!(boxed, Mark::Waived { .. });
    if let Some((text, rest)) = struck(text) {
        let (mark, inner) = weigh_words(text);
        let reason = given(rest).or(match mark {
            Some(Mark::Waived { reason }) => reason,
            _ => None,
        });
        return (Mark::Waived { reason }, inner);
    }
    if let (Some(mark), text) = weigh_words(text) {
        return (mark, text);
    }
    if marked && let Some(found) = DASHED.captures(text) {
        let reason = clean(group(&found, "reason"));
        return (Mark::Waived { reason }, group(&found, "text").trim().to_owned());
    }
    (boxed, text.to_owned())
}

/// The words between `~~` and the reason after them, if the whole item is struck through. `~~old~~ new words` is an edit, not a waiver.
fn struck(text: &str) -> Option<(&str, &str)> {
    let found = STRUCK.captures(text)?;
    let (inner, rest) = (found.name("text")?.as_str(), found.name("rest")?.as_str());
    let lower = rest.to_ascii_lowercase();
    let reason = rest.is_empty()
        || rest.starts_with(['(', '—', '–', '-', ':', '.', '['])
        || ["waived", "n/a", "because"].iter().any(|word| lower.starts_with(word));
    reason.then_some((inner, rest))
}

/// The reason in the words after a struck-through text.
fn given(rest: &str) -> Option<String> {
    if let Some(found) = LEADING_BRACKET.captures(rest) {
        return clean(found.name("reason").or(found.name("reason2"))?.as_str());
    }
    let words = rest.trim_matches(|c: char| c.is_whitespace() || "()[]—–-:.".contains(c));
    let unmarked = match words.get(..6).map(str::to_ascii_lowercase).as_deref() {
        Some("waived") => words.get(6..),
        Some(start) if start.starts_with("n/a") => words.get(3..),
        _ if words.eq_ignore_ascii_case("n/a") => None,
        _ => Some(words),
    };
    clean(unmarked?)
}

fn weigh_words(text: &str) -> (Option<Mark>, String) {
    let waived = |reason: Option<String>, text: &str| (Some(Mark::Waived { reason }), text.trim().to_owned());
    if let Some(found) = LEADING_BRACKET.captures(text) {
        let reason = found.name("reason").or(found.name("reason2")).and_then(|m| clean(m.as_str()));
        return waived(reason, group(&found, "text"));
    }
    if let Some(found) = LEADING_COLON.captures(text) {
        let words = group(&found, "text");
        return waived(clean(words), words);
    }
    if let Some(found) = TRAILING.captures(text) {
        let before = group(&found, "text").trim_end_matches(['—', '–', '-', ' ', '(', '[', '*', '_']);
        return waived(clean(group(&found, "reason")), before);
    }
    if let Some(found) = TRAILING_BARE.captures(text) {
        let before = group(&found, "text").trim_end_matches(['—', '–', '-', ' ', '(', '[', ':']);
        return waived(None, before);
    }
    let lower = text.trim_start_matches(['(', '[', '*', '_']).to_ascii_lowercase();
    if lower.starts_with("n/a")
        && let Some(found) = LEADING_BARE.captures(text)
    {
        return waived(None, group(&found, "text"));
    }
    (None, text.to_owned())
}

/// A reason without the signs around it; `None` where no word is left.
fn clean(reason: &str) -> Option<String> {
    let reason = reason.trim().trim_start_matches(|c: char| c.is_whitespace() || "—–-:([*_".contains(c));
    let closed = reason.contains('(') || reason.contains('[');
    let reason = if closed { reason } else { reason.trim_end_matches([')', ']']) };
    let reason = reason.trim_end_matches(['*', '_', ' ']);
    reason.chars().any(char::is_alphanumeric).then(|| reason.to_owned())
}
