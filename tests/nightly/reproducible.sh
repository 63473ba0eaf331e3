#!/usr/bin/env bash
# P22: the program is the same to the byte when it is built elsewhere: two copies of this commit in two folders, with other paths, homes, umasks,
# languages, zones and days.
#   tests/nightly/reproducible.sh      needs git; two release builds
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
home=${CARGO_HOME:-$HOME/.cargo}
# built FOLDER NAME=VALUE…: builds in a folder, and prints the SHA-256 of the program.
built() {
    local folder=$1; shift
    mkdir -p "$folder"
    git archive HEAD | tar -x -C "$folder"
    (cd "$folder" && env -u CARGO_TARGET_DIR SOURCE_DATE_EPOCH=0 "$@" .ci/release >"$work/log" 2>&1) || { tail -20 "$work/log" >&2; exit 1; }
    sha256sum "$folder"/target/dist/golive-*-* | cut -d' ' -f1
}
ln -s "$home" "$work/cargo"
umask 022
first=$(built "$work/a" TZ=UTC LANG=C)
umask 077
second=$(built "$work/another/folder ü" TZ=Asia/Kathmandu LANG=de_DE.UTF-8 USER=somebody CARGO_HOME="$work/cargo" RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}" HOME="$work/another")
echo "first $first, second $second"
[ "$first" = "$second" ]
