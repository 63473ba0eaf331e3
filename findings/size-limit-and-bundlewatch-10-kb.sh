#!/usr/bin/env bash
# size-limit 11.2.0 and bundlewatch 0.4.2: of one file of 10,200 bytes and one budget, "10 kB", it fails in the first (10,000 bytes) and passes in the other
# (10,240). For bundlewatch a budget that does not begin with a number, "<= 9 kB", is none at all: "PASS app.js: 9.96KB < Infinity", exit 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true, "size-limit": [{"path": "app.js", "limit": "10 kB", "brotli": false, "gzip": false}]}' > package.json
npm i --silent --no-audit --no-fund size-limit@11.2.0 @size-limit/file@11.2.0 bundlewatch@0.4.2 || exit 2
head -c 10200 /dev/zero | tr '\0' ';' > app.js
npm ls --depth 0 | grep -E 'limit@|bundlewatch@'
npx size-limit > log; limit=$?; echo "size-limit 10 kB: exit $limit"; grep -E 'exceeded|Size' log
codes=
# It would ask a service of its makers for a short link: it is sent to where nothing listens.
for budget in '10 kB' '9 kB' '<= 9 kB'; do
  echo '{"bundlewatchServiceHost": "http://127.0.0.1:9", "files": [{"path": "app.js", "maxSize": "'"$budget"'", "compression": "none"}]}' > bw.json
  npx bundlewatch --config bw.json > log 2> err; code=$?; codes="$codes$code"; echo "bundlewatch $budget: exit $code"; grep -E '^(PASS|FAIL)' log
done
[ $limit = 1 ] && [ $codes = 010 ] && grep -q 'PASS app.js: .* < Infinity' log
