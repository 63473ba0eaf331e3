#!/usr/bin/env bash
# lcov_cobertura 2.1.1 (PyPI), lcov-total 2.1.1 and lcov-summary 1.0.1 (npm): of a file of four lines that two runs cover, two records of it in a tracefile as
# lcov lets tracefiles be joined, all three count eight lines (50 %), and the Cobertura of the first has the hits of the last record alone: 0.25.
# Between them the runs hit every line: lcov-result-merger 6.0.0 makes LF:4 and LH:4 of the same tracefile, after which all agree on 100 %.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install lcov_cobertura==2.1.1 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund lcov-total@2.1.1 lcov-summary@1.0.1 lcov-result-merger@6.0.0 || exit 2
record() { echo "TN:$1"; echo SF:src/m.js; shift; local n=0 hit=0; for h in "$@"; do n=$((n + 1)); [ "$h" = 0 ] || hit=$((hit + 1)); echo "DA:$n,$h"; done; echo "LF:$n"; echo "LH:$hit"; echo end_of_record; }
{ record unit 3 3 3 0; record e2e 0 0 0 1; } > two.info
npx lcov-result-merger two.info one.info || exit 2
v/bin/pip list 2> /dev/null | grep lcov; npm ls --depth 0 | grep lcov
for f in two one; do
  v/bin/lcov_cobertura $f.info -o $f.xml > log || exit 2
  { echo "lcov_cobertura $(grep -oE '<(coverage|class) [^>]*' $f.xml | grep -oE '(lines-valid|line-rate)="[^"]*"' | tr '\n' ' ')"; echo "lcov-total $(npx lcov-total $f.info)"; echo "lcov-summary $(npx lcov-summary $f.info | tr -d '\n')"; } > $f.txt
  echo "== $f.info, $(grep -c ^SF $f.info) record"; cat $f.txt
done
grep -qE 'line-rate="0.5" lines-valid="8" line-rate="0.25"' two.txt && grep -q 'lcov-total 50$' two.txt && grep -q 'Total Coverage: *50.00%' two.txt \
  && grep -qE 'line-rate="1.0" lines-valid="4" line-rate="1.0"' one.txt && grep -q 'lcov-total 100$' one.txt && grep -q 'Total Coverage: *100.00%' one.txt
