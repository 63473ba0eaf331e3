#!/usr/bin/env bash
# rrule-temporal 1.6.0 (npm): a window on 31 October, RRULE:FREQ=MONTHLY, comes back on 30 November, 30 December (not the 31st), 30 January and 28 February: it
# takes the last day that is left and goes on from there. One of 29 February, FREQ=YEARLY, is on the 28th ever after, in 2032 too. RFC 5545 (3.3.10) passes over
# dates that do not exist, and its README calls it fully compliant, and invalid occurrences dropped. rrule 2.8.1 (npm) and dateutil 2.9.0.post0 (PyPI) do that.
# With BYMONTHDAY=31 it does so too.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install python-dateutil==2.9.0.post0 || exit 2
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund rrule-temporal@1.6.0 rrule@2.8.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'rrule.*'
cat > a.js <<'END'
import { RRuleTemporal } from 'rrule-temporal';
import rrule from 'rrule';
const days = (all) => all.map((x) => (x.toISOString ? x.toISOString() : x.toString()).slice(0, 10)).join(' ');
let same = true;
for (const [start, rule, want] of [
  ['20261031T220000Z', 'FREQ=MONTHLY;COUNT=5', '2026-10-31 2026-11-30 2026-12-30 2027-01-30 2027-02-28'],
  ['20261031T220000Z', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2026-10-31 2026-12-31 2027-01-31'],
  ['20280229T220000Z', 'FREQ=YEARLY;COUNT=5', '2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-28']]) {
  const text = `DTSTART:${start}\nRRULE:${rule}`;
  const seen = days(new RRuleTemporal({ rruleString: text }).all());
  console.log(`${rule}: rrule-temporal ${seen}\n  rrule ${days(rrule.rrulestr(text).all())}`);
  same &&= seen === want && days(rrule.rrulestr(text).all()).split(' ').every((x) => x.endsWith(start.slice(6, 8)));
}
process.exit(same ? 0 : 1);
END
node a.js; js=$?
v/bin/python -c "
from dateutil.rrule import rrulestr
days = [str(x.date()) for x in rrulestr('DTSTART:20261031T220000Z\nRRULE:FREQ=MONTHLY;COUNT=5')]
print('dateutil:', *days)
raise SystemExit(0 if days[:3] == ['2026-10-31', '2026-12-31', '2027-01-31'] else 1)"; py=$?
[ $js = 0 ] && [ $py = 0 ]
