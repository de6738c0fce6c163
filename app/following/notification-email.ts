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
/** So that no mail program cuts it: 90 kB of HTML hold twenty texts of 200 words. */
export const MAX_ITEMS = 20;
const MAX_PARAGRAPH_CHARS = 2_000;

/** The first words of a Markdown text as paragraphs. Pictures are told by their alternative text. */
export function firstWords(source: string): string[] {
  const plain = source.replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\r\n?/g, "\n");
  const paragraphs: string[] = [];
  let left = MAX_WORDS;
  for (const block of plain.split(/\n\s*\n/)) {
    const words = block.trim().split(/\s+/).filter(Boolean);
    if (words.length === 0) continue;
    if (left <= 0) {
      paragraphs[paragraphs.length - 1] += " …";
      break;
    }
    const cut = words.length > left;
    const text = words.slice(0, left).join(" ");
    const short =
      text.length > MAX_PARAGRAPH_CHARS ? `${[...text].slice(0, MAX_PARAGRAPH_CHARS).join("")} …` : text;
    paragraphs.push(cut ? `${short} …` : short);
    left -= words.length;
    if (cut) break;
  }
  return paragraphs;
}

interface Frame {
  siteName: string;
  siteUrl: string;
  delivery: Exclude<Delivery, "site">;
  /** Things that aren't shown. */
  more: number;
  /** Where one manages what one follows, by the standing link. */
  manageHref: string;
}

export interface FollowerEmail {
  subject: string;
  text: string;
  html: string;
}

/** Posts first, then conversations. */
export function followerEmail(items: readonly Shown[], frame: Frame): FollowerEmail {
  const sorted = [
    ...items.filter(({ kind }) => kind === "post"),
    ...items.filter(({ kind }) => kind !== "post"),
  ];
  const subject = subjectOf(sorted, frame);
  const why = whyOf(sorted, frame);
  return { subject, text: asText(sorted, frame, why), html: asHtml(subject, sorted, frame, why) };
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

const moreWords = (more: number) => `And ${more} more, which you find on the site under Notifications.`;

function asText(
  items: readonly Shown[],
  { siteName, siteUrl, more, manageHref }: Frame,
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
    ...(more > 0 ? [moreWords(more), `${siteUrl}/notifications`] : []),
    `-- \n${why}\nChange or stop these e-mails: ${manageHref}\n${siteName}: ${siteUrl}`,
  ].join("\n\n")}\n`;
}

const GREY = "color:#655d51";

function asHtml(
  subject: string,
  items: readonly Shown[],
  { siteName, siteUrl, more, manageHref }: Frame,
  why: string,
): string {
  const section = (item: Shown) =>
    markup`<p style="margin:0 0 .5em"><strong><a href="${siteUrl}${item.path}" style="color:#1d5c4d">${lead(item)}</a></strong></p>
${firstWords(item.words).map((text) => markup`<p style="margin:0 0 1em" dir="auto">${text}</p>\n`)}<p style="margin:0 0 2em"><a href="${siteUrl}${item.path}" style="color:#1d5c4d">${item.kind === "post" ? "Read on" : "In the conversation"}</a>${item.replyPath ? markup` · <a href="${siteUrl}${item.replyPath}" style="color:#1d5c4d">Reply</a>` : null}</p>
`;
  return markup`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="margin:0;padding:1.5em;font:16px/1.55 Georgia,serif"><div style="max-width:34em">
${items.map(section)}${more > 0 ? markup`<p style="margin:0 0 1em"><a href="${siteUrl}/notifications" style="color:#1d5c4d">${moreWords(more)}</a></p>\n` : null}<p style="margin:2em 0 0;font-size:.85em;${GREY}">${why} <a href="${manageHref}" style="${GREY}">Change or stop these e-mails</a> · <a href="${siteUrl}" style="${GREY}">${siteName}</a></p>
</div></body></html>
`.html;
}
