#!/usr/bin/env bash
# cyclonedx-npm 6.0.1 --ignore-npm-errors: where a dependency is not installed, it writes a valid SBOM without that dependency and ends with 0.
# Only stderr says that npm failed. Without the option it ends with an error and writes nothing.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
mkdir "$d/tool" "$d/own" && cd "$d/tool" && npm init -y > "$d/npm.log" 2>&1 || exit 2
npm i --no-audit --no-fund --ignore-scripts @cyclonedx/cyclonedx-npm@6.0.1 >> "$d/npm.log" 2>&1 || exit 2
cd "$d/own" && printf '{"name":"own","version":"1.0.0","dependencies":{"left-pad":"1.3.0"}}' > package.json
npm i --no-audit --no-fund >> "$d/npm.log" 2>&1 && rm -r node_modules/left-pad || exit 2
tool=$d/tool/node_modules/.bin/cyclonedx-npm
"$tool" --version
"$tool" --ignore-npm-errors -o out.json 2> err; code=$?
"$tool" -o strict.json 2> err.strict; strict=$?
grep -o '"name": "left-pad"' out.json | head -n 1; echo "ignoring: exit $code, strict: exit $strict"; grep -m 1 -i 'missing' err
[ $code = 0 ] && [ $strict != 0 ] && grep -q '"bomFormat": "CycloneDX"' out.json && ! grep -q '"name": "left-pad"' out.json
