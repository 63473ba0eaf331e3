#!/usr/bin/env bash
# checksumdir 1.3.0 (PyPI), "a single hash for a directory of files": names do not count ("ignoring any metadata such as file name"), so that the release folder
# in which production.yaml and staging.yaml were swapped has the checksum of the right one, and so has one with all files in another subfolder. A folder without
# files has the MD5 of nothing and ends with 0. dirhash 0.5.0 (PyPI) tells them apart, and ends with 1 where there is "Nothing to hash".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install checksumdir==1.3.0 dirhash==0.5.0 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(checksumdir|dirhash) '
mkdir -p right swapped moved/old empty
echo 'database: live' | tee right/production.yaml swapped/staging.yaml > moved/old/production.yaml
echo 'database: test' | tee right/staging.yaml swapped/production.yaml > moved/old/staging.yaml
for f in right swapped moved empty; do echo "$f: checksumdir $(v/bin/checksumdir $f) exit $?; dirhash $(v/bin/dirhash -a sha256 $f 2>&1 | cut -c1-16)"; done
a=$(v/bin/checksumdir right); v/bin/dirhash -a sha256 empty > /dev/null 2>&1; e=$?
[ "$(v/bin/checksumdir swapped)" = "$a" ] && [ "$(v/bin/checksumdir moved)" = "$a" ] && [ "$(v/bin/checksumdir empty)" = d41d8cd98f00b204e9800998ecf8427e ] && [ $e = 1 ] &&
  [ "$(v/bin/dirhash -a sha256 right)" != "$(v/bin/dirhash -a sha256 swapped)" ]
