// Positions on right-to-left pages and in right-to-left texts.

import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { saveSettings } from "~/site/site.server";
import { createComment, createPost } from "../factories/posts";
import { buildSettings } from "../factories/settings";
import { openSampleSite, servedSite, visit } from "./sample-site";

openSampleSite();

const SOURCE = `كان هنا أحد عشر شخصًا.

> اقتباس

- أولًا

~~~
npm ci --omit=dev
~~~

The last words are English.`;

beforeAll(async () => {
  const { services } = servedSite();
  const id = await createPost(services, { slug: "arabic", title: "من ليس في القاعة!", source: SOURCE });
  const first = await createComment(services, id, { name: "عمر (عمّان)", body: "نعم." });
  await createComment(services, id, { name: "Anna", body: "Yes.", to: first });
});

const speak = (language: string) => saveSettings(servedSite().services, buildSettings({ language }));

/** The left and right ends of a text on its line, and of the enclosing box that matches `selector`. */
const placeOf = (page: Page, selector: string, text: string) =>
  page.locator(selector).evaluateAll((boxes, words) => {
    for (const box of boxes) {
      const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const at = node.textContent?.lastIndexOf(words) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const { left, right } = range.getBoundingClientRect();
        const around = box.getBoundingClientRect();
        return { left, right, fromLeft: left - around.left, fromRight: around.right - right };
      }
    }
    throw new Error(`no "${words}" there`);
  }, text);

test.each(["en", "ar"])(
  "aligns blocks of a right-to-left text to the right on a site in %s",
  async (language) => {
    await speak(language);
    const page = await visit("/posts/arabic");
    for (const [selector, text] of [
      [".post-text > p", "كان"],
      [".post-text blockquote p", "اقتباس"],
      [".post-text li", "أولًا"],
    ] as const) {
      const { fromLeft, fromRight } = await placeOf(page, selector, text);
      expect(fromRight, text).toBeLessThan(2);
      expect(fromLeft, text).toBeGreaterThan(100);
    }
    for (const [selector, text] of [
      [".post-text > p", "The last words"],
      [".post-text pre code", "npm"],
    ] as const)
      expect((await placeOf(page, selector, text)).fromLeft, text).toBeLessThan(2);
    const last = ".post-text > p:last-of-type";
    const [word, stop] = [await placeOf(page, last, "English"), await placeOf(page, last, ".")];
    expect(stop.left).toBeGreaterThan(word.left);
    const [arabic, itsStop] = [
      await placeOf(page, ".post-text > p", "شخصًا"),
      await placeOf(page, ".post-text > p", "."),
    ];
    expect(itsStop.left).toBeLessThan(arabic.left);
    const quote = page.locator(".post-text blockquote");
    const sides = await quote.evaluate((box) => {
      const { borderLeftWidth, borderRightWidth } = getComputedStyle(box);
      return [borderLeftWidth, borderRightWidth];
    });
    expect(sides).toEqual(["0px", "3px"]);
  },
);

test("mirrors the page of a site in Arabic, except lines of English text", async () => {
  await speak("ar");
  const page = await visit("/posts/arabic", { viewport: { width: 1100, height: 800 } });
  const box = async (selector: string) => {
    const found = await page.locator(selector).first().boundingBox();
    if (!found) throw new Error(`no ${selector}`);
    return { left: found.x, right: found.x + found.width };
  };
  expect((await box(".masthead-name")).left).toBeGreaterThan((await box(".masthead-ways")).right);
  const outer = await box(".conversation > .thread > li > article");
  const inner = await box(".thread .thread article");
  expect(inner.right).toBeLessThan(outer.right);
  expect(inner.left).toBe(outer.left);
  const words = await placeOf(page, "#responses-title", "responses to");
  expect((await placeOf(page, "#responses-title", "2")).left).toBeLessThan(words.left);
  expect((await placeOf(page, "#responses-title", "من")).left).toBeGreaterThan(words.left);
  const readingTime = await placeOf(page, ".post-line", "min read");
  expect((await placeOf(page, ".post-line", "1")).left).toBeLessThan(readingTime.left);
  const hint = await placeOf(page, "#field-name-hint", "Shown with");
  expect((await placeOf(page, "#field-name-hint", ".")).left).toBeGreaterThan(hint.left);
  expect((await placeOf(page, "#field-name-hint", ".")).fromRight).toBeLessThan(2);
});

test.each([
  ["en", { rel: "next", arrow: "→", isRight: true }],
  ["ar", { rel: "next", arrow: "←", isRight: false }],
])(
  "puts the link to older posts at the end of the line on a site in %s",
  async (language, { rel, arrow, isRight }) => {
    await speak(language);
    const page = await visit("/", { viewport: { width: 1000, height: 800 } });
    const link = page.locator(`.newer-older [rel=${rel}]`);
    expect(await link.evaluate((it) => getComputedStyle(it, "::after").content)).toContain(arrow);
    const { x = 0 } = (await link.boundingBox()) ?? {};
    expect(x > 500).toBe(isRight);
  },
);

test("takes the direction of a typed text from its first letter", async () => {
  await speak("en");
  const page = await visit("/posts/arabic");
  const text = page.getByLabel("Your reply");
  const direction = () => text.evaluate((field) => getComputedStyle(field).direction);
  expect(await direction()).toBe("ltr");
  await text.fill("نعم");
  expect(await direction()).toBe("rtl");
});
