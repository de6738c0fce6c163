import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectInView } from "./in-view";
import { fillReply, sendReply, untilRead } from "./reply-form";
import { BOTH_WAYS, LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

const TITLE = "Hanging out is the work";

test.each(BOTH_WAYS)(
  "leads from the home page to a post, along a pingback and back, to a reply, %s",
  async (way, options) => {
    const page = await visit("/", options);
    await page.getByRole("heading", { name: TITLE, exact: true }).getByRole("link").click();
    await page.waitForURL(`**${LONG_THREAD}`);
    await expectPostInItsPlaces(page);
    const count = await expectCountInWords(page);

    await followPingback(page, "Who gets to be a professional?");
    const answered = await followBackToComment(page, "she asked what happens to the chair");
    expect(await answered.locator("> article h3").innerText()).toBe("Bernadette Oyelaran");

    const words = `What happens to the chair, ${way}?`;
    const own = await answerAsPerson(page, answered, words);
    expect(await own.locator("> article .prose").innerText()).toBe(words);
    expect(await own.locator("> article .response-line").innerText()).toContain(
      "in reply to Bernadette Oyelaran",
    );
    const told = await own.getByRole("status").innerText();
    expect(told).toBe(
      "Your reply was posted. Keep your private link to edit or delete it: it isn’t shown again.",
    );
    expect(await expectCountInWords(page)).toBe(count + 1);

    await page.getByRole("link", { name: "Longtable" }).first().click();
    await page.waitForURL("**/");
    const recent = page.locator(".recent li").first();
    const [line, excerpt] = await recent.locator("p").allInnerTexts();
    expect(line).toMatch(new RegExp(`^Ada Farrow on ${TITLE}`));
    expect(excerpt).toBe(words);
  },
);

async function expectPostInItsPlaces(page: Page) {
  expect(await page.locator("h1").innerText()).toBe(TITLE);
  expect(await page.locator(".post .byline").innerText()).toBe("by Dele Ashworth, introduced by Maren Lind");
  expect(await page.locator(".post-foot .filed-under").innerText()).toBe(
    "Filed under community development, public libraries, the profession",
  );
  expect(await page.locator(".series-top summary").innerText()).toContain(
    "Part 2 of 5 in Beginning with the people",
  );
  for (const where of ["top", "end"]) {
    const nav = page.getByRole("navigation", { name: `Beginning with the people, at the ${where}` });
    expect(await nav.locator("[rel=prev]").innerText()).toMatch(/^Previous part\s+Who is not in the room$/);
    expect(await nav.locator("[rel=next]").innerText()).toMatch(/^Next part\s+Asking differently$/);
  }
}

/** Expects the heading to count comments and pingbacks. Returns the count. */
async function expectCountInWords(page: Page): Promise<number> {
  const responses = page.locator("#responses .thread article");
  const comments = await responses.and(page.locator(":not(.pingback)")).count();
  const pingbacks = await responses.and(page.locator(".pingback")).count();
  expect(comments).toBeGreaterThan(0);
  expect(pingbacks).toBeGreaterThan(0);
  expect(await page.locator("#responses h2").innerText()).toBe(
    `${comments + pingbacks} responses to ‘${TITLE}’`,
  );
  return comments + pingbacks;
}

async function followPingback(page: Page, title: string) {
  await page.locator(".pingback").getByRole("link", { name: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** Returns the comment's list item, in view. */
async function followBackToComment(page: Page, words: string): Promise<Locator> {
  const link = page.getByRole("link", { name: words });
  const id = /^\/comments\/(\d+)$/.exec((await link.getAttribute("href")) ?? "")?.[1];
  await link.click();
  await page.waitForURL(`**${LONG_THREAD}*#comment-${id}`);
  const comment = page.locator(`#comment-${id}`);
  await expectInView(comment);
  return comment;
}

/** Posts a reply. Returns its list item, nested below the parent and in view. */
async function answerAsPerson(page: Page, answered: Locator, body: string): Promise<Locator> {
  await answered
    .locator("> article")
    .getByRole("link", { name: /^Reply/ })
    .click();
  await fillReply(page, { body, name: "Ada Farrow", email: "ada@example.org" });
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${LONG_THREAD}*#comment-*`);
  const own = answered.locator(`> .fold > ol > li${new URL(page.url()).hash}`);
  await expectInView(own);
  return own;
}
