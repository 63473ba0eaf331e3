#!/usr/bin/env bash
# locust-plugins 5.0.3 (locust 2.47.0): --check-avg-response-time 10 and --check-fail-ratio 0.01 pass where no request was finished: the server took each
# connection and never answered, the average of nothing is 0 ms, and locust ends with 0. Only --check-rps fails (3). The same server with answers after
# 0.3 s fails the first check.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"; [ -z "${s:-}" ] || kill "$s" 2> /dev/null' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install locust==2.47.0 locust-plugins==5.0.3 || exit 2
cd "$d" || exit 2
cat > s.py <<'END'
import http.server, time
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(60 if self.path == "/never" else 0.3)
        self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); s.daemon_threads = True; print(s.server_port, flush=True); s.serve_forever()
END
python3 s.py > port 2> /dev/null & s=$!
for i in $(seq 50); do [ -s port ] && break; sleep 0.1; done
[ -s port ] || exit 2
for p in late never; do printf 'from locust import HttpUser, task\nimport locust_plugins\nclass U(HttpUser):\n    @task\n    def t(self): self.client.get("/%s")\n' $p > $p.py; done
v/bin/pip list 2> /dev/null | grep -E '^locust'
run() { timeout 60 v/bin/locust -f $1.py --headless --only-summary -u 1 -t 4s --stop-timeout 0 -H "http://127.0.0.1:$(cat port)" $2 $3 > log 2>&1; code=$?
  echo "$1 $2 $3: exit $code, $(grep -E '^ *Aggregated' log | head -n 1 | awk '{print $2}') requests"; grep -o 'CHECK FAILED.*' log; codes="${codes:-}$code"; }
run late --check-avg-response-time 10; run never --check-avg-response-time 10; run never --check-fail-ratio 0.01; run never --check-rps 0.1
[ "$codes" = 3003 ]
