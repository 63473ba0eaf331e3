#!/usr/bin/env bash
# stylelint-junit-formatter 0.2.2 and stylelint-formatter-junit 0.1.1 (npm) of stylelint 17.16.0: a file with a warning alone, for which stylelint ends with 0,
# is a suite of failures="1" errors="1" tests="1" whose one case passed. A reader of the counts fails it, and a reader of the cases passes it. A file with an
# error has the same counts, 1 and 1 of 1 test, so that the counts do not tell the two apart.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund stylelint@17.16.0 stylelint-junit-formatter@0.2.2 stylelint-formatter-junit@0.1.1 || exit 2
echo '{"rules": {"color-no-invalid-hex": true, "property-no-unknown": [true, {"severity": "warning"}]}}' > .stylelintrc.json
echo 'a { colr: red; }' > warning.css; echo 'a { color: #12; }' > error.css
npm ls --depth 0 | grep stylelint
for t in stylelint-junit-formatter stylelint-formatter-junit; do
  for f in warning error; do
    npx stylelint $f.css --custom-formatter $t -o $t.$f.xml > log 2>&1; code=$?
    echo "$t $f: exit $code, $(grep -oE '(failures|errors|tests)="[0-9]+"' $t.$f.xml | sort | tr '\n' ' ')cases $(grep -c '<testcase' $t.$f.xml), failed $(grep -cE '<failure' $t.$f.xml)"
  done
done | tee out
[ "$(grep -c ' warning: exit 0, errors="1" failures="1" tests="1" cases 1, failed 0$' out)" = 2 ] && [ "$(grep -c ' error: exit 2, errors="1" failures="1" tests="1" cases 1, failed 1$' out)" = 2 ]
