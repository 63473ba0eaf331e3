//! Reads every version of every tracked file that a later one does not hold whole, in parallel; each blob's bytes are dropped as soon as they are facts.

use crate::config::{Sources, nearest, path_glob};
use crate::discover::request::Looks;
use crate::discover::{Lists, Named};
use crate::guard::guarded;
use crate::model::checklist::Reference;
use crate::model::evidence::{Bytes, Facts, Kind, State, Unavailable};
use crate::model::history::{BrokenLink, History, LinkFault};
use crate::model::problem::{Place, Problem, Severity};
use crate::model::project::ProjectFile;
use crate::progress::Progress;
use crate::read::checklist::{finder, mention};
use crate::read::dossier::assemble::{Gathered, Version, versions};
use crate::read::dossier::{copies, outgrown};
use crate::read::files::pointer;
use crate::read::latency::custom::Custom;
use crate::read::manifest::project;
use crate::read::text::wording;
use crate::read::value::source::{LOST, Reader, Source};
use crate::read::{manifest, parse_checklist, parse_listed_checklist, read_blob_by};
use globset::GlobSet;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How `discover` understands checklists.
pub const LISTS: Lists<'static> =
    Lists { names: &guarded_names, likeness: &likeness, places: &finder::ByName, looks: &guarded_looks };

/// A file over which golive breaks off names nothing; reading it tells of the fault.
fn guarded_names(path: &str, bytes: &[u8]) -> Named {
    guarded(|| names(path, bytes)).unwrap_or_default()
}

fn guarded_looks(path: &str, bytes: &[u8]) -> Option<Looks> {
    guarded(|| finder::looks(path, bytes)).ok().flatten()
}

/// Longer lists are compared by their very words alone.
const COMPARED: usize = 500;

/// The share of the items of the larger one of two checklists that stand in the other, as they are or reworded, whatever their boxes.
pub fn likeness(a: &[u8], b: &[u8]) -> f64 {
    let items = |bytes: &[u8]| {
        let (checklist, _) = parse_checklist("", bytes);
        checklist.items().map(|(_, item)| wording::tokens(&item.text)).collect::<BTreeSet<_>>()
    };
    let (a, b) = (items(a), items(b));
    let same = a.intersection(&b).count();
    let mut left = b.difference(&a).collect::<Vec<_>>();
    let fresh = a.difference(&b).take(if left.len() > COMPARED { 0 } else { COMPARED });
    let reworded = fresh.filter(|item| {
        let alike = |other: &&BTreeSet<String>| wording::likeness(item, other) >= wording::SIMILAR;
        left.iter().position(alike).map(|at| left.remove(at)).is_some()
    });
    let reworded = reworded.count();
    #[expect(clippy::cast_precision_loss, reason = "counts of items")]
    let share = (same + reworded) as f64 / a.len().max(b.len()).max(1) as f64;
    share
}

/// An item that names more files, or quotes more texts, is a list of them and asks nothing of each.
const MOST_NAMED: usize = 24;

/// What a checklist names as evidence, as globs: those paths are tracked wherever they lie. And what its items quote beside a path, so
/// that it can be told whether the file contains it.
pub fn names(path: &str, bytes: &[u8]) -> Named {
    // The message of a tag has no path.
    let (checklist, _) = match path {
        "" => copies::of_message(&String::from_utf8_lossy(bytes)),
        _ => parse_listed_checklist(path, bytes),
    };
    let mut named = Named::default();
    let steps = checklist.steps().flat_map(|(_, step)| mention::references(&step.text, ""));
    let steps = steps
        .filter(|one| matches!(one, Reference::Path(path) if path.ends_with(".md") || path.ends_with('/')));
    for reference in checklist.items().flat_map(|(_, item)| item.references.iter().cloned()).chain(steps) {
        match &reference {
            Reference::Path(path) => {
                let path = path.trim_end_matches('/');
                named.globs.extend([globset::escape(path), format!("{}/**", globset::escape(path))]);
            }
            Reference::Glob(glob) => drop(named.globs.insert(glob.clone())),
            Reference::Url(_) => {}
        }
    }
    for (_, item) in checklist.items() {
        let paths = item.references.iter().filter_map(|one| match one {
            Reference::Path(path) => Some(path.as_str()),
            _ => None,
        });
        // A file without an ending is only known to be one where the tree has it: `Dockerfile`, `.nvmrc`.
        let names = mention::quoted(&item.text).filter(|text| mention::may_be_path(text));
        let paths = paths.chain(names).take(MOST_NAMED).collect::<BTreeSet<_>>();
        for path in &paths {
            named.texts.insert(((*path).to_owned(), None));
            let texts = mention::quoted(&item.text).filter(|text| text != path);
            named
                .texts
                .extend(texts.take(MOST_NAMED).map(|text| ((*path).to_owned(), Some(text.to_owned()))));
        }
    }
    named
}

