//! Which words lead to which entries, cut into parts of bounded size.

use super::entry::{Entry, Kind};
use super::origin::{Origin, Writer, origins};
use super::word::{LONGEST, has_digit, words};
use crate::render::page::Scene;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// A part is closed when it has reached so many bytes.
const PART: usize = 16 * 1024;
/// A word leads to so many entries of a kind at most, the first and thereby newest; a page never shows more.
const MOST: u16 = 300;

/// Entries that a word leads to: twice the number of the entry, and one more where its title does not have the word.
#[derive(Debug, Default)]
struct Postings {
    ids: Vec<u32>,
    kind: Option<Kind>,
    of_kind: u16,
    all: u32,
}

/// The whole index but for the entries, which are worded again when their part is drawn.
#[derive(Debug)]
pub struct Index {
    origins: Vec<Origin>,
    /// The first entry of each part.
    entry_parts: Vec<usize>,
    /// Words in their order, with the entries to which they lead.
    words: Vec<(String, Vec<u32>)>,
    /// The first word of each part.
    word_parts: Vec<usize>,
    /// By first letter (`a…`) and by last (`…a`): the words of the most entries, which a typo may have meant.
    near: Vec<(String, Vec<usize>)>,
}

impl Index {
    /// Goes over every entry once.
    pub fn of(scene: &Scene<'_>) -> Self {
        let origins = origins(scene);
        let mut writer = Writer::default();
        let mut found: HashMap<String, Postings> = HashMap::new();
        let mut sizes = Vec::with_capacity(origins.len());
        for (id, origin) in origins.iter().enumerate() {
            let entry = writer.entry(scene, *origin);
            sizes.push(entry.size());
            note(&mut found, id, origin.kind(), &entry);
        }
        // From here on nothing depends on the order of a map.
        let found: BTreeMap<String, Postings> = found.into_iter().collect();
        let near = near(&found);
        let words: Vec<(String, Vec<u32>)> = found.into_iter().map(|(word, its)| (word, its.ids)).collect();
        // Most steps from one entry to the next take at most four digits and a comma.
        let word_sizes = words.iter().map(|(word, ids)| word.len() + 6 + ids.len() * 5);
        let (entry_parts, word_parts) = (cuts(sizes.into_iter()), cuts(word_sizes));
        Self { origins, entry_parts, words, word_parts, near }
    }

    /// The name and the data of the part from which a search begins: what the first entry and word of every other part is.
    pub fn root(&self) -> Value {
        let kinds = Kind::ALL.map(|kind| {
            let first = self.origins.partition_point(|origin| origin.kind() < kind);
            let end = self.origins.partition_point(|origin| origin.kind() <= kind);
            json!([kind.words(), first, end])
        });
        let first = |at: &usize| self.words.get(*at).map_or("", |(word, _)| word.as_str());
        json!({
            "kinds": kinds,
            "most": MOST,
            "longest": LONGEST,
            "entries": self.entry_parts,
            "words": self.word_parts.iter().map(first).collect::<Vec<_>>(),
            "near": self.near.iter().map(|(key, _)| key).collect::<Vec<_>>(),
        })
    }

    /// The names of all parts.
    pub fn parts(&self) -> Vec<String> {
        let named = |name: &str, count: usize| {
            let name = name.to_owned();
            (0..count).map(move |n| format!("{name}-{n}"))
        };
        std::iter::once("root".to_owned())
            .chain(named("entries", self.entry_parts.len()))
            .chain(named("words", self.word_parts.len()))
            .chain(named("near", self.near.len()))
            .collect()
    }

    /// The data of a part by its name.
    pub fn part(&self, scene: &Scene<'_>, name: &str) -> Value {
        let (name, number) = name.split_once('-').unwrap_or((name, "0"));
        let number = number.parse().unwrap_or(usize::MAX);
        match name {
            "entries" => self.entries(scene, span(&self.entry_parts, number, self.origins.len())),
            "words" => self.dictionary(span(&self.word_parts, number, self.words.len())),
            "near" => json!(self.near.get(number).map(|(_, words)| self.spelled(words))),
            _ => self.root(),
        }
    }

    fn entries(&self, scene: &Scene<'_>, range: Range<usize>) -> Value {
        let mut writer = Writer::default();
        let origins = self.origins.get(range).unwrap_or_default();
        json!(origins.iter().map(|origin| writer.entry(scene, *origin)).collect::<Vec<_>>())
    }

    /// Words with the steps from each of their entries to the next.
    fn dictionary(&self, range: Range<usize>) -> Value {
        let words = self.words.get(range).unwrap_or_default();
        let steps = |(word, ids): &(String, Vec<u32>)| {
            let mut last = 0;
            let steps = ids.iter().map(|id| id - std::mem::replace(&mut last, *id));
            json!([word, steps.collect::<Vec<_>>()])
        };
        json!(words.iter().map(steps).collect::<Vec<_>>())
    }

    fn spelled(&self, words: &[usize]) -> Vec<&str> {
        words.iter().filter_map(|at| Some(self.words.get(*at)?.0.as_str())).collect()
    }
}

fn note(found: &mut HashMap<String, Postings>, id: usize, kind: Kind, entry: &Entry) {
    let titled = words(&entry.0);
    let rest: BTreeSet<String> = words(&entry.1).union(&words(&entry.2)).cloned().collect();
    let id = u32::try_from(id).unwrap_or(u32::MAX / 2) * 2;
    let of_title = titled.iter().map(|word| (word, id));
    for (word, id) in of_title.chain(rest.difference(&titled).map(|word| (word, id + 1))) {
        let postings = found.entry(word.clone()).or_default();
        if postings.kind.replace(kind) != Some(kind) {
            postings.of_kind = 0;
        }
        postings.all += 1;
        if postings.of_kind < MOST {
            postings.of_kind += 1;
            postings.ids.push(id);
        }
    }
}

/// Where parts begin, so that each is closed when it has reached [`PART`].
fn cuts(sizes: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut filled = PART;
    for (at, size) in sizes.enumerate() {
        if filled >= PART {
            cuts.push(at);
            filled = 0;
        }
        filled += size;
    }
    cuts
}

/// From where to where a part goes.
fn span(cuts: &[usize], number: usize, end: usize) -> Range<usize> {
    let begin = cuts.get(number).copied().unwrap_or(end);
    begin..cuts.get(number.saturating_add(1)).copied().unwrap_or(end)
}

/// Lists of words by their first and by their last letter: one wrong letter cannot be both.
fn near(found: &BTreeMap<String, Postings>) -> Vec<(String, Vec<usize>)> {
    let mut lists: BTreeMap<String, Vec<(std::cmp::Reverse<u32>, usize, usize)>> = BTreeMap::new();
    let likely = |word: &str| word.chars().count() > 2 && !has_digit(word);
    for (at, (word, postings)) in found.iter().enumerate().filter(|(_, (word, _))| likely(word)) {
        let ends =
            [word.chars().next().map(|c| format!("{c}…")), word.chars().last().map(|c| format!("…{c}"))];
        for key in ends.into_iter().flatten() {
            lists.entry(key).or_default().push((std::cmp::Reverse(postings.all), at, word.len() + 3));
        }
    }
    let cut = |mut list: Vec<(std::cmp::Reverse<u32>, usize, usize)>| {
        list.sort();
        let mut filled = 0;
        let fits = list.into_iter().take_while(|(_, _, size)| {
            filled += size;
            filled <= PART
        });
        fits.map(|(_, at, _)| at).collect()
    };
    lists.into_iter().map(|(key, list)| (key, cut(list))).collect()
}
