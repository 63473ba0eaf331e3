#!/usr/bin/env bash
# cyclonedx-editor-validator (cdx-ev) 1.0.3: of two BOMs that say of one CVE in one component "not_affected" and "exploitable", `cdx-ev merge` keeps the
# state of the file named first, and says nothing of the other: exit 0. Other way round, other verdict. It warns of the dropped duplicate component.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install cyclonedx-editor-validator==1.0.3 || exit 2
cd "$d" || exit 2
bom() { cat > $1.cdx.json <<END
{"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "serialNumber": "urn:uuid:00000000-0000-4000-8000-00000000000$2",
 "metadata": {"timestamp": "2026-01-0${2}T00:00:00Z", "component": {"type": "application", "name": "own", "version": "1.0", "bom-ref": "own"}},
 "components": [{"type": "library", "name": "a", "version": "1.0", "purl": "pkg:npm/a@1.0", "bom-ref": "a"}],
 "vulnerabilities": [{"id": "CVE-2026-0001", "source": {"name": "NVD"}, "affects": [{"ref": "a"}], "analysis": {"state": "$1"}}]}
END
}
bom not_affected 1; bom exploitable 2
v/bin/cdx-ev --version
merge() { v/bin/cdx-ev merge $1.cdx.json $2.cdx.json > out.json 2> err; echo "$1 and $2: exit $?, $(grep -o '"state": *"[a-z_]*"' out.json | tr '\n' ' ')"; cat err; }
merge not_affected exploitable | tee one; merge exploitable not_affected | tee two
grep -q 'exit 0, "state": *"not_affected" $' one && grep -q 'exit 0, "state": *"exploitable" $' two && ! grep -qi 'vulnerab\|CVE\|state.*drop' err
