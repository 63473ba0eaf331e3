//! What stands around every page: head, navigation, and the way here. Nothing of it changes without the page's own facts.

use super::language::say;
use super::page::Scene;
use super::urls::Target;
use serde::Serialize;

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
    pub text: String,
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
    /// The tag of the language of the site's words.
    pub language: &'static str,
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
    /// The page of search.
    pub search: Option<String>,
    /// The navigation.
    pub nav: Vec<Entry>,
    /// The way here.
    pub crumbs: Vec<Crumb>,
    /// Why the history may not be whole.
    pub banner: Vec<String>,
    /// The page's public address.
    pub canonical: Option<String>,
    /// The picture that is shown where somebody links to the page.
    pub card: Option<String>,
    /// What stands at the head of every sheet of paper: the site, the page, and what it was made from.
    pub running: String,
    /// Where the page leads at once.
    pub refresh: Option<String>,
    /// The Atom feed.
    pub feed: Option<String>,
    /// golive's version.
    pub version: &'static str,
    /// What the site was made from, when and how: what changes without the facts of a page stands there alone.
    pub this_site: String,
    /// The manifest.
    pub manifest: String,
}

/// Pages of the navigation, in order.
fn nav() -> [(&'static str, Target); 10] {
    [
        (say!("Releases"), Target::Index),
        (say!("Matrix"), Target::Matrix),
        (say!("Items"), Target::Items),
        (say!("Latency"), Target::Latency),
        (say!("Lighthouse"), Target::Lighthouse),
        (say!("Compare"), Target::Compares),
        (say!("Findings"), Target::Findings),
        (say!("People"), Target::People),
        (say!("Waivers"), Target::Waivers),
        (say!("How to read"), Target::About("verdicts")),
    ]
}

impl Frame {
    /// The frame of a page. `way` are the pages between the index and this one.
    pub fn new(scene: &Scene<'_>, path: &str, title: &str, way: &[(&str, Target)]) -> Self {
        let planned = |target: &Target| Some(scene.address(path, scene.routes.path(target)?));
        let file = |name: &str| scene.address(path, name);
        let link = |target: &Target| planned(target).unwrap_or_else(|| file("index.html"));
        Self {
            path: path.to_owned(),
            language: scene.shelf.language().tag(),
            title: title.to_owned(),
            site: scene.title.clone(),
            description: say!("{page}: what was claimed and what is proven.", page = title),
            home: link(&Target::Index),
            style: file("style.css"),
            script: file("site.js"),
            search: planned(&Target::Search),
            nav: navigation(scene, path),
            crumbs: crumbs(scene, path, title, way),
            banner: scene.dossier.history.incomplete.iter().map(|problem| problem.message.clone()).collect(),
            canonical: scene.look.base_url.as_ref().map(|base| {
                format!("{}/{}", base.trim_end_matches('/'), path.strip_suffix("index.html").unwrap_or(path))
            }),
            card: None,
            running: say!("{site} · {page}", site = scene.title, page = title),
            refresh: None,
            feed: planned(&Target::File("atom.xml".to_owned())),
            version: env!("CARGO_PKG_VERSION"),
            this_site: link(&Target::ThisSite),
            manifest: file("manifest.json"),
        }
    }

    /// The same frame with a head of its own for every sheet of paper.
    pub fn running(mut self, head: String) -> Self {
        self.running = head;
        self
    }

    /// The same frame with a sentence of its own for search engines.
    pub fn saying(mut self, description: String) -> Self {
        self.description = description;
        self
    }
}

fn navigation(scene: &Scene<'_>, path: &str) -> Vec<Entry> {
    let own = scene.shelf.own().map(|name| (scene.shelf.title(name), Target::Own(name.to_owned())));
    let all = nav().into_iter().map(|(text, target)| (text.to_owned(), target)).chain(own);
    let entry = |(text, target): (String, Target)| {
        let to = scene.routes.path(&target)?;
        Some(Entry { text, href: scene.address(path, to), current: to == path })
    };
    all.filter_map(entry).collect()
}

/// The way from the index to a page; the index itself has none.
fn crumbs(scene: &Scene<'_>, path: &str, title: &str, way: &[(&str, Target)]) -> Vec<Crumb> {
    if path == "index.html" {
        return Vec::new();
    }
    let step = |text: &str, target: &Target| {
        let href = scene.routes.path(target).map(|to| scene.address(path, to));
        Crumb { text: text.to_owned(), href }
    };
    let mut crumbs = vec![step(say!("Releases"), &Target::Index)];
    crumbs.extend(way.iter().map(|(text, target)| step(text, target)));
    crumbs.push(Crumb { text: title.to_owned(), href: None });
    crumbs
}
