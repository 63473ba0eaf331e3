//! The house rule of words, held by reading the source: what people write stands in `content/lexicon`, and no table of it in Rust.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// So many words in a row are a table.
const TABLE: usize = 4;

/// What is no reading of what people write: arguments, the keys of golive.toml, the demo's own texts, ids of pages and of colours.
const FOLDERS: [&str; 6] = ["cli/", "config/", "demo/", "discover/", "render/", "redact"];

/// The grammar of numbers, units and windows of assess/reading/grammar, and that of versions: no phrases, but signs and their arithmetic.
const GRAMMAR: [&str; 6] = [
    "assess/reading/grammar/bound.rs",
    "assess/reading/grammar/phrase.rs",
    "assess/reading/grammar/parser.rs",
    "assess/reading/grammar/span.rs",
    "model/version.rs",
    "read/text/time.rs",
];

/// Endings of files.
const ENDINGS: &str = "adoc asc asciidoc avif bash bat bmp c cc cjs cpp cs css csv eml gif go h htm html java jpeg jpg js json jsonl jsx kt \
    kts log markdown md mdown mdx mjs msg ndjson news org out pdf php png ps1 py rb rs rst sarif scala scss sh sql svelte svg swift tap tf toml \
    ts tsv tsx txt vue webp xml yaml yml zip";

/// Names and messages that the format of a tool fixes, by file and first word. What people name freely does not belong here.
const FORMATS: &[(&str, &str)] = &[
    // Git's own subjects, HTML's entities, HTTP's statuses, reserved domains, media types, folders of machines.
    ("assess/candidates/git/commit.rs", "merge branch "),
    ("assess/reading/grammar/text.rs", "lt"),
    ("assess/reading/triggers.rs", "http"),
    ("read/latency/reach.rs", "code"),
    ("read/value/template.rs", "example"),
    ("read/checklist/mention.rs", "md"),
    ("read/checklist/mention.rs", "text"),
    ("read/lighthouse/audits.rs", "home"),
    // The calendar, spans of time, units.
    ("assess/reading/triggers.rs", "for"),
    ("read/manifest/changelog.rs", "jan"),
    ("read/manifest/changelog.rs", "st"),
    ("read/files/likeness.rs", "jan"),
    ("read/files/likeness.rs", "mon"),
    ("read/logs/saying.rs", "ms"),
    // Ids of golive's own: metrics, environments, keys of a `[[reader]]`.
    ("model/kinds.rs", "checklist"),
    ("assess/compare/series.rs", "tti"),
    ("read/text/address.rs", "staging"),
    ("read/latency/custom.rs", "outcome"),
    ("lexicon/check.rs", "kind"),
    ("read/lighthouse/run.rs", "tti"),
    // What tools print or write: consoles of browsers, levels of logs, CI, deployments, dumps, Lighthouse, Playwright, curl, Prometheus.
    ("read/logs/console.rs", "chrome"),
    ("read/logs/console.rs", "error"),
    ("read/logs/console.rs", "log"),
    ("read/logs/console.rs", "no"),
    ("read/records/account.rs", "info"),
    ("read/ci/run.rs", "headsha"),
    ("read/ci/run.rs", "vcs"),
    ("read/ci/run.rs", "revision"),
    ("read/text/commits.rs", "commit"),
    ("read/ci/deploy.rs", "deploymentid"),
    ("read/ci/deploy.rs", "inputs"),
    ("read/ci/deploy.rs", "workflow"),
    ("read/records/dump.rs", "code"),
    ("read/records/stored.rs", "dumping contents of table"),
    ("read/lighthouse/run.rs", "performance"),
    ("read/report/tap.rs", "fail"),
    ("read/report/tests.rs", "title"),
    ("read/report/tests.rs", "fullname"),
    ("read/report/tests.rs", "expected"),
    ("read/report/tests.rs", "unexpected"),
    ("read/report/tests.rs", "skipped"),
    ("read/report/audits.rs", "critical"),
    ("read/manifest/mod.rs", "version"),
    ("read/latency/check.rs", "ms"),
    ("read/latency/curl.rs", "url"),
    ("read/latency/jmeter.rs", "elapsed"),
    ("read/latency/prometheus.rs", "target"),
    ("read/latency/prometheus.rs", "request"),
    // Commands.
    ("read/checklist/phase.rs", "git tag"),
];

/// Whether a text is words as people write them.
fn is_phrase(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_lowercase()).count();
    letters > 1 && text.chars().all(|c| c.is_lowercase() || c == ' ' || c == '*')
}

/// The text of a literal, where it is a string.
fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let literal = literal.to_string();
    let text = literal.trim_start_matches(['r', '#']).trim_end_matches('#');
    Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

