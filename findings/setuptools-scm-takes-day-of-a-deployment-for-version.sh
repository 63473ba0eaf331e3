#!/usr/bin/env bash
# setuptools-scm 10.3.4 (PyPI): after v1.4.0 a tag deploy-2026-01-02 on the commit makes the version 2, prod-2026-11-30 makes it 30, build-417 makes it 417,
# and rollback-to-1.3.9 makes the new commit 1.3.9; exit 0. Any words before the last hyphen pass for a name, and the number behind it for the version. A
# warning speaks of tag.strict alone; with tag.strict = true it is 1.4.1.dev1. dunamai 1.26.5 (PyPI) says 1.4.0.post1 for each.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install setuptools-scm==10.3.4 dunamai==1.26.5 || exit 2
mkdir "$d/r" && cd "$d/r" && git init -q -b main || exit 2
export GIT_AUTHOR_NAME=own GIT_AUTHOR_EMAIL=own@example.org GIT_COMMITTER_NAME=own GIT_COMMITTER_EMAIL=own@example.org
printf '[project]\nname = "own"\ndynamic = ["version"]\n[tool.setuptools_scm]\n' > pyproject.toml
git add . && git commit -q -m one && git tag -a -m one v1.4.0 && git commit -q --allow-empty -m two || exit 2
"$d/v/bin/pip" list 2> /dev/null | grep -E 'scm|dunamai'
for tag in deploy-2026-01-02 prod-2026-11-30 build-417 rollback-to-1.3.9; do
  git tag -a -m own $tag; version=$("$d/v/bin/python" -m setuptools_scm 2> "$d/err"); code=$?
  echo "$tag: exit $code, version $version, dunamai $("$d/v/bin/dunamai" from git --format '{base}.post{distance}')"; git tag -d $tag > "$d/log"
done | tee "$d/out"
git tag -a -m own deploy-2026-01-02; printf '[tool.setuptools_scm.tag]\nstrict = true\n' >> pyproject.toml; git commit -q -a --amend -m two; git tag -f -a -m own deploy-2026-01-02 > "$d/log"
echo "strict: $("$d/v/bin/python" -m setuptools_scm 2> "$d/err")" | tee -a "$d/out"
cd "$d" && [ "$(grep -o 'exit 0, version [0-9.]*' out | awk '{ print $4 }' | tr '\n' ' ')" = '2 30 417 1.3.9 ' ] && [ "$(grep -c 'dunamai 1.4.0.post1$' out)" = 4 ] && grep -q '^strict: 1.4.1.dev1' out
