#!/usr/bin/env bash
# cron 0.15.0 (Rust): day of week 1 is Sunday and 7 Saturday, where crontab(5) and croner 2.2.0 have Monday and Sunday; 0 is an error. So a window copied from
# a crontab, Monday at 2, opens a day early, and weekdays "1-5" are Sunday to Thursday. Its documentation shows names of days alone. It also
# wants both the day of month and the day of week to fit, where crontab takes either.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir src || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\ncron = "=0.15.0"\ncroner = "=2.2.0"\nchrono = "=0.4.41"\n' > Cargo.toml
cat > src/main.rs <<'END'
use chrono::{TimeZone, Utc};
fn main() {
    // Thursday, 2026-01-01.
    let from = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
    let days = |all: Vec<chrono::DateTime<Utc>>| all.iter().map(|d| d.format("%a %d %b").to_string()).collect::<Vec<_>>().join(", ");
    for e in ["0 2 * * 1", "0 2 * * 7", "0 2 * * 0", "0 2 * * 1-5", "0 2 15 * 1"] {
        let own = match format!("0 {e}").parse::<cron::Schedule>() { Ok(s) => days(s.after(&from).take(3).collect()), Err(_) => "error".into() };
        let other = croner::Cron::new(e).parse().map(|c| days(c.iter_from(from).take(3).collect())).unwrap_or("error".into());
        println!("{e}: cron {own} | croner {other}");
    }
}
END
CARGO_TARGET_DIR=$d/t cargo build -q -j 1 2> log || { cat log; exit 2; }
cargo tree --depth 1 2> /dev/null | grep -oE 'cron(er)? v[0-9.]*'
t/debug/own | tee out
grep -q '^0 2 \* \* 1: cron Sun 04 Jan.* | croner Mon 05 Jan' out && grep -q '^0 2 \* \* 7: cron Sat.* | croner Sun' out && grep -q '^0 2 \* \* 0: cron error' out \
  && grep -q '^0 2 15 \* 1: cron Sun 15 Feb.* | croner Mon 05 Jan' out
