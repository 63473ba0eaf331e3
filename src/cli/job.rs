//! From the command line, the environment and `golive.toml` to a job for the library.

use super::{
    args::{Input, Shared},
    clock, diagnostics,
    exit::{Exit, Failure},
    terminal::Terminal,
};
use crate::assess::result::release::ReleaseAssessment;
use crate::config::{Config, FILE_NAME, nearest};
use crate::discover::Head;
use crate::progress::Progress;
use crate::{Examined, Job, discover};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The job that the arguments describe. Sets the number of threads, once a process.
pub(super) fn of(input: &Input, shared: &Shared, terminal: &Terminal) -> Result<Job, Failure> {
    threads(shared, terminal)?;
    described(input, shared, terminal)
}

/// The same, any number of times in a process.
pub(super) fn described(input: &Input, shared: &Shared, terminal: &Terminal) -> Result<Job, Failure> {
    let config = configuration(input, terminal)?;
    Ok(Job { repo: input.repo.clone(), config, now: moment(shared)?, head: None })
}

/// A configuration file.
#[derive(Debug)]
pub(super) struct ConfigFile {
    /// As it is called in messages.
    pub(super) path: PathBuf,
    /// The commit that has it; `None` for one of the work tree.
    pub(super) commit: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// The configuration in force.
pub(super) fn configuration(input: &Input, terminal: &Terminal) -> Result<Config, Failure> {
    parsed(configuration_file(input, terminal)?.as_ref())
}

/// The configuration of a file; every default without one.
pub(super) fn parsed(file: Option<&ConfigFile>) -> Result<Config, Failure> {
    Ok(file.map_or_else(|| Ok(Config::default()), |file| Config::read(&file.path, file.bytes.clone()))?)
}

/// The configuration that the command line names, else that of the head, as everything else is read from there. A file that is not in the
/// head yet is taken from the work tree, so that it can be tried before it is committed; no commit can have brought it.
pub(super) fn configuration_file(input: &Input, terminal: &Terminal) -> Result<Option<ConfigFile>, Failure> {
    let of_work_tree =
        |path: PathBuf| Ok(Some(ConfigFile { bytes: Config::bytes(&path)?, path, commit: None }));
    if let Some(path) = &input.config {
        return of_work_tree(path.clone());
    }
    let committed = discover::site_files::configuration(&input.repo).map_err(crate::Error::from)?;
    let in_work_tree = Config::find(&input.repo);
    let remark = |text: &str| {
        if !terminal.quiet {
            terminal.remark(text);
        }
    };
    match (committed, in_work_tree) {
        (None, None) => Ok(None),
        (None, Some(path)) => {
            remark("golive.toml: note: it is not in the head yet and is read from the work tree\n");
            of_work_tree(path)
        }
        (Some(file), path) => {
            let commit = file.commit.to_string();
            if file.differs {
                remark(&format!(
                    "golive.toml: warning: it is read from the commit {commit:.12}, which has another one than the work tree; \
                     --config golive.toml reads that of the work tree\n",
                ));
            }
            let path = path.unwrap_or_else(|| FILE_NAME.into());
            Ok(Some(ConfigFile { path, commit: Some(commit), bytes: file.bytes }))
        }
    }
}

/// The moment of the build.
pub(super) fn moment(shared: &Shared) -> Result<jiff::Timestamp, Failure> {
    shared.now.map_or_else(|| clock::now().map_err(Failure::Usage), Ok)
}

/// The most threads for each core: more only wait for one another.
const THREADS_PER_CORE: usize = 4;

/// Sets the number of threads.
pub(super) fn threads(shared: &Shared, terminal: &Terminal) -> Result<(), Failure> {
    let Some(wanted) = shared.jobs else { return Ok(()) };
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let most = cores.saturating_mul(THREADS_PER_CORE);
    if wanted.get() > most && !terminal.quiet {
        terminal.remark(&format!(
            "warning: {wanted} jobs are more than help: golive uses {most}, {THREADS_PER_CORE} for each core\n"
        ));
    }
    let jobs = wanted.get().min(most);
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .map_err(|error| Failure::Usage(format!("cannot start {jobs} threads: {error}")))
}

/// The word for the branch head as the next release.
const CANDIDATE: &str = "candidate";

/// The snapshot (index) of a release; the candidate is none.
pub(super) fn released(examined: &Examined, wanted: &str) -> Result<usize, Failure> {
    let snapshot = named(examined, wanted)?.snapshot;
    if snapshot == examined.dossier.history.candidate() {
        return Err(Failure::Usage("the candidate has no tag yet: name a release".to_owned()));
    }
    Ok(snapshot)
}

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
    let head =
        heads.first().filter(|name| **name != CANDIDATE).map(|name| Head::Revision((*name).to_owned()));
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

/// The release (or the candidate) of that name.
///
/// # Errors
/// With the nearest name that there is.
pub(super) fn named<'a>(examined: &'a Examined, wanted: &str) -> Result<&'a ReleaseAssessment, Failure> {
    let wanted = wanted.strip_prefix("refs/tags/").unwrap_or(wanted);
    let snapshots = &examined.dossier.history.snapshots;
    let at = snapshots.iter().position(|snapshot| snapshot.name == wanted);
    at.and_then(|at| examined.assessment.releases.get(at)).ok_or_else(|| {
        let names = snapshots.iter().map(|snapshot| snapshot.name.as_str()).collect::<Vec<_>>();
        let near = nearest(wanted, &names).map(|near| format!(": did you mean `{near}`?"));
        Failure::Usage(format!("no release is called `{wanted}`{}", near.unwrap_or_default()))
    })
}
