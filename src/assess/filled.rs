//! Filled copies of the checklist: which release each one speaks for.

use super::pairing::{entries, pair};
use super::ticks::{self, Tickbox};
use crate::config::path_glob;
use crate::model::checklist::{Checklist, Item, Mark};
use crate::model::dossier::Dossier;
use crate::model::time::day;
use crate::read::time;
use globset::GlobSetBuilder;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A filled copy.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its path.
    pub path: Arc<str>,
    /// Its newest version: index into the dossier's evidence.
    pub evidence: usize,
    /// Its boxes as they are today.
    pub boxes: BTreeMap<String, Tickbox>,
    /// Its newest text.
    pub checklist: Arc<Checklist>,
}

impl Filled {
    /// Boxes that are ticked or waived here and empty in the checklist that spoke at the tag.
    #[must_use]
    pub fn later(&self, spoken: &Checklist) -> BTreeMap<String, Tickbox> {
        let pairs = pair(&entries(&self.checklist), &entries(spoken));
        let copy: Vec<&Item> = self.checklist.items().map(|(_, item)| item).collect();
        let own = |at: Option<usize>| self.boxes.get(&copy.get(at?)?.id);
        let open =
            spoken.items().map(|(_, item)| item).zip(pairs).filter(|(item, _)| item.mark == Mark::Open);
        let now = open.filter_map(|(item, at)| Some((item.id.clone(), own(at)?.clone())));
        now.filter(|(_, tickbox)| tickbox.mark != Mark::Open).collect()
    }
}

/// For each snapshot its filled copy. Of several the first by path speaks.
#[must_use]
pub fn filled(dossier: &Dossier, globs: &[String]) -> Vec<Option<Filled>> {
    let history = &dossier.history;
    let mut found = vec![None; history.snapshots.len()];
    let mut set = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|glob| path_glob(glob).ok()) {
        set.add(glob);
    }
    let Ok(set) = set.build() else { return found };
    for (path, track) in history.tracks.iter().filter(|(path, _)| set.is_match(&***path)) {
        let newest = track.changes.iter().rev().find_map(|change| change.blob);
        let newest = newest.and_then(|blob| dossier.versions.get(&(path.clone(), blob)).copied());
        let Some((evidence, version)) = newest.and_then(|n| Some((n, dossier.evidence.get(n)?))) else {
            continue;
        };
        let Some(checklist) = version.facts.checklist.clone() else { continue };
        let Some(slot) = owner(dossier, path, &checklist).and_then(|n| found.get_mut(n)) else { continue };
        if slot.is_none() {
            let boxes = ticks::follow(dossier, path).pop().map(|ticks| ticks.at_tag).unwrap_or_default();
            *slot = Some(Filled { path: path.clone(), evidence, boxes, checklist });
        }
    }
    found
}

/// The release of a copy: by `release:` or `tag:` in its front matter, by a tag in its file name or title, by the day in its file name
/// where only one release has that day.
fn owner(dossier: &Dossier, path: &str, checklist: &Checklist) -> Option<usize> {
    let releases =
        || dossier.history.snapshots.iter().enumerate().filter(|(_, release)| !release.is_candidate());
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(said) = &checklist.front.release {
        let said = said.trim();
        return releases()
            .find(|(_, one)| one.name == said || one.name.strip_prefix('v') == Some(said))
            .map(|(n, _)| n);
    }
    let title = checklist.title.as_deref().unwrap_or_default();
    // The longest name wins: `v1.2.3-rc1` is no `v1.2.3`.
    let named =
        releases().filter(|(_, one)| contains_name(name, &one.name) || contains_name(title, &one.name));
    if let Some((n, _)) = named.max_by_key(|(n, one)| (one.name.len(), *n)) {
        return Some(n);
    }
    let said = day(time::in_name(name)?.at);
    let mut same = releases().filter(|(_, one)| day(one.time) == said);
    let (n, _) = same.next()?;
    same.next().is_none().then_some(n)
}

/// Whether a text names a tag (with or without its `v`), and not a longer one.
fn contains_name(text: &str, tag: &str) -> bool {
    [tag, tag.strip_prefix('v').unwrap_or(tag)].iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let part = |c: char| c.is_alphanumeric();
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(|c| part(c) && c != 'v') && !after.is_some_and(part)
        })
    })
}
