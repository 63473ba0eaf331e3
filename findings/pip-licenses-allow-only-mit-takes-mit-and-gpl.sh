#!/usr/bin/env bash
# pip-licenses 5.5.5 (PyPI): a package "MIT AND GPL-3.0-only" (License-Expression) passes --fail-on=GPL-3.0-only, which wants the whole text, and
# --allow-only=MIT --partial-match, which takes a part. One with the classifiers of MIT and of GPLv3 passes --allow-only="MIT License": one that is allowed is
# enough. With --packages, a name that is not installed is an empty table and exit 0, so that a misspelled list checks nothing. GPL-3.0-only alone does end with
# 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pip-licenses==5.5.5 || exit 2
python3 -m venv "$d/t" && "$d/t/bin/pip" -q install setuptools==82.0.1 wheel==0.46.3 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep '^pip-licenses '
own() {
  mkdir -p "src/$1/$1" && touch "src/$1/$1/__init__.py"
  printf '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "%s"\nversion = "1.0.0"\n%s\n[tool.setuptools]\npackages = ["%s"]\n' "$1" "$2" "$1" > "src/$1/pyproject.toml"
}
own ownboth 'license = "MIT AND GPL-3.0-only"'; own owngpl 'license = "GPL-3.0-only"'
own owntwo 'classifiers = ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"]'
t/bin/pip -q install --no-build-isolation ./src/* || exit 2
seen=
try() { v/bin/pip-licenses --python t/bin/python --packages "$@" > log 2>&1; seen="$seen$?"; echo "exit ${seen: -1}: $*; $(grep -o 'own.*' log | tail -n 1)"; }
try owngpl --fail-on=GPL-3.0-only
try ownboth --fail-on=GPL-3.0-only
try ownboth --allow-only=MIT --partial-match
try owntwo '--allow-only=MIT License'
try ownboht --allow-only=MIT
[ "$seen" = 10000 ]
