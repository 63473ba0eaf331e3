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

/// What is expected of manifests at a snapshot, and what they had before.
struct Expected<'a> {
    ground: &'a Ground<'a>,
    snapshot: usize,
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
    let words = match wanted(ground, snapshot, to) {
        Ok(words) => words,
        Err(unknown) => return FactOutcome::Unknown(unknown),
    };
    let Some(wanted) = VersionNumber::parse(words) else {
        return FactOutcome::Unknown(NotKnown::NoVersionInTag);
    };
    let since = ground.ancestry.previous(snapshot);
    let before = since.and_then(|since| ground.snapshot(since)?.version()).map(|tag| tag.version);
    let number = from.or(before).and_then(VersionNumber::parse).filter(|from| *from != wanted);
    let expected = Expected { ground, snapshot, to: wanted, words, from: number, is_named: to.is_some() };
    let paths = match paths(ground, snapshot, manifests) {
        Ok(paths) => paths,
        Err(missing) => return FactOutcome::Unknown(missing),
    };
    let stated = manifests_at(ground, snapshot, &paths);
    let outcome =
        if manifests.is_empty() { expected.of_all(stated) } else { expected.of_named(stated, &paths) };
    match (&outcome, from) {
        (FactOutcome::Holds(_), Some(named)) if !had(ground, since, &paths, named) => {
            FactOutcome::Unknown(NotKnown::OtherBefore(named.to_owned()))
        }
        _ => outcome,
    }
}

