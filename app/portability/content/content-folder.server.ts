// Lists the files of a content folder that an import reads, and those that it doesn't, so that none is
// skipped silently.

import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Problem } from "./front-matter";

const MARKDOWN = /\.(md|markdown)$/i;
const YAML = /\.ya?ml$/i;
const SITE_FILE = /^site\.(md|markdown)$/i;
const TAGS_FILE = /^tags\.ya?ml$/i;
const MEDIA_FILE = /^media\.ya?ml$/i;
/** Pictures and documents, which texts link to. */
export const MEDIA_FOLDER = "media";
/** Where an export with --all puts what isn't public. */
export const NOT_PUBLISHED = "not-published";

const FOLDERS = {
  people: { pattern: MARKDOWN, read: "An import reads only files that end in .md or .markdown here." },
  series: { pattern: MARKDOWN, read: "An import reads only files that end in .md or .markdown here." },
  pages: { pattern: MARKDOWN, read: "An import reads only files that end in .md or .markdown here." },
  posts: { pattern: MARKDOWN, read: "An import reads only files that end in .md or .markdown here." },
  conversations: { pattern: YAML, read: "An import reads only files that end in .yml or .yaml here." },
};
type Folder = keyof typeof FOLDERS;

export interface ContentFolder extends Record<Folder, string[]> {
  site: string | null;
  tags: string | null;
  /** What is said of the files in media/. */
  mediaFile: string | null;
  /** The files in media/. */
  media: string[];
  /** One problem for each kind of file in a folder that isn't or can't be read. */
  unread: Problem[];
}

/** Lists the files of a content folder and its subfolders by name. Names that start with a dot are skipped:
 *  they belong to systems and editors. */
export function listContent(folder: string): ContentFolder {
  const content: ContentFolder = {
    ...{
      site: null,
      tags: null,
      mediaFile: null,
      media: [],
      people: [],
      series: [],
      pages: [],
      posts: [],
      conversations: [],
    },
    unread: [],
  };
  for (const name of namesIn(folder)) {
    const place = path.join(folder, name);
    if (isFolderName(name)) listFolder(place, name, content);
    else if (SITE_FILE.test(name) && content.site === null) content.site = place;
    else if (TAGS_FILE.test(name) && content.tags === null) content.tags = place;
    else if (MEDIA_FILE.test(name) && content.mediaFile === null) content.mediaFile = place;
    else if (name === MEDIA_FOLDER) listMedia(place, content);
    else if (name === NOT_PUBLISHED)
      content.unread.push(
        leftOut(place, "isn't imported. To publish a post from it, move its file to posts/."),
      );
    else
      content.unread.push(
        leftOut(
          place,
          "isn't imported. An import reads site.md, tags.yml, media.yml, people/, series/, pages/, posts/, conversations/ and media/.",
        ),
      );
  }
  return content;
}

function listFolder(place: string, name: Folder, content: ContentFolder): void {
  if (!statSync(place).isDirectory()) {
    content.unread.push(leftOut(place, `isn't imported: ${name} should be a folder.`));
    return;
  }
  const { pattern, read } = FOLDERS[name];
  const others = new Map<string, string[]>();
  for (const file of walk(place, [realpathSync(path.dirname(place))], content.unread)) {
    if (pattern.test(file)) content[name].push(file);
    else {
      const kind = `${path.dirname(file)} ${path.extname(file).toLowerCase()}`;
      others.set(kind, [...(others.get(kind) ?? []), file]);
    }
  }
  for (const [first = "", ...more] of others.values()) {
    const count = more.length === 0 ? "" : ` (and ${more.length} more like it in this folder)`;
    content.unread.push(leftOut(first, `isn't imported${count}. ${read}`));
  }
}

/** Lists plain files alone: what a link leads to may be a file of this machine that isn't anybody's to publish. */
function listMedia(place: string, content: ContentFolder): void {
  if (!lstatSync(place).isDirectory()) {
    content.unread.push(leftOut(place, "isn't imported: media should be a folder, and no link to one."));
    return;
  }
  for (const name of namesIn(place)) {
    const file = path.join(place, name);
    const found = lstatSync(file);
    if (found.isFile()) content.media.push(file);
    else
      content.unread.push(
        leftOut(
          file,
          found.isSymbolicLink()
            ? "isn't imported: it is a link. Put the file itself here."
            : "isn't imported. An import reads only files that stand in media/ itself.",
        ),
      );
  }
}

/** `above` are the real paths of the parent folders; a link to one of them would loop for ever. */
function* walk(folder: string, above: string[], unread: Problem[]): Generator<string> {
  const here = realpathSync(folder);
  if (above.includes(here)) return;
  for (const name of namesIn(folder)) {
    const place = path.join(folder, name);
    const found = statSync(place, { throwIfNoEntry: false });
    if (!found) unread.push(leftOut(place, "isn't imported: it is a link to a file that doesn't exist."));
    else if (found.isDirectory()) yield* walk(place, [...above, here], unread);
    else yield place;
  }
}

const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort();

const isFolderName = (name: string): name is Folder => Object.hasOwn(FOLDERS, name);

const leftOut = (file: string, message: string): Problem => ({ file, line: 0, field: "", message });
