#!/usr/bin/env bash
# auto-changelog 2.7.0 (npm): of a release of five features and "fix!: drop the old API" its changelog has three commits, those with the most changed lines,
# and neither the breaking one, which changed one line, nor a sign that some are left out: --commit-limit is 3 unless told, as its README says, and
# --breaking-pattern is empty. standard-changelog 7.0.1 (npm) has the five features and not the breaking fix either: its preset does not know the "!".
# changelogen 0.6.2 and git-cliff 2.14.2 (npm) have it.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
export TMPDIR=$d
mkdir "$d/t" "$d/r" && cd "$d/t" || exit 2
echo '{"private":true}' > package.json
npm i --silent --no-audit --no-fund auto-changelog@2.7.0 standard-changelog@7.0.1 changelogen@0.6.2 git-cliff@2.14.2 || exit 2
npm ls --depth 0 | grep @
cd "$d/r" && git init -q -b main && git config user.name own && git config user.email own@example.org && git remote add origin https://example.org/own/own.git || exit 2
echo '{"name": "own", "version": "1.1.0", "private": true}' > package.json; git add . && git commit -q -m 'chore: begin' && git tag v1.0.0 || exit 2
for n in 1 2 3 4 5; do seq $((n * 10)) > f$n; git add . && git commit -q -m "feat: thing $n"; done
echo one > api && git add . && git commit -q -m 'fix!: drop the old API' && git tag v1.1.0 || exit 2
b=$d/t/node_modules/.bin
"$b/auto-changelog" -o "$d/auto-changelog" > "$d/log" 2>&1 || exit 2
"$b/standard-changelog" -r 0 -s -i "$d/standard-changelog" > "$d/log" 2>&1 || exit 2
"$b/changelogen" --from v1.0.0 --to v1.1.0 > "$d/changelogen" 2> "$d/log" || exit 2
"$b/git-cliff" > "$d/git-cliff" 2> "$d/log" || exit 2
cd "$d" || exit 2
for t in auto-changelog standard-changelog changelogen git-cliff; do echo "$t: $(grep -ciE 'thing [1-5]' $t) features, breaking change $(grep -qi 'drop the old API' $t && echo told || echo left out)"; done | tee out
printf 'auto-changelog: 3 features, breaking change left out\nstandard-changelog: 5 features, breaking change left out\nchangelogen: 5 features, breaking change told\ngit-cliff: 5 features, breaking change told\n' | cmp - out
