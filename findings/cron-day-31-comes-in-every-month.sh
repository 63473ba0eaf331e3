#!/usr/bin/env bash
# "0 2 31 * *", a window on the 31st: cron-schedule-parser 2.1.12 (npm) has it on 30 November and 28 February as well, the last day there is, and
# @cheap-glitch/mi-cron 1.0.1 (npm) on 1 December and 3 March, the day that Date makes of 31 November and 31 February. In crontab(5) such a month has none: croner
# 11.0.1 (npm) goes from 31 December to 31 January and 31 March.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund cron-schedule-parser@2.1.12 @cheap-glitch/mi-cron@1.0.1 croner@11.0.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o '[^ ]*cron.*@.*'
cat > a.js <<'END'
const parser = require('cron-schedule-parser'), { parseCron } = require('@cheap-glitch/mi-cron'), { Cron } = require('croner');
const text = '0 2 31 * *', from = new Date('2026-11-01T00:00:00Z');
const days = (all) => all.map((x) => x.toISOString().slice(0, 10)).join(' ');
const parsed = parser.parseExpression(text, { currentDate: from, tz: 'UTC' });
let day = from;
const seen = { 'cron-schedule-parser': days([1, 2, 3, 4].map(() => parsed.next().toDate())), 'mi-cron': days([1, 2, 3, 4].map(() => (day = parseCron.nextDate(parseCron(text), day)))),
  croner: days(new Cron(text, { timezone: 'UTC' }).nextRuns(3, from)) };
console.log(seen);
process.exit(Object.values(seen).join() === '2026-11-30 2026-12-31 2027-01-31 2027-02-28,2026-12-01 2026-12-31 2027-01-31 2027-03-03,2026-12-31 2027-01-31 2027-03-31' ? 0 : 1);
END
TZ=UTC node a.js
