#!/usr/bin/env bash
# junit-cli-report-viewer 3.0.0 (npm): a testcase with <error> has the tick of one that passed, under a suite that says FAIL, and "Total number of failed tests"
# is 0: it knows <failure> alone. It ends with 0 for a failed run as well. junit-to-md-py 2.1.1 (PyPI), which lists what failed, lists nothing for <error>
# either.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install junit-to-md-py==2.1.1 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund junit-cli-report-viewer@3.0.0 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'junit-cli.*'; v/bin/pip list 2> /dev/null | grep '^junit-to'
suite() { echo "<testsuites><testsuite name='pay' tests='2' failures='$1' errors='$2' time='0.3'><testcase classname='pay' name='adds' time='0.1'/><testcase classname='pay' name='sends' time='0.2'><$3 message='refused'>trace</$3></testcase></testsuite></testsuites>"; }
suite 0 1 error > error.xml; suite 1 0 failure > failure.xml
for f in error failure; do npx junit-cli-report-viewer $f.xml > $f.log; echo "$f: exit $?; failed tests $(grep -o 'failed tests:.*' $f.log | tr -dc 0-9); $(grep sends $f.log | tr -s ' '); junit-to-md-py: $(v/bin/junit-to-md-py $f.xml | grep -c sends)" | tee -a seen; done
grep -q '^error: exit 0; failed tests 0; ✔ sends.*md-py: 0$' <(sed 's/;  */; /g' seen) && grep -q '^failure: exit 0; failed tests 1; ✖ sends.*md-py: 1$' <(sed 's/;  */; /g' seen)
