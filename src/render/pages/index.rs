//! The first page: the candidate, the newest releases, delivery; and the pages of older releases.

use super::parts::{self, FigureView};
use super::release::{TallyView, tallies};
use super::years::{self, PageView, YearView};
use super::{figures, reasons};
use crate::assess::release::delivery::RECENT_DAYS;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::words;
use serde::Serialize;

/// So many blockers of the candidate are named; its own page has all.
const NAMED: usize = 3;

/// `index.html`, and a page for every further [`years::PAGE`] releases.
pub struct Index;

#[derive(Debug, Serialize)]
struct Candidate {
    href: String,
    readiness_html: Html,
    readiness: &'static str,
    tallies: Vec<TallyView>,
    commit_html: Html,
    time_html: Html,
    branch: String,
    blockers: Vec<reasons::Blocking>,
    more: String,
}

#[derive(Debug, Serialize)]
struct Metric {
    name: &'static str,
    value: String,
    note: String,
    recent: String,
    definition: &'static str,
}

#[derive(Debug, Serialize)]
struct View {
    heading: String,
    first: Option<First>,
    years: Vec<YearView>,
    pages: Vec<PageView>,
    counted: &'static str,
    missing: Vec<&'static str>,
    how_html: Html,
}

/// What stands on the first page alone.
#[derive(Debug, Serialize)]
struct First {
    candidate: Option<Candidate>,
    figures: Vec<FigureView>,
    delivery: Vec<Metric>,
    /// The names of the metrics for which there are too few cases yet.
    uncounted: String,
}

impl Kind for Index {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        (1..=years::pages(scene)).map(years::target).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let (all, page) = (years::pages(scene), if let Target::IndexPage(page) = target { *page } else { 1 });
        let view = View {
            heading: match page {
                1 => say!("Releases: claimed and proven").to_owned(),
                _ => say!("Releases, page {page} of {all}", page, all),
            },
            years: years::years(scene, path, page),
            pages: years::paging(scene, path),
            counted: if all > 1 { say!("releases on this page") } else { say!("releases") },
            missing: missing(scene),
            how_html: scene.anchor(path, &Target::About("verdicts"), "", say!("How to read a verdict")),
            first: (page == 1).then(|| First {
                candidate: candidate(scene, path),
                figures: figures::completion(scene).into_iter().collect(),
                delivery: delivery(scene),
                uncounted: uncounted(scene),
            }),
        };
        let frame = match page {
            1 => {
                let title = say!("{site}: claimed and proven", site = scene.title);
                let description = say!(
                    "Every release with what its go-live checklist claimed and what the repository proves."
                );
                let card = scene.card(scene.newest_or_candidate());
                Frame { card, ..Frame::new(scene, path, &title, &[]).saying(description.to_owned()) }
            }
            _ => Frame::new(scene, path, &view.heading, &[]),
        };
        scene.fill("index.html", frame, &view)
    }
}

fn candidate(scene: &Scene<'_>, path: &str) -> Option<Candidate> {
    let (r, at) = scene.releases().next_back().filter(|(_, at)| at.is_candidate())?;
    let href = scene.routes.link(path, &Target::Release(r.snapshot))?;
    let mut blockers = reasons::reasons(scene, path, r, &r.blockers);
    blockers.truncate(NAMED);
    let rest = r.blockers.len().saturating_sub(NAMED);
    Some(Candidate {
        href,
        readiness_html: parts::readiness(r.is_go()),
        readiness: parts::readiness_class(r.is_go()),
        tallies: tallies(r, true),
        commit_html: parts::commit(scene, at.commit),
        time_html: parts::moment(at.time),
        branch: scene.dossier.history.branch.clone().unwrap_or_else(|| say!("detached head").to_owned()),
        blockers,
        more: if rest > 0 { say!("All {n} reasons", n = r.blockers.len()) } else { String::new() },
    })
}

/// What a reader would look for in the table and not find.
fn missing(scene: &Scene<'_>) -> Vec<&'static str> {
    let latency = (!years::has_latency(scene)).then_some(say!("No latency was measured for any release."));
    let lighthouse = (!years::has_scores(scene))
        .then_some(say!("There is no Lighthouse report with a score for any release."));
    latency.into_iter().chain(lighthouse).collect()
}

/// The metrics over the whole history; beside each the last days', where they differ.
fn delivery(scene: &Scene<'_>) -> Vec<Metric> {
    let (whole, recent) = (&scene.assessment.delivery, &scene.assessment.recent);
    let metric = |(all, last): (words::Told, words::Told)| Metric {
        name: all.name,
        recent: if whole == recent {
            String::new()
        } else {
            say!("Last {n} days: {value} ({basis})", n = RECENT_DAYS, value = last.value, basis = last.basis)
        },
        value: all.value,
        note: all.basis,
        definition: all.definition,
    };
    let both = words::delivery(whole).into_iter().zip(words::delivery(recent));
    both.filter(|(all, _)| all.number.is_some()).map(metric).collect()
}

fn uncounted(scene: &Scene<'_>) -> String {
    let few = words::delivery(&scene.assessment.delivery).into_iter().filter(|one| one.number.is_none());
    let few = few.map(|one| {
        say!("{metric} ({n} of at least {least})", metric = one.name, n = one.n, least = one.least)
    });
    few.collect::<Vec<_>>().join("; ")
}
