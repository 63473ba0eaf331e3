#!/usr/bin/env bash
# Every promise that takes longer to prove than CI has time for, one after the other, a line each. docs/reliability.md has the figures.
#   tests/nightly/run.sh [NAME…]       all, or some of: payloads calls identical large kills fuzz reproducible mutants
# FUZZ_SECONDS=60 is the time of each fuzz target; STEP and SAMPLE are those of kills.sh and mutants.sh. The log of each is in target/nightly.
set -u
cd "$(dirname "$0")/../.." || exit 1
[ $# -gt 0 ] || set -- payloads calls identical large kills fuzz reproducible mutants
export GOLIVE=${GOLIVE:-target/release/golive}
[ -x "$GOLIVE" ] || cargo build --release --locked || exit 1
mkdir -p target/nightly
failed=0
for name in "$@"; do
    case $name in
    payloads) command=(node tests/nightly/payloads.mjs) ;;
    fuzz) command=(fuzz/run.sh "${FUZZ_SECONDS:-60}") ;;
    calls | identical | large | kills | reproducible | mutants) command=("tests/nightly/$name.sh") ;;
    *) echo "no such part: $name" >&2; exit 2 ;;
    esac
    "${command[@]}" > "target/nightly/$name.log" 2>&1
    code=$?
    [ $code = 0 ] || failed=1
    printf '%-12s %s: %s\n' "$name" "$([ $code = 0 ] && echo holds || echo FAILS)" "$(tail -1 "target/nightly/$name.log")"
done
exit $failed
