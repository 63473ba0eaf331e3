//! Whether an item asks for the very state in which a record says that its thing is: `Child lock engaged`, and `status: engaged`.

use crate::assess::coverage::item_words::ItemWords;
use crate::lexicon::Lexicon;
use crate::model::record::Record;

/// Whether a record is in the state that an item asks for. A word that its title has too says nothing of how it stands.
pub fn is_asked(record: &Record, item: &ItemWords, lexicon: &Lexicon) -> bool {
    let title = || lexicon.compared(&record.title).collect::<Vec<_>>();
    !record.state.is_empty() && !item.denies && {
        let title = title();
        lexicon.compared(&record.state).all(|word| item.words.contains(&word) && !title.contains(&word))
    }
}
