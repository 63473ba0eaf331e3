// Compares any two releases in the page, on the list of comparisons alone. Says what the page of two neighbours says (src/assess/change.rs,
// src/assess/series.rs and src/render/words/comparison.rs): a test in the browser holds the two against each other.
(function () {
  "use strict";
  const from = document.getElementById("before"), to = document.getElementById("after");
  const status = document.getElementById("compare-status"), place = document.getElementById("compared");
  const count = function (n, one, many) { return n.toLocaleString("en") + " " + (n === 1 ? one : many); };

  // What became of a verdict; verdicts are ordered from best to worst.
  const verdict = function (shared, was, is) {
    const word = function (at) { return shared.verdicts[at][0]; }, proven = function (at) { return shared.verdicts[at][2]; };
    if (is === was) { return []; }
    if (word(is) === "waived") { return ["waived"]; }
    if (proven(was) !== proven(is)) { return [proven(was) ? "withdrawn" : "newly-proven"]; }
    return [is > was ? "weakened" : "strengthened"];
  };
  // A demand is its kind, its place, the least and the most that pass, and its words.
  const isWithin = function (a, b) {
    if (!a[2] || !b[2]) { return false; }
    const end = function (value, open) { return value === null ? open : value; };
    const least = end(a[2][0], -Infinity), most = end(a[2][1], Infinity), low = end(b[2][0], -Infinity), high = end(b[2][1], Infinity);
    return low <= least && high >= most && (low < least || high > most);
  };
  const demands = function (old, now) {
    if (old.said.words === now.said.words) { return []; }
    const told = [], left = now.demands.slice();
    let gone = old.demands;
    [function (a, b) { return a[0] === b[0] && a[1] === b[1]; }, function (a, b) { return a[0] === b[0]; }].forEach(function (same) {
      gone = gone.filter(function (was) {
        const at = left.findIndex(function (is) { return same(was, is); });
        if (at < 0) { return true; }
        const is = left.splice(at, 1)[0], words = say("{before} became {now}", { before: was[3], now: is[3] });
        if (isWithin(was, is)) { told.push([true, words]); } else if (isWithin(is, was)) { told.push([false, words]); }
        return false;
      });
    });
    gone.forEach(function (was) { told.push([true, say("{demand} is no longer demanded", { demand: was[3] })]); });
    left.forEach(function (is) { told.push([false, say("{demand} is now demanded", { demand: is[3] })]); });
    const beyond = function (these, those) { return these.filter(function (file) { return !those.includes(file); }); };
    const unnamed = beyond(old.said.files, now.said.files), named = beyond(now.said.files, old.said.files);
    if (named.length === 0) { unnamed.forEach(function (file) { told.push([true, say("{path} is no longer named", { path: file })]); }); }
    if (unnamed.length === 0) { named.forEach(function (file) { told.push([false, say("{path} is now named", { path: file })]); }); }
    return told;
  };
  // Everything that happened to an item that both have, in words; empty where nothing did.
  const happened = function (shared, old, now) {
    const changes = verdict(shared, old.verdict, now.verdict), told = old.said && now.said ? demands(old, now) : [];
    if (old.ticked !== now.ticked) { changes.push(now.ticked ? "ticked" : "unticked"); }
    if (old.said && now.said) {
      if (old.said.words !== now.said.words) { changes.push("reworded"); }
      if (old.said.section !== now.said.section && !(old.said.top && now.said.top)) { changes.push("moved"); }
    }
    const of = { loosened: true, tightened: false };
    return shared.changes.flatMap(function (change) {
      if (!(change[0] in of)) { return changes.includes(change[0]) ? [change[1]] : []; }
      const these = told.filter(function (one) { return one[0] === of[change[0]]; }).map(function (one) { return one[1]; });
      return these.length ? [change[1] + " (" + these.join("; ") + ")"] : [];
    }).join(", ");
  };
  const items = function (shared, before, after) {
    const word = function (name) { return shared.changes.find(function (change) { return change[0] === name; })[1]; };
    const had = new Map(before.items.map(function (item) { return [item.one, item]; }));
    const has = new Set(after.items.map(function (item) { return item.one; }));
    const rows = after.items.map(function (now) {
      const old = had.get(now.one);
      if (old) { return [now, old, now, happened(shared, old, now)]; }
      return [now, null, now, word(now.first < before.at ? "returned" : "new")];
    });
    before.items.forEach(function (old) {
      if (!has.has(old.one)) { rows.push([old, old, null, word("vanished")]); }
    });
    return rows.filter(function (row) { return row[3] !== ""; });
  };

  const holds = function (value, budget) {
    const bound = budget[1];
    return { ">=": value >= bound, ">": value > bound, "<=": value <= bound, "<": value < bound, "=": Math.abs(value - bound) < Number.EPSILON }[budget[0]];
  };
  // The first of a value's texts that does not look like that of another value with as many decimals, where both differ.
  const beside = function (of, value, others) {
    if (of.value === value) { return of.texts[0]; }
    const at = function (texts, places) { return texts[Math.min(places, texts.length - 1)]; };
    const places = [0, 1, 2, 3, 4, 5].find(function (places) { return at(of.texts, places) !== at(others, places); });
    return at(of.texts, places === undefined ? 5 : places);
  };
  const values = function (was, is, budget) {
    const shown = [was, is].map(function (of) {
      if (of && of.value !== null) { return budget ? beside(of, budget[1], budget[3]) : of.texts[0]; }
      return of && of.fault !== null ? say("broke ({fault})", { fault: of.fault }) : null;
    });
    if (was && is && was.value !== null && is.value !== null && shown[0] === shown[1]) { return [beside(was, is.value, is.texts), beside(is, was.value, was.texts)]; }
    return shown.map(function (text) { return text === null ? say("not measured") : text; });
  };
  const called = function (was, is, budget) {
    if (is && is.fault !== null) { return say("worse: the judged run of the later one broke"); }
    if (was && was.fault !== null && is && is.value !== null) { return say("better: the judged run of the earlier one broke"); }
    if (!was || was.value === null) { return say("only measured in the later one"); }
    if (!is || is.value === null) { return say("only measured in the earlier one"); }
    const held = !budget || holds(was.value, budget), kept = !budget || holds(is.value, budget), step = is.value - was.value;
    if (held && !kept) { return say("worse: left its budget of {budget}", { budget: budget[2] }); }
    if (!held && kept) { return say("better: came within its budget of {budget}", { budget: budget[2] }); }
    if (step === 0) { return say("unchanged"); }
    const alike = was.scale === null || is.scale === null || was.scale === is.scale;
    const strange = say("not comparable: Lighthouse scores or throttles otherwise in the later one");
    if (is.known < 5) { return alike ? say("too few to call ({known})", { known: count(is.known, say("earlier value"), say("earlier values")) }) : strange; }
    const noise = say("the noise of the last {n} values ({noise})", { n: is.known, noise: is.noise_text });
    if (Math.abs(step) <= 3 * is.noise) { return say("no change beyond {noise}", { noise }); }
    if (!is.score && Math.abs(step) < Math.max(Math.abs(was.value) * 0.05, is.least)) { return say("too small a change to matter, though beyond {noise}", { noise }); }
    if (!alike) { return strange; }
    return step > 0 === is.score ? say("better, beyond {noise}", { noise }) : say("worse, beyond {noise}", { noise });
  };
  const machines = function (was, is) {
    const a = was && was.machine, b = is && is.machine;
    if (!a || !b || Math.max(a, b) <= Math.min(a, b) * 1.25) { return ""; }
    const times = (Math.max(a, b) / Math.min(a, b)).toFixed(1).replace(/\.0$/, "");
    return b > a ? say("; measured on a machine {times} times faster", { times }) : say("; measured on a machine {times} times slower", { times });
  };
  const measured = function (before, after) {
    const all = new Map();
    [before, after].forEach(function (release, side) {
      release.series.forEach(function (of) {
        const key = of.key.join("\u0000"), pair = all.get(key) || [null, null];
        pair[side] = of;
        all.set(key, pair);
      });
    });
    const pairs = Array.from(all.entries()).sort(function (a, b) { return a[0] < b[0] ? -1 : 1; }).map(function (one) { return one[1]; });
    return pairs.filter(function (pair) { return pair.some(function (of) { return of && (of.value !== null || of.fault !== null); }); }).map(function (pair) {
      const was = pair[0], is = pair[1], budget = (is && is.budget) || (was && was.budget) || null;
      return [(is || was).name, ...values(was, is, budget), called(was, is, budget) + machines(was, is)];
    });
  };
  // How many files of evidence came, changed and went: of each path what it was at first, and what it is at last.
  const files = async function (shared, before, after) {
    const first = Math.floor((before + 1) / shared.block), last = Math.floor(after / shared.block), paths = new Map();
    const names = Array.from({ length: last - first + 1 }, function (_, n) { return "files-" + (first + n); });
    const blocks = await Promise.all(names.map(function (name) { return golive.load(name + ".js", name); }));
    blocks.flat().forEach(function (step) {
      if (step[0] <= before || step[0] > after) { return; }
      paths.set(step[1], [paths.has(step[1]) ? paths.get(step[1])[0] : step[2], step[3]]);
    });
    const of = Array.from(paths.values());
    return [
      of.filter(function (ends) { return ends[0] === null && ends[1] !== null; }).length,
      of.filter(function (ends) { return ends[0] !== null && ends[1] !== null && ends[0] !== ends[1]; }).length,
      of.filter(function (ends) { return ends[0] !== null && ends[1] === null; }).length
    ];
  };

  // For each page and form factor of which both releases judged a run: the audits whose score differs (src/render/pages/audit_changes.rs).
  const audits = function (shared, before, after) {
    const rules = shared.audits, broke = -1;
    const passes = function (score) { return score === undefined || score === broke ? null : score >= rules.passed; };
    const urgency = function (was, is) {
      const a = passes(was), b = passes(is);
      if (a !== null && b !== null) { return a === b ? 3 : a ? 0 : 2; }
      if (a !== null) { return is === broke ? 1 : 5; }
      return b !== null ? 4 : 5;
    };
    const scores = function (release, run) {
      return new Map(run.audits.map(function (audit) { return [release.audits.names[audit[0]][0], [audit[1], release.audits.names[audit[0]][1]]]; }));
    };
    const pairs = after.audits.runs.flatMap(function (now) {
      const old = before.audits.runs.find(function (old) { return old.of[0] === now.of[0] && old.of[1] === now.of[1]; });
      return old ? [[old, now]] : [];
    });
    const tables = pairs.slice(0, rules.pairs).flatMap(function (pair) {
      const old = pair[0], now = pair[1];
      if ((old.file[0] === now.file[0] && old.file[1] === now.file[1]) || !old.audits || !now.audits) { return []; }
      const was = scores(before, old), is = scores(after, now);
      const rows = Array.from(new Set([...was.keys(), ...is.keys()])).flatMap(function (id) {
        const a = was.get(id) || [undefined], b = is.get(id) || [undefined];
        return a[0] === b[0] ? [] : [[urgency(a[0], b[0]), id, b[1] || a[1], a[0], b[0]]];
      });
      rows.sort(function (a, b) { return a[0] - b[0] || (a[1] < b[1] ? -1 : 1); });
      if (!rows.length) { return []; }
      const cut = rows.length > rules.rows ? say(": the first {n} of {all}", { n: rules.rows, all: rows.length.toLocaleString("en") }) : "";
      const versions = old.version === now.version ? "" : say("; Lighthouse {before} and {now}, so that audits came and went", { before: old.version, now: now.version });
      return [[say("Audits of {page} that differ", { page: now.name }) + cut + versions, rows.slice(0, rules.rows)]];
    });
    return { tables: tables, further: Math.max(0, pairs.length - rules.pairs) };
  };

  // From here on: the page. Whatever the repository wrote becomes text.
  const made = function (name, text, more) {
    const element = document.createElement(name);
    if (text !== null) { element.append(text); }
    return Object.assign(element, more || {});
  };
  const badge = function (name, word, meaning) {
    return made("span", word, { className: "badge " + name, title: meaning });
  };
  const table = function (caption, heads, rows, named, valued) {
    const box = made("div", null, { className: "scroll", tabIndex: 0 }), table = made("table", null);
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", caption);
    const head = table.createTHead().insertRow(), body = table.createTBody();
    heads.forEach(function (text, at) { head.append(made("th", text, { scope: "col", className: valued === "num" && (at === 1 || at === 2) ? "num" : "" })); });
    rows.forEach(function (cells) {
      const row = body.insertRow();
      cells.forEach(function (cell, at) { row.append(at === 0 ? made("th", cell, { scope: "row", className: named }) : made("td", cell, { className: valued && at < 3 ? valued : "" })); });
    });
    table.prepend(made("caption", caption));
    box.append(table);
    return box;
  };
  const link = function (release, fragment, text) { return made("a", text, { href: "../" + release.folder + "/index.html" + fragment }); };
  const sides = function (before, after) {
    const both = [before, after];
    const time = function (release) { return made("time", release.time[1], { dateTime: release.time[0] }); };
    const ready = function (release) {
      return release.go ? badge("go", say("go"), say("Everything required was proven")) : badge("no-go", say("no-go"), say("Something required was not proven"));
    };
    const rows = [
      [say("Release"), ...both.map(function (release) { return link(release, "", release.name); })],
      [say("Time"), ...both.map(time)],
      [say("Readiness"), ...both.map(ready)]
    ];
    before.figures.forEach(function (figure, at) { rows.push([figure[0], figure[1], after.figures[at][1]]); });
    return table(say("Side by side"), [say("Figure"), say("Before"), say("After")], rows, "");
  };
  const differing = function (shared, before, after, rows) {
    const verdict = function (item) { if (item && item.not_due) { return badge("quiet", shared.not_due, shared.not_due); } return item ? badge(shared.verdicts[item.verdict][0], shared.verdicts[item.verdict][3], shared.verdicts[item.verdict][1]) : "–"; };
    const cells = rows.map(function (row) {
      const name = row[2] ? link(after, "#" + row[0].anchor, row[0].text) : row[0].text;
      return [name, verdict(row[1]), verdict(row[2]), row[3]];
    });
    return table(say("What changed from {before} to {after}", { before: before.name, after: after.name }), [say("Item"), say("Before"), say("After"), say("What changed")], cells, "words");
  };
  const audited = function (shared, found) {
    const further = found.further ? " " + say("{runs} not compared here.", { runs: count(found.further, say("further run is"), say("further runs are")) }) : "";
    const score = function (score) { return score === undefined ? "" : score === -1 ? say("not computed") : String(score); };
    const tables = found.tables.map(function (one) {
      const rows = one[1].map(function (row) {
        const [icon, words, meaning] = shared.audits.changes[row[0]];
        return [row[2], score(row[3]), score(row[4]), icon ? badge(icon, words, meaning) : words];
      });
      return table(one[0], [say("Audit"), say("Before"), say("After"), say("What changed")], rows, "words", "num");
    });
    return [made("h3", say("Lighthouse audits")), made("p", say("The judged runs of both releases, audit by audit; those that differ.") + further), ...tables];
  };
  const lead = function (shared, before, after, rows, steps) {
    const differ = rows.length === 0 ? say("No item differs in verdict, box or words") : count(rows.length, say("item differs"), say("items differ"));
    const between = say("{differ} between {a} and {b}.", { differ, a: before.name, b: after.name });
    const [files, changed, removed] = [count(steps[0], say("file"), say("files")), steps[1].toLocaleString("en"), steps[2].toLocaleString("en")];
    const evidence = say("{files} of evidence added, {changed} changed, {removed} removed.", { files, changed, removed });
    const lead = made("p", between + " " + evidence + " ", { className: "lead" });
    if (shared.between) {
      const href = shared.between.replace(shared.from, before.commit).replace(shared.to, after.commit);
      lead.append(made("a", say("The commits between them"), { href: href, rel: "noopener noreferrer" }));
    }
    return lead;
  };
  const release = async function (shared, at) {
    const folder = shared.releases[at][0], data = await golive.load("../" + folder + "/compare.js", folder);
    return Object.assign({ at: at, folder: folder, name: shared.releases[at][1] }, data);
  };
  const show = async function (shared, a, b) {
    const [before, after] = await Promise.all([release(shared, Math.min(a, b)), release(shared, Math.max(a, b))]);
    const rows = items(shared, before, after), numbers = measured(before, after), runs = audits(shared, before, after);
    const both = { a: before.name, b: after.name };
    const title = made("h3", say("{a} and {b}", both));
    const parts = [title, lead(shared, before, after, rows, await files(shared, before.at, after.at)), sides(before, after)];
    if (rows.length) { parts.push(made("h3", say("Items that differ")), differing(shared, before, after, rows)); }
    if (numbers.length) {
      parts.push(made("h3", say("Measurements")), table(say("What was measured. {rule}.", { rule: shared.rule }), [say("Measured"), say("Before"), say("After"), say("What changed")], numbers, "words", "nowrap"));
    }
    if (runs.tables.length) { parts.push(...audited(shared, runs)); }
    place.replaceChildren(...parts);
    status.textContent = a > b ? say("{a} and {b} are compared below, the older one first.", both) : say("{a} and {b} are compared below.", both);
  };

  // The pair is part of the address, so that a comparison can be linked.
  const slug = function (folder) { return folder.replace("releases/", ""); };
  const start = async function () {
    const shared = await golive.load("releases.js", "releases");
    [from, to].forEach(function (select) {
      select.append(...shared.releases.map(function (one) { return new Option(one[1], slug(one[0])); }).reverse());
    });
    from.selectedIndex = Math.min(1, shared.releases.length - 1);
    const at = function (name) { return shared.releases.findIndex(function (one) { return slug(one[0]) === name; }); };
    const asked = async function () {
      const pair = new URLSearchParams(location.hash.slice(1)), a = at(pair.get("a")), b = at(pair.get("b"));
      if (!pair.has("a") && !pair.has("b")) { return; }
      place.replaceChildren();
      if (a < 0 || b < 0) {
        status.textContent = say("This site has no release {name}.", { name: a < 0 ? pair.get("a") : pair.get("b") });
        return;
      }
      from.value = pair.get("a");
      to.value = pair.get("b");
      if (a === b) {
        status.textContent = say("Both are the same: choose two.");
        return;
      }
      status.textContent = say("Comparing…");
      await show(shared, a, b).catch(function () { status.textContent = say("The data of a release could not be loaded."); });
    };
    document.getElementById("compare").addEventListener("click", function () {
      const hash = "#" + new URLSearchParams({ a: from.value, b: to.value });
      if (location.hash === hash) { asked(); } else { location.hash = hash; }
    });
    window.addEventListener("hashchange", asked);
    document.getElementById("any").hidden = false;
    document.getElementById("by-hand").hidden = true;
    await asked();
  };
  start().catch(function () { document.getElementById("by-hand").append(" " + say("The list of releases could not be loaded.")); });
})();
