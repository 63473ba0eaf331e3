//! Who is named with what they did: `approved by`, `approver`, `tested by`.

use crate::lexicon::file::Role;
use crate::lexicon::words::{Cue, Name, root as root_of};
use crate::lexicon::{Lexicon, stem};
use crate::model::record::{WROTE, folded};
use crate::read::value::fields::persons;
use crate::read::value::tree::Group;

/// Each person with the root of the verb under whose name they stand.
pub(super) fn of_group(group: &Group) -> Vec<(String, String)> {
    let named = group.iter().filter_map(|(key, node)| Some((root(key)?, node)));
    named
        .flat_map(|(root, node)| persons(&node.value).into_iter().map(move |name| (root.clone(), name)))
        .collect()
}

/// The root of the verb that a name says: of `signed off by` that is `sign`, of a plain `by` nothing.
fn root(key: &str) -> Option<String> {
    let lexicon = Lexicon::built_in();
    let words = stem::words(key).collect::<Vec<_>>();
    let (last, before) = words.split_last()?;
    if Cue::Writes.is(key) {
        return Some(WROTE.to_owned());
    }
    if lexicon.has(last, Role::Agent) {
        return Some(before.first().map(|verb| root_of(verb)).unwrap_or_default());
    }
    let name = folded(key);
    let is_person = [Name::Actor, Name::Approver, Name::Reviewer].iter().any(|names| names.has(&name));
    is_person.then(|| root_of(last))
}
