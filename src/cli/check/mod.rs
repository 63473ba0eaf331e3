//! `golive check`: the gate. Is a revision ready to go live? A file for each format of the answer.

mod decision;
mod finding;
mod github;
mod json;
mod junit;
mod note;
mod sarif;
mod text;

use super::{
    args::{self, Format},
    bars::Bars,
    exit::{Exit, Failure},
    job,
    terminal::Terminal,
};
use crate::progress::Progress;
use decision::Decision;

/// Runs the command.
pub(super) fn run(args: &args::Check, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let job = job::of(&args.input, shared, terminal)?;
    let bars = Bars::new(terminal);
    let looked = job::look(&job, &[args.rev.as_deref()], &bars);
    bars.end();
    let looked = looked?;
    let release = looked.at.first().and_then(|at| looked.examined.assessment.releases.get(*at));
    let Some(release) = release else {
        return Err(Failure::Usage("there is nothing to judge".to_string()));
    };
    let decision = Decision::new(&looked.examined, release, args.require);
    match args.format {
        Format::Text => terminal.result(&text::whole(&decision))?,
        Format::Json => terminal.verbatim(&json::whole(&decision))?,
        Format::Junit => terminal.verbatim(&junit::whole(&decision)?)?,
        Format::Sarif => {
            let template = job.config.sources.templates.first().map_or("", String::as_str);
            terminal.verbatim(&sarif::whole(&decision, template))?;
        }
        Format::Github => {
            terminal.verbatim(&github::commands(&decision))?;
            if let Err(error) = github::summarise(&decision) {
                terminal.remark(&format!("warning: cannot write the step summary: {error}\n"));
            }
        }
    }
    Ok(match job::whole(&looked.examined, shared, terminal) {
        Exit::Done if decision.go => Exit::Done,
        Exit::Done => Exit::NoGo,
        incomplete => incomplete,
    })
}
