//! The table of docs/verify.md: what somebody may change behind golive's back, done here one by one, and what golive says then.

use crate::proof::{Built, golive, write};
use golive::ssh::private::PrivateKey;
use golive::ssh::signature::sign;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// What somebody changes.
struct Tampering {
    /// As the table has it.
    name: &'static str,
    /// What names it; golive does not say it before.
    named: &'static str,
    hand: fn(&Built),
}

const TAMPERINGS: &[Tampering] = &[
    // The site.
    Tampering {
        name: "a byte of a page",
        named: "releases/v1.11.0/index.html: its SHA-256",
        hand: |built| {
            edit(built, "releases/v1.11.0/index.html", |text| text.replacen("<h1>", "<h2>", 1));
        },
    },
    Tampering {
        name: "a page swapped for that of another release",
        named: "releases/v1.11.0/index.html: its SHA-256",
        hand: |built| {
            let other = read(built, "releases/v1.10.0/index.html");
            edit(built, "releases/v1.11.0/index.html", |_| other.clone());
        },
    },
    Tampering {
        name: "a page and its hash in `manifest.json`",
        named: "data/items.csv: it is not what golive makes",
        hand: |built| {
            let (old, new) =
                edit(built, "data/items.csv", |text| text.replacen(",true,verified", ",false,verified", 1));
            edit(built, "manifest.json", |text| text.replace(&hash(&old), &hash(&new)));
        },
    },
    Tampering {
        name: "a file removed from the site",
        named: "atom.xml: it is listed in manifest.json, and there is no such file",
        hand: |built| fs::remove_file(built.site().join("atom.xml")).unwrap(),
    },
    Tampering {
        name: "a file added to the site",
        named: "more/index.html: it is not listed",
        hand: |built| {
            fs::create_dir(built.site().join("more")).unwrap();
            write(&built.site().join("more/index.html"), b"<p>Trust us.");
        },
    },
    Tampering {
        name: "the commit in `manifest.json`",
        named: "manifest.json: its `source`",
        hand: |built| {
            let commit = built.repo.git().head().unwrap().target().unwrap().to_string();
            edit(built, "manifest.json", |text| text.replacen(&commit, &"0".repeat(40), 1));
        },
    },
    // The ledger, each time with a manifest that fits it.
    Tampering {
        name: "a line of the ledger",
        named: "ledger.jsonl: the chain is broken: line 2",
        hand: |built| ledger(built, |text| text.replacen("\"claimed\":1", "\"claimed\":0", 1)),
    },
    Tampering {
        name: "a line taken out of the ledger",
        named: "ledger.jsonl: the chain is broken: line 2",
        hand: |built| {
            ledger(built, |text| {
                text.lines()
                    .enumerate()
                    .filter(|(at, _)| *at != 1)
                    .map(|(_, line)| format!("{line}\n"))
                    .collect()
            })
        },
    },
    Tampering {
        name: "the last line cut off the ledger",
        named: "ledger.jsonl: it is not what golive makes",
        hand: |built| ledger(built, |text| text.lines().take(2).map(|line| format!("{line}\n")).collect()),
    },
    // The repository, after it was published.
    Tampering {
        name: "a tag moved to another commit",
        named: "the tag v1.12.0 was moved",
        hand: |built| built.retag("v1.12.0", "v1.10.0"),
    },
    Tampering {
        name: "a tag deleted",
        named: "the tag v1.11.0 was deleted",
        hand: |built| built.repo.git().tag_delete("v1.11.0").unwrap(),
    },
    Tampering {
        name: "a tag made again on its commit, by another hand or day",
        named: "the tag v1.12.0 was made again",
        hand: |built| built.retag("v1.12.0", "v1.12.0"),
    },
    Tampering {
        name: "history rewritten, the tags moved along",
        named: "the history was rewritten",
        hand: rewrite,
    },
    Tampering {
        name: "a log edited at the tag, its size and its time kept",
        named: "the evidence of v1.12.0 at its tag changed",
        hand: |built| amend(built, "feedback/product.md", |text| text.replace("by Ada", "by Eve")),
    },
    Tampering {
        name: "a box ticked at the tag",
        named: "verdicts of v1.12.0 at its tag changed",
        hand: |built| amend(built, "RELEASE_CHECKLIST.md", |text| format!("{text}- [x] Backup taken\n")),
    },
    Tampering {
        name: "a box ticked after the release",
        named: "\"retro-ticked\"",
        hand: |built| {
            let list =
                |tick: &str| format!("# Release checklist\n\n- [{tick}] Sign-off in `feedback/product.md`\n");
            later(built, "RELEASE_CHECKLIST.md", Some(&list(" ")), Some(&list("x")));
        },
    },
    Tampering {
        name: "evidence edited after the release, its size and its date kept",
        named: "\"edited\"",
        hand: |built| later(built, "artifacts/smoke.json", Some(SMOKE), Some(&SMOKE.replace("300", "200"))),
    },
    Tampering {
        name: "evidence removed after the release",
        named: "\"evidence-removed\"",
        hand: |built| later(built, "artifacts/smoke.json", Some(SMOKE), None),
    },
    Tampering {
        name: "evidence dated earlier than it was made",
        named: "\"late\"",
        hand: |built| later(built, "artifacts/smoke.json", None, Some(SMOKE)),
    },
    Tampering {
        name: "a commit dated before the one it follows",
        named: "\"clock-backwards\"",
        hand: |built| {
            built.repo.commit("2025-12-01T10:00:00Z", "in time", &[("feedback/more.md", Some("# More\n"))]);
            built.repo.tag("v1.20.0", "2026-02-01T12:00:00Z");
        },
    },
    Tampering {
        name: "a tag dated before its commit",
        named: "\"tag-before-commit\"",
        hand: |built| {
            built.repo.commit("2026-02-02T10:00:00Z", "late", &[("feedback/more.md", Some("# More\n"))]);
            built.repo.tag("v1.20.0", "2026-01-20T12:00:00Z");
        },
    },
    Tampering {
        name: "a tag signed by a stranger",
        named: "\"tag-signature\"",
        hand: |built| signed(built, "v1.20.0", 9),
    },
    Tampering {
        name: "a signed tag under another name",
        named: "was made as v1.19.0",
        hand: |built| signed(built, "v1.19.0", 1),
    },
];

