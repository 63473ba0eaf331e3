//! Checklists that stand beside the one that speaks for a release, or would have spoken for it, and why they do not.

use super::assessment::{Origin, ReleaseAssessment};
use super::release::Case;
use super::spoken::templates_at;
use crate::model::checklist::Mark;
use crate::model::problem::{Place, Problem};

/// What is to be said of them.
#[must_use]
pub fn silent(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Problem> {
    let mut said = beside(case, release);
    said.extend(message(case, release));
    said.extend(renamed(case, release));
    if release.spoken_by.is_none() {
        said.extend(absent(case, release.snapshot));
    }
    said
}

/// Templates in the same tree: emptied ones, and those that come later in the configuration.
fn beside(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Problem> {
    let dossier = case.dossier;
    let speaker = release.spoken_by.as_ref().map(|spoken| spoken.origin.place());
    let with_items = templates_at(dossier, case.templates, release.snapshot);
    let with_items = with_items.map(|spoken| spoken.origin.place().clone()).collect::<Vec<_>>();
    let standing = case.templates.iter().filter(|path| dossier.at(path, release.snapshot).is_some());
    let mut said = Vec::new();
    for path in standing {
        let place = Place::file(path.as_str());
        if !with_items.iter().any(|other| **other == **path) {
            let message = "this checklist has no items at this release, so it says nothing";
            said.push(Problem::warning(place, "checklist-empty", message));
        } else if let Some(speaker) = speaker
            && **speaker != **path
            && with_items.contains(speaker)
        {
            let message = format!(
                "this is a checklist too; {speaker} speaks for the release, as it comes first in checklist.templates"
            );
            said.push(Problem::note(place, "checklist-second", message));
        }
    }
    said
}

/// A template that speaks under a name that the configuration does not list.
fn renamed(case: &Case<'_>, release: &ReleaseAssessment) -> Option<Problem> {
    let path = release.spoken_by.as_ref()?.origin.file()?;
    let history = &case.dossier.history;
    let listed = case.templates.iter().any(|template| template == path) || history.copies.contains(path);
    let message =
        "this is a checklist of checklist.templates under another name, followed through the history";
    (!listed).then(|| Problem::note(Place::file(path), "checklist-renamed", message))
}

/// The task list in the message of the tag, where a file speaks.
fn message(case: &Case<'_>, release: &ReleaseAssessment) -> Option<Problem> {
    let Origin::File { path, .. } = &release.spoken_by.as_ref()?.origin else { return None };
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
    let tracks = || case.templates.iter().filter_map(|path| history.tracks.get_key_value(path.as_str()));
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
