//! The publisher: whatever happens, the old site or the new one stands, whole, with every file that golive did not write.

use golive::progress::Silent;
use golive::publish::{Options, PublishError, Published, may_publish, publish};
use golive::render::site::{Plan, RenderError};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What a fake page does when it is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Drawn,
    Broken,
    Killed,
}

struct Fake {
    paths: Vec<String>,
    text: &'static str,
    /// What happens when the last page is drawn.
    fate: Fate,
}

fn site(text: &'static str) -> Fake {
    let paths = ["a.html", "data/items.csv", "index.html", "releases/v1/index.html"];
    Fake { paths: paths.map(String::from).to_vec(), text, fate: Fate::Drawn }
}

impl Plan for Fake {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn draw(&self, index: usize) -> Result<Vec<u8>, RenderError> {
        let path = self.paths[index].clone();
        if index + 1 == self.paths.len() {
            match self.fate {
                Fate::Drawn => {}
                Fate::Broken => return Err(RenderError { path, message: "line 3: no such variable".into() }),
                Fate::Killed => {
                    let me = rustix::process::getpid();
                    rustix::process::kill_process(me, rustix::process::Signal::KILL).unwrap();
                }
            }
        }
        Ok(format!("{} of {path}", self.text).into_bytes())
    }

    fn source(&self) -> String {
        "0123456789012345678901234567890123456789".to_string()
    }
}

fn scratch() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("site");
    (dir, out)
}

fn put(plan: &dyn Plan, out: &Path) -> Result<Published, PublishError> {
    publish(plan, out, &Options { durable: false, ..Options::default() }, &Silent)
}

