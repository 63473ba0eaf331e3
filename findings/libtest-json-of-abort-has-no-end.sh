#!/usr/bin/env bash
# Rust's test harness (cargo 1.95.0) with --format json: where a test aborts the process, the stream holds only what had started, and neither a failed test
# nor an end of its suite. Only cargo's own last lines on stderr and its exit status tell; a reader that looks for failures finds none.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir src || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[workspace]\n' > Cargo.toml
printf '#[test]\nfn adds() {}\n#[test]\nfn breaks() { std::process::abort(); }\n' > src/lib.rs
cargo --version || exit 2
RUSTC_BOOTSTRAP=1 cargo test -q --lib -- -Z unstable-options --format json --test-threads 1 > out.json 2> err; code=$?
echo "exit $code"; cat out.json; tail -n 2 err
grep -q '"event": "started"' out.json && ! grep -q 'failed' out.json && ! grep -q 'exec_time' out.json && [ $code != 0 ]
