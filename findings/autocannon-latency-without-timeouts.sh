#!/usr/bin/env bash
# autocannon 9.0.0: latency in its JSON is of answered requests alone: where every second one waits out the 1 s time limit, max and p99 stay at a few ms.
# `errors` holds the timeouts too, so that errors + timeouts counts them twice. It ends with 0.
set -u
d=$(mktemp -d); trap 'kill $p 2> /dev/null; rm -rf "$d"' EXIT; p=
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund autocannon@9.0.0 || exit 2
cat > server.js <<'EOF'
let n = 0;
const s = require('http').createServer((q, r) => { if (n++ % 2 === 0) r.end('ok'); });
s.listen(0, '127.0.0.1', () => console.log(s.address().port));
EOF
node server.js > port & p=$!
for i in 1 2 3 4 5 6 7 8 9; do [ -s port ] && break; sleep 1; done; [ -s port ] || exit 2
npx autocannon --version | head -n 1
npx autocannon -j -c 2 -d 5 -t 1 "http://127.0.0.1:$(cat port)" > out.json 2> err; code=$?
echo "exit $code"
node -e 'const r = require("./out.json"); console.log({sent: r.requests.sent, "2xx": r["2xx"], errors: r.errors, timeouts: r.timeouts, p99: r.latency.p99, max: r.latency.max});
process.exit(r.timeouts > 0 && r.errors === r.timeouts && r.latency.max < 1000 ? 0 : 1)' && [ $code = 0 ]
