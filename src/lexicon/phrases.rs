//! Phrases by their words: the longest that stands at a place is found in one walk, however many there are.

use rustc_hash::FxHashMap;

/// Phrases and what they mean.
#[derive(Clone, Debug)]
pub struct Phrases<M> {
    nodes: Vec<Node<M>>,
}

#[derive(Clone, Debug)]
struct Node<M> {
    next: FxHashMap<Box<str>, usize>,
    meanings: Vec<M>,
}

impl<M> Default for Phrases<M> {
    fn default() -> Self {
        Self { nodes: vec![Node { next: FxHashMap::default(), meanings: Vec::new() }] }
    }
}

impl<M: PartialEq> Phrases<M> {
    /// Adds a meaning of a phrase, in whatever case it is written; its words are parted by spaces.
    pub fn insert(&mut self, phrase: &str, meaning: M) {
        self.put(phrase, meaning, false);
    }

    /// Adds a meaning of a phrase before those that it has.
    pub fn insert_first(&mut self, phrase: &str, meaning: M) {
        self.put(phrase, meaning, true);
    }

    fn put(&mut self, phrase: &str, meaning: M, first: bool) {
        let mut at = 0;
        for word in phrase.to_lowercase().split_whitespace() {
            let fresh = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return };
            at = *node.next.entry(word.into()).or_insert(fresh);
            if at == fresh {
                self.nodes.push(Node { next: FxHashMap::default(), meanings: Vec::new() });
            }
        }
        if let Some(node) = self.nodes.get_mut(at).filter(|node| at > 0 && !node.meanings.contains(&meaning))
        {
            let at = if first { 0 } else { node.meanings.len() };
            node.meanings.insert(at, meaning);
        }
    }

    /// The meanings of the longest phrase that begins at word 0, and how many words it has.
    pub fn longest<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(&[M], usize)> {
        let mut node = self.nodes.first()?;
        let mut found = None;
        let mut count = 0;
        while let Some(next) =
            word(count).and_then(|word| node.next.get(word)).and_then(|at| self.nodes.get(*at))
        {
            (node, count) = (next, count + 1);
            if !node.meanings.is_empty() {
                found = Some((node.meanings.as_slice(), count));
            }
        }
        found
    }

    /// Looks at each phrase that begins a text of words between single spaces, with what stands behind it, until one `is` it.
    pub fn at<'a>(&'a self, text: &str, mut is: impl FnMut(&str, &'a M) -> bool) -> bool {
        let (mut node, mut rest) = (self.nodes.first(), text);
        while let Some(known) = node.filter(|_| !rest.is_empty()) {
            let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
            node = known.next.get(word).and_then(|at| self.nodes.get(*at));
            rest = behind;
            if node.is_some_and(|node| node.meanings.iter().any(|meaning| is(rest, meaning))) {
                return true;
            }
        }
        false
    }

    /// Looks at each phrase that stands in a text of words between single spaces, with what stands before it, until one `is` it. Asked for
    /// every line of a log: it makes no string.
    pub fn visit<'a>(&'a self, text: &str, mut is: impl FnMut(&str, &'a M) -> bool) -> bool {
        let mut rest = text.trim_start_matches(' ');
        while !rest.is_empty() {
            let before = text.get(..text.len() - rest.len()).unwrap_or_default();
            if self.at(rest, |_, meaning| is(before, meaning)) {
                return true;
            }
            rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
        }
        false
    }

    /// The meanings of every phrase that begins at word 0, the shortest first, each with its number of words.
    pub fn all<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Vec<(&[M], usize)> {
        let (mut found, mut count) = (Vec::new(), 0);
        let mut node = self.nodes.first();
        while let Some(next) =
            word(count).and_then(|word| node?.next.get(word)).and_then(|at| self.nodes.get(*at))
        {
            (node, count) = (Some(next), count + 1);
            if !next.meanings.is_empty() {
                found.push((next.meanings.as_slice(), count));
            }
        }
        found
    }
}
