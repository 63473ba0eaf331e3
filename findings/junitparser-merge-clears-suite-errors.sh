#!/usr/bin/env bash
# junitparser 5.0.3 on the JUnit of newman 6.2.2: a refused request is errors="1" of a suite (newman exit 1). `junitparser merge` counts testcases alone and
# writes errors="0" in its place, so that the merged file has no trace of it. `verify` of either ends with 0, and so does `verify --glob` that fits no file.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install junitparser==5.0.3 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund newman@6.2.2 || exit 2
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') || exit 2
cat > c.json <<END
{"info": {"name": "c", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": [
 {"name": "order", "request": {"method": "GET", "url": "http://127.0.0.1:$port/"}}]}
END
v/bin/junitparser --version; npx newman --version
npx newman run c.json -r junit --reporter-junit-export smoke.xml > log 2>&1; newman=$?
echo '<testsuites tests="1"><testsuite name="unit" tests="1" failures="0" errors="0"><testcase name="adds" classname="c" time="0.1"/></testsuite></testsuites>' > unit.xml
v/bin/junitparser merge smoke.xml unit.xml merged.xml; echo "newman: exit $newman, merge: exit $?"
same=0
for f in smoke merged; do
  v/bin/junitparser verify $f.xml; code=$?; [ $code = 0 ] || same=1
  echo "$f: verify exit $code"; grep -oE '<testsuites? [^>]*' $f.xml
done
v/bin/junitparser verify --glob 'none*.xml'; none=$?; echo "verify of no file: exit $none"
[ $newman = 1 ] && [ $same = 0 ] && [ $none = 0 ] && grep -q 'errors="1"' smoke.xml && ! grep -q 'errors="1"' merged.xml
