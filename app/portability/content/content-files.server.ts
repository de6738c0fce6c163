// Reads the files of a content folder: site.md, tags.yml, media.yml, people/, series/, pages/, posts/ and
// conversations/. Those in media/ are only listed.

import { z } from "zod";
import { pageSchema } from "~/pages/page.schema";
import { fileWithFamilyName } from "~/people/cited-name/cited-name";
import { personSchema } from "~/people/person.schema";
import { slugOfFile } from "~/posts/address/slug-from-name";
import { partField } from "~/posts/post.schema";
import { seriesSchema } from "~/series/series.schema";
import { type SiteInput, siteSchema } from "~/site/site.schema";
import { listContent } from "./content-folder.server";
import { readContentText } from "./content-text.server";
import { type Conversation, parseConversation } from "./conversation-file";
import { namesField } from "./former-addresses";
import { type Parsed, type Placed, type Problem, parseMarkdownFile } from "./front-matter";
import { type MediaFile, parseMedia } from "./media-file";
import { type PostFile, postFileIn } from "./post-file";
import { type FiledTag, parseTags } from "./tags-file";

// Origin and sample mark are set by the import, not by the file.
const isOurs = { origin: true, sample: true } as const;
const personFile = fileWithFamilyName(
  z.strictObject({
    ...personSchema.omit(isOurs).shape,
    "former addresses": namesField("/people/"),
  }),
);
const seriesFile = z.strictObject({
  ...seriesSchema.omit(isOurs).shape,
  announced: z
    .array(
      z.strictObject({
        part: partField,
        title: seriesSchema.shape.title,
        expected: z.string({ error: "should be text, such as in May" }).trim().default(""),
      }),
      { error: "should be a list of parts, each with part and title" },
    )
    .default([]),
  "former addresses": namesField("/series/"),
});
/** The place of a page that is in the navigation after those that have one. */
const LAST = Number.POSITIVE_INFINITY;
const pageFile = z.strictObject({
  ...pageSchema.omit(isOurs).shape,
  // Front matter is read as text.
  navigation: z
    .string()
    .regex(/^(true|false|[1-9]\d?)$/, "should be true, false, or its place in the navigation, such as 2")
    .default("false")
    .transform((word) => (word === "false" ? null : word === "true" ? LAST : Number(word))),
  "former addresses": namesField("/pages/"),
});
const siteFile = z.strictObject(siteSchema.shape);

/** The content of a file, with the file's path. */
export interface Filed<T> extends Placed<T> {
  file: string;
}

export type PageFile = z.infer<typeof pageFile>;
export type { PostFile } from "./post-file";
export type PersonFile = z.infer<typeof personFile>;
export type SeriesFile = z.infer<typeof seriesFile>;

export interface Content {
  site: Filed<SiteInput> | null;
  people: Filed<PersonFile>[];
  series: Filed<SeriesFile>[];
  tags: FiledTag[];
  pages: Filed<PageFile>[];
  posts: Filed<PostFile>[];
  conversations: Conversation[];
  /** What media.yml says. */
  mediaFile: MediaFile | null;
  /** The paths of the files in media/. */
  media: string[];
  /** Errors of files that couldn't be read. */
  problems: Problem[];
  /** Warnings about content that was read, but may be meant differently. */
  notes: Problem[];
  /** Files that an import doesn't read. */
  unread: Problem[];
}

/** Reads a content folder. `folder` also begins the file names in problems. Dates without an offset are in
 *  `timeZone`; by default in the time zone of the folder's site.md. */
export function readContent(folder: string, timeZone?: string): Content {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const files = listContent(folder);
  const read = <T>(file: string, parse: (text: string) => Parsed<T>): Filed<T>[] => {
    try {
      const content = readContentText(file);
      if (!content.ok) {
        problems.push({ file, line: content.line, field: "", message: content.message });
        return [];
      }
      const parsed = parse(content.text);
      if (parsed.ok) {
        notes.push(...parsed.notes);
        return [{ file, value: parsed.value, lineOf: parsed.lineOf }];
      }
      problems.push(...parsed.problems);
    } catch (error) {
      problems.push(unexpected(file, error));
    }
    return [];
  };
  const markdown = <S extends z.ZodType>(names: string[], schema: S, bodyField: string, hasSlug = false) =>
    names.flatMap((file) =>
      read<z.infer<S>>(file, (text) =>
        parseMarkdownFile(file, text, schema, bodyField, hasSlug ? { slug: slugOfFile(file) } : {}),
      ),
    );

  const site = markdown(files.site === null ? [] : [files.site], siteFile, "about")[0] ?? null;
  const zone = timeZone ?? site?.value.timeZone ?? siteSchema.parse({}).timeZone;
  const conversations = files.conversations.flatMap((file) => {
    return read(file, (text) => {
      const parsed = parseConversation(file, text, zone);
      return parsed.ok
        ? { ...parsed, notes: parsed.value.notes, lineOf: () => 1 }
        : { ok: false, problems: [parsed.problem] };
    });
  });
  /** A file whose entries are read one by one. */
  const entries = <T>(
    name: string | null,
    parse: (file: string, text: string) => { value: T; problems: Problem[] },
  ): T | null => {
    const [filed] = (name === null ? [] : [name]).flatMap((file) =>
      read(file, (text) => {
        const parsed = parse(file, text);
        problems.push(...parsed.problems);
        return { ok: true, value: parsed.value, notes: [], lineOf: () => 1 };
      }),
    );
    return filed?.value ?? null;
  };
  const tags = entries(files.tags, (file, text) => {
    const parsed = parseTags(file, text);
    return { value: parsed.tags, problems: parsed.problems };
  });
  return {
    site,
    people: markdown(files.people, personFile, "bio"),
    series: markdown(files.series, seriesFile, "intro", true),
    tags: tags ?? [],
    ...{ media: files.media, mediaFile: entries(files.mediaFile, parseMedia) },
    pages: markdown(files.pages, pageFile, "source", true),
    posts: markdown(files.posts, postFileIn(zone), "source", true),
    conversations: conversations.map(({ value }) => value),
    ...{ problems, notes },
    unread: files.unread,
  };
}

/** Turns an unexpected error in one file into a problem, so that the other files are still imported. */
export const unexpected = (file: string, error: unknown): Problem => ({
  file,
  line: 0,
  field: "",
  message: explainUnexpected(error),
});

/** Explains errors of the file system in words. */
export function explainUnexpected(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM")
    return "can't be read: you have no permission to open it. Change that, then import again.";
  if (code === "ENOENT") return "can't be read: it was deleted during the import.";
  return `couldn't be imported because of an unexpected error: ${error instanceof Error ? error.message : String(error)}`;
}
