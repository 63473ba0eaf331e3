#!/usr/bin/env bash
# P12: the same commits and the same --now give the same bytes, whatever the machine and however the repository lies there.
#   tests/nightly/identical.sh [GOLIVE]      needs git; a minute
set -u
golive=$(realpath "${1:-${GOLIVE:-target/release/golive}}")
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null
"$golive" demo -q --releases 8 --repo "$work/repo" --out "$work/demo" || exit 1
git=(git -c advice.detachedHead=false -C "$work/repo")
arguments=(build -q --now 2026-01-01T00:00:00Z --base-url https://x.invalid/)
"$golive" "${arguments[@]}" --repo "$work/repo" --out "$work/first" || exit 1
runs=0 bad=0
# same WHAT REPOSITORY COMMAND…: builds once more, by a command that changes its surroundings.
same() {
    local what=$1 repo=$2; shift 2
    rm -rf "$work/next"
    "$@" "$golive" "${arguments[@]}" --repo "$repo" --out "$work/next"
    runs=$((runs + 1))
    diff -rq "$work/first" "$work/next" > "$work/diff" 2>&1 || { bad=$((bad + 1)); echo "NOT THE SAME: $what: $(head -2 "$work/diff")"; }
}
for zone in Pacific/Kiritimati America/St_Johns Asia/Kathmandu; do same "zone $zone" "$work/repo" env TZ=$zone; done
for locale in C de_DE.UTF-8 tr_TR.UTF-8 C.UTF-8; do same "locale $locale" "$work/repo" env LC_ALL=$locale LANG=$locale; done
for mask in 000 077; do same "umask $mask" "$work/repo" bash -c "umask $mask; exec \"\$@\"" x; done
for threads in 1 3 8; do same "$threads threads" "$work/repo" env RAYON_NUM_THREADS=$threads; done
same "no environment" "$work/repo" env -i
same "another home and folder for temporary files" "$work/repo" env HOME=/nonexistent TMPDIR="$work"
command -v faketime >/dev/null && for clock in "1999-01-01" "2039-12-31"; do same "clock $clock" "$work/repo" faketime "$clock"; done
mkdir -p "$work/else where/ü"; cp -a "$work/repo" "$work/else where/ü/repo"; same "another path" "$work/else where/ü/repo" env
git clone -q "$work/repo" "$work/clone"; git -C "$work/clone" remote remove origin; same clone "$work/clone" env
git clone -q --bare "$work/repo" "$work/bare.git"; git -C "$work/bare.git" remote remove origin; same bare "$work/bare.git" env
"${git[@]}" worktree add -q --force "$work/tree" "$("${git[@]}" branch --show-current)"; same worktree "$work/tree" env; "${git[@]}" worktree remove --force "$work/tree"
cp -a "$work/repo" "$work/packed"; git -C "$work/packed" gc -q --aggressive; git -C "$work/packed" pack-refs --all; same packed "$work/packed" env
cp -a "$work/repo" "$work/dirty"; echo dirt > "$work/dirty/dirt.md"; same "a dirty work tree" "$work/dirty" env
echo "$runs surroundings, $bad gave other bytes"
[ "$bad" = 0 ]
