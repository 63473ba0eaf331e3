#!/usr/bin/env bash
# in-toto 3.1.0: `in-toto-run -m src -p out.tar` where neither path is there, a folder misspelled or an artifact that was never built, signs a link with empty
# "materials" and "products", says nothing and ends with 0. `in-toto-record stop -p` of a product that is not there does the same. So a signed
# link alone is no evidence that the step made anything: the maps in it have to be looked at.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
command -v openssl > /dev/null || exit 2
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install in-toto==3.1.0 || exit 2
cd "$d" && mkdir src && echo one > src/a || exit 2
openssl genpkey -algorithm ed25519 -out key.pem 2> /dev/null || exit 2
v/bin/in-toto-run --version
see() { python3 -c 'import glob, json, sys
s = json.load(open(glob.glob(sys.argv[1] + ".*.link")[0])); print(sys.argv[1], "- signatures", len(s["signatures"]), "materials", sorted(s["signed"]["materials"]), "products", sorted(s["signed"]["products"]))' "$1" | tee -a seen; }
same=0
v/bin/in-toto-run -n right --signing-key key.pem -m src -p out.tar -- tar cf out.tar src > log 2>&1 || same=1; see right
rm out.tar
v/bin/in-toto-run -n wrong --signing-key key.pem -m srcc -p out.tar -- true > log 2>&1; code=$?; echo "exit $code, $(wc -c < log) bytes of output"; see wrong
[ $code = 0 ] && [ ! -s log ] || same=1
v/bin/in-toto-record start -n review --signing-key key.pem -m srcc > log 2>&1 && v/bin/in-toto-record stop -n review --signing-key key.pem -p out.tar >> log 2>&1; code=$?
echo "exit $code, $(wc -c < log) bytes of output"; see review
[ $code = 0 ] && [ ! -s log ] || same=1
[ $same = 0 ] && grep -q "right - signatures 1 materials \['src/a'\] products \['out.tar'\]" seen && grep -q 'wrong - signatures 1 materials \[\] products \[\]' seen && grep -q 'review - signatures 1 materials \[\] products \[\]' seen
