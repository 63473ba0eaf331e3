#!/usr/bin/env bash
# The length 1h30 is 3630 s for duration-str 0.21.0 (Rust), where a number without a unit is seconds, and 5400 for parse-duration 2.1.9 (npm), where it is of
# the next smaller unit; humantime 2.4.0 refuses it. 1M is a minute for duration-str and parse-duration and a month for humantime. 01:30:00 is 1.03 ms for
# parse-duration, 1 ms and 30 µs by the same rule, and 5400 s for jiff 1.0.2 (Rust) and pytimeparse 1.1.10 (PyPI).
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pytimeparse==1.1.10 || exit 2
cd "$d" && mkdir src || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund parse-duration@2.1.9 || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nduration-str = "=0.21.0"\nhumantime = "=2.4.0"\njiff = "=1.0.2"\n' > Cargo.toml
cat > src/main.rs <<'END'
fn main() {
    let say = |r: Option<f64>| r.map_or("none".into(), |n| n.to_string());
    for s in ["1h30", "1M", "01:30:00"] {
        println!("{s}: duration-str {}, humantime {}, jiff {}", say(duration_str::parse(s).ok().map(|d| d.as_secs_f64())),
            say(humantime::parse_duration(s).ok().map(|d| d.as_secs_f64())), say(s.parse::<jiff::SignedDuration>().ok().map(|d| d.as_secs_f64())));
    }
}
END
CARGO_TARGET_DIR=$d/t cargo build -q -j 1 2> log || { cat log; exit 2; }
cat > a.mjs <<'END'
import parse from 'parse-duration';
for (const s of ['1h30', '1M', '01:30:00']) console.log(`${s}: parse-duration ${parse(s)} ms`);
END
echo 'from pytimeparse import parse
for s in ("1h30", "1M", "01:30:00"): print(f"{s}: pytimeparse {parse(s)}")' > a.py
npm ls --depth 0 | grep parse-duration; v/bin/pip list 2> /dev/null | grep pytimeparse; cargo tree --depth 1 2> /dev/null | grep -oE '(duration-str|humantime|jiff) v[0-9.]*'
{ t/debug/own && node a.mjs && v/bin/python a.py; } | tee out
grep -qx '1h30: duration-str 3630, humantime none, jiff none' out && grep -qx '1h30: parse-duration 5400000 ms' out && grep -q '^1M: duration-str 60, humantime 2630016,' out && grep -qx '1M: parse-duration 60000 ms' out \
  && grep -qx '01:30:00: parse-duration 1.03 ms' out && grep -q '^01:30:00: .*jiff 5400' out && grep -qx '01:30:00: pytimeparse 5400' out
