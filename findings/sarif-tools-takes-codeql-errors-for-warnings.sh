#!/usr/bin/env bash
# sarif-tools 3.0.5 (PyPI): `sarif --check error summary` ends with 0 where a result is an error by its rule and the rule stands in an extension of the tool,
# as CodeQL writes it with --sarif-group-rules-by-pack (result.rule.toolComponent): the result counts as a warning. Of the same rule in the driver it is an
# error, exit 1. Results that a baseline calls absent count, too: a fixed error fails the check.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sarif-tools==3.0.5 || exit 2
cd "$d" || exit 2
where='"message": {"text": "own"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.c"}, "region": {"startLine": 1}}}]'
rules='"rules": [{"id": "own/overflow", "defaultConfiguration": {"level": "error"}}]'
log() { echo "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": $2, \"results\": [$3]}]}" > $1.sarif; }
log driver "{\"driver\": {\"name\": \"own\", $rules}}" "{\"ruleId\": \"own/overflow\", \"ruleIndex\": 0, $where}"
log extension "{\"driver\": {\"name\": \"own\"}, \"extensions\": [{\"name\": \"queries\", $rules}]}" \
  "{\"ruleId\": \"own/overflow\", \"rule\": {\"id\": \"own/overflow\", \"index\": 0, \"toolComponent\": {\"index\": 0}}, $where}"
log absent "{\"driver\": {\"name\": \"own\", $rules}}" "{\"ruleId\": \"own/overflow\", \"ruleIndex\": 0, \"baselineState\": \"absent\", $where}"
v/bin/pip list 2> /dev/null | grep sarif
for f in driver extension absent; do
  v/bin/sarif --check error summary $f.sarif > log 2> err; code=$?; echo "$f: exit $code, $(grep -E '^(error|warning):' log | tr '\n' ' ')"
done | tee out
grep -q '^driver: exit 1, error: 1' out && grep -q '^extension: exit 0, error: 0 warning: 1' out && grep -q '^absent: exit 1, error: 1' out
