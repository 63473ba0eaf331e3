#!/usr/bin/env bash
# @lhci/cli 0.15.1: `lhci assert` where no report was collected prints "Checking assertions against 0 URL(s), 0 total run(s)", then
# "All results processed!", and ends with 0. The same with an assertMatrix whose pattern fits no URL. A misspelled audit, though, is an error.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @lhci/cli@0.15.1 || exit 2
npx lhci --version
echo '{"ci": {"assert": {"assertions": {"is-on-https": "error"}}}}' > one.json
echo '{"ci": {"assert": {"assertMatrix": [{"matchingUrlPattern": "^https://other/", "assertions": {"is-on-https": "error"}}]}}}' > matrix.json
npx lhci assert --config=one.json > none.txt 2>&1; none=$?
echo "no report: exit $none"; cat none.txt
mkdir -p .lighthouseci
echo '{"lighthouseVersion": "12.6.1", "requestedUrl": "http://site/", "finalUrl": "http://site/", "fetchTime": "2026-01-01T00:00:00.000Z", "categories": {}, "configSettings": {},
 "audits": {"is-on-https": {"id": "is-on-https", "title": "HTTPS", "description": "", "score": 0, "scoreDisplayMode": "binary"}}}' > .lighthouseci/lhr-1.json
npx lhci assert --config=one.json > failing.txt 2>&1; failing=$?
npx lhci assert --config=matrix.json > matrix.txt 2>&1; matrix=$?
echo "a report that fails: exit $failing; the same, and a pattern that fits no URL: exit $matrix"; cat matrix.txt
[ $none = 0 ] && [ $failing = 1 ] && [ $matrix = 0 ] && grep -q '0 total run(s)' none.txt
