#!/usr/bin/env bash
# git (Debian 1:2.39.5-0+deb12u3): `git bundle verify` reads the head of the file alone: of a bundle cut in half it says
# "is okay" and "records a complete history", exit 0. Only a clone (or fetch) finds out. So it is no evidence that a kept bundle is whole.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download git=1:2.39.5-0+deb12u3 2> /dev/null && dpkg -x git_*.deb root || exit 2
export GIT_EXEC_PATH=$d/root/usr/lib/git-core GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git=$d/root/usr/bin/git
$git --version || exit 2
$git init -q repo && seq 20000 > repo/numbers && $git -C repo add . && $git -C repo -c user.name=a -c user.email=a@example.org commit -qm one || exit 2
$git -C repo bundle create -q ../whole.bundle HEAD || exit 2
head -c $(($(stat -c %s whole.bundle) / 2)) whole.bundle > half.bundle
$git -C repo bundle verify ../half.bundle; verify=$?
$git clone -q half.bundle copy; clone=$?
echo "verify: exit $verify; clone: exit $clone"
[ $verify = 0 ] && [ $clone != 0 ]
