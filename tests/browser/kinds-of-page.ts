// One of each kind of page that the site has.

import type { BrowserContextOptions, Page } from "playwright-core";
import { ADA, fillReply, sendReply, untilRead } from "./reply-form";
import { LONG_THREAD, visit } from "./sample-site";

type Options = BrowserContextOptions;

const at = (path: string) => (options?: Options) => visit(path, options);

export const KINDS: Record<string, (options?: Options) => Promise<Page>> = {
  home: at("/"),
  "older posts": async (options) => {
    const page = await visit("/", options);
    await page.getByRole("link", { name: "Older posts" }).click();
    await page.waitForURL("**/?before=*");
    return page;
  },
  "a post with a long thread": at(LONG_THREAD),
  "a post with a table": at("/posts/a-form-is-a-door"),
  "a post with code": at("/posts/reading-my-own-reference-interviews"),
  "a post with a figure, the list of its series open": async (options) => {
    const page = await visit("/posts/planning-with-not-for", options);
    await page.locator(".series-top summary").click();
    return page;
  },
  "a post with a reply begun in place": async (options) => {
    const page = await visit("/posts/a-form-is-a-door", options);
    await page.locator(".reply-link").first().click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    return page;
  },
  "a reply to a comment": async (options) => {
    const page = await visit(LONG_THREAD, options);
    await page.goto((await page.locator(".reply-link").nth(3).getAttribute("href")) ?? "");
    return page;
  },
  "a refused reply": async (options) => {
    const page = await visit("/posts/leaving-well", options);
    await fillReply(page, { ...ADA, name: "", email: "nowhere", site: "none" });
    await untilRead(page);
    await sendReply(page);
    await page.getByRole("alert").waitFor();
    return page;
  },
  "a preview": async (options) => {
    const page = await visit("/posts/leaving-well", options);
    await fillReply(page, { ...ADA, body: "I *mean* it.\n\n> Who [decides](https://decides.example/)?" });
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("region", { name: "Preview" }).waitFor();
    return page;
  },
  "all tags": at("/tags"),
  "a tag": at("/tags/public-libraries"),
  "all series": at("/series"),
  "a series": at("/series/beginning-with-the-people"),
  "a person": at("/people/dele"),
  "the archive": at("/archive"),
  "a month": at("/archive/2026/05"),
  "a post that is not there": at("/posts/hanging-out"),
  "a page that is not there": at("/nowhere"),
};
