// A Markdown file with YAML between two lines of three hyphens, and where in it a fault lies.

import { stringify } from "yaml";
import type { z } from "zod";
import { trimSource } from "~/markdown/source";
import { explainFields, readFields, TEXT } from "./field-errors";
import { openYaml } from "./yaml-text";

export interface Problem {
  file: string;
  /** 0 where it is the file as a whole. */
  line: number;
  /** The field at fault, or "" where it is the file as a whole. */
  field: string;
  message: string;
}

/** What a file says, and on which line of it a field stands. */
export interface Placed<T> {
  value: T;
  lineOf(path: PropertyKey[]): number;
}

/** `notes` are of what is read, and may have been meant otherwise. */
export type Parsed<T> = ({ ok: true; notes: Problem[] } & Placed<T>) | { ok: false; problems: Problem[] };

/**
 * Reads a Markdown file: its fields, with the text below them as `bodyField`. `defaults` are for fields that it doesn't give. What is
 * wrong with it is told field by field.
 */
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

  /** The line of a field or, where it is missing, of what should hold it. */
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

/** A field without a value is as good as none. */
function withDefaults(given: object, defaults: Record<string, unknown>): Record<string, unknown> {
  return { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) };
}

/** A problem as a line: `content/posts/x.md:4 date should be …`. */
export const describeProblem = ({ file, line, field, message }: Problem) =>
  `${file}${line > 0 ? `:${line}` : ""} ${field ? `${field} ` : ""}${message}`;

/** A Markdown file with these fields, as parseMarkdownFile() reads it. What is undefined is left out. */
export const formatMarkdownFile = (fields: Record<string, unknown>, body: string): string =>
  `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${body}\n`;
