//! Tokens in names: of people, branches, tags and files.

use crate::model::commit::Person;
use crate::model::history::History;
use crate::model::problem::{Place, Problem, Severity};
use crate::redact;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Masks the names by which nothing is found again (people, branches, tags that are no releases), and tells of tokens in any name. Tags
/// and paths keep theirs, since git knows them by it; they are masked where they are shown.
pub(super) fn mask(history: &mut History) -> Vec<Problem> {
    let mut found = BTreeSet::new();
    for commit in &mut history.commits {
        person(&mut commit.author, &mut found);
        person(&mut commit.committer, &mut found);
    }
    let tags = history.snapshots.iter_mut().filter_map(|snapshot| snapshot.tag.as_mut());
    tags.filter_map(|tag| tag.tagger.as_mut()).for_each(|tagger| person(tagger, &mut found));
    let branches = history.branches.iter_mut().map(|branch| &mut branch.name).chain(&mut history.branch);
    branches.for_each(|branch| masked("a branch", branch, &mut found));
    history.skipped.iter_mut().for_each(|tag| masked("a tag", &mut tag.name, &mut found));
    for snapshot in &history.snapshots {
        note("a tag", &snapshot.name, None, &mut found);
    }
    for path in history.tracks.keys() {
        note("a file", path, Some(Place::file(redact::name(path).as_ref())), &mut found);
    }
    found.into_iter().collect()
}

fn person(person: &mut Arc<Person>, found: &mut BTreeSet<Problem>) {
    let clean = |text: &str| redact::name(text).into_owned();
    let proper = Person { name: clean(&person.name), email: clean(&person.email) };
    if proper != **person {
        note("a person", &person.name, None, found);
        note("a person", &person.email, None, found);
        *person = Arc::new(proper);
    }
}

fn masked(what: &str, name: &mut String, found: &mut BTreeSet<Problem>) {
    note(what, name, None, found);
    *name = redact::name(name).into_owned();
}

/// One problem for a name that holds tokens.
fn note(what: &str, name: &str, place: Option<Place>, found: &mut BTreeSet<Problem>) {
    let (_, tokens) = redact::tokens(name.as_bytes());
    let Some(first) = tokens.first() else { return };
    let message = format!(
        "the name of {what} holds what looks like a secret ({}), shown as `{}`: revoke it, as it stands in the history",
        first.rule,
        redact::name(name)
    );
    found.insert(Problem { severity: Severity::Warning, place, code: redact::REDACTED, message });
}
