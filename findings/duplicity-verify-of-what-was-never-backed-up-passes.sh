#!/usr/bin/env bash
# duplicity 0.8.22-1+b3 (Debian): `duplicity verify --file-to-restore uploads` of a folder that no backup holds says "2 files compared, 0 differences found"
# and ends with 0, and so does a misspelled name. The files that it calls compared are those of the local folder; the archive holds neither. `restore` of the
# same path ends with 19. Its manual says that without --compare-data local files are not compared; but what is missing in the archive is a difference only
# with it (exit 1).
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download duplicity=0.8.22-1+b3 librsync2=2.3.2-1+b1 libb2-1=0.98.1-1.1 python3-fasteners=0.17.3-2 python3-lockfile=1:0.12.2-2.2 python3-monotonic=1.6-2 python3-future=0.18.2-6 2> /dev/null || exit 2
for p in *.deb; do dpkg -x "$p" root || exit 2; done
export HOME=$d PYTHONPATH=$d/root/usr/lib/python3/dist-packages LD_LIBRARY_PATH=$(dirname "$(find "$d/root" -name 'librsync.so.2')")
duplicity() { /usr/bin/python3 root/usr/bin/duplicity "$@" --no-encryption > log 2>&1; }
mkdir -p data/uploads && echo one > data/one && echo two > data/uploads/two || exit 2
/usr/bin/python3 root/usr/bin/duplicity --version || exit 2
duplicity full --exclude data/uploads data "file://$d/backup" || { cat log; exit 2; }
verify() { duplicity verify "$@"; code=$?; echo "$*: exit $code, $(grep -o '[0-9]* files\? compared.*' log)" | sed "s#file://$d/##"; }
{
  verify --file-to-restore uploads "file://$d/backup" data/uploads
  verify --file-to-restore uplaods "file://$d/backup" data/uploads
  verify --compare-data --file-to-restore uploads "file://$d/backup" data/uploads
  duplicity restore --file-to-restore uploads "file://$d/backup" back; echo "restore: exit $?, $(tail -n 1 log)"
} | tee out
[ "$(grep -cE '^--file-to-restore upl(oa|ao)ds backup .*: exit 0, 2 files compared, 0 differences' out)" = 2 ] && grep -q '^--compare-data .*: exit 1, 2 files compared, 2 differences' out && grep -q '^restore: exit 19' out
