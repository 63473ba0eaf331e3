#!/usr/bin/env bash
# pycobertura 4.1.0 diff: the TOTAL of two reports without a difference is "+100.00%", in its JSON too, as if all had come to be covered. Where a module
# is in the second report no more (no test imports it now), its row says -75.00% and TOTAL +100.00%, and it ends with 0, as for a
# report that got better. Where a line is no longer run it ends with 2, as documented.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pycobertura==4.1.0 coverage==7.17.5 || exit 2
cd "$d" || exit 2
printf 'def a():\n    return 1\ndef b():\n    return 2\n' > m.py; printf 'def c():\n    return 3\ndef d():\n    return 4\n' > n.py
printf 'import m, n\nm.a()\nn.c()\n' > before.py; cp before.py same.py
printf 'import m\nm.a()\n' > gone.py
printf 'import m, n\nm.a()\n' > worse.py
for t in before same gone worse; do v/bin/coverage run --include='m.py,n.py' $t.py && v/bin/coverage xml -q -o $t.xml || exit 2; done
v/bin/pip list 2> /dev/null | grep pycobertura
for t in same gone worse; do
  v/bin/pycobertura diff before.xml $t.xml --no-source --no-color > $t.txt; code=$?
  v/bin/pycobertura diff before.xml $t.xml --no-source --format json > $t.json
  echo "$t: exit $code"; grep -E '^(n.py|TOTAL)' $t.txt; grep -A 4 '"total"' $t.json | grep Cover; echo "exit $code" >> $t.txt
done
grep -q 'exit 0' same.txt && grep -qE '^TOTAL .*\+100.00%' same.txt && grep -q '"Cover": "+100.00%"' same.json \
  && grep -q 'exit 0' gone.txt && grep -qE '^n.py .*-75.00%' gone.txt && grep -qE '^TOTAL .*\+100.00%' gone.txt && grep -q 'exit 2' worse.txt
