#!/usr/bin/env bash
# sbomaudit 0.4.4 (PyPI) --deny, a list of "licenses [...] which must not be contained within the SBOM": with GPL-3.0-only on it, a component of "MIT AND
# GPL-3.0-only" passes, for it compares the whole text, and one with two licenses passes where the GPL is the first, for only the last is kept. A list that is
# not there is no check: "Policy checks failed 0". Its exit status says nothing of the policy: 0 is "NTIA compliance has failed" and 1 that it has passed (its
# README), and an SBOM that is not there ends with 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sbomaudit==0.4.4 lib4sbom==0.10.4 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(sbomaudit|lib4sbom) '
printf '[license]\nGPL-3.0-only\n' > deny.txt
of() { echo '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[{"type":"library","name":"libb","version":"2.0.0","purl":"pkg:npm/libb@2.0.0","bom-ref":"b","licenses":['"$1"']}]}' > sbom.json; }
audit() { v/bin/sbomaudit --offline -i "$1" --deny "$2" > log 2>&1; code=$?; failed=$(grep -o 'Policy checks failed [0-9]*' log); echo "$3: $failed, exit $code"; }
of '{"license":{"id":"GPL-3.0-only"}}'; audit sbom.json deny.txt 'GPL-3.0-only'; a=$failed
of '{"expression":"MIT AND GPL-3.0-only"}'; audit sbom.json deny.txt 'MIT AND GPL-3.0-only'; b=$failed
of '{"license":{"id":"GPL-3.0-only"}},{"license":{"id":"MIT"}}'; audit sbom.json deny.txt 'GPL-3.0-only, then MIT'; c=$failed
of '{"license":{"id":"GPL-3.0-only"}}'; audit sbom.json missing.txt 'a missing list'; e=$failed
audit missing.json deny.txt 'a missing SBOM'
[ "$a$b$c$e" = 'Policy checks failed 1Policy checks failed 0Policy checks failed 0Policy checks failed 0' ] && [ $code = 0 ]
