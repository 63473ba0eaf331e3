//! The evidence of a day, version by version, rendered safely, with its provenance.

use super::audits;
use super::checklist::Piece;
use super::content::{self, Content};
use super::difference;
use super::parts::{self, Cell, Fact, Table, numbers};
use super::picture;
use super::provenance;
use crate::assess::result::judgement::ItemJudgement;
use crate::model::evidence::{Evidence, State};
use crate::model::measurement::Measurement;
use crate::render::frame::{Crumb, Frame};
use crate::render::html::{Html, escape, visible};
use crate::render::language::say;
use crate::render::page::{Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use crate::render::{format, words};
use jiff::civil::Date;
use serde::Serialize;

/// A measurement table shows so many rows; the data files have all.
const ROWS: usize = 500;

/// A page for each day on which evidence was recorded, and one for each version that is too long for it.
pub struct EvidencePages;

/// The versions of a page: those of a day, or a long one alone.
#[derive(Debug, Serialize)]
struct View {
    kicker: &'static str,
    lead: String,
    pages: Vec<Crumb>,
    is_alone: bool,
    versions: Vec<VersionView>,
}

/// A version with all that is known of it; of a long one on the page of its day, where the rest stands.
#[derive(Debug, Serialize)]
struct VersionView {
    anchor: String,
    /// The level of its own headings, and of those below them.
    level: usize,
    below: usize,
    name: String,
    /// What tells its tables from those of other versions on the page.
    label: String,
    path_html: Html,
    state_html: Html,
    mark_html: Html,
    clock: String,
    /// The end of its path.
    listed: String,
    meaning: String,
    facts: Vec<Fact>,
    own_page: Option<String>,
    relied: Vec<Piece>,
    changes: Option<Table>,
    entries: Option<Table>,
    measurements: Option<Table>,
    more: String,
    runs: Vec<audits::RunView>,
    told: Option<Table>,
    problems: Option<Table>,
    content: Content,
}

/// The class of a state, and its word.
fn worded(state: State) -> (&'static str, &'static str) {
    let class = match state {
        State::Proving => "proving",
        State::Failing => "failed",
        State::Empty | State::Unreadable => "warning",
        State::Neutral => "quiet",
    };
    (class, if state == State::Neutral { say!("no result") } else { words::state_word(state) })
}

/// The shape of a state, whose word is heard and not seen.
fn mark(state: State) -> Html {
    let (class, word) = worded(state);
    let word = escape(word);
    Html::made(format!(
        "<span class=\"{class}\">{}<span class=\"unseen\">{word}</span></span>",
        parts::icon(class)
    ))
}

/// A state with its shape and colour.
pub fn state(state: State) -> Html {
    let (class, word) = worded(state);
    Html::made(format!("<span class=\"badge {class}\">{}</span>", escape(word)))
}

impl Kind for EvidencePages {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let register = &scene.routes.register;
        let days = register.pages().map(|(day, page)| Target::Day(*day, *page));
        let beside = scene.dossier.evidence.iter().enumerate().flat_map(|(index, version)| {
            let page = register.is_long(index).then_some(Target::Version(index));
            let image = picture::name(scene, version).map(|name| Target::Image(index, name));
            let copy = content::is_published(scene, version).then_some(Target::Raw(index));
            [page, image, copy].into_iter().flatten()
        });
        days.chain(beside).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let bytes = |index: usize| {
            let version = scene.dossier.evidence.get(index);
            version.and_then(|version| scene.bytes.bytes(version.blob).ok()).unwrap_or_default()
        };
        match *target {
            Target::Image(index, _) => Ok(picture::published(&bytes(index))),
            Target::Raw(index) => Ok(content::published(&bytes(index))),
            Target::Day(day, page) => draw_day(scene, path, day, page),
            Target::Version(index) => draw_version(scene, path, index),
            _ => Ok(Vec::new()),
        }
    }
}

/// The page of a day.
fn draw_day(scene: &Scene<'_>, path: &str, day: Date, page: usize) -> Result<Vec<u8>, RenderError> {
    let register = &scene.routes.register;
    let title = match page {
        1 => say!("Evidence recorded on {day}", day),
        _ => say!("Evidence recorded on {day}, page {page}", day, page),
    };
    let versions = register.on(day, page);
    let pages = register.pages().filter(|(of, _)| *of == day);
    let pages: Vec<Crumb> = pages
        .filter_map(|(_, number)| {
            let href = scene.routes.link(path, &Target::Day(day, *number))?;
            Some(Crumb { text: number.to_string(), href: (*number != page).then_some(href) })
        })
        .collect();
    let view = View {
        kicker: say!("Evidence"),
        lead: format::count(versions.len(), "version of a file", "versions of files"),
        pages: if pages.len() > 1 { pages } else { Vec::new() },
        is_alone: false,
        versions: versions
            .iter()
            .filter_map(|index| Some((*index, scene.dossier.evidence.get(*index)?)))
            .map(|(index, version)| match register.is_long(index) {
                true => short(scene, path, index, version),
                false => whole(scene, path, index, version),
            })
            .collect(),
    };
    scene.fill("evidence.html", Frame::new(scene, path, &title, &[]), &view)
}

