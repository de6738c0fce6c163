// Parses a file of conversations/: the responses to one post with their replies. An error in one response
// doesn't affect the others.

import { z } from "zod";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { atMost, siteField } from "~/people/fields";
import { handleSchema } from "~/people/person.schema";
import { MAX_CLOSED_WORDS_CHARS } from "~/posts/conversation/closing";
import { slugSchema } from "~/posts/post.schema";
import { contentDateIn } from "./content-date";
import { explainFields, type FieldError, readFields } from "./field-errors";
import type { Problem } from "./front-matter";
import { type OpenYaml, openYaml } from "./yaml-text";

/** Names in archives may include titles, places and offices. */
export const MAX_ARCHIVED_NAME_CHARS = 200;

/** More than the paths of a discussion have room for (comments/thread/thread.ts). */
const MAX_NUMBER = 1_679_615;
const responseNumber = z
  .number({ error: "should be a whole number" })
  .int("should be a whole number")
  .min(1, "should be at least 1")
  .max(MAX_NUMBER, `should be at most ${MAX_NUMBER}`);

const repliesField = z.array(z.unknown(), { error: "should be a list of responses" }).nullish();

const responseFieldsIn = (timeZone: string) =>
  z
    .strictObject({
      name: z
        .string({ error: "should be the name of the writer" })
        .trim()
        .refine(isVisible, "should not be empty")
        .max(MAX_ARCHIVED_NAME_CHARS, atMost(MAX_ARCHIVED_NAME_CHARS))
        .optional(),
      person: handleSchema.optional(),
      site: siteField(),
      at: contentDateIn(timeZone),
      key: slugSchema.optional(),
      number: responseNumber.optional(),
      answers: responseNumber.optional(),
      locked: z
        .string({ error: "should be a sentence for readers, or true" })
        .trim()
        .max(MAX_CLOSED_WORDS_CHARS)
        .optional(),
      // Limited only by what can be rendered: the limits for guests' text and links apply to the comment
      // form.
      body: z
        .string({ error: "should be the text of the response" })
        .transform(trimSource)
        .pipe(z.string().min(1, "should not be empty").max(MAX_SOURCE_CHARS, atMost(MAX_SOURCE_CHARS))),
      replies: repliesField,
    })
    .refine((response) => (response.name === undefined) !== (response.person === undefined), {
      path: ["name"],
      error: "and person are two ways to name the writer: give one of them",
    });

/** The place of a comment whose words are gone, in a thread. */
const placeFieldsIn = (timeZone: string) =>
  z
    .strictObject({
      number: responseNumber,
      answers: responseNumber.optional(),
      deleted: z.literal("true", { error: "should be true" }),
      at: contentDateIn(timeZone),
      locked: z.string().optional(),
      replies: repliesField,
    })
    .transform(({ deleted: _, ...place }) => ({ ...place, isDeleted: true as const, body: "", site: "" }));

const pingbackFields = z.strictObject({
  number: responseNumber,
  pingback: slugSchema,
  deleted: z.literal("true", { error: "should be true" }).optional(),
});

/** The number and the state of a pingback, which its link makes. */
export interface FiledPingback {
  number: number;
  /** Slug of the post with the link. */
  from: string;
  isDeleted: boolean;
}

const conversationFields = z.strictObject({
  post: slugSchema,
  responses: z.array(z.unknown(), { error: "should be a list of responses" }).nullish(),
});

export type ResponseFields = Omit<z.infer<ReturnType<typeof responseFieldsIn>>, "replies"> & {
  /** Whether only its place is left. */
  isDeleted?: true;
  /** The date as written, because a date without a time depends on the site's time zone. */
  writtenAt: string;
};

/** A response in a file, or its error; with its replies in either case. */
export interface FiledResponse {
  /** Path in the file, such as "responses.0.replies.2". */
  field: string;
  line: number;
  /** Line on which its text begins. */
  textLine: number;
  read: { ok: true; value: ResponseFields } | { ok: false; problem: Problem };
  replies: FiledResponse[];
}

export interface Conversation {
  file: string;
  post: string;
  responses: FiledResponse[];
  pingbacks: FiledPingback[];
  /** Warnings about content that may be meant differently. */
  notes: Problem[];
}

export type ParsedConversation = { ok: true; value: Conversation } | { ok: false; problem: Problem };

/** Parses a conversation. A response that can't be read is included with its problem. The whole file is
 *  refused if `post` is missing or if the YAML around the responses is invalid. Responses are parsed one at a
 *  time and only their values are kept, because the syntax tree of an archive with tens of thousands takes
 *  hundreds of megabytes. Dates without an offset are in `timeZone`. */
