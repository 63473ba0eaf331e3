#!/usr/bin/env bash
# @lhci/cli 0.15.1 (npm): of five runs with a performance of 0.2, 0.2, 0.95, 0.2 and 0.2, `lhci assert` with minScore 0.9 says "All results processed!" and ends
# with 0: unless told it takes the best run for each assertion ("optimistic"). With "median-run" it passes too, as that is the run whose First Contentful Paint
# and Time to Interactive are in the middle, whatever its score. Only "median" and "pessimistic" fail. More runs make a slow page pass more often.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund --ignore-scripts @lhci/cli@0.15.1 || exit 2
mkdir .lighthouseci
for n in 1 2 3 4 5; do
  score=0.2; [ $n = 3 ] && score=0.95
  cat > .lighthouseci/lhr-$n.json <<END
{"lighthouseVersion": "12.6.1", "requestedUrl": "https://example.com/", "finalUrl": "https://example.com/", "fetchTime": "2026-01-0${n}T00:00:00.000Z",
 "categories": {"performance": {"id": "performance", "score": $score, "auditRefs": []}},
 "audits": {"first-contentful-paint": {"id": "first-contentful-paint", "score": $score, "numericValue": ${n}000, "scoreDisplayMode": "numeric"},
  "interactive": {"id": "interactive", "score": $score, "numericValue": ${n}500, "scoreDisplayMode": "numeric"}}}
END
done
echo "lhci $(npx lhci --version)"
for how in '' optimistic median-run median pessimistic; do
  echo "{\"ci\": {\"assert\": {\"assertions\": {\"categories:performance\": [\"error\", {\"minScore\": 0.9${how:+, \"aggregationMethod\": \"$how\"}}]}}}}" > own.json
  npx lhci assert --config=own.json > log 2>&1; echo "${how:-unless told}: exit $?, $(grep -oE '5 total run|All results processed!|found: .*' log | paste -sd' ')"
done | tee seen
grep -qx 'unless told: exit 0, 5 total run All results processed!' seen \
  && grep -q '^optimistic: exit 0' seen && grep -q '^median-run: exit 0' seen && grep -q '^median: exit 1' seen && grep -q '^pessimistic: exit 1' seen
