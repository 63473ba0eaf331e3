#!/usr/bin/env bash
# compliance-trestle 5.2.0 (PyPI): `trestle validate -a` calls VALID, with exit 0: OSCAL assessment results that end a month before they start, whose only
# finding ("satisfied") rests on an observation that is not in them, of a control that no catalog has and a plan that is not there; a profile with a control
# that its catalog lacks; and a catalog with two controls of one id. "Passed the Validator to confirm the model passes all registered validation tests." In a
# workspace without any model it ends with 0 without a word. `author profile-resolve` does refuse the profile.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install compliance-trestle==5.2.0 || exit 2
mkdir "$d/ws" && cd "$d/ws" || exit 2
t=../v/bin/trestle
../v/bin/pip list 2> /dev/null | grep '^compliance-trestle '
$t init --local > ../log 2>&1 || { cat ../log; exit 2; }
$t validate -a > ../none 2>&1; a=$?
python3 - <<'END'
import json, os, uuid
u = lambda: str(uuid.uuid4())
head = {'title': 'own', 'last-modified': '2026-11-01T00:00:00+00:00', 'version': '1.0.0', 'oscal-version': '1.2.1'}
def write(folder, kind, name, body):
    os.makedirs(f'{folder}/{name}', exist_ok=True)
    json.dump({kind: {'uuid': u(), 'metadata': head, **body}}, open(f'{folder}/{name}/{kind}.json', 'w'))
control = lambda i: {'id': i, 'title': i, 'parts': [{'id': i + '_smt', 'name': 'statement', 'prose': 'Do.'}]}
write('catalogs', 'catalog', 'base', {'controls': [control('ac-1')]})
write('catalogs', 'catalog', 'twice', {'controls': [control('ac-1'), {'id': 'ac-1', 'title': 'other'}]})
write('profiles', 'profile', 'own', {'imports': [{'href': 'trestle://catalogs/base/catalog.json', 'include-controls': [{'with-ids': ['ac-1', 'ac-9']}]}]})
write('assessment-results', 'assessment-results', 'own', {'import-ap': {'href': 'trestle://assessment-plans/none/assessment-plan.json'}, 'results': [{
    'uuid': u(), 'title': 'r', 'description': 'r', 'start': '2026-11-01T00:00:00Z', 'end': '2026-10-01T00:00:00Z',
    'reviewed-controls': {'control-selections': [{'include-controls': [{'control-id': 'zz-9'}]}]},
    'findings': [{'uuid': u(), 'title': 'f', 'description': 'd', 'target': {'type': 'objective-id', 'target-id': 'zz-9_smt', 'status': {'state': 'satisfied'}},
                  'related-observations': [{'observation-uuid': u()}]}]}]})
END
$t validate -a > ../all 2>&1; b=$?
$t author profile-resolve -n own -o resolved > ../resolve 2>&1; c=$?
echo "empty: exit $a, $(wc -c < ../none) bytes; validate -a: exit $b, $(grep -c '^VALID' ../all) valid; profile-resolve: exit $c"
sed "s#$PWD/##" ../all | cut -c1-90
[ "$a $b $c" = '0 0 1' ] && [ "$(grep -c '^VALID' ../all)" = 4 ] && ! grep -q 'INVALID' ../all && [ ! -s ../none ]
