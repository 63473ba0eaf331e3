#!/usr/bin/env bash
# prove (TAP::Harness 3.44): where every file is skipped as a whole, it prints "Result: NOTESTS" and ends with 0, as after "Result: PASS".
# The same with a file that plans no test at all. A job that looks at the exit status is green without a test.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && command -v prove > /dev/null || exit 2
printf 'print "1..0 # SKIP no database\\n";\n' > a.t
printf 'print "1..2\\nok 1\\nok 2\\n";\n' > b.t
prove --version
prove a.t > none.txt 2>&1; none=$?
prove b.t > some.txt 2>&1; some=$?
tail -n 1 none.txt; echo "exit $none"; tail -n 1 some.txt; echo "exit $some"
grep -q '^Result: NOTESTS' none.txt && [ $none = 0 ] && [ $some = 0 ]
