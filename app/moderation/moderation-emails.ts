// The texts of e-mails about moderation.

import type { Email } from "~/platform/mail/email";
import { quoteTitle } from "~/posts/post";
import { isWriterAsking, REASONS } from "./actions";
import { HELD_FOR } from "./holding";
import { TEXT_NEWS } from "./texts/text-action-words";
import type { LoggedAction } from "./texts/text-actions";

interface Decided {
  /** Of the post. */
  title: string;
  action: string;
  reason: string;
  words: string;
}

/** To the writer of a comment. */
export function decisionEmail(siteName: string, href: string, { title, ...decided }: Decided): Email {
  const { subject, sentence } = SENTENCES[decided.action as LoggedAction];
  return {
    subject: subject(quoteTitle(title)),
    paragraphs: [sentence(quoteTitle(title), siteName), ...explainDecision(decided)],
    link: { href, words: "View your reply" },
  };
}

/** An e-mail as it goes to a guest: where its link has a secret, it says so. */
export const forGuest = (email: Email, hasSecret: boolean): Email =>
  hasSecret
    ? { ...email, after: ["The link is private: whoever has it can edit or delete your reply."] }
    : email;

/** To the writer of a comment, whose appeal was answered: the decision stands. */
export const appealEmail = (
  siteName: string,
  href: string,
  { title, words }: { title: string; words: string },
): Email => ({
  subject: `Your appeal about your reply to ${quoteTitle(title)}`,
  paragraphs: [
    `A moderator of ${siteName} has looked again at the decision about your reply to ${quoteTitle(title)}. The decision stands.`,
    ...explainDecision({ reason: "", words }),
  ],
  link: { href, words: "View your reply" },
});

const SENTENCES: Record<
  LoggedAction,
  { subject: (title: string) => string; sentence: (title: string, siteName: string) => string }
> = {
  ...TEXT_NEWS,
  approve: {
    subject: (title) => `Your reply to ${title} was approved`,
    sentence: (title, siteName) =>
      `A moderator has approved your reply to ${title} at ${siteName}. Everyone can read it now.`,
  },
  hold: {
    subject: (title) => `Your reply to ${title} is waiting for a moderator`,
    sentence: (title, siteName) =>
      `Your reply to ${title} at ${siteName} is hidden until a moderator has looked at it again.`,
  },
  "mark-spam": {
    subject: (title) => `Your reply to ${title} was taken for spam`,
    sentence: (title, siteName) =>
      `A moderator has taken your reply to ${title} at ${siteName} for spam. Nobody else can read it.`,
  },
  remove: {
    subject: (title) => `Your reply to ${title} was removed`,
    sentence: (title, siteName) =>
      `A moderator has removed your reply to ${title} at ${siteName}. Nobody else can read it.`,
  },
};

/** The reason for a decision, and the moderator's own words, as paragraphs. */
export const explainDecision = ({ reason, words }: Pick<Decided, "reason" | "words">): string[] => [
  ...(reason in REASONS && REASONS[reason as keyof typeof REASONS]
    ? [REASONS[reason as keyof typeof REASONS]]
    : []),
  ...(isWriterAsking({ reason }) ? [HELD_FOR.writer] : []),
  ...words.split(/\n+/).filter((line) => line.trim() !== ""),
];
