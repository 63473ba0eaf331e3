#!/usr/bin/env bash
# A weekly change window in iCalendar, of which one date is called off as RFC 5545 has it (RECURRENCE-ID and STATUS:CANCELLED): recurring-ical-events 3.8.2 and
# icalevents 0.3.1 (PyPI), node-ical 0.26.1 (expandRecurringEvent) and ical-expander 3.2.0 (npm) list it among the occurrences as one like any other, with its start
# and end. Only the STATUS of the event behind it tells, which each caller has to look at. A date left out by EXDATE is in none of them.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install recurring-ical-events==3.8.2 icalevents==0.3.1 icalendar==7.3.2 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund node-ical@0.26.1 ical-expander@3.2.0 || exit 2
v/bin/pip list 2> /dev/null | grep -E '^(recurring|icale)'; npm ls --depth=0 2> /dev/null | grep -o '[^ ]*ical.*@.*'
cat > w.ics <<'END'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//windows//EN
BEGIN:VEVENT
UID:w1@example.org
DTSTAMP:20261001T000000Z
SUMMARY:window
DTSTART:20261103T220000Z
DTEND:20261104T000000Z
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE:20261117T220000Z
END:VEVENT
BEGIN:VEVENT
UID:w1@example.org
DTSTAMP:20261002T000000Z
RECURRENCE-ID:20261110T220000Z
SUMMARY:window
STATUS:CANCELLED
DTSTART:20261110T220000Z
DTEND:20261111T000000Z
END:VEVENT
END:VCALENDAR
END
cat > a.js <<'END'
const text = require('fs').readFileSync('w.ics', 'utf8'), from = new Date('2026-11-01T00:00:00Z'), to = new Date('2026-12-01T00:00:00Z');
const nodeIcal = require('node-ical'), Expander = require('ical-expander');
const days = (all) => all.map((x) => x.toISOString().slice(5, 10)).sort().join(' ');
const found = new Expander({ ics: text }).between(from, to);
const seen = { 'node-ical': days(nodeIcal.expandRecurringEvent(nodeIcal.sync.parseICS(text)['w1@example.org'], { from, to }).map((x) => x.start)),
  'ical-expander': days([...found.events, ...found.occurrences].map((x) => x.startDate.toJSDate())) };
console.log(seen);
process.exit(Object.values(seen).every((x) => x === '11-03 11-10 11-24') ? 0 : 1);
END
cat > a.py <<'END'
from datetime import datetime, timezone
import icalendar, recurring_ical_events
from icalevents.icalevents import events
a, b = datetime(2026, 11, 1, tzinfo=timezone.utc), datetime(2026, 12, 1, tzinfo=timezone.utc)
days = lambda all: ' '.join(sorted(x.strftime('%m-%d') for x in all))
of = recurring_ical_events.of(icalendar.Calendar.from_ical(open('w.ics').read())).between(a, b)
seen = {'recurring-ical-events': days(x.start for x in of), 'icalevents': days(x.start for x in events(file='w.ics', start=a, end=b))}
print(seen, 'STATUS:', [str(x['STATUS']) for x in of if 'STATUS' in x])
raise SystemExit(0 if set(seen.values()) == {'11-03 11-10 11-24'} else 1)
END
TZ=UTC node a.js; js=$?
TZ=UTC v/bin/python a.py; py=$?
[ $js = 0 ] && [ $py = 0 ]
