import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ADA, fillReply, replyField, untilRead } from "./reply-form";
import { BOTH_WAYS, openSampleSite, visit } from "./sample-site";

openSampleSite();

const POST = "/posts/a-form-is-a-door";

test.each(BOTH_WAYS)("reaches a working skip link by the first Tab, %s", async (_way, options) => {
  const page = await visit(POST, options);
  await page.keyboard.press("Tab");
  expect((await focused(page))?.name).toBe("Skip to content");
  expect((await focused(page))?.seen).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForURL("**#main");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test.each(BOTH_WAYS)(
  "reaches a working link to the responses by the second Tab, %s",
  async (_way, options) => {
    const page = await visit(POST, options);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatchObject({ name: "Skip to the responses", seen: true });
    await page.keyboard.press("Enter");
    await page.waitForURL("**#responses");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("#responses") !== null)).toBe(true);
  },
);

test("has a link to the responses on posts only", async () => {
  const page = await visit("/");
  expect(await page.locator(".skip").allInnerTexts()).toEqual(["Skip to content"]);
});

test.each(BOTH_WAYS)(
  "reaches every link, field and button in order by Tab, visible and outlined, %s",
  async (_way, options) => {
    const page = await visit(POST, options);
    const all = await listStops(page);
    expect(all.length).toBeGreaterThan(40);
    const reached: Stop[] = [];
    for (let stop = await tab(page); stop; stop = await tab(page)) reached.push(stop);

    // A browser may also stop at scroll containers.
    expect(reached.filter((stop) => stop.name !== "").map((stop) => stop.name)).toEqual(all);
    expect(reached.filter((stop) => !stop.outlined)).toEqual([]);
    expect(reached.filter((stop) => !stop.seen)).toEqual([]);
  },
);

test.each(BOTH_WAYS)(
  "opens the form by Enter on Reply, and posts by Enter in a field, %s",
  async (way, options) => {
    const page = await visit(POST, options);
    await page.locator(".reply-link").first().focus();
    await page.keyboard.press("Enter");
    if (!options.javaScriptEnabled) await page.waitForURL("**/respond?to=*");
    while ((await focused(page))?.name !== "body") await page.keyboard.press("Tab");
    await page.keyboard.type(`By keys, ${way}.`);
    for (const text of [ADA.name, ADA.email]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(text);
    }
    await untilRead(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${POST}*#comment-*`);
    const own = page.locator(`${new URL(page.url()).hash} > article`);
    expect(await own.locator(".prose").innerText()).toBe(`By keys, ${way}.`);
    expect(await own.locator(".response-line").innerText()).toMatch(/^in reply to \S/);
  },
);

test("moves the form back by Escape, with its text, and focuses the reply link", async () => {
  const page = await visit(POST);
  const link = page.locator(".reply-link").nth(1);
  await link.focus();
  await page.keyboard.press("Enter");
  expect(await replyField(page, "body").evaluate((text) => text === document.activeElement)).toBe(true);
  expect(await page.locator(".thread .reply-form").count()).toBe(1);
  await fillReply(page, { body: "Half a thought" });

  await page.keyboard.press("Escape");
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.locator("#respond > .reply-form").count()).toBe(1);
  expect(await replyField(page, "body").inputValue()).toBe("Half a thought");
  expect(await page.locator("[name=to]").inputValue()).toBe("");
});

test("hides the form's heading while the form is under a comment", async () => {
  const page = await visit(POST);
  const heading = page.getByRole("heading", { name: "Leave a reply" });
  expect(await heading.isVisible()).toBe(true);
  await page.locator(".reply-link").first().click();
  expect(await heading.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await heading.isVisible()).toBe(true);
});

test("names the form after the comment that it replies to, also after moving", async () => {
  const page = await visit(POST);
  for (const index of [0, 1]) {
    const comment = page.locator("#responses article:has(.reply-link)").nth(index);
    const name = await comment.locator("h3").innerText();
    await comment.locator(".reply-link").click();
    expect(await page.getByRole("form", { name: `Replying to ${name} Cancel` }).isVisible()).toBe(true);
  }
});

interface Stop {
  /** The element's URL, field name or text. Empty for a scroll container. */
  name: string;
  outlined: boolean;
  seen: boolean;
}

/** Presses Tab. Returns null once the focus has left the page. */
async function tab(page: Page): Promise<Stop | null> {
  await page.keyboard.press("Tab");
  return focused(page);
}

const STOPS = "a[href], button, summary, textarea, input:not([type=hidden])";

const focused = (page: Page): Promise<Stop | null> =>
  page.evaluate((stops) => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    return {
      name: element.matches(stops)
        ? element.getAttribute("name") ||
          element.textContent?.trim() ||
          element.closest("label")?.textContent?.trim() ||
          ""
        : "",
      outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
      seen:
        opacity === "1" &&
        width > 0 &&
        height > 0 &&
        bottom > 0 &&
        top < innerHeight &&
        right > 0 &&
        left < innerWidth,
    };
  }, STOPS);

/** The expected Tab stops in order: every visible, enabled control except the honeypot. */
const listStops = (page: Page): Promise<string[]> =>
  page.evaluate(
    (stops) =>
      [...document.querySelectorAll<HTMLElement>(stops)]
        .filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) && !element.closest(".form-honeypot"),
        )
        .map(
          (element) =>
            element.getAttribute("name") ||
            element.textContent?.trim() ||
            element.closest("label")?.textContent?.trim() ||
            "",
        ),
    STOPS,
  );
