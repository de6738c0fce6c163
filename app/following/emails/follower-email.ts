// The e-mails to followers: one about a conversation or a post, or a letter with all that came in a day or a week. Text and HTML have
// the same words.

import { type Markup, markup } from "~/platform/markup";
import { quoteTitle } from "~/posts/post";
import type { Delivery } from "../following.schema";
import type { Reason } from "../reasons";
import type { Section, WrittenItem } from "./told-item";

/** A thing that somebody is told. */
export interface Shown {
  item: WrittenItem;
  reason: Reason;
  /** "The series “…”", of what is followed; null for answers. */
  followed: { kind: string; name: string } | null;
}

export const MAX_ITEMS = 20;
/** Mail programs cut what is longer. */
const MAX_HTML_BYTES = 90_000;

interface Frame {
  siteName: string;
  siteUrl: string;
  delivery: Exclude<Delivery, "site">;
  /** Where one manages what one follows, by the standing link. */
  manageHref: string;
  /** Where just what this e-mail is about ends; null if it is about several things. */
  stopHref: string | null;
  /** Whether there is an account, whose page has what doesn't fit. */
  isMember: boolean;
}

export interface FollowerEmail {
  subject: string;
  text: string;
  html: string;
}

/** Posts first, then conversations. What doesn't fit is counted. */
export function followerEmail(items: readonly Shown[], frame: Frame): FollowerEmail {
  const sorted = inOrder(items);
  for (let count = Math.min(sorted.length, MAX_ITEMS); ; count--) {
    const email = compose(sorted.slice(0, count), { ...frame, more: sorted.length - count });
    if (count <= 1 || Buffer.byteLength(email.html) <= MAX_HTML_BYTES) return email;
  }
}

/** New posts, then each conversation's responses together. */
function inOrder(items: readonly Shown[]): Shown[] {
  const posts = items.filter(({ item }) => item.kind === "post");
  const conversations = new Map<number, Shown[]>();
  for (const shown of items)
    if (shown.item.kind !== "post")
      conversations.set(shown.item.postId, [...(conversations.get(shown.item.postId) ?? []), shown]);
  return [...posts, ...[...conversations.values()].flat()];
}

function compose(shown: readonly Shown[], frame: Frame & { more: number }): FollowerEmail {
  const subject = subjectOf(shown, frame);
  const sections = frame.delivery === "at-once" ? listSections(shown) : letterSections(shown);
  const why = whyOf(shown, frame);
  return { subject, text: asText(sections, frame, why), html: asHtml(subject, sections, frame, why) };
}

function subjectOf([first, ...others]: readonly Shown[], { siteName, delivery }: Frame): string {
  if (!first) return siteName;
  if (delivery !== "at-once") return `${siteName}: the ${delivery === "daily" ? "day" : "week"}’s news`;
  const { kind, title, name, partOf } = first.item;
  if (partOf && first.reason === "series") return `${partOf}: ${quoteTitle(title)}`;
  if (first.reason === "mention" && others.length === 0)
    return `${name} mentioned you ${kind === "post" ? "in" : "on"} ${quoteTitle(title)}`;
  if (first.reason === "continued") return `${name} continued your comment in ${quoteTitle(title)}`;
  if (kind === "post") return `${quoteTitle(title)} by ${name}`;
  // The same for each of a conversation, so that a mail program shows them together.
  return others.length > 0 || first.reason !== "reply"
    ? `New responses to ${quoteTitle(title)}`
    : `${name} replied to you on ${quoteTitle(title)}`;
}

/** Whether a thing is addressed to its reader. */
const addressOf = (reason: Reason) => ({
  isReply: reason === "reply",
  isMention: reason === "mention",
  isContinued: reason === "continued",
});

const BREAK = "* * *";

const listSections = (shown: readonly Shown[]): Section[] =>
  shown.flatMap(({ item, reason }, index) => [
    ...(index > 0 ? [{ text: BREAK, html: markup`` }] : []),
    item.write({ ...addressOf(reason), isBelowTitle: false }),
  ]);

