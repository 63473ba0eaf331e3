#!/usr/bin/env bash
# workalendar 17.0.0 (PyPI): 19 June is a working day of UnitedStates in 2026, though it has been a federal holiday since 2021; of its calendars for the USA
# only those of the Federal Reserve and of Texas have the day. So one working day after 18 June is the 19th; holidays 0.109 and pandas 3.1.1
# (USFederalHolidayCalendar) say the 22nd.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install workalendar==17.0.0 holidays==0.109 pandas==3.1.1 || exit 2
cd "$d" || exit 2
cat > a.py <<'END'
from datetime import date
import holidays, pandas
from pandas.tseries.holiday import USFederalHolidayCalendar
from workalendar.usa import FederalReserveSystem, UnitedStates
day = date(2026, 6, 18)
seen = {'workalendar': UnitedStates().add_working_days(day, 1), 'workalendar of the Federal Reserve': FederalReserveSystem().add_working_days(day, 1),
        'holidays': holidays.US(years=2026).get_nth_working_day(day, 1),
        'pandas': (pandas.Timestamp(day) + pandas.offsets.CustomBusinessDay(1, calendar=USFederalHolidayCalendar())).date()}
for name, then in seen.items(): print(f'{name}: {then}')
raise SystemExit(0 if [str(t)[-2:] for t in seen.values()] == ['19', '22', '22', '22'] else 1)
END
v/bin/pip list 2> /dev/null | grep -E '^(workalendar|holidays|pandas) '
v/bin/python a.py
