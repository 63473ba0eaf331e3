#!/usr/bin/env bash
# jasmine-reporters 2.5.2 with jasmine 7.0.0 and 3.99.0 (npm): where afterAll of a suite throws, jasmine says "1 failure" and ends with 3 or 1, and both of its
# reports are green: the JUnit has failures="0" errors="0" in the suite and the root, the TAP keeps its plan and ends with "# 1 spec, 0 failures". Neither has
# a word of the error.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
cat > h.js <<'END'
const r = require('jasmine-reporters');
jasmine.getEnv().addReporter(new r.JUnitXmlReporter({ savePath: '.', consolidateAll: true, filePrefix: 'junit' }));
jasmine.getEnv().addReporter(new r.TapReporter());
END
same=0
for v in 7.0.0 3.99.0; do
  mkdir -p $v && cd $v && cp ../h.js . && echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund jasmine@$v jasmine-reporters@2.5.2 || exit 2
  echo 'describe("cart", () => { it("adds", () => expect(1).toBe(1)); afterAll(() => { throw new Error("rollback failed"); }); });' > after.js
  npm ls --depth 0 | grep jasmine
  npx jasmine --helper=h.js after.js > log 2>&1; code=$?
  echo "afterAll: exit $code"; grep -aoE '(# )?[0-9]+ specs?, [0-9]+ failures?.*' log; grep -oE '<testsuites? .*' junit.xml
  [ $code != 0 ] && grep -aqE '^1 spec, 1 failure' log && grep -aq '^# 1 spec, 0 failures' log && [ "$(grep -cE '<testsuites? .*errors="0".*failures="0"|<testsuites? .*failures="0".*errors="0"' junit.xml)" = 2 ] && ! grep -q rollback junit.xml || same=1
  cd ..
done
[ $same = 0 ]
