// The e-mail to a moderator about what has come to wait.

import type { Email } from "~/platform/mail/email";
import { quoteTitle } from "~/posts/post";

/** A response or an edit, an appeal of a decision, or an appeal of a block, which names nobody. `path` leads to it. */
export type Waiting = { excerpt: string; path: string } & (
  | { kind: "response" | "appeal"; name: string; title: string }
  | { kind: "block-appeal" }
);

/** To a moderator, about what has come to wait since the last e-mail. `more` says that there is more than that. */
export const queueEmail = (
  siteName: string,
  siteUrl: string,
  { waiting, more }: { waiting: Waiting[]; more: boolean },
): Email => ({
  subject: subjectOf(siteName, waiting, more),
  paragraphs: waiting.flatMap((one) => [`${lead(one)}: ${one.excerpt}`, siteUrl + one.path]),
  link: { href: `${siteUrl}/moderation`, words: "Approve, hold or remove them" },
  after: ["You can choose how often you get this e-mail in your settings, under E-mail."],
});

function subjectOf(siteName: string, waiting: Waiting[], more: boolean): string {
  const [first, ...others] = waiting;
  if (first && others.length === 0)
    return first.kind === "response"
      ? `A response to ${quoteTitle(first.title)} is waiting`
      : `An appeal is waiting at ${siteName}`;
  const hasResponses = waiting.some(({ kind }) => kind === "response");
  const hasAppeals = waiting.some(({ kind }) => kind !== "response");
  const what = [hasResponses ? "responses" : [], hasAppeals ? "appeals" : []].flat().join(" and ");
  return `${more ? `More than ${waiting.length}` : waiting.length} ${what} are waiting at ${siteName}`;
}

function lead(one: Waiting): string {
  if (one.kind === "block-appeal") return "Somebody who is blocked asks for another look";
  const where = `${one.name} on ${quoteTitle(one.title)}`;
  return one.kind === "appeal" ? `${where} asks for another look at a decision` : where;
}
