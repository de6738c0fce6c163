// Reads the files of a content folder: site.md, people/, series/, pages/, posts/ and conversations/.

import { z } from "zod";
import { pageSchema } from "~/pages/page.schema";
import { type PersonInput, personSchema } from "~/people/person.schema";
import { postSchema } from "~/posts/post.schema";
import { slugOfFile } from "~/posts/slug-from-name";
import { type SeriesInput, seriesSchema } from "~/series/series.schema";
import { type SiteInput, siteSchema } from "~/site/site.schema";
import { contentDateIn } from "./content-date";
import { listContent } from "./content-folder.server";
import { readContentText } from "./content-text.server";
import { type Conversation, parseConversation } from "./conversation-file";
import { readFields, TEXT } from "./field-errors";
import { type Parsed, type Placed, type Problem, parseMarkdownFile } from "./front-matter";

const given = z.unknown().optional();
const postFields = z.strictObject({
  ...{ title: given, slug: given, date: given, byline: given, "introduced by": given, tags: given },
  ...{
    series: given,
    part: given,
    summary: given,
    language: given,
    licence: given,
    noindex: given,
    source: given,
  },
});

/** Every field is validated, whatever is wrong with the others, so that one import reports all errors. */
const postFileIn = (timeZone: string) =>
  postFields.transform(({ date, byline, "introduced by": presenters, ...post }, context) => {
    const at = readFields(contentDateIn(timeZone), date);
    const writers = byline;
    const read = readFields(postSchema, { ...post, writers, presenters: [presenters ?? []].flat() });
    if (at.success && read.success) return { ...read.data, date: at.data };
    const refuse = (path: PropertyKey[], message: string) =>
      context.issues.push({ code: "custom", input: post, path, message });
    if (!at.success) refuse(["date"], at.error.issues[0]?.message ?? "should be a date");
    for (const { path, message } of read.error?.issues ?? []) {
      const [field, ...rest] = path;
      refuse([FILE_FIELDS[String(field)] ?? field ?? TEXT, ...rest], message);
    }
    return z.NEVER;
  });

/** Field names in files that differ from those in the post's schema. */
const FILE_FIELDS: Record<string, string> = {
  writers: "byline",
  presenters: "introduced by",
  source: TEXT,
};

// Origin and sample mark are set by the import, not by the file.
const isOurs = { origin: true, sample: true } as const;
const personFile = z.strictObject(personSchema.omit(isOurs).shape);
const seriesFile = z.strictObject(seriesSchema.omit(isOurs).shape);
const pageFile = z.strictObject({
  ...pageSchema.omit(isOurs).shape,
  // Front matter is read as text.
  navigation: z
    .enum(["true", "false"], { error: "should be true or false" })
    .default("false")
    .transform((word) => word === "true"),
});
const siteFile = z.strictObject(siteSchema.shape);

/** The content of a file, with the file's path. */
export interface Filed<T> extends Placed<T> {
  file: string;
}

export type PageFile = z.infer<typeof pageFile>;
export type PostFile = z.infer<ReturnType<typeof postFileIn>>;

export interface Content {
  site: Filed<SiteInput> | null;
  people: Filed<PersonInput>[];
  series: Filed<SeriesInput>[];
  pages: Filed<PageFile>[];
  posts: Filed<PostFile>[];
  conversations: Conversation[];
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
  return {
    site,
    people: markdown(files.people, personFile, "bio"),
    series: markdown(files.series, seriesFile, "intro", true),
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
