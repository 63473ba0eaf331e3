//! What would prove an item, and the command that shows what was judged.

use super::criterion::demand;
use super::record;
use crate::assess::assessment::{
    FiredBy, Firing, ItemJudgement, Origin, Reason, ReleaseAssessment, Standing, TriggerJudgement,
};
use crate::model::{criterion::Criterion, dossier::Dossier, id::Oid};
use crate::render::format::{duration, list};

/// Git's name for the tree without files: a comparison with it lists a whole tree and takes glob pathspecs, as `ls-tree` does not.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// What would prove an item that is not proven; `None` where it is.
#[must_use]
pub fn would_prove(
    d: &Dossier,
    r: &ReleaseAssessment,
    _item: &ItemJudgement,
    s: &Standing,
) -> Option<String> {
    if s.verdict.is_proven() {
        return None;
    }
    let demands: Vec<String> = s.criteria.iter().map(|judged| demand(&judged.criterion)).collect();
    let of = |at: usize| demands.get(at).cloned().unwrap_or_default();
    let path = |at: usize| {
        d.evidence.get(at).map_or_else(|| "its evidence".to_owned(), |version| version.path.to_string())
    };
    let vantage = d.history.snapshots.get(r.snapshot);
    let moment =
        if vantage.is_some_and(|snapshot| !snapshot.is_candidate()) { "the tag" } else { "the release" };
    Some(match &s.reason {
        Reason::NothingNamed if !demands.is_empty() => {
            format!("Evidence that shows {}", demands.join("; "))
        }
        Reason::NothingNamed => "A file made by doing it (a log, a report, a record, a dated entry), \
            named in the item, and a tick"
            .to_owned(),
        Reason::Missing { reference } => format!("{reference}, committed before {moment}"),
        Reason::NotAfterTag { reference } => {
            format!("{reference}, committed after the tag and before the next release")
        }
        Reason::OnlyProcedure { reference } => {
            format!("A log, report, record or dated entry made by following {reference}, named in the item")
        }
        Reason::OnlyExternal { url } => format!("What {url} shows, kept as a file in the repository"),
        Reason::Empty { evidence } => format!("{} with content", path(*evidence)),
        Reason::Unreadable { evidence } => format!("A whole and readable {}", path(*evidence)),
        Reason::Contradicted { evidence } => {
            format!("A run like {} that succeeded, committed before {moment}", path(*evidence))
        }
        Reason::Unmeasured { criterion } => {
            let shape = s.criteria.get(*criterion).and_then(|judged| record::shape(&judged.criterion));
            let shape = shape.map(|shape| format!(" ({shape})")).unwrap_or_default();
            format!("Evidence that shows {}{shape}", of(*criterion))
        }
        Reason::Outside { .. } => fresh(s, moment),
        Reason::Broken { criterion } => match s.criteria.get(*criterion).map(|judged| &judged.criterion) {
            Some(Criterion::Unexpired { path, .. }) => {
                format!("A version of {path} that has not expired, committed before {moment}")
            }
            _ => format!("A later run or version before {moment} that shows {}", of(*criterion)),
        },
        Reason::WaivedWithoutReason => "A reason beside the mark, as in `waived: why`".to_owned(),
        Reason::NotTicked | Reason::NestedHold { .. } => "A tick in the box".to_owned(),
        Reason::NestedUnproven { .. } => "Proof of the items below it".to_owned(),
        Reason::AllHold | Reason::Resolves | Reason::Waived { .. } => "Nothing more".to_owned(),
    })
}

/// Evidence that lies in the window and shows everything else that is demanded.
fn fresh(s: &Standing, moment: &str) -> String {
    let (mut window, mut shows) = (String::new(), Vec::new());
    for judged in &s.criteria {
        match &judged.criterion {
            Criterion::Within { seconds } => {
                window = format!(" from within {} before {moment}", duration(*seconds));
            }
            Criterion::After { seconds } => {
                window = format!(" from {} or more after the tag", duration(*seconds))
            }
            other => shows.push(demand(other)),
        }
    }
    let shows = if shows.is_empty() { String::new() } else { format!(" that shows {}", list(&shows)) };
    format!("Evidence{window}{shows}")
}

