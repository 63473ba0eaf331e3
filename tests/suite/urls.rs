//! Paths and links: injective, safe, relative.

use golive::config::{Config, Links};
use golive::model::id::Oid;
use golive::model::release::Snapshot;
use golive::render::forge::Forge;
use golive::render::urls::{escaped_path, relative, segment, slugs};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

fn release(name: &str) -> Snapshot {
    Snapshot { name: name.to_owned(), commit: Oid::default(), time: jiff::Timestamp::UNIX_EPOCH, tag: None }
}

#[test]
fn a_plain_tag_keeps_its_name() {
    for name in ["v2025.10.11a", "v1.2.3-rc.1", "Release_7", "1.0"] {
        assert_eq!(segment(name), name);
    }
}

#[test]
fn a_tag_that_cannot_be_a_folder_is_escaped() {
    for (name, slug) in [
        ("release/1.0", "release~2f1.0"),
        (".hidden", "~2ehidden"),
        ("index.html", "index~2ehtml"),
        ("run.JSON", "run~2eJSON"),
        ("Latest", "~4catest"),
        ("con", "~63on"),
        ("COM1.txt", "~43OM1~2etxt"),
        ("..", "~2e~2e"),
        ("a...b", "a.~2e~2eb"),
        ("a~b", "a~7eb"),
        ("v1<script>", "v1~3cscript~3e"),
        ("é", "~c3~a9"),
        ("a.", "a~2e"),
        ("", "~"),
    ] {
        assert_eq!(segment(name), slug);
    }
}

#[test]
fn tags_that_differ_only_in_case_get_folders_of_their_own() {
    let names = ["V1", "v1", "v1~2", "v2"].map(release);
    assert_eq!(slugs(&names), ["V1", "v1~2", "v1~7e2", "v2"]);
}

#[test]
fn a_long_name_is_cut_and_kept_apart_by_a_digest() {
    let (a, b) = (format!("{}a", "x".repeat(300)), format!("{}b", "x".repeat(300)));
    assert_ne!(segment(&a), segment(&b));
    assert!(segment(&a).len() <= 100 && segment(&"é".repeat(200)).len() <= 100);
    let deep = |end: &str| format!("{}{end}", "folder/".repeat(60));
    assert_ne!(escaped_path(&deep("a/x")), escaped_path(&deep("b/x")));
    assert!(escaped_path(&deep("x")).len() <= 200);
}

#[test]
fn links_climb_only_as_far_as_they_must() {
    for (from, to, link) in [
        ("index.html", "matrix/index.html", "matrix/index.html"),
        ("matrix/index.html", "index.html", "../index.html"),
        ("releases/a/index.html", "releases/b/index.html", "../b/index.html"),
        ("releases/a/index.html", "releases/a/evidence/x/index.html", "evidence/x/index.html"),
        ("releases/a/evidence/x/index.html", "releases/a/index.html", "../../index.html"),
        ("a/index.html", "a/index.html", "index.html"),
        ("a/b/index.html", "a/index.html", "../index.html"),
    ] {
        assert_eq!(relative(from, to), link, "{from} -> {to}");
    }
}

#[test]
fn forge_links_have_the_shape_of_their_forge() {
    let id = Oid::parse("0123456789abcdef0123456789abcdef01234567").unwrap();
    for (address, link) in [
        ("https://user:pw@github.com/o/n.git", "https://github.com/o/n/blob/ID/a%20b/c.md#L3"),
        ("git@gitlab.example.org:g/s/n.git", "https://gitlab.example.org/g/s/n/-/blob/ID/a%20b/c.md#L3"),
        ("ssh://git@codeberg.org:22/o/n", "https://codeberg.org/o/n/src/commit/ID/a%20b/c.md#L3"),
        ("https://bitbucket.org/o/n?x=1#y", "https://bitbucket.org/o/n/src/ID/a%20b/c.md#lines-3"),
        (
            "git@ssh.dev.azure.com:v3/o/my%20shop/n",
            "https://dev.azure.com/o/my%20shop/_git/n?path=/a%20b/c.md&version=GCID&line=3&lineEnd=3&lineStartColumn=1&lineEndColumn=200",
        ),
        ("http://127.0.0.1:3000/o/n", "http://127.0.0.1:3000/o/n/blob/ID/a%20b/c.md#L3"),
    ] {
        let forge = Forge::of(address, &Links::default()).unwrap_or_else(|| panic!("{address} is a forge"));
        assert_eq!(forge.blob(id, "a b/c.md", 3), link.replace("ID", &id.to_string()));
    }
}

