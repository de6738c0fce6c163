// E-mail to guests: its texts, and how their addresses are recognised.

import { createHash } from "node:crypto";
import type { Email } from "~/platform/mail/email";
import { CONFIRM_DAYS } from "./guest.schema";

/** Guests are known by a hash of their address, in the canonical form of people/fields.ts: only their comments have it. */
export const hashEmail = (email: string): string => createHash("sha256").update(email).digest("base64url");

export const confirmPath = (secret: string) => `/guests/confirm/${secret}`;
/** Where a guest turns e-mails off, and on again. */
export const guestEmailsPath = (secret: string) => `/guests/emails/${secret}`;

/** Asks whether an address is its guest's. It has nothing that whoever typed the address has written. */
export const confirmGuestEmail = (siteName: string, href: string): Email => ({
  subject: `Confirm your e-mail address at ${siteName}`,
  paragraphs: [
    `You (or someone else) replied at ${siteName} with this e-mail address, and asked for e-mail about the reply. Confirm the address to be told what moderators decide about it.`,
  ],
  link: { href, words: "Confirm this address" },
  after: [
    `The link works once and expires after ${CONFIRM_DAYS} days. If this wasn’t you, you can ignore this e-mail, or turn off all such e-mails below.`,
  ],
});