/** New posts, then each conversation below its title. */
function letterSections(shown: readonly Shown[]): Section[] {
  const sections: Section[] = [];
  let titled: number | null = null;
  for (const { item, reason } of shown) {
    if (item.kind === "response" && item.postId !== titled) {
      if (sections.length > 0) sections.push({ text: BREAK, html: markup`` });
      const title = `New responses to ${quoteTitle(item.title)}`;
      sections.push({
        text: title,
        html: markup`<h2 style="margin:1.5em 0 1em;font-size:1.15em;line-height:1.3">${title}</h2>\n`,
      });
      titled = item.postId;
    } else if (item.kind === "post" && sections.length > 0) sections.push({ text: BREAK, html: markup`` });
    sections.push(item.write({ ...addressOf(reason), isBelowTitle: titled !== null }));
  }
  return sections;
}

/** "You get this e-mail because …", each reason once. */
function whyOf(items: readonly Shown[], { siteName }: Frame): string {
  const reasons = items.map(({ reason, followed }) => {
    if (reason === "reply") return "somebody replied to you";
    if (reason === "mention") return "somebody mentioned you";
    if (reason === "continued") return "a post continues your comment";
    if (reason === "own-post") return "it is your post";
    if (!followed || followed.kind === "site") return `you follow ${siteName}`;
    return `you follow ${NOUNS.get(followed.kind) ?? ""}${followed.kind === "posts" || followed.kind === "series" ? quoteTitle(followed.name) : followed.name}`;
  });
  return `You get this e-mail because ${joined([...new Set(reasons)])}.`;
}

const NOUNS = new Map([
  ["series", "the series "],
  ["tags", "the tag "],
  ["posts", ""],
  ["comments", ""],
  ["people", ""],
]);

const joined = (parts: string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const moreWords = (more: number, isMember: boolean) =>
  `And ${more} more, which you find on the site${isMember ? " under Notifications" : ""}.`;
const morePath = (isMember: boolean) => (isMember ? "/notifications" : "/");

const STOP = "Stop e-mails about this";
const MANAGE = "Change or stop all e-mails";

function asText(
  sections: Section[],
  { siteName, siteUrl, more, manageHref, stopHref, isMember }: Frame & { more: number },
  why: string,
): string {
  return `${[
    ...sections.map(({ text }) => text),
    ...(more > 0 ? [moreWords(more, isMember), siteUrl + morePath(isMember)] : []),
    `-- \n${[why, ...(stopHref ? [`${STOP}: ${stopHref}`] : []), `${MANAGE}: ${manageHref}`, `${siteName}: ${siteUrl}`].join("\n")}`,
  ].join("\n\n")}\n`;
}

const STYLE = [
  "a{color:#1d5c4d}.foot,.foot a{color:#655d51}",
  "@media(prefers-color-scheme:dark){a{color:#8cc9b6}.foot,.foot a{color:#b5ac9e}}",
].join("");

function asHtml(
  subject: string,
  sections: Section[],
  { siteName, siteUrl, more, manageHref, stopHref, isMember }: Frame & { more: number },
  why: string,
): string {
  const link = (href: string, words: string): Markup => markup`<a href="${href}">${words}</a>`;
  return markup`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${subject}</title><style>${STYLE}</style></head>
<body style="margin:0;padding:1.5em;font:16px/1.55 Georgia,serif;overflow-wrap:break-word"><div style="max-width:34em">
${sections.map(({ html }) => html)}${more > 0 ? markup`<p style="margin:0 0 1em">${link(siteUrl + morePath(isMember), moreWords(more, isMember))}</p>\n` : null}<p class="foot" style="margin:2em 0 0;font-size:.85em">${why}<br>${stopHref ? markup`${link(stopHref, STOP)} · ` : null}${link(manageHref, MANAGE)} · ${link(siteUrl, siteName)}</p>
</div></body></html>
`.html;
}
