#!/usr/bin/env bash
# nose2 0.16.0 with its plugin junitxml: a test marked expectedFailure that passes ends the run with 0, "OK (unexpected successes=1)", and is <skipped> in the
# JUnit with failures="0". `python -m unittest` (3.4 and later) ends with 1 of the same file, pytest 9.2.0 and unittest-xml-reporting 4.0.0 too, and
# both write a failure or an error.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install nose2==0.16.0 pytest==9.2.0 unittest-xml-reporting==4.0.0 || exit 2
cd "$d" && mkdir t && cd t || exit 2
cat > test_a.py <<'END'
import unittest
class Basket(unittest.TestCase):
    @unittest.expectedFailure
    def test_rounds(self): self.assertEqual(1, 1)
END
printf '[unittest]\nplugins = nose2.plugins.junitxml\n[junit-xml]\nalways-on = True\n' > unittest.cfg
../v/bin/pip list 2> /dev/null | grep -E 'nose2|^pytest|xml-reporting'
../v/bin/nose2 > log 2>&1; nose2=$?
../v/bin/python -m unittest > log2 2>&1; unittest=$?
../v/bin/pytest -q -p no:cacheprovider --junitxml pytest.xml > log3 2>&1; pytest=$?
../v/bin/python -m xmlrunner discover -o out > log4 2>&1; xmlrunner=$?
echo "nose2: exit $nose2, $(tail -n 1 log)"; echo "unittest: exit $unittest, $(tail -n 1 log2)"; echo "pytest: exit $pytest"; echo "xmlrunner: exit $xmlrunner"
for f in nose2-junit.xml pytest.xml out/*.xml; do echo "== $f"; grep -oE '<testsuite [^>]*|<(skipped|failure|error)[^>]*' $f; done
[ "$nose2 $unittest $pytest $xmlrunner" = "0 1 1 1" ] && grep -q 'errors="0" failures="0" skipped="1"' nose2-junit.xml && grep -q '<failure' pytest.xml && grep -q '<error' out/*.xml
