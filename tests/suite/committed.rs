//! Whoever can commit can bring any file, folder and link: what golive then reads, and where it publishes.

use crate::repo::Repo;
use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

const AT: &str = "2026-05-01T10:00:00Z";

/// What a command of golive in a folder says, with its exit code.
fn golive(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("golive").unwrap();
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_")) {
        command.env_remove(name);
    }
    let command = command.current_dir(folder).args(args).env("NO_COLOR", "1").env("CI_TOKEN", "CANARY");
    let output = command.args(["--now", "2026-06-01T00:00:00Z"]).output().unwrap();
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), text)
}

/// A repository with a checklist, and beside it a folder that is nobody's business.
struct Scene {
    repo: Repo,
    outside: tempfile::TempDir,
}

impl Scene {
    fn new(files: &[(&str, Option<&str>)]) -> Self {
        let (repo, outside) = (Repo::new(), tempfile::tempdir().unwrap());
        crate::theme::write(outside.path(), "keys.md", "CANARY");
        repo.commit(AT, "list", &[("RELEASE_CHECKLIST.md", Some("# List\n\n- [x] Docs built\n"))]);
        repo.commit(AT, "files", files);
        Self { repo, outside }
    }

    fn outside(&self, name: &str) -> String {
        self.outside.path().join(name).display().to_string()
    }

    /// Commits another repository's commit at a path.
    fn submodule(&self, path: &str) {
        let mut index = self.repo.git().index().unwrap();
        let head = self.repo.git().head().unwrap().target().unwrap();
        let mut entry = git2::IndexEntry {
            ctime: git2::IndexTime::new(0, 0),
            mtime: git2::IndexTime::new(0, 0),
            dev: 0,
            ino: 0,
            mode: 0o160_000,
            uid: 0,
            gid: 0,
            file_size: 0,
            id: head,
            flags: 0,
            flags_extended: 0,
            path: path.as_bytes().to_vec(),
        };
        entry.flags = u16::try_from(path.len()).unwrap();
        index.add(&entry).unwrap();
        index.write().unwrap();
        fs::create_dir_all(self.repo.path().join(path)).unwrap();
        self.repo.commit(AT, "submodule", &[]);
    }

    fn build(&self, args: &[&str]) -> (i32, String) {
        golive(self.repo.path(), &[&["build"], args].concat())
    }

    /// Every path of the work tree and of the folder outside, with the text of files.
    fn tree(&self) -> BTreeMap<String, String> {
        let all = [self.repo.path(), self.outside.path()].into_iter().flat_map(|root| {
            let entries =
                walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| entry.file_name() != ".git");
            entries.map(|entry| entry.unwrap().into_path())
        });
        all.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap_or_default())).collect()
    }

    /// Whether a word stands anywhere in the site.
    fn publishes(&self, word: &str) -> bool {
        let site = self.repo.path().join("site").display().to_string();
        self.tree().iter().any(|(path, text)| path.starts_with(&site) && text.contains(word))
    }
}

const EMPTY: &str = r#"{"schema": "golive.manifest/1", "files": {}}"#;

#[test]
fn what_git_brings_beside_the_output_is_refused_and_untouched() {
    for role in ["staging", "old", "lock"] {
        for has_site in [false, true] {
            let path = format!(".site.golive-{role}");
            let (inner, manifest) = (format!("{path}/x"), format!("{path}/manifest.json"));
            let files: [&[(&str, Option<&str>)]; 4] = [
                &[(&path, Some("x"))],
                &[(&path, Some(""))],
                &[(&inner, Some("x"))],
                &[(&manifest, Some(EMPTY)), (&inner, Some("x"))],
            ];
            let scenes = files.iter().map(|files| Scene::new(files));
            let links = ["", "keys.md", "none"].map(|name| {
                let scene = Scene::new(&[]);
                scene.repo.link(AT, &[(&path, &scene.outside(name))]);
                scene
            });
            for scene in scenes.chain(links) {
                if has_site {
                    scene.repo.commit(AT, "site", &[("site/manifest.json", Some(EMPTY))]);
                }
                let before = scene.tree();
                for adopt in [&[] as &[&str], &["--adopt"]] {
                    let (code, text) = scene.build(adopt);
                    assert!(
                        code == 73 && text.contains(&path) && text.lines().count() == 1,
                        "{code}: {text}"
                    );
                    assert_eq!(scene.tree(), before);
                }
            }
        }
    }
}

