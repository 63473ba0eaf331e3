//! One version of a file of evidence, rendered safely, with its provenance.

use super::audits;
use super::checklist::Piece;
use super::content::{self, Content};
use super::difference;
use super::parts::{self, Cell, Table, numbers};
use super::picture;
use super::switcher::{Switch, switcher};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::model::evidence::{self, Evidence, State};
use crate::model::id::Oid;
use crate::model::measurement::Measurement;
use crate::model::time::{Claim, ClaimSource, Precision};
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use crate::render::{format, words};
use serde::Serialize;
use std::collections::BTreeSet;

/// A measurement table shows so many rows; the data files have all.
const ROWS: usize = 500;

/// A page for each version of evidence on the pages of each release.
pub struct EvidencePages;

#[derive(Debug, Serialize)]
struct Fact {
    name: &'static str,
    body_html: Html,
}

#[derive(Debug, Serialize)]
struct View {
    name: String,
    state_html: Html,
    meaning: String,
    facts: Vec<Fact>,
    switcher: Vec<Switch>,
    relied: Vec<Piece>,
    elsewhere: Option<Table>,
    changes: Option<Table>,
    entries: Option<Table>,
    measurements: Option<Table>,
    more: String,
    runs: Vec<audits::RunView>,
    told: Option<Table>,
    problems: Option<Table>,
    content: Content,
}

/// A state with its shape and colour.
pub fn state(state: State) -> Html {
    let class = match state {
        State::Proving => "proving",
        State::Failing => "failed",
        State::Empty | State::Unreadable => "warning",
        State::Neutral => "quiet",
    };
    let word = if state == State::Neutral { say!("no result") } else { words::state_word(state) };
    parts::labelled(class, word, words::state(state))
}

/// The versions that a release shows: those it uses, and those on which a verdict stands.
fn versions(r: &ReleaseAssessment) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let used = r.evidence.iter().map(|used| used.evidence);
    let stands =
        r.items.iter().flat_map(|item| item.today.evidence.iter().chain(&item.at_tag.evidence)).copied();
    let in_force = r.in_force.iter().flat_map(ChecklistInForce::origins).filter_map(ChecklistPlace::evidence);
    used.chain(in_force).chain(stands).filter(|index| seen.insert(*index)).collect()
}

impl Kind for EvidencePages {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let of = |r: &ReleaseAssessment| {
            let snapshot = r.snapshot;
            versions(r).into_iter().map(move |index| Target::Evidence(snapshot, index)).collect::<Vec<_>>()
        };
        let known = |target: &Target| matches!(target, Target::Evidence(_, index) if scene.dossier.evidence.get(*index).is_some());
        let pages: Vec<Target> = scene.assessment.releases.iter().flat_map(of).filter(known).collect();
        let images: BTreeSet<Target> = pages
            .iter()
            .filter_map(|page| {
                let Target::Evidence(_, index) = *page else { return None };
                Some(Target::Image(index, picture::name(scene, scene.dossier.evidence.get(index)?)?))
            })
            .collect();
        let copies: BTreeSet<Target> = pages
            .iter()
            .filter_map(|page| {
                let Target::Evidence(_, index) = *page else { return None };
                content::is_published(scene.dossier.evidence.get(index)?).then_some(Target::Raw(index))
            })
            .collect();
        pages.into_iter().chain(images).chain(copies).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        if let Target::Image(index, _) | Target::Raw(index) = target {
            let version = scene.dossier.evidence.get(*index);
            let bytes = version.and_then(|version| scene.bytes.bytes(version.blob).ok()).unwrap_or_default();
            return Ok(if matches!(target, Target::Raw(_)) {
                content::published(&bytes)
            } else {
                picture::published(&bytes)
            });
        }
        let Target::Evidence(snapshot, index) = *target else { return Ok(Vec::new()) };
        let (Some(version), Some((r, _))) = (scene.dossier.evidence.get(index), scene.release(snapshot))
        else {
            return Ok(Vec::new());
        };
        let name = scene.name(snapshot);
        let heading = version.path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut frame = Frame::new(scene, path, &heading, &[(&name, Target::Release(snapshot))]);
        let blob = version.blob.to_string();
        let blob = blob.get(..12).unwrap_or(&blob).to_owned();
        frame.title = say!("{path} ({blob}) at {release}", path = version.path, blob, release = name);
        frame.running = say!(
            "{release} · {path} · blob {blob}",
            release = name,
            path = version.path,
            blob = version.blob
        );
        let measurements = measurements(scene, index);
        let total = version.facts.measured;
        let view = View {
            name: heading,
            state_html: state(version.facts.state),
            meaning: parts::sentence(words::state(version.facts.state)),
            facts: facts(scene, path, snapshot, version),
            switcher: switcher(scene, path, snapshot, &|other| neighbour(scene, other, version)),
            relied: relied(scene, path, r, index),
            elsewhere: elsewhere(scene, path, snapshot, index),
            changes: changes(scene, version),
            entries: super::entries::table(scene, path, snapshot, &version.facts.entries),
            measurements,
            more: match total > ROWS {
                true => say!("The first {n} of {all}.", n = ROWS, all = total),
                false => String::new(),
            },
            runs: audits::runs(scene, path, r, index),
            told: audits::told(version),
            problems: super::findings::table(
                say!("Problems with this file"),
                scene,
                snapshot,
                &version.facts.problems.iter().collect::<Vec<_>>(),
            ),
            content: content::of(scene, path, index, version),
        };
        scene.fill("evidence.html", frame, &view)
    }
}

