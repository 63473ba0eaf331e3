//! The counts beside a status: how many tests ran, and how many things failed in or beside them.

use crate::lexicon::words::Name;
use crate::model::record::{Conclusion, folded};
use crate::read::value::tree::{Group, Node};

/// How many tests ran, where a group counts them, and how many things failed in or beside them.
#[derive(Default)]
pub(in crate::read) struct Counts {
    ran: Option<u64>,
    failed: u64,
}

impl Counts {
    /// What a group counts, and what the groups of counts within it do (`stats`, `summary`).
    pub(in crate::read) fn of(group: &Group) -> Self {
        let number = |node: &Node| node.value.word().and_then(|word| word.parse::<u64>().ok());
        let mut counts = Self::default();
        for (key, node) in group {
            let key = folded(key);
            if let Some(inner) = node.value.group().filter(|_| Name::CountGroup.has(&key)) {
                let total = inner.iter().find(|(key, _)| Name::Total.has(&folded(key)));
                let own = Self::of(inner);
                counts.failed += own.failed;
                counts.ran = counts.ran.or(own.ran).or(total.and_then(|(_, node)| number(node)));
            } else if Name::FailedCount.has(&key) {
                counts.failed += number(node).unwrap_or_default();
            } else if Name::TestCount.has(&key) {
                counts.ran = counts.ran.or(number(node));
            }
        }
        counts
    }

    /// A conclusion with what the counts beside it say: a success with failures is none, nor is one of which nothing ran.
    pub(in crate::read) fn against(&self, conclusion: Option<Conclusion>) -> Option<Conclusion> {
        match conclusion {
            Some(Conclusion::Succeeded) | None if self.failed > 0 => Some(Conclusion::Failed),
            Some(Conclusion::Succeeded) if self.ran == Some(0) => None,
            other => other,
        }
    }
}
