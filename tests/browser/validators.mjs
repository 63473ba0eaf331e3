// What others' checkers say of the site: the Nu HTML checker of every page, Lighthouse of the index and the largest release page.
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";

const NU = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** Performance is measured on a machine that may be busy with other things: the best of so many runs counts, and less than all is told. */
const RUNS = 4;
const LEAST = { performance: 0.9 };

/** No error in any page. */
export function valid(site, tell) {
  try {
    execFileSync("java", ["-version"], { stdio: "ignore" });
  } catch {
    tell("the Nu HTML checker runs", ["there is no java: install default-jre-headless"]);
    return;
  }
  const { stderr, stdout } = spawnSync("java", ["-Xss8m", "-jar", NU, "--errors-only", "--skip-non-html", "--format", "json", "--stdout", site], { maxBuffer: 1 << 28 });
  let faults;
  try {
    const { messages } = JSON.parse(stdout.toString());
    faults = messages.map(({ url, lastLine, message }) => `${url.split(site).pop()}:${lastLine}: ${message}`);
  } catch {
    faults = [`it says no JSON: ${stderr.toString().slice(0, 400)}`];
  }
  tell("no page has an error for the Nu HTML checker", faults);
}

/** The release page with the most bytes. */
function largest(site) {
  const pages = readdirSync(join(site, "releases"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const sized = pages.map(({ name }) => [`releases/${name}/index.html`, statSync(join(site, "releases", name, "index.html")).size]);
  return sized.sort((a, b) => b[1] - a[1])[0][0];
}

/** 100 of 100 in every category that does not depend on the machine, on a slow telephone. */
export async function fast(site, home, chromium, tell) {
  const chrome = await launcher.launch({ chromePath: chromium, chromeFlags: ["--headless=new", "--no-sandbox"] });
  try {
    for (const path of ["index.html", largest(site)]) {
      const best = {};
      const seen = new Set();
      for (let run = 0; run < RUNS && CATEGORIES.some((id) => (best[id] ?? 0) < 1); run += 1) {
        const { lhr } = await lighthouse(home + path.split("/").map(encodeURIComponent).join("/"), { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
        for (const id of CATEGORIES) best[id] = Math.max(best[id] ?? 0, lhr.categories[id].score ?? 0);
        for (const { id, score, scoreDisplayMode } of Object.values(lhr.audits)) if (score === 0 && scoreDisplayMode === "binary") seen.add(id);
      }
      console.log(`${path} in Lighthouse: ${CATEGORIES.map((id) => `${id} ${Math.round(best[id] * 100)}`).join(", ")}`);
      const low = CATEGORIES.filter((id) => best[id] < (LEAST[id] ?? 1)).map((id) => `${id} ${Math.round(best[id] * 100)}`);
      tell(`${path} is good in Lighthouse`, low.length === 0 ? [] : [`${low.join(", ")}: ${[...seen].join(", ")}`]);
    }
  } finally {
    chrome.kill();
  }
}
