// What e-mails show of a new post or a response, written once for everyone who is told of it.

import { QUOTED } from "~/markdown/quoted";
import { type Markup, markup } from "~/platform/markup";
import { quoteTitle } from "~/posts/post";

/** A post or response as it is read. Paths begin with "/". */
export interface Item {
  kind: "response" | "post";
  /** The post of the conversation, or the new one. */
  postId: number;
  /** Who wrote it. */
  name: string;
  title: string;
  /** What it says, by its blocks. */
  blocks: string[];
  path: string;
  /** Where a response is answered. */
  replyPath: string | null;
  /** "Part 3 of “Long walk”". */
  partOf: string | null;
}

/** A part of an e-mail, in its two forms. */
export interface Section {
  text: string;
  html: Markup;
}

/** How it is introduced: to somebody whom it answers or not, alone or below the title of its conversation. */
export interface Place {
  isReply: boolean;
  isMention: boolean;
  isContinued: boolean;
  isBelowTitle: boolean;
}

export interface WrittenItem extends Pick<Item, "kind" | "postId" | "name" | "title" | "partOf"> {
  write(place: Place): Section;
}

/** Words of a text in an e-mail: enough to know whether to read on. A comment is mostly shorter. */
const MAX_WORDS = 200;
/** As long as 200 long words, for scripts that put no spaces between them. */
const MAX_CHARS = 1_400;
/** The first words of a text's blocks. */
export function firstWords(blocks: string[]): string[] {
  const paragraphs: string[] = [];
  let [words, chars] = [MAX_WORDS, MAX_CHARS];
  for (const block of blocks) {
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

/** Writes an item; each of its forms once. */
export function writeItem(item: Item, siteUrl: string): WrittenItem {
  const { kind, postId, name, title, partOf } = item;
  const paragraphs = firstWords(item.blocks);
  const forms = new Map<string, Section>();
  return {
    ...{ kind, postId, name, title, partOf },
    write(place) {
      const lead = leadOf(item, place);
      const form = forms.get(lead) ?? writeForm(item, lead, paragraphs, siteUrl);
      forms.set(lead, form);
      return form;
    },
  };
}

function leadOf(
  { kind, name, title, partOf }: Item,
  { isReply, isMention, isContinued, isBelowTitle }: Place,
): string {
  if (isMention)
    return `${name} mentioned you${isBelowTitle ? "" : ` in ${kind === "post" ? "" : "a response to "}${quoteTitle(title)}`}`;
  if (isContinued) return `${name} continued your comment in ${quoteTitle(title)}`;
  if (partOf) return `${partOf}: ${quoteTitle(title)} by ${name}`;
  if (kind === "post") return `${name} published ${quoteTitle(title)}`;
  if (isBelowTitle) return isReply ? `${name} replied to you` : name;
  return isReply
    ? `${name} replied to you on ${quoteTitle(title)}`
    : `${name} responded to ${quoteTitle(title)}`;
}

function writeForm(
  { kind, path, replyPath }: Item,
  lead: string,
  paragraphs: string[],
  siteUrl: string,
): Section {
  const [href, replyHref] = [siteUrl + path, replyPath && siteUrl + replyPath];
  const text = [
    lead,
    ...paragraphs,
    `${kind === "post" ? "Read it" : "Read it in the conversation"}: ${href}`,
    ...(replyHref ? [`Reply: ${replyHref}`] : []),
  ].join("\n\n");
  const html = markup`<p style="margin:0 0 .5em"><strong><a href="${href}">${lead}</a></strong></p>
${paragraphs.map((words) => markup`${asParagraph(words)}\n`)}<p style="margin:0 0 2em"><a href="${href}">${kind === "post" ? "Read on" : "In the conversation"}</a>${replyHref ? markup` · <a href="${replyHref}">Reply</a>` : null}</p>
`;
  return { text, html };
}

const asParagraph = (words: string): Markup =>
  words.startsWith(QUOTED)
    ? markup`<p style="margin:0 0 1em;padding-inline-start:.8em;border-inline-start:3px solid #b9c7c1;color:#5c5c58" dir="auto">${words.slice(QUOTED.length)}</p>`
    : markup`<p style="margin:0 0 1em" dir="auto">${words}</p>`;
