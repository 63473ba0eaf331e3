#!/usr/bin/env bash
# hdrhistogram 0.10.8 (PyPI): where 34 of 36 requests took 100 ms and 2 took 900, it says a p95 of 100, and of the very bytes that it encodes hdr-histogram-js
# 3.0.1 (npm) and hdrhistogram 7.6.0 (Rust) say 900: 95 % of 36 is 34.2, which it rounds to the nearest count, 34, and the others up to 35. So a p95 within
# budget may leave out more than 5 % of the requests. What the npm library encodes, the Rust one refuses: 1.0 is written as an integer.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install hdrhistogram==0.10.8 || exit 2
cd "$d" && mkdir src || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund hdr-histogram-js@3.0.1 || exit 2
printf '[package]\nname = "own"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nhdrhistogram = "=7.6.0"\nbase64 = "=0.22.1"\n' > Cargo.toml
cat > src/main.rs <<'END'
use base64::Engine;
fn main() {
    for file in ["encoded", "encoded.js"] {
        let text = std::fs::read_to_string(file).unwrap();
        let bytes = base64::engine::general_purpose::STANDARD.decode(text.trim()).unwrap();
        match hdrhistogram::serialization::Deserializer::new().deserialize::<u64, _>(&mut &bytes[..]) {
            Ok(h) => println!("rust: {} requests, p95 {}, not slower than 100: {:.1} %", h.len(), h.value_at_quantile(0.95), h.percentile_below(100)),
            Err(e) => println!("rust of {file}: {e:?}"),
        }
    }
}
END
CARGO_TARGET_DIR=$d/t cargo build -q -j 1 2> log || { cat log; exit 2; }
cat > a.py <<'END'
from hdrh.histogram import HdrHistogram
h = HdrHistogram(1, 3600000, 3)
for i in range(36): h.record_value(100 if i < 34 else 900)
open('encoded', 'wb').write(h.encode())
print(f'python: {h.get_total_count()} requests, p95 {h.get_value_at_percentile(95)}')
END
cat > a.js <<'END'
const hdr = require('hdr-histogram-js'), fs = require('fs'), h = hdr.decodeFromCompressedBase64(fs.readFileSync('encoded', 'utf8'));
console.log(`js: ${h.totalCount} requests, p95 ${h.getValueAtPercentile(95)}`);
fs.writeFileSync('encoded.js', hdr.encodeIntoCompressedBase64(h));
END
npm ls --depth 0 | grep hdr; v/bin/pip list 2> /dev/null | grep hdr; cargo tree --depth 1 2> /dev/null | grep -o 'hdrhistogram v[0-9.]*'
{ v/bin/python a.py && node a.js && t/debug/own; } | tee out
[ "$(grep -o 'p95 [0-9]*' out | tr '\n' ' ')" = 'p95 100 p95 900 p95 900 ' ] && [ "$(grep -c '36 requests' out)" = 3 ] && grep -q ': 94.4 %' out && grep -q 'encoded.js: UnsupportedFeature' out
