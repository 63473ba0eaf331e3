#!/usr/bin/env bash
# A release of "fix: round once", "feat(api)!: new key" (with BREAKING CHANGE: in its text) and "refactor!: drop v1", by two that read conventional commits:
# chng 0.1.1 (npm), which has an option --breaking-pattern, lists the fix alone; generate-changelog 1.8.0 (npm) has no line for the one with a scope, and "drop
# v1" under Other Changes. Neither warns, exit 0. git-cliff 2.14.2 (npm) and git-changelog 2.10.0 (PyPI, -c conventional) have all three.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install git-changelog==2.10.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund chng@0.1.1 generate-changelog@1.8.0 git-cliff@2.14.2 || exit 2
v/bin/pip list 2> /dev/null | grep '^git-changelog'; npm ls --depth=0 2> /dev/null | grep -oE '(chng|generate-changelog|git-cliff)@.*'
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
b=$PWD/node_modules/.bin; v=$PWD/v/bin
mkdir repo && cd repo && git init -q -b main || exit 2
echo '{"name":"shop","version":"2.0.0","repository":"https://git.example.org/example/shop"}' > package.json; git add .
git commit -qm 'feat: start' && git tag v1.0.0 || exit 2
git commit -q --allow-empty -m 'fix: round once'
git commit -q --allow-empty -m 'feat(api)!: new key' -m 'BREAKING CHANGE: keys differ'
git commit -q --allow-empty -m 'refactor!: drop v1' && git tag v2.0.0
"$b/chng" -o ../chng.md > ../log 2>&1; e1=$?
"$b/generate-changelog" -t v1.0.0...v2.0.0 -f ../generate-changelog.md > ../log 2>&1; e2=$?
"$b/git-cliff" -o ../git-cliff.md > ../log 2>&1; e3=$?
"$v/git-changelog" -c conventional -o ../git-changelog.md > ../log 2>&1; e4=$?
cd ..
for f in chng generate-changelog git-cliff git-changelog; do echo "$f: $(for w in 'round once' 'new key' 'drop v1'; do grep -qi "$w" $f.md && printf '%s, ' "$w"; done)"; done | tee seen; echo "exit $e1 $e2 $e3 $e4"
printf 'chng: round once, \ngenerate-changelog: round once, drop v1, \ngit-cliff: round once, new key, drop v1, \ngit-changelog: round once, new key, drop v1, \n' | cmp - seen &&
  sed -n '/Other Changes/,$p' generate-changelog.md | grep -q 'drop v1' && [ "$e1$e2" = 00 ]