const SMOKE: &str = r#"{"timestamp":"2026-02-01T08:00:00Z","target":"https://a.example.invalid/","durationMs":300,"status":200,"ok":true}"#;

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(built: &Built, path: &str) -> String {
    fs::read_to_string(built.site().join(path)).unwrap()
}

/// Changes a file of the site; as it was, and as it is.
fn edit(built: &Built, path: &str, by: impl Fn(&str) -> String) -> (String, String) {
    let old = read(built, path);
    let new = by(&old);
    assert_ne!(old, new, "{path} was to be changed");
    fs::remove_file(built.site().join(path)).unwrap();
    write(&built.site().join(path), new.as_bytes());
    (old, new)
}

/// Changes the ledger, and its hash in the manifest.
fn ledger(built: &Built, by: impl Fn(&str) -> String) {
    let (old, new) = edit(built, "ledger.jsonl", by);
    edit(built, "manifest.json", |text| text.replace(&hash(&old), &hash(&new)));
}

/// A commit like the last one but for its message, with the branch and the last tag moved to it.
fn rewrite(built: &Built) {
    let git = built.repo.git();
    let head = git.head().unwrap().peel_to_commit().unwrap();
    head.amend(Some("HEAD"), None, None, None, Some("rewritten"), None).unwrap();
    built.retag("v1.12.0", "HEAD");
}

/// The last commit with another file, of the same date, and the last tag moved to it.
fn amend(built: &Built, path: &str, by: impl Fn(&str) -> String) {
    let git = built.repo.git();
    let head = git.head().unwrap().peel_to_commit().unwrap();
    let full = built.repo.path().join(path);
    let text = by(&fs::read_to_string(&full).unwrap());
    fs::remove_file(&full).unwrap();
    write(&full, text.as_bytes());
    let mut index = git.index().unwrap();
    index.add_path(Path::new(path)).unwrap();
    let tree = git.find_tree(index.write_tree().unwrap()).unwrap();
    head.amend(Some("HEAD"), None, None, None, None, Some(&tree)).unwrap();
    built.retag("v1.12.0", "HEAD");
}