/// The version of the same path that a neighbouring release shows.
fn neighbour(scene: &Scene<'_>, other: usize, version: &Evidence) -> Option<Target> {
    let index = scene.dossier.at(&version.path, other)?;
    let target = Target::Evidence(other, index);
    scene.routes.path(&target).is_some().then_some(target)
}

fn facts(scene: &Scene<'_>, path: &str, snapshot: usize, version: &Evidence) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name, body_html| facts.push(Fact { name, body_html });
    let commit = scene.dossier.history.commits.get(version.recorded_by);
    let words = Html::made(crate::render::html::visible(&version.path));
    add(
        say!("Path"),
        match commit {
            Some(commit) => parts::source(scene, commit.id, &version.path, 0),
            None => words,
        },
    );
    if let Some(commit) = commit.filter(|_| version.facts.kind == evidence::Kind::Lighthouse) {
        add(say!("Original"), original(scene, commit.id, &version.path));
    }
    add(say!("Shown for"), parts::release(scene, path, snapshot));
    add(say!("Kind"), Html::text(words::kind_word(&version.facts.kind)));
    if let Some(title) = &version.facts.title {
        add(say!("Title"), Html::text(title));
    }
    add(say!("Size"), Html::text(&format::bytes(version.facts.bytes)));
    add(say!("Blob"), Html::made(format!("<span class=\"id\">{}</span>", version.blob)));
    add(say!("SHA-256"), Html::made(format!("<span class=\"id\">{}</span>", escape(&version.facts.sha256))));
    if let Some(commit) = commit {
        let by = Html::text(&say!("by {name} in", name = commit.author.name));
        let body = [parts::moment(version.recorded), by, parts::commit(scene, commit.id)];
        add(say!("Recorded"), parts::joined(&body, " "));
    }
    add(say!("Claimed time"), version.facts.claim.map_or_else(|| Html::text(say!("none stated")), claimed));
    if let Some(apart) = words::apart(version) {
        add(say!("Difference"), Html::text(&apart));
    }
    let clock = words::evidence_clock(version).1;
    add(say!("Judged by"), Html::text(&say!("the time {clock}", clock)));
    facts.extend(front(version));
    facts
}

/// The time that a file claims, where it does, and how exactly.
fn claimed(claim: Claim) -> Html {
    let precision = match claim.precision {
        Precision::Day => say!("the day only"),
        Precision::Unzoned => say!("without a zone, read in that of the commit that recorded it"),
        Precision::Ambiguous => say!("with letters that mean several zones"),
        Precision::Exact => say!("exact"),
    };
    let source = match claim.source {
        ClaimSource::Content => say!("its content says so"),
        ClaimSource::FileName => say!("its file name says so"),
    };
    let words = format!("({source}; {precision}; {})", say!("not proven"));
    parts::joined(&[parts::claimed(claim), Html::text(&words)], " ")
}

/// Where the file itself lies, which is not shown: at the forge, else in the repository.
fn original(scene: &Scene<'_>, commit: Oid, path: &str) -> Html {
    let words = match &scene.forge {
        Some(forge) => {
            return Html::made(format!(
                "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
                escape(&forge.blob(commit, path, 0)),
                escape(say!("the file as it was recorded"))
            ));
        }
        None => words::shell(&format!("{commit}:{path}")),
    };
    Html::made(format!("<code>git show {}</code>", escape(&words)))
}

/// What its front matter says, and the hash of what stands behind it.
fn front(version: &Evidence) -> Vec<Fact> {
    let Some(front) = &version.facts.front else { return Vec::new() };
    let mut facts = Vec::new();
    if !front.body_sha256.is_empty() {
        let hash = format!("<span class=\"id\">{}</span>", escape(&front.body_sha256));
        let hash = [Html::made(hash), Html::text(say!("(what stands behind its front matter)"))];
        facts.push(Fact { name: say!("SHA-256 of the body"), body_html: parts::joined(&hash, " ") });
    }
    let fields: Vec<String> = front.fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    if !fields.is_empty() {
        let text = crate::redact::redact(&fields.join("\n")).text.replace('\n', "; ");
        facts.push(Fact {
            name: say!("Front matter"),
            body_html: Html::made(crate::render::html::visible(&text)),
        });
    }
    facts
}

/// The items that rely on a version.
fn relied(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, index: usize) -> Vec<Piece> {
    let relies = |item: &&crate::assess::result::judgement::ItemJudgement| {
        item.today.evidence.contains(&index) || item.at_tag.evidence.contains(&index)
    };
    r.items
        .iter()
        .filter(relies)
        .map(|item| {
            let fragment = format!("#{}", item_anchor(&item.id));
            let words = difference::text(r, item);
            let link = scene.anchor(path, &Target::Release(r.snapshot), &fragment, &words);
            Piece { body_html: parts::joined(&[parts::badge(item.today.verdict), link], " ") }
        })
        .collect()
}

