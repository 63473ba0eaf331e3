#!/usr/bin/env bash
# cal-parser 1.0.2 (npm): a change window at 22:00 with TZID=Europe/Berlin starts at 22:00 UTC for it, 20:00 or 21:00 UTC being right; a DURATION in place of DTEND
# gives no end; and getEventsBetweenDates() has of a weekly window (RRULE) the first date alone, so that a later deployment is outside of every window. No error
# for any of them. Its README: date-times become Date objects. ical.js 2.2.1 (npm) reads 20:00 UTC to 22:00 UTC, and the next ones.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund cal-parser@1.0.2 ical.js@2.2.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o '[^ ]*[il]\(cal\.js\|-parser\)@.*'
cat > w.ics <<'END'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//windows//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:w1@example.org
DTSTAMP:20261001T000000Z
SUMMARY:window
DTSTART;TZID=Europe/Berlin:20261006T220000
DURATION:PT2H
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
END:VCALENDAR
END
cat > a.js <<'END'
import { readFileSync } from 'fs';
import cal from 'cal-parser';
import ICAL from 'ical.js';
const text = readFileSync('w.ics', 'utf8'), from = new Date('2026-10-01T00:00:00Z'), to = new Date('2026-11-01T00:00:00Z');
const seen = cal.parseString(text).getEventsBetweenDates(from, to).map((x) => `${x.dtstart.value.toISOString()} to ${x.dtend?.value?.toISOString()}`);
const all = new ICAL.Component(ICAL.parse(text));
ICAL.TimezoneService.register(all.getFirstSubcomponent('vtimezone'));
const event = new ICAL.Event(all.getFirstSubcomponent('vevent')), it = event.iterator(), right = [];
for (let x; (x = it.next());) right.push(`${x.toJSDate().toISOString()} to ${event.getOccurrenceDetails(x).endDate.toJSDate().toISOString()}`);
console.log({ 'cal-parser': seen, 'ical.js': right });
process.exit(seen.join() === '2026-10-06T22:00:00.000Z to undefined' && right.length === 3 && right[0] === '2026-10-06T20:00:00.000Z to 2026-10-06T22:00:00.000Z' ? 0 : 1);
END
TZ=UTC node a.js
