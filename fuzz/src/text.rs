//! Targets for text that is read, named, masked or printed.

use golive::assess::reading::grammar::parser::Grammar;
use golive::assess::reading::triggers::TriggerGrammar;
use golive::cli::terminal;
use golive::config::pin::Pin;
use golive::config::{Config, Links, Look, theme};
use golive::discover::mailmap::Mailmap;
use golive::discover::{encoding, refs};
use golive::lexicon::{Lexicon, file::File};
use golive::model::id::Oid;
use golive::model::release::Snapshot;
use golive::model::time::rfc3339;
use golive::model::version::VersionNumber;
use golive::read::checklist::mention;
use golive::read::latency::custom::Custom;
use golive::read::text::{address, time as times};
use golive::read::{READERS, Reader, Source};
use golive::redact as secrets;
use golive::render::forge::{Forge, percent};
use golive::render::{export, markdown, urls};
use golive::{assess, publish};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::new);
static TRIGGERS: LazyLock<TriggerGrammar> = LazyLock::new(TriggerGrammar::new);

/// Names for files, as golive asks names where content cannot tell.
const NAMES: [&str; 16] = [
    "docs/go-live-checklist.md",
    "feedback/a.md",
    "artifacts/staging-smoke-1.log",
    "a/lighthouse.json",
    "r.html",
    ".lighthouseci/manifest.json",
    ".lighthouseci/assertion-results.json",
    "lighthouserc.json",
    "lighthouserc.yml",
    "lighthouserc.js",
    "budget.json",
    "artifacts/a.csv",
    "a",
    "backup/2026-01-02.yml",
    "reports/junit.xml",
    "qa/run.toml",
];
const MANIFESTS: [&str; 16] = [
    "Cargo.toml",
    "pyproject.toml",
    "package.json",
    "pom.xml",
    "a.csproj",
    "a.nuspec",
    "gradle.properties",
    "build.gradle",
    "Chart.yaml",
    "pubspec.yaml",
    "setup.cfg",
    "setup.py",
    "mix.exs",
    "version.rb",
    "CMakeLists.txt",
    "VERSION",
];

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// The first byte as a choice among so many, and the rest.
fn choice(bytes: &[u8], of: usize) -> Option<(usize, &[u8])> {
    bytes.split_first().map(|(first, rest)| (usize::from(*first) % of, rest))
}

/// A cell is no formula, has no control characters, and is read from a CSV file as it was written.
pub fn cells(bytes: &[u8]) {
    let text = text(bytes);
    let cell = export::cell(&text);
    let number = cell.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && cell.parse::<f64>().is_ok();
    assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
    assert!(!cell.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{cell:?}");
}

/// Any text is a configuration, or refused with a place; what it configures reads any file and matches any tag.
pub fn config(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(config) = Config::load(Path::new("golive.toml"), &text) {
        let _ = config.sources.pattern.matches(&text);
        for reader in &config.sources.readers {
            let _ = Custom::new(reader).read(&Source::new("a.log", bytes));
        }
    }
    let _ = Pin::parse(&text, Lexicon::built_in());
    let _ = Look::parse_base_url(&text);
    let _ = theme::weakens("base.html", &text);
}

/// Bytes in any encoding are text; a signature and what it signs are all of a message.
pub fn git_text(bytes: &[u8]) {
    const LABELS: [Option<&str>; 8] = [
        None,
        Some("latin1"),
        Some("utf-8"),
        Some("ISO-2022-JP"),
        Some("Shift_JIS"),
        Some("GBK"),
        Some("windows-1252"),
        Some("?"),
    ];
    let Some((label, bytes)) = choice(bytes, LABELS.len()) else { return };
    let message = encoding::text(bytes, LABELS[label]);
    let (words, signature) = refs::split_signature(&message);
    assert_eq!(format!("{words}{signature}"), message);
    let _ = encoding::is_known(&message);
}

/// Any text is a lexicon or refused with a place, and so are the rows of a configuration.
pub fn lexicon(bytes: &[u8]) {
    let text = text(bytes);
    let _ = File::parse("a.toml", &text);
    match File::added(&text) {
        Ok(rows) if !rows.is_empty() => drop(Lexicon::with(&rows)),
        Ok(_) => {}
        Err((at, _)) => assert!(at <= text.len()),
    }
}

/// What is linked is http, https or mail, and cannot leave its attribute.
pub fn links(bytes: &[u8]) {
    let text = text(bytes);
    let is_web = |address: &str| address.starts_with("https://") || address.starts_with("http://");
    let is_plain = |address: &str| {
        !address.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>\\".contains(c))
    };
    if let Some(forge) = Forge::of(&text, &Links::default()) {
        for link in
            [forge.home().to_owned(), forge.tag(&text), forge.blob(Oid::default(), &text, 7), forge.issue(7)]
        {
            assert!(is_web(&link) && is_plain(&link), "{link}");
        }
        assert!(!forge.home().contains(['@', '?', '#']), "{}", forge.home());
    }
    if let Some(address) = address::http(&text) {
        let (_, rest) = address.split_once("://").expect("a scheme");
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        assert!(!host.contains('@') && !host.is_empty(), "{address}");
    }
    if markdown::is_allowed(&text) {
        let lower = text.to_ascii_lowercase();
        assert!(is_web(&lower) || lower.starts_with("mailto:"), "{text}");
        assert!(!markdown::outward(&text)[9..].split('"').next().unwrap_or_default().contains(['<', '>']));
    }
    assert!(
        percent(&text, "/").bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte))
    );
    for reference in mention::references(&text, "docs") {
        let _ = format!("{reference:?}");
    }
    let _ = mention::link(&text, "docs/a");
}

