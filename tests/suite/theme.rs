//! Claims about a team's own pages and templates: they are pages, they replace golive's, and what they are given is written down.

use crate::pages::draw;
use crate::sample::sample;
use assert_cmd::Command;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const DOC: &str = "docs/templates.md";

#[expect(clippy::disallowed_methods, reason = "a fixture writes its files")]
pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn markdown_of_the_content_folder_becomes_pages_in_the_navigation() {
    let hostile = "---\nowner: Ada\n---\n# Who to call\n\nSee [the process](process.md#first), [our words](glossary.md), [gone](gone.md).\n\n<script>alert(1)</script>\n";
    let all = [
        ("contacts.md", hostile),
        ("process.md", "# Our process & rules\n\n## First\n\nTag.\n"),
        ("glossary.md", "# Our words\n\nOurs.\n"),
        ("plain.md", "No heading here.\n"),
    ];
    let mut sample = sample();
    sample.look.content = all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let files = draw(&sample, b"");
    let page = &files["pages/contacts/index.html"];
    assert!(page.contains("<h1>Who to call</h1>") && !page.contains("owner: Ada"), "{page}");
    assert!(
        page.contains("href=\"../process/index.html#first\"")
            && page.contains("href=\"../../about/glossary/index.html\""),
        "{page}"
    );
    assert!(!page.contains("gone.md\"") && !page.contains("<script>alert"), "{page}");
    let nav = |page: &str| {
        let nav =
            page.split("aria-label=\"Pages\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
        regex::Regex::new(">([^<>\n]+)</a>")
            .unwrap()
            .captures_iter(&nav)
            .map(|found| found[1].to_owned())
            .collect::<Vec<_>>()
    };
    let all = nav(&files["releases/v1/index.html"]);
    assert_eq!(&all[all.len() - 3..], ["Who to call", "plain", "Our process &amp; rules"]);
    assert!(page.contains("aria-current=\"page\">Who to call</a>"), "{page}");
    assert!(
        files["about/glossary/index.html"].contains("Ours.")
            && !files.contains_key("pages/glossary/index.html")
    );
    sample.look.base_url = Some("https://team.example.invalid/".to_owned());
    let files = draw(&sample, b"");
    assert!(files["sitemap.xml"].contains("pages/process/"), "{}", files["sitemap.xml"]);
}

#[test]
fn init_writes_a_theme_that_changes_nothing_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let theme = folder.path().join("theme");
    let init = || Command::cargo_bin("golive").unwrap().args(["init", "--theme"]).arg(&theme).assert();
    init().code(0);
    for name in ["base.html", "release.html", "style.css", "script/table.js", "content/method.md"] {
        assert!(theme.join(name).is_file(), "{name}");
    }
    let mut sample = sample();
    let plain = draw(&sample, b"");
    sample.look.theme = golive::config::theme::read(&theme).unwrap();
    let mut themed = draw(&sample, b"");
    // What the site was made from has the hash of the theme.
    themed.insert("build.json".to_owned(), plain["build.json"].clone());
    assert_eq!(themed, plain, "the theme as it is written draws the same site");
    write(&theme, "style.css", "/* ours */");
    let told = String::from_utf8(init().code(73).get_output().stderr.clone()).unwrap();
    assert!(
        told.contains("is there already")
            && fs::read_to_string(theme.join("style.css")).unwrap() == "/* ours */",
        "{told}"
    );
}

/// What each template draws from: every field that it asks of the frame, of its page and of the parts that it is given.
fn fields() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let field = regex::Regex::new(r"\b([a-z_]+(?:\.[a-z_]+)+)\b").unwrap();
    let code = regex::Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").unwrap();
    let quoted = regex::Regex::new("\"[^\"]*\"").unwrap();
    let mut all = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap().flatten().map(|file| file.path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".html") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let mut of = BTreeSet::new();
        for part in code.find_iter(&text) {
            let part = quoted.replace_all(part.as_str(), "");
            of.extend(
                field
                    .captures_iter(&part)
                    .map(|found| found[1].to_owned())
                    .filter(|path| !path.starts_with("ui.")),
            );
        }
        all.insert(name, of);
    }
    all
}

#[test]
fn the_view_of_each_template_is_written_down() {
    let mut table = String::from("| template | draws from |\n|---|---|\n");
    for (name, fields) in fields() {
        let fields = fields.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" ");
        table.push_str(&format!(
            "| `{name}` | {} |\n",
            if fields.is_empty() { "nothing of its own" } else { &fields }
        ));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOC);
    let doc = fs::read_to_string(&path).unwrap();
    let (before, rest) = doc.split_once("<!-- fields -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of fields -->").unwrap();
    let whole = format!("{before}<!-- fields -->\n{table}<!-- end of fields -->{after}");
    if std::env::var_os("GOLIVE_BLESS").is_some() {
        write(path.parent().unwrap(), "templates.md", &whole);
    } else {
        assert!(
            doc == whole,
            "{DOC} is not what the templates draw from: GOLIVE_BLESS=1 cargo test the_view_of_each_template"
        );
    }
}