/// So many other releases are named, those nearest before this one and all after it first; a log that goes on is relied on by many.
const OTHERS: usize = 30;

/// The other releases whose items rely on the same version, newest first.
fn elsewhere(scene: &Scene<'_>, path: &str, snapshot: usize, index: usize) -> Option<Table> {
    let others: Vec<usize> =
        scene.uses_of(index).iter().copied().filter(|other| *other != snapshot).collect();
    let caption = match others.len() > OTHERS {
        true => say!(
            "The newest {n} of {all} other releases that rely on this version",
            n = OTHERS,
            all = others.len()
        ),
        false => say!("Other releases that rely on this version").to_owned(),
    };
    let mut table = Table::new(caption, &[say!("Release"), &numbers(say!("Items"))]);
    for other in others.into_iter().rev().take(OTHERS) {
        let used =
            scene.release(other).and_then(|(r, _)| r.evidence.iter().find(|used| used.evidence == index));
        let items = used.map_or(0, |used| used.items.len());
        let name = Cell::heading(parts::release(scene, path, other));
        table.rows.push(vec![name, Cell::number(format::integer(items))]);
    }
    table.unless_empty()
}

/// So many changes of a path are shown before and after the one that set this version: a file that changes with every release would
/// otherwise make a site grow with the square of its history.
const CHANGES_AROUND: usize = 15;

/// The commits that changed the path: those around the one that set this version.
fn changes(scene: &Scene<'_>, version: &Evidence) -> Option<Table> {
    let all = &scene.dossier.history.tracks.get(&version.path)?.changes;
    let set = all.iter().position(|change| change.commit == version.recorded_by).unwrap_or_default();
    let start = set.saturating_sub(CHANGES_AROUND);
    let around = all.get(start..(set + CHANGES_AROUND + 1).min(all.len())).unwrap_or_default();
    let caption = if around.len() == all.len() {
        say!("Every change of this path").to_owned()
    } else {
        say!(
            "{n} of {all} changes of this path, around the one that set this version (all: git log -- {path})",
            n = around.len(),
            all = format::integer(all.len()),
            path = words::shell(&version.path)
        )
    };
    let columns = [say!("When"), say!("What"), say!("By"), say!("Commit"), say!("Message")];
    let mut table = Table::new(caption, &columns);
    for change in around {
        let Some(commit) = scene.dossier.history.commits.get(change.commit) else { continue };
        let what = match change.blob {
            Some(blob) if blob == version.blob => say!("set to this version"),
            Some(_) => say!("set to another version"),
            None => say!("removed"),
        };
        table.rows.push(vec![
            Cell::html(parts::moment(commit.committed)).with("nowrap"),
            Cell::text(what),
            Cell::text(&commit.author.name),
            Cell::html(parts::commit(scene, commit.id)),
            Cell::text(&commit.summary),
        ]);
    }
    table.unless_empty()
}

/// What became of a measurement by its own budget.
fn outcome(of: &Measurement) -> Html {
    match of.ok() {
        Some(true) => {
            parts::labelled("proving", say!("within budget"), say!("Finished, and within its own budget"))
        }
        Some(false) if of.finished() => {
            parts::labelled("failed", say!("over budget"), say!("Finished, but over its own budget"))
        }
        Some(false) => parts::labelled("failed", &words::outcome(of), say!("Did not finish")),
        None => parts::labelled("quiet", say!("no budget"), say!("It names no budget of its own")),
    }
}

/// What a version measures.
fn measurements(scene: &Scene<'_>, index: usize) -> Option<Table> {
    let version = scene.dossier.evidence.get(index)?;
    let columns = [
        say!("Time"),
        say!("Metric"),
        say!("Target"),
        &numbers(say!("Value")),
        &numbers(say!("Budget")),
        say!("Outcome"),
        say!("Says of itself"),
        &numbers(say!("Line")),
    ];
    let mut table = Table::new(say!("Measurements in this file"), &columns);
    for of in version.facts.measurements.iter().take(ROWS) {
        let number =
            |value: Option<f64>| value.map(|value| format::quantity(value, of.unit)).unwrap_or_default();
        let metric = parts::sentence(&words::metric(&of.metric));
        let metric = match &*of.label {
            "" => metric,
            label => say!("{name} ({more})", name = metric, more = label),
        };
        table.rows.push(vec![
            Cell::html(of.time.map_or_else(|| Html::text(say!("none stated")), parts::moment)).with("nowrap"),
            Cell::text(&metric),
            Cell::text(&of.target).with("path"),
            Cell::number(number(of.value)),
            Cell::number(number(of.budget)),
            Cell::html(outcome(of)),
            Cell::text(match of.said_ok {
                Some(true) => say!("ok"),
                Some(false) => say!("not ok"),
                None => say!("nothing"),
            }),
            Cell::number(if of.line > 0 { of.line.to_string() } else { String::new() }),
        ]);
    }
    table.unless_empty()
}
