//! The questions: of the clone, and of what is in it.

use crate::Examined;
use crate::config::{Config, FILE_NAME, TagPattern};
use crate::discover::health::{Health, is_far};
use crate::model::evidence::State;
use crate::model::problem::Severity;
use crate::render::format::count;
use std::collections::BTreeSet;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// As it should be.
    Well,
    /// To be known; a site can be built and is right.
    Note,
    /// The site would be wrong, or there would be none.
    Stop,
}

/// The answer to one question.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) weight: Weight,
    pub(super) about: &'static str,
    pub(super) text: String,
}

impl Finding {
    pub(super) fn stop(about: &'static str, text: impl Into<String>) -> Self {
        Self { weight: Weight::Stop, about, text: text.into() }
    }

    pub(super) fn note(about: &'static str, text: impl Into<String>) -> Self {
        Self { weight: Weight::Note, about, text: text.into() }
    }

    pub(super) fn well(about: &'static str, text: impl Into<String>) -> Self {
        Self { weight: Weight::Well, about, text: text.into() }
    }
}

/// Of the clone.
pub(super) fn of_clone(health: &Health, config: &Config) -> Vec<Finding> {
    let mut found = vec![head(health)];
    let signs = health.incomplete.iter().map(|sign| match sign.severity {
        Severity::Error => Finding::stop("history", sign.message.clone()),
        _ => Finding::note("history", sign.message.clone()),
    });
    found.extend(signs);
    if health.incomplete.is_empty() {
        found.push(Finding::well("history", "it is whole: neither shallow nor grafted"));
    }
    found.push(tags(health));
    found.push(remotes(health, config));
    if health.has_credentials {
        found.push(Finding::note(
            "credentials",
            "the address of a remote holds some: golive leaves them out wherever it writes; a credential helper keeps them out of .git/config",
        ));
    }
    found
}

fn head(health: &Health) -> Finding {
    match &health.branch {
        _ if !health.has_commit => Finding::stop("head", "there is no commit yet; commit something"),
        Some(branch) => Finding::well("head", format!("the branch `{branch}` is the candidate")),
        None => Finding::note(
            "head",
            "no branch is checked out, as build servers do: the candidate is that commit; `golive record --commit` would commit to no branch",
        ),
    }
}

fn tags(health: &Health) -> Finding {
    let all = count(health.tags, "tag", "tags");
    match (health.tags, health.releases) {
        (0, _) => Finding::note(
            "tags",
            "there are none, so the site has the candidate alone: where releases are missing, `git fetch --tags` brings those of the \
             remote, `git fetch --tags <address of the original>` those that a fork lacks, `fetch-depth: 0` all at actions/checkout",
        ),
        (_, 0) => Finding::stop(
            "tags",
            format!(
                "{all}, and none is a release ({}): give `pattern` in [releases] of {FILE_NAME}; without one it is `{}`",
                health.others.join(", "),
                TagPattern::DEFAULT
            ),
        ),
        (tags, releases) if tags == releases => Finding::well("tags", format!("{all}, each a release")),
        (_, releases) => Finding::well(
            "tags",
            format!("{all}, {releases} of them releases; not so {}", health.others.join(", ")),
        ),
    }
}

fn remotes(health: &Health, config: &Config) -> Finding {
    if let Some(url) = &config.look.repository_url {
        return Finding::well("remote", format!("links lead to {url}, by `repository_url`"));
    }
    let named = |wanted: &str| health.remotes.iter().find(|(name, _)| name == wanted);
    match (named("origin").or(health.remotes.first()), health.remotes.as_slice()) {
        (None, _) => Finding::note(
            "remote",
            "there is none, so that no link leads to a forge: give `repository_url` in [site]",
        ),
        (Some((name, url)), _) if !is_far(url) => Finding::note(
            "remote",
            format!(
                "{name} is a folder of this machine ({url}), so that no link leads to a forge: give `repository_url` in [site]"
            ),
        ),
        (Some((_, url)), [_]) => Finding::well("remote", format!("links lead to {url}")),
        (Some((name, url)), all) => Finding::note(
            "remote",
            format!(
                "there are several ({}); links lead to {name}, {url}: where that is a fork, give `repository_url` in [site]",
                all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
            ),
        ),
    }
}

