// The demo site in a real browser: every kind of page, light and dark, wide and narrow, with and without JavaScript, over http from a
// sub-path and opened from a folder. Prints what failed, then `N passed, N failed`. `node run.mjs uses paper` takes these looks only.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { answers, verdicts } from "./answer.mjs";
import { find } from "./find.mjs";
import { anchors, keys } from "./keys.mjs";
import { germanSite, language } from "./language.mjs";
import { filters, longHistory, years } from "./ledger.mjs";
import { paper } from "./paper.mjs";
import { schemas } from "./schemas.mjs";
import { fast, valid } from "./validators.mjs";

const ROOT = resolve(fileURLToPath(import.meta.url), "../../..");
const BASE = "/a/project/site/";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml",
  ".xml": "application/xml", ".png": "image/png", ".csv": "text/csv", ".txt": "text/plain; charset=utf-8", ".jsonl": "application/json",
};

let passed = 0;
let failed = 0;
function tell(what, faults) {
  if (faults.length === 0) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`FAIL ${what}\n     ${faults.slice(0, 6).join("\n     ")}`);
  }
}

/** The newest binary that cargo built. */
function binary() {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const built = ["release", "debug"].map((profile) => join(target, profile, "golive")).filter(existsSync);
  if (built.length === 0) throw new Error("no binary: run `cargo build` first");
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** Serves a folder below BASE and nothing above it. */
function serve(site) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = path.startsWith(BASE) ? normalize(join(site, path.slice(BASE.length))) : "";
    if (file && (file + sep).startsWith(site + sep) && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file || !file.startsWith(site + sep) || !existsSync(file)) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    // As Pages serves it.
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-encoding": "gzip" }).end(gzipSync(readFileSync(file)));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** One path for every kind of page; several for the kinds that vary most. */
function kinds(site) {
  const files = Object.keys(JSON.parse(readFileSync(join(site, "manifest.json"), "utf8")).files);
  const chosen = new Map();
  for (const path of files.filter((file) => file.endsWith(".html"))) {
    let kind = path;
    let most = 1;
    if (/^releases\/[^/]+\/index\.html$/.test(path)) [kind, most] = ["release", 2];
    else if (/^evidence\/\d+\/\d+\/\d+\/(\d\/)?index/.test(path)) [kind, most] = ["evidence of a day", 4];
    else if (/^evidence\//.test(path)) [kind, most] = ["a version of evidence", 2];
    else if (/^items\/./.test(path)) [kind, most] = ["item", 1];
    else if (/^compare\/.+\//.test(path)) [kind, most] = ["comparison", 1];
    const list = chosen.get(kind) ?? [];
    if (list.length < most) chosen.set(kind, [...list, path]);
  }
  return [...chosen.values()].flat();
}

const href = (path) => path.split("/").map(encodeURIComponent).join("/");
const isRedirect = (site, path) => /http-equiv="?refresh/i.test(readFileSync(join(site, path), "utf8"));

/** Opens a page, looks at it, and collects everything that must not happen. */
async function visit(context, url, home, looks) {
  const faults = [];
  const page = await context.newPage();
  page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) faults.push(`leaves the site: ${request.url()}`);
  });
  page.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
  try {
    await page.goto(url, { waitUntil: "load", timeout: 30_000 });
    for (const look of looks) faults.push(...(await look(page)));
  } catch (error) {
    faults.push(String(error));
  }
  await page.close();
  return faults;
}

/** Nothing stands out of the window, and the page says something. */
async function whole(page) {
  const size = await page.evaluate(async () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    // What is far below the window is loaded when somebody scrolls there: now.
    const lazy = [...document.images].filter((image) => image.loading === "lazy");
    lazy.forEach((image) => { image.loading = "eager"; });
    await Promise.all(lazy.map((image) => image.decode().catch(() => {})));
    const pictures = [...document.images].filter((image) => !image.complete || image.naturalWidth === 0).length;
    return { scrollWidth, clientWidth, pictures, heads: document.querySelectorAll("h1").length, text: document.body.innerText.trim().length };
  });
  const faults = [];
  if (size.scrollWidth > size.clientWidth) faults.push(`scrolls sideways: ${size.scrollWidth} px in ${size.clientWidth} px`);
  if (size.heads !== 1 || size.text < 40) faults.push(`says little: ${size.heads} h1, ${size.text} characters`);
  if (size.pictures > 0) faults.push(`${size.pictures} images are not shown`);
  return faults;
}

