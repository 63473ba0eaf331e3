//! Which item of one checklist is which of another: by the author's id, by words and section, by similar words.
//!
//! Ticks, filled copies, comparisons and the life of an item follow this one rule.

use crate::model::checklist::Item;
use crate::read::text::slug;
use crate::read::text::wording::{SIMILAR, likeness, stem, tokens};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// The same across sections, where nothing but the words speaks for it.
const SIMILAR_ELSEWHERE: f64 = 0.75;

/// A word that so many unpaired items have tells none of them apart, so it proposes no pair. Keeps pairing linear in the items.
const COMMON: usize = 64;

/// An item as pairing sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairedBox<'a> {
    /// Its id in its checklist.
    pub id: &'a str,
    /// Its Markdown.
    pub text: &'a str,
}

impl<'a> PairedBox<'a> {
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
pub fn entries<'a>(items: &[&'a Item]) -> Vec<PairedBox<'a>> {
    items.iter().map(|item| PairedBox { id: &item.id, text: &item.text }).collect()
}

/// For each new item the old one (index) that it was, each old one at most once. In this order: the same id and words; the same id
/// written by an author; the same words in the same section, then anywhere; the same id; similar words, the most similar first.
/// Two items with different ids written by an author are never one.
pub fn pair(old: &[PairedBox<'_>], new: &[PairedBox<'_>]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of: vec![None; new.len()], taken: vec![false; old.len()] };
    pairs.by(old, new, |entry| Some((entry.id, entry.text)));
    if pairs.of.iter().all(Option::is_some) {
        return pairs.of;
    }
    let explicit = |entry: PairedBox<'_>| entry.is_explicit();
    pairs.by(old, new, |entry| explicit(*entry).then_some(entry.id));
    pairs.by(old, new, |entry| (!explicit(*entry)).then(|| (entry.section(), entry.words())));
    pairs.by(old, new, |entry| (!explicit(*entry)).then(|| entry.words()));
    pairs.by(old, new, |entry| Some(entry.id));
    pairs.by_likeness(old, new, None);
    pairs.of
}

