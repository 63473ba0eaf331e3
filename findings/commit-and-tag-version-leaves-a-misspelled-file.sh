#!/usr/bin/env bash
# commit-and-tag-version 13.2.1 (npm): of the files in bumpFiles that are to get the new version, one that is not there (charts/Chart.yaml for chart/Chart.yaml)
# is passed over without a word: it commits, tags v1.1.0 and ends with 0, with the old version in the chart. The log names those that it did bump alone.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund commit-and-tag-version@13.2.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'commit-and.*'
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
mkdir -p repo/chart && cd repo && git init -q -b main || exit 2
echo '{"name":"shop","version":"1.0.0"}' > package.json; printf 'version: 1.0.0\nappVersion: 1.0.0\n' > chart/Chart.yaml
echo '{"bumpFiles":[{"filename":"package.json","type":"json"},{"filename":"charts/Chart.yaml","type":"yaml"}]}' > .versionrc.json
git add . && git commit -qm 'feat: start' && git tag v1.0.0 && git commit -q --allow-empty -m 'feat: paging' || exit 2
../node_modules/.bin/commit-and-tag-version > ../log 2>&1; code=$?
grep -i 'bumping\|tagging' ../log; echo "exit $code; tags: $(git tag | tr '\n' ' '); package.json: $(grep -o '"1[^"]*"' package.json), chart: $(head -n 1 chart/Chart.yaml)"
[ $code = 0 ] && git rev-parse -q --verify v1.1.0 > /dev/null && grep -q '"1.1.0"' package.json && grep -q '^version: 1.0.0' chart/Chart.yaml && ! grep -qi 'chart' ../log
