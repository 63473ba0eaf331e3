#!/usr/bin/env bash
# locust 2.47.0, headless with --run-time: a request still open at the end is neither a request nor a failure in --json, _stats.csv or _failures.csv: a user
# that hung on the server for the whole run leaves no trace, and locust ends with 0. The CSV is written once a second and may have fewer requests than --json.
set -u
d=$(mktemp -d); trap 'kill $p 2> /dev/null; rm -rf "$d"' EXIT; p=
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install locust==2.47.0 || exit 2
cd "$d" || exit 2
cat > server.py <<'EOF'
import http.server, time
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/slow": open("slow", "w").close(); time.sleep(30)
        self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); print(s.server_port, flush=True); s.serve_forever()
EOF
printf 'from locust import HttpUser, task, constant\nclass Quick(HttpUser):\n    wait_time = constant(0.1)\n    @task\n    def get(self): self.client.get("/")\n' > f.py
printf 'class Slow(HttpUser):\n    @task\n    def get(self): self.client.get("/slow")\n' >> f.py
python3 server.py > port 2> /dev/null & p=$!
for i in 1 2 3 4 5 6 7 8 9; do [ -s port ] && break; sleep 1; done; [ -s port ] || exit 2
v/bin/locust --version
v/bin/locust -f f.py --headless -u 2 -r 2 -t 5s -H "http://127.0.0.1:$(cat port)" --csv out --json > out.json 2> log; code=$?
[ -e slow ] && echo "/slow was asked"
csv=$(awk -F, '$2 == "Aggregated" { print $3 }' out_stats.csv); json=$(python3 -c 'import json; print(sum(e["num_requests"] for e in json.load(open("out.json"))))')
echo "exit $code; requests in the CSV $csv, in the JSON $json; lines with /slow: $(cat out_stats.csv out.json out_failures.csv | grep -c slow)"
[ $code = 0 ] && [ -e slow ] && [ "$csv" -gt 0 ] && [ "$csv" -le "$json" ] && ! grep -q slow out_stats.csv out.json out_failures.csv
