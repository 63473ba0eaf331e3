#!/usr/bin/env bash
# siege (Debian 4.0.7-1+b1): where every answer is 404, its JSON has availability 100.00, failed_transactions 0 and successful_transactions 0.
# The same with 400, 403, 410 and 429; 408, 500 and 503 count as failed. It ends with 0 either way, also where nothing listens.
set -u
d=$(mktemp -d); trap 'kill $p 2> /dev/null; rm -rf "$d"' EXIT; p=
cd "$d" && mkdir home empty || exit 2
apt-get -qq download siege=4.0.7-1+b1 2> /dev/null && dpkg -x siege_*.deb root || exit 2
: > log; python3 -u -m http.server -b 127.0.0.1 -d empty 0 > log 2>&1 & p=$!
for i in 1 2 3 4 5 6 7 8 9; do grep -q port log && break; sleep 1; done
port=$(sed -n 's/.* port \([0-9]*\).*/\1/p' log | head -n 1); [ "$port" ] || exit 2
export HOME=$d/home; s=root/usr/bin/siege
$s --version 2>&1 | grep ^SIEGE
$s -c 1 -r 5 -j "http://127.0.0.1:$port/none" > out.json 2> err; echo "all 404: exit $?"
grep -E 'transactions|availability' out.json
kill $p; sleep 1; $s -c 1 -r 2 -j "http://127.0.0.1:$port/" > off.json 2> err; off=$?; echo "nothing listens: exit $off"; grep availability off.json
get() { sed -n "s/.*\"$1\":[[:space:]]*\([0-9.]*\).*/\1/p" out.json; }
[ "$(get availability) $(get successful_transactions) $(get failed_transactions)" = "100.00 0 0" ] && [ $off = 0 ]
