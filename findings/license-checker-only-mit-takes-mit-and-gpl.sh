#!/usr/bin/env bash
# license-checker 25.0.1 and license-checker-rseidelsohn 4.4.2 (npm): `--onlyAllow MIT` passes a package "MIT AND GPL-3.0", as it looks for a part of the text.
# `--failOn GPL-3.0` wants the whole text: it passes that package, and one with the text of the GPL in LICENSE ("GPL-3.0*"), exit 0. So a package under both
# terms is neither refused by the list of what is allowed nor by the list of what is not.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
mkdir "$d/t" && cd "$d/t" || exit 2
echo '{"private":true}' > package.json && npm i --silent --no-audit --no-fund license-checker@25.0.1 license-checker-rseidelsohn@4.4.2 || exit 2
npm ls --depth 0 | grep license
make() { mkdir -p "$d/$1/node_modules/$1"; echo "{\"name\": \"$1\", \"version\": \"1.0.0\"$2}" > "$d/$1/node_modules/$1/package.json"
  echo "{\"name\": \"own\", \"version\": \"1.0.0\", \"private\": true, \"license\": \"MIT\", \"dependencies\": {\"$1\": \"1.0.0\"}}" > "$d/$1/package.json"; }
make both ', "license": "MIT AND GPL-3.0"'; make plain ', "license": "GPL-3.0"'; make text ''
printf 'GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n' > "$d/text/node_modules/text/LICENSE"
for tool in license-checker license-checker-rseidelsohn; do
  for p in plain both text; do
    npx $tool --start "$d/$p" --csv > "$d/log" 2>&1; seen=$(grep "\"$p@" "$d/log")
    npx $tool --start "$d/$p" --excludePrivatePackages --onlyAllow MIT > "$d/log" 2>&1; only=$?; npx $tool --start "$d/$p" --excludePrivatePackages --failOn GPL-3.0 > "$d/log" 2>&1; fail=$?
    echo "$tool $p: $seen, --onlyAllow MIT exit $only, --failOn GPL-3.0 exit $fail"
  done
done | tee "$d/out"
cd "$d" && [ "$(grep -c 'plain: .*MIT exit 1, --failOn GPL-3.0 exit 1' out)" = 2 ] && [ "$(grep -cE 'both: .*MIT exit 0, --failOn GPL-3.0 exit 0' out)" = 2 ] \
  && [ "$(grep -c 'text: .*"GPL-3.0\*".*--failOn GPL-3.0 exit 0' out)" = 2 ]
