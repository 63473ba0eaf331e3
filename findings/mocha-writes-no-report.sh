#!/usr/bin/env bash
# mocha 12.0.3: where a test file does not load, the JSON reporter writes no file, so that the report of an earlier run stays and looks like this one.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund mocha@12.0.3 || exit 2
npx mocha --version
echo "it('adds', () => {});" > a.test.js
npx mocha --reporter json --reporter-option output=out.json a.test.js; echo "loads: exit $?"
cp out.json before.json
echo "require('./none'); it('adds', () => {});" > a.test.js
npx mocha --reporter json --reporter-option output=out.json a.test.js > log.txt 2>&1; code=$?
echo "does not load: exit $code"; cmp out.json before.json && echo "out.json is that of the run before"
[ $code != 0 ] && cmp -s out.json before.json