/// The version that is asked for: the one that the item names, else that of the release's tag.
pub(super) fn wanted<'a>(
    ground: &Ground<'a>,
    snapshot: usize,
    named: Option<&'a str>,
) -> Result<&'a str, NotKnown> {
    let own = ground.snapshot(snapshot);
    match (named, own.and_then(Snapshot::version)) {
        (Some(named), _) => Ok(version::of_tag(named).map_or(named, |tag| tag.version)),
        (None, Some(own)) => Ok(own.version),
        (None, None) if own.is_some_and(Snapshot::is_candidate) => Err(NotKnown::NotTagged),
        (None, None) => Err(NotKnown::NoVersionInTag),
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

impl Expected<'_> {
    fn state_of(&self, manifest: &ManifestVersion) -> ManifestState {
        match VersionNumber::parse(&manifest.version) {
            Some(number) if number == self.to => ManifestState::Equal,
            Some(number) if Some(&number) == self.from.as_ref() || number.is_before(&self.to) => {
                ManifestState::Left
            }
            Some(number) if number.is_placeholder() => ManifestState::Placeholder,
            _ => ManifestState::Other,
        }
    }

    /// Those that have the expected version, and the others.
    fn parted(&self, all: &[ManifestVersion]) -> (Vec<ManifestVersion>, Vec<ManifestVersion>) {
        all.iter().cloned().partition(|manifest| self.state_of(manifest) == ManifestState::Equal)
    }

    /// The item names its manifests: each must have the version.
    fn of_named(&self, stated: Manifests, paths: &[String]) -> FactOutcome {
        let speaks = |path: &str| {
            self.ground.dossier.project_at(path, self.snapshot).is_some_and(|file| !file.versions.is_empty())
        };
        let silent = paths.iter().find(|path| !speaks(path));
        if stated.versions.is_empty() || (silent.is_some() && stated.computed.is_none()) {
            return self.of_texts(stated, silent);
        }
        let (equal, rest) = self.parted(&stated.versions);
        // Of several fields of one file, such as a chart's own and its application's, one may go by numbers of its own.
        let has = |path: &str| equal.iter().any(|manifest| manifest.path == path);
        let is_left = |manifest: &ManifestVersion| self.state_of(manifest) == ManifestState::Left;
        let wrong = rest.iter().filter(|manifest| !has(&manifest.path) || is_left(manifest));
        let wrong = wrong.cloned().collect::<Vec<_>>();
        match (wrong.is_empty(), stated.computed) {
            (true, None) => FactOutcome::Holds(FactSeen::Versions { manifests: equal, others: rest }),
            (true, Some((path, words))) => FactOutcome::Unknown(NotKnown::Computed(path, words)),
            (false, _) if self.is_named || wrong.iter().any(is_left) => self.contradicted(wrong),
            (false, _) => self.by_own_numbers(wrong, true),
        }
    }

    /// A named file that is no manifest may hold the version somewhere in its text.
    fn of_texts(&self, stated: Manifests, silent: Option<&String>) -> FactOutcome {
        if let Some((path, words)) = stated.computed {
            return FactOutcome::Unknown(NotKnown::Computed(path, words));
        }
        let path = silent.filter(|_| stated.versions.is_empty() && self.is_named);
        let found = path.and_then(|path| {
            let texts = &self.ground.dossier.project_at(path, self.snapshot)?.texts;
            let (text, line) =
                texts.iter().find(|(text, line)| line.is_some() && version::same(text, self.words))?;
            let (version, line) = (text.to_string(), line.unwrap_or_default());
            Some(ManifestVersion { path: path.clone(), field: "", version, line })
        });
        found.map_or(FactOutcome::Unknown(NotKnown::NoManifest), |version| {
            FactOutcome::Holds(FactSeen::Versions { manifests: vec![version], others: Vec::new() })
        })
    }

    /// Every manifest of the tree: one that was left behind contradicts; those that always had versions of their own do not.
    fn of_all(&self, stated: Manifests) -> FactOutcome {
        let those = |wanted: ManifestState| {
            let own = stated.versions.iter().filter(move |manifest| self.state_of(manifest) == wanted);
            own.cloned().collect::<Vec<_>>()
        };
        let left = those(ManifestState::Left);
        if !left.is_empty() {
            return self.contradicted(left);
        }
        let (equal, others) = self.parted(&stated.versions);
        if !equal.is_empty() {
            return FactOutcome::Holds(FactSeen::Versions { manifests: equal, others });
        }
        let mut roots = those(ManifestState::Other);
        roots.retain(|manifest| !manifest.path.contains('/'));
        if let Some((path, words)) = stated.computed {
            return FactOutcome::Unknown(NotKnown::Computed(path, words));
        }
        match (roots.is_empty(), others.is_empty()) {
            (_, true) => FactOutcome::Unknown(NotKnown::NoManifest),
            (true, false) => FactOutcome::Unknown(NotKnown::OtherVersions(others)),
            (false, false) if self.is_named => self.contradicted(roots),
            (false, false) => self.by_own_numbers(roots, false),
        }
    }

    fn contradicted(&self, manifests: Vec<ManifestVersion>) -> FactOutcome {
        FactOutcome::Fails(Contradiction::Versions { expected: self.words.to_owned(), manifests })
    }

    /// The item names no version, and the manifests do not have that of the tag: where they never had, they were raised if they differ from
    /// the previous release.
    fn by_own_numbers(&self, manifests: Vec<ManifestVersion>, is_named: bool) -> FactOutcome {
        let Some(first) = manifests.first().cloned() else {
            return FactOutcome::Unknown(NotKnown::NoManifest);
        };
        let Some(since) = self.ground.ancestry.previous(self.snapshot) else {
            let is_alike =
                |own: VersionNumber| own.is_calendar() == self.to.is_calendar() && !own.is_placeholder();
            return match VersionNumber::parse(&first.version).is_some_and(is_alike) && is_named {
                true => self.contradicted(manifests),
                false => FactOutcome::Unknown(NotKnown::OtherVersions(manifests)),
            };
        };
        let before = manifests_at(self.ground, since, std::slice::from_ref(&first.path));
        let before = before.versions.into_iter().find(|manifest| manifest.field == first.field);
        let tag = self.ground.snapshot(since).and_then(Snapshot::version);
        let follows_tags =
            before.as_ref().zip(tag).is_some_and(|(before, tag)| version::same(tag.version, &before.version));
        match before {
            Some(_) if follows_tags => self.contradicted(manifests),
            Some(before) if !version::same(&before.version, &first.version) => {
                FactOutcome::Holds(FactSeen::Raised { manifests, from: before.version, since })
            }
            Some(_) if is_named => FactOutcome::Fails(Contradiction::NotRaised { manifest: first, since }),
            _ => FactOutcome::Unknown(NotKnown::OtherVersions(manifests)),
        }
    }
}
