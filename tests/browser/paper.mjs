// A release on paper: the text of its PDF holds every item, and each sheet says which release and commit it is of.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** The text of each sheet of a PDF, without white space, which a line break or a ligature may change. */
async function sheets(bytes) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: true }).promise;
  const texts = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(packed(items.map((item) => item.str).join("")));
  }
  return texts;
}

const packed = (text) => text.normalize("NFKC").replace(/[\s\u00ad]/g, "");

/** Prints a page from the dark mode, and reads the PDF. */
export async function paper(browser, url, heads, tell) {
  const context = await browser.newContext({ colorScheme: "dark" });
  const page = await context.newPage();
  await page.goto(url);
  const words = await page.evaluate(() => {
    const text = (part) => { const copy = part.cloneNode(true); copy.querySelectorAll(".anchor, .unseen, summary").forEach((one) => one.remove()); return copy.textContent; };
    return [...document.querySelectorAll(".item .text, .item .reading, .item .command, .timeline li > span:last-child, section[aria-labelledby=findings] td.words, figure td")].map(text);
  });
  const texts = await sheets(await page.pdf({ format: "A4" }));
  await context.close();
  const all = texts.join("");
  const running = packed(heads.join(" · "));
  // An item may go on behind the head of the next sheet: without the heads it is whole.
  const body = texts.map((text) => text.replace(/^\d+\/\d+/, "").replace(running, "")).join("");
  const lost = words.filter((text) => !body.includes(packed(text)) && !all.includes(packed(text)));
  const bare = texts.flatMap((text, at) => (text.includes(running) ? [] : [`sheet ${at + 1} of ${texts.length} has no running head: ${text.slice(0, 80)}`]));
  tell(`every item of ${heads[1]} is on paper`, [
    ...(words.length > 10 ? [] : [`only ${words.length} texts to look for`]),
    ...(texts.length > 2 ? [] : [`only ${texts.length} sheets`]),
    ...lost.map((text) => `not printed: ${text.slice(0, 120)}`),
    ...bare,
  ]);
}
