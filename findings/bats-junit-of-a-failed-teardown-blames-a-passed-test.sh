#!/usr/bin/env bash
# bats (Debian 1.8.2-1) --report-formatter junit: where teardown_file fails, the last test of the file, which passed, is the failed testcase, beside tests="3" and
# two testcases. After a file whose setup_file fails the next test is named "begin 4 pays" in place of "pays", which a history of tests takes for a new one, and
# the two tests that setup_file kept from running are one without a name: tests="1" failures="1". The TAP of the same run has it right.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download bats=1.8.2-1 2> /dev/null && dpkg -x bats*.deb root || exit 2
export PATH="$d/root/usr/bin:$PATH"
mkdir one two
printf '@test "adds" { true; }\n@test "sends" { true; }\nteardown_file() { false; }\n' > one/a.bats
printf '@test "adds" { true; }\n@test "sends" { true; }\nsetup_file() { false; }\n' > two/a.bats
for f in one two; do printf '@test "pays" { true; }\n' > $f/b.bats; done
bats --version
for f in one two; do
  rm -f report.xml; bats $f --report-formatter junit -o . > tap 2>&1; code=$?
  for n in $(seq 50); do grep -q '</testsuites>' report.xml && break; sleep 0.1; done # bats may end before its report is written
  echo "$f: exit $code; TAP: $(grep -E '^(not )?ok' tap | sed 's/ #.*//' | paste -sd,)"
  grep -oE '<testsuite name="a.bats" tests="[0-9]*" failures="[0-9]*"|<testcase [^>]*name="[^"]*"|<failure ' report.xml > cases
  echo "$f: JUnit: $(sed 's/<testsuite name="a.bats" //; s/classname="[^"]*" //; s/[<"]//g' cases | paste -sd,)"
done | tee seen
grep -qx 'one: exit 1; TAP: ok 1 adds,ok 2 sends,not ok 3 teardown_file failed,ok 3 pays' seen && grep -qx 'one: JUnit: tests=3 failures=1,testcase name=adds,testcase name=sends,failure ,testcase name=pays' seen \
  && grep -q '^two: JUnit: tests=1 failures=1,testcase name=,failure ,testcase name=begin [0-9] pays$' seen
