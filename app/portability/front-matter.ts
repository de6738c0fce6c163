// A Markdown file with YAML between two lines of three hyphens, and where in it a fault lies.

import { isNode, LineCounter, parseDocument, stringify } from "yaml";
import type { z } from "zod";
import { trimSource } from "~/markdown/source";

export interface Problem {
  file: string;
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

export type Parsed<T> = ({ ok: true } & Placed<T>) | { ok: false; problems: Problem[] };

/** What problems call the text below the fields. */
export const TEXT = "the text";

/** Reads YAML through `schema`. In a Markdown file, `lineOffset` is the number of lines before it, `textLine` where the text begins. */
export function parseYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  { lineOffset = 0, textLine = 1, more = {} as Record<string, unknown> } = {},
): Parsed<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + lineOffset;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      return { file, line: lineAt(error.pos[0]), field: "", message: `is not YAML: ${error.message}` };
    });
    return { ok: false, problems };
  }
  const read = schema.safeParse({ ...document.toJS(), ...more });
  if (read.success) return { ok: true, value: read.data, lineOf };
  const problems = read.error.issues.map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const path = unknown === undefined ? issue.path : [...issue.path, unknown];
    const message = unknown === undefined ? issue.message : "is not a field that is known here";
    return { file, line: lineOf(path), field: path.join("."), message };
  });
  return { ok: false, problems };

  /** The line of a field or, where it is missing, of what should hold it. */
  function lineOf(path: PropertyKey[]): number {
    if (path[0] === TEXT || Object.hasOwn(more, path[0] ?? "")) return textLine;
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1 + lineOffset;
  }
}

/** Reads a Markdown file: its fields, with the text below them as `bodyField`. */
export function parseMarkdownFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  bodyField: string,
): Parsed<z.infer<S>> {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (!match) {
    const message = "should begin with fields between two lines of three hyphens";
    return { ok: false, problems: [{ file, line: 1, field: "", message }] };
  }
  const [, yaml = "", body = ""] = match;
  const linesBefore = text.slice(0, text.length - body.trimStart().length).split("\n").length;
  return parseYaml(file, yaml, schema, {
    lineOffset: 1,
    textLine: linesBefore,
    more: { [bodyField]: trimSource(body) },
  });
}

/** A problem as a line: `content/posts/x.md:4 date should be …`. */
export const describeProblem = ({ file, line, field, message }: Problem) =>
  `${file}:${line} ${field ? `${field} ` : ""}${message}`;

/** A Markdown file with these fields, as parseMarkdownFile() reads it. What is undefined is left out. */
export const formatMarkdownFile = (fields: Record<string, unknown>, body: string): string =>
  `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${body}\n`;
