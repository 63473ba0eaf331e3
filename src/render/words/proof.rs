//! What would prove an item, and the command that shows what was judged.

use super::criterion::demand;
use super::item::left;
use super::record;
use crate::assess::result::judgement::{ItemJudgement, Judgement, Outcome};
use crate::assess::result::reason::Reason;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::ChecklistPlace;
use crate::assess::result::trigger::{FiredBy, Firing, TriggerJudgement};
use crate::model::{checklist::Phase, criterion::Criterion, dossier::Dossier, id::Oid, time::rfc3339};
use crate::render::format::{duration, list};
use crate::render::language::say;

/// Git's name for the tree without files: a comparison with it lists a whole tree and takes glob pathspecs, as `ls-tree` does not.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// A command names at most so many alternatives.
const MOST: usize = 16;

/// What would prove an item that is not proven; `None` where it is.
pub fn would_prove(
    d: &Dossier,
    r: &ReleaseAssessment,
    item: &ItemJudgement,
    s: &Judgement,
) -> Option<String> {
    if s.verdict.is_proven() {
        return None;
    }
    let path = |at: usize| {
        d.evidence.get(at).map_or_else(|| say!("its evidence").to_owned(), |version| version.path.to_string())
    };
    let when = when(d, r, item.phase);
    let needs = |subject| needs(subject, s, item.phase, when);
    Some(match &s.reason {
        Reason::NothingNamed | Reason::NotYet if !s.criteria.is_empty() => needs(say!("Evidence")),
        Reason::NotYet => say!("What it names, committed {when}", when),
        Reason::NothingNamed => say!(
            "A file made by doing it (a log, a report, a record, a dated entry), named in the item, and a tick"
        )
        .to_owned(),
        Reason::Missing { reference } | Reason::NotAfterTag { reference } => {
            say!("{path}, committed {when}", path = reference, when)
        }
        Reason::OnlyProcedure { reference } => say!(
            "A log, report, record or dated entry made by following {path}, named in the item",
            path = reference
        ),
        Reason::OnlyExternal { url } => {
            say!("What {url} shows, kept as a file in the repository and named in the item", url)
        }
        Reason::Empty { evidence } => {
            say!("{path} with content, committed {when}", path = path(*evidence), when)
        }
        Reason::Unreadable { evidence } => say!("A whole and readable {path}", path = path(*evidence)),
        Reason::Contradicted { evidence } => {
            say!("A run like {path} that succeeded, committed {when}", path = path(*evidence), when)
        }
        Reason::Unmeasured { criterion } => {
            let shape = s.criteria.get(*criterion).and_then(|judged| record::shape(&judged.criterion));
            needs(say!("Evidence")) + &shape.map(|shape| format!(" ({shape})")).unwrap_or_default()
        }
        Reason::Outside { .. } => needs(say!("Evidence")),
        Reason::Broken { criterion } => match s.criteria.get(*criterion).map(|judged| &judged.criterion) {
            Some(Criterion::Unexpired { path, .. }) => {
                say!("A version of {path} that has not expired, committed {when}", path, when)
            }
            _ => needs(say!("A later run or version")),
        },
        Reason::LeftOver | Reason::Half | Reason::NotRead => {
            say!("Evidence from {when} that tells {words}", when, words = left(item, s))
        }
        Reason::PinMisread => say!("A pin that can be read").to_owned(),
        Reason::WaivedWithoutReason => say!("A reason beside the mark, as in `waived: why`").to_owned(),
        Reason::NotTicked | Reason::NestedHold { .. } => say!("A tick in the box").to_owned(),
        Reason::NestedUnproven { .. } => say!("Proof of the items below it").to_owned(),
        Reason::AllHold | Reason::Resolves | Reason::Waived { .. } => say!("Nothing more").to_owned(),
    })
}

/// When evidence of an item must be made.
fn when(d: &Dossier, r: &ReleaseAssessment, phase: Phase) -> &'static str {
    let is_candidate = d.history.snapshots.get(r.snapshot).is_none_or(|snapshot| snapshot.is_candidate());
    match phase {
        Phase::Before if is_candidate => say!("before the release"),
        Phase::Before => say!("before the tag"),
        Phase::Execution | Phase::After if r.rollback.is_some() => {
            say!("after the tag and before the rollback")
        }
        _ => say!("after the tag and before the next release"),
    }
}

/// Something that lies in the window, or in its time, and shows everything that does not hold yet.
fn needs(what: &str, s: &Judgement, phase: Phase, when: &str) -> String {
    let (mut needed, mut shows) = (say!("{what} from {when}", what, when), Vec::new());
    for judged in &s.criteria {
        let holds = judged.outcome == Outcome::Holds;
        match &judged.criterion {
            Criterion::Within { seconds } => {
                let span = duration(*seconds);
                needed = match phase {
                    Phase::Before => say!("{what} from within {span} {when}", what, span, when),
                    _ => say!("{what} from within {span} after the tag", what, span),
                };
            }
            Criterion::After { seconds } => {
                needed = say!("{what} from {span} or more after the tag", what, span = duration(*seconds));
            }
            Criterion::Approved { by } if !holds => shows.push(say!("an approval by {by}", by)),
            other if !holds => shows.push(demand(other)),
            _ => {}
        }
    }
    if shows.is_empty() {
        return needed;
    }
    say!("{what} that shows {demands}", what = needed, demands = list(&shows))
}

