//! What a clause asks of git itself: versions, the changelog, the tag, commits, files.

use crate::assess::reading::chunk::{Chunk, What};
use crate::assess::reading::clause::Clause;
use crate::assess::reading::listed::is_joint;
use crate::lexicon::file::{FactKind, Role as Phrase};
use crate::lexicon::{Meaning, stem};
use crate::model::fact::{GitFact, PathChange};
use crate::model::{checklist::Reference, criterion::Criterion, reading::Role, version::VersionNumber};
use crate::read::checklist::mention;
use crate::read::manifest;

/// Whether a path is that of a changelog, by its name.
fn is_changelog(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    ["changelog", "changes", "history", "news"].contains(&name.split('.').next().unwrap_or_default())
}

impl Clause<'_> {
    /// The git facts that the clause states; the chunks that say so get their roles.
    pub(super) fn facts(&mut self) -> Vec<Criterion> {
        let found = self.version().map(|fact| vec![fact]).or_else(|| self.changelog()).or_else(|| {
            let found =
                self.tag().or_else(|| self.commit()).or_else(|| self.merged()).or_else(|| self.contains());
            found.map(|fact| vec![fact]).or_else(|| self.paths())
        });
        found.into_iter().flatten().map(|fact| Criterion::Fact { fact, outcome: None }).collect()
    }

    fn facts_of(&self, meaning: fn(FactKind) -> Meaning, kind: FactKind) -> Vec<usize> {
        self.find(|chunk| !chunk.ticked && chunk.is(&meaning(kind)))
    }

    /// The chunks that name a fact, and those that say that it is so.
    fn named_fact(&self, kind: FactKind) -> (Vec<usize>, Vec<usize>) {
        (self.facts_of(Meaning::FactThing, kind), self.facts_of(Meaning::FactDeed, kind))
    }

    /// Versions, in order: `1.0.0`, `v1.1.0`.
    fn versions(&self) -> Vec<usize> {
        self.find(|chunk| is_version(&chunk.text))
    }

    fn text_of(&self, at: usize) -> String {
        self.chunks.get(at).map(|chunk| chunk.text.clone()).unwrap_or_default()
    }

    /// The paths that the item names.
    fn named(&self, is: impl Fn(&str) -> bool) -> Vec<String> {
        let paths = self
            .references
            .iter()
            .filter_map(|reference| if let Reference::Path(path) = reference { Some(path) } else { None });
        paths.filter(|path| is(path)).cloned().collect()
    }

    fn version(&mut self) -> Option<GitFact> {
        let ((things, deeds), versions) = (self.named_fact(FactKind::Version), self.versions());
        let manifests = self.named(manifest::is_manifest);
        let asks = !things.is_empty() && (!deeds.is_empty() || !versions.is_empty());
        if !asks && (manifests.is_empty() || versions.is_empty()) {
            return None;
        }
        let mut words = versions.iter().take(2).rev().map(|at| self.text_of(*at));
        let (to, from) = (words.next(), words.next());
        self.mark_all(things.into_iter().chain(deeds), Role::Demand);
        self.mark_all(versions.into_iter().take(2), Role::Bound);
        Some(GitFact::Version { manifests, to, from })
    }

    /// An entry for each version that is named, else for that of the release.
    fn changelog(&mut self) -> Option<Vec<GitFact>> {
        let ((mut things, deeds), versions) = (self.named_fact(FactKind::Changelog), self.versions());
        things.extend(self.find(|chunk| chunk.text.contains('.') && is_changelog(&chunk.text)));
        let path = self.named(is_changelog).into_iter().next();
        let says = !deeds.is_empty() || !versions.is_empty();
        if !says || things.is_empty() && path.is_none() {
            return None;
        }
        let more = self.find(|chunk| chunk.is(&Meaning::FactMore(FactKind::Changelog)));
        let dated = !more.is_empty();
        let mut named = versions.iter().map(|at| Some(self.text_of(*at))).collect::<Vec<_>>();
        if named.is_empty() {
            named.push(None);
        }
        self.mark_all(things.into_iter().chain(deeds).chain(more), Role::Demand);
        self.mark_all(versions, Role::Bound);
        let entry = |version| GitFact::Changelog { path: path.clone(), version, dated };
        Some(named.into_iter().map(entry).collect())
    }

    fn tag(&mut self) -> Option<GitFact> {
        let ((things, deeds), versions) = (self.named_fact(FactKind::Tag), self.versions());
        let first = *things.first()?;
        let more = self.find(|chunk| chunk.is(&Meaning::FactMore(FactKind::Tag)));
        if first > 0 && deeds.is_empty() && versions.is_empty() && more.is_empty() {
            return None;
        }
        let has =
            |word: &str| things.iter().chain(&more).any(|at| self.text_of(*at).to_lowercase().contains(word));
        let (annotated, signed) = (has("annot"), has("sign"));
        let name = versions.first().map(|at| self.text_of(*at));
        let release = self.find(|chunk| chunk.is(&Meaning::Field("release".into())));
        let at_branch = self.find(|chunk| chunk.has(Phrase::Branch)).first().copied();
        let branch = at_branch.map(|at| self.text_of(at).to_lowercase());
        let branch = branch.map(|text| text.split_whitespace().next().unwrap_or_default().to_owned());
        self.mark_all(things.into_iter().chain(deeds).chain(more).chain(release), Role::Demand);
        self.mark_all(versions.into_iter().take(1), Role::Bound);
        self.mark_all(at_branch, Role::Where);
        Some(GitFact::Tag { name, annotated, signed, branch })
    }

    /// `Commit \`abc1234\` …`
    fn commit(&mut self) -> Option<GitFact> {
        let (things, deeds) = self.named_fact(FactKind::Commit);
        let at = *self.find(|chunk| is_commit(&chunk.text)).first().filter(|_| !things.is_empty())?;
        let id = self.text_of(at).to_lowercase();
        self.mark_all(things.into_iter().chain(deeds).chain([at]), Role::Demand);
        Some(GitFact::Commit { id })
    }

    /// `Branch \`release/1.1\` merged`
    fn merged(&mut self) -> Option<GitFact> {
        let (things, deeds) = self.named_fact(FactKind::Merged);
        let name = *self.find(|chunk| chunk.ticked && chunk.what == What::Word).first()?;
        if things.is_empty() || deeds.is_empty() {
            return None;
        }
        let into = self.find(|chunk| chunk.has(Phrase::Branch));
        let branch = self.text_of(name);
        self.mark_all(things.into_iter().chain(deeds).chain([name]), Role::Demand);
        self.mark_all(into, Role::Where);
        Some(GitFact::Merged { branch })
    }

    /// `\`README.md\` contains "beta"`: one path, and a text that the item quotes.
    fn contains(&mut self) -> Option<GitFact> {
        let [Reference::Path(path)] = self.references else { return None };
        let deeds = |kind| self.facts_of(Meaning::FactDeed, kind);
        let (lacks, contains) = (deeds(FactKind::Lacks), deeds(FactKind::Contains));
        let present = lacks.is_empty();
        let deed = *lacks.first().or_else(|| contains.first())?;
        let mut texts = mention::quoted(self.text).filter(|text| text != path);
        let text = texts.next().filter(|_| texts.next().is_none())?.to_owned();
        let words = stem::words(&text).collect::<Vec<_>>();
        let is_quoted = |chunk: &Chunk| {
            let mut own = stem::words(&chunk.text).peekable();
            own.peek().is_some() && own.all(|word| words.contains(&word))
        };
        let quoted = self.find(is_quoted).into_iter().filter(|at| *at > deed).collect::<Vec<_>>();
        let more = self.find(|chunk| {
            [FactKind::Contains, FactKind::Lacks].iter().any(|kind| chunk.is(&Meaning::FactMore(*kind)))
        });
        self.mark_all(lacks.into_iter().chain(contains).chain(more), Role::Demand);
        self.mark_all(quoted, Role::Bound);
        Some(GitFact::Contains { path: path.clone(), text, present })
    }

    /// `\`docs/old.md\` removed`, `\`a.md\` and \`b.md\` updated`: paths, and what happened to it.
    fn paths(&mut self) -> Option<Vec<GitFact>> {
        let paths = self.named(|_| true);
        if paths.is_empty() || paths.len() < self.references.len() || !self.is_one_list(&paths) {
            return None;
        }
        let kinds = [
            (FactKind::Removed, PathChange::Removed),
            (FactKind::Added, PathChange::Added),
            (FactKind::Changed, PathChange::Changed),
        ];
        let (change, deeds) = kinds.into_iter().find_map(|(kind, change)| {
            let deeds = self.facts_of(Meaning::FactDeed, kind);
            (!deeds.is_empty()).then_some((change, deeds))
        })?;
        // What some kind of evidence is asked for is no mere file.
        let asks = self.free().any(|(_, chunk)| {
            chunk.means(|meaning| match meaning {
                Meaning::Thing(_) | Meaning::Subject(_) | Meaning::Deed(_) => true,
                Meaning::InventoryThing(kind) => {
                    !self.find(|chunk| chunk.is(&Meaning::KeptState(kind.clone()))).is_empty()
                }
                _ => false,
            }) || chunk.is_outcome()
        });
        if asks {
            return None;
        }
        self.mark_all(deeds, Role::Demand);
        Some(paths.into_iter().map(|path| GitFact::Path { path, change }).collect())
    }

    /// Whether paths stand side by side, with only words of a list between them: what stands elsewhere may be evidence.
    fn is_one_list(&self, paths: &[String]) -> bool {
        let pieces = self.text.split('`').collect::<Vec<_>>();
        let at = |path: &String| pieces.iter().position(|piece| piece == path);
        let all = paths.iter().map(at).collect::<Option<Vec<_>>>();
        let joins =
            |text: &str| text.split_whitespace().all(|word| is_joint(word) || word == "," || word == "&");
        paths.len() == 1
            || all.is_some_and(|all| {
                all.windows(2).all(|pair| {
                    matches!(pair, [a, b] if a + 2 == *b
                    && pieces.get(a + 1).is_some_and(|between| joins(&between.replace(',', " , "))))
                })
            })
    }
}

/// `1.1.0`, `v2026.03.11a`; not a plain number and not a day.
fn is_version(text: &str) -> bool {
    let bare = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let dots = bare.matches('.').count();
    bare.starts_with(|c: char| c.is_ascii_digit())
        && (dots >= 2 || (dots == 1 && bare.len() < text.len()))
        && VersionNumber::parse(text.strip_prefix(['v', 'V']).unwrap_or(text)).is_some()
}

/// An abbreviated or whole commit id.
fn is_commit(text: &str) -> bool {
    (7..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte.is_ascii_digit())
}
