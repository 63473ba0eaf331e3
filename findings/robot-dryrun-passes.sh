#!/usr/bin/env bash
# Robot Framework 7.5: with --dryrun no keyword runs, and a test that only fails stands as PASS in output.xml and passed in --xunit, with exit 0.
# Nothing in either file says that it was a dry run; only keywords of status "NOT RUN" inside the tests of output.xml hint at it.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install robotframework==7.5 || exit 2
cd "$d" || exit 2
printf '*** Test Cases ***\nOne\n    Fail    broken\n' > a.robot
v/bin/robot --version
v/bin/robot --log NONE --report NONE --output real.xml a.robot > log; real=$?
v/bin/robot --dryrun --log NONE --report NONE --output dry.xml --xunit x.xml a.robot > log; dry=$?
echo "run: exit $real"; grep '<stat ' real.xml | head -n 1
echo "dry run: exit $dry"; grep '<stat ' dry.xml | head -n 1; grep '<testsuite ' x.xml; grep '<status' dry.xml
[ $real = 1 ] && [ $dry = 0 ] && grep -q '<stat pass="1" fail="0"' dry.xml && grep -q 'failures="0" skipped="0"' x.xml && ! grep -qiE 'dry.?run' dry.xml x.xml
