#!/usr/bin/env bash
# hdr-histogram-js 3.0.1 (npm): with the documented bitBucketSize 8, 270 requests of 100 ms and 30 of 900 have p50, p90 and p99 of 0 ms beside a totalCount of
# 300, and no error: a count wraps at 256. Encoded and read again they are 44 requests with a median of 900. With 16 bits p50 is 100 and p99 900. hdrhistogram
# 7.6.0 (Rust) with u8 stops counting at 255, as it warns, and says 300 requests and a p99 of 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir src || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund hdr-histogram-js@3.0.1 || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nhdrhistogram = "=7.6.0"\n' > Cargo.toml
cat > src/main.rs <<'END'
fn main() {
    let mut h = hdrhistogram::Histogram::<u8>::new_with_bounds(1, 3_600_000, 3).unwrap();
    for i in 0..300 { h.record(if i < 270 { 100 } else { 900 }).unwrap(); }
    println!("rust u8: {} requests, p50 {}, p99 {}", h.len(), h.value_at_quantile(0.5), h.value_at_quantile(0.99));
}
END
CARGO_TARGET_DIR=$d/t cargo build -q -j 1 2> log || { cat log; exit 2; }
cat > a.js <<'END'
const hdr = require('hdr-histogram-js'), say = (name, h) => console.log(`${name}: ${h.totalCount} requests, p50 ${h.getValueAtPercentile(50)}, p99 ${h.getValueAtPercentile(99)}`);
for (const bitBucketSize of [8, 16]) {
  const h = hdr.build({ bitBucketSize });
  for (let i = 0; i < 300; i++) h.recordValue(i < 270 ? 100 : 900);
  say(`js ${bitBucketSize}`, h);
  say(`js ${bitBucketSize} read again`, hdr.decodeFromCompressedBase64(hdr.encodeIntoCompressedBase64(h)));
}
END
npm ls --depth 0 | grep hdr; cargo tree --depth 1 2> /dev/null | grep -o 'hdrhistogram v[0-9.]*'
{ node a.js && t/debug/own; } | tee out
grep -qx 'js 8: 300 requests, p50 0, p99 0' out && grep -qx 'js 8 read again: 44 requests, p50 900, p99 900' out && grep -qx 'js 16: 300 requests, p50 100, p99 900' out \
  && grep -qx 'rust u8: 300 requests, p50 100, p99 0' out
