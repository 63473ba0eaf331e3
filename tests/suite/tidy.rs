//! The house rules of ARCHITECTURE.md, held by reading the source: order of stages, sizes, homes of packages, names.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The stages, in the order in which data passes them. A file may name only what stands before its own stage.
const ORDER: [&str; 15] = [
    "model", "progress", "guard", "redact", "ssh", "lexicon", "config", "discover", "read", "assess",
    "render", "publish", "demo", "lib", "cli",
];

/// Heavy packages and the paths (prefixes under `src/`) that may name them.
const HOMES: [(&str, &[&str]); 8] = [
    ("ring", &["ssh/"]),
    ("git2", &["discover/", "demo/"]),
    ("walkdir", &["discover/"]),
    ("tera", &["render/templates"]),
    ("plotters", &["render/chart/"]),
    ("plotters_backend", &["render/chart/"]),
    ("clap", &["cli/"]),
    ("indicatif", &["cli/"]),
];

/// The two files that may name pulldown-cmark: one parses for facts, one prints for pages. Matched as parts of the path.
const MARKDOWN: [&str; 2] = ["read/", "render/markdown"];

/// The rooms of a stage, in the order in which they import one another.
const ROOMS: [(&str, &[&str]); 2] = [
    (
        "read",
        &[
            "text",
            "value",
            "checklist",
            "records",
            "logs",
            "inventories",
            "latency",
            "lighthouse",
            "report",
            "ci",
            "manifest",
            "files",
            "dossier",
        ],
    ),
    (
        "assess",
        &[
            "result",
            "reading",
            "history",
            "coverage",
            "candidates",
            "verdict",
            "findings",
            "release",
            "compare",
        ],
    ),
];

/// Words that name nothing.
const BANNED: [&str; 5] = ["Manager", "Helper", "Handler", "Processor", "Util"];
const BANNED_FILES: [&str; 8] =
    ["utils.rs", "util.rs", "helper.rs", "helpers.rs", "common.rs", "data.rs", "info.rs", "misc.rs"];

/// Names in the judge that do not say what they hold.
const RIDDLES: [&str; 9] = ["told", "one", "its", "said", "seen", "looked", "kept", "standing", "tale"];

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// The stage of a file under `src/`: its first folder or name.
fn stage(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn rank(stage: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == stage)
}

/// The code of a line: without its comment, and with the contents of its string literals blanked.
fn code(line: &str) -> String {
    let mut out = String::new();
    let (mut quoted, mut escaped) = (false, false);
    let letters: Vec<char> = line.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        if quoted {
            quoted = escaped || *letter != '"';
            escaped = !escaped && *letter == '\\';
            if !quoted {
                out.push('"');
            }
        } else if *letter == '/' && letters.get(at + 1) == Some(&'/') {
            break;
        } else if *letter == '"' && letters.get(at.wrapping_sub(1)) != Some(&'\'') {
            quoted = true;
            out.push('"');
        } else if matches!(*letter, '{' | '}') && letters.get(at.wrapping_sub(1)) == Some(&'\'') {
            // A brace as a character literal opens nothing.
        } else {
            out.push(*letter);
        }
    }
    out
}

/// Everything that is wrong with a file, by its path under `src/`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let lines: Vec<String> = text.lines().map(code).collect();
    let mut out = Vec::new();
    if lines.len() > FILE_LINES {
        out.push(format!("{path}: {} lines, more than {FILE_LINES}", lines.len()));
    }
    out.extend(order_faults(path, &lines));
    out.extend(home_faults(path, &lines));
    out.extend(length_faults(path, &lines));
    out.extend(name_faults(path, &lines));
    out.extend(face_faults(path, &lines));
    out.extend(riddle_faults(path, &lines));
    out
}

fn order_faults(path: &str, lines: &[String]) -> Vec<String> {
    let own = stage(path);
    if matches!(own, "main" | "lib") {
        return Vec::new();
    }
    let Some(own_rank) = rank(own) else { return vec![format!("{path}: `{own}` is no stage")] };
    let named = Regex::new(r"crate::(?:\{\s*)?([a-zA-Z_]+)").unwrap();
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for found in named.captures_iter(line) {
            // A type or function of the crate's root belongs to `lib`.
            let target = if rank(&found[1]).is_some() { &found[1] } else { "lib" };
            if rank(target) > Some(own_rank) {
                out.push(format!("{path}:{}: {own} names {target}, which comes later", at + 1));
            }
        }
    }
    out
}

