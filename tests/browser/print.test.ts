import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createPost } from "../factories/posts";
import { LONG_THREAD, openSampleSite, servedSite, visit } from "./sample-site";

openSampleSite();

const A4 = { viewport: { width: 794, height: 1123 } };
const NOT_ON_PAPER = [
  "nav",
  "form",
  "button",
  ".respond",
  ".reply-link",
  ".jump-links",
  ".paragraph-links",
  ".footnote-back",
  ".colophon",
];
const ON_PAPER =
  "h1, .byline, .post-line time, .post-text > *, .filed-under, #responses :is(h2, article, h3, .response-line, .prose)";

test("what is there to be pressed stays off the paper", async () => {
  const page = await visit(LONG_THREAD, A4);
  const countSeen = (selector: string) => page.locator(selector).filter({ visible: true }).count();
  for (const selector of NOT_ON_PAPER) expect(await countSeen(selector), selector).toBeGreaterThan(0);
  await page.emulateMedia({ media: "print" });
  for (const selector of NOT_ON_PAPER) expect(await countSeen(selector), selector).toBe(0);
});

test("the links to paragraphs and sections stay off the paper, also when all are shown", async () => {
  const page = await visit(`${LONG_THREAD}#paragraph-links`, A4);
  const links = page.locator(".anchor, .pilcrow").filter({ visible: true });
  expect(await links.count()).toBeGreaterThan(10);
  await page.emulateMedia({ media: "print" });
  expect(await links.count()).toBe(0);
});

test("title, byline, text and every response stand on paper", async () => {
  const page = await visit(LONG_THREAD, A4);
  const parts = page.locator(ON_PAPER);
  const all = await parts.count();
  expect(all).toBeGreaterThan(4 * (await page.locator("#responses article").count()));
  await page.emulateMedia({ media: "print" });
  expect(await parts.filter({ visible: true }).count()).toBe(all);
});

test("on paper a link to another site is followed by its address", async () => {
  const page = await visit("/posts/a-form-is-a-door", A4);
  await page.emulateMedia({ media: "print" });
  const links = await page.locator(".prose a[href^=http]").evaluateAll((all) =>
    all.map((link) => ({
      after: getComputedStyle(link, "::after").content,
      href: link.getAttribute("href"),
    })),
  );
  expect(links.length).toBeGreaterThan(0);
  for (const { after, href } of links) expect(after).toContain(href);
});

test("on paper it is dark on white, whatever the screen prefers", async () => {
  const page = await visit(LONG_THREAD, A4);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const [ink, paper] = await page
    .locator("html")
    .evaluate((html) => [getComputedStyle(html).color, getComputedStyle(html).backgroundColor]);
  expect({ ink, paper }).toEqual({ ink: "rgb(0, 0, 0)", paper: "rgb(255, 255, 255)" });
});

test("on paper stand the name of the site and the address of the post, which no screen shows", async () => {
  const page = await visit(LONG_THREAD, A4);
  const source = page.locator(".post-head .print-only");
  expect(await source.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await source.innerText()).toMatch(new RegExp(`^.+ · http://.+${LONG_THREAD}$`));
});

test("a table breaks between its rows and repeats its head, and a name stays with what was said", async () => {
  const page = await visit("/posts/a-form-is-a-door", A4);
  await page.emulateMedia({ media: "print" });
  const styleOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { breakInside, breakAfter, display, overflowX } = getComputedStyle(element);
        return { breakInside, breakAfter, display, overflowX };
      });
  expect(await styleOf(".prose .table")).toMatchObject({ breakInside: "auto", overflowX: "visible" });
  expect(await styleOf("table")).toMatchObject({ breakInside: "auto" });
  expect(await styleOf("tr")).toMatchObject({ breakInside: "avoid" });
  expect(await styleOf("thead")).toMatchObject({ display: "table-header-group" });
  expect(await styleOf(".response > header")).toMatchObject({ breakInside: "avoid", breakAfter: "avoid" });
});

/** As wide as what is printed on A4, between its margins. */
const WITHIN_MARGINS = { viewport: { width: 612, height: 957 } };

/** The beginnings of texts that reach beyond the post's sides. */
const beyond = (page: Page) =>
  page.locator(".post-text").evaluate((text) => {
    const { left, right } = text.getBoundingClientRect();
    const texts = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()];
      if (rects.some((rect) => rect.left < left - 1 || rect.right > right + 1))
        found.push((node.textContent ?? "").slice(0, 20));
    }
    return found;
  });

test("on paper, which can't be scrolled, code and wide tables stay between the margins", async () => {
  const words = Array.from({ length: 9 }, (_, index) => `Bibliotheksentwicklungsplan${index}`);
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const table = [row(words), row(words.map(() => "---")), row(words)].join("\n");
  const code = `const letters = "${"abcdefghij".repeat(30)}"; ${"more(); ".repeat(40)}`;
  const source = `Before.\n\n\`\`\`js\n${code}\n\`\`\`\n\n\`\`\`\n${code}\n\`\`\`\n\n${table}`;
  await createPost(servedSite().services, { slug: "wide", source });
  const page = await visit("/posts/wide", WITHIN_MARGINS);
  expect((await beyond(page)).length).toBeGreaterThan(2);
  await page.emulateMedia({ media: "print" });
  expect(await beyond(page)).toEqual([]);
});

test("on paper, which can't be opened, closed details are open", async () => {
  const source = "<details><summary>More</summary>\n\nWhat was hidden.\n\n</details>";
  await createPost(servedSite().services, { slug: "details", source });
  const page = await visit("/posts/details", A4);
  const hidden = page.getByText("What was hidden.");
  expect(await hidden.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await hidden.isVisible()).toBe(true);
  expect((await hidden.boundingBox())?.height).toBeGreaterThan(10);
});

test("a post with its long thread prints on several pages of paper", async () => {
  const page = await visit(LONG_THREAD, A4);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(8);
});
