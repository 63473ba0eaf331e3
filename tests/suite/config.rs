//! `golive.toml`: strict, and plain about what is wrong and where.

use golive::config::{Config, ConfigError, Look, Require, Rule};
use golive::model::checklist::Phase;
use golive::render::words::demand;
use std::path::Path;

fn load(text: &str) -> Result<Config, ConfigError> {
    Config::load(Path::new("golive.toml"), text)
}

/// The complaint about a text that must not load.
fn fault(text: &str) -> String {
    load(text).map(|config| format!("{text} loaded as {config:?}")).unwrap_err().to_string()
}

const WHOLE: &str = r#"
[site]
title = "Releases of the widget"
base_url = "https://example.invalid/widget"
repository_url = "https://forge.invalid/acme/widget/"
theme = "theme"

[releases]
pattern = "/^release-\\d+$/"

[checklist]
templates = ["docs/list.md"]
snapshots = []

[evidence]
paths = ["logs/**"]
exclude = ["logs/tmp/*"]

[policy]
require = ["checks/smoke"]

[[item]]
match = "Lighthouse report"
evidence = ["reports/lh/*.json"]
within = "24h"
budget = ["lighthouse.performance >= 90", "lighthouse.tti ≤ 5s", "p95 live latency<800ms"]
phase = "before"

[[item]]
id = "checks/smoke"
within = "30 days"
approvers = ["Ada"]
off = true
reason = "not yet"

[[reader]]
kind = "probe"
paths = ["logs/*.txt"]
pattern = '(?P<time>\S+) (?P<status>\d+) (?P<duration_ms>[0-9.]+)'

[[reader]]
kind = "k6"
paths = ["k6/*.json"]
pointers = { time = "/at", duration_ms = "/ms" }

[signatures]
allowed_signers = "allowed_signers"
"#;

#[test]
fn every_key_of_the_contract_loads() {
    let config = Config::load(Path::new("/some/where/golive.toml"), WHOLE).unwrap();
    assert_eq!(config.look.title.as_deref(), Some("Releases of the widget"));
    assert_eq!(config.look.base_url.as_deref(), Some("https://example.invalid/widget/"));
    assert_eq!(config.look.repository_url.as_deref(), Some("https://forge.invalid/acme/widget"));
    assert_eq!(config.look.theme_folder.map(|folder| folder.path).as_deref(), Some("theme"));
    assert!(config.sources.pattern.matches("release-12") && !config.sources.pattern.matches("v1"));
    assert_eq!(config.sources.templates, ["docs/list.md"]);
    assert!(config.sources.snapshots.is_empty());
    assert_eq!((config.sources.evidence.len(), config.sources.exclude.len()), (1, 1));
    assert_eq!(config.policy.require, Require::Ids(vec!["checks/smoke".into()]));
    let [first, second] = config.policy.items.as_slice() else { panic!("two items") };
    assert_eq!((first.within, second.within), (Some(86_400), Some(30 * 86_400)));
    assert_eq!(first.phase, Some(Phase::Before));
    let budget = first.budget.as_ref().unwrap().iter().map(demand).collect::<Vec<_>>();
    assert_eq!(
        budget,
        ["Lighthouse performance ≥ 90", "time to interactive ≤ 5 s", "p95 live latency < 800 ms"]
    );
    let off = second.off.as_ref().and_then(|off| off.reason.as_deref());
    assert_eq!((off, second.approvers.as_slice()), (Some("not yet"), &["Ada".to_owned()][..]));
    assert_eq!(second.place.to_string(), "golive.toml:29:1", "the folder is this machine's own");
    assert_eq!(second.id.as_deref(), Some("checks/smoke"));
    assert!(matches!(config.sources.readers[0].rule, Rule::Pattern(_)));
    assert!(matches!(&config.sources.readers[1].rule, Rule::Pointers(map) if map["duration_ms"] == "/ms"));
    assert_eq!(config.sources.allowed_signers.as_deref(), Some("allowed_signers"));
    assert_eq!(config.unused, []);
}

#[test]
fn an_empty_file_is_the_default() {
    let config = load("").unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
    assert!(config.sources.pattern.matches("v2025.10.11a") && !config.sources.pattern.matches("nightly"));
    assert_eq!(config.policy.require, Require::Before);
}

#[test]
fn a_mistyped_key_is_told_with_its_place_and_the_right_word() {
    assert_eq!(
        fault("[site]\ntitel = \"x\"\n"),
        "golive.toml:2:1: unknown key `titel` in [site]: did you mean `title`?"
    );
    assert_eq!(
        fault("\n[polisy]\n"),
        "golive.toml:2:2: unknown key `polisy` in golive.toml: did you mean `policy`?"
    );
    let far = fault("[[item]]\nmatch = \"x\"\n  zzzzzzzz = 1\n");
    assert!(far.starts_with("golive.toml:3:3: ") && far.contains("known here: match, id, evidence"), "{far}");
}

