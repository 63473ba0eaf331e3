#!/usr/bin/env bash
# P9 and P10: a build that is killed, or whose system call fails, leaves the old site or the new one, whole, and the next build recovers.
#   tests/nightly/kills.sh [GOLIVE]      every call of a small publish, one after the other; needs strace, some hours
#   STEP=9 tests/nightly/kills.sh        every ninth, some twenty minutes; STEP=0 none of them. KILLS=200 at random times follow
# The last line says how many runs there were and how many did not hold; the exit code is 1 if any did not.
set -u
golive=$(realpath "${1:-${GOLIVE:-target/release/golive}}")
step=${STEP:-1} kills=${KILLS:-200}
command -v strace >/dev/null || { echo "skipped: strace is not installed"; exit 0; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
strace -f -o /dev/null true 2>/dev/null || { echo "skipped: strace may not trace here"; exit 0; }
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@x.invalid GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@x.invalid
export GIT_AUTHOR_DATE=2025-06-01T00:00:00Z GIT_COMMITTER_DATE=2025-06-01T00:00:00Z

git init -q -b main "$work/repo"
printf '# List\n\n- [x] Docs built\n' > "$work/repo/RELEASE_CHECKLIST.md"
git -C "$work/repo" add -A && git -C "$work/repo" commit -qm list && git -C "$work/repo" tag v1.0.0
build() { "$golive" build -q --jobs 1 --repo "$work/repo" --out "$1/site" --now "$2" --base-url https://x.invalid/; }
before=2025-07-01T00:00:00Z after=2025-08-01T00:00:00Z
foreign() { echo x.invalid > "$1/site/CNAME"; mkdir -p "$1/site/releases/mine"; echo mine > "$1/site/releases/mine/note.txt"; }
for name in old new; do mkdir "$work/$name"; done
build "$work/old" $before && build "$work/new" $after || { echo "golive does not build"; exit 1; }
foreign "$work/old"; foreign "$work/new"

same() { diff -r "$1" "$work/run/site" >/dev/null 2>&1; }
runs=0 bad=0 unreached=0 ends=
fault() { bad=$((bad + 1)); echo "DOES NOT HOLD: $*"; }

# Whether a site is what its manifest says, with the two foreign files and no more. Where git's objects could not be read, it tells so.
whole() {
    local sums="$work/sums"
    sed -n 's/^    "\(.*\)": "\([0-9a-f]\{64\}\)",\{0,1\}$/\2  \1/p' "$work/run/site/manifest.json" >"$sums" 2>/dev/null
    (cd "$work/run/site" && [ -s "$sums" ] && sha256sum -c --quiet "$sums" && [ -f CNAME ] && [ -f releases/mine/note.txt ] &&
        [ "$(find . ! -type d | wc -l)" = $(($(wc -l < "$sums") + 3)) ]) >/dev/null 2>&1
}

# state: which site stands; `aside` where a killed build left the old one between two renames.
state() {
    if same "$work/old/site"; then echo old
    elif same "$work/new/site"; then echo new
    elif [ ! -e "$work/run/site" ] && diff -r "$work/old/site" "$work/run/.site.golive-old" >/dev/null 2>&1; then echo aside
    elif whole; then echo third
    else echo torn; fi
}

# recovers WHAT: the next build gives the new site and leaves nothing beside it.
recovers() {
    local left
    build "$work/run" $after 2>"$work/err2" || fault "$1: the next build fails: $(head -c 300 "$work/err2")"
    same "$work/new/site" || fault "$1: the next build is not the new site: $(diff -rq "$work/new/site" "$work/run/site" | head -2)"
    left=$(cd "$work/run" && ls -A | grep -vx site)
    [ -z "$left" ] || fault "$1: the next build leaves $left"
}

# try WHAT INJECTIONS...: builds over the old site while strace does what the injections say.
try() {
    local what=$1 code left state; shift
    rm -rf "$work/run"; cp -a "$work/old" "$work/run"
    { strace -f -qq -o "$work/log" "$@" \
        "$golive" build -q --jobs 1 --repo "$work/repo" --out "$work/run/site" --now $after --base-url https://x.invalid/ >"$work/out" 2>"$work/err"
    } 2>/dev/null
    code=$?
    # The calls of one build differ a little from those of another: the last of them may not come.
    if ! grep -qE 'INJECTED|killed by SIGKILL' "$work/log"; then unreached=$((unreached + 1)); return; fi
    runs=$((runs + 1))
    state=$(state)
    left=$(cd "$work/run" && find . -mindepth 1 -maxdepth 1 ! -name site ! -empty)
    case $what:$state:$code in
    *:torn:* | [!t]*:aside:*) fault "$what: the site is torn" ;;
    *KILL*) ;;
    *:old:0) fault "$what: exit 0, and the old site" ;;
    *:old:*)
        [ "$(wc -l < "$work/err")" = 1 ] || fault "$what: not one line: $(head -c 300 "$work/err")"
        # Where the call that clears up fails, the next build must do it.
        [ -z "$left" ] || [[ $what == @(unlink|rmdir|getdents|openat)* ]] || fault "$what: left $left"
        ;;
    esac
    ends="$ends${what% *} $state exit $code"$'\n'
    { [ "$state" = old ] && [ -z "$left" ]; } || recovers "$what"
}

