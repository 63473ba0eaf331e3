#!/usr/bin/env bash
# autocannon-compare 0.4.0 with autocannon 9.0.0 (npm): of two results, one of a server that answers nothing but 500 at once with a long page and one of a
# server that answers 200, it says aWins for the first. It reads no errors and no status, and what decides is bytes a second alone: a server that answers in
# half of the time, with shorter bodies, loses.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund autocannon@9.0.0 autocannon-compare@0.4.0 || exit 2
cat > a.mjs <<'END'
import http from 'http'; import autocannon from 'autocannon'; import compare from 'autocannon-compare';
const run = async (wait, status, bytes) => {
  const server = http.createServer((_, r) => setTimeout(() => { r.statusCode = status; r.end('x'.repeat(bytes)); }, wait));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const result = await autocannon({ url: `http://127.0.0.1:${server.address().port}`, connections: 2, duration: 4 });
  server.closeAllConnections(); server.close();
  console.log(`${wait} ms, ${status}, ${bytes} bytes: ${result.requests.total} requests, ${result.non2xx} not 2xx, median ${result.latency.p50} ms`);
  return result;
};
const broken = await run(0, 500, 4000), good = await run(10, 200, 10), long = await run(20, 200, 4000);
const say = (name, r) => { console.log(`${name}: aWins ${r.aWins}, bWins ${r.bWins}, throughput ${r.throughput.difference}, latency ${r.latency.difference}`); return r; };
const one = say('A of 500s, B good', compare(broken, good)), two = say('A fast with short bodies, B slow with long ones', compare(good, long));
process.exit(one.aWins && broken.non2xx === broken.requests.total && two.bWins && good.latency.p50 < long.latency.p50 && good.non2xx + long.non2xx === 0 ? 0 : 1);
END
npm ls --depth 0 | grep autocannon
node a.mjs
