//! Plans of feature flags, and the flags that any text mentions.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::evidence::Kind;
use crate::model::record::{Part, Record, folded};
use crate::read::inventories::listing::{Listing, Row};
use crate::read::text::lines::{Pattern, numbered};
use crate::read::value::fields::{Fields, plain, short};
use crate::read::value::record;
use crate::read::value::source::Source;
use crate::read::value::tree::{Node, Value};
use std::collections::BTreeSet;

/// Of one text no more flags are kept.
const MOST: usize = 500;

/// `FEATURE_QUICK_REFUND`, but not `FEATURE_*` and not a longer name that ends so.
static FLAG: Pattern = Pattern::new(r"\bFEATURE_[A-Z0-9]+(?:_[A-Z0-9]+)*\b");

/// The flags that a text mentions, each once, with their first lines.
pub fn mentions(source: &Source<'_>) -> Vec<(String, u32)> {
    if !source.text().contains("FEATURE_") {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (line, text) in numbered(source.text()).filter(|(_, text)| text.contains("FEATURE_")) {
        for flag in FLAG.find_iter(text).map(|found| found.as_str()) {
            // `FEATURE_FLAGS` is a word for all of them.
            if matches!(flag, "FEATURE_FLAG" | "FEATURE_FLAGS") || found.len() >= MOST {
                continue;
            }
            if seen.insert(flag) {
                found.push((flag.to_owned(), line));
            }
        }
    }
    found
}

/// The plan of a source: the rows of its listings of flags, and the flags that it mentions beside them.
pub fn plan(source: &Source<'_>, listings: &[Listing]) -> Option<Record> {
    let titled = |text: &str| words::kind(text) == Some(Kind::FeatureFlags) || Cue::FlagPlan.is_in(text);
    let about = titled(source.name())
        || source.recorded_kind() == Some(&Kind::FeatureFlags)
        || (source.is_markdown()
            && crate::read::value::markdown::title(&source.document().blocks)
                .is_some_and(|title| titled(&title)));
    let flags = listings.iter().filter(|listing| is_plan(listing, about)).collect::<Vec<_>>();
    let mentioned = if about { mentions(source) } else { Vec::new() };
    if flags.is_empty() && mentioned.is_empty() {
        return None;
    }
    let parts = flags.iter().flat_map(|listing| listing.rows.iter().filter_map(flag)).collect::<Vec<_>>();
    let known = parts.iter().map(|part| part.name.to_uppercase()).collect::<BTreeSet<_>>();
    let beside = mentioned.into_iter().filter(|(name, _)| !known.contains(name));
    let beside = beside.map(|(name, line)| Part::new(name, None, "", line)).collect::<Vec<_>>();
    let told = flags.iter().flat_map(|listing| &listing.rows);
    let mut people =
        told.flat_map(|row| record::of_group(&row.group, "", row.line).people).collect::<Vec<_>>();
    people.sort();
    people.dedup();
    Some(Record {
        kind: Some(Kind::FeatureFlags),
        title: flags.first().map(|listing| short(&listing.title)).unwrap_or_default(),
        line: flags.first().map_or(0, |listing| listing.line),
        people,
        parts: parts.into_iter().chain(beside).collect(),
        fields: reviews(source),
        ..Record::default()
    })
}

/// Its lines that tell of a review, in its own words: who looked at it may stand in a sentence.
fn reviews(source: &Source<'_>) -> Vec<(String, String)> {
    let told = numbered(source.text()).filter(|(_, line)| line.len() <= 400 && Cue::FlagReview.is_in(line));
    let told = told.filter(|(_, line)| !Cue::FlagReviewToCome.is_in(line)).take(20);
    told.map(|(_, line)| ("review".to_owned(), short(line.trim()))).collect()
}

fn is_plan(listing: &Listing, about: bool) -> bool {
    let columns = listing.columns();
    let has = |names: Name| columns.iter().any(|column| names.has(column));
    let says_so = Cue::FlagPlan.is_in(&listing.key) || (about && listing.title.is_empty() && !listing.is_map);
    let is_flag = |row: &Row| row.name.as_deref().is_some_and(|name| FLAG.is_match(name));
    let bare = listing.rows.iter().all(|row| row.group.is_empty());
    match () {
        () if has(Name::FlagOnly) && has(Name::FlagSetting) => true,
        () if says_so && bare => listing.rows.iter().all(|row| row.name.is_some()),
        () if says_so => {
            has(Name::FlagName) || columns.iter().any(|column| column == "name") || listing.is_map
        }
        () => about && listing.is_map && listing.rows.iter().any(is_flag),
    }
}

fn flag(row: &Row) -> Option<Part> {
    let fields = Fields::of(&row.group);
    let own = || fields.word(Name::FlagName).or_else(|| fields.word(&["name"])).map(plain);
    let name = row.name.as_deref().or_else(own)?;
    let told = row.group.iter().filter(|(key, _)| Name::FlagSetting.has(&folded(key)));
    let word = |node: &Node| node.value.word().map(plain).map(ToOwned::to_owned);
    let detail = told.filter_map(|(key, node)| Some(format!("{key} {}", word(node)?)));
    let detail = detail.chain(row.value_word()).take(6).collect::<Vec<_>>().join(", ");
    Some(Part::new(short(plain(name)), None, short(&detail), row.line))
}

impl Row {
    fn value_word(&self) -> Option<String> {
        if matches!(self.value, Value::List(_)) {
            None
        } else {
            self.value.word().map(|word| plain(word).to_owned())
        }
    }
}
