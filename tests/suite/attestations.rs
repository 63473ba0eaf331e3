//! Claims about attestations: what golive states of a release, who signed it, and whether it holds.

use crate::proof::{Built, golive, write};
use base64::{Engine, engine::general_purpose::STANDARD};
use golive::ssh::dsse::Envelope;
use golive::ssh::private::PrivateKey;
use std::path::Path;

const NOW: &str = "2026-03-01T00:00:00Z";

fn key(number: u8) -> PrivateKey {
    PrivateKey::from_seed(&[number; 32]).unwrap()
}

fn attested(built: &Built) -> String {
    let repo = built.repo.path().to_str().unwrap();
    let (code, printed) = golive(&["attest", "v1.11.0", "--repo", repo, "--now", NOW]);
    assert_eq!(code, 0, "{printed}");
    printed.trim_end().to_owned()
}

fn verified(built: &Built, text: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("attestation.json");
    write(&file, text.as_bytes());
    golive(&["verify", file.to_str().unwrap(), "--repo", built.repo.path().to_str().unwrap(), "--now", NOW])
}

#[test]
fn a_statement_is_about_the_commit_and_the_tag_and_says_what_the_ledger_seals() {
    let built = Built::new();
    let statement: serde_json::Value = serde_json::from_str(&attested(&built)).unwrap();
    assert_eq!(statement["_type"], "https://in-toto.io/Statement/v1");
    assert_eq!(statement["predicateType"], golive::render::export::PREDICATE);
    let tag = built.repo.git().refname_to_id("refs/tags/v1.11.0").unwrap();
    assert_eq!(statement["subject"][0]["name"], "refs/tags/v1.11.0");
    assert_eq!(statement["subject"][0]["digest"]["gitTag"], tag.to_string());
    assert_eq!(statement["subject"][0]["digest"]["gitCommit"], statement["predicate"]["commit"]);
    assert_eq!(statement["predicate"]["claimed"], 1);
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify.md")).unwrap();
    assert!(docs.contains(golive::render::export::PREDICATE));
    let (code, said) = verified(&built, &attested(&built));
    assert!(code == 0 && said.contains("it is not signed"), "{said}");
}

#[test]
fn an_envelope_holds_where_an_allowed_key_signed_what_golive_finds_itself() {
    let built = Built::new();
    let signers = format!("ada@example.invalid {}\n", key(1).public());
    let toml = "[signatures]\nallowed_signers = \"signers\"\n";
    let files = [("signers", Some(&*signers)), ("golive.toml", Some(toml))];
    built.repo.commit("2026-02-01T10:00:00Z", "who may sign", &files);
    let statement = attested(&built);
    let sealed = |number: u8, text: &str| {
        serde_json::to_string(&Envelope::sign(&key(number), text.as_bytes())).unwrap()
    };
    let (code, said) = verified(&built, &sealed(1, &statement));
    assert!(code == 0 && said.contains("signed by ada@example.invalid"), "{said}");
    let (code, said) = verified(&built, &sealed(2, &statement));
    assert!(code == 1 && said.contains("no key that the repository allows"), "{said}");
    let forged = statement.replacen("\"proven\":1", "\"proven\":9", 1);
    let (code, said) = verified(&built, &sealed(1, &forged));
    assert!(code == 1 && said.contains("/predicate/proven is 9, and golive finds 1"), "{said}");
    // Another payload under the same signature.
    let swapped = sealed(1, &statement).replace(&STANDARD.encode(&statement), &STANDARD.encode(&forged));
    let (code, said) = verified(&built, &swapped);
    assert!(code == 1 && said.contains("no key that the repository allows"), "{said}");
    built.retag("v1.11.0", "v1.10.0");
    let (code, said) = verified(&built, &sealed(1, &statement));
    assert!(code == 1 && said.contains("/subject"), "{said}");
    built.repo.git().tag_delete("v1.11.0").unwrap();
    let (code, said) = verified(&built, &sealed(1, &statement));
    assert!(code == 1 && said.contains("no such release"), "{said}");
    assert_eq!(verified(&built, "{}").0, 2);
    assert_eq!(verified(&built, "no JSON").0, 2);
}

#[test]
fn a_key_that_cannot_sign_is_told_before_any_work() {
    let built = Built::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    write(&file, b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
    let repo = built.repo.path().to_str().unwrap();
    let (code, said) = golive(&["attest", "v1.11.0", "--repo", repo, "--sign", file.to_str().unwrap()]);
    assert!(code == 2 && said.contains("is no private key as `ssh-keygen -t ed25519` writes it"), "{said}");
}