#[test]
fn a_committed_output_folder_is_taken_with_adopt_alone_and_keeps_what_golive_did_not_write() {
    let evil = "<script>1</script>";
    let forged = format!(
        r#"{{"schema": "golive.manifest/1", "files": {{"other.html": "{}"}}}}"#,
        golive::model::id::sha256(b"other")
    );
    for manifest in [None, Some(EMPTY), Some(&*forged)] {
        let scene = Scene::new(&[("site/evil.html", Some(evil)), ("site/other.html", Some("other"))]);
        if manifest.is_some() {
            scene.repo.commit(AT, "manifest", &[("site/manifest.json", manifest)]);
        }
        let before = scene.tree();
        let (code, text) = scene.build(&[]);
        assert!(code == 73 && text.contains("--adopt") && text.lines().count() == 1, "{code}: {text}");
        assert_eq!(scene.tree(), before);
        let (code, text) = scene.build(&["--adopt"]);
        assert!(code == 0 && text.contains("evil.html") && text.contains("did not write"), "{code}: {text}");
        assert!(scene.repo.path().join("site/index.html").is_file() && scene.publishes(evil));
    }
}

#[test]
fn an_output_that_git_keeps_empty_needs_no_flag() {
    let scene = Scene::new(&[("site/.gitignore", Some("*\n!.gitignore\n"))]);
    assert_eq!(scene.build(&[]).0, 0);
    assert_eq!(scene.build(&[]).0, 0);
    scene.repo.link(AT, &[("site/.gitkeep", &scene.outside("keys.md"))]);
    assert_eq!(scene.build(&[]).0, 73, "a link says more than a file that is kept");
}

#[test]
fn an_output_behind_a_committed_link_is_refused_and_behind_one_s_own_is_not() {
    let scene = Scene::new(&[]);
    symlink(scene.outside.path(), scene.repo.path().join("own")).unwrap();
    assert_eq!(scene.build(&["--out", "own/site"]).0, 0);
    fs::remove_dir_all(scene.outside.path().join("site")).unwrap();
    scene.repo.link(AT, &[("public", &scene.outside(""))]);
    let before = scene.tree();
    for args in [&["--out", "public/site"] as &[&str], &["--out", "./public/a/b", "--adopt"]] {
        let (code, text) = scene.build(args);
        assert!(code == 73 && text.contains("through the link"), "{code}: {text}");
    }
    assert_eq!(scene.build(&["--out", "public", "--adopt"]).0, 73);
    assert_eq!(scene.tree(), before);
}

#[test]
fn a_submodule_a_file_and_the_repository_itself_are_no_output() {
    let scene = Scene::new(&[("file", Some("x"))]);
    scene.submodule("public");
    for (out, adoptable) in
        [("public", true), ("file", false), (".", false), ("..", false), ("file/site", false)]
    {
        let (code, text) = scene.build(&["--out", out]);
        assert!(code == 73 && text.contains("left alone"), "{out}: {code}: {text}");
        let (code, text) = scene.build(&["--out", out, "--adopt"]);
        assert_eq!(code == 0, adoptable, "{out}: {text}");
    }
}

const PAGES: &str = "[site]\ncontent = \"docs/site\"\n";

