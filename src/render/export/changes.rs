//! What changed for items between two releases, for `release.json` and `golive diff`.

use crate::assess::compare::ItemDifference;
use crate::assess::result::assessment::Assessment;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::words;
use serde_json::{Value, json};

/// Items that differ, each with its lasting id, what happened, and how it was and is.
pub fn item_changes(
    assessment: &Assessment,
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
    found: &[ItemDifference],
) -> Vec<Value> {
    let of = |difference: &ItemDifference| {
        let old = difference.before.and_then(|at| before.items.get(at));
        let new = difference.after.and_then(|at| after.items.get(at));
        let identity = new.or(old).and_then(|item| assessment.identity(item));
        json!({
            "identity": identity.map(|identity| &identity.id),
            "changes": difference.changes.iter().map(|change| change.word()).collect::<Vec<_>>(),
            "text": words::item_changes(&difference.changes, &difference.demands),
            "before": old.map(|item| self::item(before, item)),
            "after": new.map(|item| self::item(after, item)),
        })
    };
    found.iter().map(of).collect()
}

fn item(release: &ReleaseAssessment, item: &ItemJudgement) -> Value {
    json!({
        "id": item.id,
        "text": words::text(release, item),
        "verdict": item.today.verdict.word(),
        "ticked": item.today.ticked(),
    })
}
