#!/usr/bin/env bash
# jmeter-compare 1.1.0 (PyPI): of ten requests, nine of 100 ms and one of 1000, its page has a max of 1000 and a 99th percentile of 1801, a 95th of 1405. It takes
# statistics.quantiles() of Python, whose default ("exclusive", for samples of a larger population) draws the line between the last two values on past the slowest
# one. With method="inclusive" p99 is 919, as by numpy 2.4.6. A run of few requests fails a limit that none of them broke. The failed request, which is the slow
# one, is on the page as any other.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install jmeter-compare==1.1.0 numpy==2.4.6 || exit 2
cd "$d" || exit 2
{ echo timeStamp,elapsed,label,responseCode,success; for n in 1 2 3 4 5 6 7 8 9; do echo "17672256000$n,100,pay,200,true"; done; echo 1767225600010,1000,pay,500,false; } > own.csv
v/bin/pip list 2> /dev/null | grep -E '^(jmeter|numpy)'; v/bin/python -V
{
  v/bin/jmeter_compare own.csv own.csv own.html > log 2>&1
  echo "jmeter-compare: exit $?, $(grep -A 1 -E '<td>(max|95th_percentile|99th_percentile)</td>' own.html | head -n 8 | sed 's/<[^>]*>//g' | grep -v -- -- | tr -s ' \n' ' ')"
  v/bin/python -c 'import numpy, statistics as s; a = [100] * 9 + [1000]
print("p99: quantiles", s.quantiles(a, n=100)[98], "inclusive", s.quantiles(a, n=100, method="inclusive")[98], "numpy", round(float(numpy.percentile(a, 99)), 3))'
} | tee seen
grep -qE '^jmeter-compare: exit 0, *max 1000.00 95th_percentile 1405.00 99th_percentile 1801.00 *$' seen && grep -qx 'p99: quantiles 1801.0 inclusive 919.0 numpy 919.0' seen
