//! `golive diff`: what changed between two releases.

mod json;
mod markdown;
mod sides;
mod text;

use super::{
    args::{self, DiffFormat},
    bars::Bars,
    exit::{Exit, Failure},
    job,
    terminal::Terminal,
};
use crate::assess::compare::compare;
use crate::progress::Progress;
use sides::Sides;

/// Runs the command.
pub(super) fn run(args: &args::Diff, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let job = job::of(&args.input, shared, terminal)?;
    let bars = Bars::new(terminal);
    let looked = job::look(&job, &[Some(&args.before), Some(&args.after)], &bars);
    bars.end();
    let looked = looked?;
    let releases = &looked.examined.assessment.releases;
    let sides = match looked.at.as_slice() {
        [a, b] => releases.get(*a).zip(releases.get(*b)).map(|(before, after)| (*a, *b, before, after)),
        _ => None,
    };
    let Some((a, b, before, after)) = sides else {
        return Err(Failure::Usage("there is nothing to compare".to_string()));
    };
    let (dossier, assessment) = (&looked.examined.dossier, &looked.examined.assessment);
    let found = compare(dossier, assessment, a, b);
    let sides = Sides { dossier, assessment, before, after, names: [&args.before, &args.after], found };
    match args.format {
        DiffFormat::Text => terminal.result(&text::whole(&sides, terminal.verbose))?,
        DiffFormat::Markdown => terminal.verbatim(&markdown::whole(&sides))?,
        DiffFormat::Json => terminal.verbatim(&json::whole(&sides))?,
    }
    Ok(job::whole(&looked.examined, shared, terminal))
}
