// A file of conversations/: the responses to one post, each with its replies. What is wrong with one is its own affair.

import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { atMost, siteField } from "~/people/fields";
import { handleSchema } from "~/people/person.schema";
import { slugSchema } from "~/posts/post.schema";
import { contentDate } from "./content-date";
import type { Problem } from "./front-matter";

/** Archives hold names with titles, places and offices in them; past this it is no name. */
export const MAX_ARCHIVED_NAME_CHARS = 200;

const responseFields = z
  .strictObject({
    name: z
      .string({ error: "should be whose words these are" })
      .trim()
      .min(1, "should not be empty")
      .max(MAX_ARCHIVED_NAME_CHARS, atMost(MAX_ARCHIVED_NAME_CHARS))
      .optional(),
    person: handleSchema.optional(),
    site: siteField(),
    at: contentDate,
    key: slugSchema.optional(),
    // As much as is rendered at all: how much guests may write, and how many links, is for what comes in by the form.
    body: z
      .string({ error: "should be what was said" })
      .trim()
      .min(1, "should not be empty")
      .max(MAX_SOURCE_CHARS, atMost(MAX_SOURCE_CHARS)),
    replies: z.array(z.unknown(), { error: "should be a list of responses" }).nullish(),
  })
  .refine((response) => (response.name === undefined) !== (response.person === undefined), {
    path: ["name"],
    error: "should be given, or person in its place",
  });

const conversationFields = z.strictObject({
  post: slugSchema,
  responses: z.array(z.unknown(), { error: "should be a list of responses" }).nullish(),
});

export type ResponseFields = Omit<z.infer<typeof responseFields>, "replies"> & {
  /** The date as it is written: what a day without a time means depends on the site. */
  writtenAt: string;
};

/** One response as its file has it, or what is wrong with it; and the replies to it, either way. */
export interface FiledResponse {
  /** "responses.0.replies.2" */
  field: string;
  line: number;
  read: { ok: true; value: ResponseFields } | { ok: false; problem: Problem };
  replies: FiledResponse[];
}

export interface Conversation {
  file: string;
  post: string;
  responses: FiledResponse[];
}

export type ParsedConversation = { ok: true; value: Conversation } | { ok: false; problem: Problem };

/**
 * Reads a conversation. A response that can't be read is in it with its problem; without `post`, or where what stands around the
 * responses isn't YAML, there is none. Responses are parsed one by one, and only their values are kept: the tree of an archive
 * of ten thousands takes hundreds of megabytes.
 */
export function parseConversation(file: string, text: string): ParsedConversation {
  const { around, items } = cutItems(text);
  const yaml = openYaml(around, 0);
  const refuse = (line: number, field: string, message: string) => {
    return { ok: false, problem: { file, line, field, message } } as const;
  };
  if (yaml.error) return refuse(yaml.error.line, "", yaml.error.message);
  const fields = conversationFields.safeParse(yaml.value ?? {});
  if (!fields.success) {
    const { path, message } = explain(fields.error);
    return refuse(yaml.lineOf(path), path.join("."), message);
  }
  const { post, responses } = fields.data;
  const whole = (responses ?? []).map((value, index) => {
    const lineOf = (path: PropertyKey[]) => yaml.lineOf(["responses", index, ...path]);
    return readResponse(file, `responses.${index}`, value, lineOf);
  });
  const cut = items.map(({ text, lineOffset }, index) =>
    readItem(file, `responses.${index}`, text, lineOffset),
  );
  return { ok: true, value: { file, post, responses: [...whole, ...cut] } };
}

/** One entry of the list of responses, cut from the file with its hyphen. */
function readItem(file: string, field: string, text: string, lineOffset: number): FiledResponse {
  const { error, value, lineOf } = openYaml(text, lineOffset);
  const [response] = Array.isArray(value) ? value : [];
  if (error) {
    const problem = { file, line: error.line, field, message: error.message };
    return { field, line: lineOffset + 1, read: { ok: false, problem }, replies: [] };
  }
  return readResponse(file, field, response, (path) => lineOf([0, ...path]));
}

function readResponse(
  file: string,
  field: string,
  value: unknown,
  lineOf: (path: PropertyKey[]) => number,
): FiledResponse {
  const line = lineOf([]);
  const list = (value as { replies?: unknown } | null | undefined)?.replies;
  const replies = (Array.isArray(list) ? list : []).map((reply, index) =>
    readResponse(file, `${field}.replies.${index}`, reply, (path) => lineOf(["replies", index, ...path])),
  );
  const fields = responseFields.safeParse(value);
  if (fields.success) {
    const { replies: _, ...read } = fields.data;
    const writtenAt = String((value as { at: unknown }).at);
    return { field, line, read: { ok: true, value: { ...read, writtenAt } }, replies };
  }
  const { path, message } = explain(fields.error);
  const problem = { file, line: lineOf(path), field: [field, ...path].join("."), message };
  return { field, line, read: { ok: false, problem }, replies };
}

/** The first thing that is wrong, and how many more there are. */
function explain({ issues }: z.ZodError): { path: PropertyKey[]; message: string } {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  if (first?.code === "unrecognized_keys")
    return {
      path: [...first.path, first.keys[0] ?? ""],
      message: `is not a field that is known here${more}`,
    };
  const message = first?.path.length ? first.message : "should be fields with values, such as name: Ada";
  return { path: first?.path ?? [], message: message + more };
}

function openYaml(text: string, lineOffset: number) {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + lineOffset;
  const lineOf = (path: PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1 + lineOffset;
  };
  const [fault] = document.errors;
  if (fault)
    return {
      error: { line: lineAt(fault.pos[0]), message: `is not YAML: ${fault.message}` },
      value: null,
      lineOf,
    };
  return { error: null, value: document.toJS() as unknown, lineOf };
}

/**
 * Takes the entries of a block list under `responses:` out of the text, each with its hyphen; lines keep their numbers. In such a
 * list a line with the hyphen's indentation begins an entry, and nothing within an entry stands so far out. A list that is
 * written otherwise stays where it is.
 */
function cutItems(text: string): { around: string; items: { text: string; lineOffset: number }[] } {
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
