#!/usr/bin/env bash
# kubernetes-validate 1.37.0 (PyPI) --strict: a Deployment with `replicas: "three"` is an error, exit 1; inside `kind: List`, as `kubectl get -o yaml` writes
# it, it is a line of WARN ("Couldn't find schema for kind List") and exit 0, and with --no-warn not even that. So is a Deployment of extensions/v1beta1, which
# no cluster since 1.16 takes, and a file of comments alone ends with 0 without a word.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install kubernetes-validate==1.37.0 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep '^kubernetes-validate '
of() { echo '{"apiVersion":"'"$1"'","kind":"Deployment","metadata":{"name":"shop"},"spec":{"replicas":"three","selector":{"matchLabels":{"app":"shop"}},"template":{"metadata":{"labels":{"app":"shop"}},"spec":{"containers":[{"name":"shop","image":"shop:1.0.0"}]}}}}'; }
of apps/v1 > one.yaml
echo '{"apiVersion":"v1","kind":"List","items":['"$(of apps/v1)"']}' > list.yaml
of extensions/v1beta1 > old.yaml
echo '# nothing yet' > empty.yaml
for f in one list old empty; do v/bin/kubernetes-validate --strict $f.yaml > $f.log 2>&1; echo "$f: exit $?; $(cat $f.log)" | tee -a seen; done
v/bin/kubernetes-validate --strict --no-warn list.yaml > quiet.log 2>&1; code=$?
[ "$(grep -o 'exit [0-9]' seen | tr -d '\n')" = 'exit 1exit 0exit 0exit 0' ] && [ $code = 0 ] && [ ! -s quiet.log ]
