#!/usr/bin/env bash
# dulwich 1.2.21 (PyPI): of a commit with v1.0.0 (annotated) and v1.0.0-rc.1 `dulwich describe` names the candidate, where git names v1.0.0. Of the tag
# release/1.1.0 it says 1.1.0, which is no ref. Lightweight tags count as well. Behind a merge it counts those commits that are newer than the tag: 1 where git
# counts 3. It prints that on stderr, so that $(dulwich describe) is empty. The API, porcelain.describe(), says the same.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install dulwich==1.2.21 || exit 2
cd "$d" || exit 2
export GIT_AUTHOR_NAME=own GIT_AUTHOR_EMAIL=own@example.org GIT_COMMITTER_NAME=own GIT_COMMITTER_EMAIL=own@example.org
at() { export GIT_AUTHOR_DATE="2026-01-0$1T00:00:00Z" GIT_COMMITTER_DATE="2026-01-0$1T00:00:00Z"; }
git init -q -b main r && cd r || exit 2
say() { echo "$1: git $(git describe), dulwich $("$d/v/bin/python" -c 'from dulwich import porcelain; print(porcelain.describe("."))')"; }
{
  at 1; git commit -q --allow-empty -m one; git tag -a -m one v1.0.0; git tag v1.0.0-rc.1; say candidate
  at 2; git commit -q --allow-empty -m two; git tag -a -m two release/1.1.0; say slash
  git checkout -q -b side v1.0.0; for n in 3 4; do at $n; git commit -q --allow-empty -m "side $n"; done
  git checkout -q main; at 5; git commit -q --allow-empty -m five; git tag -a -m five v1.2.0; at 6; git merge -q --no-ff -m merge side; say merge
} | tee "$d/out"
"$d/v/bin/pip" list 2> /dev/null | grep dulwich; git --version
printed=$("$d/v/bin/dulwich" describe 2> "$d/err"); echo "stdout of dulwich describe: '$printed', stderr: $(cat "$d/err")"
cd "$d" && grep -qx 'candidate: git v1.0.0, dulwich v1.0.0-rc.1' out && grep -qx 'slash: git release/1.1.0, dulwich 1.1.0' out && grep -qE '^merge: git v1.2.0-3-g[0-9a-f]+, dulwich v1.2.0-1-g' out \
  && [ -z "$printed" ] && grep -q '^v1.2.0-1-g' err
