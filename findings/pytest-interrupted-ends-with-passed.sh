#!/usr/bin/env bash
# pytest 9.2.0: a run that Ctrl-C interrupts ends its text with "1 passed", and its JUnit has tests="1" errors="0" beside a testcase without a name.
# pytest-json-ctrf 0.6.1: the interrupted test stands as passed; a file that does not load gives a report of no tests and no failure.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pytest==9.2.0 pytest-json-ctrf==0.6.1 || exit 2
cd "$d" || exit 2
printf 'def test_adds(): pass\ndef test_stop(): raise KeyboardInterrupt\n' > test_int.py
printf 'import none_of_this\ndef test_adds(): pass\n' > test_load.py
v/bin/pytest --version
v/bin/pytest -q test_int.py --junitxml int.xml --ctrf int.json > int.txt 2>&1; echo "interrupted: exit $?"
tail -n 1 int.txt; cat int.xml; echo
v/bin/pytest -q test_load.py --ctrf load.json > load.txt 2>&1; echo "not loaded: exit $?"
count() { v/bin/python -c 'import json, sys; s = json.load(open(sys.argv[1]))["results"]["summary"]; print(s["passed"], s["failed"])' "$1"; }
echo "CTRF passed and failed: interrupted $(count int.json), not loaded $(count load.json)"
tail -n 1 int.txt | grep -q '^1 passed' && grep -q 'errors="0" failures="0"' int.xml && grep -q '<testcase time=' int.xml \
  && [ "$(count int.json)" = "2 0" ] && [ "$(count load.json)" = "0 0" ]
