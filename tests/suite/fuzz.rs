//! Claims about readers under mutation: whatever becomes of a file, every reader survives it, soon, and reads it the same twice.
//!
//! The seeds are the files of `tests/seeds/`, under the paths that they have there; a reader without a seed fails a test. The mutations
//! come from a counter, so that a failure is repeated by its number. The suite runs a hundred for each seed; longer runs:
//! `GOLIVE_FUZZ_SECONDS=600 [GOLIVE_FUZZ_SEED=lighthouse/report.json] [GOLIVE_FUZZ_FROM=17] cargo test --release fuzz -- --nocapture`.

use golive::read::{READERS, Source, read_blob};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Mutations of each seed where no time is given.
const ROUNDS: u64 = 100;
/// A seed is a few kilobytes: a reader that takes longer for it has lost its way.
const LONGEST: Duration = Duration::from_secs(5);
/// Mutations do not grow a file beyond this.
const LARGEST: usize = 64 << 10;

/// Bytes that mean something to some reader, or to none.
const WORDS: [&[u8]; 40] = [
    b"null",
    b"true",
    b"-1",
    b"0",
    b"1e999",
    b"-0",
    b"99999999999999999999",
    b"0.000001",
    b"NaN",
    b"\"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\u0000",
    b"\\ud800",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"---\n",
    b"- [x] ",
    b"# ",
    b"| a | b |\n|---|---|\n",
    b"`a/b.md:9`",
    b"2026-02-30T25:61:61Z",
    b"1970-01-01",
    b"+999999-12-31",
    b"<script>",
    b"../../x",
    b"%00",
    b"&a *a",
    b"~~",
];

/// A small generator of numbers (splitmix64): the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// A file's path and bytes.
type Seed = (String, Vec<u8>);

fn seeds() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// A random part of some bytes.
fn part(dice: &mut Dice, of: &[u8]) -> std::ops::Range<usize> {
    let start = dice.below(of.len() + 1);
    let long = dice.below(4) == 0;
    start..(start + dice.below(if long { of.len() } else { 12 })).min(of.len())
}

/// A seed after one to eight changes.
fn mutated(dice: &mut Dice, seed: &[u8], others: &[Seed]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(8) {
        let range = part(dice, &bytes);
        let with: Vec<u8> = match dice.below(7) {
            0 => Vec::new(),
            1 => bytes[range.clone()].repeat(1 + dice.below(40)),
            2 => bytes[part(dice, &bytes)].to_vec(),
            3 => {
                let (_, other) = &others[dice.below(others.len())];
                other[part(dice, other)].to_vec()
            }
            4 => vec![u8::try_from(dice.below(256)).unwrap()],
            _ => WORDS[dice.below(WORDS.len())].to_vec(),
        };
        let start = range.start;
        let range = if dice.below(2) == 0 { start..start } else { range };
        if bytes.len() + with.len() <= LARGEST {
            bytes.splice(range, with);
        }
    }
    if dice.below(8) == 0 {
        bytes.truncate(dice.below(bytes.len() + 1));
    }
    bytes
}

/// Reads a file with every reader that recognises it, and as a whole.
fn read(path: &str, bytes: &[u8]) {
    let source = Source::new(path, bytes);
    for reader in READERS.iter().filter(|reader| reader.recognises(&source)) {
        let facts = reader.read(&source);
        assert!(
            facts.measurements.iter().all(|m| m.value.is_none_or(f64::is_finite)),
            "a value that is no number"
        );
    }
    let facts = read_blob(path, bytes);
    assert!(facts.problems.len() <= 21, "{} problems", facts.problems.len());
    assert_eq!(facts, read_blob(path, bytes), "read otherwise the second time");
}

fn attempt(path: &str, round: u64, bytes: &[u8]) {
    let begun = Instant::now();
    let survived = catch_unwind(AssertUnwindSafe(|| read(path, bytes))).is_ok();
    let taken = begun.elapsed();
    assert!(
        survived && taken < LONGEST,
        "{path}, round {round}: {} after {taken:?}: {}",
        if survived { "read" } else { "a reader gave up" },
        bytes.escape_ascii()
    );
}

#[expect(clippy::print_stdout, reason = "a long run says how far it came")]
#[test]
fn every_reader_survives_mutations_of_every_seed() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("GOLIVE_FUZZ_SECONDS").map(Duration::from_secs);
    let from = number("GOLIVE_FUZZ_FROM").unwrap_or_default();
    let wanted = std::env::var("GOLIVE_FUZZ_SEED").ok();
    let all = seeds();
    for (path, seed) in all.iter().filter(|(path, _)| wanted.as_ref().is_none_or(|wanted| wanted == path)) {
        let begun = Instant::now();
        let mut round = from;
        while seconds.map_or(round < from + ROUNDS, |seconds| begun.elapsed() < seconds) {
            let mut dice =
                Dice(round.wrapping_mul(0x5851_f42d_4c95_7f2d) ^ u64::try_from(seed.len()).unwrap());
            attempt(path, round, &mutated(&mut dice, seed, &all));
            round += 1;
        }
        if seconds.is_some() {
            println!("{path}: {} rounds", round - from);
        }
    }
}

#[test]
fn every_reader_has_a_seed_that_it_is_the_first_to_recognise() {
    let all = seeds();
    let first = |(path, bytes): &Seed| {
        let source = Source::new(path, bytes);
        READERS.iter().position(|reader| reader.recognises(&source))
    };
    let seen: Vec<usize> = all.iter().filter_map(first).collect();
    for (n, reader) in READERS.iter().enumerate() {
        assert!(
            seen.contains(&n),
            "add a small file to tests/seeds/ that the reader of `{}` (number {n}) recognises",
            reader.kind().word()
        );
    }
}

#[test]
fn every_truncation_of_every_seed_is_survived() {
    for (path, bytes) in seeds() {
        let step = (bytes.len() / 400).max(1);
        for end in (0..bytes.len()).step_by(step) {
            attempt(&path, u64::try_from(end).unwrap(), &bytes[..end]);
        }
    }
}
