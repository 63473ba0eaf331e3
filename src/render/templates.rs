//! Templates, style and content: embedded, and replaced file by file by the theme's folder. The only user of tera.

use super::html::{Html, escape_into};
use super::site::RenderError;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
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
    pub fn new(theme: Option<&Path>) -> Result<Self, RenderError> {
        let mut files = BTreeMap::new();
        let scripts = TEMPLATES.dirs().flat_map(Dir::files);
        let shelves = [
            ("", TEMPLATES.files().chain(scripts).collect::<Vec<_>>()),
            ("content/", CONTENT.files().collect()),
        ];
        for (prefix, embedded) in shelves {
            for file in embedded {
                let name = format!("{prefix}{}", file.path().to_string_lossy().replace('\\', "/"));
                let text = match theme.map(|folder| folder.join(&name)) {
                    Some(path) if path.is_file() => std::fs::read_to_string(&path).map_err(|error| {
                        RenderError { path: path.display().to_string(), message: error.to_string() }
                    })?,
                    _ => file.contents_utf8().unwrap_or_default().to_owned(),
                };
                files.insert(name, text);
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
        Ok(Self { tera, files })
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

    /// The text of a page of the site's own prose: its first heading, and the rest as HTML.
    #[must_use]
    pub fn prose(&self, name: &str, resolve: super::markdown::Resolve<'_>) -> (String, Html) {
        let text = self.file(&format!("content/{name}.md"));
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        (first.trim_start_matches('#').trim().to_owned(), super::markdown::block(rest, 0, resolve))
    }
}
