//! Badges: readiness and proven, as a picture and as a shields.io endpoint.
//!
//! The picture stands alone on other sites, so its colours are its own: white on both grounds has a contrast above 4.5:1.

use super::json::bytes;
use super::source::{Drawn, Source, readiness, unknown};
use crate::assess::assessment::ReleaseAssessment;
use crate::render::xml::escape;
use serde_json::json;

const LABEL: &str = "go-live";
const GROUND: &str = "#3b434b";
const GO: &str = "#217a55";
const NO_GO: &str = "#7d0a1a";

fn message(release: &ReleaseAssessment) -> String {
    let tally = &release.today;
    if release.spoken_by.is_none() && tally.items == 0 {
        return format!("{} · no checklist", readiness(release));
    }
    format!("{} · proven {}/{}", readiness(release), tally.proven, tally.items)
}

fn colour(release: &ReleaseAssessment) -> &'static str {
    if release.is_go() { GO } else { NO_GO }
}

/// `badge.json`: a shields.io endpoint.
///
/// # Errors
/// When the snapshot does not exist.
pub fn badge_json(source: &Source<'_>, at: usize) -> Drawn {
    let path = format!("{}/badge.json", source.routes.folder(at));
    let (_, release) = source.release(at).ok_or_else(|| unknown(&path, at))?;
    let value = json!({
        "schemaVersion": 1,
        "label": LABEL,
        "message": message(release),
        "color": colour(release).trim_start_matches('#'),
    });
    bytes(&path, &value)
}

/// `badge.svg`: 20 high, without fonts or files of others.
///
/// # Errors
/// When the snapshot does not exist.
pub fn badge_svg(source: &Source<'_>, at: usize) -> Drawn {
    let path = format!("{}/badge.svg", source.routes.folder(at));
    let (snapshot, release) = source.release(at).ok_or_else(|| unknown(&path, at))?;
    let symbol = if release.is_go() { "✓" } else { "✕" };
    let said = message(release);
    let (left, right) = (width(LABEL), width(&said) + 14);
    let (whole, middle) = (left + right, left + right / 2);
    let title = escape(&format!("{} {LABEL}: {said}", snapshot.name));
    let said = escape(&format!("{symbol} {said}"));
    let ground = colour(release);
    let label = left / 2;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\" viewBox=\"0 0 {whole} 20\" role=\"img\" \
         aria-label=\"{title}\"><title>{title}</title><rect width=\"{whole}\" height=\"20\" rx=\"3\" fill=\"{ground}\"/>\
         <path d=\"M3 0H{left}V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3Z\" fill=\"{GROUND}\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">\
         <text x=\"{label}\" y=\"14\">{LABEL}</text><text x=\"{middle}\" y=\"14\">{said}</text></g></svg>\n"
    );
    Ok(svg.into_bytes())
}

/// About how wide a text of 11 units is, with its margins.
fn width(text: &str) -> usize {
    text.chars().count() * 7 + 12
}
