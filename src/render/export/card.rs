//! The picture by which a release is shown where somebody links to it: 1200 by 630, as Open Graph has it, without fonts or files of others.

use super::source::{Drawn, Source, readiness, unknown};
use crate::assess::result::outcome::OutcomeState;
use crate::assess::result::tally::Tally;
use crate::assess::result::verdict::Verdict;
use crate::model::time::rfc3339;
use crate::render::{language::say, words, xml::escape};
use std::fmt::Write;

/// Where the text begins, and how wide it and the bar may be.
const LEFT: usize = 80;
const WIDTH: usize = 1040;

/// `card.svg`
///
/// # Errors
/// When the snapshot does not exist.
pub fn card(source: &Source<'_>, at: usize) -> Drawn {
    let (snapshot, release) = source.release(at).ok_or_else(|| unknown(source.routes.folder(at), at))?;
    let name = if snapshot.is_candidate() { say!("candidate") } else { snapshot.name.as_str() };
    let tally = &release.tallies.due;
    let (ground, sign) = if release.is_go() {
        ("#217a55", "<path d=\"M-14 0l9 10 20-23\" fill=\"none\" stroke=\"#fff\" stroke-width=\"7\"/>")
    } else {
        ("#7d0a1a", "<path d=\"M-15 0h30\" stroke=\"#fff\" stroke-width=\"7\"/>")
    };
    let title = escape(&format!("{name}: {}, {}", readiness(release), words::proven(&release.tallies)));
    let (site, name, ready) = (escape(&clipped(&source.title(), 60)), clipped(name, 60), readiness(release));
    let outcome = match release.outcome.state {
        OutcomeState::Unknown => String::new(),
        state => format!(" · {}", words::outcome_word(state)),
    };
    let size = (WIDTH * 10 / 6 / name.chars().count().max(1)).clamp(28, 96);
    let name = escape(&name);
    let words = escape(&words::proven(&release.tallies));
    let bar = bar(tally);
    let foot = escape(&say!("commit {id} · {time}", id = snapshot.commit, time = rfc3339(snapshot.time)));
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\" viewBox=\"0 0 1200 630\" role=\"img\" aria-label=\"{title}\">\
         <title>{title}</title><rect width=\"1200\" height=\"630\" fill=\"#fff\"/><rect width=\"20\" height=\"630\" fill=\"{ground}\"/>\
         <g font-family=\"system-ui,Helvetica,Arial,DejaVu Sans,sans-serif\" fill=\"#1c2128\">\
         <text x=\"{LEFT}\" y=\"100\" font-size=\"34\" fill=\"#59636e\">{site}</text>\
         <text x=\"{LEFT}\" y=\"230\" font-size=\"{size}\" font-weight=\"700\">{name}</text>\
         <g transform=\"translate(112 315)\"><circle r=\"32\" fill=\"{ground}\"/>{sign}</g>\
         <text x=\"164\" y=\"334\" font-size=\"56\" font-weight=\"700\" fill=\"{ground}\">{ready}{outcome}</text>\
         <text x=\"{LEFT}\" y=\"430\" font-size=\"44\">{words}</text>{bar}\
         <text x=\"{LEFT}\" y=\"570\" font-size=\"24\" fill=\"#59636e\">{foot}</text></g></svg>\n"
    );
    Ok(svg.into_bytes())
}

/// The verdicts as parts of a bar, best first, in the colours of the site.
fn bar(tally: &Tally) -> String {
    let mut out = format!("<rect x=\"{LEFT}\" y=\"462\" width=\"{WIDTH}\" height=\"36\" fill=\"#e6e9ee\"/>");
    let items = tally.items.max(1);
    let mut before = 0;
    for verdict in Verdict::ALL {
        let count = tally.by_verdict.get(&verdict).copied().unwrap_or(0);
        let (from, to) = (LEFT + WIDTH * before / items, LEFT + WIDTH * (before + count) / items);
        before += count;
        let fill = match verdict {
            Verdict::Verified => "#217a55",
            Verdict::Attested => "#6fb394",
            Verdict::Waived => "#59636e",
            Verdict::Open => continue,
            Verdict::Unsupported => "#b59a4d",
            Verdict::Stale => "#806000",
            Verdict::Failed => "#7d0a1a",
        };
        if count > 0 {
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "<rect x=\"{from}\" y=\"462\" width=\"{}\" height=\"36\" fill=\"{fill}\"/>",
                to - from
            );
        }
    }
    out
}

/// At most so many characters, with a sign where some are left out.
fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
