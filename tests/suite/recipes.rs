//! Claims about docs/recipes.md and docs/tutorial.md: every command in them works, and every line of a checklist is decided as they say.

use crate::repo::Repo;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const RECIPES: &str = include_str!("../../docs/recipes.md");
const TUTORIAL: &str = include_str!("../../docs/tutorial.md");

/// What a tool of a recipe does here: it leaves the files that it is told to.
const STAND_IN: &str =
    "#!/bin/sh\nfor word in \"$@\"; do case $word in *.dump | *.csv) echo rows > \"$word\" ;; esac; done\n";

/// The fenced blocks of a text whose first line begins so, with the rest of that line.
fn blocks<'a>(text: &'a str, fence: &str) -> Vec<(&'a str, &'a str)> {
    let found = text.split("\n```").skip(1).step_by(2);
    found
        .filter_map(|block| {
            let (head, body) = block.split_once('\n')?;
            Some((head.strip_prefix(fence)?.trim(), body))
        })
        .collect()
}

fn only<'a>(section: &'a str, fence: &str) -> Option<&'a str> {
    blocks(section, fence).first().map(|(_, body)| *body)
}

fn golive() -> PathBuf {
    assert_cmd::cargo::cargo_bin("golive")
}

/// Runs a script with golive and stand-ins in the path, and without what a build server would add.
fn run(script: &str, folder: &Path, stand_ins: &Path) -> Output {
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{}:{path}", golive().parent().unwrap().display(), stand_ins.display());
    let mut command = Command::new("sh");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("GOLIVE_")
            || name.starts_with("GITHUB_")
            || name == "CI"
            || name == "SOURCE_DATE_EPOCH"
        {
            command.env_remove(name);
        }
    }
    command.args(["-c", script]).env("PATH", path).env("NO_COLOR", "1").current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn executable(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a fixture writes a program")]
    fs::write(path, STAND_IN).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Follows one recipe in a repository of its own, and tells what golive shows of the release.
fn followed(item: &str, command: &str, pin: &str) -> String {
    let repo = Repo::new();
    let list = format!("# Release checklist\n\n{item}\n{pin}\n");
    repo.commit("2026-01-01T09:00:00Z", "begin", &[("RELEASE_CHECKLIST.md", Some(&list))]);
    let tools = tempfile::tempdir().unwrap();
    for tool in ["pg_dump", "make", "trivy"] {
        executable(&tools.path().join(tool));
    }
    for script in ["restore.sh", "export.sh", "deploy.sh", "release.sh", "report.pdf"] {
        executable(&repo.path().join(script));
    }
    let output = run(command, repo.path(), tools.path());
    assert!(output.status.success(), "{command}: {}", text(&output));
    let now = jiff::Timestamp::from_second(i64::try_from(unix_seconds()).unwrap()).unwrap().to_string();
    let records = walkdir::WalkDir::new(repo.path().join("artifacts")).into_iter().map(Result::unwrap);
    let records = records.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(repo.path()).unwrap().display().to_string();
        (path, fs::read_to_string(entry.path()).unwrap())
    });
    let records = records.collect::<Vec<_>>();
    let files = records.iter().map(|(path, text)| (path.as_str(), Some(text.as_str()))).collect::<Vec<_>>();
    repo.commit(&now, "record", &files);
    repo.light_tag("v1.0.0");
    text(&run("golive show v1.0.0", repo.path(), tools.path()))
}

#[expect(clippy::disallowed_methods, reason = "records are made now, and must be so for a window")]
fn unix_seconds() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

#[test]
fn every_recipe_verifies_its_item() {
    let (mut followed_recipes, mut wrong) = (0, Vec::new());
    for section in RECIPES.split("\n## ").skip(1) {
        let parts = (only(section, "markdown item"), only(section, "sh run"), only(section, "markdown pin"));
        let (Some(item), Some(command), Some(pin)) = parts else { continue };
        let name = section.lines().next().unwrap();
        let shown = followed(item, command, pin);
        if shown.matches("✔ verified").count() != 2 {
            wrong.push(format!("{name}: {shown}"));
        }
        followed_recipes += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(followed_recipes >= 12, "{followed_recipes}");
}

#[test]
fn a_recipe_whose_command_fails_verifies_nothing() {
    let section = RECIPES.split("\n## ").find(|section| section.starts_with("Deployment")).unwrap();
    let item = only(section, "markdown item").unwrap();
    let command = only(section, "sh run").unwrap().replace("./deploy.sh staging", "false || true");
    let shown = followed(item, &command, "");
    assert!(shown.contains("✘ failed") && !shown.contains("✔ verified"), "{shown}");
}

#[test]
fn whoever_follows_the_tutorial_arrives() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let steps = blocks(TUTORIAL, "sh run");
    assert!(steps.len() >= 8, "{}", steps.len());
    let step = |(head, body): &(&str, &str)| match head.strip_prefix("exit ") {
        Some(code) => format!("code=0\n(\n{body}) || code=$?\ntest $code -eq {code}\n"),
        None => (*body).to_owned(),
    };
    let script = format!("set -e\n{}", steps.iter().map(step).collect::<Vec<_>>().join("\n"));
    let output = run(&script, folder.path(), folder.path());
    let told = text(&output);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("proven 4/4"), "{told}");
    let shop = folder.path().join("shop");
    for path in ["site/releases/v1.0.0/index.html", "golive.toml", ".github/workflows/releases.yml"] {
        assert!(shop.join(path).is_file(), "{path}");
    }
    assert!(fs::read_to_string(shop.join(".gitignore")).unwrap().contains("/site/"));
}
