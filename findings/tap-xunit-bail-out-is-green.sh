#!/usr/bin/env bash
# tap-xunit 2.4.1: TAP that bails out, or stops after one of three planned tests, becomes JUnit of tests="1" failures="0" errors="0", exit 0.
# tap-parser 18.3.4 says of both that they are not ok. A TODO that fails and a SKIP look the same in the JUnit: an empty <skipped/>.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund tap-xunit@2.4.1 tap-parser@18.3.4 || exit 2
printf 'TAP version 13\n1..3\nok 1 - a\nBail out! no database\n' > bail.tap
printf 'TAP version 13\n1..3\nok 1 - a\n' > cut.tap
printf 'TAP version 13\n1..2\nnot ok 1 - a # TODO later\nok 2 - b # SKIP not here\n' > todo.tap
same=0
for t in bail cut todo; do
  npx tap-xunit < $t.tap > $t.xml; code=$?
  npx tap-parser < $t.tap > $t.txt; echo "$t: tap-xunit exit $code, tap-parser exit $?"; grep '<testsuite ' $t.xml
  [ $code = 0 ] || same=1
done
grep -h 'tests="1" failures="0" errors="0"' bail.xml cut.xml | wc -l | grep -qx 2 && grep -c '<skipped/>' todo.xml | grep -qx 2 && [ $same = 0 ]
