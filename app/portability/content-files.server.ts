// The files of a content folder: site.md, people/, series/, posts/ and conversations/.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { handleSchema, type PersonInput, personSchema } from "~/people/person.schema";
import { postSchema } from "~/posts/post.schema";
import { type SeriesInput, seriesSchema } from "~/series/series.schema";
import { type SiteInput, siteSchema } from "~/site/site.schema";
import { contentDateIn } from "./content-date";
import { type Conversation, parseConversation } from "./conversation-file";
import { type Parsed, type Placed, type Problem, parseMarkdownFile, TEXT } from "./front-matter";

const postFileIn = (timeZone: string) =>
  z
    .strictObject({
      title: z.unknown(),
      slug: z.unknown(),
      date: contentDateIn(timeZone),
      byline: z.unknown(),
      "introduced by": z.union([handleSchema, z.array(handleSchema)]).optional(),
      tags: z.unknown().optional(),
      series: z.unknown().optional(),
      part: z.unknown().optional(),
      summary: z.unknown().optional(),
      source: z.string(),
    })
    .transform(({ date: at, byline, "introduced by": presenters, ...post }, context) => {
      const read = postSchema.safeParse({
        ...post,
        writers: byline,
        presenters: presenters ? [presenters].flat() : [],
      });
      if (read.success) return { ...read.data, date: at };
      for (const issue of read.error.issues) {
        const [field, ...rest] = issue.path;
        context.issues.push({
          code: "custom",
          input: post,
          message: issue.message,
          path: [FILE_FIELDS[String(field)] ?? field, ...rest] as PropertyKey[],
        });
      }
      return z.NEVER;
    });

/** What a file calls a field that the post's own schema calls otherwise. */
const FILE_FIELDS: Record<string, string> = {
  writers: "byline",
  presenters: "introduced by",
  source: TEXT,
};

/** What a file holds, and its name. */
export interface Filed<T> extends Placed<T> {
  file: string;
}

export type PostFile = z.infer<ReturnType<typeof postFileIn>>;

export interface Content {
  site: Filed<SiteInput> | null;
  people: Filed<PersonInput>[];
  series: Filed<SeriesInput>[];
  posts: Filed<PostFile>[];
  conversations: Conversation[];
  /** Of the files that could not be read; the others are above. */
  problems: Problem[];
}

/**
 * Reads a content folder. `folder` is also how the files are named in problems. Days and times without an offset are those of
 * `timeZone` or, where the site has none yet, of the folder's site.md.
 */
export function readContent(folder: string, timeZone?: string): Content {
  const problems: Problem[] = [];
  const read = <T>(file: string, parse: (text: string) => Parsed<T>): Filed<T>[] => {
    try {
      const text = readFileSync(file, "utf8");
      const nul = text.indexOf("\0");
      if (nul >= 0) {
        const line = text.slice(0, nul).split("\n").length;
        problems.push({
          file,
          line,
          field: "",
          message: "has a NUL character in it. Save the file as UTF-8.",
        });
        return [];
      }
      const parsed = parse(text);
      if (parsed.ok) return [{ file, value: parsed.value, lineOf: parsed.lineOf }];
      problems.push(...parsed.problems);
    } catch (error) {
      problems.push(unexpected(file, error));
    }
    return [];
  };
  const markdown = <S extends z.ZodType>(name: string, schema: S, bodyField: string) =>
    listFiles(folder, name, ".md").flatMap((file) => {
      return read<z.infer<S>>(file, (text) => parseMarkdownFile(file, text, schema, bodyField));
    });
  const conversations = listFiles(folder, "conversations", ".yml").flatMap((file) => {
    return read(file, (text) => {
      const parsed = parseConversation(file, text);
      return parsed.ok ? { ...parsed, lineOf: () => 1 } : { ok: false, problems: [parsed.problem] };
    });
  });
  const site = markdown("site.md", siteSchema, "about")[0] ?? null;
  const zone = timeZone ?? site?.value.timeZone ?? siteSchema.parse({}).timeZone;
  return {
    site,
    people: markdown("people", personSchema, "bio"),
    series: markdown("series", seriesSchema, "intro"),
    posts: markdown("posts", postFileIn(zone), "source"),
    conversations: conversations.map(({ value }) => value),
    problems,
  };
}

/** What nobody foresaw of one file, which must not keep the others out. */
export const unexpected = (file: string, error: unknown): Problem => ({
  file,
  line: 1,
  field: "",
  message: `could not be taken in: ${error instanceof Error ? error.message : String(error)}`,
});

/** The files of one kind in a folder of the content folder, or one file of it, by name. Absent is empty. */
function listFiles(folder: string, name: string, extension: string): string[] {
  const place = path.join(folder, name);
  if (name.endsWith(extension)) return readdirSync(folder).includes(name) ? [place] : [];
  if (!readdirSync(folder).includes(name)) return [];
  return readdirSync(place)
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => path.join(place, file));
}
