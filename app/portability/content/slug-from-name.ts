import path from "node:path";
import { slug as slugify } from "github-slugger";
import { MAX_SLUG_CHARS } from "~/posts/post.schema";

/** A name as lower-case letters, digits and hyphens; "" where it has none of these. */
export const slugFromName = (name: string, maxChars: number): string =>
  slugify(name.normalize("NFKD").replace(/\p{M}/gu, ""))
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, maxChars)
    .replace(/-+$/, "");

/** The slug of a file that gives none: its name or, for an index, that of its folder. Undefined where that has no Latin letters. */
export function slugOfFile(file: string): string | undefined {
  const { name, dir } = path.parse(file);
  const own = name.toLowerCase() === "index" ? path.basename(dir) : name;
  return slugFromName(own, MAX_SLUG_CHARS) || undefined;
}
