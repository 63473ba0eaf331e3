#!/usr/bin/env bash
# sbommerge 0.2.0 (PyPI): of two CycloneDX BOMs, one with @acme/util 1.0.0 and one with util 1.0.0, the merged one has "util" 1.0.0 alone: the group is dropped,
# and what has the same name and version is the same component. A component that both call "a" (liba 1.0.0 and 1.1.0) stands in it twice under one bom-ref,
# which CycloneDX wants to be unique. A critical vulnerability of the first BOM is gone. Its summary says "Merged: 4".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sbommerge==0.2.0 lib4sbom==0.10.4 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(sbommerge|lib4sbom) '
bom() { echo '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"metadata":{"component":{"type":"application","name":"'"$1"'","version":"1.0.0","bom-ref":"app"}},"components":['"$2"']'"$3"'}'; }
bom shop '{"type":"library","name":"liba","version":"1.0.0","purl":"pkg:npm/liba@1.0.0","bom-ref":"a"},{"type":"library","group":"@acme","name":"util","version":"1.0.0","purl":"pkg:npm/%40acme/util@1.0.0","bom-ref":"c"}' \
  ',"vulnerabilities":[{"id":"CVE-2026-0001","ratings":[{"severity":"critical"}],"affects":[{"ref":"a"}]}]' > one.json
bom pay '{"type":"library","name":"liba","version":"1.1.0","purl":"pkg:npm/liba@1.1.0","bom-ref":"a"},{"type":"library","name":"util","version":"1.0.0","purl":"pkg:npm/util@1.0.0","bom-ref":"d"}' '' > two.json
v/bin/sbommerge --sbom-type cyclonedx --format json -o both.json one.json two.json > log; code=$?
echo "exit $code; $(grep -o 'Merged:.*' log | tr -s ' ')"
python3 -c "
import json
both = json.load(open('both.json'))
parts = [(c['bom-ref'], c.get('purl')) for c in both['components'] if c['type'] == 'library']
print(parts, 'vulnerabilities:', both.get('vulnerabilities'))
raise SystemExit(0 if [p[1] for p in parts] == ['pkg:npm/liba@1.0.0', 'pkg:npm/util@1.0.0', 'pkg:npm/liba@1.1.0'] and parts[0][0] == parts[2][0] and not both.get('vulnerabilities') else 1)" && grep -q 'Merged: *4' log
