#!/usr/bin/env bash
# Catch2 (Debian catch2 2.13.10-1): a failed test tagged [!mayfail] or [!shouldfail] ends the run with 0, and its JUnit has <skipped> and <failure> in one
# testcase, under failures="0". Four readers make four things of the file: junit-to-ctrf 0.0.14 two failures, xunit-viewer 10.6.1 (npm) failures as well,
# test-results-parser 0.4.6 (npm) all passed, junit2html 31.1.4 (PyPI) skipped. A test without an assertion is in no testcase at all.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install junit2html==31.1.4 || exit 2
cd "$d" || exit 2
apt-get -qq download catch2=2.13.10-1 2> /dev/null && dpkg -x catch2*.deb root || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund junit-to-ctrf@0.0.14 xunit-viewer@10.6.1 test-results-parser@0.4.6 || exit 2
cat > own.cc <<'END'
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
TEST_CASE("rounds", "[!mayfail]") { REQUIRE(1 == 2); }
TEST_CASE("known", "[!shouldfail]") { REQUIRE(1 == 2); }
TEST_CASE("adds") { REQUIRE(1 == 1); }
TEST_CASE("empty") {}
END
g++ -std=c++14 -Iroot/usr/include own.cc -o own || exit 2
ls catch2*.deb; npm ls --depth=0 2> /dev/null | grep -oE '(junit-to-ctrf|xunit-viewer|test-results-parser)@.*'; v/bin/pip list 2> /dev/null | grep junit2html
./own -r junit > own.xml; code=$?
{
  echo "catch2: exit $code, $(grep -o 'failures="[0-9]*"' own.xml), testcases $(grep -c '<testcase' own.xml), skipped $(grep -c '<skipped' own.xml), failure $(grep -c '<failure' own.xml)"
  npx junit-to-ctrf own.xml -o own.json > log 2>&1; node -e "const s = require('./own.json').results.summary; console.log('junit-to-ctrf: failed', s.failed, 'skipped', s.skipped, 'passed', s.passed)"
  npx xunit-viewer -r own.xml -c -o own.html > log 2>&1; echo "xunit-viewer: $(sed 's/\x1b\[[0-9;]*m//g' log | grep -oE '[0-9]+ (passed|failures?)' | sort | paste -sd,)"
  node -e "const r = require('test-results-parser').parse({type: 'junit', files: ['own.xml']}); console.log('test-results-parser: failed', r.failed, 'skipped', r.skipped, 'passed', r.passed, r.status)"
  v/bin/junit2html own.xml --summary-matrix > log 2>&1; echo "junit2html: $(grep -E '^ *(Passed|Skipped|Failed) ' log | tr -d ' \n')"
} | tee seen
grep -qx 'catch2: exit 0, failures="0", testcases 3, skipped 2, failure 2' seen && grep -qx 'junit-to-ctrf: failed 2 skipped 0 passed 1' seen && grep -qx 'xunit-viewer: 1 passed,2 failure' seen \
  && grep -qx 'test-results-parser: failed 0 skipped 0 passed 3 PASS' seen && grep -qx 'junit2html: Passed:1Skipped:2' seen
