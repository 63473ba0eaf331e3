//! Whether a changelog has the entry of a version.

use crate::assess::candidates::git::ground::Ground;
use crate::assess::candidates::git::version::wanted as wanted_version;
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, NotKnown};
use crate::model::project::{ChangelogHeading, ProjectFile};
use crate::model::{version, version::VersionNumber};

/// Judges a changelog as it stands at a snapshot.
pub(super) fn judge(
    ground: &Ground<'_>,
    snapshot: usize,
    path: Option<&str>,
    wanted: Option<&str>,
    dated: bool,
) -> FactOutcome {
    let wanted = match wanted_version(ground, snapshot, wanted) {
        Ok(wanted) => version::of_tag(wanted).map_or(wanted, |tag| tag.version),
        Err(unknown) => return FactOutcome::Unknown(unknown),
    };
    let files = changelogs(ground, snapshot, path);
    let mut found =
        files.iter().filter_map(|(path, file)| Some((path, entry(file, wanted)?))).collect::<Vec<_>>();
    // Of several entries one that tells its day comes first.
    found.sort_by_key(|(_, heading)| heading.date.is_none());
    if let Some((path, heading)) = found.first() {
        let (path, line, date) = ((*path).to_string(), heading.line, heading.date.clone());
        return match dated && date.is_none() {
            true => FactOutcome::Fails(Contradiction::NoDate { path, line }),
            false => FactOutcome::Holds(FactSeen::Changelog { path, line, version: wanted.to_owned(), date }),
        };
    }
    // A file without the heading of any version may write them otherwise.
    let speaks = |file: &ProjectFile| file.headings.iter().any(|heading| !versions(heading).is_empty());
    let speaking = files.iter().filter(|(_, file)| file.whole && speaks(file));
    match speaking.min_by_key(|(path, _)| (path.matches('/').count(), *path)) {
        Some((path, _)) => FactOutcome::Fails(Contradiction::NoEntry {
            path: (*path).to_owned(),
            version: wanted.to_owned(),
        }),
        None => FactOutcome::Unknown(NotKnown::NoChangelog),
    }
}

/// The changelogs that stand at a snapshot, or the one that is named.
fn changelogs<'a>(
    ground: &Ground<'a>,
    snapshot: usize,
    path: Option<&str>,
) -> Vec<(&'a str, &'a ProjectFile)> {
    let dossier = ground.dossier;
    let named = path.map(|path| path.trim_start_matches("./"));
    let known = dossier.history.project.keys().filter(|known| match named {
        Some(named) => &***known == named,
        None => dossier.history.changelogs.contains(*known),
    });
    known.filter_map(|known| Some((&**known, dossier.project_at(known, snapshot)?))).collect()
}

fn entry<'a>(file: &'a ProjectFile, wanted: &str) -> Option<&'a ChangelogHeading> {
    let wanted = VersionNumber::parse(wanted)?;
    let names = |heading: &&ChangelogHeading| versions(heading).contains(&wanted);
    file.headings.iter().find(names)
}

/// The versions that a heading names; a date is none, unless it is the version itself.
fn versions(heading: &ChangelogHeading) -> Vec<VersionNumber> {
    let words = heading.words.iter().filter(|word| word.contains('.') || word.starts_with(['v', 'V']));
    words.filter_map(|word| VersionNumber::parse(version::of_tag(word)?.version)).collect()
}
