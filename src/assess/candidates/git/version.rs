//! Whether manifests have a version.

use crate::assess::candidates::git::ground::Ground;
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, ManifestVersion, NotKnown};
use crate::model::{project::FieldValue, release::Snapshot, version, version::VersionNumber};

/// What manifests tell at a snapshot.
#[derive(Default)]
struct Manifests {
    versions: Vec<ManifestVersion>,
    /// The first that a build computes: its path, and what stands there.
    computed: Option<(String, String)>,
}

/// What was expected of a manifest, and what it had before.
struct Expected<'a> {
    to: VersionNumber,
    /// As it is written.
    words: &'a str,
    from: Option<VersionNumber>,
    /// Whether the item names the version, and not only the release.
    is_named: bool,
}

/// Judges the versions of manifests by what they must be: the version that the item names, else that of the release's tag.
pub(super) fn judge(
    ground: &Ground<'_>,
    snapshot: usize,
    manifests: &[String],
    to: Option<&str>,
    from: Option<&str>,
) -> FactOutcome {
    let own = ground.snapshot(snapshot).and_then(Snapshot::version);
    let is_candidate = ground.snapshot(snapshot).is_some_and(|release| release.is_candidate());
    let words = match (to, own) {
        (Some(to), _) => version::of_tag(to).map_or(to, |tag| tag.version),
        (None, Some(own)) => own.version,
        (None, None) if is_candidate => return FactOutcome::Unknown(NotKnown::NotTagged),
        (None, None) => return FactOutcome::Unknown(NotKnown::NoVersionInTag),
    };
    let Some(wanted) = VersionNumber::parse(words) else {
        return FactOutcome::Unknown(NotKnown::NoVersionInTag);
    };
    let since = ground.ancestry.previous(snapshot);
    let before =
        since.and_then(|since| ground.snapshot(since)).and_then(Snapshot::version).map(|tag| tag.version);
    let named_before = from;
    let from = from.or(before).and_then(VersionNumber::parse).filter(|from| *from != wanted);
    let expected = Expected { to: wanted, words, from, is_named: to.is_some() };
    let paths = match paths(ground, snapshot, manifests) {
        Ok(paths) => paths,
        Err(missing) => return FactOutcome::Unknown(missing),
    };
    let stated = manifests_at(ground, snapshot, &paths);
    let outcome = if manifests.is_empty() {
        of_all(ground, snapshot, &expected, stated)
    } else {
        of_named(ground, snapshot, &expected, stated, &paths)
    };
    match (&outcome, named_before) {
        (FactOutcome::Holds(_), Some(named)) if !had(ground, since, &paths, named) => {
            FactOutcome::Unknown(NotKnown::OtherBefore(named.to_owned()))
        }
        _ => outcome,
    }
}

/// Whether some of the manifests had a version in the release before, or that release was of it.
fn had(ground: &Ground<'_>, since: Option<usize>, paths: &[String], named: &str) -> bool {
    let Some(since) = since else { return false };
    let words = version::of_tag(named).map_or(named, |tag| tag.version);
    let of_release = ground.snapshot(since).and_then(Snapshot::version).map(|tag| tag.version.to_owned());
    let stated = manifests_at(ground, since, paths).versions.into_iter().map(|manifest| manifest.version);
    stated.chain(of_release).any(|version| version::same(&version, words))
}

/// The manifests that are asked: those that are named, else all of the tree; for a component's release those in its folder.
fn paths(ground: &Ground<'_>, snapshot: usize, named: &[String]) -> Result<Vec<String>, NotKnown> {
    let history = &ground.dossier.history;
    let stands = |path: &&str| history.project.get(*path).is_some_and(|track| track.at(snapshot).is_some());
    let all = history.project.keys().map(|path| &**path).filter(stands).collect::<Vec<_>>();
    let mut found = Vec::new();
    for name in named {
        let name = name.trim_start_matches("./");
        let ending = format!("/{name}");
        let under = all.iter().filter(|path| path.ends_with(&ending)).collect::<Vec<_>>();
        match (all.contains(&name), under.as_slice()) {
            (true, _) => found.push(name.to_owned()),
            (false, [only]) => found.push((**only).to_owned()),
            _ => return Err(NotKnown::NotInTree(name.to_owned())),
        }
    }
    if named.is_empty() {
        let component = ground.snapshot(snapshot).and_then(Snapshot::version).and_then(|tag| tag.component);
        let is_own = |path: &str| component.is_none_or(|own| is_in(path, own));
        found.extend(all.into_iter().filter(|path| is_own(path)).map(str::to_owned));
    }
    Ok(found)
}

