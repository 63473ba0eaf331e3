#!/usr/bin/env bash
# nox 2026.10.20 --report: in its JSON "result" 0 is a run that failed (nox exit 1), and 1 one that did not (exit 0): the reverse of the exit status. So has
# "result_code" of a session 0 for "failed", 1 for "success" and 2 for "skipped", whatever its command ended with. A run whose only session
# was skipped has result 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install nox==2026.10.20 || exit 2
cd "$d" || exit 2
cat > noxfile.py <<'END'
import nox
@nox.session(venv_backend="none")
def good(session): session.run("true", external=True)
@nox.session(venv_backend="none")
def bad(session): session.run("sh", "-c", "exit 7", external=True)
@nox.session(venv_backend="none")
def skips(session): session.skip("no database")
END
v/bin/nox --version
for s in good bad skips 'good bad'; do
  v/bin/nox -s $s --report r.json > log 2>&1; code=$?
  echo "$s: exit $code, $(python3 -c 'import json; r = json.load(open("r.json")); print("result", r["result"], "-", ", ".join("%s %s %s" % (s["name"], s["result"], s["result_code"]) for s in r["sessions"]))')"
done | tee out
grep -q '^good: exit 0, result 1 - good success 1$' out && grep -q '^bad: exit 1, result 0 - bad failed 0$' out && grep -q '^skips: exit 0, result 1 - skips skipped 2$' out \
  && grep -q '^good bad: exit 1, result 0 ' out
