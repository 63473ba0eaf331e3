#!/usr/bin/env bash
# sbomaudit 0.4.4: with GPL-3.0-only on its deny list, a component of that license fails "Denied License check", and one whose license is the expression
# "MIT AND GPL-3.0-only", or "(GPL-3.0-only)" in brackets, passes it: licenses are compared as text. The other way, "MIT OR Apache-2.0" fails an
# allow list that has both. Its exit status is that of the NTIA check alone, whatever is denied: 1 where it passed (as documented).
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sbomaudit==0.4.4 || exit 2
cd "$d" || exit 2
library() { echo '{"type": "library", "name": "'$1'", "version": "1.0", "bom-ref": "'$1'", "purl": "pkg:npm/'$1'@1.0", "supplier": {"name": "own"}, "licenses": ['"$2"']}'; }
cat > sbom.json <<END
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "serialNumber": "urn:uuid:00000000-0000-4000-8000-000000000001",
 "metadata": {"timestamp": "2026-01-01T00:00:00Z", "authors": [{"name": "own"}], "component": {"type": "application", "name": "own", "version": "1.0", "bom-ref": "own"}},
 "components": [$(library plain '{"license": {"id": "GPL-3.0-only"}}'), $(library both '{"expression": "MIT AND GPL-3.0-only"}'), $(library brackets '{"expression": "(GPL-3.0-only)"}'), $(library either '{"expression": "MIT OR Apache-2.0"}')],
 "dependencies": [{"ref": "own", "dependsOn": ["plain", "both", "brackets", "either"]}]}
END
printf '[license]\nGPL-3.0-only\n' > deny; printf '[license]\nMIT\nApache-2.0\n' > allow
v/bin/sbomaudit --version
for list in deny allow; do
  COLUMNS=200 v/bin/sbomaudit -i sbom.json --offline --verbose --$list $list > $list.txt; echo "--$list: exit $?"; grep -E '(Denied|Allowed) License|Policy' $list.txt
done
grep -q '\[ \] Denied License check for package plain' deny.txt && grep -q '\[x\] Denied License check for package both' deny.txt && grep -q '\[x\] Denied License check for package brackets' deny.txt \
  && grep -q '\[ \] Allowed License check for package either' allow.txt
