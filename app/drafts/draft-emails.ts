// The texts of e-mails about drafts. Each says what was done by whom, and leads to what to do next.

import type { Email } from "~/platform/mail/email";
import { quoteTitle } from "~/posts/post";
import { BIN_DAYS } from "./draft.schema";

/** What an e-mail tells of. */
export interface DraftNews {
  title: string;
  /** The name of the person who did it. */
  by: string;
}

/** To the editors. */
export const submittedEmail = (
  siteName: string,
  href: string,
  { title, by, isPublished }: DraftNews & { isPublished: boolean },
): Email => ({
  subject: `${quoteTitle(title)} is waiting for an editor`,
  paragraphs: [
    isPublished
      ? `${by} has handed in changes to ${quoteTitle(title)}, which is published at ${siteName}.`
      : `${by} has handed in ${quoteTitle(title)} at ${siteName}.`,
  ],
  link: { href, words: "Read it, then publish or return it" },
});

export const returnedEmail = (
  siteName: string,
  href: string,
  { title, by, message }: DraftNews & { message: string },
): Email => ({
  subject: `${quoteTitle(title)} was returned to you`,
  paragraphs: [
    `${by} has read ${quoteTitle(title)} at ${siteName} and returned it to you:`,
    ...message.split(/\n+/).filter((line) => line.trim() !== ""),
  ],
  link: { href, words: "Edit it, then hand it in again" },
});

export const publishedEmail = (siteName: string, href: string, { title, by }: DraftNews): Email => ({
  subject: `${quoteTitle(title)} is published`,
  paragraphs: [`${by} has published ${quoteTitle(title)} at ${siteName}.`],
  link: { href, words: "View the post" },
});

export const changesAcceptedEmail = (siteName: string, href: string, { title, by }: DraftNews): Email => ({
  subject: `Your changes to ${quoteTitle(title)} were accepted`,
  paragraphs: [`${by} has accepted the changes to ${quoteTitle(title)} at ${siteName}.`],
  link: { href, words: "View it" },
});

export const discardedEmail = (siteName: string, href: string, { title, by }: DraftNews): Email => ({
  subject: `Changes to ${quoteTitle(title)} were discarded`,
  paragraphs: [
    `${by} has discarded the changes to ${quoteTitle(title)} at ${siteName}. Your text is kept as a copy beside the draft.`,
  ],
  link: { href, words: "View the draft" },
});

/** `at` is the time of publication in words. */
export const scheduledEmail = (
  siteName: string,
  href: string,
  { title, by, at }: DraftNews & { at: string },
): Email => ({
  subject: `${quoteTitle(title)} is scheduled`,
  paragraphs: [`${by} has scheduled ${quoteTitle(title)}. It will be published at ${siteName} on ${at}.`],
  link: { href, words: "View it" },
});

export const unscheduledEmail = (siteName: string, href: string, { title, by }: DraftNews): Email => ({
  subject: `${quoteTitle(title)} is no longer scheduled`,
  paragraphs: [
    `${by} has unscheduled ${quoteTitle(title)} at ${siteName}. It is a draft again and won’t be published by itself.`,
  ],
  link: { href, words: "View the draft" },
});

export const withdrawnEmail = (siteName: string, href: string, { title, by }: DraftNews): Email => ({
  subject: `${quoteTitle(title)} was withdrawn`,
  paragraphs: [
    `${by} has withdrawn ${quoteTitle(title)}. Readers of ${siteName} no longer see it. Its text and its responses are kept.`,
  ],
  link: { href, words: "View the draft" },
});

export const binnedEmail = (siteName: string, href: string, { title, by }: DraftNews): Email => ({
  subject: `${quoteTitle(title)} is in the bin`,
  paragraphs: [
    `${by} has deleted the draft ${quoteTitle(title)} at ${siteName}. It stays in the bin for ${BIN_DAYS} days, and you can restore it until then.`,
  ],
  link: { href, words: "View your drafts" },
});

/** To the writers and the editors, about a scheduled post. */
export const failedEmail = (
  siteName: string,
  href: string,
  { title, why }: { title: string; why: string },
): Email => ({
  subject: `${quoteTitle(title)} couldn’t be published`,
  paragraphs: [
    `${quoteTitle(title)} was to be published at ${siteName} now, and couldn’t be, because ${why}`,
    "Nothing is lost, and it stays scheduled.",
  ],
  link: { href, words: "View the draft" },
});
