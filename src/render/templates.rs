//! Templates, style and content: embedded, and replaced file by file by the theme's folder. The only user of tera.

use super::html::{Html, escape_into};
use super::site::RenderError;
use crate::read::front;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tera::{Context, Tera};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The one script of the site, as it is published: every file of `templates/script/`, joined in the order of their names.
pub const SCRIPT: &str = "site.js";
/// What stands before a script's name on the shelf and in a theme.
const SCRIPTS: &str = "script/";

/// The built-in checklist profile: a go-live checklist to copy.
pub const CHECKLIST: &str = "checklist";

/// Everything that is drawn with.
pub struct Shelf {
    tera: Tera,
    files: BTreeMap<String, String>,
    own: Vec<String>,
}

/// Every embedded file with its name in a theme.
pub fn originals() -> impl Iterator<Item = (String, &'static str)> {
    let scripts = TEMPLATES.dirs().flat_map(Dir::files);
    let templates = TEMPLATES.files().chain(scripts).map(|file| ("", file));
    let all = templates.chain(CONTENT.files().map(|file| ("content/", file)));
    all.map(|(prefix, file)| {
        let name = format!("{prefix}{}", file.path().to_string_lossy().replace('\\', "/"));
        (name, file.contents_utf8().unwrap_or_default())
    })
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> RenderError {
    let path = path.display().to_string();
    move |error| RenderError { path, message: error.to_string() }
}

/// The Markdown files of a folder, by name. What begins with a dot or an underscore is none of them.
fn pages_in(folder: &Path) -> Result<Vec<PathBuf>, RenderError> {
    let entries = std::fs::read_dir(folder).map_err(failed(folder))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
    let mut paths = paths.map_err(failed(folder))?;
    let is_hidden =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '_']));
    paths
        .retain(|path| path.extension().is_some_and(|end| end == "md") && path.is_file() && !is_hidden(path));
    paths.sort();
    Ok(paths)
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("files", &self.files.keys()).finish_non_exhaustive()
    }
}

impl Shelf {
    /// Takes the embedded files, each replaced by the theme's file of the same name (`base.html`, `style.css`, `script/table.js`,
    /// `content/method.md` …).
    ///
    /// # Errors
    /// When a theme's file cannot be read, or a template does not parse.
    pub fn new(theme: Option<&Path>, content: Option<&Path>) -> Result<Self, RenderError> {
        let read = |path: &Path| std::fs::read_to_string(path).map_err(failed(path));
        let mut files = BTreeMap::new();
        for (name, text) in originals() {
            let text = match theme.map(|folder| folder.join(&name)) {
                Some(path) if path.is_file() => read(&path)?,
                _ => text.to_owned(),
            };
            files.insert(name, text);
        }
        let mut own = Vec::new();
        for path in content.map(pages_in).transpose()?.unwrap_or_default() {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = format!("content/{stem}.md");
            // A page of golive's own name replaces that.
            if files.insert(name, read(&path)?).is_none() {
                own.push(stem);
            }
        }
        let scripts =
            files.iter().filter(|(name, _)| name.starts_with(SCRIPTS)).map(|(_, text)| text.as_str());
        let script = scripts.collect::<Vec<_>>().join("\n");
        files.insert(SCRIPT.to_owned(), script);
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        tera.set_escape_fn(escape_into);
        tera.add_raw_templates(files.iter().filter(|(name, _)| name.ends_with(".html")))
            .map_err(|error| RenderError { path: "templates".to_owned(), message: error.to_string() })?;
        Ok(Self { tera, files, own })
    }

    /// Fills a template with its view.
    ///
    /// # Errors
    /// When the template asks for something that the view does not have.
    pub fn fill<V: Serialize>(&self, template: &str, path: &str, view: &V) -> Result<String, RenderError> {
        let failed = |error: tera::Error| RenderError {
            path: format!("{path} ({template})"),
            message: error.to_string(),
        };
        let context = Context::from_serialize(view).map_err(failed)?;
        self.tera.render(template, &context).map_err(failed)
    }

    /// A file that is published as it is, or the source of a page of prose.
    #[must_use]
    pub fn file(&self, name: &str) -> &str {
        self.files.get(name).map_or("", String::as_str)
    }

    /// All files with their text, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The names of the team's own pages, in the order of their files' names.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(String::as_str)
    }

    /// The first heading of a page of prose; its name where it has none.
    #[must_use]
    pub fn title(&self, name: &str) -> String {
        self.told(name).0.to_owned()
    }

    /// The text of a page of prose: its first heading, and the rest as HTML.
    #[must_use]
    pub fn prose(&self, name: &str, resolve: super::markdown::Resolve<'_>) -> (String, Html) {
        let (title, rest) = self.told(name);
        (title.to_owned(), super::markdown::block(rest, 0, resolve))
    }

    /// The title of a page of prose and what stands behind it, without front matter.
    fn told<'s>(&'s self, name: &'s str) -> (&'s str, &'s str) {
        let path = format!("content/{name}.md");
        let text = self.file(&path);
        let body = text.get(front::read(&path, text).bytes..).unwrap_or(text).trim_start();
        match body.strip_prefix("# ").map(|rest| rest.split_once('\n').unwrap_or((rest, ""))) {
            Some((title, rest)) => (title.trim(), rest),
            None => (name, body),
        }
    }
}
