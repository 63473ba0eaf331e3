#!/usr/bin/env bash
# Two runs of a file of four lines, each hits three of them and both together every one. merge-cobertura 0.0.1 (PyPI, "merge multiple coverage reports"),
# merge-cobertura 1.0.9 and @yartasdev/cobertura-collect 1.0.3 (npm) make one Cobertura file of theirs with the file twice: lines-valid 8, lines-covered 6,
# line-rate 0.75, so that a gate at 80 % fails for what is covered: the rate of any number of shards is their mean. coverage 7.17.5 (PyPI) combine makes 100 %
# of the same two runs.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install merge-cobertura==0.0.1 coverage==7.17.5 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund merge-cobertura@1.0.9 @yartasdev/cobertura-collect@1.0.3 || exit 2
v/bin/pip list 2> /dev/null | grep '^merge'; npm ls --depth=0 2> /dev/null | grep -o '[^ ]*cobertura.*@.*'
printf 'import sys\nif sys.argv[1] == "a":\n    x = 1\nelse:\n    x = 2\n' > own.py
for s in a b; do mkdir -p coverage/$s; COVERAGE_FILE=$PWD/.coverage.$s v/bin/coverage run --include=own.py own.py $s && COVERAGE_FILE=$PWD/.coverage.$s v/bin/coverage xml -q -o coverage/$s/cobertura-coverage.xml || exit 2; done
v/bin/merge-cobertura coverage/a/cobertura-coverage.xml coverage/b/cobertura-coverage.xml > pypi.xml
npx merge-cobertura -o npm.xml own=coverage/a/cobertura-coverage.xml own=coverage/b/cobertura-coverage.xml
npx cobertura-collect > log
mv cobertura.xml collect.xml; v/bin/coverage combine -q && v/bin/coverage xml -q -o combined.xml || exit 2
for f in pypi npm collect combined; do echo "$f: $(grep -oE '<coverage [^>]*>' $f.xml | grep -oE 'line(s-valid|s-covered|-rate)="[0-9.]*"' | sort | tr '\n' ' ')"; done | tee seen
[ "$(grep -c 'lines-covered="6" lines-valid="8"' seen)" = 3 ] && grep -q '^combined: line-rate="1" lines-covered="4" lines-valid="4"' seen
