// What the page of a release answers before anybody scrolls, and how much of it there is to read.

/** Half of what such a page weighed before it was made to answer first. */
const MOST_WORDS = 4_250;
const MOST_STOPS = 229;

const look = (page) =>
  page.evaluate(() => {
    const main = document.querySelector("main");
    const count = (text) => text.split(/\s+/).filter(Boolean).length;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (parentElement.checkVisibility() && !parentElement.closest("svg")) words += count(data);
    }
    const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
    return {
      words,
      stops: stops.filter((stop) => stop.checkVisibility()).length,
      badges: main.querySelectorAll(".verdict > .headline > .badge").length,
      answer: main.querySelector(".answer")?.textContent.trim().replace(/\s+/g, " ") ?? "",
      links: [...main.querySelectorAll(".answer a")].map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) !== null),
      reason: main.querySelector(".blockers li")?.getBoundingClientRect().top ?? null,
      proves: [...main.querySelectorAll(".blocks .blockers li")].every((reason) => reason.querySelector(".prove")?.checkVisibility()),
    };
  });

/** The first screen of a release that is no-go. */
export async function answers(browser, home, path, tell) {
  for (const [width, height] of [[1280, 800], [360, 640]]) {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(home + path);
    const found = await look(page);
    const faults = [];
    if (!(found.reason < Math.min(height, 640))) faults.push(`the first reason stands at ${found.reason} px`);
    if (found.badges !== 2) faults.push(`${found.badges} badges, and not readiness and outcome`);
    if (!/^No-go: \d+ \w+.* of \d+ due by the tag$/.test(found.answer)) faults.push(`the answer is “${found.answer}”`);
    if (found.links.length === 0 || found.links.includes(false)) faults.push("a part of the answer leads nowhere");
    if (!found.proves) faults.push("a reason does not say in sight what would prove it");
    if (found.words > MOST_WORDS) faults.push(`${found.words} words are in sight`);
    if (found.stops > MOST_STOPS) faults.push(`${found.stops} stops of the tab key`);
    tell(`a release answers at ${width} × ${height}`, faults);
    await context.close();
  }
}

/** What is settled is folded, and the choice of a verdict opens it. */
export async function verdicts(browser, home, path, tell) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(home + path);
  const seen = () => page.evaluate(() => [...document.querySelectorAll(".checklist .item[data-verdict]")].filter((item) => item.checkVisibility()).map((item) => item.dataset.verdict));
  const faults = [];
  if ((await seen()).includes("verified")) faults.push("verified items are not folded");
  await page.locator(".checklist > .filter select").selectOption("verified");
  const chosen = await seen();
  if (chosen.length === 0 || chosen.some((verdict) => verdict !== "verified")) faults.push(`chosen are ${chosen.join(", ")}`);
  tell("the checklist by verdict", faults);
  await context.close();
}
