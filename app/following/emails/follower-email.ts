// The e-mails to followers: one about a conversation or a post, or a letter with all that came in a day or a week. Text and HTML have
// the same words.

import { markup } from "~/platform/markup";
import { quoteTitle } from "~/posts/post";
import type { Delivery } from "./following.schema";
import type { Reason } from "./reasons";

/** What an e-mail shows of a thing. Paths begin with "/". */
export interface Shown {
  kind: "response" | "post";
  reason: Reason;
  /** "The series “…”", of what is followed; null for answers. */
  followed: { kind: string; name: string } | null;
  /** Who wrote it. */
  name: string;
  title: string;
  words: string;
  path: string;
  /** Where a response is answered. */
  replyPath: string | null;
}

/** Words of a text in an e-mail: enough to know whether to read on. A comment is mostly shorter. */
const MAX_WORDS = 200;
/** As long as 200 long words, for scripts that put no spaces between them. */
const MAX_CHARS = 1_400;
/** Characters that are looked at for these, pictures' addresses included. */
const MAX_READ = 10_000;
export const MAX_ITEMS = 20;
/** Mail programs cut what is longer. */
const MAX_HTML_BYTES = 90_000;

/** The first words of a Markdown text as paragraphs. Pictures are told by their alternative text. */
export function firstWords(source: string): string[] {
  const plain = source
    .slice(0, MAX_READ)
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\r\n?/g, "\n");
  const paragraphs: string[] = [];
  let [words, chars] = [MAX_WORDS, MAX_CHARS];
  for (const block of plain.split(/\n\s*\n/)) {
    const all = block.trim().split(/\s+/).filter(Boolean);
    if (all.length === 0) continue;
    const some = all.slice(0, words).join(" ");
    const shown = [...some].slice(0, chars).join("");
    if (shown === "") return [...paragraphs, "…"];
    const isCut = all.length > words || shown !== some;
    paragraphs.push(isCut ? `${shown} …` : shown);
    if (isCut) break;
    words -= all.length;
    chars -= [...shown].length;
  }
  return paragraphs;
}

interface Frame {
  siteName: string;
  siteUrl: string;
  delivery: Exclude<Delivery, "site">;
  /** Where one manages what one follows, by the standing link. */
  manageHref: string;
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
  const posts = items.filter(({ kind }) => kind === "post");
  const sorted = [...posts, ...items.filter(({ kind }) => kind !== "post")];
  for (let count = Math.min(sorted.length, MAX_ITEMS); ; count--) {
    const shown = sorted.slice(0, count);
    const email = compose(shown, { ...frame, more: sorted.length - count });
    if (count <= 1 || Buffer.byteLength(email.html) <= MAX_HTML_BYTES) return email;
  }
}

function compose(shown: readonly Shown[], frame: Frame & { more: number }): FollowerEmail {
  const subject = subjectOf(shown, frame);
  const why = whyOf(shown, frame);
  return { subject, text: asText(shown, frame, why), html: asHtml(subject, shown, frame, why) };
}

function subjectOf([first, ...others]: readonly Shown[], { siteName, delivery }: Frame): string {
  if (!first) return siteName;
  if (delivery !== "at-once") return `${siteName}: the ${delivery === "daily" ? "day" : "week"}’s news`;
  if (first.kind === "post") return `${quoteTitle(first.title)} by ${first.name}`;
  // The same for each of a conversation, so that a mail program shows them together.
  return others.length > 0 || first.reason !== "reply"
    ? `New responses to ${quoteTitle(first.title)}`
    : `${first.name} replied to you on ${quoteTitle(first.title)}`;
}

const lead = ({ kind, name, title, reason }: Shown): string =>
  kind === "post"
    ? `${name} published ${quoteTitle(title)}`
    : reason === "reply"
      ? `${name} replied to you on ${quoteTitle(title)}`
      : `${name} responded to ${quoteTitle(title)}`;

/** "You get this e-mail because …", each reason once. */
function whyOf(items: readonly Shown[], { siteName }: Frame): string {
  const reasons = items.map(({ reason, followed }) => {
    if (reason === "reply") return "somebody replied to you";
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

function asText(
  items: readonly Shown[],
  { siteName, siteUrl, more, manageHref, isMember }: Frame & { more: number },
  why: string,
): string {
  const parts = items.flatMap((item) => [
    lead(item),
    ...firstWords(item.words),
    `${item.kind === "post" ? "Read it" : "Read it in the conversation"}: ${siteUrl}${item.path}`,
    ...(item.replyPath ? [`Reply: ${siteUrl}${item.replyPath}`] : []),
    "* * *",
  ]);
  const end = parts.slice(0, -1);
  return `${[
    ...end,
    ...(more > 0 ? [moreWords(more, isMember), siteUrl + morePath(isMember)] : []),
    `-- \n${why}\nChange or stop these e-mails: ${manageHref}\n${siteName}: ${siteUrl}`,
  ].join("\n\n")}\n`;
}

const GREY = "color:#655d51";

function asHtml(
  subject: string,
  items: readonly Shown[],
  { siteName, siteUrl, more, manageHref, isMember }: Frame & { more: number },
  why: string,
): string {
  const section = (item: Shown) =>
    markup`<p style="margin:0 0 .5em"><strong><a href="${siteUrl}${item.path}" style="color:#1d5c4d">${lead(item)}</a></strong></p>
${firstWords(item.words).map((text) => markup`<p style="margin:0 0 1em" dir="auto">${text}</p>\n`)}<p style="margin:0 0 2em"><a href="${siteUrl}${item.path}" style="color:#1d5c4d">${item.kind === "post" ? "Read on" : "In the conversation"}</a>${item.replyPath ? markup` · <a href="${siteUrl}${item.replyPath}" style="color:#1d5c4d">Reply</a>` : null}</p>
`;
  return markup`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="margin:0;padding:1.5em;font:16px/1.55 Georgia,serif"><div style="max-width:34em">
${items.map(section)}${more > 0 ? markup`<p style="margin:0 0 1em"><a href="${siteUrl}${morePath(isMember)}" style="color:#1d5c4d">${moreWords(more, isMember)}</a></p>\n` : null}<p style="margin:2em 0 0;font-size:.85em;${GREY}">${why} <a href="${manageHref}" style="${GREY}">Change or stop these e-mails</a> · <a href="${siteUrl}" style="${GREY}">${siteName}</a></p>
</div></body></html>
`.html;
}