/// Whether a path lies in the folder of a component: `web`, `@team/web`.
fn is_in(path: &str, component: &str) -> bool {
    let name = component.rsplit('/').next().unwrap_or(component);
    path.rsplit_once('/').is_some_and(|(folder, _)| folder.split('/').any(|part| part == name))
}

fn manifests_at(ground: &Ground<'_>, snapshot: usize, paths: &[String]) -> Manifests {
    let mut stated = Manifests::default();
    for path in paths {
        let Some(file) = ground.dossier.project_at(path, snapshot) else { continue };
        for field in &file.versions {
            let (version, at, line) = match &field.value {
                FieldValue::Literal(version) => (version.clone(), path.clone(), field.line),
                FieldValue::Computed(words) => {
                    stated.computed.get_or_insert((path.clone(), words.clone()));
                    continue;
                }
                FieldValue::Inherited => match inherited(ground, snapshot, path) {
                    Some(found) => found,
                    None => continue,
                },
            };
            let known = |manifest: &ManifestVersion| manifest.path == at && manifest.line == line;
            if !stated.versions.iter().any(known) {
                stated.versions.push(ManifestVersion { path: at, field: field.name, version, line });
            }
        }
    }
    stated
}

/// The version that a workspace hands on to a package, and where: the nearest manifest above.
fn inherited(ground: &Ground<'_>, snapshot: usize, path: &str) -> Option<(String, String, u32)> {
    let (folder, name) = path.rsplit_once('/')?;
    let above =
        folder.rmatch_indices('/').map(|(at, _)| format!("{}/{name}", folder.get(..at).unwrap_or_default()));
    above.chain([name.to_owned()]).find_map(|above| {
        let fields = &ground.dossier.project_at(&above, snapshot)?.versions;
        let shared = fields.iter().find(|field| field.name == "workspace.package.version")?;
        match &shared.value {
            FieldValue::Literal(version) => Some((version.clone(), above.clone(), shared.line)),
            _ => None,
        }
    })
}

/// How a manifest's version stands to the expected one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ManifestState {
    Equal,
    /// It has the version from before, or an early one of the expected.
    Left,
    /// It stands for no version.
    Placeholder,
    Other,
}

fn state_of(manifest: &ManifestVersion, expected: &Expected<'_>) -> ManifestState {
    match VersionNumber::parse(&manifest.version) {
        Some(number) if number == expected.to => ManifestState::Equal,
        Some(number) if Some(&number) == expected.from.as_ref() || number.is_before(&expected.to) => {
            ManifestState::Left
        }
        Some(number) if number.is_placeholder() => ManifestState::Placeholder,
        _ => ManifestState::Other,
    }
}

/// The item names its manifests: each must have the version.
fn of_named(
    ground: &Ground<'_>,
    snapshot: usize,
    expected: &Expected<'_>,
    stated: Manifests,
    paths: &[String],
) -> FactOutcome {
    let silent = paths.iter().find(|path| !speaks(ground, snapshot, path));
    if stated.versions.is_empty() || (silent.is_some() && stated.computed.is_none()) {
        return of_texts(ground, snapshot, expected, stated, silent);
    }
    // Of several fields of one file, such as a chart's own and its application's, one may go by numbers of its own.
    let has = |path: &str| {
        stated
            .versions
            .iter()
            .any(|manifest| manifest.path == path && state_of(manifest, expected) == ManifestState::Equal)
    };
    let (equal, rest): (Vec<_>, Vec<_>) = stated
        .versions
        .iter()
        .cloned()
        .partition(|manifest| state_of(manifest, expected) == ManifestState::Equal);
    let wrong = rest
        .iter()
        .filter(|manifest| !has(&manifest.path) || state_of(manifest, expected) == ManifestState::Left);
    let wrong = wrong.cloned().collect::<Vec<_>>();
    match (wrong.first(), &stated.computed) {
        (None, None) => FactOutcome::Holds(FactSeen::Versions { manifests: equal, others: rest }),
        (None, Some((path, words))) => FactOutcome::Unknown(NotKnown::Computed(path.clone(), words.clone())),
        (Some(_), _)
            if expected.is_named
                || wrong.iter().any(|manifest| state_of(manifest, expected) == ManifestState::Left) =>
        {
            contradicted(expected, wrong)
        }
        (Some(_), _) => by_own_numbers(ground, snapshot, expected, wrong, true),
    }
}

fn speaks(ground: &Ground<'_>, snapshot: usize, path: &str) -> bool {
    ground.dossier.project_at(path, snapshot).is_some_and(|file| !file.versions.is_empty())
}

