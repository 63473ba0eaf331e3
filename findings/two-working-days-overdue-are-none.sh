#!/usr/bin/env bash
# workdays 1.4 (PyPI) is to count "excel-like": where a deadline of Friday, 27 November, is looked at on Monday, networkdays(monday, friday) is 0, so nothing is
# overdue; Excel's NETWORKDAYS has -2. Of two weeks it makes -8 for -10. Forward it counts right. businesstimedelta 1.0.1 (PyPI) has no sign at all: a deadline two
# hours past is difference() of 2 hours, the same as one two hours ahead. numpy 2.4.6 (busday_count) goes below 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install workdays==1.4 businesstimedelta==1.0.1 numpy==2.4.6 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(workdays|business|numpy)'
cat > a.py <<'END'
from datetime import date, datetime, time
import businesstimedelta, numpy, workdays
monday, friday, before = date(2026, 11, 30), date(2026, 11, 27), date(2026, 11, 16)
forward = workdays.networkdays(friday, monday), workdays.networkdays(before, friday)
back = workdays.networkdays(monday, friday), workdays.networkdays(friday, before)
rules = businesstimedelta.Rules([businesstimedelta.WorkDayRule(start_time=time(9), end_time=time(17), working_days=[0, 1, 2, 3, 4])])
now, deadline = datetime(2026, 11, 27, 15), datetime(2026, 11, 27, 13)
left, past = rules.difference(deadline, now), rules.difference(now, deadline)
counted = numpy.busday_count('2026-11-30', '2026-11-27')
print('workdays: forward', forward, 'back', back, '| businesstimedelta:', left, past, '| numpy back:', counted)
raise SystemExit(0 if forward == (2, 10) and back == (0, -8) and past.hours == left.hours == 2 and counted < 0 else 1)
END
v/bin/python a.py
