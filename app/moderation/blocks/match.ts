// Whether a reply has what is blocked.

import { listAddresses, visibleText } from "~/markdown/visible";
import { CONTENT_KINDS, type Effect } from "./block";
import { hostOf, isWithin } from "./domain";
import { foldWords, hasPhrase } from "./phrase";

/** A reply as blocks see it. */
export interface Content {
  /** Rendered, as readers would see it. */
  html: string;
  /** The name that a guest typed; "" for a member. */
  name: string;
  /** The website that a guest typed, or "". */
  site: string;
}

export interface ContentBlock {
  kind: string;
  /** The domain or the words. */
  text: string;
}

/** Reads a reply once, to be compared with many blocks. */
export function contentMatcher({ html, name, site }: Content): (block: ContentBlock) => boolean {
  const hosts = [...new Set([...listAddresses(html), site].flatMap((address) => hostOf(address) ?? []))];
  let words: string | null = null;
  return ({ kind, text }) => {
    if (kind === "domain") return hosts.some((host) => isWithin(host, text));
    words ??= `${foldWords(name)}\n${foldWords(visibleText(html))}`;
    return kind === "words" && hasPhrase(words, foldWords(text));
  };
}

/** The block that decides about a reply: one that refuses before one that holds. */
export function findMatch<Block extends ContentBlock & { effect: string }>(
  content: Content,
  blocks: Block[],
): Block | null {
  const matches = contentMatcher(content);
  const candidates = blocks.filter(({ kind }) => CONTENT_KINDS.includes(kind));
  const order: Effect[] = ["refuse", "hold"];
  for (const effect of order)
    for (const block of candidates) if (block.effect === effect && matches(block)) return block;
  return null;
}
