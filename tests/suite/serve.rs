//! Claims about `golive serve`: what it answers, to whom, and that it follows the repository.

use crate::repo::Repo;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A served repository; it is stopped with the test.
struct Served {
    child: Child,
    port: u16,
}

impl Served {
    fn of(repo: &Path) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("golive"));
        command.current_dir(repo).args(["serve", "--port", "0", "--now", "2026-04-01"]).env("NO_COLOR", "1");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    /// Head and body of the answer.
    fn get_by(&self, path: &str, host: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = Vec::new();
        stream.read_to_end(&mut text).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.get_by(path, &format!("127.0.0.1:{}", self.port))
    }

    /// The state once something holds of it.
    fn state(&self, holds: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let state: Value = serde_json::from_str(&self.get("/~golive/state").1).unwrap();
            if holds(&state) || Instant::now() > until {
                return state;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn sample() -> Repo {
    let repo = Repo::new();
    repo.commit(
        "2026-02-01T09:00:00Z",
        "begin",
        &[("RELEASE_CHECKLIST.md", Some("# Release checklist\n\n- [x] Docs built\n"))],
    );
    repo.tag("v1.0.0", "2026-02-01T10:00:00Z");
    repo
}

#[test]
fn the_site_is_shown_to_this_machine_alone() {
    let repo = sample();
    let served = Served::of(repo.path());
    let (head, page) = served.get("/");
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/html"), "{head}");
    assert!(
        page.contains("<script src=\"/~golive/reload.js\" data-version=\"1\"></script></body>"),
        "{page}"
    );
    assert!(!std::fs::read_to_string(repo.path().join("site/index.html")).unwrap().contains("~golive"));
    assert!(served.get("/releases/v1.0.0").0.starts_with("HTTP/1.1 301"));
    assert!(served.get("/releases/v1.0.0/").0.starts_with("HTTP/1.1 200"));
    assert!(served.get("/releases/v1.0.0/release.json?x").0.contains("application/json"));
    assert!(served.get("/no/such/page").0.starts_with("HTTP/1.1 404"));
    for path in [
        "/../RELEASE_CHECKLIST.md",
        "/%2e%2e/RELEASE_CHECKLIST.md",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/%00",
    ] {
        assert!(served.get(path).0.starts_with("HTTP/1.1 404"), "{path}");
    }
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1"] {
        assert!(served.get_by("/", host).0.starts_with("HTTP/1.1 403"), "{host}");
    }
}

#[test]
fn the_site_follows_the_repository_and_a_fault_is_shown_beside_the_old_one() {
    let repo = sample();
    let served = Served::of(repo.path());
    assert_eq!(served.state(|_| true)["version"], 1);
    repo.tag("v1.1.0", "2026-03-01T10:00:00Z");
    assert_eq!(served.state(|state| state["version"] == 2)["version"], 2);
    assert!(served.get("/releases/v1.1.0/").0.starts_with("HTTP/1.1 200"));
    repo.commit("2026-03-02T09:00:00Z", "mistype", &[("golive.toml", Some("[site]\ntitel = 1\n"))]);
    let state = served.state(|state| state["problems"].as_array().unwrap().len() == 1);
    assert!(
        state["problems"][0].as_str().unwrap().contains("golive.toml:2:1: unknown key `titel`"),
        "{state}"
    );
    assert!(served.get("/").0.starts_with("HTTP/1.1 200"), "the old site stands");
    repo.commit("2026-03-03T09:00:00Z", "mend", &[("golive.toml", Some("[site]\ntitle = \"Ours\"\n"))]);
    served.state(|state| state["version"] == 3);
    assert!(served.get("/").1.contains("Ours"));
}

#[test]
fn it_stops_when_it_is_told_to() {
    let repo = sample();
    let mut served = Served::of(repo.path());
    let id = rustix::process::Pid::from_raw(i32::try_from(served.child.id()).unwrap()).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    assert!(repo.path().join("site/index.html").is_file());
}
