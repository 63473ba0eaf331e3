#!/usr/bin/env bash
# `node test.js | tap-spec`: the status of the pipe is that of the formatter. tap-spec 5.0.0 (npm) ends with 0 for a stream whose plan is of 3 and that ends
# after 2, for one that bails out; tap-dot 2.0.0 also for one that ends without a plan, as that of a killed process does. tap-min 3.0.0 ends with 0 for the one
# that bails out. tap-parser 18.3.4 ends with 1 for each. A "not ok" under # TODO, which is no failure in TAP, ends with 1 by tap-spec and tap-dot.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund tap-spec@5.0.0 tap-dot@2.0.0 tap-min@3.0.0 tap-parser@18.3.4 || exit 2
npm ls --depth 0 | grep tap-
printf 'TAP version 13\n1..3\nok 1 - adds\nok 2 - pays\n' > short
printf 'TAP version 13\n1..2\nok 1 - adds\nBail out! no database\n' > bail
printf 'TAP version 13\nok 1 - adds\nok 2 - pays\n' > killed
printf 'TAP version 13\n1..2\nok 1 - adds\nnot ok 2 - pays # TODO later\n' > todo
printf 'TAP version 13\n1..2\nok 1 - adds\nok 2 - pays\n' > good
for f in good short bail killed todo; do
  printf '%s:' $f; for t in tap-parser tap-spec tap-dot tap-min; do npx $t < $f > log 2>&1; printf ' %s %s' $t $?; done; echo
done | tee out
printf '%s\n' 'good: tap-parser 0 tap-spec 0 tap-dot 0 tap-min 0' 'short: tap-parser 1 tap-spec 0 tap-dot 0 tap-min 1' 'bail: tap-parser 1 tap-spec 0 tap-dot 0 tap-min 0' \
  'killed: tap-parser 1 tap-spec 1 tap-dot 0 tap-min 1' 'todo: tap-parser 0 tap-spec 1 tap-dot 1 tap-min 0' | cmp - out
