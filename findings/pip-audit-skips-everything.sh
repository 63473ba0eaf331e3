#!/usr/bin/env bash
# pip-audit 2.10.1: where the index knows no advisories for any package, all are skipped, and it prints "No known vulnerabilities found" and ends with 0.
# Seen with an index that serves packages but no vulnerabilities in its JSON (a mirror). Only `skip_reason` in --format json tells.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pip-audit==2.10.1 || exit 2
"$d/v/bin/pip-audit" --version
# A version with a local part is on no index: this holds with any mirror.
mkdir -p "$d/site/own-1.0+local.dist-info"
printf 'Metadata-Version: 2.1\nName: own\nVersion: 1.0+local\n' > "$d/site/own-1.0+local.dist-info/METADATA"
"$d/v/bin/pip-audit" --path "$d/site" -f json > "$d/out.json" 2> "$d/err"; code=$?
echo "exit $code"; cat "$d/out.json" "$d/err"
grep -q skip_reason "$d/out.json" && grep -q 'No known vulnerabilities found' "$d/err" && [ $code = 0 ]