/// All strings in a list, and in the lists within it.
fn strings(stream: TokenStream, found: &mut Vec<String>) {
    for token in stream {
        if let TokenTree::Group(group) = &token {
            strings(group.stream(), found);
        }
        found.extend(string(&token));
    }
}

/// The words between the bars of an expression.
fn alternatives(text: &str) -> Vec<String> {
    let words = text.split('|').map(|word| {
        let start = word.rfind(['(', ':', '>', '?']).map_or(word, |at| &word[at + 1..]);
        start.split([')', '\\']).next().unwrap_or_default().to_owned()
    });
    words.filter(|_| text.contains('|')).collect()
}

/// The tables of phrases in a stream: lists, alternatives of patterns, and alternatives of expressions.
fn tables(stream: TokenStream, found: &mut Vec<Vec<String>>) {
    let mut add = |words: Vec<String>| {
        let phrases = words.into_iter().filter(|word| is_phrase(word)).collect::<Vec<_>>();
        if phrases.len() >= TABLE {
            found.push(phrases);
        }
    };
    let mut run = Vec::new();
    let mut inner = Vec::new();
    let mut after_hash = false;
    for token in stream {
        let attribute = std::mem::replace(
            &mut after_hash,
            matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#'),
        );
        match &token {
            TokenTree::Group(_) if attribute => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let mut words = Vec::new();
                strings(group.stream(), &mut words);
                add(words);
            }
            TokenTree::Group(group) => inner.push(group.stream()),
            _ => {}
        }
        match string(&token) {
            Some(text) => {
                add(alternatives(&text));
                run.push(text);
            }
            None if matches!(&token, TokenTree::Punct(sign) if matches!(sign.as_char(), '|' | ',')) => {}
            None => add(std::mem::take(&mut run)),
        }
    }
    add(run);
    for stream in inner {
        tables(stream, found);
    }
}

/// The tables of a file that nothing excuses.
fn faults(path: &str, text: &str, used: &mut BTreeSet<String>) -> Vec<String> {
    if FOLDERS.iter().chain(&GRAMMAR).any(|folder| path.starts_with(folder)) {
        return Vec::new();
    }
    let endings = ENDINGS.split_whitespace().collect::<BTreeSet<_>>();
    let mut found = Vec::new();
    tables(text.parse().unwrap(), &mut found);
    found.retain(|words| {
        let format = FORMATS
            .iter()
            .find(|(file, first)| path == *file && words.first().is_some_and(|word| word == first));
        used.extend(format.map(|(file, first)| format!("{file} {first}")));
        format.is_none() && words.iter().filter(|word| !endings.contains(word.as_str())).count() >= TABLE
    });
    found
        .iter()
        .map(|words| format!("{path}: {} words stand here: {} …", words.len(), words[..TABLE].join(", ")))
        .collect()
}

#[test]
fn no_phrase_stands_in_rust() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut used) = (Vec::new(), BTreeSet::new());
    for entry in walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            found.extend(faults(&path, &fs::read_to_string(entry.path()).unwrap(), &mut used));
        }
    }
    assert!(found.is_empty(), "move these to content/lexicon/en.toml:\n{}", found.join("\n"));
    let known = FORMATS.iter().map(|(file, first)| format!("{file} {first}"));
    let idle = known.filter(|one| !used.contains(one));
    assert_eq!(idle.collect::<Vec<_>>(), Vec::<String>::new(), "these excuse nothing any more");
}

#[test]
fn a_phrase_in_rust_is_noticed() {
    let told = |text: &str| faults("read/x.rs", text, &mut BTreeSet::new());
    for bad in [
        r#"const A: [&str; 4] = ["approved by", "signed off", "agreed", "confirmed"];"#,
        r#"const A: &[(u8, &[&str])] = &[(1, &["daily", "each day"]), (2, &["weekly", "each week"])];"#,
        r#"fn f(a: &str) -> bool { matches!(a, "none" | "nil" | "null" | "unknown") }"#,
        r#"fn f(a: &str) -> u8 { match a { "none" | "nil" | "null" | "unknown" => 1, _ => 2 } }"#,
        r#"fn f() -> Regex { pattern(r"(?i)\b(?:approved|agreed|signed off|confirmed)\b") }"#,
    ] {
        assert_eq!(told(bad).len(), 1, "{bad}: {:?}", told(bad));
    }
    for good in [
        r#"const A: [&str; 3] = ["approved by", "signed off", "agreed"];"#,
        r#"const A: [&str; 4] = ["md", "txt", "json", "log"];"#,
        r#"const A: [&str; 4] = ["headSha", "head_branch", "run-id", "v1"];"#,
        r#"#[expect(dead_code, reason = "one")] #[doc = "two"] #[doc = "three"] #[doc = "four"] fn f() {}"#,
    ] {
        assert_eq!(told(good), Vec::<String>::new(), "{good}");
    }
}
