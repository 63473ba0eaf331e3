//! What a build of a fixed history costs, counted and not timed: allocations are the same on any machine, seconds are not.

use golive::config::Config;
use golive::progress::Silent;
use golive::publish::Options;
use golive::{Job, build, demo};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::io::Write;
use std::process::Command;

/// Counts; all tests of this binary run on it, which is why the counted build runs in a process of its own.
#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations of the build below, in thousands. Whoever makes golive dearer or cheaper by a tenth changes this number, and says why.
const EXPECTED: usize = 4_210;
/// Names the process that only counts.
const CHILD: &str = "GOLIVE_COUNTS_ALLOCATIONS";

/// The child of the test below: writes the sample of twelve releases, and counts while its site is built by one thread.
#[test]
fn counted_child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let repo = folder.path().join("repo");
    let written = demo::write(&repo, &demo::Plan { releases: 12, seed: 1 }, &Silent).unwrap();
    let job = Job { repo, config: Config::default(), now: written.last_time, head: None };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let region = Region::new(COUNTED);
    pool.install(|| build(&job, &folder.path().join("site"), &Options::default(), &Silent)).unwrap();
    writeln!(std::io::stdout(), "allocations: {}", region.change().allocations).unwrap();
}

#[test]
fn a_build_costs_no_more_allocations_than_it_did() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["cost::counted_child", "--exact", "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    let counted =
        output.split("allocations: ").nth(1).and_then(|rest| rest.lines().next()?.parse::<usize>().ok());
    let counted = counted.unwrap_or_else(|| panic!("the child counts nothing: {output}")) / 1_000;
    assert!(
        (EXPECTED * 9 / 10..=EXPECTED * 11 / 10).contains(&counted),
        "a build makes {counted} thousand allocations, not {EXPECTED} thousand: say in the commit why, and set EXPECTED"
    );
}
