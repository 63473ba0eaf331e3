// Search, and the comparison of any two releases: over http from a sub-path, and opened from a folder.
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What a search shows: the status line, the results by heading, and what was loaded until the first of them. */
async function search(page, address, words) {
  let bytes = 0;
  const count = async (response) => { bytes += (await response.body().catch(() => "")).length; };
  page.on("response", count);
  await page.goto("about:blank");
  await page.goto(`${address}search/index.html`);
  await page.fill("#search-box", words);
  await page.waitForFunction((words) => {
    const status = document.getElementById("search-status").textContent;
    return status !== "" && document.getElementById("search-box").value === words;
  }, words);
  await page.waitForTimeout(150);
  page.off("response", count);
  const found = await page.evaluate(() => ({
    status: document.getElementById("search-status").textContent,
    kinds: Object.fromEntries([...document.querySelectorAll("#search-results section")].map((part) => [
      part.querySelector("h2").textContent,
      [...part.querySelectorAll("li")].map((item) => ({ title: item.querySelector("a").textContent, href: item.querySelector("a").href, marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase()) })),
    ])),
  }));
  return { ...found, bytes };
}

/** A word, its beginning, a typo of it, several words, none: all find what they should. */
async function searches(page, address, site, tell, where) {
  const release = readdirSync(join(site, "releases")).sort()[3];
  const looks = [
    ["a word", "lighthouse", "Items", "lighthouse"],
    ["the beginning of a word", "lighth", "Evidence", "lighth"],
    ["a typo", "lihgthouse", "Items", "lighthouse"],
    ["two typos in a long word", "lightouze", "Evidence", "lighthouse"],
    ["a typo in the first letter", "kighthouse", "Items", "lighthouse"],
    ["a release", release, "Releases", release],
    ["several words", "rollback deployment", "Feedback", "rollback"],
  ];
  for (const [what, words, kind, mark] of looks) {
    const found = await search(page, address, words);
    const [first] = found.kinds[kind] ?? [];
    const faults = [];
    if (!first) faults.push(`nothing under ${kind}: ${found.status}`);
    else if (!first.marks.includes(mark.toLowerCase())) faults.push(`${mark} is not marked in ${first.title}: ${first.marks}`);
    if (where === "from a sub-path" && !(found.bytes > 20_000 && found.bytes < 300_000)) faults.push(`${found.bytes} bytes were loaded`);
    if (what === "a release" && first?.title !== release) faults.push(`the first is ${first?.title}`);
    tell(`search for ${what}, ${where}`, faults);
  }
  const none = await search(page, address, "zzqqxxy");
  tell(`search for nothing there, ${where}`, Object.keys(none.kinds).length === 0 && none.status.includes("zzqqxxy") ? [] : [none.status]);
  const hostile = await search(page, address, "<img src=x onerror=alert(1)>");
  const images = await page.locator("#search-results img").count();
  tell(`a query is text, ${where}`, images === 0 ? [] : [hostile.status]);
}

/** A query is part of the address; arrows lead to the results and Escape back; each result leads to a page that is there. */
async function walk(page, address, tell, where) {
  const faults = [];
  await page.goto(`${address}index.html`);
  await page.fill("#search-box", "smoke");
  await page.press("#search-box", "Enter");
  await page.waitForSelector("#search-results a");
  if (!page.url().endsWith("search/index.html#q=smoke")) faults.push(`the box leads to ${page.url()}`);
  const links = await page.locator("#search-results a").evaluateAll((all) => all.map((link) => link.href));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement.href);
  if (second !== links[1]) faults.push(`two arrows lead to ${second}`);
  await page.keyboard.press("Escape");
  if (await page.evaluate(() => document.activeElement.id) !== "search-box") faults.push("Escape does not lead back");
  await page.goto(`${address}search/index.html?q=rollback`);
  await page.waitForSelector("#search-results a");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("/search/")).catch(() => {});
  if ((await page.locator("h1").count()) !== 1 || page.url().includes("/search/")) faults.push(`Enter leads to ${page.url()}`);
  tell(`search by keyboard, ${where}`, faults);
}

/** The tables and the lead of a comparison. */
const told = (root) => {
  const whole = document.querySelector(root);
  const tables = [...whole.querySelectorAll("table")];
  const rows = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => [cell.textContent.trim(), cell.querySelector("a")?.href ?? ""]));
  return { lead: whole.querySelector(".lead").textContent.trim(), tables: tables.map((table) => [table.caption.textContent, rows(table)]) };
};

