#!/usr/bin/env bash
# P18: what a file of one gigabyte costs: memory and time of a build.
#   tests/nightly/large.sh [GOLIVE] [MEGABYTES]      needs git and GNU time; some minutes
set -u
golive=$(realpath "${1:-${GOLIVE:-target/release/golive}}")
size=${2:-1024}
[ -x /usr/bin/time ] || { echo "skipped: GNU time is not installed"; exit 0; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@x.invalid GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@x.invalid
line='2026-01-02T03:04:05Z [synthetic-check] https://shop.invalid/ status=200 duration=218.38ms budget=300ms'
bad=0
# cost NAME COMMAND…: a repository whose log is what a command prints.
cost() {
    local name=$1 memory seconds; shift
    rm -rf "$work/repo" "$work/site"; git init -q -b main "$work/repo"; mkdir "$work/repo/artifacts"
    printf '# List\n\n- [x] Smoke check under 300ms\n' > "$work/repo/RELEASE_CHECKLIST.md"
    "$@" | head -c "${size}M" > "$work/repo/artifacts/run.log"
    git -C "$work/repo" -c core.compression=1 add -A && git -C "$work/repo" commit -qm large && git -C "$work/repo" tag v1.0.0
    /usr/bin/time -f '%M %e' -o "$work/cost" "$golive" build -q --repo "$work/repo" --out "$work/site" --now 2026-02-01T00:00:00Z 2>"$work/err"
    local code=$?
    read -r memory seconds < <(tail -1 "$work/cost")
    echo "$name, $size MB: exit $code, $((memory / 1024)) MB of memory, $seconds s: $(head -c 200 "$work/err" | head -1)"
    [ $code = 0 ] && [ $((memory / 1024)) -le 256 ] || bad=$((bad + 1))
}
cost "lines of checks" yes "$line"
cost "one line" sh -c 'tr "\0" x < /dev/zero'
cost "empty lines" yes ""
echo "$bad of 3 need more than 256 MB or fail"
[ "$bad" = 0 ]
