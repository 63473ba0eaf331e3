#!/usr/bin/env bash
# Open steps that are no steps: markdown-checklist 0.4.4 (PyPI, an extension of Markdown 3.11.3) makes a box of an item in one line alone. One wrapped over two
# lines, one with a sub-list under it, and any in a list with empty lines between its items stay text, so that a page whose open steps are such ones shows none
# open. pymdownx.tasklist (pymdown-extensions 13.1.2), mistune 3.4.0 (PyPI) and marked 18.2.1 (npm) have all of them. Asciidoctor 4.1.0 (npm) has no box in a
# numbered list (". [ ] roll back"), and "* [X] test" is not done but text: it knows x and * alone, where Markdown and Org take X.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install markdown==3.11.3 markdown-checklist==0.4.4 pymdown-extensions==13.1.2 mistune==3.4.0 || exit 2
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund marked@18.2.1 @asciidoctor/core@4.1.0 || exit 2
printf -- '- [x] build\n- [ ] test the whole\n  of it\n- [ ] back up\n    - [ ] disks\n\ntext\n\n1. [ ] sign\n\n1. [ ] tell\n' > a.md
printf -- '* [x] build\n* [X] test\n* [ ] sign\n\ntext\n\n. [ ] roll back\n' > a.adoc
cat > a.py <<'END'
import markdown, mistune
text = open('a.md').read()
of = lambda html: (html.count('checkbox"'), html.count('checked'))
seen = {'markdown-checklist': of(markdown.markdown(text, extensions=['markdown_checklist.extension'])),
        'pymdownx.tasklist': of(markdown.markdown(text, extensions=['pymdownx.tasklist']).replace('class="task-list-control"', '')),
        'mistune': of(mistune.create_markdown(plugins=['task_lists'])(text).replace('class="task-list-item-checkbox"', ''))}
print('boxes and checked ones:', seen)
raise SystemExit(0 if list(seen.values()) == [(2, 1), (6, 1), (6, 1)] else 1)
END
cat > a.js <<'END'
import { readFileSync } from 'fs';
import { marked } from 'marked';
import { convert } from '@asciidoctor/core';
const boxes = marked.parse(readFileSync('a.md', 'utf8')).match(/checkbox"/g).length;
const lines = String(await convert(readFileSync('a.adoc', 'utf8'))).match(/<p>.*(?=<\/p>)/g).filter((x) => x !== '<p>text').map((x) => x.slice(3));
console.log(`marked: ${boxes} boxes; asciidoctor:`, lines);
process.exit(boxes === 6 && lines.join() === '&#10003; build,[X] test,&#10063; sign,[ ] roll back' ? 0 : 1);
END
v/bin/python a.py; py=$?
node a.js; js=$?
[ $py = 0 ] && [ $js = 0 ]
