//! From the command line, the environment and `golive.toml` to a job for the library.

use super::{
    args::{Input, Shared},
    clock, diagnostics,
    exit::{Exit, Failure},
    terminal::Terminal,
};
use crate::config::Config;
use crate::progress::Progress;
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

/// The word for the branch head as the next release.
const CANDIDATE: &str = "candidate";

/// A repository, and the snapshots (indices) that revisions stand for, in their order.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) examined: Examined,
    pub(super) at: Vec<usize>,
}

/// Examines a repository once, so that every revision stands for a snapshot: a release tag for that release, nothing or `candidate`
/// for the branch head, and any other revision for the candidate, judged as the next release.
///
/// # Errors
/// When a revision is unknown, or the revisions need more than one candidate.
pub(super) fn look(
    job: &Job,
    revisions: &[Option<&str>],
    progress: &dyn Progress,
) -> Result<Looked, Failure> {
    let tag = |name: &str| name.strip_prefix("refs/tags/").unwrap_or(name).to_string();
    let mut releases = Vec::new();
    let mut heads: Vec<&str> = Vec::new();
    for revision in revisions {
        let release = match revision {
            Some(name) if crate::is_release(job, &tag(name))? => Some(tag(name)),
            _ => None,
        };
        let head = revision.unwrap_or(CANDIDATE);
        if release.is_none() && !heads.contains(&head) {
            heads.push(head);
        }
        releases.push(release);
    }
    if let [one, other, ..] = heads.as_slice() {
        return Err(Failure::Usage(format!(
            "neither `{one}` nor `{other}` is a release: only one of both can be judged as the next release; tag the other"
        )));
    }
    let head = heads.first().filter(|name| **name != CANDIDATE).map(ToString::to_string);
    let examined = crate::examine(&Job { head, ..job.clone() }, progress)?;
    let snapshots = &examined.dossier.history.snapshots;
    let candidate = examined.dossier.history.candidate();
    let at = releases.iter().map(|release| {
        let named = release.as_ref().and_then(|tag| snapshots.iter().position(|its| its.name == *tag));
        named.unwrap_or(candidate)
    });
    let at = at.collect();
    Ok(Looked { at, examined })
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
