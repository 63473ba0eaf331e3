#!/usr/bin/env bash
# sbom2csv 1.0.2 (PyPI), CycloneDX to CSV: the license of a component is blank where it is an expression ("MIT AND GPL-3.0-only") as it is where there is none,
# and of two licenses it has the first alone, MIT of MIT and GPL-3.0-only. A component inside a component is left out, and @acme/util is "util". No warning,
# exit 0. sbom2doc 0.6.2 (PyPI) has the expression and the inner component.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install sbom2csv==1.0.2 sbom2doc==0.6.2 lib4sbom==0.10.4 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(sbom2csv|sbom2doc) '
cat > sbom.json <<'END'
{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"metadata":{"component":{"type":"application","name":"shop","version":"1.0.0","bom-ref":"shop"}},"components":[
{"type":"library","name":"liba","version":"1.0.0","purl":"pkg:npm/liba@1.0.0","bom-ref":"a","licenses":[{"license":{"id":"MIT"}},{"license":{"id":"GPL-3.0-only"}}]},
{"type":"library","name":"libb","version":"2.0.0","purl":"pkg:npm/libb@2.0.0","bom-ref":"b","licenses":[{"expression":"MIT AND GPL-3.0-only"}],
 "components":[{"type":"library","name":"inner","version":"0.1.0","purl":"pkg:npm/inner@0.1.0","bom-ref":"e"}]},
{"type":"library","group":"@acme","name":"util","version":"1.0.0","purl":"pkg:npm/%40acme/util@1.0.0","bom-ref":"c"}]}
END
v/bin/sbom2csv -i sbom.json -o sbom.csv -f csv; code=$?
cat sbom.csv; echo "exit $code"
v/bin/sbom2doc -i sbom.json -f markdown > sbom.md; grep -oE '^(libb|inner) .*' sbom.md
[ $code = 0 ] && grep -q '^libb,2.0.0,,,,' sbom.csv && grep -q '^liba,1.0.0,,,MIT,' sbom.csv && ! grep -q 'inner\|acme' sbom.csv && grep -q '^libb .*MIT AND GPL-3.0-only' sbom.md && grep -q '^inner ' sbom.md
