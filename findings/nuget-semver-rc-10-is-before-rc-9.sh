#!/usr/bin/env bash
# @snyk/nuget-semver 1.6.1 (npm): 1.0.0-rc.10 is before 1.0.0-rc.9 and 1.0.0-beta.2 after 1.0.0-beta.11: it compares the parts behind the hyphen as text, where
# NuGet (SemVer 2.0.0, numbers as numbers) has them the other way round. maxSatisfying() of both candidates is rc.9. univers 32.0.1 (PyPI) has 1.0.0-RC10
# before 1.0.0-RC9 for Composer, which compares numbers too, and the right order for NuGet. semver 7.7.3 (npm) has rc.10 last.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install univers==32.0.1 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @snyk/nuget-semver@1.6.1 semver@7.7.3 || exit 2
cat > a.js <<'END'
const nuget = require('@snyk/nuget-semver'), semver = require('semver');
const last = (a, b, compare) => (compare(a, b) > 0 ? a : b);
for (const [a, b] of [['1.0.0-rc.10', '1.0.0-rc.9'], ['1.0.0-beta.11', '1.0.0-beta.2']])
  console.log(`${a}, ${b}: last for nuget-semver ${last(a, b, nuget.compare)}, for semver ${last(a, b, semver.compare)}`);
console.log('maxSatisfying:', nuget.maxSatisfying(['1.0.0-rc.9', '1.0.0-rc.10'], '[1.0.0-rc.1,2.0.0)'));
END
npm ls --depth=0 2> /dev/null | grep -oE '(@snyk/nuget-)?semver@.*'; v/bin/pip list 2> /dev/null | grep univers
node a.js | tee seen
v/bin/python -c 'from univers.versions import *; print("univers:", max(ComposerVersion("1.0.0-RC9"), ComposerVersion("1.0.0-RC10")), max(NugetVersion("1.0.0-rc.9"), NugetVersion("1.0.0-rc.10")))' | tee -a seen
grep -qx '1.0.0-rc.10, 1.0.0-rc.9: last for nuget-semver 1.0.0-rc.9, for semver 1.0.0-rc.10' seen && grep -qx '1.0.0-beta.11, 1.0.0-beta.2: last for nuget-semver 1.0.0-beta.2, for semver 1.0.0-beta.11' seen \
  && grep -qx 'maxSatisfying: 1.0.0-rc.9' seen && grep -qx 'univers: 1.0.0-RC9 1.0.0-rc.10' seen
