#!/usr/bin/env bash
# calver 24.1.0 (npm), cycle of weeks: of the year and the ISO week it takes the calendar's year, so that 1 January 2027, in week 53 of 2026, is 2027-53, which no
# later week of 2027 is above: on 4 January the next one is 2027-53.1, in June 2027-53.2, and so until 2028. A release of 29 December 2025 is 2025-1, and after
# 2025-52 it is 2025-52.1. Nothing warns. The years and weeks of `date +%G-%V` are 2026-53 and 2026-01.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund calver@24.1.0 || exit 2
cat > a.mjs <<'END'
const Real = Date; let now = 0;
globalThis.Date = class extends Real { constructor(...a) { if (a.length) super(...a); else super(now); } static now() { return now; } };
const calver = await import('calver'); let last = '2025-52';
for (const day of process.argv.slice(2)) {
  now = Number(new Real(day + 'T12:00:00Z')); last = calver.cycle(last, { cycle: 'week' });
  console.log(`${day}: the first one ${calver.initial({ cycle: 'week' })}, after the one above ${last}`);
}
END
npm ls --depth=0 2> /dev/null | grep -o 'calver@.*'
node a.mjs 2025-12-29 2026-12-21 2027-01-01 2027-01-04 2027-06-07 2028-01-03 | tee seen
for day in 2025-12-29 2027-01-01; do echo "$day: date +%G-%V $(date -d $day +%G-%V)"; done
grep -qx '2025-12-29: the first one 2025-1, after the one above 2025-52.1' seen && grep -qx '2027-01-01: the first one 2027-53, after the one above 2027-53' seen \
  && grep -qx '2027-01-04: the first one 2027-1, after the one above 2027-53.1' seen && grep -qx '2027-06-07: the first one 2027-23, after the one above 2027-53.2' seen \
  && grep -qx '2028-01-03: the first one 2028-1, after the one above 2028-1' seen