# How often each call is made by the thread that makes it most.
rm -rf "$work/run"; cp -a "$work/old" "$work/run"
strace -f -qq -o "$work/calls" "$golive" build -q --jobs 1 --repo "$work/repo" --out "$work/run/site" --now $after --base-url https://x.invalid/
count() { awk -v call="$1(" 'index($2, call) == 1 { n[$1]++ } END { for (p in n) if (n[p] > m) m = n[p]; print m + 0 }' "$work/calls"; }
count_renames() { awk 'index($2, "rename(") == 1 { n++ } END { print n + 2 }' "$work/calls"; }

writing="mkdir mkdirat chmod fchmod write link linkat rename renameat2 unlink unlinkat rmdir flock ftruncate fsync syncfs copy_file_range"
if [ "$step" -gt 0 ]; then
    for call in $writing openat getdents64 read statx; do
        most=$(count "$call")
        for ((n = 1; n <= most; n += step)); do try "$call KILL $n" -e trace="$call" -e inject="$call:signal=KILL:when=$n"; done
    done
    # Where the file system cannot exchange folders, two renames must do: between them the old site stands aside, until the next build.
    for n in $(seq 1 "$(count_renames)"); do
        try "two-renames KILL $n" -e trace=renameat2,rename -e inject=renameat2:error=EINVAL -e inject="rename:signal=KILL:when=$n"
    done
    for call in $writing openat getdents64 read; do
        most=$(count "$call")
        for error in ENOSPC EIO EACCES EROFS EDQUOT EMFILE; do
            for ((n = 1; n <= most; n += step)); do try "$call $error $n" -e trace="$call" -e inject="$call:error=$error:when=$n"; done
        done
    done
fi
# At any time, each build on what the one before left.
rm -rf "$work/run"; cp -a "$work/old" "$work/run"
begin=$(date +%s%N); build "$work/run" $after; took=$((($(date +%s%N) - begin) / 1000))
for ((n = 1; n <= kills; n++)); do
    at=$((RANDOM * took / 29000))
    { timeout -s KILL "$((at / 1000000)).$(printf %06d $((at % 1000000)))" \
        "$golive" build -q --jobs 1 --repo "$work/repo" --out "$work/run/site" --now "$([ $((n % 2)) = 0 ] && echo $after || echo $before)" --base-url https://x.invalid/
    } 2>/dev/null
    runs=$((runs + 1))
    case $(state) in old | new) ;; *) fault "killed after $at µs: the site is torn" ;; esac
done
recovers "after $kills kills"
sort <<< "$ends" | uniq -c | sed '/^ *1 *$/d'
echo "$runs runs ($unreached more did not reach their call), $bad did not hold"
[ "$bad" = 0 ]
