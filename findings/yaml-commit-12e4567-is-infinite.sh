#!/usr/bin/env bash
# A record with `commit: 12e4567`, as `git rev-parse --short` writes it, names the commit infinity for gray-matter 4.0.3, yaml 2.9.1 (npm) and ruamel.yaml
# 0.19.1 (PyPI), and null once it is JSON; PyYAML 6.0.4, python-frontmatter 1.3.0 (PyPI) and js-yaml 5.5.0 (npm) read the text. `commit: 0123456` is 42798 for
# gray-matter, PyYAML and python-frontmatter and 123456 for the others. One short hash in eighteen is digits, or digits around one e.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install ruamel.yaml==0.19.1 PyYAML==6.0.4 python-frontmatter==1.3.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund gray-matter@4.0.3 yaml@2.9.1 js-yaml@5.5.0 || exit 2
cat > a.js <<'END'
const matter = require('gray-matter'), yaml = require('yaml'), js = require('js-yaml');
for (const c of ['12e4567', '0123456']) {
  const seen = { 'gray-matter': matter(`---\ncommit: ${c}\n---\n`), yaml: { data: yaml.parse(`commit: ${c}`) }, 'js-yaml': { data: js.load(`commit: ${c}`) } };
  for (const [name, { data }] of Object.entries(seen)) console.log(`${c}: ${name} ${data.commit}, in JSON ${JSON.stringify(data)}`);
}
END
cat > a.py <<'END'
import frontmatter, ruamel.yaml, yaml
for c in ('12e4567', '0123456'):
    text = f'commit: {c}'
    print(f'{c}: ruamel.yaml', ruamel.yaml.YAML(typ='safe').load(text)['commit'])
    print(f'{c}: PyYAML', yaml.safe_load(text)['commit'])
    print(f'{c}: python-frontmatter', frontmatter.loads(f'---\n{text}\n---\n')['commit'])
END
npm ls --depth 0 | grep -E 'matter|yaml'; v/bin/pip list 2> /dev/null | grep -iE 'yaml|frontmatter'
{ node a.js && v/bin/python a.py; } | tee out
[ "$(grep -cE '^12e4567: (gray-matter|yaml) Infinity, in JSON .*null|^12e4567: ruamel.yaml inf$' out)" = 3 ] && [ "$(grep -cE '^12e4567: (js-yaml|PyYAML|python-frontmatter) 12e4567' out)" = 3 ] \
  && [ "$(grep -cE '^0123456: (gray-matter|PyYAML|python-frontmatter) 42798' out)" = 3 ] && [ "$(grep -cE '^0123456: (yaml|js-yaml|ruamel.yaml) 123456' out)" = 3 ]
