#!/usr/bin/env bash
# Maven Surefire writes the time of a test that took 20 minutes as "1,234.567": seconds with a comma for the thousands (its ReporterUtils of 2.22.3 does, and the
# pattern in its schema allows it). junit-to-ctrf 0.0.14 (npm) makes 1000 ms of it, so that the longest test of a run is among the short ones, and
# test-results-parser 0.4.6 (npm) NaN, also for the whole run. junit-time-diff 0.2.0 (PyPI) has 0 for it, so that 1,234 s that become 2,234 s are no change. None
# of them warns. junitparser 5.0.3 and junit2html 31.1.4 (PyPI) read 1234.567.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install junitparser==5.0.3 junit2html==31.1.4 junit-time-diff==0.2.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund junit-to-ctrf@0.0.14 test-results-parser@0.4.6 || exit 2
cat > own.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="pay" time="1,236.567" tests="2" errors="0" skipped="0" failures="0"><testcase name="load" classname="pay" time="1,234.567"/><testcase name="adds" classname="pay" time="2"/></testsuite>
END
npm ls --depth=0 2> /dev/null | grep -oE '(junit-to-ctrf|test-results-parser)@.*'; v/bin/pip list 2> /dev/null | grep '^junit'
{
  npx junit-to-ctrf own.xml -o own.json > log 2>&1; echo "junit-to-ctrf: exit $?, load and adds in ms: $(node -p "require('./own.json').results.tests.map((t) => t.duration).join(' ')")"
  node -e "const r = require('test-results-parser').parse({type: 'junit', files: ['own.xml']}); console.log('test-results-parser: load', r.suites[0].cases[0].duration, 'all', r.duration)"
  v/bin/python -c 'import junitparser; print("junitparser:", [c.time for s in junitparser.JUnitXml.fromfile("own.xml") for c in s][0])'
  v/bin/junit2html own.xml own.html; echo "junit2html: $(grep -oE '>1,?234[0-9.]* sec' own.html | head -n 1)"
  sed 's/1,23/2,23/g' own.xml > later.xml; v/bin/junit-time-diff own.xml later.xml > log; echo "junit-time-diff: exit $?, $(grep '^Common tests (' log | tr -s ' ')"
} | tee seen
grep -qx 'junit-to-ctrf: exit 0, load and adds in ms: 1000 2000' seen && grep -qx 'test-results-parser: load NaN all NaN' seen \
  && grep -qx 'junitparser: 1234.567' seen && grep -qx 'junit2html: >1234.567 sec' seen \
  && grep -qx 'junit-time-diff: exit 0, Common tests (2) 2.00s 2.00s.*' seen
