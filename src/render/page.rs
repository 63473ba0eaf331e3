//! The kind of a page, what all kinds draw from, and the frame around every page.

use super::forge::Forge;
use super::html::{Html, escape};
use super::site::RenderError;
use super::templates::Shelf;
use super::urls::{Routes, Target, relative};
use crate::assess::assessment::{Assessment, ItemJudgement, ReleaseAssessment};
use crate::assess::comparison::{Comparer, Comparison};
use crate::assess::identity::Identity;
use crate::config::Look;
use crate::model::{
    commit::Commit, dossier::Dossier, evidence::Bytes, problem::Problem, release::Snapshot, time::rfc3339,
};
use crate::render::format;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    comparer: Comparer<'a>,
    /// The commits of each snapshot that no earlier one holds, parents before children.
    commits: Vec<Vec<&'a Commit>>,
    /// The snapshots that rely on each version of evidence, oldest first.
    uses: Vec<Vec<usize>>,
}

impl<'a> Scene<'a> {
    /// Gathers what the pages share.
    #[must_use]
    pub fn new(
        dossier: &'a Dossier,
        assessment: &'a Assessment,
        look: &'a Look,
        bytes: &'a dyn Bytes,
        shelf: Shelf,
        routes: Routes,
    ) -> Self {
        let address = look.repository_url.as_ref().or(dossier.history.remote.as_ref());
        let forge = address.and_then(|address| Forge::of(address));
        let title = look.title.clone().unwrap_or_else(|| {
            let name = forge.as_ref().and_then(|forge| forge.home().rsplit('/').next());
            name.map_or_else(|| "Release ledger".to_owned(), |name| format!("{name} release ledger"))
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
        }
    }

    /// Every id that an item has or had, with the item through time and whether that id is its lasting one.
    #[must_use]
    pub fn names(&self) -> &BTreeMap<&'a str, (&'a Identity, bool)> {
        &self.names
    }

    /// The page of an item through time.
    #[must_use]
    pub fn item(&self, item: &ItemJudgement) -> Target {
        Target::Item(self.assessment.identity(item).map_or_else(|| item.id.clone(), |one| one.id.clone()))
    }

    /// The commits of a snapshot that no earlier one holds, parents before children.
    #[must_use]
    pub fn commits_of(&self, snapshot: usize) -> &[&'a Commit] {
        self.commits.get(snapshot).map_or(&[], Vec::as_slice)
    }

    /// The snapshots whose items rely on a version of evidence, oldest first.
    #[must_use]
    pub fn uses_of(&self, evidence: usize) -> &[usize] {
        self.uses.get(evidence).map_or(&[], Vec::as_slice)
    }

    /// What changed from one snapshot to another.
    #[must_use]
    pub fn compared(&self, a: usize, b: usize) -> Comparison {
        self.comparer.compare(a, b)
    }

    /// The candidate's snapshot: the branch head at `--now`.
    #[must_use]
    pub fn head(&self) -> Option<&'a Snapshot> {
        self.dossier.history.snapshots.last()
    }

    /// The releases with their snapshots, oldest first, the candidate last.
    pub fn releases(&self) -> impl DoubleEndedIterator<Item = (&'a ReleaseAssessment, &'a Snapshot)> {
        let snapshots = &self.dossier.history.snapshots;
        self.assessment.releases.iter().filter_map(|r| Some((r, snapshots.get(r.snapshot)?)))
    }

    /// The release that belongs to a snapshot.
    #[must_use]
    pub fn release(&self, snapshot: usize) -> Option<(&'a ReleaseAssessment, &'a Snapshot)> {
        Some((self.assessment.releases.get(snapshot)?, self.dossier.history.snapshots.get(snapshot)?))
    }

    /// The newest release that is not the candidate.
    #[must_use]
    pub fn newest(&self) -> Option<usize> {
        self.releases()
            .rev()
            .find(|(_, snapshot)| !snapshot.is_candidate())
            .map(|(release, _)| release.snapshot)
    }

    /// The name of a snapshot as readers see it.
    #[must_use]
    pub fn name(&self, snapshot: usize) -> String {
        let snapshots = &self.dossier.history.snapshots;
        snapshots.get(snapshot).map_or_else(
            || "candidate".to_owned(),
            |snapshot| {
                if snapshot.is_candidate() { "candidate".to_owned() } else { snapshot.name.clone() }
            },
        )
    }

    /// A link with its words; the words alone where nothing is planned.
    #[must_use]
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

