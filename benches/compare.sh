#!/usr/bin/env bash
# The figures of docs/performance.md, in one run: CPU seconds (user and system), peak memory, files and bytes of a build by two golives, beside
# git's own walk of the same history. Seconds depend on the machine; read the ratios.
#
#   benches/compare.sh OLD NEW [RELEASES] [TURNS]     OLD and NEW are golive binaries; 1,000 releases and five turns by default
#
# The site is written to TMPDIR: a RAM disk, or the writing of small files outweighs all else.
set -euo pipefail
old=$(realpath "$1") new=$(realpath "$2") releases=${3:-1000} turns=${4:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1

# CPU seconds and peak KiB of a command, appended to a file.
cost() {
  local to=$1; shift
  /usr/bin/time -f '%U %S %M' -o "$work/time" "$@" > "$work/stdout" 2> "$work/stderr"
  awk '{ print $1 + $2, $3 }' "$work/time" >> "$to"
}
median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
peak() { awk '$2 > most { most = $2 } END { printf "%.0f", most / 1024 }' "$1"; }

"$new" demo --releases "$releases" --seed 1 --repo "$work/repo" --out "$work/demo" --quiet 2> /dev/null
rm -rf "$work/demo"
for _ in $(seq "$turns"); do
  cost "$work/git" git -C "$work/repo" log --no-renames --name-status --format=%H -- artifacts feedback docs
  for side in old new; do
    rm -rf "$work/site"
    cost "$work/$side" "${!side}" build --repo "$work/repo" --out "$work/site" --now 2100-01-01T00:00:00Z --quiet
    find "$work/site" -type f -printf '%s\n' | awk '{ all += $1 } END { print NR, all / 1e6 }' > "$work/$side.weight"
  done
  cost "$work/again" "$new" build --repo "$work/repo" --out "$work/site" --now 2100-01-01T00:00:00Z --quiet
done

g=$(median "$work/git")
echo "$releases releases of the sample, medians of $turns turns"
printf '%-28s %9s %9s %10s %9s %12s\n' what 'CPU (s)' 'to git' 'peak (MiB)' files 'size (MB)'
printf '%-28s %9.2f %9.1f\n' 'git log --name-status' "$g" 1
for side in old new; do
  read -r files size < "$work/$side.weight"
  c=$(median "$work/$side")
  printf '%-28s %9.2f %9.1f %10s %9s %12.0f\n' "build, $side" "$c" "$(awk "BEGIN { print $c / $g }")" "$(peak "$work/$side")" "$files" "$size"
done
printf '%-28s %9.2f %9.1f\n' 'build again, new' "$(median "$work/again")" "$(awk "BEGIN { print $(median "$work/again") / $g }")"
awk "BEGIN { printf \"new to old: %.2f of its CPU\\n\", $(median "$work/new") / $(median "$work/old") }"
