//! Claims about the words of the interface: each stands in the catalogue of every language, and a page says nothing past its catalogue.

use golive::config::Config;
use golive::demo::{self, Plan};
use golive::model::topic::Topic;
use golive::progress::Silent;
use golive::render::language::Language;
use golive::render::site::Plan as _;
use golive::{Examined, Job, examine, render};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use regex::Regex;
use scraper::{Html, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const ENGLISH: &str = "content/words/en.toml";
const GERMAN: &str = "content/words/de.toml";

/// What is the same in every language.
const UNITS: &[&str] = &[
    "ms",
    "min",
    "bytes",
    "KiB",
    "kB",
    "MiB",
    "MB",
    "GiB",
    "TiB",
    "UTC",
    "HTTP",
    "golive",
    "manifest.json",
    "CSV",
    "JSON",
    "CPU",
    "p50",
    "p95",
    "p99",
    "s",
    "h",
    "%",
];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let all =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    all.filter(|path| path.extension().is_some_and(|end| end == ending)).collect()
}

fn literal(tree: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = tree else { return None };
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
}

/// The sentences of `say!("…", …)` and the two nouns of `count(n, "…", "…")`.
fn said_in_rust(tokens: TokenStream, out: &mut BTreeSet<String>) {
    let trees: Vec<_> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else { continue };
        said_in_rust(group.stream(), out);
        let before = |back: usize| at.checked_sub(back).map(|at| trees[at].to_string()).unwrap_or_default();
        if group.delimiter() != Delimiter::Parenthesis {
            continue;
        }
        let inside: Vec<_> = group.stream().into_iter().collect();
        if before(1) == "!" && before(2) == "say" {
            out.insert(inside.first().and_then(literal).expect("say! begins with a sentence"));
        } else if before(1) == "count" && before(2) != "fn" && before(2) != "." {
            let nouns: Vec<_> = inside.iter().filter_map(literal).collect();
            if nouns.len() == 2 {
                out.extend(nouns);
            }
        }
    }
}

