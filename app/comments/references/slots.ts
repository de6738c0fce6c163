// The slots in stored HTML (markdown/decoration/mentions.ts, quotes.ts). No text of a writer's has such attributes.

import { readRowId } from "~/platform/database/rows/row-id";

const QUOTE = /<p class="quote-source" data-quote="([^"]*)"[^>]*>([\s\S]*?)<\/p>/g;
const PERSON = /<span data-person="(\d+)">(@[^<]*)<\/span>/g;

/** Whose words a quotation says it has: a response's or a post's. */
export type Quoted = { commentId: number } | { slug: string };

export interface Slots {
  quoted: Quoted[];
  personIds: number[];
}

const hasSlots = (html: string) =>
  html.includes('<span data-person="') || html.includes('<p class="quote-source"');

export function findSlots(html: string): Slots | null {
  if (!hasSlots(html)) return null;
  return {
    quoted: [...html.matchAll(QUOTE)].flatMap(([, href = ""]) => readQuoted(href) ?? []),
    personIds: [...html.matchAll(PERSON)].flatMap(([, id]) => readRowId(id) ?? []),
  };
}

/** Fills slots with HTML. What `fill` gives null for stays as it was typed. */
export const fillSlots = (
  html: string,
  fill: {
    quote(quoted: Quoted, href: string): string | null;
    person(id: number): string | null;
  },
): string =>
  html
    .replace(QUOTE, (_whole, href: string, typed: string) => {
      const quoted = readQuoted(href);
      return `<p class="quote-source">${(quoted && fill.quote(quoted, href)) ?? typed}</p>`;
    })
    .replace(PERSON, (_whole, id: string, typed: string) => fill.person(Number(id)) ?? typed);

/** Null for an ID that no row can have. `href` is as in an attribute. */
function readQuoted(href: string): Quoted | null {
  const id = /^\/comments\/(\d+)$|#comment-(\d+)$/.exec(href);
  if (id) {
    const commentId = readRowId(id[1] ?? id[2]);
    return commentId === null ? null : { commentId };
  }
  const slug = /^\/posts\/([a-z0-9-]+)(?:[?#]|$)/i.exec(href)?.[1];
  return slug === undefined ? null : { slug: slug.toLowerCase() };
}
