//! Templates, style and content: embedded, and replaced file by file by the theme's folder. The only user of tera.

use super::html::{Html, escape, escape_into};
use super::language::{ENGLISH, Language, parts_of};
use super::site::RenderError;
use crate::config::{Look, theme::Texts};
use crate::read::text::front;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::collections::BTreeMap;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

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
    language: &'static Language,
}

/// Every embedded file with its name in a theme.
pub fn originals() -> impl Iterator<Item = (String, &'static str)> {
    let files = |dir: &'static Dir<'static>| dir.files().chain(dir.dirs().flat_map(Dir::files));
    let all = files(&TEMPLATES).map(|file| ("", file)).chain(files(&CONTENT).map(|file| ("content/", file)));
    all.map(|(prefix, file)| {
        let name = format!("{prefix}{}", file.path().to_string_lossy().replace('\\', "/"));
        (name, file.contents_utf8().unwrap_or_default())
    })
}

/// The file name of a page of golive's English prose: `method.md`.
fn prose_of(name: &str) -> Option<&str> {
    name.strip_prefix("content/").filter(|page| page.ends_with(".md") && !page.contains('/'))
}

/// A tag of a language behind those that are wider: `pt`, `pt-BR`.
fn widening(tag: &str) -> impl Iterator<Item = &str> {
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    ends.filter_map(|end| tag.get(..end))
}

/// The language of a tag: golive's catalogues of it, each with the theme's behind.
fn language(tag: &str, theme: &Texts) -> Result<&'static Language, RenderError> {
    let embedded =
        |name: &str| originals().find(|(original, _)| original == name).map(|(_, text)| text.to_owned());
    let mut catalogues = Vec::new();
    for name in widening(tag).map(|tag| format!("content/words/{tag}.toml")) {
        let both = embedded(&name).into_iter().chain(theme.get(&name).cloned());
        catalogues.extend(both.map(|text| (name.clone(), text)));
    }
    if catalogues.is_empty() {
        let message =
            "there are no words of this language: golive speaks `en` and `de`, others are the theme's"
                .to_owned();
        return Err(RenderError { path: format!("content/words/{tag}.toml"), message });
    }
    Language::load(tag, &embedded("content/words/en.toml").unwrap_or_default(), &catalogues)
}

/// The filter of templates: `{{ "Page {n}" | say(n=number) }}`. What it gives is HTML: sentence and values are escaped, but for the value of
/// a place whose name ends in `_html`, which is finished.
#[expect(clippy::needless_pass_by_value, reason = "a filter of tera is given its values")]
fn said(english: &str, values: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mut out = String::new();
    for (text, place) in parts_of(english) {
        // An apostrophe ends nothing between tags, nor between the double quotes of templates.
        out.push_str(&escape(text).replace("&#39;", "'"));
        let Some(place) = place else { continue };
        let value = values.must_get::<Value>(place)?.to_string();
        out.push_str(&if place.ends_with("_html") { value } else { escape(&value) });
    }
    Ok(Value::safe_string(&out))
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("files", &self.files.keys()).finish_non_exhaustive()
    }
}

impl Shelf {
    /// Takes the embedded files, each replaced by the theme's file of the same name (`base.html`, `style.css`, `script/table.js`,
    /// `content/method.md` …); of the catalogues of words, single sentences are. Prose that golive or the theme has as
    /// `content/de/method.md` replaces `content/method.md` where that language is spoken.
    ///
    /// # Errors
    /// When a template does not parse, or the language's words are wrong or not there.
    pub fn new(look: &Look) -> Result<Self, RenderError> {
        let theme = &look.theme;
        let tag = look.language.as_deref().unwrap_or(ENGLISH);
        let language = language(tag, theme)?;
        let mut files = BTreeMap::new();
        for (name, text) in originals() {
            let text = theme.get(&name).map_or(text, String::as_str);
            files.insert(name, text.to_owned());
        }
        let prose: Vec<String> = files.keys().filter_map(|name| prose_of(name)).map(str::to_owned).collect();
        for (tag, page) in widening(tag).flat_map(|tag| prose.iter().map(move |page| (tag, page))) {
            let name = format!("content/{tag}/{page}");
            let text = files.get(&name).or_else(|| theme.get(&name)).cloned();
            files.extend(text.map(|text| (format!("content/{page}"), text)));
        }
        let mut own = Vec::new();
        for (file, text) in &look.content {
            // A page of golive's own name replaces that.
            if files.insert(format!("content/{file}"), text.clone()).is_none() {
                own.push(file.strip_suffix(".md").unwrap_or(file).to_owned());
            }
        }
        let of = |is_one: fn(&str) -> bool| {
            let texts = files.iter().filter(|(name, _)| is_one(name)).map(|(_, text)| text.as_str());
            texts.collect::<Vec<_>>().join("\n")
        };
        let words = serde_json::json!(language.of_script(&of(|name| name.ends_with(".js"))));
        let script = format!("const words = {words};\n{}", of(|name| name.starts_with(SCRIPTS)));
        files.insert(SCRIPT.to_owned(), script);
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        tera.set_escape_fn(escape_into);
        tera.register_filter("say", said);
        tera.add_raw_templates(files.iter().filter(|(name, _)| name.ends_with(".html")))
            .map_err(|error| RenderError { path: "templates".to_owned(), message: error.to_string() })?;
        Ok(Self { tera, files, own, language })
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

    /// The language of the site.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// A file that is published as it is, or the source of a page of prose.
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
    pub fn title(&self, name: &str) -> String {
        self.told(name).0.to_owned()
    }

    /// The text of a page of prose: its first heading, and the rest as HTML.
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
