// E-mail to guests: its texts, and how their addresses are recognised.

import { createHash } from "node:crypto";
import type { Email } from "~/platform/mail/email";
import { CONFIRM_DAYS } from "./guest.schema";

/** Guests are known by a hash of their address, in the canonical form of people/fields.ts: only their comments have it. */
export const hashEmail = (email: string): string => createHash("sha256").update(email).digest("base64url");

export const confirmPath = (secret: string) => `/guests/confirm/${secret}`;
/** Where a guest turns e-mails off, and on again. */
export const guestEmailsPath = (secret: string) => `/guests/emails/${secret}`;

/** Asks whether an address is its guest's. It has nothing that whoever typed the address has written or chosen, such as a title. */
export const confirmAddressEmail = (siteName: string, href: string): Email => ({
  subject: `Confirm your e-mail address at ${siteName}`,
  paragraphs: [
    `You (or someone else) entered this e-mail address at ${siteName}, to follow something there or to get answers to a reply. Open the link to see what it is, and confirm the address with one button. Until then, we send nothing.`,
  ],
  link: { href, words: "See it and confirm" },
  after: [
    `The link works once and expires after ${CONFIRM_DAYS} days. If this wasn’t you, you can ignore this e-mail, or turn off all such e-mails below.`,
  ],
});
