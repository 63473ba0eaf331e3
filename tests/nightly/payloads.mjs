// P1 to P4: whatever text a repository holds, no script of it runs on the site, and no page asks another origin for anything.
//   node tests/nightly/payloads.mjs [GOLIVE]     after `npm ci` in tests/browser; needs git and chromium (CHROMIUM=path)
//   PAYLOADS=list.jsonl …                        more payloads, a JSON object with the key `payload` a line
// The control shows that the payloads do run where nothing stops them: unescaped without a policy. Under golive's policy they must not.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const { chromium } = createRequire(join(ROOT, "tests/browser/run.mjs"))("playwright-core");
const golive = resolve(process.argv[2] ?? process.env.GOLIVE ?? join(ROOT, "target/release/golive"));

/** What leaves the place in which text stands, and what runs once it has left. */
const EXITS = ["", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "]]>", "</svg>", "</style>", "</code></pre>", "</a>"];
const RUNS = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "<iframe src='javascript:parent.alert(1)'></iframe>",
  "<details open ontoggle=alert(1)>x</details>", "<input autofocus onfocus=alert(1)>", "<video src=x onerror=alert(1)></video>",
  "<audio src=x onerror=alert(1)></audio>", "<video><source onerror=alert(1)></video>", "<object data=x onerror=alert(1)></object>",
  "<style onload=alert(1)></style>", "<link rel=stylesheet href=x onerror=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<svg><image href=x onerror=alert(1)>", "<img srcset=x onerror=alert(1)>", "<body onpageshow=alert(1)>",
  "<script src='data:text/javascript,alert(1)'></script>", "<a href='javascript:alert(1)' class=press>x</a>",
  "<form action='javascript:alert(1)'><button class=press>x</button></form>", "[x](javascript:alert(1))",
  "<base href='//evil.invalid/'>", "<meta http-equiv=refresh content='0;url=//evil.invalid/'>",
];
const own = EXITS.flatMap((exit) => RUNS.map((run) => exit + run));
const more = process.env.PAYLOADS ? readFileSync(process.env.PAYLOADS, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line).payload) : [];
const payloads = [...new Set([...own, ...more])];

