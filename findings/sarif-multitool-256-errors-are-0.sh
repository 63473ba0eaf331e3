#!/usr/bin/env bash
# @microsoft/sarif-multitool 5.7.0 (npm): `query --expression "Level == 'Error'"` counts a result whose rule says "error" (defaultConfiguration.level, SARIF
# 2.1.0 3.27.10) as a warning: it looks at the result's own level alone, so that of one such result 0 are errors. With --return-count, "exit code is the count
# of matching results", 256 errors end with 0. --non-zero-exit-code-if-count-over 0 ends with 2 for them.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @microsoft/sarif-multitool@5.7.0 @microsoft/sarif-multitool-linux@5.7.0 || exit 2
m=node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool; chmod +x $m
$m --version 2>&1 | head -n 1
log() { echo '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"scanner","rules":[{"id":"R1","defaultConfiguration":{"level":"error"}}]}},"results":['"$1"']}]}'; }
one='{"ruleId":"R1","ruleIndex":0,"message":{"text":"bad"}}'
log "$one" > rule.sarif
log "$(for i in $(seq 256); do echo "${one/bad\"/bad $i\"},"; done | sed 's/"ruleIndex":0/"ruleIndex":0,"level":"error"/; $ s/,$//')" > many.sarif
$m query rule.sarif --return-count --expression "Level == 'Error'" > a 2>&1; a=$?
$m query rule.sarif --return-count --expression "Level == 'Warning'" > w 2>&1; w=$?
$m query many.sarif --return-count --expression "Level == 'Error'" > m 2>&1; many=$?
$m query many.sarif --non-zero-exit-code-if-count-over 0 --expression "Level == 'Error'" > /dev/null 2>&1; over=$?
echo "error by its rule: as error $(grep -o '[0-9]* of [0-9]*' a), exit $a; as warning $(grep -o '[0-9]* of [0-9]*' w), exit $w. $(grep -o '[0-9]* of [0-9]*' m) errors: exit $many, over 0: exit $over"
[ "$a $w $many $over" = '0 1 0 2' ] && grep -q '256 of 256' m
