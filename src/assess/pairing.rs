//! Which item of one checklist is which of another: by the author's id, by words and section, by similar words.
//!
//! Ticks, filled copies, comparisons and the life of an item follow this one rule.

use crate::model::checklist::Item;
use crate::read::slug;
use crate::read::wording::{SIMILAR, likeness, stem, tokens};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// The same across sections, where nothing but the words speaks for it.
const SIMILAR_ELSEWHERE: f64 = 0.75;

/// The share of words that will do between two versions of one file.
const FAINT: f64 = 0.3;

/// A word that so many unpaired items have tells none of them apart, so it proposes no pair. Keeps pairing linear in the items.
const COMMON: usize = 64;

/// An item as pairing sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its id in its checklist.
    pub id: &'a str,
    /// Its Markdown.
    pub text: &'a str,
}

impl<'a> Entry<'a> {
    /// What stands before the last slash of its id, but for numbers: the slug of its section, unless an author wrote the id.
    fn section(self) -> String {
        self.id.rsplit_once('/').map_or_else(String::new, |(section, _)| stem(section))
    }

    /// Whether an author wrote the id: it does not follow from the words.
    fn is_explicit(self) -> bool {
        let last = self.id.rsplit('/').next().unwrap_or(self.id);
        !self.id.contains('/') || !last.starts_with(&slug::of_item(self.text))
    }

    fn words(self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    }
}

/// Items of a checklist as pairing sees them.
#[must_use]
pub fn entries<'a>(items: &[&'a Item]) -> Vec<Entry<'a>> {
    items.iter().map(|item| Entry { id: &item.id, text: &item.text }).collect()
}

/// For each new item the old one (index) that it was, each old one at most once. In this order: the same id and words; the same id
/// written by an author; the same words in the same section, then anywhere; the same id; similar words, the most similar first.
/// Two items with different ids written by an author are never one.
#[must_use]
pub fn pair(old: &[Entry<'_>], new: &[Entry<'_>]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of: vec![None; new.len()], taken: vec![false; old.len()] };
    pairs.by(old, new, |entry| Some((entry.id, entry.text)));
    if pairs.of.iter().all(Option::is_some) {
        return pairs.of;
    }
    let explicit = |entry: Entry<'_>| entry.is_explicit();
    pairs.by(old, new, |entry| explicit(*entry).then_some(entry.id));
    pairs.by(old, new, |entry| (!explicit(*entry)).then(|| (entry.section(), entry.words())));
    pairs.by(old, new, |entry| (!explicit(*entry)).then(|| entry.words()));
    pairs.by(old, new, |entry| Some(entry.id));
    pairs.by_likeness(old, new, None);
    pairs.of
}

/// The same for two versions of one file: what no word pairs is paired by its place. Items between the same neighbours are the same where
/// there are as many as before, so that a box that is ticked and reworded by one commit keeps its past. A list of which less than a third
/// stayed is another one, and nothing is paired by place.
#[must_use]
pub fn pair_in_place(old: &[Entry<'_>], new: &[Entry<'_>]) -> Vec<Option<usize>> {
    let of = pair(old, new);
    let paired = of.iter().flatten().count();
    if paired == new.len() || paired == old.len() || paired * 3 < old.len().max(new.len()) {
        return of;
    }
    let mut taken = vec![false; old.len()];
    for at in of.iter().flatten() {
        if let Some(slot) = taken.get_mut(*at) {
            *slot = true;
        }
    }
    let mut pairs = Pairs { of, taken };
    pairs.by_likeness(old, new, Some(FAINT));
    pairs.by_place(old, new);
    pairs.of
}