/// The page of a long version.
fn draw_version(scene: &Scene<'_>, path: &str, index: usize) -> Result<Vec<u8>, RenderError> {
    let Some(version) = scene.dossier.evidence.get(index) else { return Ok(Vec::new()) };
    let name = version.path.rsplit('/').next().unwrap_or_default();
    let anchor = scene.routes.register.anchor(index);
    let day = scene.routes.register.day(index);
    let way: Vec<(String, Target)> =
        day.map(|(day, page)| (day.to_string(), Target::Day(day, page))).into_iter().collect();
    let way: Vec<(&str, Target)> = way.iter().map(|(text, target)| (text.as_str(), target.clone())).collect();
    let mut frame = Frame::new(scene, path, name, &way);
    frame.title = say!(
        "{path} ({blob}), recorded on {day}",
        path = version.path,
        blob = anchor,
        day = day.map(|(day, _)| day.to_string()).unwrap_or_default()
    );
    let frame = frame.running(say!("{path} · blob {blob}", path = version.path, blob = version.blob));
    let view = View {
        kicker: say!("Evidence"),
        lead: String::new(),
        pages: Vec::new(),
        is_alone: true,
        versions: vec![whole(scene, path, index, version)],
    };
    scene.fill("evidence.html", frame, &view)
}

/// The name of a file behind that of its folder.
fn tail(path: &str) -> &str {
    path.rmatch_indices('/').nth(1).map_or(path, |(at, _)| path.get(at + 1..).unwrap_or(path))
}

fn label(scene: &Scene<'_>, index: usize, version: &Evidence) -> String {
    format!("{} ({})", version.path, scene.routes.register.anchor(index))
}

/// What a page says of a version, without its content and what was read from it.
fn short(scene: &Scene<'_>, path: &str, index: usize, version: &Evidence) -> VersionView {
    let level = if scene.routes.register.is_long(index) { 2 } else { 3 };
    VersionView {
        anchor: scene.routes.register.anchor(index),
        level,
        below: level + 1,
        name: version.path.rsplit('/').next().unwrap_or_default().to_owned(),
        label: label(scene, index, version),
        path_html: Html::made(visible(&version.path)),
        state_html: state(version.facts.state),
        mark_html: mark(version.facts.state),
        clock: version.recorded.strftime("%H:%M").to_string(),
        listed: tail(&version.path).to_owned(),
        meaning: parts::sentence(words::state(version.facts.state)),
        facts: provenance::facts(scene, path, version),
        own_page: scene.routes.evidence(path, index),
        relied: Vec::new(),
        changes: None,
        entries: None,
        measurements: None,
        more: String::new(),
        runs: Vec::new(),
        told: None,
        problems: None,
        content: Content::default(),
    }
}

/// Everything that a page says of a version.
fn whole(scene: &Scene<'_>, path: &str, index: usize, version: &Evidence) -> VersionView {
    let first = scene.first_release(version);
    let total = version.facts.measured;
    let label = label(scene, index, version);
    let labelled = |table: Option<Table>| table.map(|table| table.labelled(&label));
    VersionView {
        own_page: None,
        relied: relied(scene, path, index),
        changes: labelled(provenance::changes(scene, version)),
        entries: labelled(super::entries::table(scene, path, first, &version.facts.entries)),
        measurements: labelled(measurements(scene, index)),
        more: match total > ROWS {
            true => say!("The first {n} of {all}.", n = ROWS, all = total),
            false => String::new(),
        },
        runs: scene
            .release(first)
            .map(|(r, _)| audits::runs(scene, path, r, index, &label))
            .unwrap_or_default(),
        told: labelled(audits::told(version)),
        problems: labelled(super::findings::table(
            say!("Problems with this file"),
            scene,
            first,
            &version.facts.problems.iter().collect::<Vec<_>>(),
        )),
        content: content::of(scene, path, index, version, &label),
        ..short(scene, path, index, version)
    }
}

/// So many releases are named of those that rely on a version, the first ones: what is named stays when others follow.
const RELEASES: usize = 12;

/// The releases whose items rely on a version, the oldest first, each with these items.
fn relied(scene: &Scene<'_>, path: &str, index: usize) -> Vec<Piece> {
    let relies =
        |item: &&ItemJudgement| item.today.evidence.contains(&index) || item.at_tag.evidence.contains(&index);
    let all = scene.uses_of(index);
    let releases = all.iter().take(RELEASES).filter_map(|at| scene.release(*at)).map(|(r, snapshot)| {
        let name = parts::release(scene, path, r.snapshot);
        // How its items stand changes with every night.
        if snapshot.is_candidate() {
            return Piece { body_html: name };
        }
        let items = r.items.iter().filter(relies).map(|item| {
            let fragment = format!("#{}", item_anchor(&item.id));
            let words = difference::text(r, item);
            let link = scene.anchor(path, &Target::Release(r.snapshot), &fragment, &words);
            parts::joined(&[parts::badge(item.today.verdict), link], " ")
        });
        let all: Vec<Html> = std::iter::once(name).chain(items).collect();
        Piece { body_html: parts::joined(&all, " ") }
    });
    let later =
        (all.len() > RELEASES).then(|| Piece { body_html: Html::text(say!("and releases after these")) });
    releases.chain(later).collect()
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
