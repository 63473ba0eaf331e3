#!/usr/bin/env bash
# diff-cover 11.0.1 --fail-under 100: where the coverage was measured in another folder (a container) and its paths fit none of the diff's, it says "No lines
# with coverage information in this diff." and ends with 0; its JSON has total_percent_covered 100 beside num_changed_lines 4. The same lines
# measured in place: 25 %, exit 1. Its README names the message, and not that the gate passes.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install diff-cover==11.0.1 coverage==7.17.5 || exit 2
cd "$d" || exit 2
export PATH=$d/v/bin:$PATH
git init -q -b main r && cd r && git config user.name own && git config user.email own@example.org && mkdir src || exit 2
printf 'def a():\n    return 1\n' > src/m.py; git add . && git commit -qm one && git checkout -q -b feature || exit 2
printf 'def b():\n    x = 1\n    y = 2\n    return 3\n' >> src/m.py; git commit -qam two || exit 2
mkdir ../app && cp src/m.py ../app || exit 2
(cd src && coverage run m.py && coverage xml -q -o ../../here.xml) && (cd ../app && coverage run m.py && coverage xml -q -o ../there.xml) || exit 2
diff-cover --version
for f in here there; do
  diff-cover ../$f.xml --compare-branch main --fail-under 100 --format json:../$f.json > ../$f.log 2>&1; echo "exit $?" >> ../$f.log
  echo "$f: $(tail -n 1 ../$f.log)"; grep -E '^Coverage|No lines' ../$f.log; grep -oE '"(total_percent_covered|total_num_lines|num_changed_lines)": [0-9]*' ../$f.json | tr '\n' ' '; echo
done
grep -q 'exit 1' ../here.log && grep -q 'exit 0' ../there.log && grep -q '"total_num_lines": 0' ../there.json && grep -q '"total_percent_covered": 100' ../there.json
