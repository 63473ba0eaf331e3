//! golive reads a git repository and publishes the truth about its releases: which go-live checklist items were *claimed*
//! (a ticked box) and which are *proven* (evidence that exists, is fresh, within budget, and was there before the tag).
//!
//! Data goes one way: **discover → read → assess → render → publish**. Every stage takes a value and returns a new one; only
//! the first knows git, only the last writes. Imports run one way too:
//! `model < ssh < config < discover < read < assess < render < publish < lib < cli < main`.

pub mod assess;
pub mod cli;
pub mod config;
pub mod demo;
pub mod discover;
pub mod guard;
pub mod lexicon;
pub mod model;
pub mod progress;
pub mod publish;
pub mod read;
pub mod redact;
pub mod render;
pub mod ssh;

use assess::result::assessment::Assessment;
use config::{Config, Look};
use discover::Head;
use discover::blobs::Blobs;
use jiff::Timestamp;
use model::amendment::amendments;
use model::dossier::Dossier;
use model::ledger::Ledger;
use model::problem::{Problem, Severity};
use model::release::{Snapshot, TagKind};
use progress::Progress;
use publish::verify::Difference;
use publish::{Leak, Options, PublishError, Published};
use render::export::{self, Source};
use render::format::count;
use render::pack::{Objects, Pack};
use render::site::Plan;
use render::urls::Routes;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What to look at.
#[derive(Clone, Debug)]
pub struct Job {
    /// A folder in the repository, or a bare repository.
    pub repo: PathBuf,
    /// What is demanded and how it is shown.
    pub config: Config,
    /// The candidate's time: the only clock of a build.
    pub now: Timestamp,
    /// What the candidate stands for; default: the branch head.
    pub head: Option<Head>,
}

/// Everything known and concluded of a repository.
#[derive(Debug)]
pub struct Examined {
    /// The facts under their history.
    pub dossier: Dossier,
    /// The verdicts.
    pub assessment: Assessment,
    /// The bytes, by id.
    pub blobs: Blobs,
}

