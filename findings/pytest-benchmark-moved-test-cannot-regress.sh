#!/usr/bin/env bash
# pytest-benchmark 5.3.1 with --benchmark-compare --benchmark-compare-fail=mean:50%: a benchmark that is 50 times slower ends the run with 1, but after
# its file was renamed, or its function, it is compared with nothing: exit 0, and only "Comparing against benchmarks from", as where all is well.
# Without a saved run at all it is an error. Only a row for the saved run, which the table then lacks, tells that there was a comparison.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pytest==9.2.0 pytest-benchmark==5.3.1 || exit 2
cd "$d" || exit 2
bench() { printf 'import time\ndef %s(benchmark): benchmark.pedantic(time.sleep, (%s,), rounds=3)\n' $2 $3 > $1; }
run() { v/bin/pytest -q -p no:cacheprovider "$@" > log 2>&1; }
v/bin/pip list 2> /dev/null | grep pytest-benchmark
bench test_pay.py test_pay 0.002; run --benchmark-save=base test_pay.py || { cat log; exit 2; }
compare() { run --benchmark-compare --benchmark-compare-fail=mean:50% $1; code=$?; echo "$2: exit $code"; grep -E '^(Comparing|test_|pytest_benchmark.*regressed|ERROR)' log; }
bench test_pay.py test_pay 0.1; compare test_pay.py 'same name, slower'; same=$code
mv test_pay.py test_shop.py; compare test_shop.py 'file renamed'; file=$code
bench test_pay.py test_pays 0.1; compare test_pay.py 'function renamed'; name=$code
grep -q 'Comparing against' log || exit 1
rm -r .benchmarks; compare test_pay.py 'nothing saved'
[ "$same $file $name" = "1 0 0" ] && [ $code != 0 ]
