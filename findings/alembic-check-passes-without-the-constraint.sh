#!/usr/bin/env bash
# alembic 1.20.1 (PyPI): `alembic check` is to tell whether the database differs from the models. Where the models have got a CHECK constraint ("amount >= 0")
# and a server default that no migration makes, it says "No new upgrade operations detected." and ends with 0 (the plugin that finds CHECK constraints by name
# came on with 1.19.0 and is off since 1.19.2; server defaults are compared only if told to). Where no migration file came along (an image without versions/),
# `current --check-heads` of an empty database ends with 0 and `upgrade head` too: nothing is the head.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install alembic==1.20.1 || exit 2
cd "$d" || exit 2
v/bin/alembic --version; v/bin/alembic init own > /dev/null 2>&1
sed -i 's/^target_metadata = None/import sys; sys.path.insert(0, "."); from models import metadata as target_metadata/' own/env.py
sed -i 's#^sqlalchemy.url.*#sqlalchemy.url = sqlite:///own.db#' alembic.ini
model() { printf 'from sqlalchemy import *\nmetadata = MetaData()\nTable("account", metadata, Column("id", Integer, primary_key=True), Column("amount", Integer, %snullable=False)%s)\n' "$1" "$2" > models.py; }
model '' ''
v/bin/alembic revision --autogenerate -m one > log 2>&1 && v/bin/alembic upgrade head >> log 2>&1 || exit 2
model 'CheckConstraint("amount >= 0"), server_default="0", ' ''
v/bin/alembic check > same.log 2>&1; a=$?
model '' ', Column("state", String(9))'
v/bin/alembic check > column.log 2>&1; b=$?
rm -f own/versions/*.py own.db
v/bin/alembic upgrade head > log 2>&1; c=$?
v/bin/alembic current --check-heads > log 2>&1; e=$?
echo "new constraint and default: exit $a, $(tail -n 1 same.log); new column: exit $b; no migrations: upgrade $c, current --check-heads $e"
[ "$a $c $e" = '0 0 0' ] && [ $b != 0 ] && grep -q 'No new upgrade operations detected' same.log
