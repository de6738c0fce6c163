// Options and result of rendering.

import type { Loss } from "./losses";
import type { Refusal } from "./refusal";

export interface MarkdownOptions {
  /** Origin of this site, such as "https://longtable.example". Links to it are recognised and stored
   *  root-relative. */
  siteUrl: string;
  /** Posts get section permalinks, paragraph permalinks and an outline; comments don't. */
  kind: "post" | "comment";
  /** Level of the first heading: one below the heading above the text. Defaults to that of a post or a
   *  comment on its page. */
  topHeading?: 2 | 3 | 4;
  /** Plain text to which smart punctuation is applied as well: a post's summary. */
  summary?: string;
  /** Prefix of every id in the text, so that two texts on one page don't collide. */
  idPrefix?: string;
  /** The uploads of this site that the text names, by the hash in their addresses. A picture that isn't among them is left out. */
  media?: Record<string, NamedMedia>;
  /** The people whom "@handle" mentions in this text, by handle. Others stay words. */
  mentions?: Record<string, number>;
  /** Whether pictures of this site are shown, or the hashes of those that are. The others are links. Comments show none by default. */
  showsPictures?: boolean | readonly string[];
  /** Show uploads as they were when the text was written, not what replaced them. */
  asWritten?: boolean;
  /** Whether to list content that can't be shown as intended (`losses`). */
  listLosses?: boolean;
}

/** An upload as a text shows it. */
export type NamedMedia = NamedPicture | NamedDocument | { kind: "gone" };

export interface NamedDocument {
  kind: "document";
  address: string;
  title: string;
  /** What to expect of it: "PDF, 12 pages, 1.3 MB". */
  facts: string;
}

export interface NamedPicture {
  kind: "picture";
  address: string;
  /** Whether it moves: its JPEG is its first frame. */
  moves: boolean;
  /** Whether the page may show through it. */
  isTransparent: boolean;
  /** In pixels, upright. */
  width: number;
  height: number;
  /** The files in which it is served, narrowest first. */
  files: { address: string; format: "webp" | "jpeg"; width: number; height: number }[];
}

export interface Link {
  /** As in the HTML: root-relative if local. */
  href: string;
  local: boolean;
  text: string;
  /** The sentence around the link as plain text, at most SENTENCE_CHARS long. */
  sentence: string;
}

/** Somebody whom a text mentions, by the handle as it was typed, in lower case. */
export interface Mention {
  handle: string;
  personId: number;
}

export interface Heading {
  depth: number;
  id: string;
  text: string;
}

export interface Rendered {
  html: string;
  excerpt: string;
  /** The `summary` option with smart punctuation; "" if not given. */
  summary: string;
  outline: Heading[];
  wordCount: number;
  links: Link[];
  /** The people mentioned, each once, in order. */
  mentions: Mention[];
  /** Number of images that the page loads. */
  pictures: number;
  /** Present if `listLosses` is set. */
  losses?: Loss[];
}

export type RenderResult = ({ ok: true } & Rendered) | Refusal;

/** For readers who may see the pictures of one text alone. */
export interface MediaAddressing {
  /** What is added to the addresses of an upload's files. */
  queryOf?: ((hash: string) => string) | undefined;
}

/** Whom "@handle" mentions: whoever has that handle now, or those whom the stored text mentions already. Nobody by default. */
export interface Mentioning {
  mentions?: "find" | Record<string, number>;
}

/** The renderer as commands receive it: bound to this site, in a worker, within the limits. */
export type RenderMarkdown = (
  source: string,
  options: Omit<MarkdownOptions, "siteUrl" | "media" | "mentions"> & MediaAddressing & Mentioning,
) => Promise<RenderResult>;