/// What a build did.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Releases, without the candidate.
    pub releases: usize,
    /// Names of tags that are not releases; the page of findings says why.
    pub skipped: Vec<String>,
    /// Versions of evidence files.
    pub evidence: usize,
    /// Distinct measurements.
    pub measurements: usize,
    /// HTML pages.
    pub pages: usize,
    /// What was written.
    pub published: Published,
    /// What is wrong with the inputs.
    pub problems: Vec<Problem>,
    /// Whether the history at hand is not the whole history.
    pub incomplete: bool,
}

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The repository cannot be read at all.
    #[error(transparent)]
    Discover(#[from] discover::DiscoverError),
    /// A template is wrong.
    #[error(transparent)]
    Render(#[from] render::site::RenderError),
    /// Secrets were found, and the build is to fail for them.
    #[error("{}, and the build is to fail for that; nothing was published", count(.0.len(), "place holds what looks like a secret", "places hold what looks like a secret"))]
    Secrets(Vec<Problem>),
    /// The site cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// Discovers, reads and judges.
///
/// # Errors
/// When the repository or the revision cannot be read at all.
pub fn examine(job: &Job, progress: &dyn Progress) -> Result<Examined, Error> {
    let request = discover::Request {
        repo: &job.repo,
        sources: &job.config.sources,
        now: job.now,
        head: job.head.as_ref(),
    };
    let discovery = discover::discover(&request, &read::dossier::gather::LISTS, progress)?;
    let facts =
        read::dossier::gather::gather(&discovery.history, &job.config.sources, &discovery.blobs, progress);
    let mut problems = discovery.problems;
    problems.extend_from_slice(&job.config.unused);
    problems.extend(read::dossier::gather::idle_readers(&discovery.history, &job.config.sources));
    problems.extend(read::dossier::gather::idle_templates(&discovery.history, &job.config.sources));
    let dossier = read::dossier::assemble::assemble(discovery.history, facts, problems);
    let assessment = assess::assess(&dossier, &job.config);
    Ok(Examined { dossier, assessment, blobs: discovery.blobs })
}

/// Whether a tag of this name is a release. Reads nothing but that tag.
///
/// # Errors
/// When the repository cannot be read at all.
pub fn is_release(job: &Job, tag: &str) -> Result<bool, Error> {
    Ok(discover::is_release(&job.repo, &job.config.sources, tag)?)
}

/// Whether files may be put at a path: not where git tracks what is there, or through a link that git tracks.
///
/// # Errors
/// When git brought what is there.
pub fn may_write(path: &Path) -> Result<(), PublishError> {
    let tracked = |why| PublishError::Tracked { path: path.to_path_buf(), why, adoptable: false };
    discover::tracked::at(path).map_or(Ok(()), |why| Err(tracked(why)))
}

/// Whether the site of a repository may be published into a folder, without touching anything: to be asked before hours of work.
/// What git tracks there is chosen by whoever can commit, and is published over only where the folder is adopted.
///
/// # Errors
/// When the folder is not golive's, or another build holds it.
pub fn may_publish(repo: &Path, out: &Path, options: &Options) -> Result<(), Error> {
    if discover::tracked::holds_sources(out, repo) {
        return Err(PublishError::HoldsSources { path: out.to_path_buf() }.into());
    }
    publish::siblings(out)?.iter().try_for_each(|path| may_write(path))?;
    if let Some(why) = discover::tracked::at(out).filter(|_| !options.adopt) {
        return Err(PublishError::Tracked { path: out.to_path_buf(), why, adoptable: true }.into());
    }
    Ok(publish::may_publish(out, options)?)
}

/// Builds the site into a folder. Its ledger continues that of the site which stands there.
///
/// # Errors
/// When the repository cannot be read, a template is wrong, or the folder cannot be written. The old site then stands.
pub fn build(job: &Job, out: &Path, options: &Options, progress: &dyn Progress) -> Result<Summary, Error> {
    may_publish(&job.repo, out, options)?;
    build_after(publish::verify::ledger(out)?, job, out, options, progress)
}

/// The same, with a ledger that continues `earlier`.
///
/// # Errors
/// As [`build`].
pub fn build_after(
    earlier: Ledger,
    job: &Job,
    out: &Path,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    may_publish(&job.repo, out, options)?;
    let deny_secrets = job.config.look.deny_secrets || options.deny_secrets;
    let options = &Options { deny_secrets, ..*options };
    let Examined { mut dossier, assessment, blobs } = examine(job, progress)?;
    let look = with_site_files(job, &mut dossier)?;
    let old_amendments = continue_ledger(earlier, &mut dossier, &assessment, &look)?;
    let known = dossier.problems.iter().chain(&assessment.problems);
    let known: Vec<Problem> = known.filter(|problem| problem.code == redact::REDACTED).cloned().collect();
    if deny_secrets && !known.is_empty() {
        return Err(Error::Secrets(known));
    }
    let site = render::render(&dossier, &assessment, &look, &blobs)?;
    let pages = site.paths().iter().filter(|path| path.ends_with(".html")).count();
    let published = publish::publish(&site, out, options, progress).map_err(|error| match error {
        PublishError::Secrets(leaks) => Error::Secrets(leaks.iter().map(leaked).collect()),
        other => Error::Publish(other),
    })?;
    // What stands in a name was told by that name.
    let told = |leak: &&Leak| known.iter().any(|problem| problem.message.contains(&leak.token.mark));
    let leaks = published.leaks.iter().filter(|leak| !told(leak)).map(leaked).collect::<Vec<_>>();
    Ok(Summary {
        releases: dossier
            .history
            .snapshots
            .iter()
            .filter(|snapshot| !Snapshot::is_candidate(snapshot))
            .count(),
        skipped: dossier.history.skipped.iter().map(|tag| tag.name.clone()).collect(),
        evidence: dossier.evidence.len(),
        measurements: dossier.measured.len(),
        pages,
        published,
        incomplete: !dossier.history.incomplete.is_empty(),
        problems: dossier
            .problems
            .into_iter()
            .filter(|problem| !old_amendments.contains(problem))
            .chain(assessment.problems)
            .chain(leaks)
            .collect(),
    })
}

/// Has the ledger continue an earlier one, and what it shows to have changed be a problem; gives those changes that the earlier one shows.
fn continue_ledger(
    earlier: Ledger,
    dossier: &mut Dossier,
    assessment: &Assessment,
    look: &Look,
) -> Result<Vec<Problem>, Error> {
    let commits = dossier.history.commits.iter().map(|commit| commit.id.to_string()).collect::<BTreeSet<_>>();
    let has_commit = |commit: &str| commits.contains(commit);
    let old = amendments(&earlier.lines, &has_commit);
    dossier.ledger = earlier;
    let routes = Routes::new(dossier);
    let continued = export::continued(&Source { dossier, assessment, look, routes: &routes })?;
    dossier.problems.extend(amendments(&continued.lines, &has_commit));
    Ok(old)
}

/// Draws the site of a repository again, as an earlier golive of the same version did, and compares it with what stands in a folder. Gives
/// the files that differ, and what the ledger shows to have changed since. Nothing is written.
///
/// # Errors
/// When the repository cannot be read, a template is wrong, or a file cannot be read.
pub fn recompute(
    job: &Job,
    site: &Path,
    progress: &dyn Progress,
) -> Result<(Vec<Difference>, Vec<Problem>), Error> {
    let Examined { mut dossier, assessment, blobs } = examine(job, progress)?;
    let look = with_site_files(job, &mut dossier)?;
    let old = continue_ledger(publish::verify::ledger(site)?, &mut dossier, &assessment, &look)?;
    let plan = render::render(&dossier, &assessment, &look, &blobs)?;
    let differences = publish::verify::compare(&plan, site, progress)?;
    let is_new = |problem: &&Problem| problem.code.starts_with("tag-") && !old.contains(problem);
    Ok((differences, dossier.problems.iter().filter(is_new).cloned().collect()))
}

/// Puts the audit pack of a release together. Nothing is written.
///
/// # Errors
/// When a template is wrong, or there is more than a pack can hold.
pub fn pack(job: &Job, examined: &mut Examined, snapshot: usize) -> Result<Pack, Error> {
    let look = with_site_files(job, &mut examined.dossier)?;
    let Examined { dossier, assessment, blobs } = examined;
    let own = dossier.history.snapshots.get(snapshot);
    let object = |id| blobs.object(id).unwrap_or_default();
    let tag = own.and_then(|own| own.tag.as_ref()).filter(|tag| tag.kind == TagKind::Annotated);
    let objects = Objects {
        commit: own.map_or_else(Vec::new, |own| object(own.commit)),
        tag: tag.map(|tag| object(tag.oid)),
    };
    let site = render::render(dossier, assessment, &look, blobs)?;
    Ok(render::pack::pack(&site, blobs, snapshot, objects)?)
}

/// What golive attests of a release: an in-toto Statement.
///
/// # Errors
/// When there is no such release.
pub fn attestation(job: &Job, examined: &Examined, snapshot: usize) -> Result<Vec<u8>, Error> {
    let Examined { dossier, assessment, .. } = examined;
    let routes = Routes::new(dossier);
    let source = Source { dossier, assessment, look: &job.config.look, routes: &routes };
    Ok(export::attestation(&source, snapshot)?)
}

/// The look of the site with the team's own pages and theme, as they stand at the commit that is judged.
fn with_site_files(job: &Job, dossier: &mut Dossier) -> Result<Look, discover::DiscoverError> {
    let mut look = job.config.look.clone();
    let Some(head) = dossier.history.snapshots.get(dossier.history.candidate()) else { return Ok(look) };
    if let Some(folder) = &look.content_folder {
        let found = discover::site_files::pages(&job.repo, head.commit, folder)?;
        look.content = found.texts;
        dossier.problems.extend(found.problems);
    }
    if let Some(folder) = &look.theme_folder {
        let found = discover::site_files::theme(&job.repo, head.commit, folder)?;
        look.theme = found.texts;
        dossier.problems.extend(found.problems);
    }
    Ok(look)
}

/// What tells of a token that only the scan of the output found.
fn leaked(leak: &Leak) -> Problem {
    let files = count(leak.files, "file", "files");
    let message = format!(
        "what looks like a secret ({}) is masked as `{}` in {files} of the site, first in {}: find it in what that page shows, and revoke it",
        leak.token.rule, leak.token.mark, leak.path
    );
    Problem { severity: Severity::Warning, place: None, code: redact::REDACTED, message }
}
