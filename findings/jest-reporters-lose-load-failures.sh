#!/usr/bin/env bash
# jest 30.5.2 with jest-junit 17.0.0 and jest-ctrf-json-reporter 0.0.11, without options: a test file that does not load is in neither report.
# A throwing afterAll is in JUnit a failure that failures="0" leaves out (tests="1", two testcases), and in CTRF nothing: 1 passed, 0 failed.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund jest@30.5.2 jest-junit@17.0.0 jest-ctrf-json-reporter@0.0.11 || exit 2
echo "module.exports = {reporters: ['default', 'jest-junit', 'jest-ctrf-json-reporter']};" > jest.config.js
echo "require('./none'); test('adds', () => {});" > load.test.js
echo "afterAll(() => { throw new Error('hook'); }); test('adds', () => {});" > hook.test.js
npx jest --version
for t in load hook; do
  npx jest $t > $t.log 2>&1; echo "$t: exit $?, $(grep '^Test Suites:' $t.log)"
  mv junit.xml $t.xml && mv ctrf/ctrf-report.json $t.json || exit 2
  grep '<testsuites' $t.xml; grep -c '<failure' $t.xml; grep -E '"(passed|failed)": [0-9]' $t.json
done
grep -q 'tests="0" failures="0" errors="0"' load.xml && ! grep -q '<testsuite ' load.xml && grep -q '"failed": 0' load.json \
  && grep -q 'tests="1" failures="0" errors="0"' hook.xml && grep -q '<failure' hook.xml && grep -q '"failed": 0' hook.json