/// A named file that is no manifest may hold the version somewhere in its text.
fn of_texts(
    ground: &Ground<'_>,
    snapshot: usize,
    expected: &Expected<'_>,
    stated: Manifests,
    silent: Option<&String>,
) -> FactOutcome {
    if let Some((path, words)) = stated.computed {
        return FactOutcome::Unknown(NotKnown::Computed(path, words));
    }
    let file = silent.and_then(|path| Some((path, ground.dossier.project_at(path, snapshot)?)));
    let Some((path, file)) = file.filter(|_| stated.versions.is_empty() && expected.is_named) else {
        return FactOutcome::Unknown(NotKnown::NoManifest);
    };
    let found = file.texts.iter().find(|(text, line)| line.is_some() && version::same(text, expected.words));
    let Some((text, line)) = found else { return FactOutcome::Unknown(NotKnown::NoManifest) };
    let version = ManifestVersion {
        path: path.clone(),
        field: "",
        version: text.to_string(),
        line: line.unwrap_or_default(),
    };
    FactOutcome::Holds(FactSeen::Versions { manifests: vec![version], others: Vec::new() })
}

/// Every manifest of the tree: one that was left behind contradicts; those that always had versions of their own do not.
fn of_all(ground: &Ground<'_>, snapshot: usize, expected: &Expected<'_>, stated: Manifests) -> FactOutcome {
    let is =
        |wanted: ManifestState| move |manifest: &&ManifestVersion| state_of(manifest, expected) == wanted;
    let left = stated.versions.iter().filter(is(ManifestState::Left)).cloned().collect::<Vec<_>>();
    if !left.is_empty() {
        return contradicted(expected, left);
    }
    let (equal, others): (Vec<_>, Vec<_>) = stated
        .versions
        .iter()
        .cloned()
        .partition(|manifest| state_of(manifest, expected) == ManifestState::Equal);
    if !equal.is_empty() {
        return FactOutcome::Holds(FactSeen::Versions { manifests: equal, others });
    }
    if let Some((path, words)) = stated.computed {
        return FactOutcome::Unknown(NotKnown::Computed(path, words));
    }
    let stated = others.iter().filter(is(ManifestState::Other)).cloned().collect::<Vec<_>>();
    let depth = |manifest: &ManifestVersion| manifest.path.matches('/').count();
    let roots = stated.iter().filter(|manifest| depth(manifest) == 0).cloned().collect::<Vec<_>>();
    match (roots.is_empty(), others.is_empty()) {
        (_, true) => FactOutcome::Unknown(NotKnown::NoManifest),
        (true, false) => FactOutcome::Unknown(NotKnown::OtherVersions(others)),
        (false, false) if expected.is_named => contradicted(expected, roots),
        (false, false) => by_own_numbers(ground, snapshot, expected, roots, false),
    }
}

fn contradicted(expected: &Expected<'_>, manifests: Vec<ManifestVersion>) -> FactOutcome {
    FactOutcome::Fails(Contradiction::Versions { expected: expected.words.to_owned(), manifests })
}

/// The item names no version, and the manifests do not have that of the tag: where they never had, they were raised if they differ from
/// the previous release.
fn by_own_numbers(
    ground: &Ground<'_>,
    snapshot: usize,
    expected: &Expected<'_>,
    manifests: Vec<ManifestVersion>,
    is_named: bool,
) -> FactOutcome {
    let Some(first) = manifests.first().cloned() else { return FactOutcome::Unknown(NotKnown::NoManifest) };
    let Some(since) = ground.ancestry.previous(snapshot) else {
        let alike = VersionNumber::parse(&first.version)
            .is_some_and(|own| own.is_calendar() == expected.to.is_calendar() && !own.is_placeholder());
        return if is_named && alike {
            contradicted(expected, manifests)
        } else {
            FactOutcome::Unknown(NotKnown::OtherVersions(manifests))
        };
    };
    let before = manifests_at(ground, since, std::slice::from_ref(&first.path));
    let before = before.versions.into_iter().find(|manifest| manifest.field == first.field);
    let follows_tags = before.as_ref().is_some_and(|before| {
        let tag = ground.snapshot(since).and_then(Snapshot::version);
        tag.is_some_and(|tag| version::same(tag.version, &before.version))
    });
    match before {
        Some(_) if follows_tags => contradicted(expected, manifests),
        Some(before) if !version::same(&before.version, &first.version) => {
            FactOutcome::Holds(FactSeen::Raised { manifests, from: before.version, since })
        }
        Some(_) if is_named => FactOutcome::Fails(Contradiction::NotRaised { manifest: first, since }),
        _ => FactOutcome::Unknown(NotKnown::OtherVersions(manifests)),
    }
}