/// A release with a file, which is changed after it.
fn later(built: &Built, path: &str, then: Option<&str>, now: Option<&str>) {
    let list = "# Release checklist\n\n- [x] Smoke under 500 ms within 24h (`artifacts/smoke.json`)\n";
    built.repo.commit("2026-02-01T09:00:00Z", "prepare", &[("RELEASE_CHECKLIST.md", Some(list))]);
    if then.is_some() {
        built.repo.commit("2026-02-01T10:00:00Z", "record", &[(path, then)]);
    }
    built.repo.tag("v1.20.0", "2026-02-01T12:00:00Z");
    built.repo.commit("2026-02-02T10:00:00Z", "afterwards", &[(path, now)]);
}

/// A tag `v1.20.0`, made for a name, signed with a key, where the repository allows the first one.
fn signed(built: &Built, made_as: &str, number: u8) {
    let key = |number: u8| PrivateKey::from_seed(&[number; 32]).unwrap();
    let signers = format!("ada@example.invalid {}\n", key(1).public());
    let toml = "[signatures]\nallowed_signers = \"signers\"\n";
    let files = [("signers", Some(&*signers)), ("golive.toml", Some(toml))];
    let commit = built.repo.commit("2026-02-01T10:00:00Z", "who may sign", &files);
    let payload = format!(
        "object {commit}\ntype commit\ntag {made_as}\ntagger Ada <ada@example.invalid> 1769947200 +0000\n\nRelease\n"
    );
    let whole = format!("{payload}{}", sign(&key(number), "git", payload.as_bytes()));
    let git = built.repo.git();
    let id = git.odb().unwrap().write(git2::ObjectType::Tag, whole.as_bytes()).unwrap();
    git.reference("refs/tags/v1.20.0", id, true, "").unwrap();
}

/// All that golive says: of the site as it stands, of the repository beside it, and in what it builds from there.
fn everything(built: &Built) -> String {
    let alone = golive(&["verify", built.site().to_str().unwrap()]).1;
    let mut said = [alone, built.verify().1, built.build().1].concat();
    let releases = fs::read_dir(built.site().join("releases")).unwrap();
    for release in releases {
        said += &fs::read_to_string(release.unwrap().path().join("release.json")).unwrap();
    }
    said
}

/// The rows of the table, without its head.
fn table() -> Vec<[String; 2]> {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify.md")).unwrap();
    let (_, rest) = docs.split_once("| what is changed | what golive says |\n|---|---|\n").unwrap();
    let rows = rest.lines().take_while(|line| line.starts_with('|'));
    let cells =
        |row: &str| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    rows.map(|row| cells(row).try_into().unwrap()).collect()
}

#[test]
fn every_tampering_of_the_table_is_named_and_nothing_is_before_it() {
    let whole = everything(&Built::new());
    let rows = table();
    assert_eq!(rows.len(), TAMPERINGS.len());
    let mut unnamed = Vec::new();
    for ([name, says], tampering) in rows.iter().zip(TAMPERINGS) {
        assert_eq!(name, tampering.name);
        // What stands in quotes is a word of the data, which the table has too.
        let word = tampering.named.strip_prefix('"').map_or("", |word| word.trim_end_matches('"'));
        assert!(!says.is_empty() && says.contains(word), "{name}: {says}, not {word}");
        assert!(!whole.contains(tampering.named), "{name}: said without it");
        let built = Built::new();
        (tampering.hand)(&built);
        let said = everything(&built);
        if !said.contains(tampering.named) {
            unnamed.push(format!("{name} is not named:\n{said:.1500}"));
        }
    }
    assert!(unnamed.is_empty(), "{}", unnamed.join("\n\n"));
}
