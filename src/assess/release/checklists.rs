//! Checklists that stand beside the one that speaks for a release, or would have spoken for it, and why they do not.

use crate::assess::history::speakers::templates_at;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::assess::verdict::case::Case;
use crate::model::problem::{Place, Problem, Severity};
use crate::model::{checklist::Mark, history::LookAlike};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be said of them.
pub fn silent(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Problem> {
    let mut problems = of_same_tree(case, release);
    problems.extend(message(case, release));
    problems.extend(renamed(case, release));
    if release.in_force.is_none() {
        problems.extend(absent(case, release.snapshot));
    }
    problems
}

/// The line of the configuration by which a file speaks.
fn instead(path: &str) -> String {
    format!("; to let this one speak, write `templates = [{path:?}]` under `[checklist]` in golive.toml")
}

/// What is to be said of the repository as a whole: that no release has a checklist, and which files look like one and do not speak.
pub fn of_history(case: &Case<'_>) -> Vec<Problem> {
    let history = &case.dossier.history;
    let speaks = |snapshot: usize| case.in_force.get(snapshot).is_some_and(Option::is_some);
    let candidate = history.candidate();
    let mut problems = Vec::new();
    if !(0..candidate).any(speaks) && (candidate > 0 || !speaks(candidate)) {
        problems.push(nowhere(candidate, speaks(candidate), history.look_alikes.is_empty()));
    }
    problems.extend(passed_over(case));
    problems.extend(look_alikes(&history.look_alikes));
    problems
}

fn nowhere(releases: usize, is_ahead: bool, nothing_alike: bool) -> Problem {
    let what = match (releases, is_ahead) {
        (0, _) => "there is no checklist, so nothing is judged",
        (_, true) => {
            "no release has a checklist, so none is judged; the candidate has one, by which the next release will be"
        }
        (_, false) => "no release has a checklist, so none is judged",
    };
    let how = match (is_ahead, nothing_alike) {
        (true, _) => "",
        (false, true) => {
            "; commit one (RELEASE_CHECKLIST.md, say), or write where it lies as `templates = [\"…\"]` under `[checklist]` in golive.toml"
        }
        (false, false) => "; these files look like one",
    };
    Problem::of_repository(Severity::Warning, "no-checklist", format!("{what}{how}"))
}

/// Checklists that stand in the newest tree, or did last, and speak for no release, where others do.
fn passed_over(case: &Case<'_>) -> Vec<Problem> {
    let speakers = case.in_force.iter().flatten().flat_map(ChecklistInForce::origins);
    let speakers = speakers.map(|origin| origin.place().clone()).collect::<BTreeSet<_>>();
    let dossier = case.dossier;
    let head = dossier.history.candidate();
    let Some(speaker) =
        case.in_force.get(head).and_then(Option::as_ref).map(|in_force| in_force.origin.place())
    else {
        return Vec::new();
    };
    let beside = templates_at(dossier, case.templates, head).map(|in_force| in_force.origin.place().clone());
    let beside = beside.filter(|path| !speakers.contains(path));
    let problems = beside.map(|path| {
        let message = format!(
            "this looks like a checklist too and speaks for no release, as {speaker} comes first{}",
            instead(&path)
        );
        Problem::note(Place::file(path), "checklist-passed-over", message)
    });
    problems.collect()
}

/// Files that look like checklists: a line of configuration for each, and one for the copies of each folder.
fn look_alikes(all: &[LookAlike]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut folders: BTreeMap<&str, (&LookAlike, usize)> = BTreeMap::new();
    for look_alike in all {
        if look_alike.is_copy {
            let folder = look_alike.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder).or_insert((look_alike, 0)).1 += 1;
        } else {
            let message =
                format!("this looks like a checklist and speaks for no release{}", instead(&look_alike.path));
            problems.push(Problem::warning(
                Place::file(look_alike.path.clone()),
                "checklist-not-listed",
                message,
            ));
        }
    }
    for (folder, (first, files)) in folders {
        let more = if files > 1 { format!(" ({files} of its folder do)") } else { String::new() };
        let glob = if folder.is_empty() { "*.md".to_owned() } else { format!("{folder}/*") };
        let message = format!(
            "this looks like a checklist filled in for one release{more} and speaks for none; to let it speak, write `snapshots = [{glob:?}]` under `[checklist]` in golive.toml"
        );
        problems.push(Problem::warning(Place::file(first.path.clone()), "copy-not-listed", message));
    }
    problems
}

