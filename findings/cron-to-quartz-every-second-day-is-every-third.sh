#!/usr/bin/env bash
# cron-to-quartz 1.4.9 (npm): days of the week are one higher in Quartz, where Sunday is 1, so it adds one to each number in that field, to the step as well:
# "0 2 * * */2" becomes */3 and "1-5/2" (Monday, Wednesday, Friday) "2-6/3", Monday and Thursday. Sunday as 7, or 5-7, becomes 8, which Quartz does not have
# (1-7 or SUN-SAT in its CronExpression). 1-5 and 0,6 come out right.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund cron-to-quartz@1.4.9 || exit 2
npm ls --depth=0 2> /dev/null | grep -o 'cron-to.*'
node -e "
const { getQuartz } = require('cron-to-quartz');
const seen = ['*/2', '1-5/2', '7', '5-7', '1-5', '0,6'].map((day) => [day, getQuartz('0 2 * * ' + day)[0][5]]);
for (const [day, made] of seen) console.log('day of week ' + day + ' => ' + made);
process.exit(seen.map((x) => x[1]).join(' ') === '*/3 2-6/3 8 6-8 2-6 1,7' ? 0 : 1);"
