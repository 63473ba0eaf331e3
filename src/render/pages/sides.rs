//! Releases as data for comparisons that are made in the page (`templates/compare.js`): a file each, one that lists them all, and the
//! files of evidence that changed, by blocks of releases. All grows with the history, and a comparison loads two releases and the blocks between.

use super::{audit_changes, parts};
use crate::assess::compare::FileStep;
use crate::assess::compare::change::{ChangedDemand, ItemChange, criteria, files, written};
use crate::assess::compare::series;
use crate::assess::compare::series::{SeriesFigure, SeriesName};
use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::trigger::Firing;
use crate::assess::result::verdict::Verdict;
use crate::model::id::{Oid, short_sha256};
use crate::model::measurement::Unit;
use crate::model::time::rfc3339;
use crate::read::text::wording::stem;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::{Target, item_anchor};
use crate::render::{format, words};
use serde_json::{Value, json};

/// So many releases share a file of changes.
const BLOCK: usize = 100;
/// The name of a release's file, beside its page.
pub const FILE: &str = "compare.js";

/// The figures of a release that stand beside those of another.
#[derive(Debug)]
pub struct Side {
    /// Each with its name.
    pub figures: [(&'static str, String); 6],
}

/// What is shown of a release beside another, but for its name, time and readiness.
pub fn side(r: &ReleaseAssessment) -> Side {
    let count = |wanted: fn(&Firing) -> bool| r.triggers.iter().filter(|one| wanted(&one.firing)).count();
    let triggers = say!(
        "{fired} of {all} fired, {unknown} unknown",
        fired = count(|firing| matches!(firing, Firing::Fired { .. })),
        all = r.triggers.len(),
        unknown = count(|firing| matches!(firing, Firing::Unknown(_)))
    );
    Side {
        figures: [
            (say!("At the tag"), parts::pair(&r.tallies.due)),
            (say!("Today"), parts::pair(&r.tallies.due_today)),
            (say!("After the tag"), parts::pair(&r.tallies.after)),
            (say!("Outcome"), words::outcome_told(&r.outcome)),
            (say!("Files of evidence"), format::integer(r.evidence.len())),
            (say!("Rollback triggers"), triggers),
        ],
    }
}

/// All files of this kind.
pub fn targets(scene: &Scene<'_>) -> Vec<Target> {
    let count = scene.assessment.releases.len();
    let blocks = (0..count.div_ceil(BLOCK)).map(|n| Target::File(format!("compare/files-{n}.js")));
    let beside = (0..count).map(|at| Target::Beside(at, FILE));
    let list = Target::File("compare/releases.js".to_owned());
    std::iter::once(list).chain(blocks).chain(beside).collect()
}

/// The name and the data of one of them.
pub fn data(scene: &Scene<'_>, target: &Target) -> (String, Value) {
    match target {
        Target::Beside(at, _) => {
            let data = scene.release(*at).map(|(r, _)| release(scene, r));
            (scene.routes.folder(*at).to_owned(), json!(data))
        }
        Target::File(path) => {
            let name = path.trim_start_matches("compare/").trim_end_matches(".js");
            let number = name.strip_prefix("files-").and_then(|number| number.parse().ok());
            (name.to_owned(), number.map_or_else(|| list(scene), |number| block(scene, number)))
        }
        _ => (String::new(), Value::Null),
    }
}

/// Every release with its folder, oldest first, and the words that all comparisons share.
fn list(scene: &Scene<'_>) -> Value {
    let releases =
        scene.releases().map(|(r, _)| json!([scene.routes.folder(r.snapshot), scene.name(r.snapshot)]));
    let verdicts = Verdict::ALL
        .map(|one| json!([one.word(), words::verdict(one), one.is_proven(), words::verdict_word(one)]));
    let changes = ItemChange::ALL.map(|change| json!([change.word(), words::item_change(change)]));
    let between = scene.forge.as_ref().map(|forge| forge.compare(FROM, TO));
    json!({
        "releases": releases.collect::<Vec<_>>(),
        "verdicts": verdicts,
        "not_due": words::due_word(Due::NotYet),
        "changes": changes,
        "block": BLOCK,
        "rule": words::rule(),
        "audits": audit_changes::shared(),
        "between": between,
        "from": FROM.to_string(),
        "to": TO.to_string(),
    })
}

/// What stands for the two commits in the address of a comparison.
const FROM: Oid = Oid([0; 20]);
const TO: Oid = Oid([0xff; 20]);

/// The files of evidence that changed with each release of a block: snapshot, path, version before, version after; null is none.
fn block(scene: &Scene<'_>, number: usize) -> Value {
    let end = (number.saturating_add(1)).saturating_mul(BLOCK).min(scene.assessment.releases.len());
    let row = |at: usize, step: FileStep| {
        let version = |index: Option<usize>| index.map(|index| scene.routes.register.anchor(index));
        json!([at, step.path, version(step.before), version(step.after)])
    };
    let begin = number.saturating_mul(BLOCK);
    let all = (begin..end).flat_map(|at| scene.comparer.files(at).into_iter().map(move |step| row(at, step)));
    json!(all.collect::<Vec<_>>())
}

fn release(scene: &Scene<'_>, r: &ReleaseAssessment) -> Value {
    let at = scene.dossier.history.snapshots.get(r.snapshot);
    let figures = series::figures(&scene.assessment.releases, r);
    json!({
        "commit": at.map(|at| at.commit.to_string()),
        "time": at.map(|at| json!([rfc3339(at.time), format::utc(at.time)])),
        "go": r.is_go(),
        "figures": side(r).figures,
        "items": r.items.iter().map(|one| item(scene, r, one)).collect::<Vec<_>>(),
        "series": figures.iter().map(figure).collect::<Vec<_>>(),
        "audits": audit_changes::data(scene, r),
    })
}

fn item(scene: &Scene<'_>, r: &ReleaseAssessment, item: &ItemJudgement) -> Value {
    let verdict = Verdict::ALL.iter().position(|one| *one == item.today.verdict);
    let first = scene.assessment.identity(item).and_then(|one| one.at.first()).map(|(first, _)| first);
    let title = r.in_force.as_ref().and_then(|in_force| in_force.checklist.title.as_deref());
    let said = written(r, item).map(|(section, said)| {
        let plain = said.text.split_whitespace().collect::<Vec<_>>().join(" ");
        json!({
            "words": digest(&plain),
            "section": stem(&section.slug),
            "top": section.title.is_empty() || title == Some(&*section.title),
            "files": files(said),
        })
    });
    let demand = |criterion| {
        let demand = ChangedDemand::of(&criterion);
        // An open end of a range is null in JSON.
        json!([digest(&demand.kind), digest(&demand.place), demand.passes, words::demand(&criterion)])
    };
    json!({
        "one": item.identity,
        "first": first,
        "anchor": item_anchor(&item.id),
        "text": super::difference::text(r, item),
        "verdict": verdict,
        "not_due": item.due == Due::NotYet,
        "ticked": item.today.ticked(),
        "said": said,
        "demands": criteria(item).into_iter().map(demand).collect::<Vec<_>>(),
    })
}

/// Eight digits that tell one text from another.
fn digest(text: &str) -> String {
    short_sha256(text.as_bytes(), 8)
}

fn figure(of: &SeriesFigure) -> Value {
    let key = match &of.series {
        SeriesName::Latency { target, label, statistic } => {
            json!(["0", target, label, (*statistic as u8).to_string()])
        }
        SeriesName::Lighthouse { target, label, metric } => json!(["1", target, label, metric.name()]),
    };
    let unit = of.unit;
    json!({
        "key": key,
        "name": parts::sentence(&words::series(&of.series)),
        "score": unit == Unit::Score,
        "least": crate::assess::compare::call::least(unit, 0.0),
        "value": of.value,
        "fault": of.fault,
        "texts": of.value.map(|value| format::finer(value, unit)),
        "budget": of.budget.map(|(op, bound)| json!([op.sign(), bound, format::exact(bound, unit), format::finer(bound, unit)])),
        "scale": of.scale,
        "machine": of.machine,
        "known": of.known,
        "noise": of.noise,
        "noise_text": words::noise(of.noise, unit),
    })
}
