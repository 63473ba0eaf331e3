#!/usr/bin/env bash
# test-results-parser 0.4.6 (npm), type mstest: of a TRX in which one test passed, one has outcome "Timeout", one "Aborted" and one "Error", all of them outcomes
# that the TRX schema has, it makes status PASS, with 4 tests, 1 passed, 0 failed, 0 errors and 0 skipped: it knows Passed, Failed and NotExecuted, and three tests
# have no status. ResultSummary outcome="Failed" in the file is not looked at. With outcome "Failed" in place of "Timeout" the status is FAIL.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund test-results-parser@0.4.6 || exit 2
cat > a.js <<'END'
const fs = require('fs'), { parse } = require('test-results-parser'), tests = ['Adds', 'Sends', 'Pays', 'Stores'];
const trx = (outcomes) => `<?xml version="1.0" encoding="utf-8"?>
<TestRun id="00000000-0000-0000-0000-000000000001" name="own" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Times creation="2026-01-01T00:00:00" queuing="2026-01-01T00:00:00" start="2026-01-01T00:00:00" finish="2026-01-01T00:02:00"/>
<Results>${tests.map((t, n) => `<UnitTestResult executionId="e${n}" testId="t${n}" testName="${t}" computerName="ci" duration="00:00:01.0000000" startTime="2026-01-01T00:00:00"
 endTime="2026-01-01T00:00:01" testType="13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b" outcome="${outcomes[n]}" testListId="l"/>`).join('')}</Results>
<TestDefinitions>${tests.map((t, n) => `<UnitTest name="${t}" storage="own.dll" id="t${n}"><TestMethod codeBase="own.dll" className="Own.Pay" name="${t}"/></UnitTest>`).join('')}</TestDefinitions>
<ResultSummary outcome="Failed"><Counters total="4" executed="4" passed="1" failed="0" error="1" timeout="1" aborted="1"/></ResultSummary></TestRun>`;
for (const outcomes of [['Passed', 'Timeout', 'Aborted', 'Error'], ['Passed', 'Failed', 'Aborted', 'Error']]) {
  fs.writeFileSync('own.trx', trx(outcomes)); const r = parse({ type: 'mstest', files: ['own.trx'] });
  console.log(`${outcomes.join(' ')}: ${r.status} total ${r.total} passed ${r.passed} failed ${r.failed} errors ${r.errors} skipped ${r.skipped}; ${r.suites[0].cases.map((c) => String(c.status)).join(' ')}`);
}
END
npm ls --depth=0 2> /dev/null | grep -o 'test-results-parser@.*'
node a.js | tee seen
grep -qx 'Passed Timeout Aborted Error: PASS total 4 passed 1 failed 0 errors 0 skipped 0; PASS undefined undefined undefined' seen && grep -q '^Passed Failed Aborted Error: FAIL total 4 passed 1 failed 1' seen
