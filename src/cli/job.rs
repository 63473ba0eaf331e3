//! From the command line, the environment and `golive.toml` to a job for the library.

use super::{
    args::{Input, Shared},
    clock, diagnostics,
    exit::{Exit, Failure},
    terminal::Terminal,
};
use crate::config::Config;
use crate::{Examined, Job};

/// The job that the arguments describe. Sets the number of threads, once a process.
pub(super) fn of(input: &Input, shared: &Shared) -> Result<Job, Failure> {
    threads(shared)?;
    let file = input.config.clone().or_else(|| Config::find(&input.repo));
    let config = file.map(|path| Config::open(&path)).transpose()?.unwrap_or_default();
    Ok(Job { repo: input.repo.clone(), config, now: moment(shared)?, head: None })
}

/// The moment of the build.
pub(super) fn moment(shared: &Shared) -> Result<jiff::Timestamp, Failure> {
    shared.now.map_or_else(|| clock::now().map_err(Failure::Usage), Ok)
}

/// Sets the number of threads.
pub(super) fn threads(shared: &Shared) -> Result<(), Failure> {
    let Some(jobs) = shared.jobs else { return Ok(()) };
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.get())
        .build_global()
        .map_err(|error| Failure::Usage(format!("cannot start {jobs} threads: {error}")))
}

/// Whether the history at hand is whole: a verdict on half a history is told, and not relied on.
pub(super) fn whole(examined: &Examined, shared: &Shared, terminal: &Terminal) -> Exit {
    let reasons = &examined.dossier.history.incomplete;
    if reasons.is_empty() || shared.allow_incomplete {
        return Exit::Done;
    }
    terminal.remark(&diagnostics::lines(reasons, usize::MAX));
    Exit::Incomplete
}
