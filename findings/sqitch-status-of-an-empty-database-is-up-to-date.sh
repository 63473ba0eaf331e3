#!/usr/bin/env bash
# sqitch 1.3.1-1 (Debian): with SQLite, after `sqitch deploy db:sqlite:staging.db`, `sqitch status db:sqlite:production.db` of a new database in the same
# folder says "Nothing to deploy (up-to-date)" and ends with 0, and so does `sqitch deploy`, which leaves it without a table: what was deployed stands in one
# sqitch.db for all databases of a folder. Only `sqitch verify` fails. With one change not deployed yet, status ends with 0 as well.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir debs r || exit 2
perl=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances sqitch libdbd-sqlite3-perl | grep -E '^lib[a-z0-9.-]*-perl$' | sort -u)
(cd debs && apt-get -qq download sqitch=1.3.1-1 sqlite3 $perl 2> ../log) || { cat log; exit 2; }
for p in debs/*.deb; do dpkg -x "$p" root || exit 2; done
export HOME=$d PATH=$d/root/usr/bin:$PATH PERL5LIB=$d/root/usr/share/perl5:$(dirname "$(find "$d/root" -path '*/perl5/*' -name DBI.pm | head -n 1)")
cd r && git init -q . && sqitch config --user user.name own && sqitch config --user user.email own@example.org && sqitch config --user add.template_directory "$d/root/etc/sqitch/templates" && sqitch init own --engine sqlite > log || exit 2
sqitch --version
for n in one two; do
  sqitch add $n -n $n > log; echo "CREATE TABLE $n (id INTEGER);" > deploy/$n.sql; echo "SELECT id FROM $n WHERE 0;" > verify/$n.sql; echo "DROP TABLE $n;" > revert/$n.sql
done
sqitch deploy db:sqlite:staging.db --to one > log 2>&1 || { cat log; exit 2; }
sqitch status db:sqlite:staging.db > half; echo "staging, one of two: status exit $?, $(tail -n 2 half | tr '\n' ' ')"
sqitch deploy db:sqlite:staging.db > log 2>&1 || { cat log; exit 2; }
sqitch status db:sqlite:production.db > new; status=$?; echo "production: status exit $status, $(tail -n 1 new)"
sqitch deploy db:sqlite:production.db > log 2>&1; deploy=$?; echo "production: deploy exit $deploy, $(tail -n 1 log), tables: '$(sqlite3 production.db .tables)'"
sqitch verify db:sqlite:production.db > log 2>&1; verify=$?; echo "production: verify exit $verify"; ls
grep -q 'Undeployed change' half && [ $status = 0 ] && grep -q 'up-to-date' new && [ $deploy = 0 ] && [ -z "$(sqlite3 production.db .tables)" ] && [ $verify != 0 ]
