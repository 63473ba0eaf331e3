#!/usr/bin/env bash
# release-readiness-core 0.5.0 (PyPI), set up by its `release-readiness-init`: with a smoke test that passed and end-to-end tests of which 200 of 200 failed,
# `release-readiness-evaluate` says WARN, 85 of 100, and ends with 0. That is the score of one failed test and of no report of such tests at all: the 15 points are
# taken off once, and a failure blocks only where its title has a word of e2e_critical_name_patterns, of which the set-up has none. A smoke test that failed is BLOCK.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install release-readiness-core==0.5.0 || exit 2
mkdir "$d/r" && cd "$d/r" && git init -q -b main . || exit 2
"$d/v/bin/release-readiness-init" --workflow none . > "$d/log" 2>&1 || exit 2
"$d/v/bin/pip" list 2> /dev/null | grep release-readiness
junit() { # file, tests, failed
  { echo "<testsuite name=\"pay\" tests=\"$2\" failures=\"$3\">"; for n in $(seq "$2"); do [ "$n" -le "$3" ] && echo "<testcase classname=\"pay\" name=\"t$n\"><failure/></testcase>" || echo "<testcase classname=\"pay\" name=\"t$n\"/>"; done
    echo '</testsuite>'; } > own.xml; "$d/v/bin/junit-to-readiness" --input own.xml --output "$1" > "$d/log"; }
junit good.json 200 0; junit one.json 200 1; junit all.json 200 200
printf 'TN:\nSF:a.js\nLF:10\nLH:9\nend_of_record\n' > lcov.info; "$d/v/bin/lcov-to-readiness" --input lcov.info --output coverage.json > "$d/log"
say() { local name=$1; shift; "$d/v/bin/release-readiness-evaluate" --repo-root . --config ops/release-readiness/config.yaml --empty-diff --output-dir out --coverage coverage.json "$@" > "$d/log" 2>&1; code=$?
  echo "$name: exit $code, $("$d/v/bin/python" -c 'import json; r = json.load(open("out/report.json")); print(r["outcome"], r["score"])')"; }
{
  say 'none failed' --smoke-results good.json --e2e-results good.json; say 'one of 200 failed' --smoke-results good.json --e2e-results one.json
  say '200 of 200 failed' --smoke-results good.json --e2e-results all.json; say 'no report' --smoke-results good.json; say 'smoke failed' --smoke-results all.json --e2e-results good.json
} | tee "$d/seen"
grep -qx 'none failed: exit 0, PASS 100.0' "$d/seen" && grep -qx 'one of 200 failed: exit 0, WARN 85.0' "$d/seen" && grep -qx '200 of 200 failed: exit 0, WARN 85.0' "$d/seen" \
  && grep -qx 'no report: exit 0, WARN 85.0' "$d/seen" && grep -q '^smoke failed: exit 1, BLOCK' "$d/seen"
