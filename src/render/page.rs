//! The kind of a page, and what all kinds draw from.

use super::export::{LIST, Source};
use super::forge::Forge;
pub use super::frame::Frame;
use super::html::{Html, escape};
use super::language::say;
use super::search::{index::Index, log::Logs};
use super::site::RenderError;
use super::templates::Shelf;
use super::urls::{Routes, Target, relative};
use crate::assess::compare::{Comparer, Comparison};
use crate::assess::result::assessment::Assessment;
use crate::assess::result::identity::Identity;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::config::Look;
use crate::model::evidence::{Bytes, Evidence};
use crate::model::{commit::Commit, dossier::Dossier, problem::Problem, release::Snapshot};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A kind of page or file: which there are, and how one is drawn.
pub trait Kind: Sync {
    /// All pages of this kind.
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target>;
    /// Draws one of them; `path` is its place in the site.
    ///
    /// # Errors
    /// When its template is wrong.
    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError>;
}

/// Everything that pages are drawn from. Owned by the site, changed by nobody.
pub struct Scene<'a> {
    /// The facts.
    pub dossier: &'a Dossier,
    /// The judgement.
    pub assessment: &'a Assessment,
    /// How it is shown.
    pub look: &'a Look,
    /// The bytes of evidence.
    pub bytes: &'a dyn Bytes,
    /// Templates, style, prose.
    pub shelf: Shelf,
    /// The path of every page.
    pub routes: Routes,
    /// Where the repository is hosted, if anywhere.
    pub forge: Option<Forge>,
    /// The site's title.
    pub title: String,
    /// Every problem, once, worst first.
    pub problems: Vec<&'a Problem>,
    /// Every item through time: its lasting id, and whether the id asked for is that one or another that it had.
    names: BTreeMap<&'a str, (&'a Identity, bool)>,
    /// What changed from one snapshot to another.
    pub comparer: Comparer<'a>,
    /// The commits of each snapshot that no earlier one holds, parents before children.
    commits: Vec<Vec<&'a Commit>>,
    /// The snapshots that rely on each version of evidence, oldest first.
    uses: Vec<Vec<usize>>,
    /// The logs whose entries are searched.
    pub logs: Logs,
    /// Made when it is first asked for, which is when all pages are planned.
    index: OnceLock<Index>,
}

impl<'a> Scene<'a> {
    /// Gathers what the pages share.
    pub fn new(
        dossier: &'a Dossier,
        assessment: &'a Assessment,
        look: &'a Look,
        bytes: &'a dyn Bytes,
        shelf: Shelf,
        routes: Routes,
    ) -> Self {
        let forge = Forge::of_repository(look, dossier.history.remote.as_deref());
        let name = forge.as_ref().and_then(|forge| forge.home().rsplit('/').next());
        let title = look.title.clone().unwrap_or_else(|| match name {
            Some(name) => say!("{repository} release ledger", repository = name),
            None => say!("Release ledger").to_owned(),
        });
        let problems: BTreeSet<&Problem> = dossier
            .problems
            .iter()
            .chain(&assessment.problems)
            .chain(assessment.releases.iter().flat_map(|release| &release.problems))
            .chain(dossier.evidence.iter().flat_map(|version| &version.facts.problems))
            .chain(&dossier.history.incomplete)
            .collect();
        let problems = problems.into_iter().collect();
        let comparer = Comparer::new(dossier, assessment);
        let aliases = assessment.aliases().into_iter().map(|(id, one)| (id, (one, false)));
        let lasting = assessment.identities.iter().map(|one| (one.id.as_str(), (one, true)));
        let names = aliases.chain(lasting).collect();
        let mut commits = vec![Vec::new(); dossier.history.snapshots.len()];
        for commit in &dossier.history.commits {
            if let Some(own) = commits.get_mut(commit.snapshot) {
                own.push(commit);
            }
        }
        let mut uses = vec![Vec::new(); dossier.evidence.len()];
        for release in &assessment.releases {
            for used in release.evidence.iter().filter(|used| !used.items.is_empty()) {
                if let Some(of) = uses.get_mut(used.evidence) {
                    of.push(release.snapshot);
                }
            }
        }
        Self {
            dossier,
            assessment,
            look,
            bytes,
            shelf,
            routes,
            forge,
            title,
            problems,
            names,
            comparer,
            commits,
            uses,
            logs: Logs::default(),
            index: OnceLock::new(),
        }
    }

