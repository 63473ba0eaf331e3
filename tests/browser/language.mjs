// The German site: by axe, and what its scripts say.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { neighbours } from "./find.mjs";

/** The sample in German. */
export function germanSite(golive, folder, repo) {
  const [file, site] = [join(folder, "de.toml"), join(folder, "de-site")];
  writeFileSync(file, '[site]\nlanguage = "de"\n');
  execFileSync(golive, ["build", "--quiet", "--repo", repo, "--config", file, "--out", site, "--now", "2026-06-07T00:00:00Z"], { stdio: ["ignore", "inherit", "inherit"] });
  return site;
}

/** No violation on the list and on a release, and search, filters and comparison speak German. */
export async function language(browser, home, site, release, tell, accessible) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  for (const path of ["index.html", release]) {
    await page.goto(home + path);
    const lang = await page.evaluate(() => document.documentElement.lang);
    tell(`${path} in German`, [...(lang === "de" ? [] : [`lang is ${lang}`]), ...(await accessible(page))]);
  }
  await page.goto(`${home}index.html`);
  const filter = await page.locator(".filter").innerText();
  await page.locator(".filter [name=late]").check();
  const counted = await page.locator(".filter [role=status]").innerText();
  tell("the filters speak German", /Bereitschaft/.test(filter) && /mit nachgereichten Nachweisen/.test(filter) && /^\d+ von \d+ Releases$/.test(counted) ? [] : [filter, counted]);
  await page.goto(`${home}search/index.html`);
  const found = async (words, fits) => {
    await page.fill("#search-box", words);
    const fit = await page.waitForFunction((fits) => new RegExp(fits).test(document.getElementById("search-status").textContent), fits, { timeout: 10_000 }).catch(() => null);
    tell(`a search for ${words} speaks German`, fit ? [] : [await page.textContent("#search-status")]);
  };
  await found("zzqqxxy", "^Kein Wort beginnt mit „zzqqxxy“, und keines ist ihm ähnlich\\.$");
  await found("lighthouse", "Punkte.*Nachweisdateien");
  await neighbours(page, home, site, tell, "in German", 2);
  const heads = await page.locator("#compared h3").allInnerTexts();
  tell("a comparison speaks German", heads.some((head) => / und /.test(head)) && heads.includes("Messungen") ? [] : heads);
  tell("the German pages are quiet", noise);
  await context.close();
}
