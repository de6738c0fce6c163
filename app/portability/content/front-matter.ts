// Parses Markdown files with YAML front matter, with line numbers for errors.

import type { z } from "zod";
import { trimSource } from "~/markdown/source";
import { explainFields, readFields, TEXT } from "./field-errors";
import { openYaml } from "./yaml-text";

export interface Problem {
  file: string;
  /** 0 if the problem concerns the whole file. */
  line: number;
  /** The field with the problem; "" for the whole file. */
  field: string;
  message: string;
}

/** The content of a file, and the line of each of its fields. */
export interface Placed<T> {
  value: T;
  lineOf(path: PropertyKey[]): number;
}

/** `notes` are warnings about content that was read, but may be meant differently. */
export type Parsed<T> = ({ ok: true; notes: Problem[] } & Placed<T>) | { ok: false; problems: Problem[] };

/** Parses a Markdown file: its front matter, and the text below it as `bodyField`. `defaults` are values for
 *  missing fields. Returns all problems, field by field. */
export function parseMarkdownFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  bodyField: string,
  defaults: Record<string, unknown> = {},
): Parsed<z.infer<S>> {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (!match) {
    const message =
      "should begin with fields between two lines of three hyphens, such as ---, title: The long table, ---";
    return { ok: false, problems: [{ file, line: 1, field: "", message }] };
  }
  const [, fields = "", body = ""] = match;
  const textLine = text.slice(0, text.length - body.trimStart().length).split("\n").length;
  const yaml = openYaml(fields, 1);
  if (yaml.error) return { ok: false, problems: [{ file, field: "", ...yaml.error }] };

  /** The line of a field, or of its parent if it is missing. */
  const lineOf = (path: PropertyKey[]) =>
    path[0] === TEXT || path[0] === bodyField ? textLine : yaml.lineOf(path);
  const given = yaml.value ?? {};
  const isFields = typeof given === "object" && !Array.isArray(given);
  const value = isFields ? { ...withDefaults(given, defaults), [bodyField]: trimSource(body) } : given;
  const read = readFields(schema, value);
  if (read.success)
    return { ok: true, value: read.data, lineOf, notes: yaml.cut.map((cut) => ({ file, ...cut })) };
  const problems = explainFields(read.error, value).map(({ path, message }) => {
    return { file, line: lineOf(path), field: path.join("."), message };
  });
  return { ok: false, problems };
}

/** An empty field counts as missing. */
function withDefaults(given: object, defaults: Record<string, unknown>): Record<string, unknown> {
  return { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) };
}

/** Formats a problem as one line: `content/posts/x.md:4 date should be …`. */
export const describeProblem = ({ file, line, field, message }: Problem) =>
  `${file}${line > 0 ? `:${line}` : ""} ${field ? `${field} ` : ""}${message}`;
