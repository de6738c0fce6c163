// Media: pictures and documents that people upload, and the addresses by which texts name them.

export type MediaKind = "picture" | "document";

/** A file in which a picture is served: one width in one format. */
export interface StoredVariant {
  format: "webp" | "jpeg";
  width: number;
  height: number;
  bytes: number;
}

/** Letters of the hash in an address: 128 bits can't be guessed. */
export const HASH_CHARS = 32;

/** Address of an upload, such as "/media/3f9a…/reading-room.jpg". */
export const mediaPath = ({ hash, name }: { hash: string; name: string }): string => `/media/${hash}/${name}`;

/** Page of an upload for those who write. */
export const mediaPagePath = (id: number): string => `/media/${id}`;

/** What stands for an upload in a text: a picture, or the link of a document. */
export const markdownFor = (media: {
  kind: MediaKind;
  hash: string;
  name: string;
  alt: string;
  title: string;
  caption?: string;
}): string =>
  media.kind === "document"
    ? documentMarkdown({ ...media, address: mediaPath(media) })
    : pictureMarkdown({ ...media, address: mediaPath(media) });

export const documentMarkdown = ({ address, title }: { address: string; title: string }): string =>
  `[${escapeMarks(inLine(title))}](${address})`;

/** The same for a known address. The caption is the title in Markdown, which posts show below the picture. */
export function pictureMarkdown({
  address,
  alt,
  caption = "",
}: {
  address: string;
  alt: string;
  caption?: string;
}): string {
  const title = inLine(caption).replace(/["\\&]/g, "\\$&");
  return `![${escapeMarks(inLine(alt))}](${address}${title && ` "${title}"`})`;
}

const escapeMarks = (text: string) => text.replace(/[\\[\]*_`<&]/g, "\\$&");

const inLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Name of a variant at its picture's address and in the store: "960.webp". */
export const variantName = ({ format, width }: Pick<StoredVariant, "format" | "width">): string =>
  `${width}.${format === "jpeg" ? "jpg" : format}`;

/** The files in which a picture is served, narrowest first. */
export const readVariants = ({ variants }: { variants: string }): StoredVariant[] => JSON.parse(variants);

/** Uploads that one text may name. */
const MAX_MEDIA_IN_TEXT = 200;

const NAMED = /\/media\/([0-9a-f]{32})\/[a-z0-9]/g;
const WITHOUT_ALT = /!\[\s*\]\([^()\s]*\/media\/([0-9a-f]{32})\//g;

/** The hashes of the uploads that a Markdown text names. It may name some that don't exist. */
export const hashesIn = (source: string): string[] => matchesOf(source, NAMED);

/** The hashes of the pictures that stand in a text without alternative text. */
export const hashesWithoutAlt = (source: string): string[] => matchesOf(source, WITHOUT_ALT);

const matchesOf = (source: string, pattern: RegExp): string[] =>
  source.includes("/media/")
    ? [...new Set([...source.matchAll(pattern)].map(([, hash = ""]) => hash))].slice(0, MAX_MEDIA_IN_TEXT)
    : [];
