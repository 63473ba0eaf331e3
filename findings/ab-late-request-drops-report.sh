#!/usr/bin/env bash
# ApacheBench (Debian apache2-utils 2.4.71-1~deb12u1): where a single answer comes later than -s allows, it prints no report and writes no -e file:
# the times of the 29 that answered are lost. With -r ("do not exit on socket receive errors") it is the same.
set -u
d=$(mktemp -d); trap 'kill $p 2> /dev/null; rm -rf "$d"' EXIT; p=
cd "$d" && chmod 755 . || exit 2
apt-get -qq download apache2-utils=2.4.71-1~deb12u1 libapr1 libaprutil1 2> /dev/null || exit 2
for f in *.deb; do dpkg -x "$f" root || exit 2; done
export LD_LIBRARY_PATH=$(dirname "$(find "$d/root" -name 'libapr-1.so.0')")
cat > server.py <<'EOF'
import http.server, itertools, time
n = itertools.count(1)
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if next(n) % 30 == 10: time.sleep(3)
        self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); print(s.server_port, flush=True); s.serve_forever()
EOF
python3 server.py > port 2> /dev/null & p=$!
for i in 1 2 3 4 5 6 7 8 9; do [ -s port ] && break; sleep 1; done; [ -s port ] || exit 2
root/usr/bin/ab -V | head -n 1
root/usr/bin/ab -q -s 1 -n 30 -c 3 -e a.csv "http://127.0.0.1:$(cat port)/" > out 2>&1; code=$?
echo "exit $code"; tail -n 2 out; ls a.csv 2>&1
sleep 3; root/usr/bin/ab -q -r -s 1 -n 30 -c 3 "http://127.0.0.1:$(cat port)/" > out2 2>&1; echo "with -r: exit $?"
[ $code != 0 ] && [ ! -e a.csv ] && ! grep -q 'Complete requests' out out2
