#!/usr/bin/env bash
# slokit-sre 1.0.1 (PyPI): `slo-kit gate` blocks a deploy (exit 1) where the error budget is spent. Where Prometheus knows no request at all, of a metric that is
# misspelled or a service that is down, it says "error budget healthy: 100.0% remaining" and ends with 0, also with --min-budget 0.5 --block-on-firing. So it does
# where half of the requests are bad and only total_query finds nothing. An answer without a series is 0, and 0 of 0 is all good.
set -u
d=$(mktemp -d); trap 'kill "${s:-}" 2> /dev/null; rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install slokit-sre==1.0.1 || exit 2
cd "$d" || exit 2
cat > own.yaml <<'END'
apiVersion: slo-kit/v1
name: pay
objective: 0.999
window: 30d
sli:
  good_query: 'sum(rate(http_requests_total{job="pay",code!~"5.."}[{window}]))'
  total_query: 'sum(rate(http_requests_total{job="pay"}[{window}]))'
END
cat > server.py <<'END'
import http.server, json, sys, urllib.parse
good, total = sys.argv[1:]
class Prometheus(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.answer(urllib.parse.urlparse(self.path).query)
    def do_POST(self): self.answer(self.rfile.read(int(self.headers['content-length'])).decode())
    def answer(self, asked):
        value = good if '!~' in urllib.parse.parse_qs(asked)['query'][0] else total
        body = json.dumps({'status': 'success', 'data': {'resultType': 'vector', 'result': [] if value == 'none' else [{'metric': {}, 'value': [1767225600, value]}]}}).encode()
        self.send_response(200); self.send_header('content-type', 'application/json'); self.send_header('content-length', str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *a): pass
server = http.server.HTTPServer(('127.0.0.1', 0), Prometheus)
with open('part', 'w') as f: f.write(str(server.server_port))
__import__('os').rename('part', 'port'); server.serve_forever()
END
v/bin/pip list 2> /dev/null | grep slokit
for counts in '100 100' '50 100' 'none none' '50 none'; do
  rm -f port; v/bin/python server.py $counts & s=$!
  for n in $(seq 100); do [ -s port ] && break; sleep 0.1; done
  v/bin/slo-kit gate own.yaml --min-budget 0.5 --block-on-firing -s "http://127.0.0.1:$(cat port)" > log 2>&1; code=$?
  echo "good and total $counts: exit $code, $(grep -oE 'error budget [a-z ]*: [0-9.]*% remaining' log)"; kill $s; wait $s 2> /dev/null
done | tee seen
grep -qx 'good and total 50 100: exit 1, error budget too low: 0.0% remaining' seen && grep -qx 'good and total none none: exit 0, error budget healthy: 100.0% remaining' seen \
  && grep -qx 'good and total 50 none: exit 0, error budget healthy: 100.0% remaining' seen
