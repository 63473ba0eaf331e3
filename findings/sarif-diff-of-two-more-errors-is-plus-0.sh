#!/usr/bin/env bash
# sarif-tools 3.0.5 (PyPI): `sarif --check error diff old new` is to fail where there are more errors. A finding that the old file has once and the new one three
# times, in two more files, is "error level: +0 +0" and exit 0: it counts kinds of findings (rule and message), not findings. One that is gone from a.c and has come
# in b.c is "no changes". Where the message names the place, as "... in a.c", the same two more are +1 -1, one "eliminated", and exit 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sarif-tools==3.0.5 || exit 2
cd "$d" || exit 2
log() { # file, message, places
  local out=$1 message=$2 all=; shift 2
  for p in "$@"; do
    all="$all${all:+,}{\"ruleId\":\"R1\",\"level\":\"error\",\"message\":{\"text\":\"${message/PLACE/$p}\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"$p\"},\"region\":{\"startLine\":1}}}]}"
  done
  echo "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"own\",\"rules\":[{\"id\":\"R1\"}]}},\"results\":[$all]}]}" > $out; }
v/bin/sarif --version
say() { v/bin/sarif --check error diff old.sarif new.sarif > out 2> err; echo "$1: exit $?, $(grep '^error level' out), $(grep -oE 'occurrences [0-9]+ -> [0-9]+|Eliminated' out)"; }
{
  log old.sarif 'a password in the source' a.c; log new.sarif 'a password in the source' a.c b.c c.c; say 'two more'
  log new.sarif 'a password in the source' b.c; say 'another place'
  log old.sarif 'a password in PLACE' a.c; log new.sarif 'a password in PLACE' a.c b.c c.c; say 'two more, message with the place'
} | tee seen
grep -qx 'two more: exit 0, error level: +0 +0, occurrences 1 -> 3' seen && grep -qx 'another place: exit 0, error level: +0 -0 no changes, ' seen \
  && grep -qx 'two more, message with the place: exit 1, error level: +1 -1, Eliminated' seen
