#!/usr/bin/env bash
# One commit, "fix: total", and what a template adds to its text; the next version after 1.0.0 by commitizen 4.19.3 and python-semantic-release 10.7.0 (PyPI),
# git-cliff 2.14.2 and @semantic-release/commit-analyzer 13.0.1 with conventionalcommits (npm): "BREAKING CHANGE: none" below other lines is a major one for
# commitizen and semantic-release alone; "breaking change: none" in small letters for semantic-release alone, though the convention asks for capitals; a line
# "feat: paging" in the text is a minor one for commitizen alone. A release of more than the change says is green everywhere.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install commitizen==4.19.3 python-semantic-release==10.7.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json
npm i --silent --no-audit --no-fund git-cliff@2.14.2 @semantic-release/commit-analyzer@13.0.1 conventional-changelog-conventionalcommits@9.3.1 || exit 2
cat > a.mjs <<'END'
import { analyzeCommits } from '@semantic-release/commit-analyzer'; import { execFileSync } from 'child_process';
const message = execFileSync('git', ['-C', 'r', 'log', '-1', '--format=%B']).toString().trim();
const type = await analyzeCommits({ preset: 'conventionalcommits' }, { commits: [{ hash: 'a', message }], logger: { log() {} }, cwd: process.cwd() });
console.log({ major: '2.0.0', minor: '1.1.0', patch: '1.0.1' }[type]);
END
git init -q -b main r && cd r && git config user.name own && git config user.email own@example.org && git remote add origin https://example.org/own/own.git || exit 2
printf '[tool.commitizen]\nname = "cz_conventional_commits"\nversion = "1.0.0"\ntag_format = "v$version"\n[tool.semantic_release.remote]\ntype = "gitea"\n' > pyproject.toml
git add . && git commit -q -m 'chore: begin' && git tag v1.0.0 || exit 2
"$d/v/bin/cz" version; "$d/v/bin/semantic-release" --version; "$d/node_modules/.bin/git-cliff" --version; (cd "$d" && npm ls --depth 0 | grep analyzer)
try() {
  git reset -q --hard v1.0.0 && git commit -q --allow-empty -m "fix: total" -m "$2"
  echo "$1: cz $("$d/v/bin/cz" bump --get-next 2> "$d/err"), python-semantic-release $("$d/v/bin/semantic-release" --noop version --print 2> "$d/err" | grep -E '^[0-9]' | head -n 1)," \
    "git-cliff $("$d/node_modules/.bin/git-cliff" --bumped-version 2> "$d/err"), semantic-release $(cd "$d" && node a.mjs)"
}
{ try plain 'Rounds up.'; try capitals $'Checked by own\nBREAKING CHANGE: none'; try small 'breaking change: none'; try list $'In this branch:\nfeat: paging'; } | tee "$d/out"
cd "$d" && grep -qx 'plain: cz 1.0.1, python-semantic-release 1.0.1, git-cliff v1.0.1, semantic-release 1.0.1' out \
  && grep -qx 'capitals: cz 2.0.0, python-semantic-release 1.0.1, git-cliff v1.0.1, semantic-release 2.0.0' out \
  && grep -qx 'small: cz 1.0.1, python-semantic-release 1.0.1, git-cliff v1.0.1, semantic-release 2.0.0' out \
  && grep -qx 'list: cz 1.1.0, python-semantic-release 1.0.1, git-cliff v1.0.1, semantic-release 1.0.1' out
