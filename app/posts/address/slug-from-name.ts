import path from "node:path";
import { slug as slugify } from "github-slugger";
import { MAX_SLUG_CHARS } from "../post.schema";

/** Lower-case Latin letters, digits and hyphens from a name; "" if it has none. */
export const slugFromName = (name: string, maxChars: number): string =>
  slugify(name.normalize("NFKD").replace(/\p{M}/gu, ""))
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, maxChars)
    .replace(/-+$/, "");

/** The default slug of a file: its name, or for an index file its folder's name. Undefined if it has no Latin
 *  letters. */
export function slugOfFile(file: string): string | undefined {
  const { name, dir } = path.parse(file);
  const own = name.toLowerCase() === "index" ? path.basename(dir) : name;
  return slugFromName(own, MAX_SLUG_CHARS) || undefined;
}
