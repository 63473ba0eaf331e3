#!/usr/bin/env bash
# GoogleTest (Debian libgtest-dev 1.12.1-0.2): with --gtest_repeat=3, as for a test that fails now and then, --gtest_output writes its XML and its JSON anew after
# each round. What failed in the first round is in neither of them: failures="0" for a run that ended with 1. Only the text and the exit status tell.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download libgtest-dev=1.12.1-0.2 2> /dev/null && dpkg -x libgtest-dev*.deb root && lib=$(dirname "$(find root -name libgtest.a)") || exit 2
cat > own.cc <<'END'
#include <gtest/gtest.h>
static int round_of = 0;
TEST(Pay, Adds) { EXPECT_NE(++round_of, 1); }
TEST(Pay, Sends) {}
END
g++ -std=c++14 -Iroot/usr/include own.cc "$lib/libgtest.a" "$lib/libgtest_main.a" -lpthread -o own || exit 2
ls libgtest-dev*.deb
for kind in xml json; do
  ./own --gtest_repeat=3 --gtest_output=$kind:out.$kind > log; code=$?
  echo "$kind: exit $code; 'FAILED' of Pay.Adds in the text: $(grep -c 'FAILED  . Pay.Adds (' log); failures of the report: $(grep -oE 'failures"?[=:] ?"?[0-9]+' out.$kind | tr -dc '0-9\n' | sort -u | paste -sd,)"
done | tee seen
./own --gtest_output=xml:once.xml > log; echo "one round alone: exit $?; $(grep -o '<testsuites.*failures="[0-9]*"' once.xml | grep -o 'failures="[0-9]*"')" | tee -a seen
grep -qx "xml: exit 1; 'FAILED' of Pay.Adds in the text: 1; failures of the report: 0" seen \
  && grep -qx "json: exit 1; 'FAILED' of Pay.Adds in the text: 1; failures of the report: 0" seen \
  && grep -qx 'one round alone: exit 1; failures="1"' seen
