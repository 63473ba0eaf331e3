#!/usr/bin/env bash
# Fuzzes with the address sanitizer, one target after the other:
#   fuzz/run.sh SECONDS [TARGET…]      so many seconds for each target; all of them where none is named; BUILT=1 builds nothing anew
# Needs a nightly compiler and cargo-fuzz (`cargo install cargo-fuzz`). Each target begins with its folder of fuzz/corpus and what earlier
# runs found (target/fuzz-corpus); those that read files begin with tests/seeds too. A row for each is added to fuzz/runs.tsv. An input that breaks a
# target is kept in fuzz/artifacts: put it into the target's folder of fuzz/corpus, and `cargo test fuzz_corpus` fails until it is mended.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
seconds=${1:?usage: fuzz/run.sh SECONDS [TARGET…]}
shift
export CARGO_TARGET_DIR=${CARGO_FUZZ_TARGET_DIR:-$PWD/target/fuzz}
if [ -z "${BUILT:-}" ]; then
    cargo +nightly fuzz build || exit 1
    git rev-parse --short=12 HEAD > "$CARGO_TARGET_DIR/commit"
fi
programs=$CARGO_TARGET_DIR/$(rustc -vV | sed -n 's/^host: //p')/release
runs=fuzz/runs.tsv
commit=$(cat "$CARGO_TARGET_DIR/commit")
[ $# -gt 0 ] || mapfile -t targets < <(cd fuzz/fuzz_targets && ls ./*.rs | sed 's|^\./||; s|\.rs$||')
[ $# -eq 0 ] || targets=("$@")

# The first byte chooses a name, a reader or a form; here a file gets one at random.
seed() {
    mkdir -p target/fuzz-seeds
    find tests/seeds -type f -size -64k | while read -r file; do
        { printf "\\x$(printf %02x $((RANDOM % 128)))"; cat "$file"; } > "target/fuzz-seeds/$(tr / _ <<< "$file")"
    done
}
seed

failed=0
for target in "${targets[@]}"; do
    found=target/fuzz-corpus/$target
    mkdir -p "$found" "fuzz/artifacts/$target"
    corpora=("$found")
    [ -d "fuzz/corpus/$target" ] && corpora+=("fuzz/corpus/$target")
    longest=4096
    case $target in
    read | reader | shown | picture) corpora+=(target/fuzz-seeds) ;;
    cells | html | links | paths | terminal | time | tokens | words) longest=256 ;;
    esac
    log=target/fuzz-$target.log
    "$programs/$target" "${corpora[@]}" -max_total_time="$seconds" -max_len="$longest" -timeout=20 -rss_limit_mb=4096 \
        -artifact_prefix="fuzz/artifacts/$target/" -print_final_stats=1 >"$log" 2>&1
    crashes=$(grep -c '^SUMMARY: ' "$log")
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%F)" "$commit" "$target" "$seconds" "${executions:-0}" "$crashes" | tee -a "$runs"
    [ "$crashes" = 0 ] && [ -n "$executions" ] || failed=1
done
awk -F '\t' 'NR > 1 { n += $5; c += $6 } END { printf "%d executions in all, %d crashes\n", n, c }' "$runs"
exit "$failed"
