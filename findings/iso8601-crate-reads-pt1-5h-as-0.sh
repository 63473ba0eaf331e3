#!/usr/bin/env bash
# iso8601 0.6.6 (Rust): the duration PT1.5H is 0 seconds, P1W2D is 7 days and its two days are lost, no error for either. iso8601-duration 2.1.4 (npm) reads
# PT1.5H as 5400 s, but takes the minus from -PT1H and says +3600. isodate 0.7.2 (PyPI) reads 5400, 9 days and -3600.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install isodate==0.7.2 || exit 2
cd "$d" && mkdir src || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund iso8601-duration@2.1.4 || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\niso8601 = "=0.6.6"\n' > Cargo.toml
cat > src/main.rs <<'END'
fn main() {
    for s in ["PT1.5H", "P1W2D", "-PT1H"] {
        let read = iso8601::duration(s).map(|d| std::time::Duration::from(d).as_secs());
        println!("rust {s} {}", read.map_or("error".into(), |n| n.to_string()));
    }
}
END
CARGO_TARGET_DIR=$d/t cargo build -q -j 1 2> log || { cat log; exit 2; }
cat > a.js <<'END'
const { parse, toSeconds } = require('iso8601-duration');
for (const s of ['PT1.5H', 'P1W2D', '-PT1H']) console.log('npm', s, toSeconds(parse(s)));
END
echo 'import isodate
for s in ("PT1.5H", "P1W2D", "-PT1H"): print("pypi", s, int(isodate.parse_duration(s).total_seconds()))' > a.py
npm ls --depth 0 | grep iso; v/bin/pip list 2> /dev/null | grep iso; cargo tree --depth 1 2> /dev/null | grep -o 'iso8601 v[0-9.]*'
{ t/debug/own && node a.js && v/bin/python a.py; } | tee out
[ "$(awk '{ print $3 }' out | tr '\n' ' ')" = '0 604800 error 5400 777600 3600 5400 777600 -3600 ' ]
