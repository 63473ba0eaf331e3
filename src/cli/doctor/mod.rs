//! `golive doctor`: what in this checkout stands in the way of an honest site, a line a question, with what to do.

mod checks;
pub(super) mod site;

use super::{
    args,
    bars::Bars,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::config::Sources;
use crate::discover::{DiscoverError, health};
use crate::progress::Progress;
use anstyle::{AnsiColor, Style};
use checks::{Finding, Weight};
use std::fmt::Write as _;

/// Runs the command.
pub(super) fn run(args: &args::Doctor, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let found = findings(args, shared, terminal)?;
    terminal.result(&report(&found, terminal.quiet))?;
    let is_well = found.iter().all(|finding| finding.weight != Weight::Stop);
    Ok(if is_well { Exit::Done } else { Exit::NoGo })
}

fn findings(
    args: &args::Doctor,
    shared: &args::Shared,
    terminal: &Terminal,
) -> Result<Vec<Finding>, Failure> {
    // A repository that cannot be opened, and a configuration that cannot be read, are findings of a doctor's.
    if let Err(error) = health::of(&args.input.repo, &Sources::default()) {
        return Ok(vec![Finding::stop("repository", error.to_string())]);
    }
    let job = match job::of(&args.input, shared, terminal) {
        Ok(job) => job,
        Err(
            Failure::Config(error)
            | Failure::Golive(crate::Error::Discover(DiscoverError::Configuration(error))),
        ) => {
            return Ok(vec![Finding::stop("configuration", error.to_string())]);
        }
        Err(other) => return Err(other),
    };
    let health = health::of(&job.repo, &job.config.sources).map_err(crate::Error::from)?;
    let mut found = checks::of_clone(&health, &job.config);
    if health.has_commit {
        let bars = Bars::new(terminal);
        let examined = crate::examine(&job, &bars);
        bars.end();
        found.extend(checks::of_content(&examined?));
    }
    found.extend(site::of(&args.out));
    Ok(found)
}

fn report(found: &[Finding], quiet: bool) -> String {
    let mut out = String::new();
    for finding in found.iter().filter(|finding| !quiet || finding.weight == Weight::Stop) {
        let (word, color) = match finding.weight {
            Weight::Well => ("ok", AnsiColor::Green),
            Weight::Note => ("note", AnsiColor::Cyan),
            Weight::Stop => ("STOP", AnsiColor::Red),
        };
        let style: Style = color.on_default().bold();
        let _ = writeln!(out, "{style}{word:<5}{style:#} {:<14} {}", finding.about, safe(&finding.text));
    }
    let stops = found.iter().filter(|finding| finding.weight == Weight::Stop).count();
    if !quiet {
        let end = match stops {
            0 => "Nothing stands in the way.".to_owned(),
            1 => "One thing stands in the way.".to_owned(),
            more => format!("{more} things stand in the way."),
        };
        let _ = writeln!(out, "\n{end}");
    }
    out
}
