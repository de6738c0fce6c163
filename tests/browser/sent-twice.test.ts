import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ADA, fillReply, replyField, sendReply, untilRead } from "./reply-form";
import { BOTH_WAYS, openSampleSite, visit } from "./sample-site";

openSampleSite();

const POST = "/posts/who-is-not-in-the-room";

test.each(BOTH_WAYS)("posts one comment after a double click, %s", async (way, options) => {
  const body = `Pressed twice, ${way}.`;
  const page = await visit(POST, options);
  await fillReply(page, { ...ADA, body });
  await untilRead(page);
  await page.getByRole("button", { name: "Post reply" }).dblclick();
  await page.waitForURL(`**${POST}*#comment-*`);
  expect(await countOf(page, body)).toBe(1);
});

test("sends a reply again whose answer doesn't come, but not at once", async () => {
  const page = await visit(POST);
  await fillReply(page, { ...ADA, body: "No answer came." });
  const presses = await page.evaluate(() => {
    const [sent, timers]: [boolean[], (() => void)[]] = [[], []];
    window.setTimeout = ((act: () => void) => timers.push(act)) as typeof window.setTimeout;
    // In place of a site that doesn't answer.
    addEventListener("submit", (event) => {
      sent.push(!event.defaultPrevented);
      event.preventDefault();
    });
    const press = () => document.querySelector<HTMLElement>("form[data-reply] [type=submit]")?.click();
    press();
    press();
    for (const act of timers.splice(0)) act();
    press();
    press();
    return sent;
  });
  expect(presses).toEqual([true, false, true, false]);
});

test.each(BOTH_WAYS)("posts one comment after going back and sending again, %s", async (way, options) => {
  const body = `Gone back, ${way}.`;
  const page = await visit(POST, options);
  await fillReply(page, { ...ADA, body });
  await untilRead(page);
  await sendReply(page);
  await page.waitForURL(`**${POST}*#comment-*`);
  const own = page.url();

  await page.goBack();
  await page.waitForURL(`**${POST}`);
  await replyField(page, "body").waitFor();
  await fillReply(page, { ...ADA, body });
  await sendReply(page);
  await page.waitForURL(own);
  expect(await countOf(page, body)).toBe(1);
});

test.each(BOTH_WAYS)(
  "posts one comment after reloading and correcting a refused form, %s",
  async (way, options) => {
    const body = `Reloaded, ${way}.`;
    const page = await visit(POST, options);
    await fillReply(page, { ...ADA, body, name: "" });
    await untilRead(page);
    await sendReply(page);
    await page.getByRole("alert").waitFor();

    await page.reload();
    await page.getByRole("alert").waitFor();
    expect(await replyField(page, "body").inputValue()).toBe(body);
    await fillReply(page, { name: ADA.name });
    await sendReply(page);
    await page.waitForURL(`**${POST}*#comment-*`);
    await page.reload();
    expect(await countOf(page, body)).toBe(1);
  },
);

/** The number of comments with this text, for a new visit. */
async function countOf(page: Page, body: string): Promise<number> {
  await page.goto("about:blank");
  await page.goto(POST);
  return page.locator("#responses article .prose").getByText(body, { exact: true }).count();
}
