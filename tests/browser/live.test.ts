import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createComment } from "../factories/posts";
import { ADA, fillReply, sendReply, untilRead } from "./reply-form";
import { openSampleSite, servedSite, visit } from "./sample-site";

openSampleSite();

const POST = "/posts/a-form-is-a-door";
const OTHER = "/posts/who-is-not-in-the-room";

const idOf = async (address: string) => {
  const slug = address.split("/").at(-1) ?? "";
  return (await servedSite().services.db.post.findUniqueOrThrow({ where: { slug } })).id;
};
const openStreams = async () =>
  Number(/^longtable_open_streams (\d+)$/m.exec(await servedSite().metrics.text())?.[1]);
const note = (page: Page) => page.locator(".live-note");
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

test("two windows of a browser share one stream, offer what is new without moving anything, and never their own reply", async () => {
  const { services } = servedSite();
  const page = await visit(POST);
  const second = await page.context().newPage();
  await second.goto(OTHER);
  await expect.poll(openStreams).toBe(1);

  const body = page.locator("textarea[name=body]");
  await body.fill("Half a thought");
  const place = await body.boundingBox();
  const [first] = [
    await createComment(services, await idOf(POST), { body: "Something new." }),
    await createComment(services, await idOf(OTHER), { body: "Elsewhere." }),
  ];
  await expect.poll(() => note(page).innerText()).toBe("1 new response");
  await expect.poll(() => note(second).innerText()).toBe("1 new response");
  expect(await openStreams()).toBe(1);
  expect(await body.boundingBox()).toEqual(place);
  expect(await body.evaluate((field) => document.activeElement === field)).toBe(true);
  expect(await note(page).getAttribute("role")).toBe("status");
  await expect.poll(() => note(page).getAttribute("aria-live")).toBe("off");

  const third = await page.context().newPage();
  await third.goto(POST);
  await fillReply(third, { ...ADA, body: "My own." });
  await untilRead(third);
  await sendReply(third);
  await third.waitForURL(`**${POST}*#comment-*`);
  await createComment(services, await idOf(POST), { body: "And more." });
  await expect.poll(() => note(page).innerText()).toBe("2 new responses");

  await note(page).getByRole("link").click();
  await page.waitForURL(`**${POST}#comment-${first}`);
  expect(await page.locator(`#comment-${first}`).innerText()).toContain("Something new.");
});

test("a hidden window has no stream, and hears of what it missed when it is seen again", async () => {
  const page = await visit(POST);
  await expect.poll(openStreams).toBe(1);
  await setHidden(page, true);
  await expect.poll(openStreams).toBe(0);
  await createComment(servedSite().services, await idOf(POST), { body: "Missed." });
  await setHidden(page, false);
  await expect.poll(() => note(page).innerText()).toBe("1 new response");
});

test("a window asks where too many listen already", async () => {
  const page = await visit("/");
  await page.route(/\/live\?/, (route) =>
    route.request().url().endsWith("&once") ? route.continue() : route.fulfill({ status: 429 }),
  );
  await page.goto(OTHER);
  await createComment(servedSite().services, await idOf(OTHER), { body: "Asked for." });
  await expect.poll(() => note(page).innerText()).toBe("1 new response");
});
