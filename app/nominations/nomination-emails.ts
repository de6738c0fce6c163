// E-mails to the writers of responses that editors would like as posts.

import { ROLE_MEANINGS } from "~/people/roles";
import type { Email } from "~/platform/mail/email";
import { quoteTitle } from "~/posts/post";

interface Invited {
  /** Of the post that the response is to. */
  title: string;
  href: string;
}

const subject = (title: string) => `Your reply to ${quoteTitle(title)} could be a post`;
const invitation = (siteName: string, title: string) =>
  `An editor of ${siteName} invites you to make your reply to ${quoteTitle(title)} a post of its own.`;

/** To a member. */
export const writerInvitationEmail = (
  siteName: string,
  { title, href, isRaised }: Invited & { isRaised: boolean },
): Email => ({
  subject: subject(title),
  paragraphs: [
    invitation(siteName, title),
    ...(isRaised ? [`You are a contributor now: a contributor ${ROLE_MEANINGS.contributor}.`] : []),
    "The editor begins with your reply as a quotation. Nothing is published before you say so.",
  ],
  link: { href, words: "Begin the post" },
  after: ["If you’d rather not, you needn’t do anything."],
});

/** To a guest. */
export const guestInvitationEmail = (
  siteName: string,
  { title, href, days }: Invited & { days: number },
): Email => ({
  subject: subject(title),
  paragraphs: [
    invitation(siteName, title),
    `For this you need an account. You join as a contributor: a contributor ${ROLE_MEANINGS.contributor}.`,
  ],
  link: { href, words: "Choose your name and join" },
  after: [
    `The link works once and expires after ${days} days. If you’d rather not, you needn’t do anything.`,
  ],
});
