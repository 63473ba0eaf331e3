#!/usr/bin/env bash
# c8 12.0.0 and nyc 18.0.0: with --check-coverage --lines 100, a run in which no file was measured passes: exit 0, and `pct` is the text "Unknown", not a number.
# So a wrong --include is as green as full coverage.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund c8@12.0.0 nyc@18.0.0 || exit 2
printf 'exports.a = () => 1;\nexports.b = () => {\n  return 2;\n};\n' > m.js; echo "require('./m').a();" > run.js
same=0
for t in c8 nyc; do
  npm ls --depth 0 | grep "$t@"
  npx $t --check-coverage --lines 100 -r json-summary node run.js 2> err; all=$?
  npx $t --check-coverage --lines 100 -r json-summary --include 'source/**' node run.js 2> err; none=$?
  lines=$(node -p 'JSON.stringify(require("./coverage/coverage-summary.json").total.lines)')
  echo "$t: m.js measured: exit $all; wrong --include: exit $none, $lines"
  [ $all = 1 ] && [ $none = 0 ] && [[ $lines = *'"pct":"Unknown"'* ]] || same=1
done
[ $same = 0 ]
