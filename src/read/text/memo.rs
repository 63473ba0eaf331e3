//! What was read of texts that come again and again: an item in each version of its checklist, a line in the records of each release.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

/// So many texts are remembered; then all are forgotten, so that no input fills the memory.
const MOST: usize = 10_000;

/// Remembers what a pure function gave. One for each thread.
pub(in crate::read) struct Memo<K, V>(RefCell<HashMap<K, V>>);

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    pub(in crate::read) fn new() -> Self {
        Self(RefCell::new(HashMap::new()))
    }

    /// What the function gave for this key, or gives now.
    pub(in crate::read) fn get(&self, key: K, make: impl FnOnce(&K) -> V) -> V {
        if let Some(known) = self.0.borrow().get(&key) {
            return known.clone();
        }
        let fresh = make(&key);
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, fresh.clone());
        fresh
    }
}
