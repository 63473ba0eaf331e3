// Keys: j and k go from stop to stop, / searches, ? helps; never while somebody types, and not at all once they are switched off.

/** Presses keys on the index and on a release, and looks where that leads. */
export async function keys(browser, home, release, tell) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults = [];
  const expect = (holds, what) => { if (!holds) faults.push(what); };
  const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim().slice(0, 40));
  const open = () => page.evaluate(() => document.getElementById("keys").open);

  await page.goto(home + release);
  const items = await page.locator("main .item").evaluateAll((all) => all.filter((item) => item.checkVisibility()).map((item) => item.id));
  const walk = [];
  for (const key of ["j", "j", "j", "k"]) { await page.keyboard.press(key); walk.push(await focus()); }
  expect(walk.join() === [items[0], items[1], items[2], items[1]].join(), `j j j k lead to ${walk}`);
  const box = await page.locator(`[id="${items[1]}"]`).boundingBox();
  expect(box.y >= 0 && box.y < 800, "the item that has the focus is out of sight");
  await page.keyboard.press("Control+j");
  await page.keyboard.press("Alt+k");
  expect(await focus() === items[1], "a key with a modifier is taken");

  await page.keyboard.press("?");
  expect(await open(), "? opens no help");
  await page.keyboard.press("j");
  await page.keyboard.press("Escape");
  expect(!(await open()), "Escape does not close the help");
  expect(await focus() === items[1], "the focus does not come back from the help");

  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement.type) === "search", "/ does not lead to a field");
  await page.keyboard.type("j?k/");
  expect(await page.evaluate(() => document.activeElement.value) === "j?k/" && !(await open()), "keys are taken while somebody types");

  await page.locator("[data-keys]").click();
  await page.locator("#keys input").uncheck();
  await page.locator("#keys button").click();
  await page.reload();
  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.keyboard.press("j");
  expect(!(await open()) && !items.includes(await focus()), "keys work though they are switched off");
  await page.locator("[data-keys]").click();
  await page.locator("#keys input").check();
  await page.keyboard.press("Escape");

  await page.goto(`${home}index.html`);
  const names = await page.locator(".ledger tbody th a").allInnerTexts();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  expect(await focus() === names[1], `j j on the index lead to ${await focus()}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/releases/, { timeout: 5_000 }).catch(() => faults.push("Enter does not open the release"));
  await context.close();
  tell("keys and their help", faults);
}

/** Marks and line numbers lead to the very place, which is seen. */
export async function anchors(browser, home, release, log, tell) {
  const page = await browser.newPage();
  const faults = [];
  await page.goto(home + release);
  const first = page.locator(".item .anchor").first();
  const to = await first.getAttribute("href");
  await first.click();
  const ground = (at) => page.locator(at).evaluate((part) => [getComputedStyle(part).backgroundColor, part.matches(":target")]);
  const [colour, target] = await ground(".item:target");
  if (!target || colour === "rgba(0, 0, 0, 0)" || !decodeURIComponent(page.url()).endsWith(to)) faults.push(`a mark leads to ${page.url()}, ${colour}`);
  await page.goto(`${home}${log}#L2`);
  const [lit, there] = await ground("#L2");
  if (!there || lit === "rgba(0, 0, 0, 0)") faults.push("a line that is linked is not seen");
  await page.locator("#L1 a").click();
  if (!page.url().endsWith("#L1")) faults.push(`a number of a line leads to ${page.url()}`);
  await page.close();
  tell("marks and lines to link to", faults);
}
