//! A repository made by hand: the fixture of tests that need real git history.

use git2::{Repository, Signature, Time};
use jiff::Timestamp;
use std::path::Path;

/// A repository in a temporary folder; commits and tags carry the times that the test says.
pub struct Repo {
    folder: tempfile::TempDir,
    repo: Repository,
    /// Minutes east of UTC of all clocks.
    pub zone: i32,
}

impl Repo {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = git2::RepositoryInitOptions::new();
        let repo = Repository::init_opts(folder.path(), options.initial_head("main")).unwrap();
        Self { folder, repo, zone: 0 }
    }

    /// A repository of people who live so many minutes east of UTC.
    pub fn east(zone: i32) -> Self {
        Self { zone, ..Self::new() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn git(&self) -> &Repository {
        &self.repo
    }

    fn signature(&self, who: &str, at: &str) -> Signature<'static> {
        let at: Timestamp = at.parse().unwrap();
        let mail = format!("{}@example.invalid", who.to_lowercase().replace(' ', "."));
        Signature::new(who, &mail, &Time::new(at.as_second(), self.zone)).unwrap()
    }

    /// Writes files (`None`: removes) and commits them, by Ada.
    pub fn commit(&self, at: &str, message: &str, files: &[(&str, Option<&str>)]) -> git2::Oid {
        self.commit_by("Ada", at, message, files)
    }

    pub fn commit_by(&self, who: &str, at: &str, message: &str, files: &[(&str, Option<&str>)]) -> git2::Oid {
        let mut index = self.repo.index().unwrap();
        for (path, content) in files {
            let full = self.folder.path().join(path);
            match content {
                Some(content) => {
                    std::fs::create_dir_all(full.parent().unwrap()).unwrap();
                    #[expect(clippy::disallowed_methods, reason = "a fixture writes its work tree")]
                    std::fs::write(&full, content).unwrap();
                    index.add_path(Path::new(path)).unwrap();
                }
                None => {
                    std::fs::remove_file(&full).unwrap();
                    index.remove_path(Path::new(path)).unwrap();
                }
            }
        }
        index.write().unwrap();
        let tree = self.repo.find_tree(index.write_tree().unwrap()).unwrap();
        let parent = self.repo.head().ok().map(|head| head.peel_to_commit().unwrap());
        let who = self.signature(who, at);
        self.repo
            .commit(Some("HEAD"), &who, &who, message, &tree, &parent.iter().collect::<Vec<_>>())
            .unwrap()
    }

    /// Commits symbolic links: paths, and where they point.
    pub fn link(&self, at: &str, links: &[(&str, &str)]) -> git2::Oid {
        for (path, target) in links {
            let full = self.folder.path().join(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            let _ = std::fs::remove_file(&full);
            std::os::unix::fs::symlink(target, &full).unwrap();
        }
        let mut index = self.repo.index().unwrap();
        links.iter().for_each(|(path, _)| index.add_path(Path::new(path)).unwrap());
        index.write().unwrap();
        self.commit(at, "links", &[])
    }

    /// An annotated tag on the head, by Ada.
    pub fn tag(&self, name: &str, at: &str) -> git2::Oid {
        self.tag_saying(name, at, &format!("release {name}"))
    }

    pub fn tag_saying(&self, name: &str, at: &str, message: &str) -> git2::Oid {
        let head = self.repo.head().unwrap().peel(git2::ObjectType::Commit).unwrap();
        self.repo.tag(name, &head, &self.signature("Ada", at), message, false).unwrap()
    }

    /// A lightweight tag on the head.
    pub fn light_tag(&self, name: &str) {
        let head = self.repo.head().unwrap().peel(git2::ObjectType::Commit).unwrap();
        self.repo.tag_lightweight(name, &head, false).unwrap();
    }
}
