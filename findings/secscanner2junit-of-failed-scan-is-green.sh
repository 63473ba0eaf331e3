#!/usr/bin/env bash
# secscanner2junit 1.1.0 (PyPI): of a GitLab SAST report whose scan.status is "failure" (the scanner could not read the sources, and says so in a message of
# level fatal) it makes JUnit of tests="0" failures="0", exit 0: the same as of a scan that found nothing. A finding of severity Info, though, is a
# failed test like one that is Critical.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install secscanner2junit==1.1.0 || exit 2
cd "$d" || exit 2
tool='{"id": "own", "name": "own", "version": "1.0", "vendor": {"name": "own"}}'
report() { cat <<END
{"version": "15.0.7", "scan": {"type": "sast", "status": "$1", "start_time": "2026-01-01T00:00:00", "end_time": "2026-01-01T00:01:00", "scanner": $tool, "analyzer": $tool, "messages": [$2]},
 "vulnerabilities": [$3]}
END
}
found='{"id": "00000000-0000-4000-8000-000000000001", "category": "sast", "name": "n", "message": "m", "description": "d", "scanner": {"id": "own", "name": "own"}, "severity": "Info", "location": {"file": "a.py", "start_line": 1}, "identifiers": [{"type": "cwe", "name": "CWE-1", "value": "1"}]}'
report success '' '' > clean.json; report failure '{"level": "fatal", "value": "no sources"}' '' > failed.json; report success '' "$found" > info.json
v/bin/pip list 2> /dev/null | grep -i secscanner
for r in clean failed info; do
  v/bin/ss2ju sast $r.json $r.xml > log 2>&1; echo "exit $?" > $r.txt; grep -oE '<testsuites [^>]*' $r.xml >> $r.txt
  echo "$r: $(tr '\n' ' ' < $r.txt)"
done
! grep -qi 'no sources\|fatal\|failure>' failed.xml && cmp -s clean.txt failed.txt && grep -q 'exit 0' failed.txt && grep -q 'failures="0" tests="0"' failed.txt && grep -q 'failures="1" tests="1"' info.txt
