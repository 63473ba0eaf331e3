//! Badges: readiness, what is proven, latency and Lighthouse, each as a picture and as a shields.io endpoint.
//!
//! The pictures stand alone on other sites, so their colours are their own: white on each of them has a contrast above 4.5:1.

use super::json::bytes;
use super::source::{Drawn, Source, readiness, unknown};
use crate::assess::result::outcome::OutcomeState;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::format;
use crate::render::language::say;
use crate::render::words;
use crate::render::xml::escape;
use serde_json::json;

const GROUND: &str = "#3b434b";
const GOOD: &str = "#217a55";
const BAD: &str = "#7d0a1a";
const UNKNOWN: &str = "#59636e";

/// What a badge tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// Whether the release was ready, how much of what was due by the tag was proven, and what followed where that is known.
    Readiness,
    /// How much of what was due by the tag was proven, in hundredths.
    Proven,
    /// The p95 of the release that is worst beside its budget.
    Latency,
    /// The lowest performance of its page loads.
    Lighthouse,
}

/// The words of a badge: left, right, and whether that is good; `None` where there is nothing to call so.
type Told = (&'static str, String, Option<bool>);

fn told(badge: Badge, release: &ReleaseAssessment) -> Told {
    let tally = &release.tallies.due;
    let empty = tally.items == 0;
    match badge {
        Badge::Readiness if release.in_force.is_none() && empty => {
            let said = format!("{} · {}", readiness(release), say!("no checklist"));
            (say!("go-live"), said, Some(release.is_go()))
        }
        Badge::Readiness => {
            let (go, proven, items) = (readiness(release), tally.proven, tally.items);
            let said = say!("{readiness} · proven {proven}/{items}", readiness = go, proven, items);
            let state = release.outcome.state;
            let said = match state {
                OutcomeState::Unknown => said,
                state => format!("{said} · {}", words::outcome_word(state)),
            };
            let is_bad = matches!(state, OutcomeState::RolledBack | OutcomeState::TriggerFired);
            (say!("go-live"), said, Some(release.is_go() && !is_bad))
        }
        Badge::Proven if empty => (say!("proven"), say!("no checklist").to_owned(), None),
        // Rounded down: what is not all is never told as all.
        Badge::Proven => {
            let share = format!("{} %", tally.proven * 100 / tally.items);
            (say!("proven"), share, Some(tally.proven == tally.items))
        }
        Badge::Latency => match release.slowest().and_then(|of| Some((of, of.p95?))) {
            Some((of, p95)) => {
                let budget =
                    of.budget.map(|budget| format!(" / {} ms", format::plain(budget))).unwrap_or_default();
                (
                    say!("latency p95"),
                    format!("{} ms{budget}", format::plain(p95.round())),
                    of.budget.map(|budget| p95 <= budget),
                )
            }
            None => (say!("latency p95"), say!("not measured").to_owned(), None),
        },
        Badge::Lighthouse => match release.lowest_score("lighthouse.performance") {
            // Lighthouse's own bound for a good score.
            Some(score) => ("Lighthouse", format::plain(score), Some(score >= 90.0)),
            None if release.loads().any(|run| run.error.is_some()) => {
                ("Lighthouse", say!("broke").to_owned(), Some(false))
            }
            None => ("Lighthouse", say!("not measured").to_owned(), None),
        },
    }
}

fn colour(good: Option<bool>) -> &'static str {
    match good {
        Some(true) => GOOD,
        Some(false) => BAD,
        None => UNKNOWN,
    }
}

/// A shields.io endpoint.
///
/// # Errors
/// When the snapshot does not exist.
pub fn badge_json(source: &Source<'_>, at: usize, badge: Badge) -> Drawn {
    let path = source.routes.folder(at);
    let (_, release) = source.release(at).ok_or_else(|| unknown(path, at))?;
    let (label, message, good) = told(badge, release);
    let colour = colour(good).trim_start_matches('#');
    bytes(path, &json!({ "schemaVersion": 1, "label": label, "message": message, "color": colour }))
}

/// A picture, 20 high, without fonts or files of others.
///
/// # Errors
/// When the snapshot does not exist.
pub fn badge_svg(source: &Source<'_>, at: usize, badge: Badge) -> Drawn {
    let (snapshot, release) = source.release(at).ok_or_else(|| unknown(source.routes.folder(at), at))?;
    let (label, said, good) = told(badge, release);
    let symbol = match good {
        Some(true) => "✓",
        Some(false) => "✕",
        None => "–",
    };
    let (left, right) = (width(label), width(&said) + 14);
    let (whole, middle) = (left + right, left + right / 2);
    let title = escape(&format!("{} {label}: {said}", snapshot.name));
    let said = escape(&format!("{symbol} {said}"));
    let (ground, at) = (colour(good), left / 2);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\" viewBox=\"0 0 {whole} 20\" role=\"img\" \
         aria-label=\"{title}\"><title>{title}</title><rect width=\"{whole}\" height=\"20\" rx=\"3\" fill=\"{ground}\"/>\
         <path d=\"M3 0H{left}V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3Z\" fill=\"{GROUND}\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">\
         <text x=\"{at}\" y=\"14\">{}</text><text x=\"{middle}\" y=\"14\">{said}</text></g></svg>\n",
        escape(label)
    );
    Ok(svg.into_bytes())
}

/// About how wide a text of 11 units is, with its margins.
fn width(text: &str) -> usize {
    text.chars().count() * 7 + 12
}
