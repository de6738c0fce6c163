import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectInView } from "./in-view";
import { BOTH_WAYS, LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

test("fits 45 to 80 characters in a line of a post on a wide page", async () => {
  const page = await visit(LONG_THREAD, { viewport: { width: 1280, height: 900 } });
  const lengths = await measureLines(page, ".post-text > p");
  expect(lengths.length).toBeGreaterThan(50);
  expect(lengths.filter((length) => length < 45 || length > 80)).toEqual([]);
});

/** The lengths of these paragraphs' lines, without the last ones. */
const measureLines = (page: Page, selector: string): Promise<number[]> =>
  page.locator(selector).evaluateAll((paragraphs) =>
    paragraphs.flatMap((paragraph) => {
      const range = document.createRange();
      const lines: { left: number; length: number }[] = [];
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (text.parentElement?.closest("sup, .pilcrow")) continue;
        for (let index = 0; index < (text.nodeValue ?? "").length; index += 1) {
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          const { left, width } = range.getBoundingClientRect();
          // A character further left than the one before begins a new line. A space at the end of a line has
          // no width.
          if (width === 0) continue;
          const line = lines.at(-1);
          if (!line || left < line.left) lines.push({ left, length: 1 });
          else Object.assign(line, { left, length: line.length + 1 });
        }
      }
      return lines.slice(0, -1).map(({ length }) => length);
    }),
  );

const LINKS_WITHIN = {
  "a paragraph's link": ".post-text > p:nth-of-type(8) .pilcrow",
  "a heading's link": ".post-text .heading > .anchor",
  "a line of the contents": ".contents li:last-child a",
  "a footnote's number": ".footnote-ref",
  "the way back from a footnote": ".footnote-back",
  "an 'in reply to'": ".response-line a:first-child:not([rel])",
};

test.each(BOTH_WAYS)("scrolls each kind of link within a post to its target, %s", async (_way, options) => {
  const page = await visit(LONG_THREAD, options);
  for (const [what, selector] of Object.entries(LINKS_WITHIN)) {
    const link = page.locator(selector).first();
    const href = await link.getAttribute("href");
    expect(href, what).toMatch(/^#./);
    await link.locator("..").hover();
    await link.click();
    await page.waitForURL(`**${LONG_THREAD}${href}`);
    await expectInView(page.locator(`[id="${href?.slice(1)}"]`));
  }
});

test.each(BOTH_WAYS)("scrolls from a pingback's date to the pingback, %s", async (_way, options) => {
  const page = await visit(LONG_THREAD, options);
  await page.locator(".pingback [rel=bookmark]").first().click();
  await page.waitForURL(`**${LONG_THREAD}#pingback-*`);
  await expectInView(page.locator(new URL(page.url()).hash));
});

const TELEPHONE = { viewport: { width: 390, height: 844 } };

test.each(BOTH_WAYS)(
  "links a post's head, its responses and the form to each other, %s",
  async (_way, options) => {
    const page = await visit(LONG_THREAD, { ...TELEPHONE, ...options });
    const count = /^\d+ responses/.exec(await page.locator("#responses h2").innerText())?.[0] ?? "";
    const follow = async (within: string, name: string, place: string) => {
      await page.locator(within).getByRole("link", { name, exact: true }).click();
      await page.waitForURL(`**${LONG_THREAD}${place}`);
      await expectInView(page.locator(place));
    };
    await follow(".post-head", count, "#responses");
    await expectInView(page.locator("#responses article").first());
    await follow("#responses > .jump-links", "Leave a reply", "#respond");
    await follow("#respond > .jump-links", count, "#responses");
    await follow("#responses > .jump-links", "Back to the post", "#main");
    await follow(".post-head", "Leave a reply", "#respond");
    await follow("#respond > .jump-links", "Back to the post", "#main");
  },
);

test("copies a citation by its button, with its italics for programs that take them", async () => {
  const page = await visit(`${LONG_THREAD}/cite`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy MLA 9, Works cited" }).click();
  await page.getByRole("button", { name: "Copied MLA 9, Works cited" }).waitFor();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(
      ["text/plain", "text/html"].map(async (type) => (await item?.getType(type))?.text() ?? ""),
    );
  });
  expect(copied[0]).toMatch(/^[^.]+\. “.*” Longtable, \d+ \w+\.? 2026, http/);
  expect(copied[1]).toContain("<i>Longtable</i>");
});

test("selects a citation that the browser doesn't copy", async () => {
  const page = await visit(`${LONG_THREAD}/cite`);
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new Error("denied"));
  });
  await page.getByRole("button", { name: "Copy APA 7, In the text" }).click();
  await page.getByRole("button", { name: "Copy the selected text APA 7, In the text" }).waitFor();
  expect(await page.evaluate(() => String(getSelection()))).toMatch(/^\(.+, 2026\)$/);
});

test.each(["/", LONG_THREAD, "/people/dele"])(
  "separates the facts of a row by dots on a phone on %s, and never begins or ends a line with one",
  async (path) => {
    const page = await visit(path, TELEPHONE);
    expect(await page.locator("main").innerText()).not.toContain("·");
    const facts = await page.locator(".fact-row").evaluateAll((rows) =>
      rows.flatMap((row) => {
        const shownFrom = Number(/([\d.]+)px\)$/.exec(getComputedStyle(row).clipPath)?.[1]);
        const { left: start } = row.getBoundingClientRect();
        return [...row.children].map((fact, index) => {
          const { left, top } = fact.getBoundingClientRect();
          const before = row.children[index - 1]?.getBoundingClientRect();
          const place = left - start + Number.parseFloat(getComputedStyle(fact, "::before").width) / 2;
          return {
            isFirst: !before || top >= before.bottom - 1,
            isWrapped: index > 0,
            hasDot: place > shownFrom,
          };
        });
      }),
    );
    expect(facts.filter(({ isFirst, isWrapped }) => isFirst && isWrapped).length).toBeGreaterThan(1);
    expect(facts.filter(({ isFirst }) => !isFirst).length).toBeGreaterThan(1);
    expect(facts.filter(({ isFirst, hasDot }) => isFirst === hasDot)).toEqual([]);
  },
);
