#!/usr/bin/env bash
# pytest-cov 7.1.0: at 89.6 % with --cov-fail-under=90 it prints "FAIL Required test coverage of 90% not reached. Total coverage: 89.60%" and ends with 0.
# The words compare the exact number, the exit status a rounded one. coverage 7.17.5 alone: 89.6 in its JSON passes report --fail-under=90.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pytest==9.2.0 pytest-cov==7.1.0 coverage==7.17.5 || exit 2
cd "$d" && mkdir src || exit 2
# 125 statements, 112 of them run.
{ echo 'def pay():'; for i in $(seq 13); do echo "    x = $i"; done; for i in $(seq 111); do echo "y = $i"; done; } > src/m.py
echo 'import m
def test_adds(): pass' > test_m.py
export PYTHONPATH=$d/src
v/bin/pip list 2> /dev/null | grep -E '^(pytest-cov|coverage) '
v/bin/pytest -q --cov=m --cov-fail-under=90 test_m.py > log 2>&1; code=$?
grep -E 'Required' log; echo "pytest: exit $code"
v/bin/pytest -q --cov=m --cov-fail-under=91 test_m.py > log91 2>&1; above=$?; echo "with 91: exit $above"
v/bin/coverage json -q && v/bin/coverage report --fail-under=90 > log2; report=$?
grep -o '"totals".*"percent_covered": [0-9.]*' coverage.json | grep -oE '"percent_covered".*'; echo "coverage report: exit $report"
[ $code = 0 ] && grep -q 'FAIL Required test coverage of 90% not reached' log && [ $above = 1 ] && [ $report = 0 ]
