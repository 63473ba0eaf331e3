#!/usr/bin/env bash
# slo-generator 2.6.0 (PyPI): `slo-generator compute` ends with 0 for an SLI of 50 % against a goal of 99.9 % whose alert fires, for a window without any event
# ("Not enough valid events", no report), and for a file that is not there ("SLO configuration is empty"); each time "SLO Configs: 1" is its summary. Only a
# folder without SLOs ends with 1. So a gate on its exit status holds nothing back. Installed alone it does not start with setuptools 84.2.1: it imports
# pkg_resources.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install slo-generator==2.6.0 setuptools==80.9.0 || exit 2
cd "$d" && mkdir none || exit 2
cat > own.py <<'END'
class Half:
    def __init__(self, client=None, **rest): pass
    def good_bad_ratio(self, timestamp, window, slo_config): return (50, 50)
class Nothing(Half):
    def good_bad_ratio(self, timestamp, window, slo_config): return (0, 0)
END
cat > shared.yaml <<'END'
backends: {own.Half: {}, own.Nothing: {}}
exporters: {}
error_budget_policies:
  default:
    steps: [{name: 1 hour, burn_rate_threshold: 9, alert: true, message_alert: Page, message_ok: OK, window: 3600}]
END
for b in Half Nothing; do
  cat > $b.yaml <<END
apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata: {name: own-$b, labels: {service_name: own, feature_name: own, slo_name: own}}
spec: {description: own, backend: own.$b, method: good_bad_ratio, exporters: [], service_level_indicator: {}, goal: 0.999}
END
done
v/bin/pip list 2> /dev/null | grep slo
for f in Half.yaml Nothing.yaml gone.yaml none; do
  PYTHONPATH=. v/bin/slo-generator compute -f $f -c shared.yaml > log 2>&1; code=$?; echo "$f: exit $code, $(grep -E '^(ERROR|INFO)' log | tr '\n' ' ')"
done | tee out
grep -q '^Half.yaml: exit 0, .*SLI: 50.0 .*Alert: 1' out && grep -q '^Nothing.yaml: exit 0, ERROR .*Not enough valid events' out && grep -q '^gone.yaml: exit 0, ERROR' out && grep -q '^none: exit 1,' out
