#!/usr/bin/env bash
# gray-matter 4.0.3 (npm): front matter that is no YAML ("note: a: b") raises an error, once. Read again in the same process the same text has no data and no
# error: status "failed" is gone, and the head stands in the content. What failed is kept in its cache; any option, as in matter(text, {}), goes past it and
# raises each time. So a watcher or a second pass of a build is green over a file that the first one refused.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund gray-matter@4.0.3 || exit 2
cat > a.js <<'END'
const matter = require('gray-matter'), text = '---\nstatus: failed\nnote: a: b\n---\nRestore drill\n';
const read = (...options) => { try { const r = matter(text, ...options); return `data ${JSON.stringify(r.data)}, content ${JSON.stringify(r.content)}`; } catch (e) { return e.name; } };
const seen = [read(), read(), read({}), read({})];
['first', 'second', 'with an option', 'again'].forEach((name, i) => console.log(`${name}: ${seen[i]}`));
process.exit(seen[0] === 'YAMLException' && seen[1].startsWith('data {}, content "---\\nstatus: failed') && seen[2] === 'YAMLException' && seen[3] === 'YAMLException' ? 0 : 1);
END
npm ls --depth 0 | grep matter
node a.js
