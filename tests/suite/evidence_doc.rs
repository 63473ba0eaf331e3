//! Claims about docs/evidence.md: every example is read as the kind under which it stands.

use crate::pipeline::judged;
use crate::repo::Repo;
use golive::model::evidence::{Kind, State};
use golive::read::READERS;
use std::path::Path;

/// The examples with a path: kind (the heading), path, text.
fn examples() -> Vec<(String, String, String)> {
    let doc =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence.md")).unwrap();
    let (mut found, mut kind, mut open) = (Vec::new(), String::new(), None);
    for line in doc.lines() {
        if let Some(heading) = line.strip_prefix("## ").filter(|_| open.is_none()) {
            kind = heading.to_owned();
        } else if let Some(info) = line.strip_prefix("```") {
            match open.take() {
                Some((Some(path), text)) => found.push((kind.clone(), path, text)),
                Some(_) => {}
                None => open = Some((info.split_once(' ').map(|(_, path)| path.to_owned()), String::new())),
            }
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
    }
    found
}

#[test]
fn every_example_is_read_as_the_kind_under_which_it_stands() {
    let examples = examples();
    assert!(examples.len() >= 20, "{}", examples.len());
    let repo = Repo::new();
    let files =
        examples.iter().map(|(_, path, text)| (path.as_str(), Some(text.as_str()))).collect::<Vec<_>>();
    let list = "# Go-live checklist\n\n- [ ] `docs/`\n";
    repo.commit("2026-05-05T09:00:00Z", "list", &[("docs/go-live-checklist.md", Some(list))]);
    repo.commit("2026-05-05T10:00:00Z", "evidence", &files);
    let judged = judged(&repo);
    for (kind, path, text) in &examples {
        let version = judged.dossier.evidence.iter().find(|version| *version.path == **path);
        let facts = &version.unwrap_or_else(|| panic!("{path} is no evidence")).facts;
        assert_eq!(facts.kind.word(), kind, "{path}\n{text}");
        assert_eq!(facts.problems, [], "{path}");
        let told = !facts.records.is_empty() || !facts.measurements.is_empty();
        assert!(told, "{path} tells nothing");
        let is_deed = [
            Kind::CiRun,
            Kind::Deploy,
            Kind::Backup,
            Kind::Export,
            Kind::RestoreDrill,
            Kind::DryRun,
            Kind::Briefing,
            Kind::Qa,
        ];
        if is_deed.contains(&facts.kind) {
            // A score is enough only where an item bounds it.
            let expected = if path.ends_with("scorecard.json") { State::Neutral } else { State::Proving };
            assert_eq!(facts.state, expected, "{path}");
            assert!(facts.claim.is_some() || UNTIMED.contains(&path.as_str()), "{path} tells no time");
        }
    }
}

/// Formats that tell no time.
const UNTIMED: [&str; 8] = [
    "artifacts/ci/run.tap",
    "artifacts/scan/osv.json",
    "artifacts/scan/cargo-audit.json",
    "artifacts/scan/yarn-audit.json",
    "artifacts/scan/pa11y.json",
    "artifacts/ci/rspec.json",
    "artifacts/ci/libtest.json",
    "artifacts/ci/cargo-test.log",
];

/// Kinds that are documented elsewhere, or are no records.
const ELSEWHERE: [&str; 7] = ["image", "lighthouse", "smoke", "checklist", "document", "file", "record"];

#[test]
fn every_kind_of_record_that_golive_reads_has_an_example() {
    let examples = examples();
    for reader in READERS {
        let kind = reader.kind();
        let shown = examples.iter().any(|(its, ..)| its == kind.word());
        assert!(
            shown || ELSEWHERE.contains(&kind.word()),
            "add a section `## {}` to docs/evidence.md",
            kind.word()
        );
    }
}
