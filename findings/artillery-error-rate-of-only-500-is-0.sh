#!/usr/bin/env bash
# artillery 2.0.21 with its plugin ensure: where every answer is a 500, both `maxErrorRate: 1` and the README's "all scenarios completed successfully"
# (vusers.failed == 0) are ok, and it ends with 0: an answer of any status is a success. Where nothing listens both fail (exit 1).
set -u
d=$(mktemp -d); trap 'rm -rf "$d"; [ -z "${s:-}" ] || kill "$s" 2> /dev/null' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm i --silent --no-audit --no-fund artillery@2.0.21 || exit 2
export ARTILLERY_DISABLE_TELEMETRY=true HOME=$d PATH=$d/node_modules/.bin:$PATH
echo 'const s = require("http").createServer((q, r) => { r.statusCode = 500; r.end(); }).listen(0, "127.0.0.1", () => console.log(s.address().port));' > s.js
node s.js > port & s=$!
for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
[ -s port ] || exit 2
closed=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') || exit 2
npm ls --depth 1 | grep -E 'artillery@|plugin-ensure@'
for run in "answers $(cat port)" "closed $closed"; do
  cat > ${run% *}.yml <<END
config:
  target: http://127.0.0.1:${run#* }
  phases: [{duration: 2, arrivalRate: 3}]
  plugins: {ensure: {}}
  ensure:
    maxErrorRate: 1
    conditions: [{expression: vusers.failed == 0}]
scenarios: [{flow: [{get: {url: /}}]}]
END
  artillery run ${run% *}.yml > ${run% *}.txt 2>&1; echo "exit $?" >> ${run% *}.txt
  echo "== $run"; sed '1,/Summary report/d' ${run% *}.txt | grep -E 'http.codes|errors\.|vusers.(completed|failed):|ok:|fail:|exit'
done
grep -q 'ok: maxErrorRate' answers.txt && grep -q 'ok: vusers.failed == 0' answers.txt && grep -q 'exit 0' answers.txt && grep -q 'http.codes.500' answers.txt && grep -q 'exit 1' closed.txt
