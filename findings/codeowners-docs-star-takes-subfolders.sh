#!/usr/bin/env bash
# Who has to approve docs/ops/run.md where CODEOWNERS says "* @all" and then "docs/* @writers"? By GitHub's documentation docs/* takes the files of docs/ alone,
# and not those in folders below it: @all. codeowners 5.1.1, codeowners-utils 1.0.2 and github-codeowners 0.2.1 (npm) say @writers, whose approval GitHub does
# not want. @snyk/github-codeowners 1.1.0 (npm) and codeowners 0.9.0 (PyPI) say @all. Of "*.js @js # own" codeowners 5.1.1 makes the owners @js, # and own.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install codeowners==0.9.0 || exit 2
cd "$d" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund codeowners@5.1.1 codeowners-utils@1.0.2 github-codeowners@0.2.1 @snyk/github-codeowners@1.1.0 || exit 2
mkdir -p one/.github two/.github; printf '* @all\ndocs/* @writers\n' > one/.github/CODEOWNERS; printf '*.js @js # own\n' > two/.github/CODEOWNERS
cat > a.js <<'END'
const fs = require('fs'), One = require('codeowners'), two = require('codeowners-utils');
const engine = (name) => require(name + '/dist/lib/ownership').OwnershipEngine.FromCodeownersFile('one/.github/CODEOWNERS');
const entries = two.parse(fs.readFileSync('one/.github/CODEOWNERS', 'utf8'));
for (const file of ['docs/run.md', 'docs/ops/run.md']) console.log(`${file}: codeowners ${new One('one').getOwner(file)}, codeowners-utils ${two.matchFile(file, entries).owners}, ` +
  `github-codeowners ${engine('github-codeowners').calcFileOwnership(file)}, @snyk/github-codeowners ${engine('@snyk/github-codeowners').calcFileOwnership(file)}`);
console.log('with a comment: codeowners', new One('two').getOwner('a.js').join(' '));
END
npm ls --depth=0 2> /dev/null | grep -oE '[^ ]*codeowners.*@.*'; v/bin/pip list 2> /dev/null | grep codeowners
node a.js | tee seen
v/bin/python -c 'from codeowners import CodeOwners; o = CodeOwners(open("one/.github/CODEOWNERS").read()); print("PyPI:", o.of("docs/run.md")[0][1], o.of("docs/ops/run.md")[0][1])' | tee -a seen
grep -qx 'docs/run.md: codeowners @writers, codeowners-utils @writers, github-codeowners @writers, @snyk/github-codeowners @writers' seen \
  && grep -qx 'docs/ops/run.md: codeowners @writers, codeowners-utils @writers, github-codeowners @writers, @snyk/github-codeowners @all' seen \
  && grep -qx 'with a comment: codeowners @js # own' seen && grep -qx 'PyPI: @writers @all' seen
