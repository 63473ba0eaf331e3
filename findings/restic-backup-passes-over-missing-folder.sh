#!/usr/bin/env bash
# restic (Debian 0.14.0-1+b5): `restic backup data uploads` where uploads is not there (a mount that failed) backs up data alone and ends with 0, though 3
# is said to stand for an incomplete snapshot. Its JSON summary has nothing of it; only a line on stderr, and `paths` of the snapshot. Where
# all folders are gone it ends with 1. `restic restore --include` of a path that is not in the snapshot restores nothing and ends with 0.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download restic=0.14.0-1+b5 2> /dev/null && dpkg -x restic_*.deb root || exit 2
export RESTIC_PASSWORD=own RESTIC_REPOSITORY=$d/repo HOME=$d
restic() { root/usr/bin/restic --no-cache "$@"; }
restic version && restic -q init && mkdir data && echo one > data/one || exit 2
restic backup --json data uploads > out.json 2> err; code=$?
echo "backup: exit $code"; cat err; tail -n 1 out.json
restic snapshots --json | grep -o '"paths":[^]]*]'
restic restore -q latest --target back --include /uploads; back=$?
echo "restore of what is not there: exit $back"; ls back 2>&1
[ $code = 0 ] && grep -q 'uploads does not exist, skipping' err && ! grep -q uploads out.json && [ $back = 0 ] && [ ! -e back ]