/// Templates in the same tree: emptied ones, and those that come later in the configuration.
fn of_same_tree(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Problem> {
    let dossier = case.dossier;
    let speaker = release.in_force.as_ref().map(|in_force| in_force.origin.place());
    let with_items = templates_at(dossier, case.templates, release.snapshot);
    let with_items = with_items.map(|in_force| in_force.origin.place().clone()).collect::<Vec<_>>();
    let present = case.templates.iter().filter(|path| dossier.at(path, release.snapshot).is_some());
    let mut problems = Vec::new();
    for path in present {
        let place = Place::file(path.clone());
        if !with_items.iter().any(|other| **other == **path) {
            let message = "this checklist has no items at this release, so it says nothing";
            problems.push(Problem::warning(place, "checklist-empty", message));
        } else if let Some(speaker) = speaker
            && **speaker != **path
            && with_items.contains(speaker)
        {
            let message = format!(
                "this is a checklist too; {speaker} speaks for the release, as it comes first{}",
                instead(path)
            );
            problems.push(Problem::note(place, "checklist-second", message));
        }
    }
    problems
}

/// A template that speaks under a name that the configuration does not list.
fn renamed(case: &Case<'_>, release: &ReleaseAssessment) -> Option<Problem> {
    let path = release.in_force.as_ref()?.origin.file()?;
    let history = &case.dossier.history;
    let listed = case.templates.iter().any(|template| **template == *path) || history.copies.contains(path);
    let message =
        "this is a checklist of checklist.templates under another name, followed through the history";
    (!listed).then(|| Problem::note(Place::file(path), "checklist-renamed", message))
}

/// The task list in the message of the tag, where a file speaks.
fn message(case: &Case<'_>, release: &ReleaseAssessment) -> Option<Problem> {
    let ChecklistPlace::File { path, .. } = &release.in_force.as_ref()?.origin else { return None };
    let list = case.dossier.messages.get(&release.snapshot)?;
    let tag = case.dossier.history.snapshots.get(release.snapshot)?.tag_ref();
    let (_, first) = list.items().next()?;
    let ticked = list.items().filter(|(_, item)| item.mark == Mark::Ticked).count();
    let message = format!(
        "the message of the tag has a task list too (ticked: {ticked} of {}); {path} speaks for the release, as a file goes before the message",
        list.items().count()
    );
    Some(Problem::note(Place::line(tag, first.line), "tag-message-beside", message))
}

/// The nearest release for which a template did speak, where none does for this one.
fn absent(case: &Case<'_>, snapshot: usize) -> Option<Problem> {
    let history = &case.dossier.history;
    let name = |at: usize| history.snapshots.get(at).map(|snapshot| snapshot.name.as_str());
    let tracks = || case.templates.iter().filter_map(|path| history.tracks.get_key_value(path));
    let gone = tracks().filter_map(|(path, track)| {
        let ended = track.spans.partition_point(|span| span.snapshots.end <= snapshot);
        let last = track.spans.get(ended.checked_sub(1)?)?.snapshots.end.checked_sub(1)?;
        Some((last, path))
    });
    if let Some((last, path)) = gone.max_by_key(|(last, _)| *last) {
        let message =
            format!("this checklist stood until {} and was removed before this release", name(last)?);
        return Some(Problem::warning(Place::file(path.clone()), "checklist-removed", message));
    }
    let coming = tracks().filter_map(|(path, track)| Some((track.spans.first()?.snapshots.start, path)));
    let (first, path) = coming.min_by_key(|(first, _)| *first)?;
    let message = format!(
        "this checklist came after the release (it stands since {}); a release is judged by what stood at its tag",
        name(first)?
    );
    Some(Problem::note(Place::file(path.clone()), "checklist-later", message))
}
