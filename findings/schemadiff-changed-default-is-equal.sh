#!/usr/bin/env bash
# graphql-schema-diff 1.2.5 (PyPI) with graphql-core 3.3.2, which it asks for as >=3.0.1: `schemadiff --strict` of two GraphQL schemas in which the default of an
# argument or of an input field went from 10 to 1000, or is no more, says "Both schemas are equal!" and ends with 0. With graphql-core 3.2.6 the same command
# has a dangerous change for each and ends with 1: what a gate finds hangs on a version that nobody chose. A removed field ends with 1 by both.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
for v in 3.3.2 3.2.6; do python3 -m venv "$d/$v" && "$d/$v/bin/pip" -q install graphql-schema-diff==1.2.5 graphql-core==$v || exit 2; done
cd "$d" || exit 2
cat > old.graphql <<'END'
type Query { payments(limit: Int = 10, filter: Filter): [Payment!], state: String }
input Filter { days: Int = 10 }
type Payment { id: ID! }
END
sed 's/limit: Int = 10/limit: Int = 1000/' old.graphql > argument.graphql; sed 's/days: Int = 10/days: Int = 1000/' old.graphql > input.graphql
sed 's/limit: Int = 10/limit: Int/' old.graphql > gone.graphql; sed 's/, state: String//' old.graphql > field.graphql
for v in 3.3.2 3.2.6; do
  "$v/bin/pip" list 2> /dev/null | grep graphql | tr -s ' ' | paste -sd' '
  for f in argument input gone field; do
    "$v/bin/schemadiff" --strict -o old.graphql -n $f.graphql > log 2>&1
    echo "$v, $f: exit $?, $(grep -oE 'Both schemas are equal|Default value for [a-z ]*|was removed' log | head -n 1)"
  done
done | tee seen
[ "$(grep -cE '^3.3.2, (argument|input|gone): exit 0, Both schemas are equal$' seen)" = 3 ] && [ "$(grep -cE '^3.2.6, (argument|input|gone): exit 1, Default value' seen)" = 3 ] \
  && grep -qx '3.3.2, field: exit 1, was removed' seen && grep -qx '3.2.6, field: exit 1, was removed' seen
