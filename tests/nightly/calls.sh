#!/usr/bin/env bash
# P5 and P21: a build changes nothing but its output folder and its siblings, opens no socket and starts no program.
#   tests/nightly/calls.sh [GOLIVE]      needs strace and git; half a minute
set -u
golive=$(realpath "${1:-${GOLIVE:-target/release/golive}}")
command -v strace >/dev/null || { echo "skipped: strace is not installed"; exit 0; }
strace -f -o /dev/null true 2>/dev/null || { echo "skipped: strace may not trace here"; exit 0; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
"$golive" demo -q --releases 5 --repo "$work/repo" --out "$work/demo" || exit 1
mkdir "$work/out"; echo mine > "$work/out/mine"

changing='open|openat|openat2|creat|mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|chmod|fchmod|fchmodat|chown|fchown|lchown|fchownat|truncate|ftruncate|mknod|mknodat|utimensat|setxattr|fsetxattr|copy_file_range|write|pwrite64|writev'
traced=$(sed 's/|/,/g' <<< "$changing"),%network,%process
bad=0 calls=0
# A first build, one over an old site, and one that is refused.
for out in out/site out/site repo; do
    strace -f -qq -y -s 4096 -e trace="$traced" -o "$work/log" "$golive" build -q --repo "$work/repo" --out "$work/$out" --now 2026-01-01T00:00:00Z 2>/dev/null
    # Calls that change something: what is only opened to be read does not, nor does what is written to the terminal or between threads.
    grep -E "^[0-9]+ +($changing)\(" "$work/log" | grep -vE ' = -1 E' |
        grep -vE '(open|openat|openat2)\(.*O_RDONLY' | grep -vE 'writev?\([0-9]+<(pipe|anon_inode|/dev/|socket)' > "$work/changes"
    calls=$((calls + $(wc -l < "$work/changes")))
    outside=$(sed -E 's/AT_FDCWD<[^>]*>, "\//"\//g' "$work/changes" |
        grep -vE "^[0-9]+ +[a-z0-9_]+\(([0-9]+<)?\"?$work/out/(site[/\">]|\.site\.golive-(staging|old|lock)[/\">])")
    # The folder above the output is forced to the disk and otherwise left alone.
    [ -z "$outside" ] || { bad=$((bad + 1)); echo "CHANGES SOMETHING ELSE: $(head -3 <<< "$outside")"; }
    sockets=$(grep -E '^[0-9]+ +(socket|connect|bind|sendto)\(' "$work/log")
    [ -z "$sockets" ] || { bad=$((bad + 1)); echo "USES A NETWORK: $(head -1 <<< "$sockets")"; }
    programs=$(grep -E '^[0-9]+ +(execve|execveat|fork|vfork|clone|clone3)\(' "$work/log" | tail -n +2 | grep -v CLONE_THREAD)
    [ -z "$programs" ] || { bad=$((bad + 1)); echo "STARTS A PROGRAM: $(head -1 <<< "$programs")"; }
done
[ "$(cat "$work/out/mine")" = mine ] && [ "$(ls -A "$work/out" | sort | tr '\n' ' ')" = "mine site " ] || { bad=$((bad + 1)); echo "beside the site: $(ls -A "$work/out")"; }
if unshare -rn true 2>/dev/null; then
    unshare -rn "$golive" build -q --repo "$work/repo" --out "$work/alone" --now 2026-01-01T00:00:00Z && diff -r "$work/alone" "$work/out/site" >/dev/null ||
        { bad=$((bad + 1)); echo "without a network the site is another one"; }
fi
echo "$calls calls that change something, all of them in the output folder or its siblings; $bad did not hold"
[ "$bad" = 0 ]
