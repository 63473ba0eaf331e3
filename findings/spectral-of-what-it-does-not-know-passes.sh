#!/usr/bin/env bash
# @stoplight/spectral-cli 6.16.3 (npm): `spectral lint` of an API whose first key is misspelled (openAPI) applies none of the rules of spectral:oas and ends
# with 0, though the API has two errors, for which it ends with 1 where the key is right. It tells a warning, and its JUnit has a suite of 0 tests and 0
# failures without a word of it; that of a clean API has no suite at all.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @stoplight/spectral-cli@6.16.3 || exit 2
echo 'extends: ["spectral:oas"]' > .spectral.yaml
printf 'openapi: 3.0.3\ninfo: {title: own}\npaths: {/a: {get: {}}}\n' > right.yaml
sed 's/^openapi/openAPI/' right.yaml > misspelled.yaml
npx spectral --version
for f in right misspelled; do
  npx spectral lint -f junit -o $f.xml $f.yaml > log 2>&1; code=$?; echo "$f: exit $code, $(grep -oE '(tests|failures)="[0-9]*"' $f.xml | tr '\n' ' ')"
done | tee out
npx spectral lint misspelled.yaml | grep -E 'warning|error'
grep -q '^right: exit 1, tests="2" failures="2"' out && grep -q '^misspelled: exit 0, tests="0" failures="0"' out && ! grep -q 'unrecognized' misspelled.xml
