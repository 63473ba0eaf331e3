#!/usr/bin/env bash
# keepachangelog 2.0.0 (PyPI): a "## [9.9.9]" inside a fenced example of a CHANGELOG is a release: after 1.0.0, `keepachangelog release` makes it 9.10.0 and
# writes the heading, exit 0. changelog-parser 3.0.1 and keep-a-changelog 3.1.0 (npm) read 1.0.0 alone of the same file.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install keepachangelog==2.0.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund changelog-parser@3.0.1 keep-a-changelog@3.1.0 || exit 2
cat > CHANGELOG.md <<'END'
# Changelog

## [Unreleased]
### Added
- The form of this file is now:
  ```markdown
  ## [9.9.9] - 2026-01-01
  ### Added
  - what is new
  ```

## [1.0.0] - 2025-12-01
### Added
- Basket
END
cat > a.mjs <<'END'
import first from 'changelog-parser'; import { parser } from 'keep-a-changelog'; import { readFileSync } from 'fs';
const a = (await first('CHANGELOG.md')).versions.map((v) => v.version), b = parser(readFileSync('CHANGELOG.md', 'utf8')).releases.map((r) => r.version);
console.log('changelog-parser', a.join(' '), '- keep-a-changelog', b.join(' '));
process.exit([a, b].every((all) => all.filter((v) => v).join() === '1.0.0') ? 0 : 1);
END
v/bin/keepachangelog --version; npm ls --depth 0 | grep changelog
node a.mjs || exit 1
v/bin/keepachangelog release > log; code=$?
echo "keepachangelog release: exit $code, $(cat log)"; grep -E '^## ' CHANGELOG.md
[ $code = 0 ] && grep -q '^9.10.0$' log && grep -q '^## \[9.10.0\]' CHANGELOG.md
