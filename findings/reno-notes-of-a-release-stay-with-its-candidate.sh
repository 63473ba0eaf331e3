#!/usr/bin/env bash
# reno 4.1.0 (PyPI): a note that came with v1.11.0-rc.1 is listed under the candidate, and v1.11.0 is nowhere in the report: it takes only tags such as 1.0.0.0rc1
# for candidates. What v1.10.0 added to a file of notes that v1.9.0 had is listed under v1.9.0, which did not have it, and v1.10.0 is nowhere either. A file that
# is deleted later goes from the notes of the release that it came with. `reno lint` ends with 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install reno==4.1.0 || exit 2
export GIT_AUTHOR_NAME=own GIT_AUTHOR_EMAIL=own@example.org GIT_COMMITTER_NAME=own GIT_COMMITTER_EMAIL=own@example.org PATH="$d/v/bin:$PATH"
mkdir -p "$d/r/releasenotes/notes" && cd "$d/r" && git init -q -b main . || exit 2
note() { printf -- '---\n%s:\n' "$2" > "releasenotes/notes/$1.yaml"; local n; for n in "${@:3}"; do echo "  - $n"; done >> "releasenotes/notes/$1.yaml"; }
release() { git add -A; git commit -q --allow-empty -m "$1"; git tag -a -m "$1" "$1"; }
report() { reno -q report . --no-show-source | grep -E '^(v1|- )' | paste -sd' '; }
note total-00000000000000aa fixes 'round once'; release v1.9.0
note total-00000000000000aa fixes 'round once' 'no password in the log'; release v1.10.0
note paging-00000000000000bb features 'paging'; release v1.11.0-rc.1; release v1.11.0
pip list 2> /dev/null | grep '^reno'
{
  echo "report: $(report)"; reno -q lint > "$d/log" 2>&1; echo "lint: exit $?"
  git rm -q releasenotes/notes/paging*; release v1.12.0; echo "after the file is deleted: $(report)"
} | tee "$d/seen"
grep -qx 'report: v1.11.0-rc.1 - paging v1.9.0 - round once - no password in the log' "$d/seen" && grep -qx 'lint: exit 0' "$d/seen" \
  && grep -qx 'after the file is deleted: v1.9.0 - round once - no password in the log' "$d/seen"
