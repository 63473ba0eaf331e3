#!/usr/bin/env bash
# prom-client 15.1.3 (npm): a Summary of 36 requests, 34 of 100 ms and 2 of 900, tells quantile 0.5 as 144 and 0.95 as 864, which nobody waited: its tdigest
# 0.1.x draws a line between the two values from the middle of the 34 on. A budget of 120 ms for the median fails although 94 % of the requests took 100.
# tdigest 1.0.1 (Rust), of the same name, says 100.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir src || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund prom-client@15.1.3 tdigest@0.1.3 || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\ntdigest = "=1.0.1"\n' > Cargo.toml
cat > src/main.rs <<'END'
fn main() {
    let all = (0..36).map(|i| if i < 34 { 100.0 } else { 900.0 }).collect();
    println!("rust: p50 {:?}", tdigest::TDigest::new_with_size(100).merge_unsorted(all).estimate_quantile(0.5));
}
END
CARGO_TARGET_DIR=$d/t cargo build -q -j 1 2> log || { cat log; exit 2; }
cat > a.js <<'END'
const client = require('prom-client'), s = new client.Summary({ name: 'request_ms', help: 'own', percentiles: [0.5, 0.95] });
for (let i = 0; i < 36; i++) s.observe(i < 34 ? 100 : 900);
client.register.metrics().then((text) => console.log(text));
END
npm ls --all | grep -E 'prom-client@|tdigest@'; cargo tree --depth 1 2> /dev/null | grep -o 'tdigest v[0-9.]*'
{ node a.js && t/debug/own; } | grep -v '^#' | tee out
grep -qE '^request_ms\{quantile="0.5"\} 144\.' out && grep -qE '^request_ms\{quantile="0.95"\} 864\.' out && grep -qx 'request_ms_count 36' out && grep -q 'p50 Some(100' out
