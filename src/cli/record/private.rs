//! What may stand in no record: what looks like a secret, and the values of secret variables of the environment.

use crate::redact::{self, MARK};

/// Shorter values are words that may stand anywhere.
const SHORTEST: usize = 8;

/// The secret values of the environment.
#[derive(Debug)]
pub(super) struct Private(Vec<String>);

impl Private {
    /// Those whose names say that they are secret.
    pub(super) fn of_environment() -> Self {
        let is_secret = |name: &str, value: &str| value.len() >= SHORTEST && redact::is_secret_name(name);
        let all = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let mut values =
            all.filter(|(name, value)| is_secret(name, value)).map(|(_, value)| value).collect::<Vec<_>>();
        // A value may hold another.
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        Self(values)
    }

    /// A text without them.
    pub(super) fn mask(&self, text: &str) -> String {
        let text = self.0.iter().fold(text.to_owned(), |text, value| text.replace(value, MARK));
        redact::mask(&text).text.into_owned()
    }
    /// The words of a command line without them, and without what is given to an option or a variable whose name says that it is secret.
    pub(super) fn mask_words(&self, words: &[String]) -> Vec<String> {
        let is_option = |word: &String| word.starts_with('-') && redact::is_secret_name(word);
        let before = std::iter::once(None).chain(words.iter().map(Some));
        let each = before.zip(words).map(|(before, word)| match word.split_once('=') {
            Some((name, value)) if !value.is_empty() && redact::is_secret_name(name) => {
                format!("{name}={MARK}")
            }
            _ if before.is_some_and(is_option) && !word.starts_with('-') => MARK.to_owned(),
            _ => self.mask(word),
        });
        each.collect()
    }
}
