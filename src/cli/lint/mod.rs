//! `golive lint`: how each item of the checklist in force is read. A file for each format of the answer.

pub(in crate::cli) mod entry;
mod github;
mod json;
mod readings;
mod text;

use super::{
    args::{self, LintFormat},
    bars::Bars,
    exit::{Exit, Failure},
    job,
    terminal::Terminal,
};
use crate::progress::Progress;
use readings::Lint;

/// Runs the command.
pub(super) fn run(args: &args::Lint, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let job = job::of(&args.input, shared, terminal)?;
    let bars = Bars::new(terminal);
    let looked = job::look(&job, &[args.rev.as_deref()], &bars);
    bars.end();
    let looked = looked?;
    let release = looked.at.first().and_then(|at| looked.examined.assessment.releases.get(*at));
    let Some(release) = release else {
        return Err(Failure::Usage("there is nothing to read".to_owned()));
    };
    let entries = entry::all(&looked.examined.dossier, release);
    let lint = Lint { examined: &looked.examined, release, entries };
    match args.format {
        LintFormat::Text => terminal.result(&text::whole(&lint))?,
        LintFormat::Json => terminal.verbatim(&json::whole(&lint))?,
        LintFormat::Github => terminal.verbatim(&github::commands(&lint))?,
    }
    Ok(match job::whole(&looked.examined, shared, terminal) {
        Exit::Done if args.strict && !lint.is_whole() => Exit::NoGo,
        exit => exit,
    })
}
