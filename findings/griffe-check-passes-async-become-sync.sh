#!/usr/bin/env bash
# griffe 2.4.1 (PyPI), `griffe check` "for breaking changes in your API": an async function that is one no more, so that `await send()` raises TypeError, a
# @staticmethod and a @classmethod that have become methods of an instance, so that Pay().rate(1) and Pay.of(1) raise it too, and a generator that returns a number are no
# findings, exit 0, and neither is a name left out of __all__. A parameter without its default is one, exit 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install griffe==2.4.1 griffecli==2.4.1 griffelib==2.4.1 || exit 2
export GIT_AUTHOR_NAME=own GIT_AUTHOR_EMAIL=own@example.org GIT_COMMITTER_NAME=own GIT_COMMITTER_EMAIL=own@example.org
mkdir -p "$d/r/pay" && cd "$d/r" && git init -q -b main . || exit 2
cat > pay/__init__.py <<'END'
from pay.core import Pay, rows, send, settle
__all__ = ["Pay", "rows", "send", "settle"]
END
cat > pay/core.py <<'END'
async def send(): return 1
def rows(): yield 1
def settle(amount, currency="EUR"): return amount
class Pay:
    @staticmethod
    def rate(amount): return amount
    @classmethod
    def of(cls, amount): return amount
END
git add -A; git commit -qm one; git tag v1.0.0
"$d/v/bin/pip" list 2> /dev/null | grep '^griffe '
try() { # name, sed on the sources, Python that works with v1.0.0
  git checkout -q v1.0.0 -- . && "$d/v/bin/python" -B -c "$3" 2> "$d/err"; before=$?; sed -i "$2" pay/*.py
  "$d/v/bin/griffe" check pay -a v1.0.0 > "$d/log" 2>&1; code=$?; "$d/v/bin/python" -B -c "$3" 2> "$d/err"
  echo "$1: griffe exit $code; the call ended with $before before and $? now ($(tail -n 1 "$d/err" | cut -d: -f1))"; }
{
  try async 's/^async def/def/' 'import asyncio, pay
async def own(): await pay.send()
asyncio.run(own())'
  try static '/@staticmethod/d' 'import pay; pay.Pay().rate(1)'
  try class 's/@classmethod//; s/^ *$//' 'import pay; pay.Pay.of(1)'
  try generator 's/yield 1/return 1/' 'import pay; list(pay.rows())'
  try __all__ 's/"send", //' 'from pay import *; send'
  try default 's/currency="EUR"/currency/' 'import pay; pay.settle(1)'
} | tee "$d/seen"
[ "$(grep -cE '^(async|static|class|generator|__all__): griffe exit 0; the call ended with 0 before and 1 now' "$d/seen")" = 5 ] \
  && grep -q '^default: griffe exit 1; the call ended with 0 before and 1 now' "$d/seen"