export function parseConversation(file: string, text: string, timeZone: string): ParsedConversation {
  const schema = { response: responseFieldsIn(timeZone), place: placeFieldsIn(timeZone) };
  const pingbacks: FiledPingback[] = [];
  const { around, items } = cutItems(text);
  const yaml = openYaml(around, 0);
  const refuse = (line: number, field: string, message: string) => {
    return { ok: false, problem: { file, line, field, message } } as const;
  };
  if (yaml.error) return refuse(yaml.error.line, "", yaml.error.message);
  const value = yaml.value ?? {};
  const fields = readFields(conversationFields, value);
  if (!fields.success) {
    const { path, message } = explainFirst(fields.error, value);
    return refuse(yaml.lineOf(path), path.join("."), message);
  }
  const { post, responses } = fields.data;
  const notes: Problem[] = [];
  const whole = (responses ?? []).map((value, index) => {
    return readTop({ file, schema, yaml }, `responses.${index}`, value, ["responses", index], pingbacks);
  });
  const note = (yaml: OpenYaml) => void notes.push(...yaml.cut.map((cut) => ({ file, ...cut })));
  note(yaml);
  const single = items.map(({ text, lineOffset }, index) => {
    const yaml = openYaml(text, lineOffset);
    note(yaml);
    return readItem({ file, schema, yaml }, `responses.${index}`, lineOffset + 1, pingbacks);
  });
  return { ok: true, value: { file, post, responses: [...whole, ...single].flat(), pingbacks, notes } };
}

interface Source {
  file: string;
  schema: { response: ReturnType<typeof responseFieldsIn>; place: ReturnType<typeof placeFieldsIn> };
  yaml: OpenYaml;
}

/** Reads one list entry, cut from the file with its hyphen. */
function readItem(
  source: Source,
  field: string,
  line: number,
  pingbacks: FiledPingback[],
): FiledResponse | [] {
  const { file, yaml } = source;
  if (yaml.error)
    return {
      ...{ field, line, textLine: line, replies: [] },
      read: { ok: false, problem: { file, field, ...yaml.error } },
    };
  const [response] = Array.isArray(yaml.value) ? yaml.value : [];
  return readTop(source, field, response, [0], pingbacks);
}

/** Reads an entry of the list of responses, which may be a pingback. */
function readTop(
  source: Source,
  field: string,
  value: unknown,
  place: PropertyKey[],
  pingbacks: FiledPingback[],
): FiledResponse | [] {
  const read = has(value, "pingback") ? readFields(pingbackFields, value) : null;
  if (!read?.success) return readResponse(source, field, value, place, read?.error);
  const { number, pingback: from, deleted } = read.data;
  pingbacks.push({ number, from, isDeleted: deleted !== undefined });
  return [];
}

const has = (value: unknown, field: string) =>
  typeof value === "object" && value !== null && Object.hasOwn(value, field);

/** `place` is the path of the response in the YAML. */
function readResponse(
  source: Source,
  field: string,
  value: unknown,
  place: PropertyKey[],
  /** Of an entry that is no comment. */
  error?: z.ZodError,
): FiledResponse {
  const { file, schema, yaml } = source;
  const line = yaml.lineOf(place);
  const textLine = yaml.textLineOf([...place, "body"]);
  const list = (value as { replies?: unknown } | null | undefined)?.replies;
  const replies = (Array.isArray(list) ? list : []).map((reply, index) =>
    readResponse(source, `${field}.replies.${index}`, reply, [...place, "replies", index]),
  );
  const fields:
    | { success: true; data: z.infer<Source["schema"]["response" | "place"]> }
    | { success: false; error: z.ZodError } = error
    ? { success: false, error }
    : readFields(has(value, "deleted") ? schema.place : schema.response, value);
  if (fields.success) {
    const { replies: _, ...read } = fields.data;
    const writtenAt = String((value as { at: unknown }).at);
    return { field, line, textLine, read: { ok: true, value: { ...read, writtenAt } }, replies };
  }
  const { path, message } = explainFirst(fields.error, value);
  const problem = {
    ...{ file, line: yaml.lineOf([...place, ...path]) },
    ...{ field: [field, ...path].join("."), message },
  };
  return { field, line, textLine, read: { ok: false, problem }, replies };
}

/** The first error, and the number of others. */
function explainFirst(error: z.ZodError, value: unknown): FieldError {
  const [first = { path: [], message: "has the wrong form" }, ...more] = explainFields(error, value);
  return { path: first.path, message: first.message + (more.length > 0 ? ` (and ${more.length} more)` : "") };
}

/** Cuts the entries of a block list under `responses:` out of the text, each with its hyphen; line numbers
 *  are kept. In a block list, a line with the hyphen's indentation begins an entry, and lines within an entry
 *  are indented further. A list in another style stays in the text. */
export function cutItems(text: string): { around: string; items: { text: string; lineOffset: number }[] } {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => /^responses:[ \t]*(#.*)?\r?$/.test(line));
  const isBlank = (line: string) => /^\s*(#.*)?$/.test(line);
  const first = head < 0 ? -1 : lines.findIndex((line, index) => index > head && !isBlank(line));
  const indent = /^( *)-(?=\s|$)/.exec(lines[first] ?? "")?.[1];
  if (indent === undefined) return { around: text, items: [] };

  const begins = (line: string) =>
    line.startsWith(`${indent}-`) && /^(\s|$)/.test(line.slice(indent.length + 1));
  const isInside = (line: string) => /^\s*$/.test(line) || line.startsWith(`${indent} `) || begins(line);
  const length = lines.slice(first).findIndex((line) => !isInside(line) && !isBlank(line));
  const end = length < 0 ? lines.length : first + length;
  const starts = lines.flatMap((line, index) =>
    index >= first && index < end && begins(line) ? [index] : [],
  );
  const items = starts.map((start, index) => {
    return { text: lines.slice(start, starts[index + 1] ?? end).join("\n"), lineOffset: start };
  });
  const around = [...lines.slice(0, first), ...Array<string>(end - first).fill(""), ...lines.slice(end)];
  return { around: around.join("\n"), items };
}
