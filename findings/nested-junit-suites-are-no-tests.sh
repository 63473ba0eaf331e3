#!/usr/bin/env bash
# test-results-parser 0.4.6 and genbadge 1.1.3: of JUnit in which a <testsuite> holds a <testsuite>, as node 22.12.0 writes it of a describe in a describe,
# they read no test: total 0 and "SKIP", and for genbadge a badge "0" and exit 0 with --threshold 100, though one of the two
# tests failed. Of the same tests in one describe: 1 failed, and exit 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install 'genbadge[all]==1.1.3' || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund node@22.12.0 test-results-parser@0.4.6 || exit 2
cat > flat.test.js <<'END'
const { describe, it } = require('node:test');
describe('basket', () => { it('adds', () => {}); it('pays', () => { throw new Error('broken'); }); });
END
cat > nested.test.js <<'END'
const { describe, it } = require('node:test');
describe('shop', () => { describe('basket', () => { it('adds', () => {}); it('pays', () => { throw new Error('broken'); }); }); });
END
v/bin/pip list 2> /dev/null | grep -i genbadge; npm ls --depth 0 | grep -E "node@|parser@"
for f in flat nested; do
  node_modules/.bin/node --test --test-reporter=junit $f.test.js > $f.xml; echo "$f: node exit $?, $(grep -c '<testcase' $f.xml) testcases, $(grep -c '<failure' $f.xml) failure"
  node -e 'const r = require("test-results-parser").parse({type: "junit", files: ["'$f'.xml"]}); console.log(r.status, "total", r.total, "failed", r.failed)' > $f.txt
  v/bin/genbadge tests --local --threshold 100 -i $f.xml -o $f.svg > $f.log 2>&1; echo "genbadge exit $?" >> $f.txt; tail -n 1 $f.log
  cat $f.txt
done
grep -q 'total 2 failed 1' flat.txt && grep -q 'exit 1' flat.txt && grep -q 'total 0 failed 0' nested.txt && grep -q 'exit 0' nested.txt && grep -q '<failure' nested.xml