/// The same for two versions of one file, where sections make no difference. What its words do not pair is paired by its place: between the
/// same neighbours by a word in common, and else in order, where there are as many as before and an empty box is now ticked. So a box that is
/// ticked and reworded by one commit keeps its past, and a box that is emptied is never one that was only replaced. A list of which less than a
/// third stayed is another one, and nothing is paired by place. `ticked` tells of each old and each new item whether its box is.
pub fn pair_in_place(
    old: &[PairedBox<'_>],
    new: &[PairedBox<'_>],
    ticked: (&[bool], &[bool]),
) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of: pair(old, new), taken: vec![false; old.len()] };
    for at in pairs.of.iter().flatten() {
        if let Some(slot) = pairs.taken.get_mut(*at) {
            *slot = true;
        }
    }
    pairs.by_likeness(old, new, Some(SIMILAR));
    let paired = pairs.of.iter().flatten().count();
    if paired < new.len() && paired < old.len() && paired * 3 >= old.len().max(new.len()) {
        pairs.by_place(old, new, ticked);
    }
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
        old: &'e [PairedBox<'e>],
        new: &'e [PairedBox<'e>],
        key: impl Fn(&'e PairedBox<'e>) -> Option<K>,
    ) {
        let mut known: HashMap<K, VecDeque<usize>> = HashMap::new();
        for at in self.left() {
            if let Some(key) = old.get(at).and_then(&key) {
                known.entry(key).or_default().push_back(at);
            }
        }
        for index in self.fresh() {
            let first = new.get(index).and_then(&key).and_then(|key| known.get_mut(&key)?.pop_front());
            if let Some(at) = first {
                self.join(index, at);
            }
        }
    }

    /// Pairs the unpaired items between the same neighbours.
    fn by_place(&mut self, old: &[PairedBox<'_>], new: &[PairedBox<'_>], ticked: (&[bool], &[bool])) {
        let is = |all: &[bool], at: usize| all.get(at).copied().unwrap_or_default();
        let both_explicit = |was: usize, now: usize| {
            old.get(was).zip(new.get(now)).is_some_and(|(was, now)| was.is_explicit() && now.is_explicit())
        };
        for (mut was, mut now) in self.gaps(old.len()) {
            let mut found = Vec::new();
            for (index, at) in now.iter().flat_map(|index| was.iter().map(move |at| (*index, *at))) {
                let Some((before, after)) = old.get(at).zip(new.get(index)) else { continue };
                let likeness = likeness(&tokens(&prose(before.text)), &tokens(&prose(after.text)));
                let is_emptied = is(ticked.0, at) && !is(ticked.1, index);
                if likeness > 0.0 && !is_emptied && !both_explicit(at, index) {
                    found.push((likeness, index, at));
                }
            }
            found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            found.into_iter().for_each(|(_, index, at)| self.join(index, at));
            was.retain(|at| !is(&self.taken, *at));
            now.retain(|index| self.of.get(*index).is_some_and(Option::is_none));
            if was.len() == now.len() {
                let fits = |(at, index): &(usize, usize)| {
                    !is(ticked.0, *at) && is(ticked.1, *index) && !both_explicit(*at, *index)
                };
                was.into_iter().zip(now).filter(fits).for_each(|(at, index)| self.join(index, at));
            }
        }
    }

    /// Unpaired old and new items that stand between the same neighbours. Longer runs than an eye can follow are left out.
    fn gaps(&self, old: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut found = Vec::new();
        let slot = |at: usize| self.of.get(at).copied().flatten();
        let mut start = 0;
        while start < self.of.len() {
            let run = self.of.iter().skip(start).take_while(|slot| slot.is_none()).count();
            let first = start.checked_sub(1).map_or(Some(0), |before| slot(before).map(|at| at + 1));
            let end = if start + run == self.of.len() { Some(old) } else { slot(start + run) };
            if let (Some(first), Some(end)) = (first, end)
                && (1..=COMMON).contains(&run)
                && end.saturating_sub(first) <= COMMON
            {
                let free = |at: &usize| self.taken.get(*at) == Some(&false);
                found.push(((first..end).filter(free).collect(), (start..start + run).collect()));
            }
            start += run + 1;
        }
        found
    }

    /// Pairs similar words, the most similar first; `least` is the share of words that will do instead of the usual ones.
    fn by_likeness(&mut self, old: &[PairedBox<'_>], new: &[PairedBox<'_>], least: Option<f64>) {
        let mut index = Index::of(old, &self.left());
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for at in self.fresh() {
            let Some(entry) = new.get(at) else { continue };
            for (other, likeness) in index.alike(&tokens(entry.text)) {
                let Some(other_entry) = old.get(other) else { continue };
                if entry.is_explicit() && other_entry.is_explicit() {
                    continue;
                }
                // Of two equally similar ones that of the same section is nearer.
                let near = other_entry.section() == entry.section();
                if likeness >= least.unwrap_or(if near { SIMILAR } else { SIMILAR_ELSEWHERE }) {
                    found.push((if near { likeness + 0.25 } else { likeness }, at, other));
                }
            }
        }
        found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        found.into_iter().for_each(|(_, at, other)| self.join(at, other));
    }
}

/// A text without what stands between back-ticks and where links lead: two items that name files of one folder are not alike by that.
fn prose(text: &str) -> String {
    let plain = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let mut parts = plain.split("](");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push(' ');
        out.push_str(part.split_once(')').map_or("", |(_, rest)| rest));
    }
    out
}

/// Which items have a word.
struct Index {
    words: HashMap<String, Vec<usize>>,
    tokens: BTreeMap<usize, BTreeSet<String>>,
}

impl Index {
    fn of(entries: &[PairedBox<'_>], wanted: &[usize]) -> Self {
        let tokens: BTreeMap<usize, BTreeSet<String>> =
            wanted.iter().filter_map(|at| Some((*at, tokens(entries.get(*at)?.text)))).collect();
        let mut words: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, own) in &tokens {
            own.iter().for_each(|word| words.entry(word.clone()).or_default().push(*at));
        }
        Self { words, tokens }
    }

    /// Items that share at least half of all words, by their index.
    ///
    /// Two sets that share half of all words share one of any more than half of the words of either, so the rarest of them will do.
    fn alike(&mut self, wanted: &BTreeSet<String>) -> Vec<(usize, f64)> {
        let mut rare: Vec<&Vec<usize>> =
            wanted.iter().map(|word| self.words.get(word).unwrap_or(const { &Vec::new() })).collect();
        rare.sort_by_key(|items| items.len());
        let rare = rare.into_iter().take(wanted.len() / 2 + 1).filter(|items| items.len() <= COMMON);
        let candidates: BTreeSet<usize> = rare.flatten().copied().collect();
        let scored =
            candidates.into_iter().filter_map(|at| Some((at, likeness(self.tokens.get(&at)?, wanted))));
        scored.filter(|(_, likeness)| *likeness >= SIMILAR).collect()
    }
}
