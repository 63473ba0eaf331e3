//! How fast texts are looked through for secrets, as a ratio to copying them and counting their lines; and what is found in files.
//!
//! `cargo bench --bench redact` measures a log of its own. With files (`-- a.log b.log`) it lists each line with a hit, so that rules can be
//! held against clean texts.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may stop and prints its figures")]

use golive::redact::{redact, tokens};
use std::fmt::Write as _;
use std::time::Instant;

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let began = Instant::now();
    std::hint::black_box(work());
    began.elapsed().as_secs_f64()
}

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    for file in &files {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        let lines: Vec<&str> = text.split('\n').collect();
        let hits = redact(&text).hits;
        hits.iter().for_each(|hit| {
            println!("{file}:{}: {}: {}", hit.line, hit.rule, lines.get(hit.line - 1).unwrap_or(&""))
        });
        println!("{file}: {} of {} lines", hits.len(), lines.len());
    }
    if files.is_empty() {
        let mut log = String::new();
        for n in 0..400_000 {
            let _ = writeln!(
                log,
                "2026-01-10T08:00:00Z INFO request {n} GET https://x.example/app?page={n} handled in {} ms, token valid, key {n}",
                n % 90
            );
        }
        let copied = seconds(|| log.clone().bytes().filter(|byte| *byte == b'\n').count());
        let (read, scanned) = (seconds(|| redact(&log)), seconds(|| tokens(log.as_bytes())));
        let megabytes = log.len() as f64 / 1e6;
        println!("a log of {megabytes:.0} MB: copied and counted in {copied:.3} s");
        println!("redact: {:.0} MB/s, {:.1} times the copy", megabytes / read, read / copied);
        println!("tokens: {:.0} MB/s, {:.1} times the copy", megabytes / scanned, scanned / copied);
    }
}
