#!/usr/bin/env bash
# @microsoft/eslint-formatter-sarif 3.1.0, sarif-junit 1.1.4, sarif-tools 3.0.5: a file that eslint cannot parse (exit 1) is no result in the SARIF but a
# notification; sarif-junit makes tests="0" of it, and sarif-tools with --check note ends with 0. A result that takes its level from its rule
# ("error", as SARIF 2.1.0 has it) is an error for sarif-tools, and for sarif-junit a passed test: it knows only a level of the result's own.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sarif-tools==3.0.5 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund eslint@9.39.5 @microsoft/eslint-formatter-sarif@3.1.0 sarif-junit@1.1.4 || exit 2
echo 'export default [{}];' > eslint.config.mjs; echo 'let a = ;' > broken.js
npm ls --depth 0 | grep -E 'sarif|eslint@'; v/bin/sarif --version
npx eslint -f @microsoft/eslint-formatter-sarif -o parse.sarif broken.js; eslint=$?
result() { echo '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "own", "rules": [{"id": "r", "defaultConfiguration": {"level": "error"}}]}}, "results": [
 {"ruleId": "r", "ruleIndex": 0, '${1:-}' "message": {"text": "m"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.js"}, "region": {"startLine": 1}}}]}]}]}'; }
result > rule.sarif; result '"level": "error",' > own.sarif
for f in parse rule own; do
  npx sarif-junit -i $f.sarif -o $f.xml > log; v/bin/sarif --check note summary $f.sarif > $f.txt; echo "exit $?" >> $f.txt
  echo "$f: sarif-junit $(grep '<testsuites' $f.xml), sarif-tools $(tail -n 1 $f.txt)"
done
echo "eslint: exit $eslint"; grep -o '"executionSuccessful": *[a-z]*' parse.sarif
[ $eslint = 1 ] && grep -q 'tests="0" failures="0" errors="0"' parse.xml && grep -q 'exit 0' parse.txt \
  && grep -q 'tests="1" failures="0" errors="0"' rule.xml && grep -q 'exit 1' rule.txt && grep -q 'failures="1"' own.xml
