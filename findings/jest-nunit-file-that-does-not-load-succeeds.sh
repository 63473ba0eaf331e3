#!/usr/bin/env bash
# jest 30.5.2 with jest-nunit-reporter 1.3.1 (npm): a test file that does not load and one whose afterAll throws end jest with 1 ("2 failed" suites), and are
# success="True" result="Success" in the NUnit file, with failures="0" errors="0" for the run. What did fail by its words is a test.todo: result="Failure",
# counted nowhere. jest-trx-results-processor 3.0.2 (npm) of the same run: outcome "Failed", error="2".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund jest@30.5.2 jest-nunit-reporter@1.3.1 jest-trx-results-processor@3.0.2 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'jest.*@.*'
echo "module.exports = { testResultsProcessor: 'jest-nunit-reporter', reporters: ['default', ['jest-trx-results-processor', { outputFile: 'out.trx' }]] };" > jest.config.js
echo "test('adds', () => {}); test.todo('later');" > a.test.js
echo "require('./gone'); test('never', () => {});" > b.test.js
echo "describe('pay', () => { afterAll(() => { throw new Error('left open'); }); test('sends', () => {}); });" > c.test.js
npx jest > log 2>&1; code=$?
echo "exit $code; $(grep 'Test Suites:' log)"
grep -oE '<test-results [^>]*>' test-report.xml | grep -oE '(errors|total|failures)="[0-9]*"' | tr '\n' ' '
for f in b.test.js c.test.js; do grep -oE "<test-suite name=\"[^\"]*$f\"[^>]*>" test-report.xml | grep -oE '[a-c]\.test\.js|success="[A-Za-z]*"|result="[A-Za-z]*"' | tr '\n' ' '; done
grep -oE '<test-case name="[^"]*later"[^>]*>' test-report.xml; grep -oE '<(ResultSummary|Counters)[^>]*>' out.trx
[ $code = 1 ] && grep -q '2 failed' log && [ "$(grep -oE '<test-suite [^>]*(b|c)\.test\.js[^>]*result="Success"' test-report.xml | wc -l)" = 2 ] && grep -qE '<test-results [^>]*errors="0"[^>]*failures="0"' test-report.xml &&
  grep -q 'later"[^>]*result="Failure"' test-report.xml && grep -q 'error="2"' out.trx
