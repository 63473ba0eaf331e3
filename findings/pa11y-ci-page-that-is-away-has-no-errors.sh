#!/usr/bin/env bash
# pa11y-ci 4.1.1 --json: a page that cannot be loaded is counted neither among `passes` nor among `errors`: {"total":1,"passes":0,"errors":0}.
# Its exit status is 2. A reader that takes `errors: 0` for a success is wrong; `total` and `passes` have to be compared.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
chrome=${CHROME_PATH:-$(command -v chromium || command -v google-chrome)}; [ "$chrome" ] || exit 2
cd "$d" && npm init -y > npm.log 2>&1 || exit 2
PUPPETEER_SKIP_DOWNLOAD=1 npm i --no-audit --no-fund --ignore-scripts pa11y-ci@4.1.1 >> npm.log 2>&1 || exit 2
printf '{"defaults":{"chromeLaunchConfig":{"executablePath":"%s","args":["--no-sandbox"]}},"urls":[]}' "$chrome" > own.json
node_modules/.bin/pa11y-ci --version
# Nothing listens there.
node_modules/.bin/pa11y-ci -c own.json --json http://127.0.0.1:9999/ > out.json 2> err; code=$?
cat out.json; echo; echo "exit $code"
grep -q '"total":1,"passes":0,"errors":0' out.json && [ $code = 2 ]
