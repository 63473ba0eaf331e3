//! Phrases by their words: the longest that stands at a place is found in one walk, however many there are.

use std::collections::HashMap;

/// Phrases and what they mean.
#[derive(Clone, Debug)]
pub struct Phrases<M> {
    nodes: Vec<Node<M>>,
}

#[derive(Clone, Debug)]
struct Node<M> {
    next: HashMap<Box<str>, usize>,
    meanings: Vec<M>,
}

impl<M> Default for Phrases<M> {
    fn default() -> Self {
        Self { nodes: vec![Node { next: HashMap::new(), meanings: Vec::new() }] }
    }
}

impl<M: PartialEq> Phrases<M> {
    /// Adds a meaning of a phrase; its words are parted by spaces.
    pub fn insert(&mut self, phrase: &str, meaning: M) {
        let mut at = 0;
        for word in phrase.split_whitespace() {
            let fresh = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return };
            at = *node.next.entry(word.into()).or_insert(fresh);
            if at == fresh {
                self.nodes.push(Node { next: HashMap::new(), meanings: Vec::new() });
            }
        }
        if let Some(node) = self.nodes.get_mut(at).filter(|node| at > 0 && !node.meanings.contains(&meaning))
        {
            node.meanings.push(meaning);
        }
    }

    /// The meanings of the longest phrase that begins at word 0, and how many words it has.
    #[must_use]
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

    /// The meanings of every phrase that begins at word 0, the shortest first, each with its number of words.
    #[must_use]
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
