#!/usr/bin/env bash
# rhash (Debian 1.4.3-3) -c: a file of sums that is empty, as a full disk leaves it, is "Nothing to verify" with exit 0; so is -r -c of a folder without one, and
# with --skip-ok not a word is left. sha256sum -c ends with 1 of the same empty file. A missing file and a changed one do end with 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download rhash=1.4.3-3 librhash0=1.4.3-3 2> /dev/null && for p in *.deb; do dpkg -x "$p" root; done || exit 2
export LD_LIBRARY_PATH; LD_LIBRARY_PATH=$(dirname "$(find "$d/root" -name 'librhash.so.0' | head -n 1)")
rhash() { "$d/root/usr/bin/rhash" "$@"; }
rhash --version || exit 2
mkdir data; echo one > data/a; echo two > data/b
(cd data && rhash --sha256 a b) > whole; : > empty; (cd data && rhash -c ../whole) > log; good=$?
echo "whole: exit $good"; grep -iE 'ok|nothing' log
echo changed > data/b; (cd data && rhash -c ../whole) > log; changed=$?; echo "changed: exit $changed"
(cd data && rhash -c ../empty) > log; nothing=$?; echo "empty: exit $nothing"; grep -i nothing log
rhash -r -c data > log2; folder=$?; echo "folder without sums: exit $folder"; grep -i nothing log2
(cd data && sha256sum -c ../empty) 2>&1; other=$?; echo "sha256sum, empty: exit $other"
[ "$good $changed $nothing $folder $other" = "0 1 0 0 1" ] && grep -q 'Nothing to verify' log
