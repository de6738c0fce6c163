import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { expectInView } from "./in-view";
import { bothWays, LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

const LINKS = {
  "a paragraph's link": ".post-text > p:nth-of-type(8) .pilcrow",
  "a heading's link": ".post-text h2 .anchor",
  "a line of the contents": ".contents li:last-child a",
  "a footnote's number": ".footnote-ref",
  "the way back from a footnote": ".footnote-back",
  "an 'in reply to'": ".response-line a:first-child:not([rel])",
  "a pingback's date": ".pingback [rel=bookmark]",
};

test.each(bothWays(LINKS))(
  "%s: %s leads to its place on the page, which is seen",
  async (_way, _what, options, selector) => {
    const page = await visit(LONG_THREAD, options);
    const link = page.locator(selector).first();
    const href = await link.getAttribute("href");
    expect(href).toMatch(/^#./);
    await link.hover();
    await expectVisible(link);
    await link.click();
    await page.waitForURL(`**${LONG_THREAD}${href}`);
    await expectInView(page.locator(`[id="${href?.slice(1)}"]`));
  },
);

async function expectVisible(link: Locator) {
  expect(await link.evaluate((element) => Number(getComputedStyle(element).opacity))).toBe(1);
}
