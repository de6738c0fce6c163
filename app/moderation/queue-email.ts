// The e-mail to a moderator about what has come to wait.

import type { Email } from "~/platform/mail/email";
import { quoteTitle } from "~/posts/post";

/** A response or an edit, an appeal of a decision, an appeal of a block, which names nobody, or a second look that a moderator asks
 *  for. `path` leads to it. */
export type Waiting = { excerpt: string; path: string } & (
  | { kind: "response" | "appeal"; name: string; title: string }
  | { kind: "second-look"; name: string }
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
  if (first && others.length === 0) {
    if (first.kind === "response") return `A response to ${quoteTitle(first.title)} is waiting`;
    return first.kind === "second-look"
      ? `${first.name} asks for a second look at ${siteName}`
      : `An appeal is waiting at ${siteName}`;
  }
  const has = (...kinds: Waiting["kind"][]) => waiting.some(({ kind }) => kinds.includes(kind));
  const what = [
    has("response") ? "responses" : [],
    has("appeal", "block-appeal") ? "appeals" : [],
    has("second-look") ? "requests for a second look" : [],
  ].flat();
  return `${more ? `More than ${waiting.length}` : waiting.length} ${inWords(what)} are waiting at ${siteName}`;
}

const inWords = (things: string[]): string =>
  things.length < 3 ? things.join(" and ") : `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;

function lead(one: Waiting): string {
  if (one.kind === "second-look") return `${one.name} asks for a second look at a response`;
  if (one.kind === "block-appeal") return "Somebody who is blocked asks for another look";
  const where = `${one.name} on ${quoteTitle(one.title)}`;
  return one.kind === "appeal" ? `${where} asks for another look at a decision` : where;
}
