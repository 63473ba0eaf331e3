#!/usr/bin/env bash
# mocha 11.8.0 with mocha-trx-reporter 3.3.1 (npm): where only an after hook throws, mocha ends with 1 ("1 failing"), and the TRX is that of a clean run:
# outcome "Completed", passed="1" failed="0" error="0", without a word of the error. A before hook that throws makes its tests fail in it. mocha-sonar-reporter
# 0.1.6 (npm) has failures="1" errors="1" tests="1" skipped="-1" of the same run, beside two testcases.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund mocha@11.8.0 mocha-trx-reporter@3.3.1 mocha-sonar-reporter@0.1.6 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'mocha.*@.*'
of() { echo "describe('pay', () => { $1(() => { throw new Error('left open'); }); it('sends', () => {}); });" > "$1.js"; npx mocha "$1.js" --reporter mocha-trx-reporter --reporter-options output="$1.trx" > log 2>&1; code=$?
  echo "$1: exit $code; $(grep -oE '<ResultSummary [^>]*>' "$1.trx") $(grep -oE ' (total|passed|failed|error)="[0-9]*"' "$1.trx" | tr '\n' ' ')" | tee -a seen; }
of after; of before
npx mocha after.js --reporter mocha-sonar-reporter > sonar.xml 2> log
grep -oE '<testsuite [^>]*>' sonar.xml | grep -oE '(tests|failures|errors|skipped)="[-0-9]*"' | tr '\n' ' '; echo "testcases: $(grep -c '<testcase' sonar.xml)"
grep -q '^after: exit 1; <ResultSummary outcome="Completed">.*passed="1"  *error="0"  *failed="0"' seen && ! grep -q 'left open' after.trx && grep -q '^before: exit 1; <ResultSummary outcome="Failed">' seen && grep -q 'skipped="-1"' sonar.xml