/// Gives checks the label that the configuration has for their address, whatever their evidence calls them.
fn relabel(facts: &mut Facts, labels: &[(Arc<str>, &GlobSet)]) {
    let checks = facts.measurements.iter_mut().filter(|one| one.metric.is_of_checks());
    for one in checks {
        if let Some((label, _)) = labels.iter().find(|(_, targets)| targets.is_match(&*one.target)) {
            Arc::make_mut(one).label = label.clone();
        }
    }
}

/// Warns of every `[[reader]]` that no file is read by: what it names must be evidence, too.
pub fn idle_readers(history: &History, sources: &Sources) -> Vec<Problem> {
    let idle = sources.readers.iter().filter(|reader| {
        let own = Custom::new(reader);
        !history.tracks.keys().any(|path| own.takes(path))
    });
    let told = idle.map(|reader| {
        let message = format!(
            "no file is read as `{}`: nothing that its `paths` match ({}) is evidence; add them to `paths` of `[evidence]`, or commit such a file",
            reader.kind,
            reader.paths.join(", ")
        );
        Problem::of_repository(Severity::Warning, "idle-reader", message)
    });
    told.collect()
}

/// Warns of every template of the configuration that is no file of the head nor of any release.
pub fn idle_templates(history: &History, sources: &Sources) -> Vec<Problem> {
    let is_there = |glob: &str| {
        let glob = path_glob(glob).map(|glob| glob.compile_matcher());
        glob.is_ok_and(|glob| history.tracks.keys().any(|path| glob.is_match(&**path)))
    };
    // golive's own list names places that a repository may have.
    let idle = sources.templates.iter().filter(|glob| !sources.finds && !is_there(glob));
    let alike = history.look_alikes.iter().map(|one| &*one.path).collect::<Vec<_>>();
    let told = idle.map(|glob| {
        let near = nearest(glob, &alike).map(|near| format!("; did you mean `{near}`?"));
        let message = format!(
            "`{glob}` of `templates` in [checklist] is no file of the head nor of any release{}",
            near.unwrap_or_default()
        );
        Problem::of_repository(Severity::Warning, "idle-template", message)
    });
    told.collect()
}

/// What was read of all versions. The templates of the configuration are checklists, whatever they look like, and so is whatever has items where
/// filled copies lie. What cannot be had is a fact too: unreadable, with the reason as its problem.
pub fn gather(history: &History, sources: &Sources, bytes: &dyn Bytes, progress: &dyn Progress) -> Gathered {
    Gathered { evidence: evidence(history, sources, bytes, progress), project: project_files(history, bytes) }
}

