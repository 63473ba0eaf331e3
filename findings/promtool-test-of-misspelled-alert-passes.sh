#!/usr/bin/env bash
# promtool (Debian prometheus 2.42.0+ds-5+deb12u1) test rules: a test that an alert does not fire (exp_alerts: []) is SUCCESS where the alert's name is
# misspelled and the right one fires, and where the file in rule_files is not there (one line of WARNING, exit 0). The same for a metric that does
# not exist in promql_expr_test. Only tests that expect something can fail for a wrong name.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download prometheus=2.42.0+ds-5+deb12u1 2> /dev/null && dpkg -x prometheus_*.deb root || exit 2
promtool=root/usr/bin/promtool
cat > rules.yml <<'END'
groups:
- name: own
  rules: [{alert: Down, expr: up == 0, for: 1m}]
END
test_of() { cat <<END
rule_files: [$1]
evaluation_interval: 1m
tests:
- interval: 1m
  input_series: [{series: 'up{job="own"}', values: '0 0 0 0 0'}]
  alert_rule_test: [{eval_time: 4m, alertname: $2, exp_alerts: []}]
  promql_expr_test: [{eval_time: 4m, expr: upp == 0, exp_samples: []}]
END
}
test_of rules.yml Down > right.yml; test_of rules.yml Donw > name.yml; test_of gone.yml Down > file.yml
$promtool --version 2>&1 | head -n 1
for t in right name file; do $promtool test rules $t.yml > $t.txt 2>&1; echo "exit $?" >> $t.txt; echo "== $t"; grep -E 'SUCCESS|FAILED|WARNING|exit' $t.txt; done
grep -q 'exit 1' right.txt && grep -q 'exit 0' name.txt && grep -q SUCCESS name.txt && grep -q 'exit 0' file.txt && grep -q 'WARNING' file.txt
