#!/usr/bin/env bash
# sha256sum (Debian coreutils 9.1-1): with -c, a line that lost a digit is only a warning: its file is not checked, and it ends with 0.
# With --status even the warning is gone. Only with --strict does it end with 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download coreutils=9.1-1 2> /dev/null && dpkg -x coreutils_*.deb root || exit 2
s=root/usr/bin/sha256sum; $s --version | head -n 1
echo one > a; echo two > b; $s a b > sums || exit 2
echo changed > b; sed -i '2s/^.//' sums
$s -c sums; plain=$?
$s -c --status sums 2> err; status=$?
$s -c --strict sums > /dev/null 2>&1; strict=$?
echo "b changed, its line one digit short: exit $plain, --status $status with $(wc -c < err) bytes of warning, --strict $strict"
[ $plain = 0 ] && [ $status = 0 ] && [ $strict = 1 ]
