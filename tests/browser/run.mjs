// The demo site in a real browser: every kind of page, light and dark, wide and narrow, with and without JavaScript, over http from a
// sub-path and opened from a folder. Prints what failed, then `N passed, N failed`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

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
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
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
    if (/^releases\/[^/]+\/index\.html$/.test(path)) [kind, most] = ["release", 3];
    else if (/\/evidence\//.test(path)) [kind, most] = [`evidence ${path.match(/\.(\w+)\/index\.html$/)?.[1] ?? ""}`, 2];
    else if (/^items\/./.test(path)) [kind, most] = ["item", 2];
    else if (/^compare\/.+\//.test(path)) [kind, most] = ["comparison", 1];
    const list = chosen.get(kind) ?? [];
    if (list.length < most) chosen.set(kind, [...list, path]);
  }
  return [...chosen.values()].flat();
}

const href = (path) => path.split("/").map(encodeURIComponent).join("/");
const isRedirect = (site, path) => /http-equiv="?refresh/i.test(readFileSync(join(site, path), "utf8"));

/** Opens a page and collects everything that must not happen. */
async function visit(context, url, home, { axe, pdf }) {
  const faults = [];
  const page = await context.newPage();
  page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) faults.push(`leaves the site: ${request.url()}`);
  });
  page.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
  await page.goto(url, { waitUntil: "load", timeout: 30_000 });
  const size = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth, heads: document.querySelectorAll("h1").length, text: document.body.innerText.trim().length };
  });
  if (size.scrollWidth > size.clientWidth) faults.push(`scrolls sideways: ${size.scrollWidth} px in ${size.clientWidth} px`);
  if (size.heads !== 1 || size.text < 40) faults.push(`says little: ${size.heads} h1, ${size.text} characters`);
  if (axe) {
    const result = await new AxeBuilder({ page, axeSource: AXE }).analyze();
    for (const { id, nodes } of result.violations) faults.push(`axe ${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`);
  }
  if (pdf) {
    const bytes = await page.pdf({ format: "A4" });
    if (bytes.subarray(0, 5).toString() !== "%PDF-" || bytes.length < 5_000) faults.push(`prints ${bytes.length} bytes`);
  }
  await page.close();
  return faults;
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

async function look(browser, site, home, pages) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360]) {
      for (const javaScriptEnabled of [true, false]) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, javaScriptEnabled, reducedMotion: "reduce" });
        for (const path of pages) {
          const what = `${path}, ${colorScheme}, ${width} px, JavaScript ${javaScriptEnabled ? "on" : "off"}`;
          const pdf = javaScriptEnabled && width === 1280 && colorScheme === "dark";
          const faults = await visit(context, home + href(path), home, { axe: javaScriptEnabled, pdf }).catch((error) => [String(error)]);
          tell(what, faults);
        }
        await context.close();
      }
    }
  }
}

async function fromFolder(browser, site, pages) {
  const home = `${pathToFileURL(site).href}/`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  for (const path of pages) {
    tell(`${path}, from a folder`, await visit(context, home + href(path), home, {}).catch((error) => [String(error)]));
  }
  await context.close();
}

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
  await look(browser, site, home, pages);
  await fromFolder(browser, site, pages);
  for (const path of all.filter((path) => isRedirect(site, path))) await redirects(browser, home, path);
} catch (error) {
  tell("the suite itself", [error.stack ?? String(error)]);
} finally {
  await browser?.close();
  server?.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
