//! Tags become releases; the head becomes the candidate.

use super::encoding::{tag_encoding, text};
use super::repository::{instant, oid, person, zone};
use super::signature;
use super::strays;
use super::{
    error::DiscoverError,
    request::{Head, Request},
};
use crate::config::TagPattern;
use crate::config::nearest;
use crate::model::id::Oid;
use crate::model::problem::{Problem, Severity};
use crate::model::release::{SkipReason, SkippedTag, Snapshot, Tag, TagKind};
use crate::model::version::{self, TagVersion, Version};
use crate::redact;
use git2::{ErrorCode, Reference, Repository};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What git takes for a signature in the message of a tag.
const SIGNATURES: [&str; 4] = ["PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE"];

/// The releases, and the tags that are none.
pub(super) struct Releases {
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) skipped: Vec<SkippedTag>,
}

/// The releases with their signatures checked, and the candidate.
pub(super) fn snapshots(
    repo: &Repository,
    request: &Request<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(Releases, Candidate), DiscoverError> {
    let mut releases = releases(repo, request, problems)?;
    let candidate = candidate(repo, request, &releases.snapshots, problems)?;
    signature::check(repo, request, candidate.snapshot.commit, &mut releases.snapshots, problems);
    Ok((releases, candidate))
}

/// All releases by time, then version, then name; and every other tag with its reason: of those that an earlier build found alone, where one is done again. A tag that was meant as a release and cannot be read is a
/// problem too.
fn releases(
    repo: &Repository,
    request: &Request<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Releases, DiscoverError> {
    let pattern = &request.sources.pattern;
    let known = request.recorded().map(|recorded| &recorded.tags);
    let mut found = Releases { snapshots: Vec::new(), skipped: Vec::new() };
    let mut strays = strays::tags(repo);
    for reference in repo.references_glob("refs/tags/*")? {
        let Ok(reference) = reference else { continue };
        strays.remove(reference.name_bytes());
        let name = short(reference.name_bytes());
        if known.is_some_and(|known| !known.contains(&name)) {
            continue;
        }
        if !Reference::is_valid_name(&format!("refs/tags/{name}")) {
            found.skipped.push(SkippedTag { name, reason: SkipReason::Name });
            continue;
        }
        if !pattern.matches(&name) {
            found.skipped.push(SkippedTag { name, reason: SkipReason::Pattern });
            continue;
        }
        match snapshot(repo, &reference, &name) {
            Ok(snapshot) => {
                problems.extend(signature::other_name(repo, &snapshot));
                found.snapshots.push(snapshot);
            }
            Err(reason) => found.skipped.push(SkippedTag { name, reason }),
        }
    }
    found
        .skipped
        .extend(strays.iter().map(|name| SkippedTag { name: short(name), reason: SkipReason::Broken }));
    found.skipped.retain(|tag| known.is_none_or(|known| known.contains(&tag.name)));
    leave_out_rolling(&mut found);
    not_before_its_candidates(&mut found.snapshots);
    found.snapshots.sort_by_cached_key(|one| (one.time, Version::of(&one.name), one.name.clone()));
    found.skipped.sort();
    let lost =
        found.skipped.iter().filter(|tag| tag.reason == SkipReason::Broken && pattern.matches(&tag.name));
    problems.extend(lost.map(|tag| {
        let message = format!(
            "the tag {} is broken and has no page; run `git fsck`, then fetch the tag again or delete it",
            tag.name
        );
        Problem::of_repository(Severity::Error, "broken-tag", message)
    }));
    problems.extend(no_release(&found));
    Ok(found)
}

/// No tag is a release, though some name a version: the pattern that would take them.
fn no_release(found: &Releases) -> Option<Problem> {
    let unmatched = found.skipped.iter().filter(|tag| tag.reason == SkipReason::Pattern);
    let versions = unmatched.filter_map(|tag| Some((&tag.name, version::of_tag(&tag.name)?.version)));
    let (name, version) = versions.max_by_key(|(name, _)| Version::of(name))?;
    let prefix = name.strip_suffix(version).unwrap_or_default();
    let message = format!(
        "no tag matches the pattern of releases, so that no release is judged; for tags like {name}, write `[releases] pattern = \"{}[0-9]*\"` into golive.toml",
        globset::escape(prefix)
    );
    found.snapshots.is_empty().then(|| Problem::of_repository(Severity::Warning, "no-release", message))
}

/// Words for a tag that moves on with each release: `v1.x`, `v1-latest`, `stable`.
const MOVING: [&str; 5] = ["latest", "stable", "current", "lts", "x"];

/// The name of a tag without its last word, where that says that it moves.
fn shorter<'t>(name: &&'t str) -> Option<&'t str> {
    let rest = MOVING.iter().find_map(|word| name.strip_suffix(word))?;
    (rest.is_empty() || rest.ends_with(['.', '-', '_'])).then(|| rest.trim_end_matches(['.', '-', '_']))
}

