//! Approvers: who configuration says must have approved, and what evidence tells of them.

use crate::assess::result::judgement::{JudgedCriterion, Observation, Outcome};
use crate::lexicon::words::Name;
use crate::model::record::{Conclusion, Role};
use crate::model::{commit::Person, criterion::Criterion, dossier::Dossier, evidence::Evidence};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Somebody who must have approved.
#[derive(Clone, Debug)]
pub struct Approver {
    /// As configuration names them.
    by: String,
    /// Whom the history knows by that name.
    people: Vec<Arc<Person>>,
}

impl Approver {
    /// Everybody whom a list of names or addresses means.
    pub fn all(names: &[String], dossier: &Dossier) -> Vec<Self> {
        if names.is_empty() {
            return Vec::new();
        }
        let commits = dossier.history.commits.iter();
        let known = commits.flat_map(|commit| [&commit.author, &commit.committer]).collect::<BTreeSet<_>>();
        let called =
            |by: &String| known.iter().filter(|person| person.is_called(by)).map(|p| Arc::clone(p)).collect();
        names.iter().map(|by| Self { by: by.trim().to_owned(), people: called(by) }).collect()
    }

    /// The name to show: an address is never shown whole.
    pub fn name(&self) -> String {
        match (self.people.first(), self.by.split_once('@')) {
            (Some(person), Some(_)) => person.name.clone(),
            (None, Some((local, _))) if !local.is_empty() => format!("{local}@…"),
            _ => self.by.clone(),
        }
    }

    fn is(&self, text: &str) -> bool {
        // `Ada (product)`
        let name = text.split('(').next().unwrap_or(text).trim();
        name.to_lowercase() == self.by.to_lowercase()
            || self.people.iter().any(|person| person.is_called(text))
    }

    /// Whether they approved, by what evidence (indices with their versions, the first that tells deciding) says of its approvers and
    /// reviewers. A refusal counts more than an approval; who recorded or ticked something has not approved it.
    pub fn judge(&self, evidence: &[(usize, &Evidence)]) -> JudgedCriterion {
        let stances = evidence.iter().filter_map(|(n, version)| Some((self.stance(version)?, *n, version)));
        let found = stances.min_by_key(|(approved, ..)| *approved);
        let outcome = match found {
            Some((true, ..)) => Outcome::Holds,
            Some((false, ..)) => Outcome::Fails,
            None => Outcome::Unknown,
        };
        let observed = found.map(|(_, n, version)| Observation::file(n, version.time()));
        JudgedCriterion { criterion: Criterion::Approved { by: self.name() }, outcome, observed }
    }

    /// What one file says of them: approved, refused, or nothing that counts.
    fn stance(&self, version: &Evidence) -> Option<bool> {
        let is_named = |people: &[(Role, String)]| {
            people.iter().any(|(role, name)| matches!(role, Role::Approver | Role::Reviewer) && self.is(name))
        };
        let records = version.facts.records.iter().filter(|record| is_named(&record.people));
        let concluded = records.filter_map(|record| match record.conclusion {
            None | Some(Conclusion::Succeeded) => Some(true),
            Some(Conclusion::Failed) => Some(false),
            Some(Conclusion::Pending | Conclusion::Skipped) => None,
        });
        let concluded = concluded.collect::<Vec<_>>();
        match concluded.iter().min() {
            Some(approved) => Some(*approved),
            None => in_front(version).any(|name| self.is(name)).then_some(true),
        }
    }
}

/// Whom the front matter of a document names as its approvers and reviewers.
pub fn in_front(version: &Evidence) -> impl Iterator<Item = &str> {
    let values = version.facts.front.iter().flat_map(|front| Name::ApprovalKey.values(&front.fields));
    values.flat_map(|names| names.split([',', ';', '\n'])).map(str::trim).filter(|name| !name.is_empty())
}
