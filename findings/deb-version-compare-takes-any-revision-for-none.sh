#!/usr/bin/env bash
# deb-version-compare 1.2.1 (npm): 1.0 and 1.0-3 are equal for it, whatever the revision, and so a fix that came as -3 counts as there in 1.0; yet 1.0-1 is before
# 1.0-3, so that a sorted list depends on the order before. In dpkg (and Debian's policy) no revision is the revision 0: 1.0 is before 1.0-1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund deb-version-compare@1.2.1 || exit 2
cat > a.js <<'END'
const compare = require('deb-version-compare'), { spawnSync } = require('child_process');
const sign = (n) => '<=>'[Math.sign(n) + 1], dpkg = (a, b) => ['lt', 'eq', 'gt'].findIndex((op) => spawnSync('dpkg', ['--compare-versions', a, op, b]).status === 0) - 1;
for (const [a, b] of [['1.0', '1.0-1'], ['1.0', '1.0-3'], ['1.0-1', '1.0-3'], ['1.0', '1.0-1~deb12u1'], ['1.0~rc1', '1.0']])
  console.log(`deb-version-compare ${a} ${sign(compare(a, b))} ${b}, dpkg ${a} ${sign(dpkg(a, b))} ${b}`);
console.log(['1.0-3', '1.0', '1.0-1'].sort(compare).join(' '), '|', ['1.0-1', '1.0', '1.0-3'].sort(compare).join(' '));
END
npm ls --depth=0 2> /dev/null | grep -o 'deb-version-compare@.*'; dpkg --version | head -n 1
node a.js | tee seen
grep -qx 'deb-version-compare 1.0 = 1.0-1, dpkg 1.0 < 1.0-1' seen && grep -qx 'deb-version-compare 1.0 = 1.0-3, dpkg 1.0 < 1.0-3' seen && grep -qx 'deb-version-compare 1.0-1 < 1.0-3, dpkg 1.0-1 < 1.0-3' seen