/** No violation of WCAG 2.2 AA, nor of axe's best practices. */
async function accessible(page) {
  const { violations } = await new AxeBuilder({ page, axeSource: AXE }).analyze();
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`);
}

/** On paper every item stands with its reason and what is folded on the screen; the navigation does not. */
async function printable(page) {
  await page.emulateMedia({ media: "print" });
  // What is folded on the screen is laid out with the next frame only.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const faults = await page.evaluate(() => {
    const seen = (part) => part.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && part.getClientRects().length > 0;
    const hidden = [...document.querySelectorAll(".item .text, .item .reason, .item .command, details td")].filter((part) => !seen(part));
    const shown = [...document.querySelectorAll(".pages, .skip, .filter")].filter(seen);
    return [
      ...hidden.slice(0, 3).map((part) => `not printed: ${part.outerHTML.slice(0, 120)}`),
      ...shown.slice(0, 3).map((part) => `printed: ${part.outerHTML.slice(0, 120)}`),
    ];
  });
  const bytes = await page.pdf({ format: "A4" });
  await page.emulateMedia({ media: null });
  if (bytes.subarray(0, 5).toString() !== "%PDF-" || bytes.length < 5_000) faults.push(`prints ${bytes.length} bytes`);
  return faults;
}

/** Filtering and sorting, where a table offers them, do what they say. */
async function usable(page) {
  return page.evaluate(() => {
    const table = document.querySelector("table[data-filter]");
    if (!table) return [];
    const faults = [];
    const rows = () => [...table.tBodies[0].rows];
    const [before, button] = [rows().length, table.querySelector(".sort")];
    button.click();
    if (rows().length !== before || button.closest("th").ariaSort !== "ascending") faults.push("a click on a head does not sort");
    // The releases have filters of their own, which ledger.mjs uses.
    if (table.closest("[data-releases]")) return faults;
    const box = table.closest(".scroll").previousElementSibling.querySelector("input");
    box.value = "no row has these words";
    box.dispatchEvent(new Event("input"));
    if (rows().some((row) => !row.hidden)) faults.push("the filter leaves rows that do not match");
    return faults;
  });
}

/** A pointer over a chart tells the row of its table that is nearest. */
async function telling(page) {
  const chart = page.locator("svg[data-x]").first();
  if ((await chart.count()) === 0) return [];
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const told = [];
  for (let x = 0; x < box.width; x += 4) {
    await page.mouse.move(box.x + x, box.y + box.height / 2);
    const words = await chart.evaluate((svg) => (svg.nextElementSibling.hidden ? "" : svg.nextElementSibling.textContent));
    if (words && !told.includes(words)) told.push(words);
  }
  const rows = await chart.evaluate((svg) => [...svg.closest("figure").querySelectorAll("tbody tr")].map((row) => row.cells[0].textContent));
  const known = told.filter((words) => rows.includes(words.split(" · ")[0]));
  return told.length > 0 && known.length === told.length ? [] : [`a chart tells ${told.length} values below the pointer, ${known.length} of its table`];
}

/** The page for the newest release sends its reader on, without JavaScript too. */
async function redirects(browser, home, path) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(home + href(path)).catch(() => {});
  const there = await page.waitForURL((url) => url.href !== home + href(path), { timeout: 10_000 }).then(() => true, () => false);
  tell(`${path} sends its reader on`, there && page.url().startsWith(home) ? [] : [`still at ${page.url()}`]);
  await context.close();
}

/** Visits some pages in one kind of window. */
async function round(browser, what, options, home, pages, looks) {
  const began = Date.now();
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 }, ...options });
  for (const path of pages) tell(`${path}, ${what}`, await visit(context, home + href(path), home, looks));
  await context.close();
  console.log(`${what}: ${pages.length} pages in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** Each look is taken where it can come out differently: axe in both modes, the width in both windows, and so on. */
async function look(browser, home, folder, pages) {
  const phone = { width: 360, height: 800 };
  await round(browser, "light, 1280 px", { colorScheme: "light" }, home, pages, [whole, accessible, usable, telling]);
  await round(browser, "dark, 360 px", { colorScheme: "dark", viewport: phone }, home, pages, [whole, accessible]);
  await round(browser, "360 px without JavaScript", { viewport: phone, javaScriptEnabled: false }, home, pages, [whole]);
  await round(browser, "from a folder", {}, folder, pages, [whole]);
  const printed = pages.filter((path) => /^(releases|candidate|index)/.test(path));
  await round(browser, "on paper", { colorScheme: "dark" }, home, printed, [printable]);
}

/** What somebody does on a page: filter, go on, press keys, follow marks. */
async function uses(browser, home, site) {
  const files = Object.keys(JSON.parse(readFileSync(join(site, "manifest.json"), "utf8")).files);
  const release = href(files.filter((path) => /^releases\/[^/]+\/index\.html$/.test(path)).at(-2));
  const isLog = (path) => /^evidence\/.*\/[0-9a-f]{12}[^/]*\/index\.html$/.test(path) && readFileSync(join(site, path), "utf8").includes('id="L2"');
  const log = files.find(isLog);
  const data = JSON.parse(readFileSync(join(site, "data/releases.json"), "utf8"));
  const stopped = data.find(({ readiness, outcome }) => readiness.verdict === "no-go" && outcome?.state === "rolled back") ?? data.find(({ readiness }) => readiness.verdict === "no-go");
  const no = href(stopped.url.replace(/^.*?releases\//, "releases/"));
  await answers(browser, home, no, tell);
  await verdicts(browser, home, no, tell);
  await filters(browser, home, tell);
  await keys(browser, home, release, tell);
  await anchors(browser, home, release, href(log), tell);
  const long = longHistory(binary(), scratch);
  const second = await serve(long);
  await years(browser, `http://127.0.0.1:${second.address().port}${BASE}`, tell);
  second.close();
}

/** Releases as an auditor files them. */
async function papers(browser, home, site) {
  const data = JSON.parse(readFileSync(join(site, "data/releases.json"), "utf8"));
  const [, title] = readFileSync(join(site, "index.html"), "utf8").match(/class="site"[^>]*>([^<]*)</);
  for (const { release, readiness, url } of data.slice(0, 2)) {
    await paper(browser, home + href(url.replace(/^.*?releases\//, "releases/")), [title, release.name, `commit ${release.commit}`, readiness.verdict], tell);
  }
}

/** The sample once more, in German. */
async function german(browser) {
  const site = germanSite(binary(), scratch, join(scratch, "repo"));
  const served = await serve(site);
  const { files } = JSON.parse(readFileSync(join(site, "manifest.json"), "utf8"));
  const release = Object.keys(files).filter((path) => /^releases\/[^/]+\/index\.html$/.test(path)).at(-2);
  await language(browser, `http://127.0.0.1:${served.address().port}${BASE}`, site, href(release), tell, accessible);
  served.close();
}

const asked = process.argv.slice(2);
const wanted = (part) => asked.length === 0 || asked.includes(part);
const scratch = mkdtempSync(join(tmpdir(), "golive-browser-"));
let server;
let browser;
try {
  const site = join(scratch, "site");
  execFileSync(binary(), ["demo", "--quiet", "--out", site, "--repo", join(scratch, "repo")], { stdio: ["ignore", "inherit", "inherit"] });
  server = await serve(site);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const home = `http://127.0.0.1:${server.address().port}${BASE}`;
  const all = kinds(site);
  const pages = all.filter((path) => !isRedirect(site, path));
  tell("there are pages to look at", pages.length >= 10 ? [] : [`only ${pages.length}`]);
  if (wanted("looks")) await look(browser, home, `${pathToFileURL(site).href}/`, pages);
  if (wanted("uses")) await uses(browser, home, site);
  if (wanted("find")) await find(browser, home, `${pathToFileURL(site).href}/`, site, tell, accessible);
  if (wanted("language")) await german(browser);
  if (wanted("paper")) await papers(browser, home, site);
  if (wanted("looks")) for (const path of all.filter((path) => isRedirect(site, path))) await redirects(browser, home, path);
  if (wanted("validators")) {
    valid(site, tell);
    await fast(site, home, process.env.CHROMIUM ?? "/usr/bin/chromium", tell);
  }
  if (wanted("schemas")) await schemas(binary(), join(scratch, "repo"), tell);
} catch (error) {
  tell("the suite itself", [error.stack ?? String(error)]);
} finally {
  await browser?.close();
  server?.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