fn write(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::File::create(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .unwrap();
}

/// Every file under a folder with its bytes; links with their target.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
        let name = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_symlink() {
            found.insert(
                name,
                fs::read_link(entry.path()).unwrap().to_string_lossy().into_owned().into_bytes(),
            );
        } else if entry.file_type().is_file() {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// The names beside the output folder: only the folder itself may be there after a build.
fn beside(dir: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_manifest_names_every_other_file_with_its_hash() {
    let (dir, out) = scratch();
    let done = put(&site("one"), &out).unwrap();
    assert_eq!(done.files, 5);
    assert_eq!(beside(&dir), ["site"]);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["schema"], "golive.manifest/1");
    assert_eq!(manifest["source"], site("").source());
    let files = manifest["files"].as_object().unwrap();
    let mut tree = tree(&out);
    tree.remove("manifest.json");
    assert_eq!(files.keys().collect::<Vec<_>>(), tree.keys().collect::<Vec<_>>());
    for (path, bytes) in tree {
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(files[&path], hash, "{path}");
    }
}

#[test]
fn two_builds_are_byte_identical() {
    let (_a, one) = scratch();
    let (_b, two) = scratch();
    put(&site("same"), &one).unwrap();
    publish(&site("same"), &two, &Options::default(), &Silent).unwrap();
    assert_eq!(tree(&one), tree(&two));
}

/// A site of which every page but one is as it was.
struct Next(Fake);

impl Plan for Next {
    fn paths(&self) -> &[String] {
        self.0.paths()
    }

    fn draw(&self, index: usize) -> Result<Vec<u8>, RenderError> {
        if index == 0 { Ok(b"another page".to_vec()) } else { self.0.draw(index) }
    }

    fn source(&self) -> String {
        self.0.source()
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_that_did_not_change_is_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let (_dir, out) = scratch();
    let inode = |path: &str| fs::metadata(out.join(path)).unwrap().ino();
    put(&site("old"), &out).unwrap();
    let (changed, same) = (inode("a.html"), inode("releases/v1/index.html"));
    // Under another name, with other rights or with other bytes it is not taken over.
    fs::hard_link(out.join("index.html"), out.join("mine.html")).unwrap();
    fs::set_permissions(out.join("data/items.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    let (named, restricted) = (inode("index.html"), inode("data/items.csv"));
    put(&Next(site("old")), &out).unwrap();
    assert_eq!(inode("releases/v1/index.html"), same);
    assert_ne!(inode("a.html"), changed);
    assert_ne!(inode("index.html"), named);
    assert_ne!(inode("data/items.csv"), restricted);
    assert_eq!(fs::metadata(out.join("data/items.csv")).unwrap().permissions().mode() & 0o777, 0o644);
    let (_other, fresh) = scratch();
    put(&Next(site("old")), &fresh).unwrap();
    fs::remove_file(out.join("mine.html")).unwrap();
    assert_eq!(tree(&out), tree(&fresh), "and the site is the one that was made at once");
}

#[test]
fn a_new_site_replaces_the_old_one_and_its_files() {
    let (dir, out) = scratch();
    let mut old = site("old");
    old.paths.insert(3, "items/gone/index.html".into());
    put(&old, &out).unwrap();
    put(&site("new"), &out).unwrap();
    assert!(!out.join("items").exists(), "a page that is no longer planned goes, with its folder");
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"new of index.html");
    assert_eq!(beside(&dir), ["site"]);
}

fn with_foreign_files(out: &Path) {
    write(out.join("CNAME"), "golive.example.invalid");
    write(out.join(".git/objects/ab/cd"), "object");
    write(out.join("releases/v1/note.txt"), "mine");
    write(out.join("releases/v0/note.txt"), "mine too");
    fs::create_dir(out.join("empty")).unwrap();
    symlink("/etc/passwd", out.join("link")).unwrap();
    symlink("/etc", out.join("data/etc")).unwrap();
}

#[test]
fn what_golive_did_not_write_survives_every_build() {
    for exchange in [true, false] {
        let (dir, out) = scratch();
        put(&site("old"), &out).unwrap();
        with_foreign_files(&out);
        let options = Options { exchange, ..Options::default() };
        for text in ["new", "newer"] {
            let done = publish(&site(text), &out, &options, &Silent).unwrap();
            assert_eq!(done.kept.len(), 6);
            assert_eq!(done.warnings.len(), 2, "of the two links: {:?}", done.warnings);
        }
        let found = tree(&out);
        assert_eq!(found["CNAME"], b"golive.example.invalid");
        assert_eq!(found[".git/objects/ab/cd"], b"object");
        assert_eq!(found["releases/v1/note.txt"], b"mine");
        assert_eq!(found["releases/v0/note.txt"], b"mine too");
        assert_eq!(found["link"], b"/etc/passwd");
        assert_eq!(found["data/etc"], b"/etc");
        assert!(out.join("empty").is_dir());
        assert_eq!(found["index.html"], b"newer of index.html");
        assert_eq!(found.len(), 5 + 6);
        assert_eq!(beside(&dir), ["site"]);
    }
}

#[test]
fn a_folder_that_golive_did_not_write_is_refused_and_untouched() {
    let (dir, out) = scratch();
    for entry in ["thesis.txt", "manifest.json", "index.html"] {
        write(out.join(entry), r#"{"name": "a web app", "files": {"index.html": ""}}"#);
        let before = tree(&out);
        assert!(matches!(may_publish(&out, &Options::default()), Err(PublishError::NotOurs { .. })));
        let error = put(&site("new"), &out).unwrap_err();
        assert!(error.to_string().contains(entry) && error.to_string().contains("adopt"), "{error}");
        assert_eq!(tree(&out), before);
        assert_eq!(beside(&dir), ["site"]);
        fs::remove_file(out.join(entry)).unwrap();
    }
    put(&site("new"), &out).expect("an empty folder is taken");
}

#[test]
fn a_folder_with_nothing_but_git_s_own_files_is_adopted() {
    let (_dir, out) = scratch();
    write(out.join(".gitignore"), "*\n!.gitignore\n");
    may_publish(&out, &Options::default()).unwrap();
    put(&site("new"), &out).unwrap();
    assert_eq!(fs::read(out.join(".gitignore")).unwrap(), b"*\n!.gitignore\n");
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"new of index.html");
}

#[test]
fn a_folder_is_adopted_by_the_flag_alone_and_keeps_its_files() {
    let (_dir, out) = scratch();
    write(out.join("thesis.txt"), "mine");
    write(out.join("manifest.json"), r#"{"schema": "golive.manifest/1", "files": {}}"#);
    assert!(
        matches!(put(&site("new"), &out), Err(PublishError::NotOurs { .. })),
        "a manifest alone proves nothing"
    );
    publish(&site("new"), &out, &Options { adopt: true, ..Options::default() }, &Silent).unwrap();
    assert_eq!(fs::read(out.join("thesis.txt")).unwrap(), b"mine");
    put(&site("newer"), &out).expect("an adopted folder is golive's");
}

/// Rewrites the manifest of a site.
fn forge(out: &Path, change: impl FnOnce(&mut serde_json::Map<String, serde_json::Value>)) {
    let path = out.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(manifest["files"].as_object_mut().unwrap());
    write(path, &manifest.to_string());
}

#[test]
fn a_file_that_a_manifest_names_is_deleted_only_if_it_has_the_bytes_of_its_hash() {
    for exchange in [true, false] {
        let (dir, out) = scratch();
        put(&site("old"), &out).unwrap();
        write(out.join("CNAME"), "a name");
        write(out.join("gone.html"), "rewritten by hand");
        forge(&out, |files| {
            let hash = files["index.html"].clone();
            for name in ["CNAME", "gone.html", "../outside", "/etc/passwd"] {
                files.insert(name.to_owned(), hash.clone());
            }
        });
        write(dir.path().join("outside"), "not of the site");
        let done = publish(&site("new"), &out, &Options { exchange, ..Options::default() }, &Silent).unwrap();
        assert_eq!(done.kept, [Path::new("CNAME"), Path::new("gone.html")]);
        assert_eq!(fs::read(out.join("CNAME")).unwrap(), b"a name");
        assert_eq!(fs::read(out.join("gone.html")).unwrap(), b"rewritten by hand");
        assert_eq!(beside(&dir), ["outside", "site"]);
    }
}

#[test]
fn a_page_that_somebody_changed_is_not_overwritten() {
    let (dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    write(out.join("a.html"), "by hand");
    assert!(matches!(put(&site("new"), &out), Err(PublishError::Conflict { .. })));
    assert_eq!(fs::read(out.join("a.html")).unwrap(), b"by hand");
    assert_eq!(beside(&dir), ["site"]);
}

#[test]
fn a_folder_whose_manifest_names_none_of_its_files_is_refused() {
    let (_dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    forge(&out, |files| files.values_mut().for_each(|hash| *hash = "00".into()));
    let before = tree(&out);
    assert!(matches!(put(&site("new"), &out), Err(PublishError::NotOurs { .. })));
    assert_eq!(tree(&out), before);
}

#[test]
fn what_stands_beside_the_output_under_golive_s_names_is_left_alone_unless_its_journal_proves_it() {
    type Plant = fn(&Path, &Path);
    let planted: [(&str, Plant); 6] = [
        ("a link", |path, outside| symlink(outside, path).unwrap()),
        ("a link to a file", |path, outside| symlink(outside.join("keys.txt"), path).unwrap()),
        ("a link to nowhere", |path, outside| symlink(outside.join("none"), path).unwrap()),
        ("a file", |path, _| write(path.to_path_buf(), "x")),
        ("a folder", |path, _| write(path.join("x"), "x")),
        ("a site", |path, _| drop(put(&site("planted"), path).unwrap())),
    ];
    for role in ["staging", "old", "lock"] {
        for (what, plant) in planted {
            for has_site in [false, true] {
                let (dir, out) = scratch();
                let outside = dir.path().join("outside");
                write(outside.join("keys.txt"), "precious");
                if has_site {
                    put(&site("old"), &out).unwrap();
                }
                plant(&dir.path().join(format!(".site.golive-{role}")), &outside);
                let before = tree(dir.path());
                let error = put(&site("new"), &out).unwrap_err();
                assert!(matches!(error, PublishError::InTheWay { .. }), "{role}, {what}: {error}");
                let after = tree(dir.path());
                assert_eq!(after, before, "{role}, {what}");
            }
        }
    }
}

#[test]
fn a_journal_with_the_right_form_proves_no_folder_that_it_does_not_describe() {
    let (dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    write(dir.path().join(".site.golive-staging/precious.txt"), "mine");
    let forged = r#"{"new": {"inode": 7, "born": 7}, "old": {"inode": 7, "born": 7}}"#;
    write(dir.path().join(".site.golive-lock"), forged);
    assert!(matches!(put(&site("new"), &out), Err(PublishError::InTheWay { .. })));
    assert_eq!(fs::read(dir.path().join(".site.golive-staging/precious.txt")).unwrap(), b"mine");
}

#[test]
fn a_foreign_file_in_the_way_of_a_page_stops_the_build() {
    for planned in ["notes.html", "notes.html/index.html"] {
        let (dir, out) = scratch();
        put(&site("old"), &out).unwrap();
        write(out.join("notes.html"), "mine");
        let before = tree(&out);
        let mut plan = site("new");
        plan.paths.push(planned.to_string());
        assert!(matches!(put(&plan, &out), Err(PublishError::Conflict { .. })));
        assert_eq!(tree(&out), before);
        assert_eq!(beside(&dir), ["site"]);
    }
}

#[test]
fn a_file_or_a_link_instead_of_a_folder_is_refused() {
    let (dir, out) = scratch();
    write(out.clone(), "a file");
    assert!(matches!(put(&site("new"), &out), Err(PublishError::NotAFolder { what: "not a folder", .. })));
    fs::remove_file(&out).unwrap();
    let elsewhere = dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, &out).unwrap();
    let slashed = PathBuf::from(format!("{}/", out.display()));
    for path in [&out, &slashed] {
        assert!(matches!(
            put(&site("new"), path),
            Err(PublishError::NotAFolder { what: "a symbolic link", .. })
        ));
    }
    assert_eq!(tree(&elsewhere), BTreeMap::new());
}

#[test]
fn a_page_that_cannot_be_drawn_leaves_the_old_site_and_nothing_else() {
    let (dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    with_foreign_files(&out);
    let before = tree(&out);
    let broken = Fake { fate: Fate::Broken, ..site("new") };
    assert!(matches!(put(&broken, &out), Err(PublishError::Render(_))));
    assert_eq!(tree(&out), before);
    assert_eq!(beside(&dir), ["site"]);
}

#[test]
fn a_system_error_is_one_line_with_path_and_cause() {
    let (dir, _) = scratch();
    write(dir.path().join("file"), "");
    let error = put(&site("new"), &dir.path().join("file/site")).unwrap_err();
    assert!(matches!(error, PublishError::Io { .. }));
    let text = error.to_string();
    assert!(text.contains("file") && text.contains("file exists") && !text.contains('\n'), "{text}");
}

/// Not a claim of its own: the process that the next test kills.
#[test]
fn killed_child() {
    let Some(out) = std::env::var_os("GOLIVE_TEST_KILLED_CHILD") else { return };
    let _ = put(&Fake { fate: Fate::Killed, ..site("new") }, Path::new(&out));
    unreachable!("it was to be killed");
}

#[test]
fn a_killed_build_leaves_the_old_site_and_the_next_build_recovers() {
    let (dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    with_foreign_files(&out);
    let before = tree(&out);
    killed(&out);
    assert_eq!(tree(&out), before);
    assert_eq!(beside(&dir), [".site.golive-lock", ".site.golive-staging", "site"]);
    put(&site("new"), &out).expect("the lock of a killed build blocks nobody");
    assert_eq!(beside(&dir), ["site"]);
    assert_eq!(fs::read(out.join("CNAME")).unwrap(), b"golive.example.invalid");
}

/// A build of `out` that was killed with its next site whole in the staging folder; what it did then is up to the test.
fn killed(out: &Path) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "publish::killed_child"])
        .env("GOLIVE_TEST_KILLED_CHILD", out)
        .output()
        .unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&child.status), Some(9));
}

#[test]
fn a_build_killed_right_after_the_exchange_loses_no_foreign_file() {
    let (dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    write(out.join("CNAME"), "a name");
    killed(&out);
    // The rest of that build up to the exchange: a whole site with the foreign files, shared by hard link.
    let (staging, whole) = (dir.path().join(".site.golive-staging"), dir.path().join("whole"));
    put(&site("new"), &whole).unwrap();
    let files = walkdir::WalkDir::new(&whole).into_iter().map(Result::unwrap);
    for file in files.filter(|entry| entry.file_type().is_file()) {
        // A file that the kill cut short, or kept from being written at all, is whole before the exchange.
        let target = staging.join(file.path().strip_prefix(&whole).unwrap());
        let _ = fs::remove_file(&target);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(file.path(), target).unwrap();
    }
    fs::hard_link(out.join("CNAME"), staging.join("CNAME")).unwrap();
    fs::rename(&out, dir.path().join("between")).unwrap();
    fs::rename(&staging, &out).unwrap();
    fs::rename(dir.path().join("between"), &staging).unwrap();
    // One that came in between.
    write(staging.join("releases/v0/late.txt"), "late");
    put(&site("newer"), &out).unwrap();
    assert_eq!(fs::read(out.join("CNAME")).unwrap(), b"a name");
    assert_eq!(fs::read(out.join("releases/v0/late.txt")).unwrap(), b"late");
    assert_eq!(beside(&dir), ["site", "whole"]);
}

#[test]
fn a_build_killed_between_two_renames_gets_its_site_back() {
    let (dir, out) = scratch();
    put(&site("old"), &out).unwrap();
    write(out.join("CNAME"), "a name");
    killed(&out);
    fs::rename(&out, dir.path().join(".site.golive-old")).unwrap();
    let broken = Fake { fate: Fate::Broken, ..site("new") };
    assert!(put(&broken, &out).is_err());
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"old of index.html");
    assert_eq!(fs::read(out.join("CNAME")).unwrap(), b"a name");
    assert_eq!(beside(&dir), ["site"]);
}

#[test]
fn a_second_builder_is_turned_away_at_once() {
    let (dir, out) = scratch();
    let lock = fs::File::create(dir.path().join(".site.golive-lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert!(matches!(put(&site("new"), &out), Err(PublishError::Busy { .. })));
    assert!(!out.exists());
    drop(lock);
    put(&site("new"), &out).unwrap();
}

#[test]
fn a_second_builder_that_waits_publishes_after_the_first() {
    let (dir, out) = scratch();
    let lock = fs::File::create(dir.path().join(".site.golive-lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert!(
        matches!(may_publish(&out, &Options::default()), Err(PublishError::Busy { .. })),
        "told before any work"
    );
    let waiting = Options { wait: true, ..Options::default() };
    may_publish(&out, &waiting).unwrap();
    let (told, heard) = std::sync::mpsc::channel();
    struct Told(std::sync::Mutex<std::sync::mpsc::Sender<()>>);
    impl golive::progress::Progress for Told {
        fn begin(&self, _stage: &'static str, _total: usize) {}
        fn step(&self) {}
        fn end(&self) {}
        fn waits(&self) {
            self.0.lock().unwrap().send(()).unwrap();
        }
    }
    std::thread::scope(|scope| {
        let builder = scope.spawn(|| publish(&site("new"), &out, &waiting, &Told(told.into())));
        heard.recv().unwrap();
        assert!(!out.exists());
        drop(lock);
        builder.join().unwrap().unwrap();
    });
    assert_eq!(beside(&dir), ["site"]);
}

#[test]
fn of_builds_at_the_same_time_each_publishes_whole_or_is_turned_away() {
    for wait in [false, true] {
        let (dir, out) = scratch();
        let texts = ["a", "b", "c", "d", "e", "f"];
        let options = Options { wait, durable: false, ..Options::default() };
        let ends = std::thread::scope(|scope| {
            let builders = texts.map(|text| scope.spawn(|| publish(&site(text), &out, &options, &Silent)));
            builders.map(|builder| builder.join().unwrap())
        });
        let done = ends.iter().filter(|end| end.is_ok()).count();
        assert!(done == texts.len() || !wait && done > 0, "{ends:?}");
        assert!(ends.iter().all(|end| matches!(end, Ok(_) | Err(PublishError::Busy { .. }))), "{ends:?}");
        let first = fs::read_to_string(out.join("a.html")).unwrap();
        for path in site("").paths {
            let text = fs::read_to_string(out.join(&path)).unwrap();
            assert_eq!(text.chars().next(), first.chars().next(), "{path}");
        }
        assert_eq!(beside(&dir), ["site"]);
    }
}

/// Not a claim of its own: the process that the next test runs under another umask.
#[test]
fn masked_child() {
    let Some(out) = std::env::var_os("GOLIVE_TEST_MASKED_CHILD") else { return };
    put(&site("new"), Path::new(&out)).unwrap();
}

#[test]
fn files_are_0644_and_folders_0755_whatever_the_umask() {
    let (_dir, out) = scratch();
    let status = Command::new("sh")
        .args(["-c", "umask 077; exec \"$0\" --exact publish::masked_child"])
        .arg(std::env::current_exe().unwrap())
        .env("GOLIVE_TEST_MASKED_CHILD", &out)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    for entry in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
        assert_eq!(
            mode,
            if entry.file_type().is_dir() { 0o755 } else { 0o644 },
            "{}",
            entry.path().display()
        );
    }
}

#[test]
fn a_plan_cannot_reach_outside_its_folder() {
    let (dir, out) = scratch();
    let bad = ["../x", "/x", "a//b", "a/./b", "", "a/", "manifest.json", "a\0b", "index.html/x", "a.html"];
    for path in bad {
        let mut plan = site("new");
        plan.paths.push(path.to_string());
        assert!(matches!(put(&plan, &out), Err(PublishError::BadPath { .. })), "{path:?}");
    }
    assert_eq!(beside(&dir), Vec::<String>::new());
}