/// The git command that shows what was judged: `git show <commit>:<path>`, quoted for a POSIX shell, on one line.
/// For a missing path it lists the tree; where nothing was found it shows the item's own line.
pub fn reproduce(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, s: &Judgement) -> String {
    let commit = d.history.snapshots.get(r.snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
    match &s.reason {
        Reason::Missing { reference } => return missing(commit, reference),
        Reason::NotAfterTag { reference } => {
            if let Some(command) = not_recorded(d, r, reference) {
                return command;
            }
        }
        _ => {}
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
    let origin = r.in_force.as_ref().map(|in_force| in_force.origin_of_trigger(&judged.text, judged.line));
    checklist_line(d, r, origin, judged.line, commit)
}

/// The evidence that tells what fired a trigger.
fn teller(d: &Dossier, r: &ReleaseAssessment, by: FiredBy) -> Option<usize> {
    match by {
        FiredBy::Measurement(at) => d.measured.get(at)?.tellers.first().copied(),
        FiredBy::Incident(at) => Some(r.incidents.get(at)?.id.evidence),
    }
}

/// The git command that shows a line of the checklist that looks like a box and is none.
pub fn reproduce_near_box(d: &Dossier, r: &ReleaseAssessment, place: &ChecklistPlace, line: u32) -> String {
    let commit = d.history.snapshots.get(r.snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
    checklist_line(d, r, Some(place), line, commit)
}

/// The git command that shows that a tree holds no checklist.
pub fn reproduce_no_checklist(d: &Dossier, r: &ReleaseAssessment) -> String {
    let commit = d.history.snapshots.get(r.snapshot).map(|snapshot| snapshot.commit).unwrap_or_default();
    format!("git ls-tree -r --name-only {commit}")
}

/// The evidence that a reason or a criterion names, the deciding one first.
fn deciding(s: &Judgement) -> Vec<usize> {
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
    let paths = pathspecs(reference);
    match paths.as_slice() {
        [one] if !one.starts_with(':') => format!("git ls-tree -r --name-only {commit} -- {}", shell(one)),
        _ => format!("git diff-tree -r --name-only {EMPTY_TREE} {commit} -- {}", shelled(&paths)),
    }
}

fn shelled(paths: &[String]) -> String {
    paths.iter().map(|path| shell(path)).collect::<Vec<_>>().join(" ")
}

/// What an item names as pathspecs of git: a path is a file or a folder, a bare name is looked for anywhere, braces are alternatives.
fn pathspecs(reference: &str) -> Vec<String> {
    let plain: String = reference.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
    let path = plain.trim_end_matches('/');
    if !path.contains(['*', '?', '[', '{']) {
        let itself = path.to_owned();
        return if path.contains('/') { vec![itself] } else { vec![itself, format!(":(glob)**/{path}")] };
    }
    let anywhere = if path.contains('/') { "" } else { "**/" };
    let mut found = vec![String::new()];
    let mut rest = path;
    while let Some((before, (inside, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let choices = inside.split(',').take(MOST);
        let both = choices.flat_map(|one| found.iter().map(move |begun| format!("{begun}{before}{one}")));
        found = both.take(MOST).collect();
        rest = after;
    }
    found.into_iter().map(|begun| format!(":(glob){anywhere}{begun}{rest}")).collect()
}

/// What the commits between a release and the next one did to what is named: nothing. `None` for the candidate.
fn not_recorded(d: &Dossier, r: &ReleaseAssessment, reference: &str) -> Option<String> {
    let own = d.history.snapshots.get(r.snapshot)?;
    let next = d.history.snapshots.get(r.next?)?;
    let paths = shelled(&pathspecs(reference));
    // What was recorded after a rollback shows nothing of the release that was taken back.
    let until = r.rollback.as_ref().map(|back| format!("--until={} ", rfc3339(back.at))).unwrap_or_default();
    Some(format!("git log --oneline {until}{}..{} -- {paths}", own.commit, next.commit))
}

fn line(d: &Dossier, r: &ReleaseAssessment, item: &ItemJudgement, commit: Oid) -> String {
    let sections = r.in_force.as_ref().map(|in_force| &in_force.checklist.sections);
    let section = sections.and_then(|all| all.get(item.section));
    let line = section.and_then(|section| section.items.get(item.index)).map_or(1, |item| item.line);
    let origin = r.in_force.as_ref().map(|in_force| in_force.origin_of(item.section));
    checklist_line(d, r, origin, line, commit)
}

fn checklist_line(
    d: &Dossier,
    r: &ReleaseAssessment,
    origin: Option<&ChecklistPlace>,
    line: u32,
    commit: Oid,
) -> String {
    let source = match origin {
        None => return format!("git show --stat {commit}"),
        Some(ChecklistPlace::File { path, evidence }) => show(d, r, *evidence)
            .unwrap_or_else(|| format!("git show {}", shell(&format!("{commit}:{path}")))),
        Some(ChecklistPlace::TagMessage { tag }) => {
            let name = tag.strip_prefix("refs/tags/").unwrap_or(tag);
            format!("git tag -l --format='%(contents)' {}", shell(name))
        }
    };
    format!("{source} | sed -n {}p", line.max(1))
}

/// A word quoted for a POSIX shell, where it needs it.
pub fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./:@%+=,-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