/// The git command that shows what was judged: `git show <commit>:<path>`, quoted for a POSIX shell, on one line.
/// For a missing path it lists the tree; where nothing was found it shows the item's own line.
#[must_use]
pub fn reproduce(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Standing) -> String {
    let commit = d.history.snapshots.get(r.snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
    if let Reason::Missing { reference } = &s.reason {
        return missing(commit, reference);
    }
    let mut judged: Vec<usize> = deciding(s).into_iter().chain(s.evidence.iter().copied()).collect();
    let mut seen = Vec::new();
    judged.retain(|at| {
        !seen.contains(at) && {
            seen.push(*at);
            seen.len() <= 3
        }
    });
    let shown: Vec<String> = judged.iter().filter_map(|at| show(d, r, *at)).collect();
    if shown.is_empty() { line(d, r, item, commit) } else { shown.join("; ") }
}

/// The git commands that show the checks which fired a trigger, at most three of them; the checklist's own line where it did not fire.
#[must_use]
pub fn reproduce_trigger(d: &Dossier, r: &ReleaseAssessment, judged: &TriggerJudgement) -> String {
    let commit = d.history.snapshots.get(r.snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
    let by = if let Firing::Fired { by, .. } = &judged.firing { by.as_slice() } else { &[] };
    let mut shown: Vec<String> = Vec::new();
    for teller in by.iter().filter_map(|one| teller(d, r, *one)) {
        shown.extend(show(d, r, teller).filter(|command| !shown.contains(command)));
    }
    shown.truncate(3);
    if !shown.is_empty() {
        return shown.join("; ");
    }
    let origin = r.spoken_by.as_ref().map(|spoken| spoken.origin_of_trigger(&judged.text, judged.line));
    checklist_line(d, r, origin, judged.line, commit)
}

/// The evidence that tells what fired a trigger.
fn teller(d: &Dossier, r: &ReleaseAssessment, by: FiredBy) -> Option<usize> {
    match by {
        FiredBy::Measurement(at) => d.measured.get(at)?.tellers.first().copied(),
        FiredBy::Incident(at) => Some(r.incidents.get(at)?.evidence),
    }
}

/// The git command that shows that a tree holds no checklist.
#[must_use]
pub fn reproduce_no_checklist(d: &Dossier, r: &ReleaseAssessment) -> String {
    let commit = d.history.snapshots.get(r.snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
    format!("git ls-tree -r --name-only {commit}")
}

/// The evidence that a reason or a criterion names, the deciding one first.
fn deciding(s: &Standing) -> Vec<usize> {
    let of = |at: &usize| s.criteria.get(*at)?.observed.as_ref().map(|observed| observed.evidence);
    match &s.reason {
        Reason::Empty { evidence } | Reason::Unreadable { evidence } | Reason::Contradicted { evidence } => {
            vec![*evidence]
        }
        Reason::Unmeasured { criterion } | Reason::Outside { criterion } | Reason::Broken { criterion } => {
            of(criterion).into_iter().collect()
        }
        _ => s.criteria.iter().filter_map(|judged| Some(judged.observed.as_ref()?.evidence)).collect(),
    }
}

/// The release's own commit where the version stands in its tree, else the commit that recorded it.
pub(super) fn show(d: &Dossier, r: &ReleaseAssessment, at: usize) -> Option<String> {
    let version = d.evidence.get(at)?;
    let commit = if d.stands(at, r.snapshot) {
        d.history.snapshots.get(r.snapshot)?.commit
    } else {
        d.history.commits.get(version.recorded_by)?.id
    };
    if version.path.contains(char::is_control) {
        return Some(format!("git cat-file -p {}", version.blob));
    }
    Some(format!("git show {}", shell(&format!("{commit}:{}", version.path))))
}

fn missing(commit: Oid, reference: &str) -> String {
    let reference: String = reference.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
    let is_glob = reference.contains(['*', '?', '[', '{']);
    if !is_glob && reference.contains('/') {
        return format!("git ls-tree -r --name-only {commit} -- {}", shell(&reference));
    }
    let anywhere = if reference.contains('/') { "" } else { "**/" };
    let pathspec = shell(&format!(":(glob){anywhere}{reference}"));
    format!("git diff-tree -r --name-only {EMPTY_TREE} {commit} -- {pathspec}")
}

fn line(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, commit: Oid) -> String {
    let sections = r.spoken_by.as_ref().map(|spoken| &spoken.checklist.sections);
    let section = sections.and_then(|all| all.get(item.section));
    let line = section.and_then(|section| section.items.get(item.index)).map_or(1, |item| item.line);
    let origin = r.spoken_by.as_ref().map(|spoken| spoken.origin_of(item.section));
    checklist_line(d, r, origin, line, commit)
}

fn checklist_line(
    d: &Dossier,
    r: &ReleaseAssessment,
    origin: Option<&Origin>,
    line: u32,
    commit: Oid,
) -> String {
    let source = match origin {
        None => return format!("git show --stat {commit}"),
        Some(Origin::File { path, evidence }) => show(d, r, *evidence)
            .unwrap_or_else(|| format!("git show {}", shell(&format!("{commit}:{path}")))),
        Some(Origin::TagMessage { tag }) => {
            let name = tag.strip_prefix("refs/tags/").unwrap_or(tag);
            format!("git tag -l --format='%(contents)' {}", shell(name))
        }
    };
    format!("{source} | sed -n {}p", line.max(1))
}

/// A word quoted for a POSIX shell, where it needs it.
#[must_use]
pub fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./:@%+=,-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
