#!/usr/bin/env bash
# P23: of changes to the code that sanitises, masks, names and publishes, how many does the suite notice?
#   tests/nightly/mutants.sh             every change; a day
#   SAMPLE=24 SEED=1 tests/nightly/mutants.sh
# Needs cargo-mutants (`cargo install cargo-mutants --locked`). Each change is tested by the modules of the suite that are about such code.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
files=(src/redact src/publish src/render/urls.rs src/render/html.rs src/render/xml.rs src/render/markdown.rs src/render/forge.rs
    src/render/pages/pixels.rs src/render/pages/lines.rs src/cli/terminal.rs src/cli/annotation.rs src/render/export/ledger.rs)
modules=(cli:: committed:: exports:: fuzz_corpus:: hostile:: markdown:: publish:: secrets:: urls:: pages::hostile gate::)
# The packages are built once, and of golive only what changed.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target/mutants} CARGO_INCREMENTAL=1
export TMPDIR=${TMPDIR:-/dev/shm}
out=target
selected=()
for file in "${files[@]}"; do
    if [ -d "$file" ]; then selected+=(--file "$file/**/*.rs"); else selected+=(--file "$file"); fi
done
if [ -n "${SAMPLE:-}" ]; then
    # The names of the changes, in an order by their hash with the seed: the same for the same code.
    chosen=$(cargo mutants --list "${selected[@]}" | while read -r name; do
        echo "$(sha256sum <<< "${SEED:-1} $name" | cut -c1-16) $name"; done | sort | head -n "$SAMPLE" | cut -d' ' -f2-)
    # A change is asked for by its whole name.
    while read -r name; do selected+=(--re "^$(sed 's/[][\.*^$(){}?+|/]/\\&/g' <<< "$name")\$"); done <<< "$chosen"
fi
cargo mutants --no-shuffle --jobs 1 --timeout 120 --output "$out" "${selected[@]}" -- --test suite -- "${modules[@]}"
caught=$(wc -l < "$out/mutants.out/caught.txt") missed=$(wc -l < "$out/mutants.out/missed.txt") late=$(wc -l < "$out/mutants.out/timeout.txt")
cat "$out/mutants.out/missed.txt"
echo "$((caught + late)) of $((caught + late + missed)) viable changes were noticed ($((100 * (caught + late) / (caught + late + missed))) %)"
[ $((100 * (caught + late))) -ge $((90 * (caught + late + missed))) ]
