#!/usr/bin/env bash
# parse-jtl 1.1.0 (npm): of a JMeter .jtl of four requests, of which a timeout, a failed assertion and a 500 have success=false, its total has 1 error,
# error_rate 0.25: it counts response codes of 400 and more (so its README) and never reads `success`. A timeout has "Non HTTP response code: java.net..." for a
# code, and an assertion that fails a 200. So a target that answers nothing at all has an error rate of 0. JMeter's own reports count success=false.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund parse-jtl@1.1.0 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'parse-jtl.*'
head='timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect'
row() { echo "$1,$2,$3,$4,$5,t 1-1,text,$6,$7,512,100,1,1,http://shop.example.org/,90,0,10"; }
late='Non HTTP response code: java.net.SocketTimeoutException,Non HTTP response message: Read timed out'
{ echo "$head"; row 1796000000000 120 home 200 OK true ''; row 1796000001000 130 home 200 OK false 'text expected to contain /ok/'; row 1796000002000 30000 pay "${late%,*}" "${late#*,}" false ''; row 1796000040000 140 pay 500 Error false ''; } > four.jtl
{ echo "$head"; for i in 1 2 3; do row 179600000${i}000 30000 pay "${late%,*}" "${late#*,}" false ''; done; } > none.jtl
node -e "
const { parse } = require('parse-jtl');
const seen = ['four.jtl', 'none.jtl'].map((f) => parse(f).total_requests).map((t) => [t.samples, t.errors, t.error_rate].join(' '));
console.log('samples, errors, error_rate:', seen, 'success=false: 3 of 4 and 3 of 3');
process.exit(seen.join() === '4 1 0.25,3 0 0' ? 0 : 1);"
