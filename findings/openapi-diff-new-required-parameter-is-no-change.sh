#!/usr/bin/env bash
# openapi-diff 0.24.1 (npm), which is to find breaking changes between two descriptions of an API: a new required parameter or header, a parameter or a body that
# has become required, another type of a parameter, and a password where none was asked are each "No changes found between the two specifications", exit 0. A
# pointer in its README leads to the list of keywords that it reads; the verdict does not say that a part was not compared. A removed method ends with 1.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund openapi-diff@0.24.1 || exit 2
cat > a.js <<'END'
const fs = require('fs'), query = (name, required, type) => ({ name, in: 'query', required, schema: { type } });
const api = (change = () => {}) => {
  const post = { parameters: [query('key', false, 'string')], requestBody: { required: false, content: { 'application/json': { schema: { type: 'object', properties: { amount: { type: 'integer' } } } } } },
    responses: { 200: { description: 'ok' } } };
  const all = { openapi: '3.0.0', info: { title: 'pay', version: '1.0.0' }, paths: { '/pay': { post } } };
  change(post, all); return JSON.stringify(all);
};
for (const [name, change] of Object.entries({ before: undefined, 'new-required-parameter': (p) => p.parameters.push(query('token', true, 'string')),
  'new-required-header': (p) => p.parameters.push({ ...query('X-Token', true, 'string'), in: 'header' }), 'parameter-required': (p) => { p.parameters[0].required = true; },
  'parameter-type': (p) => { p.parameters[0].schema.type = 'integer'; }, 'body-required': (p) => { p.requestBody.required = true; },
  'password': (p, all) => { p.security = [{ own: [] }]; all.components = { securitySchemes: { own: { type: 'http', scheme: 'basic' } } }; },
  'method-gone': (p, all) => { all.paths['/pay'] = { get: { responses: p.responses } }; } })) fs.writeFileSync(name + '.json', api(change));
END
node a.js; npm ls --depth=0 2> /dev/null | grep -o 'openapi-diff@.*'
for f in new-required-parameter new-required-header parameter-required parameter-type body-required password method-gone; do
  npx openapi-diff before.json $f.json > log 2>&1; echo "$f: exit $?, $(grep -oE '(No|Breaking) changes found' log | head -n 1)"
done | tee seen
[ "$(grep -cx '.*: exit 0, No changes found' seen)" = 6 ] && grep -qx 'method-gone: exit 1, Breaking changes found' seen
