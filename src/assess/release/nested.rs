//! Items that say nothing computable themselves and rest on the items nested in them.

use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::{reason::Reason, verdict::Verdict};
use crate::model::checklist::Checklist;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Judges the items that name no evidence by what is nested in them: proven if all of that is and the box is ticked. An item with
/// words of its own is judged by these alone.
pub fn rest_on_nested(judged: &mut [ItemJudgement], checklist: &Checklist) {
    let under = checklist.items().filter_map(|(_, item)| Some((&*item.id, item.under.as_deref()?)));
    let under = under.collect::<HashMap<_, _>>();
    if under.is_empty() {
        return;
    }
    let at = judged.iter().enumerate().map(|(n, item)| (item.id.clone(), n)).collect::<HashMap<_, _>>();
    let mut nested: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, item) in judged.iter().enumerate() {
        if let Some(parent) = under.get(&*item.id).and_then(|parent| at.get(*parent)) {
            nested.entry(*parent).or_default().push(n);
        }
    }
    // Nested entries come after what they are nested in: from the last on, each rests on items that are judged.
    for (parent, inner) in nested.into_iter().rev() {
        let vantage = |of: fn(&ItemJudgement) -> &Judgement| {
            let own = of(judged.get(parent)?);
            (own.reason == Reason::NothingNamed)
                .then(|| sum(own.ticked(), inner.iter().filter_map(|n| Some((*n, of(judged.get(*n)?))))))
        };
        let (at_tag, today) = (vantage(|item| &item.at_tag), vantage(|item| &item.today));
        if let Some(item) = judged.get_mut(parent) {
            for (judgement, new) in [(&mut item.at_tag, at_tag), (&mut item.today, today)] {
                if let Some((verdict, reason)) = new {
                    let judgement = Arc::make_mut(judgement);
                    (judgement.verdict, judgement.reason) = (verdict, reason);
                }
            }
        }
    }
}

fn sum<'s>(ticked: bool, inner: impl Iterator<Item = (usize, &'s Judgement)>) -> (Verdict, Reason) {
    let inner = inner.collect::<Vec<_>>();
    let unproven = inner.iter().filter(|(_, judgement)| !judgement.verdict.is_proven()).count();
    let first = inner.iter().find(|(_, judgement)| !judgement.verdict.is_proven());
    match first {
        None if ticked => (Verdict::Attested, Reason::NestedHold { items: inner.len() }),
        None => (Verdict::Open, Reason::NestedHold { items: inner.len() }),
        Some((item, _)) => {
            let verdict = if ticked { Verdict::Unsupported } else { Verdict::Open };
            (verdict, Reason::NestedUnproven { item: *item, unproven, items: inner.len() })
        }
    }
}
