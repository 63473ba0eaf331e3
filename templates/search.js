// Search, on its own page alone. Loads the parts of the index that a query needs: a root, which names the first word and entry of every
// other part; parts of the dictionary; parts of entries; and, where no word fits, lists of words that may have been meant.
(function () {
  "use strict";
  const box = document.getElementById("search-box");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  // So many entries of a kind are shown at first, and with each wish for more.
  const SHOWN = 8, MORE = 20;
  // So many parts of the dictionary are looked through for words that begin so, and so many words are tried for a typo.
  const PARTS = 3, MEANT = 3;
  // So many characters around the first word that fits.
  const AROUND = 90;
  const part = function (name) { return golive.load(name + ".js", name); };
  const begins = function (word, term) { return word.startsWith(term); };
  const letters = function (word) { return Array.from(word).length; };

  // The words of a text, as golive cut them for the index (src/render/search/word.rs).
  const words = function (text, longest) {
    const found = new Set();
    const add = function (word) {
      if (word.length > 1 || word > "\u007f") { found.add(Array.from(word).slice(0, longest).join("")); }
    };
    text.toLowerCase().split(/[^\p{Alphabetic}\p{N}._:-]+/u).forEach(function (token) {
      let at = 0, from = -1, to = 0;
      const close = function () {
        if (from >= 0) { add(token.slice(from, to)); }
        from = -1;
      };
      token.split(/[._:-]/).forEach(function (piece) {
        if (/\p{N}/u.test(piece)) {
          from = from < 0 ? at : from;
          to = at + piece.length;
        } else {
          close();
          add(piece);
        }
        at += piece.length + 1;
      });
      close();
    });
    return found;
  };

  // How many letters were added, left out, mistaken or swapped with the next; more than `most` is told as one more.
  const distance = function (a, b, most) {
    const x = Array.from(a), y = Array.from(b);
    if (Math.abs(x.length - y.length) > most) { return most + 1; }
    const rows = [Array.from({ length: y.length + 1 }, function (_, n) { return n; })];
    x.forEach(function (letter, i) {
      const row = [i + 1];
      y.forEach(function (other, j) {
        let least = Math.min(rows[i][j] + (letter === other ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1);
        if (i > 0 && j > 0 && letter === y[j - 1] && x[i - 1] === other) { least = Math.min(least, rows[i - 1][j - 1] + 1); }
        row.push(least);
      });
      rows.push(row);
    });
    return rows[x.length][y.length];
  };

  const kindOf = function (root, entry) {
    return root.kinds.findIndex(function (kind) { return entry >= kind[1] && entry < kind[2]; });
  };

  // Words of the dictionary that are a term or begin so, with their entries; `whole` tells whether all were looked at.
  const dictionary = async function (root, term, exact) {
    const begin = root.words.findLastIndex(function (first) { return first <= term; });
    const found = { list: [], whole: true };
    for (let at = Math.max(begin, 0), n = 0; at < root.words.length && (n === 0 || begins(root.words[at], term)); at += 1, n += 1) {
      if (n === PARTS || (n > 0 && exact)) {
        found.whole = exact;
        break;
      }
      const list = await part("words-" + at);
      found.list.push(...list.filter(function (one) { return one[0] === term || (!exact && begins(one[0], term)); }));
    }
    return found;
  };

  // Words that a term may have been meant to be, the likeliest first. One wrong letter leaves the first or the last as it is.
  const meant = async function (root, term) {
    const most = letters(term) > 7 ? 2 : letters(term) > 3 ? 1 : 0;
    if (most === 0 || /\p{N}/u.test(term)) { return []; }
    const ends = Array.from(term);
    const keys = [ends[0] + "…", "…" + ends[ends.length - 1]].map(function (key) { return root.near.indexOf(key); });
    const lists = await Promise.all(keys.filter(function (at) { return at >= 0; }).map(function (at) { return part("near-" + at); }));
    const near = Array.from(new Set(lists.flat())).map(function (word) { return [distance(term, word, most), word]; });
    return near.filter(function (one) { return one[0] <= most; })
      .sort(function (a, b) { return a[0] - b[0]; })
      .slice(0, MEANT).map(function (one) { return one[1]; });
  };

  // What a term leads to: entries with how well they fit, and for each kind the entry up to which these are all.
  const lookUp = async function (root, term) {
    const of = { term: term, meant: [], entries: new Map(), all: root.kinds.map(function () { return Infinity; }) };
    const take = function (found, weight) {
      found.list.forEach(function (one) {
        const counts = root.kinds.map(function () { return 0; });
        let id = 0;
        one[1].forEach(function (step) {
          id += step;
          const entry = Math.floor(id / 2), kind = kindOf(root, entry);
          const fits = weight + (one[0] === term ? 2 : 0) + (id % 2 === 0 ? 1 : 0);
          of.entries.set(entry, Math.max(fits, of.entries.get(entry) || 0));
          counts[kind] += 1;
          if (counts[kind] >= root.most) { of.all[kind] = Math.min(of.all[kind], entry); }
        });
      });
      if (!found.whole) { of.all.fill(-1); }
    };
    take(await dictionary(root, term, false), 2);
    if (of.entries.size === 0) {
      of.meant = await meant(root, term);
      for (const word of of.meant) { take(await dictionary(root, word, true), 1); }
    }
    return of;
  };

  // Entries of each kind that every term leads to, best first. A term with more entries than the index keeps says nothing of the rest:
  // these are looked at themselves.
  const combine = function (root, terms) {
    const fewest = terms.reduce(function (a, b) { return b.entries.size < a.entries.size ? b : a; });
    const kinds = root.kinds.map(function () { return { found: [], some: false }; });
    fewest.entries.forEach(function (weight, entry) {
      const kind = kindOf(root, entry), unsure = [];
      let sum = weight;
      for (const other of terms) {
        if (other === fewest) { continue; }
        if (other.entries.has(entry)) {
          sum += other.entries.get(entry);
        } else if (entry > other.all[kind]) {
          unsure.push(other);
        } else {
          return;
        }
      }
      kinds[kind].found.push({ entry: entry, weight: sum, unsure: unsure });
      kinds[kind].some = kinds[kind].some || unsure.length > 0;
    });
    kinds.forEach(function (kind, at) {
      kind.some = kind.some || fewest.all[at] < Infinity;
      kind.found.sort(function (a, b) { return b.weight - a.weight || a.entry - b.entry; });
    });
    return kinds;
  };

  const read = async function (root, entry) {
    const at = root.entries.findLastIndex(function (first) { return first <= entry; });
    return (await part("entries-" + at))[entry - root.entries[at]];
  };

  const has = function (root, said, term) {
    const own = Array.from(words(said.slice(0, 3).join(" "), root.longest));
    return own.some(function (word) { return term.meant.length ? term.meant.includes(word) : begins(word, term.term); });
  };

  // Text with the words that fit marked. Whatever the repository wrote stays text.
  const marked = function (element, text, fits) {
    let last = 0;
    for (const match of text.matchAll(fits)) {
      element.append(text.slice(last, match.index));
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      element.append(mark);
      last = match.index + match[0].length;
    }
    element.append(text.slice(last));
    return element;
  };
  const excerpt = function (text, fits) {
    const first = text.search(fits);
    if (first < 0) { return ""; }
    const from = Math.max(0, text.lastIndexOf(" ", Math.max(first - AROUND, 0))), to = first + AROUND;
    const end = text.length <= to ? text.length : text.indexOf(" ", to) < 0 ? text.length : text.indexOf(" ", to);
    return (from > 0 ? "… " : "") + text.slice(from, Math.min(end, to + AROUND)).trim() + (end < text.length ? " …" : "");
  };
  const shown = function (said, fits) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = "../" + said[3];
    item.append(marked(link, said[0] || said[3], fits));
    [["meta", said[1]], ["said", excerpt(said[2], fits)]].forEach(function (line) {
      if (!line[1]) { return; }
      const text = document.createElement("p");
      text.className = line[0];
      item.append(marked(text, line[1], fits));
    });
    return item;
  };
  // What is marked: the terms, or the words that were meant, where a word begins.
  const pattern = function (terms) {
    const all = terms.flatMap(function (term) { return term.meant.length ? term.meant : [term.term]; });
    const safe = all.sort(function (a, b) { return b.length - a.length; }).map(function (word) { return word.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&"); });
    return new RegExp("(?<![\\p{Alphabetic}\\p{N}])(?:" + safe.join("|") + ")", "giu");
  };

  // Appends the next entries of a kind to its list; tells whether there may be more.
  const fill = async function (root, kind, list, fits, wanted) {
    while (wanted > 0 && kind.found.length > 0) {
      const next = kind.found.splice(0, wanted);
      const all = await Promise.all(next.map(function (one) { return read(root, one.entry); }));
      all.forEach(function (said, at) {
        if (next[at].unsure.every(function (term) { return has(root, said, term); })) {
          list.append(shown(said, fits));
          wanted -= 1;
        }
      });
    }
    return kind.found.length > 0;
  };
  const section = async function (root, at, kind, fits) {
    const whole = document.createElement("section"), head = document.createElement("h2"), list = document.createElement("ul");
    head.id = "kind-" + at;
    head.textContent = root.kinds[at][0][0];
    whole.setAttribute("aria-labelledby", head.id);
    list.className = "found";
    whole.append(head, list);
    const more = await fill(root, kind, list, fits, SHOWN);
    if (more) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = say("Show more {entries}", { entries: root.kinds[at][0][2] });
      button.addEventListener("click", async function () {
        const before = list.children.length;
        button.hidden = !(await fill(root, kind, list, fits, MORE));
        const first = list.children[before];
        if (first) { first.querySelector("a").focus(); }
      });
      whole.append(button);
    }
    return list.children.length > 0 ? whole : null;
  };

  const counted = function (root, kinds) {
    return kinds.flatMap(function (kind, at) {
      if (kind.count === 0) { return []; }
      const n = kind.count.toLocaleString("en"), entries = root.kinds[at][0][kind.count === 1 ? 1 : 2];
      return [kind.some ? say("{n} or more {entries}", { n, entries }) : n + " " + entries];
    }).join(", ");
  };
  const told = function (root, terms, kinds) {
    const typos = terms.filter(function (term) { return term.meant.length; }).map(function (term) {
      const meant = term.meant.map(function (word) { return say("“{word}”", { word }); }).join(", ");
      return say("No word begins with “{term}”; shown is {meant}.", { term: term.term, meant }) + " ";
    });
    return typos.join("") + counted(root, kinds) + ".";
  };

  let turn = 0;
  const search = async function () {
    const own = turn += 1;
    const root = await part("root");
    const terms = await Promise.all(Array.from(words(box.value, root.longest)).map(function (term) { return lookUp(root, term); }));
    if (own !== turn) { return; }
    const lost = terms.filter(function (term) { return term.entries.size === 0; });
    if (terms.length === 0 || lost.length > 0) {
      results.replaceChildren();
      status.textContent = terms.length === 0 ? "" : say("No word begins with “{term}”, and none is like it.", { term: lost[0].term });
      return;
    }
    const kinds = combine(root, terms), fits = pattern(terms);
    kinds.forEach(function (kind) { kind.count = kind.found.length; });
    const parts = await Promise.all(kinds.map(function (kind, at) { return kind.count ? section(root, at, kind, fits) : null; }));
    if (own !== turn) { return; }
    parts.forEach(function (part, at) { kinds[at].count = part ? kinds[at].count : 0; });
    results.replaceChildren(...parts.filter(Boolean));
    status.textContent = parts.some(Boolean) ? told(root, terms, kinds) : say("No entry has all of these words.");
  };
  const begin = function () {
    search().catch(function () {
      results.replaceChildren();
      status.textContent = say("A part of the index could not be loaded.");
    });
  };

  // The query is part of the address, so that a search can be linked.
  const asked = function () {
    return new URLSearchParams(location.hash.slice(1)).get("q") || new URLSearchParams(location.search).get("q") || "";
  };
  box.addEventListener("input", function () {
    history.replaceState(null, "", "#q=" + encodeURIComponent(box.value));
    begin();
  });
  window.addEventListener("hashchange", function () {
    box.value = asked();
    begin();
  });
  // Arrows go from the box to the results and among them; Escape leads back.
  document.getElementById("search").addEventListener("keydown", function (event) {
    const stops = [box, ...results.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: at > 0 ? 0 : -1 }[event.key];
    if (at >= 0 && stops[next]) {
      event.preventDefault();
      stops[next].focus();
    }
  });
  document.getElementById("search").hidden = false;
  document.getElementById("look").hidden = true;
  box.value = asked();
  box.focus();
  begin();
})();
