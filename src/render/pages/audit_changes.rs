//! The judged Lighthouse runs of two releases audit by audit: as tables for neighbours, and as data for any two (`templates/compare.js`).

use super::audits::{ROWS, read, score, shown, title};
use super::parts::{self, Cell, Table, numbers};
use crate::assess::result::lighthouse::LighthouseSummary;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::lighthouse::Run;
use crate::read::lighthouse::audits::{Audited, PASSED, Report};
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{format, words};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// So many judged runs of a release are looked at: data of any two releases have all of them.
const RUNS: usize = 24;
/// So many pages and form factors of two releases are compared.
const PAIRS: usize = 6;
/// So many audits of a run are compared, the first by id: Lighthouse has less than 200.
const AUDITS: usize = 400;
/// What stands in the data for an audit that could not be computed.
const BROKE: f64 = -1.0;

/// What became of an audit, the most urgent first: the class of its badge, if any, its words, and what they mean.
fn kinds() -> [[&'static str; 3]; 6] {
    [
        ["failed", say!("no longer passes"), say!("It passed before")],
        ["failed", say!("not computed"), say!("It had a score before")],
        ["proving", say!("passes now"), say!("It did not pass before")],
        ["", say!("another score"), ""],
        ["", say!("has a score now"), ""],
        ["", say!("has no score now"), ""],
    ]
}

/// The audits of two releases that differ, and what is to be said of them.
#[derive(Debug, Default)]
pub struct Changes {
    /// What the tables show.
    pub lead: String,
    /// For each page and form factor that both releases judged a run of: the audits whose score differs.
    pub tables: Vec<Table>,
}

/// The judged runs of a release that are compared.
fn compared(r: &ReleaseAssessment) -> impl Iterator<Item = &LighthouseSummary> {
    r.lighthouse.iter().take(RUNS)
}

/// What differs between two releases.
pub fn changes(scene: &Scene<'_>, before: &ReleaseAssessment, after: &ReleaseAssessment) -> Changes {
    let pairs = compared(after).filter_map(|new| {
        let old = compared(before).find(|old| old.target == new.target && old.label == new.label)?;
        Some((old, new))
    });
    let pairs: Vec<_> = pairs.collect();
    let further = match pairs.len().saturating_sub(PAIRS) {
        0 => None,
        n => Some(say!(
            "{runs} not compared here.",
            runs = format::count(n, "further run is", "further runs are")
        )),
    };
    let lead = say!("The judged runs of both releases, audit by audit; those that differ.");
    Changes {
        lead: std::iter::once(lead.to_owned()).chain(further).collect::<Vec<_>>().join(" "),
        tables: pairs.into_iter().take(PAIRS).filter_map(|(old, new)| difference(scene, old, new)).collect(),
    }
}

/// The judged run of a summary, with its audits.
fn judged(scene: &Scene<'_>, of: &LighthouseSummary) -> Option<Report> {
    let same =
        |run: &Run| run.target == of.run.target && run.label == of.run.label && run.time == of.run.time;
    read(scene, scene.dossier.evidence.get(of.evidence)?).into_iter().find(|report| same(&report.run))
}

/// The audits that have a score or could not be computed, by id.
fn scored(report: &Report) -> BTreeMap<&str, &Audited> {
    let all = report.audits.iter().map(|(id, audit)| (id.as_str(), audit));
    all.filter(|(_, audit)| audit.score.is_some() || audit.broke).take(AUDITS).collect()
}

fn difference(scene: &Scene<'_>, old: &LighthouseSummary, new: &LighthouseSummary) -> Option<Table> {
    if old.evidence == new.evidence && old.time == new.time {
        return None;
    }
    let (was, is) = (judged(scene, old)?, judged(scene, new)?);
    let (was, is) = (scored(&was), scored(&is));
    let ids: BTreeSet<&str> = was.keys().chain(is.keys()).copied().collect();
    let told = |audit: Option<&&Audited>| audit.map(|audit| (audit.score, audit.broke));
    let differs = ids.into_iter().map(|id| (id, was.get(id), is.get(id)));
    let differs = differs.filter(|(_, a, b)| told(*a) != told(*b));
    let mut rows: Vec<_> = differs.map(|(id, a, b)| (urgency(a.copied(), b.copied()), id, a, b)).collect();
    rows.sort_by_key(|(urgency, id, ..)| (*urgency, *id));
    let versions = if old.run.version == new.run.version {
        String::new()
    } else {
        say!(
            "; Lighthouse {before} and {now}, so that audits came and went",
            before = old.run.version,
            now = new.run.version
        )
    };
    let caption = say!("Audits of {page} that differ", page = words::page(&new.target, &new.label));
    let caption = shown(&caption, rows.len()) + &versions;
    let columns = [say!("Audit"), &numbers(say!("Before")), &numbers(say!("After")), say!("What changed")];
    let mut table = Table::new(caption, &columns);
    table.rows = rows
        .into_iter()
        .take(ROWS)
        .map(|(urgency, id, a, b)| {
            let name = b.or(a).map_or(id, |audit| &audit.title);
            let side =
                |audit: Option<&&Audited>| audit.map_or_else(|| Cell::number(""), |audit| score(audit));
            vec![
                Cell::heading(Html::text(&title(id, name))).with("words"),
                side(a),
                side(b),
                Cell::html(changed(urgency)),
            ]
        })
        .collect();
    table.unless_empty()
}

/// The place of what happened among [`kinds`].
fn urgency(a: Option<&Audited>, b: Option<&Audited>) -> usize {
    let passes = |audit: Option<&Audited>| audit.and_then(Audited::passes);
    match (passes(a), passes(b)) {
        (Some(true), Some(false)) => 0,
        (Some(_), None) if b.is_some_and(|audit| audit.broke) => 1,
        (Some(false), Some(true)) => 2,
        (Some(_), Some(_)) => 3,
        (None, Some(_)) => 4,
        _ => 5,
    }
}

fn changed(urgency: usize) -> Html {
    match kinds().get(urgency) {
        Some(["", words, _]) => Html::text(words),
        Some([class, words, meaning]) => parts::labelled(class, words, meaning),
        None => Html::default(),
    }
}

/// What all comparisons of audits share.
pub fn shared() -> Value {
    json!({ "passed": PASSED, "rows": ROWS, "pairs": PAIRS, "changes": kinds() })
}

/// The judged runs of a release with their audits, each as the place of its name and its score.
pub fn data(scene: &Scene<'_>, r: &ReleaseAssessment) -> Value {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut place = |id: &str, audit: &Audited| {
        let name = (id.to_owned(), title(id, &audit.title));
        *places.entry(name.clone()).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        })
    };
    let run = |of: &LighthouseSummary| {
        let report = judged(scene, of);
        let audits = report.as_ref().map(scored).unwrap_or_default();
        let row = |(id, audit): (&str, &Audited)| {
            json!([place(id, audit), if audit.broke { Some(BROKE) } else { audit.score }])
        };
        json!({
            "of": [of.target, of.label],
            "name": words::page(&of.target, &of.label),
            "file": [scene.routes.register.anchor(of.evidence), of.time.to_string()],
            "version": of.run.version,
            "audits": report.is_some().then(|| audits.into_iter().map(row).collect::<Vec<_>>()),
        })
    };
    let mut run = run;
    let runs: Vec<Value> = compared(r).map(&mut run).collect();
    json!({ "names": names, "runs": runs })
}
