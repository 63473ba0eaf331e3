#!/usr/bin/env bash
# simple-git 4.0.2: tags() are "sorted by semantic version number" (its README), and `latest` is v2.0.0-rc.1 though v2.0.0 is there: a candidate comes after
# its release, and stays the latest until 2.0.1. With a --sort of one's own `latest` is the first of git's list: v1.0.0, the oldest, for --sort=v:refname.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund simple-git@4.0.2 semver@7.7.3 || exit 2
git init -q r || exit 2
n=0
for t in v1.0.0 v1.10.0 v2.0.0-rc.1 v2.0.0; do
  n=$((n + 1)); export GIT_COMMITTER_DATE="2026-01-0${n}T00:00:00Z" GIT_AUTHOR_DATE="2026-01-0${n}T00:00:00Z"
  git -C r -c user.name=own -c user.email=own@example.org commit -q --allow-empty -m $t && git -C r tag $t || exit 2
done
cat > a.js <<'END'
const { simpleGit } = require('simple-git'), semver = require('semver');
(async () => {
  const own = await simpleGit('r').tags(), sorted = await simpleGit('r').tags(['--sort=v:refname']), right = [...own.all].sort(semver.compare).pop();
  console.log('default', own.all.join(' '), '- latest', own.latest, '- by SemVer', right);
  console.log('--sort=v:refname', sorted.all.join(' '), '- latest', sorted.latest);
  process.exit(own.latest === 'v2.0.0-rc.1' && right === 'v2.0.0' && sorted.latest === 'v1.0.0' ? 0 : 1);
})();
END
npm ls --depth 0 | grep simple-git@
node a.js
