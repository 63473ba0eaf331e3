// A sentence in the language of the site, with values in its places: say("{n} shown", { n }). `words` has those that are not in English.
function say(english, values = {}) {
  return (words[english] ?? english).replace(/\{(\w+)\}/g, function (all, place) { return values[place] ?? all; });
}
