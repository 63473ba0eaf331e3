//! Claims about `golive record`: what it runs, what it writes, and that what it wrote is judged right.

use crate::repo::Repo;
use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Variables by which build servers are known, so that the tests say the same in each.
const SERVERS: [&str; 8] = [
    "CI",
    "GITHUB_ACTIONS",
    "GITEA_ACTIONS",
    "GITLAB_CI",
    "TF_BUILD",
    "JENKINS_URL",
    "BUILDKITE",
    "CIRCLECI",
];

fn repo() -> Repo {
    let repo = Repo::new();
    let list = "# Release checklist\n\n- [x] Backup of the orders database taken within 24h\n";
    repo.commit("2026-03-01T09:00:00Z", "begin", &[("RELEASE_CHECKLIST.md", Some(list))]);
    let mut config = repo.git().config().unwrap();
    config.set_str("user.name", "Ada").unwrap();
    config.set_str("user.email", "ada@example.invalid").unwrap();
    repo
}

fn command(repo: &Repo, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("golive").unwrap();
    for name in SERVERS {
        command.env_remove(name);
    }
    command.env("NO_COLOR", "1").current_dir(repo.path()).arg("record").args(args);
    command
}

/// Every record under a folder.
fn records(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    all.map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect()
}

fn only_record(repo: &Repo) -> Value {
    let all = records(&repo.path().join("artifacts"));
    assert_eq!(all.len(), 1, "{all:?}");
    serde_json::from_str(&fs::read_to_string(&all[0]).unwrap()).unwrap()
}

const BACKUP: [&str; 4] = ["--kind", "backup", "--of", "orders database"];

fn backup(repo: &Repo, script: &str) -> assert_cmd::assert::Assert {
    let args = BACKUP.into_iter().chain(["--", "sh", "-c", script]).collect::<Vec<_>>();
    command(repo, &args).assert()
}

#[test]
fn a_command_is_passed_through_and_leaves_one_record() {
    let repo = repo();
    let done = backup(&repo, "echo dumped; echo careful >&2").code(0);
    let output = done.get_output();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "dumped\n");
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("careful\n"));
    let record = only_record(&repo);
    let head = repo.git().head().unwrap().target().unwrap().to_string();
    for (key, value) in [
        ("schema", "golive.record/1"),
        ("kind", "backup"),
        ("subject", "orders database"),
        ("status", "finished"),
        ("actor", "Ada"),
        ("branch", "main"),
        ("commit", &head),
    ] {
        assert_eq!(record[key], value, "{key}");
    }
    assert_eq!(record["exit_status"], 0);
    let out = &record["output"]["stdout"];
    assert_eq!(out["tail"][0], "dumped");
    assert_eq!(out["sha256"], golive::model::id::sha256(b"dumped\n"));
    assert_eq!(record["output"]["stderr"]["tail"][0], "careful");
}

#[test]
fn it_exits_as_the_command_did() {
    let repo = repo();
    backup(&repo, "exit 7").code(7);
    backup(&repo, "kill -9 $$").code(137);
    command(&repo, &["--kind", "backup", "--", "no-such-command-here"]).assert().code(127);
    let all = records(&repo.path().join("artifacts"));
    let status = |path: &PathBuf| {
        let record: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        (record["status"].as_str().unwrap().to_owned(), record["signal"].as_str().map(ToOwned::to_owned))
    };
    let mut found = all.iter().map(status).collect::<Vec<_>>();
    found.sort();
    assert_eq!(
        found,
        [
            ("finished".to_owned(), None),
            ("interrupted".to_owned(), Some("SIGKILL".to_owned())),
            ("not-started".to_owned(), None)
        ]
    );
}

#[test]
fn no_secret_is_written() {
    let repo = repo();
    let args = [
        "--kind",
        "backup",
        "--note",
        "token ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "--",
        "sh",
        "-c",
        "echo key is $SHOP_PASSWORD",
        "x",
        "--password=another-Secret-1",
        "--token",
        "third-Secret-1",
    ];
    command(&repo, &args).env("SHOP_PASSWORD", "correct-horse-1").assert().code(0);
    let text = fs::read_to_string(&records(&repo.path().join("artifacts"))[0]).unwrap();
    for secret in ["correct-horse-1", "another-Secret-1", "third-Secret-1", "ghp_0123456789"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert!(text.contains("key is [redacted]"), "{text}");
}

#[test]
fn a_record_names_the_run_of_its_build_server() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, Option<&'a str>);
    let cases: [Case<'_>; 5] = [
        (
            &[
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_SERVER_URL", "https://github.com"),
                ("GITHUB_REPOSITORY", "acme/shop"),
                ("GITHUB_RUN_ID", "42"),
            ],
            "GitHub Actions",
            Some("https://github.com/acme/shop/actions/runs/42"),
        ),
        (
            &[("GITLAB_CI", "true"), ("CI", "true"), ("CI_JOB_URL", "https://user:pw@git.example/-/jobs/7")],
            "GitLab CI",
            Some("https://git.example/-/jobs/7"),
        ),
        (
            &[("JENKINS_URL", "https://ci.example/"), ("BUILD_URL", "https://ci.example/job/shop/3/")],
            "Jenkins",
            Some("https://ci.example/job/shop/3/"),
        ),
        (
            &[
                ("TF_BUILD", "True"),
                ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/"),
                ("SYSTEM_TEAMPROJECT", "shop"),
                ("BUILD_BUILDID", "9"),
            ],
            "Azure Pipelines",
            Some("https://dev.azure.com/acme/shop/_build/results?buildId=9"),
        ),
        (&[("CI", "true")], "CI", None),
    ];
    for (variables, name, url) in cases {
        let repo = repo();
        let mut command = command(&repo, &["--kind", "deploy", "--", "true"]);
        command.env_remove("BUILD_URL").envs(variables.iter().copied()).assert().code(0);
        let ci = &only_record(&repo)["ci"];
        assert_eq!((ci["name"].as_str(), ci["url"].as_str()), (Some(name), url), "{ci}");
    }
}