/// Of what is in it.
pub(super) fn of_content(examined: &Examined) -> Vec<Finding> {
    let history = &examined.dossier.history;
    let partial = history.incomplete.iter().filter(|sign| sign.code == "partial-clone");
    let mut found = partial.map(|sign| Finding::stop("objects", sign.message.clone())).collect::<Vec<_>>();
    found.push(checklist(examined));
    found.push(evidence(examined));
    found.extend(pointers(examined));
    let worst = examined.dossier.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let worst = worst.filter(|problem| !history.incomplete.contains(problem)).collect::<BTreeSet<_>>();
    if let Some(first) = worst.first() {
        let place = first.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        found.push(Finding::note(
            "problems",
            format!(
                "{}, first {place}{}; `golive build` prints them",
                count(worst.len(), "error", "errors"),
                first.message
            ),
        ));
    }
    found
}

fn checklist(examined: &Examined) -> Finding {
    let history = &examined.dossier.history;
    let candidate = examined.assessment.releases.get(history.candidate());
    match candidate.and_then(|release| release.in_force.as_ref()) {
        Some(in_force) => {
            let items = in_force.checklist.items().count();
            let places =
                in_force.origins().map(|origin| origin.place().to_string()).collect::<Vec<_>>().join(", ");
            Finding::well("checklist", format!("{places}, {}", count(items, "item", "items")))
        }
        None if !history.look_alikes.is_empty() => Finding::stop(
            "checklist",
            format!(
                "none is known; these look like one: {}: name it in `templates` of [checklist]",
                history.look_alikes.iter().take(5).map(|one| &*one.path).collect::<Vec<_>>().join(", ")
            ),
        ),
        None => Finding::stop("checklist", "there is none: `golive init` writes one to begin with"),
    }
}

fn evidence(examined: &Examined) -> Finding {
    let history = &examined.dossier.history;
    let candidate = history.candidate();
    let versions = examined.dossier.evidence.iter();
    let standing = versions
        .filter(|version| {
            history.tracks.get(&version.path).is_some_and(|track| track.at(candidate) == Some(version.blob))
        })
        .filter(|version| version.facts.checklist.is_none());
    let (all, broken) = standing.fold((0, 0), |(all, broken), version| {
        (all + 1, broken + usize::from(version.facts.state == State::Unreadable))
    });
    match (all, broken) {
        (0, _) => Finding::note(
            "evidence",
            "no file of evidence is at the head: `golive record` writes some, and `paths` of [evidence] says where others lie",
        ),
        (_, 0) => Finding::well("evidence", format!("{} at the head", count(all, "file", "files"))),
        _ => Finding::note(
            "evidence",
            format!(
                "{} at the head, {broken} of them unreadable: `golive explain PATH` says why",
                count(all, "file", "files")
            ),
        ),
    }
}

/// Files that are kept elsewhere prove nothing here.
fn pointers(examined: &Examined) -> Option<Finding> {
    let is_pointer = |code: &str| matches!(code, "lfs-pointer" | "annex-pointer");
    let pointers = examined
        .dossier
        .evidence
        .iter()
        .filter(|version| version.facts.problems.iter().any(|problem| is_pointer(problem.code)));
    let paths = pointers.map(|version| &*version.path).collect::<BTreeSet<_>>();
    let first = paths.first()?;
    Some(Finding::stop(
        "pointers",
        format!(
            "{} of evidence only stand for files kept by Git LFS or git-annex, first {first}: golive reads what git has, so \
             commit the evidence itself (`git lfs untrack`)",
            count(paths.len(), "file", "files")
        ),
    ))
}
