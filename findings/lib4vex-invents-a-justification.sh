#!/usr/bin/env bash
# lib4vex 0.2.3 (csaf-tool 0.3.2): used as in its examples for CSAF, a statement "known_not_affected" without a justification becomes one with the flag
# "component_not_present", beside an SBOM that has the component, and beside an impact statement that gives another reason ("only used in
# tests"). No warning. In OpenVEX and CycloneDX it writes the same statement without a justification.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install lib4vex==0.2.3 csaf-tool==0.3.2 lib4sbom==0.10.4 || exit 2
cd "$d" || exit 2
cat > sbom.json <<'END'
{"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": {"type": "application", "name": "own", "version": "1.0", "bom-ref": "own"}},
 "components": [{"type": "library", "name": "a", "version": "1.0", "purl": "pkg:npm/a@1.0", "bom-ref": "a"}]}
END
cat > a.py <<'END'
import sys
from lib4sbom.data.vulnerability import Vulnerability
from lib4vex.generator import VEXGenerator
kind, status, justification, comment, out = sys.argv[1:]
vex = VEXGenerator(vex_type=kind, author="Own")
vex.set_product(name="own", release="1.0", sbom="sbom.json")
v = Vulnerability(validation=kind)
v.initialise(); v.set_id("CVE-2026-0001"); v.set_name("a"); v.set_release("1.0"); v.set_status(status)
if justification: v.set_justification(justification)
if comment: v.set_comment(comment)
vex.generate(project_name="own", vex_data=[v.get_vulnerability()], metadata={}, filename=out)
END
v/bin/pip list 2> /dev/null | grep -E 'lib4|csaf'
write() { v/bin/python a.py "$1" "$2" "$3" "$4" "$5.json" > log 2>&1 || { cat log; exit 2; }
  echo "$5: $(grep -oE '"(label|details|justification)": "[^"]*"|"known_not_affected"|"(status|state)": "not_affected"' "$5.json" | tr '\n' ' ')$(grep -ciE 'warn|justif' log) warnings"; }
write csaf known_not_affected vulnerable_code_not_in_execute_path '' right; write csaf known_not_affected '' '' without; write csaf known_not_affected '' 'only used in tests' reason
write openvex not_affected '' '' openvex; write cyclonedx not_affected '' '' cyclonedx
grep -q '"label": "vulnerable_code_not_in_execute_path"' right.json && grep -q '"label": "component_not_present"' without.json && grep -q '"label": "component_not_present"' reason.json \
  && grep -q 'only used in tests' reason.json && ! grep -q justification openvex.json && ! grep -q justification cyclonedx.json