/// A step on the way from the index.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// Its words.
    pub text: String,
    /// Where it leads; `None` for the page itself.
    pub href: Option<String>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its words.
    pub text: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// What stands around every page.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The page's path in the site.
    pub path: String,
    /// The page's own heading, unique in the site.
    pub title: String,
    /// The site's title.
    pub site: String,
    /// One sentence for search engines.
    pub description: String,
    /// Links to the index, the style sheet and the script.
    pub home: String,
    /// The style sheet.
    pub style: String,
    /// The script.
    pub script: String,
    /// The navigation.
    pub nav: Vec<Entry>,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Why the history may not be whole.
    pub banner: Vec<String>,
    /// The page's public address.
    pub canonical: Option<String>,
    /// What stands at the head of every sheet of paper: the site, the page, and what it was made from.
    pub running: String,
    /// Where the page leads at once.
    pub refresh: Option<String>,
    /// The Atom feed.
    pub feed: Option<String>,
    /// golive's version.
    pub version: &'static str,
    /// The commit from which the site was made.
    pub source_html: Html,
    /// The moment at which the candidate was judged, RFC 3339.
    pub now: String,
    /// The same for a reader.
    pub now_text: String,
    /// How many findings and skipped tags there are.
    pub skipped: String,
    /// Where they are listed.
    pub findings: String,
    /// The manifest.
    pub manifest: String,
}

/// Pages of the navigation, in order.
const NAV: [(&str, Target); 10] = [
    ("Releases", Target::Index),
    ("Matrix", Target::Matrix),
    ("Items", Target::Items),
    ("Latency", Target::Latency),
    ("Lighthouse", Target::Lighthouse),
    ("Compare", Target::Compares),
    ("Findings", Target::Findings),
    ("People", Target::People),
    ("Waivers", Target::Waivers),
    ("How to read", Target::About("verdicts")),
];

impl Frame {
    /// The frame of a page. `way` are the pages between the index and this one.
    #[must_use]
    pub fn new(scene: &Scene<'_>, path: &str, title: &str, way: &[(&str, Target)]) -> Self {
        let link =
            |target: &Target| scene.routes.link(path, target).unwrap_or_else(|| relative(path, "index.html"));
        let file = |name: &str| relative(path, name);
        let head = scene.head();
        let skipped = format!(
            "{}, {}",
            format::count(scene.problems.len(), "finding", "findings"),
            format::count(scene.dossier.history.skipped.len(), "tag skipped", "tags skipped"),
        );
        Self {
            path: path.to_owned(),
            title: title.to_owned(),
            site: scene.title.clone(),
            description: format!("{title}: what was claimed and what is proven."),
            home: link(&Target::Index),
            style: file("style.css"),
            script: file("site.js"),
            nav: navigation(scene, path),
            crumbs: crumbs(scene, path, title, way),
            banner: scene.dossier.history.incomplete.iter().map(|problem| problem.message.clone()).collect(),
            canonical: scene.look.base_url.as_ref().map(|base| {
                format!("{}/{}", base.trim_end_matches('/'), path.strip_suffix("index.html").unwrap_or(path))
            }),
            running: format!(
                "{} · {title} · made from commit {}",
                scene.title,
                head.map(|head| head.commit.to_string()).unwrap_or_default()
            ),
            refresh: None,
            feed: scene.routes.link(path, &Target::File("atom.xml".to_owned())),
            version: env!("CARGO_PKG_VERSION"),
            source_html: head.map(|head| source(scene, head)).unwrap_or_default(),
            now: head.map(|head| rfc3339(head.time)).unwrap_or_default(),
            now_text: head.map(|head| format::utc(head.time)).unwrap_or_default(),
            skipped,
            findings: link(&Target::Findings),
            manifest: file("manifest.json"),
        }
    }

    /// The same frame with a head of its own for every sheet of paper.
    #[must_use]
    pub fn running(mut self, head: String) -> Self {
        self.running = head;
        self
    }

    /// The same frame with a sentence of its own for search engines.
    #[must_use]
    pub fn saying(mut self, description: String) -> Self {
        self.description = description;
        self
    }
}

fn navigation(scene: &Scene<'_>, path: &str) -> Vec<Entry> {
    let entry = |(text, target): &(&'static str, Target)| {
        let to = scene.routes.path(target)?;
        Some(Entry { text, href: relative(path, to), current: to == path })
    };
    NAV.iter().filter_map(entry).collect()
}

/// The way from the index to a page; the index itself has none.
fn crumbs(scene: &Scene<'_>, path: &str, title: &str, way: &[(&str, Target)]) -> Vec<Crumb> {
    if path == "index.html" {
        return Vec::new();
    }
    let step =
        |text: &str, target: &Target| Crumb { text: text.to_owned(), href: scene.routes.link(path, target) };
    let mut crumbs = vec![step("Releases", &Target::Index)];
    crumbs.extend(way.iter().map(|(text, target)| step(text, target)));
    crumbs.push(Crumb { text: title.to_owned(), href: None });
    crumbs
}

/// The commit from which the site was made, linked to the forge where there is one.
fn source(scene: &Scene<'_>, head: &Snapshot) -> Html {
    Html::made(match &scene.forge {
        Some(forge) => format!(
            "<a class=\"id\" href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            escape(&forge.commit(head.commit)),
            head.commit
        ),
        None => format!("<span class=\"id\">{}</span>", head.commit),
    })
}
