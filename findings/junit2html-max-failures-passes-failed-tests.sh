#!/usr/bin/env bash
# junit2html 31.1.4 (PyPI): --max-failures is to "exit non-zero if FAILURES or more test cases are failures". Where it makes a page of one report (no -s, -m or
# --merge), it does nothing: exit 0 with a failed test. With -s or -m the status is the number of the failed tests, so that 256 of them end with 0. A <testsuite>
# in a <testsuite> has no tests for it: 0 tests, 0 failures, exit 0, and --merge writes the outer one without them. And --max-skipped 5 ends with 1 where one is
# skipped: it looks at --max-failures.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install junit2html==31.1.4 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep '^junit2html '
failed='<testcase classname="pay" name="refunds" time="0.2"><failure message="off by one"/></testcase>'
echo "<testsuites><testsuite name='pay' tests='1' failures='1' errors='0' time='0.2'>$failed</testsuite></testsuites>" > one.xml
echo "<testsuites><testsuite name='all' tests='1' failures='1' errors='0' time='0.2'><testsuite name='pay' tests='1' failures='1' errors='0' time='0.2'>$failed</testsuite></testsuite></testsuites>" > nested.xml
{ echo "<testsuites><testsuite name='pay' tests='256' failures='256' errors='0' time='51.2'>"; for i in $(seq 256); do echo "${failed/refunds/refunds $i}"; done; echo '</testsuite></testsuites>'; } > many.xml
echo "<testsuites><testsuite name='pay' tests='1' failures='0' errors='0' skipped='1' time='0'><testcase classname='pay' name='later' time='0'><skipped/></testcase></testsuite></testsuites>" > skipped.xml
v/bin/junit2html --max-failures 1 one.xml page.html; a=$?
v/bin/junit2html --max-failures 1 -s one.xml > /dev/null; b=$?
v/bin/junit2html --max-failures 1 -s many.xml > log; c=$?
v/bin/junit2html --max-failures 1 -s nested.xml > /dev/null; e=$?
v/bin/junit2html --merge merged.xml nested.xml
v/bin/junit2html --max-skipped 5 -s skipped.xml > /dev/null; f=$?
echo "one failed test: exit $a, with -s $b; $(grep 'Failed  *:' log | tr -s ' ') with -s: exit $c; nested, with -s: exit $e, merged: $(grep -o '<testcase' merged.xml | wc -l) tests; one skipped of 5: exit $f"
[ "$a $b $c $e $f" = '0 1 0 0 1' ] && ! grep -q '<testcase' merged.xml && grep -q "Failed *: *256" log
