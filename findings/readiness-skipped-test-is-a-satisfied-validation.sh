#!/usr/bin/env bash
# release-readiness-core 0.5.0 (PyPI), which judges a release by its reports: "a validation is True iff ALL tests in the group ran and ALL passed", says its text on
# playwright-to-readiness. Of a report whose only test of the restore was skipped it makes "backup_restored": true, status "passed", "passed=1/1", whatever is in
# its top-level `errors`. junit-to-readiness does the same of a skipped testcase, and an <error> of a suite (afterAll) is not counted: "passed=3/3".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install release-readiness-core==0.5.0 || exit 2
cd "$d" || exit 2
printf 'backup_restored:\n  - backup\n' > map.yaml
cat > own.xml <<'END'
<testsuites tests="3" failures="0" errors="1" skipped="1">
<testsuite name="backup" tests="1" failures="0" errors="0" skipped="1"><testcase classname="backup" name="restores"><skipped message="no disk"/></testcase></testsuite>
<testsuite name="login" tests="2" failures="0" errors="1" skipped="0"><testcase classname="login" name="works"/><testcase classname="login" name="ends"/><error message="afterAll: no server"/></testsuite>
</testsuites>
END
cat > own.json <<'END'
{"config": {}, "errors": [{"message": "global teardown: no server"}], "stats": {"expected": 0, "unexpected": 0, "skipped": 1, "flaky": 0},
 "suites": [{"title": "backup.ts", "file": "backup.ts", "specs": [{"title": "restores", "ok": true, "file": "backup.ts",
  "tests": [{"projectName": "own", "expectedStatus": "skipped", "status": "skipped", "results": [{"status": "skipped"}]}]}]}]}
END
v/bin/pip list 2> /dev/null | grep release-readiness
{
  v/bin/playwright-to-readiness --input own.json --output a.json --validation-map map.yaml; echo "playwright: exit $?"
  v/bin/junit-to-readiness --input own.xml --output b.json --validation-map map.yaml; echo "junit: exit $?"
} | tee seen
grep -qx "e2e_results.json written: status=passed, passed=1/1, retries=0, validations={'backup_restored': True}" seen \
  && grep -qx "junit -> readiness: status=passed, passed=3/3, validations={'backup_restored': True}" seen && [ "$(grep -c ': exit 0$' seen)" = 2 ]