/// What the files of the project tell: manifests, changelogs, and those that items name. Each version is read once.
fn project_files(history: &History, bytes: &dyn Bytes) -> BTreeMap<Version, ProjectFile> {
    let wanted = history.project.iter().filter(|(path, _)| {
        manifest::is_manifest(path)
            || history.changelogs.contains(*path)
            || history.quoted.contains_key(*path)
    });
    let versions = wanted.flat_map(|(path, track)| track.spans.iter().map(|span| (path.clone(), span.blob)));
    let versions = versions.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    let files = versions.into_par_iter().filter_map(|(path, blob)| {
        // What cannot be had is unknown: a fact about it says so.
        let bytes = bytes.bytes(blob).ok()?;
        let is_changelog = history.changelogs.contains(&path);
        let read = || project::read(&path, &bytes, history.quoted.get(&path), is_changelog);
        Some(((path.clone(), blob), guarded(read).ok()?))
    });
    files.collect()
}

fn code(reason: &Unavailable) -> &'static str {
    match reason {
        Unavailable::Lost(_) => LOST,
        Unavailable::TooLarge(..) => "blob-cap",
    }
}

/// A link that leads to no file of its tree is none itself.
fn broken_link(path: &str, fault: &LinkFault, bytes: &[u8]) -> Facts {
    let pointer = pointer::problem(&Source::new(path, bytes));
    let LinkFault { target, why } = fault;
    let message =
        format!("this is a symbolic link to {target}, {why}, so it proves nothing; commit the file itself");
    let problem = pointer.unwrap_or_else(|| Problem::warning(Place::file(path), "link", message));
    Facts { problems: vec![problem], ..Facts::of(Kind::File, State::Unreadable, 0) }
}

/// What is read of a file; a reader that panics makes it unreadable, and ends no build.
pub fn guarded_facts(path: &str, read: impl FnOnce() -> Facts) -> Facts {
    guarded(read).unwrap_or_else(|panic| {
        let message = format!(
            "golive broke off reading this file, which is a fault of golive ({panic}); please report it"
        );
        Facts {
            problems: vec![Problem::error(Place::file(path), "reader-broke", message)],
            ..Facts::of(Kind::File, State::Unreadable, 0)
        }
    })
}

/// What a file tells, by the team's own readers before golive's, with the checklist that it may be.
fn read(
    path: &Arc<str>,
    bytes: &[u8],
    history: &History,
    own: &[&dyn Reader],
    labels: &[(Arc<str>, &GlobSet)],
) -> Facts {
    let mut facts = read_blob_by(own, path, bytes);
    relabel(&mut facts, labels);
    let is_template = history.templates.contains(path);
    if facts.checklist.is_none() && (is_template || history.copies.contains(path)) {
        let parse = if is_template { parse_listed_checklist } else { parse_checklist };
        let (checklist, problems) = parse(path, bytes);
        if is_template || checklist.items().next().is_some() {
            facts.checklist = Some(Arc::new(checklist));
            facts.kind = Kind::Checklist;
            facts.problems.extend(problems);
            facts.problems.sort();
            facts.problems.dedup();
        }
    }
    facts
}

fn evidence(
    history: &History,
    sources: &Sources,
    bytes: &dyn Bytes,
    progress: &dyn Progress,
) -> BTreeMap<Version, Facts> {
    let own: Vec<Custom<'_>> = sources.readers.iter().map(Custom::new).collect();
    let own: Vec<&dyn Reader> = own.iter().map(|reader| reader as &dyn Reader).collect();
    let labels: Vec<(Arc<str>, &GlobSet)> =
        sources.labels.iter().map(|label| (label.name.as_str().into(), &label.targets)).collect();
    let outgrown = outgrown::versions(history, bytes);
    let mut versions = versions(history);
    versions.retain(|version| !outgrown.contains(version));
    progress.begin("reading evidence", versions.len());
    let facts = versions.into_par_iter().map(|(path, blob)| {
        let link = BrokenLink { path: path.clone(), blob };
        let facts = match (history.broken_links.get(&link), bytes.bytes(blob)) {
            (Some(why), bytes) => broken_link(&path, why, &bytes.unwrap_or_default()),
            (None, Ok(bytes)) => guarded_facts(&path, || read(&path, &bytes, history, &own, &labels)),
            (None, Err(reason)) => Facts {
                problems: vec![Problem::error(Place::file(path.clone()), code(&reason), reason.to_string())],
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
