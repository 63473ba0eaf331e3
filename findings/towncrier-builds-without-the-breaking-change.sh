#!/usr/bin/env bash
# towncrier 26.9.0 (PyPI): `towncrier build` of 2.bug.md, 4.breaking.md, 6.Feature.md, feature-5.md and 1.bugfix.md writes news of the last alone, says nothing
# of the others and ends with 0: a name without a known type, in any spelling, is no fragment. Where none is left it writes "No significant changes." The files
# stay behind and come into no later release either. Only `towncrier check`, and `build` where the configuration has an `ignore`, fail for them.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install towncrier==26.9.0 || exit 2
mkdir -p "$d/r/changes" && cd "$d/r" && git init -q -b main || exit 2
printf '[tool.towncrier]\nname = "own"\ndirectory = "changes"\nfilename = "NEWS.md"\n' > pyproject.toml
for f in 1.bugfix.md 2.bug.md 4.breaking.md 6.Feature.md feature-5.md; do echo "own words of $f" > changes/$f; done
git add . && git -c user.name=own -c user.email=own@example.org commit -q -m one || exit 2
"$d/v/bin/towncrier" --version
"$d/v/bin/towncrier" build --yes --version 2.0.0 > "$d/log" 2>&1; first=$?; "$d/v/bin/towncrier" build --yes --version 2.1.0 > "$d/log2" 2>&1; second=$?
echo "2.0.0: exit $first, 2.1.0: exit $second"; cat NEWS.md; echo "left: $(ls changes | tr '\n' ' ')"
printf 'ignore = ["README.md"]\n' >> pyproject.toml; "$d/v/bin/towncrier" build --yes --version 2.2.0 > "$d/log3" 2>&1; third=$?; echo "with ignore: exit $third, $(tail -n 2 "$d/log3" | head -n 1)"
[ $first = 0 ] && [ $second = 0 ] && [ $third = 1 ] && ! grep -qiE 'breaking|invalid' "$d/log" "$d/log2" && grep -q 'No significant changes' NEWS.md \
  && [ "$(grep -c 'own words' NEWS.md)" = 1 ] && [ "$(ls changes | wc -l)" = 4 ]
