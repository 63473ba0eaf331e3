//! What a measurement belongs to over time: its address; where none is told, the name of what tells it.

use crate::model::dossier::Measured;
use crate::model::evidence::Evidence;
use crate::read::text::time;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A file without its dates and numbers: its name, and its folders from the nearest on.
type Place = (String, Vec<String>);

/// The names of the files that tell checks without an address, by their index into the evidence.
#[derive(Debug, Default)]
pub struct Series {
    names: HashMap<usize, Arc<str>>,
}

impl Series {
    /// Names each file by its name alone; files of one name in several folders with so much of these as tells them apart. Folders whose
    /// files tell the same check hold copies, and are one.
    pub fn of(measured: &[Measured], evidence: &[Evidence]) -> Self {
        let unnamed = || measured.iter().filter(|one| one.measurement.target.is_empty());
        let tellers: BTreeSet<usize> = unnamed().flat_map(|one| &one.tellers).copied().collect();
        let mut places: BTreeMap<Place, usize> = BTreeMap::new();
        let file = |n: usize| {
            let place = place(&evidence.get(n)?.path);
            let (stem, next) = (place.0.clone(), places.len());
            Some((n, (stem, *places.entry(place).or_insert(next))))
        };
        let files: BTreeMap<usize, (String, usize)> = tellers.into_iter().filter_map(file).collect();
        let mut same: Vec<usize> = (0..places.len()).collect();
        for one in unnamed().filter(|one| one.tellers.len() > 1) {
            let mut first: BTreeMap<&str, usize> = BTreeMap::new();
            for (stem, id) in one.tellers.iter().filter_map(|n| files.get(n)) {
                let (a, b) = (root(&mut same, *first.entry(stem).or_insert(*id)), root(&mut same, *id));
                if let Some(slot) = same.get_mut(a.max(b)) {
                    *slot = a.min(b);
                }
            }
        }
        let names = named(&places, &mut same);
        let name = |(file, (_, id)): (usize, (String, usize))| {
            Some((file, names.get(&root(&mut same, id))?.clone()))
        };
        Self { names: files.into_iter().filter_map(name).collect() }
    }

    /// The address of a measurement, else the name of the file (an index into the evidence) that tells it.
    pub fn name(&self, one: &Measured) -> Arc<str> {
        let target = &one.measurement.target;
        let told = one.tellers.first().and_then(|n| self.names.get(n)).filter(|_| target.is_empty());
        told.unwrap_or(target).clone()
    }
}

/// The least place that is the same as this one, found once and kept.
fn root(same: &mut [usize], id: usize) -> usize {
    let mut root = id;
    while let Some(next) = same.get(root).copied().filter(|next| *next != root) {
        root = next;
    }
    if let Some(slot) = same.get_mut(id) {
        *slot = root;
    }
    root
}

/// The name of each group of places, by its root.
fn named(places: &BTreeMap<Place, usize>, same: &mut [usize]) -> HashMap<usize, Arc<str>> {
    // Of places that are the same the one with the shortest folders stands for all.
    let mut groups: BTreeMap<usize, &Place> = BTreeMap::new();
    for (place, id) in places {
        let stands = groups.entry(root(same, *id)).or_insert(place);
        if place.1.len() < stands.1.len() {
            *stands = place;
        }
    }
    let mut by_stem: BTreeMap<&str, Vec<(usize, &[String])>> = BTreeMap::new();
    for (root, (stem, folders)) in &groups {
        by_stem.entry(stem).or_default().push((*root, folders));
    }
    let mut names = HashMap::new();
    for (stem, groups) in by_stem {
        let deepest = groups.iter().map(|(_, folders)| folders.len()).max().unwrap_or_default();
        let cut = |folders: &[String], depth: usize| folders.iter().take(depth).cloned().collect::<Vec<_>>();
        let is_enough = |depth: &usize| {
            let all: BTreeSet<_> = groups.iter().map(|(_, folders)| cut(folders, *depth)).collect();
            all.len() == groups.len()
        };
        let depth = (0..=deepest).find(is_enough).unwrap_or(deepest);
        for (root, folders) in &groups {
            let folders = cut(folders, depth).into_iter().rev().map(|folder| format!("{folder}/"));
            names.insert(*root, format!("{}{stem}", folders.collect::<String>()).into());
        }
    }
    names
}

/// A file's name without its ending, its dates and its numbers, so that the files of many runs tell one series:
/// `production-smoke-20260102T0304Z.log` is `production-smoke`. Where nothing is left, the same of its folder.
pub fn stem(path: &str) -> String {
    place(path).0
}

/// Its folders are those above what names it. A folder with a digit in its name is one of a run, a version or a commit, and names nothing.
fn place(path: &str) -> Place {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let whole = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut named = without_numbers(whole);
    while named.is_empty() {
        let Some(folder) = parts.next() else { break };
        named = without_numbers(folder);
    }
    if named.is_empty() {
        named = whole.to_owned();
    }
    let folders = parts.filter(|folder| !folder.bytes().any(|byte| byte.is_ascii_digit()));
    (named, folders.map(str::to_owned).collect())
}

fn without_numbers(name: &str) -> String {
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return name.to_owned();
    }
    let (before, after) = match time::in_name(name) {
        Some(moment) => (
            name.get(..moment.range.start).unwrap_or_default(),
            name.get(moment.range.end..).unwrap_or_default(),
        ),
        None => (name, ""),
    };
    let words = before.split(['-', '_', '.']).chain(after.split(['-', '_', '.']));
    let words = words.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    words.collect::<Vec<_>>().join("-")
}