#[test]
fn pages_come_from_the_commit_and_no_link_is_followed() {
    let scene = Scene::new(&[("golive.toml", Some(PAGES)), ("docs/site/a.md", Some("# Committed page\n"))]);
    let links = [("leak.md", scene.outside("keys.md")), ("env.md", "/proc/self/environ".to_owned())];
    for (name, target) in links.iter().chain([&("up.md", "../../RELEASE_CHECKLIST.md".to_owned())]) {
        scene.repo.link(AT, &[(&format!("docs/site/{name}"), target)]);
    }
    scene.submodule("docs/site/sub");
    crate::theme::write(scene.repo.path(), "docs/site/dirt.md", "# CANARY\n");
    crate::theme::write(scene.repo.path(), "docs/site/a.md", "# CANARY\n");
    let (code, text) = scene.build(&[]);
    assert_eq!(code, 0, "{text}");
    assert!(scene.publishes("Committed page") && !scene.publishes("CANARY"));
    for told in ["docs/site/leak.md: ", "docs/site/env.md: ", "docs/site/up.md: ", "docs/site/sub: "] {
        assert!(text.contains(told) && text.contains("[site-file]"), "{told}{text}");
    }
}

#[test]
fn a_folder_that_leads_out_of_the_commit_is_an_error_with_its_place() {
    let scene = Scene::new(&[("docs/site/a.md", Some("# A\n")), ("golive.toml", Some(PAGES))]);
    scene.repo.link(AT, &[("out", &scene.outside("")), ("inside", "docs")]);
    scene.submodule("sub");
    let absolute = scene.outside("");
    let wrong = [
        "..",
        "docs/../..",
        &absolute,
        "out",
        "out/x",
        "inside/site",
        "docs/site/a.md",
        "sub",
        "sub/x",
        "none",
        "C:/x",
    ];
    for key in ["content", "theme"] {
        for folder in wrong {
            scene.repo.commit(
                AT,
                "set",
                &[("golive.toml", Some(&format!("[site]\n{key} = \"{folder}\"\n")))],
            );
            let (code, text) = scene.build(&[]);
            let column = key.len() + 4;
            let place = format!("golive.toml:2:{column}: error: `{folder}");
            assert!(code == 2 && text.contains(&place), "{key} {folder}: {code}: {text}");
            assert!(!scene.repo.path().join("site").exists());
        }
    }
}

#[test]
fn a_theme_of_the_repository_has_no_say_in_what_a_page_loads_and_runs() {
    let base = golive::render::templates::originals().find(|(name, _)| name == "base.html").unwrap().1;
    let loose = base.replace("default-src 'none'", "default-src *");
    let weak = [
        ("base.html", &*loose),
        ("index.html", "{{ page.heading | safe }}"),
        ("script/table.js", "fetch('https://x.example.invalid')"),
        ("search.js", ""),
        ("style.css", "@import 'https://x.example.invalid/a.css';"),
        ("style.css", "p { background: URL( \"https://x.example.invalid/a.png\") }"),
    ];
    for (name, text) in weak {
        let config = "[site]\ntheme = \"theme\"\n";
        let scene = Scene::new(&[("golive.toml", Some(config)), (&format!("theme/{name}"), Some(text))]);
        let (code, told) = scene.build(&[]);
        assert!(
            code == 2 && told.contains("golive.toml:2:9: error: ") && told.contains(name),
            "{name}: {code}: {told}"
        );
        assert!(told.contains("--theme"), "{told}");
    }
}

