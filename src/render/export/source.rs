//! What every export draws from.

use crate::assess::result::assessment::Assessment;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tally;
use crate::config::Look;
use crate::model::{dossier::Dossier, release::Snapshot};
use crate::render::{
    forge::Forge,
    language::say,
    site::RenderError,
    urls::{Routes, Target, relative},
    words,
};

/// The bytes of a file, or why they could not be made (never for reasons of content: a writer to memory refused).
pub type Drawn = Result<Vec<u8>, RenderError>;

/// The inputs of every export.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Facts under the history.
    pub dossier: &'a Dossier,
    /// What the judge concluded.
    pub assessment: &'a Assessment,
    /// Title and addresses.
    pub look: &'a Look,
    /// The planned paths.
    pub routes: &'a Routes,
}

impl<'a> Source<'a> {
    /// A release with its assessment.
    pub(in crate::render) fn release(
        &self,
        snapshot: usize,
    ) -> Option<(&'a Snapshot, &'a ReleaseAssessment)> {
        Some((self.dossier.history.snapshots.get(snapshot)?, self.assessment.releases.get(snapshot)?))
    }

    /// Releases without the candidate, newest first.
    pub(super) fn newest_first(&self) -> impl Iterator<Item = (usize, &'a Snapshot, &'a ReleaseAssessment)> {
        let source = *self;
        (0..self.dossier.history.candidate()).rev().filter_map(move |at| {
            let (snapshot, release) = source.release(at)?;
            Some((at, snapshot, release))
        })
    }

    /// The forge of the repository: configured, else of the remote.
    pub(super) fn forge(&self) -> Option<Forge> {
        Forge::of_repository(self.look, self.dossier.history.remote.as_deref())
    }

    /// The site's title.
    pub(super) fn title(&self) -> String {
        self.look.title.clone().unwrap_or_else(|| say!("Releases: claimed and proven").to_owned())
    }

    /// The address under which the site is published, with its last slash.
    pub(super) fn base(&self) -> Option<String> {
        let base = self.look.base_url.as_deref()?.trim_end_matches('/');
        (!base.is_empty()).then(|| format!("{base}/"))
    }

    /// The link from a file to a path of the site: absolute where the site's address is known, else relative.
    pub(super) fn link(&self, from: &str, to: &str) -> String {
        let Some(base) = self.base() else {
            return relative(from, to);
        };
        let folder = to.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
        format!("{base}{}", folder.unwrap_or(to))
    }

    /// The path of a release's page.
    pub(in crate::render) fn page(&self, snapshot: usize) -> String {
        let planned = self.routes.path(&Target::Release(snapshot)).map(str::to_owned);
        planned.unwrap_or_else(|| format!("{}/index.html", self.routes.folder(snapshot)))
    }
}

/// `claimed 27/31 · proven 22/31`.
pub(super) fn pair(tally: &Tally) -> String {
    say!(
        "claimed {claimed}/{items} · proven {proven}/{items}",
        claimed = tally.claimed,
        proven = tally.proven,
        items = tally.items
    )
}

/// `go` or `no-go`.
pub(super) fn readiness(release: &ReleaseAssessment) -> &'static str {
    words::readiness(release.is_go())
}

/// A writer to memory refused; says which file.
pub(super) fn refused(path: &str, error: impl std::fmt::Display) -> RenderError {
    RenderError { path: path.to_owned(), message: error.to_string() }
}

/// A snapshot that is not there: nothing a user can cause.
pub(super) fn unknown(path: &str, snapshot: usize) -> RenderError {
    refused(path, format_args!("there is no release number {snapshot}"))
}
