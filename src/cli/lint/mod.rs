//! `golive lint`: how each item of the checklist in force is read. A file for each format of the answer.

mod entry;
mod github;
mod json;
mod text;

use super::{
    args::{self, LintFormat},
    bars::Bars,
    exit::{Exit, Failure},
    job,
    terminal::Terminal,
};
use crate::Examined;
use crate::assess::assessment::ReleaseAssessment;
use crate::progress::Progress;
use entry::Entry;

/// All readings of a checklist.
#[derive(Debug)]
struct Lint<'a> {
    examined: &'a Examined,
    release: &'a ReleaseAssessment,
    entries: Vec<Entry>,
}

impl Lint<'_> {
    /// How many items have a whole reading.
    fn whole(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_whole).count()
    }

    /// How many items have words left over.
    fn left_over(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.left.is_empty()).count()
    }

    /// Whether a checklist speaks, and every item of it has a whole reading.
    fn is_whole(&self) -> bool {
        self.release.spoken_by.is_some() && self.whole() == self.entries.len()
    }

    /// `12 items: 10 with a whole reading, 2 with words left over`.
    fn summary(&self) -> String {
        let (all, whole, left) = (self.entries.len(), self.whole(), self.left_over());
        match &self.release.spoken_by {
            None => "No checklist speaks for this revision".to_owned(),
            Some(_) => format!(
                "{}: {whole} with a whole reading, {left} with words left over",
                crate::render::format::count(all, "item", "items")
            ),
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &args::Lint, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let job = job::of(&args.input, shared)?;
    let bars = Bars::new(terminal.shows_progress());
    let looked = job::look(&job, &[args.rev.as_deref()], &bars);
    bars.end();
    let looked = looked?;
    let release = looked.at.first().and_then(|at| looked.examined.assessment.releases.get(*at));
    let Some(release) = release else {
        return Err(Failure::Usage("there is nothing to read".to_owned()));
    };
    let entries =
        release.items.iter().map(|item| Entry::new(&looked.examined.dossier, release, item)).collect();
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