fn home_faults(path: &str, lines: &[String]) -> Vec<String> {
    let markdown: (&str, &[&str]) = ("pulldown_cmark", &MARKDOWN);
    let mut out = Vec::new();
    for (package, homes) in HOMES.into_iter().chain([markdown]) {
        let named = Regex::new(&format!(r"\b{package}::|\buse {package}\b")).unwrap();
        let at_home = homes.iter().any(|home| path.starts_with(home));
        if let Some(at) = lines.iter().position(|line| named.is_match(line)).filter(|_| !at_home) {
            out.push(format!("{path}:{}: {package} has its home in {homes:?}", at + 1));
        }
    }
    out
}

/// Functions by a scan of braces: good enough for code that rustfmt has laid out.
fn length_faults(path: &str, lines: &[String]) -> Vec<String> {
    let head = Regex::new(r"^(\s*)(?:pub(?:\([a-z: ]+\))? )?(?:const |async )*fn (\w+)").unwrap();
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(found) = head.captures(line) else { continue };
        let close = format!("{}}}", &found[1]);
        let rest = lines.iter().skip(at);
        let one_line = line.trim_end().ends_with('}') || line.trim_end().ends_with(';');
        let length = if one_line { 1 } else { 1 + rest.take_while(|line| line.trim_end() != close).count() };
        if length > FUNCTION_LINES {
            out.push(format!(
                "{path}:{}: fn {} has {length} lines, more than {FUNCTION_LINES}",
                at + 1,
                &found[2]
            ));
        }
    }
    out
}

fn name_faults(path: &str, lines: &[String]) -> Vec<String> {
    let declared = Regex::new(r"\b(?:struct|enum|trait|type) (\w+)").unwrap();
    let mut out: Vec<String> = Vec::new();
    if BANNED_FILES.contains(&path.rsplit('/').next().unwrap_or(path)) {
        out.push(format!("{path}: the name says nothing"));
    }
    for (at, line) in lines.iter().enumerate() {
        for found in declared.captures_iter(line) {
            if BANNED.iter().any(|word| found[1].ends_with(word)) {
                out.push(format!("{path}:{}: `{}` names nothing", at + 1, &found[1]));
            }
        }
    }
    out
}

/// Names in the judge that do not say what they hold.
fn riddle_faults(path: &str, lines: &[String]) -> Vec<String> {
    let riddle = Regex::new(&format!(r"\b({})\b", RIDDLES.join("|"))).unwrap();
    let own = lines.iter().enumerate().filter(|_| stage(path) == "assess");
    let found = own.filter_map(|(at, line)| Some((at + 1, riddle.find(line)?.as_str())));
    found.map(|(line, name)| format!("{path}:{line}: `{name}` does not say what it holds")).collect()
}

/// Nobody below a `mod.rs` imports what it defines. Modules are lower case; a type that comes from the face itself is not.
fn face_faults(path: &str, lines: &[String]) -> Vec<String> {
    let Some((folder, _)) = path.rsplit_once('/').filter(|_| !path.ends_with("/mod.rs")) else {
        return Vec::new();
    };
    let own = folder.replace('/', "::");
    let import = Regex::new(&format!(r"(?m)^use (?:super|crate::{own})::([^;]*);")).unwrap();
    let text = lines.join("\n");
    let reaches = |list: &str| top_level(list).iter().any(|name| name.starts_with(char::is_uppercase));
    import
        .captures_iter(&text)
        .filter(|found| reaches(&found[1]))
        .map(|found| format!("{path}: a sibling imports its own mod.rs: {}", found[0].replace('\n', " ")))
        .collect()
}

/// The names in `{a, b::{C, D}}` or `a::B`, without what stands below them: `a` and `b`.
fn top_level(list: &str) -> Vec<String> {
    let inner = list.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(list);
    let mut depth = 0;
    let mut names = vec![String::new()];
    for letter in inner.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        match letter {
            ',' if depth == 0 => names.push(String::new()),
            _ if letter.is_whitespace() => {}
            _ => names.last_mut().unwrap().push(letter),
        }
    }
    names
}