/// The name of a tag without the words by which it moves.
fn without_moving(name: &str) -> &str {
    std::iter::successors(Some(name), shorter).last().unwrap_or(name)
}

/// A tag that says less of a version than another one on its commit (`v1` and `v1.2` beside `v1.2.0`) moves on with each release. What
/// another one says in words (`v1.2.0.rc1`) is no part of the version.
fn leave_out_rolling(found: &mut Releases) {
    let mut by_commit: BTreeMap<Oid, Vec<String>> = BTreeMap::new();
    for one in &found.snapshots {
        by_commit.entry(one.commit).or_default().push(one.name.clone());
    }
    let is_rolling = |one: &mut Snapshot| {
        let mut beside =
            by_commit.get(&one.commit).into_iter().flatten().filter_map(|name| version::of_tag(name));
        let bare = without_moving(&one.name);
        if bare.is_empty() {
            return beside.next().is_some();
        }
        let Some(own) = version::of_tag(bare) else { return false };
        let more = |other: TagVersion<'_>| {
            let rest = other.version.strip_prefix(own.version);
            let rest = rest.and_then(|rest| rest.strip_prefix('.'));
            other.component == own.component
                && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        beside.any(more)
    };
    let rolling = found.snapshots.extract_if(.., is_rolling).map(|one| one.name).collect::<Vec<_>>();
    found.skipped.extend(rolling.into_iter().map(|name| SkippedTag { name, reason: SkipReason::Rolling }));
}

/// A lightweight tag has no time of its own, only that of its commit. It was not made before the pre-releases of its version that were
/// tagged on the same commit.
fn not_before_its_candidates(snapshots: &mut [Snapshot]) {
    let mut by_commit: BTreeMap<Oid, Vec<(Timestamp, String)>> = BTreeMap::new();
    for one in snapshots.iter() {
        by_commit.entry(one.commit).or_default().push((one.time, one.name.clone()));
    }
    let lightweight =
        |one: &&mut Snapshot| one.tag.as_ref().is_some_and(|tag| tag.kind == TagKind::Lightweight);
    for one in snapshots.iter_mut().filter(lightweight) {
        let version = Version::of(&one.name);
        let beside = by_commit.get(&one.commit).into_iter().flatten();
        let own = beside.filter(|(_, name)| name.starts_with(&*one.name) && Version::of(name) < version);
        one.time = own.map(|(time, _)| *time).max().map_or(one.time, |time| time.max(one.time));
    }
}

/// Whether a tag of this name is among the releases.
pub(super) fn is_release(repo: &Repository, pattern: &TagPattern, name: &str) -> bool {
    let reference = repo.find_reference(&format!("refs/tags/{name}"));
    pattern.matches(name) && reference.is_ok_and(|reference| snapshot(repo, &reference, name).is_ok())
}

/// A tag's name without `refs/tags/`.
fn short(full: &[u8]) -> String {
    String::from_utf8_lossy(full.strip_prefix(b"refs/tags/").unwrap_or(full)).into_owned()
}

fn snapshot(repo: &Repository, reference: &Reference<'_>, name: &str) -> Result<Snapshot, SkipReason> {
    let reference = reference.resolve().map_err(|_| SkipReason::Broken)?;
    let target = reference.target().ok_or(SkipReason::Broken)?;
    let object = repo.find_object(target, None).map_err(|_| SkipReason::Broken)?;
    let commit = object.peel_to_commit().map_err(|error| match error.code() {
        ErrorCode::NotFound => SkipReason::Broken,
        _ => SkipReason::NotACommit,
    })?;
    let committed = instant(commit.committer().when());
    let snapshot =
        |time, tag| Snapshot { name: name.to_owned(), commit: oid(commit.id()), time, tag: Some(tag) };
    let Some(tag) = object.as_tag() else {
        let tag = Tag {
            kind: TagKind::Lightweight,
            oid: oid(target),
            tagger: None,
            message: String::new(),
            zone: zone(commit.committer().when()),
            signature: None,
        };
        return Ok(snapshot(committed, tag));
    };
    let encoding = tag_encoding(repo, target);
    let message = text(tag.message_bytes().unwrap_or_default(), encoding.as_deref());
    let (message, signature) = split_signature(&message);
    let tagger = tag.tagger();
    let when = tagger.as_ref().map_or_else(|| commit.committer().when(), git2::Signature::when);
    let tag = Tag {
        kind: TagKind::Annotated,
        oid: oid(target),
        tagger: tagger.as_ref().map(|tagger| person(tagger, encoding.as_deref())),
        message: redact::mask(message.trim_start_matches('\n').trim_end()).text.into_owned(),
        zone: zone(when),
        signature: signature::unchecked(signature),
    };
    Ok(snapshot(instant(when), tag))
}

