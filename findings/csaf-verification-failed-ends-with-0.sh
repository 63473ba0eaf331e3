#!/usr/bin/env bash
# csaf-lib 0.1.0b12 and csaf-vex 0.1.0b5 (PyPI): `csaf-lib verify` of a VEX that calls one product affected and fixed and that speaks of a product it does not
# define prints four failed tests and "Verification FAILED", and ends with 0; so do `validate` of both and `csaf-vex verify`. A gate on the exit status lets the
# contradiction through. Only `read`, which verifies on the way, ends with 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
for p in csaf-lib==0.1.0b12 csaf-vex==0.1.0b5; do python3 -m venv "$d/${p%%=*}" && "$d/${p%%=*}/bin/pip" -q install $p || exit 2; done
cd "$d" || exit 2
cat > vex.json <<'END'
{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"shop","lang":"en","publisher":{"category":"vendor","name":"Example","namespace":"https://example.org"},
"tracking":{"id":"EX-1","status":"final","version":"1","initial_release_date":"2026-11-01T00:00:00Z","current_release_date":"2026-11-01T00:00:00Z",
"revision_history":[{"number":"1","date":"2026-11-01T00:00:00Z","summary":"first"}]}},
"product_tree":{"full_product_names":[{"product_id":"P1","name":"shop 1.0.0"}]},
"vulnerabilities":[{"cve":"CVE-2026-0001","product_status":{"known_affected":["P1"],"fixed":["P1"],"known_not_affected":["P9"]},"notes":[{"category":"description","text":"x"}]}]}
END
same=0
for t in csaf-lib csaf-vex; do
  $t/bin/pip list 2> /dev/null | grep "^$t "
  for c in verify validate read; do
    $t/bin/$t $c vex.json > log 2>&1; code=$?
    echo "$t $c: exit $code; $(grep -o 'Summary: [^,]*, [^,]*' log) $(grep -o 'Verification FAILED' log | head -n 1)"
    case $c in read) [ $code = 1 ];; *) [ $code = 0 ] && grep -q 'Contradicting' log;; esac && grep -q 'Verification FAILED' log || same=1
  done
done
[ $same = 0 ]
