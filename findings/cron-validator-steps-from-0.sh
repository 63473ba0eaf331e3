#!/usr/bin/env bash
# cron-validator 1.0.8 (PyPI): of "0 2 */2 * *" it has the days 2, 4, 6, where cron (and cronsim 2.8) have 1, 3, 5, and of "0 2 1 */3 *" the months 3, 6, 9 for
# 1, 4, 7: a step of * is what the number divides, not counted from the first. "0 2 15 * 1", the 15th or a Monday, is only a 15th that is a Monday.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install cron-validator==1.0.8 cronsim==2.8 || exit 2
cd "$d" || exit 2
cat > a.py <<'END'
from datetime import datetime
from itertools import islice
from cron_validator import CronValidator
from cronsim import CronSim
start, end, seen = datetime(2025, 12, 31, 12), datetime(2026, 12, 31), {}
for e in ["0 2 */2 * *", "0 2 1 */3 *", "0 2 15 * 1", "0 2 * * 1"]:
    assert CronValidator.parse(e)
    own = [t.strftime("%d %b") for t in islice(CronValidator.get_execution_time(e, start, end), 3)]
    other = [t.strftime("%d %b") for t in islice(CronSim(e, start), 3)]
    print(e, "- cron-validator", ", ".join(own), "- cronsim", ", ".join(other))
    seen[e] = (own, other)
assert seen["0 2 * * 1"][0] == seen["0 2 * * 1"][1]
assert seen["0 2 */2 * *"] == (["02 Jan", "04 Jan", "06 Jan"], ["01 Jan", "03 Jan", "05 Jan"])
assert seen["0 2 1 */3 *"] == (["01 Mar", "01 Jun", "01 Sep"], ["01 Jan", "01 Apr", "01 Jul"])
assert seen["0 2 15 * 1"] == (["15 Jun"], ["05 Jan", "12 Jan", "15 Jan"])
END
v/bin/pip list 2> /dev/null | grep -E '^cron'
v/bin/python a.py || exit 1
