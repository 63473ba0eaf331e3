#!/usr/bin/env bash
# h2load (Debian nghttp2-client 1.52.0-1+deb12u3): requests it never sent count as failed and errored: where nothing listens, "6 total, 0 started, 6 failed,
# 6 errored", req/s 0.00 and times of 0us, and it ends with 0. A reader of the minimum time sees the best of all runs.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download nghttp2-client=1.52.0-1+deb12u3 libnghttp2-14=1.52.0-1+deb12u3 libev4 libc-ares2 libjansson4 libjemalloc2 2> /dev/null || exit 2
for f in *.deb; do dpkg -x "$f" root || exit 2; done
export LD_LIBRARY_PATH=$(dirname "$(find "$d/root" -name 'libnghttp2.so.14')")
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') || exit 2
root/usr/bin/h2load --version || exit 2
root/usr/bin/h2load --h1 -n 6 -c 2 "http://127.0.0.1:$port/" > out 2>&1; code=$?
echo "exit $code"; grep -E '^requests|^time for request' out
[ $code = 0 ] && grep -q '0 started, 0 done, 0 succeeded, 6 failed, 6 errored, 0 timeout' out
