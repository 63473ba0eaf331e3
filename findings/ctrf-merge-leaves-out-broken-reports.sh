#!/usr/bin/env bash
# ctrf 0.3.0 (npm): `ctrf merge` passes over a report that was cut short, with a line on stderr and exit 0: a merged report says not which parts are missing.
# Its tool, environment and summary.flaky are those of the first file alone, though tests and failures are summed over all.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund ctrf@0.3.0 || exit 2
report() { echo '{"reportFormat": "CTRF", "specVersion": "0.0.0", "results": {"tool": {"name": "'$1'"}, "summary": {"tests": 1, "passed": 1, "failed": 0, "pending": 0, "skipped": 0, "other": 0,
 "flaky": 1, "start": 1000, "stop": 2000}, "tests": [{"name": "a", "status": "passed", "duration": 1, "retries": 1, "flaky": true}], "environment": {"commit": "'$2'"}}}'; }
mkdir parts; report jest aaa > parts/1.json; report pytest bbb > parts/2.json; report mocha ccc | head -c 90 > parts/3.json
npm ls --depth 0 | grep ctrf@
npx ctrf merge parts --output out.json > log 2> err; code=$?
echo "exit $code"; cat log; grep -o 'Error reading.*' err
node -e 'const r = require("./parts/out.json").results; console.log(r.tool, r.environment, r.summary);
process.exit(r.summary.tests === 2 && r.summary.flaky === 1 && r.tool.name === "jest" && r.environment.commit === "aaa" ? 0 : 1)' && [ $code = 0 ]
