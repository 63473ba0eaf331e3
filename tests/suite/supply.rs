//! What golive is built from and by: few packages, no unsafe code, and actions that cannot change behind its back.

use regex::Regex;
use std::fs;
use std::path::Path;

/// More packages than these need a reason, and a look at what could be dropped. 15 of them came with `ring`, which checks signatures of SSH: it and
/// `untrusted`, and what it names for Windows and WASI alone.
const PACKAGES: usize = 231;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(text("Cargo.toml").contains("unsafe_code = \"forbid\""));
}

#[test]
fn golive_is_built_from_no_more_packages_than_its_budget_and_from_one_registry() {
    let lock = text("Cargo.lock");
    let packages = lock.matches("[[package]]").count();
    assert!(packages <= PACKAGES, "{packages} packages");
    let sources = lock.lines().filter_map(|line| line.strip_prefix("source = "));
    for source in sources {
        assert_eq!(source, "\"registry+https://github.com/rust-lang/crates.io-index\"");
    }
    assert_eq!(
        lock.matches("\nchecksum = ").count(),
        packages - 1,
        "every package but golive has a checksum"
    );
}

/// What is wrong with the text of a workflow.
fn faults(workflow: &str) -> Vec<String> {
    let uses = Regex::new(r"(?m)^\s*(?:- )?uses:\s*(.*)$").unwrap();
    let pinned = Regex::new(r"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+").unwrap();
    let mut faults = Vec::new();
    for used in uses.captures_iter(workflow) {
        let is_own = used[1].starts_with("./");
        if !is_own && !pinned.is_match(&used[1]) {
            faults.push(format!("`{}` is not pinned: say the commit, and its version behind #", &used[1]));
        }
    }
    if !workflow.lines().any(|line| line == "permissions:") {
        faults.push("it states no permissions, so that it gets those of the repository".to_owned());
    }
    faults
}

#[test]
fn every_action_is_pinned_and_every_workflow_states_its_permissions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows");
    let mut workflows = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let found = faults(&fs::read_to_string(&path).unwrap());
        assert!(found.is_empty(), "{}: {}", path.display(), found.join("; "));
        workflows += 1;
    }
    assert!(workflows > 0);
}

#[test]
fn an_action_at_a_tag_and_missing_permissions_are_noticed() {
    let good = "permissions:\n  contents: read\njobs:\n  a:\n    steps:\n      - uses: a/b@0123456789012345678901234567890123456789 # v1.2.3\n";
    assert_eq!(faults(good), Vec::<String>::new());
    for (from, to) in [
        ("0123456789012345678901234567890123456789 # v1.2.3", "v1"),
        ("0123456789012345678901234567890123456789 # v1.2.3", "main # v1.2.3"),
        (" # v1.2.3", ""),
        ("0123456789012345678901234567890123456789", "0123456"),
        ("permissions:\n  contents: read\n", ""),
    ] {
        assert_eq!(faults(&good.replace(from, to)).len(), 1, "{from} as {to}");
    }
}
