#!/usr/bin/env bash
# vitest 3.2.7: an error that no test awaits ends the run with 1 ("Unhandled Errors"), and neither its JSON ("success": true) nor its JUnit
# (failures="0" errors="0") has any of it. Who keeps the report and not the exit status keeps a success.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund vitest@3.2.7 || exit 2
cat > a.test.js <<'EOF'
import { test } from 'vitest';
test('adds', async () => { Promise.reject(new Error('nobody waits')); await new Promise((done) => setTimeout(done, 50)); });
EOF
npx vitest --version
npx vitest run --reporter=default --reporter=json --reporter=junit --outputFile.json=out.json --outputFile.junit=out.xml > log 2>&1; code=$?
echo "exit $code, $(grep -c 'Unhandled' log) lines of unhandled errors"; grep -o '"numFailedTests":[0-9]*\|"success":[a-z]*' out.json; grep '<testsuites' out.xml
[ $code = 1 ] && grep -q '"success":true' out.json && grep -q 'failures="0" errors="0"' out.xml && ! grep -q '<failure\|<error' out.xml
