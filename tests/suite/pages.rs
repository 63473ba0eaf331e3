//! The drawn site: every page is whole, safe, and linked.

use crate::sample::{REPORT, Sample, sample};
use golive::model::evidence::{Bytes, Unavailable};
use golive::model::id::Oid;
use golive::model::release::{SkipReason, SkippedTag};
use golive::render::{Plan, render};
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) struct Given(pub(crate) Vec<u8>);

impl Bytes for Given {
    fn bytes(&self, _: Oid) -> Result<Vec<u8>, Unavailable> {
        Ok(self.0.clone())
    }
}

pub(crate) fn draw(sample: &Sample, content: &[u8]) -> BTreeMap<String, String> {
    let bytes = Given(content.to_vec());
    let site = render(&sample.dossier, &sample.assessment, &sample.look, &bytes).unwrap();
    let drawn = |(at, path): (usize, &String)| {
        let bytes = site.draw(at).unwrap_or_else(|error| panic!("{error}"));
        (path.clone(), String::from_utf8(bytes).unwrap())
    };
    site.paths().iter().enumerate().map(drawn).collect()
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, Html)> {
    let page = |(path, _): &(&String, &String)| path.ends_with(".html");
    files.iter().filter(page).map(|(path, text)| (path.as_str(), Html::parse_document(text)))
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

#[test]
fn all_addresses_of_the_page_for_missing_pages_are_whole() {
    let mut sample = sample();
    for base in ["https://team.example/releases", "https://team.example/releases/"] {
        sample.look.base_url = Some(base.to_owned());
        let files = draw(&sample, b"");
        let page = Html::parse_document(&files["404.html"]);
        let links = Selector::parse("[href], [src]").unwrap();
        let links = page.select(&links).filter_map(|one| one.attr("href").or(one.attr("src")));
        let links =
            links.filter(|link| !link.starts_with('#') && !link.starts_with("data:")).collect::<Vec<_>>();
        assert!(links.len() > 10);
        for link in links {
            let path = link.strip_prefix("https://team.example/releases/");
            assert!(
                path.is_some_and(|path| !path.starts_with('/')) || link.starts_with("https://"),
                "{link}"
            );
        }
    }
    sample.look.base_url = None;
    let files = draw(&sample, b"");
    assert!(files["404.html"].contains("href=\"style.css\""));
}

#[test]
fn paths_are_sorted_and_each_is_there_once() {
    let (sample, bytes) = (sample(), Given(Vec::new()));
    let site = render(&sample.dossier, &sample.assessment, &sample.look, &bytes).unwrap();
    assert!(site.paths().windows(2).all(|pair| pair[0] < pair[1]));
    for path in [
        "index.html",
        "releases/v1/index.html",
        "releases/v1/release.json",
        "candidate/index.html",
        "latest/index.html",
        "items/index.html",
        "matrix/index.html",
        "latency/index.html",
        "lighthouse/index.html",
        "compare/index.html",
        "compare/v1...v2/index.html",
        "compare/v2...candidate/index.html",
        "findings/index.html",
        "people/index.html",
        "search/index.html",
        "search/root.js",
        "compare/releases.js",
        "releases/v1/compare.js",
        "waivers/index.html",
        "404.html",
        "about/verdicts/index.html",
        "about/checklist/index.html",
        "style.css",
        "site.js",
        ".nojekyll",
        "data/items.csv",
        "atom.xml",
    ] {
        assert!(site.paths().iter().any(|planned| planned == path), "{path} is planned");
    }
}

#[test]
fn every_page_has_its_parts() {
    let mut titles = BTreeMap::new();
    for (path, page) in pages(&draw(&sample(), b"a line\n")) {
        for (selector, wanted) in [
            ("h1", 1),
            ("main#main", 1),
            ("html[lang]", 1),
            ("meta[name=viewport]", 1),
            ("a.skip[href='#main']", 1),
            ("head > meta:nth-child(2)[http-equiv=Content-Security-Policy]", 1),
            ("footer.trust", 1),
            ("header nav", 1),
            ("style", 0),
            ("[style]", 0),
            ("script:not([src])", 0),
            ("img", 0),
            ("table:not(:has(caption))", 0),
            ("th:not([scope])", 0),
            ("svg:not([role=img]):not([aria-hidden])", 0),
            ("iframe, form, base, object, embed", 0),
            ("table", count(&page, ".scroll[role=region][tabindex='0'][aria-label] > table")),
        ] {
            assert_eq!(count(&page, selector), wanted, "{selector} of {path}");
        }
        let title: String =
            page.select(&Selector::parse("head > title").unwrap()).flat_map(|t| t.text()).collect();
        assert_eq!(titles.insert(title.clone(), path.to_owned()), None, "{title} is unique");
    }
}

#[test]
fn no_link_is_dead() {
    let files = draw(&sample(), b"# Heading\n\none line\n");
    let ids: BTreeMap<&str, BTreeSet<String>> = pages(&files)
        .map(|(path, page)| {
            let all = Selector::parse("[id]").unwrap();
            let ids: Vec<String> =
                page.select(&all).filter_map(|e| e.value().id().map(str::to_owned)).collect();
            let unique: BTreeSet<String> = ids.iter().cloned().collect();
            assert_eq!(unique.len(), ids.len(), "ids of {path} are unique: {ids:?}");
            (path, unique)
        })
        .collect();
    for (path, page) in pages(&files) {
        for element in page.select(&Selector::parse("[href], [src]").unwrap()) {
            let link = element.value().attr("href").or(element.value().attr("src")).unwrap();
            if link.contains(':') {
                let outward = link.starts_with("https://") || link == "data:,";
                assert!(outward && (element.value().name() == "a" || link == "data:,"), "{link} in {path}");
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = resolve(path, file);
            assert!(target == "manifest.json" || files.contains_key(&target), "{link} in {path}");
            assert!(fragment.is_empty() || ids[target.as_str()].contains(fragment), "{link} in {path}");
        }
    }
}

fn resolve(from: &str, link: &str) -> String {
    if link.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{link} leaves the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn the_release_page_tells_the_verdict_first() {
    let files = draw(&sample(), b"x\n");
    let page = Html::parse_document(&files["releases/v1/index.html"]);
    assert_eq!(count(&page, ".verdict h1 + .badge"), 1);
    assert!(count(&page, ".tally .pair") >= 1 && count(&page, "li.item[id] .badge") >= 5);
    assert!(count(&page, "svg[role=img]") >= 1, "charts are drawn");
}

/// Tries to leave text for markup, attributes, addresses and templates.
const PAYLOADS: [&str; 21] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "</svg><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "--><script>alert(1)</script>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<style>*{}</style>",
    "<form action=https://evil.example>",
    "&lt;script&gt;",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "\u{202e}exe.txt",
    "\0<b>",
    "<a href=\"//evil.example\">x</a>",
];

fn poison(payload: &str) -> Sample {
    let mut sample = sample();
    let history = &mut sample.dossier.history;
    history.branch = Some(payload.to_owned());
    history.skipped.push(SkippedTag { name: payload.to_owned(), reason: SkipReason::Pattern });
    if let Some(first) = history.snapshots.first_mut() {
        first.name = payload.to_owned();
        if let Some(tag) = &mut first.tag {
            tag.message = payload.to_owned();
        }
    }
    for commit in &mut history.commits {
        commit.summary = payload.to_owned();
        Arc::make_mut(&mut commit.author).name = payload.to_owned();
    }
    let hostile: Arc<str> = format!("logs/{payload}.log").into();
    if let Some(version) = sample.dossier.evidence.last_mut() {
        let old = std::mem::replace(&mut version.path, hostile.clone());
        let track = sample.dossier.history.tracks.remove(&old);
        sample.dossier.history.tracks.extend(track.map(|track| (hostile.clone(), track)));
        sample.dossier.versions.insert((hostile, version.blob), sample.dossier.evidence.len() - 1);
    }
    for release in &mut sample.assessment.releases {
        if let Some(in_force) = &mut release.in_force {
            for section in &mut Arc::make_mut(&mut in_force.checklist).sections {
                section.title = payload.to_owned();
                section.items.iter_mut().for_each(|item| item.text = payload.to_owned());
            }
        }
        release.triggers.iter_mut().for_each(|trigger| trigger.text = payload.to_owned());
    }
    sample.look.title = Some(payload.to_owned());
    sample
}

#[test]
fn hostile_text_stays_text() {
    for payload in PAYLOADS {
        let files = draw(&poison(payload), format!("{payload}\n").as_bytes());
        for (path, page) in pages(&files) {
            for bad in ["style", "script:not([src])", "img", "iframe", "form", "base", "textarea", "object"] {
                assert_eq!(count(&page, bad), 0, "{bad} in {path} of {payload}");
            }
            // Two pages have a script of their own beside that of all.
            let scripts = 1 + usize::from(["search/index.html", "compare/index.html"].contains(&path));
            assert_eq!(count(&page, "script"), scripts, "{path} of {payload}");
            let refresh = usize::from(path == "latest/index.html");
            assert_eq!(count(&page, "meta[http-equiv=refresh]"), refresh, "{path} of {payload}");
            for element in page.tree.values().filter_map(|node| node.as_element()) {
                for (name, value) in element.attrs() {
                    assert!(!name.starts_with("on") && name != "srcdoc", "{name} in {path} of {payload}");
                    let address = matches!(name, "href" | "src" | "action");
                    assert!(
                        !address || !value.trim().to_lowercase().starts_with("javascript:"),
                        "{path} of {payload}"
                    );
                    assert!(
                        !address || !value.contains("//evil.example") || value.starts_with("https://"),
                        "{path}: {value}"
                    );
                }
            }
        }
    }
}

#[test]
fn evidence_with_a_secret_is_told_and_withheld() {
    let mut sample = sample();
    sample.look.raw_all = true;
    let files = draw(&sample, b"one\npassword=correct-horse\n");
    let of_log = files.iter().filter(|(path, _)| path.starts_with("evidence/"));
    let (copies, shown): (Vec<_>, Vec<_>) = of_log.partition(|(path, _)| path.ends_with("raw.txt"));
    assert!(!shown.is_empty() && !copies.is_empty());
    assert!(copies.iter().all(|(_, text)| text.as_str() == "one\n[line withheld]\n"));
    let shown: Vec<&String> = shown.into_iter().map(|(_, text)| text).collect();
    for text in shown {
        assert!(
            !text.contains("correct-horse")
                && text.contains("1 line redacted")
                && text.contains("rule password, line 2")
        );
    }
}

#[test]
fn words_with_stars_stay_as_they_are_on_every_page() {
    let mut sample = sample();
    for release in &mut sample.assessment.releases {
        if let Some(in_force) = &mut release.in_force {
            for section in &mut Arc::make_mut(&mut in_force.checklist).sections {
                section
                    .items
                    .iter_mut()
                    .for_each(|item| item.text = "Kept in `a/**/*.md` and `b_*_c`".to_owned());
            }
        }
    }
    let told = |selector: &str, page: &Html| -> Vec<String> {
        let all = Selector::parse(selector).unwrap();
        page.select(&all)
            .map(|e| e.text().collect())
            .filter(|text: &String| text.contains("Kept in"))
            .collect()
    };
    let files = draw(&sample, b"x\n");
    for (path, selector) in [
        ("releases/v2/index.html", ".item .text"),
        ("releases/v2/index.html", ".timeline li"),
        ("releases/v2/index.html", ".blockers li a"),
        ("matrix/index.html", "tbody th"),
        ("items/index.html", "tbody th"),
    ] {
        let found = told(selector, &Html::parse_document(&files[path]));
        assert!(!found.is_empty(), "{selector} of {path}");
        assert!(
            found.iter().all(|text| text.contains("Kept in a/**/*.md and b_*_c")),
            "{selector}: {found:?}"
        );
    }
}

#[test]
fn a_reason_links_the_files_that_it_names_and_shows_their_names_alone() {
    let files = draw(&sample(), b"x\n");
    let page = Html::parse_document(&files["releases/v2/index.html"]);
    let links = Selector::parse(
        ".reason a.path[title][href*='/evidence/'], .reason a.path[title][href^='evidence/']",
    )
    .unwrap();
    let links: Vec<_> = page.select(&links).collect();
    assert!(!links.is_empty());
    for link in links {
        let words: String = link.text().collect();
        let path = link.value().attr("title").unwrap();
        assert!(path.ends_with(&words) && path.contains('/') && !words.contains('/'), "{words} of {path}");
    }
}

/// The least that is a whole PNG: its signature, and the chunk at its end.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82";

#[test]
fn an_image_is_published_beside_its_page_and_told_by_its_bytes() {
    let mut sample = sample();
    for version in &mut sample.dossier.evidence {
        if version.facts.kind == golive::model::evidence::Kind::Smoke {
            version.facts.kind = golive::model::evidence::Kind::Image;
        }
    }
    let bytes = Given(PNG.to_vec());
    let site = render(&sample.dossier, &sample.assessment, &sample.look, &bytes).unwrap();
    let images: Vec<usize> =
        (0..site.paths().len()).filter(|at| site.paths()[*at].ends_with("/image.png")).collect();
    assert_eq!(images.len(), 1, "one version is published once: {:?}", site.paths());
    assert_eq!(site.draw(images[0]).unwrap(), PNG);
    let day = site.paths()[images[0]].trim_end_matches("/image.png").rsplit_once('/').unwrap().0;
    let page = format!("{day}/index.html");
    let page = site.paths().iter().position(|path| *path == page).unwrap();
    let page = Html::parse_document(&String::from_utf8(site.draw(page).unwrap()).unwrap());
    assert_eq!(count(&page, "img[src$='image.png'][alt]"), 1);
    // What only calls itself an image, and an SVG above all, is never published.
    for other in [&b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..], b"\0\0", b""] {
        let bytes = Given(other.to_vec());
        let site = render(&sample.dossier, &sample.assessment, &sample.look, &bytes).unwrap();
        assert!(!site.paths().iter().any(|path| path.contains("/image.")));
    }
}

#[test]
fn an_image_keeps_its_place_before_it_is_there() {
    let mut sample = sample();
    for version in sample.dossier.evidence.iter_mut().filter(|version| &*version.path == REPORT) {
        version.facts.kind = golive::model::evidence::Kind::Image;
    }
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x03\x84\0\0\x02\x58".to_vec();
    png.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    png.extend(&PNG[8..]);
    let bytes = Given(png);
    let site = render(&sample.dossier, &sample.assessment, &sample.look, &bytes).unwrap();
    let pages: Vec<String> = (0..site.paths().len())
        .filter(|at| site.paths()[*at].ends_with("index.html"))
        .map(|at| String::from_utf8(site.draw(at).unwrap()).unwrap())
        .collect();
    assert!(pages.iter().any(|page| page.contains("width=\"900\" height=\"600\"")), "as large as it is");
    assert!(pages.iter().any(|page| page.contains("width=\"192\" height=\"128\" loading")), "in its box");
}

#[test]
fn what_was_never_measured_is_said() {
    let mut sample = sample();
    for release in &mut sample.assessment.releases {
        release.lighthouse.clear();
        release.latency.clear();
    }
    let files = draw(&sample, b"x\n");
    assert!(files["index.html"].contains("no Lighthouse report with a score for any release"));
    assert!(files["releases/v1/index.html"].contains("No Lighthouse report belongs to it"));
    assert!(files["releases/v1/index.html"].contains("no latency is known"));
}

#[test]
fn without_checklist_the_page_says_how_to_add_one() {
    let mut sample = sample();
    for release in &mut sample.assessment.releases {
        release.in_force = None;
        release.items.clear();
        release.blockers = vec![golive::assess::result::release::Blocker::NoChecklist];
    }
    let files = draw(&sample, b"");
    assert!(files["releases/v1/index.html"].contains("There is no checklist"));
    assert!(files["releases/v1/index.html"].contains("about/checklist/index.html"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a fixture writes its files")]
fn the_script_is_joined_of_its_files_and_a_theme_replaces_one_of_them() {
    let theme = tempfile::tempdir().unwrap();
    std::fs::create_dir(theme.path().join("script")).unwrap();
    std::fs::write(theme.path().join("script/table.js"), "// ours\n").unwrap();
    let mut sample = sample();
    let built_in = draw(&sample, b"").remove("site.js").unwrap();
    sample.look.theme = golive::config::theme::read(theme.path()).unwrap();
    let themed = draw(&sample, b"").remove("site.js").unwrap();
    assert!(built_in.contains("sortable") && built_in.contains("beforeprint"));
    assert!(themed.contains("// ours") && themed.contains("beforeprint") && !themed.contains("sortable"));
}

#[test]
fn only_fields_of_finished_html_are_printed_unescaped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    let safe = regex::Regex::new(r"(\S+)\s*\|\s*safe").unwrap();
    let place = regex::Regex::new(r#"\w+_html\s*=\s*("[^"]*"|[^,()\s]+)"#).unwrap();
    let mut seen = 0;
    for file in std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|e| e == "html"))
    {
        let text = std::fs::read_to_string(file.path()).unwrap();
        for found in safe.captures_iter(&text) {
            assert!(found[1].ends_with("_html"), "{} in {:?}", &found[0], file.path());
            seen += 1;
        }
        // A place of a sentence whose name ends so is finished HTML: a field of the same kind, or golive's own words.
        for found in place.captures_iter(&text) {
            assert!(
                found[1].starts_with('"') || found[1].ends_with("_html"),
                "{} in {:?}",
                &found[0],
                file.path()
            );
        }
        assert!(!text.contains("autoescape") && !text.contains("| raw"), "{:?}", file.path());
    }
    assert!(seen > 10, "the pattern still finds what it looks for");
}
