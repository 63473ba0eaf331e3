#!/usr/bin/env bash
# allure 3.18.0 (npm) quality-gate: --min-tests-count 2, "the minimum number of tests to run", is met by two tests that were skipped. --success-rate 1 is met by
# a passed test beside one of status "unknown", which Allure gives a test of which it does not know how it ended, and --max-failures 0 by that, by the two
# skipped and by a folder without a result, exit 0. Only --success-rate 1 fails for the skipped alone and for the empty folder. A folder that is not there is an
# error.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund allure@3.18.0 node@22.12.0 || exit 2
node=$PWD/node_modules/node/bin/node
echo "allure $($node node_modules/allure/cli.js --version) on node $($node --version)"
own() { mkdir -p "$1"; [ -z "$2" ] || echo '{"uuid":"'"$1-$2"'","historyId":"'"$2"'","testCaseId":"'"$2"'","fullName":"own.'"$2"'","name":"'"$2"'","status":"'"$3"'","stage":"finished","start":1796000000000,"stop":1796000001000,"labels":[]}' > "$1/$1-$2-result.json"; }
own skipped a skipped; own skipped b skipped; own unknown a passed; own unknown b unknown; own failed a passed; own failed b failed; own empty ''
seen=
gate() { $node node_modules/allure/cli.js quality-gate "$@" > log 2>&1; code=$?; seen="$seen$code"; echo "exit $code: $*"; }
for f in failed skipped unknown empty; do gate $f --max-failures 0; gate $f --success-rate 1; done
gate skipped --min-tests-count 2
gate missing --max-failures 0
[ "$seen" = 1101000101 ]
