//! Signatures of tags, checked offline: those of SSH against the file of allowed signers, those of OpenPGP against the keyring, each as it
//! stands at the commit of the tag, and as it stands at the head.

use super::repository::{LARGEST, blob_at, content, raw};
use super::{request::Request, verify_tag};
use crate::model::id::Oid;
use crate::model::problem::{Place, Problem, Severity};
use crate::model::release::{Snapshot, TagKind};
use crate::model::signature::{SignatureKind, SignatureStatus, TagSignature};
use crate::ssh::allowed::{self, Signer};
use crate::ssh::key::{Fault, PublicKey};
use crate::ssh::signature::SshSignature;
use git2::Repository;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What git signs tags for.
const NAMESPACE: &str = "git";

const SSH: &str = "-----BEGIN SSH SIGNATURE-----";

/// A signature at the end of a tag that was not checked. `block` is its text.
pub(super) fn unchecked(block: &str) -> Option<TagSignature> {
    let kind = match block {
        "" => return None,
        _ if block.starts_with(SSH) => SignatureKind::Ssh,
        _ if block.starts_with("-----BEGIN SIGNED MESSAGE-----") => SignatureKind::X509,
        _ => SignatureKind::OpenPgp,
    };
    let status = SignatureStatus::Unverified;
    Some(TagSignature { kind, status, today: status, signer: None, key: None })
}

/// Checks the signatures of all releases.
pub(super) fn check(
    repo: &Repository,
    request: &Request<'_>,
    head: Oid,
    releases: &mut [Snapshot],
    problems: &mut Vec<Problem>,
) {
    let signers = request.sources.allowed_signers.as_deref();
    let mut lists = Lists::default();
    if let Some(path) = signers {
        problems.extend(faults(repo, head, path));
    }
    let mut gnupg = request.sources.keyring.as_deref().map(|path| verify_tag::Keyrings::new(repo, path));
    for release in releases {
        let Some(tag) = release.tag.as_mut() else { continue };
        let Some(signature) = tag.signature.as_mut() else { continue };
        let vantages = [(release.commit, release.time), (head, request.now)];
        match signature.kind {
            SignatureKind::Ssh => {
                let allowed = vantages.map(|(commit, at)| (lists.at(repo, commit, signers), at));
                *signature = by_ssh(&object(repo, tag.oid).unwrap_or_default(), allowed);
            }
            SignatureKind::OpenPgp => {
                if let Some(gnupg) = &mut gnupg {
                    *signature = gnupg.check(tag.oid, vantages);
                }
            }
            SignatureKind::X509 => {}
        }
        // A signature is for the name that stands in what was signed.
        if own_name(repo, tag.oid).is_some_and(|own| own != release.name) {
            (signature.status, signature.today) = (SignatureStatus::Bad, SignatureStatus::Bad);
        }
    }
    problems.extend(gnupg.and_then(|gnupg| gnupg.fault));
}

/// The bytes of a tag object.
fn object(repo: &Repository, tag: Oid) -> Option<Vec<u8>> {
    Some(repo.odb().ok()?.read(raw(tag).ok()?).ok()?.data().to_vec())
}

/// Who may sign, and when that is asked; nobody tells where there is no file.
type Vantage = (Option<Rc<Vec<Signer>>>, Timestamp);

fn by_ssh(tag: &[u8], [then, today]: [Vantage; 2]) -> TagSignature {
    let begin = tag.windows(SSH.len()).rposition(|window| window == SSH.as_bytes()).unwrap_or(tag.len());
    let (payload, block) = tag.split_at(begin);
    let (kind, bad, unknown) = (SignatureKind::Ssh, SignatureStatus::Bad, SignatureStatus::Unverified);
    let Some(signature) = SshSignature::read(&String::from_utf8_lossy(block)) else {
        return TagSignature { kind, status: bad, today: bad, signer: None, key: None };
    };
    let key = Some(signature.key.fingerprint());
    let by_list = match signature.verify(NAMESPACE, payload) {
        Ok(()) => [then, today].map(|(list, at)| by_key(&signature.key, list.as_deref(), at)),
        Err(Fault::Unsupported) => [(unknown, None), (unknown, None)],
        Err(Fault::Bad) => [(bad, None), (bad, None)],
    };
    let [(status, signer), (today, _)] = by_list;
    TagSignature { kind, status, today, signer, key }
}

/// Whether a key may sign, and whose it is.
fn by_key(key: &PublicKey, list: Option<&Vec<Signer>>, at: Timestamp) -> (SignatureStatus, Option<String>) {
    let Some(list) = list else { return (SignatureStatus::Unverified, None) };
    let known = list.iter().filter(|signer| signer.key == *key && signer.may_sign_for(NAMESPACE));
    let known = known.collect::<Vec<_>>();
    let valid = known.iter().find(|signer| signer.is_valid_at(at));
    let status = match (valid, known.is_empty()) {
        (Some(_), _) => SignatureStatus::Good,
        (None, false) => SignatureStatus::Expired,
        (None, true) => SignatureStatus::UnknownKey,
    };
    (status, valid.or(known.first()).map(|signer| signer.principals.clone()))
}

/// Files of allowed signers, each distinct one read once.
#[derive(Default)]
struct Lists(BTreeMap<git2::Oid, Rc<Vec<Signer>>>);

impl Lists {
    fn at(&mut self, repo: &Repository, commit: Oid, path: Option<&str>) -> Option<Rc<Vec<Signer>>> {
        let blob = blob_at(repo, commit, path?)?;
        let read = || {
            let text = content(repo, blob).unwrap_or_default();
            Rc::new(allowed::signers(&String::from_utf8_lossy(&text)).0)
        };
        Some(self.0.entry(blob).or_insert_with(read).clone())
    }
}

/// What is wrong with the file of allowed signers at the head.
fn faults(repo: &Repository, head: Oid, path: &str) -> Vec<Problem> {
    let place = |line| Place { path: path.into(), line, column: 0 };
    let warning = |line, message| Problem::warning(place(line), "allowed-signers", message);
    let Some(blob) = blob_at(repo, head, path) else {
        return vec![warning(
            0,
            "there is no such file at the head, so that no signature is good today".to_owned(),
        )];
    };
    let Some(bytes) = content(repo, blob) else {
        return vec![warning(0, format!("it is larger than {LARGEST} bytes, so that it lets nobody sign"))];
    };
    let (_, faults) = allowed::signers(&String::from_utf8_lossy(&bytes));
    faults
        .into_iter()
        .map(|(line, why)| warning(line, format!("the line {why}; it lets nobody sign")))
        .collect()
}

/// The name for which a tag object was made.
fn own_name(repo: &Repository, tag: Oid) -> Option<String> {
    let object = repo.find_tag(raw(tag).ok()?).ok()?;
    Some(String::from_utf8_lossy(object.name_bytes()).into_owned())
}

/// A tag object that was made, and perhaps signed, for another name than that of its ref.
pub(super) fn other_name(repo: &Repository, release: &Snapshot) -> Option<Problem> {
    let tag = release.tag.as_ref().filter(|tag| tag.kind == TagKind::Annotated)?;
    let own = own_name(repo, tag.oid).filter(|own| *own != release.name)?;
    let signed = if tag.signature.is_some() { ", and its signature is for that name" } else { "" };
    let message = format!("the tag {} leads to a tag object that was made as {own}{signed}", release.name);
    Some(Problem::of_repository(Severity::Warning, "tag-name", message))
}
