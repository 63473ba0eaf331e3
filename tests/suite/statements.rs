//! Claims about bills of materials and statements about artifacts.
//!
//! The files of tests/data/statements are real outputs of the tool and version in their names.

use crate::judge::list;
use crate::pipeline::judged;
use crate::repo::Repo;
use crate::reports::verdict;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use golive::model::record::Conclusion;
use golive::read::read_blob;
use std::path::Path;

const TAG: &str = "v2026.01.10a";
const SUBJECT: &str = "id,what\n1,opened\n";

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/statements");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_bill_of_materials_lists_something() {
    for (name, tool, parts) in [
        ("cyclonedx-npm-6.0.1.json", "cyclonedx", "1"),
        ("cyclonedx-npm-6.0.1.xml", "cyclonedx", "1"),
        ("cyclonedx-npm-6.0.1-none.json", "cyclonedx", "0"),
        ("spdx-tools-0.8.5.json", "spdx", "1"),
        ("spdx-tools-0.8.5.yaml", "spdx", "1"),
        ("spdx-tools-0.8.5.spdx", "spdx", "1"),
    ] {
        let facts = read_blob(&format!("artifacts/{name}"), text(name).as_bytes());
        let record = facts.records.first().unwrap_or_else(|| panic!("{name} tells nothing"));
        assert_eq!(record.tools, [tool], "{name}");
        assert_eq!(record.field("packages"), Some(parts), "{name}");
        let ended = Some(Conclusion::Succeeded).filter(|_| parts != "0");
        assert_eq!(record.conclusion, ended, "{name}");
        assert!(record.claim.is_some(), "{name} tells its time");
        let is_spdx = tool == "spdx";
        assert_eq!(record.commit.is_some(), is_spdx, "{name}");
    }
}

fn sbom(version: &str, parts: &str) -> String {
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{{"timestamp":"2026-01-10T09:00:00Z","component":{{"name":"shop","version":"{version}"}}}},"components":[{parts}]}}"#
    )
}

#[test]
fn an_sbom_is_of_the_release_that_it_names() {
    let part = r#"{"name":"left-pad","version":"1.3.0"}"#;
    let path = "artifacts/sbom.cdx.json";
    for words in ["SBOM published", "SBOM attached", "SBOM generated", "Software bill of materials published"]
    {
        let item = format!("- [x] {words} (`{path}`)");
        assert_eq!(verdict(&item, &[(path, &sbom("2026.01.10a", part))]), "verified", "{words}");
    }
    let item = format!("- [x] SBOM published (`{path}`)");
    assert_eq!(verdict(&item, &[(path, &sbom("2026.01.10a", ""))]), "unsupported");
    assert_ne!(verdict("- [x] Provenance attested", &[(path, &sbom("2026.01.10a", part))]), "verified");
    assert_ne!(verdict(&item, &[(path, r#"{"a":1}"#)]), "verified");
}

/// A provenance of a subject, from a source.
fn provenance(name: &str, digest: &str, source: &str) -> String {
    format!(
        r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"{name}","digest":{{{digest}}}}}],"predicateType":"https://slsa.dev/provenance/v1","predicate":{{"buildDefinition":{{"resolvedDependencies":[{source}]}},"runDetails":{{"metadata":{{"finishedOn":"2026-01-10T09:00:00Z"}}}}}}}}"#
    )
}

fn enveloped(statement: &str) -> String {
    format!(
        r#"{{"payloadType":"application/vnd.in-toto+json","payload":"{}","signatures":[{{"sig":"MEUC"}}]}}"#,
        STANDARD.encode(statement)
    )
}

/// The verdict of an item beside a statement about its own commit, which `{commit}` stands for, and a table.
fn attested(statement: &str) -> &'static str {
    let repo = Repo::new();
    let list = list("- [x] Provenance attested (`artifacts/provenance.json`)");
    repo.commit(
        "2026-01-10T07:00:00Z",
        "code",
        &[("artifacts/orders.csv", Some(SUBJECT)), ("README.md", Some("x"))],
    );
    let commit = repo.git().head().unwrap().target().unwrap().to_string();
    let statement = statement.replace("{commit}", &commit);
    let files = [("RELEASE_CHECKLIST.md", Some(&*list)), ("artifacts/provenance.json", Some(&*statement))];
    repo.commit("2026-01-10T09:30:00Z", "evidence", &files);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    judged(&repo).item(TAG, "").today.verdict.word()
}

#[test]
fn a_statement_is_about_its_subject_and_its_source() {
    let own = r#"{"uri":"git+https://a.invalid/shop","digest":{"gitCommit":"{commit}"}}"#;
    let foreign = own.replace("{commit}", &"1f".repeat(20));
    let digest = |text: &str| format!(r#""sha256":"{}""#, golive::model::id::sha256(text.as_bytes()));
    let lost = digest("another file");
    for (statement, right) in [
        (provenance("artifacts/orders.csv", &digest(SUBJECT), ""), "verified"),
        (provenance("artifacts/orders.csv", &lost, own), "unsupported"),
        (provenance("shop.tgz", &lost, own), "verified"),
        (provenance("shop", r#""gitCommit":"{commit}""#, ""), "verified"),
        (provenance("shop.tgz", &lost, &foreign), "unsupported"),
        (provenance("shop.tgz", &lost, ""), "unsupported"),
        (provenance("shop", &format!(r#""gitCommit":"{}""#, "1f".repeat(20)), ""), "unsupported"),
    ] {
        assert_eq!(attested(&statement), right, "{statement}");
    }
    assert_eq!(attested(&enveloped(&provenance("shop.tgz", &lost, ""))), "unsupported");
    let bundle = format!(
        r#"{{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{}}}"#,
        enveloped(&provenance("shop.tgz", &lost, ""))
    );
    assert_eq!(attested(&bundle), "unsupported");
}

#[test]
fn a_statement_is_read_out_of_its_envelope_and_is_said_not_to_be_checked() {
    let statement = text("sigstore-4.5.1-statement.json");
    for text in [
        statement.clone(),
        enveloped(&statement),
        format!("{}\n{}\n", enveloped(&statement), enveloped(&statement)),
    ] {
        let facts = read_blob("artifacts/provenance.jsonl", text.as_bytes());
        let record = facts.records.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(record.title, "SLSA provenance");
        assert_eq!(record.field("subject"), Some("release/orders.csv"));
        assert!(record.field("signatures").unwrap().ends_with("(unchecked)"));
        assert_eq!(record.conclusion, None, "nobody knows yet what its subject is");
    }
}

#[test]
fn a_record_with_a_checksum_of_its_own_is_no_statement() {
    let backup = r#"{"kind":"backup","completed_at":"2026-01-10T09:00:00Z","status":"success","sha256":"00ff","subject":"orders"}"#;
    let path = "artifacts/backup/orders.json";
    assert_eq!(verdict("- [x] Backup executed", &[(path, backup)]), "verified");
}