#[test]
fn issues_and_pull_requests_have_the_addresses_of_their_forge() {
    for (address, issue, pull) in [
        ("https://github.com/o/n", "https://github.com/o/n/issues/7", "https://github.com/o/n/pull/7"),
        (
            "https://gitlab.com/o/n",
            "https://gitlab.com/o/n/-/issues/7",
            "https://gitlab.com/o/n/-/merge_requests/7",
        ),
        ("https://codeberg.org/o/n", "https://codeberg.org/o/n/issues/7", "https://codeberg.org/o/n/pulls/7"),
        (
            "https://bitbucket.org/o/n",
            "https://bitbucket.org/o/n/issues/7",
            "https://bitbucket.org/o/n/pull-requests/7",
        ),
        (
            "https://ada:pw@dev.azure.com/o/p/_git/n",
            "https://dev.azure.com/o/p/_workitems/edit/7",
            "https://dev.azure.com/o/p/_git/n/pullrequest/7",
        ),
    ] {
        let forge = Forge::of(address, &Links::default()).unwrap();
        assert_eq!((forge.issue(7), forge.pull(7)), (issue.to_owned(), pull.to_owned()));
    }
}

#[test]
fn a_pattern_of_ones_own_replaces_that_of_the_forge() {
    let text = "[site]\nrepository_url = \"https://git.example.invalid/shop\"\n[site.links]\ncommit = \"{base}/c/?id={commit}\"\n\
        file = \"{base}/tree/{path}?id={commit}\"\nissue = \"https://bugs.example.invalid/{number}\"\n";
    let look = Config::load(Path::new("golive.toml"), text).unwrap().look;
    let forge = Forge::of_repository(&look, Some("https://github.com/o/n")).unwrap();
    let id = Oid::default();
    assert_eq!(forge.commit(id), format!("https://git.example.invalid/shop/c/?id={id}"));
    assert_eq!(
        forge.blob(id, "{commit} b.md", 3),
        format!("https://git.example.invalid/shop/tree/%7Bcommit%7D%20b.md?id={id}")
    );
    assert_eq!(forge.issue(7), "https://bugs.example.invalid/7");
    assert_eq!(
        forge.pull(7),
        "https://git.example.invalid/shop/pull/7",
        "what has no pattern is the forge's"
    );
    for (links, told) in [
        ("commit = \"{base}/commit\"", "golive.toml:2:10: `{base}/commit` must name {commit}"),
        ("tag = \"{base}/{tag}/{path}\"", "has {path}: known here are {base} and {tag}"),
        ("issue = \"javascript:x({number})\"", "must begin with https:// or http://"),
        ("pull = \"https://u:pw@h/{number}\"", "the address carries credentials"),
    ] {
        let error = Config::load(Path::new("golive.toml"), &format!("[site.links]\n{links}\n"))
            .unwrap_err()
            .to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn what_has_no_web_page_is_no_forge() {
    for address in [
        "/srv/git/x.git",
        "file:///srv/x",
        "javascript:alert(1)",
        "javascript://x/%0aalert(1)",
        "../x",
        "C:\\repo",
        "C:/repo",
        "https://",
        "https://host",
        "https://ho st/x",
        "https://host/\"onload=",
        "https://h/a/../../b",
        "",
    ] {
        assert_eq!(Forge::of(address, &Links::default()), None, "{address}");
    }
}

proptest! {
    #[test]
    fn segments_are_safe(name in "\\PC{0,120}") {
        let slug = segment(&name);
        prop_assert!(!slug.is_empty() && slug.len() <= 100);
        prop_assert!(slug.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-~".contains(&b)));
        prop_assert!(!slug.starts_with('.') && !slug.ends_with('.') && !slug.contains(".."));
        prop_assert!(!["index.html", "latest", "candidate", "con", "nul"].contains(&slug.to_lowercase().as_str()));
    }

    #[test]
    fn folders_are_injective_also_case_folded(names in proptest::collection::btree_set("[aAbB.~/é2-]{1,4}", 1..60)) {
        let snapshots: Vec<_> = names.iter().map(|name| release(name)).collect();
        let folded: BTreeSet<String> = slugs(&snapshots).into_iter().map(|slug| slug.to_lowercase()).collect();
        prop_assert_eq!(folded.len(), names.len());
    }

    #[test]
    fn a_link_leads_where_it_says(
        from in "([ab]/){0,3}[ab]\\.html",
        to in "([ab]/){0,3}[ab]\\.html",
    ) {
        let mut folders: Vec<&str> = from.split('/').collect();
        folders.pop();
        let link = relative(&from, &to);
        for part in link.split('/') {
            if part == ".." { prop_assert!(folders.pop().is_some()); } else { folders.push(part); }
        }
        prop_assert_eq!(folders.join("/"), to);
    }
}
