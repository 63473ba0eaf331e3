//! Claims about action.yml: its steps are run here as GitHub would, with its files and variables.

use crate::repo::Repo;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A machine on which steps run.
struct Runner {
    folder: tempfile::TempDir,
}

impl Runner {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a script of the action in a folder.
    fn step(&self, script: &str, folder: &Path, variables: &[(&str, &str)], has_golive: bool) -> Output {
        let golive = assert_cmd::cargo::cargo_bin("golive");
        let path = std::env::var("PATH").unwrap_or_default();
        let path = if has_golive { format!("{}:{path}", golive.parent().unwrap().display()) } else { path };
        let mut command = Command::new("bash");
        command.arg(root().join("action").join(script)).current_dir(folder).env("PATH", path);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOLIVE_"))
        {
            command.env_remove(name);
        }
        command.env("RUNNER_TEMP", self.folder.path()).env("ACTION", root());
        command.env("GITHUB_OUTPUT", self.file("output")).env("GITHUB_PATH", self.file("path"));
        command.envs(variables.iter().copied()).output().unwrap()
    }

    fn outputs(&self) -> String {
        fs::read_to_string(self.file("output")).unwrap_or_default()
    }
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

fn sample() -> Repo {
    let repo = Repo::new();
    let list = "# Release checklist\n\n- [x] Backup of orders taken\n";
    repo.commit("2026-02-01T09:00:00Z", "begin", &[("RELEASE_CHECKLIST.md", Some(list))]);
    repo.tag("v1.0.0", "2026-02-01T10:00:00Z");
    repo
}

#[test]
fn the_action_builds_the_site_and_tells_readiness() {
    if !has("bash") {
        return;
    }
    let (repo, runner) = (sample(), Runner::new());
    assert!(runner.step("install.sh", repo.path(), &[("VERSION", "")], true).status.success());
    let variables = [("COMMAND", "build --quiet"), ("GOLIVE_OUT", "public"), ("GOLIVE_BASE_URL", "")];
    let done = runner.step("run.sh", repo.path(), &variables, true);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(repo.path().join("public/releases/v1.0.0/index.html").is_file());
    assert_eq!(runner.outputs(), "exit-code=0\nreadiness=no-go\nsite=public\n");
}

#[test]
fn the_action_ends_as_its_command_does() {
    if !has("bash") {
        return;
    }
    let (repo, runner) = (sample(), Runner::new());
    let done = runner.step("run.sh", repo.path(), &[("COMMAND", "check v1.0.0")], true);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(runner.outputs(), "exit-code=1\nreadiness=no-go\n");
    let done = runner.step("run.sh", repo.path(), &[("COMMAND", "show *")], true);
    assert_eq!(done.status.code(), Some(2), "its words are no patterns");
}

#[test]
fn the_program_of_a_release_is_taken_only_with_its_checksum() {
    if !has("bash") || !has("curl") || std::env::consts::ARCH != "x86_64" || std::env::consts::OS != "linux" {
        return;
    }
    let (repo, runner) = (sample(), Runner::new());
    let releases = runner.file("releases/v9.9.9");
    fs::create_dir_all(&releases).unwrap();
    let name = "golive-9.9.9-x86_64-unknown-linux-musl";
    fs::copy(assert_cmd::cargo::cargo_bin("golive"), releases.join(name)).unwrap();
    let from = format!("file://{}", runner.file("releases").display());
    let sum = |bytes: &[u8]| format!("{}  {name}\n", golive::model::id::sha256(bytes));
    let variables = [("VERSION", "v9.9.9"), ("RELEASES", from.as_str()), ("ACTION_REPOSITORY", "x/y")];
    for (bytes, is_right) in [(b"other".to_vec(), false), (fs::read(releases.join(name)).unwrap(), true)] {
        #[expect(clippy::disallowed_methods, reason = "a fixture writes a checksum")]
        fs::write(releases.join(format!("{name}.sha256")), sum(&bytes)).unwrap();
        let done = runner.step("install.sh", repo.path(), &variables, false);
        assert_eq!(done.status.success(), is_right, "{}", String::from_utf8_lossy(&done.stderr));
    }
    let added = fs::read_to_string(runner.file("path")).unwrap();
    assert!(Path::new(added.trim()).join("golive").is_file(), "{added}");
}

#[test]
fn what_the_action_names_is_there() {
    let text = fs::read_to_string(root().join("action.yml")).unwrap();
    let yaml: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
    for step in yaml["runs"]["steps"].as_array().unwrap() {
        let script = step["run"].as_str().unwrap().trim_matches('"').trim_start_matches("$ACTION/");
        assert!(root().join(script).is_file(), "{script}");
        assert!(
            !step["run"].as_str().unwrap().contains("${{"),
            "an input is a variable, and no text of a script"
        );
        for value in step["env"].as_object().unwrap().values() {
            let named = value.as_str().unwrap().trim_start_matches("${{ ").trim_end_matches(" }}");
            let input = named.strip_prefix("inputs.");
            assert!(input.is_none_or(|input| yaml["inputs"].get(input).is_some()), "{named}");
        }
    }
}
