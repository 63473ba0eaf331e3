#!/usr/bin/env bash
# @microsoft/sarif-multitool 5.7.0 (npm): `merge` of the SARIF of a scan that found something and of one that broke off (executionSuccessful false, no results)
# writes the first alone, says "Merge completed" and ends with 0, and so where a file named is not there. So it is with --merge-empty-logs ("merge log files
# with no results into the final log"). `match-results-forward` of the broken scan calls last time's error "absent", as if it were fixed, and ends with 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @microsoft/sarif-multitool@5.7.0 @microsoft/sarif-multitool-linux@5.7.0 || exit 2
m=node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool; chmod +x $m
$m --version 2>&1 | head -n 1
run() { echo '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"scanner","rules":[{"id":"R1"}]}},'"$1"'}]}'; }
found='"results":[{"ruleId":"R1","ruleIndex":0,"level":"error","message":{"text":"bad"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/a.py"},"region":{"startLine":3}}}]}]'
run '"invocations":[{"executionSuccessful":true}],'"$found" > found.sarif
run '"invocations":[{"executionSuccessful":false,"exitCode":3,"toolExecutionNotifications":[{"level":"error","message":{"text":"could not read src"}}]}],"results":[]' > broken.sarif
$m merge found.sarif broken.sarif --output-directory out --output-file two.sarif > log 2>&1; a=$?; grep -o 'Merge completed' log
$m merge found.sarif missing.sarif --output-directory out --output-file one.sarif > /dev/null 2>&1; b=$?
$m merge found.sarif broken.sarif --merge-empty-logs --output-directory out --output-file all.sarif > /dev/null 2>&1; e=$?
$m match-results-forward broken.sarif --previous found.sarif -o forward.sarif > /dev/null 2>&1; c=$?
grep -qi '"executionSuccessful": *false' out/two.sarif; has=$?
state=$(tr -d ' \n' < forward.sarif | grep -o '"baselineState":"[a-z]*"')
echo "merge: exit $a, with a missing file $b; broken scan in it: $([ $has = 0 ] && echo yes || echo no), with --merge-empty-logs: $(grep -ci '"executionSuccessful": *false' out/all.sarif) times, exit $e; forward: exit $c, $state"
[ "$a $b $c $e" = '0 0 0 0' ] && [ $has = 1 ] && [ "$state" = '"baselineState":"absent"' ] && ! grep -qi '"executionSuccessful": *false' out/all.sarif