#[test]
fn a_theme_of_the_repository_may_have_style_prose_and_words_and_one_of_the_machine_anything() {
    let scene = Scene::new(&[
        ("golive.toml", Some("[site]\ntheme = \"theme\"\n")),
        ("theme/style.css", Some("p { color: red; background: url(data:,) }")),
        ("theme/content/method.md", Some("# Our own method\n")),
        ("theme/notes.txt", Some("not golive's\n")),
    ]);
    let (code, told) = scene.build(&[]);
    assert!(
        code == 0 && scene.publishes("color: red") && scene.publishes("Our own method"),
        "{code}: {told}"
    );
    crate::theme::write(scene.outside.path(), "404.html", "ours");
    let (code, told) = scene.build(&["--theme", &scene.outside("")]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(fs::read_to_string(scene.repo.path().join("site/404.html")).unwrap(), "ours");
    assert!(
        !scene.publishes("Our own method"),
        "the theme of the machine stands in for that of the repository"
    );
}

#[test]
fn the_configuration_is_that_of_the_commit_and_another_one_is_told() {
    let scene = Scene::new(&[("golive.toml", Some("[site]\ntitle = \"Committed title\"\n"))]);
    let (_, quiet) = scene.build(&[]);
    assert!(scene.publishes("Committed title") && !quiet.contains("golive.toml"), "{quiet}");
    crate::theme::write(scene.repo.path(), "golive.toml", "[site]\ntitle = \"Dirty title\"\n");
    for command in ["build", "check", "lint", "show"] {
        let (_, told) = golive(scene.repo.path(), &[command]);
        assert!(told.contains("golive.toml: warning: it is read from the commit"), "{command}: {told}");
    }
    assert!(scene.publishes("Committed title") && !scene.publishes("Dirty title"));
    scene.build(&["--config", "golive.toml"]);
    assert!(scene.publishes("Dirty title"));
}

#[test]
fn a_configuration_that_no_commit_has_yet_is_read_from_the_work_tree_and_told() {
    let scene = Scene::new(&[]);
    crate::theme::write(scene.repo.path(), "golive.toml", "[site]\ntitle = \"New title\"\n");
    let (code, told) = scene.build(&[]);
    assert!(code == 0 && told.contains("golive.toml: note: ") && scene.publishes("New title"), "{told}");
}

#[test]
fn a_bare_repository_has_the_configuration_of_its_head_and_a_link_is_none() {
    let scene = Scene::new(&[("golive.toml", Some("[site]\ntitle = \"Committed title\"\n"))]);
    let git = scene.repo.path().join(".git").display().to_string();
    let out = scene.outside("site");
    let (code, told) = golive(scene.outside.path(), &["build", "--repo", &git, "--out", &out]);
    assert!(code == 0, "{told}");
    assert!(
        fs::read_to_string(scene.outside.path().join("site/index.html")).unwrap().contains("Committed title")
    );
    scene.repo.link(AT, &[("golive.toml", &scene.outside("keys.md"))]);
    let (code, told) = scene.build(&[]);
    assert!(code == 2 && told.contains("golive.toml: error: is a symbolic link"), "{code}: {told}");
}

#[test]
fn more_jobs_than_help_are_capped_and_told() {
    let scene = Scene::new(&[]);
    let (code, told) = scene.build(&["--jobs", "20000"]);
    assert!(
        code == 0 && told.lines().filter(|line| line.contains("20000 jobs")).count() == 1,
        "{code}: {told}"
    );
    let (code, told) = scene.build(&["--jobs", "1"]);
    assert!(code == 0 && !told.contains("jobs"), "{code}: {told}");
}

#[test]
fn a_sample_and_a_theme_are_not_written_through_a_committed_link() {
    let scene = Scene::new(&[("theme/notes", Some("x")), ("sample/notes", Some("x"))]);
    fs::create_dir(scene.outside.path().join("empty")).unwrap();
    let (empty, outside) = (scene.outside("empty"), scene.outside(""));
    scene.repo.link(AT, &[("golive-demo", &empty), ("linked", &outside), ("theme/content", &outside)]);
    let before = scene.tree();
    let commands: [&[&str]; 4] = [
        &["demo", "--releases", "2"],
        &["demo", "--releases", "2", "--repo", "sample"],
        &["init", "--theme", "linked/theme"],
        &["init", "--theme", "theme"],
    ];
    for command in commands {
        let (code, told) = golive(scene.repo.path(), command);
        assert!(code == 73 && told.contains("git tracks"), "{command:?}: {code}: {told}");
        assert_eq!(scene.tree(), before, "{command:?}");
    }
}