/// Any text is a mailmap.
pub fn mailmap(bytes: &[u8]) {
    let _ = Mailmap::parse(&text(bytes));
}

/// Any file may lie in the place of a site's manifest.
pub fn manifest(bytes: &[u8]) {
    let _ = publish::listed(bytes);
}

/// Every name has a folder of its own, also where case is not told apart, and none leads elsewhere or takes a place of golive's.
pub fn paths(bytes: &[u8]) {
    let text = text(bytes);
    let names: BTreeSet<&str> = text.lines().take(16).collect();
    let release = |name: &&str| Snapshot {
        name: (*name).to_owned(),
        commit: Oid::default(),
        time: jiff::Timestamp::UNIX_EPOCH,
        tag: None,
    };
    let releases: Vec<Snapshot> = names.iter().map(release).collect();
    let slugs = urls::slugs(&releases);
    let folded: BTreeSet<String> = slugs.iter().map(|slug| slug.to_ascii_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "{slugs:?}");
    for slug in &slugs {
        let safe = slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-~".contains(&byte));
        assert!(safe && !slug.is_empty() && slug.len() <= 104, "{slug}");
        assert!(!slug.starts_with('.') && !slug.ends_with('.') && !slug.contains(".."), "{slug}");
        assert!(
            !["index.html", "latest", "candidate", "con", "nul"].contains(&&*slug.to_ascii_lowercase()),
            "{slug}"
        );
    }
    let escaped: BTreeSet<String> = names.iter().map(|name| urls::escaped_path(name)).collect();
    assert_eq!(escaped.len(), names.len(), "{names:?}");
    for path in &escaped {
        assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..") && part.len() <= 100), "{path}");
        let back = urls::relative("a/b/index.html", path);
        assert!(
            back.strip_prefix("../../").is_some_and(|rest| rest == path) || path.starts_with("a/"),
            "{back}"
        );
    }
}

/// Any bytes under any name are read, and the same twice.
pub fn read(bytes: &[u8]) {
    let Some((name, bytes)) = choice(bytes, NAMES.len()) else { return };
    let facts = golive::read::read_blob(NAMES[name], bytes);
    assert!(facts.problems.len() <= 21, "{} problems", facts.problems.len());
    assert!(
        facts.measurements.iter().all(|measured| measured.value.is_none_or(f64::is_finite)),
        "a value that is no number"
    );
    assert_eq!(facts, golive::read::read_blob(NAMES[name], bytes));
    let (checklist, _) = golive::read::parse_checklist(NAMES[name], bytes);
    assert!(checklist.items().all(|(_, item)| !item.id.is_empty() && item.id.is_ascii()));
}

