//! How alike two texts are by their words.

use std::collections::BTreeSet;

/// From this share of common words on, two texts are the same item reworded; below it, two items.
pub const SIMILAR: f64 = 0.5;

/// Words in common over words in all (Jaccard), from 0 to 1.
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    let all = a.union(&b).count();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = |common: usize| if all == 0 { 1.0 } else { common as f64 / all as f64 };
    share(a.intersection(&b).count())
}

/// The words of a text in lower case, each once.
#[must_use]
pub fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
