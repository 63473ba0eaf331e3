#!/usr/bin/env bash
# yoyo-migrations 9.0.0 (PyPI), dbmate 2.36.0 and knex 3.3.0 (npm): a migration that was changed after it had been applied is applied, whatever it now says:
# nothing pending, exit 0, and its second table is never made. They keep names and no checksums. An applied migration whose file is gone is in no list of yoyo
# and dbmate. A file that does not begin with a number, c.sql, is none for dbmate: "Pending: 0". `yoyo list` of a folder that is not there is an empty list with
# exit 0; dbmate ends with 2.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install yoyo-migrations==9.0.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund dbmate@2.36.0 knex@3.3.0 better-sqlite3@12.11.1 || exit 2
v/bin/pip list 2> /dev/null | grep '^yoyo'; npm ls --depth=0 2> /dev/null | grep -oE '(dbmate|knex)@.*'
mkdir y b k
yoyo() { v/bin/yoyo "$1" --batch --no-config-file -d sqlite:///y.db "$2"; }
mate() { npx dbmate -u sqlite:b.db -d b --no-dump-schema "$@"; }
two='create table c (id int);'
echo 'create table a (id int);' > y/1.sql; echo 'create table b (id int);' > y/2.sql
for i in 1 2; do printf -- '-- migrate:up\ncreate table t%s (id int);\n-- migrate:down\ndrop table t%s;\n' $i $i > b/00$i.sql; done
echo "exports.up = (k) => k.schema.createTable('a', (t) => t.integer('id')); exports.down = (k) => k.schema.dropTable('a');" > k/1.js
echo "module.exports = { client: 'better-sqlite3', connection: { filename: 'k.db' }, migrations: { directory: 'k' }, useNullAsDefault: true };" > knexfile.js
yoyo apply y > log 2>&1 && mate up >> log 2>&1 && npx knex migrate:latest >> log 2>&1 || { cat log; exit 2; }
echo "$two" >> y/1.sql; sed -i "1a $two" b/001.sql; sed -i "s/createTable('a'/createTable('z'/" k/1.js
yoyo apply y > y.log 2>&1; a=$?; mate status --exit-code > b.log 2>&1; b=$?; mate up > log 2>&1; npx knex migrate:latest > k.log 2>&1; c=$?
rm y/2.sql b/002.sql; printf -- '-- migrate:up\n%s\n' "$two" > b/c.sql
yoyo list y > gone.log 2>&1; mate status --exit-code > bgone.log 2>&1; e=$?; yoyo list missing > /dev/null 2>&1; f=$?
made=$(python3 -c "
import sqlite3
print(*[sqlite3.connect(f).execute('select count(*) from sqlite_master where name in (\"c\", \"z\")').fetchone()[0] for f in ['y.db', 'b.db', 'k.db']])")
echo "changed: yoyo $a, dbmate $b, knex $c ($(tail -n 1 k.log)); its new tables: $made"
echo "removed, and c.sql: yoyo lists $(grep -c '^A' gone.log), dbmate $e with $(grep -c 'X' bgone.log), $(grep Pending bgone.log); yoyo list of a missing folder: $f"
[ "$a $b $c $e $f" = '0 0 0 0 0' ] && [ "$made" = '0 0 0' ] && [ "$(grep -c '^A' gone.log)" = 1 ] && [ "$(grep -c 'X' bgone.log)" = 1 ] && grep -q 'Pending: 0' bgone.log && grep -q 'Already up to date' k.log
