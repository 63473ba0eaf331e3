//! Signatures of tags by OpenPGP: `git verify-tag --raw` with the keyring that the repository holds, and with no other. The one child process of
//! golive, started only where `[signatures] keyring` names that file.

use super::repository::{blob_at, content};
use crate::model::id::Oid;
use crate::model::problem::{Problem, Severity};
use crate::model::signature::{SignatureKind, SignatureStatus, TagSignature};
use git2::Repository;
use jiff::Timestamp;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Checks tags with the keyring of each commit.
pub(super) struct Keyrings<'r> {
    repo: &'r Repository,
    path: &'r str,
    /// Why nothing could be checked, the first time.
    pub(super) fault: Option<Problem>,
}

impl<'r> Keyrings<'r> {
    pub(super) fn new(repo: &'r Repository, path: &'r str) -> Self {
        Self { repo, path, fault: None }
    }

    /// What is known of a tag's signature, by the keyring of its commit at its time, and by that of the head now.
    pub(super) fn check(&mut self, tag: Oid, vantages: [(Oid, Timestamp); 2]) -> TagSignature {
        let [(status, signer, key), (today, ..)] = vantages.map(|(commit, at)| self.at(tag, commit, at));
        TagSignature { kind: SignatureKind::OpenPgp, status, today, signer, key }
    }

    fn at(&mut self, tag: Oid, commit: Oid, at: Timestamp) -> Verdict {
        let blob = blob_at(self.repo, commit, self.path);
        let Some(keyring) = blob.and_then(|blob| content(self.repo, blob)) else {
            return (SignatureStatus::Unverified, None, None);
        };
        match verify(self.repo.path(), tag, &keyring, at) {
            Ok(status) => verdict(&status),
            Err(cause) => {
                let message = format!(
                    "`git verify-tag` could not be run, so that no OpenPGP signature is checked: {cause}"
                );
                let problem = || Problem::of_repository(Severity::Warning, "verify-tag", message);
                self.fault.get_or_insert_with(problem);
                (SignatureStatus::Unverified, None, None)
            }
        }
    }
}

type Verdict = (SignatureStatus, Option<String>, Option<String>);

/// What `git verify-tag --raw` prints, with a home for GnuPG that holds the keyring alone and stands still at a moment.
fn verify(repo: &Path, tag: Oid, keyring: &[u8], at: Timestamp) -> io::Result<String> {
    let home = tempfile::tempdir()?;
    let put = |name: &str, bytes: &[u8]| std::fs::File::create(home.path().join(name))?.write_all(bytes);
    // A keybox has its mark behind the length of its first part.
    let is_keybox = keyring.get(8..12) == Some(b"KBXf");
    put(if is_keybox { "pubring.kbx" } else { "pubring.gpg" }, keyring)?;
    let moment = at.as_second().max(1);
    put(
        "gpg.conf",
        format!(
            "batch\nno-autostart\nno-auto-key-retrieve\ntrust-model always\nfaked-system-time {moment}!\n"
        )
        .as_bytes(),
    )?;
    let mut git = Command::new("git");
    git.arg("--git-dir").arg(repo);
    for setting in [
        "gpg.program=gpg",
        "gpg.openpgp.program=gpg",
        "gpg.format=openpgp",
        "gpg.ssh.program=false",
        "gpg.x509.program=false",
    ] {
        git.args(["-c", setting]);
    }
    git.args(["verify-tag", "--raw", &tag.to_string()]);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("LC_ALL", "C"),
    ] {
        git.env(name, value);
    }
    let output = git.env("GNUPGHOME", home.path()).stdin(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    match text.contains("[GNUPG:] ") {
        true => Ok(text),
        false => Err(io::Error::other(text.lines().next().unwrap_or("it says nothing").to_owned())),
    }
}

/// What the lines say that GnuPG writes for programs (doc/DETAILS of GnuPG). More than one signature is none that golive knows.
fn verdict(text: &str) -> Verdict {
    let lines = text.lines().filter_map(|line| line.strip_prefix("[GNUPG:] ")).map(|line| {
        let mut words = line.splitn(3, ' ');
        [(); 3].map(|()| words.next().unwrap_or_default())
    });
    let (mut found, mut fingerprint) = (Vec::new(), None);
    for [word, key, rest] in lines {
        let status = match word {
            "GOODSIG" => SignatureStatus::Good,
            "BADSIG" => SignatureStatus::Bad,
            "EXPKEYSIG" | "REVKEYSIG" | "EXPSIG" => SignatureStatus::Expired,
            "ERRSIG" if rest.ends_with(" 9") || rest.contains(" 9 ") => SignatureStatus::UnknownKey,
            "ERRSIG" => SignatureStatus::Unverified,
            "VALIDSIG" => {
                fingerprint = Some(key.to_owned());
                continue;
            }
            _ => continue,
        };
        let is_named = matches!(status, SignatureStatus::Good | SignatureStatus::Expired);
        found.push((status, is_named.then(|| rest.to_owned()), key.to_owned()));
    }
    match <[_; 1]>::try_from(found) {
        Ok([(status, signer, key)]) => (status, signer, fingerprint.or(Some(key))),
        Err(_) => (SignatureStatus::Unverified, None, None),
    }
}