#[test]
fn files_are_recorded_with_their_hashes_and_one_that_is_missing_is_a_failure() {
    let repo = repo();
    let args = ["--kind", "backup", "--file", "orders.dump", "--", "sh", "-c"];
    command(&repo, &[&args[..], &["echo rows > orders.dump"]].concat()).assert().code(0);
    let file = only_record(&repo)["files"][0].clone();
    assert_eq!((file["path"].as_str(), file["bytes"].as_u64()), (Some("orders.dump"), Some(5)));
    assert_eq!(file["sha256"], golive::model::id::sha256(b"rows\n"));

    let repo = self::repo();
    let done = command(&repo, &[&args[..], &["true"]].concat()).assert().code(74);
    assert!(String::from_utf8_lossy(&done.get_output().stderr).contains("error: orders.dump: "));
    assert!(only_record(&repo)["error"].as_str().unwrap().starts_with("orders.dump: "));
}

#[test]
fn what_people_do_is_recorded_without_a_command() {
    let repo = repo();
    let done = command(&repo, &["--kind", "sign-off", "--of", "release scope", "--approve-by", "Product"])
        .assert()
        .code(0);
    let path = String::from_utf8_lossy(&done.get_output().stdout).trim().to_owned();
    assert!(
        path.starts_with("artifacts/records/") && path.ends_with("Z-release-scope-sign-off.json"),
        "{path}"
    );
    let record = only_record(&repo);
    assert_eq!(record["status"], "stated");
    assert_eq!(
        (record["outcome"].as_str(), record["approver"].as_str()),
        (Some("approved"), Some("Product"))
    );
}

#[test]
fn a_wrong_word_is_an_error_with_the_nearest_right_one_and_writes_nothing() {
    let repo = repo();
    for (args, words) in [
        (vec!["--kind", "bakup", "--", "true"], "did you mean `backup`?"),
        (vec!["--kind", "restore_drill", "--", "true"], "did you mean `restore-drill`?"),
        (vec!["--kind", "xyzzy", "--", "true"], "known: "),
        (vec!["--kind", "checklist", "--", "true"], "no doing"),
        (vec!["--kind", "backup"], "behind `--`"),
        (vec!["--kind", "backup", "--outcome", "paased"], "did you mean `passed`?"),
        (vec!["--kind", "backup", "--outcome", "passed", "--", "true"], "exit status"),
        (vec!["--kind", "backup", "--outcome", "passed", "--file", "no-such-file"], "no-such-file: "),
    ] {
        let done = command(&repo, &args).assert().code(2);
        let text = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(text.contains(words) && text.lines().count() == 1, "{args:?}: {text}");
    }
    assert!(!repo.path().join("artifacts").exists());
}

#[test]
fn kinds_and_folders_are_those_of_the_configuration() {
    let repo = repo();
    let config = "[evidence]\npaths = [\"ops/*.md\", \"ops/proofs/**\"]\n\n[[kind]]\nid = \"key-ceremony\"\nthings = [\"key ceremony\"]\n";
    repo.commit("2026-03-01T10:00:00Z", "configure", &[("golive.toml", Some(config))]);
    command(&repo, &["--kind", "key-ceremony", "--", "true"]).assert().code(0);
    assert_eq!(records(&repo.path().join("ops/proofs/records")).len(), 1);
    let config = "[evidence]\npaths = [\"ops/*.md\"]\n";
    repo.commit("2026-03-01T11:00:00Z", "configure", &[("golive.toml", Some(config))]);
    let done = command(&repo, &["--kind", "backup", "--", "true"]).assert().code(2);
    assert!(String::from_utf8_lossy(&done.get_output().stderr).contains("artifacts/records/**"));
}