/** Every pair of neighbours, compared in the page, says what its own page says. */
export async function neighbours(page, address, site, tell, where, most) {
  const pairs = readdirSync(join(site, "compare"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const pair of pairs.slice(-most)) {
    const [a, b] = pair.split("...");
    await page.goto(`${address}compare/${encodeURIComponent(pair)}/index.html`);
    const prebuilt = await page.evaluate(told, "main");
    await page.goto(`${address}compare/index.html#${new URLSearchParams({ a, b })}`);
    await page.reload();
    await page.waitForSelector("#compared table");
    const computed = await page.evaluate(told, "#compared");
    const faults = [];
    if (prebuilt.lead !== computed.lead) faults.push(`${prebuilt.lead} | ${computed.lead}`);
    prebuilt.tables.forEach((table, at) => {
      const own = JSON.stringify(table), other = JSON.stringify(computed.tables[at]);
      if (own !== other) {
        const begin = [...own].findIndex((letter, n) => letter !== other?.[n]);
        faults.push(`${own.slice(Math.max(0, begin - 60), begin + 80)} | ${other?.slice(Math.max(0, begin - 60), begin + 80)}`);
      }
    });
    if (prebuilt.tables.length !== computed.tables.length) faults.push(`${prebuilt.tables.length} tables, ${computed.tables.length} computed`);
    tell(`${pair} compared in the page says what its own page says, ${where}`, faults);
  }
}

/** Two releases far apart, chosen by hand, in whichever order; the address names them. */
async function any(page, address, tell, where) {
  const faults = [];
  await page.goto(`${address}compare/index.html`);
  await page.waitForSelector("#any:not([hidden])");
  const names = await page.locator("#before option").allTextContents();
  await page.selectOption("#before", { index: 1 });
  await page.selectOption("#after", { index: names.length - 1 });
  await page.click("#compare");
  await page.waitForSelector("#compared table");
  const heading = await page.textContent("#compared h3");
  if (heading !== `${names[names.length - 1]} and ${names[1]}`) faults.push(`heading: ${heading}`);
  if (!(await page.textContent("#compare-status")).includes("the older one first")) faults.push("the order is not told");
  const rows = await page.locator("#compared tbody tr").count();
  if (rows < 8) faults.push(`only ${rows} rows`);
  await page.goto(`${address}compare/index.html#a=nothing&b=nothing`);
  await page.reload();
  await page.waitForFunction(() => document.getElementById("compare-status").textContent.includes("no release nothing"));
  tell(`any two compared, ${where}`, faults);
}

/** What a script has made is held to the same rules as what was there before, in both modes and in a narrow window. */
async function both(page, show, what, tell, accessible) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await show();
    tell(`${what} in ${colorScheme} mode`, await accessible(page));
  }
  await page.setViewportSize({ width: 320, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  tell(`${what} at 320 px`, wide > 0 ? [`scrolls sideways by ${wide} px`] : []);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Search and comparison, over http and from a folder, in both modes and by axe, and without JavaScript. */
export async function find(browser, home, folder, site, tell, accessible) {
  for (const [where, address] of [["from a sub-path", home], ["from a folder", folder]]) {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    // A routed request comes from no cache, so that every byte counts.
    if (address === home) await context.route("**", (route) => route.continue());
    const page = await context.newPage();
    const noise = [];
    page.on("console", (message) => noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(error.message));
    page.on("request", (request) => request.url().startsWith(address) || request.url().startsWith("data:") || noise.push(`leaves: ${request.url()}`));
    await searches(page, address, site, tell, where);
    if (where === "from a sub-path") await both(page, () => search(page, address, "rollback"), "results", tell, accessible);
    await walk(page, address, tell, where);
    await neighbours(page, address, site, tell, where, where === "from a folder" ? 2 : 100);
    if (where === "from a sub-path") await both(page, () => Promise.resolve(), "a comparison", tell, accessible);
    await any(page, address, tell, where);
    tell(`search and comparison stay quiet, ${where}`, noise);
    await context.close();
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const faults = [];
  await page.goto(`${home}index.html`);
  if ((await page.locator("#search-box").count()) > 0) faults.push("a box that does nothing");
  await page.click("#search-link");
  if (!(await page.isVisible("#look")) || (await page.isVisible("#search"))) faults.push("the page of search does not say where to look");
  await page.goto(`${home}compare/index.html`);
  if (!(await page.isVisible("#by-hand")) || (await page.isVisible("#any"))) faults.push("the list of comparisons does not say how to compare others");
  tell("search and comparison without JavaScript", faults);
  await context.close();
}
