import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember } from "../factories/people";
import { createPost } from "../factories/posts";
import { LONG_THREAD, openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

const A4 = { viewport: { width: 794, height: 1123 } };
const NOT_ON_PAPER = [
  "nav",
  "form",
  "button",
  ".respond",
  ".reply-link",
  ".more",
  ".jump-links",
  ".paragraph-links",
  ".footnote-back",
  ".colophon",
];
const ON_PAPER =
  "h1, .byline, .post-line time, .post-text > *, .filed-under, #responses :is(h2, article, article h3, .response-line, .prose)";

test("hides controls in print", async () => {
  const amy = await createMember(servedSite().services.db, "amy");
  const page = await visit(LONG_THREAD, { ...A4, ...signedInAs(amy) });
  const countSeen = (selector: string) => page.locator(selector).filter({ visible: true }).count();
  for (const selector of NOT_ON_PAPER) expect(await countSeen(selector), selector).toBeGreaterThan(0);
  await page.emulateMedia({ media: "print" });
  for (const selector of NOT_ON_PAPER) expect(await countSeen(selector), selector).toBe(0);
});

test("hides links to paragraphs and sections in print, also when they are shown", async () => {
  const page = await visit(`${LONG_THREAD}#paragraph-links`, A4);
  const links = page.locator(".anchor, .pilcrow").filter({ visible: true });
  expect(await links.count()).toBeGreaterThan(10);
  await page.emulateMedia({ media: "print" });
  expect(await links.count()).toBe(0);
});

test("prints the title, byline, text and every response", async () => {
  const page = await visit(LONG_THREAD, A4);
  const parts = page.locator(ON_PAPER);
  const all = await parts.count();
  expect(all).toBeGreaterThan(4 * (await page.locator("#responses article").count()));
  await page.emulateMedia({ media: "print" });
  expect(await parts.filter({ visible: true }).count()).toBe(all);
});

test("prints the URL after an external link", async () => {
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

test("prints dark on white in any colour scheme", async () => {
  const page = await visit(LONG_THREAD, A4);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const [ink, paper] = await page
    .locator("html")
    .evaluate((html) => [getComputedStyle(html).color, getComputedStyle(html).backgroundColor]);
  expect({ ink, paper }).toEqual({ ink: "rgb(0, 0, 0)", paper: "rgb(255, 255, 255)" });
});

test("prints the name of the site and the URL of the post, which the screen hides", async () => {
  const page = await visit(LONG_THREAD, A4);
  const source = page.locator(".post-head .print-only");
  expect(await source.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await source.innerText()).toMatch(new RegExp(`^.+ · http://.+${LONG_THREAD}$`));
});

test("breaks a table between rows and repeats its head, and keeps a name with its comment", async () => {
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

/** The printable width of A4. */
const WITHIN_MARGINS = { viewport: { width: 612, height: 957 } };

/** The beginnings of texts that overflow the post. */
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

test("wraps code and wide tables within the margins in print", async () => {
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

test("opens closed details in print", async () => {
  const source = "<details><summary>More</summary>\n\nWhat was hidden.\n\n</details>";
  await createPost(servedSite().services, { slug: "details", source });
  const page = await visit("/posts/details", A4);
  const hidden = page.getByText("What was hidden.");
  expect(await hidden.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await hidden.isVisible()).toBe(true);
  expect((await hidden.boundingBox())?.height).toBeGreaterThan(10);
});

test("prints a long thread on several pages", async () => {
  const page = await visit(LONG_THREAD, A4);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(8);
});
