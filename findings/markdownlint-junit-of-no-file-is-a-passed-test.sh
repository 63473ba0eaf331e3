#!/usr/bin/env bash
# markdownlint-cli2 0.24.1 with markdownlint-cli2-formatter-junit 0.0.15 (npm): a glob that fits no file ends with 0, and its JUnit has one test, passed, byte
# by byte that of a clean file. Where there are warnings alone (severity "warning", exit 0) the report has no test at all.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund markdownlint-cli2@0.24.1 markdownlint-cli2-formatter-junit@0.0.15 || exit 2
npm ls --depth 0 | grep markdownlint
printf '# One\n\ntext\n' > good.md; printf '# One\n\n\n\ntext\n' > blank.md
lint() { echo "{\"outputFormatters\": [[\"markdownlint-cli2-formatter-junit\", {\"name\": \"$1.xml\"}]], \"config\": {\"MD012\": $3}}" > .markdownlint-cli2.jsonc
  npx markdownlint-cli2 "$2" > log 2>&1; code=$?; echo "$1: exit $code, $(grep -E '^Linting' log), $(grep -oE '<testsuites [^>]*>' $1.xml)"; }
{ lint good good.md true; lint none 'docs/*.md' true; lint error blank.md true; lint warning blank.md '{"severity": "warning"}'; } | tee out
cmp good.xml none.xml && grep -qE '^none: exit 0, Linting: 0 files?, <testsuites tests="1" failures="0"' out && grep -qE '^error: exit 1, .* tests="2" failures="2"' out \
  && grep -qE '^warning: exit 0, Linting: 1 file, <testsuites tests="0" failures="0"' out
