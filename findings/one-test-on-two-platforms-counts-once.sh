#!/usr/bin/env bash
# allure-commandline 2.46.1 and xunit-viewer 10.6.1: of the JUnit of one test from two platforms, failed on one and passed on the other, they keep one. For
# Allure the earlier is a retry of the later (so it calls two runs), for xunit-viewer it is gone: "2 passed", of the four testcases of two
# files. Which it is depends on the time of the run, or on the name of the file: the other way round both count a failure.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
command -v java > /dev/null || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund allure-commandline@2.46.1 xunit-viewer@10.6.1 || exit 2
report() { mkdir -p $1 && cat > $1/$2.xml <<END
<?xml version="1.0"?>
<testsuites><testsuite name="shop" tests="2" failures="$4" errors="0" timestamp="2026-01-01T00:0$3:00"><testcase name="pays" classname="shop.Basket" time="0.1">$5</testcase><testcase name="adds" classname="shop.Basket" time="0.1"/></testsuite></testsuites>
END
}
broken='<failure message="broken"/>'
report one linux 1 1 "$broken"; report one macos 2 0 ''
report two linux 1 0 ''; report two macos 2 1 "$broken"
npm ls --depth 0 | grep -E 'allure|xunit'
for r in one two; do
  npx allure generate $r -o $r.report --clean > log 2>&1 || { cat log; exit 2; }
  npx xunit-viewer -r $r -o $r.html -c -n -C false > log 2>&1; code=$?
  { grep -oE '"statistic":[^}]*' $r.report/widgets/summary.json; echo "xunit-viewer: exit $code, $(grep -E '[0-9] passed' log)"; } > $r.txt
  echo "$r: $(grep -c '<failure' $r/linux.xml) failure of linux, then $(grep -c '<failure' $r/macos.xml) of macos"; cat $r.txt
done
grep -q '"failed":0,.*"passed":2,.*"total":2' one.txt && grep -q 'exit 0, 2 passed' one.txt && grep -q '"failed":1,.*"passed":1,.*"total":2' two.txt && grep -q '1 failure, 1 passed' two.txt
