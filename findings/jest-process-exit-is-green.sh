#!/usr/bin/env bash
# jest 30.5.2: where the code under test calls process.exit(0), jest ends with 0 in the middle of the run and writes no JSON:
# the failing test after it never runs, and the report of the run before stays. Seen with one file, which runs in jest's own process; stderr names the call.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund jest@30.5.2 || exit 2
npx jest --version
echo "test('a', () => {});" > a.test.js
npx jest --json --outputFile=out.json > log 2>&1; echo "before: exit $?"; cp out.json before.json || exit 2
echo "test('a', () => {}); test('b', () => process.exit(0)); test('c', () => { throw new Error('broken'); });" > a.test.js
npx jest --json --outputFile=out.json > log 2>&1; code=$?
echo "process.exit(0): exit $code"; grep -c '^Tests:' log; cmp out.json before.json && echo "out.json is that of the run before"
[ $code = 0 ] && cmp -s out.json before.json && ! grep -q '^Tests:' log
