#!/usr/bin/env bash
# rss-parser 3.13.0 (npm) of an Atom feed of a status page: an incident published on the 29th and resolved on the 30th (<updated>, which RFC 4287 requires) has
# the date of <published> in pubDate and isoDate, and no field for <updated>: who looks for what is new since yesterday misses that it was resolved. Its
# <category term="resolved"> is gone as well, and link is that of rel="edit", the first one, not the one without rel, which RFC 4287 takes for "alternate". Not
# resolved against xml:base either. @rowanmanning/feed-parser 2.1.5 and feedsmith 3.0.1 (npm) have both dates, and the former the right link.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d" || exit 2
echo '{"private":true,"type":"module"}' > package.json && npm i --silent --no-audit --no-fund rss-parser@3.13.0 @rowanmanning/feed-parser@2.1.5 feedsmith@3.0.1 || exit 2
npm ls --depth=0 2> /dev/null | grep -o '[^ ]*@[0-9].*'
cat > feed.xml <<'END'
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://status.example.org/">
<id>tag:example.org,2026:status</id><title>Status</title><updated>2026-11-30T10:00:00Z</updated>
<entry><id>tag:example.org,2026:i1</id><title>Payments are down</title><published>2026-11-29T08:00:00Z</published><updated>2026-11-30T10:00:00Z</updated>
<link rel="edit" href="/edit/1"/><link href="/incidents/1"/><category term="resolved"/><summary>Resolved.</summary></entry>
</feed>
END
cat > a.js <<'END'
import { readFileSync } from 'fs';
import Parser from 'rss-parser';
import { parseFeed } from '@rowanmanning/feed-parser';
import { parseFeed as feedsmith } from 'feedsmith';
const text = readFileSync('feed.xml', 'utf8');
const item = (await new Parser().parseString(text)).items[0], other = parseFeed(text).items[0], third = feedsmith(text).feed.entries[0];
console.log('rss-parser:', item);
console.log('feed-parser:', other.published.toISOString(), other.updated.toISOString(), other.url, '| feedsmith:', third.published, third.updated);
process.exit(item.isoDate === '2026-11-29T08:00:00.000Z' && item.link === '/edit/1' && !JSON.stringify(item).includes('11-30') && !('categories' in item) &&
  other.updated.toISOString() === '2026-11-30T10:00:00.000Z' && other.url === 'https://status.example.org/incidents/1' && third.updated === '2026-11-30T10:00:00Z' ? 0 : 1);
END
node a.js
