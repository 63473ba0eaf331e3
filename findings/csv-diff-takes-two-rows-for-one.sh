#!/usr/bin/env bash
# csv-diff 1.2 (PyPI): of an export of test runs in which one id has two rows, passed and failed, and one that has the failed row alone, `csv-diff --key=id`
# shows no difference: of rows with the same key it keeps the last, without a warning. The other way round, where the failed row is new, it tells "1 row
# changed", from passed to failed, and no row added. Where a column was renamed its values are not compared, and all that passed and now fail are "1 column
# added, 1 column removed". It ends with 0 in each case. daff 1.4.2 (PyPI) shows the removed row.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install csv-diff==1.2 daff==1.4.2 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(csv-diff|daff) '
printf 'id,step,state\n1,build,passed\n2,test,passed\n2,test,failed\n' > both.csv
printf 'id,step,state\n1,build,passed\n2,test,failed\n' > failed.csv
printf 'id,step,state\n1,build,passed\n2,test,passed\n' > passed.csv
printf 'id,step,result\n1,build,failed\n2,test,failed\n' > renamed.csv
run() { v/bin/csv-diff "$1.csv" "$2.csv" --key=id > "$1-$2"; code=$?; echo "$1 to $2: exit $code; $(grep -v '^$' "$1-$2" | head -n 1)"; }
run both failed; run passed both; run passed renamed
v/bin/daff.py both.csv failed.csv | tee daff
[ "$(grep -c . both-failed)" = 0 ] && grep -q '^1 row changed' passed-both && ! grep -q 'row added' passed-both && grep -q '^1 column added, 1 column removed' passed-renamed && ! grep -q 'failed' passed-renamed && grep -q '^---,2,test,passed' daff
