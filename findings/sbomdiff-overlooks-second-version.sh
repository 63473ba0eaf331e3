#!/usr/bin/env bash
# sbomdiff 0.6.0: of a library that is in an SBOM in two versions it sees the first alone. Where a release newly brings a 1.0 after a 2.0, it reports 0
# version changes and 0 new packages, and ends with 0, where its README has it end otherwise on any difference. The same in SPDX.
# In the other order in the file, a 1.0 before a 2.0, it says "changed from 2.0 to 1.0".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sbomdiff==0.6.0 || exit 2
cd "$d" || exit 2
cdx() { local all=; for v in $2; do all="$all${all:+, }{\"type\": \"library\", \"name\": \"a\", \"version\": \"$v\", \"purl\": \"pkg:npm/a@$v\", \"bom-ref\": \"a@$v\"}"; done
  echo "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"version\": 1, \"components\": [$all]}" > $1.cdx.json; }
spdx() { { printf 'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: own\nDocumentNamespace: https://example.org/%s\nCreator: Tool: own\nCreated: 2026-01-01T00:00:00Z\n' $1
  for v in $2; do printf '\nPackageName: a\nSPDXID: SPDXRef-a-%s\nPackageVersion: %s\nPackageDownloadLocation: NOASSERTION\nFilesAnalyzed: false\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a-%s\n' $v $v $v; done; } > $1.spdx; }
for f in cdx spdx; do $f old 2.0; $f new "2.0 1.0"; $f swapped "1.0 2.0"; done
v/bin/sbomdiff --version
same=0
for e in cdx.json spdx; do
  v/bin/sbomdiff old.$e new.$e > log 2> err; code=$?; echo "$e: 2.0, then 2.0 and 1.0: exit $code"; grep -E ':  *[0-9]' log | tr '\n' ' '; echo
  [ $code = 0 ] && [ "$(grep -cE ':  *0$' log)" = 4 ] || same=1
done
v/bin/sbomdiff old.cdx.json swapped.cdx.json > log 2> err; code=$?; echo "2.0, then 1.0 and 2.0: exit $code"; grep changed log
[ $same = 0 ] && [ $code = 1 ] && grep -q 'changed from 2.0 to 1.0' log
