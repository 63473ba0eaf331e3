#!/usr/bin/env bash
# bzt (Taurus) 1.17.2, module passfail: a criterion on a label that no request has, or on a percentile that is not computed (p97), is a passed testcase in
# its JUnit, with exit 0 and no warning. A threshold without a unit is seconds: avg-rt>1500 passes at 2 s. The same samples fail avg-rt of home>1s (exit 3).
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install bzt==1.17.2 || exit 2
cd "$d" || exit 2
export HOME=$d PATH=$d/v/bin:$PATH
echo 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,grpThreads,allThreads,Latency,Hostname,Connect' > t.jtl
for i in $(seq 20); do echo "$((1767261600000 + i * 500)),2000,home,200,OK,t 1-1,true,10,1,1,1900,h,1"; done >> t.jtl
v/bin/pip list 2> /dev/null | grep '^bzt '
same=0
while read -r expected criterion; do
  cat > run.yml <<END
execution: [{executor: external-results-loader, scenario: own, data-file: t.jtl, results-timeout: 3s}]
scenarios: {own: {requests: ["http://127.0.0.1/"]}}
settings: {check-updates: false, check-interval: 1s, artifacts-dir: out}
reporting: [{module: passfail, criteria: ["$criterion, stop as failed"]}, {module: junit-xml, filename: out.xml, data-source: pass-fail}]
END
  rm -f out.xml; timeout 100 bzt -o modules.console.disable=true run.yml > log 2>&1; code=$?
  echo "$criterion: exit $code, $(grep -c '<testcase' out.xml) testcase, $(grep -c '<error' out.xml) error"
  [ "$code $(grep -c '<testcase' out.xml)" = "$expected 1" ] || { cat log; same=1; }
done <<'END'
3 avg-rt of home>1s
0 avg-rt of hmoe>1s
0 p97>1s
0 avg-rt>1500
END
[ $same = 0 ]
