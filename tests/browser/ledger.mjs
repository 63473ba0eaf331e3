// The list of releases in a browser: years, pages, and filters that are kept in the address.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** A repository with releases in three years, more than fit on one page, and its site. */
export function longHistory(golive, folder) {
  const [repo, site] = [join(folder, "long-repo"), join(folder, "long-site")];
  mkdirSync(repo);
  const git = (input, ...args) => execFileSync("git", ["-C", repo, ...args], { input, stdio: ["pipe", "ignore", "inherit"] });
  git("", "init", "--quiet", "--initial-branch=main");
  const list = "# Release checklist\n\n- [x] Sign-off in `note.md`\n";
  const person = (n) => `Ada <ada@example.invalid> ${1_690_000_000 + n * 400_000} +0000`;
  const stream = Array.from({ length: 215 }, (_, n) => [
    "commit refs/heads/main", `committer ${person(n)}`, "data 4", "prep",
    `M 100644 inline ${n === 0 ? "RELEASE_CHECKLIST.md" : "count.txt"}`,
    ...(n === 0 ? [`data ${Buffer.byteLength(list)}`, list] : [`data ${String(n).length}`, String(n)]),
    `tag v1.${n}.0`, "from refs/heads/main", `tagger ${person(n)}`, "data 3", "tag",
  ].join("\n")).join("\n") + "\n";
  git(stream, "fast-import", "--quiet");
  execFileSync(golive, ["build", "--quiet", "--repo", repo, "--out", site, "--now", "2026-06-01T00:00:00Z"], { stdio: ["ignore", "inherit", "inherit"] });
  return site;
}

const shown = (page) => page.locator(".ledger tbody tr").evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector("[data-is]").dataset.is));
const status = (page) => page.locator(".filter [role=status]").innerText();

/** Filters on the demo: each alone, together with the text, shared by address, cleared. */
export async function filters(browser, home, tell) {
  const page = await browser.newPage();
  await page.goto(`${home}index.html`);
  const faults = [];
  const expect = (holds, what) => { if (!holds) faults.push(what); };
  const total = (await shown(page)).length;
  expect(await status(page) === `${total} of ${total} releases`, `the status says ${await status(page)}`);
  for (const [name, field, does] of [
    ["go", "readiness", (box) => box.selectOption("go")],
    ["rolled-back", "rolled-back", (box) => box.check()],
    ["late", "late", (box) => box.check()],
  ]) {
    await does(page.locator(`.filter [name="${field}"]`));
    const rows = await shown(page);
    expect(rows.length > 0 && rows.length < total && rows.every((is) => is.split(" ").includes(name)), `${name} shows ${rows}`);
    expect(await status(page) === `${rows.length} of ${total} releases`, `${name}: the status says ${await status(page)}`);
    expect(new URL(page.url()).hash.includes(field), `${name} is not in the address ${page.url()}`);
    const other = await browser.newPage();
    await other.goto(page.url());
    expect((await shown(other)).join() === rows.join(), `${name}: the address shows other rows to somebody else`);
    await other.close();
    await page.locator(".filter [type=reset]").click();
    await page.waitForFunction((all) => document.querySelectorAll(".ledger tbody tr:not([hidden])").length === all, total);
    expect(new URL(page.url()).hash === "", `the address keeps ${page.url()}`);
  }
  await page.locator(".filter [name=readiness]").selectOption("no-go");
  await page.locator(".filter [name=text]").fill("2026-02-05");
  const both = await shown(page);
  expect(both.length === 1 && both[0].includes("no-go"), `readiness and text together show ${both}`);
  await page.close();
  tell("the filters of the releases", faults);
}

/** Years fold, pages are linked, and both work without JavaScript. */
export async function years(browser, home, tell) {
  const faults = [];
  const expect = (holds, what) => { if (!holds) faults.push(what); };
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${home}index.html`);
  const closed = plain.locator("details.year:not([open])").last();
  await closed.locator("summary").click();
  expect(await plain.locator("details.year").last().getAttribute("open") !== null, "a year does not open without JavaScript");
  expect(await plain.locator(".ledger tbody tr").count() === 200, "the first page does not hold 200 releases");
  await plain.locator("nav.paging a").nth(1).click();
  expect(plain.url().endsWith("/page/2/index.html"), `the second page is ${plain.url()}`);
  expect(await plain.locator(".ledger tbody tr").count() === 15, "the second page does not hold the rest");
  await context.close();

  const page = await browser.newPage();
  await page.goto(`${home}index.html#year=2024`);
  const seen = await page.locator("details.year:not([hidden])").evaluateAll((parts) => parts.map((part) => `${part.dataset.year} ${part.open}`));
  expect(seen.join() === "2024 true", `the year in the address shows ${seen}`);
  expect(/^\d+ of 200 releases on this page$/.test(await status(page)), `the status says ${await status(page)}`);
  await page.close();
  tell("years and pages of releases", faults);
}
