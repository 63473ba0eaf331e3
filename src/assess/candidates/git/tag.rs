//! A release's tag: its name, its kind, and the branch that it is on.

use crate::assess::candidates::git::ground::Ground;
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, NotKnown};
use crate::model::release::{Snapshot, TagKind};
use crate::model::signature::SignatureStatus;
use crate::model::version;

/// What a tag must be.
pub(super) struct Demanded<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) annotated: bool,
    pub(super) signed: bool,
    pub(super) branch: Option<&'a str>,
}

/// Judges a release's tag. What contradicts it goes before what is not known.
pub(super) fn judge(ground: &Ground<'_>, snapshot: usize, demanded: &Demanded<'_>) -> FactOutcome {
    let Some((release, tag)) =
        ground.snapshot(snapshot).and_then(|release| Some((release, release.tag.as_ref()?)))
    else {
        return FactOutcome::Unknown(NotKnown::NotTagged);
    };
    let mut unknown = None;
    match demanded.name.map(|name| named(ground, snapshot, name)) {
        Some(FactOutcome::Unknown(why)) => unknown = Some(why),
        Some(fails @ FactOutcome::Fails(_)) => return fails,
        _ => {}
    }
    let annotated = tag.kind == TagKind::Annotated;
    if unknown.is_none() && demanded.annotated && !annotated {
        return FactOutcome::Fails(Contradiction::NotAnnotated);
    }
    if unknown.is_none() && demanded.signed {
        match tag.signature.as_ref().map(|signature| signature.status) {
            None => return FactOutcome::Fails(Contradiction::NotSigned),
            Some(SignatureStatus::Bad) => return FactOutcome::Fails(Contradiction::BadSignature),
            Some(SignatureStatus::Expired) => return FactOutcome::Fails(Contradiction::KeyNotValid),
            Some(SignatureStatus::UnknownKey) => unknown = Some(NotKnown::UnknownKey),
            Some(SignatureStatus::Unverified) => unknown = Some(NotKnown::SignatureUnchecked),
            Some(SignatureStatus::Good) => {}
        }
    }
    let branch = demanded.branch.map(|branch| on_branch(ground, snapshot, branch));
    match (unknown, branch) {
        (Some(why), _) => FactOutcome::Unknown(why),
        (None, Some(Err(outcome))) => outcome,
        (None, branch) => FactOutcome::Holds(FactSeen::Tag {
            name: release.name.clone(),
            annotated,
            signer: tag.signature.as_ref().filter(|_| demanded.signed).and_then(|found| found.signer.clone()),
            branch: branch.and_then(Result::ok),
        }),
    }
}

/// Whether the release's tag has a name. A tag of that name that is another release, and another spelling of the same version, decide
/// nothing.
fn named(ground: &Ground<'_>, snapshot: usize, name: &str) -> FactOutcome {
    let observed = ground.snapshot(snapshot).map(|release| release.name.clone()).unwrap_or_default();
    let name = name.trim().trim_start_matches("refs/tags/");
    let history = &ground.dossier.history;
    if name == observed {
        return FactOutcome::Holds(FactSeen::Tag {
            name: observed,
            annotated: false,
            signer: None,
            branch: None,
        });
    }
    let exists = history.snapshots.iter().any(|release| !release.is_candidate() && release.name == name)
        || history.skipped.iter().any(|tag| tag.name == name);
    let own = ground.snapshot(snapshot).and_then(Snapshot::version);
    let same = own.is_some_and(|own| {
        version::of_tag(name).is_some_and(|other| version::same(own.version, other.version))
    });
    if exists || same {
        return FactOutcome::Unknown(NotKnown::OtherTag(name.to_owned()));
    }
    FactOutcome::Fails(Contradiction::TagName { expected: name.to_owned(), observed })
}

/// The branch that contains the tag's commit. A branch that this clone has, and that ends before the commit, may only not be fetched.
fn on_branch(ground: &Ground<'_>, snapshot: usize, branch: &str) -> Result<String, FactOutcome> {
    let unknown = || FactOutcome::Unknown(NotKnown::NoBranch(branch.to_owned()));
    let commit = ground.ancestry.commit_of(snapshot).ok_or_else(unknown)?;
    let time = ground.dossier.history.commits.get(commit).map(|commit| commit.committed).unwrap_or_default();
    let name = branch.trim().trim_start_matches("refs/heads/");
    let known = ground.dossier.history.branches.iter().filter(|known_branch| {
        known_branch.name == name
            || known_branch
                .remote
                .as_ref()
                .is_some_and(|remote| name == format!("{remote}/{}", known_branch.name))
    });
    let known = known.collect::<Vec<_>>();
    if known
        .iter()
        .any(|known_branch| known_branch.contains.iter().any(|from| ground.ancestry.reaches(*from, commit)))
    {
        return Ok(name.to_owned());
    }
    let went_on = known.iter().any(|known_branch| known_branch.time > time);
    if went_on && ground.dossier.history.incomplete.is_empty() {
        return Err(FactOutcome::Fails(Contradiction::NotOnBranch(name.to_owned())));
    }
    Err(unknown())
}