#[test]
fn no_record_is_written_through_a_link_or_over_another() {
    let repo = repo();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(repo.path().join("artifacts")).unwrap();
    std::os::unix::fs::symlink(outside.path(), repo.path().join("artifacts/records")).unwrap();
    let done = backup(&repo, "touch ran").code(73);
    assert!(String::from_utf8_lossy(&done.get_output().stderr).contains("a symbolic link"));
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    assert!(!repo.path().join("ran").exists(), "the command does not begin where nothing can be recorded");
    fs::remove_file(repo.path().join("artifacts/records")).unwrap();
    (0..5).for_each(|_| drop(backup(&repo, "true").code(0)));
    assert_eq!(records(&repo.path().join("artifacts")).len(), 5);
}

/// Starts a backup that lasts, and waits until its record is there.
fn lasting(repo: &Repo) -> Child {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("golive"));
    for name in SERVERS {
        command.env_remove(name);
    }
    let child = command.current_dir(repo.path()).arg("record").args(BACKUP).args(["--", "sleep", "60"]);
    let child = child.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    while records(repo.path()).is_empty() {
        assert!(Instant::now() < until, "no record is written before the command ends");
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(200));
    child
}

fn send(child: &Child, signal: rustix::process::Signal) {
    let id = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    rustix::process::kill_process(id, signal).unwrap();
}

#[test]
fn who_is_told_to_stop_stops_the_command_and_says_so() {
    for (signal, name, code) in
        [(rustix::process::Signal::TERM, "SIGTERM", 143), (rustix::process::Signal::INT, "SIGINT", 130)]
    {
        let repo = repo();
        let mut child = lasting(&repo);
        send(&child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        let record = only_record(&repo);
        assert_eq!((record["status"].as_str(), record["signal"].as_str()), (Some("interrupted"), Some(name)));
    }
}

#[test]
fn a_record_that_was_cut_off_says_that_it_did_not_end() {
    let repo = repo();
    let mut child = lasting(&repo);
    send(&child, rustix::process::Signal::KILL);
    child.wait().unwrap();
    let record = only_record(&repo);
    assert_eq!(record["status"], "running");
    assert!(record.get("ended").is_none() && record.get("exit_status").is_none());
}

#[test]
fn only_the_record_is_committed_even_while_the_branch_moves() {
    let repo = repo();
    fs::create_dir_all(repo.path().join("src")).unwrap();
    fs::copy(repo.path().join("RELEASE_CHECKLIST.md"), repo.path().join("src/staged")).unwrap();
    let mut index = repo.git().index().unwrap();
    index.add_path(Path::new("src/staged")).unwrap();
    index.write().unwrap();
    std::thread::scope(|scope| {
        for n in 0..4 {
            let (repo, of) = (&repo, format!("part {n}"));
            let path = repo.path().to_path_buf();
            scope.spawn(move || {
                let mut command = Command::cargo_bin("golive").unwrap();
                command
                    .current_dir(path)
                    .args(["record", "--kind", "backup", "--commit", "--of", &of, "--", "true"]);
                command.assert().code(0);
            });
        }
    });
    let mut walk = repo.git().revwalk().unwrap();
    walk.push_head().unwrap();
    assert_eq!(walk.count(), 5);
    let tree = repo.git().head().unwrap().peel_to_tree().unwrap();
    assert!(tree.get_path(Path::new("src/staged")).is_err(), "what is staged stays staged");
    assert_eq!(records(&repo.path().join("artifacts")).len(), 4);
    let mut index = git2::Repository::open(repo.path()).unwrap().index().unwrap();
    index.read(true).unwrap();
    assert!(index.get_path(Path::new("src/staged"), 0).is_some());
    for path in records(&repo.path().join("artifacts")) {
        let path = path.strip_prefix(repo.path()).unwrap();
        assert!(tree.get_path(path).is_ok() && index.get_path(path, 0).is_some(), "{path:?}");
    }
}

#[test]
fn a_record_that_cannot_be_committed_stands_all_the_same() {
    let repo = repo();
    let mut config = repo.git().config().unwrap();
    config.remove("user.name").unwrap();
    let home = tempfile::tempdir().unwrap();
    for (script, code) in [("true", 74), ("exit 7", 7)] {
        let mut command = command(&repo, &["--kind", "backup", "--commit", "--", "sh", "-c", script]);
        let done = command.env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path()).assert().code(code);
        let text = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(text.contains("is written and not committed: ") && text.contains("user.name"), "{text}");
    }
    assert_eq!(records(&repo.path().join("artifacts")).len(), 2);
}

#[test]
fn a_repository_without_a_work_tree_has_no_place_for_a_record() {
    let dir = tempfile::tempdir().unwrap();
    git2::Repository::init_bare(dir.path()).unwrap();
    let done = Command::cargo_bin("golive").unwrap();
    let mut done = done;
    let done =
        done.current_dir(dir.path()).args(["record", "--kind", "backup", "--", "true"]).assert().code(2);
    assert!(String::from_utf8_lossy(&done.get_output().stderr).contains("no work tree"));
}