/// A tag's message, and the signature block at its end: as git has it, from the last line that begins with a marker; but only where the block also
/// ends there, since a message may quote the beginning of one.
pub fn split_signature(message: &str) -> (&str, &str) {
    let mut begin = None;
    let mut at = 0;
    for line in message.split_inclusive('\n') {
        if let Some(kind) =
            SIGNATURES.iter().find(|kind| line.starts_with(&format!("-----BEGIN {kind}-----")))
        {
            begin = Some((at, kind));
        }
        at += line.len();
    }
    let last = message.trim_end().lines().last().unwrap_or_default();
    match begin {
        Some((at, kind)) if last == format!("-----END {kind}-----") => message.split_at(at),
        _ => (message, ""),
    }
}

/// The candidate, and the branch it stands for.
pub(super) struct Candidate {
    pub(super) snapshot: Snapshot,
    pub(super) branch: Option<String>,
}

/// The commit of HEAD with its branch, else that of a branch of the usual name.
pub(super) fn head(repo: &Repository) -> Option<(Oid, Option<String>)> {
    of_head(repo).or_else(|| usual(repo))
}

fn of_head(repo: &Repository) -> Option<(Oid, Option<String>)> {
    let head = repo.head().ok()?;
    let branch = head.is_branch().then(|| String::from_utf8_lossy(head.shorthand_bytes()).into_owned());
    Some((oid(head.peel_to_commit().ok()?.id()), branch))
}

fn usual(repo: &Repository) -> Option<(Oid, Option<String>)> {
    ["main", "master", "trunk"].iter().find_map(|name| {
        let commit = repo.find_branch(name, git2::BranchType::Local).ok()?.get().peel_to_commit().ok()?;
        Some((oid(commit.id()), Some((*name).to_owned())))
    })
}

/// The revision asked for, else HEAD, else a branch of the usual name, else the newest release.
fn candidate(
    repo: &Repository,
    request: &Request<'_>,
    releases: &[Snapshot],
    problems: &mut Vec<Problem>,
) -> Result<Candidate, DiscoverError> {
    let made = |commit, branch| Candidate {
        snapshot: Snapshot { name: "candidate".to_owned(), commit, time: request.now, tag: None },
        branch,
    };
    if let Some(head) = request.head {
        let (rev, branch) = match head {
            Head::Revision(rev) => (rev.clone(), None),
            Head::Recorded(recorded) => (recorded.commit.to_string(), recorded.branch.clone()),
        };
        let unknown = |error: git2::Error| DiscoverError::UnknownRevision {
            rev: rev.clone(),
            cause: format!("{}{}", error.message(), near(&rev, releases)),
        };
        let commit =
            repo.revparse_single(&rev).and_then(|object| object.peel_to_commit()).map_err(unknown)?;
        return Ok(made(oid(commit.id()), branch));
    }
    if let Some((commit, branch)) = of_head(repo) {
        return Ok(made(commit, branch));
    }
    let head = repo.head();
    let stand_in = usual(repo).or_else(|| releases.last().map(|release| (release.commit, None)));
    // A branch that is not born yet is no damage; a file or an object that cannot be read is.
    let damage = match head {
        Ok(head) => head.peel_to_commit().err(),
        Err(error) => {
            (!matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)).then_some(error)
        }
    };
    let Some((commit, branch)) = stand_in else {
        return Err(match damage {
            Some(error) => DiscoverError::Unreadable(format!("HEAD: {}; run `git fsck`", error.message())),
            None => DiscoverError::NoCommit { path: request.repo.display().to_string() },
        });
    };
    let words = branch.as_deref().unwrap_or("the newest release");
    problems.push(match damage {
        Some(error) => Problem::of_repository(
            Severity::Error,
            "head-unreadable",
            format!(
                "HEAD cannot be read: {}; the candidate stands for {words}; run `git fsck`",
                error.message()
            ),
        ),
        None => Problem::of_repository(
            Severity::Warning,
            "head-missing",
            format!("HEAD leads to no commit; the candidate stands for {words}"),
        ),
    });
    Ok(made(commit, branch))
}

/// The release that was probably meant.
fn near(rev: &str, releases: &[Snapshot]) -> String {
    let names = releases.iter().map(|release| release.name.as_str()).collect::<Vec<_>>();
    nearest(rev, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}
