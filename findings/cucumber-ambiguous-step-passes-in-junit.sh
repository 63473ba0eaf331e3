#!/usr/bin/env bash
# cucumber-junit 1.7.1 and cucumber-junit-convert 2.1.1 on the JSON of cucumber-js 11.3.0: a step that fits two definitions fails in cucumber (exit 1, and
# <failure> in its own JUnit), and is a passed testcase in both. With cucumber-junit, even --strict, a failed Before hook is a skipped step; with the
# other an undefined step passes.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" && mkdir features || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund @cucumber/cucumber@11.3.0 cucumber-junit@1.7.1 cucumber-junit-convert@2.1.1 || exit 2
cat > features/a.feature <<'END'
Feature: basket
  Scenario: ambiguous
    Given two ways
  Scenario: undefined
    Given nobody wrote this
  @hook
  Scenario: hook
    Given a basket
END
cat > steps.js <<'END'
const { Given, Before } = require('@cucumber/cucumber');
Given('a basket', () => {}); Given('two ways', () => {}); Given(/^two (.*)$/, () => {});
Before({ tags: '@hook' }, () => { throw new Error('no database'); });
END
npx cucumber-js --version
npx cucumber-js -r steps.js -f json:out.json -f junit:own.xml -f summary > log 2>&1; code=$?
npx cucumber-junit --strict < out.json > junit.xml || exit 2
node -e 'require("cucumber-junit-convert").convert({inputJsonFile: "out.json", outputXmlFile: "convert.xml"})' || exit 2
echo "cucumber: exit $code"; grep 'scenarios (' log
for t in own junit convert; do echo "== $t"; grep -oE '<testsuite [^>]*|<testcase [^>]*|<(failure|skipped)' $t.xml; done
failures() { grep -c '<failure' $1.xml; }
[ $code = 1 ] && [ "$(failures own) $(failures junit) $(failures convert)" = "3 1 1" ]
