#!/usr/bin/env bash
# sarif-tools 3.0.5 (PyPI): `sarif --check error summary` of a report that is not there, of an empty folder, and of one whose scanner broke off
# (executionSuccessful false, an error among its notifications) says "error: 0" and ends with 0. `sarif --check error diff` of a last report with one error
# against a report that is not there tells one error less, and ends with 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sarif-tools==3.0.5 || exit 2
cd "$d" && mkdir empty || exit 2
echo '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "own"}}, "results": [{"ruleId": "a", "level": "error", "message": {"text": "own"},
 "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.c"}, "region": {"startLine": 1}}}]}]}]}' > last.sarif
echo '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "own"}}, "results": [], "invocations": [{"executionSuccessful": false,
 "toolExecutionNotifications": [{"level": "error", "message": {"text": "out of memory"}}]}]}]}' > broken.sarif
v/bin/pip list 2> /dev/null | grep sarif
check() { v/bin/sarif --check error "$@" > log 2> err; code=$?; echo "$*: exit $code, $(grep -E '^error' log) $(head -n 1 err)"; }
{ check summary last.sarif; check summary gone.sarif; check summary empty; check summary broken.sarif; check diff last.sarif gone.sarif; } | tee out
grep -q '^summary last.sarif: exit 1, error: 1' out && [ "$(grep -cE '^summary (gone.sarif|empty|broken.sarif): exit 0, error: 0' out)" = 3 ] && grep -q '^diff .*: exit 0, error level: +0 -1' out
