#!/usr/bin/env bash
# npm-audit-html 1.5.0 (npm): of the JSON of npm 7 and newer (auditReportVersion 2) with one critical vulnerability its page says "2 Known vulnerabilities", "0
# Dependencies", and its table has no row: it adds up the severities, of which `total` is one, and looks for `advisories`. It ends with 0 and warns of nothing.
# Of npm 6, 1 and a row.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund npm-audit-html@1.5.0 || exit 2
cat > npm7.json <<'END'
{"auditReportVersion": 2, "vulnerabilities": {"own": {"name": "own", "severity": "critical", "isDirect": true, "via": [{"source": 1, "name": "own", "dependency": "own", "title": "Own",
 "url": "https://example.org/1", "severity": "critical", "cwe": [], "cvss": {"score": 9.8}, "range": "<2"}], "effects": [], "range": "<2", "nodes": ["node_modules/own"], "fixAvailable": true}},
 "metadata": {"vulnerabilities": {"info": 0, "low": 0, "moderate": 0, "high": 0, "critical": 1, "total": 1}, "dependencies": {"prod": 2, "dev": 0, "optional": 0, "peer": 0, "peerOptional": 0, "total": 1}}}
END
cat > npm6.json <<'END'
{"actions": [], "advisories": {"1": {"findings": [{"version": "1.0.0", "paths": ["own"]}], "id": 1, "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z", "title": "Own", "module_name": "own",
 "cves": [], "vulnerable_versions": "<2", "patched_versions": ">=2", "overview": "own", "recommendation": "own", "references": "", "access": "public", "severity": "critical", "cwe": "CWE-1", "metadata": {},
 "url": "https://example.org/1"}}, "muted": [], "metadata": {"vulnerabilities": {"info": 0, "low": 0, "moderate": 0, "high": 0, "critical": 1}, "dependencies": 2, "devDependencies": 0, "optionalDependencies": 0,
 "totalDependencies": 2}}
END
npm ls --depth 0 | grep audit
for f in npm6 npm7; do
  npx npm-audit-html -i $f.json -o $f.html > log 2>&1; code=$?
  text=$(tr -d '\n' < $f.html | sed 's/<style.*<\/style>//; s/<[^>]*>/ /g; s/  */ /g')
  echo "$f: exit $code, $(echo "$text" | grep -oE '[0-9]+ Known vulnerabilities [0-9]+ Dependencies'), $(grep -q example.org/1 $f.html && echo listed || echo not listed)"
done | tee out
grep -qx 'npm6: exit 0, 1 Known vulnerabilities 2 Dependencies, listed' out && grep -qx 'npm7: exit 0, 2 Known vulnerabilities 0 Dependencies, not listed' out