/// Every sentence that the site can say.
fn said() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for path in files("src/render", "rs") {
        let text = fs::read_to_string(&path).unwrap();
        if !path.ends_with("language.rs") {
            said_in_rust(text.parse().unwrap(), &mut all);
        }
    }
    all.extend(Topic::ALL.iter().map(|topic| topic.word().to_owned()));
    let filter = Regex::new(r#""((?:[^"\\]|\\.)*)"\s*\|\s*say\b"#).unwrap();
    let call = Regex::new(r#"\bsay\(("(?:[^"\\]|\\.)*")"#).unwrap();
    for path in files("templates", "html") {
        let text = fs::read_to_string(path).unwrap();
        all.extend(filter.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    for path in files("templates", "js") {
        let text = fs::read_to_string(path).unwrap();
        let code =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        all.extend(call.captures_iter(&code).map(|found| serde_json::from_str::<String>(&found[1]).unwrap()));
    }
    all
}

fn catalogue(path: &str) -> BTreeMap<String, String> {
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[test]
fn every_sentence_stands_in_every_catalogue_and_no_other_does() {
    let said = said();
    let english: BTreeMap<String, String> = said.iter().map(|text| (text.clone(), text.clone())).collect();
    if std::env::var_os("GOLIVE_BLESS").is_some() {
        let head = "# Every sentence of the site, by itself. Made from the source by `GOLIVE_BLESS=1 cargo test every_sentence`.\n";
        let lines = said.iter().map(|text| format!("{0} = {0}\n", quoted(text)));
        crate::theme::write(Path::new("."), ENGLISH, &(head.to_owned() + &lines.collect::<String>()));
    }
    assert!(
        catalogue(ENGLISH) == english,
        "{ENGLISH} is not what the source says: renew it by GOLIVE_BLESS=1"
    );
    let german = catalogue(GERMAN);
    let missing = said
        .iter()
        .filter(|text| !german.contains_key(*text))
        .map(|text| format!("{} = \"\"\n", quoted(text)));
    let missing = missing.collect::<String>();
    assert!(missing.is_empty(), "{GERMAN} lacks:\n{missing}");
    let idle: Vec<_> = german.keys().filter(|text| !said.contains(*text)).collect();
    assert!(idle.is_empty(), "{GERMAN} has what is never said: {idle:#?}");
    assert!(german.values().all(|text| !text.is_empty()), "{GERMAN} has an empty sentence");
    // Places are compared as a site is built.
    Language::load(
        "de",
        &fs::read_to_string(ENGLISH).unwrap(),
        &[(GERMAN.to_owned(), fs::read_to_string(GERMAN).unwrap())],
    )
    .unwrap();
}

fn demo(folder: &Path, config: Config) -> Examined {
    let written = demo::write(&folder.join("repo"), &Plan::default(), &Silent).unwrap();
    let job = Job { repo: folder.join("repo"), config, now: written.last_time, head: None };
    examine(&job, &Silent).unwrap()
}

/// The text that a person sees or hears on a page, one string a node or attribute; data and code left out.
fn told(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut out = Vec::new();
    for node in html.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                let mut above = node.ancestors().filter_map(|up| up.value().as_element());
                if !above.any(|up| ["code", "pre", "script", "style"].contains(&up.name())) {
                    out.push(text.trim().to_owned());
                }
            }
            Node::Element(element) => {
                let names = ["aria-label", "title", "alt", "placeholder"];
                out.extend(names.iter().filter_map(|name| element.attr(name)).map(ToOwned::to_owned));
            }
            _ => {}
        }
    }
    out
}

/// A text without what stands between ⟦ and ⟧; values inside of a sentence are left.
fn past_the_catalogue(text: &str) -> Vec<String> {
    text.split(['⟦', '⟧'])
        .step_by(2)
        .map(str::trim)
        .filter(|rest| !rest.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// Draws the sample in a language whose sentences stand in brackets, and looks for words that stand in none and not in the repository.
#[test]
fn a_page_says_nothing_past_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let words = said().into_iter().map(|text| {
        let own = text.replace('{', "⟧{").replace('}', "}⟦");
        format!("{} = {}\n", quoted(&text), quoted(&format!("⟦{own}⟧")))
    });
    crate::theme::write(folder.path(), "content/words/x-test.toml", &words.collect::<String>());
    let mut config = Config::default();
    config.look.language = Some("x-test".to_owned());
    config.look.theme = golive::config::theme::read(folder.path()).unwrap();
    let Examined { dossier, assessment, blobs } = demo(folder.path(), config.clone());
    let site = render::render(&dossier, &assessment, &config.look, &blobs).unwrap();
    let mut data = format!("{dossier:?}").replace("\\\"", "\"").replace("\\n", "\n");
    let mut lines: BTreeSet<String> = BTreeSet::from(["release.json".to_owned()]);
    for version in &dossier.evidence {
        let bytes = golive::model::evidence::Bytes::bytes(&blobs, version.blob).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        lines.extend(text.lines().map(|line| line.replace('`', " ").to_lowercase()));
        data.push_str(&text);
    }
    let word = Regex::new(r"\p{L}{2,}").unwrap();
    let number = Regex::new(r"^[\d.,:]+$").unwrap();
    // The pages of prose are no sentences; of each other kind some are looked at.
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: BTreeMap<String, &String> = BTreeMap::new();
    for (at, path) in site.paths().iter().enumerate().filter(|(_, path)| path.ends_with(".html")) {
        let kind = kinds.entry(path.split('/').next().unwrap()).or_default();
        *kind += 1;
        if path.starts_with("about/") || *kind > 20 {
            continue;
        }
        let page = String::from_utf8(site.draw(at).unwrap()).unwrap();
        for text in told(&page).iter().flat_map(|text| past_the_catalogue(text)) {
            found.entry(text).or_insert(path);
        }
    }
    // A message of a problem is as it was written, but for its first letter; Markdown is made plain.
    for problem in &assessment.problems {
        data.push_str(&problem.message);
    }
    let data = data.replace('`', "").to_lowercase();
    let is_known = |part: &str| {
        let part = part.replace('`', " ").trim().trim_end_matches(['…', '”', '“']).to_lowercase();
        let is_unit =
            |word: &str| number.is_match(word) || UNITS.iter().any(|unit| unit.to_lowercase() == word);
        let rest = part.split([' ', '×']).filter(|part| !is_unit(part)).collect::<Vec<_>>().join(" ");
        // What is left over of an item's words is words of one line.
        let of_a_line = |line: &str| part.split_whitespace().all(|word| line.contains(word));
        data.contains(part.trim()) || data.contains(rest.trim()) || lines.iter().any(|line| of_a_line(line))
    };
    found.retain(|text, _| {
        let mut parts =
            text.split(['·', ',', ';', ':', '(', ')', '–', '→']).filter(|part| word.is_match(part));
        !is_known(text) && !parts.all(is_known)
    });
    assert!(found.is_empty(), "{} texts past the catalogue, each with a page: {found:#?}", found.len());
}

/// The sample drawn with a theme's files, in a language; what stops it is told.
fn drawn(theme: &[(&str, &str)], language: Option<&str>) -> Result<BTreeMap<String, String>, String> {
    let mut sample = crate::sample::sample();
    sample.look.theme = theme.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    sample.look.language = language.map(ToOwned::to_owned);
    let bytes = crate::pages::Given(Vec::new());
    let site = render::render(&sample.dossier, &sample.assessment, &sample.look, &bytes);
    let site = site.map_err(|error| error.to_string())?;
    let text = |at| String::from_utf8_lossy(&site.draw(at).unwrap()).into_owned();
    Ok(site.paths().iter().enumerate().map(|(at, path)| (path.clone(), text(at))).collect())
}

#[test]
fn a_theme_replaces_one_sentence_of_a_language() {
    let own = "\"What blocks it\" = \"Woran <es> hängt\"\n\"Search\" = \"Finden\"\n";
    let german = drawn(&[("content/words/de.toml", own)], Some("de")).unwrap();
    let page = &german["releases/v1/index.html"];
    assert!(
        page.contains("Woran &lt;es&gt; hängt") && page.contains("Woraus diese Website gemacht ist"),
        "{page}"
    );
    assert!(german["site.js"].contains("\"Search\":\"Finden\""), "a script says it too");
    let english = drawn(&[("content/words/en.toml", own)], None).unwrap();
    let page = &english["releases/v1/index.html"];
    assert!(
        page.contains("Woran &lt;es&gt; hängt") && page.contains("What this site was made from"),
        "{page}"
    );
}

#[test]
fn a_theme_brings_a_language_of_its_own_and_what_it_lacks_is_english() {
    let theme = [
        ("content/words/pt.toml", "\"Search\" = \"Pesquisa\"\n\"Matrix\" = \"Matriz\"\n"),
        ("content/words/pt-BR.toml", "\"Search\" = \"Busca\"\n"),
        ("content/pt/method.md", "# Como se julga\n\nTudo vem do git.\n"),
    ];
    let site = drawn(&theme, Some("pt-BR")).unwrap();
    let page = &site["index.html"];
    assert!(page.contains("<html lang=\"pt-BR\">"), "{page}");
    assert!(page.contains(">Busca</a>") && page.contains(">Matriz</a>"), "{page}");
    assert!(page.contains("What this site was made from"), "{page}");
    assert!(site["about/method/index.html"].contains("Tudo vem do git."));
    assert!(site["about/glossary/index.html"].contains("a git tag that matches the release pattern"));
}

#[test]
fn pages_name_their_language() {
    for (language, lang) in [(None, "en"), (Some("en"), "en"), (Some("de"), "de"), (Some("de-AT"), "de-AT")] {
        let site = drawn(&[], language).unwrap();
        let pages: Vec<_> = site.iter().filter(|(path, _)| path.ends_with(".html")).collect();
        assert!(pages.len() > 10);
        for (path, page) in pages {
            assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
        }
    }
}

#[test]
fn wrong_words_are_told_with_their_file_and_line() {
    let told = |theme: &[(&str, &str)], language| drawn(theme, language).unwrap_err();
    let unknown = told(&[], Some("fr"));
    assert!(unknown.contains("content/words/fr.toml") && unknown.contains("`en` and `de`"), "{unknown}");
    for (catalogue, words) in [
        (
            "# ours\n\n\"What blocks is\" = \"Was\"\n",
            "content/words/de.toml:3: golive never says `What blocks is`",
        ),
        (
            "\"Search\" = \"Suche\"\n\"Page {n}\" = \"Seite\"\n",
            "content/words/de.toml:2: `Seite` leaves out {n}",
        ),
        ("\"Page {n}\" = \"Seite {n} {m}\"\n", "content/words/de.toml:1: `Seite {n} {m}` has {m}"),
        ("\"Search\" = \"Suche\"\n\"Matrix\" = 3\n", "content/words/de.toml:2: "),
        ("\"Search\" = \"Suche\"\n\"Matrix\" = \"\n", "content/words/de.toml:2: "),
    ] {
        let message = told(&[("content/words/de.toml", catalogue)], Some("de"));
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn wrong_words_stop_a_build_as_a_wrong_template_does() {
    let repo = crate::repo::Repo::new();
    repo.commit("2026-01-01T00:00:00Z", "x", &[("a", Some("a"))]);
    let build = |name: &str, text: &str| {
        let folder = tempfile::tempdir().unwrap();
        crate::theme::write(folder.path(), "golive.toml", "[site]\nlanguage = \"de\"\n");
        crate::theme::write(&folder.path().join("ours"), name, text);
        let mut golive = assert_cmd::Command::cargo_bin("golive").unwrap();
        golive
            .args(["build", "--repo"])
            .arg(repo.path())
            .arg("--config")
            .arg(folder.path().join("golive.toml"))
            .arg("--theme")
            .arg(folder.path().join("ours"));
        let output = golive.arg("--out").arg(folder.path().join("site")).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = build("content/words/de.toml", "\"Page {n}\" = \"Seite\"\n");
    let (of_template, _) = build("index.html", "{{ page.nowhere }}");
    assert!(code == of_template && code != Some(0), "{code:?} {of_template:?}");
    assert!(told.contains("content/words/de.toml:1") && told.contains("leaves out {n}"), "{told}");
}

#[test]
fn data_are_the_same_bytes_in_every_language() {
    let (english, german) = (drawn(&[], None).unwrap(), drawn(&[], Some("de")).unwrap());
    // How many parts the index of search has depends on its words.
    let pages = |site: &BTreeMap<String, String>| {
        site.keys().filter(|path| !path.starts_with("search/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(pages(&english), pages(&german), "and so are the addresses");
    let is_data = |path: &str| {
        path.ends_with("release.json")
            || path.starts_with("data/")
            || path.ends_with(".csv")
            || path.ends_with(".jsonl")
    };
    let data: Vec<_> = english.keys().filter(|path| is_data(path)).collect();
    assert!(data.len() > 5, "{data:?}");
    for path in data {
        assert_eq!(english[path], german[path], "{path}");
    }
    for path in [
        "index.html",
        "releases/v1/index.html",
        "atom.xml",
        "feed.json",
        "releases/v1/card.svg",
        "search/root.js",
    ] {
        assert_ne!(english[path], german[path], "{path} is for people");
    }
}

#[test]
fn prose_is_there_in_german_with_the_same_links() {
    let link = Regex::new(r"\]\(([^)]+)\)").unwrap();
    let code = Regex::new("`([^`]+)`").unwrap();
    for name in ["method", "findings", "glossary", "verdicts"] {
        let [english, german] = ["content", "content/de"]
            .map(|folder| fs::read_to_string(format!("{folder}/{name}.md")).unwrap());
        let all = |of: &Regex, text: &str| {
            of.captures_iter(text).map(|found| found[1].to_owned()).collect::<BTreeSet<_>>()
        };
        assert_eq!(all(&link, &english), all(&link, &german), "{name}");
        assert_eq!(all(&code, &english), all(&code, &german), "{name}");
        let shape = |text: &str| {
            let starts = ["# ", "## ", "- ", "|"];
            starts.map(|start| text.lines().filter(|line| line.starts_with(start)).count())
        };
        assert_eq!(shape(&english), shape(&german), "{name}");
    }
}
