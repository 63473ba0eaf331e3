//! Reads every version of every tracked file, in parallel; each blob's bytes are dropped as soon as they are facts.

use super::assemble::{Version, versions};
use crate::config::{Sources, path_glob};
use crate::model::checklist::Reference;
use crate::model::evidence::{Bytes, Facts, Kind, State};
use crate::model::history::History;
use crate::model::problem::{Place, Problem};
use crate::progress::Progress;
use crate::read::{Source, changelog, parse_checklist, read_blob};
use globset::{GlobSet, GlobSetBuilder};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a checklist names as evidence, as globs: those paths are tracked wherever they lie.
#[must_use]
pub fn names(path: &str, bytes: &[u8]) -> Vec<String> {
    let (checklist, _) = parse_checklist(path, bytes);
    let mut globs = Vec::new();
    for reference in checklist.items().flat_map(|(_, item)| &item.references) {
        match reference {
            Reference::Path(path) => {
                let path = path.trim_end_matches('/');
                globs.extend([globset::escape(path), format!("{}/**", globset::escape(path))]);
            }
            Reference::Glob(glob) => globs.push(glob.clone()),
            Reference::Url(_) => {}
        }
    }
    globs
}

/// The templates and the filled copies of the configuration.
fn checklists(sources: &Sources) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    let templates = sources.templates.iter().map(|path| globset::escape(path));
    for glob in templates.chain(sources.snapshots.iter().cloned()) {
        // A wrong glob has stopped the build in `discover`.
        if let Ok(glob) = path_glob(&glob) {
            set.add(glob);
        }
    }
    set.build().unwrap_or_default()
}

/// Facts of all versions; the checklists of the configuration are checklists, whatever they look like. What cannot be had is a fact too: unreadable, with the reason as its problem.
#[must_use]
pub fn gather(
    history: &History,
    sources: &Sources,
    bytes: &dyn Bytes,
    progress: &dyn Progress,
) -> BTreeMap<Version, Facts> {
    let templates = checklists(sources);
    let versions = versions(history);
    progress.begin("reading evidence", versions.len());
    let changelogs = history.changelogs.iter().collect::<BTreeSet<_>>();
    let facts = versions.into_par_iter().map(|(path, blob)| {
        let facts = match bytes.bytes(blob) {
            Ok(bytes) => {
                let mut facts = read_blob(&path, &bytes);
                if facts.checklist.is_none() && templates.is_match(&*path) {
                    facts.checklist = Some(Arc::new(parse_checklist(&path, &bytes).0));
                    facts.kind = Kind::Checklist;
                }
                if changelogs.contains(&(path.clone(), blob)) {
                    facts.headings = changelog::headings(&path, Source::new(&path, &bytes).text());
                }
                facts
            }
            Err(reason) => Facts {
                problems: vec![Problem::error(Place::file(path.clone()), "unreadable-object", reason)],
                ..Facts::of(Kind::File, State::Unreadable, 0)
            },
        };
        progress.step();
        ((path, blob), facts)
    });
    let facts = facts.collect();
    progress.end();
    facts
}
