// The reply form, as a person meets it.

import type { Locator, Page } from "playwright-core";
import { MIN_SECONDS } from "~/comments/comment.schema";

export interface ReplyFields {
  body: string;
  name: string;
  email: string;
  site: string;
}

const LABELS = { body: "Your reply", name: "Name", email: "E-mail", site: /^Website/ } as const;

export const replyField = (page: Page, field: keyof ReplyFields): Locator =>
  page.getByRole("textbox", { name: LABELS[field], exact: true });

export async function fillReply(page: Page, fields: Partial<ReplyFields>): Promise<void> {
  for (const [field, text] of Object.entries(fields))
    await replyField(page, field as keyof ReplyFields).fill(text);
}

/** What stands in the form now. */
export async function readReply(page: Page): Promise<ReplyFields> {
  const read = (field: keyof ReplyFields) => replyField(page, field).inputValue();
  return {
    body: await read("body"),
    name: await read("name"),
    email: await read("email"),
    site: await read("site"),
  };
}

export const sendReply = (page: Page) => page.getByRole("button", { name: "Post reply" }).click();

const firstSights = new Map<string, number>();
const sightOf = (address: string) => /^\/posts\/[^/]+/.exec(new URL(address, "http://site").pathname)?.[0];

/** A new site has shown nothing yet. */
export const forgetSights = () => firstSights.clear();

/** Remembers when a page of a post was first shown by the site. */
export function noteFirstSight(address: string): void {
  const sight = sightOf(address);
  if (sight && !firstSights.has(sight)) firstSights.set(sight, Date.now());
}

/** The site takes nothing that came faster than a person reads: waits until the page's first sight is that long ago. */
export async function untilRead(page: Page): Promise<void> {
  const ready = (firstSights.get(sightOf(page.url()) ?? "") ?? Date.now()) + MIN_SECONDS * 1000;
  while (Date.now() <= ready) await new Promise((resolve) => setTimeout(resolve, ready - Date.now() + 1));
}

/** Fills the form, takes the time that a person takes, and sends it. */
export async function reply(page: Page, fields: Partial<ReplyFields>): Promise<void> {
  await fillReply(page, fields);
  await untilRead(page);
  await sendReply(page);
}

export const ADA: ReplyFields = {
  body: "I have been turning this over since *Tuesday*.",
  name: "Ada Farrow",
  email: "ada@example.org",
  site: "https://ada.example",
};
