#!/usr/bin/env bash
# tsc-junit 1.1.1 (npm) behind typescript 5.9.3 and 7.0.2: `tsc --noEmit | tsc-junit` of a clean run writes no report ("Cannot parse input"), and ends with 0.
# So it does for an error without a place in a file, such as TS18003 (no inputs) and TS2688 (types are missing). An older report stays where it is: the last
# failure stands over a clean run, and a broken run is told by nothing. Its errors are <error> under failures="1" errors="0".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
same=0
for v in 5.9.3 7.0.2; do
  mkdir -p "$d/$v/src" && cd "$d/$v" || exit 2
  echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund typescript@$v tsc-junit@1.1.1 || exit 2
  npm ls --depth 0 | grep -E 'typescript|tsc-junit'
  try() {
    echo "$2" > src/a.ts; echo "$3" > tsconfig.json
    npx tsc --noEmit -p . > tsc.log 2>&1; tsc=$?; npx tsc-junit -o $1.xml < tsc.log > log 2>&1; code=$?
    echo "$1: tsc exit $tsc $(grep -oE -m 1 'TS[0-9]+' tsc.log), tsc-junit exit $code, $(grep -oE '<testsuites [^>]*>' $1.xml 2> err || echo 'no report')"
  }
  { try wrong 'export const a: number = "x";' '{"include": ["src"]}'; try clean 'export const a = 1;' '{"include": ["src"]}'
    try inputs 'export const a = 1;' '{"include": ["sources"]}'; try types 'export const a = 1;' '{"include": ["src"], "compilerOptions": {"types": ["own"]}}'; } | tee out
  grep -qE '^wrong: tsc exit [12] TS2322, tsc-junit exit 0, <testsuites tests="1" errors="0" failures="1"' out && grep -qx 'clean: tsc exit 0 , tsc-junit exit 0, no report' out \
    && grep -qE '^inputs: tsc exit [12] TS18003, tsc-junit exit 0, no report' out && grep -qE '^types: tsc exit [12] TS2688, tsc-junit exit 0, no report' out || same=1
done
[ $same = 0 ]
