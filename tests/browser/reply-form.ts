// The reply form.

import type { Locator, Page } from "playwright-core";
import { MIN_FILL_SECONDS } from "~/comments/comment.schema";

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

/** The form's current fields. */
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

/** Forgets all visits, for a new site. */
export const forgetSights = () => firstSights.clear();

/** Records the first visit to a post's page. */
export function noteFirstSight(address: string): void {
  const sight = sightOf(address);
  if (sight && !firstSights.has(sight)) firstSights.set(sight, Date.now());
}

/** Waits until the first visit is as long ago as the site's minimum fill time. */
export async function untilRead(page: Page): Promise<void> {
  const ready = (firstSights.get(sightOf(page.url()) ?? "") ?? Date.now()) + MIN_FILL_SECONDS * 1000;
  while (Date.now() <= ready) await new Promise((resolve) => setTimeout(resolve, ready - Date.now() + 1));
}

/** Fills the form, waits for the minimum fill time, and posts it. */
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