#[test]
fn a_language_that_is_no_tag_is_refused_with_its_place() {
    for tag in ["x y", "", "de_DE", "de-", "../de", "verylongsubtag"] {
        let fault = fault(&format!("[site]\nlanguage = \"{tag}\"\n"));
        assert!(fault.starts_with("golive.toml:2:") && fault.contains("is no tag of a language"), "{fault}");
    }
    for tag in ["en", "de", "pt-BR", "zh-Hant-TW"] {
        let config = load(&format!("[site]\nlanguage = \"{tag}\"\n")).unwrap();
        assert_eq!(config.look.language.as_deref(), Some(tag));
    }
}

#[test]
fn broken_toml_is_told_with_its_place() {
    let text = fault("[site]\ntitle = \"open\n");
    assert!(text.starts_with("golive.toml:2:"), "{text}");
    assert!(fault("[site]\n[site]\n").starts_with("golive.toml:2:"));
}

#[test]
fn a_value_of_the_wrong_type_is_told_with_its_place() {
    assert_eq!(
        fault("[site]\ntitle = 3\n"),
        "golive.toml:2:9: `title` in [site] must be a text, but this is of type integer"
    );
    assert!(fault("[evidence]\npaths = [\"a\", 1]\n").starts_with("golive.toml:2:15: "));
    assert!(fault("site = 1").starts_with("golive.toml:1:8: "));
    assert!(fault("[item]\nmatch = \"x\"").contains("a list of tables"));
}

#[test]
fn wrong_words_inside_values_are_told_with_their_place() {
    let wrong = [
        ("[releases]\npattern = \"/v(/\"", "unclosed group"),
        ("[releases]\npattern = \"v[\"", "unclosed character class"),
        ("[policy]\nrequire = \"some\"", "\"before\", \"all\" or a list"),
        ("[[item]]\nmatch = \"x\"\nwithin = \"24 parsecs\"", "no duration"),
        ("[[item]]\nmatch = \"x\"\nwithin = \"99999999999999999999 h\"", "no duration"),
        ("[[item]]\nmatch = \"x\"\nwithin = \"0h\"", "more than nothing"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"speed >= 90\"]", "its metric"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"latency 90\"]", "comparison sign"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"latency <= fast\"]", "no number"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"latency <= 3 parsecs\"]", "unit"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"lighthouse.cls <= 3 s\"]", "unit"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"lighthouse.tty <= 3 s\"]", "did you mean `lighthouse.tti`?"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"mobile latency <= 3 s\"]", "no label (mock, live)"),
        ("[[item]]\nmatch = \"x\"\nbudget = [\"p95 availability >= 3\"]", "`p95` is no figure"),
        ("[[item]]\nmatch = \"x\"\nreason = \"y\"", "add `off = true`"),
        ("[[item]]\nmatch = \"x\"\noff = \"yes\"", "must be true or false"),
        ("[[item]]\nmatch = \"x\"\napprovers = [\" \"]", "nobody's"),
        ("[[item]]\nmatch = \"x\"\napprovers = \"Ada\"", "a list of texts"),
        ("[[item]]\nmatch = \"x\"\nphase = \"befor\"", "did you mean `before`?"),
        ("[[item]]\nwithin = \"24h\"", "needs either `match`"),
        ("[[item]]\nmatch = \"x\"\nid = \"y\"", "needs either `match`"),
        ("[[item]]\nmatch = \" \"", "names no item"),
        ("[evidence]\npaths = [\"../x\"]", "relative to its root"),
        ("[evidence]\npaths = [\"/x\"]", "relative to its root"),
        ("[evidence]\npaths = [\"a{b\"]", "no glob"),
        ("[site]\nbase_url = \"ftp://x\"", "https://"),
        ("[site]\nbase_url = \"https:///x\"", "https://"),
        ("[site]\nbase_url = \"https://x/?a\"", "without"),
        ("[[reader]]\nkind = \"P q\"\npaths = []\npattern = \"(?P<time>.)\"", "no kind"),
        ("[[reader]]\nkind = \"p\"\npattern = \"(?P<time>.)\"", "needs `paths`"),
        ("[[reader]]\nkind = \"p\"\npaths = []", "either `pattern` or `pointers`"),
        ("[[reader]]\nkind = \"p\"\npaths = []\npattern = \"x\"", "names no group"),
        ("[[reader]]\nkind = \"p\"\npaths = []\npattern = \"(?P<tme>.)\"", "unknown group `tme`"),
        ("[[reader]]\nkind = \"p\"\npaths = []\npointers = { time = \"at\" }", "no JSON pointer"),
        ("[[reader]]\nkind = \"p\"\npaths = []\npointers = { tme = \"/at\" }", "did you mean `time`?"),
        ("[[reader]]\nkind = \"p\"\npaths = []\npattern = \"(?P<time>.)\"", "its `paths` is empty"),
        ("[[label]]\nname = \"p\"\ntargets = []", "its `targets` is empty"),
        ("[signatures]\n", "needs an `allowed_signers` or a `keyring`"),
    ];
    for (text, words) in wrong {
        let fault = fault(text);
        assert!(fault.contains(words), "{text:?}: {fault}");
        assert!(fault.starts_with("golive.toml:") && !fault.contains('\n'), "{fault}");
    }
}

