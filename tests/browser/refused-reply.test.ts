import type { Page } from "playwright-core";
import { expect, onTestFinished, test, vi } from "vitest";
import { MAX_COMMENT_CHARS, MAX_LINKS } from "~/comments/comment.schema";
import {
  ADA,
  fillReply,
  type ReplyFields,
  readReply,
  reply,
  replyField,
  sendReply,
  untilRead,
} from "./reply-form";
import { BOTH_WAYS, bothWays, openSampleSite, visit } from "./sample-site";

openSampleSite();

const POST = "/posts/planning-with-not-for";
const links = Array.from({ length: MAX_LINKS + 1 }, (_, index) => `<https://shop-${index}.example/>`);

const REFUSED: Record<string, { field: keyof ReplyFields; typed: string; message: RegExp }> = {
  "no name": { field: "name", typed: "", message: /enter a name/ },
  "no e-mail address": { field: "email", typed: "ada at home", message: /doesn’t look like an e-mail/ },
  "no web address": { field: "site", typed: "my own", message: /doesn’t look like a web address/ },
  "too long": {
    field: "body",
    typed: "Long. ".repeat(MAX_COMMENT_CHARS / 5),
    message: /keep this to 20,000/,
  },
  "too many links": { field: "body", typed: `See ${links.join(" ")}.`, message: /at most 6 links/ },
};

test.each(bothWays(REFUSED))(
  "returns every field with the error beside it, and posts the corrected reply: %s, %s",
  async (way, what, options, { field, typed, message }) => {
    const page = await visit(POST, options);
    const fields = { ...ADA, body: `Of ${what}, ${way}.`, [field]: typed };
    await reply(page, fields);

    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toMatch(/^Your reply wasn’t posted/);
    expect(await readReply(page)).toEqual(fields);
    expect(await reasonBeside(page, field)).toMatch(message);
    expect(await page.locator("[aria-invalid=true]").count()).toBe(1);

    await fillReply(page, { [field]: ADA[field] });
    await sendReply(page);
    await page.waitForURL(`**${POST}*#comment-*`);
  },
);

test("does not cut a pasted text that is too long", async () => {
  const page = await visit(POST);
  const long = "Long. ".repeat(MAX_COMMENT_CHARS / 5);
  await replyField(page, "body").focus();
  await page.keyboard.insertText(long);
  expect((await readReply(page)).body).toBe(long);
});

/** The error of a field, between its label and the field, where screen readers look for it. */
async function reasonBeside(page: Page, field: keyof ReplyFields): Promise<string> {
  const control = replyField(page, field);
  expect(await control.getAttribute("aria-invalid")).toBe("true");
  const described = (await control.getAttribute("aria-describedby")) ?? "";
  const reason = page
    .locator(
      described
        .split(" ")
        .map((id) => `#${id}`)
        .join(","),
    )
    .and(page.locator(".field-error"));
  const [above, below] = [await reason.boundingBox(), await control.boundingBox()];
  expect(below && above && below.y - (above.y + above.height)).toBeLessThan(16);
  return reason.innerText();
}

test.each([
  ["with JavaScript", { javaScriptEnabled: true }, "/posts/asking-differently"],
  ["without JavaScript", { javaScriptEnabled: false }, "/posts/what-we-could-not-count"],
])(
  "returns a reply sent within two seconds, and posts it the second time, %s",
  async (_way, options, post) => {
    // The clock stands still, because a slow machine may take two seconds to send a form.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const page = await visit(post, options);
    await fillReply(page, ADA);
    await sendReply(page);
    await page.getByRole("alert").waitFor();
    vi.useRealTimers();
    expect(await page.getByRole("alert").innerText()).toContain("That was very fast. Please post it again.");
    expect(await readReply(page)).toEqual(ADA);

    await untilRead(page);
    await sendReply(page);
    await page.waitForURL(`**${post}*#comment-*`);
  },
);

test.each(BOTH_WAYS)(
  "returns a reply with a filled honeypot and posts nothing, %s",
  async (_way, options) => {
    const page = await visit(POST, options);
    const before = await page.locator("#responses article").count();
    await page.locator("[name=homepage]").fill("https://casino.example", { force: true });
    await reply(page, ADA);

    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("A hidden field was filled in");
    expect(await readReply(page)).toEqual(ADA);
    expect(await page.locator("[name=homepage]").inputValue()).toBe("");

    await page.goto(POST);
    expect(await page.locator("#responses article").count()).toBe(before);
  },
);
