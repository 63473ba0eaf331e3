#!/usr/bin/env bash
# showdown 2.1.0 (npm) with tasklists: an item that begins with a link whose text is x, "- [x](https://example.org/rollback) plan", is a task, done, and the
# link is gone: "(https://example.org/rollback) plan". "- [] sign" and "- [x]sign", which are text in GFM, are tasks as well. marked 18.2.1 (npm) has a link and
# two items of text.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund showdown@2.1.0 marked@18.2.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -oE '(showdown|marked)@.*'
cat > a.js <<'END'
import showdown from 'showdown';
import { marked } from 'marked';
const text = '- [x](https://example.org/rollback) plan\n- [] sign\n- [x]tell\n- [ ] build\n';
const made = { showdown: new showdown.Converter({ tasklists: true }).makeHtml(text), marked: marked.parse(text) };
const of = (html) => [html.match(/checkbox"/g).length, (html.match(/ checked/g) ?? []).length, html.includes('<a ')].join(' ');
for (const [name, html] of Object.entries(made)) console.log(`${name}: boxes, checked, link: ${of(html)}\n${html.replace(/ style="[^"]*"/g, '')}`);
process.exit(of(made.showdown) === '4 2 false' && of(made.marked) === '1 0 true' ? 0 : 1);
END
node a.js
