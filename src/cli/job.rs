//! From the command line, the environment and `golive.toml` to a job for the library.

use super::{
    args::{Input, Shared},
    clock,
    exit::Failure,
};
use crate::Job;
use crate::config::Config;

/// The job that the arguments describe. Sets the number of threads, once a process.
pub(super) fn of(input: &Input, shared: &Shared) -> Result<Job, Failure> {
    threads(shared)?;
    let file = input.config.clone().or_else(|| Config::find(&input.repo));
    let config = file.map(|path| Config::open(&path)).transpose()?.unwrap_or_default();
    Ok(Job {
        repo: input.repo.clone(),
        config,
        now: moment(shared)?,
        head: None,
        allow_incomplete: shared.allow_incomplete,
    })
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
