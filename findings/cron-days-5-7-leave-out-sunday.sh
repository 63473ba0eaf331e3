#!/usr/bin/env bash
# A window from Friday to Sunday, "0 2 * * 5-7", where cron (and crontab(5)) take 7 for Sunday: pycron 3.3.0 (PyPI) and @datasert/cronjs-matcher 1.4.0 (npm) never
# open it on Sunday, and @cheap-glitch/mi-cron 1.0.1 (npm) on Friday alone. None raises an error. "0 2 * * 7" never comes for pycron, which also takes "0 22-2 * * *",
# "0 2 * * 1#1" and "0 2 L * *" and then never comes. croniter 7.0.0 (PyPI) and croner 11.0.1 (npm) have all three days.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install pycron==3.3.0 croniter==7.0.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @datasert/cronjs-matcher@1.4.0 @cheap-glitch/mi-cron@1.0.1 croner@11.0.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o '[^ ]*cron.*@.*'; v/bin/pip list 2> /dev/null | grep cron
cat > a.js <<'END'
const { getFutureMatches } = require('@datasert/cronjs-matcher'), { parseCron } = require('@cheap-glitch/mi-cron'), { Cron } = require('croner');
const text = '0 2 * * 5-7', from = new Date('2026-11-02T00:00:00Z');
const days = (all) => all.map((x) => new Date(x).toUTCString().slice(0, 3)).join(' ');
let day = from;
const seen = { cronjs: days(getFutureMatches(text, { startAt: from.toISOString(), matchCount: 4, timezone: 'UTC' })),
  'mi-cron': days([1, 2, 3, 4].map(() => (day = parseCron.nextDate(parseCron(text), day)))), croner: days(new Cron(text, { timezone: 'UTC' }).nextRuns(4, from)) };
console.log(seen);
process.exit(Object.values(seen).join() === 'Fri Sat Fri Sat,Fri Fri Fri Fri,Fri Sat Sun Fri' ? 0 : 1);
END
cat > a.py <<'END'
from datetime import datetime, timedelta
import croniter, pycron
start = datetime(2026, 11, 2)
hours = [start + timedelta(hours=h) for h in range(24 * 60)]
of = lambda text: ' '.join(h.strftime('%a') for h in hours if pycron.is_now(text, h))[:15]
it = croniter.croniter('0 2 * * 5-7', start)
other = ' '.join(it.get_next(datetime).strftime('%a') for _ in range(4))
never = [text for text in ['0 2 * * 7', '0 22-2 * * *', '0 2 * * 1#1', '0 2 L * *'] if not of(text)]
print('pycron:', of('0 2 * * 5-7'), '| croniter:', other, '| never for pycron in 60 days:', never)
raise SystemExit(0 if of('0 2 * * 5-7') == 'Fri Sat Fri Sat' and other == 'Fri Sat Sun Fri' and len(never) == 4 else 1)
END
TZ=UTC node a.js; js=$?
v/bin/python a.py; py=$?
[ $js = 0 ] && [ $py = 0 ]
