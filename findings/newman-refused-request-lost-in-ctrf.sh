#!/usr/bin/env bash
# newman 6.2.2 and junit-to-ctrf 0.0.14: a refused request that has no tests of its own is errors="1" on a suite of tests="0" in newman's JUnit,
# and the root has tests alone. The CTRF made of it lists testcases only: 1 passed, 0 failed, exit 0, where newman ended with 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund newman@6.2.2 junit-to-ctrf@0.0.14 || exit 2
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') || exit 2
cat > c.json <<EOF
{"info": {"name": "c", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": [
 {"name": "no tests", "request": {"method": "GET", "url": "http://127.0.0.1:$port/"}},
 {"name": "one test", "request": {"method": "GET", "url": "http://127.0.0.1:$port/"},
  "event": [{"listen": "test", "script": {"exec": ["pm.test('sum', () => pm.expect(1 + 1).to.equal(2));"]}}]}]}
EOF
npx newman --version
npx newman run c.json -r junit --reporter-junit-export out.xml > log 2>&1; newman=$?
npx junit-to-ctrf out.xml -o out.json > log2 2>&1; ctrf=$?
echo "newman: exit $newman"; grep -E '<testsuite' out.xml; echo "junit-to-ctrf: exit $ctrf"; grep -E '"(tests|passed|failed|other)": [0-9]' out.json
[ $newman = 1 ] && [ $ctrf = 0 ] && grep -q 'tests="0" failures="0" errors="1"' out.xml && grep -q '"tests": 1' out.json && grep -q '"failed": 0' out.json
