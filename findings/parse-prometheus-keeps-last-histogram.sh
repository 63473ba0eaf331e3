#!/usr/bin/env bash
# parse-prometheus-text-format 1.1.1 (npm): of a histogram or a summary with a label beside `le` or `quantile` it keeps one entry without labels: the buckets of
# the last label set alone, without sum and count. Of the requests of /pay (0.9 quantile 4 s) and /home (0.02 s) only those of /home are left, as if
# they were all. prometheus_client 0.22.1 (PyPI) reads all samples of the same text.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install prometheus_client==0.22.1 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund parse-prometheus-text-format@1.1.1 || exit 2
cat > metrics.txt <<'END'
# HELP took_seconds Time of requests.
# TYPE took_seconds summary
took_seconds{path="/pay",quantile="0.9"} 4
took_seconds_sum{path="/pay"} 300
took_seconds_count{path="/pay"} 100
took_seconds{path="/home",quantile="0.9"} 0.02
took_seconds_sum{path="/home"} 2
took_seconds_count{path="/home"} 100
# HELP size_bytes Size of answers.
# TYPE size_bytes histogram
size_bytes_bucket{path="/pay",le="1000"} 1
size_bytes_bucket{path="/pay",le="+Inf"} 100
size_bytes_sum{path="/pay"} 900000
size_bytes_count{path="/pay"} 100
size_bytes_bucket{path="/home",le="1000"} 100
size_bytes_bucket{path="/home",le="+Inf"} 100
size_bytes_sum{path="/home"} 9000
size_bytes_count{path="/home"} 100
END
cat > a.mjs <<'END'
import parse from 'parse-prometheus-text-format'; import { readFileSync } from 'fs';
for (const m of parse(readFileSync('metrics.txt', 'utf8'))) console.log(m.name, m.metrics.length, JSON.stringify(m.metrics));
END
npm ls --depth 0 | grep prometheus; v/bin/pip list 2> /dev/null | grep prometheus
node a.mjs | tee out
v/bin/python -c 'from prometheus_client.parser import text_string_to_metric_families as t
for m in t(open("metrics.txt").read()): print("prometheus_client", m.name, len(m.samples), "samples of", sorted({s.labels["path"] for s in m.samples}))' | tee other
grep -qF 'took_seconds 1 [{"quantiles":{"0.9":"0.02"}}]' out && grep -qF 'size_bytes 1 [{"buckets":{"1000":"100","+Inf":"100"}}]' out && [ "$(grep -c "'/home', '/pay'" other)" = 2 ]
