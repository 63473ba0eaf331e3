// The pictures of README, taken of the demo site: `cargo run --release -- demo --out site && node screenshots.mjs ../../site`.
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const SITE = resolve(process.argv[2] ?? "../../site");
const IMAGES = resolve(fileURLToPath(import.meta.url), "../../../docs/images");
const PICTURES = [
  ["release", "releases/v2026.05.26a/index.html", "", "light"],
  ["release-dark", "releases/v2026.05.26a/index.html", "", "dark"],
  ["index", "index.html", "#releases", "light"],
  ["matrix", "matrix/index.html", "", "light"],
  ["latency", "latency/index.html", "", "light"],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, path, place, colorScheme] of PICTURES) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: "reduce" });
  await page.goto(pathToFileURL(join(SITE, path)).href);
  if (place) await page.locator(place).first().evaluate((element) => element.scrollIntoView());
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  await page.close();
}
await browser.close();