#[test]
fn credentials_in_an_address_are_refused_and_not_repeated() {
    let text = fault("[site]\nrepository_url = \"https://user:s3cr3t@forge.invalid/x\"");
    assert!(text.contains("credentials") && !text.contains("s3cr3t"), "{text}");
    assert!(Look::parse_base_url("https://user@x/").is_err());
    assert_eq!(Look::parse_base_url("https://x/y"), Ok("https://x/y/".to_string()));
}

#[test]
fn the_file_is_found_at_the_root_of_a_work_tree_only() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("repo");
    let deep = root.join("a/b");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::File::create(root.join("golive.toml")).unwrap();
    assert_eq!(Config::find(&deep), None, "this is no work tree yet");
    std::fs::create_dir(root.join(".git")).unwrap();
    assert_eq!(Config::find(&root), Some(root.join("golive.toml")));
    assert_eq!(Config::find(&deep), Some(root.join("golive.toml")));
}

const MANUAL: &str = include_str!("../../docs/configuration.md");

/// The fenced blocks of the manual: what stands behind the fence, and the text.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let mut parts = MANUAL.split("\n```").skip(1);
    let mut found = Vec::new();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        found.push(block.split_once('\n').unwrap_or((block, "")));
    }
    found
}

#[test]
fn every_example_of_the_manual_does_what_it_says() {
    let blocks = blocks();
    let mut told = 0;
    for (at, (kind, text)) in blocks.iter().enumerate() {
        match *kind {
            "toml" => drop(load(text).unwrap_or_else(|error| panic!("{text}: {error}"))),
            "toml defaults" => {
                assert_eq!(format!("{:?}", load(text).unwrap()), format!("{:?}", Config::default()));
            }
            "toml error" => {
                assert_eq!((blocks[at + 1].0, fault(text)), ("text", blocks[at + 1].1.to_owned()));
                told += 1;
            }
            _ => assert_eq!(*kind, "text"),
        }
    }
    assert!(told >= 8 && blocks.len() > 20, "{told} of {}", blocks.len());
}

#[test]
fn every_key_stands_in_the_manual() {
    let known = |text: &str| {
        let fault = fault(text);
        let (_, list) = fault.split_once("known here: ").unwrap_or_else(|| panic!("{fault}"));
        list.split(", ").map(str::to_owned).collect::<Vec<_>>()
    };
    let strange = "xxxxxxxxxxxxxxxx = 1";
    for section in known(strange) {
        let words = ["kind", "phrase", "place", "party", "synonym", "tool"].contains(&section.as_str());
        let open = if words || ["item", "reader", "label"].contains(&section.as_str()) {
            format!("[[{section}]]")
        } else {
            format!("[{section}]")
        };
        let (_, rest) = MANUAL.split_once(&format!("\n## `{open}`")).unwrap_or_else(|| panic!("{open}"));
        let chapter = rest.split("\n## ").next().unwrap();
        if words {
            // These rows are read as a lexicon's are; its own errors name their keys.
            let keys = ["words", "things", "tells"].map(|key| format!("| `{key}` |"));
            assert!(keys.iter().any(|key| chapter.contains(key)), "{open}");
            continue;
        }
        for key in known(&format!("{open}\n{strange}")) {
            assert!(chapter.contains(&format!("| `{key}` |")), "{open} {key}");
        }
    }
}

#[test]
fn the_page_about_the_site_names_the_configuration_by_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[site]\ntitle = \"Ours\"\n";
    crate::theme::write(folder.path(), "golive.toml", text);
    let config = Config::open(&folder.path().join("golive.toml")).unwrap();
    let hash = golive::model::id::sha256(text.as_bytes());
    assert_eq!(config.look.configuration.as_deref(), Some(hash.as_str()));
    let mut sample = crate::sample::sample();
    let without = crate::pages::draw(&sample, b"");
    assert!(without["about/this-site/index.html"].contains("no golive.toml: every default holds"));
    sample.look.configuration = Some(hash.clone());
    let with = crate::pages::draw(&sample, b"");
    assert!(with["about/this-site/index.html"].contains(&format!("golive.toml, SHA-256 {hash}")));
    assert!(with["build.json"].contains(&hash) && !with["index.html"].contains(&hash));
}

#[test]
fn what_a_trigger_means_can_no_longer_be_configured_and_that_is_told() {
    let config = load("[policy]\ntriggers = \"note\"\n").unwrap();
    let [problem] = config.unused.as_slice() else { panic!("{:?}", config.unused) };
    assert_eq!((problem.code, problem.place.as_ref().map(|place| place.line)), ("triggers-unused", Some(2)));
    assert!(problem.message.contains("--require held"), "{}", problem.message);
}
