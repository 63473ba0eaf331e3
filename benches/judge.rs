//! What judging costs as its input grows: twice the input should take twice the time, so that each ratio here is near 2.
//!
//! `cargo bench --bench judge` (or `-- words` for the rows whose name holds that word; `--profile dev` where a release build is too long).
//! Printed are the seconds for an input, those for one of twice the size, and their ratio; each figure is the least of several turns, for
//! a busy machine only ever makes one slower. The rows with few seconds say little: what does not grow is in them too.
//!
//! How this build compares with an older one, `/tmp/golive-0.1.0` say, is measured on whole processes; `show` is `examine` and a page of text:
//!
//! ```sh
//! cargo build --release
//! target/release/golive demo --releases 1000 --repo /tmp/sample --out /tmp/sample-site
//! for turn in 1 2 3 4 5; do
//!   for golive in /tmp/golive-0.1.0 target/release/golive; do
//!     /usr/bin/time -f "$golive %U s + %S s CPU, %M KB" $golive show --repo /tmp/sample --now 2030-01-01 --jobs 1 > /dev/null
//!   done
//! done
//! ```

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may stop and prints its figures")]

use golive::assess::reading;
use golive::assess::reading::grammar::parser::Grammar;
use golive::config::Config;
use golive::lexicon::Lexicon;
use golive::progress::Silent;
use golive::{Job, examine};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Turns of each measurement.
const TURNS: usize = 3;
/// Words of an item, items of a checklist, and rows of a lexicon: once, and twice as many.
const WORDS: usize = 10_000;
const ITEMS: usize = 1_000;
const ROWS: usize = 2_500;

/// A piece of an item's text, by its number; it has about four words.
type Piece = fn(usize) -> String;

const SHAPES: [(&str, Piece); 8] = [
    ("plain words", |n| format!("harbour masters{n} of berths ")),
    ("demands", |_| "backup of berths taken ".to_owned()),
    ("clauses", |n| format!("restore drill{n} performed; ")),
    ("bounds", |n| format!("latency under {n} ms, ")),
    ("back-ticks", |n| format!("the table `berth_{n}` and ")),
    ("brackets", |n| format!("CI green (job{n}) and ")),
    ("paths", |n| format!("see `logs/run-{n}.log` for ")),
    ("choices", |n| format!("backup{n} taken or skipped ")),
];

fn main() {
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with("--")).unwrap_or_default();
    let row = |name: &str, size: usize, work: &dyn Fn(usize) -> f64| {
        if !name.contains(&wanted) {
            return;
        }
        let least = |size: usize| (0..TURNS).map(|_| work(size)).fold(f64::INFINITY, f64::min);
        let (once, twice) = (least(size), least(size * 2));
        println!("{name:32} {size:6} {once:8.3} s {:6} {twice:8.3} s   ratio {:.2}", size * 2, twice / once);
    };
    for (name, piece) in SHAPES {
        row(&format!("words of an item: {name}"), WORDS, &|words| read(&item(words, piece)));
    }
    row("examine: words of an item", WORDS, &|words| {
        let text = item(words, |n| format!("harbour masters{n} of berths "));
        examined(&format!("- [x] {text}\n"), "")
    });
    row("examine: items", ITEMS, &|items| {
        let list = (0..items).map(|n| format!("- [x] Backup of berth{n} taken within 24h before the tag\n"));
        examined(&list.collect::<String>(), "")
    });
    row("examine: pinned items", ITEMS, &|items| {
        let list = (0..items).map(|n| {
            format!("- [x] Berth {n} is safe <!-- golive: kind=backup of=berth{n} within=24h -->\n")
        });
        examined(&list.collect::<String>(), "")
    });
    row("rows of a lexicon", ROWS, &|rows| {
        let text = lexicon(rows);
        timed(|| drop(black_box(Config::load(Path::new("golive.toml"), &text).unwrap())))
    });
    row("examine: rows of a lexicon", ROWS, &|rows| {
        let list = (0..100).map(|n| format!("- [x] Survey{n} of the quay {n} done\n"));
        examined(&list.collect::<String>(), &lexicon(rows))
    });
}

fn item(words: usize, piece: Piece) -> String {
    (0..words / 4).map(piece).collect()
}

/// Reads an item of any length. In a checklist it is cut.
fn read(text: &str) -> f64 {
    let (grammar, lexicon) = (Grammar::new(), Lexicon::built_in());
    timed(|| drop(black_box(reading::read(text, &[], &grammar, lexicon))))
}

fn lexicon(rows: usize) -> String {
    let row = |n: usize| format!("[[kind]]\nid = \"survey-{n}\"\nthings = [\"survey{n} of the quay\"]\n");
    (0..rows).map(row).collect()
}

/// Examines a repository with one release, this checklist and the records of a hundred backups.
fn examined(items: &str, config: &str) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let repo = folder.path();
    let write = |path: &str, text: &str| {
        let path = repo.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a file of the benchmark's own repository")]
        std::fs::write(path, text).unwrap();
    };
    write("RELEASE_CHECKLIST.md", &format!("# Release checklist\n\n## Before\n\n{items}"));
    for n in 0..100 {
        let record = format!(
            "{{\"kind\": \"backup\", \"database\": \"berth{n}\", \"status\": \"success\", \"finished_at\": \"2026-01-10T08:00:00Z\"}}"
        );
        write(&format!("artifacts/backups/berth{n}.json"), &record);
    }
    for command in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "one"], &["tag", "v1.0.0"]] {
        git(repo, command);
    }
    let job = Job {
        repo: repo.to_owned(),
        config: Config::load(Path::new("golive.toml"), config).unwrap(),
        now: "2026-02-01T00:00:00Z".parse().unwrap(),
        head: None,
    };
    timed(|| drop(black_box(examine(&job, &Silent).unwrap())))
}

fn git(repo: &Path, words: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C").arg(repo).args(["-c", "user.name=Ada", "-c", "user.email=ada@example.invalid"]);
    for variable in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        git.env(variable, "2026-01-10T09:00:00Z");
    }
    assert!(git.args(words).status().unwrap().success(), "git {words:?} failed");
}

fn timed(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64()
}