const scratch = mkdtempSync(join(tmpdir(), "golive-payloads-"));
const repo = join(scratch, "repo");
const line = (text) => text.replace(/[\r\n\0]/g, " ");
function put(path, text) {
  mkdirSync(dirname(join(repo, path)), { recursive: true });
  writeFileSync(join(repo, path), text);
}
function git(...args) {
  const person = { GIT_AUTHOR_NAME: "\"><img src=x onerror=alert(1)", GIT_AUTHOR_EMAIL: "a@x.invalid", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@x.invalid" };
  const dates = { GIT_AUTHOR_DATE: "2026-06-01T10:00:00Z", GIT_COMMITTER_DATE: "2026-06-01T10:00:00Z", GIT_CONFIG_GLOBAL: "/dev/null" };
  return execFileSync("git", ["-C", repo, ...args], { env: { ...process.env, ...person, ...dates }, stdio: ["ignore", "pipe", "ignore"] });
}

/** Every payload as words of an item, of an entry, of a log, of a record and of Lighthouse; some as names of files, tags and branches. */
function repository() {
  mkdirSync(repo);
  git("init", "-q", "-b", "main");
  const groups = [];
  for (let at = 0; at < payloads.length; at += 100) groups.push(payloads.slice(at, at + 100));
  put("docs/go-live-checklist.md", `---\nowner: ${JSON.stringify(payloads[1])}\n---\n# Checklist ${line(payloads[1])}\n\n## ${line(payloads[13])}\n` +
    payloads.slice(0, 2000).map((text, n) => `- [${n % 2 ? "x" : " "}] Item ${n} ${line(text)}`).join("\n"));
  groups.forEach((group, n) => {
    put(`feedback/f${n}.md`, `# Log\n\n${group.map((text) => `## 2026-05-31 — ${line(text)}\n\n${text}\n`).join("\n")}`);
    put(`artifacts/run-${n}.log`, group.join("\n"));
    put(`artifacts/smoke/${n}.json`, JSON.stringify(group.map((text) => ({ timestamp: "2026-05-31T00:00:00Z", target: `https://x.invalid/${text}`, durationMs: 10, status: 500, ok: false, error: text }))));
    put(`artifacts/table-${n}.csv`, `name,note\n${group.map((text) => `a,"${text.replaceAll('"', '""')}"`).join("\n")}\n`);
    put(`artifacts/junit-${n}.xml`, `<testsuite>${group.map((text) => `<testcase name="${text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}"/>`).join("")}</testsuite>`);
  });
  const audit = (text) => ({ id: text, title: text, description: text, score: 0, displayValue: text });
  put("artifacts/lighthouse.json", JSON.stringify({ lighthouseVersion: "12.0.0", fetchTime: "2026-05-31T00:00:00Z", requestedUrl: `https://x.invalid/${payloads[1]}`,
    categories: { performance: { id: "performance", title: payloads[1], score: 0.5, auditRefs: [{ id: "a", weight: 1 }] } }, audits: { a: audit(payloads[13]), b: audit(payloads[25]) } }));
  for (const text of own.slice(0, 60)) put(`artifacts/names/${text.replaceAll("/", "∕")}.log`, text);
  put("golive.toml", `[site]\ntitle = ${JSON.stringify(payloads[1])}\n`);
  git("add", "-A");
  git("commit", "-qm", `${line(payloads[1])}\n\n${payloads.slice(0, 50).join("\n")}`);
  for (const tag of ["v1.0.0", 'v1.0.1"><script>alert(1)</script>', "v1.0.2'onload='alert(1)", "v1.0.3</title><img/src=x/onerror=alert(1)>"]) git("tag", "-a", tag, "-m", payloads.slice(0, 50).join("\n"));
  git("checkout", "-q", "-b", '"><script>alert(1)</script>');
}

function serve(answer) {
  const server = createServer((request, response) => {
    const found = answer(decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1));
    if (found === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": found.type }).end(found.body);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done([server, `http://127.0.0.1:${server.address().port}/`])));
}

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml", png: "image/png" };
const fromSite = (site) => (path) => {
  const file = join(site, path);
  return existsSync(file) ? { type: TYPES[path.split(".").pop()] ?? "text/plain; charset=utf-8", body: readFileSync(file) } : undefined;
};

/** A window that counts what runs in it and what is asked of other origins. */
async function watched(browser, home) {
  const context = await browser.newContext();
  const got = { ran: 0, foreign: [] };
  await context.exposeFunction("ranHere", () => { got.ran += 1; });
  await context.addInitScript(() => { window.alert = window.confirm = window.prompt = () => window.ranHere(); });
  const isForeign = (asked) => asked.origin !== new URL(home).origin && asked.protocol.startsWith("http");
  await context.route(isForeign, (route) => { got.foreign.push(route.request().url()); return route.abort(); });
  return { context, got };
}

/** Opens a page, looks at it or presses all that can be pressed, and tells what ran, what was asked of others, and what is wrong. */
async function visit({ context, got }, url, look) {
  Object.assign(got, { ran: 0, foreign: [] });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "load", timeout: 30_000 }).catch(() => {});
  const faults = look ? await page.evaluate(look) : [];
  if (!look) await page.evaluate(() => document.querySelectorAll(".press").forEach((part) => part.click())).catch(() => {});
  await page.waitForTimeout(look ? 10 : 60);
  await page.close();
  return { ...got, faults };
}

/** What must not stand in a page of golive's. */
function tame() {
  const faults = [];
  const policy = document.head.children[1];
  if (policy?.httpEquiv !== "Content-Security-Policy") faults.push("no policy at the beginning of the head");
  for (const part of document.querySelectorAll("iframe, object, embed, base, form:not(.filter:not([action])), style, script:not([src]):not([type='application/json'])")) faults.push(part.outerHTML.slice(0, 80));
  for (const part of document.querySelectorAll("*")) {
    for (const { name, value } of part.attributes) {
      if (name.startsWith("on") || name === "style" || name === "srcdoc") faults.push(`${name} at ${part.outerHTML.slice(0, 80)}`);
      if (["href", "src", "xlink:href"].includes(name) && /^\s*(javascript|vbscript|data:text)/i.test(value)) faults.push(`${name}=${value.slice(0, 40)}`);
      if (name === "src" && /^(https?:)?\/\//.test(value)) faults.push(`loads ${value.slice(0, 60)}`);
    }
  }
  return faults;
}

const faults = [];
let browser;
try {
  repository();
  const site = join(scratch, "site");
  execFileSync(golive, ["build", "-q", "--repo", repo, "--out", site, "--now", "2026-06-03T00:00:00Z"], { stdio: ["ignore", "ignore", "ignore"] });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const policy = readFileSync(join(site, "index.html"), "utf8").match(/<meta http-equiv="Content-Security-Policy"[^>]*>/)[0];
  const raw = (head) => (path) => (/^\d+$/.test(path) ? { type: TYPES.html, body: `<!doctype html><html><head><meta charset=utf-8>${head}<title>x</title></head><body><p>${payloads[path]}</p></body></html>` } : undefined);
  const counts = {};
  for (const [name, answer] of [["unescaped, without a policy", raw("")], ["unescaped, under golive's policy", raw(policy)]]) {
    const [server, home] = await serve(answer);
    const window = await watched(browser, home);
    counts[name] = 0;
    for (let n = 0; n < own.length; n += 1) counts[name] += (await visit(window, `${home}${n}`)).ran > 0 ? 1 : 0;
    await window.context.close();
    server.close();
    console.log(`${name}: ${counts[name]} of ${own.length} payloads ran`);
  }
  if (counts["unescaped, without a policy"] < 100) faults.push("the control is blind: too few payloads run where nothing stops them");
  if (counts["unescaped, under golive's policy"] > 0) faults.push("the policy does not stop them");
  const pages = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html")).sort();
  const [server, home] = await serve(fromSite(site));
  const window = await watched(browser, home);
  for (const path of pages) {
    const url = home + path.split("/").map(encodeURIComponent).join("/");
    // This page sends its reader on at once: the page that it leads to is looked at.
    const got = await visit(window, url, path === "latest/index.html" ? undefined : tame);
    if (got.ran > 0) faults.push(`${path}: a payload ran`);
    if (got.foreign.length > 0) faults.push(`${path}: asks ${got.foreign[0]}`);
    faults.push(...got.faults.map((fault) => `${path}: ${fault}`));
  }
  server.close();
  console.log(`${payloads.length} payloads in ${pages.length} pages: ${faults.length} faults`);
} finally {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
}
faults.slice(0, 20).forEach((fault) => console.log(`FAIL ${fault}`));
process.exitCode = faults.length === 0 ? 0 : 1;
