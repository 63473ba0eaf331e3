#!/usr/bin/env bash
# json-to-junit 2.2.0 and jsonjunit 1.0.1 on the JSON of mochawesome 8.1.1: a test that is skipped (it.skip) or not written yet is a passed testcase, skipped="0",
# and the one failure is counted in failures and in errors. mochawesome-merge 4.4.1 loses the count of tests that a failed hook kept from running:
# skipped 1 of one file is skipped 0 and hasSkipped false of both.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir r junit junit2 || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund mocha@11.8.0 mochawesome@8.1.1 mochawesome-merge@4.4.1 json-to-junit@2.2.0 jsonjunit@1.0.1 || exit 2
cat > shop.test.js <<'END'
describe('shop', () => { it('adds', () => {}); it('pays', () => { throw new Error('broken'); }); it.skip('refunds', () => {}); it('ships'); });
END
cat > hook.test.js <<'END'
describe('hook', () => { before(() => { throw new Error('no database'); }); it('orders', () => {}); });
END
npm ls --depth 0 | grep -E 'json|mocha'
for t in shop hook; do
  npx mocha -R mochawesome --reporter-options reportDir=r,reportFilename=$t,quiet=true,html=false $t.test.js > log 2>&1
  echo "$t: exit $?, $(node -p 'const s = require("./r/'$t'.json").stats; JSON.stringify({tests: s.tests, passes: s.passes, pending: s.pending, failures: s.failures, skipped: s.skipped})')"
done
npx mochawesome-merge 'r/*.json' > all.json; echo "merged: exit $?, $(node -p 'const s = require("./all.json").stats; [s.skipped, s.hasSkipped].join(" ")' | tee merged.txt)"
npx json-to-junit --json r --junit junit > log 2>&1 && npx jsonjunit --json r --junit junit2 > log 2>&1 || { cat log; exit 2; }
for j in junit junit2; do echo "== $j"; grep -A 1 -E '<(testsuite name="shop"|testcase)' $j/shop.xml | grep -E '<test|<failure|<skipped'; done
grep -q '^0 false$' merged.txt && for j in junit junit2; do
  grep -q 'name="shop" tests="4" failures="1" errors="1" skipped="0"' $j/shop.xml && [ "$(grep -c '<testcase' $j/shop.xml) $(grep -c '<skipped' $j/shop.xml)" = "4 0" ] || exit 1
done
