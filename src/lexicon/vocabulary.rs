//! The words of the grammar of bounds and windows: `content/lexicon/grammar.toml`, where it says what each list is.

use serde::Deserialize;
use std::sync::LazyLock;

/// Meanings, each with the phrases that have it.
type Rows<T> = Vec<(T, Vec<String>)>;

macro_rules! lists {
    ($($list:ident)*) => {
        /// The words of the grammar.
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        #[expect(missing_docs, reason = "the file says what each is")]
        pub struct Vocabulary {
            pub metrics: Rows<String>,
            pub labels: Rows<String>,
            pub times: Rows<f64>,
            pub sizes: Rows<f64>,
            pub counts: Rows<f64>,
            $(pub $list: Vec<String>,)*
        }
    };
}

lists! {
    above after aged answers answers_take articles at_least at_most before before_it below compared
    days_before days_on done ended errors events fillers into keeping last lasts limits max mean median
    newer no_latency older or_better or_less or_more percents prepositions releases since status
    status_fillers this_morning today turn_fillers turns yesterday
}

/// The words of the grammar.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant; every test reads it")]
    toml::from_str(include_str!("../../content/lexicon/grammar.toml")).expect("words of the grammar")
});

/// Whether a word is in a list.
pub fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|own| own == word)
}
