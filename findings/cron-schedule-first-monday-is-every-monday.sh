#!/usr/bin/env bash
# cron-schedule 6.0.0 (npm): a window on the first Monday of a month, "0 2 * * 1#1", opens on every Monday, and one on the last Friday, "0 2 * * 5L", on every
# Friday; "15W", the working day next to the 15th, is the 15th even where that is a Sunday. No error: it reads the number in front and leaves the rest. "L" and
# "MON#1" it refuses. Its README has neither # nor L nor W, and the syntax of Linux cron. cron-parser 5.10.6 and croner 11.0.1 (npm) read the first Monday and the
# last Friday.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund cron-schedule@6.0.0 cron-parser@5.10.6 croner@11.0.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'cron.*@.*'
cat > a.js <<'END'
import { parseCronExpression } from 'cron-schedule';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
const from = new Date('2026-11-01T00:00:00Z');
const days = (all) => all.map((x) => x.toISOString().slice(5, 10)).join(' ');
let same = true;
for (const [text, want, right] of [['0 2 * * 1#1', '11-02 11-09 11-16', '11-02 12-07 01-04'], ['0 2 * * 5L', '11-06 11-13 11-20', '11-27 12-25 01-29'],
  ['0 2 15W * *', '11-15 12-15 01-15', null]]) {
  const seen = days(parseCronExpression(text).getNextDates(3, from));
  console.log(`${text}: cron-schedule ${seen}`);
  same &&= seen === want;
  if (!right) continue;
  const parsed = CronExpressionParser.parse(text, { currentDate: from, tz: 'UTC' });
  const others = [days([1, 2, 3].map(() => parsed.next().toDate())), days(new Cron(text, { timezone: 'UTC' }).nextRuns(3, from))];
  console.log(`  cron-parser ${others[0]}; croner ${others[1]}`);
  same &&= others.every((x) => x === right);
}
for (const text of ['0 2 L * *', '0 2 * * MON#1']) try { parseCronExpression(text); same = false; } catch (e) { console.log(`${text}: ${e.message}`); }
process.exit(same ? 0 : 1);
END
TZ=UTC node a.js