/// Each reader alone survives whatever it is given, also what it would not have recognised.
pub fn reader(bytes: &[u8]) {
    let Some((reader, bytes)) = choice(bytes, READERS.len()) else { return };
    let source = Source::new("artifacts/2026-01-02/staging-run.md", bytes);
    let _ = READERS[reader].recognises(&source);
    let _ = READERS[reader].read(&source);
}

/// What is masked once holds nothing more to mask, and lines keep their numbers.
pub fn redact(bytes: &[u8]) {
    let text = text(bytes);
    for masked in [secrets::redact(&text), secrets::mask(&text)] {
        assert_eq!(masked.text.matches('\n').count(), text.matches('\n').count());
        assert_eq!(masked.hits.is_empty(), masked.text == text, "{:?}", masked.hits);
    }
    // Of a mask the same does not hold: it changes what stands around the values beside it.
    let once = secrets::redact(&text).text;
    assert_eq!(secrets::redact(&once).text, once);
}

/// What is printed cannot steer a terminal or a build server.
pub fn terminal(bytes: &[u8]) {
    let text = text(bytes);
    let steers = |text: &str| {
        text.contains("##[")
            || text.contains("##vso")
            || text.lines().any(|line| line.trim_start().starts_with("::"))
    };
    let is_hidden = |c: char| c.is_control() || golive::render::html::is_ghost(c);
    let safe = terminal::safe(&text);
    assert!(!safe.contains(is_hidden), "{safe:?}");
    assert!(!steers(&terminal::harmless(&safe)) && !steers(&terminal::harmless(&text)), "{safe:?}");
    let value = serde_json::json!({ &*text: [&*text] });
    let json = terminal::harmless_json(&value);
    assert!(!json.contains(|c: char| c != '\n' && is_hidden(c)) && !steers(&json), "{json}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).ok(), Some(value));
    let xml = terminal::harmless_xml(&text);
    assert!(!xml.contains("##[") && !xml.contains("##vso"), "{xml}");
}

/// Any text is a moment or none, and a moment is written and read as the same one.
pub fn time(bytes: &[u8]) {
    let text = text(bytes);
    let _ = times::in_name(&text);
    let _ = times::with_plain_days(&text);
    if let Some(found) = times::find(&text) {
        assert!(text.get(found.range).is_some());
    }
    if let Some(moment) = times::parse(&text) {
        let again = times::parse(&rfc3339(moment.at)).map(|again| again.at.as_second());
        assert_eq!(again, Some(moment.at.as_second()));
    }
}

/// A token that is masked once is masked for good, and a name stays text.
pub fn tokens(bytes: &[u8]) {
    let (clean, found) = secrets::tokens(bytes);
    assert_eq!(found.is_empty(), clean == bytes);
    assert_eq!(secrets::tokens(&clean).1, [], "{}", clean.escape_ascii());
    let text = text(bytes);
    let name = secrets::name(&text);
    assert_eq!(secrets::name(&name), name);
}

/// Any text is a manifest, a changelog and a version, or none.
pub fn versions(bytes: &[u8]) {
    let Some((name, bytes)) = choice(bytes, MANIFESTS.len()) else { return };
    let text = text(bytes);
    let _ = golive::read::manifest::versions(MANIFESTS[name], &text);
    let _ = golive::read::manifest::changelog::headings("CHANGELOG.md", &text);
    let _ = golive::read::manifest::changelog::headings("CHANGES", &text);
    let _ = VersionNumber::parse(&text);
}

/// What an item or a trigger demands is read from any words, and the same twice.
pub fn words(bytes: &[u8]) {
    let text = text(bytes);
    let references = mention::references(&text, "docs");
    let reading = || assess::reading::read(&text, &references, &GRAMMAR, Lexicon::built_in());
    assert_eq!(reading(), reading());
    let _ = TRIGGERS.rule(&text, std::iter::empty());
}