/// The files of a folder, each with those of the folder that it imports.
fn imports<'s>(sources: &'s BTreeMap<String, String>, folder: &str) -> BTreeMap<&'s str, BTreeSet<&'s str>> {
    let own = sources.iter().filter(|(path, _)| path.starts_with(folder));
    let module = |path: &str| path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
    let files = own.clone().map(|(path, _)| (module(path), path.as_str())).collect::<BTreeMap<_, _>>();
    let named = Regex::new(r"(?:\bin )?\b(crate|super|self)::([\w:]*)(?:\{([^}]*)\})?").unwrap();
    own.map(|(path, text)| {
        let text = text.lines().map(code).collect::<Vec<_>>().join("\n");
        let here = module(path);
        let mut found = BTreeSet::new();
        // `pub(in crate::read)` is no import.
        for hit in named.captures_iter(&text).filter(|hit| !hit[0].starts_with("in ")) {
            let base = match &hit[1] {
                "crate" => "",
                "super" => here.rsplit_once("::").map_or("", |(parent, _)| parent),
                _ => here.as_str(),
            };
            let prefix = format!("{base}::{}", hit[2].trim_end_matches("::"));
            let leaves = hit.get(3).map_or("", |list| list.as_str()).split(',').map(str::trim);
            for leaf in leaves {
                let mut name = format!("{prefix}::{leaf}");
                // The longest module that the path begins with.
                while let Some((parent, _)) = name.rsplit_once("::") {
                    name.truncate(parent.len());
                    let whole = format!("{name}::{leaf}");
                    let known = files
                        .get(whole.trim_start_matches("::"))
                        .or(files.get(name.trim_start_matches("::")));
                    if let Some(file) = known {
                        found.insert(*file);
                        break;
                    }
                }
            }
        }
        found.remove(path.as_str());
        (path.as_str(), found)
    })
    .collect()
}

/// Files of a stage with rooms that import a later room, or that need each other.
fn room_faults(sources: &BTreeMap<String, String>) -> Vec<String> {
    ROOMS.iter().flat_map(|(stage, rooms)| faults_of_rooms(sources, stage, rooms)).collect()
}

fn faults_of_rooms(sources: &BTreeMap<String, String>, stage: &str, rooms: &[&str]) -> Vec<String> {
    let face = format!("{stage}/mod.rs");
    let graph = imports(sources, &format!("{stage}/"));
    let room =
        |path: &str| path.split('/').nth(1).and_then(|name| rooms.iter().position(|room| *room == name));
    let mut out = Vec::new();
    for (path, wanted) in &graph {
        if **path != face && room(path).is_none() {
            out.push(format!("{path}: no room of {stage}"));
        }
        let later = wanted.iter().filter(|other| room(path).is_some() && room(other) > room(path));
        out.extend(later.map(|other| format!("{path} names {other}, which is in a later room")));
    }
    out.extend(cycles(&graph));
    out
}

/// Files that need each other.
fn cycles(graph: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let mut out = Vec::new();
    for (path, wanted) in graph {
        let mut open = wanted.iter().copied().collect::<Vec<_>>();
        let mut met = BTreeSet::new();
        while let Some(next) = open.pop() {
            if met.insert(next) {
                open.extend(graph.get(next).into_iter().flatten().copied());
            }
        }
        if met.contains(path) {
            out.push(format!("{path} is in a cycle of imports"));
        }
    }
    out
}

/// Names of types that stand for two in the judge, or for one of it and one of what it judges.
fn doubled_names(sources: &BTreeMap<String, String>) -> Vec<String> {
    let declared = Regex::new(r"(?m)^(pub )?(?:pub\([a-z: ]+\) )?(?:struct|enum|trait|type) (\w+)").unwrap();
    let mut homes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, text) in sources.iter().filter(|(path, _)| ["assess", "model"].contains(&stage(path))) {
        let own =
            declared.captures_iter(text).filter(|found| stage(path) == "assess" || found.get(1).is_some());
        own.for_each(|found| homes.entry(found.get(2).unwrap().as_str()).or_default().push(path));
    }
    let doubled = homes
        .into_iter()
        .filter(|(_, homes)| homes.len() > 1 && homes.iter().any(|home| stage(home) == "assess"));
    doubled.map(|(name, homes)| format!("`{name}` is a type in {}", homes.join(" and "))).collect()
}

fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_house_is_tidy() {
    let sources = sources();
    assert!(sources.len() > 20, "the source was found");
    let mut faults: Vec<String> = sources.iter().flat_map(|(path, text)| faults(path, text)).collect();
    faults.extend(room_faults(&sources));
    faults.extend(doubled_names(&sources));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_untidy_house_is_noticed() {
    let long = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(FUNCTION_LINES));
    let nested = format!(
        "impl A {{\n    pub(super) fn f(\n        a: u8,\n    ) {{\n{}    }}\n}}\n",
        "        g();\n".repeat(60)
    );
    let bad = [
        ("model/x.rs", "use crate::assess::result::verdict::Verdict;", "model names assess"),
        ("render/x.rs", "fn f() { crate::publish::may_publish(); }", "render names publish"),
        ("publish/x.rs", "use crate::Error;", "publish names lib"),
        ("assess/x.rs", "use crate::{render::words};", "assess names render"),
        ("shed/x.rs", "", "is no stage"),
        ("render/x.rs", "use git2::Oid;", "git2 has its home"),
        ("publish/x.rs", "let a = clap::Parser::parse();", "clap has its home"),
        ("render/site.rs", "use pulldown_cmark::Parser;", "pulldown_cmark has its home"),
        ("model/x.rs", long.as_str(), "fn f has 62 lines"),
        ("model/x.rs", nested.as_str(), "fn f has 64 lines"),
        ("model/x.rs", "struct BlobManager;", "names nothing"),
        ("model/utils.rs", "", "says nothing"),
        ("assess/x.rs", "let told = all.iter().map(|one| one.words);", "does not say what it holds"),
        ("publish/x.rs", "use super::Options;", "imports its own mod.rs"),
        ("publish/x.rs", "use crate::publish::Options;", "imports its own mod.rs"),
        (
            "publish/x.rs",
            "use super::{\n    Options,\n    error::{PublishError},\n};",
            "imports its own mod.rs",
        ),
    ];
    for (path, text, words) in bad {
        let found = faults(path, text);
        assert!(found.iter().any(|fault| fault.contains(words)), "{path} {text:.60}: {found:?}");
    }
    assert!(faults("model/x.rs", &"\n".repeat(FILE_LINES + 1)).len() == 1);
    let good = [
        ("cli/x.rs", "use crate::{Error, publish};"),
        ("render/x.rs", "// crate::publish is later\nuse crate::assess::result::verdict::Verdict;"),
        ("render/templates.rs", "use tera::Tera;"),
        ("publish/x.rs", "use super::error::PublishError;"),
        ("publish/x.rs", "use super::{\n    error::{PublishError, Other},\n    lock,\n};"),
        ("model/x.rs", "let text = \"use git2::Oid\";"),
    ];
    for (path, text) in good {
        assert_eq!(faults(path, text), Vec::<String>::new(), "{path} {text}");
    }
}

#[test]
fn a_judge_in_disorder_is_noticed() {
    let sources = |files: &[(&str, &str)]| {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let up = sources(&[
        ("assess/result/a.rs", "use crate::assess::verdict::b::B;"),
        ("assess/verdict/b.rs", "pub struct B;"),
    ]);
    assert_eq!(room_faults(&up), ["assess/result/a.rs names assess/verdict/b.rs, which is in a later room"]);
    let circle = sources(&[
        ("assess/verdict/a.rs", "use super::{b, c::C};"),
        ("assess/verdict/b.rs", "fn f() { crate::assess::verdict::c::g(); }"),
        ("assess/verdict/c.rs", "use crate::assess::verdict::a;"),
    ]);
    assert_eq!(room_faults(&circle).len(), 3);
    let one_way = sources(&[
        ("assess/mod.rs", "use verdict::a::A;"),
        ("assess/verdict/a.rs", "use super::b::B;"),
        ("assess/verdict/b.rs", "use crate::model::a::A;"),
    ]);
    assert_eq!(room_faults(&one_way), Vec::<String>::new());
    assert_eq!(room_faults(&sources(&[("assess/attic/a.rs", "")])), ["assess/attic/a.rs: no room of assess"]);
    let twice = sources(&[("assess/verdict/a.rs", "struct A;"), ("model/a.rs", "pub enum A {}")]);
    assert_eq!(doubled_names(&twice), ["`A` is a type in assess/verdict/a.rs and model/a.rs"]);
    let private = sources(&[("assess/verdict/a.rs", "struct A;"), ("model/a.rs", "enum A {}")]);
    assert_eq!(doubled_names(&private), Vec::<String>::new());
}
