#!/usr/bin/env bash
# semver-sort 1.0.0 (npm): what follows the three numbers is not compared: of 2.0.0, 2.0.0-rc.1 and 2.0.0-rc.2 the highest is the one that came first, and
# desc() of a list in which a candidate is first names it the newest. compare-version 0.1.2 puts every candidate after its release.
# semver 7.7.3 and version-compare 3.12.0 put 2.0.0 last, whatever came first.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund semver-sort@1.0.0 compare-version@0.1.2 version-compare@3.12.0 semver@7.7.3 || exit 2
cat > a.js <<'END'
const one = require('semver-sort'), two = require('compare-version'), three = require('version-compare'), semver = require('semver');
const of = (all) => [one.desc([...all])[0], [...all].sort(two).pop(), [...all].sort(three.default || three).pop(), [...all].sort(semver.compare).pop()].join(' ');
const seen = [['1.10.0', '2.0.0-rc.1', '2.0.0', '2.0.0-rc.2'], ['2.0.0-rc.2', '2.0.0-rc.1', '2.0.0', '1.10.0'], ['2.0.0', '2.0.0-rc.1', '1.10.0', '2.0.0-rc.2']]
  .map((all) => { const highest = of(all); console.log(all.join(' '), '- highest for semver-sort, compare-version, version-compare, semver:', highest); return highest; });
process.exit(seen.join() === '2.0.0-rc.1 2.0.0-rc.2 2.0.0 2.0.0,2.0.0-rc.2 2.0.0-rc.2 2.0.0 2.0.0,2.0.0 2.0.0-rc.2 2.0.0 2.0.0' ? 0 : 1);
END
npm ls --depth 0 | grep -E 'sort@|compare@|compare-version@'
node a.js
