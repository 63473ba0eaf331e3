#!/usr/bin/env bash
# pytest 9.2.0 with pytest-json-report 1.5.0 (PyPI): a unittest.TestCase whose subTest fails ends the run with 1 ("1 failed"), and its JSON has no failure:
# summary "passed": 1, "subtests passed": 1, the test's outcome "subtests passed", though `exitcode` is 1. The outcome of the test is that of the last subtest.
# pytest-json-ctrf 0.6.1 and the JUnit of the same run have one failed.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pytest==9.2.0 pytest-json-report==1.5.0 pytest-json-ctrf==0.6.1 pytest-metadata==3.1.1 || exit 2
cd "$d" || exit 2
cat > test_rows.py <<'END'
import unittest
class Rows(unittest.TestCase):
    def test_rows(self):
        for row in (1, 2, 3):
            with self.subTest(row=row):
                self.assertNotEqual(row, 2)
    def test_one(self):
        pass
END
v/bin/pip list 2> /dev/null | grep '^pytest'
v/bin/pytest -q test_rows.py --json-report --json-report-file=own.json --ctrf own.ctrf --junitxml=own.xml > log; code=$?
grep failed log
v/bin/python - "$code" <<'END' | tee seen
import json, re, sys
own, ctrf = json.load(open('own.json')), json.load(open('own.ctrf'))['results']['summary']
print(f'pytest: exit {sys.argv[1]}; json-report: exitcode {own["exitcode"]}, failed {own["summary"].get("failed", 0)}, outcomes', ', '.join(sorted(t['outcome'] for t in own['tests'])))
print('ctrf: failed', ctrf['failed'], '- junit:', re.search('failures="[0-9]*"', open('own.xml').read())[0])
END
grep -qx 'pytest: exit 1; json-report: exitcode 1, failed 0, outcomes passed, subtests passed' seen && grep -qx 'ctrf: failed 1 - junit: failures="1"' seen
