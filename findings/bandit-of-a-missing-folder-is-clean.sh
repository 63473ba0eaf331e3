#!/usr/bin/env bash
# bandit 1.9.4: of a folder that is not there it ends with 0 and an empty `results`: a misspelled path is as green as clean code. Only `errors` in its JSON has
# it. Its text says "No issues identified.", its SARIF "executionSuccessful": true, with a notification beside no results.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install 'bandit[sarif]==1.9.4' || exit 2
cd "$d" && mkdir readable || exit 2
printf 'import subprocess\nsubprocess.call("ls", shell=True)\n' > readable/a.py
v/bin/bandit --version | head -n 1
for p in readable srcc; do
  v/bin/bandit -q -r $p -f json -o $p.json 2> /dev/null; code=$?
  v/bin/bandit -q -r $p -f sarif -o $p.sarif 2> /dev/null; v/bin/bandit -r $p > $p.log 2> /dev/null
  node -e 'const r = JSON.parse(require("fs").readFileSync("'$p'.json")), s = JSON.parse(require("fs").readFileSync("'$p'.sarif")).runs[0]; console.log("'$p': exit '$code', results", r.results.length, "errors", r.errors.map((e) => e.reason).join(), "- SARIF results", (s.results || []).length, JSON.stringify(s.invocations))' > $p.txt
  cat $p.txt; grep -E 'No issues|Files skipped' $p.log
done
grep -q 'exit 1, results [1-9]' readable.txt && grep -q 'exit 0, results 0 errors No such file' srcc.txt