struct Pairs {
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Indices of old items that are not paired yet.
    fn left(&self) -> Vec<usize> {
        self.taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at).collect()
    }

    /// Indices of new items that are not paired yet.
    fn fresh(&self) -> Vec<usize> {
        self.of.iter().enumerate().filter(|(_, old)| old.is_none()).map(|(at, _)| at).collect()
    }

    fn join(&mut self, new: usize, old: usize) {
        if let (Some(slot), Some(taken)) = (self.of.get_mut(new), self.taken.get_mut(old))
            && slot.is_none()
            && !*taken
        {
            *slot = Some(old);
            *taken = true;
        }
    }

    /// Pairs items of one key, in order.
    fn by<'e, K: std::hash::Hash + Eq>(
        &mut self,
        old: &'e [Entry<'e>],
        new: &'e [Entry<'e>],
        key: impl Fn(&'e Entry<'e>) -> Option<K>,
    ) {
        let mut known: HashMap<K, VecDeque<usize>> = HashMap::new();
        for at in self.left() {
            if let Some(key) = old.get(at).and_then(&key) {
                known.entry(key).or_default().push_back(at);
            }
        }
        for index in self.fresh() {
            let its = new.get(index).and_then(&key).and_then(|key| known.get_mut(&key)?.pop_front());
            if let Some(at) = its {
                self.join(index, at);
            }
        }
    }

    /// Pairs runs of unpaired items between the same neighbours, where old and new ones are as many.
    fn by_place(&mut self, old: &[Entry<'_>], new: &[Entry<'_>]) {
        let mut start = 0;
        while start < new.len() {
            let run = self.of.iter().skip(start).take_while(|slot| slot.is_none()).count();
            let slot = |at: usize| self.of.get(at).copied().flatten();
            let first = start.checked_sub(1).map_or(Some(0), |before| slot(before).map(|at| at + 1));
            let end = if start + run == new.len() { Some(old.len()) } else { slot(start + run) };
            if let (Some(first), Some(end)) = (first, end)
                && run > 0
                && end.checked_sub(first) == Some(run)
            {
                for (at, index) in (first..end).zip(start..start + run) {
                    let both = old.get(at).zip(new.get(index));
                    if !both.is_some_and(|(was, is)| was.is_explicit() && is.is_explicit()) {
                        self.join(index, at);
                    }
                }
            }
            start += run + 1;
        }
    }

    /// Pairs similar words, the most similar first; `least` is the share of words that will do instead of the usual ones.
    fn by_likeness(&mut self, old: &[Entry<'_>], new: &[Entry<'_>], least: Option<f64>) {
        let mut index = Index::of(old, &self.left());
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for at in self.fresh() {
            let Some(entry) = new.get(at) else { continue };
            for (other, likeness) in index.alike(&tokens(entry.text), least.unwrap_or(SIMILAR)) {
                let Some(its) = old.get(other) else { continue };
                if entry.is_explicit() && its.is_explicit() {
                    continue;
                }
                // Of two equally similar ones that of the same section is nearer.
                let near = its.section() == entry.section();
                if likeness >= least.unwrap_or(if near { SIMILAR } else { SIMILAR_ELSEWHERE }) {
                    found.push((if near { likeness + 0.25 } else { likeness }, at, other));
                }
            }
        }
        found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        found.into_iter().for_each(|(_, at, other)| self.join(at, other));
    }
}

/// Which items have a word.
struct Index {
    words: HashMap<String, Vec<usize>>,
    tokens: BTreeMap<usize, BTreeSet<String>>,
}

impl Index {
    fn of(entries: &[Entry<'_>], wanted: &[usize]) -> Self {
        let tokens: BTreeMap<usize, BTreeSet<String>> =
            wanted.iter().filter_map(|at| Some((*at, tokens(entries.get(*at)?.text)))).collect();
        let mut words: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, its) in &tokens {
            its.iter().for_each(|word| words.entry(word.clone()).or_default().push(*at));
        }
        Self { words, tokens }
    }

    /// Items that share at least such a part of all words, by their index.
    ///
    /// Two sets that share half of all words share one of any more than half of the words of either, so the rarest of them will do. For a
    /// smaller share all words are looked at.
    fn alike(&mut self, wanted: &BTreeSet<String>, least: f64) -> Vec<(usize, f64)> {
        let mut rare: Vec<&Vec<usize>> =
            wanted.iter().map(|word| self.words.get(word).unwrap_or(const { &Vec::new() })).collect();
        rare.sort_by_key(|items| items.len());
        let enough = if least < SIMILAR { wanted.len() } else { wanted.len() / 2 + 1 };
        let rare = rare.into_iter().take(enough).filter(|items| items.len() <= COMMON);
        let candidates: BTreeSet<usize> = rare.flatten().copied().collect();
        let scored =
            candidates.into_iter().filter_map(|at| Some((at, likeness(self.tokens.get(&at)?, wanted))));
        scored.filter(|(_, likeness)| *likeness >= least).collect()
    }
}