    /// Every id that an item has or had, with the item through time and whether that id is its lasting one.
    pub fn names(&self) -> &BTreeMap<&'a str, (&'a Identity, bool)> {
        &self.names
    }

    /// The page of an item through time.
    pub fn item(&self, item: &ItemJudgement) -> Target {
        Target::Item(self.assessment.identity(item).map_or_else(|| item.id.clone(), |one| one.id.clone()))
    }

    /// The commits of a snapshot that no earlier one holds, parents before children.
    pub fn commits_of(&self, snapshot: usize) -> &[&'a Commit] {
        self.commits.get(snapshot).map_or(&[], Vec::as_slice)
    }

    /// The first snapshot whose history holds a version of evidence.
    pub fn first_release(&self, version: &Evidence) -> usize {
        self.dossier.history.commits.get(version.recorded_by).map_or(0, |commit| commit.snapshot)
    }

    /// The link to a version of evidence, with these words; the words alone where it has no page.
    pub fn evidence(&self, from: &str, evidence: usize, words: &str) -> Html {
        let words = escape(words);
        Html::made(match self.routes.evidence(from, evidence) {
            Some(link) => format!("<a href=\"{link}\">{words}</a>"),
            None => words,
        })
    }

    /// The snapshots whose items rely on a version of evidence, oldest first.
    pub fn uses_of(&self, evidence: usize) -> &[usize] {
        self.uses.get(evidence).map_or(&[], Vec::as_slice)
    }

    /// What exports draw from.
    pub fn source(&self) -> Source<'_> {
        Source { dossier: self.dossier, assessment: self.assessment, look: self.look, routes: &self.routes }
    }

    /// The link to all measurements as a table, or to the list of its parts.
    pub fn measurements(&self, path: &str) -> Option<String> {
        let files = ["data/measurements.csv", LIST].map(|file| Target::File(file.to_owned()));
        files.iter().find_map(|file| self.routes.link(path, file))
    }

    /// What changed from one snapshot to another.
    pub fn compared(&self, a: usize, b: usize) -> Comparison {
        self.comparer.compare(a, b)
    }

    /// The index of search over all planned pages.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// The candidate's snapshot: the branch head at `--now`.
    pub fn head(&self) -> Option<&'a Snapshot> {
        self.dossier.history.snapshots.last()
    }

    /// The releases with their snapshots, oldest first, the candidate last.
    pub fn releases(&self) -> impl DoubleEndedIterator<Item = (&'a ReleaseAssessment, &'a Snapshot)> {
        let snapshots = &self.dossier.history.snapshots;
        self.assessment.releases.iter().filter_map(|r| Some((r, snapshots.get(r.snapshot)?)))
    }

    /// The release that belongs to a snapshot.
    pub fn release(&self, snapshot: usize) -> Option<(&'a ReleaseAssessment, &'a Snapshot)> {
        Some((self.assessment.releases.get(snapshot)?, self.dossier.history.snapshots.get(snapshot)?))
    }

    /// The newest release that is not the candidate.
    pub fn newest(&self) -> Option<usize> {
        self.releases()
            .rev()
            .find(|(_, snapshot)| !snapshot.is_candidate())
            .map(|(release, _)| release.snapshot)
    }

    /// The newest release, or the candidate where there is none.
    pub fn newest_or_candidate(&self) -> usize {
        self.newest().unwrap_or_else(|| self.dossier.history.candidate())
    }

    /// The address of the picture of a release, for those who link to it; none where the site's address is not known.
    pub fn card(&self, snapshot: usize) -> Option<String> {
        let base = self.look.base_url.as_ref()?;
        let path = self.routes.path(&Target::Beside(snapshot, "card.svg"))?;
        Some(format!("{}/{path}", base.trim_end_matches('/')))
    }

    /// The name of a snapshot as readers see it.
    pub fn name(&self, snapshot: usize) -> String {
        let snapshots = &self.dossier.history.snapshots;
        let tagged = snapshots.get(snapshot).filter(|snapshot| !snapshot.is_candidate());
        tagged.map_or_else(|| say!("candidate").to_owned(), |snapshot| snapshot.name.clone())
    }

    /// The address by which a page loads or links another file of the site: relative, but whole from the page that is served at any depth.
    pub fn address(&self, from: &str, to: &str) -> String {
        match &self.look.base_url {
            Some(base) if self.routes.path(&Target::NotFound) == Some(from) => {
                format!("{}/{to}", base.trim_end_matches('/'))
            }
            _ => relative(from, to),
        }
    }

    /// A link with its words; the words alone where nothing is planned.
    pub fn anchor(&self, from: &str, target: &Target, fragment: &str, words: &str) -> Html {
        let words = escape(words);
        Html::made(match self.routes.link(from, target) {
            Some(link) => format!("<a href=\"{link}{}\">{words}</a>", escape(fragment)),
            None => words,
        })
    }

    /// Fills a template: the frame around a page's own view.
    ///
    /// # Errors
    /// When the template asks for something that the view does not have.
    pub fn fill<V: Serialize>(&self, template: &str, frame: Frame, page: &V) -> Result<Vec<u8>, RenderError> {
        let path = frame.path.clone();
        let text = self.shelf.fill(template, &path, &Framed { frame, page })?;
        Ok(text.into_bytes())
    }
}

#[derive(Serialize)]
struct Framed<'v, V> {
    frame: Frame,
    page: &'v V,
}
