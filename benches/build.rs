//! How long a build takes, as a ratio to git's own walk of the same history in the same run.
//!
//! `cargo bench --bench build` (or `-- 200` for another number of releases). It writes a sample repository, then times, in turn and
//! several times each: `git log --no-renames --name-status` over the evidence, `examine` (discover, read, judge), and `build` (the same and
//! the whole site). Medians and ratios are printed; a ratio holds on any machine, a second does not.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may stop and prints its figures")]

use golive::progress::Silent;
use golive::publish::Options;
use golive::{Job, build, config::Config, demo, examine};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Turns of each measurement.
const TURNS: usize = 5;

fn main() {
    let releases = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(60);
    let folder = tempfile::tempdir().unwrap();
    let repo = folder.path().join("repo");
    let written = demo::write(&repo, &demo::Plan { releases, seed: 1 }, &Silent).unwrap();
    let job = Job { repo: repo.clone(), config: Config::default(), now: written.last_time, head: None };
    let out = folder.path().join("site");
    let mut seconds = [const { Vec::new() }; 3];
    let mut pages = 0;
    for _ in 0..TURNS {
        let [walk, judge, whole] = &mut seconds;
        walk.push(timed(|| git_log(&repo)));
        judge.push(timed(|| drop(examine(&job, &Silent).unwrap())));
        whole.push(timed(|| pages = build(&job, &out, &Options::default(), &Silent).unwrap().pages));
    }
    let [walk, judge, whole] = seconds.map(median);
    println!("{releases} releases, {} commits, {pages} pages; medians of {TURNS} turns", written.commits);
    println!("git log --name-status   {walk:8.3} s   1.0");
    println!("examine                 {judge:8.3} s   {:.1}", judge / walk);
    println!(
        "build                   {whole:8.3} s   {:.1}   {:.3} ms a page",
        whole / walk,
        1000.0 * whole / f64::from(u32::try_from(pages).unwrap())
    );
}

fn git_log(repo: &Path) {
    let mut git = Command::new("git");
    git.arg("-C").arg(repo).args(["log", "--no-renames", "--name-status", "--format=%H", "--"]);
    let done = git.args(["artifacts", "feedback", "docs"]).stdout(Stdio::null()).status().unwrap();
    assert!(done.success(), "git log failed");
}

fn timed(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
