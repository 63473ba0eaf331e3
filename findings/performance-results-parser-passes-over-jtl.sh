#!/usr/bin/env bash
# performance-results-parser 0.0.10: it reads of a JMeter .jtl only rows of transaction controllers. Without these a run of three requests, one of them a 500
# after 9 s, has 0 samples, and thresholds as in its README (avg<500, p95<2000, rate<0.1) PASS. A transaction with success=false, which has no
# response code, is no error for it: rate 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund performance-results-parser@0.0.10 || exit 2
cat > plain.jtl <<'END'
timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect
1767261600000,100,home,200,OK,t 1-1,text,true,,10,5,1,1,http://127.0.0.1/,90,0,1
1767261600500,100,home,200,OK,t 1-1,text,true,,10,5,1,1,http://127.0.0.1/,90,0,1
1767261601000,9000,home,500,Error,t 1-1,text,false,,10,5,1,1,http://127.0.0.1/,90,0,1
END
cp plain.jtl transaction.jtl
echo '1767261600000,9200,buy,,"Number of samples in transaction : 3, number of failing samples : 1",t 1-1,,false,,30,15,1,1,null,270,0,3' >> transaction.jtl
cat > a.js <<'END'
const { parse } = require('performance-results-parser'), seen = [];
for (const file of ['plain.jtl', 'transaction.jtl']) for (const threshold of [{ metric: 'Duration', checks: ['avg<500', 'p95<2000'] }, { metric: 'Errors', checks: ['rate<0.1'], scope: 'OVERALL' }]) {
  const r = parse({ type: 'jmeter', files: [file], thresholds: [threshold] }), of = (name) => r.metrics.find((m) => m.name === name);
  seen.push(r.status); console.log(file, threshold.metric, threshold.checks.join(' '), r.status, '- samples', of('Samples').sum, 'avg', of('Duration').avg, 'error rate', of('Errors').rate);
}
process.exit(seen.join() === 'PASS,PASS,FAIL,PASS' ? 0 : 1);
END
npm ls --depth 0 | grep parser@
node a.js
