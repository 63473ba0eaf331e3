#!/usr/bin/env bash
# node 20.20.2 and 22.12.0, `node --test`: where an `after` hook throws the TAP of the run has `not ok`, and its JUnit failures="0" and "fail 0".
# Node 20 ends with 1, node 22 with 0: there nothing but the TAP tells it.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
cat > a.test.js <<'EOF'
const { describe, it, after } = require('node:test');
describe('basket', () => { after(() => { throw new Error('hook'); }); it('adds', () => {}); });
EOF
seen=0
for version in 20.20.2 22.12.0; do
  echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund node@$version || exit 2
  node_modules/.bin/node --version
  node_modules/.bin/node --test --test-reporter=junit a.test.js > out.xml 2> /dev/null; code=$?
  node_modules/.bin/node --test --test-reporter=tap a.test.js > out.tap 2> /dev/null
  echo "exit $code, $(grep -c '<failure' out.xml) failures in JUnit, $(grep -c '^ *not ok' out.tap) in TAP"; grep 'fail ' out.xml
  [ $code = $([ $version = 20.20.2 ] && echo 1 || echo 0) ] && ! grep -q '<failure' out.xml && grep -q '^ *not ok' out.tap && seen=$((seen + 1))
done
[ $seen = 2 ]
