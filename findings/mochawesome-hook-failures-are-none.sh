#!/usr/bin/env bash
# mocha 12.0.3 with mochawesome 8.1.1: where only hooks fail, mocha ends with 1 and its own JSON has failures 2, but mochawesome's has failures 0.
# In mocha's JSON, tests (2) is less than passes + pending + failures (4): hooks count as failures, and tests that never ran count nowhere.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund mocha@12.0.3 mochawesome@8.1.1 || exit 2
cat > a.test.js <<'EOF'
describe('s', () => { after(() => { throw new Error('after'); }); it('adds', () => {}); it('pending'); });
describe('t', () => { beforeEach(() => { throw new Error('before'); }); it('one', () => {}); it('two', () => {}); it('three', () => {}); });
EOF
npx mocha --version
npx mocha --reporter json --reporter-option output=own.json a.test.js > log 2>&1; echo "mocha json: exit $?"
npx mocha --reporter mochawesome --reporter-option html=false,quiet=true a.test.js > log 2>&1; code=$?; echo "mochawesome: exit $code"
node -e 'const own = require("./own.json").stats, awe = require("./mochawesome-report/mochawesome.json").stats;
console.log("json", own); console.log("mochawesome", awe);
process.exit(own.failures === 2 && own.tests === 2 && own.passes === 1 && awe.failures === 0 ? 0 : 1)' && [ $code != 0 ]
