#!/usr/bin/env bash
# git (Debian 1:2.39.5-0+deb12u3): `git show -s --format=%H TAG` prints the hash alone for a lightweight tag, but for an annotated tag first its
# name, tagger and whole message, whatever --format says. `git log -1 --format=%H` prints the hash for both, and `git rev-parse TAG` that of the tag object.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
apt-get -qq download git=1:2.39.5-0+deb12u3 2> /dev/null && dpkg -x git_*.deb root || exit 2
export GIT_EXEC_PATH=$d/root/usr/lib/git-core GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git() { "$d/root/usr/bin/git" -c user.name=a -c user.email=a@example.org "$@"; }
git --version || exit 2
git init -q repo && cd repo && git commit -q --allow-empty -m one && git tag light && git tag -a v1 -m 'release one' || exit 2
for t in light v1; do
  git show -s --format=%H $t > ../$t.show; git log -1 --format=%H $t > ../$t.log; git rev-parse $t > ../$t.rev
  echo "== $t: show"; cat ../$t.show; echo "log"; cat ../$t.log; echo "rev-parse"; cat ../$t.rev
done
cmp -s ../light.show ../light.log && cmp -s ../light.log ../v1.log && [ "$(head -n 1 ../v1.show)" = "tag v1" ] && ! cmp -s ../v1.rev ../v1.log
