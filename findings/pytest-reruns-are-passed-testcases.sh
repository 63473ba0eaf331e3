#!/usr/bin/env bash
# pytest 9.2.0 with pytest-rerunfailures 16.7 or flaky 3.8.1: of a test that fails twice and then passes, the JUnit of pytest has three <testcase> of one name,
# all passed, beside tests="1": the two failures are nowhere. Of one that fails in all three tries it has two passed and one failed,
# so that a reader that counts testcases sees 2 of 3 pass.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
for p in pytest-rerunfailures==16.7 flaky==3.8.1; do python3 -m venv "$d/${p%%=*}" && "$d/${p%%=*}/bin/pip" -q install pytest==9.2.0 $p || exit 2; done
cd "$d" || exit 2
for t in third:2 never:9; do printf 'tries = []\ndef test_pays():\n    tries.append(1)\n    assert len(tries) > %s\n' "${t#*:}" > "test_${t%:*}.py"; done
same=0
for p in pytest-rerunfailures flaky; do
  $p/bin/pip list 2> /dev/null | grep -E "^$p "
  option='--reruns 2'; [ $p = flaky ] && option='--force-flaky --max-runs 3 --no-flaky-report'
  for t in third never; do
    $p/bin/pytest -q -p no:cacheprovider $option --junitxml $t.xml test_$t.py > log 2>&1; code=$?
    seen="exit $code, $(grep -o ' tests="[0-9]*"' $t.xml | tr -d ' '), $(grep -o '<testcase' $t.xml | wc -l) testcases, $(grep -o '<failure' $t.xml | wc -l) failures, $(grep -oiE '<rerun|<flaky' $t.xml | wc -l) reruns"
    echo "$t: $seen; $(tail -n 1 log)"
    case $t in third) want='exit 0, tests="1", 3 testcases, 0 failures, 0 reruns';; *) want='exit 1, tests="1", 3 testcases, 1 failures, 0 reruns';; esac
    [ "$seen" = "$want" ] || same=1
  done
done
[ $same = 0 ]
